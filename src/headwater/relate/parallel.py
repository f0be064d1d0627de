"""Sentences that say the same in other words, by the content stems they share.

Lexical only: rare words count more, names and numbers most. A pair needs several shared stems and a
large part of the shorter sentence, so that sentences on the same topic are not taken for the same sentence.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from headwater.relate.profiles import Profile, Sentence, Weights

FEWEST = 3  # shared stems
LEAST = 0.38  # score from which two sentences are taken as parallel (seeds and example: .38 parts true pairs from same topic)
SHARP = 1.4  # how much more a name or a number weighs
LEAST_SURE = 0.5  # score of pairs that may start a link by themselves


class Pair(msgspec.Struct, frozen=True):
    """Two parallel sentences by position, with score 0 to 1."""

    a: int
    b: int
    score: float


def parallels(a: Profile, b: Profile, weights: Weights) -> list[Pair]:
    """The parallel sentences of two reports: each of `b` with its best partner in `a`, best first per partner."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(a.sentences):
        for stem in sentence.stems:
            index[stem].append(at)
    found = []
    for at, sentence in enumerate(b.sentences):
        best = _best(sentence, a.sentences, index, weights)
        if best:
            found.append(Pair(best[1], at, best[0]))
    return found


def _best(sentence: Sentence, others: Sequence[Sentence], index: dict[str, list[int]], weights: Weights) -> tuple[float, int] | None:
    shared: dict[int, int] = defaultdict(int)
    for stem in sentence.stems:
        for at in index.get(stem, ()):
            shared[at] += 1
    scored = [(score(sentence, others[at], weights), at) for at, count in shared.items() if count >= FEWEST]
    return max(scored, default=None, key=lambda pair: (pair[0], -pair[1])) if scored and max(scored)[0] >= LEAST else None


def score(one: Sentence, other: Sentence, weights: Weights) -> float:
    """Mean of Dice and containment over weighted stems; half of it when the names and numbers share nothing."""
    both = one.stems & other.stems
    common = _weight(both, one, other, weights)
    first, second = _weight(one.stems, one, other, weights), _weight(other.stems, one, other, weights)
    if not common or not first or not second:
        return 0.0
    dice = 2 * common / (first + second)
    contained = common / min(first, second)
    penalty = 0.6 if one.sharp and other.sharp and not (one.sharp & other.stems or other.sharp & one.stems) else 1.0
    return penalty * (0.5 * dice + 0.5 * contained)


def _weight(stems: frozenset[str], one: Sentence, other: Sentence, weights: Weights) -> float:
    return sum(weights.of(stem) * (SHARP if stem in one.sharp or stem in other.sharp else 1.0) for stem in sorted(stems))
