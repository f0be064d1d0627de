"""A special thing that became a wide one: a country's people those of a region, a nurse a medical worker, a named village a region."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.places import is_where
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, stems
from headwater.lexicon import countries
from headwater.records import Reason
from headwater.text import Span

SURE = 0.3  # score of a link from which wider words are told
NAME = re.compile(r"(?<!\w)[A-Z][\w’'-]*")
CAPITAL = re.compile(r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)?")


class Region(NamedTuple):
    """Names of several countries together, and their codes."""

    names: re.Pattern[str]
    codes: frozenset[str]


def widened(pair: Pair) -> Iterator[Found]:
    """Countries, callings and named places of `a` that are only a wider word in what became of it in `b`."""
    for link in pair.links:
        if link.score >= SURE:
            yield from _regions(pair, link)
            yield from _callings(pair, link)
            yield from _places(pair, link)
            yield from _groups(pair, link)


# -- countries -----------------------------------------------------------------------------------------------


@functools.cache
def _known() -> tuple[Region, ...]:
    def pattern(names: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in sorted(names.split('|'), key=len, reverse=True))})(?!\w)")

    return tuple(Region(pattern(names), frozenset(codes.split())) for names, codes in lexicon.rows("drift_regions"))


def _regions(pair: Pair, link: Link) -> Iterator[Found]:
    for region in _known():
        wide = region.names.search(link.b.content)
        if wide is None or any(region.names.search(told.content) for told in pair.a.told):
            continue
        there = {code for told in pair.of_a[link.a.at] for _, code in _countries(told)}
        first = next((span for span, code in _countries(link.a) if code in region.codes and code not in there), None)
        if first is not None:
            start = link.b.span.start
            yield Found("generalised", first, Span(link.b.span.doc, start + wide.start(), start + wide.end()), Reason("people_wider"))
            return


def _countries(told: Told) -> list[tuple[Span, str]]:
    """The countries, by name or people, that a sentence speaks of."""
    found = []
    for match in NAME.finditer(told.content):
        longer = CAPITAL.match(told.content, match.start())
        for words in (longer.group() if longer else "", match.group()):
            code = countries.code(words.removesuffix("'s").removesuffix("’s"))
            if code is not None:
                found.append((Span(told.span.doc, told.span.start + match.start(), told.span.start + match.start() + len(words)), code))
                break
    return found


# -- callings and things --------------------------------------------------------------------------------------


@functools.cache
def _wider() -> dict[str, tuple[str, ...]]:
    return {narrow: tuple(row[1].split("|")) for row in lexicon.rows("drift_wider") for narrow in row[0].split("|")}


def _callings(pair: Pair, link: Link) -> Iterator[Found]:
    there = {word.lemma for told in pair.b.told for word in told.words}
    known = {stem for told in pair.b.told for stem in told.stems}
    for at, word in enumerate(link.a.words):
        if word.upos != "NOUN" or word.relation == "appos" or word.lemma not in _wider() or word.lemma in there or stems(word.lemma) & known:
            continue
        place = _phrase(link.b, _wider()[word.lemma])
        if place is not None and not _phrases_in(pair.a, link.b, place):
            yield Found("generalised", _noun(link.a, at), place, Reason("word_wider"))
            return


def _phrase(told: Told, phrases: Sequence[str]) -> Span | None:
    """Where the first of some phrases, written as lemmas, stands in a sentence."""
    lemmas = [word.lemma for word in told.words]
    for phrase in sorted(phrases, key=len, reverse=True):
        parts = phrase.split()
        for at in range(len(lemmas) - len(parts) + 1):
            if lemmas[at : at + len(parts)] == parts:
                return Span(told.span.doc, told.words[at].start, told.words[at + len(parts) - 1].end)
    return None


def _phrases_in(side: Side, told: Told, place: Span) -> bool:
    """Whether the other report has the wide word itself."""
    return told.content[place.start - told.span.start : place.end - told.span.start].casefold() in side.low


def _noun(told: Told, at: int) -> Span:
    """A noun with the words that hang on it right before it."""
    first = min([at, *(place for place, word in enumerate(told.words) if word.head == at and place < at and word.relation in ("det", "amod", "compound", "nummod"))])
    return Span(told.span.doc, told.words[first].start, told.words[at].end)


# -- named places ----------------------------------------------------------------------------------------------


def _places(pair: Pair, link: Link) -> Iterator[Found]:
    """A named place that the other report has nowhere, where its sentence has only a wide word that this sentence lacks."""
    wide = lexicon.entries("drift_wide_places")
    here = {word.lemma for word in link.a.words}
    names = [one for one in link.a.mentions if one.kind == "place" and one.form == "name" and is_where(link.a, one.span)]
    gone = [one for one in names if not any(part.casefold() in pair.b.low for part in pair.a.words(one.span).split() if part[:1].isupper())]
    kept = any(one.kind == "place" and one.form == "name" for told in pair.of_a[link.a.at] for one in told.mentions)
    second = next((at for at, word in enumerate(link.b.words) if word.lemma in wide and word.upos == "NOUN" and word.lemma not in here), None)
    if gone and not kept and second is not None and is_where(link.b, _noun(link.b, second)):
        yield Found("generalised", gone[0].span, _noun(link.b, second), Reason("place_wider"))



# -- groups ----------------------------------------------------------------------------------------------------


def _groups(pair: Pair, link: Link) -> Iterator[Found]:
    """People of one origin who are people of any: the origin stands nowhere in `b`, which has the same figure or noun without it."""
    for at, word in enumerate(link.a.words):
        if word.upos != "NOUN" or word.xpos != "NNS" or word.form not in persons():
            continue
        origin = _origin(link.a, at)
        second = _same_people(link, at) if origin is not None else None
        if origin is not None and second is not None and not any(stems(origin) & told.stems for told in pair.b.told):
            yield Found("generalised", _noun(link.a, at), _noun(link.b, second), Reason("people_wider"))


def _origin(told: Told, at: int) -> str | None:
    """The name by which people are told from others: "Ravenian migrants", "fishermen from Port Hale"."""
    for other in told.words:
        if other.head == at and other.relation in ("amod", "compound", "nmod") and told.content[other.start - told.span.start].isupper() and other.start > told.span.start:
            before = any(case.head >= 0 and told.words[case.head] is other and case.form != "from" for case in told.words if case.relation == "case")
            return None if before else other.form
    return None


def _same_people(link: Link, at: int) -> int | None:
    """The same people in `b`: the same noun, or a noun for persons with the same figure, without any origin."""
    here, words = link.a.words, link.b.words
    figure = next((word.lemma for word in here if word.head == at and word.relation == "nummod"), None)
    for place, word in enumerate(words):
        figures = {other.lemma for other in words if other.head == place and other.relation == "nummod"}
        counted = figure is not None and figure in figures and word.form in persons()
        if (word.form == here[at].form or counted) and word.upos == "NOUN" and _origin(link.b, place) is None:
            return place
    return None


@functools.cache
def persons() -> frozenset[str]:
    """Nouns for several persons."""
    return frozenset(row[1] for row in lexicon.rows("person_nouns") if row[1] != "-") | {"people", "persons"}
