"""Pages: segments that must and must not be in the text, and dates of publication; what the libraries get on the same pages."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

import htmldate
import msgspec
import trafilatura

from eval import gold, product
from eval.scores import Prf, prf
from eval.task import Figure, Task, speed, triple

TEXTS, DATES = "pages/text.jsonl.gz", "pages/dates.jsonl.gz"
QUICK = 60  # pages

Page = TypeVar("Page")


class TextPage(msgspec.Struct, frozen=True):
    """A page with segments of its body and of what stands around it."""

    id: str
    url: str
    html: str
    inside: tuple[str, ...] = msgspec.field(name="with")
    outside: tuple[str, ...] = msgspec.field(name="without")


class DatedPage(msgspec.Struct, frozen=True):
    """A page with its date of publication, YYYY-MM-DD."""

    id: str
    url: str
    html: str
    published: str


class Extracted(msgspec.Struct, frozen=True):
    """As `extract` prints it."""

    id: str
    text: str | None = None
    published: str | None = None


def texts(quick: bool) -> list[Figure]:
    """Precision, recall, F over all segments; the library's F beside it."""
    pages = product.numbered(_some(gold.rows(TEXTS, TextPage), quick))
    answers = product.ask(["extract"], ({"id": at, "html": page.html, "url": page.url} for at, page in pages.items()), Extracted)
    library = {at: _library_text(page.html) for at, page in pages.items()}
    ours = triple("text", _segments(pages, {one.id: one.text or "" for one in answers.lines}))
    return [*ours, Figure("text f of trafilatura", _segments(pages, library).f, "none"), speed(answers.per_second)]


def _some(pages: list[Page], quick: bool) -> list[Page]:
    return gold.sample(pages, QUICK) if quick else pages


def _library_text(html: str) -> str:
    return trafilatura.extract(html) or ""


def _segments(pages: Mapping[str, TextPage], found: Mapping[str, str]) -> Prf:
    count: Counter[str] = Counter()
    for at, page in pages.items():
        text = found.get(at, "")
        right = sum(segment in text for segment in page.inside)
        count.update(right=right, gold=len(page.inside), given=right + sum(segment in text for segment in page.outside))
    return prf(count["right"], count["given"], count["gold"])


def dates(quick: bool) -> list[Figure]:
    """Share right, wrong (an honest null is neither); the library's beside them."""
    pages = product.numbered(_some(gold.rows(DATES, DatedPage), quick))
    answers = product.ask(["extract"], ({"id": at, "html": page.html, "url": page.url} for at, page in pages.items()), Extracted)
    right, wrong = _days(pages, {one.id: (one.published or "")[:10] for one in answers.lines})
    theirs = {at: htmldate.find_date(page.html, url=page.url, original_date=True) or "" for at, page in pages.items()}
    library_right, library_wrong = _days(pages, theirs)
    return [
        Figure("date accuracy", right),
        Figure("date wrong", wrong, "down"),
        Figure("date accuracy of htmldate", library_right, "none"),
        Figure("date wrong of htmldate", library_wrong, "none"),
        speed(answers.per_second),
    ]


def _days(pages: Mapping[str, DatedPage], found: Mapping[str, str]) -> tuple[float, float]:
    right = sum(found.get(at) == page.published for at, page in pages.items())
    given = sum(bool(found.get(at)) for at in pages)
    return right / len(pages), (given - right) / len(pages)


TASKS = (Task("pages", lambda: gold.there(TEXTS), texts), Task("page_dates", lambda: gold.there(DATES), dates))
