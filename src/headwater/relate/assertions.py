"""The assertions of one report: every passage that says that something is so, read for comparison with those of others.

A unit is a sentence of what somebody is said to have said, a sentence of the report itself, or a clause of either that has a
subject of its own. Each report is read alone, so that what is found in it never depends on the pile.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from headwater.language import Encoder, Parse, parse
from headwater.records import Annotations, Assertion, Document, Quantity, Statement
from headwater.records.evidence import span_id
from headwater.relate.assertion_reading import Asserted, read_assertion, stem_of
from headwater.text import Span, strip

SHORTEST = 12  # code points of a unit
MOST = 240  # units of a report
REST = 25  # code points of what a statement leaves of its sentence
PART = 0.8  # share of its sentence from which a clause is the sentence itself
TOLD = ("threatens", "urges", "proposes")  # attitudes in which the speaking is the deed
SILENT = ("cannot_verify", "asks")  # attitudes of statements that assert nothing
UNVERIFIED = re.compile(r"\b(?:not|cannot|unable to|impossible to)\b.{0,30}\b(?:verif|confirm)", re.IGNORECASE)  # says that nothing is known
NOT_THIS = re.compile(r"\b(?:not|instead of|rather than|up from|down from)(?: the)? $")
WORD = re.compile(r"[^\W\d_]{3,}")
FULL = 127  # the byte for 1 in a vector


class Unit(NamedTuple):
    """A passage with the statement that holds it."""

    start: int
    end: int
    statement: Statement | None


def assertions(document: Document, found: Annotations, *, encoder: Encoder | None) -> tuple[Assertion, ...]:
    """What one report asserts, passage by passage, in its order. Without an encoder the vectors are empty."""
    if found.language not in (None, "en") or not found.sentences:
        return ()
    units = _units(document.text, found)[:MOST]
    words = [document.text[one.start : one.end] for one in units]
    read = _read(words)
    told = [(unit, asserted) for unit, text in zip(units, words, strict=True) if (asserted := _asserted(read, unit, text, found))]
    told = _chosen(told)
    vectors = _vectors([document.text[unit.start : unit.end] for unit, _ in told], encoder)
    sentences = _Sentences(document.text, found.sentences)
    return tuple(
        _assertion(document, unit, asserted, vector, found, sentences) for (unit, asserted), vector in zip(told, vectors, strict=True)
    )


def _units(text: str, found: Annotations) -> list[Unit]:
    units = dict.fromkeys(_innermost(_whole(text, found)))
    places = {(one.start, one.end) for one in units}
    for unit in [*units]:
        for clause in _clauses(unit, found):
            if (clause.start, clause.end) not in places:
                places.add((clause.start, clause.end))
                units[clause] = None
    return sorted(units, key=lambda one: (one.start, one.end))


def _innermost(units: Iterable[Unit]) -> list[Unit]:
    """Of one passage in several mouths the innermost."""
    best: dict[tuple[int, int], Unit] = {}
    for one in units:
        held = best.get((one.start, one.end))
        if held is None or (held.statement and one.statement and one.statement.parent == held.statement.id):
            best[one.start, one.end] = one
    return list(best.values())


def _whole(text: str, found: Annotations) -> Iterator[Unit]:
    """The sentences inside statements and those of the report itself."""
    sentences = _Sentences(text, found.sentences)
    for statement in found.statements:
        if statement.attitude not in SILENT:
            for content in statement.content:
                for start, end in sentences.within(content):
                    yield Unit(start, end, statement)
            if statement.kind != "direct" and statement.parent is None:
                yield Unit(*sentences.of(statement.span), statement)
    for span in found.sentences:
        for start, end in _outside(text, span, found.statements):
            yield Unit(start, end, None)


def _outside(text: str, sentence: Span, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """What of a sentence lies in no statement."""
    at = sentence.start
    for one in sorted(s.span for s in statements if s.span.start < sentence.end and sentence.start < s.span.end):
        yield from _stretch(text, at, one.start, REST)
        at = max(at, one.end)
    yield from _stretch(text, at, sentence.end, SHORTEST if at == sentence.start else REST)


def _stretch(text: str, start: int, end: int, least: int) -> Iterator[tuple[int, int]]:
    start, end = strip(text, start, max(start, end))
    if end - start >= least:
        yield start, end


def _clauses(unit: Unit, found: Annotations) -> Iterator[Unit]:
    """The clauses of a unit that tell an event."""
    for event in found.events:
        start, end = event.span.start, event.span.end
        if unit.start <= start and end <= unit.end and SHORTEST <= end - start < PART * (unit.end - unit.start):
            yield Unit(start, end, unit.statement)


class _Read(NamedTuple):
    """Units read in one go: the parse of all, and where each begins in it."""

    parse: Parse
    places: dict[str, tuple[int, int]]


def _read(words: Sequence[str]) -> _Read:
    pieces, places, at = [], {}, 0
    for text in dict.fromkeys(words):
        places[text] = (at, at + len(text))
        pieces.append(text + ("" if text[-1:] in ".!?" else "."))
        at += len(pieces[-1]) + 2
    return _Read(parse("\n\n".join(pieces)), places)


def _asserted(read: _Read, unit: Unit, text: str, found: Annotations) -> Asserted | None:
    """What a unit says; nothing where it asks, begs or has no content, or where the deed is told by the words around it."""
    start, end = read.places[text]
    first, last = (int(np.searchsorted(read.parse.start, place)) for place in (start, end))
    if last <= first or UNVERIFIED.search(text):
        return None
    masked = [(t.span.start - unit.start + start, t.span.end - unit.start + start) for t in found.times if unit.start <= t.span.start < unit.end]
    asserted = read_assertion(read.parse, first, last, masked=masked)
    return asserted if asserted.is_claim and asserted.terms and _stands_alone(unit, asserted, found) else None


def _stands_alone(unit: Unit, asserted: Asserted, found: Annotations) -> bool:
    """Whether a passage says it by itself: what is threatened, demanded or done to somebody is told by the sentence around the words."""
    statement = unit.statement
    if statement is None or statement.kind == "direct":
        return asserted.has_subject or any(span.start == unit.start and unit.end >= span.end - 2 for span in found.sentences)
    return asserted.has_subject and statement.attitude not in TOLD if _is_content(unit) else True


def _is_content(unit: Unit) -> bool:
    return unit.statement is not None and any(one.start <= unit.start and unit.end <= one.end for one in unit.statement.content)


def _chosen(told: Sequence[tuple[Unit, Asserted]]) -> list[tuple[Unit, Asserted]]:
    """Of an indirect statement its content where that stands alone, else the sentence that tells it."""
    standing = {unit.statement.id for unit, _ in told if unit.statement and _is_content(unit)}
    return [(unit, asserted) for unit, asserted in told if unit.statement is None or _is_content(unit) or unit.statement.id not in standing]


def _vectors(texts: Sequence[str], encoder: Encoder | None) -> list[bytes]:
    if encoder is None or not texts:
        return [b""] * len(texts)
    return [row.tobytes() for row in np.rint(encoder.encode(texts) * FULL).astype(np.int8)]


class _Sentences:
    """The sentences of a report by their places."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text, self._spans = text, spans
        self._starts = [span.start for span in spans]

    def of(self, span: Span) -> tuple[int, int]:
        """The sentence in which a stretch ends, from where the stretch begins at the earliest."""
        at = max(0, bisect.bisect_left(self._starts, span.end) - 1)
        return self._spans[at].start, self._spans[at].end

    def within(self, content: Span) -> Iterator[tuple[int, int]]:
        """A stretch cut where sentences end."""
        first = max(0, bisect.bisect_right(self._starts, content.start) - 1)
        for sentence in self._spans[first : bisect.bisect_left(self._starts, content.end)]:
            yield from _stretch(self._text, max(content.start, sentence.start), min(content.end, sentence.end), SHORTEST)

    def around(self, start: int) -> tuple[str, ...]:
        """Stems of the sentence of a place, of the one before and the one behind."""
        at = max(0, bisect.bisect_right(self._starts, start) - 1)
        near = self._spans[max(0, at - 1) : at + 2]
        return tuple(sorted({stem_of(word.lower()) for span in near for word in WORD.findall(self._text[span.start : span.end])}))


