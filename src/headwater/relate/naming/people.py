"""Edges between names of persons: full names that agree, surnames led to the one person who has them."""

import functools
from collections.abc import Iterable, Iterator, Sequence

from headwater import lexicon
from headwater.lexicon import persons, spelling
from headwater.records import Edge
from headwater.relate.naming.units import (
    APART,
    FIRM,
    GENERAL_HEADS,
    LIKELY,
    OPEN,
    SURE,
    THIN,
    TOLD_APART,
    Pile,
    Unit,
    blocks,
    edge,
    same_heads,
)

MOST_IN_BLOCK = 400  # different names in one block that are compared with one another; the rest of a larger one is compared by exact key alone

HIGH_OFFICES = frozenset({"minister", "president", "premier", "governor", "senator", "ambassador", "chancellor"})
LEAST_IN_OFFICE = 21  # years; no state lets anybody younger be one of these


def people(pile: Pile) -> Iterator[Edge]:
    """The edges between all names of persons."""
    named = [unit for unit in pile.units if unit.referent.kind == "person" and unit.referent.form == "name"]
    full = [unit for unit in named if unit.person.full]
    leaders, edges = _same(full, pile)
    yield from edges
    yield from _variants(leaders, pile)
    yield from _short(named, full, leaders, pile)


# -- the same full name -------------------------------------------------------------------------------


def _same(full: Sequence[Unit], pile: Pile) -> tuple[list[Unit], list[Edge]]:
    """One unit for each full name and person told apart, and the edges of the others to it."""
    leaders: list[Unit] = []
    edges: list[Edge] = []
    for group in blocks(full, lambda unit: [f"{unit.person.given}{unit.person.surname}{unit.person.generation}"]).values():
        kept: list[Unit] = []
        for unit in group:
            against = [(one, told) for one in kept if (told := told_apart(one, unit) or _unlike(one, unit, pile))]
            fits = next((one for one in kept if one not in [other for other, _ in against]), None)
            if fits is not None:
                edges.append(edge(fits, unit, SURE, "same_name" if fits.plain == unit.plain else "same_spelling"))
            else:
                edges += [edge(one, unit, APART, *told) for one, told in against]
                kept.append(unit)
        leaders += kept
    return leaders, edges


def told_apart(a: Unit, b: Unit) -> tuple[str, str, str] | None:
    """What speaks against two names being one person's: their ages, their sex, their trades; None where nothing does."""
    if a.referent.age is not None and b.referent.age is not None and abs(a.referent.age - b.referent.age) > TOLD_APART:
        return "other_age", str(a.referent.age), str(b.referent.age)
    if _is_namesake(a, b):
        return "namesake", "", ""
    if (office := _too_high(a, b) or _too_high(b, a)) is not None:
        return office
    mine, theirs = _fields(a), _fields(b)
    if a.doc != b.doc and mine and theirs and not mine & theirs and not same_heads(a, b):
        trades = [sorted(head for head in unit.referent.heads if head in _trades())[0] for unit in (a, b)]
        return "other_trade", trades[0], trades[1]
    return None


def _is_namesake(a: Unit, b: Unit) -> bool:
    """Whether the words of one of two full names say that it is another one's: `a namesake`, `no relation` beside roles that share no word."""
    if not (a.person.full and b.person.full) and a.name.casefold() != b.name.casefold():
        return False
    if ("namesake" in a.referent.heads) != ("namesake" in b.referent.heads):
        return True
    roles = [set(unit.referent.heads) - GENERAL_HEADS - {"relation"} for unit in (a, b)]
    return ("relation" in a.referent.heads) != ("relation" in b.referent.heads) and all(roles) and not roles[0] & roles[1]


def _too_high(low: Unit, high: Unit) -> tuple[str, str, str] | None:
    """A shopkeeper, or somebody too young, in one report and a minister in another, nothing of the one told of the other."""
    offices = sorted(HIGH_OFFICES & set(high.referent.heads))
    if low.doc == high.doc or not offices or same_heads(low, high) or HIGH_OFFICES & set(low.referent.heads):
        return None
    if low.referent.age is not None and low.referent.age < LEAST_IN_OFFICE:
        return "other_trade", str(low.referent.age), offices[0]
    trades = sorted(head for head in low.referent.heads if head in _trades())
    plain = bool(trades) and {_trades()[head] for head in trades} == {"labour"} and not _fields(high) - {"labour"}
    return ("other_trade", trades[0], offices[0]) if plain else None


