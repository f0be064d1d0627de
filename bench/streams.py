"""What a report costs a stream of stories, early and late, and what is kept of it.

`python -m bench.streams FILE [COUNT]` reads JSON lines (`text`, and where known `title`, `published`), repeats them with edits
until COUNT are reached, and keeps under `bench/results` the processor seconds of each tenth and the memory at its end.
"""

import itertools
import pathlib
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from headwater.api import Piece, stories

RESULTS = pathlib.Path(__file__).with_name("results")
COUNT = 200_000
LEFT_OUT = 0.3  # share of lines that a repeated report has lost


class Line(msgspec.Struct, frozen=True):
    """A report of the file; other keys are passed over."""

    text: str
    title: str | None = None
    published: str | None = None


class Tenth(msgspec.Struct, frozen=True):
    """A tenth of the stream: reports, processor milliseconds a report, highest memory so far in MB."""

    reports: int
    milliseconds: float
    memory: int


class Result(msgspec.Struct, frozen=True):
    """One run: when, how much dearer a report of the last tenth was than one of the first, stories opened, the tenths."""

    date: str
    growth: float
    stories: int
    tenths: tuple[Tenth, ...]


def main() -> int:
    """Measure, print, keep. Exit status 0; 2 without a file."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    result = _measured(pathlib.Path(sys.argv[1]), count)
    path = RESULTS / f"streams-{result.date[:10]}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    print(f"last tenth {result.growth:.2f} of the first; {result.stories} stories")
    return 0


def _measured(path: pathlib.Path, count: int) -> Result:
    found = stories(itertools.islice(_repeated(path), count))
    opened: set[str] = set()
    tenths = []
    for _ in range(10):
        start = time.process_time()
        opened.update(story for _, story in itertools.islice(found, count // 10))
        spent = (time.process_time() - start) / (count // 10)
        tenths.append(Tenth(count // 10, round(1000 * spent, 3), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
        print(f"{tenths[-1].milliseconds:8.3f} ms a report{tenths[-1].memory:8} MB", flush=True)
    return Result(
        datetime.now(UTC).isoformat(timespec="seconds"), round(tenths[-1].milliseconds / tenths[0].milliseconds, 3), len(opened), tuple(tenths)
    )


def _repeated(path: pathlib.Path) -> Iterator[Piece]:
    """The file again and again: as it is first, then with lines left out and two exchanged."""
    number = 0
    for turn in itertools.count():
        for raw in path.open("rb"):
            line = msgspec.json.decode(raw, type=Line)
            text = line.text if turn == 0 else _edited(line.text, random.Random(number))
            yield Piece(id=str(number), text=text, title=line.title, published=line.published)
            number += 1


def _edited(text: str, rng: random.Random) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    kept = [line for line in lines if rng.random() > LEFT_OUT] or lines
    if len(kept) > 2:
        at = rng.randrange(len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return "\n".join(kept)


if __name__ == "__main__":
    sys.exit(main())
