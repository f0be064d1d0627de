"""How far two texts report the same, 0 to 1: shared weighted stems, names and numbers first."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from headwater.relate.profiles import Profile, Weights

SHARP_SHARE = 0.4  # weight of names and numbers beside all content words
NAMES_AT_MOST = 3.0  # shared names count at most so many times as much as shared words: two reports from one town are not one story
MIDDLE, STEEP = 0.33, 9.0  # a raw cosine of .33 is as likely the same event as not; tuned on half of the English event pairs


def similarity(a: Profile, b: Profile) -> float:
    """The probability-like score that two reports tell of the same event; symmetric."""
    if a.words and [word.form for word in a.words] == [word.form for word in b.words]:
        return 1.0
    raw = raw_similarity(a, b)
    return 1 / (1 + math.exp(-STEEP * (raw - MIDDLE))) if raw else 0.0


def raw_similarity(a: Profile, b: Profile) -> float:
    """Cosine of the word counts (damped), blended with that of names and numbers alone."""
    return (1 - SHARP_SHARE) * _cosine(a.stems, b.stems) + SHARP_SHARE * _cosine(_sharp(a), _sharp(b))


def pile_similarities(profiles: Sequence[Profile], weights: Weights) -> dict[tuple[str, str], float]:
    """How far each two reports of a pile tell the same story, 0 to 1, by their ids in the order of the pile.

    Words of few reports count most (inverse document frequency), names and numbers as much as all words
    together. Pairs without a common word are left out; an inverted index spares looking at them.
    """
    words, names = (_near(profiles, bags, weights) for bags in ([one.stems for one in profiles], [_sharp(one) for one in profiles]))
    return {pair: 0.5 * value + 0.5 * min(names.get(pair, 0.0), NAMES_AT_MOST * value) for pair, value in words.items()}


def _near(profiles: Sequence[Profile], bags: Sequence[Counter[str]], weights: Weights) -> dict[tuple[str, str], float]:
    vectors = [_unit({stem: _damped(n) * weights.rarity(stem) for stem, n in bag.items()}) for bag in bags]
    return {(profiles[other].doc, profiles[at].doc): dot for at, other, dot in _products(vectors)}


def _products(vectors: Sequence[dict[str, float]]) -> Iterator[tuple[int, int, float]]:
    """Each two vectors that share a word, later and earlier place, with their dot product."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        dots: dict[int, float] = defaultdict(float)
        for stem in sorted(vector):
            for other, value in holders[stem]:
                dots[other] += value * vector[stem]
            holders[stem].append((at, vector[stem]))
        yield from ((at, other, dot) for other, dot in dots.items())


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for _, value in sorted(vector.items())))
    return {stem: value / length for stem, value in vector.items()} if length else {}


def _sharp(one: Profile) -> Counter[str]:
    return Counter(stem for sentence in one.sentences for stem in sentence.sharp)


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    if not a or not b:
        return 0.0
    dot = sum(_damped(a[stem]) * _damped(b[stem]) for stem in sorted(a.keys() & b.keys()))
    return dot / math.sqrt(sum(_damped(n) ** 2 for n in a.values()) * sum(_damped(n) ** 2 for n in b.values()))


def _damped(count: int) -> float:
    return 1 + math.log(count)
