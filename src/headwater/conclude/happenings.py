"""Events of different reports that are one happening: merged by what is told, by whom, when and where; the surest pairs first.

Two events are one only where the words of what happened largely agree and nothing speaks against it: not the time, not the place, not
the number, not whether it happened. Precision goes first: a false merge makes an event weightier than it is.
"""

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from headwater import lexicon
from headwater.conclude.groups import Groups
from headwater.periods import Reach, reach_of
from headwater.records import Event, Happening, Reuse
from headwater.text import digest

NAMED = re.compile(r"\b(?!He\b|She\b|They\b|It\b|The\b|We\b|I\b)[A-ZÀ-ÞА-ЯЁ]\w+")
STEM = 5  # first letters that stand for a word in all its forms
WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
COMMON = 0.12  # share of the events of a story from which a word is too common to bring two together
ALIKE = 0.3  # weighted share of the words of both from which two events may be one (ECB+, a sixth: pairs right .95, found .11; at .25 right .89)
TOGETHER = 0.2  # mean likeness of the members of two groups from which they are one group
ALIKE_IN_PASSAGE = 0.2  # the same where the passages that they stand in are known to be one
SLACK = 1e-9  # for sums of floats
FIRM, TOLD, DENIED, AHEAD = "firm", "told", "denied", "ahead"
STATE = {
    "happened": FIRM, "ongoing": FIRM, "alleged": TOLD, "denied": DENIED,
    "announced": AHEAD, "planned": AHEAD, "proposed": AHEAD, "threatened": AHEAD,
}  # fmt: skip  # what has happened and what has not are never one; a denial is of what others tell


class _Told(NamedTuple):
    """An event as it is compared: weights of its words, numbers, and the days it may lie on."""

    event: Event
    words: frozenset[str]
    who: frozenset[str]
    numbers: frozenset[str]
    reach: Reach | None


def find_happenings(
    events: Sequence[Event], *, stories: Sequence[Sequence[str]], passages: Sequence[Reuse] = ()
) -> tuple[tuple[Event, ...], tuple[Happening, ...]]:
    """The events with what they are a telling of and their weight, and the happenings that two or more reports tell of.

    `stories` are the documents of each story: only their events are compared. `weight` is the number of reports that tell of it.
    """
    found: list[list[str]] = []
    by_document: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_document[event.span.doc].append(event)
    for documents in stories:
        found += _grouped([_read(event) for doc in documents for event in by_document[doc]], passages)
    members = {event.id: event for event in events}
    merged = [[members[id] for id in group] for group in found]
    return _weighed(events, merged), tuple(_happening(group) for group in merged if len({event.span.doc for event in group}) > 1)


def _grouped(told: Sequence[_Told], passages: Sequence[Reuse]) -> list[list[str]]:
    """Groups by the surest links first; two groups are joined only where their members are alike on the average."""
    links = sorted(_links(told, passages), key=lambda link: (-link[0], *sorted(link[1:])))
    groups: Groups[str] = Groups(one.event.id for one in told)
    size = {one.event.id: 1 for one in told}
    between: dict[str, dict[str, float]] = defaultdict(dict)  # summed likeness of the members of two groups, by their roots
    for score, left, right in links:
        between[left][right] = between[right][left] = score
    for _, left, right in links:
        a, b = groups.root(left), groups.root(right)
        if a != b and between[a].get(b, 0.0) >= TOGETHER * size[a] * size[b]:
            groups.join(a, b)
            _join(between, size, groups.root(a), b if groups.root(a) == a else a)
    return groups.groups()


def _join(between: dict[str, dict[str, float]], size: dict[str, int], root: str, gone: str) -> None:
    """Keep the sums when one group becomes part of another."""
    size[root] += size[gone]
    for other, score in between.pop(gone, {}).items():
        del between[other][gone]
        if other != root:
            between[root][other] = between[other][root] = between[root].get(other, 0.0) + score


def _weighed(events: Sequence[Event], merged: Iterable[Sequence[Event]]) -> tuple[Event, ...]:
    of: dict[str, tuple[str, float]] = {}
    for group in merged:
        reports = len({event.span.doc for event in group})
        of |= {event.id: (_id(group) if reports > 1 else "", float(reports)) for event in group}
    return tuple(msgspec.structs.replace(event, happening=of[event.id][0] or None, weight=of[event.id][1]) for event in events)


def _id(group: Sequence[Event]) -> str:
    return "h" + digest("happening", *sorted(event.id for event in group))


