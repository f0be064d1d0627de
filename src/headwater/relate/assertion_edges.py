"""Edges between the assertions of a pile: which say the same, which the opposite, which differ only in a figure.

Equal wordings are one; of the rest the nearest by vector are compared, each pair of reports by the pair that stands out in it.
"""

import bisect
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from headwater.records import Actor, Assertion, Document, Edge, Mention, Reason, Reuse, Statement, Timex
from headwater.relate.assertion_match import NAMES, Against, Known, Told, against, interval_reach
from headwater.relate.assertion_reading import stem_of
from headwater.relate.assertion_score import likelihood
from headwater.relate.assertion_words import Ready
from headwater.text import Span

ALL = 160  # assertions up to which every two are compared
NEAREST, LEAST_NEAR = 12, 0.5  # of more the nearest by vector, from this cosine on
BLOCK = 1024
FEW_TERMS = 2
LOOSE = 60  # assertions of a pile from which a pair must share what is not common in it
CLEAR, CLEAR_DEED, CLEAR_OPPOSED = 0.75, 0.5, 0.65  # cosine that a pair needs there: told with other deeds, with one, with opposite answers
COVERED, COVERED_DEED = 0.55, 0.4  # share of the words of either side that the other has, there
EXACT = ("verbatim", "near", "same_quote")
ALIGNED, BEARABLE = ("paraphrase", "same_quote"), (None, "time", "actor", "object", "opinion", "scope", "step")  # sentences aligned in order tell one thing
REWRITTEN = 3  # passages between two reports from which the one is told after the other
LEAST_ALIGNED, ALIGNED_ALIKE = 0.55, 0.45  # score of the passage and cosine that they need
HELD, HELD_EXACT, PLACE = 0.5, 0.6, 0.15  # share of an assertion in a shared passage; how far relative places in it may differ
SHARED_ALIKE, SHARED_COVERED = 0.6, 0.6  # what two assertions of a shared passage need of cosine or of common words
INFORMATIVE = 1.1  # summed rarity (0 to 1 each) that shared words need there
FORBIDDING = ("time", "modality")  # what else stands against a pair is weighed in its score
DAY = re.compile(r"day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
SELF = frozenset("i me my mine we us our ours myself ourselves".split())


class Pair(msgspec.Struct, frozen=True):
    """Two assertions that are one claim, or would be but for what is against it."""

    a: Assertion
    b: Assertion
    found: Against
    score: float


def assertion_edges(
    asserted: Sequence[Assertion],
    documents: Mapping[str, Document],
    *,
    statements: Collection[Statement] = (),
    times: Collection[Timex] = (),
    mentions: Collection[Mention] = (),
    actors: Collection[Actor] = (),
    passages: Collection[Reuse] = (),
) -> tuple[Edge, ...]:
    """Edges of kind claim between assertions, by their ids; reasons `says_same`, `says_opposite`, `other_figure`.

    What two reports share in a passage needs less: nothing may forbid it. The reason then names the passage.
    """
    known = known_of(asserted, documents, statements, times, mentions, actors)
    wordings: dict[str, list[Assertion]] = defaultdict(list)
    for one in asserted:
        wordings[_wording(one, documents)].append(one)
    first = [group[0] for group in wordings.values()]
    ready = _Readied()
    pairs = _pairs(first, ready, known)
    equal = [edge for group in wordings.values() for other in group[1:] if (edge := _equal(group[0], other))]
    agreeing = [pair for pair in pairs if pair.found.veto != "number"]
    between = Counter(frozenset((one.a.doc, one.b.doc)) for one in passages)
    rewritten = {pair for pair, count in between.items() if count >= REWRITTEN}
    shared = [edge for pair in _in_passages(asserted, passages, ready) if (edge := _shared(*pair, ready, known, rewritten))]
    return (*equal, *shared, *(_edge(pair) for kind in (agreeing, [pair for pair in pairs if pair.found.veto == "number"]) for pair in _standing_out(kind)))


def _wording(one: Assertion, documents: Mapping[str, Document]) -> str:
    words = documents[one.span.doc].text[one.span.start : one.span.end]
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _equal(a: Assertion, b: Assertion) -> Edge | None:
    if len(a.terms) <= FEW_TERMS or a.span.doc == b.span.doc:
        return None
    code = "says_same" if a.negative == b.negative else "says_opposite"
    return Edge(kind="claim", left=a.id, right=b.id, score=1.0, because=(Reason(code, spans=(a.span, b.span)),))


def _edge(pair: Pair) -> Edge:
    code = "other_figure" if pair.found.veto == "number" else "says_opposite" if pair.found.opposed else "says_same"
    return Edge(kind="claim", left=pair.a.id, right=pair.b.id, score=round(pair.score, 3), because=(Reason(code, spans=(pair.a.span, pair.b.span)),))


# -- which are compared ------------------------------------------------------------------------------------


def _candidates(first: Sequence[Assertion]) -> Iterator[tuple[Assertion, Assertion]]:
    """Pairs to look at: all of a small pile, the nearest by vector of a large one; of one report only what two voices say."""
    places: Iterable[tuple[int, int]]
    if len(first) <= ALL or not all(one.vector for one in first):
        places = ((i, j) for i in range(len(first)) for j in range(i + 1, len(first)))
    else:
        places = sorted(_near(first))
    for i, j in places:
        if _may_be_two(first[i], first[j]):
            yield first[i], first[j]


def _may_be_two(a: Assertion, b: Assertion) -> bool:
    """Whether two assertions can corroborate each other: of one report only two statements that stand apart."""
    if a.span.doc != b.span.doc:
        return True
    apart = a.span.end <= b.span.start or b.span.end <= a.span.start
    return apart and a.statement is not None and b.statement is not None and a.statement != b.statement


def _near(first: Sequence[Assertion]) -> set[tuple[int, int]]:
    vectors = _matrix(first)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(first), BLOCK):
        cosines = vectors[start : start + BLOCK] @ vectors.T
        cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))] = -1
        count = min(NEAREST, cosines.shape[1] - 1)
        best = np.argpartition(-cosines, count, axis=1)[:, :count]
        for row, columns in enumerate(best):
            for column in columns:
                if cosines[row, column] >= LEAST_NEAR:
                    pairs.add((min(start + row, int(column)), max(start + row, int(column))))
    return pairs


