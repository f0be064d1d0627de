"""Dates that are written out: full dates, months with a year, years. The finer expressions come with
the grammar of times.
"""

import datetime
import re
from collections.abc import Iterator

from headwater import lexicon
from headwater.records import Timex, span_id
from headwater.text import Span

_MONTHS = {name: int(number) for name, number in lexicon.rows("months") if number.isdigit()}
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
FULL = (
    re.compile(rf"\b(?P<m>{_M})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_M})\.?,?\s+(?P<y>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
)
MONTH = re.compile(rf"\b(?P<m>{_M})\.?,?\s+(?:of\s+)?(?P<y>(?:1[89]|20)\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:(?:in|since|until|by|of|during|before|after)\s+)(?P<y>(?:19|20)\d\d)\b(?![-–/]\d)", re.IGNORECASE)
DAY = re.compile(
    rf"\b(?P<m>{_M})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[,:]?\s*\d)|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_M})\b",
    re.IGNORECASE,
)
LOWER_MAY = re.compile(r"\b(?:may|march|mar|sun|sat|mon)\b")


def find_times(content: str, *, doc: str) -> tuple[Timex, ...]:
    """The written-out dates of a text: value in TIMEX3, interval in EDTF (None where the year is not said)."""
    taken: list[tuple[int, int]] = []
    found = []
    for start, end, value, interval in (*_full(content), *_months(content), *_days(content), *_years(content)):
        if not any(a < end and start < b for a, b in taken) and not LOWER_MAY.match(content[start:end]):
            taken.append((start, end))
            span = Span(doc, start, end)
            found.append(Timex(id=span_id("time", span), span=span, type="DATE", value=value, interval=interval))
    return tuple(sorted(found, key=lambda time: time.span))


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS[month.casefold()]


def _full(content: str) -> Iterator[tuple[int, int, str, str | None]]:
    for pattern in FULL:
        for found in pattern.finditer(content):
            day = _day(int(found["y"]), _number(found["m"]), int(found["d"]))
            if day:
                yield found.start(), found.end(), day, day


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _months(content: str) -> Iterator[tuple[int, int, str, str | None]]:
    for found in MONTH.finditer(content):
        value = f"{found['y']}-{_number(found['m']):02d}"
        yield found.start(), found.end(), value, value


def _days(content: str) -> Iterator[tuple[int, int, str, str | None]]:
    for found in DAY.finditer(content):
        month, day = found["m"] or found["m2"], int(found["d"] or found["d2"])
        if _day(2024, _number(month), day) and month[0].isupper():
            yield found.start(), found.end(), f"XXXX-{_number(month):02d}-{day:02d}", None


def _years(content: str) -> Iterator[tuple[int, int, str, str | None]]:
    for found in YEAR.finditer(content):
        yield found.start("y"), found.end("y"), found["y"], found["y"]
