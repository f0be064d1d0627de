"""Reports to stories in one pass, without look-ahead: state in, state out.

A report is compared with those of the last weeks that share its most telling keys; it joins the story whose latest
reports are most likely on the same event, or opens its own. A story's id is that of its first report. Everything a
report costs is bounded (candidates, holders of a key, members of a story that are compared, reports kept), so the
thousandth costs what the millionth does. A person's word goes before all scores.
"""

import math
from collections import Counter, defaultdict
from datetime import date
from typing import Literal

import msgspec

from headwater.relate.story_views import Views, headline, prose, views
from headwater.relate.story_weights import Counts, Vectors, chance, nearness, weigh

WINDOW = 400  # days after its last report in which a story stays open; the days between weigh against it long before
OPEN = 40_000  # reports kept for comparison: some weeks of a busy stream; the oldest to arrive go first
JOIN = 0.5  # chance of one event, by the nearer half of a story's latest reports, from which a report joins
MERGE = 0.6  # the same between two stories that a report belongs to both, from which they are one
LATEST = 8  # reports of a story that a new one is compared with
KEYS = 32  # most telling keys by which candidates are found; 48 keys, 48 holders, 24 candidates gave the same figures
HOLDERS = 24  # reports that a key leads to, the latest; older ones are reached by other keys
COMMON = 0.1  # share of the reports from which a key is too common to lead anywhere
CANDIDATES = 16  # reports compared, by the weight of the keys they share
HOPE = 0.1  # chance with the candidate itself without which its story is not looked at
LINES = 200_000  # lines of a generation, of which two are remembered, to tell stock lines by
UNDATED = 3  # days between reports of which one has no date

Happening = Literal["merge", "split"]


class Event(msgspec.Struct, frozen=True):
    """Two stories became one (`other` is an alias of `story` from then on), or `other` was parted from `story`; `at` is the number of reports seen."""

    kind: Happening
    story: str
    other: str
    at: int


class Held(msgspec.Struct, gc=False):
    """A report kept for comparison."""

    id: str
    vectors: Vectors
    day: int | None


class Stream(msgspec.Struct):
    """What a stream of reports has shown so far."""

    counts: Counts = msgspec.field(default_factory=Counts)
    held: dict[int, Held] = msgspec.field(default_factory=dict)  # by number of arrival
    holders: dict[str, list[int]] = msgspec.field(default_factory=dict)
    members: dict[str, list[int]] = msgspec.field(default_factory=lambda: defaultdict(list))  # of a story, the latest
    home: dict[str, str] = msgspec.field(default_factory=dict)  # story of every report seen
    alias: dict[str, str] = msgspec.field(default_factory=dict)  # ids given up in a merge, to the one that stayed
    apart: dict[str, set[str]] = msgspec.field(default_factory=dict)  # a person's "not the same"
    together: dict[str, set[str]] = msgspec.field(default_factory=dict)  # a person's "the same"
    lines: dict[int, str] = msgspec.field(default_factory=dict)  # hash of a line to its story, or "" where it is stock
    older: dict[int, str] = msgspec.field(default_factory=dict)  # the same of the generation before; the one before that is forgotten
    events: list[Event] = msgspec.field(default_factory=list)
    arrived: int = 0
    settled: bool = False  # counts are final: a second reading of the same reports


class Told(msgspec.Struct, frozen=True, gc=False):
    """A report read for a stream: its views, its day, the lines it says."""

    id: str
    views: Views
    day: int | None
    lines: tuple[str, ...]


def assign(stream: Stream, one: Told) -> str:
    """The story of a report, by the id of the story's first report; the stream moves on."""
    stream.counts.see(one.views)
    story = place(stream, Held(one.id, weigh(one.views, stream.counts), one.day))
    for line in one.lines:
        _note(stream, hash(line), story)
    return story


def told(
    stream: Stream, id: str, text: str, *, title: str | None = None, published: str | None = None, language: str | None = None
) -> Told:
    """A report as the stream reads it, stock lines left out; `published` is an ISO date or None, `language` a two-letter code."""
    lines = (*prose(text), *headline(title))
    stock = {line for line in lines if _story_of(stream, hash(line)) == ""}
    return Told(id, views(text, title=title, language=language, stock=stock), day_of(published), lines)


def place(stream: Stream, one: Held) -> str:
    """Find or open the story of a report and keep both; nothing is counted."""
    story = _placed(stream, one)
    _remember(stream, one, story)
    return story


def current(stream: Stream, story: str) -> str:
    """The id under which a story goes now."""
    while story in stream.alias:
        on = stream.alias[story]
        if on in stream.alias:  # halve the path: chains of merges stay short
            stream.alias[story] = stream.alias[on]
        story = on
    return story


