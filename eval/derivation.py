"""What joins two reports of different outlets: own labels on pairs of articles and posts (`derivation/`), macro F over five relations."""

import pathlib
from collections.abc import Iterable, Sequence
from typing import get_args

from eval import gold
from eval.derivation_pairs import ARTICLES, DAYS, POSTS, Pair, Text, texts
from eval.scores import prf
from eval.task import Figure, Task
from headwater import relate
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.language import sentence_encoder

FOLDER = pathlib.Path(__file__).with_name("derivation")
LABELS: tuple[relate.Relation, ...] = get_args(relate.Relation)


def measure(half: str, quick: bool) -> list[Figure]:
    """Macro F over the relations, and F of each."""
    pairs = labelled(half)[:: 3 if quick else 1]
    held = {name: texts(name) for name in DAYS}
    found = [(label, predicted(held[pair.set][pair.a], held[pair.set][pair.b])) for pair, label in pairs]
    scores = {label: _f(label, found) for label in LABELS}
    right = sum(label == answer for label, answer in found) / max(1, len(found))
    return [
        Figure("macro f", sum(scores.values()) / len(scores), noise=0.005),
        Figure("right", right, noise=0.005),
        *(Figure(label, score, "none") for label, score in scores.items()),
        Figure("pairs", len(found), "none"),
    ]


def labelled(half: str) -> list[tuple[Pair, str]]:
    """The pairs of a half with their labels."""
    rows = [line.split("\t") for line in (FOLDER / f"{half}.tsv").read_text(encoding="utf-8").splitlines() if line]
    return [(Pair(*row[:3]), row[3].strip()) for row in rows]


def predicted(a: Text, b: Text) -> relate.Relation:
    """What the product says of a pair."""
    sides = [side(one) for one in (a, b)]
    return relate.relation(*sides, encoder=sentence_encoder())


def side(one: Text) -> relate.Side:
    """A report made ready for comparison."""
    made = document(Piece(id=one.id, text=one.text, title=one.title, published=one.published, outlet=one.outlet, language=one.language))
    found = annotate(made, parsed=False)
    return relate.Side(made, found, relate.profile(made, found))


def _f(label: str, found: Sequence[tuple[str, str]]) -> float:
    given, gold_ = (sum(one[at] == label for one in found) for at in (1, 0))
    return prf(sum(one == (label, label) for one in found), given, gold_).f


def _files(half: str) -> Iterable[pathlib.Path]:
    path = FOLDER / f"{half}.tsv"
    if not path.exists():
        raise gold.Missing(str(path))
    return (*gold.there(POSTS, ARTICLES), path)


TASKS = (
    Task("derivation_dev", lambda: tuple(_files("dev")), lambda quick: measure("dev", quick)),
    Task("derivation", lambda: tuple(_files("unseen")), lambda quick: measure("unseen", quick)),
)
