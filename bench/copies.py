"""Near-duplicates at archive speed: recall and precision on planted twins, documents a second, beside datasketch where it is installed.

`python -m bench.copies FILE [COUNT] [--unlike FILE]` reads JSON lines (`text`; of the second file `text` and `incident`: reports
that are no copies but share a page's furniture), gives half of the first COUNT long, different texts a twin of which half of
the shorter text is shared, and keeps the figures under `bench/results`.
"""

import argparse
import importlib
import pathlib
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from headwater import relate, workers
from headwater.relate.signatures import coverage

RESULTS = pathlib.Path(__file__).with_name("results")
COUNT, LONG = 10_000, 1500  # base texts, code points of a text that is worth a twin
SIGNED = 4_000  # documents of which processor time is taken
COMPARED = 500  # documents that datasketch is timed on
UNLIKE = 0.3  # coverage under which a pair that was not planted is no natural duplicate either


class Line(msgspec.Struct, frozen=True):
    """A text; `incident` where it is known which event it is on."""

    text: str
    incident: str | None = None


class Result(msgspec.Struct, frozen=True):
    """One run: recall of the twins, precision (planted, or alike by all their words), documents a second on all cores and of datasketch on one."""

    date: str
    documents: int
    recall: float
    precision: float
    signed_a_second: float
    banded_a_second: float
    both_a_second: float
    two_free_cores_a_second: float  # by processor time, for a machine that others work on
    datasketch_a_second: float | None
    datasketch_batch_a_second: float | None


def main() -> int:
    """Measure, print, keep. Exit status 0."""
    parser = argparse.ArgumentParser(description="Near-duplicates: recall, precision, speed.")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--unlike", type=pathlib.Path)
    asked = parser.parse_args()
    result = _measured(asked.file, asked.count, asked.unlike)
    path = RESULTS / f"copies-{result.date[:10]}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    print(msgspec.json.encode(result).decode())
    return 0


def _measured(path: pathlib.Path, count: int, unlike: pathlib.Path | None) -> Result:
    texts, planted, events = _pile(list(_base(path, count)), [] if unlike is None else list(_lines(unlike)))
    start = time.perf_counter()
    signed = list(workers.each(relate.sign_all, texts))
    between = time.perf_counter()
    found = {(int(one.a), int(one.b)) for one in relate.folded((str(at), one) for at, one in enumerate(signed))}
    end = time.perf_counter()
    wrong = [pair for pair in found - planted if _differ(pair, signed, events)]
    return Result(
        datetime.now(UTC).isoformat(timespec="seconds"), len(texts), round(len(found & planted) / len(planted), 4),
        round(1 - len(wrong) / len(found), 4), round(len(texts) / (between - start)), round(len(texts) / (end - between)),
        round(len(texts) / (end - start)), _by_processor(texts[:SIGNED]), _datasketch(texts[:COMPARED], whole=False), _datasketch(texts[:COMPARED], whole=True),
    )  # fmt: skip


def _by_processor(texts: Sequence[str]) -> float:
    start = time.process_time()
    signed = relate.sign_all(texts)
    list(relate.folded((str(at), one) for at, one in enumerate(signed)))
    return round(2 * len(texts) / (time.process_time() - start))


def _lines(path: pathlib.Path) -> Iterator[Line]:
    with path.open("rb") as file:
        yield from (msgspec.json.decode(raw, type=Line) for raw in file)


def _base(path: pathlib.Path, count: int) -> Iterator[str]:
    seen: set[str] = set()
    for line in _lines(path):
        if len(seen) == count:
            return
        if len(line.text) > LONG and line.text[:300] not in seen:
            seen.add(line.text[:300])
            yield line.text


def _pile(base: Sequence[str], unlike: Sequence[Line]) -> tuple[list[str], set[tuple[int, int]], dict[int, str]]:
    """Texts in mixed order, places of the planted pairs, events of the unlike ones."""
    rng = random.Random(7)
    pile = [(text, at, "") for at, text in enumerate(base)]
    pile += [(_twin(text, rng.choice(base), rng), at, "") for at, text in enumerate(base) if at % 2 == 0]
    pile += [(line.text, -1, line.incident or "") for line in unlike]
    rng.shuffle(pile)
    first: dict[int, int] = {}
    planted = {(first[at], place) for place, (_, at, _) in enumerate(pile) if at >= 0 and first.setdefault(at, place) != place}
    return [text for text, _, _ in pile], planted, {place: event for place, (_, _, event) in enumerate(pile) if event}


def _twin(text: str, other: str, rng: random.Random) -> str:
    """A text that shares half of the shorter: half of this one alone, or with as much or more of another before or behind it."""
    words, filling = text.split(" "), other.split(" ")
    size = len(words) // 2
    start = rng.randrange(len(words) - size)
    kept, added = words[start : start + size], filling[: rng.choice((size // 2, size, 3 * size))]
    return " ".join([*added, *kept] if rng.random() < 0.5 else [*kept, *added])


def _differ(pair: tuple[int, int], signed: Sequence[relate.Signature], events: dict[int, str]) -> bool:
    a, b = pair
    if a in events and b in events:
        return events[a] != events[b]
    small, large = sorted((signed[a], signed[b]), key=lambda one: one.words)
    return coverage(small, large) < UNLIKE


def _datasketch(texts: Sequence[str], *, whole: bool) -> float | None:
    """Signing and banding by datasketch with its defaults (128 hashes, threshold .5, one core, processor time), run by run as its manual shows or a text at once; None where it is not installed."""
    try:
        sketch = importlib.import_module("datasketch")
    except ModuleNotFoundError:
        return None
    index = sketch.MinHashLSH(threshold=0.5, num_perm=128)
    start = time.process_time()
    for at, text in enumerate(texts):
        words = text.lower().split()
        made = sketch.MinHash(num_perm=128)
        runs = {" ".join(words[place : place + 4]).encode() for place in range(max(1, len(words) - 3))}
        if whole:
            made.update_batch(runs)
        else:
            for run in runs:
                made.update(run)
        index.query(made)
        index.insert(str(at), made)
    return round(len(texts) / (time.process_time() - start), 1)


if __name__ == "__main__":
    sys.exit(main())
