"""Time the layers of a report beside its parsing: how many reports of 500 words a second, and what comes on top of parsing.

`python -m bench.layers` prints and keeps under `bench/results` the processor seconds of parsing alone and of all layers
together, with the fast model and the accurate one, over the same invented reports.
"""

import pathlib
import sys
import time
from datetime import UTC, datetime
from typing import get_args

import msgspec

from bench.pile import reports
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.language import Engine, parse

RESULTS = pathlib.Path(__file__).with_name("results")
REPORTS, WORDS = 120, 500  # reports read, words of the report that a rate is told in


class Rate(msgspec.Struct, frozen=True):
    """One model: reports of 500 words a second with all layers, and the layers' share of the time that parsing takes."""

    engine: Engine
    words: int
    parsing_seconds: float
    all_seconds: float
    reports_a_second: float
    on_top_of_parsing: float


class Result(msgspec.Struct, frozen=True):
    """One run: when, the rates by model."""

    date: str
    rates: tuple[Rate, ...]


def main() -> int:
    """Measure, print, keep. Exit status 0."""
    texts = list(reports(REPORTS))
    rates = tuple(_rate(texts, engine) for engine in get_args(Engine))
    for rate in rates:
        print(f"{rate.engine:9}{rate.reports_a_second:7.1f} reports of {WORDS} words a second; on top of parsing {rate.on_top_of_parsing:.2f} of it")
    result = Result(datetime.now(UTC).isoformat(timespec="seconds"), rates)
    (RESULTS / f"layers-{result.date[:10]}.json").write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    return 0


def _rate(texts: list[str], engine: Engine) -> Rate:
    documents = [document(Piece(id="b", text=text, language="en")) for text in texts]
    annotate(documents[0], engine=engine)  # models and lists are loaded once
    words = sum(len(text.split()) for text in texts)
    start = time.process_time()
    for text in texts:
        parse(text, engine=engine, language="en")
    parsing = time.process_time() - start
    start = time.process_time()
    for one in documents:
        annotate(one, engine=engine)
    whole = time.process_time() - start
    return Rate(engine, words, round(parsing, 2), round(whole, 2), round(words / WORDS / whole, 1), round(max(0.0, whole - parsing) / parsing, 2))


if __name__ == "__main__":
    sys.exit(main())
