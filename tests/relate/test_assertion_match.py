"""Pairs of passages that are one claim, and pairs that only look like it."""

import pytest

from eval.claims import Pair, given

SAME = [
    ("The mayor of Melkova, Ivo Rant, stepped down on Tuesday.", "Ivo Rant has resigned as mayor of Melkova.", "same"),
    ("A bear killed a forester near Ambrel on Tuesday.", "A forester was killed by a bear in the woods around Ambrel.", "same"),
    ("Guards beat the prisoner Karim Osel.", "The prison service denied that guards had beaten Karim Osel.", "opposed"),
]
OTHER = [
    ("Twelve people were killed in the fire.", "Fourteen people were killed in the fire."),
    ("A bear killed a forester near Ambrel.", "A forester killed a bear near Ambrel."),
    ("The owner tried to flee abroad.", "The owner fled abroad."),
    ("A bakery burned down in Velm on Sunday night.", "A bakery burned down in Orda on Sunday night."),
    ("The minister owns a villa on the lake.", "The minister's brother owns a villa on the lake."),
]


@pytest.mark.parametrize(("a", "b", "relation"), SAME)
def test_one_claim_in_other_words(a: str, b: str, relation: str) -> None:
    assert given(Pair(a=a, b=b, relation=relation))[0] == relation


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_what_differs_in_one_thing_is_no_claim(a: str, b: str) -> None:
    assert given(Pair(a=a, b=b, relation="different"))[0] == "different"
