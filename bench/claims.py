"""Time what follows the annotation of many reports: what each asserts, edges between assertions, claims with their origins.

`python -m bench.claims [reports]` prints and keeps under `bench/results` the processor seconds of each step on invented reports.
"""

import itertools
import pathlib
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from bench.pile import reports
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.conclude import find_claims, resolve_actors
from headwater.language import sentence_encoder
from headwater.records import Annotations, Document
from headwater.relate import assertion_edges, assertions

RESULTS = pathlib.Path(__file__).with_name("results")
REPORTS = 1000


class Result(msgspec.Struct, frozen=True):
    """One run: when, how many reports and assertions, processor seconds of each step, claims found."""

    date: str
    reports: int
    assertions: int
    reading_seconds: float
    edges_seconds: float
    grouping_seconds: float
    edges: int
    claims: int


def main() -> int:
    """Measure, print, keep. Exit status 0."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    cards = [document(Piece(id=f"r{at}", text=text, outlet=f"Paper {at}", published="2021-03-05", language="en")) for at, text in enumerate(reports(count))]
    result = measure([(card, annotate(card)) for card in cards])
    print(msgspec.json.format(msgspec.json.encode(result), indent=2).decode())
    (RESULTS / f"claims-{result.date[:10]}.json").write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    return 0


def measure(read: Sequence[tuple[Document, Annotations]]) -> Result:
    """The steps one after the other on annotated reports."""
    encoder, seconds = sentence_encoder(), [time.process_time()]
    asserted = [one for card, found in read for one in assertions(card, found, encoder=encoder)]
    seconds.append(time.process_time())
    cards, found = {card.id: card for card, _ in read}, [one for _, one in read]
    resolved = resolve_actors(found)
    seconds.append(time.process_time())
    times = [one for each in found for one in each.times]
    edges = assertion_edges(asserted, cards, statements=resolved.statements, times=times, mentions=resolved.mentions, actors=resolved.actors)
    seconds.append(time.process_time())
    claims = find_claims(cards, found, resolved.statements, (), (), asserted=asserted, edges=edges, actors=resolved.actors)
    seconds.append(time.process_time())
    reading, _, comparing, grouping = (round(b - a, 2) for a, b in itertools.pairwise(seconds))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Result(now, len(read), len(asserted), reading, comparing, grouping, len(edges), len(claims))


if __name__ == "__main__":
    sys.exit(main())
