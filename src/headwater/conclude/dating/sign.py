"""One sign of when a report was written."""

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.conclude.dating.curves import Curve


class Sign(NamedTuple):
    """A place that tells of the day of publication: reason code, offsets, values of the reason, log-likelihood of each day, hard bounds."""

    code: str
    start: int
    end: int
    curve: Curve
    values: tuple[str, ...] = ()
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None


def within(code: str, place: tuple[int, int], inside: NDArray[np.bool_], misleads: float) -> Sign:
    """A sign that some days are possible and all others only where it misleads."""
    return Sign(code, *place, np.log(np.where(inside, 1 - misleads, misleads)))
