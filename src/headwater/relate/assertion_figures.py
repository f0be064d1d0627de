"""Whether the figures of two assertions agree: for each kind of thing counted on both sides one figure that both allow."""

import functools
import math
from collections.abc import Sequence

from headwater import lexicon
from headwater.records import Quantity
from headwater.relate.assertion_reading import stem_of

BEYOND = 1.35  # how far a round bound (more than thirty) may lie below the figure; another one (at least 31) is the figure itself
ABOUT = 0.1  # how far a figure may lie from one that is only "about"
NEAR = 0.02  # figures closer than this are one, rounded
SIZED = ("time", "length", "mass", "area", "volume")


def figures_agree(first: Sequence[Quantity], second: Sequence[Quantity]) -> bool:
    """Whether no thing is counted on both sides with figures that exclude each other."""
    ours, theirs = [q for q in first if _reach(q)], [q for q in second if _reach(q)]
    shared = [(one, other) for one in ours for other in theirs if _of_one_kind(one, other) and _meet(one, other)]
    left = [one for one in ours if all(one is not a for a, _ in shared)]
    over = [other for other in theirs if all(other is not b for _, b in shared)]
    return not any(_of_one_kind(one, other) and (not shared or _counted(one) == _counted(other)) for one in left for other in over)


def figures_shared(first: Sequence[Quantity], second: Sequence[Quantity]) -> int:
    """How many figures of one side have one of the same kind and value on the other."""
    return sum(any(_of_one_kind(one, other) and _meet(one, other) for other in second) for one in first)


def _reach(one: Quantity) -> tuple[float, float] | None:
    size = _sizes().get(one.unit or "", ("", 1.0))[1]
    value = one.value
    if value is None and one.low is None and one.high is None:
        return None
    low = one.low if one.low is not None else value if value is not None else -math.inf
    high = one.high if one.high is not None else value if value is not None else math.inf
    if value is not None and one.comparator == "about":
        low, high = value * (1 - ABOUT), value * (1 + ABOUT)
    if one.comparator in ("more_than", "at_least"):
        high = low * BEYOND if low % 10 == 0 or value is None else low
    if one.comparator in ("less_than", "up_to"):
        low = -math.inf
    return low * size, high * size


@functools.cache
def _sizes() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicon.rows("units") if len(row) > 2 and row[1] in SIZED}


def _family(unit: str | None) -> str:
    return _sizes()[unit][0] if unit in _sizes() else (unit or "").casefold()


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can count one thing: units of one family, or bare counts of what may be one kind."""
    if _family(one.unit) != _family(other.unit):
        return False
    if one.unit is not None:
        return True
    first, second = _counted(one), _counted(other)
    return first is None or second is None or first == second or (first in _people() and second in _people())


def _counted(one: Quantity) -> str | None:
    words = (one.counts or "").casefold().split()
    return stem_of(words[-1]) if words else None


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(stem_of(form) for row in lexicon.rows("person_nouns") for form in row[:2]) | {"peopl", "person"}


def _meet(one: Quantity, other: Quantity) -> bool:
    first, second = _reach(one), _reach(other)
    if first is None or second is None:
        return False
    slack = NEAR * max((abs(x) for x in (*first, *second) if math.isfinite(x)), default=0.0)
    slack = slack if max((abs(x) for x in (*first, *second) if math.isfinite(x)), default=0.0) > 50 else 0.0
    return first[0] <= second[1] + slack and second[0] <= first[1] + slack
