"""Quantities hold on any input: spans, bounds, no exception, time in proportion to length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import lexicon
from headwater.annotate.quantities import find_quantities
from headwater.language import parse

PIECES = [
    *(row[0] for row in lexicon.rows("numbers")),
    *(row[0] for row in lexicon.rows("comparators")),
    *(form for row in lexicon.rows("units") for form in row[3].split("|")),
    *("$ € £ 12 3.5 1,200 0 007 2019 - – to and or of between from in his aged a the % ( ) . , ; : / people dead men Elm Street May one half \n".split(" ")),
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_and_bounds_hold(text: str) -> None:
    last = 0
    for one in find_quantities(text, doc="d"):
        assert last <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end].strip() == text[one.span.start : one.span.end]
        last = one.span.end
        assert any(bound is not None for bound in (one.value, one.low, one.high)) or one.comparator in ("up_to", "less_than")
        low, value, high = one.low, one.value, one.high
        assert value is None or low is None or low <= value
        assert value is None or high is None or value <= high
        assert low is None or high is None or low <= high
        assert one.counts is None or one.counts in text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_what_the_parse_counts_stands_in_the_text(text: str) -> None:
    with_tree, without = find_quantities(text, doc="d", parse=parse(text, language="en")), find_quantities(text, doc="d")
    assert {one.span.start for one in with_tree} <= {at for one in without for at in range(one.span.start, one.span.end)}
    assert all(one.counts is None or one.counts in text for one in with_tree)


HOSTILE = {
    "ones": "1 ", "dashes": "1-", "ands": "one and ", "ranges": "between 3 and 4 ", "scales": "million ", "hundreds": "a hundred ",
    "groups": "123 ", "narrow groups": "123\u00a0", "commas": "1,", "digits": "1", "halves": "and a half ", "years": "two years and three months, ",
    "brackets": "five (5) ", "signs": "$$$", "or": "3 or 4 or ", "ages": "5 years 3 years, 2 ", "of": "several of ", "labels": "Article 3 and ",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_no_input_takes_quadratic_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        find_quantities(text, doc="d")
        return time.process_time() - start

    assert (
        min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000), seconds(10_000)) + 0.1
    )  # four times the text; sixteen were quadratic
