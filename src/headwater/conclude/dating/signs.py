"""Signs of when a report was written: each place in the text that makes some days of publication likelier than others."""

import datetime
import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from headwater.conclude.dating import curves
from headwater.conclude.dating.curves import AT, DAYS, Curve, Lag, after, before, index
from headwater.conclude.dating.happened import from_happenings, tells_of
from headwater.conclude.dating.known_days import Known, happenings, offices
from headwater.conclude.dating.sign import Sign, within
from headwater.conclude.dating.told import HEAD, Told, is_to_come, read_times
from headwater.records import Timex

NAME_OF_A_DAY = (9, 11)  # "September 11" is what happened then, not a day of this year
MISLEADS = {  # share of reports that a sign misleads (timeline17, looked-at half, rounded up)
    "dated_stamp": 0.002, "dated_lone_stamp": 0.02, "dated_item_stamps": 0.05, "dated_corrected": 0.02, "dated_day": 0.1,
    "dated_day_to_come": 0.25, "dated_year": 0.04, "dated_year_to_come": 0.3, "dated_day_of_year": 0.03, "dated_day_of_year_to_come": 0.25,
    "dated_weekday": 0.03, "dated_office": 0.04,
}  # fmt: skip
SAID_ON = (0.32, 0.32, 0.13, 0.09, 0.06, 0.04, 0.04)  # share of reports that appear so many days after a weekday told as past
SAID_ON_BEFORE_YESTERDAY = (0.11, 0.18, 0.26, 0.2, 0.13, 0.06, 0.06)  # the same where the day before is called yesterday
SAID_OF = (0.16, 0.27, 0.19, 0.14, 0.1, 0.08, 0.06)  # share that appear so many days before a weekday told as to come
MONTH, WEEKDAY = re.compile(r"XXXX-(\d\d)"), re.compile(r"XXXX-WXX-(\d)")
WITHIN_SENTENCE = re.compile(
    r"(?:\b(?:on|since|of|from|the|in|after|before|between|and|until|to|dated|died)|\()\s+(?:the\s+)?(?:\w+day ?,? ?)?$", re.IGNORECASE
)
NEXT_DAYS = 3  # days after a dated one in which a bare weekday is the next of its name
MOST = 4  # weekdays and months that are looked at; more tell no more


DayTold = tuple[tuple[int, int], Told]  # month and day, and the words


def find_signs(content: str, times: Sequence[Timex]) -> list[Sign]:
    """All signs of one text; a stamp in its head stands alone."""
    told = read_times(content, times)
    stamps = [one for one in told if one.stamp and one.is_day]
    head = next((one for one in stamps if one.time.span.start < HEAD), None)
    if head:
        return [_sign("dated_stamp", head, after(head.first, curves.stamped))]
    known = happenings(content)
    named = {(reach.first.month, reach.first.day) for one in known for reach in one.reaches} | {NAME_OF_A_DAY}
    full = [one for one in told if not tells_of(one, known)]
    placed = {one.of_year[0] for one in told if one.of_year} | {one.first.month for one in told if one.is_day}
    by_date = (_stamps(stamps), _corrections(told), _days(content, full), _years(full), _days_of_year(content, times, told, named), _weekdays(told))
    by_words = (from_happenings(content, known, told, times), _offices(offices(content)), _months(content, times, placed), _said(content, times))
    return [sign for signs in (*by_date, *by_words) for sign in signs]


def _sign(code: str, one: Told, curve: Curve) -> Sign:
    return Sign(code, one.time.span.start, one.time.span.end, curves.logarithm(curve, MISLEADS[code]))


def _stamps(stamps: Sequence[Told]) -> Iterator[Sign]:
    """Stamps below the head: one is the page's; of several, each of an item on the page, the first day counts."""
    if not stamps:
        return
    first = min(stamps, key=lambda one: one.first)
    if len({one.first for one in stamps}) > 1:
        yield _sign("dated_item_stamps", first, after(first.first, curves.item_stamped))
    else:
        yield _sign("dated_lone_stamp", first, curves.around(np.abs(AT - index(first.first))))


