"""Whether two assertions are one claim: words paired off by meaning, then what stands against it.

What is left over on both sides in one place is another actor, object or deed; what is left over on one side only is detail.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater import lexicon
from headwater.periods import reach_of
from headwater.records import Assertion, Term
from headwater.relate.assertion_figures import figures_agree, figures_shared
from headwater.relate.assertion_reading import AGENT, OTHER, PATIENT, PREDICATE, stem_of
from headwater.relate.assertion_score import WEIGHTS, measures
from headwater.relate.assertion_words import MATCHED, ONE_MEANING, Ready, word_likeness

BESIDE = 0.5  # what is left of a word that stands beside the other passage
HEADS: Final = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "csubj", "root", "flat")
BELONGING: Final = ("nmod:poss", "nmod", "compound")
SUPPORTING = frozenset("impose order issue make give take carry hold conduct launch leave cause suffer receive get put face say know count find see hear lead happen occur take do use come go report".split())
PERSONS = frozenset("he she".split())
USUAL = frozenset("often always usually rule again routinely regularly repeatedly frequently".split())
OPEN_START, OPEN_END = "0000", "9999"


class Against(NamedTuple):
    """What a pair is decided by: `values` by NAMES, all that is `measured`; `opposed`: the one says yes and the other no; `veto`: what forbids one claim."""

    values: tuple[float, ...]
    opposed: bool
    veto: str | None
    one_deed: bool
    measured: Mapping[str, float]


NAMES: Final = ("cosine", "covered_less", "covered_more", "nouns", "names", "verbs", "traits", "agents", "patients", "predicates", "parallel", "figures", "inside", "moods", "apart", "strange")


class Told(NamedTuple):
    """A time as it is told: first and last day, words."""

    first: str
    last: str
    words: str


class Known(NamedTuple):
    """What an assertion is compared with beside its own words: stems of whom it speaks of by name, reach of its times, who says it."""

    stems: frozenset[str]
    times: tuple[Told, ...]
    voice: str = ""


def against(a: Ready, b: Ready, known_a: Known, known_b: Known, *, enough: Callable[[float, float, bool, bool], bool] | None = None) -> Against | None:
    """The measures of a pair of assertions, whether the one says yes and the other no, and what forbids one claim.

    `enough` is asked first, with cosine, share of common words of the poorer side, whether both tell one deed, whether they are opposed:
    where it says no, nothing else is looked at and the answer is None.
    """
    plain = a.likeness(b)
    likeness = _paired(plain)
    x, y = a.told, b.told
    left_a = _left(x.terms, likeness, y, known_b)
    left_b = _left(y.terms, likeness.T, x, known_a)
    alike, one_deed = a.cosine(b), _one_deed(x, y, likeness)
    covered = (_covered(x.terms, left_a), _covered(y.terms, left_b))
    opposed = (x.negative != y.negative) != _opposites(a, b)
    if enough and not enough(alike, min(covered), one_deed, opposed):
        return None
    values = _values(x, y, left_a, left_b, likeness, alike, covered)
    veto = _veto(x, y, left_a, left_b, likeness, known_a, known_b)
    named = dict(zip(NAMES, values, strict=True))
    known = (known_a.stems, known_b.stems)
    measured = measures(a, b, plain, likeness, known, named, one_deed=one_deed, opposed=opposed, veto=veto)
    return Against(values, opposed, veto, one_deed, measured)


def _paired(likeness: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words that are only near in meaning are paired once: not with a word that has its like."""
    sure = likeness >= ONE_MEANING
    taken = np.logical_or.outer(sure.any(axis=1), sure.any(axis=0))
    paired: NDArray[np.float32] = np.where(taken & ~sure, np.float32(0.0), likeness)
    return paired


def _left(terms: Sequence[Term], likeness: NDArray[np.float32], other: Assertion, known: Known) -> list[tuple[Term, float]]:
    """The words of one side that the other does not have, with what they weigh."""
    best = likeness.max(axis=1) if likeness.size else np.zeros(len(terms))
    out = []
    for term, like in zip(terms, best, strict=True):
        if like < MATCHED and known.stems.isdisjoint(term.stems):
            out.append((term, WEIGHTS[term.kind] * (BESIDE if not set(term.stems).isdisjoint(other.around) else 1.0)))
    return out


