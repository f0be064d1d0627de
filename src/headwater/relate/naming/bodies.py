"""Edges between names of institutions, laws and works: the same words, acronyms, short forms, several names of one outlet."""

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from headwater import lexicon
from headwater.lexicon import countries, outlets, spelling
from headwater.records import Edge
from headwater.relate.naming.homes import Homes, looks_like_people, without_ending
from headwater.relate.naming.places import is_government
from headwater.relate.naming.units import APART, FIRM, LIKELY, OPEN, SURE, THIN, Pile, Unit, blocks, common_words, edge, plain

KINDS = ("organization", "law", "work", "group", "place")
ACRONYM = re.compile(r"[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁa-z]?(?:\.?[A-ZÀ-ÞА-ЯЁ0-9&]){1,7}\.?")
MOST_OPEN = 8
LONGEST_LETTERS = 4  # of a short form in capitals that two bodies of one pile may share
WORD = re.compile(r"[\w'’/&.-]+")


class Core(msgspec.Struct, frozen=True):
    """What a body's name is compared by: its telling words in order, its country."""

    words: tuple[str, ...]
    country: str | None

    @property
    def key(self) -> str:
        """The words without their order."""
        return " ".join(sorted(self.words))


@functools.cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("bodies") if row[1] == kind)


@functools.cache
def _same_words() -> dict[str, str]:
    return {row[0]: "" if row[2] == "-" else row[2] for row in lexicon.rows("bodies") if row[1] == "same"}


@functools.cache
def _known() -> dict[str, str]:
    """Plain short forms of well-known bodies to the plain full name."""
    found = {plain(form): plain(row[0]) for row in lexicon.rows("acronyms") for form in row[1].split("|")}
    return {form: full for form, full in found.items() if form != full}


@functools.cache
def _known_full() -> frozenset[str]:
    return frozenset(_known().values())


def core(unit: Unit, homes: Homes) -> Core:
    """The telling words of a body's name."""
    outlet = outlets.known(unit.name)
    name = unit.name
    if outlet and outlets.bare(name) in {outlets.bare(form) for form in _outlet_forms(outlet)}:
        name = outlet
    low = plain(name)
    words, country = _words(_known().get(low, low if low in _known_full() else name), homes)
    told = country or homes.home(unit.referent.country)
    if told is None and _is_general(Core(words, None)):
        told = homes.of_report.get(unit.doc)  # `the Interior Ministry` is that of the country which the report is about
    return Core(words, told)


@functools.cache
def _outlet_forms(main: str) -> tuple[str, ...]:
    return next(((row[0], *row[1].split("|")) for row in lexicon.rows("outlets") if row[0] == main), ())


def _words(name: str, homes: Homes) -> tuple[tuple[str, ...], str | None]:
    parts = [part.strip(".,'’\"“”").removesuffix("'s").removesuffix("’s") for part in WORD.findall(name)]
    parts = [part for part in parts if part]
    country: str | None = None
    kept: list[str] = []
    at = 0
    while at < len(parts):
        size = next((n for n in (4, 3, 2, 1) if at + n <= len(parts) and n < len(parts) and countries.code(" ".join(parts[at : at + n]))), 0)
        home = countries.code(" ".join(parts[at : at + size])) if size else homes.place(parts[at]) if len(parts) > 1 else None
        if home is None and at == 0 and len(parts) > 1 and looks_like_people(parts[0]) and _kind("head") & {spelling.plain(part) for part in parts[1:]}:
            home = without_ending(plain(parts[0]))
        if home is None and at == len(parts) - 1 and parts[at - 1].casefold() == "of" and _may_be_country(parts[at], kept, homes):
            home = without_ending(plain(parts[at]))  # `Ministry of Digital Affairs of Lorava`
        if home and country in (None, home):
            country, at = home, at + max(size, 1)
            continue
        low = spelling.plain(parts[at]).strip(".'")
        low = _same_words().get(low, low)
        if low and low not in _kind("form"):
            kept.append(low)
        at += 1
    if not kept:
        kept = [spelling.plain(part) for part in parts]
    return tuple(kept), country


def _may_be_country(word: str, kept: Sequence[str], homes: Homes) -> bool:
    """Whether the last word behind `of` is a country: it is a place of the pile, or the name is whole without it (`Ministry of Labour of Lorava`)."""
    if not NATIONAL & set(kept) or not word[:1].isupper():
        return False
    return plain(word) in homes.places or (len(kept) > 1 and plain(word) not in common_words())


