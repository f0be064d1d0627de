"""Quantities against own annotated sentences (docs/quantities.md is their guideline): span F, value, comparator, what is counted.

`python -m eval.quantities FILE` measures; `--misses` shows each miss (never for the blind set); `--check` looks at a file's form alone.
"""

import argparse
import pathlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from eval.scores import prf
from eval.task import Figure, Task
from headwater.annotate.quantities import find_quantities
from headwater.language import parse
from headwater.records import Comparator, Quantity

SETS = pathlib.Path(__file__).with_suffix("")
NOTHING = "-"  # among the answers of `counts`: none is right too
NEAR = 1e-3  # relative difference at which two values are the same
ONE_SIDED: dict[str, tuple[bool, bool]] = {
    "exact": (True, True),
    "about": (False, False),
    "more_than": (True, False),
    "at_least": (True, False),
    "less_than": (False, True),
    "up_to": (False, True),
}
Pair = tuple["Placed", Quantity]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One quantity as a person writes it down."""

    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    comparator: Comparator = "exact"
    counts: str | None = None


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with its quantities, in the order of the text."""

    text: str
    quantities: tuple[Entry, ...] = ()


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of sentences."""

    sentence: tuple[Sentence, ...]


class Placed(msgspec.Struct, frozen=True):
    """An entry with its place and all bounds filled in."""

    start: int
    end: int
    entry: Entry
    low: float | None
    high: float | None


def load(path: pathlib.Path) -> tuple[Sentence, ...]:
    """The sentences of a TOML file. Raises `tomllib.TOMLDecodeError` and `msgspec.ValidationError`."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), File).sentence


def placed(sentence: Sentence) -> list[Placed]:
    """The entries with their places. Raises ValueError where words are not in the text, in order."""
    out, at = [], 0
    for entry in sentence.quantities:
        start = sentence.text.find(entry.words, at)
        if start < 0 or not entry.words:
            raise ValueError(f"“{entry.words}” does not stand in the text behind the entry before it")
        at = start + len(entry.words)
        sides = ONE_SIDED[entry.comparator]
        low = entry.low if entry.low is not None else (entry.value if sides[0] else None)
        high = entry.high if entry.high is not None else (entry.value if sides[1] else None)
        out.append(Placed(start, at, entry, low, high))
    return out


def check(path: pathlib.Path) -> Iterator[str]:
    """What is wrong with the form of a file, a line each."""
    for number, sentence in enumerate(load(path), start=1):
        try:
            for one in placed(sentence):
                if one.entry.value is None and one.low is None and one.high is None:
                    yield f"sentence {number}: “{one.entry.words}” has neither value nor bounds"
        except ValueError as error:
            yield f"sentence {number}: {error}"


def same(a: float | None, b: float | None) -> bool:
    """Whether two values agree."""
    return a is b if a is None or b is None else abs(a - b) <= NEAR * max(abs(a), abs(b))


def value_right(true: Placed, given: Quantity) -> bool:
    """Value, bounds, unit and comparator, all right."""
    bounds = same(true.entry.value, given.value) and same(true.low, given.low) and same(true.high, given.high)
    return bounds and true.entry.unit == given.unit and true.entry.comparator == given.comparator


def counts_right(true: Placed, given: Quantity) -> bool:
    """The same last word, and one answer holds the other; nothing only for nothing."""
    answers = (true.entry.counts or NOTHING).split("|")
    if given.counts is None:
        return NOTHING in answers
    return any(_same_words(answer.casefold().split(), given.counts.casefold().split()) for answer in answers)


def _same_words(a: Sequence[str], b: Sequence[str]) -> bool:
    short, long = sorted((list(a), list(b)), key=len)
    return bool(short) and long[-len(short) :] == short


