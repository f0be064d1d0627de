"""Source maps passed one through another."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.read.runs import Runs, stretch, through


def encoded(text: str, table: dict[str, str]) -> tuple[str, Runs]:
    """`text` written with entities, and the map of `text` onto that."""
    out, runs, at = "", [], 0
    for number, char in enumerate(text):
        written = table.get(char, char)
        runs.append((number, 1, at, len(written)))
        out, at = out + written, at + len(written)
    return out, tuple(runs)


ONCE = {"é": "&eacute;", "<": "&lt;"}
TWICE = {"&": "&amp;", "a": "aa"}


@given(st.text(alphabet="abé<& ", min_size=1))
def test_two_maps_passed_through_lead_where_each_leads(text: str) -> None:
    middle, outer = encoded(text, ONCE)
    first, inner = encoded(middle, TWICE)
    both = through(outer, inner)
    for at in range(len(text)):
        a, b = stretch(at, at + 1, both)
        assert first[a:b] == "".join(TWICE.get(char, char) for char in ONCE.get(text[at], text[at]))


@given(st.text(alphabet="abé<& ", min_size=1))
def test_runs_stand_in_order_without_gaps(text: str) -> None:
    middle, outer = encoded(text, ONCE)
    both = through(outer, encoded(middle, TWICE)[1])
    assert [run[0] for run in both] == [0, *(run[0] + run[1] for run in both[:-1])]
    assert both[-1][0] + both[-1][1] == len(text)


def test_characters_that_a_reader_put_in_stay_between_their_neighbours() -> None:
    assert through(((0, 2, 0, 2), (2, 1, 2, 0), (3, 2, 2, 2)), ((0, 4, 10, 4),)) == ((0, 2, 10, 2), (2, 1, 12, 0), (3, 2, 12, 2))