def _values(
    a: Assertion,
    b: Assertion,
    left_a: Sequence[tuple[Term, float]],
    left_b: Sequence[tuple[Term, float]],
    likeness: NDArray[np.float32],
    alike: float,
    covered: tuple[float, float],
) -> tuple[float, ...]:
    one_deed = _one_deed(a, b, likeness)
    return (
        alike,
        min(covered),
        max(covered),
        _both(left_a, left_b, "noun"),
        _both(left_a, left_b, "name"),
        _both(left_a, left_b, "verb"),
        _both(left_a, left_b, "trait"),
        _in_part(left_a, left_b, AGENT),
        _in_part(left_a, left_b, PATIENT),
        _in_part(left_a, left_b, PREDICATE),
        _parallel(a, b, left_a, left_b),
        min(2.0, figures_shared(a.quantities, b.quantities)),
        _told_inside(a, b, likeness),
        float(a.mood != b.mood),
        0.0 if one_deed else 1 - min(_arguments(a.terms, left_a), _arguments(b.terms, left_b)),
        0.0 if one_deed else 1 - max(0.0, alike),
    )


def _covered(terms: Sequence[Term], left: Sequence[tuple[Term, float]]) -> float:
    whole = sum(WEIGHTS[t.kind] for t in terms)
    return 1 - sum(w for _, w in left) / whole if whole else 0.0


def _both(left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], kind: str) -> float:
    return min(2.0, min(sum(w for t, w in side if t.kind == kind) for side in (left_a, left_b)))


def _in_part(left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], part: str) -> float:
    """Whether both sides have somebody or something else in one part, and nothing in it that the other has."""
    return float(any(t.part == part for t, _ in left_a) and any(t.part == part for t, _ in left_b))


def _arguments(terms: Sequence[Term], left: Sequence[tuple[Term, float]]) -> float:
    """The share of the words beside the deed that the other side has."""
    whole = sum(WEIGHTS[t.kind] for t in terms if t.part != PREDICATE)
    return 1 - sum(w for t, w in left if t.part != PREDICATE) / whole if whole else 0.0


def _parallel(a: Assertion, b: Assertion, left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]]) -> float:
    """Words left over in the same place of both: hanging in one way on words that tell one thing."""
    return float(
        any(
            t.kind == u.kind and _place(t) == _place(u) and _one_above(a, b, t, u)
            for t, _ in left_a
            for u, _ in left_b
        )
    )


def _place(term: Term) -> str:
    """How a word hangs, objects and what stands with a preposition alike: the trees are not sure of these."""
    relation = term.relation.partition(":")[0]
    return "beside" if relation in ("obj", "iobj", "obl", "nmod", "xcomp", "compound") else relation


def _one_above(a: Assertion, b: Assertion, t: Term, u: Term) -> bool:
    if not t.above or not u.above:
        return False
    first, second = (next((x for x in one.terms if word.above in x.stems), None) for one, word in ((a, t), (b, u)))
    return t.above == u.above or (first is not None and second is not None and word_likeness(first, second) >= ONE_MEANING)


def _other_head(a: Assertion, b: Assertion, known_a: Known, known_b: Known, part: str) -> float:
    """Whether somebody or something else stands in a part: neither side has whom the other names there, or only beside another."""
    first, second = ([t for t in one.terms if t.part == part and t.relation in HEADS] for one in (a, b))
    pairs = [(t, u) for t in first for u in second]
    straight = [(t, u) for t, u in pairs if t.relation == u.relation] or pairs
    if not straight or any(word_likeness(t, u) >= MATCHED or (t.kind == "name") != (u.kind == "name") for t, u in straight):
        return 0.0
    return float(all(_is_strange(t, b, known_b, part) and _is_strange(u, a, known_a, part) for t, u in straight))


