"""What reading a text gives: words, sentences, tags, trees and names, in arrays over the whole text."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["person", "organization", "place", "group", "law", "work"]
Engine = Literal["accurate", "fast"]
Reading = Literal["full", "boundaries"]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: words `first` to `last` (half-open), code points `start` to `end` (they may cut a word: pro-Beijing)."""

    first: int
    last: int
    start: int
    end: int
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Parse:
    """A text read. All offsets are code points, half-open, into `text`; all word numbers count from 0 over the whole text.

    sentences: (s, 2) ranges of words. start, end: (n,) extents of words. heads: (n,) the word that each word hangs on,
    -1 for the root of its sentence. Where only boundaries could be found (`read_as` is "boundaries") the tags, lemmas
    and relations are empty strings and every head is -1.
    """

    text: str
    language: str
    model: str
    read_as: Reading
    sentences: Ints
    start: Ints
    end: Ints
    forms: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    heads: Ints
    deprel: tuple[str, ...]
    names: tuple[Name, ...]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.forms)


def sentence_extents(parse: Parse) -> list[tuple[int, int]]:
    """Return the sentences as code-point extents."""
    return [(int(parse.start[a]), int(parse.end[z - 1])) for a, z in parse.sentences]


def sentence_numbers(parse: Parse) -> Ints:
    """Return the number of its sentence for each word, shape (n,)."""
    lengths = parse.sentences[:, 1] - parse.sentences[:, 0]
    return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)


def children(parse: Parse) -> list[list[int]]:
    """Return the words that hang on each word, in order."""
    out: list[list[int]] = [[] for _ in parse.forms]
    for word, head in enumerate(parse.heads.tolist()):
        if head >= 0:
            out[head].append(word)
    return out


def subtree(below: list[list[int]], word: int) -> list[int]:
    """Return a word and all that hangs below it, in order; `below` is what `children` gave."""
    found: list[int] = []
    todo = [word]
    while todo and len(found) < len(below):  # heads that were mended into a ring end here too
        here = todo.pop()
        found.append(here)
        todo.extend(below[here])
    return sorted(found)
