"""Word pieces by hand and against the library, where it is installed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.language.weights import checked
from headwater.language.wordpiece import WordPieces

PIECES = WordPieces(checked("tokenizer.json"))
SAMPLES = [
    "The Court of Appeal in Kampala freed Amina Okello.",
    "naïve café, İstanbul; ﬁne ｆｕｌｌ ½ €5 don't U.S. #tag",
    "漢字かな交じり文 Москва ёлка",
    "😀 a\u200bb\u00a0c \t\n",
    "x" * 150,
    "",
]


def test_known_words_are_one_piece_and_unknown_ones_are_cut() -> None:
    assert PIECES.ids("harbour") == PIECES.ids("Harbour")
    assert len(PIECES.ids("harbour")) == 1
    assert len(PIECES.ids("kharovian")) > 1
    assert PIECES.ids("") == []


@pytest.mark.parametrize("text", SAMPLES)
def test_the_library_cuts_the_same(text: str) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    other = tokenizers.Tokenizer.from_file(str(checked("tokenizer.json")))
    other.no_padding()
    other.no_truncation()
    assert PIECES.ids(text) == other.encode(text, add_special_tokens=False).ids


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_pieces_of_the_vocabulary(text: str) -> None:
    assert all(0 <= id < 30522 for id in PIECES.ids(text))
