"""The product as the tasks see it: the filters of the built `headwater` command, JSON lines in and out.

Ids are numbers given here, so that nothing can be read from a gold set's own.
"""

import pathlib
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

Answer = TypeVar("Answer")
Gold = TypeVar("Gold")
Line = Mapping[str, object]

PATIENCE = 7200  # seconds a filter may take


def command() -> list[str]:
    """How to call `headwater`: the script beside this Python, else its module."""
    script = pathlib.Path(sys.executable).with_name("headwater")
    return [str(script)] if script.exists() else [sys.executable, "-m", "headwater.cli"]


class Answers(msgspec.Struct, Generic[Answer], frozen=True):
    """What a filter printed; lines that named a problem are counted, not kept."""

    lines: tuple[Answer, ...]
    problems: int
    seconds: float
    documents: int

    @property
    def per_second(self) -> float:
        """Documents a second, start-up included."""
        return self.documents / max(self.seconds, 0.001)


class _Trouble(msgspec.Struct, frozen=True):
    problem: str | None = None


def numbered(docs: Iterable[Gold]) -> dict[str, Gold]:
    """New ids for the documents, in their order."""
    return {f"x{at:06d}": doc for at, doc in enumerate(docs)}


def ask(arguments: Sequence[str], lines: Iterable[Line], kind: type[Answer]) -> Answers[Answer]:
    """Run a filter over the lines (None values left out) and decode each printed line as `kind`.

    A command that fails as a whole gives no lines; what it said goes to standard error.
    """
    given = [msgspec.json.encode({key: value for key, value in line.items() if value is not None}) for line in lines]
    start = time.perf_counter()
    done = subprocess.run([*command(), *arguments], input=b"\n".join(given) + b"\n", capture_output=True, timeout=PATIENCE)
    seconds = time.perf_counter() - start
    printed = [line for line in done.stdout.split(b"\n") if line.strip()]
    if done.returncode > 1:
        print(done.stderr.decode("utf-8", "replace")[-400:], file=sys.stderr)
        printed = []
    usable = [line for line in printed if msgspec.json.decode(line, type=_Trouble).problem is None]
    answers = tuple(msgspec.json.decode(line, type=kind) for line in usable)
    return Answers(answers, len(printed) - len(usable), seconds, len(given))