def _corrections(told: Sequence[Told]) -> Iterator[Sign]:
    later = [one for one in told if one.later and one.is_day]
    if later:
        first = min(later, key=lambda one: one.first)
        yield _sign("dated_corrected", first, before(first.first, curves.corrected))._replace(not_after=first.last)


def _days(content: str, told: Sequence[Told]) -> Iterator[Sign]:
    """The last full day that is told as past, the first that is to come."""
    days = [one for one in told if one.is_day and not (one.stamp or one.later)]
    past = [one for one in days if not one.to_come and (one.first.month, one.first.day) != NAME_OF_A_DAY]
    if past:
        last = max(past, key=lambda one: one.first)
        inside = WITHIN_SENTENCE.search(content[max(0, last.time.span.start - 24) : last.time.span.start])
        lag: Lag = curves.background if inside else curves.news
        yield _sign("dated_day", last, after(last.first, lag))._replace(not_before=last.first)
    to_come = [one for one in days if one.to_come]
    if to_come:
        first = min(to_come, key=lambda one: one.first)
        yield _sign("dated_day_to_come", first, before(first.first, curves.ahead))


def _years(told: Sequence[Told]) -> Iterator[Sign]:
    """The last year or month that is told as past, the first that is to come."""
    wide = [one for one in told if one.reach and not (one.is_day or one.later)]
    past = [one for one in wide if not (one.to_come or one.time.bound in ("until", "by", "before"))]
    since = max((one.first for one in past), default=datetime.date.min)
    to_come = [one for one in wide if one.to_come and one.last >= since]
    if past:
        last = max(past, key=lambda one: (one.first, one.last))
        half = (last.last - last.first).days / 2
        curve = after(last.first, lambda lag: curves.of_year(np.maximum(0, lag - half)))
        yield _sign("dated_year", last, curve)._replace(not_before=last.first)
    if to_come:
        first = min(to_come, key=lambda one: one.last)
        yield _sign("dated_year_to_come", first, before(first.last, curves.year_ahead))


def _days_of_year(content: str, times: Sequence[Timex], told: Sequence[Told], named: Collection[tuple[int, int]]) -> Iterator[Sign]:
    """Days told without their year: the past ones lie in the twelve months before, the last of them not long ago."""
    full = {(one.first.month, one.first.day) for one in told if one.is_day}
    days = [(one.of_year, one) for one in told if one.of_year and not one.later and (one.stamp or one.of_year not in full)]
    past = [pair for pair in days if not pair[1].to_come and pair[0] not in named]
    past += _days_after(content, past, times)
    stamps = [pair for pair in past if pair[1].stamp][:1]
    if past:
        lags = np.array([curves.since(*day) for day in dict.fromkeys(day for day, _ in stamps or past)])
        last = lags.min(axis=0)
        others = np.where(lags == last, 1.0, np.exp(-((lags / 160) ** 2)) + 0.01).prod(axis=0)
        sign = _sign("dated_day_of_year", (stamps or past)[0][1], (curves.stamped(last) if stamps else curves.recent(last)) * others)
        yield sign._replace(past_days=tuple(dict.fromkeys(day for day, one in past if one.done)))
    to_come = [pair for pair in days if pair[1].to_come and pair[0] != NAME_OF_A_DAY]
    if to_come:
        soonest = np.array([curves.until(*day) for day, _ in to_come]).min(axis=0)
        limits = tuple(dict.fromkeys(day for day, one in to_come if one.ahead))
        yield _sign("dated_day_of_year_to_come", to_come[0][1], curves.ahead(soonest))._replace(days_ahead=limits)


