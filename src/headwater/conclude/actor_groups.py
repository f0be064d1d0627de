"""Which referents are one: judgements first, then edges from the surest down, with what holds two apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from headwater.conclude.groups import Groups
from headwater.conclude.pins import pinned, placed
from headwater.lexicon import persons
from headwater.lexicon.persons import PersonName
from headwater.records import Document, Edge, Judgement, Mention, Reason, Referent

JOINS = 0.6  # score from which an edge joins; on the own piles .5 and .7 give the same F within .01, lower ones are left to a person
APART = 0.2  # score up to which an edge holds two apart
NEVER_OPEN = frozenset(("other_country",))  # grounds that nobody need decide on
Pair = tuple[str, str]


class Decided(msgspec.Struct, frozen=True):
    """Groups of referents in order of arrival, the reasons of each by its first member, edges left open, judgements with orphans marked."""

    groups: tuple[tuple[Referent, ...], ...]
    because: Mapping[str, tuple[Reason, ...]]
    open: tuple[Edge, ...]
    judgements: tuple[Judgement, ...]


def decide(
    referents: Sequence[Referent], mentions: Mapping[str, Mention], edges: Sequence[Edge], judgements: Sequence[Judgement], documents: Mapping[str, Document]
) -> Decided:
    """Join referents. The order of `edges` among equal scores does not matter to who is judged apart."""
    marked, same, not_same = _judged(referents, mentions, judgements, documents)
    joined = _Joined(referents, not_same)
    reasons: list[tuple[str, Reason]] = []
    for (left, right), judgement in same.items():
        if joined.join(left, right, judged=True):
            reasons.append((left, Reason("judged_same", refs=(judgement,))))
    for edge in edges:
        if edge.score <= APART:
            joined.groups.forbid(edge.left, edge.right)
    left_open: list[Edge] = []
    for edge in sorted(edges, key=lambda one: (-one.score, one.left, one.right)):
        if edge.score >= JOINS and joined.join(edge.left, edge.right):
            reasons.extend((edge.left, reason) for reason in edge.because)
        elif edge.because[0].code not in NEVER_OPEN:
            left_open.append(edge)
    because: defaultdict[str, list[Reason]] = defaultdict(list)
    by_root = {joined.groups.root(group[0].id): group for group in _groups(referents, joined)}
    for member, reason in reasons:
        because[by_root[joined.groups.root(member)][0].id].append(reason)
    return Decided(tuple(by_root.values()), {id: tuple(found) for id, found in because.items()}, _still_open(left_open, joined, not_same), marked)


def _groups(referents: Sequence[Referent], joined: "_Joined") -> list[tuple[Referent, ...]]:
    found: dict[str, list[Referent]] = {}
    for one in referents:
        found.setdefault(joined.groups.root(one.id), []).append(one)
    return [tuple(group) for group in found.values()]


class _Joined:
    """Groups that also keep apart what full names of persons in them contradict."""

    def __init__(self, referents: Sequence[Referent], vetoes: Mapping[Pair, str]) -> None:
        self.groups: Groups[str] = Groups((one.id for one in referents), vetoes=vetoes)
        self._names: dict[str, set[PersonName]] = {}
        for one in referents:
            if one.kind == "person" and one.form == "name":
                name = persons.taken_apart(one.name)
                if name.full:
                    self._names[one.id] = {name}

    def join(self, left: str, right: str, *, judged: bool = False) -> bool:
        """Join two, save where a veto or (unless a person judged) their names forbid it."""
        a, b = self.groups.root(left), self.groups.root(right)
        if a == b:
            return True
        mine, theirs = self._names.get(a, set()), self._names.get(b, set())
        if not judged and any(not persons.agree(one, other) for one in mine for other in theirs):
            return False
        if not self.groups.join(a, b):
            return False
        if mine or theirs:
            self._names[self.groups.root(a)] = mine | theirs
        return True


def _judged(
    referents: Sequence[Referent], mentions: Mapping[str, Mention], judgements: Sequence[Judgement], documents: Mapping[str, Document]
) -> tuple[tuple[Judgement, ...], dict[Pair, str], dict[Pair, str]]:
    """The judgements with orphans marked; for each judged pair of referents the last word on it."""
    at = placed(referents, mentions) if judgements else {}
    last: dict[Pair, tuple[str, str]] = {}
    marked = []
    for judgement in judgements:
        left, right = pinned(judgement.left, at, documents), pinned(judgement.right, at, documents)
        lost = judgement.verdict in ("same", "not_same", "unsure") and not (left and right)
        marked.append(msgspec.structs.replace(judgement, orphan=lost))
        for a in left:
            for b in right:
                if a != b:
                    last[min(a, b), max(a, b)] = (judgement.verdict, judgement.id)
    same = {pair: id for pair, (verdict, id) in last.items() if verdict == "same"}
    not_same = {pair: id for pair, (verdict, id) in last.items() if verdict == "not_same"}
    return tuple(marked), same, not_same


def _still_open(edges: Sequence[Edge], joined: _Joined, not_same: Mapping[Pair, str]) -> tuple[Edge, ...]:
    """The surest edge between each two groups that are apart and not judged so."""
    judged = {frozenset((joined.groups.root(a), joined.groups.root(b))) for a, b in not_same}
    kept: dict[frozenset[str], Edge] = {}
    for edge in edges:
        pair = frozenset((joined.groups.root(edge.left), joined.groups.root(edge.right)))
        if len(pair) == 2 and pair not in judged:
            kept.setdefault(pair, edge)
    return tuple(kept.values())
