"""Countries, their people, their seats of government: every form of a name to the country's code (ISO 3166-1 alpha-2)."""

import functools
import re

from headwater import lexicon

FORMAL = re.compile(r"(?:(?:[a-z]+ ){0,3}(?:republic|kingdom|sultanate|emirate|principality|state|union|commonwealth|federation|duchy) of (?:the )?){1,2}(?P<name>[^,]+)$")


def _bare(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").removesuffix("'s").split()).removeprefix("the ")


@functools.cache
def _names() -> dict[str, str]:
    return {_bare(form): row[0] for row in lexicon.rows("countries") for form in (row[1], *row[2].split("|")) if form != "-"}


def _forms(column: str, *, people: bool = False) -> list[str]:
    """The words of a column; those for a people with their plurals."""
    words = [word for word in column.split("|") if word != "-"]
    if not people:
        return words
    return [form for word in words for form in (word, word + "s", word[:-3] + "men" if word.endswith("man") and len(word) > 6 else word)]


@functools.cache
def _people() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.rows("countries"):
        for form in _forms(row[3], people=True):
            found.setdefault(_bare(form), row[0])
    return found


@functools.cache
def written() -> dict[str, str]:
    """Every word for a country as it is written, to its code: names, peoples and their plurals, capitals, seats of government."""
    found: dict[str, str] = {}
    for row in lexicon.rows("countries"):
        for word in (row[1], *_forms(row[2]), *_forms(row[3], people=True), *_forms(row[4])):
            found.setdefault(word, row[0])
    for row in lexicon.rows("seats"):
        found.setdefault(row[0], row[1])
    return found


@functools.cache
def _capitals() -> dict[str, str]:
    return {_bare(form): row[0] for row in lexicon.rows("countries") for form in row[4].split("|") if form != "-"}


@functools.cache
def _seats() -> dict[str, str]:
    return {_bare(row[0]): row[1] for row in lexicon.rows("seats")}


@functools.cache
def _main() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("countries")}


def country(words: str) -> str | None:
    """The code of the country that words name (`Kyrgyz Republic`: KG), also in a form with its constitution (`Republic of Malta`)."""
    low = _bare(words)
    formal = FORMAL.match(low)
    return _names().get(low) or (_names().get(formal["name"]) if formal else None)


@functools.cache
def _cities() -> dict[str, str]:
    return {_bare(form): row[0] for row in lexicon.rows("city_names") for form in (row[0], *row[1].split("|"))}


def city(words: str) -> str | None:
    """The main name of a city or region that is known by several (`Rangoon`: Yangon)."""
    return _cities().get(_bare(words))


def people(words: str) -> str | None:
    """The code of the country whose people or adjective words are (`Kyrgyz`, `Uzbeks`)."""
    return _people().get(_bare(words))


def capital(words: str) -> str | None:
    """The code of the country whose capital or seat of government a town is."""
    return _capitals().get(_bare(words))


def seat(words: str) -> str | None:
    """The code of the country whose government a palace, street or quarter stands for (`the Kremlin`)."""
    return _seats().get(_bare(words))


def code(words: str) -> str | None:
    """The code of a country by its name, adjective or people."""
    return country(words) or people(words)


def name(code: str) -> str:
    """The main name of a country by its code; the code itself where it is not of the list."""
    return _main().get(code, code)
