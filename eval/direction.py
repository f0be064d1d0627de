"""Who copied whom among the posts of news channels: pairs that share most of their words, with their moments given and hidden."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from eval import gold
from eval.task import Figure, Task
from headwater.api import Piece, reuse

POSTS = "telegram-ru/posts.jsonl.gz"
SHINGLE, HOT = 6, 12  # words in a row; posts that may share them
SHARED, LEAST = 0.4, 12  # of the smaller post's shingles, of which it has so many
WITHIN = timedelta(hours=48)
QUICK, WHOLE = 60, 500  # pairs


class Post(msgspec.Struct, frozen=True):
    """One post."""

    id: str
    text: str
    published: str
    outlet: str


class Pair(msgspec.Struct, frozen=True):
    """The earlier post and the later one of another channel."""

    up: Post
    down: Post

    @property
    def number(self) -> int:
        """A number that depends on the two ids alone."""
        return int(hashlib.sha256(f"{self.up.id} {self.down.id}".encode()).hexdigest(), 16)


def measure(quick: bool) -> list[Figure]:
    """Share of decided pairs that are right with moments; the same, and how many are decided, without moments and channels."""
    pairs = sorted(copied(gold.rows(POSTS, Post)), key=lambda pair: pair.number)[: QUICK if quick else WHOLE]
    dated = [verdict(pair, dated=True) for pair in pairs]
    hidden = [verdict(pair, dated=False) for pair in pairs]
    halves = ([one for one, pair in zip(hidden, pairs, strict=True) if pair.number // 4 % 2 == half] for half in (0, 1))
    return [
        Figure("right with times", _right(dated), noise=0.005),
        Figure("decided with times", _decided(dated), noise=0.005),
        Figure("right with times hidden", _right(hidden), noise=0.01),
        Figure("decided with times hidden", _decided(hidden), noise=0.01),
        *(Figure(f"hidden, half {name}: right", _right(half), "none") for name, half in zip("ab", halves, strict=True)),
        Figure("pairs", len(pairs), "none"),
    ]


def _right(verdicts: Iterable[bool | None]) -> float:
    decided = [one for one in verdicts if one is not None]
    return sum(decided) / max(1, len(decided))


def _decided(verdicts: Sequence[bool | None]) -> float:
    return sum(one is not None for one in verdicts) / max(1, len(verdicts))


def verdict(pair: Pair, *, dated: bool) -> bool | None:
    """Whether the link between two posts points the right way; None where there is none."""
    posts = [pair.up, pair.down] if pair.number % 2 else [pair.down, pair.up]
    pieces = [
        Piece(id=str(at), text=post.text, language="ru", published=post.published if dated else None, outlet=post.outlet if dated else None)
        for at, post in enumerate(posts)
    ]
    found = next((one for one in reuse(pieces) if one.upstream), None)
    if found is None:
        return None
    upstream = found.a if found.upstream == "a" else found.b
    return posts[int(upstream)] is pair.up


def copied(posts: Sequence[Post]) -> list[Pair]:
    """The pairs of different channels that share words in a row, are not the same to the letter, and whose figures do not differ."""
    words = [_words(post.text) for post in posts]
    sets = [{tuple(one[at : at + SHINGLE]) for at in range(len(one) - SHINGLE + 1)} for one in words]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(sets):
        for shingle in one:
            holders[shingle].append(at)
    common = Counter((i, j) for held in holders.values() if 1 < len(held) <= HOT for at, j in enumerate(held) for i in held[:at])
    return [
        _pair(posts[i], posts[j])
        for (i, j), n in sorted(common.items())
        if posts[i].outlet != posts[j].outlet and min(len(sets[i]), len(sets[j])) >= LEAST and words[i] != words[j]
        if n >= SHARED * min(len(sets[i]), len(sets[j])) and _is_near(posts[i], posts[j]) and not _other_figures(words[i], words[j])
    ]


def _words(text: str) -> list[str]:
    plain = "\n".join(line for line in text.split("\n") if not re.search("подпис|прислать новость", line.lower()))
    return re.findall(r"\w+", re.sub(r"\(?https?://\S+", "", plain).lower())


def _is_near(one: Post, other: Post) -> bool:
    apart = abs(datetime.fromisoformat(one.published) - datetime.fromisoformat(other.published))
    return timedelta(0) < apart <= WITHIN


def _other_figures(one: Sequence[str], other: Sequence[str]) -> bool:
    """A form filled in anew: each side has figures that the other has not."""
    first, second = ({word for word in words if word[0].isdigit()} for words in (one, other))
    return bool(first - second) and bool(second - first)


def _pair(one: Post, other: Post) -> Pair:
    return Pair(one, other) if one.published < other.published else Pair(other, one)


TASKS = (Task("direction", lambda: gold.there(POSTS), measure),)
