"""Reports to stories, as a stream: state in, state and edges out.

Each report is compared with the stories that are still open (their last report at most `WINDOW` days
older) and that share a telling word; it joins the nearest one above `JOIN`, or opens its own. A late
date never reopens the past: undated reports stay comparable with everything.
"""

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from headwater.records import Edge, Reason
from headwater.relate.profiles import Profile

WINDOW = 14  # days after its last report in which a story stays open
JOIN = 0.2  # weighted cosine from which a report belongs to a story
HOT = 400  # stories that share one word before that word no longer finds candidates
TELLING = 4  # words named in the reason


class _Open(msgspec.Struct):
    id: str
    counts: Counter[str]
    size: int
    last: str | None


class Stream(msgspec.Struct):
    """What a stream of reports has shown so far: open stories, word frequencies."""

    stories: dict[str, _Open] = msgspec.field(default_factory=dict)
    holders: dict[str, set[str]] = msgspec.field(default_factory=lambda: defaultdict(set))
    seen: Counter[str] = msgspec.field(default_factory=Counter)
    total: int = 0


def assign(stream: Stream, one: Profile, *, published: str | None = None) -> str:
    """The story of a report, by the id of the story's first report; the stream moves on."""
    bag = one.stems
    stream.total += 1
    stream.seen.update(bag.keys())
    best = max(((_near(stream, bag, story), story.id) for story in _candidates(stream, bag, published)), default=(0.0, ""))
    if best[0] >= JOIN:
        _join(stream, stream.stories[best[1]], bag, published)
        return best[1]
    stream.stories[one.doc] = _Open(one.doc, Counter(), 0, None)
    _join(stream, stream.stories[one.doc], bag, published)
    return one.doc


def _candidates(stream: Stream, bag: Counter[str], published: str | None) -> Iterable[_Open]:
    rare = sorted(bag, key=lambda stem: (stream.seen[stem], stem))[:60]
    ids = {id for stem in rare for id in _held(stream, stem)}
    return [stream.stories[id] for id in sorted(ids) if _is_open(stream.stories[id].last, published)]


def _held(stream: Stream, stem: str) -> Iterable[str]:
    held = stream.holders.get(stem, set())
    return held if len(held) <= HOT else ()


def _is_open(last: str | None, published: str | None) -> bool:
    if last is None or published is None:
        return True
    return abs((_day(published) - _day(last)).days) <= WINDOW


def _day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value[:10])


def _join(stream: Stream, story: _Open, bag: Counter[str], published: str | None) -> None:
    story.counts.update(bag)
    story.size += 1
    story.last = max(filter(None, (story.last, published)), default=None)
    for stem in bag:
        stream.holders.setdefault(stem, set()).add(story.id)


def _near(stream: Stream, bag: Counter[str], story: _Open) -> float:
    total = stream.total

    def weight(stem: str, count: float) -> float:
        return (1 + math.log(count)) * math.log(1 + total / stream.seen[stem]) if count > 0 else 0.0

    one = {stem: weight(stem, n) for stem, n in bag.items()}
    other = {stem: weight(stem, max(1.0, n / story.size)) for stem, n in story.counts.items() if stem in bag}
    norm_other = math.sqrt(sum(weight(stem, max(1.0, n / story.size)) ** 2 for stem, n in story.counts.items()))
    norm_one = math.sqrt(sum(value**2 for value in one.values()))
    dot = sum(one[stem] * value for stem, value in other.items())
    return dot / (norm_one * norm_other) if norm_one and norm_other else 0.0


PILE_JOIN = 0.125  # pile similarity from which two reports are of one story: piles of three events each, recall .81-1, precision .76-.97, before joining


def story_edges(profiles: Sequence[Profile], similarities: dict[tuple[str, str], float]) -> tuple[Edge, ...]:
    """Edges between the reports of a pile that belong to one story, with the telling words they share."""
    counts = Counter(stem for one in profiles for stem in one.stems)
    edges = []
    for at, a in enumerate(profiles):
        for b in profiles[at + 1 :]:
            score = similarities.get((a.doc, b.doc), 0.0)
            if score >= PILE_JOIN:
                shared = sorted(a.stems.keys() & b.stems.keys(), key=lambda stem: (counts[stem], stem))
                sharp = [stem for stem in shared if any(stem in s.sharp for s in a.sentences)][:TELLING]
                edges.append(
                    Edge(
                        kind="story",
                        left=a.doc,
                        right=b.doc,
                        score=round(score, 3),
                        because=(Reason("story_terms", values=(", ".join(sharp or shared[:TELLING]),)),),
                    )
                )
    return tuple(edges)
