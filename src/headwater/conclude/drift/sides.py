"""Two reports made ready for telling what changed: their sentences with what stands in them, and which sentence became which.

A sentence may have several partners (split, merged); what is looked for on the other side is looked for in all of them.
"""

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from headwater import language, lexicon
from headwater.records import Annotations, Document, DriftKind, Mention, Quantity, Reason, Referent, Reuse, Statement, Timex
from headwater.text import Span

MOSTLY = 0.5  # share of a sentence, or of a passage, that both must have in common
ALIKE = 0.5  # share of the shorter sentence's content words that stand in its partner inside a copied passage
EXACT = ("verbatim", "near")
FEW = 3  # words of a sentence that is told from others by them
STEM = 5  # letters of a word that count where two wordings are compared
NEAR_WORD = re.compile(r"[^\W_]+")

T = TypeVar("T")


class Word(NamedTuple):
    """A word of a sentence: place in the document, form in lower case, lemma, tags, and the word of its sentence that it hangs on (-1 for none)."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    relation: str
    head: int


class Told(NamedTuple):
    """A sentence by its number in its report, with what was found in it; `spoken` is its language."""

    at: int
    span: Span
    content: str
    spoken: str
    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    stems: frozenset[str]

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words as the parser reads them; none where it does not read the language. Read when first asked for."""
        return _read(self.content, self.spoken, self.span.start)


class Side(msgspec.Struct, frozen=True):
    """A report: its sentences, its people by the ids of their mentions, its whole body in lower case."""

    document: Document
    told: tuple[Told, ...]
    referents: Mapping[str, Referent]
    low: str

    def words(self, span: Span) -> str:
        """The words at a place."""
        return self.document.text[span.start : span.end]


class Link(NamedTuple):
    """Two sentences that tell the same, with a score 0 to 1."""

    a: Told
    b: Told
    score: float


class Pair(msgspec.Struct, frozen=True):
    """Two reports with their linked sentences; `whole`: `b` is made from `a` as a whole, not from a part of it."""

    a: Side
    b: Side
    links: tuple[Link, ...]
    of_a: Mapping[int, tuple[Told, ...]]
    of_b: Mapping[int, tuple[Told, ...]]
    whole: bool = True

    @property
    def english(self) -> bool:
        """Whether both reports are in English, as far as is known."""
        return all((one.document.language or "en").startswith("en") for one in (self.a, self.b))


class Found(NamedTuple):
    """One change: its kind, one place a side, why."""

    kind: DriftKind
    a: Span | None
    b: Span | None
    because: Reason


def side(document: Document, found: Annotations, statements: Sequence[Statement]) -> Side:
    """A report ready for comparison; `statements` are those of `found` with their speakers resolved."""
    places = _Places(found, statements)
    spoken = document.language or found.language or "en"
    told = tuple(_told(at, span, document, spoken, places) for at, span in enumerate(found.sentences))
    referents = {id: one for one in found.referents for id in one.mentions}
    body = " ".join(one.content for one in told)
    return Side(document, told, referents, body.casefold())


class _Places:
    """What was found in a report, in order of place."""

    def __init__(self, found: Annotations, statements: Sequence[Statement]) -> None:
        self.statements = sorted(statements, key=lambda one: one.span)
        self.quantities = sorted(found.quantities, key=lambda one: one.span)
        self.times = sorted(found.times, key=lambda one: one.span)
        self.mentions = sorted(found.mentions, key=lambda one: one.span)


def _told(at: int, span: Span, document: Document, spoken: str, places: _Places) -> Told:
    content = document.text[span.start : span.end]
    return Told(
        at=at,
        span=span,
        content=content,
        spoken=spoken,
        statements=tuple(one for one in places.statements if one.span.start < span.end and span.start < one.span.end),
        quantities=_inside(places.quantities, span),
        times=_inside(places.times, span),
        mentions=_inside(places.mentions, span),
        stems=stems(content),
    )


Placed = TypeVar("Placed", Quantity, Timex, Mention)


def _inside(found: Sequence[Placed], span: Span) -> tuple[Placed, ...]:
    first = bisect.bisect_left(found, span.start, key=lambda one: one.span.start)
    last = bisect.bisect_left(found, span.end, key=lambda one: one.span.start)
    return tuple(one for one in found[first:last] if one.span.end <= span.end)


@functools.lru_cache(maxsize=20_000)
def _read(content: str, spoken: str, at: int) -> tuple[Word, ...]:
    """The words of a sentence that begins at a code point of its report."""
    if not spoken.startswith("en"):
        return ()
    parse = language.parse(content, language="en")
    rows = zip(
        parse.start.tolist(), parse.end.tolist(), parse.forms, parse.lemma, parse.upos, parse.xpos, parse.deprel, parse.heads.tolist(), strict=True
    )
    return tuple(Word(at + start, at + end, form.lower(), lemma.lower(), *rest) for start, end, form, lemma, *rest in rows)


