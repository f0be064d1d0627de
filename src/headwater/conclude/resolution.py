"""Resolve time expressions against the date of publication: the X of TIMEX3 values become figures, intervals become EDTF.

A step of its own: what the words say is kept in the annotations, so that a better date resolves them anew. Where only
bounds of publication are known each expression is resolved from both, and the interval reaches over both answers.
What lies in a quotation counts from the time of speaking where that is told.
"""

import bisect
import datetime
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from headwater.conclude.templates import choose, fill, is_open
from headwater.conclude.timeline import timed_events
from headwater.periods import Reach, interval_of, months, reach_of, shifted
from headwater.records import Annotations, Document, Offset, Published, Statement, Timex
from headwater.text import Span

STOP = re.compile(r"[.!?;\n]")
AFTER_CUE = 60  # code points after a statement in which its sentence may still tell when it was said
CHANGE = re.compile(r":(?:w\d|[a-z]+)")  # what a calendar has to tell; the minutes of a clock time stay
QUARTER = re.compile(r"\d{4}-Q\d")
QUARTER_HOLDS = 700  # code points for which a report on a quarter compares with that quarter of the year before (TimeBank, looked-at half)
WIDEST = 366  # days between bounds of publication beyond which the words alone tell more
ON_DAY = 4  # code points between an hour and its day: " on ", " of ", ", "
LONGER = ("P6M", "P9M", "P1Y", "P12M")  # a report on more than a quarter: from here on "a year earlier" is a year


class Frame(NamedTuple):
    """What one resolution counts from: the day of writing or speaking and the last resolved value before."""

    day: datetime.date
    previous: str | None = None
    quarter: str | None = None
    quarter_at: int = 0
    day_told: datetime.date | None = None


def resolve_times(
    times: Sequence[Timex], *, published: Published, statements: Sequence[Statement] = (), content: str = ""
) -> tuple[Timex, ...]:
    """The times of one text in its order with value and interval as far as they can be known.

    `published` may be a day or bounds (YYYY-MM-DD); where neither is known only what the words alone tell is given.
    `statements` give the stretches that count from the time of speaking, `content` what stands after their cue.
    """
    placed = _Placed(times, statements, content)
    ends = _ends(published)
    if ends is None:
        return tuple(_words_alone(time) for time in times)
    first = _resolved(times, ends.first, _spoken(placed, ends.first))
    last = first if ends.first == ends.last else _resolved(times, ends.last, _spoken(placed, ends.last))
    return tuple(_both(*pair) for pair in zip(times, first, last, strict=True))


def resolved(found: Annotations, document: Document) -> Annotations:
    """The annotations of one text with its times resolved, and what rests on them: events, times of speaking."""
    times = resolve_times(found.times, published=document.published, statements=found.statements, content=document.text)
    placed = _Placed(times, found.statements, document.text)
    statements = tuple(_with_said(statement, placed.beside(statement)) for statement in found.statements)
    return msgspec.structs.replace(found, times=times, statements=statements, events=timed_events(found.events, times))


def _with_said(statement: Statement, beside: Sequence[Timex]) -> Statement:
    """The statement with the day of speaking that is told beside its cue, where it has none yet."""
    days = {reach.first.isoformat() for time in beside if (reach := _one_day(time))}
    return statement if statement.said or len(days) != 1 else msgspec.structs.replace(statement, said=days.pop())


class _Placed(NamedTuple):
    """The times of a text by their place in its statements."""

    times: Sequence[Timex]
    statements: Sequence[Statement]
    content: str

    def quoted(self, statement: Statement) -> list[Timex]:
        """The times inside the quoted words."""
        return [time for time in self._within(statement, statement.span.end) if _holds(statement.quoted, time)]

    def beside(self, statement: Statement) -> list[Timex]:
        """The times beside the words: with the cue, or after it to the end of the sentence."""
        end = statement.span.end
        stop = STOP.search(self.content, end, end + AFTER_CUE)
        return [time for time in self._within(statement, stop.start() if stop else end) if not _holds(statement.content, time)]

    def _within(self, statement: Statement, end: int) -> Sequence[Timex]:
        first = bisect.bisect_left(self.times, statement.span.start, key=_start)
        return self.times[first : bisect.bisect_left(self.times, end, key=_start)]


def _start(time: Timex) -> int:
    return time.span.start


