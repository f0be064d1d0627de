"""A text with stretches hidden, and where each of its offsets went."""

import bisect
from collections.abc import Sequence

import msgspec

from headwater.show.protection.hidden import Hit


class Rewriting(msgspec.Struct, frozen=True):
    """The new text, and the stretches that were replaced: old start, old end, new start, new end; in order, apart from each other."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]

    def start(self, offset: int) -> int:
        """Where a span that began at an old offset begins now: with the whole of what replaces its first words."""
        return self._moved(offset, inside=2)

    def end(self, offset: int) -> int:
        """Where a span that ended at an old offset ends now: with the whole of what replaces its last words."""
        return self._moved(offset, inside=3)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The old stretch now; a stretch without words stays without words."""
        return (self.start(start), self.end(end)) if start < end else (self.start(start), self.start(start))

    def touches(self, start: int, end: int) -> bool:
        """Whether any word of an old stretch was replaced."""
        at = bisect.bisect_right(self.cuts, start, key=lambda cut: cut[1])
        return at < len(self.cuts) and self.cuts[at][0] < end

    def _moved(self, offset: int, *, inside: int) -> int:
        at = bisect.bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1
        if at < 0:
            return offset
        cut = self.cuts[at]
        if cut[0] == offset:
            return cut[2]
        return cut[inside] if offset < cut[1] else cut[3] + offset - cut[1]


def rewritten(text: str, hits: Sequence[Hit]) -> Rewriting:
    """`text` with each stretch replaced; `hits` in order and apart from each other."""
    parts: list[str] = []
    cuts: list[tuple[int, int, int, int]] = []
    at = length = 0
    for hit in hits:
        kept = text[at : hit.start]
        length += len(kept)
        cuts.append((hit.start, hit.end, length, length + len(hit.instead)))
        parts += (kept, hit.instead)
        length += len(hit.instead)
        at = hit.end
    return Rewriting("".join((*parts, text[at:])), tuple(cuts))
