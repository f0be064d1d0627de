"""What became of places: named ones as actors, kinds of places by the lexicon, and names that became only a kind."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, Word
from headwater.lexicon import countries
from headwater.records import Mention, Reason
from headwater.text import Span

SURE = 0.35  # score of a link from which its places are compared
COMMON_DEEDS = frozenset("|be|have|do|go|come|say|tell|take|make|get|see|find|work|live|stand|give|put|use|show|open|close|begin|start|end|happen".split("|"))
COMPASS = re.compile(r"\b(?P<side>north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|outskirts)(?:ern)?(?: (?:of|part of|edge of|outskirts of|side of))? (?:the )?(?P<place>[A-Z]\w+)", re.IGNORECASE)
PARTS_OF_HOUSES = frozenset(("cellar", "roof", "balcony", "kitchen", "garage"))
HIT = ("obj", "nsubj:pass")  # what is hit, searched or closed is where it happens
WHERE = frozenset("at in near outside inside on from to by into around across off behind beside under".split())


class Where(NamedTuple):
    """A kind of place at which something happens: its word and kind."""

    at: int
    kind: str


def changed_places(pair: Pair) -> Iterator[Found]:
    """Linked sentences that put the same at another place."""
    for link in pair.links:
        if link.score >= SURE:
            yield from _named(pair, link)
            yield from _kinds(pair, link)
            yield from _sides(link)
        yield from _new_kind(pair, link)


def _named(pair: Pair, link: Link) -> Iterator[Found]:
    """A named place of each side that the other report does not have at all."""
    first, second = _only(pair.a, link.a, pair.b), _only(pair.b, link.b, pair.a)
    if len(first) == 1 and len(second) == 1 and not _may_be_one(pair, link, first[0], second[0]):
        yield Found("place_changed", first[0].span, second[0].span, Reason("places_differ"))


def _only(side: Side, told: Told, other: Side) -> list[Mention]:
    """Named places after a word of place whose name is nowhere in the other report."""
    return [one for one in told.mentions if one.kind == "place" and one.form == "name" and is_where(told, one.span) and not _has(other, side.words(one.span))]


def is_where(told: Told, span: Span) -> bool:
    """Whether a word of place stands before a name, articles and adjectives between."""
    before = [word for word in told.words if word.end <= span.start][-3:]
    return any(word.form in WHERE for word in before)


def _has(side: Side, name: str) -> bool:
    """Whether a place's name stands in a report, as a whole or by its last word alone."""
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in name.split() if word[:1].isupper()]
    return all(word in side.low for word in words) or (len(words) > 1 and any(word in side.low and not _in_other_name(side, word) for word in words))


def _in_other_name(side: Side, word: str) -> bool:
    """Whether a word stands in a report only as a part of another name: Castle Ney and Upper Ney."""
    text = side.document.text
    name = re.escape(word.capitalize())
    return len(re.findall(rf"(?<!\w){name}(?!\w)", text)) == len(re.findall(rf"[A-Z]\w+\s{name}(?!\w)", text)) > 0


def _may_be_one(pair: Pair, link: Link, first: Mention, second: Mention) -> bool:
    """Whether one place may hold the other, or be called by the other's name: a country or its capital, a region."""
    names = pair.a.words(first.span), pair.b.words(second.span)
    codes = [countries.code(name) or countries.capital(name) for name in names]
    if first.actor is not None and first.actor == second.actor:
        return True
    return (codes[0] is None) != (codes[1] is None) or (codes[0] is not None and codes[0] == codes[1])


def _sides(link: Link) -> Iterator[Found]:
    """One direction of the compass on each side, before the same place, and not the same."""
    first, second = (list(COMPASS.finditer(told.content)) for told in (link.a, link.b))
    if len(first) == len(second) == 1 and first[0]["side"].casefold() != second[0]["side"].casefold() and first[0]["place"] == second[0]["place"]:
        a, b = (Span(told.span.doc, told.span.start + found.start(), told.span.start + found.end()) for told, found in ((link.a, first[0]), (link.b, second[0])))
        yield Found("place_changed", a, b, Reason("places_differ"))


def _kinds(pair: Pair, link: Link) -> Iterator[Found]:
    """One kind of place on each side, not the same, neither told of in the partners of the other."""
    first, second = _wheres(link.a.words), _wheres(link.b.words)
    here = {kind for told in pair.of_b[link.b.at] for kind in _all_kinds(told.words)}
    there = {kind for told in pair.of_a[link.a.at] for kind in _all_kinds(told.words)}
    first, second = [w for w in first if w.kind not in there], [w for w in second if w.kind not in here]
    if len({w.kind in PARTS_OF_HOUSES for w in (*first, *second)}) == 2:
        return  # a cellar may be the home's
    if len({w.kind for w in first}) == 1 and len({w.kind for w in second}) == 1 and _one_deed(link, first[0], second[0]):
        yield Found("place_changed", _shown(link.a, first[0]), _shown(link.b, second[0]), Reason("places_differ"))


@functools.cache
def _list() -> dict[str, str]:
    return lexicon.mapping("drift_kinds_of_place")


def _new_kind(pair: Pair, link: Link) -> Iterator[Found]:
    """A kind of place that `a` speaks of nowhere, where it has the same deed at a place of another kind."""
    for second in _wheres(link.b.words):
        deed = _verb(link.b.words, second.at)
        if deed in COMMON_DEEDS or any(second.kind in _all_kinds(told.words) for told in pair.a.told):
            continue
        for told in pair.a.told:
            first = next((w for w in _wheres(told.words) if _verb(told.words, w.at) == deed), None)
            if first is not None:
                yield Found("place_changed", _shown(told, first), _shown(link.b, second), Reason("places_differ"))
                break


def _all_kinds(words: Sequence[Word]) -> set[str]:
    return {_list()[word.lemma] for word in words if word.lemma in _list()}


def _wheres(words: Sequence[Word]) -> list[Where]:
    """Kinds of places behind a word of place."""
    return [
        Where(at, _list()[word.lemma])
        for at, word in enumerate(words)
        if word.lemma in _list() and word.upos in ("NOUN", "PROPN") and not _compound(words, at) and (word.relation in HIT or any(other.head == at and other.form in WHERE for other in words))
    ]


def _compound(words: Sequence[Word], at: int) -> bool:
    """Whether a noun is part of another name for a thing: a power station is no station."""
    return any(other.head == at and other.relation == "compound" and other.upos == "NOUN" and other.lemma not in _list() for other in words)


def _one_deed(link: Link, first: Where, second: Where) -> bool:
    """Whether both places hang on one verb, or on verbs of sentences that clearly tell the same."""
    return link.score >= 0.5 or _verb(link.a.words, first.at) == _verb(link.b.words, second.at) != ""


def _verb(words: Sequence[Word], at: int) -> str:
    while words[at].head >= 0:
        at = words[at].head
        if words[at].upos == "VERB":
            return words[at].lemma
    return ""


def _shown(told: Told, where: Where) -> Span:
    """The kind of place with the words that hang on it before it."""
    first = min([where.at, *(at for at, word in enumerate(told.words) if word.head == where.at and at < where.at)])
    return Span(told.span.doc, told.words[first].start, told.words[where.at].end)
