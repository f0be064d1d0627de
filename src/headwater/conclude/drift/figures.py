"""What became of figures: by value and by what is counted, in one unit, bounds and roundings understood."""

import functools
import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, Word, around
from headwater.records import DriftKind, Quantity, Reason
from headwater.text import Span

ABOUT = 0.12  # how far a figure may lie from one that is only "about" (900 and about a thousand: .11)
CONVERTED = 0.05  # how far a figure may lie from the same in another unit, which is rounded
FAR = 1.5  # how many times as high one bound is as the other to be another figure
LARGE = 100  # from which two figures of nearly one size in sentences that tell the same count the same
ALIKE = 0.45  # score of a link from which the only figures left over on both sides are one
NEAR = 0.001  # two figures closer than this are one
PROPORTIONS = frozenset(("percent", "%", "percentage point"))
LOOSELY = re.compile(r"\s+(?:of\s+)?(?:hundreds?|thousands?|millions?|dozens?)\b")
PARTS = frozenset(("most", "majority", "part", "half", "some", "many"))
ALONE = frozenset(("dozens", "hundreds", "thousands", "scores", "many", "several"))
MULTIPLE = re.compile(r"\b(?:many|several|a few|multiple) times\b|\bfar (?:above|beyond|over)\b", re.IGNORECASE)
MONEY = re.compile(r"\b(?:money|sums?|amounts?|cash|payments?|fees?|millions|billions|fortunes?)\b", re.IGNORECASE)
LOOSE = ("time", "age", "percent")  # families in which a sentence may have several figures of several things
SIZED = ("time", "age", "length", "mass")  # families of units with sizes, which can be turned into one another


class Reach(NamedTuple):
    """The figures that a quantity can mean; infinite where a bound is open."""

    low: float
    high: float


def changed_figures(pair: Pair) -> Iterator[Found]:
    """Figures of linked sentences that are about one thing and are not the same."""
    taken: set[str] = set()
    for link in sorted(pair.links, key=lambda link: (-link.score, link.a.at, link.b.at)):
        first, second = (
            [q for q in own if q.id not in taken]
            for own in (_own(link.a, pair.b, (*pair.of_a[link.a.at], link.b)), _own(link.b, pair.a, (*pair.of_b[link.b.at], link.a)))
        )
        for one, other in _matched(first, second, link.score):
            taken |= {one.id, other.id}
            found = _compared(one, other)
            if found:
                yield Found(found[0], _told_with(pair.a, one), _told_with(pair.b, other), Reason(found[1], values=(_written(pair.a, one), _written(pair.b, other))))


def _own(told: Told, other: Side, partners: Sequence[Told]) -> list[Quantity]:
    """The figures of a sentence that its partners, and what stands around these, do not have."""
    there = [q for one in around(other, partners) for q in one.quantities]
    return [q for q in told.quantities if compares(q) and not _is_loose(told, q) and not any(same(q, each) for each in there)]


def _is_loose(told: Told, one: Quantity) -> bool:
    """Whether a figure only begins a round one that was not read as a whole: "a couple of hundred", "hundreds of thousands"."""
    return LOOSELY.match(told.content, one.span.end - told.span.start) is not None


def compares(one: Quantity) -> bool:
    """Whether a quantity has any figure."""
    return one.value is not None or one.low is not None or one.high is not None


def same(one: Quantity, other: Quantity) -> bool:
    """One figure told twice: value and bound, in whatever unit and whatever is counted."""
    first, second = _reach(one), _reach(other)
    scale = max(1.0, abs(first.low) if math.isfinite(first.low) else 1.0)
    return all(a == b or abs(a - b) <= NEAR * scale for a, b in zip(first, second, strict=True))


def _reach(one: Quantity) -> Reach:
    size = _size(one.unit)
    value = one.value
    low = one.low if one.low is not None else (value * (1 - ABOUT) if value is not None and one.comparator == "about" else -math.inf)
    high = one.high if one.high is not None else (value * (1 + ABOUT) if value is not None and one.comparator == "about" else math.inf)
    if one.comparator == "exact" and value is not None:
        low = high = value
    return Reach(low * size, high * size)


@functools.cache
def _sizes() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicon.rows("units") if len(row) > 2 and row[1] in SIZED}


def _size(unit: str | None) -> float:
    return _sizes()[unit][1] if unit in _sizes() else 1.0


def _family(unit: str | None) -> str:
    if unit in _sizes():
        return _sizes()[unit][0]
    return (unit or "").casefold()


# -- which figure became which ----------------------------------------------------------------------------------


