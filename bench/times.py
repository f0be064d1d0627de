"""Time the finding of time expressions, on invented reports, with the work counted.

`python -m bench.times` prints and keeps under `bench/results` what one core does in a second, and for texts of growing
length the counts of tokens, of places where rows were tried, and of expressions: they grow as the text does.
"""

import pathlib
import sys
import time
from datetime import UTC, datetime

import msgspec

from bench.pile import reports
from headwater.annotate.timex import find_times
from headwater.annotate.timex.grammar import grammar
from headwater.annotate.timex.tokens import TOKEN
from headwater.conclude import resolve_times
from headwater.records import Published

RESULTS = pathlib.Path(__file__).with_name("results")
LENGTHS = (125_000, 250_000, 500_000, 1_000_000)  # code points
BEST_OF = 3
DAY = Published(earliest="2022-12-22", latest="2022-12-22", best="2022-12-22")


class Work(msgspec.Struct, frozen=True):
    """What was done on one text: code points, tokens, places tried, expressions; processor seconds to find and to resolve them."""

    length: int
    tokens: int
    places: int
    expressions: int
    find_seconds: float
    resolve_seconds: float
    mb_a_second: float


class Result(msgspec.Struct, frozen=True):
    """One run: when, how long the first call took (the grammar is compiled then), the work by length."""

    date: str
    first_call_seconds: float
    work: tuple[Work, ...]


def main() -> int:
    """Measure, print, keep. Exit status 0."""
    start = time.process_time()
    find_times("It was shut on 4 March 2021.", doc="d")
    first = time.process_time() - start
    whole = _text(max(LENGTHS))
    result = Result(datetime.now(UTC).isoformat(timespec="seconds"), round(first, 3), tuple(_work(whole[:length]) for length in LENGTHS))
    for one in result.work:
        print(f"{one.length:9} code points{one.tokens:9} tokens{one.places:8} places{one.expressions:7} found{one.mb_a_second:7.2f} MB a second")
    path = RESULTS / f"times-{result.date[:10]}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    return 0


def _text(length: int) -> str:
    """Invented reports one after another, dates and all."""
    pile = list(reports(200))
    parts: list[str] = []
    size = 0
    while size < length:
        for at, text in enumerate(pile):
            parts.append(f"It was reported on {1 + at % 28} March {1990 + at % 30}, two weeks after the vote, and again last Friday.\n\n{text}")
            size += len(parts[-1]) + 2
    return "\n\n".join(parts)


def _work(content: str) -> Work:
    rules = grammar("en")
    tokens = [found.group() for found in TOKEN.finditer(content)]
    places = sum(1 for _ in rules.starts.finditer("".join(map(rules.classes.__getitem__, tokens))))
    seconds = min(_seconds(content) for _ in range(BEST_OF))
    times = find_times(content, doc="d")
    start = time.process_time()
    resolve_times(times, published=DAY)
    resolving = time.process_time() - start
    rate = len(content) / 1e6 / seconds
    return Work(len(content), len(tokens), places, len(times), round(seconds, 4), round(resolving, 4), round(rate, 2))


def _seconds(content: str) -> float:
    start = time.process_time()
    find_times(content, doc="d")
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
