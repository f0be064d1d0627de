"""Paragraphs and sentences by marks and abbreviations."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.annotate.sentences import sentences
from headwater.text import paragraphs

TABLE = [
    ("One. Two.", ["One.", "Two."]),
    ("Dr. Orrin Vale spoke. He left at 5 p.m. on Friday.", ["Dr. Orrin Vale spoke.", "He left at 5 p.m. on Friday."]),
    ("The U.S. Embassy said so.", ["The U.S. Embassy said so."]),
    ("J. R. Vale came.", ["J. R. Vale came."]),
    ('"Is it true?" Orrin Vale asked. Nobody spoke.', ['"Is it true?" Orrin Vale asked.', "Nobody spoke."]),
    ('"It is true." Nobody spoke.', ['"It is true."', "Nobody spoke."]),
    ("It cost 3.5 million. They paid.", ["It cost 3.5 million.", "They paid."]),
    ("Он сказал. Она ушла.", ["Он сказал.", "Она ушла."]),
    ("Wait... What?", ["Wait...", "What?"]),
    ("no capital. so it goes on", ["no capital. so it goes on"]),
]


@pytest.mark.parametrize(("content", "expected"), TABLE)
def test_sentences(content: str, expected: list[str]) -> None:
    assert [content[a:b] for a, b in sentences(content, 0, len(content))] == expected


def test_a_hard_wrapped_text_has_paragraphs_between_blank_lines() -> None:
    wrapped = (
        "The harbour office closed the gate on Tuesday after a list had been\n"
        "read aloud to everyone who had come, and nobody was let through to\n"
        "the boats that lay at the quay until the evening of the next day, as\n"
        "several of the crew told reporters who had come to the town to see\n"
        "for themselves.\n\nA second paragraph stands here, as long as it must\n"
        "be to be wrapped at all by the machine that sent it over the wire to\n"
        "newsrooms.\n"
    )
    assert len(paragraphs(wrapped)) == 2


def test_lines_are_paragraphs_elsewhere() -> None:
    assert len(paragraphs("One line here.\nAnother line there.\n\nA third.")) == 3


@given(st.text(alphabet="aB. \"'!?\n“”", max_size=120))
def test_sentences_cover_the_paragraph_in_order(content: str) -> None:
    for start, end in paragraphs(content):
        found = sentences(content, start, end)
        assert all(a < b for a, b in found)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(found))
        kept = "".join(content[a:b] for a, b in found)
        assert kept.split() == content[start:end].split() or "".join(kept.split()) == "".join(content[start:end].split())
