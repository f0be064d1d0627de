"""What a report did to the facts of the one that it was made from: one record for each change an editor would want to know.

Checks are pure functions of two reports whose sentences are linked. Those for what is lost run both ways: what the upstream
lacks was gained. Where two checks tell of one change the nearer to the top of `FIRST` is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from headwater.conclude.drift.figures import changed_figures, worded_figures
from headwater.conclude.drift.hedges import lost_caveats, lost_hedges
from headwater.conclude.drift.left import left_out
from headwater.conclude.drift.places import changed_places
from headwater.conclude.drift.plurals import inflated
from headwater.conclude.drift.scales import moved, unlimited
from headwater.conclude.drift.sides import Found, Pair, Side, pair, side, turned
from headwater.conclude.drift.speakers import changed_voices
from headwater.conclude.drift.times import changed_dates
from headwater.conclude.drift.wider import widened
from headwater.reasons import render
from headwater.records import Annotations, Derivation, Document, Drift, DriftKind, Reason, Reuse, Statement
from headwater.text import Span, digest

BOTH_WAYS: tuple[Callable[[Pair], Iterator[Found]], ...] = (lost_caveats, lost_hedges, worded_figures, widened, unlimited, left_out)
ONE_WAY: tuple[Callable[[Pair], Iterator[Found]], ...] = (changed_figures, changed_dates, changed_places, changed_voices, inflated, moved)
SWAPPED: dict[DriftKind, DriftKind] = {
    "hedge_lost": "hedge_added",
    "hedge_added": "hedge_lost",
    "strengthened": "softened",
    "softened": "strengthened",
    "generalised": "narrowed",
    "narrowed": "generalised",
    "added": "dropped",
    "dropped": "added",
}
FIRST: tuple[DriftKind, ...] = (
    "plural_inflated", "hedge_lost", "hedge_added", "number_changed", "date_changed", "place_changed", "attribution_changed",
    "strengthened", "softened", "generalised", "narrowed", "added", "dropped",
)  # fmt: skip
RIVALS: dict[DriftKind, frozenset[DriftKind]] = {
    "attribution_changed": frozenset(("plural_inflated",)),
    "strengthened": frozenset(("hedge_lost",)),
    "softened": frozenset(("hedge_added",)),
    "generalised": frozenset(("number_changed", "attribution_changed", "plural_inflated")),
    "narrowed": frozenset(("number_changed", "attribution_changed")),
}  # of two kinds at one place the latter tells the former too
WHOLE = ("copy", "rewrite")  # what is made from another report as a whole can leave something out


def find_drift(
    derivations: Iterable[Derivation], documents: Mapping[str, Document], annotations: Sequence[Annotations], statements: Sequence[Statement], passages: Iterable[Reuse]
) -> tuple[Drift, ...]:
    """The changes of each derivation between reports of the pile, in order of the upstream text; `passages` link their sentences."""
    sides = _Sides(documents, annotations, statements)
    by_pair: dict[frozenset[str], list[Reuse]] = {}
    for one in passages:
        by_pair.setdefault(frozenset((one.a.doc, one.b.doc)), []).append(one)
    found: list[Drift] = []
    for link in derivations:
        if link.upstream in documents and link.upstream is not None and link.kind != "credit_only":
            shared = by_pair.get(frozenset((link.upstream, link.downstream)), [])
            found += changes(sides.of(link.upstream), sides.of(link.downstream), shared, of=link.id, whole=link.kind in WHOLE)
    return tuple(found)


class _Sides:
    """Reports made ready, each once."""

    def __init__(self, documents: Mapping[str, Document], annotations: Sequence[Annotations], statements: Sequence[Statement]) -> None:
        self._documents, self._annotations = documents, {one.doc: one for one in annotations}
        self._statements: dict[str, list[Statement]] = {}
        self._ready: dict[str, Side] = {}
        for one in statements:
            self._statements.setdefault(one.span.doc, []).append(one)

    def of(self, id: str) -> Side:
        """The side of a report."""
        if id not in self._ready:
            self._ready[id] = side(self._documents[id], self._annotations[id], self._statements.get(id, []))
        return self._ready[id]


def changes(a: Side, b: Side, passages: Iterable[Reuse], *, of: str, whole: bool = True) -> tuple[Drift, ...]:
    """What changed from `a` to `b`; `of` names the derivation, or the pair where there is none. `whole`: what is left out is told too."""
    return records(told_changes(pair(a, b, passages, whole=whole)), of)


def records(found: Iterable[Found], of: str) -> tuple[Drift, ...]:
    """The records of changes, each once."""
    return tuple({one.id: one for one in (_record(each, of) for each in found)}.values())


def told_changes(two: Pair) -> list[Found]:
    """The changes between two reports, each once, in order of place."""
    if not two.english:  # words of one language are weighed against one another; between two only figures and days are
        return _ordered(one for check in (changed_figures, changed_dates) for one in check(two))
    found = [one for check in ONE_WAY for one in check(two)]
    back = turned(two)
    for check in BOTH_WAYS:
        found += [*check(two), *(_swapped(one) for one in check(back))]
    return _ordered(found)


def _ordered(found: Iterable[Found]) -> list[Found]:
    return sorted(_kept(list(found)), key=lambda one: (one.a is None, one.a or one.b, one.b or one.a, one.kind))


def _swapped(one: Found) -> Found:
    return Found(SWAPPED.get(one.kind, one.kind), one.b, one.a, one.because)


def _kept(found: Sequence[Found]) -> list[Found]:
    """Each change once, and of rivals at one place the one that tells more."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (FIRST.index(each.kind), each.a is None, each.a or each.b, each.b or each.a)):
        if not any(_is_told(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_told(one: Found, other: Found) -> bool:
    same = one.kind == other.kind or other.kind in RIVALS.get(one.kind, frozenset())
    return same and _meet(one.a, other.a) and _meet(one.b, other.b)


def _meet(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.doc == other.doc and one.start < other.end and other.start < one.end


def _record(one: Found, of: str) -> Drift:
    places = [f"{span.doc}:{span.start}-{span.end}" if span else "-" for span in (one.a, one.b)]
    return Drift(
        id="f" + digest("drift", of, one.kind, *places),
        derivation=of,
        kind=one.kind,
        a=one.a,
        b=one.b,
        explanation=_explained(one.because),
        because=(one.because,),
    )


def _explained(because: Reason) -> str:
    return render(because.code, because.values)