def _unlike(a: Unit, b: Unit, pile: Pile) -> tuple[str, str, str] | None:
    """Two roles that share no word, one of them a trade, in reports that share no other name: namesakes until a person decides."""
    mine, theirs = (set(unit.referent.heads) - GENERAL_HEADS for unit in (a, b))
    if a.doc == b.doc or not mine or not theirs or mine & theirs or not (_fields(a) or _fields(b)) or pile.on_one_subject(a, b):
        return None
    return "other_trade", min(mine), min(theirs)


def _unlike_roles(a: Unit, b: Unit) -> tuple[str, str, str] | None:
    """A report that spells a name in two ways and tells of each another trade: a question for a person."""
    mine, theirs = _fields(a), _fields(b)
    roles = [sorted(set(unit.referent.heads) - GENERAL_HEADS) for unit in (a, b)]
    return ("other_trade", roles[0][0], roles[1][0]) if (mine or theirs) and mine != theirs and all(roles) and not same_heads(a, b) else None


@functools.cache
def _trades() -> dict[str, str]:
    return lexicon.mapping("trades")


def _fields(unit: Unit) -> set[str]:
    return {_trades()[head] for head in unit.referent.heads if head in _trades()}


# -- variants of a full name --------------------------------------------------------------------------


def _variants(leaders: Sequence[Unit], pile: Pile) -> Iterator[Edge]:
    """Edges between different full names that can be one person's."""
    found: dict[str, list[tuple[Unit, float, str]]] = {}
    seen: set[frozenset[str]] = set()
    for group in blocks(leaders, _keys).values():
        if len(group) > MOST_IN_BLOCK:
            continue
        for at, a in enumerate(group):
            for b in group[at + 1 :]:
                pair = frozenset((a.id, b.id))
                if pair not in seen and a.person != b.person and persons.agree(a.person, b.person):
                    seen.add(pair)
                    score, code = _how(a, b, pile)
                    found.setdefault(a.id, []).append((b, score, code))
                    found.setdefault(b.id, []).append((a, score, code))
    by_id = {unit.id: unit for unit in leaders}
    done: set[frozenset[str]] = set()
    for id, others in found.items():
        for other, score, code in others:
            pair = frozenset((id, other.id))
            if pair not in done:
                done.add(pair)
                if len(found[id]) <= MOST_OPEN or len(found[other.id]) <= MOST_OPEN:
                    yield _decided(by_id[id], other, score, code, found)


def _decided(a: Unit, b: Unit, score: float, code: str, found: dict[str, list[tuple[Unit, float, str]]]) -> Edge:
    """The edge of a pair, open where one of them fits several who do not fit each other."""
    against = told_apart(a, b)
    if against:
        return edge(a, b, APART, *against)
    if a.doc == b.doc and (unlike := _unlike_roles(a, b)) is not None:
        return edge(a, b, OPEN, *unlike)
    for one, other in ((a, b), (b, a)):
        rivals = [rival for rival, _, _ in found[one.id] if rival.id != other.id and (not persons.agree(rival.person, other.person) or told_apart(rival, other))]
        if rivals:
            return edge(a, b, OPEN, "several_fit", len(rivals) + 1)
    return edge(a, b, score, code)


def _keys(unit: Unit) -> Iterable[str]:
    """Blocking: the surname with the first letter or the family of the given name, and with one letter of the surname left out."""
    given, surname = unit.person.given, unit.person.surname
    keys = [f"{surname} {letter}" for name in given if name for letter in persons.initials(name)]
    keys += [f"{surname} {number}" for name in given for number in spelling.families(name)]
    keys += [f"{half} {given[0][0]}" for half in unit.person.halves]
    keys += [f"{given[-1]} {given[0][0]}"] if len(given) > 1 and len(given[-1]) > 2 else []  # `Raúl Salcedo Quispe`, of two surnames
    keys += [f"{number} of {given[0][0]}" for number in spelling.families(surname)]
    if len(surname) >= persons.LONG_ENOUGH:
        keys += {f"{given[0]} {surname[:at]}{surname[at + 1 :]}" for at in range(1, len(surname) - 1)}
        keys.append(f"{given[0]} {surname}")
    return dict.fromkeys(keys)


