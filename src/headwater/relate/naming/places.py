"""Edges between names of places and peoples, and between all that stands for one government."""

import functools
from collections.abc import Container, Iterable, Iterator

from headwater import lexicon
from headwater.lexicon import countries
from headwater.records import Edge
from headwater.relate.naming.homes import Homes
from headwater.relate.naming.units import SURE, Pile, Unit, blocks, edge, plain

PLACE_WORDS = frozenset("city town village of the".split())


@functools.cache
def _cities() -> dict[str, str]:
    return {plain(form): plain(row[0]) for row in lexicon.rows("city_names") for form in (row[0], *row[1].split("|"))}


def places(pile: Pile, homes: Homes) -> Iterator[Edge]:
    """The edges between names of places, peoples and governments."""
    towns = {unit.plain for unit in pile.units if unit.referent.kind == "place" and unit.referent.form == "name"}
    for group in blocks(pile.units, lambda unit: _keys(unit, homes, towns)).values():
        for unit in group[1:]:
            yield edge(group[0], unit, SURE, *_why(group[0], unit, homes))


def is_government(unit: Unit, towns: Container[str]) -> bool:
    """Whether a name stands for a government: it acts like one, in its report or where the pile has such a town."""
    return unit.referent.stands_for == "government" or (unit.referent.acts and unit.plain in towns and countries.country(unit.name) is None)


def _keys(unit: Unit, homes: Homes, towns: Container[str]) -> Iterable[str]:
    """One key: the government of a country, a country, a people, a place."""
    one = unit.referent
    if is_government(unit, towns):
        home = homes.government(unit.name, one.country)
        if home is None and homes.place(unit.name):
            return [f"place {place_key(unit.name)}"]  # a country that only the pile tells of stands for itself
        return [f"government {home or place_key(unit.name)}"]
    if one.form != "name" or one.kind == "person":
        return ()
    country = countries.country(unit.name)
    if country and one.kind in ("place", "organization", "group"):
        return [f"place {country}"]
    people = countries.people(unit.name)
    if people and one.kind in ("group", "place"):
        return [f"people {people}"]
    if one.kind == "group":
        return [f"people {homes.place(unit.name) or unit.plain.removesuffix('s')}"]
    return [f"place {place_key(unit.name)}"] if one.kind == "place" else ()


def place_key(name: str) -> str:
    """A place by its main name: what stands behind a comma and general words left out."""
    low = plain(name.split(",")[0])
    low = _cities().get(low, low)
    words = [word for word in low.split() if word not in PLACE_WORDS]
    return " ".join(words) or low


def _why(a: Unit, b: Unit, homes: Homes) -> tuple[str, ...]:
    if a.referent.stands_for or a.referent.acts:
        home = homes.government(a.name, a.referent.country)
        return ("stands_for_government", countries.name(home)) if home else ("same_place",)
    if a.plain == b.plain:
        return ("same_name",)
    return ("same_people",) if a.referent.kind == "group" else ("same_place",)
