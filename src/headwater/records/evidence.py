"""What every statement of the dossier rests on: captures, readings, documents, and why something is so."""

from typing import Literal

import msgspec

from headwater.errors import EvidenceMissing
from headwater.text import SourceSpan, Span, digest

FurnitureKind = Literal[
    "navigation", "caption", "appeal", "legal_notice", "related_link", "credit_line", "byline", "comment_box", "repeated", "other"
]
From = Literal["text", "page", "url", "header", "manifest", "neighbour", "person"]
Decided = Literal["accepted", "rejected", "unsure", "corrected"]


class Record(msgspec.Struct, frozen=True):
    """What all records share: they are immutable and compared by value."""


class Reason(msgspec.Struct, frozen=True):
    """Why: a code of `headwater.reasons` with ids, spans and plain values as arguments."""

    code: str
    refs: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    values: tuple[str | int | float, ...] = ()


class Capture(Record, frozen=True, kw_only=True):
    """Bytes as they were found. `sha256` of the bytes; `obtained` in UTC, ISO 8601; `charset_by` says how the charset was decided."""

    id: str
    sha256: str
    path: str
    media_type: str
    size: int
    obtained: str
    charset: str | None = None
    charset_by: str | None = None


class Basis(Record, frozen=True, kw_only=True):
    """One ground for a date or another fact about a report: where it is from, the words, the place when there is one."""

    from_: From = msgspec.field(name="from")
    text: str
    span: Span | SourceSpan | None = None


class Published(Record, frozen=True, kw_only=True):
    """When a report was published: bounds and the best single day (YYYY-MM-DD or None), with their grounds.

    Where the day is not stated, `because` says what each ground tells of it.
    """

    earliest: str | None = None
    latest: str | None = None
    best: str | None = None
    basis: tuple[Basis, ...] = ()
    because: tuple[Reason, ...] = ()


class Hint(Record, frozen=True, kw_only=True):
    """What a page or feed says of its origin (`isBasedOn`, canonical link, `<source>`, credit text), with the place in the capture."""

    kind: Literal["is_based_on", "canonical", "feed_source", "credit_text", "source_organization"]
    value: str
    span: SourceSpan | None = None


class Furniture(Record, frozen=True, kw_only=True):
    """A stretch of the page that is not the report: never cut, never part of a statement."""

    id: str
    span: Span
    kind: FurnitureKind
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        needs(self.because, "furniture", "a reason")


class Document(Record, frozen=True, kw_only=True):
    """The index card of one report with its reading text; `judged`: what a person decided on it, None where it is only suggested (so in all records)."""

    id: str
    path: str
    url: str | None = None
    sha256: str
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Published = Published()
    text: str
    furniture: tuple[Furniture, ...] = ()
    title_span: Span | None = None
    hints: tuple[Hint, ...] = ()
    facts: tuple[Basis, ...] = ()
    pages: tuple[int, ...] = ()
    judged: Decided | None = None


class Block(Record, frozen=True, kw_only=True):
    """A stretch of a reading text with what its form says of it (tag path, link density, heading level)."""

    start: int
    end: int
    role: Literal["body", "heading", "furniture"]
    kind: FurnitureKind | None = None
    why: str = ""


class Reading(Record, frozen=True, kw_only=True):
    """One report as read from a capture: reading text, the way back, and what the form itself states.

    `locator` names the report inside its capture (feed entry, archive member; empty for the whole).
    `parent` is the decoded capture that `source_map` and all source spans point into; None where the
    form has no text of its own (PDF, DOCX).
    """

    locator: str
    text: str
    source_map: tuple[tuple[int, int, int, int], ...] = ()
    parent: str | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    facts: tuple[Basis, ...] = ()
    hints: tuple[Hint, ...] = ()
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    charset: str | None = None
    charset_by: str | None = None


class Problem(Record, frozen=True, kw_only=True):
    """An input that could not be read or a stage that failed on it: stage, input (its file name), message."""

    id: str
    stage: str
    input: str
    message: str


def needs(evidence: tuple[object, ...], what: str, kind: str) -> None:
    """A record without evidence cannot be made.

    Raises: EvidenceMissing.
    """
    if not evidence:
        raise EvidenceMissing(f"a {what} needs {kind}")


def span_id(kind: str, span: Span, *more: str) -> str:
    """The id of a record whose key is its kind and its place."""
    return kind[0] + digest(kind, span.doc, str(span.start), str(span.end), *more)


def problem(stage: str, path: str, message: str) -> Problem:
    """A problem line; the same fault of the same input is the same record."""
    return Problem(id="p" + digest("problem", stage, path, message), stage=stage, input=path, message=message)