def day_of(published: str | None) -> int | None:
    """Days since the year 1, or None for what is no date: archives hold impossible ones."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _placed(stream: Stream, one: Held) -> str:
    told = [current(stream, stream.home[other]) for other in sorted(stream.together.get(one.id, ())) if other in stream.home]
    barred = {current(stream, stream.home[other]) for other in stream.apart.get(one.id, ()) if other in stream.home}
    found = [(score, story) for score, story in _near(stream, one) if story not in barred]
    free = [story for story in told if story not in barred]
    best = free[0] if free else max(found, default=(0.0, one.id), key=lambda pair: (pair[0], pair[1]))[1]
    if not free and (not found or max(found)[0] < JOIN):
        best = one.id
    stream.home[one.id] = best
    for other in free[1:]:
        best = merge(stream, best, other)
    return _drawn(stream, best, found)


def _drawn(stream: Stream, best: str, found: list[tuple[float, str]]) -> str:
    """Merge with other stories that the report belongs to as surely, where the two are near in themselves."""
    for score, story in sorted(found, reverse=True):
        story, best = current(stream, story), current(stream, best)
        if story != best and score >= MERGE and _between(stream, story, best) >= MERGE:
            best = merge(stream, best, story)
    return best


def _between(stream: Stream, a: str, b: str) -> float:
    chances = [likely(stream, stream.held[x], stream.held[y]) for x in _kept(stream, a) for y in _kept(stream, b)]
    return nearer_half(chances)


def nearer_half(chances: list[float]) -> float:
    """Mean of the higher half: a story moves on, and a new report need not be near all of it."""
    best = sorted(chances, reverse=True)[: (len(chances) + 1) // 2]
    return math.fsum(best) / len(best) if best else 0.0


def merge(stream: Stream, a: str, b: str) -> str:
    """Make two stories one under the elder id, unless a person holds them apart; the id they go under from then on."""
    if a == b or _held_apart(stream, a, b):
        return a
    older, newer = sorted((a, b), key=lambda story: min(stream.members.get(story) or [stream.arrived]))
    stream.alias[newer] = older
    stream.members[older] = sorted(stream.members.pop(newer, []) + stream.members.get(older, []))[-LATEST:]
    stream.events.append(Event("merge", older, newer, stream.arrived))
    return older


def _held_apart(stream: Stream, a: str, b: str) -> bool:
    pairs = ((one, other) for one, others in stream.apart.items() for other in others)
    return any(one in stream.home and other in stream.home and _homes(stream, one, other) == {a, b} for one, other in pairs)


def _homes(stream: Stream, one: str, other: str) -> set[str]:
    return {current(stream, stream.home[one]), current(stream, stream.home[other])}


def _near(stream: Stream, one: Held) -> list[tuple[float, str]]:
    """The stories of the candidates with the chance that the report belongs to them."""
    chances = {at: likely(stream, one, stream.held[at]) for at in candidates(stream, one)}
    stories = dict.fromkeys(current(stream, stream.home[stream.held[at].id]) for at, near in chances.items() if near >= HOPE)
    found = []
    for story in stories:
        kept = _kept(stream, story)
        if kept and _open(one, [stream.held[at] for at in kept]):
            near = [chances[at] if at in chances else likely(stream, one, stream.held[at]) for at in kept]
            found.append((nearer_half(near), story))
    return found


def _kept(stream: Stream, story: str) -> list[int]:
    return [at for at in stream.members.get(story, ()) if at in stream.held]


def _open(one: Held, kept: list[Held]) -> bool:
    return min(_gap(one, other) for other in kept) <= WINDOW


def _gap(a: Held, b: Held) -> int:
    return UNDATED if a.day is None or b.day is None else abs(a.day - b.day)


def likely(stream: Stream, a: Held, b: Held) -> float:
    undated = a.day is None and b.day is None
    return chance(nearness(a.vectors, b.vectors, stream.counts), 0 if undated else _gap(a, b))


def candidates(stream: Stream, one: Held) -> list[int]:
    """The reports that share the most weight of telling keys, latest first among equals."""
    shared: Counter[int] = Counter()
    for key, weight in _keys(stream, one):
        for at in stream.holders.get(key, ()):
            shared[at] += weight
    best = sorted(shared.items(), key=lambda pair: (-pair[1], -pair[0]))
    return [at for at, _ in best[:CANDIDATES] if at in stream.held]


def _keys(stream: Stream, one: Held) -> list[tuple[str, int]]:
    """Telling words and pairs of names; vectors are in order of weight."""
    most = max(20.0, COMMON * stream.counts.total)
    words = [(key, weight) for key, weight in one.vectors.words.items() if stream.counts.words[key] <= most]
    return words[:KEYS] + list(one.vectors.pairs.items())[:KEYS]


def _remember(stream: Stream, one: Held, story: str) -> None:
    at = stream.arrived
    stream.arrived += 1
    stream.held[at] = one
    stream.home[one.id] = story
    stream.members[story] = [*stream.members.get(story, ()), at][-LATEST:]
    for key, _ in _keys(stream, one):
        stream.holders[key] = [*stream.holders.get(key, ()), at][-HOLDERS:]
    if at >= OPEN and not stream.settled:
        _forget(stream, at - OPEN)


def _note(stream: Stream, line: int, story: str) -> None:
    """A line that stands in two stories is no news of either: page furniture, a teaser, a stock form."""
    seen = _story_of(stream, line)
    stream.lines[line] = story if seen is None else "" if not seen or current(stream, seen) != story else seen
    if len(stream.lines) > LINES:
        stream.lines, stream.older = {}, stream.lines


def _story_of(stream: Stream, line: int) -> str | None:
    found = stream.lines.get(line)
    return stream.older.get(line) if found is None else found


def _forget(stream: Stream, at: int) -> None:
    """Drop the oldest report; its keys and, where nothing of it is left, its story's members."""
    old = stream.held.pop(at)
    for key in (*old.vectors.words, *old.vectors.pairs):
        numbers = stream.holders.get(key)
        if numbers and numbers[0] == at:  # numbers ascend, and none is older
            del numbers[0]
            if not numbers:
                del stream.holders[key]
    story = current(stream, stream.home[old.id])
    if not _kept(stream, story):
        stream.members.pop(story, None)
