"""How far two texts report the same, 0 to 1: shared weighted stems, names and numbers first."""

import math
from collections import Counter

from headwater.relate.profiles import Profile, Weights

SHARP_SHARE = 0.4  # weight of names and numbers beside all content words
MIDDLE, STEEP = 0.33, 9.0  # a raw cosine of .33 is as likely the same event as not; tuned on half of the English event pairs


def similarity(a: Profile, b: Profile) -> float:
    """The probability-like score that two reports tell of the same event; symmetric."""
    raw = raw_similarity(a, b)
    return 1 / (1 + math.exp(-STEEP * (raw - MIDDLE))) if raw else 0.0


def raw_similarity(a: Profile, b: Profile) -> float:
    """Cosine of the word counts (damped), blended with that of names and numbers alone."""
    return (1 - SHARP_SHARE) * _cosine(a.stems, b.stems) + SHARP_SHARE * _cosine(_sharp(a), _sharp(b))


def pile_similarity(a: Profile, b: Profile, weights: Weights) -> float:
    """How far two reports of one pile tell the same story, 0 to 1: words of few reports of the pile count most,
    names and numbers as much as all words together."""
    return 0.5 * _weighted(a.stems, b.stems, weights) + 0.5 * _weighted(_sharp(a), _sharp(b), weights)


def _weighted(a: Counter[str], b: Counter[str], weights: Weights) -> float:
    one, other = ({stem: _damped(n) * weights.rarity(stem) for stem, n in bag.items()} for bag in (a, b))
    dot = sum(one[stem] * other[stem] for stem in sorted(one.keys() & other.keys()))
    return dot / math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values())) if dot else 0.0


def _sharp(one: Profile) -> Counter[str]:
    return Counter(stem for sentence in one.sentences for stem in sentence.sharp)


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    if not a or not b:
        return 0.0
    dot = sum(_damped(a[stem]) * _damped(b[stem]) for stem in sorted(a.keys() & b.keys()))
    return dot / math.sqrt(sum(_damped(n) ** 2 for n in a.values()) * sum(_damped(n) ** 2 for n in b.values()))


def _damped(count: int) -> float:
    return 1 + math.log(count)
