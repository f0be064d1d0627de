"""How telling a key is, and how near two reports are: whole numbers, so that sums do not depend on the order of their parts."""

import math
from collections import Counter
from typing import NamedTuple

import msgspec

from headwater.relate.story_views import Views

UNIT = 255  # length of a vector; whole numbers up to here are shared, which halves the memory of a report
KEYS = 160  # heaviest keys of a bag that are kept: more change no figure
HALF_LIFE = 50_000  # reports after which counts are halved, so that memory and weights follow the stream

Vector = dict[str, int]

# Log odds that two reports tell of one event, by their nearness in each view and the days between them: a logistic
# regression over the candidate pairs of one half (by event) of GVA, BASIL and ECB+, each set weighing the same; docs/provenance.md
WEIGHTS = (2.5, 1.2, 4.5, 1.8, 3.8, 2.1, 4.5)
DAYS, BASE = -0.8, -5.9
RARE = 4  # reports in which a word may have stood and be rare; a quarter of the root of all in a long stream


class Vectors(msgspec.Struct, frozen=True, gc=False):
    """The weighted keys of one report, each view of length `UNIT`, in the order of `Views`."""

    words: Vector
    title: Vector
    names: Vector
    pairs: Vector
    numbers: Vector


class Counts(msgspec.Struct):
    """In how many reports of the stream each key stood."""

    total: int = 0
    words: Counter[str] = msgspec.field(default_factory=Counter)
    names: Counter[str] = msgspec.field(default_factory=Counter)
    pairs: Counter[str] = msgspec.field(default_factory=Counter)
    numbers: Counter[str] = msgspec.field(default_factory=Counter)

    def see(self, one: Views) -> None:
        """Count a report."""
        self.total += 1
        for held, bag in ((self.words, one.words), (self.names, one.names), (self.pairs, one.pairs), (self.numbers, one.numbers)):
            held.update(bag.keys())
        if self.total >= 2 * HALF_LIFE:
            self._halve()

    def _halve(self) -> None:
        self.total //= 2
        for held in (self.words, self.names, self.pairs, self.numbers):
            for key in [key for key, count in held.items() if count < 2]:
                del held[key]
            for key in held:
                held[key] //= 2


def weigh(one: Views, counts: Counts) -> Vectors:
    """The vectors of a report as the stream stands (log counts times inverse document frequency)."""
    return Vectors(
        _vector(one.words, counts.words, counts.total),
        _vector(one.title, counts.words, counts.total),
        _vector(one.names, counts.names, counts.total),
        _vector(one.pairs, counts.pairs, counts.total),
        _vector(one.numbers, counts.numbers, counts.total),
    )


def _vector(bag: Counter[str], seen: Counter[str], total: int) -> Vector:
    weights = {key: (1 + math.log(count)) * math.log(1 + total / max(1, seen[key])) for key, count in bag.items()}
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    kept = sorted(weights, key=lambda key: (-weights[key], key))[:KEYS]
    return {key: whole for key in kept if (whole := round(weights[key] / length * UNIT))} if length else {}


def dot(a: Vector, b: Vector) -> float:
    """Cosine of two vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    shared = a.keys() & b.keys()
    return sum(a[key] * b[key] for key in shared) / (UNIT * UNIT)


class Nearness(NamedTuple):
    """How near two reports are: cosines of the five views, shared rare words (log), words of one headline that the other has."""

    words: float
    title: float
    names: float
    pairs: float
    numbers: float
    rare: float
    headline: float


def nearness(a: Vectors, b: Vectors, counts: Counts) -> Nearness:
    """Compare two reports; what is rare depends on what the stream has shown."""
    limit = max(RARE, math.sqrt(counts.total) / 4)
    shared = a.words.keys() & b.words.keys()
    rare = sum(1 for key in shared if counts.words[key] <= limit)
    said = (len(a.title.keys() & b.words.keys()) / max(1, len(a.title)) + len(b.title.keys() & a.words.keys()) / max(1, len(b.title))) / 2
    return Nearness(
        dot(a.words, b.words), dot(a.title, b.title), dot(a.names, b.names), dot(a.pairs, b.pairs), dot(a.numbers, b.numbers),
        math.log1p(rare), said,
    )  # fmt: skip


def chance(near: Nearness, days: int) -> float:
    """The chance that two reports `days` apart tell of one event, 0 to 1."""
    odds = BASE + DAYS * math.log1p(days) + math.fsum(weight * value for weight, value in zip(WEIGHTS, near, strict=True))
    return 1 / (1 + math.exp(-odds))
