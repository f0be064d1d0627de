"""Places asked for by where a reader is: those that touch a stretch, without looking at all of a long text."""

import bisect
from collections.abc import Iterable

from headwater.annotate.grammar import Place


class Near:
    """Places asked for by stretches; kept by their size, so that one long place does not make all others be looked at."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._sizes: dict[int, tuple[list[Place], list[int]]] = {}
        for place in sorted(places):
            kept, starts = self._sizes.setdefault((place[1] - place[0]).bit_length(), ([], []))
            kept.append(place)
            starts.append(place[0])

    def within(self, start: int, end: int) -> list[Place]:
        """The places that share a code point with `start` to `end`, or touch it, in order."""
        found: list[Place] = []
        for size, (places, starts) in self._sizes.items():
            first = bisect.bisect_left(starts, start - (1 << size))
            last = bisect.bisect_right(starts, end)
            found.extend(place for place in places[first:last] if place[1] >= start)
        return sorted(found)