def _matrix(first: Sequence[Assertion]) -> NDArray[np.float32]:
    vectors = np.frombuffer(b"".join(one.vector for one in first), np.int8).reshape(len(first), -1).astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def _pairs(first: Sequence[Assertion], ready: "_Readied", known: Mapping[str, Known]) -> list[Pair]:
    """Of the pairs to look at those that are one claim, or would be but for a figure."""
    common = _Common(first) if len(first) >= LOOSE else None
    out = []
    for a, b in _candidates(first):
        if common is None or common.informative(a, b):
            found = against(ready.of(a), ready.of(b), known[a.id], known[b.id], enough=_clear if common else None)
            turned = found is not None and found.opposed and not found.one_deed and _of_others(found)  # a no to another's deed denies nothing
            beside = found is not None and a.span.doc == b.span.doc and dict(zip(NAMES, found.values, strict=True))["cosine"] < BESIDE_ALIKE
            if found and not (turned or beside) and found.veto not in FORBIDDING and (score := likelihood(found.measured)):
                out.append(Pair(a, b, found, score))
    return out


BESIDE_ALIKE = 0.75  # two voices of one report speak of one matter throughout: only nearly the same words are one claim


def _of_others(found: Against) -> bool:
    values = dict(zip(NAMES, found.values, strict=True))
    return bool(values["parallel"]) or values["names"] >= 1


class _Readied(dict[str, Ready]):
    """Assertions by id, each made ready when it is first compared."""

    def of(self, one: Assertion) -> Ready:
        """The assertion made ready."""
        if one.id not in self:
            self[one.id] = Ready(one)
        return self[one.id]


class _Common:
    """How rare each stem is among the assertions of a pile, 0 to 1: what everything in it shares tells nothing."""

    def __init__(self, first: Sequence[Assertion]) -> None:
        counts = Counter(stem for one in first for stem in {stem for term in one.terms for stem in term.stems})
        rarity = {stem: math.log(len(first) / count) / math.log(len(first)) for stem, count in counts.items()}
        self._keys = {one.id: frozenset(key for term in one.terms for key in (*term.stems, *term.meanings)) for one in first}
        self._words = {one.id: [(t.lemma, max(rarity[stem] for stem in t.stems), (*t.stems, *t.meanings)) for t in one.terms] for one in first}

    def informative(self, a: Assertion, b: Assertion) -> bool:
        """Whether what both say is more than the words that everything in the pile has."""
        keys = self._keys[a.id]
        if keys.isdisjoint(self._keys[b.id]):
            return False
        return sum({lemma: rarity for lemma, rarity, own in self._words[b.id] if not keys.isdisjoint(own)}.values()) >= INFORMATIVE


def _clear(cosine: float, covered: float, one_deed: bool, opposed: bool) -> bool:
    """Whether a pair is alike enough where many others are near: a large pile has a neighbour for everything."""
    alike = CLEAR_DEED if one_deed else CLEAR_OPPOSED if opposed else CLEAR
    return cosine >= alike and covered >= (COVERED_DEED if one_deed else COVERED)


