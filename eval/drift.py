"""Drift on pairs of our own wording: each change found, with its kind and place (form of a set: docs/drift.md, 6)."""

import pathlib
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from eval import gold
from eval.gold import Place
from eval.scores import Prf
from eval.scores import prf as score
from eval.task import Figure, Task, overlap
from headwater.api import Piece, compare
from headwater.records import Comparison, Drift
from headwater.text import Span

SETS = pathlib.Path(__file__).with_name("drift")
QUICK = 20  # pairs of a quick run


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change of a set; a side that is "" is not asked."""

    kind: str
    a: str
    b: str
    kind_or: tuple[str, ...] = ()
    may: bool = False


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two texts with all changes between them."""

    a: str
    b: str
    a_published: str | None = None
    b_published: str | None = None
    drift: tuple[Wanted, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """A pair with what was given: for each change asked for the given one (None where missed), and what was given too much."""

    pair: Pair
    found: tuple[tuple[Wanted, Drift | None], ...]
    extra: tuple[Drift, ...]


def pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of a set. Raises gold.Missing; ValueError where words are not there exactly once."""
    path = SETS / f"{name}.toml"
    if not path.exists():
        raise gold.Missing(path.name)
    read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["pair"], tuple[Pair, ...])
    for pair in read:
        for row in pair.drift:
            for text, words in ((pair.a, row.a), (pair.b, row.b)):
                if words and text.count(words) != 1:
                    raise ValueError(f"{words!r} is there {text.count(words)} times: {text}")
    return read


def given(pair: Pair) -> Comparison:
    """What the product makes of a pair."""
    return compare(Piece(id="a", text=pair.a, published=pair.a_published, language="en"), Piece(id="b", text=pair.b, published=pair.b_published, language="en"))


def judge(pair: Pair, made: Sequence[Drift]) -> Judged:
    """Each row with the change that answers it; a second one for the same row is neither right nor false."""
    answers = [[one for one in made if _answers(pair, row, one)] for row in pair.drift]
    used: set[str] = set()
    found = []
    for row, fitting in zip(pair.drift, answers, strict=True):
        best = next((one for one in fitting if one.id not in used), None)
        used |= {best.id} if best else set()
        found.append((row, best))
    answering = {one.id for fitting in answers for one in fitting}
    return Judged(pair, tuple(found), tuple(one for one in made if one.id not in answering))


def _answers(pair: Pair, row: Wanted, one: Drift) -> bool:
    kinds = (row.kind, *row.kind_or)
    return one.kind in kinds and _meets(pair.a, row.a, one.a) and _meets(pair.b, row.b, one.b)


def _meets(text: str, words: str, span: Span | None) -> bool:
    if not words:
        return True
    place: Place = (text.index(words), text.index(words) + len(words))
    return span is not None and overlap(place, (span.start, span.end))


def prf(judged: Sequence[Judged]) -> Prf:
    """Changes found, over all pairs; those that may be there are neither asked nor wrong."""
    asked = [one for each in judged for row, one in each.found if not row.may]
    hits, extra = sum(one is not None for one in asked), sum(len(each.extra) for each in judged)
    return score(hits, hits + extra, len(asked))


def figures(judged: Sequence[Judged]) -> list[Figure]:
    """F with precision and recall, the pairs without any change that stay silent, recall by kind."""
    whole, still = prf(judged), [each for each in judged if not each.pair.drift]
    asked = Counter(row.kind for each in judged for row, _ in each.found if not row.may)
    hits = Counter(row.kind for each in judged for row, one in each.found if not row.may and one is not None)
    return [
        Figure("drift f", whole.f),
        Figure("drift p", whole.p),
        Figure("drift r", whole.r, "none"),
        Figure("silent where nothing changed", sum(not each.extra for each in still) / max(1, len(still))),
        *(Figure(f"{kind} r", hits[kind] / asked[kind], "none") for kind in sorted(asked)),
        Figure("pairs", len(judged), "none"),
    ]


def measured(name: str, *, quick: bool = False) -> list[Judged]:
    """A set judged; a quick run takes its first pairs."""
    return [judge(pair, given(pair).drift) for pair in pairs(name)[: QUICK if quick else None]]


def _task(name: str, set_: str) -> Task:
    def files() -> tuple[pathlib.Path, ...]:
        pairs(set_)
        return (SETS / f"{set_}.toml",)

    measure: Callable[[bool], list[Figure]] = lambda quick: figures(measured(set_, quick=quick))  # noqa: E731
    return Task(name, files, measure)


TASKS = tuple(_task(f"drift_{path.stem}".replace("-", "_"), path.stem) for path in sorted(SETS.glob("dev*.toml")))
