"""Verbatim and near-verbatim passages of two texts: seeds of equal words, extended, gaps bridged.

Greedy string tiling (Wise 1993) over words with hashed seeds: linear in practice, exact offsets.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from headwater.relate.profiles import Word

SEED = 5  # words in a row that must be equal; shorter runs are set phrases
GAP = 3  # words that may differ between two runs of one near passage
LEFT_OUT = 9  # words between two runs of one passage, both sides together
HOT = 20  # a seed that stands more often than this in one report is a refrain, not a copy
LONGEST_RUN = 100_000


class Passage(msgspec.Struct, frozen=True):
    """Word positions in both texts, half-open, and how many words are equal."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: int


def passages(a: Sequence[Word], b: Sequence[Word]) -> list[Passage]:
    """The passages that both word lists share, in order of `b`, without overlap on either side."""
    runs = _tiles(a, b)
    return _bridged(runs)


def _tiles(a: Sequence[Word], b: Sequence[Word]) -> list[Passage]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(a) - SEED + 1):
        places[tuple(word.form for word in a[at : at + SEED])].append(at)
    found: list[Passage] = []
    at = 0
    while at <= len(b) - SEED:
        starts = places.get(tuple(word.form for word in b[at : at + SEED]), [])
        best = max((_extend(a, b, start, at) for start in starts[:HOT]), key=lambda run: run.equal, default=None)
        if best is None:
            at += 1
            continue
        found.append(best)
        at = best.b_end
    return _without_overlap(found)


def _extend(a: Sequence[Word], b: Sequence[Word], at_a: int, at_b: int) -> Passage:
    size = SEED
    while at_a + size < len(a) and at_b + size < len(b) and a[at_a + size].form == b[at_b + size].form:
        size += 1
    return Passage(at_a, at_a + size, at_b, at_b + size, size)


def _without_overlap(runs: Sequence[Passage]) -> list[Passage]:
    """Longest first; a run whose words in `a` are taken already is left out."""
    taken: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda run: (-run.equal, run.b_start)):
        inside = range(run.a_start, run.a_end)
        if sum(at in taken for at in inside) * 2 <= run.equal:
            taken.update(inside)
            kept.append(run)
    return sorted(kept, key=lambda run: run.b_start)


def _is_gap(a: int, b: int) -> bool:
    """A few words that differ, or some more that one side leaves out."""
    return a >= 0 and b >= 0 and min(a, b) <= GAP and a + b <= LEFT_OUT


def _bridged(runs: Sequence[Passage]) -> list[Passage]:
    out: list[Passage] = []
    for run in runs:
        last = out[-1] if out else None
        if last and _is_gap(run.a_start - last.a_end, run.b_start - last.b_end):
            out[-1] = Passage(last.a_start, run.a_end, last.b_start, run.b_end, last.equal + run.equal)
        else:
            out.append(run)
    return out
