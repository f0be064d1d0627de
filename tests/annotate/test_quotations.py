"""Quotation marks paired: all styles, nested, unbalanced, over paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.annotate.quotations import quotations
from headwater.text import paragraphs

TABLE = [
    ('"We waited," he said.', ["We waited,"]),
    ("“We waited,” he said.", ["We waited,"]),
    ("«We waited», he said.", ["We waited"]),
    ("„We waited“, he said.", ["We waited"]),
    ("‘We waited,’ he said.", ["We waited,"]),
    ("'We waited,' he said.", ["We waited,"]),
    ("He said: ”We waited.”", ["We waited."]),
    ("\"He told me: 'go home,'\" she said.", ["He told me: 'go home,'", "go home,"]),
    ("“He told me: ‘go home,’” she said.", ["He told me: ‘go home,’", "go home,"]),
    # one closing mark for two opening ones
    (
        "“They told me that “you are on the list,” one of them said. Others left.",
        ["They told me that “you are on the list,", "you are on the list,"],
    ),
    # never closed
    ('"We waited, he said.', ["We waited, he said."]),
    ("The migrants' rights and the workers' pay.", []),
    ("It's the clerk's list, isn't it?", []),
    ("Rock 'n' roll in the '90s.", []),
    ('a 6" pipe and a 5\'10" man', []),
    ("“The parents’ meeting was short,” she said.", ["The parents’ meeting was short,"]),
]


@pytest.mark.parametrize(("content", "expected"), TABLE)
def test_quotations(content: str, expected: list[str]) -> None:
    assert [content[q.inner_start : q.inner_end] for q in quotations(content, paragraphs(content))] == expected


def test_a_quotation_over_two_paragraphs() -> None:
    content = "“The first day was calm.\n“The second was not,” she said."
    first, second = quotations(content, paragraphs(content))
    assert first.goes_on
    assert not first.closed
    assert second.continues
    assert second.closed


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»„‹›", max_size=150))
def test_any_marks_give_places_inside_the_text(content: str) -> None:
    for quote in quotations(content, paragraphs(content)):
        assert 0 <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(content)
        assert "\n" not in content[quote.inner_start : quote.inner_end]


def test_a_page_of_opening_marks_takes_no_quadratic_time() -> None:
    content = "“a " * 20_000
    assert len(quotations(content, paragraphs(content))) <= 20_000
