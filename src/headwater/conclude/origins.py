"""The origins of a claim: roots, not articles. What is shown to be one root makes the upper number, what may be one the lower."""

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from headwater.conclude.groups import Groups
from headwater.conclude.origin_roots import CREDIT, REPORTING, Ground, Root, may_be_one, one_root, root_of, sorted_roots
from headwater.lexicon import outlets
from headwater.records import Derivation, Independent, Member, Origin, Reason, Reuse

MOST_EXACT = 14  # groups up to which the lower number is exact; of more it is counted greedily
ORIGIN_KIND = {"eyes": "reporting", "unnamed": "person", "credit": "credit"}
MOST_PAIRED, BESIDE = 80, 20  # members of a claim up to which every two are compared; of more, how many others each is compared with
LONG_WORDS = 8  # words that no two writers find alone: they are one text's, whoever is named for them
LONG_QUOTE = 5  # words of a quotation from which the same words are one mouth's


class Links(NamedTuple):
    """What links members: the lineage of each report, derivations, passages between members."""

    lineage: Mapping[str, str]
    derivations: Sequence[Derivation]
    passages: Mapping[frozenset[Member], Reuse]


class Origins(NamedTuple):
    """The origins of a claim with their number."""

    origins: tuple[Origin, ...]
    independent: Independent


def find_origins(members: Sequence[Member], ground: Ground, links: Links) -> Origins:
    """The origins of what is asserted; where all deny, of the denial."""
    counted = [m for m in members if m.stance != "denies"] or list(members)
    roots = {member: root_of(member, ground) for member in members}
    groups, reasons = _merged(members, roots, ground, links)
    origins = tuple(_origin(group, roots, reasons, ground, links) for group in groups)
    asserting = [group for group in groups if any(m in counted for m in group)]
    high = len(asserting)
    return Origins(origins, Independent(low=max(1, _lowest([[roots[m] for m in group] for group in asserting])), high=max(1, high)))


def _merged(
    members: Sequence[Member], roots: Mapping[Member, Root], ground: Ground, links: Links
) -> tuple[list[list[Member]], dict[frozenset[Member], Reason]]:
    groups: Groups[Member] = Groups(members)
    reasons: dict[frozenset[Member], Reason] = {}
    for a, b in _compared(members):
        reason = _same(a, b, roots, ground, links)
        if reason:
            groups.join(a, b)
            reasons[frozenset((a, b))] = reason
    return groups.groups(), reasons


def _compared(members: Sequence[Member]) -> list[tuple[Member, Member]]:
    """Every two members; of very many each with the first ones and with those beside it."""
    if len(members) <= MOST_PAIRED:
        return list(itertools.combinations(members, 2))
    return [(a, b) for at, b in enumerate(members) for a in (*members[: min(at, BESIDE)], *members[max(BESIDE, at - BESIDE) : at])]


def _same(a: Member, b: Member, roots: Mapping[Member, Root], ground: Ground, links: Links) -> Reason | None:
    """Why two members rest on one origin, or None where nothing shows it."""
    first, second = roots[a], roots[b]
    if code := one_root(first, second):
        values = (first.name or "",) if code == "same_third" else ()
        return Reason(code, spans=tuple(span for span in (first.span, second.span) if span), values=values)
    for member, root, other in ((a, first, b), (b, second, a)):
        through = (*root.via, *((root.name,) if root.kind == CREDIT else ()))
        if any(outlets.same(name, ground.documents[other.doc].outlet) for name in through):
            return Reason("heard_from", refs=(member.doc, other.doc), spans=(root.span,) if root.span else ())
    if third := next((name for name in first.via if any(outlets.same(name, each) for each in (*second.via, second.name))), None):
        return Reason("same_third", values=(third,))
    if a.doc == b.doc or (a.stance == "denies") != (b.stance == "denies"):
        return None
    if links.lineage[a.doc] == links.lineage[b.doc] and not _own_voices(a, b, first, second, links):
        direct = [d.id for d in links.derivations if {d.upstream, d.downstream} == {a.doc, b.doc}]
        return Reason("derived_one_origin", refs=tuple(direct)) if direct else Reason("one_lineage", refs=(a.doc, b.doc))
    passage = links.passages.get(frozenset((a, b)))
    if len(_words(a, ground)) >= LONG_WORDS and _words(a, ground) == _words(b, ground):
        return Reason("same_words", refs=(passage.id,) if passage else (), spans=(a.span, b.span))
    if not may_be_one(first, second):
        return None
    if passage and passage.kind in ("verbatim", "near", "same_quote"):
        return Reason("same_words", refs=(passage.id,), spans=(a.span, b.span))
    if _quoted(a, ground) and _quoted(b, ground) and _words(a, ground) == _words(b, ground) and len(_words(a, ground)) >= LONG_QUOTE:
        return Reason("same_words", spans=(a.span, b.span))
    return None


def _own_voices(a: Member, b: Member, first: Root, second: Root, links: Links) -> bool:
    """Whether two reports of one lineage name two persons for it, in words that neither has from the other."""
    named = all(root.kind in ("person", "body", "document") for root in (first, second))
    return named and frozenset((a, b)) not in links.passages


def _quoted(member: Member, ground: Ground) -> bool:
    statement = ground.statements.get(member.statement or "")
    return statement is not None and statement.kind == "direct"


def _words(member: Member, ground: Ground) -> list[str]:
    words = ground.documents[member.doc].text[member.span.start : member.span.end].casefold()
    return "".join(c if c.isalnum() else " " for c in words).split()


def _lowest(groups: Sequence[Sequence[Root]]) -> int:
    """The most groups of which every two are shown to differ."""
    apart = [[not _may_be(a, b) for b in groups] for a in groups]
    if len(groups) > MOST_EXACT:
        return _greedy(apart)
    for size in range(len(groups), 1, -1):
        if any(all(apart[i][j] for i, j in itertools.combinations(chosen, 2)) for chosen in itertools.combinations(range(len(groups)), size)):
            return size
    return 1


def _greedy(apart: Sequence[Sequence[bool]]) -> int:
    chosen: list[int] = []
    for at in sorted(range(len(apart)), key=lambda at: -sum(apart[at])):
        if all(apart[at][other] for other in chosen):
            chosen.append(at)
    return max(1, len(chosen))


def _may_be(a: Sequence[Root], b: Sequence[Root]) -> bool:
    """Whether two groups may be one: their clearest roots are not shown to differ."""
    return may_be_one(sorted_roots(a)[0], sorted_roots(b)[0])


def _origin(
    group: Sequence[Member], roots: Mapping[Member, Root], reasons: Mapping[frozenset[Member], Reason], ground: Ground, links: Links
) -> Origin:
    because = tuple(dict.fromkeys(reasons[key] for pair in _compared(group) if (key := frozenset(pair)) in reasons))
    documents = tuple(dict.fromkeys(m.doc for m in group))
    best = sorted_roots([roots[m] for m in group])[0]
    if best.kind != REPORTING:
        return Origin(root=best.name, kind=ORIGIN_KIND.get(best.kind, best.kind), documents=documents, because=because)
    first = min(documents, key=lambda doc: (_depth(doc, links), ground.documents[doc].published.earliest or "9999", doc))
    name = ground.documents[first].outlet or next((d.upstream_name for d in links.derivations if d.downstream == first), None)
    return Origin(root=name, kind="reporting", documents=documents, because=because)


def _depth(doc: str, links: Links) -> int:
    """How many derivations lead into a report: none for the one that has it first."""
    return sum(one.downstream == doc and one.upstream is not None for one in links.derivations)
