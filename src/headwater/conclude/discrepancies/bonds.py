"""How far two passages answer one question: their words paired off by meaning, and what is left over on either side."""

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from headwater.conclude.discrepancies.passages import Passage
from headwater.language import static_encoder
from headwater.records import Term

Vector = NDArray[np.float32]
PAIRED = 0.55  # likeness of two words of meaning from which they are paired
ONE_MEANING = 0.9
WEIGHTS: Final = {"name": 1.5, "noun": 1.0, "verb": 0.8, "trait": 0.5}


class Bond(msgspec.Struct, frozen=True):
    """Two passages side by side. `cover`: weight of the shorter one's words that the other has; `shared`: that weight;
    `left`: words that only one has; `cosine`: of what they mean."""

    cover: float
    shared: float
    nouns: int
    names: int
    verbs: int
    left: tuple[tuple[Term, ...], tuple[Term, ...]]
    paired: tuple[tuple[Term, Term], ...]
    cosine: float


def rarity(said: Sequence[Passage]) -> Mapping[str, float]:
    """What a stem weighs in a pile: less, the more of its passages have it; 1 in small piles."""
    counts = Counter(stem for one in said for stem in {s for t in one.said.terms for s in t.stems[:1]})
    few = max(6.0, 0.02 * len(said))
    return {stem: min(1.0, math.sqrt(few / count)) for stem, count in counts.items()}


def bond(a: Passage, b: Passage, rare: Mapping[str, float]) -> Bond:
    """How two passages hang together."""
    first, second = a.said.terms, b.said.terms
    like_each = _each(first, second)
    best_a = like_each.max(axis=1) if second else np.zeros(len(first))
    best_b = like_each.max(axis=0) if first else np.zeros(len(second))
    weight_a, weight_b = ([_weight(t, rare) for t in terms] for terms in (first, second))
    shared_a = sum(w for w, like in zip(weight_a, best_a, strict=True) if like >= PAIRED)
    shared_b = sum(w for w, like in zip(weight_b, best_b, strict=True) if like >= PAIRED)
    pairs = tuple((t, second[int(like_each[at].argmax())]) for at, t in enumerate(first) if second and best_a[at] >= PAIRED)
    kinds = Counter(t.kind for t, _ in pairs)
    return Bond(
        cover=max(shared_a / max(0.5, sum(weight_a)), shared_b / max(0.5, sum(weight_b))),
        shared=min(shared_a, shared_b),
        nouns=kinds["noun"],
        names=kinds["name"],
        verbs=kinds["verb"],
        left=(tuple(t for t, like in zip(first, best_a, strict=True) if like < PAIRED), tuple(t for t, like in zip(second, best_b, strict=True) if like < PAIRED)),
        paired=pairs,
        cosine=_cosine(a.said.vector, b.said.vector),
    )


class _Ready(NamedTuple):
    """Terms made ready: vectors (zeros for names), places of each stem and of each row of one meaning, places of names."""

    vectors: Vector
    stems: dict[str, list[int]]
    meanings: dict[str, list[int]]
    names: list[int]


@functools.lru_cache(maxsize=50_000)
def _ready(terms: tuple[Term, ...]) -> _Ready:
    size = len(vector("a"))
    rows = [np.zeros(size, np.float32) if t.kind == "name" else vector(t.lemma) for t in terms]
    stems: dict[str, list[int]] = {}
    meanings: dict[str, list[int]] = {}
    for at, term in enumerate(terms):
        for stem in term.stems:
            stems.setdefault(stem, []).append(at)
        for meaning in term.meanings if term.kind != "name" else ():
            meanings.setdefault(meaning, []).append(at)
    return _Ready(np.stack(rows) if rows else np.zeros((0, size), np.float32), stems, meanings, [at for at, t in enumerate(terms) if t.kind == "name"])


def _each(first: tuple[Term, ...], second: tuple[Term, ...]) -> Vector:
    """The likeness of every term of the one with every term of the other, as `likeness` has it."""
    a, b = _ready(first), _ready(second)
    like: Vector = np.clip(a.vectors @ b.vectors.T, 0.0, 1.0).astype(np.float32)
    for meaning in a.meanings.keys() & b.meanings.keys():
        like[np.ix_(a.meanings[meaning], b.meanings[meaning])] = ONE_MEANING
    for at in a.names:
        for other in b.names:
            if _one_spelling(first[at].lemma, second[other].lemma):
                like[at, other] = 1.0
    for stem in a.stems.keys() & b.stems.keys():
        like[np.ix_(a.stems[stem], b.stems[stem])] = 1.0
    return like


def _weight(term: Term, rare: Mapping[str, float]) -> float:
    return WEIGHTS.get(term.kind, 0.5) * rare.get(term.stems[0], 1.0)


@functools.lru_cache(maxsize=200_000)
def likeness(one: Term, other: Term) -> float:
    """How far two words mean one thing, 0 to 1: stems, rows of one meaning, vectors; names by spelling alone."""
    if not set(one.stems).isdisjoint(other.stems):
        return 1.0
    if "name" in (one.kind, other.kind):
        return 1.0 if one.kind == other.kind and _one_spelling(one.lemma, other.lemma) else 0.0
    if not set(one.meanings).isdisjoint(other.meanings):
        return ONE_MEANING
    return max(0.0, float(vector(one.lemma) @ vector(other.lemma)))


def _one_spelling(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 4 and one[:4] == other[:4] and abs(len(one) - len(other)) <= 2


@functools.lru_cache(maxsize=50_000)
def vector(lemma: str) -> Vector:
    """What a word means, as a unit vector."""
    found: Vector = static_encoder().encode([lemma])[0]
    return found


def _cosine(one: bytes, other: bytes) -> float:
    if not one or not other:
        return 0.0
    first, second = (np.frombuffer(side, np.int8).astype(np.float32) for side in (one, other))
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second) + 1e-9))
