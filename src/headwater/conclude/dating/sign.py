"""One sign of when a report was written."""

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.conclude.dating.curves import Curve


class Sign(NamedTuple):
    """What tells of the day of publication: reason code, offsets, log-likelihood of each day, values of the reason, hard bounds.

    What other reports tell has them as `refs` and no place in the text. `past_days` (month, day) are told without their year,
    with a plain verb of the past; `days_ahead` so with one of the future.
    """

    code: str
    start: int
    end: int
    curve: Curve
    values: tuple[str, ...] = ()
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None
    refs: tuple[str, ...] = ()
    past_days: tuple[tuple[int, int], ...] = ()
    days_ahead: tuple[tuple[int, int], ...] = ()


def within(code: str, place: tuple[int, int], inside: NDArray[np.bool_], misleads: float) -> Sign:
    """A sign that some days are possible and all others only where it misleads."""
    return Sign(code, *place, np.log(np.where(inside, 1 - misleads, misleads)))
