"""From name tags to names: the best path through B, I and O, and the exact code points of each name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
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


_NO_END: Final = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "AUX", "PART", "PRON"})
_MAY_END: Final = frozenset({".", ")", "!", "?", "'", "’", '"', "”", "+"})
_MAY_BEGIN: Final = frozenset({"'", "‘", "“", '"', ".", "#", "@", "(", "-"})


def trimmed(first: int, last: int, forms: Sequence[str], upos: Sequence[str]) -> tuple[int, int]:
    """Return a name without the small words and marks at its edges that no name begins or ends with."""
    while first < last and (
        (upos[last - 1] in _NO_END and forms[last - 1].islower()) or (upos[last - 1] == "PUNCT" and forms[last - 1] not in _MAY_END)
    ):
        last -= 1
    while first < last and (
        (upos[first] in _NO_END and forms[first].islower()) or (upos[first] == "PUNCT" and forms[first] not in _MAY_BEGIN)
    ):
        first += 1
    return first, last


def find_names(
    text: str, start: Array, end: Array, forms: Sequence[str], upos: Sequence[str], tags: Array, scores: Array
) -> Iterator[Name]:
    """Yield the names of a text, with the bound part of a first word left out (pro-Beijing: Beijing)."""
    for begin, stop, kind in spans(tags.tolist()):
        first, last = trimmed(begin, stop, forms, upos)
        if first == last:
            continue
        a, z = int(start[first]), int(end[last - 1])
        bound = _BOUND.match(text, a, z)
        if bound and text[bound.end()].isupper():
            a = bound.end()
        yield Name(first, last, a, z, KINDS[kind], float(scores[first:last].min()))


_OUTVOTED: Final = 1.1
"""A kind gives way where another has this many times its votes (F on world news: 74.5 with 1.2, 74.1 with 2, 72.7 without any vote)."""
_WELL_KNOWN: Final = 1.3
"""From this sum of probabilities on, a form that the text names elsewhere is a name where the model missed it."""
_FORENAME: Final = 1.0
_SURNAME: Final = 2.0
"""What the first and the last word of a person's full name count as votes for that word alone (both 1: world news 0.1 less; 0 for the first: PUD 0.2 less)."""
_SEEN_ELSEWHERE: Final = 0.9
"""The score of a name of several words that is put together because the text names it elsewhere."""
Votes = dict[str, dict[Kind, float]]


def agree(text: str, start: Array, end: Array, forms: Sequence[str], upos: Sequence[str], names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names of one text made to agree: the same form is of the same kind, and named throughout.

    One sense a discourse (Gale, Church and Yarowsky 1992): each occurrence votes with its probability.
    """
    votes = _votes(text, forms, names)
    voted = [_outvoted(n, votes[text[n.start : n.end]]) for n in names]
    taken = {i for n in voted for i in range(n.first, n.last)}
    known = {form: kinds for form, kinds in votes.items() if sum(kinds.values()) >= _WELL_KNOWN}
    for i, form in enumerate(forms):
        if form in known and len(form) > 2 and i not in taken and upos[i] == "PROPN" and not _beside_a_name(i, forms, upos):
            kind = _favourite(known[form])
            voted.append(Name(i, i + 1, int(start[i]), int(end[i]), kind, known[form][kind] / (1 + sum(known[form].values()))))
    for first, last, kind in _repeated(known, forms):
        within = [n for n in voted if n.first < last and n.last > first]
        if all(first <= n.first and n.last <= last for n in within) and [(n.first, n.last) for n in within] != [(first, last)]:
            voted = [n for n in voted if n not in within]
            voted.append(Name(first, last, int(start[first]), int(end[last - 1]), kind, _SEEN_ELSEWHERE))
    return tuple(sorted(voted, key=lambda n: n.first))


def _votes(text: str, forms: Sequence[str], names: Sequence[Name]) -> Votes:
    votes: Votes = defaultdict(lambda: defaultdict(float))
    for n in names:
        votes[text[n.start : n.end]][n.kind] += n.score
        if n.kind == "person" and n.last - n.first > 1:
            votes[forms[n.last - 1]]["person"] += _SURNAME * n.score
            votes[forms[n.first]]["person"] += _FORENAME * n.score
    return votes


def _favourite(kinds: dict[Kind, float]) -> Kind:
    return max(kinds, key=lambda k: kinds[k])


def _outvoted(name: Name, kinds: dict[Kind, float]) -> Name:
    best = _favourite(kinds)
    return replace(name, kind=best) if kinds[best] > _OUTVOTED * kinds[name.kind] else name


def _repeated(known: Votes, forms: Sequence[str]) -> Iterator[tuple[int, int, Kind]]:
    """Yield where the words of a well-known name of several words stand (world news +0.2, PUD +0.1)."""
    beginning: dict[str, list[tuple[list[str], Kind]]] = defaultdict(list)
    for form in known:
        parts = form.split()
        if len(parts) > 1:
            beginning[parts[0]].append((parts, _favourite(known[form])))
    for i, form in enumerate(forms):
        for parts, kind in beginning.get(form, ()):
            if list(forms[i : i + len(parts)]) == parts:
                yield i, i + len(parts), kind


def _beside_a_name(i: int, forms: Sequence[str], upos: Sequence[str]) -> bool:
    """Say whether a word stands beside a proper noun, so that it may be a part of a longer name."""
    return any(0 <= j < len(forms) and upos[j] == "PROPN" and forms[j][0].isupper() for j in (i - 1, i + 1))
