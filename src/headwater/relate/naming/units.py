"""What names are compared by: the referents of all texts with their keys, and what two reports have in common."""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

import msgspec

from headwater import lexicon
from headwater.lexicon import countries, persons, spelling
from headwater.lexicon.persons import PersonName
from headwater.records import Annotations, Derivation, Edge, Reason, Referent
from headwater.text import Span

SURE, FIRM, LIKELY, THIN, OPEN, APART = 0.95, 0.85, 0.75, 0.65, 0.4, 0.1
"""Scores of edges: conclude joins from THIN on; OPEN is for a person to decide; APART also holds two apart."""
TOLD_APART = 3  # years by which two ages of one person may differ in the reports of a pile
LEAST_TELLING = 4  # letters of a word that links two reports
RARE = 60  # reports in which a name may stand and still link two of them
FEW = 5  # reports: a name that so few have is enough to link two of them
SHARED_NAMES = 2  # names that two reports without a derivation share when they are on one subject
GENERAL_HEADS = frozenset("man woman person people resident boy girl child teenager teen youth victim witness suspect brother sister son daughter father mother husband wife cousin friend neighbour neighbor official member leader figure one citizen relative uncle aunt parent sibling adult local native baby student survivor passenger head chief".split())


class Unit(msgspec.Struct, frozen=True):
    """A referent with the keys of its name."""

    referent: Referent
    person: PersonName
    plain: str
    span: Span

    @property
    def id(self) -> str:
        """The referent's id."""
        return self.referent.id

    @property
    def doc(self) -> str:
        """The report it stands in."""
        return self.referent.doc

    @property
    def name(self) -> str:
        """The name as written."""
        return self.referent.name


class Pile(msgspec.Struct):
    """All units, and what links their reports."""

    units: Sequence[Unit]
    linked: Mapping[frozenset[str], str]  # pairs of reports of one lineage, with the derivation's id
    shared: Mapping[str, frozenset[str]]  # for each report the telling names in it
    stands_in: Mapping[str, int]  # in how many reports each of them stands
    of_one_story: Set[frozenset[str]] = frozenset()  # pairs of reports

    def on_one_subject(self, a: Unit, b: Unit) -> bool:
        """Whether two reports are linked, or share telling names beside the two in question."""
        pair = frozenset((a.doc, b.doc))
        if len(pair) == 1 or pair in self.linked or pair in self.of_one_story:
            return True
        both = (self.shared.get(a.doc, frozenset()) & self.shared.get(b.doc, frozenset())) - telling(a) - telling(b)
        return len(both) >= SHARED_NAMES or any(self.stands_in[key] <= FEW for key in both)


def pile_of(annotations: Sequence[Annotations], derivations: Iterable[Derivation], stories: Iterable[Edge] = ()) -> Pile:
    """The pile of the referents of some reports, each name taken apart once."""
    spans = {mention.id: mention.span for found in annotations for mention in found.mentions}
    units = [_unit(one, spans) for found in annotations for one in found.referents]
    linked = {frozenset((d.upstream, d.downstream)): d.id for d in derivations if d.upstream is not None and d.kind != "credit_only"}
    shared = _shared(units)
    together = {frozenset((one.left, one.right)) for one in stories}
    return Pile(units, linked, shared, Counter(key for keys in shared.values() for key in keys), together)


NO_PERSON = PersonName((), "")


def _unit(one: Referent, spans: Mapping[str, Span]) -> Unit:
    name = persons.taken_apart(one.name) if one.kind == "person" and one.form == "name" else NO_PERSON
    return Unit(one, name, plain(one.name), spans[one.mentions[0]])


def plain(name: str) -> str:
    """A name for comparison: plain small letters, no full stops, one blank."""
    return " ".join(spelling.plain(name).replace(".", "").split())


def telling(unit: Unit) -> frozenset[str]:
    """By what reports are compared: the surname of a person, each word of another name that is no word for an institution."""
    if unit.referent.kind == "person":
        return frozenset((f"p:{unit.person.surname}",))
    name = countries.city(unit.name) if unit.referent.kind == "place" else None
    return frozenset(word for word in (plain(name) if name else unit.plain).split() if len(word) >= LEAST_TELLING and word not in common_words())


@functools.cache
def legal_forms() -> frozenset[str]:
    """Legal forms of firms (`Ltd`), small words left out."""
    return frozenset(row[0] for row in lexicon.rows("bodies") if row[1] == "form") - lexicon.entries("stopwords")


@functools.cache
def common_words() -> frozenset[str]:
    """Words for institutions, legal forms and what bodies of every country are called by."""
    return frozenset(row[0] for row in lexicon.rows("bodies") if row[1] != "trade") | lexicon.entries("stopwords")


def _shared(units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """For each report its names that are neither countries nor peoples nor in many reports."""
    docs: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit.referent.form == "name" and unit.referent.kind != "group" and not countries.code(unit.name) and not countries.capital(unit.name):
            for key in telling(unit):
                docs[key].add(unit.doc)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, where in docs.items():
        if 1 < len(where) <= RARE:
            for doc in where:
                found[doc].add(key)
    return {doc: frozenset(keys) for doc, keys in found.items()}


def edge(a: Unit, b: Unit, score: float, code: str, *values: str | int) -> Edge:
    """An edge between two names with its reason; the words of both are its places."""
    left, right = sorted((a, b), key=lambda unit: unit.id)
    reason = Reason(code, spans=(left.span, right.span), values=tuple(values))
    return Edge(kind="actor", left=left.id, right=right.id, score=score, because=(reason,))


def blocks(units: Iterable[Unit], key: Callable[[Unit], Iterable[str]]) -> dict[str, list[Unit]]:
    """Units by key, in order of arrival; those without a key are left out."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for one in key(unit):
            found[one].append(unit)
    return found


def same_heads(a: Unit, b: Unit) -> set[str]:
    """The roles that two are both given, general words left out."""
    return (set(a.referent.heads) & set(b.referent.heads)) - GENERAL_HEADS