def _days_after(content: str, past: Sequence[DayTold], times: Sequence[Timex]) -> Iterator[DayTold]:
    """Days told by their weekday alone after a day told by both: Monday after "Sunday, May 5" is May 6."""
    before: Told | None = None
    known = {one.time.id: one for _, one in past}
    for time in times:
        found = WEEKDAY.match(time.value or "") if time.offset is None else None
        if time.id in known:
            before = known[time.id]
        elif before and before.of_year and before.weekday and found and not is_to_come(content, time):
            step = (int(found[1]) - before.weekday) % 7
            if 1 <= step <= NEXT_DAYS:
                day = datetime.date(2004, *before.of_year) + datetime.timedelta(days=step)
                yield (day.month, day.day), before._replace(time=time, done=True)


def _weekdays(told: Sequence[Told]) -> Iterator[Sign]:
    """A day of the year with its weekday fits one year in six or so."""
    pairs = {(one.of_year, one.weekday): one for one in reversed(told) if one.of_year and one.weekday}
    for (day, weekday), one in list(pairs.items())[:MOST]:
        inside = np.zeros(DAYS, dtype=bool)
        for at in curves.dates_of(*day):
            if curves.weekdays()[int(at)] == weekday:
                inside[max(0, int(at) - 200) : int(at) + 300] = True
        yield within("dated_weekday", (one.time.span.start, one.time.span.end), inside, MISLEADS["dated_weekday"])


def _offices(known: Sequence[Known]) -> Iterator[Sign]:
    for one in known:
        inside = np.zeros(DAYS, dtype=bool)
        for reach in one.reaches:
            inside[index(reach.first) : index(reach.last) + 1] = True
        terms = ", ".join(
            f"{reach.first.isoformat()} to {reach.last.isoformat() if reach.last.year < 9999 else 'now'}" for reach in one.reaches
        )
        yield within("dated_office", (one.start, one.end), inside, MISLEADS["dated_office"])._replace(values=(terms,))


def _months(content: str, times: Sequence[Timex], placed: Collection[int]) -> Iterator[Sign]:
    """Months told without their year: the past ones are not long gone, those to come are near. Those `placed` by a day tell no more."""
    named = [
        (int(found[1]), is_to_come(content, time), time) for time in times if (found := _month_of(time)) and int(found[1]) not in placed
    ]
    past = {month: time for month, to_come, time in reversed(named) if not to_come}
    ahead = {month: time for month, to_come, time in reversed(named) if to_come and month not in past}
    for known, code, share in ((past, "dated_month", 0.06), (ahead, "dated_month_to_come", 0.15)):
        if known:
            curve = np.zeros(DAYS)
            for month in list(known)[:MOST]:
                gone = (curves.months() - month) % 12 if known is past else (month - curves.months()) % 12
                curve += np.log(np.exp(-gone / 3.0) + share)
            time = next(iter(known.values()))
            yield Sign(code, time.span.start, time.span.end, curve)


def _month_of(time: Timex) -> "re.Match[str] | None":
    return MONTH.fullmatch(time.value) if time.type == "DATE" and time.value and time.offset is None and not time.dates_law else None


def _said(content: str, times: Sequence[Timex]) -> Iterator[Sign]:
    """Weekdays that are told of: what happened was lately, on the day or the day before; what is to come is near."""
    named = [(int(found[1]), time) for time in times if time.value and time.offset is None and (found := WEEKDAY.match(time.value))]
    past = {weekday: time for weekday, time in reversed(named) if not is_to_come(content, time)}
    to_come = {weekday: time for weekday, time in reversed(named) if weekday not in past}
    if past or to_come:
        told = SAID_ON_BEFORE_YESTERDAY if any(_is_yesterday(time) for time in times) else SAID_ON
        curve = np.zeros(DAYS)
        for weekday in past:
            curve += np.log(np.array(told)[((curves.weekdays() - weekday) % 7).astype(int)])
        for weekday in to_come:
            curve += np.log(np.array(SAID_OF)[((weekday - curves.weekdays()) % 7).astype(int)])
        time = next(iter((past or to_come).values()))
        yield Sign("dated_said_on" if past else "dated_said_of", time.span.start, time.span.end, curve)


def _is_yesterday(time: Timex) -> bool:
    return time.value == "XXXX-XX-XX" and time.offset is not None and (time.offset.unit, time.offset.amount) == ("day", -1)