def _assertion(document: Document, unit: Unit, asserted: Asserted, vector: bytes, found: Annotations, near: _Sentences) -> Assertion:
    span = Span(document.id, unit.start, unit.end)
    return Assertion(
        id=span_id("assertion", span),
        span=span,
        statement=unit.statement.id if unit.statement else None,
        terms=asserted.terms,
        negative=asserted.negative or _denied(unit, asserted),
        mood=_mood(unit, asserted),
        small=asserted.small,
        around=near.around(unit.start),
        quantities=tuple(q for q in found.quantities if unit.start <= q.span.start and q.span.end <= unit.end and not _is_other_figure(document, q)),
        times=tuple(t.id for t in found.times if unit.start <= t.span.start and t.span.end <= unit.end),
        vector=vector,
    )


def _is_other_figure(document: Document, quantity: Quantity) -> bool:
    """Whether a figure is named as the one that it is not ("34 people, not 31")."""
    return NOT_THIS.search(document.text, max(0, quantity.span.start - 14), quantity.span.start) is not None


def _denied(unit: Unit, asserted: Asserted) -> bool:
    return unit.statement is not None and unit.statement.attitude == "denies" and unit.statement.kind != "direct"


def _mood(unit: Unit, asserted: Asserted) -> str:
    attitude = unit.statement.attitude if unit.statement else "asserts"
    if attitude in ("threatens", "proposes") and asserted.mood == "fact":
        return "planned"
    return "asked" if attitude == "urges" and _is_content(unit) and asserted.mood in ("fact", "planned") else asserted.mood
