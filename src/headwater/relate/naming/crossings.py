"""Edges between names that the language model took for different kinds in different reports."""

from collections.abc import Iterator

from headwater.lexicon import countries
from headwater.records import Edge
from headwater.relate.naming.units import LIKELY, THIN, Pile, Unit, blocks, edge


def crossings(pile: Pile) -> Iterator[Edge]:
    """The same words as a person here and a body there; of one word only where nothing tells of a person."""
    named = [u for u in pile.units if u.referent.form == "name" and not u.referent.stands_for and not countries.code(u.name)]
    surnames = {u.plain.split()[-1] for u in named if u.referent.kind == "person" and " " in u.plain}
    for group in blocks(named, lambda u: [u.plain]).values():
        kinds = {u.referent.kind for u in group}
        if "person" in kinds and " " not in group[0].plain and group[0].plain in surnames:
            continue
        if len(kinds) > 1:
            first = max(group, key=lambda u: (_weight(u, group), u.id))
            for unit in group:
                if unit.referent.kind != first.referent.kind and _may_cross(first, unit):
                    yield edge(first, unit, LIKELY if " " in unit.plain else THIN, "same_name")


def _weight(unit: Unit, group: list[Unit]) -> int:
    """In how many mentions the word is of this kind."""
    return sum(len(u.referent.mentions) for u in group if u.referent.kind == unit.referent.kind)


def _may_cross(a: Unit, b: Unit) -> bool:
    kinds = {a.referent.kind, b.referent.kind}
    if "person" not in kinds:
        return kinds != {"group", "place"} and "law" not in kinds
    person = a if a.referent.kind == "person" else b
    bare = not person.referent.roles and not person.referent.heads and person.referent.gender is None and not person.referent.withheld
    return (a.doc == b.doc and " " in a.plain) or (bare and (" " in a.plain or not person.referent.led_to))
