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
LAST_YEAR = re.compile(r"\b(?:last|of last|the previous|the following|next)\s+year\b", re.IGNORECASE)
HEADS_A_LINE = re.compile(r"(?:^|\n|[*•.]\s?)\s*$")
COLON = re.compile(r"\s*(?:[:–—]|-\s)")
STOP = re.compile(r"[.!?;]\s")
WAS = re.compile(r"\b(?:was|were|had)\b\W+(?:\w+\W+)?$")  # what was due is past
GONE = re.compile(
    r"\b(?:was|were|had|did|has|have|said|told|began|sank|ran|made|took|went|came|saw|held|gave|met|struck|hit|died|fell|rose|sent|left|won|lost|wrote|"
    r"\w{3,}ed)\b"
)
UP_TO_THE_DAY = r"(?:(?!\bto\b|\bthe\b\s+\w+\s*$)[^.!?;\n]){0,50}\bon\s+(?:\w+day ?,? ?)?$"
DONE = re.compile(GONE.pattern + UP_TO_THE_DAY)  # "was stopped at the border on"
AHEAD = re.compile(r"\b(?:will|(?:is|are) (?:to|due to|set to|expected to|scheduled to|scheduled for))\b" + UP_TO_THE_DAY)
CHAIN = re.compile(r"\W*(?:(?:be|have|been|now|also|not|get|being|\w+ly)\W+){0,3}")  # between "will" and "announced" of one verb
BEGINS = re.compile(r"(?:^|[.!?]\s+|\n)(?:On|By|Last|Next)\s+$")
VERB_AFTER = 50  # code points after a day that begins its sentence in which its verb stands
CLOCK_LINES = 3  # lines that begin with four figures from which these are hours of a running report


class Told(NamedTuple):
    """A time as a sign: the days it reaches over, or month and day where the year is open; `later` is a note or comment added to the report, `done` and `ahead` have a plain verb for it."""

    time: Timex
    reach: Reach | None
    of_year: tuple[int, int] | None
    weekday: int | None
    to_come: bool
    stamp: bool
    later: bool
    done: bool
    ahead: bool

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


def _is_near(content: str, time: Timex) -> bool:
    """Whether a day of the year is told by its number and not as one of another year: "Christmas" and "1 May last year" are no sign."""
    has_number = any(letter.isdigit() for letter in content[time.span.start : time.span.end])
    return has_number and not LAST_YEAR.search(content, time.span.start, time.span.end + 20)


def _clock_lines(content: str) -> frozenset[int]:
    """Where a running report has the hours of its entries: "2012 The minister speaks" is no year."""
    places = [match.start() for match in LINE_OF_CLOCK.finditer(content)]
    return frozenset(places) if len(places) >= CLOCK_LINES else frozenset()


def _told(content: str, time: Timex) -> Told | None:
    if time.type not in ("DATE", "TIME") or not time.value or time.dates_law or time.modifier == "FISCAL":
        return None
    open_day = OF_YEAR.match(time.value) if _is_near(content, time) else None
    reach = reach_of(time.value) if FULL.match(time.value) or (YEAR.match(time.value) and time.anchor == "explicit") else None
    if not open_day and (reach is None or reach.first < FIRST_DAY or reach.last > LAST_DAY):
        return None
    later = _is_added(content, time)
    stamp = not later and _is_stamp(content, time)
    of_year = (int(open_day[1]), int(open_day[2])) if open_day else None
    weekday = int(open_day[3]) if open_day and open_day[3] else None
    to_come = not stamp and is_to_come(content, time)
    done = not (to_come or later) and time.bound is None and bool(DONE.search(content, max(0, time.span.start - 60), time.span.start))
    ahead = to_come and (time.bound in ("until", "by") or bool(AHEAD.search(content, max(0, time.span.start - 60), time.span.start)))
    return Told(time, reach, of_year, weekday, to_come, stamp, later, done, ahead)


def _is_added(content: str, time: Timex) -> bool:
    """Whether it dates what was added to the report: a correction, a notice, a reader's comment."""
    noted = pattern("corrections").search(content, max(0, time.span.start - CORRECTION), time.span.start)
    return bool(noted or (FULL.match(time.value or "") and _is_comment(content, time)))


def _is_comment(content: str, time: Timex) -> bool:
    before, after = content[max(0, time.span.start - 60) : time.span.start], content[time.span.start : time.span.end + 30]
    return bool(COMMENT.search(before.rpartition("\n")[2] + after.partition("\n")[0]))


def is_to_come(content: str, time: Timex) -> bool:
    """Whether the words tell of it as of something to come: by the verb or word of its sentence that stands nearest before it.

    Where there is none, the first one after it tells, or else its direction or bound. A year's bound alone does not ("it was not told until 2008"). A date that heads
    a line of a chronology is past.
    """
    if HEADS_A_LINE.search(content, max(0, time.span.start - 5), time.span.start) and COLON.match(content, time.span.end):
        return False
    is_bounded = time.bound in ("until", "by", "before") and not YEAR.match(time.value or "")
    nearest = _nearest_verb(content, time.span.start)
    if nearest is None and BEGINS.search(content, max(0, time.span.start - 12), time.span.start):
        nearest = _next_verb(content, time.span.end)
    if nearest is not None:
        return nearest or (is_bounded and time.direction == "future")
    return time.direction in ("future", "after") or is_bounded


def _nearest_verb(content: str, end: int) -> bool | None:
    """Whether the last verb before a place in its sentence tells of what is to come; None where none is known."""
    begin = max(content.rfind("\n", 0, end) + 1, max((stop.end() for stop in STOP.finditer(content, max(0, end - 160), end)), default=0), end - 160)
    ahead = max((m.end() for m in pattern("to_come").finditer(content, begin, end) if not WAS.search(content, begin, m.start())), default=-1)
    gone = max((m.end() for m in GONE.finditer(content, begin, end) if ahead == -1 or not CHAIN.fullmatch(content, ahead, m.start())), default=-1)
    return None if ahead == gone == -1 else ahead >= gone


def _next_verb(content: str, begin: int) -> bool | None:
    """Whether the first verb after a place in its sentence tells of what is to come; None where none is near."""
    stop = STOP.search(content, begin, begin + VERB_AFTER)
    end = stop.start() if stop else begin + VERB_AFTER
    ahead, gone = (found.start() if found else end for found in (pattern("to_come").search(content, begin, end), GONE.search(content, begin, end)))
    return None if ahead == gone else ahead < gone


def _is_stamp(content: str, time: Timex) -> bool:
    """Whether it stands as the date of a page does: with an hour, after "updated", between a town and an agency."""
    start, end, value = time.span.start, time.span.end, time.value or ""
    before, after = content[max(0, start - 40) : start], content[end : end + 25]
    if _is_comment(content, time) or not (FULL.match(value) or OF_YEAR.match(value)):
        return False
    in_head = start < HEAD and ("T" in value or HOUR_BEFORE.search(before) or HOUR_AFTER.match(after))
    return bool(HOUR.match(value) or in_head or UPDATED.search(before) or AGENCY_AFTER.match(after))
