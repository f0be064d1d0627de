"""Passages made ready for comparison: an assertion with its words, its speaker, its times, the places and names in it."""

import bisect
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import Stemmer

from headwater import lexicon
from headwater.periods import Reach, reach_of
from headwater.records import Actor, Annotations, Assertion, Document, Quantity, Statement, Term
from headwater.text import Span

LONGEST_LINE = 300  # code points of a line that is read whole where it holds a figure and no assertion
_stemmer = Stemmer.Stemmer("english")
LONG_AGO = 60  # days before a report from which what is told is no part of the news
WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Dated(msgspec.Struct, frozen=True):
    """A time told in a passage: its words, the days it may lie on, and what happened then as far as the words tie it to an event."""

    span: Span
    reach: Reach
    deed: str | None


class Passage(msgspec.Struct, frozen=True):
    """One thing that a report, or somebody in it, says. `body`: the institution that the speaker is or speaks for;
    `first`, `last`: the days on which the report may have been published."""

    said: Assertion
    words: str
    sentence: str
    statement: Statement | None
    speaker: str | None
    body: str | None
    first: datetime.date | None
    last: datetime.date | None
    times: tuple[Dated, ...]
    places: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]

    @property
    def doc(self) -> str:
        """The report."""
        return self.said.span.doc

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.said.span


class Pile(msgspec.Struct, frozen=True):
    """What passages are read with: reports, actors of mentions, statements."""

    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]


def passages(said: Iterable[Assertion], found: Annotations, pile: Pile) -> list[Passage]:
    """The passages of one report, in order of place."""
    near = _Near(found)
    document = pile.documents[found.doc]
    asserted = list(said)
    return [_passage(one, document, near, pile) for one in (*asserted, *_bare(asserted, document, found))]


def _bare(asserted: Sequence[Assertion], document: Document, found: Annotations) -> Iterator[Assertion]:
    """Lines with figures that stand in no assertion, headlines above all: their words as they are, each for itself."""
    lines: dict[tuple[int, int], list[Quantity]] = {}
    for one in found.quantities:
        if not any(held.span.start <= one.span.start and one.span.end <= held.span.end for held in asserted):
            lines.setdefault(_line(document.text, one.span), []).append(one)
    for (start, end), figures in lines.items():
        terms = tuple(dict.fromkeys(_terms(document.text[start:end])))
        span = Span(document.id, start, end)
        if terms:
            yield Assertion(id=f"{document.id}:{start}", span=span, statement=None, terms=terms, negative=False, mood="fact", small=(), around=(), quantities=tuple(figures), times=(), vector=b"")


def _line(text: str, span: Span) -> tuple[int, int]:
    """The line, or the sentence of a long one, that holds a stretch."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = end if end >= 0 else len(text)
    if end - start > LONGEST_LINE:
        before, behind = text.rfind(". ", start, span.start), text.find(". ", span.end, end)
        start, end = before + 2 if before >= 0 else start, behind + 1 if behind >= 0 else end
    return start, end


def _terms(words: str) -> Iterator[Term]:
    stop = lexicon.entries("stopwords")
    for word in WORD.findall(words):
        form = word.casefold().removesuffix("'s").removesuffix("’s")
        if len(form) > 2 and form not in stop:
            yield Term(lemma=form, stems=(_stemmer.stemWord(form),), kind="noun", part="other", relation="", above="")


class _Near:
    """What stands in a report, by place."""

    def __init__(self, found: Annotations) -> None:
        self._sentences = list(found.sentences)
        self._starts = [one.start for one in found.sentences]
        self.times = found.times
        self._mentions = sorted(found.mentions, key=lambda one: one.span.start)
        self._at = [one.span.start for one in self._mentions]
        self.quantities = found.quantities
        self.deeds = {one.timex: one.what for one in found.events if one.timex}

    def sentence(self, span: Span) -> tuple[int, int]:
        """From the beginning of the sentence of a place to the end of the one in which it ends."""
        at = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        if not self._sentences:
            return span.start, span.end
        last = max(at, bisect.bisect_left(self._starts, span.end) - 1)
        return min(span.start, self._sentences[at].start), max(span.end, self._sentences[last].end)

    def mentioned(self, start: int, end: int, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Names of places, and of all else, in a stretch; words in lower case."""
        places: defaultdict[bool, set[str]] = defaultdict(set)
        for one in self._mentions[bisect.bisect_left(self._at, start) : bisect.bisect_left(self._at, end)]:
            if one.form == "name":
                places[one.kind == "place"].update(_words(text[one.span.start : one.span.end]))
        return frozenset(places[True]), frozenset(places[False])


def _words(text: str) -> set[str]:
    return {word.casefold().removesuffix("'s").removesuffix("’s") for word in WORD.findall(text) if len(word) > 2}


def _passage(one: Assertion, document: Document, near: _Near, pile: Pile) -> Passage:
    start, end = near.sentence(one.span)
    statement = pile.statements.get(one.statement or "")
    speaker = pile.actors.get(statement.speaker.actor or "") if statement and statement.speaker else None
    places, names = near.mentioned(start, end, document.text)
    return Passage(
        said=one,
        words=document.text[one.span.start : one.span.end],
        sentence=document.text[start:end],
        statement=statement,
        speaker=_speaker(statement, speaker),
        body=_body(speaker),
        first=_day(document.published.earliest),
        last=_day(document.published.latest),
        times=tuple(_dated(near, start, end)),
        places=places,
        names=names,
        quantities=tuple(q for q in near.quantities if one.span.start <= q.span.start and q.span.end <= one.span.end),
    )


def _dated(near: _Near, start: int, end: int) -> Iterable[Dated]:
    for time in near.times:
        if start <= time.span.start and time.span.end <= end and time.interval and time.type in ("DATE", "TIME"):
            days = reach(time.interval)
            if days:
                yield Dated(time.span, days, near.deeds.get(time.id))


def reach(interval: str) -> Reach | None:
    """The first and last day of an EDTF interval; None where an end is open."""
    first, _, last = interval.removesuffix("~").partition("/")
    ends = reach_of(first.removesuffix("~")), reach_of((last or first).removesuffix("~"))
    return Reach(ends[0].first, ends[1].last) if ends[0] and ends[1] else None


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _speaker(statement: Statement | None, actor: Actor | None) -> str | None:
    if actor:
        return actor.id
    return statement.speaker.name.casefold() if statement and statement.speaker and statement.speaker.name else None


def _body(actor: Actor | None) -> str | None:
    """The institution a speaker is."""
    return actor.id if actor and actor.kind in ("organization", "place") else None


def is_of_the_past(one: Passage) -> bool:
    """Whether a passage tells of a time long before its report."""
    return one.first is not None and any(time.reach.last < one.first - datetime.timedelta(days=LONG_AGO) for time in one.times)
