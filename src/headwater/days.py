"""Days as pages write them, in some twenty languages: from a string to YYYY-MM-DD, or nothing where it is unclear."""

import datetime
import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from headwater.lexicon import mapping

FIRST_YEAR = 1995  # no page is older


class Day(NamedTuple):
    """A day in a string: ISO date, place in the string; `sure` is False where day and month could be exchanged."""

    iso: str
    start: int
    end: int
    sure: bool


@functools.cache
def _pattern() -> "re.Pattern[str]":
    names = "|".join(re.escape(name) for name in sorted(mapping("page_months"), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\d.])(?:
        (?P<y1>(?:19|20)\d\d)(?P<sep>[-/._])(?P<m1>1[0-2]|0?[1-9])(?P=sep)(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)
        |(?P<y2>20[0-3]\d|199\d)(?P<m2>1[0-2]|0[1-9])(?P<d2>3[01]|[12]\d|0[1-9])(?!\d)
        |(?P<y3>(?:19|20)\d\d)\s?[年년]\s?(?P<m3>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d3>3[01]|[12]\d|0?[1-9])\s?[日일]
        |(?P<y6>(?:19|20)\d\d)\.\s?(?P<m6>1[0-2]|0?[1-9])\.\s?(?P<d6>3[01]|[12]\d|0?[1-9])\.?(?!\d)
        |(?P<a>3[01]|[12]\d|0?[1-9])\s?(?P<mark>[./-])\s?(?P<b>3[01]|[12]\d|0?[1-9])\s?(?P=mark)\s?(?P<y4>(?:19|20)\d\d|\d\d(?=\D|$))(?![\d])
        |(?P<d5>3[01]|[12]\d|0?[1-9])(?:\.|st|nd|rd|th|er|º|ª|\.º)?[\s\-/]*(?:de\s|of\s|di\s|d[’'])?\s*(?P<n5>{names})\b\.?[\s,\-/]*(?:de[l]?\s|,\s*)?\s*(?P<y5>(?:19|20)\d\d)(?!\d)
        )
        |(?<!\w)(?P<n7>{names})\b\.?[\s\-/]*(?P<d7>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[\s,.\-/]+(?:de\s)?\s*(?P<y7>(?:19|20)\d\d)(?!\d)
        |(?<!\d)(?P<y8>(?:19|20)\d\d)[\s\-,.]+(?P<n8>{names})\b\.?[\s\-]+(?P<d8>3[01]|[12]\d|0?[1-9])(?!\d)""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_days(words: str, *, month_first: bool = False) -> Iterator[Day]:
    """All full dates in a string; `month_first` reads 03/04/2020 as the Americans do."""
    for match in _pattern().finditer(words):
        day = _day(match, month_first)
        if day:
            yield day


def _day(match: "re.Match[str]", month_first: bool) -> Day | None:
    sure = True
    if match["y4"]:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y4"])
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        american = match["mark"] == "/" and month_first
        month, day = (a, b) if american else (b, a)
        if month > 12:
            month, day = day, month
        sure = match["mark"] == "." or a == b or a > 12 or b > 12
    else:
        number = next(n for n in "12356 78".replace(" ", "") if match.groupdict().get(f"y{n}"))
        name = match.groupdict().get(f"n{number}")
        month = int(mapping("page_months")[name.casefold()]) if name else int(match[f"m{number}"])
        year, day = int(match[f"y{number}"]), int(match[f"d{number}"])
    iso = _iso(year, month, day)
    return Day(iso, match.start(), match.end(), sure) if iso else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if year >= FIRST_YEAR else None
    except ValueError:
        return None


_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*$")


def one_day(words: str, *, month_first: bool = False) -> Day | None:
    """The day of a value that is meant to be a date: its first date, or seconds since 1970."""
    head = words[:120]
    epoch = _EPOCH.match(head)
    if epoch:
        moment = datetime.datetime.fromtimestamp(int(epoch[1]), datetime.UTC)
        return Day(moment.date().isoformat(), epoch.start(1), epoch.end(1), True) if moment.year >= FIRST_YEAR else None
    iso = re.match(r"\s*((?:19|20)\d\d-[01]\d-[0-3]\d)", head)
    if iso:
        year, month, day = map(int, iso[1].split("-"))
        found = _iso(year, month, day)
        return Day(found, iso.start(1), iso.end(1), True) if found else None
    return next(find_days(head, month_first=month_first), None)