def _happening(group: Sequence[Event]) -> Happening:
    ordered = sorted(group, key=lambda event: (len(event.what), event.id))
    return Happening(
        id=_id(group),
        what=ordered[-1].what,
        events=tuple(event.id for event in group),
        documents=tuple(dict.fromkeys(event.span.doc for event in group)),
        times=tuple(sorted({event.time for event in group if event.time})),
        statuses=tuple(dict.fromkeys(event.status for event in group)),
    )


# -- which pairs ----------------------------------------------------------------------------------------


def _stems(words: str) -> frozenset[str]:
    stop = lexicon.entries("stopwords")
    return frozenset(word.casefold()[:STEM] for word in WORD.findall(words) if word.casefold() not in stop and not word[0].isdigit())


def _read(event: Event) -> _Told:
    words = [word.casefold() for word in WORD.findall(event.what)]
    return _Told(
        event,
        _stems(event.what),
        frozenset(stem for name in event.who if NAMED.search(name) for stem in _stems(name)),
        frozenset(word for word in words if word[0].isdigit()),
        reach_of(event.time) if event.time else None,
    )


def _links(told: Sequence[_Told], passages: Sequence[Reuse]) -> Iterator[tuple[float, str, str]]:
    """Pairs of events of two reports that are one happening, with how alike they are."""
    counts = Counter(word for one in told for word in one.words)
    weight = {word: 1.0 / count for word, count in counts.items()}
    whole = [sum(weight[word] for word in one.words) for one in told]
    together = _in_passages(told, passages)
    for a, others in _candidates(told, counts, weight):
        left = told[a]
        for b in others:
            right = told[b]
            if left.event.span.doc == right.event.span.doc or min(whole[a], whole[b]) < ALIKE_IN_PASSAGE * max(whole[a], whole[b]):
                continue
            common = sum(weight[word] for word in left.words & right.words)
            alike = common / (whole[a] + whole[b] - common)
            if alike < ALIKE_IN_PASSAGE or (alike < ALIKE and (left.event.id, right.event.id) not in together):
                continue
            if not _against(left, right):
                yield round(alike, 3), right.event.id, left.event.id


def _candidates(told: Sequence[_Told], counts: Mapping[str, int], weight: Mapping[str, float]) -> Iterator[tuple[int, set[int]]]:
    """For each event the earlier ones that share one of its rarest words."""
    blocks = _blocks(told, counts, weight)
    for at, one in enumerate(told):
        near: set[int] = set()
        for word in one.words:
            block = blocks.get(word, ())
            place = bisect.bisect_left(block, at)
            if place < len(block) and block[place] == at:
                near.update(block[:place])
        yield at, near


def _blocks(told: Sequence[_Told], counts: Mapping[str, int], weight: Mapping[str, float]) -> dict[str, list[int]]:
    """Events that share one of their rarest words: no two are alike enough whose shared words are all outside these."""
    most = max(4, COMMON * len(told))
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for word in _rarest(one.words, weight):
            if 1 < counts[word] <= most:
                by_word[word].append(at)
    return by_word


def _rarest(words: Iterable[str], weight: Mapping[str, float]) -> Iterator[str]:
    """The heaviest words, until those left weigh too little to make two events alike."""
    ordered = sorted(words, key=lambda word: (-weight[word], word))
    left = whole = sum(weight[word] for word in ordered)
    for word in ordered:
        if left < ALIKE_IN_PASSAGE * whole - SLACK:
            return
        yield word
        left -= weight[word]


def _in_passages(told: Sequence[_Told], passages: Sequence[Reuse]) -> set[tuple[str, str]]:
    """Pairs of events that stand in two sides of one passage."""
    by_document: dict[str, list[Event]] = defaultdict(list)
    for one in told:
        by_document[one.event.span.doc].append(one.event)
    found = set()
    for passage in passages:
        left, right = (
            [event.id for event in by_document.get(side.doc, ()) if side.start <= event.span.start and event.span.end <= side.end]
            for side in (passage.a, passage.b)
        )
        found |= {pair for a in left for b in right for pair in ((a, b), (b, a))}
    return found


def _against(a: _Told, b: _Told) -> bool:
    """Whether something speaks against one happening: its state, its time, its place, its number, others who did it."""
    states = {STATE[a.event.status], STATE[b.event.status]}
    if AHEAD in states and len(states) > 1:
        return True
    if a.reach and b.reach and (a.reach.last < b.reach.first or b.reach.last < a.reach.first):
        return True
    if a.event.where and b.event.where and not _stems(a.event.where) & _stems(b.event.where):
        return True
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return True
    return bool(a.who and b.who and not a.who & b.who)
