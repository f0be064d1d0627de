"""Factuality in three answers, as MEANTIME annotates it: certain, negative, future."""

from dataclasses import dataclass

from headwater.annotate.events.forms import form_of
from headwater.annotate.events.modes import Mode, mode_of
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import operator

TO_COME = frozenset("planned announced proposed threatened want warned predicted".split())


@dataclass(frozen=True, slots=True)
class Facets:
    """Whether an event is told as certain, as not the case, as still to come."""

    certain: bool
    negative: bool
    future: bool


def facets_of(tree: Tree, word: int) -> Facets:
    """The facets of the event at `word` (van Son et al. 2014, the newsreader guidelines), by governing words and form."""
    mode = mode_of(tree, word)
    return Facets(certain=_certain(tree, word, mode), negative=mode.stage == "denied", future=_future(tree, word, mode))


def _certain(tree: Tree, word: int, mode: Mode) -> bool:
    return mode.real and mode.stage not in ("alleged", "may", "could", "unreal") and form_of(tree, word) not in ("may", "could")


def _future(tree: Tree, word: int, mode: Mode) -> bool:
    form = form_of(tree, word)
    if form in ("future", "would", "may", "should", "could"):
        return True
    if form in ("done", "perfect", "present", "under_way", "was_under_way"):
        return False
    return mode.stage in ("future", "would", "should", "open") or any(operator(tree, passed) in TO_COME for passed in mode.operators)
