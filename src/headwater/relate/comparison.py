"""All reports of a pile compared with one another: which pairs are looked at, and what they share.

Words find the candidates; the encoder, where there is one, reads only reports that are near enough to be one text in other words.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from headwater.language import Encoder
from headwater.records import Reuse
from headwater.relate.meaning import Meaning, is_promising
from headwater.relate.profiles import Profile, Weights
from headwater.relate.reuse import reuse
from headwater.relate.translation import translations

ALL_PAIRS = 80  # reports up to which every pair is compared; beyond, pairs that share telling words
CLOSE = 0.05  # pile similarity from which a pair of a larger pile is compared in full
MEANT = 0.08  # pile similarity from which two reports are compared by meaning (a report translated and back .17 and more)
NEAREST = 6  # reports that each report is compared with by meaning

Pair = tuple[str, str]


def shared_passages(
    profiles: Sequence[Profile],
    weights: Weights,
    near: Mapping[Pair, float],
    *,
    encoder: Encoder | None = None,
    rough: Encoder | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[Pair, tuple[Reuse, ...]]:
    """The passages that reports share, by pairs of ids in the order of the pile; `near` is their pile similarity.

    `encoder` reads candidates; in a large pile only those that `rough`, a fast one, lets pass.
    """
    by_id = {one.doc: one for one in profiles}
    pairs = [pair for pair, score in sorted(near.items()) if len(profiles) <= ALL_PAIRS or score >= CLOSE]
    meant, meaning = (_nearest(near), Meaning(encoder)) if encoder else (set[Pair](), None)
    if rough and len(profiles) > ALL_PAIRS:
        meant = _promising(meant, by_id, Meaning(rough))
    shared: dict[Pair, tuple[Reuse, ...]] = {}
    for at, (a, b) in enumerate(pairs):
        found = reuse(by_id[a], by_id[b], weights, meaning=meaning if (a, b) in meant else None)
        if found:
            shared[a, b] = found
        progress(at + 1, len(pairs))
    return shared | translations(profiles)


def _nearest(near: Mapping[Pair, float]) -> set[Pair]:
    """The pairs that are among the nearest of one of their reports."""
    ranked: dict[str, list[tuple[float, Pair]]] = defaultdict(list)
    for pair, score in near.items():
        if score >= MEANT:
            for id in pair:
                ranked[id].append((-score, pair))
    return {pair for found in ranked.values() for _, pair in sorted(found, key=lambda one: (one[0], sorted(one[1])))[:NEAREST]}


def _promising(pairs: set[Pair], by_id: Mapping[str, Profile], rough: Meaning) -> set[Pair]:
    return {(a, b) for a, b in pairs if rough.reads(by_id[a], by_id[b]) and is_promising(rough.cosines(by_id[a], by_id[b]))}
