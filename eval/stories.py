"""Which reports belong together: B-cubed and pairs over all articles; GVA and BASIL as a stream, ECB+ after the last."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from eval import gold, product
from eval.scores import Prf, b_cubed, pairs
from eval.task import Figure, Task, speed, triple

QUICK = 240  # documents


class Set(msgspec.Struct, frozen=True):
    """A labelled set, and whether it is judged after the last report (then in mixed order)."""

    name: str
    file: str
    final: bool = False


SETS = (Set("gva", "gva/articles.jsonl"), Set("basil", "basil/articles.jsonl"), Set("ecb", "ecbplus/docs.jsonl", final=True))


class Placed(msgspec.Struct, frozen=True):
    """The story a report was given."""

    id: str
    story: str


def measure(which: Set, quick: bool) -> list[Figure]:
    """B-cubed and pairwise; a quick run takes the first reports of the stream."""
    articles = gold.rows(which.file, gold.Article)
    ordered = gold.sample(articles, None) if which.final else articles
    docs = product.numbered(ordered[: QUICK if quick else None])
    lines = (
        {"id": at, "title": doc.title, "text": doc.text, "published": doc.published, "outlet": doc.outlet, "url": doc.url}
        for at, doc in docs.items()
    )
    answers = product.ask(["stories", *(["--final"] if which.final else [])], lines, Placed)
    found, label = {one.id: one.story for one in answers.lines}, {at: doc.label for at, doc in docs.items()}
    placed = Figure("placed", len(found) / len(docs))
    several = Counter(label.values())
    followed = {at: story for at, story in label.items() if several[story] > 1}
    apart = [Figure("b3 f of several", _within(b_cubed, followed, found), "none"), Figure("pairs f of several", _within(pairs, followed, found), "none")]
    halves = [Figure(f"b3 f half {side}", _within(b_cubed, part, found), "none") for side, part in _halves(label)]
    return [placed, *triple("b3", b_cubed(label, found)), *triple("pairs", pairs(label, found)), *apart, *halves, speed(answers.per_second)]


def _within(score: Callable[[dict[str, str], dict[str, str]], Prf], part: dict[str, str], found: Mapping[str, str]) -> float:
    return score(part, {at: found[at] for at in part if at in found}).f


def _halves(label: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The reports by a hash of their story: misses are read on the first half only. (Two stories of one ECB+ topic stay together.)"""
    side = {story: hashlib.md5(story.replace("plus", "").encode()).digest()[-1] % 2 for story in set(label.values())}
    return [(name, {at: story for at, story in label.items() if side[story] == number}) for number, name in enumerate(("read", "unread"))]


TASKS = tuple(Task(which.name, partial(gold.there, which.file), partial(measure, which)) for which in SETS)
