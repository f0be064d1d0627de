"""The scores: precision, recall, F; B-cubed; pairs; Pearson. Plain numbers, not rounded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec


class Prf(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean."""

    p: float
    r: float
    f: float


def mean(p: float, r: float) -> float:
    """Harmonic mean, 0 when both are 0."""
    return 2 * p * r / (p + r) if p + r else 0.0


def prf(right: int, given: int, gold: int) -> Prf:
    """From counts; 0 where there is nothing to divide by."""
    p, r = right / given if given else 0.0, right / gold if gold else 0.0
    return Prf(p, r, mean(p, r))


def chars(spans: Iterable[tuple[int, int]]) -> set[int]:
    """Offsets covered by half-open spans."""
    return {at for start, end in spans for at in range(start, end)}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Prf:
    """B-cubed over all gold ids (Bagga and Baldwin 1998); an id without a group stands alone."""
    groups, labels = _grouped(found), _grouped(gold)
    p = r = 0.0
    for one in gold:
        mine, true = groups[found[one]] if one in found else {one}, labels[gold[one]]
        p += len(mine & true) / len(mine)
        r += len(mine & true) / len(true)
    p, r = p / max(1, len(gold)), r / max(1, len(gold))
    return Prf(p, r, mean(p, r))


def pairs(gold: Mapping[str, str], found: Mapping[str, str]) -> Prf:
    """Pairs of ids in one group against pairs with one label."""
    groups = _grouped(found).values()
    both = sum(_pairs(count) for group in groups for count in Counter(gold[one] for one in group if one in gold).values())
    return prf(both, sum(_pairs(len(group)) for group in groups), sum(_pairs(len(group)) for group in _grouped(gold).values()))


def pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Pearson's correlation; 0 when one side does not vary."""
    mx, my = sum(x) / max(1, len(x)), sum(y) / max(1, len(y))
    spread = (sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)) ** 0.5
    return sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / spread if spread else 0.0


def _grouped(label: Mapping[str, str]) -> dict[str, set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for one, name in label.items():
        groups[name].add(one)
    return groups


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
