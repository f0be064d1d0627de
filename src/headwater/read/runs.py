"""Runs of a source map: making them and passing one map through another."""

import bisect
from collections.abc import Iterable, Iterator, Sequence

Runs = tuple[tuple[int, int, int, int], ...]
"""Runs (start, length, source start, source length) in order, without gaps, as `Reading.source_map` has them."""


def joined(runs: Iterable[tuple[int, int, int, int]]) -> Runs:
    """The same map with neighbouring one-to-one runs made one."""
    out: list[tuple[int, int, int, int]] = []
    for run in runs:
        if out and _continues(out[-1], run):
            start, length, at, _ = out[-1]
            out[-1] = (start, length + run[1], at, length + run[1])
        elif run[1]:
            out.append(run)
    return tuple(out)


def _continues(last: tuple[int, int, int, int], run: tuple[int, int, int, int]) -> bool:
    return last[1] == last[3] and run[1] == run[3] and last[2] + last[3] == run[2]


def through(outer: Runs, inner: Runs) -> Runs:
    """The map of a text whose parent (by `outer`) is itself derived (by `inner`)."""
    starts = [run[0] for run in inner]
    return joined(part for run in outer for part in _passed(run, inner, starts))


def _passed(run: tuple[int, int, int, int], inner: Runs, starts: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    start, length, at, source_length = run
    pieces = list(_pieces(at, at + source_length, inner, starts))
    if length == source_length and length:
        offset = start
        for piece_length, source_start, piece_source in pieces:
            yield offset, piece_length, source_start, piece_source
            offset += piece_length
        return
    first = min((piece[1] for piece in pieces), default=place(at, inner))
    last = max((piece[1] + piece[2] for piece in pieces), default=first)
    yield start, length, first, last - first


def _pieces(start: int, end: int, inner: Runs, starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Length, source start and source length of the parts of `inner` from `start` to `end`."""
    at = max(bisect.bisect_right(starts, start) - 1, 0)
    while at < len(inner) and inner[at][0] < end:
        run_start, length, source_start, source_length = inner[at]
        first, last = max(start, run_start), min(end, run_start + length)
        if first < last and length == source_length:
            yield last - first, source_start + first - run_start, last - first
        elif first < last:
            yield last - first, source_start, source_length
        at += 1


def place(at: int, inner: Runs) -> int:
    """Where the offset `at` of a derived text stands in its parent."""
    for run_start, length, source_start, source_length in reversed(inner[: bisect.bisect_right(inner, at, key=lambda run: run[0])]):
        return source_start + (min(at - run_start, length) if length == source_length else source_length if at > run_start else 0)
    return inner[0][2] if inner else 0


def stretch(start: int, end: int, inner: Runs) -> tuple[int, int]:
    """The smallest stretch of the parent that covers `start` to `end` of the derived text."""
    pieces = list(_pieces(start, end, inner, [run[0] for run in inner]))
    if not pieces:
        return place(start, inner), place(start, inner)
    return min(piece[1] for piece in pieces), max(piece[1] + piece[2] for piece in pieces)
