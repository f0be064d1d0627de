"""Words as sub-word pieces and case shapes: the model's input, the same when training and when reading."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from headwater.language.wordpiece import WordPieces

MAX_PIECES: Final = 8
"""Longest number of pieces kept of one word; a longer one keeps its first seven and its last."""

CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100
REMEMBERED: Final = 200_000

NONE, DIGIT, PUNCT, LOWER, UPPER, TITLE, MIXED_UPPER, MIXED_LOWER = range(8)

Piece = tuple[tuple[int, ...], int]
"""The piece ids of a word, and its case shape."""


def case_shape(form: str) -> int:
    """Return which of eight shapes the capitals of a word make (the piece vocabulary itself knows no capitals)."""
    if form.islower():
        return LOWER
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return DIGIT if any(c.isdigit() for c in form) else PUNCT
    if not any(c.isupper() for c in letters):
        return NONE
    if form.isupper():
        return UPPER if len(letters) > 1 else TITLE
    if letters[0].isupper():
        return TITLE if all(c.islower() for c in letters[1:]) else MIXED_UPPER
    return MIXED_LOWER


class Pieces:
    """Sub-word pieces and case shapes of words, remembered: news repeats its words."""

    def __init__(self, vocabulary: Path) -> None:
        self._pieces = WordPieces(vocabulary)
        self._known: dict[str, Piece] = {}

    def __call__(self, forms: Sequence[str]) -> list[Piece]:
        """Return pieces (at least one, at most `MAX_PIECES`) and case shape of each word."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        new = {form for form in forms if form not in self._known}
        if new:
            self._learn(sorted(new))
        return [self._known[form] for form in forms]

    def _learn(self, forms: list[str]) -> None:
        for form in forms:
            ids = self._pieces.ids(_safe(form)) or [UNKNOWN]
            if len(ids) > MAX_PIECES:
                ids = [*ids[: MAX_PIECES - 1], ids[-1]]
            self._known[form] = (tuple(ids), case_shape(form))


def _safe(form: str) -> str:
    """Return a form that is not endless and has no lone surrogates."""
    return form[:200].encode("utf-8", "replace").decode("utf-8")
