"""Claims that several reports share, and on how many independent origins each rests.

Two statements make one claim where a shared passage links their words. Origins are roots, not
articles: reports that derive from one another, rest on the same person's words or carry the same
quotation count once. `high` merges only what is shown; `low` also what cannot be told apart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from headwater.conclude.groups import Groups
from headwater.records import Claim, ClaimStatus, Derivation, Document, Independent, Member, Origin, Reason, Reuse, Stance, Statement
from headwater.text import Span, digest

LEAST_OVERLAP = 0.5  # share of a statement's words that a passage must hold
SHORTEST = 25  # code points of a claim; shorter overlaps are names and set phrases


class _Ground(msgspec.Struct, frozen=True):
    """What origins are told by: the reports, who derives from whom, the statements by id."""

    documents: Mapping[str, Document]
    derivations: Sequence[Derivation]
    statements: Mapping[str, Statement]
    lineage: Mapping[str, str]


def find_claims(
    documents: Mapping[str, Document], statements: Sequence[Statement], reuse: Sequence[Reuse], derivations: Sequence[Derivation]
) -> tuple[Claim, ...]:
    """The claims of a pile that at least two reports share, the most repeated first."""
    by_doc: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.attitude != "cannot_verify":
            by_doc[statement.span.doc].append(statement)
    groups: Groups[Member] = Groups(())
    linked: dict[frozenset[Member], Reuse] = {}
    for one in reuse:
        for left, right in _pairs(one, by_doc, documents):
            groups.join(left, right)
            linked[frozenset((left, right))] = one
    ground = _Ground(documents, derivations, {s.id: s for s in statements}, _lineage(documents, derivations))
    claims = [_claim(group, linked, ground) for group in groups.groups() if len({m.doc for m in group}) > 1]
    return tuple(sorted(claims, key=lambda c: (-len({m.doc for m in c.members}), c.independent.low, c.id)))


def _lineage(documents: Mapping[str, Document], derivations: Sequence[Derivation]) -> dict[str, str]:
    """Each report to the one that stands for all it is linked with by derivation."""
    groups: Groups[str] = Groups(documents)
    for one in derivations:
        if one.upstream and one.kind != "credit_only":
            groups.join(one.upstream, one.downstream)
    return {id: groups.root(id) for id in documents}


def _pairs(one: Reuse, by_doc: Mapping[str, Sequence[Statement]], documents: Mapping[str, Document]) -> list[tuple[Member, Member]]:
    """The members on both sides that a shared passage links, statement by statement."""
    left = _members(one.a, by_doc[one.a.doc], documents)
    right = _members(one.b, by_doc[one.b.doc], documents)
    if len(left) == 1 or len(right) == 1:
        return [(a, b) for a in left[:1] for b in right[:1]]
    return [(a, b) for b in right if (a := _nearest(b, left, one)) is not None]


def _nearest(member: Member, others: Sequence[Member], one: Reuse) -> Member | None:
    """The member at the same relative place of the passage on the other side."""

    def place(m: Member, span: Span) -> float:
        return ((m.span.start + m.span.end) / 2 - span.start) / max(1, span.end - span.start)

    best = min(others, key=lambda m: abs(place(m, one.a) - place(member, one.b)), default=None)
    return best if best and abs(place(best, one.a) - place(member, one.b)) < 0.12 else None


def _members(span: Span, statements: Sequence[Statement], documents: Mapping[str, Document]) -> list[Member]:
    """The statements whose words lie in the passage; the passage itself where it holds none."""
    inside = [s for s in statements if not s.parent and _overlap(s, span) >= LEAST_OVERLAP]
    if inside:
        return [Member(statement=s.id, doc=s.span.doc, span=_words(s), stance=_stance(s)) for s in inside]
    around = [s for s in statements if not s.parent and s.content[0].start <= span.start and span.end <= s.content[-1].end]
    if around:
        return [Member(statement=around[0].id, doc=span.doc, span=span, stance=_stance(around[0]))]
    if span.end - span.start < SHORTEST:
        return []
    return [Member(statement=None, doc=span.doc, span=span, stance="asserts")]


def _words(statement: Statement) -> Span:
    return max(statement.content, key=lambda span: span.end - span.start)


def _overlap(statement: Statement, span: Span) -> float:
    size = sum(c.end - c.start for c in statement.content)
    return sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in statement.content) / size if size else 0.0


def _stance(statement: Statement) -> Stance:
    if statement.attitude == "denies":
        return "denies"
    return "hedges" if statement.hedges or statement.caveats else "asserts"


def _claim(group: Sequence[Member], linked: Mapping[frozenset[Member], Reuse], ground: _Ground) -> Claim:
    members = sorted(group, key=lambda m: m.span)
    origins = _origins(members, linked, ground)
    high = len(origins)
    low = max(1, min(high, len({_certain_root(o) for o in origins if _certain_root(o)})))
    first = next((m for m in members if m.statement), members[0])
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
    return origin.root.casefold() if origin.root and origin.kind in ("person", "body") else None


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
        return Reason("derived_one_origin", refs=tuple(direct) or (a.doc, b.doc))
    first, second = _root(a, ground), _root(b, ground)
    if first and second and first[0].casefold() == second[0].casefold():
        return Reason("same_mouth", spans=tuple(s for s in (first[1], second[1]) if s))
    if reuse and reuse.kind in ("verbatim", "near", "same_quote"):
        return Reason("same_words", refs=(reuse.id,), spans=(a.span, b.span))
    return None


def _root(member: Member, ground: _Ground) -> tuple[str, Span | None] | None:
    """Who knows it, as far as a member says: the speaker by name."""
    statement = ground.statements.get(member.statement or "")
    if statement is None or statement.speaker is None or not statement.speaker.name or statement.speaker.naming == "anonymous":
        return None
    return statement.speaker.name, statement.speaker.span


def _origin(group: Sequence[Member], reasons: Mapping[frozenset[Member], Reason], ground: _Ground) -> Origin:
    roots = [root for m in group if (root := _root(m, ground))]
    because = [reasons[key] for at, a in enumerate(group) for b in group[at + 1 :] if (key := frozenset((a, b))) in reasons]
    documents = tuple(dict.fromkeys(m.doc for m in group))
    if roots:
        return Origin(root=roots[0][0], kind="person", documents=documents, because=tuple(dict.fromkeys(because)))
    outlets = [ground.documents[m.doc].outlet for m in group if ground.documents[m.doc].outlet]
    return Origin(root=outlets[0] if outlets else None, kind="reporting", documents=documents, because=tuple(dict.fromkeys(because)))
