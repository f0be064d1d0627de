"""Happenings of the almanac as signs: how long ago one was shows in how it is told.

Measured on the looked-at half of timeline17 (1,195 reports that name one): the last one named is 44 days back in the middle where the
first lines name it, 62 where only later ones do; a report that tells its day without the year is from the twelve months after in .98, one
that tells its month so in .97; one that tells its weekday alone beside it, from the nine days after in .75; where its day or month is told with its year, half are two years later.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from headwater.conclude.dating import curves
from headwater.conclude.dating.curves import AT, after, index
from headwater.conclude.dating.known_days import Known
from headwater.conclude.dating.sign import Sign, within
from headwater.conclude.dating.told import Told, is_to_come
from headwater.records import Timex

HEAD = 300  # code points in which what a report is about is named
OFTEN = 3  # times from which a happening is what the report is about
BESIDE = 80  # code points between a happening and the weekday it is told with
MISLEADS = {"dated_happening": 0.02, "dated_happening_day": 0.04, "dated_happening_month": 0.06, "dated_happening_weekday": 0.3}
A_MONTH = 32  # days
NAME_OF_A_DAY = (9, 11)
END = re.compile(r"[.!?]\s|\n")
WEEKDAY = re.compile(r"XXXX-WXX-(\d)")


def from_happenings(content: str, known: Sequence[Known], told: Sequence[Told], times: Sequence[Timex]) -> Iterator[Sign]:
    """What the almanac knows: the report is no older; near the last of them it is likeliest, the more so as it is told like news."""
    if not known:
        return
    last = max(known, key=lambda one: one.reaches[0].first)
    for one in known:
        day = one.reaches[0].first
        sign = (
            _last(content, one, told)
            if one is last
            else within("dated_happening", (one.start, one.end), index(day) <= AT, MISLEADS["dated_happening"])
        )
        yield sign._replace(not_before=day, values=(day.isoformat(),))
    for one in known:
        if len(one.reaches) == 1:
            yield from _as_told(content, one, told, times)


def tells_of(one: Told, known: Sequence[Known]) -> bool:
    """Whether a time is the day or month of one of the happenings told with its year, and no time of its own."""
    return one.reach is not None and not (one.to_come or one.stamp or one.later) and any(_dates(one, named) for named in known)


def _dates(one: Told, named: Known) -> bool:
    return one.reach is not None and one.first <= named.reaches[0].first <= one.last and (one.last - one.first).days < A_MONTH


def _last(content: str, one: Known, told: Sequence[Told]) -> Sign:
    prominent = one.start < HEAD or len(_places(content, one)) >= OFTEN
    day = one.reaches[0].first
    with_year = any(tells_of(part, [one]) for part in told) and not any(part.of_year == (day.month, day.day) for part in told)
    lag = curves.years_ago if with_year else curves.told_of if prominent else curves.happened
    curve = np.array([after(reach.first, lag) for reach in one.reaches]).sum(axis=0)
    return Sign("dated_happening_year" if with_year else "dated_happening", one.start, one.end, curves.logarithm(curve, MISLEADS["dated_happening"]))


def _as_told(content: str, one: Known, told: Sequence[Told], times: Sequence[Timex]) -> Iterator[Sign]:
    """How the day of the happening is told: without its year within a year of it, by its weekday within days."""
    day = one.reaches[0].first
    if (day.month, day.day) == NAME_OF_A_DAY:
        return
    days = [part.time for part in told if part.of_year == (day.month, day.day) and not part.to_come]
    months = [time for time in times if time.value == f"XXXX-{day.month:02d}" and time.offset is None and not is_to_come(content, time)]
    if days or months:
        code = "dated_happening_day" if days else "dated_happening_month"
        inside = (index(day) <= AT) & (index(day) + 365 >= AT)
        place = (days or months)[0].span
        yield within(code, (place.start, place.end), inside, MISLEADS[code])._replace(values=(day.isoformat(),))
    yield from _by_weekday(content, one, times)


def _by_weekday(content: str, one: Known, times: Sequence[Timex]) -> Iterator[Sign]:
    day = one.reaches[0].first
    places = _places(content, one)
    for time in times:
        found = WEEKDAY.match(time.value or "") if time.offset is None else None
        if found and int(found[1]) == day.isoweekday() and not is_to_come(content, time) and _is_beside(content, time, places):
            curve = curves.logarithm(after(day, curves.days_ago), MISLEADS["dated_happening_weekday"])
            yield Sign("dated_happening_weekday", time.span.start, time.span.end, curve, values=(day.isoformat(),))
            return


def _is_beside(content: str, time: Timex, places: Sequence[int]) -> bool:
    return any(
        abs(time.span.start - place) < BESIDE and not END.search(content, min(time.span.start, place), max(time.span.start, place))
        for place in places
    )


def _places(content: str, one: Known) -> list[int]:
    """Where the words that name it stand."""
    return [match.start() for match in re.finditer(re.escape(content[one.start : one.end]), content, re.IGNORECASE)]
