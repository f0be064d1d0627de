"""WordPiece sub-words as BERT has them (Devlin et al. 2019; Wu et al. 2016), from a `tokenizer.json`.

Own code for one reason: the library of choice brings a model hub's client with it, and Headwater opens no
connection. A test compares the two piece by piece where the library is there.
"""

import json
import unicodedata
from pathlib import Path
from typing import Any, Final

from headwater.errors import WrongUse

LONGEST_WORD: Final = 100
"""Characters of a word from which on it is unknown."""
REMEMBERED: Final = 100_000
_CJK: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_ASCII_MARKS: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def is_wordpiece(told: dict[str, Any]) -> bool:
    """Whether the content of a tokenizer file is of this kind."""
    return bool(told.get("model", {}).get("type") == "WordPiece")


class WordPieces:
    """Texts to piece ids. Raises WrongUse for a tokenizer file of another kind."""

    def __init__(self, file: Path) -> None:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if not is_wordpiece(told):
            raise WrongUse(f"{file} is no WordPiece tokenizer")
        self._vocabulary: dict[str, int] = told["model"]["vocab"]
        self._unknown = self._vocabulary[told["model"].get("unk_token", "[UNK]")]
        self._lowercase = bool((told.get("normalizer") or {}).get("lowercase", True))
        self._known: dict[str, tuple[int, ...]] = {}

    def ends(self) -> tuple[list[int], list[int]]:
        """What stands before and after the pieces of a text: [CLS] and [SEP]."""
        return [self._vocabulary["[CLS]"]], [self._vocabulary["[SEP]"]]

    def ids(self, text: str) -> list[int]:
        """The ids of a text's pieces, without the marks of beginning and end."""
        return [id for word in self._words(text) for id in self._pieces(word)]

    def _words(self, text: str) -> list[str]:
        clean = "".join(_spaced(char) for char in text)
        if self._lowercase:
            clean = "".join(char for char in unicodedata.normalize("NFD", clean) if unicodedata.category(char) != "Mn").lower()
        return clean.split() if clean.isalnum() else "".join(f" {char} " if _is_mark(char) else char for char in clean).split()

    def _pieces(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            if len(self._known) > REMEMBERED:
                self._known = {}
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Longest match first; a word with a part that is no piece is unknown as a whole."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            piece, end = self._longest(word, start)
            if piece is None:
                return (self._unknown,)
            found.append(piece)
            start = end
        return tuple(found)

    def _longest(self, word: str, start: int) -> tuple[int | None, int]:
        for end in range(len(word), start, -1):
            piece = self._vocabulary.get(word[start:end] if start == 0 else f"##{word[start:end]}")
            if piece is not None:
                return piece, end
        return None, start


def _spaced(char: str) -> str:
    """A character as the cleaning of BERT leaves it: no controls, all blanks one kind, ideographs on their own."""
    if char.isascii():
        return char if char.isprintable() else (" " if char in "\t\n\r" else "")
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co"):
        return ""
    if char.isspace():
        return " "
    code = ord(char)
    return f" {char} " if any(low <= code <= high for low, high in _CJK) else char


def _is_mark(char: str) -> bool:
    return char in _ASCII_MARKS or unicodedata.category(char).startswith("P")
