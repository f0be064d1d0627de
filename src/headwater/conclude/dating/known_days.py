"""What a text names whose days are public record: happenings (`lexicon/almanac.tsv`) and holders of offices (`lexicon/office_holders.tsv`).

A report that names a happening was written on its day or later; one that names a person in an office, while the person held it.
"""

import datetime
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from headwater.lexicon import rows
from headwater.periods import LAST, Reach

START = 2  # first letters by which names are looked up
WORD_START = re.compile(r"(?<!\w)[\w$#]")
NEAR = 70  # code points within which the two words of a happening stand
BOTH = " + "
THEN = re.compile(r"\b(?:former|ex|then|late|under|during|elected)\W+(?:\w+\s+){0,2}$", re.IGNORECASE)
OF_ONE = re.compile(r"(?:\bthe|[’']s|[A-Z]\w+)\s+$")  # what stands before an office that a name after a comma explains
NO_LONGER = "former|ex|then|late|deputy|acting|incoming|future|vice|onetime|previous|elect"


class Known(NamedTuple):
    """A place in a text that names something of known days; more than one reach where the name fits several."""

    start: int
    end: int
    reaches: tuple[Reach, ...]


def happenings(content: str) -> list[Known]:
    """Each happening of the almanac that the text names, at its first place; a name that fits several has their days in order."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for name, place in _spot(content, _names()):
        found.setdefault(_almanac()[name], place)
    for days, place in _beside(content):
        found.setdefault(days, place)
    return sorted(Known(*place, tuple(Reach(_day(day), LAST) for day in days)) for days, place in found.items())


@functools.cache
def _almanac() -> dict[str, tuple[str, ...]]:
    days: dict[str, list[str]] = defaultdict(list)
    for names, day in rows("almanac"):
        for name in names.split("|"):
            days[name.strip().lower()].append(day)
    return {name: tuple(sorted(of)) for name, of in days.items()}


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    return _by_start(name for name in _almanac() if BOTH not in name)


@functools.cache
def _parts() -> dict[str, tuple[str, ...]]:
    return _by_start({part for name in _almanac() if BOTH in name for part in name.split(BOTH)})


def _by_start(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by their first letters, longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda n: (-len(n), n)):
        found[name[:START]].append(name)
    return {start: tuple(of) for start, of in found.items()}


def _spot(content: str, names: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each name that stands in a text in small or capital letters, the longest at a place; none inside another."""
    low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in content) if len(content.lower()) != len(content) else content.lower()
    after = 0
    for begin in WORD_START.finditer(low):
        at = begin.start()
        for name in names.get(low[at : at + START], ()) if at >= after else ():
            end = at + len(name)
            if low.startswith(name, at) and not (end < len(low) and (low[end].isalnum() or low[end] == "_")):
                yield name, (at, end)
                after = end
                break


def _beside(content: str) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """Happenings named by words that stand near each other in one sentence."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for words, place in _spot(content, _parts()):
        for part in _held(words):
            places[part].append(place)
    for name, days in _almanac().items():
        parts = name.split(BOTH)
        if len(parts) > 1 and all(part in places for part in parts):
            near = next((one for one in places[parts[0]] if all(_is_near(content, one, places[part]) for part in parts[1:])), None)
            if near:
                yield days, near


@functools.cache
def _held(words: str) -> tuple[str, ...]:
    """The parts that words hold: "oil spill" also holds "spill"."""
    parts = {part for name in _almanac() if BOTH in name for part in name.split(BOTH)}
    return tuple(sorted(part for part in parts if f" {part} " in f" {words} "))


def _is_near(content: str, one: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(
        abs(other[0] - one[0]) < NEAR and not re.search(r"[.!?\n]", content[min(one[0], other[0]) : max(one[1], other[1])])
        for other in others
    )


def offices(content: str) -> list[Known]:
    """Each holder of an office whom the text names in it, at the first place, with the times in office.

    Of several holders of one seat the last counts: the others are named for what they did then.
    """
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for match in _holder_pattern().finditer(content):
        name, office, word = match["name"], match["office"].casefold(), (match["not"] or "").casefold()
        key = (f"{word} {office}".strip(), name.casefold())  # a vice president holds an office of his own
        if key in _holders() and name[0].isupper() and not _is_past(content, match):
            found.setdefault(key, match.span())
    return sorted(Known(*place, _holders()[key]) for key, place in found.items() if not _is_followed(key, found))


def _is_past(content: str, match: "re.Match[str]") -> bool:
    """Whether the words before it tell of an office no longer held, or not at all of an office: "if elected president, Obama will"."""
    before = content[max(0, match.start() - 40) : match.start()]
    if "," in (match["comma"] or "") and not OF_ONE.search(before):
        return True
    return bool(THEN.search(before)) or content[match.end() :].startswith("-elect")


def _is_followed(key: tuple[str, str], named: Collection[tuple[str, str]]) -> bool:
    """Whether one who held the same seat later is named too."""
    last = _holders()[key][-1].first
    return any(other != key and _seats()[other] & _seats()[key] and _holders()[other][-1].first > last for other in named)


@functools.cache
def _seats() -> dict[tuple[str, str], frozenset[tuple[str, datetime.date]]]:
    """The seats that each holder had, by the office and the first day of an unbroken line of holders."""
    ends: dict[tuple[str, datetime.date], tuple[str, datetime.date]] = {}
    seats: dict[tuple[str, str], set[tuple[str, datetime.date]]] = defaultdict(set)
    for titles, names, first, last in sorted(rows("office_holders"), key=lambda row: row[2]):
        for title in titles.split("|"):
            seat = ends.get((title.casefold(), _day(first)), (title.casefold(), _day(first)))
            if last:
                ends[title.casefold(), _day(last)] = seat
            for name in names.split("|"):
                seats[title.casefold(), name.casefold()].add(seat)
    return {key: frozenset(of) for key, of in seats.items()}


@functools.cache
def _holders() -> dict[tuple[str, str], tuple[Reach, ...]]:
    terms: dict[tuple[str, str], list[Reach]] = defaultdict(list)
    for titles, names, first, last in rows("office_holders"):
        for title, name in itertools.product(titles.split("|"), names.split("|")):
            terms[title.casefold(), name.casefold()].append(Reach(_day(first), _day(last) if last else LAST))
    return {key: tuple(sorted(of)) for key, of in terms.items()}


@functools.cache
def _holder_pattern() -> "re.Pattern[str]":
    titles, names = (
        "|".join(re.escape(word) for word in sorted({key[at] for key in _holders()}, key=lambda n: (-len(n), n))) for at in (0, 1)
    )
    given = r"(?:[^\W\d_][\w.'’-]*\s+){0,2}?"
    return re.compile(
        rf"(?<![\w-])(?P<not>(?:{NO_LONGER})[- ])?(?P<office>{titles})(?P<comma>\s*[.,])?\s+{given}(?P<name>{names})(?![\w-])", re.IGNORECASE
    )


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)