def _is_strange(term: Term, other: Assertion, known: Known, part: str) -> bool:
    """Whether the other side does not speak of somebody, or only of somebody else of theirs (the minister's brother)."""
    there = [u for u in other.terms if word_likeness(term, u) >= MATCHED]
    heads = {stem for u in other.terms if u.part == part and u.relation in HEADS for stem in u.stems}
    return all(u.relation in BELONGING and u.above in heads for u in there) and not _is_known(term, other, known)


def _is_known(term: Term, other: Assertion, known: Known) -> bool:
    """Whether somebody of whom the other side speaks in other words is called so."""
    own = {stem for t in other.terms for stem in t.stems}
    return not (known.stems - own).isdisjoint(term.stems)


def _told_inside(a: Assertion, b: Assertion, likeness: NDArray[np.float32]) -> float:
    """Whether the deed of one side is only told beside another deed on the other."""
    if _one_deed(a, b, likeness):
        return 0.0
    for mine, theirs, like in ((a, b, likeness), (b, a, likeness.T)):
        deeds = [i for i, t in enumerate(mine.terms) if t.part == PREDICATE]
        others = [j for j, u in enumerate(theirs.terms) if u.part == PREDICATE and u.lemma not in SUPPORTING]
        inside = any(like[i, j] >= MATCHED for i in deeds for j, u in enumerate(theirs.terms) if u.part != PREDICATE)
        if inside and others and all(like[:, j].max() < MATCHED for j in others):
            return 1.0
    return 0.0


def _one_deed(a: Assertion, b: Assertion, likeness: NDArray[np.float32], *, least: float = MATCHED) -> bool:
    return any(
        likeness[i, j] >= least and t.part == u.part == PREDICATE for i, t in enumerate(a.terms) for j, u in enumerate(b.terms)
    )


@functools.cache
def _steps() -> dict[str, frozenset[tuple[int, int]]]:
    """Each word of a deed to the rows and places in them where it stands."""
    out: dict[str, set[tuple[int, int]]] = {}
    for number, row in enumerate(lexicon.rows("claim_steps")):
        for place, deed in enumerate(row):
            for word in deed.split("|"):
                for form in {word, stem_of(word)}:
                    out.setdefault(form, set()).add((number, place))
    return {word: frozenset(places) for word, places in out.items()}


def _other_step(left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]]) -> bool:
    """Whether the deeds left over are two steps of one course of things."""
    first, second = ({place for t, _ in side if t.kind in ("verb", "noun") for stem in (t.lemma, *t.stems) for place in _steps().get(stem, ())} for side in (left_a, left_b))
    return any(a[0] == b[0] and a[1] != b[1] for a in first for b in second)


def _deeds(one: Assertion) -> list[tuple[Term, float]]:
    return [(t, 1.0) for t in one.terms if t.part == PREDICATE]


def _judges(one: Assertion) -> bool:
    """Whether a passage tells what somebody finds of something."""
    return any(t.lemma in lexicon.entries("claim_opinions") for t in one.terms if t.part == PREDICATE or t.relation in ("xcomp", "obj"))


def _is_other(one: Assertion, other: Assertion, known: Known) -> bool:
    """Whether he or she of one side is led back to somebody, and the other side names somebody else."""
    if not known.stems or any(t.part == AGENT and t.relation in HEADS for t in one.terms) or PERSONS.isdisjoint(one.small):
        return False
    named = [t for t in other.terms if t.part == AGENT and t.kind == "name" and t.relation in HEADS]
    return bool(named) and all(known.stems.isdisjoint(t.stems) for t in named)


def _one_and_many(a: Assertion, b: Assertion) -> bool:
    """Whether one side has several of what is a single one on the other."""
    single = {stem for t in a.terms if t.single for stem in t.stems}
    return any(
        q.unit is None and (q.low if q.low is not None else q.value or 0) > 1 and stem_of(word) in single
        for q in b.quantities
        for word in (q.counts or "").casefold().split()[-1:]
    )


def _opposites(a: Ready, b: Ready) -> bool:
    """Whether one side has a word and the other its opposite."""
    first, second = a.all_words, b.all_words
    for start in first & _opposed_starts().keys():
        for one, other in _opposed_starts()[start]:
            if _has(first, one) and _has(second, other) and not _has(second, one) and not _has(first, other):
                return True
    return _unsaid(first, second) or _unsaid(second, first)


