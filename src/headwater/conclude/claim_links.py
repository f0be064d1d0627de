"""What makes two passages one claim: edges between assertions, and passages that two reports share."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from headwater.records import Document, Edge, Member, Reuse
from headwater.text import Span

LEAST_OVERLAP = 0.5  # share of a statement's or sentence's words that a passage must hold
LEAST_LINKED = 0.55  # score of a passage in other words between reports of one lineage
LEAST_UNLINKED = 0.75  # and between others: a false merge would claim that two newsrooms corroborate each other
MOST, WHOLE = 0.75, 0.9  # shares of a member in a passage: between unlinked reports a shared clause is not yet the same claim
EXACT = ("verbatim", "near")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)
PLACE = 0.12  # how far the relative places of two units in one passage may lie apart
KINDS: Mapping[str, "Kind"] = {"says_same": "same", "says_opposite": "opposite", "other_figure": "figure"}

Kind = Literal["same", "opposite", "figure"]


class Link(NamedTuple):
    """Two members that are one claim, or tell the same with another figure; `sign` -1 where the one denies the other."""

    a: Member
    b: Member
    kind: Kind
    score: float
    passage: Reuse | None = None

    @property
    def sign(self) -> int:
        """1 for one answer, -1 for two."""
        return -1 if self.kind == "opposite" else 1


def from_edges(edges: Sequence[Edge], members: Mapping[str, Member], passages: Mapping[str, Reuse]) -> list[Link]:
    """Links of the edges between assertions."""
    return [
        Link(members[one.left], members[one.right], KINDS[one.because[0].code], one.score, next((passages[id] for id in one.because[0].refs if id in passages), None))
        for one in edges
        if one.left in members and one.right in members
    ]


def from_reuse(
    reuse: Sequence[Reuse],
    units: Mapping[str, Sequence[Member]],
    documents: Mapping[str, Document],
    lineage: Mapping[str, str],
    read: Collection[str],
) -> list[Link]:
    """Links of the passages that two reports share, where one of them was not read for what it asserts (`read`: the others)."""
    return [
        Link(a, b, "same", _score(one), one)
        for one in reuse
        if not (one.a.doc in read and one.b.doc in read) and one.score >= _least(one, lineage)
        for a, b in _pairs(one, units)
        if _may_agree(a, b, one, documents, lineage)
    ]


def _score(one: Reuse) -> float:
    return 1.0 + one.score if one.kind in EXACT else one.score


def _may_agree(a: Member, b: Member, one: Reuse, documents: Mapping[str, Document], lineage: Mapping[str, str]) -> bool:
    """Whether two members in other words can say the same: neither has a figure that the other lacks beside its own,
    and not only one of them negates."""
    held = min(_share(a.span, one.a), _share(b.span, one.b))
    if held >= WHOLE and one.kind == "verbatim":
        return True
    if lineage[a.doc] != lineage[b.doc] and one.kind in EXACT and held < MOST:
        return False
    first, second = (documents[m.doc].text[m.span.start : m.span.end] for m in (a, b))
    mine, theirs = set(FIGURE.findall(first)), set(FIGURE.findall(second))
    if mine and theirs and mine != theirs:
        return False
    return bool(NEGATION.search(first)) == bool(NEGATION.search(second))


def _least(one: Reuse, lineage: Mapping[str, str]) -> float:
    """The score that a passage needs: other words weigh less, between reports that are not linked least."""
    if one.kind in EXACT:
        return 0.0
    return LEAST_LINKED if lineage[one.a.doc] == lineage[one.b.doc] else LEAST_UNLINKED


def _pairs(one: Reuse, units: Mapping[str, Sequence[Member]]) -> list[tuple[Member, Member]]:
    """The units on both sides that a shared passage makes one, by their relative place in it."""
    left = [unit for unit in units.get(one.a.doc, ()) if _share(unit.span, one.a) >= LEAST_OVERLAP]
    right = [unit for unit in units.get(one.b.doc, ()) if _share(unit.span, one.b) >= LEAST_OVERLAP]
    return [(a, b) for b in right if (a := _nearest(b, left, one)) is not None]


def _share(span: Span, passage: Span) -> float:
    """The share of a span that lies in a passage."""
    return max(0, min(span.end, passage.end) - max(span.start, passage.start)) / max(1, span.end - span.start)


def _nearest(member: Member, others: Sequence[Member], one: Reuse) -> Member | None:
    """The unit at the same relative place of the passage on the other side."""

    def place(m: Member, span: Span) -> float:
        return ((m.span.start + m.span.end) / 2 - span.start) / max(1, span.end - span.start)

    best = min(others, key=lambda m: abs(place(m, one.a) - place(member, one.b)), default=None)
    return best if best and (len(others) == 1 or abs(place(best, one.a) - place(member, one.b)) < PLACE) else None
