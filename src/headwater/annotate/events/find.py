"""Events of a text from its parse, its statements and its time expressions.

Status after the guideline in docs/events.md; factuality by governing words as in FactBank (Sauri and Pustejovsky 2009).
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from headwater.annotate.events.candidates import INTRANSITIVE, SPOKEN_DEEDS, candidates, carries, is_told
from headwater.annotate.events.chronicle import led_sentences
from headwater.annotate.events.forms import form_of
from headwater.annotate.events.frames import holder, participants, phrase_text, place_of, span_words, timed_words
from headwater.annotate.events.modes import SELF, Mode, mode_of
from headwater.annotate.events.statuses import FIRST, OWN, THIRD, status_of, voices_of
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import operator
from headwater.language import Parse
from headwater.records import Event, EventStatus, Statement, Timex, span_id
from headwater.text import Span

PARTS_OF = frozenset("hours morning afternoon evening night dawn half end start beginning middle days weeks".split())
LEADING = re.compile(r"[\s:.–—|\])-]+(?=\w)")  # marks behind a time that opens a line
NEAR = 5  # code points between the hours and the date that they belong to
FORWARD = frozenset("tomorrow tomorrow's tomorrow’s next coming tonight tonight's".split())
TOLD_FORMS = ("done", "perfect", "present", "under_way", "was_under_way")  # of a verb that reports; "would appeal" is an event


def find_events(
    parse: Parse, body: Sequence[tuple[int, int]], statements: Sequence[Statement], times: Sequence[Timex], *, doc: str
) -> tuple[Event, ...]:
    """The events told in the body stretches of a text that was read in full, in order; weights are 1 until reports are compared."""
    if parse.read_as != "full" or not len(parse):
        return ()
    scene = Scene(Tree(parse), statements, times, doc)
    inside = [word for word in candidates(scene.tree) if any(start <= scene.tree.starts[word] < end for start, end in body)]
    modes = {word: mode_of(scene.tree, word) for word in inside}
    held = scene.times_of(modes)
    cues = scene.cue_words()
    told = [
        word
        for word in inside
        if word not in cues and is_told(scene.tree, word, modes[word], dated=word in held, spoken=bool(scene.around(word)))
    ]
    return _without_doubles([scene.event(word, modes[word], held.get(word)) for word in told])


def status_at(parse: Parse, place: tuple[int, int], statements: Sequence[Statement], times: Sequence[Timex]) -> EventStatus | None:
    """The status of the event that the words at `place` carry, whether or not it makes a row; None where there are no words."""
    scene = Scene(Tree(parse), statements, times, "")
    word = carrier(scene.tree, *place)
    if word is None:
        return None
    mode = mode_of(scene.tree, word)
    return scene.status(word, mode, scene.times_of({word: mode}).get(word))


def carrier(tree: Tree, start: int, end: int) -> int | None:
    """The word that carries the event of a stretch: a candidate in it, else the word on which the others hang."""
    inside = tree.words(start, end)
    known = [word for word in inside if carries(tree, word)]
    word = tree.top(known or inside)
    for _ in range(4):  # `is due to begin`: down to what the governing words are about
        inner = tree.child(word, "xcomp") if word is not None and operator(tree, word) else None
        if inner is None or inner not in inside:
            break
        word = inner
    return word


class Scene:
    """One text while its events are read."""

    def __init__(self, tree: Tree, statements: Sequence[Statement], times: Sequence[Timex], doc: str) -> None:
        self.tree, self.doc = tree, doc
        self.statements = sorted(statements, key=lambda statement: sum(span.end - span.start for span in statement.content))
        self.timed = timed_words(tree, times)
        self.led = led_sentences(tree, times)
        self.times = sorted(times, key=lambda time: time.span)
        self.inside: dict[int, list[Statement]] = {}
        for one in self.statements:
            for word in {word for span in one.content for word in tree.words(span.start, span.end)}:
                self.inside.setdefault(word, []).append(one)

    def around(self, word: int) -> list[Statement]:
        """The statements in whose content a word stands, innermost first."""
        return self.inside.get(word, [])

    def cue_words(self) -> set[int]:
        """The verbs that are cues of statements: they report, unless they announce, threaten or propose a thing."""
        spans = [statement.cue for statement in self.statements if statement.cue]
        words = {word for span in spans for word in self.tree.words(span.start, span.end)}
        kept = SELF | SPOKEN_DEEDS | INTRANSITIVE | {"ask"}
        told = [word for word in words if self.tree.lemma[word] not in kept and form_of(self.tree, word) in TOLD_FORMS]
        told = [word for word in told if operator(self.tree, word) != "warned" or not carries(self.tree, word)]
        return {
            word for word in told if operator(self.tree, word) not in ("cause", "prevent") or self.tree.child(word, "ccomp") is not None
        }

    def times_of(self, modes: dict[int, Mode]) -> dict[int, Timex]:
        """The time expression of each event: to itself or to the outermost word of its verb group."""
        by_word = {part: word for word, mode in modes.items() for part in (mode.shell, word)}
        carriers = frozenset(by_word)
        held: dict[int, Timex] = {}
        for top, time in sorted(self.timed.items()):
            found = holder(self.tree, top, carriers)
            if found is not None and time.type in ("DATE", "TIME") and self._narrower(by_word[found], time, held):
                held[by_word[found]] = time
        for word, mode in modes.items():
            lead = self.led.get(self.tree.sentence_of[word])
            if lead is not None and word not in held and self._is_main(mode.shell):
                held[word] = lead
        return held

    def _is_main(self, word: int) -> bool:
        """Whether a word is the predicate of its sentence, or joined to it."""
        for _ in range(3):
            if self.tree.base[word] == "root":
                return True
            if self.tree.base[word] not in ("conj", "parataxis", "dep"):
                return False
            word = self.tree.heads[word]
        return False

    def _narrower(self, word: int, time: Timex, held: dict[int, Timex]) -> bool:
        """Whether it is the first time of an event, or the date after its hours: `in the early hours of April 11`."""
        other = held.get(word)
        if other is None:
            return True
        words = self.tree.parse.text[other.span.start : other.span.end].casefold().split()
        return time.type == "DATE" and bool(PARTS_OF.intersection(words)) and 0 <= time.span.start - other.span.end < NEAR

    def event(self, word: int, mode: Mode, time: Timex | None) -> Event:
        """The record of one event."""
        tree, around = self.tree, self.around(word)
        span = self._uncut(*tree.extent(span_words(tree, word, mode.shell)), tree.starts[word])
        return Event(
            id=span_id("event", span, str(tree.starts[word])),
            span=span,
            what=" ".join(tree.parse.text[span.start : span.end].split()),
            who=self._who(word, mode, around[0] if around else None),
            where=place_of(tree, word, mode.shell, frozenset(self.timed)),
            time=time.interval if time else None,
            status=self.status(word, mode, time),
            statement=around[0].id if around else None,
            weight=1.0,
            timex=time.id if time else None,
        )

    def _uncut(self, start: int, end: int, core: int) -> Span:
        """The words of an event, no time expression cut through by their end; without the time that opens a line of a running report."""
        at = bisect.bisect_left(self.times, end, key=lambda time: time.span.start) - 1
        if at >= 0 and self.times[at].span.end > end:
            end = self.times[at].span.end
        at = bisect.bisect_left(self.times, start, key=lambda time: time.span.start)
        if at and self.times[at - 1].span.end > start:
            start = self.times[at - 1].span.start
        if at < len(self.times) and self.times[at].span.start == start and self.times[at].type == "TIME":
            after = LEADING.match(self.tree.parse.text, self.times[at].span.end)
            start = after.end() if after and after.end() <= core else start
        return Span(self.doc, start, end)

    def status(self, word: int, mode: Mode, time: Timex | None) -> EventStatus:
        """The status of one event."""
        if time and mode.stage == "present" and self.led.get(self.tree.sentence_of[word]) == time:
            mode = replace(mode, stage="happened")
        elif time and mode.stage == "ongoing" and time.direction == "after" and form_of(self.tree, mode.shell) == "present":
            mode = replace(mode, stage="planned")  # `the trial resumes next Monday`
        elif time and (mode.stage == "present" or (mode.stage == "noun" and self._to_come(time))):
            mode = replace(
                mode, stage="future" if mode.stage == "present" else "planned"
            )  # `enters into force on June 1`, `tomorrow's auction`
        return status_of(self.tree, word, mode, voices_of(self.tree, word, mode, self.around(word)))

    def _to_come(self, time: Timex) -> bool:
        """Whether the words of a time expression point forward."""
        words = self.tree.parse.text[time.span.start : time.span.end].casefold().split()
        return bool(FORWARD.intersection(words))

    def _who(self, word: int, mode: Mode, statement: Statement | None) -> tuple[str, ...]:
        heads = participants(self.tree, word, mode.shell)
        found = [phrase_text(self.tree, head, without=self.timed) for head in heads]
        speaker = statement.speaker.name if statement and statement.speaker else None
        if speaker and any(self._is_speaker(head) for head in heads[:1]):
            found.insert(0, speaker)
        return tuple(dict.fromkeys(found))

    def _is_speaker(self, head: int) -> bool:
        """Whether the first participant is the speaker himself, or his side: I, our ministry; he, her group in words not quoted."""
        low = self.tree.low[head]
        return low in FIRST | THIRD or any(self.tree.low[below] in OWN for below in self.tree.all_below(head, "nmod:poss"))


def _without_doubles(events: Sequence[Event]) -> tuple[Event, ...]:
    """One event a stretch: of two with the same span the first."""
    kept: dict[tuple[int, int], Event] = {}
    for event in events:
        kept.setdefault((event.span.start, event.span.end), event)
    return tuple(sorted(kept.values(), key=lambda event: event.span))