def _how(a: Unit, b: Unit, pile: Pile) -> tuple[float, str]:
    """How sure and why two different full names that agree are one."""
    one, other = a.person, b.person
    if one.surname != other.surname and persons.second_surname(one, other):
        return (LIKELY if pile.on_one_subject(a, b) or same_heads(a, b) else OPEN), "second_surname"
    if one.surname != other.surname and spelling.families(one.surname) & spelling.families(other.surname):
        return (FIRM if pile.on_one_subject(a, b) else OPEN), "same_spelling"
    if one.surname != other.surname:
        sure = a.doc == b.doc or bool(same_heads(a, b)) or pile.on_one_subject(a, b)
        return (LIKELY if sure and one.given[0] == other.given[0] else OPEN), "misspelt"
    first, second = one.given[0], other.given[0]
    if 1 in (len(first), len(second)) and first != second:
        sure = a.doc == b.doc or bool(same_heads(a, b)) or pile.on_one_subject(a, b)
        return (LIKELY if sure else OPEN), "initial"
    if first == second:
        return FIRM, "more_given_names"
    if spelling.families(first) & spelling.families(second):
        return FIRM, "name_forms"
    if persons.same_but_vowels(first, second):
        return FIRM if pile.on_one_subject(a, b) else OPEN, "same_spelling"
    if len(one.given) != len(other.given):
        return LIKELY, "more_given_names"
    sure = a.doc != b.doc and (bool(same_heads(a, b)) or pile.on_one_subject(a, b))
    return (LIKELY if sure else OPEN), "misspelt"


# -- surnames and given names alone -------------------------------------------------------------------


def _short(named: Sequence[Unit], full: Sequence[Unit], leaders: Sequence[Unit], pile: Pile) -> Iterator[Edge]:
    """Edges from names of one word, in their own report first, then in the pile."""
    short = [unit for unit in named if not unit.person.full]
    in_doc = blocks(full, lambda unit: [f"{unit.doc} {part}" for part in _parts(unit)])
    in_pile = blocks(leaders, lambda unit: [unit.person.surname])
    alone: list[Unit] = []
    for unit in short:
        near = _fitting(unit, in_doc.get(f"{unit.doc} {unit.person.surname}", []))
        if near:
            yield from _in_report(unit, near)
        else:
            alone.append(unit)
    by_given = blocks(leaders, lambda unit: [unit.person.given[0]])
    for unit in alone:
        fits = _fitting(unit, in_pile.get(unit.person.surname, []))
        yield from _in_pile(unit, fits, pile)
        if not fits and not unit.referent.withheld:
            yield from _by_given_name(unit, by_given.get(unit.person.surname, []), pile)
    yield from _both_short(alone, pile)


def _parts(unit: Unit) -> set[str]:
    """The words of a full name by which it may be called alone."""
    words = persons.bare(unit.name).split()
    return {unit.person.surname, *unit.person.halves, *(part for part in unit.person.given if len(part) > 1), spelling.sound(words[-1])}


def _fitting(unit: Unit, near: Sequence[Unit]) -> list[Unit]:
    """Those whose sex does not speak against it; of those who have it as their surname, if any does, only these."""
    kept = [one for one in near if not (unit.referent.gender and one.referent.gender and unit.referent.gender != one.referent.gender)]
    by_surname = [one for one in kept if one.person.surname == unit.person.surname]
    return by_surname or kept


