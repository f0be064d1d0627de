"""Groups from edges, with vetoes."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.conclude.groups import Groups

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


def test_edges_join() -> None:
    groups = Groups("abcd")
    assert groups.join("a", "b")
    assert groups.join("c", "b")
    assert groups.groups() == [["a", "b", "c"], ["d"]]


def test_a_veto_holds_through_others() -> None:
    groups = Groups("abc", vetoes=[("a", "c")])
    assert groups.join("a", "b")
    assert not groups.join("b", "c")
    assert groups.groups() == [["a", "b"], ["c"]]


@given(PAIRS)
def test_groups_do_not_depend_on_the_order_of_edges(pairs: list[tuple[int, int]]) -> None:
    one, other = Groups(range(10)), Groups(range(10))
    for pair in pairs:
        one.join(*pair)
    for a, b in reversed(pairs):
        other.join(b, a)
    assert {frozenset(group) for group in one.groups()} == {frozenset(group) for group in other.groups()}


@given(PAIRS, PAIRS)
def test_no_group_holds_a_vetoed_pair(pairs: list[tuple[int, int]], vetoes: list[tuple[int, int]]) -> None:
    apart = [(a, b) for a, b in vetoes if a != b]
    groups = Groups(range(10), vetoes=apart)
    for pair in pairs:
        groups.join(*pair)
    assert all(groups.root(a) != groups.root(b) for a, b in apart)
