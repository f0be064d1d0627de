"""Sentences that say the same in other words: by the content stems they share, and by an encoder where there is one.

Among stems rare words count more, names and numbers most. A pair needs several shared stems and a large part of the
shorter sentence, or to stand far above the other sentences of its topic, so that sentences on the same topic are not
taken for the same sentence.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np

from headwater.relate.meaning import COSINE_SHARE, Matrix, Meaning, blended, leads
from headwater.relate.profiles import Profile, Sentence, Weights

FEWEST = 3  # shared stems
LEAST = 0.38  # score from which two sentences are taken as parallel (on two labelled piles .38 parts true pairs from sentences on the same topic)
SHARP = 1.4  # how much more a name or a number weighs
PLAIN = 2  # shared stems that are no names or numbers: two sentences about one body need not say the same
FOREIGN = 0.6  # factor for two sentences that name different people, places and figures
LEAST_SURE = 0.5  # score of pairs that may start a link by themselves


LEAD = 0.14  # by which a pair stands above its topic from which it may speak for a link
LEAD_LINKED, SCORE_LINKED = 0.1, 0.22  # and in two reports that are linked, to be the same sentence
SHORTER = 0.85  # only the shorter side of a pair can have been split off from more
BESIDE = 0.15  # lead of a sentence before or behind that is part of the same pair
MEAN_LEAD, LEADING, FEWEST_LEADING = 0.17, 0.5, 5  # mean lead over the shorter report's sentences, share and number of those that lead:
# two rewrites (one translated and back) .22 and .25 with .8 and .86 of their sentences, a hundred pairs of own reports on one affair up to .15
MOST_LEAD = 0.5  # a sentence that is nearly copied counts no more than this
PART_SCORE, AWAY = 0.5, 4  # of a sentence left over with a clause of a paired one, whose partner is so many sentences away at most
SHORT = 4  # stems below which a sentence needs its neighbours' support


class Pair(msgspec.Struct, frozen=True):
    """Two parallel sentences by position, with score 0 to 1 and by how much they stand above the topic."""

    a: int
    b: int
    score: float
    lead: float = 0.0


class Run(msgspec.Struct, frozen=True, order=True):
    """Places of both texts, half-open, that say the same, with score 0 to 1."""

    b: tuple[int, int]
    a: tuple[int, int]
    score: float


class Told(msgspec.Struct, frozen=True):
    """What an encoder makes of two reports: sentence pairs, the runs made of them, whether they are one text in two wordings."""

    runs: tuple[Run, ...]
    linked: bool


def parallels(a: Profile, b: Profile, weights: Weights) -> list[Pair]:
    """The parallel sentences of two reports: each of `b` with its best partner in `a`."""
    found = []
    for at, sentence in enumerate(b.sentences):
        best = _best(sentence, a, weights)
        if best:
            found.append(Pair(best[1], at, best[0]))
    return found


def _best(sentence: Sentence, a: Profile, weights: Weights) -> tuple[float, int] | None:
    shared = Counter(itertools.chain.from_iterable(a.holders[stem] for stem in sentence.stems if stem in a.holders))
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


def told_alike(a: Profile, b: Profile, weights: Weights, meaning: Meaning, *, copied: tuple[set[int], set[int]]) -> Told:
    """The sentences that mean the same in two reports, split and merged ones joined, in order of `b`.

    `copied` are the sentences of both that stand in the other word by word: they say nothing on whether the rest is a rewrite.
    """
    scores = blended(meaning.cosines(a, b), np.array([[score(one, other, weights) for other in b.sentences] for one in a.sentences]))
    above, near = leads(scores)
    pairs = [pair for pair in _mutual(scores, above) if _is_long(a, b, pair) or near[pair.a, pair.b] >= LEAD]
    rest = min(len(one.sentences) - len(known) for one, known in zip((a, b), copied, strict=True))
    linked = _are_one([pair for pair in pairs if pair.a not in copied[0] and pair.b not in copied[1]], rest)
    kept = [pair for pair in pairs if pair.lead >= LEAD_LINKED and pair.score >= SCORE_LINKED]
    runs = _runs(a, b, kept, above)
    if linked:
        turned = [Pair(pair.b, pair.a, pair.score) for pair in kept]
        runs += [Run(second, first, part) for first, second, part in _parts(a, b, kept, meaning, weights)]
        runs += [Run(first, second, part) for first, second, part in _parts(b, a, turned, meaning, weights)]
    return Told(tuple(sorted(runs)), linked)


def _mutual(scores: Matrix, above: Matrix) -> list[Pair]:
    """Pairs that are the best for both sentences."""
    best = above.argmax(axis=0)
    return [
        Pair(int(at), place, float(scores[at, place]), float(above[at, place])) for place, at in enumerate(best) if above[at].argmax() == place
    ]


def _is_long(a: Profile, b: Profile, pair: Pair) -> bool:
    return min(len(a.sentences[pair.a].stems), len(b.sentences[pair.b].stems)) >= SHORT


def _are_one(pairs: Sequence[Pair], sentences: int) -> bool:
    """Whether so many sentences stand out, and so far, that one report is the other in other words."""
    leading = [min(pair.lead, MOST_LEAD) for pair in pairs if pair.lead >= LEAD]
    return len(leading) >= max(FEWEST_LEADING, LEADING * sentences) and sum(leading) >= MEAN_LEAD * sentences


def _runs(a: Profile, b: Profile, pairs: Sequence[Pair], above: Matrix) -> list[Run]:
    """Each pair with the sentences beside it that belong to no other pair and say the same too."""
    first, second = {pair.a for pair in pairs}, {pair.b for pair in pairs}
    out = []
    for pair in pairs:
        rows, columns = [pair.a], [pair.b]
        if _size(a, rows) < SHORTER * _size(b, columns):
            rows = _grown(pair.a, first, above[:, pair.b])
        elif _size(b, columns) < SHORTER * _size(a, rows):
            columns = _grown(pair.b, second, above[pair.a])
        out.append(Run(_place(b, columns), _place(a, rows), round(pair.score, 3)))
        first.update(rows)
        second.update(columns)
    return out


def _grown(at: int, taken: set[int], above: Matrix) -> list[int]:
    return [at, *(place for place in (at - 1, at + 1) if 0 <= place < len(above) and place not in taken and above[place] >= BESIDE)]


def _place(one: Profile, sentences: Sequence[int]) -> tuple[int, int]:
    return one.sentences[min(sentences)].start, one.sentences[max(sentences)].end


def _size(one: Profile, sentences: Sequence[int]) -> int:
    start, end = _place(one, sentences)
    return end - start


def _parts(a: Profile, b: Profile, pairs: Sequence[Pair], meaning: Meaning, weights: Weights) -> list[tuple[tuple[int, int], tuple[int, int], float]]:
    """Sentences of `a` that were left over with the clause of a paired sentence of `b` that says the same: places in both, score."""
    clauses, vectors = meaning.clauses(b)
    partner, taken = {pair.b: pair.a for pair in pairs}, {pair.a for pair in pairs}
    out = []
    if clauses:
        cosines = meaning.against(a, vectors)
        for row in (row for row in range(len(cosines)) if row not in taken):
            scored = [
                (float(COSINE_SHARE * cosines[row, at] + (1 - COSINE_SHARE) * score(a.sentences[row], clause.sentence, weights)), -at)
                for at, clause in enumerate(clauses)
                if abs(partner.get(clause.at, -AWAY - row) - row) <= AWAY
            ]
            best = max(scored, default=(0.0, 0))
            if best[0] >= PART_SCORE:
                clause = clauses[-best[1]].sentence
                out.append(((a.sentences[row].start, a.sentences[row].end), (clause.start, clause.end), round(best[0], 3)))
    return out
