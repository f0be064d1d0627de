"""What a task is: a name, the files it needs, a function from `quick` to figures."""

import pathlib
from collections.abc import Callable
from typing import Literal

import msgspec

from eval.gold import Place
from eval.scores import Prf

Better = Literal["up", "down", "none"]


class Figure(msgspec.Struct, frozen=True):
    """One measured number; `better` says which way is up, `none` is for information only."""

    name: str
    value: float
    better: Better = "up"
    noise: float = 0.002


class Task(msgspec.Struct, frozen=True):
    """A measurement; `files` raises `gold.Missing` when its set is not there."""

    name: str
    files: Callable[[], tuple[pathlib.Path, ...]]
    measure: Callable[[bool], list[Figure]]


def triple(name: str, score: Prf) -> list[Figure]:
    """The F of a score as the figure to hold, precision and recall beside it."""
    return [Figure(f"{name} f", score.f), Figure(f"{name} p", score.p, "none"), Figure(f"{name} r", score.r, "none")]


def speed(per_second: float) -> Figure:
    """Documents a second: for information, it depends on the machine."""
    return Figure("documents a second", per_second, "none")


def overlap(a: Place, b: Place) -> bool:
    """Do two half-open stretches share a character?"""
    return a[0] < b[1] and b[0] < a[1]
