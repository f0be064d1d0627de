"""Lemmas as rules."""

import pytest

from headwater.language.lemma import apply_rule, lemma_rule


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
