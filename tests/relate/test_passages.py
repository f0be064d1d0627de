"""Shared passages: exact to the word on both sides."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.relate.passages import passages
from headwater.relate.profiles import words_of

TEXT = "The harbour office closed the eastern gate on Tuesday after a storm tore two boats from the quay and nobody was hurt in the town"


def shared(a: str, b: str) -> list[tuple[str, str, int]]:
    first, second = words_of(a, 0, len(a)), words_of(b, 0, len(b))
    return [
        (a[first[p.a_start].start : first[p.a_end - 1].end], b[second[p.b_start].start : second[p.b_end - 1].end], p.equal) for p in passages(first, second)
    ]


def test_the_same_text_is_one_passage() -> None:
    assert shared(TEXT, TEXT) == [(TEXT, TEXT, len(TEXT.split()))]


def test_marks_and_case_do_not_matter() -> None:
    assert len(shared(TEXT, TEXT.upper().replace(" AFTER", ", AFTER"))) == 1


def test_words_left_out_are_bridged() -> None:
    cut = TEXT.replace(" on Tuesday after a storm", "")
    assert len(shared(TEXT, cut)) == 1


def test_a_changed_order_gives_two_passages() -> None:
    half = TEXT.index(" after ")
    moved = TEXT[half:].strip() + ". " + TEXT[:half]
    assert sorted(b for _, b, _ in shared(TEXT, moved)) == sorted([TEXT[:half], TEXT[half:].strip()])


def test_four_words_in_a_row_are_a_set_phrase() -> None:
    assert shared("the end of the day came", "at the end of the road") == []


@given(st.lists(st.sampled_from("gate boat storm quay harbour town list ferry".split()), max_size=60), st.lists(st.sampled_from("gate boat storm quay harbour town list ferry".split()), max_size=60))
def test_passages_are_in_order_and_never_overlap_on_the_second_side(one: list[str], other: list[str]) -> None:
    a, b = words_of(" ".join(one), 0, 9999), words_of(" ".join(other), 0, 9999)
    found = passages(a, b)
    assert all(p.equal <= min(p.a_end - p.a_start, p.b_end - p.b_start) for p in found)
    assert all(x.b_end <= y.b_start for x, y in zip(found, found[1:], strict=False))
