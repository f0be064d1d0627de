"""Whom to protect, and which words near a protected person would give them away: proposed with the reason, never done unasked."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from headwater import lexicon
from headwater.lexicon import persons, spelling
from headwater.records import Actor, Dossier, Mention, Reason
from headwater.show.protection.hidden import key_of, tokens
from headwater.text import Span, digest

SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?![\s\"”’»')]|$)[^\n.!?]*)*[.!?]*[\"”’»')]*")
AGE = re.compile(
    r"(?<!\w)(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[ -]years?[ -]olds?(?!\w)|(?<=aged )\d{1,3}(?!\w)|(?<=age )\d{1,3}(?!\w)|(?<=, )\d{1,2}(?=[,.;)])",
    re.IGNORECASE,
)
MOTION = frozenset("from to through via across toward towards into past over".split())
WORKING = frozenset("at for".split())
OF_AGE = 18
GIVES_AWAY = {
    "form": "gives_away_form",
    "role": "gives_away_role",
    "workplace": "gives_away_workplace",
    "place": "gives_away_place",
    "route": "gives_away_route",
    "age": "gives_away_age",
    "date": "gives_away_date",
    "relative": "gives_away_relative",
    "description": "gives_away_description",
    "address": "gives_away_address",
}  # kinds of details and their reasons
Range = tuple[int, int]


class Proposal(msgspec.Struct, frozen=True):
    """What may be hidden: a person (`kind` person) or words that would give one away; `actor`: of whom."""

    id: str
    kind: str
    actor: str
    words: str
    spans: tuple[Span, ...]
    because: Reason


# -- whom ---------------------------------------------------------------------------------------------


def people(dossier: Dossier) -> list[Proposal]:
    """Persons whom one may want to protect: those told of by another name, then those not of age, then unnamed speakers."""
    mentions = {mention.id: mention for mention in dossier.mentions}
    texts = {doc.id: doc.text for doc in dossier.documents}
    speaking = {s.speaker.actor for s in dossier.statements if s.speaker and s.speaker.actor}
    found: list[tuple[int, Proposal]] = []
    for actor in dossier.actors:
        own = [mentions[id] for id in actor.mentions if id in mentions]
        if actor.kind == "person" and own:
            found += [(rank, _person(actor, reason)) for rank, reason in _grounds(actor, own, texts, actor.id in speaking)][:1]
    return [one for _, one in sorted(found, key=lambda ranked: ranked[0])]


def _person(actor: Actor, reason: Reason) -> Proposal:
    return Proposal("x" + digest("person", actor.id), "person", actor.id, actor.name, reason.spans, reason)


def _grounds(actor: Actor, own: Sequence[Mention], texts: Mapping[str, str], speaks: bool) -> Iterator[tuple[int, Reason]]:
    first = next((m.span for m in own if m.form == "name"), own[0].span)
    young = [m.span for m in own if m.form == "description" and _is_young(_cut(m.span, texts))]
    young = young or [span for m in own if m.form == "name" for span in _young_beside(m.span, texts)]
    if actor.naming == "pseudonymous":
        yield 0, Reason("goes_by_other_name", spans=(first,))
    if young:
        yield 1, Reason("is_no_adult", spans=tuple(young[:1]))
    if actor.naming == "anonymous" and speaks:
        yield 2, Reason("speaks_unnamed", spans=(first,))


def _is_young(words: str) -> bool:
    years = [int(token.key) for token in tokens(words) if token.key.isdigit()]
    return any(token.key in _minors() for token in tokens(words)) or any(0 < year < OF_AGE for year in years if AGE.search(words))


def _young_beside(span: Span, texts: Mapping[str, str]) -> Iterator[Span]:
    """An age below that of an adult right behind or before a name: `Mila, 12,`, `12-year-old Mila`."""
    text = texts[span.doc]
    for found in AGE.finditer(text, max(0, span.start - 16), min(len(text), span.end + 24)):
        if 0 < span.start - found.end() <= 2 or 0 <= found.start() - span.end <= 8:
            years = re.search(r"\d+", found[0])
            if years and int(years[0]) < OF_AGE:
                yield Span(span.doc, found.start(), found.end())


@functools.cache
def _minors() -> frozenset[str]:
    return frozenset(key_of(word) for row in lexicon.rows("minor_nouns") for word in row)


# -- what near them -----------------------------------------------------------------------------------


def details(dossier: Dossier, actor: Actor) -> list[Proposal]:
    """The words near a person that would give them away, by kind, the same words of a kind once with all their places."""
    near = _Near(dossier, actor)
    found: dict[tuple[str, str], list[Span]] = {}
    for kind, span in near.all():
        words = " ".join(_cut(span, near.texts).split())
        if words:
            found.setdefault((kind, words), []).append(span)
    for url in near.addresses():
        found.setdefault(("address", url), [])
    return [
        Proposal(
            "x" + digest("detail", actor.id, kind, words), kind, actor.id, words, tuple(spans), Reason(GIVES_AWAY[kind], spans=tuple(spans))
        )
        for (kind, words), spans in found.items()
    ]


class _Near:
    """What stands in the sentences in which a person is mentioned."""

    def __init__(self, dossier: Dossier, actor: Actor) -> None:
        self.dossier, self.actor = dossier, actor
        self.texts = {doc.id: doc.text for doc in dossier.documents}
        own = set(actor.mentions)
        self.own = [m for m in dossier.mentions if m.id in own and m.span.doc in self.texts]
        self.ranges: dict[str, list[Range]] = {}
        self.wide: dict[str, list[Range]] = {}
        for mention in self.own:
            text = self.texts[mention.span.doc]
            for kept, part in ((self.ranges, sentence(text, mention.span.start)), (self.wide, paragraph(text, mention.span.start))):
                if part not in kept.setdefault(mention.span.doc, []):
                    kept[mention.span.doc].append(part)

    def all(self) -> Iterator[tuple[str, Span]]:
        """Kind and place of each detail."""
        yield from self._forms()
        yield from (("role", role.span) for role in self.actor.roles)
        yield from (("description", m.span) for m in self.own if m.form == "description" and len(_cut(m.span, self.texts).split()) > 1)
        yield from self._bodies_and_places()
        yield from self._ages()
        yield from (("date", t.span) for t in self.dossier.times if t.type in ("DATE", "TIME") and self._is_near(t.span))
        yield from self._relatives()

    def addresses(self) -> list[str]:
        """The addresses of the pages that name the person: the page's own wording can be searched for."""
        named = {m.span.doc for m in self.own if m.form == "name"}
        return [doc.url for doc in self.dossier.documents if doc.id in named and doc.url]

    def _is_near(self, span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in self.ranges.get(span.doc, ()))

    def _forms(self) -> Iterator[tuple[str, Span]]:
        """Other forms of the given name: short, long, of another language."""
        parts = [spelling.sound(part) for name in self._names() for part in persons.bare(name).split()]
        families = {number for part in parts for number in spelling.families(part)}
        for doc in self.ranges if families else ():
            for token in tokens(self.texts[doc]):
                key = spelling.sound(token.key)
                if token.capital and key not in parts and families & spelling.families(key):
                    yield "form", Span(doc, token.start, token.end)

    def _names(self) -> list[str]:
        return [name for name in self.actor.names if any(m.form == "name" for m in self.own)]

    def _bodies_and_places(self) -> Iterator[tuple[str, Span]]:
        outlets = {doc.outlet.casefold().removeprefix("the ") for doc in self.dossier.documents if doc.outlet}
        for mention in self.dossier.mentions:
            if mention.form == "pronoun" or mention.actor == self.actor.id or not self._is_near(mention.span):
                continue
            if mention.kind in ("organization", "place") and _cut(mention.span, self.texts).casefold() not in outlets:
                yield self._place(mention), mention.span

    def _place(self, mention: Mention) -> str:
        """Workplace, way or place, by the words before it and the role around it."""
        span = mention.span
        before = {word.casefold() for word in self.texts[span.doc][max(0, span.start - 24) : span.start].split()[-2:]}
        in_role = any(r.span.doc == span.doc and r.span.start <= span.start and span.end <= r.span.end for r in self.actor.roles)
        if mention.kind == "organization" or in_role or before & WORKING:
            return "workplace"
        return "route" if before & MOTION else "place"

    def _ages(self) -> Iterator[tuple[str, Span]]:
        for doc, ranges in self.wide.items():
            text = self.texts[doc]
            for start, end in ranges:
                after = paragraph(
                    text, end + 1 + len(text[end + 1 :]) - len(text[end + 1 :].lstrip("\n"))
                )  # `The 41-year-old ...` opens the next
                for found in AGE.finditer(text, start, max(end, after[1])):
                    yield "age", Span(doc, found.start(), found.end())

    def _relatives(self) -> Iterator[tuple[str, Span]]:
        for doc, ranges in self.wide.items():
            for start, end in ranges:
                for found in _kin().finditer(self.texts[doc], start, end):
                    yield "relative", Span(doc, found.start(), found.end())


@functools.cache
def _kin() -> re.Pattern[str]:
    words = sorted({word for row in lexicon.rows("kin_nouns") for word in row}, key=len, reverse=True)
    whose = r"(?:(?:my|his|her|their|our|your)\s+(?:[\w-]+\s+)?)?"
    return re.compile(rf"(?<!\w){whose}(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def sentence(text: str, at: int) -> Range:
    """Start and end of the sentence that an offset stands in; lines end sentences."""
    line, end = paragraph(text, at)
    for found in SENTENCE.finditer(text, line, end):
        if found.start() <= at < found.end():
            return found.span()
    return line, end


def paragraph(text: str, at: int) -> Range:
    """Start and end of the line that an offset stands in."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _cut(span: Span, texts: Mapping[str, str]) -> str:
    return texts[span.doc][span.start : span.end]
