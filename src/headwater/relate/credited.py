"""Links that rest on a credit: a report names an outlet, and a report of that outlet in the pile has what the
credit is for. What both share there may be a quotation (partial) or only the matter itself (credit only).
"""

from collections.abc import Iterator, Mapping, Sequence

from headwater.records import Credit, Derivation, DerivationKind, Reason, Reuse
from headwater.relate.derivation import credits_report, is_later, same_outlet
from headwater.relate.derivation_link import LEAST_PARALLELS, REWRITE, Side, coverage_of
from headwater.relate.parallel import score
from headwater.relate.profiles import Weights
from headwater.text import Span, covered, digest

REACH = 2  # sentences from the credit on that it is for
LEAST = 0.24  # score of a credited sentence with one of the other report from which the credit is for that report
LEAST_SHARED = 60  # code points of a shared passage there that make the link partial


def credited(
    sides: Sequence[Side], shared: Mapping[tuple[str, str], Sequence[Reuse]], known: Sequence[Derivation], weights: Weights
) -> Iterator[Derivation]:
    """One derivation for each report and credited outlet that is not linked yet."""
    linked = {(one.upstream, one.downstream) for one in known}
    for down in sides:
        for credit in _in_body(down):
            if any((side.document.id, down.document.id) in linked for side in sides if side is not down and credits_report(credit, down, side)):
                continue
            if _inherited(credit, down, known, shared):
                continue
            best = _best(credit, down, sides, weights)
            if best:
                up, near = best
                linked.add((up.document.id, down.document.id))
                yield _link(up, down, credit, near, _shared(up, down, shared))


def _in_body(side: Side) -> list[Credit]:
    marks = [mark.span for mark in side.document.furniture]
    return [c for c in side.annotations.credits if not any(m.start <= c.span.start < m.end for m in marks)]


def _inherited(credit: Credit, down: Side, known: Sequence[Derivation], shared: Mapping[tuple[str, str], Sequence[Reuse]]) -> bool:
    """Whether the credit was copied with the words around it from a report that is upstream already."""
    up = {one.upstream for one in known if one.downstream == down.document.id}
    passages = (
        one
        for pair, found in shared.items()
        if down.document.id in pair and up & set(pair)
        for one in found
        if one.kind in ("verbatim", "near")
    )
    spans = (one.b if one.b.doc == down.document.id else one.a for one in passages)
    return any(span.start <= credit.span.start < span.end for span in spans)


def _best(credit: Credit, down: Side, sides: Sequence[Side], weights: Weights) -> tuple[Side, float] | None:
    """The report of the credited outlet whose sentences come nearest to what the credit is for."""
    said = [s for s in down.profile.sentences if s.end > credit.span.start][:REACH]
    found = [
        (max((score(one, other, weights) for one in said for other in up.profile.sentences), default=0.0), -at)
        for at, up in enumerate(sides)
        if up is not down and credits_report(credit, down, up) and not same_outlet(up, down) and not is_later(up, down)
    ]
    best = max(found, default=(0.0, 0))
    return (sides[-best[1]], best[0]) if best[0] >= LEAST else None


def _shared(up: Side, down: Side, shared: Mapping[tuple[str, str], Sequence[Reuse]]) -> Sequence[Reuse]:
    ids = (up.document.id, down.document.id)
    return shared.get(ids) or shared.get((ids[1], ids[0])) or ()


def _link(up: Side, down: Side, credit: Credit, near: float, passages: Sequence[Reuse]) -> Derivation:
    places = [one.b if one.b.doc == down.document.id else one.a for one in passages]
    coverage = coverage_of(down, passages)
    exact = covered((place.start, place.end) for place, one in zip(places, passages, strict=True) if one.kind != "paraphrase")
    much = sum(end - start for start, end in exact) >= LEAST_SHARED or len(passages) >= LEAST_PARALLELS
    kind: DerivationKind = "credit_only" if not much else "rewrite" if coverage >= REWRITE else "partial"
    return Derivation(
        id="d" + digest("derivation", up.document.id, down.document.id),
        upstream=up.document.id,
        upstream_name=up.document.outlet,
        downstream=down.document.id,
        kind=kind,
        coverage=round(coverage, 3),
        confidence=round(min(0.9, 0.6 + near / 4), 2),
        because=_reasons(up, down, credit, passages, places),
    )


def _reasons(up: Side, down: Side, credit: Credit, passages: Sequence[Reuse], places: Sequence[Span]) -> tuple[Reason, ...]:
    named = Reason("names_outlet", refs=(credit.id, up.document.id), spans=(credit.span,))
    if not passages:
        return (named,)
    return named, Reason("shared_passages", refs=tuple(one.id for one in passages), spans=tuple(places), values=(len(passages),))