def bodies(pile: Pile, homes: Homes) -> Iterator[Edge]:
    """The edges between all names of institutions, laws and works."""
    towns = {u.plain for u in pile.units if u.referent.kind == "place" and u.referent.form == "name"}
    units = [u for u in pile.units if u.referent.kind in KINDS and u.referent.form == "name" and not u.referent.stands_for and not is_government(u, towns)]
    cores = {u.id: core(u, homes) for u in units}
    leaders, edges = _same(units, cores, pile)
    yield from edges
    yield from _acronyms(units, leaders, cores, pile)
    own = [u for u in units if u.referent.kind in ("organization", "law", "work")]
    yield from _short(own, [u for u in leaders if u.referent.kind != "place"], cores, pile)


# -- the same words -----------------------------------------------------------------------------------


def _same(units: Sequence[Unit], cores: Mapping[str, Core], pile: Pile) -> tuple[list[Unit], list[Edge]]:
    leaders: list[Unit] = []
    edges: list[Edge] = []
    own = [u for u in units if u.referent.kind != "place" and not _is_people(u)]
    short = _short_here(own, cores)
    for group in blocks(own, lambda u: [f"{_sort(u)} {cores[u.id].key}"]).values():
        group = [u for u in group if u.id not in short]
        named = [u for u in group if cores[u.id].country]
        kept: list[Unit] = []
        for unit in [*named, *(u for u in group if not cores[u.id].country)]:
            fits = [one for one in kept if cores[unit.id].country in (None, cores[one.id].country) or cores[one.id].country is None]
            fits = [one for one in fits if one.referent.capital_of == unit.referent.capital_of] or fits
            linked = fits if len(fits) < 2 else [one for one in fits if one.doc == unit.doc] or [one for one in fits if pile.on_one_subject(one, unit)]
            if len(fits) == 1 and (not _is_general(cores[unit.id]) or _one_home(fits[0], unit, cores, pile)):
                edges.append(edge(fits[0], unit, SURE, _how(fits[0], unit)))
            elif len(linked) == 1:
                edges.append(edge(linked[0], unit, LIKELY, _how(linked[0], unit)))
            else:
                edges += [edge(one, unit, OPEN, "may_be_same" if len(fits) == 1 else "several_fit", len(fits)) for one in fits[:MOST_OPEN]]
                edges += [edge(one, unit, APART, "other_country") for one in kept[:MOST_OPEN] if one not in fits]
                kept.append(unit)
        leaders += kept
    return leaders, edges


def _short_here(units: Sequence[Unit], cores: Mapping[str, Core]) -> frozenset[str]:
    """Names that are short for another one of their report: they are compared by that one, not by their own few words."""
    by_doc = defaultdict(set)
    for unit in units:
        for form in _forms(cores[unit.id].words, unit.referent.kind):
            by_doc[unit.doc, _sort(unit)].add(form)
        if len(cores[unit.id].words) > 1:
            by_doc[unit.doc, _sort(unit)] |= {(initials,) for initials in _initials(unit.name)}
    return frozenset(u.id for u in units if _tells_nothing(cores[u.id].words) and (cores[u.id].words in by_doc[u.doc, _sort(u)] or (plain(letters(u)),) in by_doc[u.doc, _sort(u)]))


def _tells_nothing(words: Sequence[str]) -> bool:
    """Whether a short form is one that many bodies may have: `Herald`, `FIS`, and not `Ostrel`."""
    return len(words) == 1 and (words[0] in common_words() or len(words[0]) <= LONGEST_LETTERS)


def _is_people(unit: Unit) -> bool:
    return unit.referent.kind == "group" and countries.people(unit.name) is not None


def _sort(unit: Unit) -> str:
    """Laws and works are compared with their own kind only."""
    return "law" if unit.referent.kind == "law" else "body"


def _is_general(one: Core) -> bool:
    """Whether every country has one (`Interior Ministry`, `Supreme Court`)."""
    return one.country is None and all(word in _kind("head") | _kind("field") for word in one.words)




def _one_home(a: Unit, b: Unit, cores: Mapping[str, Core], pile: Pile) -> bool:
    """Whether a general name in two reports can be taken for one body: the reports are on one subject."""
    return pile.on_one_subject(a, b)


def _how(a: Unit, b: Unit) -> str:
    if a.plain == b.plain:
        return "same_name"
    if outlets.known(a.name) and outlets.known(a.name) == outlets.known(b.name):
        return "same_outlet"
    if plain(_known().get(a.plain, a.plain)) == plain(_known().get(b.plain, b.plain)):
        return "known_short"
    less = [frozenset(u.plain.split()) for u in (a, b)]
    return "legal_form_of_name" if (less[0] ^ less[1]) <= _kind("form") else "same_words_in_name"


