"""Which reports belong together: B-cubed and pairs over all articles; GVA and BASIL as a stream, ECB+ after the last."""

from functools import partial

import msgspec

from eval import gold, product
from eval.scores import b_cubed, pairs
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
    return [placed, *triple("b3", b_cubed(label, found)), *triple("pairs", pairs(label, found)), speed(answers.per_second)]


TASKS = tuple(Task(which.name, partial(gold.there, which.file), partial(measure, which)) for which in SETS)
