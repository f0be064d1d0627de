"""The same function over many inputs on all cores, in order; few inputs stay in this process."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

BATCH = 250  # inputs handed to a worker at once
ALONE = 2_000  # inputs that are done before workers would have started
AHEAD = 3  # batches a worker that may wait


def each(made: Callable[[Sequence[Given]], list[Made]], given: Iterable[Given]) -> Iterator[Made]:
    """What `made` makes of every input, in order. `made` is a plain function of a module; what it raises is raised here."""
    waiting = iter(given)
    first = list(islice(waiting, ALONE))
    rest = next(waiting, None)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if rest is None or cores < 2:
        yield from chain.from_iterable(made(batch) for batch in _batches(chain(first, [] if rest is None else [rest], waiting)))
        return
    yield from _shared(made, _batches(chain(first, [rest], waiting)), cores)


def _batches(given: Iterable[Given]) -> Iterator[list[Given]]:
    source = iter(given)
    while batch := list(islice(source, BATCH)):
        yield batch


def _shared(made: Callable[[Sequence[Given]], list[Made]], batches: Iterator[list[Given]], cores: int) -> Iterator[Made]:
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        running: list[Future[list[Made]]] = [pool.submit(made, batch) for batch in islice(batches, AHEAD * cores)]
        while running:
            done = running.pop(0).result()
            running.extend(pool.submit(made, batch) for batch in islice(batches, 1))
            yield from done
