"""How likely each day of publication is, as curves over the days from `FIRST_DAY` to `LAST_DAY`.

How far reports stand from the days that they name was counted on one half of timeline17 (2,946 dated reports; the other half was not
looked at); the shares and mean lengths here are rounded from that. Lags are in days.
"""

import datetime
import functools
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float64]
Lag = Callable[[Curve], Curve]
FIRST_DAY, LAST_DAY = datetime.date(1985, 1, 1), datetime.date(2035, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days + 1
AT: Curve = np.arange(DAYS, dtype=np.float64)


def index(day: datetime.date) -> int:
    """The place of a day in a curve, the nearest where it lies outside."""
    return min(max((day - FIRST_DAY).days, 0), DAYS - 1)


def day_at(place: int) -> datetime.date:
    """The day at a place of a curve."""
    return FIRST_DAY + datetime.timedelta(days=int(place))


@functools.cache
def _calendar() -> tuple[Curve, Curve, dict[tuple[int, int], Curve]]:
    days = [day_at(place) for place in range(DAYS)]
    by_day: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, day in enumerate(days):
        by_day[day.month, day.day].append(place)
    weekdays, months = (np.array(column, dtype=np.float64) for column in zip(*((d.isoweekday(), d.month) for d in days), strict=True))
    return weekdays, months, {key: np.array(places, dtype=np.float64) for key, places in by_day.items()}


def weekdays() -> Curve:
    """The weekday of each day, Monday 1."""
    return _calendar()[0]


def months() -> Curve:
    """The month of each day."""
    return _calendar()[1]


def dates_of(month: int, day: int) -> Curve:
    """The places of a day of the year, one a year; none for a day that no year has."""
    return _calendar()[2].get((month, day), np.array([], dtype=np.float64))


def since(month: int, day: int) -> Curve:
    """For each day, how long ago that day of the year last was."""
    dates = dates_of(month, day)
    places = np.searchsorted(dates, AT, side="right") - 1
    return np.where(places >= 0, AT - dates[np.maximum(places, 0)], 400.0) if len(dates) else np.full(DAYS, 400.0)


def until(month: int, day: int) -> Curve:
    """For each day, how long it is until that day of the year comes."""
    dates = dates_of(month, day)
    places = np.searchsorted(dates, AT, side="left")
    return np.where(places < len(dates), dates[np.minimum(places, len(dates) - 1)] - AT, 400.0) if len(dates) else np.full(DAYS, 400.0)


def after(day: datetime.date, lag: Lag) -> Curve:
    """A curve over the days from `day` on."""
    return np.where(index(day) <= AT, lag(np.maximum(AT - index(day), 0)), 0.0)


def before(day: datetime.date, lag: Lag) -> Curve:
    """A curve over the days up to `day`, by how long it is until then."""
    return np.where(index(day) >= AT, lag(np.maximum(index(day) - AT, 0)), 0.0)


def fading(lag: Curve, mean: float) -> Curve:
    """Less likely the farther: exponential, by the mean length."""
    return np.asarray(np.exp(-lag / mean) / mean)


def _at(lag: Curve, days: int) -> Curve:
    return np.where(lag == days, 1.0, 0.0)


def stamped(lag: Curve) -> Curve:
    """From the stamp of a page."""
    return 0.95 * _at(lag, 0) + 0.03 * _at(lag, 1) + 0.02 * fading(lag, 10)


def item_stamped(lag: Curve) -> Curve:
    """From the first stamp of several items on one page."""
    return 0.4 * _at(lag, 0) + 0.4 * fading(lag, 4) + 0.2 * fading(lag, 30)


def around(lag: Curve) -> Curve:
    """From a single stamp below the head, either way."""
    return 0.9 * _at(lag, 0) + 0.04 * _at(lag, 1) + 0.06 * fading(lag, 6)


def corrected(lag: Curve) -> Curve:
    """To a correction or a reader's comment."""
    return 0.4 * _at(lag, 0) + 0.1 * _at(lag, 1) + 0.25 * fading(lag, 5) + 0.25 * fading(lag, 60)


def news(lag: Curve) -> Curve:
    """From a full date that stands by itself (captions, lists)."""
    return 0.5 * _at(lag, 0) + 0.1 * _at(lag, 1) + 0.13 * fading(lag, 4) + 0.14 * fading(lag, 50) + 0.13 * fading(lag, 1500)


def background(lag: Curve) -> Curve:
    """From a full date inside a sentence: what is told with its year is mostly no news."""
    return 0.04 * _at(lag, 0) + 0.04 * fading(lag, 4) + 0.22 * fading(lag, 60) + 0.7 * fading(lag, 900)


def recent(lag: Curve) -> Curve:
    """From a past day told without its year."""
    return 0.06 * _at(lag, 0) + 0.05 * _at(lag, 1) + 0.3 * fading(lag, 7) + 0.53 * fading(lag, 60) + 0.06 * fading(lag, 150)


def ahead(lag: Curve) -> Curve:
    """To a day that is still to come."""
    return 0.1 * _at(lag, 0) + 0.4 * fading(lag, 10) + 0.3 * fading(lag, 90) + 0.2 * fading(lag, 700)


def of_year(lag: Curve) -> Curve:
    """From the middle of the last year or month told of."""
    return 0.45 * fading(lag, 400) + 0.25 * fading(lag, 1500) + 0.3 * fading(lag, 5000)


def year_ahead(lag: Curve) -> Curve:
    """To the end of a year that is still to come."""
    return fading(lag, 900)


def happened(lag: Curve) -> Curve:
    """From a happening of the almanac that is named in passing."""
    return 0.5 * fading(lag, 120) + 0.25 * fading(lag, 600) + 0.25 * fading(lag, 2500)


def told_of(lag: Curve) -> Curve:
    """From a happening of the almanac that is told of: named in the first lines, or again and again."""
    return 0.3 * fading(lag, 10) + 0.5 * fading(lag, 90) + 0.2 * fading(lag, 1000)


def of_story(lag: Curve) -> Curve:
    """From another report of the same story, either way."""
    return 0.6 * fading(lag, 20) + 0.25 * fading(lag, 120) + 0.15 * fading(lag, 800)


def years_ago(lag: Curve) -> Curve:
    """From a happening that is told with its year: half of such reports are two years later and more."""
    return 0.15 * fading(lag, 15) + 0.25 * fading(lag, 120) + 0.6 * fading(lag, 900)


def days_ago(lag: Curve) -> Curve:
    """From a happening that is told with its weekday alone."""
    return 0.7 * fading(lag, 3) + 0.3 * fading(lag, 30)


def logarithm(curve: Curve, misleads: float) -> Curve:
    """The log-likelihood of a curve that misleads in a share of reports."""
    whole = float(curve.sum())
    return np.log((1 - misleads) * curve / whole + misleads / DAYS) if whole > 0 else np.zeros(DAYS)