# -- acronyms -----------------------------------------------------------------------------------------


def is_acronym(name: str) -> bool:
    """Whether a name of one word is a short form in capitals."""
    return " " not in name and ACRONYM.fullmatch(name) is not None


def _acronyms(units: Sequence[Unit], leaders: Sequence[Unit], cores: Mapping[str, Core], pile: Pile) -> Iterator[Edge]:
    """From short forms to the names that introduce them, in the report or elsewhere in the pile, or whose initials they are."""
    short = [u for u in units if letters(u)]
    introduced = blocks([u for u in units if u.referent.short], lambda u: [plain(u.referent.short or "")])
    by_initials = _by_initials(units, leaders, cores)
    for unit in short:
        made = [one for one in by_initials.get(plain(letters(unit)), []) if one.id != unit.id and _one_country(unit, one, cores)]
        here = [one for one in made if one.doc == unit.doc]
        told = [one for one in introduced.get(plain(letters(unit)), []) if one.id != unit.id and _one_country(unit, one, cores)]
        near = [one for one in told if one.doc == unit.doc] or here
        different = {_body(one, cores) for one in near or told}
        if len(different) == 1:
            yield edge((near or told)[0], unit, SURE if near else FIRM, "initials" if near == here else "acronym")
        elif different or plain(letters(unit)) in _known():
            yield from (edge(one, unit, OPEN, "several_fit", len(different)) for one in told[:MOST_OPEN])
        else:
            made = [one for one in made if pile.on_one_subject(one, unit)]
            if len({_body(one, cores) for one in made}) == 1:
                yield edge(made[0], unit, LIKELY, "initials")


def _by_initials(units: Sequence[Unit], leaders: Sequence[Unit], cores: Mapping[str, Core]) -> dict[str, list[Unit]]:
    """Names of several words by their initials: all of a report for its own short forms, one of each body for the others."""
    first = {u.id for u in leaders}
    several = [u for u in units if len(cores[u.id].words) > 1 and u.referent.kind in ("organization", "group")]  # a law is called by letters only where they are introduced
    return blocks(sorted(several, key=lambda u: u.id not in first), lambda u: _initials(u.name))


def _body(unit: Unit, cores: Mapping[str, Core]) -> tuple[str, str | None]:
    return cores[unit.id].key, cores[unit.id].country


def letters(unit: Unit) -> str:
    """The short form in capitals that a name is, the people before it left out (`Kenyan FIS`); empty for other names."""
    first, _, last = unit.name.rpartition(" ")
    return last if is_acronym(last) and (not first or countries.people(first)) else ""


def _one_country(a: Unit, b: Unit, cores: Mapping[str, Core]) -> bool:
    """Whether nothing tells that two are bodies of different countries."""
    return None in (cores[a.id].country, cores[b.id].country) or cores[a.id].country == cores[b.id].country


def _initials(name: str) -> Iterable[str]:
    """The initials of a name, with and without small words; letters after a hyphen count both ways."""
    words = [w for w in re.split(r"[\s-]+", name) if w]
    whole = "".join(w[0] for w in words)
    capitals = "".join(w[0] for w in words if w[0].isupper())
    found = {plain(whole), plain(capitals), plain("".join(w[0] for w in name.split() if w[0].isupper()))}
    before = words[0].casefold() if words else ""
    return found | {initials[1:] for initials in found if len(initials) > 2 and countries.people(before)}


# -- short forms --------------------------------------------------------------------------------------


def _short(units: Sequence[Unit], leaders: Sequence[Unit], cores: Mapping[str, Core], pile: Pile) -> Iterator[Edge]:
    """From a shorter form to the one longer name that it fits, in its report first, then in the pile."""
    in_doc, in_pile = defaultdict(list), defaultdict(list)
    for unit in units:
        for form in _forms(cores[unit.id].words, unit.referent.kind):
            in_doc[unit.doc, _sort(unit), form].append(unit)
    for unit in leaders:
        for form in _forms(cores[unit.id].words, unit.referent.kind):
            in_pile[_sort(unit), form].append(unit)
    places = Counter(plain(u.name) for u in pile.units if u.referent.kind == "place" and u.referent.form == "name")
    for unit in units:
        words = cores[unit.id].words
        if is_acronym(unit.name) and unit.plain in _known():
            continue
        near = _longest(_fitting(unit, in_doc[unit.doc, _sort(unit), words], cores, places), cores)
        before = [one for one in near if one.span.start < unit.span.start]
        if _is_one(near, cores):
            yield edge(near[0], unit, FIRM, _short_code(unit))
        elif _is_one(before, cores):
            yield edge(before[0], unit, LIKELY, _short_code(unit))
        elif near:
            yield from (edge(one, unit, OPEN, "several_fit", len(near)) for one in near[:MOST_OPEN])
        else:
            yield from _short_in_pile(unit, _fitting(unit, in_pile[_sort(unit), words], cores, places), cores, pile)


