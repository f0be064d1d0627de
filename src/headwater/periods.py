"""Periods of the calendar as TIMEX3 writes them, and the EDTF interval that each reaches over.

TIMEX3 after ISO-TimeML (ISO 24617-1): days, months, years, ISO weeks, quarters (Q1), halves (H1), seasons (SP),
decades (three figures), centuries (two). EDTF as the contract limits it: points and ranges of points.
"""

import calendar
import datetime
import re
from typing import NamedTuple

FIRST, LAST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # months; winter ends in the year after
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-[1-7])?(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")


class Reach(NamedTuple):
    """First and last day of a period."""

    first: datetime.date
    last: datetime.date


def reach_of(value: str) -> Reach | None:
    """The days that a complete TIMEX3 value reaches over; None for what is no such period or not complete."""
    try:
        return _reach(value)
    except (ValueError, OverflowError):
        return None


def _reach(value: str) -> Reach | None:
    if found := _DAY.fullmatch(value):
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
        return Reach(day, day)
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), found[3] or "")
    if found := _MONTH.fullmatch(value):
        return months(int(found[1]), int(found[2]), int(found[2]))
    if found := _PART.fullmatch(value):
        return _part(int(found[1]), found[2])
    return _years(value) if _YEARS.fullmatch(value) else None


def _week(year: int, week: int, part: str) -> Reach:
    first, last = {"": (1, 7), "-WE": (6, 7)}.get(part) or (int(part[1:]), int(part[1:]))
    return Reach(datetime.date.fromisocalendar(year, week, first), datetime.date.fromisocalendar(year, week, last))


def _part(year: int, part: str) -> Reach:
    if part in SEASONS:
        return months(year, *SEASONS[part])
    length = 3 if part[0] == "Q" else 6
    return months(year, length * int(part[1]) - length + 1, length * int(part[1]))


def _years(value: str) -> Reach:
    if len(value) == 2:  # centuries count from 1: the 19th is 1801 to 1900
        return Reach(datetime.date(int(value) * 100 + 1, 1, 1), datetime.date(int(value) * 100 + 100, 12, 31))
    span = 10 ** (4 - len(value))
    return Reach(datetime.date(int(value) * span, 1, 1), datetime.date(int(value) * span + span - 1, 12, 31))


def months(year: int, first: int, last: int) -> Reach:
    """From the first day of month `first` to the last of month `last`; months beyond 12 are of the next year. Raises ValueError."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Reach(datetime.date(year, first, 1), datetime.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))


def interval_of(value: str) -> str | None:
    """The EDTF interval of a complete TIMEX3 value, of the precision that the value has; None where there is none."""
    value = re.sub(r"(?<=\d)(?:-XX)+$", "", value)  # 2021-XX-XX is some day of 2021
    reach = reach_of(value)
    if reach is None:
        return None
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}(?:T.*)?", value):
        return value.partition("T")[0]
    if re.fullmatch(r"\d{2,3}", value):
        return f"{reach.first.year:04d}/{reach.last.year:04d}"
    if _PART.fullmatch(value):
        return f"{reach.first:%Y-%m}/{reach.last:%Y-%m}"
    return reach.first.isoformat() if reach.first == reach.last else f"{reach.first.isoformat()}/{reach.last.isoformat()}"


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> datetime.date:
    """The `nth` (from 1) `weekday` (Monday 1) of a month. Raises ValueError where the month has none."""
    first = datetime.date(year, month, 1)
    return first.replace(day=1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def shifted(day: datetime.date, *, unit: str, amount: float) -> datetime.date:
    """The day `amount` units later (earlier where negative); a month's last days stay inside the month. Raises OverflowError, ValueError."""
    if unit in MONTHS_IN:
        total = day.year * 12 + day.month - 1 + round(amount * MONTHS_IN[unit])
        year, month = divmod(total, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return day + datetime.timedelta(days=round(amount * DAYS_IN.get(unit, 0)))


MONTHS_IN = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
