"""What became of dates: times resolved against each report's own day, compared as periods."""

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from headwater.conclude.drift.cited import says
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told
from headwater.periods import reach_of
from headwater.records import DriftKind, Reason, Timex
from headwater.text import Span

SURE = 0.3  # score of a link from which its dates are compared
NIGHT = 14  # code points before a day in which "in the night to" stands
WEEK = 7  # days between two readings of one weekday, of which one may be a week off
DAYS = 3  # a period longer than this is no day
WEEKDAYS = 1  # the year that stands for no year, in which weekdays are laid
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
MONTH_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
MONTHS = 12
DAY_OF = re.compile(r"(?:first|second|third|\w+th|\w+-first|\w+-second|\w+-third|\d(?:st|nd|rd|th)?)(?: day)? of(?: the month of)?\s*$", re.IGNORECASE)
ANY_YEAR = 2000  # a leap year, in which days without a year are laid


class Period(NamedTuple):
    """First and last day, and whether the year is known."""

    first: datetime.date
    last: datetime.date
    year: bool


def changed_dates(pair: Pair) -> Iterator[Found]:
    """Dates of linked sentences that cannot be of one day, and days that became longer periods."""
    for link in pair.links:
        if link.score < SURE:
            continue
        first, second = _own(link.a, pair.a, pair.b), _own(link.b, pair.b, pair.a)
        first, second = ([row for row in rows if not _is_of_speaking(told, row[0].span)] for rows, told in ((first, link.a), (second, link.b)))
        if len(first) == 1 and len(second) == 1 and not _has_day(link, first[0], second[0]):
            found = _compared(first[0][1], second[0][1], night=_of_night(pair, first[0][0], second[0][0]))
            if found:
                a, b = first[0][0], second[0][0]
                yield Found(found[0], a.span, b.span, Reason(found[1], values=(_shown(pair.a, a, first[0][1]), _shown(pair.b, b, second[0][1]))))


def _own(told: Told, side: Side, other: Side) -> list[tuple[Timex, Period]]:
    """The dates of a sentence that the other report has nowhere, neither as a day nor in the same words ("yesterday" that was copied)."""
    there = [period for one in other.told for time in one.times if (period := period_of(time))]
    words = {" ".join(other.words(time.span).casefold().split()) for each in other.told for time in each.times}
    here = [(time, period) for time in told.times if (period := period_of(time)) and " ".join(side.words(time.span).casefold().split()) not in words]
    return [(time, period) for time, period in here if not any(_equal(period, each) for each in there)]


def period_of(time: Timex) -> Period | None:
    """The days that a time reaches over; None where it is open, no date, or not resolved."""
    if time.type not in ("DATE", "TIME") or time.dates_law:
        return None
    if found := MONTH_DAY.fullmatch(time.value or ""):
        return _in_any_year(int(found[1]), int(found[2])) if found[2] else _month(int(found[1]))
    if found := WEEKDAY.match(time.value or ""):
        return _weekday(int(found[1])) if time.interval is None else _stretch(time)
    return _stretch(time)


def _weekday(number: int) -> Period:
    """A day of the week of which the week is not known, in a calendar of its own."""
    at = datetime.date(WEEKDAYS, 1, number)
    return Period(at, at, False)


def _stretch(time: Timex) -> Period | None:
    start, _, end = (time.interval or "").strip("~").partition("/")
    first, last = reach_of(start.strip("~")), reach_of((end or start).strip("~"))
    return Period(first.first, last.last, True) if first and last else None


def _in_any_year(month: int, day: int) -> Period | None:
    try:
        at = datetime.date(ANY_YEAR, month, day)
    except ValueError:
        return None
    return Period(at, at, False)


def _month(month: int) -> Period | None:
    """A month of which the year is not known."""
    if not 1 <= month <= MONTHS:
        return None
    last = calendar.monthrange(ANY_YEAR, month)[1]
    return Period(datetime.date(ANY_YEAR, month, 1), datetime.date(ANY_YEAR, month, last), False)


def _laid(one: Period, other: Period) -> tuple[Period, Period]:
    """Two periods in one year where the year of either is not known."""
    if WEEKDAYS in (one.first.year, other.first.year) or one.year == other.year:
        return one, other
    return _without_year(one), _without_year(other)


def _without_year(one: Period) -> Period:
    """The same days in a leap year; a period that runs over the turn of a year stays as it is."""
    if one.first.year != one.last.year:
        return one
    return Period(one.first.replace(year=ANY_YEAR), one.last.replace(year=ANY_YEAR), False)


def _equal(one: Period, other: Period) -> bool:
    first, second = _laid(one, other)
    return (first.first, first.last) == (second.first, second.last)


def _compared(one: Period, other: Period, *, night: int = 0) -> tuple[DriftKind, str] | None:
    first, second = _laid(one, other)
    if (first.first.year == WEEKDAYS) != (second.first.year == WEEKDAYS):
        return None
    if first.last < second.first or second.last < first.first:
        if (first.first.month, first.first.day, second.first.year) == (second.first.month, second.first.day, first.first.year + 1) and first.first != first.last:
            return None  # a month without its year ("next November") that is taken for the one a year before
        return None if abs((second.first - first.first).days) in (WEEK, night) else ("date_changed", "dates_differ")
    short, long = sorted((p.last - p.first).days for p in (first, second))
    if short < DAYS and long > 2 * DAYS:
        wider = (second.last - second.first).days == long
        return ("generalised", "date_wider") if wider else ("narrowed", "date_closer")
    return None


def _is_of_speaking(told: Told, span: Span) -> bool:
    """Whether a date is the day on which something was said: it hangs on the word for saying, behind it or at the head of the sentence."""
    words = told.words
    last = next((at for at, word in enumerate(words) if span.start <= word.start < span.end), None)
    if last is None:
        return False
    at = last
    while words[at].head >= 0 and words[at].upos != "VERB":
        at = words[at].head
    before = next((place for place in range(last - 1, -1, -1) if words[place].upos not in ("ADP", "PUNCT", "DET")), None)
    return says(words, at) or (before is not None and says(words, before))


def _has_day(link: Link, first: tuple[Timex, Period], second: tuple[Timex, Period]) -> bool:
    """Whether the day that seems left out of a month is told in words that were not read as one date ("the first of December")."""
    for (time, period), told in ((first, link.a), (second, link.b)):
        before = told.content[: time.span.start - told.span.start]
        if period.first != period.last and DAY_OF.search(before):
            return True
    return False


def _of_night(pair: Pair, a: Timex, b: Timex) -> int:
    """1 where either day is that of a night, which belongs to two days; else 0."""
    before = pair.a.document.text[max(0, a.span.start - NIGHT) : a.span.end] + pair.b.document.text[max(0, b.span.start - NIGHT) : b.span.end]
    return int("night" in before.casefold())


def _shown(side: Side, time: Timex, period: Period) -> str:
    if not period.year:
        return " ".join(side.words(time.span).split())
    return period.first.isoformat() if period.first == period.last else f"{period.first.isoformat()}/{period.last.isoformat()}"
