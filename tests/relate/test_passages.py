"""Shared passages: exact to the word on both sides."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from headwater.relate.passages import passages
from headwater.relate.profiles import Profile, plain_profile

WORDS = ["gate", "boat", "storm", "quay", "harbour", "town", "list", "ferry"]
TEXT = "The harbour office closed the eastern gate on Tuesday after a storm tore two boats from the quay and nobody was hurt in the town"


def shared(a: str, b: str) -> list[tuple[str, str, int]]:
    first, second = profile(a), profile(b)
    one, other = first.words, second.words
    return [
        (a[one[p.a_start].start : one[p.a_end - 1].end], b[other[p.b_start].start : other[p.b_end - 1].end], p.equal)
        for p in passages(first, second)
    ]


def profile(content: str) -> Profile:
    return plain_profile("d", content, "en")


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


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.lists(st.sampled_from(WORDS), max_size=60))
def test_passages_are_in_order_and_never_overlap_on_the_second_side(one: list[str], other: list[str]) -> None:
    found = passages(profile(" ".join(one)), profile(" ".join(other)))
    assert all(p.equal <= min(p.a_end - p.a_start, p.b_end - p.b_start) for p in found)
    assert all(x.b_end <= y.b_start for x, y in itertools.pairwise(found))
