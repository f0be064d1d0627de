"""Reports that are translations of one another, with their sentences aligned.

Candidates come from an inverted index over keys that two languages share (`bilingual`); each candidate's sentences are
aligned in order, split and merged ones included (dynamic programming after Gale and Church 1993, with words beside
lengths), then what is left over is paired out of order. An encoder that reads both languages may be given; none is needed.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from headwater.records import Reuse
from headwater.relate.bilingual import PIVOT, is_covered, keys
from headwater.relate.profiles import Profile
from headwater.text import Span, digest

CANDIDATES = 6  # reports of the other language that are looked at closely for each report
LEAST = 0.33  # share of the lesser report that is rendered, from which it is a translation whatever else is like it
BESIDE = 0.75  # share of the best score that a second translation of one report must have
LEAST_APART, APART = 0.2, 1.2  # or so much, where it is so many times the next best report's (true pairs .24 to .62 and 1.1 to 5.4 times, others .07 to .28)
HOT = 0.2  # share of the reports of a pile in which a key may stand and still find candidates; in a small pile all do
FEW = 20  # reports that a key may always stand in
LONGEST_RUN = 3  # sentences that are one in the other language, at most
MOVES: Final = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
MERGED = 0.04  # taken from the score of a pair for each sentence merged
SKIPPED = 0.16  # score that a sentence without a counterpart is worth: a pair must be better than two of these
LENGTHS = 0.15  # weight of lengths that agree, beside words
SURE = 0.3  # score of two sentences that are paired out of order


Matrix = NDArray[np.float64]


class Rendered(msgspec.Struct, frozen=True):
    """One report by its sentences: each a tuple of words, each word the keys that it shares with its renderings."""

    profile: Profile
    sentences: tuple[tuple[frozenset[str], ...], ...]

    @property
    def counts(self) -> Counter[str]:
        """How many words have a key."""
        return Counter(key for sentence in self.sentences for word in sentence for key in word)


class Aligned(msgspec.Struct, frozen=True):
    """Sentences of both reports, half-open runs, with score 0 to 1."""

    a: tuple[int, int]
    b: tuple[int, int]
    score: float


def rendered(one: Profile) -> Rendered:
    """A report made ready for comparison across languages."""
    language = one.language or PIVOT
    out: list[tuple[frozenset[str], ...]] = []
    at = 0
    for sentence in one.sentences:
        words = []
        while at < len(one.words) and one.words[at].start < sentence.end:
            found = keys(one.words[at].form, language)
            if found and one.words[at].start >= sentence.start:
                words.append(found)
            at += 1
        out.append(tuple(words))
    return Rendered(one, tuple(out))


def translations(profiles: Sequence[Profile]) -> dict[tuple[str, str], tuple[Reuse, ...]]:
    """The translated passages of a pile: pairs of ids in the order of the pile to aligned sentences in order of the second."""
    if len({one.language == PIVOT for one in profiles if one.language == PIVOT or is_covered(one.language)}) < 2:
        return {}
    foreign = [rendered(one) for one in profiles if is_covered(one.language)]
    pivot = [rendered(one) for one in profiles if one.language == PIVOT]
    rarity = _rarity([*foreign, *pivot])
    scored = [(score, one, other, found) for one, other in _candidates(foreign, pivot, rarity) for score, found in [translation(one, other, rarity)]]
    order = {one.doc: at for at, one in enumerate(profiles)}
    return dict(_passages(one, other, found, order) for one, other, found in _kept(scored))


def _rarity(pile: Sequence[Rendered]) -> dict[str, float]:
    held = Counter(key for one in pile for key in one.counts)
    return {key: math.log(1 + len(pile) / n) for key, n in held.items()}


def _candidates(foreign: Sequence[Rendered], pivot: Sequence[Rendered], rarity: Mapping[str, float]) -> Iterator[tuple[Rendered, Rendered]]:
    """For each report of either side its nearest ones of the other."""
    one, other = [_vector(x, rarity) for x in foreign], [_vector(x, rarity) for x in pivot]
    hot = max(FEW, HOT * (len(foreign) + len(pivot)))
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(other):
        for key, value in vector.items():
            holders[key].append((at, value))
    near: dict[tuple[int, int], float] = defaultdict(float)
    for at, vector in enumerate(one):
        for key in sorted(vector):
            for place, value in holders.get(key, ()) if len(holders.get(key, ())) <= hot else ():
                near[at, place] += value * vector[key]
    best = {pair for side in (0, 1) for pair in _nearest(near, side)}
    yield from ((foreign[at], pivot[place]) for at, place in sorted(best))


def _nearest(near: Mapping[tuple[int, int], float], side: int) -> Iterator[tuple[int, int]]:
    by: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, value in near.items():
        by[pair[side]].append((-value, pair))
    for found in by.values():
        yield from (pair for _, pair in sorted(found)[:CANDIDATES])


def _vector(one: Rendered, rarity: Mapping[str, float]) -> dict[str, float]:
    vector = {key: (1 + math.log(n)) * rarity[key] for key, n in one.counts.items()}
    length = math.sqrt(sum(value * value for _, value in sorted(vector.items())))
    return {key: value / length for key, value in vector.items()} if length else {}


def translation(a: Rendered, b: Rendered, rarity: Mapping[str, float]) -> tuple[float, tuple[Aligned, ...]]:
    """How much of the lesser of two reports is rendered in the other (0 to 1), and its sentences aligned."""
    table = _Table(a, b, rarity)
    found = _in_order(table)
    found += _out_of_order(table, found)
    sizes = [sum(_size(s) for s in one.profile.sentences) for one in (a, b)]
    if not min(sizes):
        return 0.0, ()
    explained = [sum(pair.score * _size(s) for pair in found for s in one.profile.sentences[slice(*places(pair))]) for one, places in ((a, _first), (b, _second))]
    score = max(part / whole for part, whole in zip(explained, sizes, strict=True))
    return min(1.0, score), tuple(sorted(found, key=lambda pair: pair.b))


def _first(pair: Aligned) -> tuple[int, int]:
    return pair.a


def _second(pair: Aligned) -> tuple[int, int]:
    return pair.b


def _size(sentence: object) -> int:
    return sentence.end - sentence.start  # type: ignore[attr-defined, no-any-return]


class _Table:
    """The scores of runs of sentences of two reports: what of each run is rendered in the other, and how lengths agree."""

    def __init__(self, a: Rendered, b: Rendered, rarity: Mapping[str, float]) -> None:
        self.rows, self.columns = len(a.sentences), len(b.sentences)
        sizes = [[_size(s) for s in one.profile.sentences] for one in (a, b)]
        ratio = min(1.6, max(0.6, sum(sizes[0]) / (sum(sizes[1]) or 1)))
        self._ends = [np.cumsum([0, *own]) * factor for own, factor in zip(sizes, (1.0, ratio), strict=True)]
        self._whole = [np.cumsum([0.0, *(sum(_weight(word, rarity) for word in sentence) for sentence in one.sentences)]) for one in (a, b)]
        self._common = [_rendered(a, b, rarity), _rendered(b, a, rarity)]

    def score(self, at: tuple[int, int], place: tuple[int, int]) -> float:
        """How much two runs of sentences render one another, 0 to 1."""
        whole = self._part(0, at) + self._part(1, place)
        common = self._common[0][place[1] - place[0]][at[0] : at[1], place[0]].sum() + self._common[1][at[1] - at[0]][place[0] : place[1], at[0]].sum()
        lengths = [max(1.0, float(ends[run[1]] - ends[run[0]])) for ends, run in zip(self._ends, (at, place), strict=True)]
        return float((1 - LENGTHS) * common / whole if whole else 0.0) + LENGTHS * math.exp(-2 * abs(math.log(lengths[0] / lengths[1])))

    def _part(self, side: int, run: tuple[int, int]) -> float:
        return float(self._whole[side][run[1]] - self._whole[side][run[0]])


def _rendered(one: Rendered, other: Rendered, rarity: Mapping[str, float]) -> dict[int, Matrix]:
    """By length of a run of the other's sentences: the weight of the words of each sentence (row) that some sentence of the
    run beginning at each place (column) renders."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(other.sentences):
        for key in frozenset().union(*sentence):
            holders[key].append(at)
    runs = {length: np.zeros((len(one.sentences), len(other.sentences))) for length in range(1, LONGEST_RUN + 1)}
    for row, sentence in enumerate(one.sentences):
        words = np.zeros((len(sentence), len(other.sentences) + LONGEST_RUN))
        for at, word in enumerate(sentence):
            for key in word:
                for place in holders.get(key, ()):
                    words[at, place] = max(words[at, place], rarity.get(key, 1.0))
        for length, table in runs.items():
            table[row] = np.maximum.reduce([words[:, shift : shift + len(other.sentences)] for shift in range(length)]).sum(axis=0)
    return runs


