"""Words and sentences: the conventions as rows, and exact offsets on anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.language.boundaries import find_sentences, find_words, is_wrapped, paragraphs
from headwater.language.weights import read_json


def words(text: str) -> list[str]:
    return [text[a:z] for a, z in find_words(text)]


def sentences(text: str) -> list[str]:
    found = find_words(text)
    return [text[found[a][0] : found[z - 1][1]] for a, z in find_sentences(text, found, read_json("boundaries.json"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't, couldn’t and cannot.", ["He", "did", "n't", ",", "could", "n’t", "and", "can", "not", "."]),
        ("the state-owned co-operative", ["the", "state", "-", "owned", "co-operative"]),
        ("pro-Beijing anti-Taliban ex-minister", ["pro-Beijing", "anti-Taliban", "ex-minister"]),
        ("Mr. Okello's U.S. visa", ["Mr.", "Okello", "'s", "U.S.", "visa"]),
        ("O'Brien and the Ba'athists", ["O'Brien", "and", "the", "Ba'athists"]),
        ("$1.5bn, 10am, 16,500 and 6.30 p.m.", ["$", "1.5", "bn", ",", "10", "am", ",", "16,500", "and", "6.30", "p.m."]),
        ("See https://a.example/x?y=1, or mail a.b@c.org.", ["See", "https://a.example/x?y=1", ",", "or", "mail", "a.b@c.org", "."]),
        ("Wait... what?! -- No!!!", ["Wait", "...", "what", "?!", "--", "No", "!!!"]),
        ("Russia/Ukraine and/or 9/11", ["Russia", "/", "Ukraine", "and", "/", "or", "9/11"]),
        ("“So,” she said", ["“", "So", ",", "”", "she", "said"]),
        ("👩‍👩‍👧 🇺🇦🇰🇿 ok", ["👩‍👩‍👧", "🇺🇦", "🇰🇿", "ok"]),
        ("भारत में", ["भारत", "में"]),
        ("日本語", ["日", "本", "語"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Dr. Okello met Gen. Diallo in St. Louis.", ["Dr. Okello met Gen. Diallo in St. Louis."]),
        ("“We will go.” Then they went.", ["“We will go.”", "Then they went."]),
        ("“Will we go?” he asked.", ["“Will we go?” he asked."]),
        ("Headline without a stop\nThe text begins.", ["Headline without a stop", "The text begins."]),
        ("It rose 3.5 percent. U.S. officials denied it.", ["It rose 3.5 percent.", "U.S. officials denied it."]),
        ("今日は晴れ。明日は雨。", ["今日は晴れ。", "明日は雨。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_wrapped_lines_are_not_sentences() -> None:
    text = "\n".join(
        [
            "The minister of justice said on Monday that the court had",
            "freed nine of the traders who were held since the protest in",
            "the capital, and that the others would be tried in the new",
            "year, when the judges are back.",
        ]
        * 3
    )
    assert is_wrapped(text)
    assert len(sentences(text)) == 3


def test_paragraphs_cover_all_that_is_not_blank() -> None:
    text = "One.\n\n Two\n \nThree"
    assert [text[a:z].strip() for a, z in paragraphs(text)] == ["One.", "Two", "Three"]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_every_character_that_is_no_blank_lies_in_one_word(text: str) -> None:
    found = find_words(text)
    ends = [0, *(z for _, z in found)]
    for (a, z), before in zip(found, ends, strict=False):
        assert before <= a < z
        assert not text[before:a].strip()
    assert not text[ends[-1] :].strip()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Mr.", "said", "“", "”", ".", "?", "\n", "\n\n", "Okello", "U.S.", "…", ")", "3", "😀", "的"]), max_size=60)
)
def test_sentences_cover_all_words_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find_words(text)
    ranges = find_sentences(text, found, read_json("boundaries.json"))
    assert [i for a, z in ranges for i in range(a, z)] == list(range(len(found)))
