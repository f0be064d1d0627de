"""Edges between names that the language model took for different kinds in different reports."""

from collections.abc import Iterator

from headwater.lexicon import countries, persons
from headwater.records import Edge
from headwater.relate.naming.units import LIKELY, OPEN, THIN, Pile, Unit, blocks, edge, legal_forms

OFTEN = 3  # mentions as a place


def crossings(pile: Pile) -> Iterator[Edge]:
    """The same words as a person here and a body there; of one word only where nothing tells of a person."""
    named = [u for u in pile.units if u.referent.form == "name" and not u.referent.stands_for and not u.referent.acts and not countries.code(u.name)]
    surnames = {u.plain.split()[-1] for u in named if u.referent.kind == "person" and " " in u.plain}
    for group in blocks(named, lambda u: [without_form(u.plain)]).values():
        kinds = {u.referent.kind for u in group}
        if "person" in kinds and " " not in group[0].plain and group[0].plain in surnames:
            continue
        if len(kinds) > 1:
            first = max(group, key=lambda u: (_weight(u, group), u.id))
            for unit in group:
                if unit.referent.kind != first.referent.kind and (_may_cross(first, unit) or _is_known_town(first, unit, group)):
                    yield edge(first, unit, LIKELY if " " in unit.plain else THIN, "same_name")


def without_form(plain: str) -> str:
    """A name without the legal forms behind it."""
    words = plain.split()
    while len(words) > 1 and words[-1].strip(".,") in legal_forms():
        words = words[:-1]
    return " ".join(words)


def surnames(pile: Pile) -> Iterator[Edge]:
    """One word taken for a body or place that is the surname of one person of the pile and part of no other body's name."""
    full = [u for u in pile.units if u.person.full]
    by_surname = blocks(full, lambda u: [u.person.surname])
    parts = {word for u in pile.units if u.referent.kind != "person" and u.referent.form == "name" and " " in u.plain for word in u.plain.split()}
    for unit in pile.units:
        one = unit.referent
        if one.kind not in ("organization", "place", "work") or one.form != "name" or " " in unit.plain or unit.plain in parts:
            continue
        if one.stands_for or one.roles or countries.code(unit.name) or countries.capital(unit.name) or unit.name.isupper():
            continue
        fits = by_surname.get(persons.taken_apart(unit.name).surname, [])
        fits = [other for other in fits if other.doc == unit.doc] or fits
        if fits and all(persons.agree(fits[0].person, other.person) for other in fits):
            near = next((other for other in fits if other.doc == unit.doc), None) or next((other for other in fits if pile.on_one_subject(other, unit)), None)
            yield edge(near, unit, THIN, "surname") if near is not None else edge(fits[0], unit, OPEN, "may_be_same")


def _weight(unit: Unit, group: list[Unit]) -> int:
    """In how many mentions the word is of this kind."""
    return sum(len(u.referent.mentions) for u in group if u.referent.kind == unit.referent.kind)


def _is_known_town(first: Unit, unit: Unit, group: list[Unit]) -> bool:
    """One word that the pile mostly takes for a place, and once for a person of whom nothing is told beside it."""
    one = unit.referent
    return first.referent.kind == "place" and one.kind == "person" and not one.roles and one.gender is None and not one.withheld and _weight(first, group) >= OFTEN


def _may_cross(a: Unit, b: Unit) -> bool:
    kinds = {a.referent.kind, b.referent.kind}
    if "person" not in kinds:
        return kinds != {"group", "place"} and "law" not in kinds
    person = a if a.referent.kind == "person" else b
    bare = not person.referent.roles and not person.referent.heads and person.referent.gender is None and not person.referent.withheld
    return (a.doc == b.doc and " " in a.plain) or (bare and (" " in a.plain or not person.referent.led_to))
