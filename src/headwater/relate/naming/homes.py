"""Countries as the pile tells them: known ones by their code, invented and unknown ones by their name; capitals told by the reports."""

from collections import Counter, defaultdict

import msgspec

from headwater.lexicon import countries
from headwater.relate.naming.units import Pile, plain

ENDINGS = ("n", "an", "ian", "i", "ese", "ish", "er", "ers", "ans", "ians", "is", "ic", "ec", "ite", "ites", "s", "nian", "vian", "ean", "y", "in", "ine", "lander", "landers")
LEAST = 4  # letters that a country and its people share at least
DATELINE, OPENING = 4, 30  # a town that opens a report counts as so many mentions; code points in which it opens it
MOSTLY = 0.6  # share of a report's names of countries that its own country has
LOST = 2  # letters that a country's name may lose before the ending (`Karvelia`, `Karvelian`; `Rendal`, `Rendalese`)


class Homes(msgspec.Struct):
    """What countries, peoples and capitals the reports of a pile speak of."""

    known: dict[str, str]  # plain names of countries told by the reports, to their key
    capitals: dict[str, str]  # plain names of towns said to be capitals, to the country's key
    stems: dict[str, str]
    places: frozenset[str] = frozenset()  # plain names of all places of the pile
    of_report: dict[str, str] = {}  # the one country that most of a report's names of countries and peoples are of

    def home(self, words: str | None) -> str | None:
        """The key of the country that words name: a code, or the plain name of a country of the pile."""
        if not words:
            return None
        if len(words) == 2 and words.isupper():
            return words
        return countries.code(words) or self.place(words) or without_ending(plain(words))

    def place(self, words: str) -> str | None:
        """The key of a country that only the pile tells of, by its name or its people."""
        low = plain(words)
        if low in self.known:
            return self.known[low]
        if not words[:1].isupper():
            return None
        for at in range(max(LEAST, len(low) - 6), len(low)):
            if low[at:] in ENDINGS and low[:at] in self.stems:
                return self.stems[low[:at]]
        return None

    def government(self, words: str, country: str | None) -> str | None:
        """The key of the country whose government words stand for: by its seat, its capital, the country told."""
        known = countries.seat(words) or self.capitals.get(plain(words)) or countries.capital(words)
        return known or (self.home(country) if country else None)


def without_ending(people: str) -> str:
    """The country that an unknown people's name is made of, as far as its form tells: `taltian`: taltia."""
    return people[:-1] if people.endswith(("ian", "ean")) else people.removesuffix("ese").removesuffix("ish") if len(people) > LEAST + 3 else people


def looks_like_people(word: str) -> bool:
    """Whether a word has the form of a people's name."""
    return word[:1].isupper() and len(word) > LEAST + 1 and word.endswith(("ian", "ean", "ese", "stani"))


def homes_of(pile: Pile) -> Homes:
    """The countries of a pile: a place is one where a capital is told to be its capital."""
    capitals: dict[str, str] = {}
    known: dict[str, str] = {}
    for unit in pile.units:
        told = unit.referent.capital_of
        if told:
            key = countries.code(told) or plain(told)
            capitals[unit.plain] = key
            if countries.code(told) is None:
                known[plain(told)] = key
    peoples = {unit.plain for unit in pile.units if unit.referent.kind == "group"}
    peoples |= {unit.plain.split()[0] for unit in pile.units if unit.referent.kind == "organization" and " " in unit.plain}
    for unit in pile.units:
        if unit.referent.kind == "place" and countries.code(unit.name) is None and " " not in unit.name and _has_people(unit.plain, peoples):
            known.setdefault(unit.plain, unit.plain)
    stems = {low[: len(low) - lost]: key for low, key in known.items() for lost in range(LOST + 1) if len(low) - lost >= LEAST}
    homes = Homes(known, capitals, stems, frozenset(unit.plain for unit in pile.units if unit.referent.kind == "place"))
    homes.of_report = _of_reports(pile, homes)
    return homes


def _of_reports(pile: Pile, homes: Homes) -> dict[str, str]:
    """For each report the country of most of its names, where it is most of them by far."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for unit in pile.units:
        one = unit.referent
        if one.kind in ("place", "group") or one.stands_for:
            key = countries.code(unit.name) or countries.capital(unit.name) or homes.capitals.get(unit.plain) or homes.place(unit.name)
            if key:
                votes[unit.doc][key] += len(one.mentions) + DATELINE * (unit.span.start < OPENING)
    return {doc: key for doc, found in votes.items() for key, count in found.most_common(1) if count >= MOSTLY * found.total()}


def _has_people(place: str, peoples: set[str]) -> bool:
    """Whether a people of the pile is called after a place."""
    return any(
        place[: len(place) - lost] + ending in peoples for lost in range(LOST + 1) for ending in ENDINGS if len(place) - lost >= LEAST and place[: len(place) - lost] + ending != place
    )
