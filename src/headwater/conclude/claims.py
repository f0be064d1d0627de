"""Claims that several reports or voices share: who asserts, denies or hedges, on how many origins, how far to be believed.

Two passages make one claim where an edge says so (the same in whatever words, or the opposite), or where a shared passage of
their reports links them. Edges are taken surest first, and a claim holds one place a report, unless two voices there say it.
"""

import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from headwater.conclude.claim_links import Link, from_edges, from_reuse
from headwater.conclude.credibility import credibility
from headwater.conclude.groups import Groups
from headwater.conclude.origin_roots import Ground
from headwater.conclude.origins import Links, find_origins
from headwater.records import (
    Actor,
    Annotations,
    Assertion,
    Claim,
    ClaimStatus,
    Derivation,
    Document,
    Edge,
    Member,
    Reuse,
    Stance,
    Statement,
    Version,
)
from headwater.text import Span, digest

SILENT = ("cannot_verify", "asks")  # attitudes of statements that assert nothing


class _Pile(NamedTuple):
    """What claims are made from beside the links."""

    ground: Ground
    links: Links
    negative: Mapping[Member, bool]
    rivals: Mapping[Member, Collection[Member]]


def find_claims(
    documents: Mapping[str, Document],
    annotations: Sequence[Annotations],
    statements: Sequence[Statement],
    reuse: Sequence[Reuse],
    derivations: Sequence[Derivation],
    versions: Sequence[Version] = (),
    *,
    asserted: Sequence[Assertion] = (),
    edges: Sequence[Edge] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Claim, ...]:
    """The claims of a pile that at least two reports or voices share, the most repeated first.

    A member is a sentence of a statement or of the report itself, or a clause with an event; a passage that is a small
    part of one is a set phrase and makes no claim.
    """
    by_id = {s.id: s for s in statements}
    lineage = _lineage(documents, derivations, versions)
    members = {one.id: Member(statement=one.statement, doc=one.span.doc, span=one.span, stance="asserts") for one in asserted}
    units = _units(annotations, by_id, asserted)
    found = from_edges(edges, members, {one.id: one for one in reuse})
    shared = from_reuse(reuse, units, documents, lineage, {one.span.doc for one in asserted})
    links = sorted((*(one for one in found if one.kind != "figure"), *shared), key=lambda one: (-one.score, one.a.span, one.b.span))
    ground = Ground(documents, by_id, {a.id: a for a in actors}, {one.doc: one for one in annotations})
    passages = {frozenset((one.a, one.b)): one.passage for one in (*found, *shared) if one.passage}
    negative = {members[one.id]: one.negative for one in asserted}
    pile = _Pile(ground, Links(lineage, derivations, passages), negative, _rivals(found))
    claims = [_claim(group, signs, pile) for group, signs in _grouped(links, ground)]
    return tuple(sorted(_distinct(claims), key=lambda c: (-len({m.doc for m in c.members}), c.independent.low, c.id)))


def _lineage(documents: Mapping[str, Document], derivations: Sequence[Derivation], versions: Sequence[Version] = ()) -> dict[str, str]:
    """Each report to the one that stands for all it is linked with by derivation, or as a version of one page."""
    groups: Groups[str] = Groups(documents)
    for one in derivations:
        if one.upstream and one.kind != "credit_only" and all(reason.code != "quotes_only" for reason in one.because):
            groups.join(one.upstream, one.downstream)
    for page in versions:
        for id in page.documents[1:]:
            groups.join(page.documents[0], id)
    return {id: groups.root(id) for id in documents}


def _units(annotations: Sequence[Annotations], statements: Mapping[str, Statement], asserted: Sequence[Assertion]) -> dict[str, list[Member]]:
    """All that a shared passage can link, by report: its widest assertions; of a report without any its statements and other sentences."""
    units: dict[str, list[Member]] = defaultdict(list)
    for one in sorted(asserted, key=lambda one: (one.span.doc, one.span.start, -one.span.end)):
        before = units[one.span.doc]
        if not before or one.span.end > before[-1].span.end:
            before.append(Member(statement=one.statement, doc=one.span.doc, span=one.span, stance="asserts"))
    unread = [one for one in annotations if not units.get(one.doc)]
    silent = {one.doc for one in unread}
    for statement in statements.values():
        if statement.span.doc in silent and statement.attitude not in SILENT and not statement.parent:
            span = max(statement.content, key=lambda span: span.end - span.start)
            units[span.doc].append(Member(statement=statement.id, doc=span.doc, span=span, stance="asserts"))
    for report in unread:
        units[report.doc] += [Member(statement=None, doc=report.doc, span=span, stance="asserts") for span in _unsaid(report)]
    return units


