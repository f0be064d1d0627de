"""Stories after the last report: the same stream read again with all that is known by then, stories joined and parted.

A stream must place a report before it knows what comes. Afterwards words weigh as they do in the whole pile, two stories
that turned out one are joined, and one that turned out two is parted: by the words in which its own reports differ.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from headwater.relate.story_stream import Event, Held, Stream, Told, candidates, current, likely, nearer_half, place
from headwater.relate.story_views import Views
from headwater.relate.story_weights import weigh

JOINED = 0.25  # chance, by the nearer half of all pairs, from which two stories are joined; ECB+ B3 .927 (.25), .923 (.3), .916 (.35), .911 (.4)
PARTED = 0.5  # nearness between two parts as a share of that within, in the words that tell a story's reports apart, under which they are two
PART = 6  # reports of each part: a smaller one is an angle or a late report on the same event
LARGEST = 400  # reports of a story that are asked whether they are two


def settled(told: Sequence[Told], first: Stream) -> tuple[dict[str, str], tuple[Event, ...]]:
    """The story of every report, by the id of the story's first, and what was joined and parted; `first` is the stream as it ended."""
    stream = Stream(counts=first.counts, apart=first.apart, together=first.together, settled=True)
    for one in told:
        place(stream, Held(one.id, weigh(one.views, stream.counts), one.day))
    groups = _joined(stream)
    views = {one.id: one.views for one in told}
    parts = [part for group in groups for part in _parted(group, views, stream)]
    order = {one.id: at for at, one in enumerate(told)}
    return {id: min(part, key=order.__getitem__) for part in parts for id in part}, tuple(stream.events)


def _joined(stream: Stream) -> list[list[str]]:
    """Stories joined while any two are near enough, the nearest first."""
    members: dict[str, list[int]] = defaultdict(list)
    for at, one in stream.held.items():
        members[current(stream, stream.home[one.id])].append(at)
    links = _links(stream, members)
    while links:
        (a, b), near = max(links.items(), key=lambda link: (link[1], link[0]))
        if near < JOINED:
            break
        _join(stream, members, links, a, b)
    return [[stream.held[at].id for at in group] for group in members.values()]


def _join(stream: Stream, members: dict[str, list[int]], links: dict[tuple[str, str], float], a: str, b: str) -> None:
    beside = {one for pair in links if a in pair or b in pair for one in pair} - {a, b}
    for pair in [pair for pair in links if a in pair or b in pair]:
        del links[pair]
    if _held_apart(stream, members[a], members[b]):
        return
    members[a] += members.pop(b)
    stream.events.append(Event("merge", a, b, stream.arrived))
    for other in sorted(beside):
        links[_pair(a, other)] = _between(stream, members[a], members[other])


def _held_apart(stream: Stream, a: list[int], b: list[int]) -> bool:
    right = {stream.held[at].id for at in b}
    return any(stream.apart.get(stream.held[at].id, set()) & right for at in a)


def _links(stream: Stream, members: dict[str, list[int]]) -> dict[tuple[str, str], float]:
    home = {at: story for story, group in members.items() for at in group}
    pairs = {
        _pair(home[at], home[other]) for at, one in stream.held.items() for other in candidates(stream, one) if home[at] != home[other]
    }
    return {(a, b): _between(stream, members[a], members[b]) for a, b in sorted(pairs)}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _between(stream: Stream, a: list[int], b: list[int]) -> float:
    return nearer_half([likely(stream, stream.held[x], stream.held[y]) for x in a for y in b])


def _parted(group: list[str], views: dict[str, Views], stream: Stream) -> list[list[str]]:
    """The two parts of a group where it is two stories, else the group."""
    if not 2 * PART <= len(group) <= LARGEST:
        return [group]
    near = _nearness([_told_apart(views[id]) for id in group])
    a, b = _bisected(near)
    if min(len(a), len(b)) < PART or _mean(near, a, b) >= PARTED * (_within(near, a) * len(a) + _within(near, b) * len(b)) / len(group):
        return [group]
    parts = [[group[at] for at in part] for part in (a, b)]
    if any(stream.together.get(id, set()) & set(parts[1]) for id in parts[0]):
        return [group]
    stream.events.append(Event("split", parts[0][0], parts[1][0], stream.arrived))
    return parts


def _told_apart(one: Views) -> Counter[str]:
    """What may tell two events of a kind apart: words, pairs of names twice, numbers."""
    bag = Counter(one.words)
    bag.update({f"{key} ": 2 * count for key, count in one.pairs.items()})
    bag.update({f"#{key}": count for key, count in one.numbers.items()})
    return bag


def _nearness(bags: Sequence[Counter[str]]) -> list[list[float]]:
    """Cosines of the bags, weighed by how rare a key is among just these: what all share says nothing."""
    seen = Counter(key for bag in bags for key in bag)
    vectors = [_local(bag, seen, len(bags)) for bag in bags]
    near = [[0.0] * len(bags) for _ in bags]
    for x, y in combinations(range(len(bags)), 2):
        a, b = vectors[x], vectors[y]
        near[x][y] = near[y][x] = math.fsum(a[key] * b[key] for key in a.keys() & b.keys())
    return near


def _local(bag: Counter[str], seen: Counter[str], total: int) -> dict[str, float]:
    weights = {key: (1 + math.log(n)) * math.log(total / seen[key]) for key, n in bag.items() if 1 < seen[key] < total}
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    return {key: value / length for key, value in weights.items()} if length else {}


def _bisected(near: list[list[float]]) -> tuple[list[int], list[int]]:
    """Average-link grouping down to two."""
    groups = [[at] for at in range(len(near))]
    while len(groups) > 2:
        _, x, y = max((_mean(near, a, b), -x, -y) for (x, a), (y, b) in combinations(enumerate(groups), 2))
        groups[-x] += groups.pop(-y)
    return groups[0], groups[1]


def _mean(near: list[list[float]], a: list[int], b: list[int]) -> float:
    return math.fsum(near[x][y] for x in a for y in b) / (len(a) * len(b))


def _within(near: list[list[float]], a: list[int]) -> float:
    return math.fsum(near[x][y] for x in a for y in a if x != y) / max(1, len(a) * (len(a) - 1))
