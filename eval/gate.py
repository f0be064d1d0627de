"""The gate: run tasks, print a table, fail under a floor.

A floor holds one figure of one run (quick or whole) on one state of the data, with the noise it may
have. `--update` sets new floors and raises old ones; it lowers one only with `--allow-regression`.
"""

import argparse
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from eval import (
    actors,
    attribution,
    claims,
    copies,
    derivation,
    direction,
    discrepancies,
    discrepancies_gva,
    drift,
    events,
    fuzz,
    gold,
    names,
    own_statements,
    pages,
    parsing,
    quantities,
    rules,
    seeds,
    similarity,
    stories,
    times,
    translation,
    victims,
)
from eval.task import Better, Figure, Task

TASKS: tuple[Task, ...] = (
    *seeds.TASKS,
    *pages.TASKS,
    *attribution.TASKS,
    *own_statements.TASKS,
    *fuzz.TASKS,
    *times.TASKS,
    *quantities.TASKS,
    *victims.TASKS,
    *events.TASKS,
    *rules.TASKS,
    *actors.TASKS,
    *parsing.TASKS,
    *names.TASKS,
    *stories.TASKS,
    *similarity.TASKS,
    *copies.TASKS,
    *translation.TASKS,
    *direction.TASKS,
    *drift.TASKS,
    *discrepancies.TASKS,
    *discrepancies_gva.TASKS,
    *claims.TASKS,
    *derivation.TASKS,
)
FLOORS = pathlib.Path(__file__).with_name("floors.json")

State = Literal["ok", "under its floor", "other data", "no floor yet", ""]


class Floor(msgspec.Struct, frozen=True):
    """What a figure must reach (or, where less is better, not pass): when, at which commit, on which data it was set."""

    floor: float
    noise: float
    better: Better
    date: str
    commit: str
    data: str


Floors = dict[str, Floor]  # by "run/task/figure"


class Verdict(msgspec.Struct, frozen=True):
    """One measured figure beside its floor."""

    key: str
    figure: Figure
    data: str
    floor: Floor | None

    @property
    def state(self) -> State:
        """How it stands."""
        if self.figure.better == "none":
            return ""
        if self.floor is None:
            return "no floor yet"
        if self.floor.data != self.data:
            return "other data"
        return "under its floor" if _worse(self.figure, self.floor) else "ok"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 1 when a figure is under its floor or was measured on other data than its floor."""
    asked = _parser().parse_args(arguments)
    wanted = [task for task in TASKS if not asked.task or task.name in asked.task]
    unknown = set(asked.task) - {task.name for task in TASKS}
    if unknown:
        print(f"no such task: {', '.join(sorted(unknown))}; there are {', '.join(task.name for task in TASKS)}", file=sys.stderr)
        return 2
    floors = read()
    verdicts = [verdict for task in wanted for verdict in _measured(task, asked.quick, floors)]
    if asked.update:
        write(raised(floors, verdicts, allow_regression=asked.allow_regression))
    return _summary(verdicts, updated=asked.update)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure on the gold sets and compare with the floors.")
    parser.add_argument("task", nargs="*", help="only these tasks")
    parser.add_argument("--quick", action="store_true", help="a sample of each set, under three minutes")
    parser.add_argument("--update", action="store_true", help="set missing floors and raise those that were passed")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    return parser


def _measured(task: Task, quick: bool, floors: Floors) -> Iterable[Verdict]:
    try:
        data = gold.digest(task.files())
    except gold.Missing as missing:
        print(f"{task.name}: skipped, {missing} is not there")
        return
    start = time.perf_counter()
    figures = task.measure(quick)
    print(f"{task.name} ({time.perf_counter() - start:.1f} s)", flush=True)
    for figure in figures:
        key = f"{'quick' if quick else 'whole'}/{task.name}/{figure.name}"
        verdict = Verdict(key, figure, data, floors.get(key))
        _print(verdict)
        yield verdict


def _print(verdict: Verdict) -> None:
    floor = f"{verdict.floor.floor:10.3f}" if verdict.floor else " " * 10
    print(f"  {verdict.figure.name:34}{verdict.figure.value:10.3f}{floor}  {verdict.state}".rstrip(), flush=True)


def _worse(figure: Figure, floor: Floor) -> bool:
    step = (figure.value - floor.floor) * (1 if floor.better == "up" else -1)
    return step < -floor.noise - 1e-9


def _summary(verdicts: Sequence[Verdict], *, updated: bool) -> int:
    bad = [verdict for verdict in verdicts if verdict.state in ("under its floor", "other data")]
    for verdict in bad:
        print(f"{verdict.key}: {verdict.state}")
    print(f"{len(verdicts)} figures, {len(bad)} not as they should be" + ("; floors written" if updated else ""))
    return 1 if bad and not updated else 0


def raised(floors: Floors, verdicts: Iterable[Verdict], *, allow_regression: bool = False) -> Floors:
    """The floors after this run: new ones set, passed ones raised, none lowered unless regressions are allowed."""
    judged = [verdict for verdict in verdicts if verdict.figure.better != "none"]
    fresh = {verdict.key: _floor(verdict) for verdict in judged if allow_regression or _passed(verdict)}
    return {**floors, **fresh}


def _passed(verdict: Verdict) -> bool:
    """A first floor, a floor on other data, or a better value (by more than rounding)."""
    floor = verdict.floor
    if floor is None or floor.data != verdict.data:
        return True
    return (verdict.figure.value - floor.floor) * (1 if floor.better == "up" else -1) > 1e-4


def _floor(verdict: Verdict) -> Floor:
    figure = verdict.figure
    return Floor(round(figure.value, 4), figure.noise, figure.better, date.today().isoformat(), _commit(), verdict.data)


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=gold.ROOT)
    return done.stdout.strip()


def read(path: pathlib.Path = FLOORS) -> Floors:
    """The floors on file; none when there is no file."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else {}


def write(floors: Floors, path: pathlib.Path = FLOORS) -> None:
    """One floor a line, sorted, so that a change reads well."""
    lines = (f"  {msgspec.json.encode(key).decode()}: {msgspec.json.encode(floors[key]).decode()}" for key in sorted(floors))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