def _unsaid(report: Annotations) -> list[Span]:
    """The sentences of a report that hold no statement."""
    said = sorted((s.span.start, s.span.end) for s in report.statements)
    out = []
    for span in report.sentences:
        near = said[max(0, bisect.bisect_left(said, (span.start, 0)) - 2) : bisect.bisect_left(said, (span.end, 0))]
        if not any(start < span.end and span.start < end for start, end in near):
            out.append(span)
    return out


def _rivals(found: Sequence[Link]) -> Mapping[Member, Collection[Member]]:
    """For each member those that tell the same with another figure."""
    out: dict[Member, set[Member]] = defaultdict(set)
    for one in found:
        if one.kind == "figure":
            out[one.a].add(one.b)
            out[one.b].add(one.a)
    return out


SAME_WORDS = 1.0  # score of a link from which two members stand in the same words
LINKED = 0.5  # share of the pairs between two groups that are linked themselves, from which they are one claim


# -- groups ---------------------------------------------------------------------------------------------


def _grouped(links: Sequence[Link], ground: Ground) -> list[tuple[list[Member], dict[Member, int]]]:
    """Groups of members with the side of each, 1 or -1; at most one place a report, unless two voices of it say it."""
    groups: Groups[Member] = Groups(member for link in links for member in (link.a, link.b))
    voices = {member: {_voice(member, ground)} for link in links for member in (link.a, link.b)}
    held = {member: [member] for member in voices}
    kept: dict[Member, list[tuple[Member, int]]] = defaultdict(list)
    cores = _cores(links, held)
    linked = {frozenset((cores.root(one.a), cores.root(one.b))) for one in links}
    for one in links:
        a, b = groups.root(one.a), groups.root(one.b)
        free = a != b and not voices[a] & voices[b] and not _overlap(*sorted((held[a], held[b]), key=len))
        if free and _hang_together(held[a], held[b], cores, linked):
            groups.join(a, b)
            voices[a] |= voices[b]
            held[a] += held[b]
            kept[one.a].append((one.b, one.sign))
            kept[one.b].append((one.a, one.sign))
    return [(group, _signs(group[0], kept)) for group in groups.groups() if len(group) > 1]


def _cores(links: Sequence[Link], members: Iterable[Member]) -> Groups[Member]:
    """Members in the same words, which count as one where links are counted."""
    cores: Groups[Member] = Groups(members)
    for one in links:
        if one.score >= SAME_WORDS:
            cores.join(one.a, one.b)
    return cores


def _hang_together(some: Sequence[Member], others: Sequence[Member], cores: Groups[Member], linked: Collection[frozenset[Member]]) -> bool:
    """Whether two groups are linked by more than one bridge: a chain of likenesses leads from anything to anything."""
    first, second = ({cores.root(one) for one in group} for group in (some, others))
    pairs = [a == b or frozenset((a, b)) in linked for a in first for b in second]
    return sum(pairs) >= LINKED * len(pairs)


def _overlap(some: Sequence[Member], others: Sequence[Member]) -> bool:
    """Whether two groups hold the same words of one report; of a report without a statement they hold one place."""
    docs = {one.doc for one in some}
    shared = [other for other in others if other.doc in docs]
    return any(one.doc == other.doc and (_within(one, other) or one.statement is None or other.statement is None) for other in shared for one in some)


def _voice(member: Member, ground: Ground) -> tuple[str, str]:
    """Who says it where: a report and its speaker."""
    statement = ground.statements.get(member.statement or "")
    speaker = statement.speaker if statement else None
    return member.doc, (speaker.actor or speaker.name or "") if speaker else ""


def _signs(first: Member, kept: Mapping[Member, Sequence[tuple[Member, int]]]) -> dict[Member, int]:
    signs, todo = {first: 1}, [first]
    while todo:
        here = todo.pop()
        for other, sign in kept[here]:
            if other not in signs:
                signs[other] = signs[here] * sign
                todo.append(other)
    return signs


# -- one claim --------------------------------------------------------------------------------------------