def _matched(first: Sequence[Quantity], second: Sequence[Quantity], alike: float) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures left over on both sides that count the same thing, each once."""
    taken: set[str] = set()
    plain = [(one, other) for one in first for other in second if _counted(one) is not None and _counted(one) == _counted(other) and _counts_alike(one, other)]
    for one, other in plain:  # what counts the same noun first
        if not {one.id, other.id} & taken:
            taken |= {one.id, other.id}
            yield one, other
    for one in first:
        fitting = [other for other in second if other.id not in taken and _counts_alike(one, other)]
        if one.id not in taken and (len(fitting) == 1 or (fitting and _counted(one) is not None)):
            taken |= {one.id, fitting[0].id}
            yield one, fitting[0]
    left, right = ([q for q in own if q.id not in taken] for own in (first, second))
    if len(left) == len(right) == 1 and alike >= ALIKE and _alone(left[0], right[0]):
        yield left[0], right[0]


def _alone(one: Quantity, other: Quantity) -> bool:
    """Whether two figures, the only ones left in sentences that clearly tell the same, count one thing in two words: planes and aircraft."""
    if one.value is None or other.value is None or not _counted(one) or not _counted(other) or is_time(one):
        return False
    return _family(one.unit) == _family(other.unit) and counts_persons(one) == counts_persons(other)


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    if _family(one.unit) != _family(other.unit):
        return False
    first, second = _counted(one), _counted(other)
    if one.unit is None and other.unit is None and first is not None and second is not None and _close(one, other):
        return counts_persons(one) == counts_persons(other)
    if _family(one.unit) in ("time", "age") and one.unit != other.unit:
        return False
    if one.unit is not None and (first is None or second is None or _family(one.unit) not in LOOSE):
        return True
    return first is not None and second is not None and _one_thing(first, second)


def _close(one: Quantity, other: Quantity) -> bool:
    """Whether two large figures are so near that they can hardly count two things."""
    if one.value is None or other.value is None or min(one.value, other.value) < LARGE:
        return False
    return max(one.value, other.value) <= (1 + ABOUT) * min(one.value, other.value)


def _counted(one: Quantity) -> str | None:
    """The last word of what is counted, in the singular, as a class where it is a person."""
    words = (one.counts or "").casefold().split()
    return _singular(words[-1]) if words else None


def _singular(noun: str) -> str:
    found = _persons().get(noun)
    if found:
        return found
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s") if not noun.endswith("ss") else noun


@functools.cache
def _persons() -> dict[str, str]:
    """Nouns for persons by both numbers to their singular."""
    rows = lexicon.rows("person_nouns")
    return {form: row[0] for row in rows for form in row[:2] if form != "-"} | {"people": "person", "persons": "person"}


def counts_persons(one: Quantity) -> bool:
    """Whether a figure counts persons."""
    return one.unit is None and _counted(one) in set(_persons().values())


def is_time(one: Quantity) -> bool:
    """Whether a figure is a length of time or an age."""
    return _family(one.unit) in ("time", "age")


def _one_thing(first: str, second: str) -> bool:
    """Whether two nouns may count the same: one noun, or a wide word for persons beside a narrow one."""
    if first == second:
        return True
    persons = set(_persons().values())
    return first in persons and second in persons and bool({first, second} & _wide_persons())


@functools.cache
def _wide_persons() -> frozenset[str]:
    return lexicon.entries("drift_people")


# -- what happened to it -------------------------------------------------------------------------------------------


def _compared(one: Quantity, other: Quantity) -> tuple[DriftKind, str] | None:
    """The kind of change and its reason."""
    if same(one, other) or _is_converted(one, other):
        return None
    first, second = _reach(one), _reach(other)
    if one.value is not None and other.value is not None and abs(one.value * _size(one.unit) - other.value * _size(other.unit)) <= NEAR * max(1.0, abs(first.low if math.isfinite(first.low) else 1.0)):
        return _rebound(one, other)
    if _both_open(first, second):
        return "number_changed", "figures_differ"
    if (second.low <= first.low and first.high <= second.high) or _rounded(one, second):
        return "generalised", "figure_wider"
    if (first.low <= second.low and second.high <= first.high) or _rounded(other, first):
        return "narrowed", "figure_closer"
    return "number_changed", "figures_differ"


def _is_converted(one: Quantity, other: Quantity) -> bool:
    """Whether a figure is the other one in another unit, rounded: six nautical miles and about 11 kilometres."""
    if one.unit == other.unit or one.value is None or other.value is None or one.unit is None or other.unit is None:
        return False
    first, second = one.value * _size(one.unit), other.value * _size(other.unit)
    return abs(first - second) <= CONVERTED * max(abs(first), abs(second))


def _both_open(first: Reach, second: Reach) -> bool:
    """Whether both figures are bounds on the same side and lie well apart: more than 60 is no wider word for more than 500."""
    for one, other in (((first.low, second.low), (first.high, second.high)), ((first.high, second.high), (first.low, second.low))):
        if all(map(math.isfinite, one)) and not any(map(math.isfinite, other)):
            return max(one) > FAR * max(NEAR, min(one))
    return False


def _rounded(one: Quantity, reach: Reach) -> bool:
    """Whether a figure, itself a bound, lies in what the other rounds or bounds it to."""
    if one.value is None:
        return False
    value = one.value * _size(one.unit)
    return reach.low <= value <= reach.high and (reach.low, reach.high) != (value, value)


def _rebound(one: Quantity, other: Quantity) -> tuple[DriftKind, str] | None:
    """The same figure with a bound lost or gained."""
    if one.comparator == other.comparator or "up_to" in (one.comparator, other.comparator) or {one.comparator, other.comparator} == {"at_least", "more_than"}:
        return None
    if other.comparator == "exact":
        return "strengthened", "bound_lost"
    return ("softened", "bound_added") if one.comparator == "exact" else ("number_changed", "figures_differ")


def _told_with(one: Side, figure: Quantity) -> Span:
    """The figure with what it counts, where that stands right behind it."""
    text = one.document.text
    counts = (figure.counts or "").casefold()
    near = text[figure.span.end : figure.span.end + len(counts) + 12].casefold()
    at = near.find(counts) if counts else -1
    end = figure.span.end + at + len(counts) if at >= 0 and "." not in near[:at] else figure.span.end
    return Span(figure.span.doc, figure.span.start, end)


def _written(one: Side, figure: Quantity) -> str:
    return " ".join(one.words(figure.span).split())


# -- figures that became words ----------------------------------------------------------------------------------------


def worded_figures(pair: Pair) -> Iterator[Found]:
    """Figures of `a` that are only a word for a part or a multitude in the linked sentences of `b`."""
    for link in pair.links:
        for one in _own(link.a, pair.b, pair.of_a[link.a.at]):
            place = _word_for(one, link)
            if place is not None and one.comparator in ("exact", "about", "at_least", "more_than"):
                yield Found("generalised", _told_with(pair.a, one), place, Reason("figure_in_words", values=(_written(pair.a, one),)))


def _word_for_measure(one: Quantity, link: Link) -> Span | None:
    """"many times" for a multiple, "money" for a sum, where no figure of the kind stands in the other sentence."""
    if any(_family(q.unit) == _family(one.unit) for q in link.b.quantities):
        return None
    pattern = MULTIPLE if one.unit == "times" else MONEY if one.unit in _currencies() else None
    found = pattern.search(link.b.content) if pattern is not None else None
    return Span(link.b.span.doc, link.b.span.start + found.start(), link.b.span.start + found.end()) if found and not (pattern is MONEY and MONEY.search(link.a.content)) else None


@functools.cache
def _currencies() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("currencies"))


def _is_figure(words: Sequence[Word], at: int) -> bool:
    """Whether a figure stands beside a word: `some 550,000`, `half a million`."""
    return any(word.upos == "NUM" or word.lemma in ("million", "thousand", "hundred") for word in words[max(0, at - 1) : at + 3] if word is not words[at])


def _word_for(one: Quantity, link: Link) -> Span | None:
    """A word for a part or a multitude with the noun that the figure counts."""
    noun = _counted(one)
    words = link.b.words
    if one.unit is not None:
        return _word_for_measure(one, link) if one.value is not None and one.value > 1 else None
    for at, word in enumerate(words):
        if word.form in lexicon.entries("drift_multitudes") and noun is not None and (not _is_figure(words, at) or (word.form in PARTS and at + 1 < len(words) and words[at + 1].form == "of")):
            if word.form in ALONE and at + 1 < len(words) and words[at + 1].upos in ("AUX", "VERB") and counts_persons(one):
                return Span(link.b.span.doc, word.start, words[at + 1].end)
            for later in words[at + 1 : at + 6]:
                if later.upos in ("NOUN", "PROPN", "PRON") and (_one_thing(_singular(later.form), noun) or later.form in ("them", "those", "these")):
                    return Span(link.b.span.doc, word.start, later.end)
    return None
