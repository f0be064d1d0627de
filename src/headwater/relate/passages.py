"""Verbatim and near-verbatim passages of two texts: seeds of equal words, extended, gaps bridged.

Greedy string tiling (Wise 1993) over words with hashed seeds: linear in practice, exact offsets.
"""

from collections.abc import Mapping, Sequence

import msgspec

from headwater.relate.profiles import SEED, Profile, Word

GAP = 3  # words that may differ between two runs of one near passage
LEFT_OUT = 9  # words between two runs of one passage, both sides together
HOT = 20  # a seed that stands more often than this in one report is a refrain, not a copy


class Passage(msgspec.Struct, frozen=True):
    """Word positions in both texts, half-open, and how many words are equal."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: int


def passages(a: Profile, b: Profile) -> list[Passage]:
    """The passages that two reports share, as word positions in order of `b`, without overlap on either side."""
    common = a.seeds.keys() & b.seeds.keys()
    if not common:
        return []
    starts = {at: a.seeds[key] for key in common for at in b.seeds[key]}
    return _bridged(_without_overlap(_tiles(a.words, b.words, starts)))


def _tiles(a: Sequence[Word], b: Sequence[Word], starts: Mapping[int, Sequence[int]]) -> list[Passage]:
    """From each shared seed of `b`, not inside a run already found, the longest run that begins there."""
    found: list[Passage] = []
    done = 0
    for at in sorted(starts):
        if at < done:
            continue
        best = max((_extend(a, b, start, at) for start in starts[at][:HOT]), key=lambda run: run.equal)
        if best.equal >= SEED:  # else two runs with one hash
            found.append(best)
            done = best.b_end
    return found


def _extend(a: Sequence[Word], b: Sequence[Word], at_a: int, at_b: int) -> Passage:
    size = 0
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