@functools.lru_cache(maxsize=20_000)
def stems(content: str) -> frozenset[str]:
    """The content words of a stretch by their first letters."""
    stop = lexicon.entries("stopwords")
    words = (word.casefold() for word in NEAR_WORD.findall(content))
    return frozenset(word[:STEM] for word in words if word not in stop and len(word) > 1)


# -- which sentence became which -----------------------------------------------------------------------------


def pair(a: Side, b: Side, passages: Iterable[Reuse], *, whole: bool = True) -> Pair:
    """Two reports with the sentences that passages link; a passage may run either way."""
    scores: dict[tuple[int, int], float] = {}
    for one in passages:
        first, second = (one.a, one.b) if one.a.doc == a.document.id else (one.b, one.a)
        for left, right in _linked(a, b, first, second, one.kind in EXACT):
            key = (left.at, right.at)
            scores[key] = max(scores.get(key, 0.0), one.score)
    return paired(a, b, _with_twins(a, b, scores), whole=whole)


def _with_twins(a: Side, b: Side, scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The links with those of sentences that stand word for word on both sides: these have no other partners."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for told in b.told:
        places[_bare(told)].append(told.at)
    twins = {(told.at, at): 1.0 for told in a.told if _bare(told) for at in places.get(_bare(told), ())}
    left, right = {at for at, _ in twins}, {at for _, at in twins}
    return {key: score for key, score in scores.items() if key[0] not in left and key[1] not in right} | twins


def _bare(told: Told) -> str:
    """The words of a sentence alone; empty where it has too few to be told from others."""
    words = NEAR_WORD.findall(told.content.casefold())
    return " ".join(words) if len(words) >= FEW else ""


def paired(a: Side, b: Side, scores: Mapping[tuple[int, int], float], *, whole: bool = True) -> Pair:
    """Two reports with sentences linked by their numbers."""
    links = tuple(Link(a.told[left], b.told[right], score) for (left, right), score in sorted(scores.items()))
    return Pair(a, b, links, _partners((x.a.at, x.b) for x in links), _partners((x.b.at, x.a) for x in links), whole)


def _partners(rows: Iterable[tuple[int, Told]]) -> dict[int, tuple[Told, ...]]:
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for at, other in rows:
        found[at].append(other)
    return {at: tuple(others) for at, others in found.items()}


def _linked(a: Side, b: Side, first: Span, second: Span, exact: bool) -> Iterator[tuple[Told, Told]]:
    left, right = _touched(a, first), _touched(b, second)
    for one in left:
        for other in right:
            if not exact or shared(one, other) >= ALIKE:
                yield one, other


def _touched(one: Side, place: Span) -> list[Told]:
    """The sentences that mostly lie in a passage, or that most of it lies in."""
    out = []
    for told in one.told:
        both = min(told.span.end, place.end) - max(told.span.start, place.start)
        if both > 0 and both >= MOSTLY * min(told.span.end - told.span.start, place.end - place.start):
            out.append(told)
    return out


def shared(one: Told, other: Told) -> float:
    """The share of the shorter sentence's content words that the other has."""
    return len(one.stems & other.stems) / max(1, min(len(one.stems), len(other.stems)))


def turned(one: Pair) -> Pair:
    """The same two reports the other way round."""
    links = tuple(Link(link.b, link.a, link.score) for link in one.links)
    return Pair(one.b, one.a, links, one.of_b, one.of_a, one.whole)


# -- what checks ask ------------------------------------------------------------------------------------------


def around(one: Side, told: Iterable[Told], reach: int = 1) -> list[Told]:
    """Sentences with those up to `reach` before and behind."""
    places = {at for each in told for at in range(each.at - reach, each.at + reach + 1) if 0 <= at < len(one.told)}
    return [one.told[at] for at in sorted(places)]


def lemmas(told: Iterable[Told]) -> frozenset[str]:
    """All lemmas of some sentences."""
    return frozenset(word.lemma for one in told for word in one.words)


def clause(told: Told, word: int, most: int = 90) -> Span:
    """The words around a word of a sentence: from the last mark before it to the next behind it, `most` code points at most."""
    here = told.words[word]
    starts = [w.end for w in told.words[:word] if w.upos == "PUNCT" and w.form in _CUTS]
    ends = [w.start for w in told.words[word + 1 :] if w.upos == "PUNCT" and w.form in _CUTS]
    start, end = starts[-1] if starts else told.span.start, ends[0] if ends else told.span.end
    text = told.content
    while start < end and not text[start - told.span.start].isalnum():
        start += 1
    while end > start and not text[end - told.span.start - 1].isalnum():
        end -= 1
    return Span(told.span.doc, start, end) if here.end - start <= 4 * most else Span(told.span.doc, here.start, here.end)


_CUTS = frozenset((*',;:.!?"“”«»()–—', "--"))
