"""Texts that never change, and places in them.

Offsets are Unicode code points, half-open. A derived text (the reading text of a page) carries a
`SourceMap` back to its parent (the decoded page), run by run, so that each character can be pointed at.
Anchors follow the W3C Web Annotation model: position first, then the exact words with what stands
before and after; where neither is exact the anchor stays unattached, never guessed.
"""

import bisect
import hashlib
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from headwater.errors import EvidenceMissing

CONTEXT = 32  # code points kept before and after an anchored passage


def digest(*parts: str) -> str:
    """A short, stable id over key fields: 16 hex digits of SHA-256 over the parts, separated by NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(msgspec.Struct, frozen=True, order=True, tag_field="of", tag="document"):
    """A place in a document's text: code points `start` to `end`, half-open."""

    doc: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceMissing(f"not a span: {self.start}-{self.end}")


class SourceSpan(msgspec.Struct, frozen=True, order=True, tag_field="of", tag="capture"):
    """A place in a decoded capture: code points, half-open."""

    capture: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceMissing(f"not a source span: {self.start}-{self.end}")


class Text(msgspec.Struct, frozen=True):
    """An immutable string with the hash of its content as id."""

    content: str

    @property
    def id(self) -> str:
        """SHA-256 of the content in UTF-8, hexadecimal."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()


class Run(msgspec.Struct, frozen=True):
    """`length` code points from `start` come from `source_length` code points at `source_start`.

    Equal lengths map one to one; otherwise the whole run maps to the whole source run (an entity,
    collapsed blanks). A source length of 0 marks characters that the reader put between two blocks.
    """

    start: int
    length: int
    source_start: int
    source_length: int


class SourceMap(msgspec.Struct, frozen=True):
    """Where each run of a derived text stands in its parent text; runs in order, without gaps."""

    runs: tuple[Run, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the parent that covers `start` to `end` of the derived text."""
        touched = list(self._touched(start, end))
        if not touched:
            return (0, 0)
        spans = [_source_part(run, start, end) for run in touched]
        return min(a for a, _ in spans), max(b for _, b in spans)

    def _touched(self, start: int, end: int) -> Iterator[Run]:
        at = bisect.bisect_right(self.runs, start, key=lambda run: run.start) - 1
        for run in self.runs[max(at, 0) :]:
            if run.start >= max(end, start + 1):
                return
            yield run


def _source_part(run: Run, start: int, end: int) -> tuple[int, int]:
    if run.length != run.source_length:
        return run.source_start, run.source_start + run.source_length
    first = max(start - run.start, 0)
    last = min(end - run.start, run.length)
    return run.source_start + first, run.source_start + max(first, last)


def identity_map(length: int) -> SourceMap:
    """The map of a text that is its own parent."""
    return SourceMap((Run(0, length, 0, length),) if length else ())


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each of its code points, the offset it came from (one more for the end)."""

    content: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the unfolded text of `start` to `end` of the folded one."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": ""}
)


def fold(content: str) -> Folded:
    """Casefold, drop accents, make quotation marks and dashes plain; each result keeps its origin.

    Unicode normalisation NFKD without combining marks, then casefold (Unicode Standard, 3.13).
    """
    out: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(content):
        plain = char.translate(_PLAIN)
        for part in unicodedata.normalize("NFKD", plain).casefold() if not plain.isascii() else plain.lower():
            if not unicodedata.combining(part):
                out.append(part)
                offsets.append(at)
    offsets.append(len(content))
    return Folded("".join(out), tuple(offsets))


class Anchor(msgspec.Struct, frozen=True):
    """A passage by position and by its words with context (W3C Web Annotation selectors)."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def anchor(content: str, start: int, end: int) -> Anchor:
    """The anchor of `content[start:end]`."""
    return Anchor(start, end, content[start:end], content[max(0, start - CONTEXT) : start], content[end : end + CONTEXT])


def attach(at: Anchor, content: str) -> tuple[int, int] | None:
    """Where the anchor stands in `content` now: same position, else the one place with the same words
    and context, else nowhere."""
    if content[at.start : at.end] == at.exact and at.exact:
        return at.start, at.end
    whole = at.prefix + at.exact + at.suffix
    first = content.find(whole)
    if first < 0 or content.find(whole, first + 1) >= 0:
        return None
    start = first + len(at.prefix)
    return start, start + len(at.exact)


def lines(content: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line, line breaks (LF) left out."""
    start = 0
    for line in content.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def strip(content: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without blanks at its ends."""
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end


def covered(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of stretches, in order, touching ones joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


WRAP_WIDTH = (45, 100)  # a hard-wrapped text breaks its lines at such a width
WRAP_SHARE = 0.6  # and most of its full lines go on in lower case on the next


def paragraphs(content: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, blanks at both ends left out.

    A line is a paragraph, save where the text is hard-wrapped: there a full line goes on in the next.
    """
    kept = [strip(content, start, end) for start, end in lines(content)]
    if is_wrapped(content, kept):
        kept = _joined(kept)
    return [(start, end) for start, end in kept if start < end]


def is_wrapped(content: str, kept: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines are broken at a fixed width rather than at paragraphs."""
    pairs = [(a, b) for a, b in itertools.pairwise(kept) if a[0] < a[1] and b[0] < b[1] and _is_full(a)]
    going_on = sum(content[a[1] - 1] not in '.!?:"”' and content[b[0]].islower() for a, b in pairs)
    return len(pairs) >= 4 and going_on >= WRAP_SHARE * len(pairs)


def _is_full(line: tuple[int, int]) -> bool:
    return WRAP_WIDTH[0] <= line[1] - line[0] <= WRAP_WIDTH[1]


def _joined(kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that follow a full line without a blank one between are of its paragraph."""
    out: list[tuple[int, int]] = []
    open_line = False
    for start, end in kept:
        if open_line and start < end:
            out[-1] = (out[-1][0], end)
        elif start < end:
            out.append((start, end))
        open_line = start < end and _is_full((start, end))
    return out
