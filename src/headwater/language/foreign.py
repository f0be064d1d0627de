"""Tokenizers of other kinds than WordPiece, for a user's own encoder: by the optional package `tokenizers`."""

import importlib
import importlib.util
from pathlib import Path
from typing import Final

from headwater.errors import WrongUse

AVAILABLE: Final = importlib.util.find_spec("tokenizers") is not None  # the extra `encoders`


class ForeignPieces:
    """Texts to piece ids by a tokenizer file of any kind; raises WrongUse where the package is not installed."""

    def __init__(self, file: Path) -> None:
        if not AVAILABLE:
            raise WrongUse(f"{file} is no WordPiece tokenizer; for other kinds install: pip install 'headwater[encoders]'")
        self._tokenizer = importlib.import_module("tokenizers").Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def ids(self, text: str) -> list[int]:
        """The ids of a text's pieces, without the marks of beginning and end."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def ends(self) -> tuple[list[int], list[int]]:
        """What stands before and after the pieces of a text."""
        whole = list(self._tokenizer.encode("", add_special_tokens=True).ids)
        return whole[: (len(whole) + 1) // 2], whole[(len(whole) + 1) // 2 :]
