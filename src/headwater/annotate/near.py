"""Places asked for by where a reader is: those that touch a stretch, without looking at all of a long text."""

import bisect
from collections.abc import Iterable

from headwater.annotate.grammar import Place


class Near:
    """Places in order, asked for by stretches."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places)
        self._starts = [place[0] for place in self._places]
        self._reach = max((end - start for start, end in self._places), default=0)

    def within(self, start: int, end: int) -> list[Place]:
        """The places that share a code point with `start` to `end`, or touch it."""
        first = bisect.bisect_left(self._starts, start - self._reach)
        last = bisect.bisect_right(self._starts, end)
        return [place for place in self._places[first:last] if place[1] >= start]
