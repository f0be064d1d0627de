"""Sentences of two reports that are known to be related, laid side by side: for each sentence without a passage its partner.

That one report is made from the other, or that a person wants both compared, is settled before: so less likeness is asked for than
where a link between reports must be shown.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from headwater.records import Reuse
from headwater.relate.meaning import COSINE_SHARE, Matrix, Meaning, leads
from headwater.relate.parallel import score
from headwater.relate.profiles import Profile, Weights
from headwater.text import Span, digest

LEAST, LEAD = 0.42, 0.05  # blend of cosine and shared words, and by how much it stands above the topic, from which a sentence left over has its partner
FAINT, CLEAR = 0.25, 0.1  # a translation shares fewer words: a fainter one that stands out more
BY_WORDS = 0.3  # where there is no encoder
NEARLY = 0.85  # of the best score of a sentence left over from which another sentence is its partner too
RIVAL = 0.65  # of the score that either sentence has with its best partner
TWO_WORDS, PART = 2, 0.25  # words, and share of the shorter sentence's, that no other sentence of either report has, by which one was worked into another
WITHIN = 0.4  # score, at least, of a sentence that was worked into another
OPEN = 0.6  # share of a sentence that passages must not cover for it to be left over

Place = tuple[int, int]  # sentences of both reports


def beside(a: Profile, b: Profile, weights: Weights, shared: Sequence[Reuse], *, meaning: Meaning | None = None) -> tuple[Reuse, ...]:
    """For sentences of either report that no passage covers the nearest sentence of the other, as paraphrases with scores 0 to 1."""
    if not a.sentences or not b.sentences or (a.language or "en") != (b.language or "en"):
        return ()
    words = np.array([[score(one, other, weights) for other in b.sentences] for one in a.sentences])
    encoded = meaning is not None and meaning.reads(a, b)
    scores: Matrix = COSINE_SHARE * meaning.cosines(a, b) + (1 - COSINE_SHARE) * words if meaning is not None and encoded else words
    lead = leads(scores)[0]
    fits = (scores >= LEAST) & (lead >= LEAD) | (scores >= FAINT) & (lead >= CLEAR) if encoded else scores >= BY_WORDS
    found = {(int(row), at) for at in _left_over(b, shared) for row in np.flatnonzero(scores[:, at] >= NEARLY * scores[:, at].max())}
    found |= {(at, int(column)) for at in _left_over(a, shared) for column in np.flatnonzero(scores[at] >= NEARLY * scores[at].max())}
    fits &= (scores >= RIVAL * scores.max(axis=0)) & (scores >= RIVAL * scores.max(axis=1, keepdims=True))
    made = {at: float(scores[at]) for at in found if fits[at]}
    return tuple(_record(a, b, *at, made[at]) for at in sorted(_told_within(a, b, shared, made, scores)))


def _told_within(a: Profile, b: Profile, shared: Sequence[Reuse], made: dict[Place, float], scores: Matrix) -> dict[Place, float]:
    """The pairs made, and for sentences that still have no partner the one that they were worked into: these words stand once in each report."""
    rare = _only_once(a) & _only_once(b)
    left = set(_left_over(a, shared)) - {row for row, _ in made}
    right = set(_left_over(b, shared)) - {column for _, column in made}
    for row, one in enumerate(a.sentences):
        for column, other in enumerate(b.sentences):
            if row in left or column in right:
                common = one.stems & other.stems & rare
                if len(common) >= TWO_WORDS and len(common) >= PART * min(len(one.stems), len(other.stems)):
                    made[row, column] = max(WITHIN, float(scores[row, column]))
    return made


def _only_once(one: Profile) -> set[str]:
    """The stems that stand in one sentence of a report alone."""
    counts = Counter(stem for each in one.sentences for stem in each.stems)
    return {stem for stem, count in counts.items() if count == 1}


def _left_over(one: Profile, shared: Sequence[Reuse]) -> list[int]:
    spans = [span for each in shared for span in (each.a, each.b) if span.doc == one.doc]
    return [at for at, s in enumerate(one.sentences) if _covered(s.start, s.end, spans) < OPEN * (s.end - s.start)]


def _covered(start: int, end: int, spans: Sequence[Span]) -> int:
    return max((max(0, min(end, span.end) - max(start, span.start)) for span in spans), default=0)


def _record(a: Profile, b: Profile, left: int, right: int, score_: float) -> Reuse:
    first, second = a.sentences[left], b.sentences[right]
    one, other = Span(a.doc, first.start, first.end), Span(b.doc, second.start, second.end)
    id = "u" + digest("beside", a.doc, str(one.start), b.doc, str(other.start))
    return Reuse(id=id, a=one, b=other, kind="paraphrase", score=round(min(1.0, score_), 3))
