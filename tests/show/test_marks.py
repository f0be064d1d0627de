import re

from hypothesis import given
from hypothesis import strategies as st

from headwater.show.beside import differing
from headwater.show.html import escape
from headwater.show.marks import Mark, paragraphs, pieces

TEXT = "One line of words.\n\n  Another, longer line of words stands here.\nLast"
MARKS = st.lists(st.builds(lambda a, b, layer: Mark(min(a, b), max(a, b), layer), *[st.integers(0, len(TEXT))] * 2, st.sampled_from("abc")))


@given(MARKS, st.lists(st.integers(0, len(TEXT))))
def test_pieces_are_the_text_and_carry_all_marks(marks: list[Mark], cuts: list[int]) -> None:
    found = list(pieces(0, len(TEXT), marks, cuts))
    assert "".join(TEXT[a:b] for a, b, _ in found) == TEXT
    for at in range(len(TEXT)):
        on = next(carried for a, b, carried in found if a <= at < b)
        assert set(on) == {mark for mark in marks if mark.start <= at < mark.end}


@given(MARKS)
def test_paragraphs_hold_every_mark_that_touches_them(marks: list[Mark]) -> None:
    found = list(paragraphs(TEXT, marks))
    assert [TEXT[line.start : line.end] for line in found] == [line for line in TEXT.split("\n") if line.strip()]
    for line in found:
        assert set(line.marks) == {mark for mark in marks if mark.start < line.end and mark.end > line.start and mark.end > mark.start}


WORDS = st.text(alphabet='ab <&"“”é14 ', max_size=30)


@given(WORDS, WORDS)
def test_differing_keeps_the_words(one: str, other: str) -> None:
    for text, written in zip((one, other), differing(one, other), strict=True):
        assert re.sub(r"</?mark>", "", written) == escape(" ".join(text.split()))


@given(WORDS)
def test_nothing_differs_from_itself(text: str) -> None:
    assert "<mark>" not in "".join(differing(text, text.upper().replace("“", "„")))


def test_differing_words_are_marked_together() -> None:
    assert differing("at least 14 boats sank", "more than 20 boats sank") == (
        "<mark>at least 14</mark> boats sank",
        "<mark>more than 20</mark> boats sank",
    )


def test_texts_with_little_in_common_mark_figures_alone() -> None:
    one, other = differing("16 boats had been damaged", "raised the number of ships at Ovrin to 17")
    assert one == "<mark>16</mark> boats had been damaged"
    assert other.endswith("to <mark>17</mark>")
