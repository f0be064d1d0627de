"""TIMEX3 values with figures left open: filled from a day, or the one chosen that lies on the right side of a day."""

import datetime
import re
from collections.abc import Callable

from headwater.periods import Reach, easter, nth_weekday, reach_of

OPEN = re.compile(r"X|-E[+-]|-\d\d-W\d-\d|:")
FEAST = re.compile(r"(\d\d)-W(\d)-(\d)")
SEASON_OF = ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")
NEAR_YEARS = 9  # years around the anchor among which a day is looked for (29 February can be eight years away)


def is_open(value: str) -> bool:
    """Whether a value waits for figures."""
    return OPEN.search(value) is not None and not value.endswith("_REF")


def fill(template: str, day: datetime.date) -> str:
    """The value whose open figures are those of `day`."""
    body, mark, clock = template.partition("T")
    body, _, change = body.partition(":")
    if len(body) <= 3:
        return f"{day.year if body != 'XX' else day.year - 1:04d}"[: len(body)]  # centuries count from 1
    filled = _week(body, day) if body.startswith("XXXX-WX") else _dated(body, day)
    if change[1:].isdigit():
        return filled + mark + clock if datetime.date.fromisoformat(filled).isoweekday() == int(change[1]) else ""
    return (CHANGES[change](datetime.date.fromisoformat(filled)) if change else filled) + mark + clock


def _week_of(day: datetime.date) -> str:
    return f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}"


CHANGES: dict[str, Callable[[datetime.date], str]] = {
    "eve": lambda day: (day - datetime.timedelta(days=1)).isoformat(),
    "morrow": lambda day: (day + datetime.timedelta(days=1)).isoformat(),
    "week": _week_of,
}


def _week(body: str, day: datetime.date) -> str:
    """A week, a weekend or a day of the ISO week that holds `day`; a weekday becomes a date."""
    calendar = day.isocalendar()
    part = body[8:]
    if part[1:].isdigit():
        return datetime.date.fromisocalendar(calendar.year, calendar.week, int(part[1:])).isoformat()
    return f"{calendar.year:04d}-W{calendar.week:02d}{part}"


def _dated(body: str, day: datetime.date) -> str:
    year, _, rest = body.partition("-")
    if re.fullmatch(r"XX\d\d", year):
        year = _century_of(int(year[2:]), day)
    elif year == "XXXX":
        year = f"{day.year - (rest == 'WI' and day.month < 3):04d}"
    rest = _feast(rest, int(year)) if rest.startswith("E") or FEAST.fullmatch(rest) else rest
    rest = rest.replace("QX", f"Q{(day.month + 2) // 3}").replace("HX", f"H{(day.month + 5) // 6}").replace("SX", SEASON_OF[day.month - 1])
    if rest.startswith("XX"):
        rest = f"{day.month:02d}{rest[2:]}"
    if rest.endswith("-XX"):
        rest = f"{rest[:-3]}-{day.day:02d}"
    return f"{year}-{rest}" if rest else year


def _century_of(figures: int, day: datetime.date) -> str:
    """'89 is the last year with these figures that is not far ahead."""
    year = day.year // 100 * 100 + figures
    return f"{year - 100 if year > day.year + 20 else year:04d}"


def _feast(rest: str, year: int) -> str:
    if found := FEAST.fullmatch(rest):
        if found[2] == "9":  # the last one of the month
            following = datetime.date(year + int(found[1]) // 12, int(found[1]) % 12 + 1, 1)
            return (nth_weekday(following.year, following.month, 1, int(found[3])) - datetime.timedelta(weeks=1)).isoformat()[5:]
        return nth_weekday(year, int(found[1]), int(found[2]), int(found[3])).isoformat()[5:]
    return (easter(year) + datetime.timedelta(days=int(rest[1:]))).isoformat()[5:]


def choose(template: str, day: datetime.date, direction: str | None, *, sure: bool = False) -> str:
    """Of all periods that the template could be, the nearest to `day` on the side that `direction` tells.

    past and future let the anchor itself in, before and after do not. For what comes once a year the side is a
    preference (unless it is `sure`): tense misleads less often than the calendar is far off. A weekday without a side is past.
    """
    found = [(value, reach) for value in _candidates(template, day) if (reach := reach_of(value))]
    if template.startswith("XXXX-WXX"):
        direction = direction or "past"
    held = sure or direction in STRICT or template.startswith("XXXX-WXX") or (direction == "past" and not DAY_OR_MONTH.match(template))
    strict = [one for one in found if _fits(one[1], day, direction)] if held else found
    kept = strict or found
    return min(kept, key=lambda one: _distance(one[1], day, direction))[0] if kept else template


STRICT = ("before", "after")
DAY_OR_MONTH = re.compile(r"X+\d*-\d\d")
WRONG_SIDE = {"past": 8, "future": 4}  # a day on the side that the tense does not tell counts so many times (TimeBank and AQUAINT, looked-at half)


def _fits(reach: Reach, day: datetime.date, direction: str | None) -> bool:
    if direction in STRICT:
        return reach.last < day if direction == "before" else reach.first > day
    return reach.first <= day if direction == "past" else reach.last >= day


def _distance(reach: Reach, day: datetime.date, direction: str | None) -> int:
    days = max((reach.first - day).days, (day - reach.last).days, 0)
    return days if direction is None or _fits(reach, day, direction) else days * WRONG_SIDE[direction]


def _candidates(template: str, day: datetime.date) -> list[str]:
    """What the template would be a period earlier, now, a period later, in order."""
    if template.startswith("XXXX-WXX"):
        days = [day + datetime.timedelta(weeks=weeks) for weeks in (-1, 0, 1)]
    elif template.startswith("XXXX-XX-XX"):
        return [fill(template, day)]
    elif not template.startswith("X"):
        days = [day]
    elif template.startswith("XXXX-XX-"):
        days = [_months_on(day, months) for months in range(-2, 3)]
    else:
        days = [day.replace(year=year, day=1) for year in range(max(1, day.year - NEAR_YEARS), min(9999, day.year + NEAR_YEARS) + 1)]
    filled = [_tried(template, one) for one in days]
    return list(dict.fromkeys(value for value in filled if value))


def _months_on(day: datetime.date, months: int) -> datetime.date:
    total = day.year * 12 + day.month - 1 + months
    return datetime.date(total // 12, total % 12 + 1, 1)


def _tried(template: str, day: datetime.date) -> str | None:
    try:
        return fill(template, day)
    except (ValueError, OverflowError):
        return None