def _holds(parts: Sequence[Span], time: Timex) -> bool:
    return any(part.start <= time.span.start < part.end for part in parts)


def _ends(published: Published) -> Reach | None:
    days = [_day(published.best or published.earliest), _day(published.best or published.latest)]
    if published.earliest and published.latest and published.earliest != published.latest:
        days = [_day(published.earliest), _day(published.latest)]
    first, last = days
    return Reach(first, last) if first and last and (last - first).days <= WIDEST else None


def _day(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _words_alone(time: Timex) -> Timex:
    value = CHANGE.sub("", time.value) if time.value and "X" in time.value else time.value
    interval = bounded(_vague(time.interval, time), time.bound) if time.interval else None
    return msgspec.structs.replace(time, value=value, interval=interval)


def _resolved(times: Sequence[Timex], day: datetime.date, spoken: dict[str, datetime.date]) -> list[Timex]:
    """Every time from one day; each may count from the one resolved before it."""
    out: list[Timex] = []
    frame = Frame(day)
    for time, behind in itertools.zip_longest(times, times[1:]):
        own = frame._replace(day=spoken.get(time.id, day))
        out.append(_one(time, own._replace(day_told=_day_behind(time, behind, own) or own.day_told)))
        frame = _after(frame, out[-1])
    return out


def _day_behind(time: Timex, behind: Timex | None, frame: Frame) -> datetime.date | None:
    """The day of an hour or part of the day that names it right behind: early in the morning on Tuesday."""
    near = behind and time.type == "TIME" and time.anchor == "previous" and 0 < behind.span.start - time.span.end <= ON_DAY
    told = _one_day(_one(behind, frame)) if behind and near and behind.type == "DATE" else None
    return told.first if told else None


def _after(frame: Frame, made: Timex) -> Frame:
    """What is told of next may count from this one: a date that is no law's and is no comparison itself."""
    compared = made.offset is not None and made.offset.unit == "year" and (made.anchor == "previous" or made.direction == "before")
    if made.type == "DURATION" and made.value in LONGER:
        return frame._replace(quarter_at=made.span.start - QUARTER_HOLDS)
    if made.type not in ("DATE", "TIME") or not made.value or made.dates_law or compared or not reach_of(made.value):
        return frame
    told = _one_day(made)
    if QUARTER.fullmatch(made.value):
        frame = frame._replace(quarter=made.value, quarter_at=made.span.start)
    return frame._replace(previous=made.value, day_told=told.first if told else frame.day_told)


def _one(time: Timex, frame: Frame) -> Timex:
    try:
        value = _value(time, frame)
        interval = _interval(time, value, frame)
    except (ValueError, OverflowError):  # a time before the first or after the last year of the calendar
        return time
    return msgspec.structs.replace(time, value=value, interval=interval)


def _value(time: Timex, frame: Frame) -> str | None:
    if time.value is None or time.type in ("DURATION", "SET") or time.anchor == "explicit" or not is_open(time.value):
        return time.value
    day = frame.day
    if _is_comparison(time) and frame.quarter and 0 <= time.span.start - frame.quarter_at < QUARTER_HOLDS:
        return f"{int(frame.quarter[:4]) - 1}{frame.quarter[4:]}"
    if time.anchor == "previous" and time.value == "XXXX-QX" and time.offset is not None and time.offset.amount == 0:
        return frame.quarter or fill(time.value, shifted(day, unit="quarter", amount=-1))  # of a quarter not told of the last one ended
    if time.anchor == "previous" and time.value[:10] == "XXXX-XX-XX":
        day = frame.day_told or day
    elif time.anchor == "previous" and frame.previous and (reach := reach_of(frame.previous)):
        day = reach.first
        if takeover := _same_period(time, frame.previous):
            return fill(takeover, shifted(day, unit="year", amount=time.offset.amount if time.offset else 0))
    if time.offset is not None:
        return fill(time.value, shifted(day, unit=time.offset.unit, amount=time.offset.amount))
    if time.anchor == "previous":
        return fill(time.value, day)
    limit = time.bound == "before" and time.direction == "future"  # what is still to be done by then
    return choose(time.value, day, time.direction, sure=limit)


def _is_comparison(time: Timex) -> bool:
    """`a year ago`, `a year earlier`, `the year-ago quarter`."""
    one_year = time.offset is not None and (time.offset.unit, time.offset.amount) == ("year", -1)
    return one_year and time.value == "XXXX" and (time.anchor == "previous" or time.direction == "before")


def _same_period(time: Timex, previous: str) -> str | None:
    """`A year earlier` after a quarter or month told of is that quarter or month of the year before."""
    if time.value != "XXXX" or time.offset is None or time.offset.unit != "year" or time.offset.amount == 0:
        return None
    return f"XXXX{previous[4:]}" if len(previous) == 7 and previous[4] == "-" else None


# -- intervals ----------------------------------------------------------------------------------------


def _interval(time: Timex, value: str | None, frame: Frame) -> str | None:
    if value is None or time.type == "SET" or time.modifier == "FISCAL":
        return None
    if time.type == "DURATION":
        return _stretch(time, frame.day)
    found = interval_of(value)
    return bounded(_vague(found, time), time.bound) if found else None


def _vague(interval: str, time: Timex) -> str:
    """`About two years ago` is an interval with ~, `more than two years ago` one without a beginning."""
    if time.modifier == "MORE_THAN" and time.offset is not None and time.offset.amount < 0:
        return f"../{interval.rpartition('/')[2]}"
    return f"{interval}~" if time.modifier in ("APPROX", "LESS_THAN") else interval


def bounded(interval: str, bound: str | None) -> str:
    """An interval with the open end that the words before it tell: "since 2019" is 2019/.., "until 2025" ../2025.

    A deadline ("by Friday") and a limit ("before 2025") keep the day or year that they name; `bound` tells what they are.
    """
    first, _, last = interval.partition("/")
    if ".." in (first, last) or bound not in ("since", "until"):
        return interval
    return f"{first}/.." if bound == "since" else f"../{last or first}"


def _stretch(time: Timex, day: datetime.date) -> str | None:
    """The stretch of a length that is tied to the anchor: the past three months; the first nine months of a year."""
    if time.offset is None or time.anchor != "publication":
        return time.interval
    if time.direction is None:
        return _first_months(time, shifted(day, unit=time.offset.unit, amount=time.offset.amount).year)
    other = shifted(day, unit=time.offset.unit, amount=time.offset.amount)
    return between(min(day, other), max(day, other), time.offset)


def _first_months(time: Timex, year: int) -> str:
    reach = months(year, 1, int((time.value or "P1M")[1:-1]))
    return f"{reach.first:%Y-%m}/{reach.last:%Y-%m}"


def between(first: datetime.date, last: datetime.date, offset: Offset) -> str:
    """From day to day, no more precise than the unit that the length is told in."""
    if offset.unit in ("year", "decade", "century", "millennium"):
        return f"{first.year:04d}/{last.year:04d}"
    if offset.unit in ("month", "quarter", "semester"):
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


# -- bounds of publication, and times of speaking ----------------------------------------------------


def _both(time: Timex, first: Timex, last: Timex) -> Timex:
    """One answer from two: the same one, else an interval over both with the value left open."""
    if first == last:
        return first
    value = first.value if first.value == last.value else time.value
    return msgspec.structs.replace(time, value=value, interval=_over(first.interval, last.interval))


def _over(first: str | None, last: str | None) -> str | None:
    if first is None or last is None:
        return None
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    return None if start == end == ".." else start if start == end else f"{start}/{end}"


def _spoken(placed: _Placed, day: datetime.date) -> dict[str, datetime.date]:
    """For each time inside a quotation whose time of speaking is told to the day: that day."""
    found: dict[str, datetime.date] = {}
    for statement in placed.statements:
        quoted = placed.quoted(statement)
        said = (_day(statement.said) or _said(placed.beside(statement), day)) if quoted else None
        if said:
            found.update((time.id, said) for time in quoted)
    return found


def _said(outside: Sequence[Timex], day: datetime.date) -> datetime.date | None:
    """The day beside the cue ("he said on Tuesday"), where there is one and no more."""
    days = {reach.first for time in outside if (reach := _one_day(_one(time, Frame(day))))}
    return days.pop() if len(days) == 1 else None


def _one_day(time: Timex) -> Reach | None:
    reach = reach_of(time.value) if time.value and time.type in ("DATE", "TIME") else None
    return reach if reach and reach.first == reach.last else None