@functools.cache
def _opposed_starts() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The rows of opposites, either way round, by the first word of the one and by its stem."""
    out: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in _opposed_words():
        for one, other in (row, row[::-1]):
            for start in {one[0], stem_of(one[0])}:
                out.setdefault(start, []).append((one, other))
    return out


@functools.cache
def _opposed_words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((tuple(word.split()), tuple(opposite.split())) for word, opposite in lexicon.rows("claim_opposites"))


def _unsaid(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one side has a word that begins with un and the other the word itself."""
    return any(word.startswith("un") and len(word) > 5 and word not in second and stem_of(word[2:]) in second for word in first)


def _has(words: frozenset[str], phrase: tuple[str, ...]) -> bool:
    return all(part in words or stem_of(part) in words for part in phrase)


# -- what forbids one claim --------------------------------------------------------------------------------


def _veto(
    a: Assertion, b: Assertion, left_a: Sequence[tuple[Term, float]], left_b: Sequence[tuple[Term, float]], likeness: NDArray[np.float32], known_a: Known, known_b: Known
) -> str | None:
    if not figures_agree(a.quantities, b.quantities) or _one_and_many(a, b) or _one_and_many(b, a):
        return "number"
    if not _times_agree(known_a.times, known_b.times):
        return "time"
    one_deed = _one_deed(a, b, likeness)
    if a.mood != b.mood and not {a.mood, b.mood} <= {"duty", "fact", "possible"} - ({"possible"} if "fact" in (a.mood, b.mood) else set()) and (one_deed or _told_inside(a, b, likeness)):
        return "modality"
    if one_deed and _other_head(a, b, known_a, known_b, AGENT):
        return "actor"
    if one_deed and _other_head(a, b, known_a, known_b, PATIENT):
        return "object"
    if USUAL.isdisjoint(a.small) != USUAL.isdisjoint(b.small) and a.negative == b.negative and one_deed:
        return "scope"
    if _other_step(left_a, left_b) or (not one_deed and _other_step(_deeds(a), _deeds(b))):
        return "step"
    if known_a.voice != known_b.voice and _judges(a) and _judges(b):
        return "opinion"
    if one_deed and (_is_other(a, b, known_a) or _is_other(b, a, known_b)):
        return "actor"
    return "roles" if _one_deed(a, b, likeness, least=1.0) and _swapped(a, b, likeness) else None


def _times_agree(first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Whether some time of one side can be a time of the other, where both have any."""
    return not first or not second or any(_time_agrees(a, b) for a in first for b in second)


def _time_agrees(a: Told, b: Told) -> bool:
    if a.words == b.words:
        return True
    if (a.first == OPEN_START) == (b.first == OPEN_START) and (a.last == OPEN_END) == (b.last == OPEN_END) and (a.last == OPEN_END or a.first == OPEN_START):
        return a[:2] == b[:2]
    return a.first <= b.last and b.first <= a.last


def _swapped(a: Assertion, b: Assertion, likeness: NDArray[np.float32]) -> bool:
    """Whether who does it on one side is whom it is done to on the other, and the other way round."""
    pairs = [(t, u) for i, t in enumerate(a.terms) for j, u in enumerate(b.terms) if likeness[i, j] >= ONE_MEANING and PREDICATE not in (t.part, u.part)]
    there = any(t.part == AGENT != u.part and u.relation in HEADS for t, u in pairs)
    back = any(u.part == AGENT != t.part and t.relation in HEADS for t, u in pairs)
    return there and back and not any(t.part == u.part == AGENT for t, u in pairs)


def interval_reach(interval: str) -> tuple[str, str] | None:
    """The first and last day that an EDTF interval allows."""
    first, _, last = interval.rstrip("~").partition("/")
    ends = [reach_of(one.rstrip("~")) if one and one != ".." else None for one in (first, last or first)]
    low = ends[0].first.isoformat() if ends[0] else OPEN_START
    high = ends[1].last.isoformat() if ends[1] else OPEN_END
    return (low, high) if ends[0] or ends[1] else None


__all__ = ["OTHER", "Against", "Known", "against", "interval_reach"]