def _in_report(unit: Unit, near: Sequence[Unit]) -> Iterator[Edge]:
    """The full name in the same report; where several persons have the word, the one to whom the words lead back."""
    one = max(near, key=lambda other: len(other.name))
    if all(persons.agree(one.person, other.person) and not told_apart(one, other) for other in near):
        code = "surname" if one.person.surname == unit.person.surname or len(unit.name.split()) > 1 else "given_name_alone"
        yield edge(one, unit, FIRM, code)
        return
    before = [other for other in near if other.span.start < unit.span.start]
    if before and all(persons.agree(before[0].person, other.person) for other in before):
        yield edge(before[0], unit, LIKELY, "surname")  # whoever was named in full by then; the other comes later
        return
    led = [other for other in near if other.id in unit.referent.led_to]
    if len(led) == 1:
        yield edge(led[0], unit, LIKELY, "led_back")
        return
    for other in near:
        yield edge(other, unit, OPEN, "several_fit", len(near))


def _in_pile(unit: Unit, near: Sequence[Unit], pile: Pile) -> Iterator[Edge]:
    """Full names in other reports: by role, by lineage, by subject; open otherwise."""
    persons_met = _apart(near[:MOST_NEAR])
    backed = [one for one in near if same_heads(unit, one)]
    if backed and len(_apart(backed)) == 1 and not unit.referent.withheld:
        yield edge(backed[0], unit, LIKELY, "surname_and_role")
        return
    for one in near[:MOST_OPEN]:
        if unit.referent.withheld:
            yield edge(one, unit, OPEN / 2, "withheld_name")
        elif len(persons_met) > 1:
            yield edge(one, unit, OPEN, "several_fit", len(persons_met))
        elif told_apart(unit, one):
            yield edge(one, unit, APART, *(told_apart(unit, one) or ()))
        elif pile.on_one_subject(unit, one) or frozenset((unit.doc, one.doc)) in pile.linked:
            yield edge(one, unit, THIN, "surname")
        else:
            yield edge(one, unit, OPEN, "may_be_same")


def _by_given_name(unit: Unit, near: Sequence[Unit], pile: Pile) -> Iterator[Edge]:
    """`Azamat` beside `Azamat Toktogulov` of another report: never one by that alone, open where the reports are on one subject."""
    backed = [one for one in near[:MOST_NEAR] if pile.on_one_subject(unit, one)]
    if 0 < len(_apart(backed)) <= MOST_GIVEN:
        yield from (edge(one, unit, OPEN, "given_name_elsewhere") for one in backed[:MOST_OPEN])


MOST_GIVEN = 3  # persons with that given name; where there are more the question helps nobody
MOST_NEAR = 50  # bearers of a surname that are told apart one by one
MOST_OPEN = 8  # open edges of one short name; of a common surname more would help nobody


def _apart(units: Sequence[Unit]) -> list[Unit]:
    """One of each group of names that agree."""
    kept: list[Unit] = []
    for unit in units:
        if not any(persons.agree(one.person, unit.person) for one in kept):
            kept.append(unit)
    return kept


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(spelling.sound(name) for name in lexicon.entries("given_names"))


def _is_surname(unit: Unit) -> bool:
    """Whether a name of one word is not a given name alone."""
    return unit.person.surname not in _given_names()


def _both_short(alone: Sequence[Unit], pile: Pile) -> Iterator[Edge]:
    """Names of one word in two reports: one where the reports are of one lineage or both give the role; else open."""
    for group in blocks(alone, lambda unit: [unit.person.surname]).values():
        for at, b in enumerate(group[:MOST_IN_BLOCK]):
            others = sorted(group[:at], key=lambda a: (frozenset((a.doc, b.doc)) not in pile.linked, not same_heads(a, b)))
            if others:
                yield _one_word(others[0], b, pile)


def _one_word(a: Unit, b: Unit, pile: Pile) -> Edge:
    if a.doc == b.doc:
        return edge(a, b, FIRM, "same_spelling")
    withheld = a.referent.withheld or b.referent.withheld or not _is_surname(a)
    if frozenset((a.doc, b.doc)) in pile.linked:
        return edge(a, b, LIKELY, "same_name_in_rewrite")
    if withheld:
        return edge(a, b, OPEN / 2, "withheld_name")
    against = told_apart(a, b)
    if against:
        return edge(a, b, APART, *against)
    return edge(a, b, THIN, "surname_and_role") if same_heads(a, b) else edge(a, b, OPEN, "may_be_same")
