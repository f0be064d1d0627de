"""Time the commands on invented reports and keep the result as JSON under `bench/results`.

Machines differ and are busy: compare ratios within one run, not seconds between runs. Each line
carries `of_start_up`, the time as a multiple of starting Python on the same machine a moment before.
"""

import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from bench.pile import page, reports
from eval.product import ask, command

RESULTS = pathlib.Path(__file__).with_name("results")
BEST_OF = 3  # runs of a short command, of which the fastest counts
PILE, MANY, PAGES = 5, 80, 40  # reports of a small pile, of a filter's input, pages


class Timing(msgspec.Struct, frozen=True):
    """Seconds of one command, documents a second where it reads any."""

    name: str
    seconds: float
    of_start_up: float
    per_second: float | None = None


class Result(msgspec.Struct, frozen=True):
    """One run: when, on what, how long."""

    date: str
    cores: int
    python: str
    version: str
    timings: tuple[Timing, ...]


def main() -> int:
    """Measure, print, keep. Exit status 0."""
    start_up = _fastest([sys.executable, "-c", "pass"])
    timings = tuple(_print(timing) for measure in (_commands, _filters) for timing in measure(start_up))
    written = _keep(timings)
    print(f"kept as {written.relative_to(pathlib.Path.cwd())}" if written.is_relative_to(pathlib.Path.cwd()) else f"kept as {written}")
    return 0


def _commands(start_up: float) -> Iterable[Timing]:
    yield _timing("python start-up", start_up, start_up)
    yield _timing("headwater --help", _fastest([*command(), "--help"]), start_up)
    with tempfile.TemporaryDirectory() as folder:
        trace = [*command(), "trace", str(_written(pathlib.Path(folder))), "-o", str(pathlib.Path(folder) / "bench.case")]
        yield _timing("trace", _once(trace), start_up, PILE)
        yield _timing("trace again", _once(trace), start_up, PILE)


def _filters(start_up: float) -> Iterable[Timing]:
    texts = [{"id": str(at), "text": text} for at, text in enumerate(reports(MANY))]
    pages = [{"id": str(at), "html": page(text)} for at, text in enumerate(reports(PAGES))]
    for name, lines in (("annotate", texts), ("extract", pages), ("reuse", texts), ("reuse --near-duplicates", texts), ("stories", texts)):
        answers = ask(name.split(), lines, msgspec.Raw)
        yield _timing(name, answers.seconds, start_up, len(lines))


def _written(folder: pathlib.Path) -> pathlib.Path:
    pile = folder / "reports"
    pile.mkdir()
    for at, text in enumerate(reports(PILE)):
        (pile / f"{at}.txt").write_text(text, encoding="utf-8")
    return pile


def _timing(name: str, seconds: float, start_up: float, documents: int | None = None) -> Timing:
    return Timing(name, round(seconds, 3), round(seconds / start_up, 1), round(documents / seconds, 1) if documents else None)


def _fastest(arguments: Sequence[str]) -> float:
    return min(_once(arguments) for _ in range(BEST_OF))


def _once(arguments: Sequence[str]) -> float:
    return _seconds(lambda: subprocess.run(arguments, capture_output=True, timeout=600))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _print(timing: Timing) -> Timing:
    rate = f"{timing.per_second:10.1f} documents a second" if timing.per_second else ""
    print(f"{timing.name:26}{timing.seconds:9.3f} s{timing.of_start_up:9.1f} x start-up{rate}", flush=True)
    return timing


def _keep(timings: tuple[Timing, ...]) -> pathlib.Path:
    now = datetime.now(UTC)
    result = Result(now.isoformat(timespec="seconds"), os.cpu_count() or 1, platform.python_version(), _version(), timings)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{now:%Y-%m-%d}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    return path


def _version() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=RESULTS.parent)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