def _longest(near: Sequence[Unit], cores: Mapping[str, Core]) -> list[Unit]:
    """Those that are no shorter forms of another one among them."""
    words = {one.id: set(cores[one.id].words) for one in near}
    return [one for one in near if not any(words[one.id] < words[other.id] for other in near)]


def _is_one(units: Sequence[Unit], cores: Mapping[str, Core]) -> bool:
    """Whether all are one body as far as their words and countries tell."""
    return len({cores[one.id].key for one in units}) == 1 and len({cores[one.id].country for one in units} - {None}) <= 1


def _short_code(unit: Unit) -> str:
    return "short_name" if unit.referent.kind == "organization" else "same_title"


def _short_in_pile(unit: Unit, near: Sequence[Unit], cores: Mapping[str, Core], pile: Pile) -> Iterator[Edge]:
    backed = [one for one in near if pile.on_one_subject(one, unit)]
    if _is_one(backed, cores):
        yield edge(backed[0], unit, THIN, _short_code(unit))
        return
    yield from (edge(one, unit, OPEN, "may_be_same" if len(near) == 1 else "several_fit", len(near)) for one in near[:MOST_OPEN])


def _forms(words: tuple[str, ...], kind: str) -> set[tuple[str, ...]]:
    """The shorter forms that a longer name may take: its last words, its first words; of a law any of its words with `law`."""
    found = {words[at:] for at in range(1, len(words))} | {words[:at] for at in range(1, len(words))}
    if len(words) > 1:
        found |= {(word,) for word in words if word in _kind("head")}  # `the Institute` for the National Institute of Hydrology
    if kind == "law" and len(words) <= LONGEST_LAW:
        found |= {part for size in (1, 2, 3) for part in itertools.permutations(words, size) if "law" in part}
    return {form for form in found if form != words}


LONGEST_LAW = 12
NATIONAL = frozenset("ministry court assembly parliament senate government embassy army republic duma congress".split())
SAYS_ON_WHAT = re.compile(r"\b(?:on|for|against|concerning|of)\b|\(\w|\b\d{4}\b")  # `Water Act` is no short form of `Drinking Water Act`


def _fitting(unit: Unit, near: Sequence[Unit], cores: Mapping[str, Core], places: Mapping[str, int]) -> list[Unit]:
    """Longer names of which the shorter one is a form and not the whole of which they are a part."""
    mine = cores[unit.id]
    kept = []
    for one in near:
        longer = cores[one.id]
        if one.id == unit.id or (mine.country and longer.country and mine.country != longer.country):
            continue
        if unit.referent.kind == "law":
            named_before = one.doc == unit.doc and one.span.start < unit.span.start
            if len(mine.words) == 1 or named_before or SAYS_ON_WHAT.search(one.name):
                kept.append(one)
            continue
        if mine.country and not longer.country and len(mine.words) == 1:
            continue
        if len(mine.words) == 1 and mine.words[0] in _kind("head") and mine.words[0] in longer.words[1:-1]:
            kept.append(one)
            continue
        rest = longer.words[len(mine.words) :] if longer.words[: len(mine.words)] == mine.words else longer.words[: len(longer.words) - len(mine.words)]
        first = longer.words[: len(mine.words)] == mine.words
        digits = any(char.isdigit() for word in rest for char in word)
        if digits or (first and is_acronym(unit.name)) or (first and (_is_part(mine.words, rest) or unit.plain in places)) or "/" in one.name:
            continue
        if not first and not set(mine.words) & _kind("head") and unit.referent.kind != "work":
            continue
        kept.append(one)
    return kept


def _is_part(words: Sequence[str], rest: Sequence[str]) -> bool:
    """`Halm University Hospital` is a part of `Halm University`: both end in a word for an institution."""
    return rest[-1] in _kind("part") and (words[-1] in _kind("head") or (len(words) > 0 and rest[-1] in ("youth", "wing", "branch", "chapter", "faculty")))
