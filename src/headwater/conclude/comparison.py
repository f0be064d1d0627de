"""Two reports side by side, whether one is made from the other or not: what both tell, what changed, what only one has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from headwater.conclude.drift.find import records, told_changes
from headwater.conclude.drift.sides import Pair, Side, Told, pair
from headwater.conclude.groups import Groups
from headwater.records import Comparison, Drift, Reuse, Row, RowKind
from headwater.text import Span, fold

WORD = re.compile(r"\w+")


def comparison(a: Side, b: Side, passages: Iterable[Reuse], *, of: str, derivation: str | None = None, revisions: bool = False, whole: bool = True) -> Comparison:
    """Two reports side by side; `passages` link their sentences, `of` names the pair in the records of change."""
    two = pair(a, b, passages, whole=whole)
    drift = records(told_changes(two), of)
    rows = [_row(two, left, right, drift) for left, right in _groups(two)]
    return Comparison(a=a.document.id, b=b.document.id, derivation=derivation, revisions=revisions, rows=tuple(rows), drift=drift)


def _groups(two: Pair) -> list[tuple[list[Told], list[Told]]]:
    """Sentences that hang together, in the order of `a`; those of `b` alone where they stand between its others."""
    groups: Groups[tuple[str, int]] = Groups([("a", one.at) for one in two.a.told] + [("b", one.at) for one in two.b.told])
    for link in two.links:
        groups.join(("a", link.a.at), ("b", link.b.at))
    found = [_split(two, members) for members in groups.groups()]
    places = _places(two, found)
    return sorted(found, key=lambda row: places[(row[0] or row[1])[0].span])


def _split(two: Pair, members: Sequence[tuple[str, int]]) -> tuple[list[Told], list[Told]]:
    return [two.a.told[at] for side, at in sorted(members) if side == "a"], [two.b.told[at] for side, at in sorted(members) if side == "b"]


def _places(two: Pair, found: Sequence[tuple[list[Told], list[Told]]]) -> dict[Span, tuple[int, int]]:
    """Where each row stands: by its first sentence of `a`; a row of `b` alone behind the row of the sentence before it."""
    places = {row[0][0].span: (row[0][0].at, -1) for row in found if row[0]}
    by_b: dict[int, int] = defaultdict(lambda: -1)
    for left, right in found:
        if left:
            by_b.update({told.at: left[0].at for told in right})
    last = -1
    for told in two.b.told:
        last = by_b.get(told.at, last)
        places.setdefault(told.span, (last, told.at))
    return places


def _row(two: Pair, left: Sequence[Told], right: Sequence[Told], drift: Sequence[Drift]) -> Row:
    inside = tuple(one.id for one in drift if _touches(one.a, left) or _touches(one.b, right))
    a, b = tuple(told.span for told in left), tuple(told.span for told in right)
    return Row(kind=_kind(left, right, bool(inside)), a=a, b=b, drift=inside)


def _kind(left: Sequence[Told], right: Sequence[Told], drifted: bool) -> RowKind:
    if not right:
        return "lost"
    if not left:
        return "added"
    return "shared" if not drifted and _plain(left) == _plain(right) else "changed"


def _plain(told: Sequence[Told]) -> list[str]:
    """The words as they are compared: without case, accents and punctuation."""
    return [word for one in told for word in WORD.findall(fold(one.content).content)]


def _touches(span: Span | None, told: Sequence[Told]) -> bool:
    return span is not None and any(span.start < one.span.end and one.span.start < span.end for one in told)
