"""Comparators: the words beside a number that bound it, and what they make of value, low and high."""

from typing import cast

from headwater import lexicon
from headwater.annotate.quantities.measures import Measure
from headwater.annotate.quantities.words import DASHES, Words, phrases
from headwater.records import Comparator

Bounds = tuple[float | None, float | None, float | None]
Row = tuple[tuple[str, ...], Comparator]
STACKED = 3  # comparators beside each other at most: "at least some 300"
LASTING = frozenset(
    "for after in took take takes taken taking lasted lasting lasts spent spend jailed of by is was been served serving within since".split()
)
MOVING = frozenset("go goes went gone going moved move moves pushed bumped".split())
WITH_NUMBER = frozenset("than to the a an over".split())


def _rows(side: str, place: int) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    found = [(phrases(words), cast(Comparator, name)) for words, where, name, _ in lexicon.rows("comparators") if where == side]
    for parts, name in sorted(found, key=lambda row: len(row[0]), reverse=True):
        out.setdefault(parts[place], []).append((parts, name))
    return out


BEFORE = _rows("before", -1)
AFTER = _rows("after", 0)


def comparators(words: Words, one: Measure) -> tuple[int, int, Comparator | None]:
    """Where the quantity begins and ends with its comparator words, and which comparator rules (None without one)."""
    first, last, ruling = one.first, one.last, None
    for _ in range(STACKED):
        before = _before(words, one, first)
        if before is None:
            break
        first, found = before
        ruling = found if ruling in (None, "about") else ruling
    if ruling in (None, "about") and any(words.word(at) in ("plus", "+") for at in range(one.number_last, one.last)):
        return first, last, "at_least"
    after = after_words(words, last)
    if after is not None and ruling in (None, "about"):
        last, ruling = after
    return first, last, ruling


def _before(words: Words, one: Measure, first: int) -> tuple[int, Comparator] | None:
    at = first - 1
    if at > 0 and words.low[at] in DASHES and words.touches(at) and words.touches(first):
        at -= 1
    for parts, name in BEFORE.get(words.word(at), ()):
        start = at - len(parts) + 1
        if start >= 0 and tuple(words.low[start : at + 1]) == parts and not _means_other(words, one, start, parts):
            return start, name
    return None


def _means_other(words: Words, one: Measure, at: int, parts: tuple[str, ...]) -> bool:
    """`over five years` means during, save where something lasts or is past that long; `go up to 15` goes up."""
    if parts == ("up", "to"):
        return words.word(at - 1) in MOVING
    if parts != ("over",) or one.unit is None or one.unit.family != "time":
        return False
    return words.word(at - 1) not in LASTING and words.word(one.last) not in ("ago", "old", "late", "behind")


def after_words(words: Words, at: int) -> tuple[int, Comparator] | None:
    """The comparator words that stand at `at`, behind the number: where they end, and which."""
    here = words.past_hyphen(at)
    for parts, name in AFTER.get(words.word(here), ()):
        end = words.phrase(here, parts)
        if end is None or (parts == ("plus",) and here == at) or (parts == ("+",) and not words.touches(here)):
            continue
        if len(parts) > 1 and (words.is_number(end) or words.word(end) in WITH_NUMBER):
            continue
        return end, name
    return None


def bounds(one: Measure, ruling: Comparator | None) -> tuple[Bounds, Comparator]:
    """Value, low and high of a number under its comparator."""
    if one.kind in ("range", "decade"):
        return (None, one.low, one.high), ruling or ("about" if one.kind == "decade" else "exact")
    if one.value is None:
        return (None, None if ruling in ("up_to", "less_than") else one.low, None), ruling or "at_least"
    if ruling is None and one.kind != "couple":
        return (one.value, one.value, one.value), "exact"
    if ruling in ("more_than", "at_least"):
        return (one.value, one.value, None), ruling
    if ruling in ("less_than", "up_to"):
        return (one.value, None, one.value), ruling
    return (one.value, None, None), "about"
