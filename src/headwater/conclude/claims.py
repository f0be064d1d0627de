"""Claims that several reports share, and on how many independent origins each rests.

Two statements make one claim where a shared passage links their words. Origins are roots, not
articles: reports that derive from one another, rest on the same person's words or carry the same
quotation count once. `high` merges only what is shown; `low` also what cannot be told apart.
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from headwater.conclude.actors import is_body
from headwater.conclude.groups import Groups
from headwater.records import (
    Annotations,
    Claim,
    ClaimStatus,
    Derivation,
    Document,
    Independent,
    Member,
    Origin,
    Reason,
    Reuse,
    Stance,
    Statement,
    Version,
)
from headwater.text import Span, digest

LEAST_OVERLAP = 0.5  # share of a statement's or sentence's words that a passage must hold
LEAST_LINKED = 0.55  # score of a passage in other words between reports of one lineage
LEAST_UNLINKED = 0.75  # and between others: a false merge would claim that two newsrooms corroborate each other
MOST, WHOLE = 0.75, 0.9  # shares of a member in a passage: between unlinked reports a shared clause is not yet the same claim
EXACT = ("verbatim", "near")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)
SURE_SPEAKER = 0.6  # score under which a speaker is nobody's origin
PLACE = 0.12  # how far the relative places of two units in one passage may lie apart


class _Ground(msgspec.Struct, frozen=True):
    """What origins are told by: the reports, who derives from whom, the statements by id."""

    documents: Mapping[str, Document]
    derivations: Sequence[Derivation]
    statements: Mapping[str, Statement]
    lineage: Mapping[str, str]


def find_claims(
    documents: Mapping[str, Document],
    annotations: Sequence[Annotations],
    statements: Sequence[Statement],
    reuse: Sequence[Reuse],
    derivations: Sequence[Derivation],
    versions: Sequence[Version] = (),
) -> tuple[Claim, ...]:
    """The claims of a pile that at least two reports share, the most repeated first.

    A member is a whole statement, or a whole sentence of the report itself; a passage that is a small part of
    one is a set phrase and makes no claim.
    """
    ground = _Ground(documents, derivations, {s.id: s for s in statements}, _lineage(documents, derivations, versions))
    links = _links(reuse, _units(annotations, statements), ground)
    linked = {frozenset((left, right)): one for left, right, one in links}
    claims = [_claim(group, linked, ground) for group in _grouped(links) if len({m.doc for m in group}) > 1]
    return tuple(sorted(claims, key=lambda c: (-len({m.doc for m in c.members}), c.independent.low, c.id)))


def _links(reuse: Sequence[Reuse], units: Mapping[str, Sequence[Member]], ground: _Ground) -> list[tuple[Member, Member, Reuse]]:
    """Pairs of members that a passage makes one, the surest first."""
    found = [
        (a, b, one) for one in reuse if one.score >= _least(one, ground) for a, b in _pairs(one, units) if _may_agree(a, b, one, ground)
    ]
    return sorted(found, key=lambda link: (link[2].kind not in EXACT, -link[2].score, link[0].span, link[1].span))


def _may_agree(a: Member, b: Member, one: Reuse, ground: _Ground) -> bool:
    """Whether two members in other words can say the same: neither has a figure that the other lacks beside its own,
    and not only one of them negates."""
    if min(_share(a.span, one.a), _share(b.span, one.b)) >= WHOLE and one.kind == "verbatim":
        return True
    unlinked = ground.lineage[a.doc] != ground.lineage[b.doc]
    if unlinked and one.kind in EXACT and min(_share(a.span, one.a), _share(b.span, one.b)) < MOST:
        return False
    first, second = (ground.documents[m.doc].text[m.span.start : m.span.end] for m in (a, b))
    mine, theirs = set(FIGURE.findall(first)), set(FIGURE.findall(second))
    if mine and theirs and mine != theirs:
        return False
    return bool(NEGATION.search(first)) == bool(NEGATION.search(second)) or "denies" in (a.stance, b.stance)


def _least(one: Reuse, ground: _Ground) -> float:
    """The score that a passage needs: other words weigh less, between reports that are not linked least."""
    if one.kind in EXACT:
        return 0.0
    return LEAST_LINKED if ground.lineage[one.a.doc] == ground.lineage[one.b.doc] else LEAST_UNLINKED


def _grouped(links: Sequence[tuple[Member, Member, Reuse]]) -> list[list[Member]]:
    """Groups of members with at most one place a report: what a report says twice in different words stays apart."""
    groups: Groups[Member] = Groups(member for link in links for member in link[:2])
    docs = {member: {member.doc} for link in links for member in link[:2]}
    for left, right, _ in links:
        a, b = groups.root(left), groups.root(right)
        if a != b and not docs[a] & docs[b]:
            groups.join(a, b)
            docs[a] |= docs[b]
    return groups.groups()


def _lineage(documents: Mapping[str, Document], derivations: Sequence[Derivation], versions: Sequence[Version] = ()) -> dict[str, str]:
    """Each report to the one that stands for all it is linked with by derivation, or as a version of one page."""
    groups: Groups[str] = Groups(documents)
    for one in derivations:
        if one.upstream and one.kind != "credit_only":
            groups.join(one.upstream, one.downstream)
    for page in versions:
        for id in page.documents[1:]:
            groups.join(page.documents[0], id)
    return {id: groups.root(id) for id in documents}


def _units(annotations: Sequence[Annotations], statements: Sequence[Statement]) -> dict[str, list[Member]]:
    """All that can be a member, by report: statements, and the sentences that hold none."""
    units: dict[str, list[Member]] = defaultdict(list)
    for statement in statements:
        if statement.attitude != "cannot_verify" and not statement.parent:
            units[statement.span.doc].append(
                Member(statement=statement.id, doc=statement.span.doc, span=_words(statement), stance=_stance(statement))
            )
    for one in annotations:
        said = sorted((s.span.start, s.span.end) for s in one.statements)
        for span in one.sentences:
            near = said[max(0, bisect.bisect_left(said, (span.start, 0)) - 2) : bisect.bisect_left(said, (span.end, 0))]
            if not any(start < span.end and span.start < end for start, end in near):
                units[one.doc].append(Member(statement=None, doc=one.doc, span=span, stance="asserts"))
    return units


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


def _words(statement: Statement) -> Span:
    return max(statement.content, key=lambda span: span.end - span.start)


def _stance(statement: Statement) -> Stance:
    if statement.attitude == "denies":
        return "denies"
    return "hedges" if statement.hedges or statement.caveats else "asserts"


def _claim(group: Sequence[Member], linked: Mapping[frozenset[Member], Reuse], ground: _Ground) -> Claim:
    members = sorted(group, key=lambda m: m.span)
    origins = _origins(members, linked, ground)
    high = len(origins)
    low = max(1, min(high, len({_certain_root(o) for o in origins if _certain_root(o)})))
    first = min(members, key=lambda m: (m.statement is None, ground.documents[m.doc].published.earliest or "9999", m.span))
    key = "\0".join(f"{m.doc}:{m.span.start}-{m.span.end}" for m in members)
    return Claim(
        id="c" + digest("claim", key),
        text=ground.documents[first.doc].text[first.span.start : first.span.end],
        members=tuple(members),
        origins=tuple(origins),
        independent=Independent(low=low, high=high),
        status=_status(members, low),
    )


def _status(members: Sequence[Member], low: int) -> ClaimStatus:
    stances = {m.stance for m in members}
    if "denies" in stances:
        return "denied" if stances == {"denies"} else "contested"
    return "corroborated" if low > 1 else "single_origin"


def _certain_root(origin: Origin) -> str | None:
    """The root by its last name: two spellings of one name are not two origins that are shown to differ."""
    return origin.root.casefold().rsplit(" ", 1)[-1] if origin.root and origin.kind in ("person", "body") else None


def _origins(members: Sequence[Member], linked: Mapping[frozenset[Member], Reuse], ground: _Ground) -> list[Origin]:
    groups: Groups[Member] = Groups(members)
    reasons: dict[frozenset[Member], Reason] = {}
    for at, a in enumerate(members):
        for b in members[at + 1 :]:
            reason = _same_origin(a, b, linked.get(frozenset((a, b))), ground)
            if reason:
                groups.join(a, b)
                reasons[frozenset((a, b))] = reason
    return [_origin(group, reasons, ground) for group in groups.groups()]


def _same_origin(a: Member, b: Member, reuse: Reuse | None, ground: _Ground) -> Reason | None:
    """Why two members rest on one origin, or None where nothing shows it."""
    if a.doc == b.doc or ground.lineage[a.doc] == ground.lineage[b.doc]:
        direct = [d.id for d in ground.derivations if {d.upstream, d.downstream} == {a.doc, b.doc}]
        return Reason("derived_one_origin", refs=tuple(direct)) if direct else Reason("one_lineage", refs=(a.doc, b.doc))
    first, second = _root(a, ground), _root(b, ground)
    if first and second and first[0].casefold() == second[0].casefold():
        return Reason("same_mouth", spans=tuple(s for s in (first[1], second[1]) if s))
    if reuse and reuse.kind in ("verbatim", "near", "same_quote"):
        return Reason("same_words", refs=(reuse.id,), spans=(a.span, b.span))
    if _is_quotation(a, ground) and _is_quotation(b, ground):
        return Reason("same_words", spans=(a.span, b.span))
    return None


def _is_quotation(member: Member, ground: _Ground) -> bool:
    """Whether a member is somebody's words inside quotation marks: the same words are from one mouth."""
    statement = ground.statements.get(member.statement or "")
    return statement is not None and statement.kind == "direct"