def compare(sentence: Sentence, given: Sequence[Quantity]) -> tuple[Counter[str], list[Pair], list[Placed], list[Quantity]]:
    """Counts of one sentence, the pairs that overlap, what was missed, what was too much."""
    true, left = placed(sentence), list(given)
    pairs, missed = [], []
    for one in true:
        near = [it for it in left if it.span.start < one.end and one.start < it.span.end]
        best = next((it for it in near if (it.span.start, it.span.end) == (one.start, one.end)), near[0] if near else None)
        if best is None:
            missed.append(one)
        else:
            left.remove(best)
            pairs.append((one, best))
    count = Counter(gold=len(true), given=len(given), overlap=len(pairs))
    for one, found in pairs:
        count["exact"] += (found.span.start, found.span.end) == (one.start, one.end)
        count["value"] += value_right(one, found)
        count["unit"] += one.entry.unit == found.unit
        count["comparator"] += one.entry.comparator == found.comparator
        count["counts"] += counts_right(one, found)
    return count, pairs, missed, left


def measure(sentences: Sequence[Sentence], *, parsed: bool = True, misses: bool = False) -> Counter[str]:
    """Counts over all sentences; `parsed` False leaves the parse out."""
    total: Counter[str] = Counter()
    for sentence in sentences:
        given = find_quantities(sentence.text, doc="d", parse=parse(sentence.text, language="en") if parsed else None)
        count, pairs, missed, left = compare(sentence, given)
        total += count
        if misses:
            _show(sentence, pairs, missed, left)
    return total


def _show(sentence: Sentence, pairs: Sequence[Pair], missed: Sequence[Placed], left: Sequence[Quantity]) -> None:
    lines = [f"  MISSED {one.entry.words}" for one in missed] + [f"  TOO MUCH {sentence.text[it.span.start : it.span.end]}" for it in left]
    for one, found in pairs:
        words = sentence.text[found.span.start : found.span.end]
        if words != one.entry.words:
            lines.append(f"  SPAN [{words}] for [{one.entry.words}]")
        if not value_right(one, found):
            entry = one.entry
            lines.append(
                f"  VALUE [{words}] {found.value, found.low, found.high, found.unit, found.comparator}"
                f" for {entry.value, one.low, one.high, entry.unit, entry.comparator}"
            )
        if not counts_right(one, found):
            lines.append(f"  COUNTS [{words}] {found.counts!r} for {one.entry.counts!r}")
    if lines:
        print(sentence.text, *lines, sep="\n")


def figures(count: Counter[str]) -> dict[str, float]:
    """The figures of counts: span F (exact), and what is right of the quantities found."""
    exact = prf(count["exact"], count["given"], count["gold"])
    found = max(1, count["overlap"])
    return {
        "span f": exact.f,
        "span p": exact.p,
        "span r": exact.r,
        "overlap f": prf(count["overlap"], count["given"], count["gold"]).f,
        **{f"{key} right": count[key] / found for key in ("value", "unit", "comparator", "counts")},
    }


def _task(name: str) -> Task:
    path = SETS / f"{name}.toml"
    held = ("span f", "value right", "comparator right", "counts right")
    return Task(
        f"quantities_{name}",
        lambda: (path,),
        lambda quick: [Figure(key, value, "up" if key in held else "none") for key, value in figures(measure(load(path))).items()],
    )


TASKS = (_task("dev"), _task("unseen"))


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    reader = argparse.ArgumentParser(prog="python -m eval.quantities")
    reader.add_argument("file", type=pathlib.Path)
    for flag in ("--check", "--misses", "--unparsed"):
        reader.add_argument(flag, action="store_true")
    asked = reader.parse_args(arguments)
    if asked.check:
        problems = list(check(asked.file))
        print(*problems, f"{len(load(asked.file))} sentences, {len(problems)} problems", sep="\n")
        return int(bool(problems))
    count = measure(load(asked.file), parsed=not asked.unparsed, misses=asked.misses)
    print(f"{count['gold']} quantities,", ", ".join(f"{name} {value:.3f}" for name, value in figures(count).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
