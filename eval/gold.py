"""Loaders of the gold sets: one record type a set, read from `HEADWATER_DATA` (by default ../shared/data).

Offsets are code points, half-open, as the sets give them. Nothing of the sets is kept in this repository.
"""

import gzip
import hashlib
import os
import pathlib
import random
from collections.abc import Iterable
from typing import TypeVar

import msgspec

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("HEADWATER_DATA") or ROOT.parent / "shared" / "data")
SEEDS = DATA.parent / "seeds"

Row = TypeVar("Row")
Place = tuple[int, int]


class Missing(Exception):
    """A gold set is not there; the message names its file."""


class Attribution(msgspec.Struct, frozen=True):
    """PolNeAR: discontinuous spans of source, cue and content."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]


class Attributed(msgspec.Struct, frozen=True):
    """One article of `polnear`."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


class Timed(msgspec.Struct, frozen=True):
    """One document of `tempeval3`; times are (start, end, TIMEX3 type, value)."""

    id: str
    text: str
    published: str | None
    times: tuple[tuple[int, int, str, str], ...]


class Article(msgspec.Struct, frozen=True):
    """One report of `gva` (label `incident`), `basil` (`event`), `ecbplus` (`subtopic`) or `timeline17`."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    incident: str | None = None
    event: str | None = None
    subtopic: str | None = None

    @property
    def label(self) -> str:
        """The gold group; empty where the set has none."""
        return self.incident or self.event or self.subtopic or ""


class Rated(msgspec.Struct, frozen=True):
    """Two texts with a rating: `score` 0 to 5 (headlines) or `overall` 1 (same) to 4 (different)."""

    id: str
    a: str
    b: str
    score: float | None = None
    overall: float | None = None
    lang: tuple[str, ...] = ()

    @property
    def alike(self) -> float:
        """The rating, turned so that more means more alike."""
        return self.score if self.score is not None else -(self.overall or 0.0)


class Half(msgspec.Struct, frozen=True):
    """One side of a pair of `same-event-pairs`."""

    title: str
    text: str


class SameEvent(msgspec.Struct, frozen=True):
    """Two articles: do they report the same event?"""

    id: str
    a: Half
    b: Half
    same: bool


class Sentence(msgspec.Struct, frozen=True):
    """Tokens (the first column is the form) and names as (first token, end token, label)."""

    toks: tuple[tuple[str | int | bool, ...], ...]
    ents: tuple[tuple[int, int, str], ...] | None


class Named(msgspec.Struct, frozen=True):
    """One document of `entities`."""

    id: str
    sents: tuple[Sentence, ...]


class Translated(msgspec.Struct, frozen=True):
    """One document of `translation`: sentences of the source, of each reference, of each machine."""

    id: str
    lang: tuple[str, str]
    source: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    machine: dict[str, tuple[str, ...]]

    @property
    def english(self) -> tuple[str, ...]:
        """A person's translation, or a machine's where there is none."""
        return self.references[0] if self.references else next(iter(self.machine.values()))


def there(*names: str) -> tuple[pathlib.Path, ...]:
    """The files of a set. Raises Missing when one is not there."""
    for name in names:
        if not (DATA / name).exists():
            raise Missing(name)
    return tuple(DATA / name for name in names)


def rows(name: str, kind: type[Row]) -> list[Row]:
    """All rows of the JSON lines file `name` under the data folder, gzip or not. Raises Missing."""
    (path,) = there(name)
    decoder = msgspec.json.Decoder(kind, strict=False)
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        return [decoder.decode(line) for line in lines]


def digest(paths: Iterable[pathlib.Path]) -> str:
    """First 16 hex digits of SHA-256 over the files' digests, in order of their paths."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        with path.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()[:16]


def sample(docs: Iterable[Row], count: int | None, *, seed: int = 3) -> list[Row]:
    """`count` of the rows (all when None) in an order that depends on nothing but the seed."""
    shuffled = list(docs)
    random.Random(seed).shuffle(shuffled)
    return shuffled[:count]