def _root(member: Member, ground: _Ground) -> tuple[str, Span | None] | None:
    """Who knows it, as far as a member says: the speaker by name."""
    statement = ground.statements.get(member.statement or "")
    speaker = statement.speaker if statement else None
    if speaker is None or not speaker.name or speaker.naming == "anonymous" or speaker.score < SURE_SPEAKER:
        return None
    return speaker.name, speaker.span


def _origin(group: Sequence[Member], reasons: Mapping[frozenset[Member], Reason], ground: _Ground) -> Origin:
    roots = [root for m in group if (root := _root(m, ground))]
    because = [reasons[key] for at, a in enumerate(group) for b in group[at + 1 :] if (key := frozenset((a, b))) in reasons]
    documents = tuple(dict.fromkeys(m.doc for m in group))
    if roots:
        kind = "body" if is_body(roots[0][0]) else "person"
        return Origin(root=roots[0][0], kind=kind, documents=documents, because=tuple(dict.fromkeys(because)))
    first = min(documents, key=lambda doc: (_depth(doc, ground), ground.documents[doc].published.earliest or "9999", doc))
    name = ground.documents[first].outlet or next((d.upstream_name for d in ground.derivations if d.downstream == first), None)
    return Origin(root=name, kind="reporting", documents=documents, because=tuple(dict.fromkeys(because)))


def _depth(doc: str, ground: _Ground) -> int:
    """How many derivations lead into a report: none for the one that has it first."""
    return sum(one.downstream == doc and one.upstream is not None for one in ground.derivations)
