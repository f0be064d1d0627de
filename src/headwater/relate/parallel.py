"""Sentences that say the same in other words, by the content stems they share.

Lexical only: rare words count more, names and numbers most. A pair needs several shared stems and a
large part of the shorter sentence, so that sentences on the same topic are not taken for the same sentence.
"""

from collections import Counter

import msgspec

from headwater.relate.profiles import Profile, Sentence, Weights

FEWEST = 3  # shared stems
LEAST = 0.38  # score from which two sentences are taken as parallel (on two labelled piles .38 parts true pairs from sentences on the same topic)
SHARP = 1.4  # how much more a name or a number weighs
PLAIN = 2  # shared stems that are no names or numbers: two sentences about one body need not say the same
FOREIGN = 0.6  # factor for two sentences that name different people, places and figures
LEAST_SURE = 0.5  # score of pairs that may start a link by themselves


class Pair(msgspec.Struct, frozen=True):
    """Two parallel sentences by position, with score 0 to 1."""

    a: int
    b: int
    score: float


def parallels(a: Profile, b: Profile, weights: Weights) -> list[Pair]:
    """The parallel sentences of two reports: each of `b` with its best partner in `a`."""
    found = []
    for at, sentence in enumerate(b.sentences):
        best = _best(sentence, a, weights)
        if best:
            found.append(Pair(best[1], at, best[0]))
    return found


def _best(sentence: Sentence, a: Profile, weights: Weights) -> tuple[float, int] | None:
    shared: Counter[int] = Counter()
    for stem in sentence.stems:
        shared.update(a.holders.get(stem, ()))
    scored = [
        (score(sentence, a.sentences[at], weights), -at)
        for at, count in shared.items()
        if count >= FEWEST and _says(sentence, a.sentences[at])
    ]
    best = max(scored, default=(0.0, 0))
    return (best[0], -best[1]) if best[0] >= LEAST else None


def _says(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences share more than names and numbers."""
    return len((one.stems & other.stems) - one.sharp - other.sharp) >= PLAIN


def score(one: Sentence, other: Sentence, weights: Weights) -> float:
    """Mean of Dice and containment over weighted stems; less where both have names or numbers and share none."""
    both = one.stems & other.stems
    if not both:
        return 0.0
    sharp = one.sharp | other.sharp
    common = _weight(both, sharp, weights)
    first, second = _weight(one.stems, sharp, weights), _weight(other.stems, sharp, weights)
    dice = 2 * common / (first + second)
    contained = common / min(first, second)
    foreign = one.sharp and other.sharp and not (one.sharp & other.stems or other.sharp & one.stems)
    return (FOREIGN if foreign else 1.0) * (0.5 * dice + 0.5 * contained)


def _weight(stems: frozenset[str], sharp: frozenset[str], weights: Weights) -> float:
    return sum(map(weights.of, stems)) + (SHARP - 1) * sum(map(weights.of, stems & sharp))
