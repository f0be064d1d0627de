"""Whether two assertions are one claim: words paired off by meaning, then what stands against it.

What is left over on both sides in one place is another actor, object or deed; what is left over on one side only is detail.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater import lexicon
from headwater.language import static_encoder
from headwater.periods import reach_of
from headwater.records import Assertion, Term
from headwater.relate.assertion_figures import figures_agree, figures_shared
from headwater.relate.assertion_reading import AGENT, OTHER, PATIENT, PREDICATE, stem_of

Vector = NDArray[np.float32]
MATCHED = 0.5  # likeness from which two words are paired
WEIGHTS: Final = {"name": 1.5, "noun": 1.0, "verb": 0.8, "trait": 0.5}
BESIDE = 0.5  # what is left of a word that stands beside the other passage
ONE_MEANING = 0.9
TIMED = ("DATE", "TIME")


class Against(NamedTuple):
    """What a pair is decided by; `veto` names what forbids one claim."""

    values: tuple[float, ...]
    opposed: bool
    veto: str | None


NAMES: Final = ("cosine", "covered_less", "covered_more", "nouns", "names", "verbs", "traits", "agents", "patients", "predicates", "parallel", "figures", "short", "beyond")


class Known(NamedTuple):
    """What an assertion is compared with beside its own words: stems of whom it speaks of by name, reach of its times."""

    stems: frozenset[str]
    times: tuple[tuple[str, str], ...]


def against(a: Assertion, b: Assertion, known_a: Known, known_b: Known) -> Against:
    """The measures of a pair of assertions, whether the one says yes and the other no, and what forbids one claim."""
    likeness = np.array([[_likeness(t, u) for u in b.terms] for t in a.terms])
    left_a = _left(a.terms, likeness, b, known_b)
    left_b = _left(b.terms, likeness.T, a, known_a)
    opposites = _opposites(a, b)
    values = _values(a, b, left_a, left_b, likeness)
    return Against(values, (a.negative != b.negative) != opposites, _veto(a, b, left_a, left_b, likeness, known_a, known_b))


def _likeness(one: Term, other: Term) -> float:
    if not set(one.stems).isdisjoint(other.stems):
        return 1.0
    if one.kind == other.kind == "name":
        return 1.0 if _one_spelling(one.lemma, other.lemma) else 0.0
    if not set(one.meanings).isdisjoint(other.meanings):
        return ONE_MEANING
    return 0.0 if "name" in (one.kind, other.kind) else max(0.0, float(_word(one.lemma) @ _word(other.lemma)))


def _one_spelling(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 4 and one[:4] == other[:4] and abs(len(one) - len(other)) <= 2


@functools.lru_cache(maxsize=50_000)
def _word(lemma: str) -> Vector:
    return static_encoder().encode([lemma])[0]


def _left(terms: Sequence[Term], likeness: NDArray[np.float64], other: Assertion, known: Known) -> list[tuple[Term, float]]:
    """The words of one side that the other does not have, with what they weigh."""
    best = likeness.max(axis=1) if likeness.size else np.zeros(len(terms))
    out = []
    for term, like in zip(terms, best, strict=True):
        if like < MATCHED and known.stems.isdisjoint(term.stems):
            out.append((term, WEIGHTS[term.kind] * (BESIDE if not set(term.stems).isdisjoint(other.around) else 1.0)))
    return out


def _values(a: Assertion, b: Assertion, left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], likeness: NDArray[np.float64]) -> tuple[float, ...]:
    covered = sorted((_covered(a.terms, left_a), _covered(b.terms, left_b)))
    return (
        cosine(a, b),
        covered[0],
        covered[1],
        _both(left_a, left_b, "noun"),
        _both(left_a, left_b, "name"),
        _both(left_a, left_b, "verb"),
        _both(left_a, left_b, "trait"),
        _in_part(a, b, left_a, left_b, AGENT),
        _in_part(a, b, left_a, left_b, PATIENT),
        _in_part(a, b, left_a, left_b, PREDICATE),
        _parallel(left_a, left_b),
        min(2.0, figures_shared(a.quantities, b.quantities)),
        1.0 / math.sqrt(min(len(a.terms), len(b.terms))),
        min(4.0, max(sum(w for _, w in left_a), sum(w for _, w in left_b))) / 4,
    )


def cosine(a: Assertion, b: Assertion) -> float:
    """Cosine of what two assertions mean; 0 where one has no vector."""
    if not a.vector or not b.vector:
        return 0.0
    first, second = (np.frombuffer(one.vector, np.int8).astype(np.float32) for one in (a, b))
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second) + 1e-9))


def _covered(terms: Sequence[Term], left: Sequence[tuple[Term, float]]) -> float:
    whole = sum(WEIGHTS[t.kind] for t in terms)
    return 1 - sum(w for _, w in left) / whole if whole else 0.0


def _both(left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], kind: str) -> float:
    return min(2.0, min(sum(w for t, w in side if t.kind == kind) for side in (left_a, left_b)))


def _in_part(a: Assertion, b: Assertion, left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], part: str) -> float:
    """Whether both sides have somebody or something else in one part, and nothing in it that the other has."""
    return float(any(t.part == part for t, _ in left_a) and any(t.part == part for t, _ in left_b))


def _parallel(left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]]) -> float:
    """Words left over in the same place of both: hanging in one way on one word."""
    return float(any(t.kind == u.kind and t.relation == u.relation and t.above == u.above and t.above for t, _ in left_a for u, _ in left_b))


def _opposites(a: Assertion, b: Assertion) -> bool:
    """Whether one side has a word and the other its opposite."""
    first, second = (_words(one) for one in (a, b))
    for word, opposite in lexicon.rows("claim_opposites"):
        one, other = tuple(word.split()), tuple(opposite.split())
        for x, y in ((first, second), (second, first)):
            if _has(x, one) and _has(y, other) and not _has(y, one) and not _has(x, other):
                return True
    return False


def _words(one: Assertion) -> frozenset[str]:
    return frozenset((*one.small, *(stem for term in one.terms for stem in term.stems), *(term.lemma for term in one.terms)))


def _has(words: frozenset[str], phrase: tuple[str, ...]) -> bool:
    return all(part in words or stem_of(part) in words for part in phrase)


# -- what forbids one claim --------------------------------------------------------------------------------


def _veto(
    a: Assertion, b: Assertion, left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], likeness: NDArray[np.float64], known_a: Known, known_b: Known
) -> str | None:
    if not figures_agree(a.quantities, b.quantities):
        return "number"
    if not _times_agree(known_a.times, known_b.times):
        return "time"
    if not _moods_agree(a, b):
        return "modality"
    if _swapped(a, b, likeness):
        return "roles"
    return None


def _times_agree(first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]) -> bool:
    """Whether some time of one side can be a time of the other, where both have any."""
    if not first or not second:
        return True
    return any(a[0] <= b[1] and b[0] <= a[1] for a in first for b in second)


def _moods_agree(a: Assertion, b: Assertion) -> bool:
    return a.mood == b.mood or {a.mood, b.mood} <= {"planned", "asked"} and False


def _swapped(a: Assertion, b: Assertion, likeness: NDArray[np.float64]) -> bool:
    """Whether who does it on one side is whom it is done to on the other, and the other way round."""
    crossed = {
        (t.part, u.part)
        for i, t in enumerate(a.terms)
        for j, u in enumerate(b.terms)
        if likeness[i, j] >= ONE_MEANING and {t.part, u.part} == {AGENT, PATIENT}
    }
    straight = any(
        likeness[i, j] >= ONE_MEANING and t.part == u.part in (AGENT, PATIENT) for i, t in enumerate(a.terms) for j, u in enumerate(b.terms)
    )
    return len(crossed) == 2 and not straight


def interval_reach(interval: str) -> tuple[str, str] | None:
    """The first and last day that an EDTF interval allows."""
    first, _, last = interval.rstrip("~").partition("/")
    ends = [reach_of(one.rstrip("~")) if one and one != ".." else None for one in (first, last or first)]
    low = ends[0].first.isoformat() if ends[0] else "0000"
    high = ends[1].last.isoformat() if ends[1] else "9999"
    return (low, high) if ends[0] or ends[1] else None


__all__ = ["Against", "Known", "against", "cosine", "interval_reach", "OTHER"]
