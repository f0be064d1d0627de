"""From name tags to names: the best path through B, I and O, and the exact code points of each name."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.language.parsed import Kind, Name

Array = NDArray[Any]

KINDS: Final[tuple[Kind, ...]] = ("person", "organization", "place", "group", "law", "work")
TAGS: Final = 1 + 2 * len(KINDS)
"""Tag 0 is no name; tag 1 + 2k begins a name of kind k; tag 2 + 2k goes on with it."""

_FORBIDDEN: Final = -1e4
_BOUND: Final = re.compile(
    r"(?:anti|pro|ex|non|mid|post|pre|inter|intra|trans|pan|sub|neo|cross|un|co|re|over|multi|semi|ultra)-(?=[^\W\d_])", re.IGNORECASE
)


def _steps() -> Array:
    """Return what a step from tag to tag costs: a name can only go on where it has begun."""
    cost = np.zeros((TAGS, TAGS), np.float32)
    for kind in range(len(KINDS)):
        inside = 2 + 2 * kind
        cost[:, inside] = _FORBIDDEN
        cost[[inside - 1, inside], inside] = 0
    return cost


_STEPS: Final = _steps()


def log_softmax(scores: Array) -> Array:
    """Return the logarithm of the probabilities of the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def best_path(odds: Array, lengths: Array) -> Array:
    """Return the best allowed tags (b, w) for log-probabilities (b, w, tags) of sentences of `lengths` words (Viterbi)."""
    b, w, _ = odds.shape
    best = odds[:, 0] + _STEPS[0]
    back = np.zeros((b, w, TAGS), np.int64)
    for i in range(1, w):
        through = best[:, :, None] + _STEPS[None]
        back[:, i] = through.argmax(1)
        step = through.max(1) + odds[:, i]
        real = (i < lengths)[:, None]
        best = np.where(real, step, best)
        back[:, i] = np.where(real, back[:, i], np.arange(TAGS))
    path = np.zeros((b, w), np.int64)
    here = best.argmax(-1)
    for i in range(w - 1, -1, -1):
        path[:, i] = np.where(i < lengths, here, 0)
        here = np.take_along_axis(back[:, i], here[:, None], 1)[:, 0]
    return path


def spans(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, number of the kind) of each name, half-open."""
    start = -1
    for i, tag in enumerate([*tags, 0]):
        goes_on = tag > 0 and tag % 2 == 0
        if start >= 0 and not goes_on:
            yield start, i, (tags[start] - 1) // 2
            start = -1
        if tag and not goes_on:
            start = i


def find_names(text: str, start: Array, end: Array, tags: Array, scores: Array) -> Iterator[Name]:
    """Yield the names of a text, with the bound part of a first word left out (pro-Beijing: Beijing)."""
    for first, last, kind in spans(tags.tolist()):
        a, z = int(start[first]), int(end[last - 1])
        bound = _BOUND.match(text, a, z)
        if bound and text[bound.end()].isupper():
            a = bound.end()
        yield Name(first, last, a, z, KINDS[kind], float(scores[first:last].min()))
