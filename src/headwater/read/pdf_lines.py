"""Lines of printed pages to paragraphs: by gap, indent, length and the words at the break."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

WIDE_GAP = 1.35  # of the usual distance between lines: leading within a paragraph varies under a tenth
INDENT = 0.8  # of the line height: first lines are set in by one em, ragged left edges by less than half
SHORT = 0.8  # of the widest line: a last line; ragged right edges stay above
SAME_SIZE = 0.15  # relative difference of heights within one size of type
EDGE_PAGES = 2  # a line at the edge of so many pages, and of half of them, is a running head
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s+|p\.\s*|[-–—]\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4}|\s*[-–—])?$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:[•▪●◦*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")


class Line(msgspec.Struct, frozen=True):
    """One line: its words, left and right end, the base of its first and last character, its height; points from below."""

    text: str
    left: float
    right: float
    base: float
    last_base: float
    height: float


class Page(msgspec.Struct, frozen=True):
    """The lines of one page in reading order."""

    lines: tuple[Line, ...]


class Piece(msgspec.Struct, frozen=True):
    """One paragraph; `edge` counts the pages on whose edge the line stands, 0 for the body."""

    text: str
    edge: int = 0


class Pieces(msgspec.Struct, frozen=True):
    """The paragraphs of one page; `continues` when the first goes on from the page before."""

    pieces: tuple[Piece, ...]
    continues: bool = False


class _Measure(msgspec.Struct, frozen=True):
    """What is usual on a page: distance between lines, left edge, right end of the widest line."""

    gap: float
    left: float
    right: float


def edge_lines(pages: Sequence[Page]) -> Mapping[str, int]:
    """The first and last lines that stand on several pages (numbers aside), and on how many."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in _edges(page)})
    enough = max(EDGE_PAGES, sum(1 for page in pages if page.lines) / 2)
    return {key: count for key, count in counts.items() if count >= enough}


def paragraphs(pages: Sequence[Page], edges: Mapping[str, int]) -> list[Pieces]:
    """The paragraphs of each page, running heads and page numbers on their own.

    Where a sentence goes on over the page, it comes first and what stood between follows: the text is derived anyway.
    """
    out: list[Pieces] = []
    width = statistics.median_high([_right(page) for page in pages]) if pages else 0.0  # of a page that has only short lines
    last = ""
    held: tuple[Piece, ...] = ()
    for page in pages:
        lead, body, trail = _parted(_page_pieces(page, edges, width))
        continues = bool(last and body and _goes_on(last, body[0].text))
        if continues:
            out.append(Pieces((body[0], *held, *lead, *body[1:]), True))
        else:
            out = _ended(out, held)
            out.append(Pieces((*lead, *body)))
        last, held = (body[-1].text if body else ""), trail
    return _ended(out, held)


def _parted(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """What runs along the upper edge, the body, what runs along the lower edge."""
    lead = tuple(itertools.takewhile(lambda piece: piece.edge, pieces))
    rest = pieces[len(lead) :]
    trail = tuple(itertools.takewhile(lambda piece: piece.edge, reversed(rest)))[::-1]
    return lead, tuple(rest[: len(rest) - len(trail)]), trail


def _ended(out: list[Pieces], held: tuple[Piece, ...]) -> list[Pieces]:
    """The pages with the lower edge of the last one put to its end."""
    return [*out[:-1], Pieces((*out[-1].pieces, *held), out[-1].continues)] if held else out


def _edges(page: Page) -> tuple[Line, ...]:
    return (page.lines[0], page.lines[-1]) if len(page.lines) > 1 else ()


def _key(text: str) -> str:
    return _NUMBER.sub("#", text)


def _page_pieces(page: Page, edges: Mapping[str, int], width: float) -> list[Piece]:
    measure = _measure(page, width)
    outer = {id(line) for line in _edges(page)}
    pieces: list[Piece] = []
    before: Line | None = None
    for line in page.lines:
        edge = _edge(line, edges) if id(line) in outer else 0
        if edge:
            pieces.append(Piece(line.text, edge))
        elif before is not None and _same_paragraph(before, line, measure):
            pieces[-1] = Piece(_glued(pieces[-1].text, line.text))
        else:
            pieces.append(Piece(line.text))
        before = None if edge else line
    return pieces


def _edge(line: Line, edges: Mapping[str, int]) -> int:
    return edges.get(_key(line.text), 1 if _PAGE_NUMBER.match(line.text) else 0)


def _right(page: Page) -> float:
    return max((line.right for line in page.lines), default=0.0)


def _measure(page: Page, width: float) -> _Measure:
    lines = page.lines
    gaps = [gap for a, b in itertools.pairwise(lines) if (gap := a.last_base - b.base) > 0]
    return _Measure(
        gap=statistics.median_low(gaps) if gaps else 0.0,
        left=statistics.median_low([line.left for line in lines]) if lines else 0.0,
        right=max(_right(page), width),
    )


def _same_paragraph(a: Line, b: Line, measure: _Measure) -> bool:
    if _BULLET.match(b.text) or abs(a.height - b.height) > SAME_SIZE * max(a.height, b.height):
        return False
    gap = a.last_base - b.base
    if gap <= 0 or gap > WIDE_GAP * measure.gap:  # another column or region: only a sentence broken in the middle goes on
        return gap <= 0 and _goes_on(a.text, b.text)
    if b.left > measure.left + INDENT * b.height and b.left > a.left and not _BULLET.match(a.text):  # a list hangs its lines
        return False
    short = a.right - measure.left < SHORT * (measure.right - measure.left)
    return _goes_on(a.text, b.text) if short else True


def _goes_on(a: str, b: str) -> bool:
    """Whether the words themselves say that `b` continues the sentence of `a`."""
    return not _ENDS.search(a) and b[:1].islower()


def _glued(a: str, b: str) -> str:
    """Two lines as one; a hyphen left at the end of a line stays, without a blank after it."""
    return a + b if re.search(r"\w-$", a) else f"{a} {b}"
