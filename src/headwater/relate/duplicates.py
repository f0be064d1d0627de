"""Near-duplicate reports in a stream of many: shared word shingles, verified exactly.

MinHash signatures by `rensa` find candidates (Broder 1997, banding after Leskovec et al.); each candidate is
verified on its shingles. Hot buckets are capped and counted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import rensa

WORDS = 5  # words a shingle
HASHES, ROWS = 128, 4  # 32 bands of 4 rows: nearly all pairs above a resemblance of .5, few below .3
CAP = 50  # reports in one bucket that are compared with each other; the rest only with the first
LEAST = 0.5  # share of the smaller report's shingles that must stand in the other
SEED = 42


class Duplicate(msgspec.Struct, frozen=True):
    """Two reports that are one text; `score` is the shared part of the smaller one's shingles."""

    a: str
    b: str
    score: float


def near_duplicates(texts: Sequence[tuple[str, str]]) -> Iterator[Duplicate]:
    """The near-duplicate pairs of `(id, text)`, in order of the second's place."""
    sets = [shingles(text) for _, text in texts]
    for first, second in sorted(_candidates(sets), key=lambda pair: (pair[1], pair[0])):
        score = containment(sets[first], sets[second])
        if score >= LEAST:
            yield Duplicate(texts[first][0], texts[second][0], round(score, 3))


def shingles(text: str) -> frozenset[str]:
    """The word shingles of a text, folded to lower case."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))) if words else frozenset()


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that is in the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _candidates(sets: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for at, one in enumerate(sets):
        for key in _bands(one) if one else ():
            held = buckets[key]
            pairs.update((other, at) for other in (held if len(held) <= CAP else held[:1]))
            held.append(at)
    return pairs


def _bands(one: frozenset[str]) -> list[tuple[int, ...]]:
    signature = rensa.RMinHash(num_perm=HASHES, seed=SEED)
    signature.update(sorted(one))
    values = signature.digest()
    return [(band, *values[band * ROWS : (band + 1) * ROWS]) for band in range(HASHES // ROWS)]
