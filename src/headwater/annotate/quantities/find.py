"""All quantities of a text: candidates by one compiled test a paragraph, everything else beside the number."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from headwater import lexicon
from headwater.annotate.quantities.ages import aged, also_aged, decade_of_life, is_team
from headwater.annotate.quantities.compare import after_words, bounds, comparators
from headwater.annotate.quantities.counted import FIGURES, Counted, counted, late_noun, takes_up
from headwater.annotate.quantities.measures import Measure, compound, in_one_of, joined, or_two, read_measure, with_article
from headwater.annotate.quantities.refuse import carried, is_headline, is_refused, is_score, is_told
from headwater.annotate.quantities.tree import Tree
from headwater.annotate.quantities.words import DASHES, PREFILTER, Words
from headwater.language import Parse
from headwater.records import Comparator, Quantity, Statement, Timex, span_id
from headwater.text import Span

CHANGES = frozenset(form for row in lexicon.rows("number_changes") if row[2] == "c" for form in (row[0], *row[3].split("|")))
SHARED = ("time", "length", "mass", "share")  # families whose unit said once holds for both of two numbers
TAKEN_UP = ("time", "money", "mass", "length")  # families of units that a later bare number shares
LOOKED_BACK, ORDER = 3, 20.0  # quantities looked at for the one taken up; how many times larger or smaller it may be
ANTECEDENT = 250  # code points: a quantity of the same sentence or the one before
CHANGE_REACH = 8  # words before "from" in which a verb of change makes "from 3 to 5" two numbers
STOP = re.compile(r"[.!?]\s")
LONGEST_SENTENCE = 400  # code points between a number and the "as of" of its sentence
BUCKET = 2_000  # code points; statements are looked up by the stretch they lie in
LONGEST_PARAGRAPH = 20_000  # code points read at a time; longer ones are cut, so that columns stay small


def find_quantities(
    content: str,
    body: Sequence[tuple[int, int]] | None = None,
    *,
    doc: str,
    parse: Parse | None = None,
    statements: Sequence[Statement] = (),
    times: Sequence[Timex] = (),
) -> tuple[Quantity, ...]:
    """The quantities of `content` within `body` (all of it without one), in order; offsets in code points.

    `parse` tells what is counted; without one the form of the words must do. `statements` and `times` give each its
    statement (the innermost that covers it) and the time it holds for, where the sentence says so.
    """
    tree = Tree(parse) if parse is not None and parse.read_as == "full" else None
    told = Told(doc, content, statements, times)
    found: list[Quantity] = []
    for start, end in body if body is not None else [(0, len(content))]:
        for first in range(start, end, LONGEST_PARAGRAPH):
            last = min(end, first + LONGEST_PARAGRAPH)
            if PREFILTER.search(content[first:last].lower()):
                words = Words(content, first, last)
                found.extend(told.record(words, one) for one in _quantities(words, tree))
    return tuple(found)


class Found(msgspec.Struct, frozen=True):
    """A quantity by the words it stands on."""

    first: int
    last: int
    measure: Measure
    bounds: tuple[float | None, float | None, float | None]
    comparator: Comparator
    counts: Counted | None


def _quantities(words: Words, tree: Tree | None) -> Iterator[Found]:
    headline = is_headline(words)
    passed = floor = 0
    before: Measure | None = None
    told: list[Found] = []
    for at in words.numbers():
        if at < passed:
            continue
        one, last = _read(words, at, floor, headline)
        if one is not None:
            one = also_aged(words, one, before)
            found = _whole(words, one, floor, tree, told)
            told.append(found)
            yield found
            last = floor = found.last
            before = one
        passed = max(at + 1, last)


def _read(words: Words, at: int, floor: int, headline: bool) -> tuple[Measure | None, int]:
    """The quantity at a number, or None with the place to go on from."""
    special = decade_of_life(words, at) or with_article(words, at) or or_two(words, at)
    if special is not None:
        return (special, special.last) if special.first >= floor else (None, at + 1)
    one = read_measure(words, at)
    if one is None or one.first < floor:
        return None, at + 1
    part = in_one_of(words, one)
    if part is not None:
        return part, part.last
    if is_refused(words, one, headline=headline):
        return None, _past_carried(words, one)
    two = _range(words, one, headline)
    if two is not None and two.kind == "refused":
        return None, two.last
    if two is None and words.past_hyphen(one.last) != one.last and words.word(one.last + 1)[:1].isdigit():
        return None, _past_carried(words, one)
    whole = aged(words, two or _shared(words, compound(words, one)))
    return (None, whole.last) if is_team(words, whole) else (whole, whole.last)


def _shared(words: Words, one: Measure) -> Measure:
    """`five and ten years`: the first has the unit of the second."""
    if one.unit is not None or one.value is None or words.word(one.last) not in ("and", "or", ","):
        return one
    two = _next(words, one.last + 1)
    if two is None or two.unit is None or two.unit.family not in SHARED or words.word(two.number_last) in ("%",) or two.value is None:
        return one
    return msgspec.structs.replace(one, unit=two.unit)


def _past_carried(words: Words, one: Measure) -> int:
    """Behind a label, the numbers joined to it go the same way."""
    last = one.last
    for at in carried(words, last):
        if words.is_number(at) and words.low[at][0].isdigit() and one.unit is None:
            two = read_measure(words, at)
            if two is not None and two.unit is None and not words.word(two.last).isalpha():
                return two.last
    return last


def _range(words: Words, one: Measure, headline: bool) -> Measure | None:
    """`3 to 5`, `between 3 and 5`, `10-15`, `two or three`; of kind "refused" where the two are a score or a date."""
    at = one.last
    hanging = words.word(at) in DASHES and words.touches(at) and words.word(at + 1) in ("to", "or")  # 40- to 60-hour, 40-to-39
    at += hanging
    separator, between = words.word(at), words.word(one.first - 1) == "between"
    dashed = separator in DASHES
    if not (separator in ("to", "or") or (separator == "and" and between) or (dashed and words.touches(at) == words.touches(at + 1))):
        return None
    at += words.word(at + 1) in DASHES
    two = _next(words, at + 1)
    if two is None or _is_change(words, one, separator):
        return None
    both = joined((one, two))
    bare = not between and one.unit is None and two.unit is None and one.kind == two.kind == "digits"
    if bare and dashed and (both is None or is_score(words, both) or not is_told(words, both)):
        return msgspec.structs.replace(two, kind="refused")
    if bare and separator == "to" and both is None and hanging:
        return msgspec.structs.replace(two, kind="refused")
    if bare and separator == "to" and both is None and is_score(words, msgspec.structs.replace(one, last=two.last)):
        return msgspec.structs.replace(two, kind="refused")
    if (
        both is None
        or (one.unit and not two.unit and one.unit.family != "money")
        or (two.unit is None and is_refused(words, two, headline=headline) and not dashed)
    ):
        return None
    return msgspec.structs.replace(both, first=both.first - 1) if between else both


def _next(words: Words, at: int) -> Measure | None:
    for place in range(at, at + 4):
        if words.is_number(place):
            two = read_measure(words, place)
            return two if two is not None and two.first == at else None
    return None


def _is_change(words: Words, one: Measure, separator: str) -> bool:
    if separator != "to" or words.word(one.first - 1) != "from":
        return False
    return any(word in CHANGES for word in words.low[max(0, one.first - CHANGE_REACH) : one.first])


def _whole(words: Words, one: Measure, floor: int, tree: Tree | None, before: Sequence[Found]) -> Found:
    first, last, ruling = comparators(words, one)
    first = max(first, floor)
    counts = counted(words, one, first, last, tree)
    told = _antecedent(words, one, before)
    if takes_up(words, one, first, last, counts, tree) or _same_unit(words, one, counts, told):
        one, counts = _taken_up(words, one, counts, told)
    if ruling is None:
        late = after_words(words, late_noun(words, counts, last))
        if late is not None and late[0] > last and one.kind != "couple":
            last, ruling = late
    limits, comparator = bounds(one, ruling)
    return Found(first, last, one, limits, comparator, counts)


def _same_unit(words: Words, one: Measure, counts: Counted | None, told: Found | None) -> bool:
    """`nine years and another to seven`: the noun left out is the unit said before."""
    if one.unit is not None or counts is None or told is None or told.measure.unit is None or counts[0] > words.start[one.first]:
        return False
    return words.content[counts[0] : counts[1]].lower().removesuffix("s") == told.measure.unit.name


def _antecedent(words: Words, one: Measure, before: Sequence[Found]) -> Found | None:
    """The nearest quantity before that is of the same order: `seven years for bribes worth 1.4 million; he had asked for ten`."""
    for told in before[: -LOOKED_BACK - 1 : -1]:
        if words.start[one.first] - words.end[told.last - 1] > ANTECEDENT:
            return None
        size, other = (part.value or part.low or part.high or 0.0 for part in (one, told.measure))
        if 0 < size <= ORDER * other and other <= ORDER * size:
            return told
    return None


def _taken_up(words: Words, one: Measure, counts: Counted | None, told: Found | None) -> tuple[Measure, Counted | None]:
    """The unit and the thing counted of the quantity told before, where that stands near; else what a noun beside it says, or nothing."""
    if told is None:
        return one, counts if counts is not None and words.content[counts[0] : counts[1]].lower() in FIGURES else None
    unit = told.measure.unit
    if unit is None:
        return one, told.counts
    return (msgspec.structs.replace(one, unit=unit), None) if unit.family in TAKEN_UP else (one, None)


PAID = re.compile(r"\b(?:(?P<what>fines?|damages|bail|ransom|bribes?)|fined|fining)\b[^.;\n]{0,40}$", re.IGNORECASE)
PAID_REACH = 60  # code points before a number in which a word for what is paid is looked for


class Told:
    """What the other layers say of a quantity: the statement that covers it, the time it holds for."""

    def __init__(self, doc: str, content: str, statements: Sequence[Statement], times: Sequence[Timex]) -> None:
        self._doc, self._content = doc, content
        self._contents: dict[int, list[tuple[int, int, int, str]]] = {}
        for length, start, end, name in sorted(
            (span.end - span.start, span.start, span.end, one.id) for one in statements for span in one.content
        ):
            for bucket in range(start // BUCKET, end // BUCKET + 1):
                self._contents.setdefault(bucket, []).append((length, start, end, name))
        self._as_of = [(time.span, time.interval) for time in times if time.interval and self._is_as_of(time.span.start)]

    def _is_as_of(self, start: int) -> bool:
        return self._content[max(0, start - 6) : start].lower().rstrip().endswith(("as of", "as at"))

    def record(self, words: Words, one: Found) -> Quantity:
        """The record of a quantity."""
        span = Span(self._doc, words.start[one.first], words.end[one.last - 1])
        value, low, high = one.bounds
        counts = self._content[one.counts[0] : one.counts[1]] if one.counts else None
        unit = one.measure.unit.name if one.measure.unit else None
        paid = PAID.search(self._content, max(0, span.start - PAID_REACH), span.start) if unit is None and counts else None
        if paid and counts and one.counts and self._content[span.end : one.counts[1]].strip() == counts:  # a currency that no list knows
            unit, counts = counts.removesuffix("s"), paid.group("what") or None
        return Quantity(
            id=span_id("quantity", span),
            span=span,
            value=value,
            low=low,
            high=high,
            unit=unit,
            counts=counts,
            comparator=one.comparator,
            as_of=self._time(span),
            statement=self._statement(span),
        )

    def _statement(self, span: Span) -> str | None:
        near = self._contents.get(span.start // BUCKET, ())
        return next((name for _, start, end, name in near if start <= span.start and span.end <= end), None)

    def _time(self, span: Span) -> str | None:
        """The time named with "as of" in the same sentence."""
        for time, interval in self._as_of:
            first, last = sorted((span, time))
            if last.start - first.end < LONGEST_SENTENCE and not STOP.search(self._content, first.end, last.start):
                return interval
        return None