def _claim(group: Sequence[Member], signs: Mapping[Member, int], pile: _Pile) -> Claim:
    members = tuple(sorted(_with_stances(group, signs, pile), key=lambda m: m.span))
    plain = {Member(statement=m.statement, doc=m.doc, span=m.span, stance="asserts"): m for m in members}
    passages = {frozenset(plain[m] for m in pair): one for pair, one in pile.links.passages.items() if all(m in plain for m in pair)}
    origins, independent = find_origins(members, pile.ground, pile.links._replace(passages=passages))
    documents = pile.ground.documents
    first = min(members, key=lambda m: (m.stance == "denies", m.statement is None, documents[m.doc].published.earliest or "9999", m.span))
    status = _status(members, independent.low, updated=_is_updated(group, pile))
    reserves = _reserves(members, pile.ground)
    return Claim(
        id="c" + digest("claim", "\0".join(f"{m.doc}:{m.span.start}-{m.span.end}" for m in members)),
        text=documents[first.doc].text[first.span.start : first.span.end],
        members=members,
        origins=origins,
        independent=independent,
        status=status,
        reserves=reserves,
        credibility=credibility(members, origins, independent, hedged=bool(reserves)),
    )


def _with_stances(group: Sequence[Member], signs: Mapping[Member, int], pile: _Pile) -> list[Member]:
    """The members with their stance: of two sides the one that says no denies."""
    sides = {1: [m for m in group if signs[m] > 0], -1: [m for m in group if signs[m] < 0]}
    denying = _denying(sides, pile) if sides[-1] else 0
    out = []
    for m in group:
        statement = pile.ground.statements.get(m.statement or "")
        stance: Stance = "denies" if signs[m] == denying or (not denying and _all_deny(group, pile)) else _stance(statement)
        out.append(Member(statement=m.statement, doc=m.doc, span=m.span, stance=stance))
    return out


def _denying(sides: Mapping[int, Sequence[Member]], pile: _Pile) -> int:
    """The side with more words of no; where that does not tell, the smaller, then the later one."""

    def weight(side: int) -> tuple[float, int, str]:
        members = sides[side]
        noes = sum(_says_no(m, pile) for m in members) / len(members)
        return noes, -len(members), min(pile.ground.documents[m.doc].published.earliest or "9999" for m in members)

    return max((1, -1), key=weight)


def _says_no(member: Member, pile: _Pile) -> bool:
    statement = pile.ground.statements.get(member.statement or "")
    return pile.negative.get(member, False) or (statement is not None and statement.attitude == "denies")


def _all_deny(group: Sequence[Member], pile: _Pile) -> bool:
    statements = [pile.ground.statements.get(m.statement or "") for m in group]
    return all(one is not None and one.attitude == "denies" for one in statements)


def _stance(statement: Statement | None) -> Stance:
    return "hedges" if statement and (statement.hedges or statement.caveats) else "asserts"


def _reserves(members: Sequence[Member], ground: Ground) -> tuple[Span, ...]:
    """Hedges and caveats beside any member: a copy that drops them knows no more than its original."""
    told = [one for m in members if (one := ground.statements.get(m.statement or ""))]
    caveats = [ground.statements[id].span for one in told for id in one.caveats if id in ground.statements]
    return tuple(dict.fromkeys((*(hedge for one in told for hedge in one.hedges), *caveats)))


def _status(members: Sequence[Member], low: int, *, updated: bool) -> ClaimStatus:
    stances = {m.stance for m in members}
    if "denies" in stances:
        return "denied" if stances == {"denies"} else "contested"
    if updated:
        return "updated"
    return "corroborated" if low > 1 else "single_origin"


def _is_updated(group: Sequence[Member], pile: _Pile) -> bool:
    """Whether a later report has another figure for it."""
    documents = pile.ground.documents
    last = max((documents[m.doc].published.latest or "" for m in group), default="")
    return any((documents[rival.doc].published.earliest or "") > last for m in group for rival in pile.rivals.get(m, ()))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those on a part of the words of another that stands in the same reports: a clause beside its sentence adds nothing."""
    kept: list[Claim] = []
    of_report: dict[str, list[Claim]] = defaultdict(list)
    for one in sorted(claims, key=lambda c: (-_width(c), -len(c.members), c.id)):
        docs = {m.doc for m in one.members}
        wider = [other for other in of_report[min(docs)] if docs <= {m.doc for m in other.members}]
        if not any(all(any(_within(m, other) for other in claim.members) for m in one.members) for claim in wider):
            kept.append(one)
            for doc in docs:
                of_report[doc].append(one)
    return kept


def _width(claim: Claim) -> float:
    return sum(m.span.end - m.span.start for m in claim.members) / len(claim.members)


def _within(member: Member, other: Member) -> bool:
    return member.doc == other.doc and member.span.start < other.span.end and other.span.start < member.span.end
