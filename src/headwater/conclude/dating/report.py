"""When a report that carries no date was published, from its own words: bounds, the likeliest day, and the words they rest on.

Every sign weighs each day of publication (`signs`); together they leave the days between the bounds. Where that leaves years, only
the bounds that single signs give stand.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from headwater.conclude.dating.curves import Curve, day_at
from headwater.conclude.dating.sign import Sign
from headwater.conclude.dating.signs import find_signs
from headwater.conclude.dating.told import read_times
from headwater.records import Annotations, Basis, Document, Published, Reason, Timex
from headwater.text import Span

MASS = 0.98  # share of likelihood between the bounds (the truth is inside .96 of them, both halves of timeline17)
WIDEST = 1280  # days; bounds farther apart say little: only what single signs bound is said
SURE_BEST = 0.2  # likelihood within three days of the best one from which it is named (right within three days in .76, looked-at half)


class Weighed(NamedTuple):
    """What the signs leave: first and last day, the likeliest, and how likely it is within three days."""

    earliest: datetime.date
    latest: datetime.date
    best: datetime.date
    sure: float


def dated(document: Document, found: Annotations) -> Document:
    """The document with bounds of its publication from its words, where it carries no date."""
    if document.published.earliest or document.published.latest or document.published.best:
        return document
    return msgspec.structs.replace(document, published=date_report(document.text, found.times, doc=document.id))


def date_report(content: str, times: Sequence[Timex], *, doc: str) -> Published:
    """Bounds and likeliest day (YYYY-MM-DD or None) of publication of a text, with the words that tell them as basis and reasons."""
    signs = find_signs(content, times)
    if not signs:
        return Published()
    weighed = _weigh(signs)
    lone = signs[0].code == "dated_stamp"
    against = _told_later(content, times, weighed.best, doc) if lone else []
    basis = tuple(Basis(from_="text", text=content[s.start : s.end], span=Span(doc, s.start, s.end)) for s in signs)
    because = tuple(Reason(s.code, spans=(Span(doc, s.start, s.end),), values=s.values) for s in signs)
    if lone:
        day = weighed.best.isoformat()
        return Published(earliest=day, latest=day, best=day, basis=basis, because=(*because, *against))
    earliest, latest = _bounds(signs, weighed)
    best = weighed.best.isoformat() if weighed.sure >= SURE_BEST else None
    if earliest is None and latest is None:
        return Published()
    return Published(earliest=earliest, latest=latest, best=best, basis=basis, because=because)


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
    first, last = _narrowest(likely)
    return Weighed(day_at(first), day_at(last), day_at(best), float(likely[max(0, best - 3) : best + 4].sum()))


def _narrowest(likely: Curve) -> tuple[int, int]:
    """The shortest stretch of days that holds `MASS`."""
    sums = np.concatenate([[0.0], np.cumsum(likely)])
    ends = np.searchsorted(sums, sums[:-1] + MASS * sums[-1] - 1e-12)
    reach = np.where(ends < len(sums), ends - np.arange(len(likely)), len(likely) + 1)
    first = int(reach.argmin())
    return first, min(int(ends[first]), len(likely)) - 1


def _bounds(signs: Sequence[Sign], weighed: Weighed) -> tuple[str | None, str | None]:
    if (weighed.latest - weighed.earliest).days <= WIDEST:
        return weighed.earliest.isoformat(), weighed.latest.isoformat()
    earliest = max((s.not_before for s in signs if s.not_before), default=None)
    latest = min((s.not_after for s in signs if s.not_after), default=None)
    return earliest.isoformat() if earliest else None, latest.isoformat() if latest else None
