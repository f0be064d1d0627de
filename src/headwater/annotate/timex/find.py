"""Find the time expressions of a text: tokens, classes, rows, signals."""

import bisect
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from headwater.annotate.timex import signals, titles
from headwater.annotate.timex.grammar import Grammar, grammar
from headwater.annotate.timex.make import Draft, Match, make
from headwater.annotate.timex.tokens import BREAK, TOKEN
from headwater.periods import interval_of
from headwater.records import Offset, TimeBound, TimeSide, Timex, span_id
from headwater.text import Span, covered

LANGUAGES = ("en", "ru")
STAMP = re.compile(r"[ \t\[(*•|>–—-]*")  # what may stand before the time that opens a line
AFTER_STAMP = re.compile(r"\W*(?:\n|$)|[\])]|[ \t]*[:|–—-]|,?[ \t]+[^\w\s]*[^\W\d_]")
AFTER_HEADING = re.compile(r"[ \t]*[:.]?[ \t]*(?:\n|$)")
TODAY = Offset(amount=0.0, unit="day")
BEFORE_VERB = frozenset("to will would can could may might should must shall did does do not n't cannot never ll usually normally typically often".split())
LONGEST_MARK = 12  # code points before a stamp that are looked at


class _Read(NamedTuple):
    content: str
    places: list[tuple[int, int]]
    words: list[str]
    classes: str
    grammar: Grammar
    cues: signals.Cues


def find_times(content: str, *, doc: str, body: Sequence[tuple[int, int]] | None = None, language: str | None = "en") -> tuple[Timex, ...]:
    """The time expressions of a text in order, unresolved: `value` holds X for what only the anchor tells, `interval` is None there.

    `body` are the stretches to look at (code points), all where it is None. A language without a table gives nothing.
    """
    if language not in LANGUAGES:
        return ()
    read = _read(content, language)
    inside = _Inside(body) if body is not None else None
    drafts = _placed((draft for draft in _drafts(read) if not titles.is_title(read, draft.first, draft.last)), read)
    found = [_record(draft, read, doc) for draft in drafts if inside is None or inside.holds(read.places[draft.first][0])]
    return tuple(_paired(found, content))


def _read(content: str, language: str) -> _Read:
    rules = grammar(language)
    places = [found.span() for found in TOKEN.finditer(content)]
    words = [content[start:end] for start, end in places]
    classes = "".join(map(rules.classes.__getitem__, words))
    return _Read(content, places, words, classes, rules, _cues(language))


@functools.cache
def _cues(language: str) -> signals.Cues:
    known = grammar(language).classes
    kinds = ("FUTURE", "PAST", "LAW", "STOP", "BASE", "INTENT")
    future, past, laws, stops, bare, intents = (frozenset(known.having(kind)) for kind in kinds)
    return signals.Cues(future, past, laws, stops | {BREAK}, bare, intents)


def _drafts(read: _Read) -> Iterator[Draft]:
    rules, end = read.grammar, 0
    for start in rules.starts.finditer(read.classes):
        if start.start() < end or (fitting := rules.fitting(read.classes, start.start())) is None:
            continue
        first, row = start.start(), rules.rows[fitting.number]
        end = first + fitting.length
        if row.meaning != "none":
            slots = {name: (first + begin, first + stop) for name, begin, stop in fitting.slots}
            match = Match(first, end, slots, read.words, rules.classes.meanings, row.constants)
            yield from (_without_stop(_without_verb(draft, read), read) for draft in make(row.meaning, match))


def _without_verb(draft: Draft, read: _Read) -> Draft:
    """`To last three weeks` is a length that the verb tells, not the last three weeks."""
    if draft.type != "DURATION" or draft.first == 0 or read.words[draft.first].casefold() != "last":
        return draft
    before = read.words[draft.first - 1].casefold()
    return draft._replace(first=draft.first + 1, anchor="explicit", offset=None, side=None) if before in BEFORE_VERB else draft


def _without_stop(draft: Draft, read: _Read) -> Draft:
    """`On 4 March.`: the stop behind a month that is written out ends the sentence."""
    if read.words[draft.last - 1] != "." or (read.words[draft.last - 2].casefold(), "FULLMONTH") not in read.grammar.classes.meanings:
        return draft
    return draft._replace(last=draft.last - 1)


