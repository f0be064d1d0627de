"""Counts of two news reports of one incident that differ: update, contradiction, or no conflict at all, on labelled pairs."""

import pathlib
from collections import Counter
from collections.abc import Iterator

import msgspec

from eval import gold
from eval.discrepancies import Text, ground
from eval.task import Figure, Task
from headwater.conclude.discrepancies import Ground, asked
from headwater.text import Span

LABELS = pathlib.Path(__file__).with_name("discrepancies") / "gva.tsv"
ARTICLES = "gva/articles.jsonl"
LONGEST = 3_500  # code points of an article that are read
QUICK = 20


class Labelled(msgspec.Struct, frozen=True):
    """Two articles by id, the place of the figure in each, the label."""

    a: str
    b: str
    at: tuple[int, int]
    bt: tuple[int, int]
    label: str


def labelled() -> tuple[Labelled, ...]:
    """The labelled pairs."""
    rows = (line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(Labelled(row[0], row[1], _place(row[3]), _place(row[4]), row[5]) for row in rows)


def _place(cell: str) -> tuple[int, int]:
    start, end = cell.split("-")
    return int(start), int(end)


def pair_ground(pair: Labelled, articles: dict[str, gold.Article]) -> Ground:
    """Both articles read as reports of one story, dated as they are."""
    texts = tuple(Text(f"{one.title or ''}\n\n{one.text}"[:LONGEST], one.outlet, one.published) for one in (articles[pair.a], articles[pair.b]))
    return ground(texts)


def answer(pair: Labelled, on: Ground) -> str:
    """The class that the product gives the two figures."""
    found = asked(on, Span("1", *pair.at), Span("2", *pair.bt))
    return found.class_ if found else "none"


def figures(answers: list[tuple[str, str]]) -> list[Figure]:
    """Accuracy of label against answer, over all and over those that conflict."""
    right = Counter(label for label, given in answers if label == given)
    of = Counter(label for label, _ in answers)
    conflicts = [(label, given) for label, given in answers if label != "none"]
    told = [(label, given) for label, given in conflicts if given in ("update", "contradiction")]
    return [
        Figure("accuracy", sum(right.values()) / max(1, len(answers))),
        Figure("conflicts right", sum(label == given for label, given in conflicts) / max(1, len(conflicts))),
        Figure("update or contradiction right, of conflicts told", sum(label == given for label, given in told) / max(1, len(told))),
        *(Figure(f"{name} right", right[name] / of[name], "none") for name in sorted(of)),
        Figure("pairs", len(answers), "none"),
    ]


def _answers(quick: bool) -> Iterator[tuple[str, str]]:
    articles = {one.id: one for one in gold.rows(ARTICLES, gold.Article)}
    for pair in labelled()[:: 7 if quick else 1]:
        yield pair.label, answer(pair, pair_ground(pair, articles))


def _measure(quick: bool) -> list[Figure]:
    return figures(list(_answers(quick)))


TASKS = (Task("discrepancies_gva", lambda: (*gold.there(ARTICLES), LABELS), _measure),)
