"""Reports and their English renderings: is the counterpart ranked first, how many are printed, are the sentences aligned?"""

import random
from collections.abc import Sequence
from functools import partial

import msgspec

from eval import gold, product
from eval.gold import Place
from eval.scores import prf
from eval.task import Figure, Task, speed

RUSSIAN, UKRAINIAN = "translation/ru-en-2022.jsonl.gz", "translation/uk-en-2022.jsonl.gz"
QUICK = 30
LONG = 200  # code points of a text that is more than a short message
HALF = 0.5  # of the lesser of a passage and a line, from which the line lies in the passage


class Related(msgspec.Struct, frozen=True):
    """A pair as `reuse` prints it."""

    a: str
    b: str
    score: float
    passages: tuple[tuple[int, int, int, int, float], ...] = ()


class Side(msgspec.Struct, frozen=True):
    """One text of a translated pair: its number, language, lines."""

    number: int
    language: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """As the filter gets it."""
        return "\n".join(self.lines)

    def inside(self, start: int, end: int) -> set[int]:
        """The lines that lie in a stretch, or that it lies in."""
        places, at = [], 0
        for line in self.lines:
            places.append((at, at + len(line)))
            at += len(line) + 1
        return {number for number, place in enumerate(places) if _meet(place, (start, end))}


def _meet(line: Place, passage: Place) -> bool:
    common = min(line[1], passage[1]) - max(line[0], passage[0])
    return common > 0 and common >= HALF * min(line[1] - line[0], passage[1] - passage[0])


def measure(file: str, least: int, quick: bool) -> list[Figure]:
    """Share of texts whose counterpart is the best-scored partner, pairs printed a text, F of the aligned lines."""
    docs = [doc for doc in gold.rows(file, gold.Translated) if len("\n".join(doc.source)) >= least][: QUICK if quick else None]
    sides = [side for at, doc in enumerate(docs) for side in (Side(at, doc.lang[0], doc.source), Side(at, "en", doc.english))]
    random.Random(5).shuffle(sides)
    lines = product.numbered(sides)
    answers = product.ask(["reuse"], ({"id": at, "text": one.text, "language": one.language} for at, one in lines.items()), Related)
    across = [pair for pair in answers.lines if (lines[pair.a].language == "en") != (lines[pair.b].language == "en")]
    best: dict[int, tuple[float, int]] = {}
    for pair in across:
        source, english = sorted((lines[pair.a], lines[pair.b]), key=lambda side: side.language == "en")
        best[source.number] = max(best.get(source.number, (0.0, -1)), (pair.score, english.number))
    aligned = _aligned([(lines[pair.a], lines[pair.b], pair) for pair in across if lines[pair.a].number == lines[pair.b].number])
    return [
        Figure("p at 1", sum(partner == at for at, (_, partner) in best.items()) / len(docs)),
        Figure("wrong", sum(partner != at for at, (_, partner) in best.items()) / len(docs), "down"),
        Figure("pairs a text", len(across) / len(docs), "none"),
        Figure("aligned f", aligned),
        speed(answers.per_second),
    ]


def _aligned(found: Sequence[tuple[Side, Side, Related]]) -> float:
    right, given, true = 0, 0, 0
    for one, other, pair in found:
        links = {(i, j) for a, b, c, d, _ in pair.passages for i in one.inside(a, b) for j in other.inside(c, d)}
        right += sum(i == j for i, j in links)
        given += len(links)
        true += len(one.lines)
    return prf(right, given, true).f


TASKS = (
    Task("translation", partial(gold.there, RUSSIAN), partial(measure, RUSSIAN, 0)),
    Task("translation_uk_long", partial(gold.there, UKRAINIAN), partial(measure, UKRAINIAN, LONG)),
)