def _placed(drafts: Iterable[Draft], read: _Read) -> Iterator[Draft]:
    """Times that open the lines of a running report are of its day, whatever day the line above tells, unless a line holds nothing but a date."""
    headed = False
    for draft in drafts:
        start, end = read.places[draft.first][0], read.places[draft.last - 1][1]
        before = _line_before(read.content, start)
        if before is None:
            yield draft
        elif draft.type == "DATE" or "\n" in read.content[start:end]:  # the date of a heading, or with the first time below it
            headed = headed or "\n" in read.content[start:end] or AFTER_HEADING.match(read.content, end) is not None
            yield draft
        else:
            stamp = draft.anchor == "previous" and ":" in draft.value and AFTER_STAMP.match(read.content, end) and not headed
            yield draft._replace(anchor="publication", offset=TODAY) if stamp else draft


def _line_before(content: str, start: int) -> str | None:
    """What stands between the beginning of a line and a place, where that is marks alone."""
    first = max(0, start - LONGEST_MARK)
    at = content.rfind("\n", first, start)
    if at < 0 and first:
        return None
    line = content[at + 1 if at >= 0 else first : start]
    return line if STAMP.fullmatch(line) else None


def _record(draft: Draft, read: _Read, doc: str) -> Timex:
    span = Span(doc, read.places[draft.first][0], read.places[draft.last - 1][1])
    alone = interval_of(draft.value) if draft.anchor == "explicit" and draft.type != "SET" and draft.modifier != "FISCAL" else None
    placed = draft.type in ("DATE", "TIME") and not draft.value.endswith("_REF")
    bound = signals.bound(read.words, draft.first, draft.last) if placed else None
    side = draft.side or _side(draft, read, bound)
    return Timex(
        id=span_id("time", span), span=span, type=draft.type, value=draft.value,
        interval=draft.interval or alone,
        anchor=draft.anchor, offset=draft.offset, direction=side, modifier=draft.modifier, bound=bound, zone=draft.zone,
        dates_law=signals.dates_law(read.words, read.classes, read.cues, draft.first, draft.last),
    )  # fmt: skip


def _side(draft: Draft, read: _Read, bound: TimeBound | None) -> TimeSide | None:
    """The tense, where neither an offset nor the year tells on which side of the anchor it lies."""
    if draft.anchor == "explicit" or draft.offset is not None or "X" not in draft.value:
        return None
    told = signals.BOUND_SIDE.get(bound or "") if not _looks_both_ways(read, draft) else None
    limit = bound in ("before", "by")
    tense = told or signals.tense(read.words, read.classes, read.cues, draft.first, draft.last, limit=limit)
    return tense or ("future" if bound == "by" else None)


def _looks_both_ways(read: _Read, draft: Draft) -> bool:
    """The Russian preposition for since is also that for from: the tense decides."""
    return draft.first > 0 and read.words[draft.first - 1].casefold() in ("с", "со")


class _Inside:
    """Which of the stretches holds a place, found by halving."""

    def __init__(self, body: Sequence[tuple[int, int]]) -> None:
        self._stretches = covered(body)
        self._starts = [start for start, _ in self._stretches]

    def holds(self, place: int) -> bool:
        at = bisect.bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._stretches[at][1]


def _paired(found: Sequence[Timex], content: str) -> Iterator[Timex]:
    """The same expressions, the two ends of a range told of each other."""
    partner: dict[str, str] = {}
    for first, second in itertools.pairwise(found):
        between = content[first.span.end : second.span.start]
        before = content[max(0, first.span.start - 9) : first.span.start].split()[-1:]
        if len(between) <= 12 and _links(between, before):
            partner[first.id], partner[second.id] = second.id, first.id
    return (msgspec.structs.replace(one, pair=partner[one.id]) if one.id in partner else one for one in found)


def _links(between: str, before: Sequence[str]) -> bool:
    opening = before[0].casefold() if before else ""
    middle = re.sub(r"[\s,]+", "", between).casefold()
    return (middle in ("-", "–", "—")) or (opening == "from" and middle in ("to", "until", "till", "through")) or (opening == "between" and middle == "and")
