"""The words of an assertion made ready once for comparison with many others, and how like the words of two are."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.language import static_encoder
from headwater.records import Assertion, Term

Vector = NDArray[np.float32]
MATCHED: Final = 0.62  # likeness from which two words are paired
ONE_MEANING: Final = 0.9
SPELT, CLOSE = 4, 2  # letters that two spellings of a name begin with, by how many they may differ in length
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last next former latter upper lower northern southern eastern western north south east west left right bow stern".split())


class Ready:
    """An assertion with its vectors, and its words by stem, meaning and spelling."""

    __slots__ = ("all_words", "by_meaning", "by_spelling", "by_stem", "meaning", "names", "ordinals", "told", "words")

    def __init__(self, told: Assertion) -> None:
        self.told = told
        self.meaning = _unit(told.vector)
        self.words = np.stack([_word(term.lemma) for term in told.terms])
        self.names = [at for at, term in enumerate(told.terms) if term.kind == "name"]
        self.ordinals = [at for at, term in enumerate(told.terms) if term.lemma in ORDINALS]
        self.by_stem = _places((stem, at) for at, term in enumerate(told.terms) for stem in term.stems)
        self.by_meaning = _places((one, at) for at, term in enumerate(told.terms) for one in term.meanings)
        self.by_spelling = _places((told.terms[at].lemma[:SPELT], at) for at in self.names)
        self.all_words = frozenset((*told.small, *self.by_stem, *(term.lemma for term in told.terms)))

    def cosine(self, other: "Ready") -> float:
        """Cosine of what the two mean; 0 where one has no vector."""
        return float(self.meaning @ other.meaning) if len(self.meaning) and len(other.meaning) else 0.0

    def likeness(self, other: "Ready") -> NDArray[np.float32]:
        """How like each word is to each of the other, 0 to 1, shape (words, words of the other)."""
        like: NDArray[np.float32] = np.maximum(self.words @ other.words.T, 0.0)
        if self.ordinals and other.ordinals:
            like[np.ix_(self.ordinals, other.ordinals)] = 0.0
        if self.names:
            like[self.names, :] = 0.0
        if other.names:
            like[:, other.names] = 0.0
        _mark(like, self.by_meaning, other.by_meaning, ONE_MEANING)
        if self.names and other.names:
            like[np.ix_(self.names, other.names)] = 0.0
        for start, ours in self.by_spelling.items():
            for at in ours:
                for there in other.by_spelling.get(start, ()):
                    like[at, there] = float(one_spelling(self.told.terms[at].lemma, other.told.terms[there].lemma))
        _mark(like, self.by_stem, other.by_stem, 1.0)
        return like


def _mark(like: NDArray[np.float32], ours: Mapping[str, Sequence[int]], theirs: Mapping[str, Sequence[int]], value: float) -> None:
    for key, places in ours.items():
        if key in theirs:
            for at in places:
                for there in theirs[key]:
                    like[at, there] = value


def _places(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for key, at in pairs:
        out.setdefault(key, []).append(at)
    return out


def _unit(vector: bytes) -> Vector:
    whole = np.frombuffer(vector, np.int8).astype(np.float32)
    unit: Vector = whole / (np.linalg.norm(whole) + 1e-9)
    return unit


def word_likeness(one: Term, other: Term) -> float:
    """How like two words are, 0 to 1: by stem, by spelling of a name, by the own list of meanings, by vector."""
    if not set(one.stems).isdisjoint(other.stems):
        return 1.0
    if one.kind == other.kind == "name":
        return 1.0 if one_spelling(one.lemma, other.lemma) else 0.0
    if "name" in (one.kind, other.kind):
        return ONE_MEANING if not set(one.meanings).isdisjoint(other.meanings) else 0.0
    if not set(one.meanings).isdisjoint(other.meanings):
        return ONE_MEANING
    if one.lemma in ORDINALS and other.lemma in ORDINALS:
        return 0.0
    return max(0.0, float(_word(one.lemma) @ _word(other.lemma)))


def one_spelling(one: str, other: str) -> bool:
    """Whether two names can be one, spelt in two ways."""
    return min(len(one), len(other)) > SPELT and one[:SPELT] == other[:SPELT] and abs(len(one) - len(other)) <= CLOSE


@functools.lru_cache(maxsize=50_000)
def _word(lemma: str) -> Vector:
    vector: Vector = static_encoder().encode([lemma])[0]
    return vector
