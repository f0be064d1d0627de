"""Lemmas as rules."""

import pytest

from headwater.language.lemma import apply_rule, lemma_rule, lemmatise


@pytest.mark.parametrize(
    ("form", "lemma", "name", "rule"),
    [
        ("freed", "free", False, "l1|"),
        ("Cities", "city", False, "l3|y"),
        ("States", "State", True, "k1|"),
        ("went", "go", False, "=go"),
        ("is", "be", False, "=be"),
        ("the", "the", False, "l0|"),
        ("“", '"', False, '="'),
    ],
)
def test_a_rule_makes_the_lemma_again(form: str, lemma: str, name: bool, rule: str) -> None:
    assert lemma_rule(form, lemma, name=name) == rule
    assert apply_rule(form, rule) == lemma


def test_a_rule_that_leaves_nothing_gives_the_form_back() -> None:
    assert apply_rule("is", "l2|") == "is"


@pytest.mark.parametrize(
    ("form", "rule", "lemma"),
    [
        ("refused", "l2|", "refuse"),
        ("clashes", "l1|", "clash"),
        ("supplies", "l1|", "supply"),
        ("deemed", "l2|", "deem"),
        ("zorbed", "l2|", "zorb"),
    ],
)
def test_a_rule_that_makes_no_word_gives_way_to_one_that_does(form: str, rule: str, lemma: str) -> None:
    assert lemmatise(form, "VERB", "XXX", rule) == lemma
