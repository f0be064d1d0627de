"""The language model against treebanks and names, as tasks of the gate; `eval.language` says more and measures speed."""

import pathlib
from collections.abc import Mapping
from typing import Any

from eval import gold
from eval.language import own_names, treebank
from eval.task import Figure, Task
from headwater.language import Engine

PUD = "training/pud_test.jsonl.gz"
EWT = "training/ewt_test.jsonl.gz"
OWN_UNSEEN = "unseen*.txt"
NOISE = 0.1  # points by which results in eight bits differ between processors


def _flat(scores: Mapping[str, Any], before: str = "") -> list[Figure]:
    """Every score of a treebank, in points of a hundred, by its path."""
    found: list[Figure] = []
    for name, value in scores.items():
        label = f"{before}{name}".replace("_", " ")
        found += _flat(value, f"{label} ") if isinstance(value, Mapping) else [Figure(label, float(value), noise=NOISE)]
    return found


def _treebank(name: str, engine: Engine) -> list[Figure]:
    return _flat(treebank(name, engine))


def measure_unseen(quick: bool) -> list[Figure]:
    """Names on our own unseen sentences."""
    del quick
    return [figure for figure in _flat(own_names(OWN_UNSEEN, "accurate")) if figure.name != "sentences"]


def _nothing() -> tuple[pathlib.Path, ...]:
    """The unseen sentences are part of the repository."""
    return tuple(sorted((pathlib.Path(__file__).parents[1] / "training" / "names").glob(OWN_UNSEEN)))


TASKS = (
    Task("parse_pud", lambda: gold.there(PUD), lambda quick: _treebank("pud_test", "accurate")),
    Task("parse_pud_fast", lambda: gold.there(PUD), lambda quick: _treebank("pud_test", "fast")),
    Task("parse_ewt", lambda: gold.there(EWT), lambda quick: _treebank("ewt_test", "accurate")),
    Task("names_unseen", _nothing, measure_unseen),
)
