"""What the sentences of two reports mean, side by side: an encoder's cosine blended with shared words, set against the topic.

Two reports on one topic are alike in every sentence; so a pair counts by how far it stands above the sentences around it
(cross-domain similarity local scaling, Conneau et al. 2018), and by whether the sentences next to it are alike too.
"""

import itertools
import re
from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from headwater.language import Encoder
from headwater.relate.profiles import Profile, Sentence, sentence_of
from headwater.relate.similarity import reads
from headwater.text import Span, strip

Matrix = NDArray[np.float64]
COSINE_SHARE = 0.6  # of the encoder's cosine beside the shared words
AROUND = 6  # nearest other sentences that make the topic's level
SUPPORT = 0.25  # what the best pair near by, in the same order, adds
REACH = 2  # sentences before and behind that are near by
ROUGH_LEAD, ROUGH_SHARE = 0.12, 0.35  # share of the shorter report's sentences that lead so (two rewrites .47 and .50, own reports on the topic 0 to .2)
MOST = 120  # sentences of a report that are read
CLAUSE_END = re.compile(r"[,;–—]\s+(?:(?:and|but|while|where|although|because|adding|saying)\s)|;\s|\s[–—]\s")
WORDY = 25  # code points of a clause at least


class Clause(msgspec.Struct, frozen=True):
    """A part of the sentence at position `at` that can say something by itself."""

    at: int
    sentence: Sentence


class Meaning:
    """The sentence vectors of reports, each report read once and alone, so that they do not depend on the pile."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Matrix] = {}
        self._parts: dict[str, tuple[tuple[Clause, ...], Matrix]] = {}

    def reads(self, a: Profile, b: Profile) -> bool:
        """Whether both reports are in languages that the encoder reads."""
        return all(one.content and one.sentences and reads(self._encoder, one.language or "en") for one in (a, b))

    def cosines(self, a: Profile, b: Profile) -> Matrix:
        """Cosine of each sentence of `a` (rows) with each of `b`; 0 beyond the first `MOST`."""
        out = np.zeros((len(a.sentences), len(b.sentences)))
        first, second = self._vectors(a), self._vectors(b)
        out[: len(first), : len(second)] = first @ second.T
        return out

    def against(self, a: Profile, vectors: Matrix) -> Matrix:
        """Cosine of each sentence of `a` (rows) with each of the vectors."""
        cosines: Matrix = self._vectors(a) @ vectors.T
        return cosines

    def clauses(self, one: Profile) -> tuple[tuple[Clause, ...], Matrix]:
        """The clauses of a report's longer sentences with their vectors, one a row."""
        if one.doc not in self._parts:
            found = tuple(clause for at, s in enumerate(one.sentences[:MOST]) for clause in _clauses(one, at, s))
            vectors = self._encoder.encode([one.content[c.sentence.start : c.sentence.end] for c in found]).astype(np.float64)
            self._parts[one.doc] = found, vectors
        return self._parts[one.doc]

    def _vectors(self, one: Profile) -> Matrix:
        if one.doc not in self._known:
            told = [one.content[s.start : s.end] for s in one.sentences[:MOST]]
            self._known[one.doc] = self._encoder.encode(told).astype(np.float64)
        return self._known[one.doc]


def blended(cosines: Matrix, words: Matrix) -> Matrix:
    """How much two sentences say the same, about 0 to 1."""
    blend: Matrix = np.clip(COSINE_SHARE * cosines + (1 - COSINE_SHARE) * words, 0.0, 1.0)
    return blend


def leads(scores: Matrix) -> tuple[Matrix, Matrix]:
    """How far each pair stands above its topic, support of the pairs near by added; and that support alone."""
    above = scores - (_level(scores) + _level(scores.T).T) / 2
    near = _near(above)
    return above + SUPPORT * near, near


def is_promising(cosines: Matrix) -> bool:
    """Whether a fast, rougher encoder's cosines leave room for one report being the other in other words."""
    above, _ = leads(cosines)
    best = above.argmax(axis=0)
    mutual = [float(above[at, place]) for place, at in enumerate(best) if above[at].argmax() == place]
    shorter = min(cosines.shape)
    return bool(sum(lead > ROUGH_LEAD for lead in mutual) >= ROUGH_SHARE * shorter)


def _level(scores: Matrix) -> Matrix:
    """For each row the mean of its best scores without the very best, as a column."""
    ranked = np.sort(scores, axis=1)[:, ::-1]
    around = ranked[:, 1 : AROUND + 1] if scores.shape[1] > AROUND + 1 else scores
    level: Matrix = around.mean(axis=1, keepdims=True)
    return level


def _near(above: Matrix) -> Matrix:
    """The best lead among the pairs up to `REACH` sentences before or behind on both sides."""
    rows, columns = above.shape
    padded = np.zeros((rows + 2 * REACH, columns + 2 * REACH))
    padded[REACH : REACH + rows, REACH : REACH + columns] = above
    steps = [sign * step for step in range(1, REACH + 1) for sign in (1, -1)]
    shifts = [(i, j) for i in steps for j in steps if i * j > 0]
    near: Matrix = np.maximum.reduce([padded[REACH + i : REACH + i + rows, REACH + j : REACH + j + columns] for i, j in shifts])
    return np.maximum(near, 0.0)


def _clauses(one: Profile, at: int, whole: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence that has more than one."""
    cuts = [whole.start, *(m.start() + 1 for m in CLAUSE_END.finditer(one.content, whole.start, whole.end)), whole.end]
    places = [strip(one.content, start, end) for start, end in itertools.pairwise(cuts)]
    if len(places) > 1:
        for start, end in places:
            if end - start >= WORDY:
                yield Clause(at, sentence_of(one.content, Span(one.doc, start, end), one.language or "en"))
