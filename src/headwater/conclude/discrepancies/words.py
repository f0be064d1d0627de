"""Word lists of the discrepancies as patterns over the words of a passage, read once."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon


class Step(NamedTuple):
    """A rung of a ladder, with the words that stand on it."""

    ladder: str
    rung: int
    words: str


class Hit(NamedTuple):
    """Words of a list at a place of a text: row of the list, side (0 or 1)."""

    row: int
    side: int
    start: int
    end: int


def _compiled(forms: str) -> re.Pattern[str]:
    body = "|".join(re.escape(form) for form in sorted(forms.split("|"), key=len, reverse=True))
    return re.compile(rf"(?<![\w'’])(?:{body})(?![\w])", re.IGNORECASE)


@functools.cache
def two_sided(name: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The rows of a list with two sides."""
    return tuple((_compiled(row[0]), _compiled(row[1])) for row in lexicon.rows(name))


@functools.lru_cache(maxsize=50_000)
def sides(name: str, words: str) -> tuple[Hit, ...]:
    """Where words of a two-sided list stand in a passage; a place that both sides of a row claim counts for the longer words."""
    found = []
    for at, (one, other) in enumerate(two_sided(name)):
        hits = [Hit(at, side, *m.span()) for side, pattern in enumerate((one, other)) for m in pattern.finditer(words)]
        found += [h for h in hits if not any(o.side != h.side and o.start <= h.start and h.end <= o.end and o != h and o.end - o.start > h.end - h.start for o in hits)]
    return tuple(found)


def opposed(name: str, one: str, other: str) -> Iterator[tuple[Hit, Hit]]:
    """Words of one row on different sides in two passages, neither of which has both."""
    first, second = sides(name, one), sides(name, other)
    for a in first:
        for b in second:
            if a.row == b.row and a.side != b.side and not _has(first, a.row, b.side) and not _has(second, a.row, a.side):
                yield a, b


def _has(hits: Sequence[Hit], row: int, side: int) -> bool:
    return any(hit.row == row and hit.side == side for hit in hits)


@functools.cache
def _ladders() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple((row[0], int(row[1]), _compiled(row[2])) for row in lexicon.rows("discrepancy_steps"))


@functools.lru_cache(maxsize=50_000)
def steps(words: str) -> tuple[Step, ...]:
    """The rungs on which the words of a passage stand."""
    return tuple(Step(ladder, rung, m.group().lower()) for ladder, rung, pattern in _ladders() for m in pattern.finditer(words))


@functools.cache
def _signals() -> dict[str, re.Pattern[str]]:
    return {row[0]: _compiled(row[1]) for row in lexicon.rows("discrepancy_words")}


def signals(what: str, words: str) -> frozenset[str]:
    """Words of one list of `discrepancy_words` in a passage."""
    return frozenset(m.group().lower() for m in _signals()[what].finditer(words))


@functools.lru_cache(maxsize=50_000)
def turns(words: str) -> frozenset[tuple[str, int, int]]:
    """The answers that a passage gives: list or ladder, row, side or rung."""
    listed = {(name, hit.row, hit.side) for name in ("discrepancy_opposites", "discrepancy_framing") for hit in sides(name, words)}
    return frozenset(listed | {(step.ladder, 0, step.rung) for step in steps(words)})


@functools.lru_cache(maxsize=50_000)
def turned(words: str) -> frozenset[tuple[str, int, int]]:
    """The answers that would be other than those of a passage."""
    mine = turns(words)
    rungs = {(ladder, int(rung)) for ladder, rung, _ in lexicon.rows("discrepancy_steps")}
    steps_ = {(ladder, 0, other) for ladder, _, rung in mine for name, other in rungs if name == ladder and other != rung}
    return frozenset(steps_ | {(name, row, 1 - side) for name, row, side in mine if name.startswith("discrepancy")})


class Fate(NamedTuple):
    """What befell those counted: its name, and how its count moves (grows, falls, stands)."""

    name: str
    moves: str


@functools.cache
def fates() -> dict[str, tuple[Fate, ...]]:
    """Each lemma to the fates that it tells."""
    out: dict[str, tuple[Fate, ...]] = {}
    for name, moves, forms in lexicon.rows("discrepancy_fates"):
        for form in forms.split("|"):
            out[form] = (*out.get(form, ()), Fate(name, moves))
    return out
