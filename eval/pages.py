"""Pages: segments that must and must not be in the body, and the day of publication; beside what the libraries get alone.

`python -m eval.pages [--quick]` prints the figures as JSON; quick takes every fifth page. Ours come from `read_html` itself.
trafilatura and htmldate are measured on the same pages in the same run where they are installed.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from eval import gold
from eval.scores import prf
from eval.task import Figure, Task
from headwater.read.html import body_text, read_html

TEXTS, DATES = "pages/text.jsonl.gz", "pages/dates.jsonl.gz"
EVERY = 5  # quick: one page of so many

Figures = dict[str, float]


class Segmented(msgspec.Struct, frozen=True):
    """A page with stretches of text that belong to its body (`with`) and that do not (`without`)."""

    id: str
    url: str
    html: str
    with_: tuple[str, ...] = msgspec.field(name="with")
    without: tuple[str, ...]


class Dated(msgspec.Struct, frozen=True):
    """A page with its day of publication."""

    id: str
    url: str
    html: str
    published: str


def segments(pages: Sequence[Segmented], body: Callable[[Segmented], str]) -> Figures:
    """Precision, recall and F over all segments, verbatim in the body or not."""
    right = given = wanted = 0
    for page in pages:
        text = body(page)
        inside = sum(segment in text for segment in page.with_)
        right += inside
        given += inside + sum(segment in text for segment in page.without)
        wanted += len(page.with_)
    score = prf(right, given, wanted)
    return {"precision": round(score.p, 3), "recall": round(score.r, 3), "f": round(score.f, 3)}


def days(pages: Sequence[Dated], published: Callable[[Dated], str | None]) -> Figures:
    """Shares of pages dated right, dated wrong, and left without a date."""
    answers = [((published(page) or "")[:10], page.published) for page in pages]
    right = len([1 for answer, true in answers if answer == true])
    given = len([1 for answer, _ in answers if answer])
    whole = max(1, len(answers))
    return {"accuracy": round(right / whole, 3), "wrong": round((given - right) / whole, 3), "missing": round(1 - given / whole, 3)}


def _body(page: Segmented) -> str:
    return body_text(read_html(page.html, url=page.url))


def _day(page: Dated) -> str | None:
    return read_html(page.html, url=page.url).published


def _library(name: str) -> Any | None:
    """An optional library of the extra `eval`, None where it is not installed or does not load."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _of_trafilatura(library: Any) -> Callable[[Segmented], str]:
    return lambda page: library.extract(page.html, url=page.url, include_comments=False) or ""


def _of_htmldate(library: Any) -> Callable[[Dated], str | None]:
    return lambda page: library.find_date(page.html, url=page.url, original_date=True)


def figures(*, quick: bool = False) -> dict[str, Mapping[str, float] | str]:
    """Every figure by name; a text instead where a set or a library is not there."""
    out: dict[str, Mapping[str, float] | str] = {}
    step = EVERY if quick else 1
    texts, dates = gold.rows(TEXTS, Segmented)[::step], gold.rows(DATES, Dated)[::step]
    start = time.perf_counter()
    out["text"], out["dates"] = segments(texts, _body), days(dates, _day)
    took = time.perf_counter() - start
    out["speed"] = {
        "megabytes a second": round((sum(len(page.html) for page in texts) + sum(len(page.html) for page in dates)) / took / 1e6, 1)
    }
    trafilatura, htmldate = _library("trafilatura"), _library("htmldate")
    out["text, trafilatura alone"] = segments(texts, _of_trafilatura(trafilatura)) if trafilatura else "trafilatura is not installed"
    out["dates, htmldate alone"] = days(dates, _of_htmldate(htmldate)) if htmldate else "htmldate is not installed"
    return out


def measure_text(quick: bool) -> list[Figure]:
    """F of the segments, precision and recall beside it."""
    score = segments(gold.rows(TEXTS, Segmented)[:: EVERY if quick else 1], _body)
    return [
        Figure("segments f", score["f"]),
        Figure("segments p", score["precision"], "none"),
        Figure("segments r", score["recall"], "none"),
    ]


def measure_dates(quick: bool) -> list[Figure]:
    """Shares of pages dated right, and dated wrong."""
    score = days(gold.rows(DATES, Dated)[:: EVERY if quick else 1], _day)
    return [Figure("right", score["accuracy"]), Figure("wrong", score["wrong"], "down"), Figure("missing", score["missing"], "none")]


TASKS = (
    Task("page_text", lambda: gold.there(TEXTS), measure_text),
    Task("page_dates", lambda: gold.there(DATES), measure_dates),
)


def main() -> int:
    """Print the figures; 1 where a set is not there."""
    try:
        print(json.dumps(figures(quick="--quick" in sys.argv[1:]), indent=1))
    except gold.Missing as missing:
        print(f"not there: {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