def _standing_out(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs that are the best of their two reports on both sides."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for pair in pairs:
        for side in ((pair.a.id, pair.b.span.doc), (pair.b.id, pair.a.span.doc)):
            best[side] = max(best[side], pair.score)
    for pair in pairs:
        if pair.score >= best[pair.a.id, pair.b.span.doc] and pair.score >= best[pair.b.id, pair.a.span.doc]:
            yield pair


# -- what stands in a shared passage ------------------------------------------------------------------------


def _in_passages(asserted: Sequence[Assertion], passages: Collection[Reuse], ready: _Readied) -> Iterator[tuple[Assertion, Assertion, Reuse]]:
    """Pairs of assertions at one place of a passage that two reports share."""
    of_report: dict[str, list[Assertion]] = defaultdict(list)
    for one in asserted:
        of_report[one.span.doc].append(one)
    for passage in passages:
        left, right = ([one for one in of_report[side.doc] if _share(one.span, side) >= HELD] for side in (passage.a, passage.b))
        for b in right:
            near = [(abs(_at(a.span, passage.a) - _at(b.span, passage.b)), -round(ready.of(a).cosine(ready.of(b)), 3), a.id, a) for a in left]
            fitting = [one for one in near if one[0] < PLACE or len(left) == len(right) == 1]
            if fitting:
                yield min(fitting, key=lambda one: (one[1], one[0], one[2]))[3], b, passage


def _share(span: Span, passage: Span) -> float:
    return max(0, min(span.end, passage.end) - max(span.start, passage.start)) / max(1, span.end - span.start)


def _at(span: Span, passage: Span) -> float:
    return ((span.start + span.end) / 2 - passage.start) / max(1, passage.end - passage.start)


def _shared(a: Assertion, b: Assertion, passage: Reuse, ready: _Readied, known: Mapping[str, Known], rewritten: Collection[frozenset[str]]) -> Edge | None:
    found = against(ready.of(a), ready.of(b), known[a.id], known[b.id])
    if found is None:
        return None
    values = dict(zip(NAMES, found.values, strict=True))
    if found.veto == "number":
        return Edge(kind="claim", left=a.id, right=b.id, score=0.0, because=(Reason("other_figure", spans=(a.span, b.span)),))
    score = likelihood(found.measured)
    exact = passage.kind in EXACT and min(_share(a.span, passage.a), _share(b.span, passage.b)) >= HELD_EXACT
    alike = values["cosine"] >= SHARED_ALIKE or values["covered_less"] >= SHARED_COVERED
    aligned = passage.kind in ALIGNED and frozenset((a.span.doc, b.span.doc)) in rewritten and found.veto in BEARABLE and passage.score >= LEAST_ALIGNED and values["cosine"] >= ALIGNED_ALIKE
    strange = found.veto or values["parallel"] or values["names"] >= 1
    if not aligned and (strange or not (score or (exact and alike))):
        return None
    code = "says_opposite" if found.opposed and found.one_deed else "says_same"  # of a passage told again only its own deed can be turned round
    score = min(1.0, max(score, passage.score) + 0.1 * exact)
    return Edge(kind="claim", left=a.id, right=b.id, score=round(score, 3), because=(Reason(code, refs=(passage.id,), spans=(a.span, b.span)),))


# -- what is known beside the words -------------------------------------------------------------------------


def known_of(
    asserted: Sequence[Assertion],
    documents: Mapping[str, Document],
    statements: Collection[Statement],
    times: Collection[Timex],
    mentions: Collection[Mention],
    actors: Collection[Actor],
) -> dict[str, Known]:
    """What each assertion is compared with beside its own words, by its id."""
    names = {actor.id: _stems(*actor.names, *(role.name for role in actor.roles)) for actor in actors}
    spoken_of = _Places(sorted(((m.span, names[m.actor]) for m in mentions if m.actor in names and m.actor is not None), key=lambda one: one[0]))
    by_id = {one.id: one for one in statements}
    when = {one.id: one for one in times}
    out = {}
    for one in asserted:
        stems = frozenset().union(*spoken_of.within(one.span), _self(one, by_id, names))
        told = tuple(t for id in one.times if id in when and (t := _told(when[id], documents)))
        statement = by_id.get(one.statement or "")
        voice = (statement.speaker.actor or statement.speaker.name or "") if statement and statement.speaker else one.span.doc
        out[one.id] = Known(stems, told, voice)
    return out


class _Places:
    """Stems by the places where somebody is spoken of."""

    def __init__(self, found: Sequence[tuple[Span, frozenset[str]]]) -> None:
        self._spans, self._stems = [span for span, _ in found], [stems for _, stems in found]

    def within(self, span: Span) -> list[frozenset[str]]:
        """The stems of those spoken of in a stretch."""
        first, last = (bisect.bisect_left(self._spans, Span(span.doc, at, at)) for at in (span.start, span.end))
        return self._stems[first:last]


def _self(one: Assertion, statements: Mapping[str, Statement], names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Stems of a speaker who speaks of himself."""
    statement = statements.get(one.statement or "")
    if statement is None or statement.speaker is None or SELF.isdisjoint(one.small):
        return frozenset()
    return names.get(statement.speaker.actor or "", frozenset()) | _stems(statement.speaker.name or "")


def _stems(*words: str) -> frozenset[str]:
    return frozenset(stem_of(part) for name in words for part in "".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _told(time: Timex, documents: Mapping[str, Document]) -> Told | None:
    """A time that names a day or more; the time of a day alone is not told of any one day."""
    words = documents[time.span.doc].text[time.span.start : time.span.end].casefold()
    if not time.interval or time.dates_law or not (time.type == "DATE" or (time.type == "TIME" and DAY.search(words))):
        return None
    reach = interval_reach(time.interval)
    return Told(*reach, words) if reach else None
