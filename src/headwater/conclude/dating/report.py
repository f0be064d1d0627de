"""When a report that carries no date was published, from its own words: bounds, the likeliest day, and the words they rest on.

Every sign weighs each day of publication (`signs`); together they leave the days between the bounds. Where that leaves years, only
the bounds that single signs give stand.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from headwater.conclude.dating.curves import Curve, dates_of, day_at
from headwater.conclude.dating.sign import Sign
from headwater.conclude.dating.signs import find_signs
from headwater.conclude.dating.told import read_times
from headwater.records import Annotations, Basis, Document, Published, Reason, Timex
from headwater.text import Span

MASS = 0.985  # share of likelihood between the bounds (the truth is inside .96 of them, both halves of timeline17)
WIDEST = 1280  # days; bounds farther apart say little: only what single signs bound is said
HALF_YEAR = 183  # days either side of the best one that are one hump
ONE_HUMP = 0.97  # share of likelihood in one hump from which the others are left out
SURE_BEST = 0.15  # likelihood within three days of the best one from which it is named (right within three days in .71, looked-at half)


class Weighed(NamedTuple):
    """What the signs leave: first and last day, the likeliest, and how likely it is within three days."""

    earliest: datetime.date
    latest: datetime.date
    best: datetime.date
    sure: float


def is_dated(document: Document) -> bool:
    """Whether a document carries a date, or bounds of it, of its own."""
    return bool(document.published.earliest or document.published.latest or document.published.best)


def dated(document: Document, found: Annotations, *, beside: Sequence[Sign] = ()) -> Document:
    """The document with bounds of its publication from its words and from what other reports tell (`beside`), where it carries no date."""
    if is_dated(document):
        return document
    return msgspec.structs.replace(document, published=date_report(document.text, found.times, doc=document.id, beside=beside))


def date_report(content: str, times: Sequence[Timex], *, doc: str, beside: Sequence[Sign] = ()) -> Published:
    """Bounds and likeliest day (YYYY-MM-DD or None) of publication of a text, with what tells them as basis and reasons."""
    signs = find_signs(content, times)
    signs += () if _is_stamped(signs) else beside
    if not signs:
        return Published()
    weighed = _weigh(signs)
    lone = _is_stamped(signs)
    against = _told_later(content, times, weighed.best, doc) if lone else []
    basis = tuple(_basis(content, sign, doc) for sign in signs)
    because = tuple(_reason(sign, doc) for sign in signs)
    if lone:
        day = weighed.best.isoformat()
        return Published(earliest=day, latest=day, best=day, basis=basis, because=(*because, *against))
    earliest, latest = _bounds(signs, weighed)
    best = weighed.best.isoformat() if weighed.sure >= SURE_BEST else None
    if earliest is None and latest is None:
        return Published()
    return Published(earliest=earliest, latest=latest, best=best, basis=basis, because=because)


def _is_stamped(signs: Sequence[Sign]) -> bool:
    return bool(signs) and signs[0].code == "dated_stamp"


def _basis(content: str, sign: Sign, doc: str) -> Basis:
    if sign.refs:
        return Basis(from_="neighbour", text=sign.values[0])
    return Basis(from_="text", text=content[sign.start : sign.end], span=Span(doc, sign.start, sign.end))


def _reason(sign: Sign, doc: str) -> Reason:
    return Reason(sign.code, refs=sign.refs, spans=() if sign.refs else (Span(doc, sign.start, sign.end),), values=sign.values)


def _told_later(content: str, times: Sequence[Timex], day: datetime.date, doc: str) -> list[Reason]:
    """Days told as past that lie after the date in the head: one of both is wrong, and the reader is told."""
    told = read_times(content, times)
    past = [one.time.span for one in told if one.is_day and one.first > day and not (one.to_come or one.later or one.stamp)]
    return [
        Reason("dated_against", spans=(Span(doc, span.start, span.end),), values=(content[span.start : span.end],)) for span in past[:1]
    ]


def _weigh(signs: Sequence[Sign]) -> Weighed:
    together: Curve = np.sum([sign.curve for sign in signs], axis=0)
    likely = np.exp(together - together.max())
    likely /= likely.sum()
    best = int(likely.argmax())
    first, last = _narrowest(_hump(likely, best))
    return Weighed(day_at(first), day_at(last), day_at(best), float(likely[max(0, best - 3) : best + 4].sum()))


def _hump(likely: Curve, best: int) -> Curve:
    """The likelihood around the best day alone, where the rest (the same day a year later) has a small share."""
    hump = np.zeros_like(likely)
    hump[max(0, best - HALF_YEAR) : best + HALF_YEAR] = likely[max(0, best - HALF_YEAR) : best + HALF_YEAR]
    return hump if hump.sum() >= ONE_HUMP else likely


def _narrowest(likely: Curve) -> tuple[int, int]:
    """The shortest stretch of days that holds `MASS`."""
    sums = np.concatenate([[0.0], np.cumsum(likely)])
    ends = np.searchsorted(sums, sums[:-1] + MASS * sums[-1] - 1e-12)
    reach = np.where(ends < len(sums), ends - np.arange(len(likely)), len(likely) + 1)
    first = int(reach.argmin())
    return first, min(int(ends[first]), len(likely)) - 1


def _bounds(signs: Sequence[Sign], weighed: Weighed) -> tuple[str | None, str | None]:
    if (weighed.latest - weighed.earliest).days <= WIDEST:
        first = max([weighed.earliest, *_past_days(signs, weighed)])
        return first.isoformat(), min([weighed.latest, *_days_ahead(signs, weighed)]).isoformat()
    earliest = max((s.not_before for s in signs if s.not_before), default=None)
    latest = min((s.not_after for s in signs if s.not_after), default=None)
    return earliest.isoformat() if earliest else None, latest.isoformat() if latest else None


def _past_days(signs: Sequence[Sign], weighed: Weighed) -> Iterator[datetime.date]:
    """Days told as past that lie between the first and the likeliest day: the report is no older."""
    for pair in {pair for sign in signs for pair in sign.past_days}:
        for place in dates_of(*pair):
            if weighed.earliest < (day := day_at(int(place))) <= weighed.best:
                yield day


def _days_ahead(signs: Sequence[Sign], weighed: Weighed) -> Iterator[datetime.date]:
    """Limits still to come that lie between the likeliest and the last day: the report is no later."""
    for pair in {pair for sign in signs for pair in sign.days_ahead}:
        for place in dates_of(*pair):
            if weighed.best <= (limit := day_at(int(place))) < weighed.latest:
                yield limit