def _weight(word: frozenset[str], rarity: Mapping[str, float]) -> float:
    return max((rarity.get(key, 1.0) for key in word), default=0.0)


def _in_order(table: _Table) -> list[Aligned]:
    """The best alignment of both reports' sentences in order."""
    rows, columns = table.rows, table.columns
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(rows + 1):
        for j in range(columns + 1):
            if (i, j) != (0, 0):
                best[i, j] = max(_steps(table, best, i, j))
    return _path(table, best, rows, columns)


def _steps(table: _Table, best: Mapping[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> Iterator[tuple[float, tuple[int, int]]]:
    if i:
        yield best[i - 1, j][0] + SKIPPED, (1, 0)
    if j:
        yield best[i, j - 1][0] + SKIPPED, (0, 1)
    for down, right in MOVES:
        if i >= down and j >= right:
            score = table.score((i - down, i), (j - right, j)) - MERGED * (down + right - 2)
            yield best[i - down, j - right][0] + score * (down + right), (down, right)


def _path(table: _Table, best: Mapping[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> list[Aligned]:
    out: list[Aligned] = []
    while i or j:
        down, right = best[i, j][1]
        if down and right:
            score = table.score((i - down, i), (j - right, j))
            out.append(Aligned((i - down, i), (j - right, j), score))
        i, j = i - down, j - right
    return out


def _out_of_order(table: _Table, found: Sequence[Aligned]) -> list[Aligned]:
    """Pairs of sentences that were left over, best first."""
    first = set(range(table.rows)) - {at for pair in found for at in range(*pair.a)}
    second = set(range(table.columns)) - {at for pair in found for at in range(*pair.b)}
    scored = sorted(((table.score((i, i + 1), (j, j + 1)), -i, -j) for i in first for j in second), reverse=True)
    out = []
    for score, i, j in scored:
        if score >= SURE and -i in first and -j in second:
            first.remove(-i)
            second.remove(-j)
            out.append(Aligned((-i, 1 - i), (-j, 1 - j), score))
    return out


def _kept(scored: Sequence[tuple[float, Rendered, Rendered, tuple[Aligned, ...]]]) -> Iterator[tuple[Rendered, Rendered, tuple[Aligned, ...]]]:
    """The pairs that are good enough by themselves and near the best for both reports, or far ahead of all others."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for score, one, other, _ in scored:
        ranks[one.profile.doc].append(score)
        ranks[other.profile.doc].append(score)
    for found in ranks.values():
        found.sort(reverse=True)
    for score, one, other, aligned in scored:
        beside = [ranks[one.profile.doc], ranks[other.profile.doc]]
        good = score >= LEAST and all(score >= BESIDE * best[0] for best in beside)
        apart = score >= LEAST_APART and all(len(best) > 1 and score == best[0] and score >= APART * best[1] for best in beside)
        if good or apart:
            yield one, other, aligned


def _passages(one: Rendered, other: Rendered, found: Sequence[Aligned], order: Mapping[str, int]) -> tuple[tuple[str, str], tuple[Reuse, ...]]:
    records = []
    for pair in found:
        spans = [_span(one.profile, pair.a), _span(other.profile, pair.b)]
        if order[one.profile.doc] > order[other.profile.doc]:
            spans.reverse()
        records.append(_record(spans[0], spans[1], pair.score))
    ids = sorted((one.profile.doc, other.profile.doc), key=order.__getitem__)
    return (ids[0], ids[1]), tuple(sorted(records, key=lambda one: (one.b, one.a)))


def _span(one: Profile, run: tuple[int, int]) -> Span:
    return Span(one.doc, one.sentences[run[0]].start, one.sentences[run[1] - 1].end)


def _record(a: Span, b: Span, score: float) -> Reuse:
    id = "u" + digest("reuse", a.doc, str(a.start), str(a.end), b.doc, str(b.start), str(b.end))
    return Reuse(id=id, a=a, b=b, kind="translation", score=round(score, 3))


def translated_share(passages: Sequence[Reuse], sizes: Mapping[str, int]) -> float:
    """How much of the lesser of two reports is rendered in the other, 0 to 1: passages by their scores; `sizes` of the bodies in code points."""
    explained: Counter[str] = Counter()
    for one in passages:
        if one.kind == "translation":
            for span in (one.a, one.b):
                explained[span.doc] += round(1000 * one.score) * (span.end - span.start)
    return round(min(1.0, max((n / 1000 / sizes[doc] for doc, n in explained.items() if sizes.get(doc)), default=0.0)), 3)
