"""The time expressions of a text as signs of its date: which days they name, whether these are past or to come, which are stamps."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from headwater.conclude.dating.curves import FIRST_DAY, LAST_DAY
from headwater.lexicon import pattern
from headwater.periods import Reach, reach_of
from headwater.records import Timex

HEAD = 500  # code points from the top in which a day beside an hour is the report's own date
CORRECTION = 90  # code points before a date in which a word of correction governs it
FULL, OF_YEAR, YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"XXXX-(\d\d)-(\d\d)(?::w(\d))?"), re.compile(r"\d{4}(?:-|$)")
HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d")
UPDATED = re.compile(r"(?:updated|published|posted)\W+(?:at\W+)?[^.\n]{0,40}$", re.IGNORECASE)
HOUR_BEFORE = re.compile(r"\d{1,2}[:.]\d\d\b[^.\n]{0,30}$")
HOUR_AFTER = re.compile(r"\s*(?:at\s+)?(?:\d{1,2}[:.]\d\d|last\s+updated)", re.IGNORECASE)
AGENCY_AFTER = re.compile(r"\s*(?:-LRB-|\()\s*[A-Z][\w ]{1,20}(?:-RRB-|\))\s*[-–—]")
COMMENT = re.compile(r"posted by|report abuse|\bwrote\s*:|\bcomments?\s*(?:[:|(]|by\b|from\b)", re.IGNORECASE)
LINE_OF_CLOCK = re.compile(r"^\d{4}\b(?! ?[-–/])", re.MULTILINE)
LAST_YEAR = re.compile(r"\s*,?\s*(?:last|of last|the previous|the following|next)\s+year\b", re.IGNORECASE)
CLOCK_LINES = 3  # lines that begin with four figures from which these are hours of a running report


class Told(NamedTuple):
    """A time as a sign: the days it reaches over, or month and day where the year is open; `later` is a note or comment added to the report."""

    time: Timex
    reach: Reach | None
    of_year: tuple[int, int] | None
    weekday: int | None
    to_come: bool
    stamp: bool
    later: bool

    @property
    def first(self) -> datetime.date:
        """The first day; only of a sign with a reach."""
        assert self.reach is not None
        return self.reach.first

    @property
    def last(self) -> datetime.date:
        """The last day; only of a sign with a reach."""
        assert self.reach is not None
        return self.reach.last

    @property
    def is_day(self) -> bool:
        """Whether it names one full day."""
        return self.reach is not None and self.reach.first == self.reach.last


def read_times(content: str, times: Sequence[Timex]) -> list[Told]:
    """The times that name days by the calendar; the date of a law is none."""
    clock = _clock_lines(content)
    return [one for time in times if time.span.start not in clock and (one := _told(content, time))]


def _clock_lines(content: str) -> frozenset[int]:
    """Where a running report has the hours of its entries: "2012 The minister speaks" is no year."""
    places = [match.start() for match in LINE_OF_CLOCK.finditer(content)]
    return frozenset(places) if len(places) >= CLOCK_LINES else frozenset()


def _told(content: str, time: Timex) -> Told | None:
    if time.type not in ("DATE", "TIME") or not time.value or time.dates_law or time.modifier == "FISCAL":
        return None
    open_day = None if LAST_YEAR.match(content, time.span.end) else OF_YEAR.match(time.value)
    reach = reach_of(time.value) if FULL.match(time.value) or (YEAR.match(time.value) and time.anchor == "explicit") else None
    if not open_day and (reach is None or reach.first < FIRST_DAY or reach.last > LAST_DAY):
        return None
    later = _is_added(content, time)
    stamp = not later and _is_stamp(content, time)
    of_year = (int(open_day[1]), int(open_day[2])) if open_day else None
    return Told(
        time, reach, of_year, int(open_day[3]) if open_day and open_day[3] else None, not stamp and is_to_come(content, time), stamp, later
    )


def _is_added(content: str, time: Timex) -> bool:
    """Whether it dates what was added to the report: a correction, a notice, a reader's comment."""
    noted = pattern("corrections").search(content, max(0, time.span.start - CORRECTION), time.span.start)
    return bool(noted or (FULL.match(time.value or "") and _is_comment(content, time)))


def _is_comment(content: str, time: Timex) -> bool:
    return bool(COMMENT.search(content[max(0, time.span.start - 60) : time.span.end + 30]))


def is_to_come(content: str, time: Timex) -> bool:
    """Whether the words tell of it as of something to come: by its direction, a bound, or a word of the sentence before it.

    A year's bound alone does not ("it was not told until 2008").
    """
    is_bounded = time.bound in ("until", "by", "before") and not YEAR.match(time.value or "")
    if time.direction is not None or is_bounded:
        return time.direction in ("future", "after") or is_bounded
    begin = max(content.rfind("\n", 0, time.span.start), content.rfind(". ", 0, time.span.start), time.span.start - 160)
    return bool(pattern("to_come").search(content, max(0, begin), time.span.start))


def _is_stamp(content: str, time: Timex) -> bool:
    """Whether it stands as the date of a page does: with an hour, after "updated", between a town and an agency."""
    start, end, value = time.span.start, time.span.end, time.value or ""
    before, after = content[max(0, start - 40) : start], content[end : end + 25]
    if _is_comment(content, time) or not (FULL.match(value) or OF_YEAR.match(value)):
        return False
    in_head = start < HEAD and ("T" in value or HOUR_BEFORE.search(before) or HOUR_AFTER.match(after))
    return bool(HOUR.match(value) or in_head or UPDATED.search(before) or AGENCY_AFTER.match(after))
