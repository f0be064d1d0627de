"""Our own annotated sentences as training sentences."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from headwater.language.boundaries import find_words
from training.data import Sentence

NAMES = Path(__file__).with_name("names")
Span = tuple[int, int, str]


def _format() -> Any:
    spec = importlib.util.spec_from_file_location("headwater_names_format", NAMES / "format.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tokens_of(text: str, spans: Iterable[Span], words: list[tuple[int, int]], *, complete: bool) -> Sentence:
    """Return one sentence of words with names; a name that cuts a word (pro-Beijing) takes the whole word."""
    names = []
    for start, end, label in spans:
        inside = [i for i, (a, z) in enumerate(words) if a < end and z > start]
        if inside:
            names.append((inside[0], inside[-1] + 1, label))
    forms = [text[a:z] for a, z in words]
    spaces = [i + 1 < len(words) and words[i + 1][0] > words[i][1] for i in range(len(words))]
    return Sentence(forms, spaces, names=names, complete=complete)


def read_own(pattern: str = "*.txt") -> list[Sentence]:
    """Return our own sentences (never those of the unseen test)."""
    reader = _format()
    paths = [p for p in sorted(NAMES.glob(pattern)) if not p.name.startswith("unseen")]
    return [tokens_of(text, spans, find_words(text), complete=True) for p in paths for text, spans in reader.read_file(p)]
