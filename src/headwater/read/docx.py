"""DOCX by python-docx: paragraphs and tables in order, as one reading text.

The words are taken from the parts of a paragraph rather than from `Paragraph.text`, which leaves out inserted
(tracked) words and content controls. Deleted words stay out. `parent` is None: the file has no text of its own.
"""

import io
from collections.abc import Iterator
from typing import Any

import docx
import docx.opc.exceptions
import lxml.etree  # type: ignore[import-untyped, unused-ignore]
import msgspec

from headwater.errors import Unreadable
from headwater.read.archive import DAMAGE, check_ratio, open_archive
from headwater.read.limits import check_text
from headwater.records import Basis, Block, Reading

# what python-docx raises on damaged files, found by fuzzing
_BROKEN = (*DAMAGE, docx.opc.exceptions.OpcError, lxml.etree.LxmlError, AttributeError, TypeError, AssertionError, RecursionError)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text box once more, for old programs
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK))
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
DEEPEST = 100  # parts inside one another; tables in tables in content controls stay under 30


class _Line(msgspec.Struct, frozen=True):
    """One paragraph or table row, and whether its style calls it a heading or title."""

    text: str
    heading: bool = False


def docx_readings(data: bytes) -> Iterator[Reading]:
    """The one reading of a DOCX. Raises Unreadable for what is damaged, empty or unfolds like a bomb."""
    for entry in open_archive(data).infolist():
        check_ratio(entry)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = [line for line in _lines(document) if line.text.strip()]
        facts, title = tuple(_facts(document)), (document.core_properties.title or "").strip()
    except _BROKEN as error:
        raise Unreadable("is a damaged DOCX") from error
    if not lines:
        raise Unreadable("is a DOCX without text")
    yield _reading(lines, title, facts)


def _reading(lines: list[_Line], title: str, facts: tuple[Basis, ...]) -> Reading:
    text = "\n".join(line.text for line in lines)
    check_text(len(text))
    headings = tuple(_headings(lines))
    at = text.find(title) if title else -1
    span = (at, at + len(title)) if at >= 0 else None
    if not title and headings and headings[0].start == 0:  # the document opens with its title
        span = (headings[0].start, headings[0].end)
    return Reading(
        locator="", text=text, title=title or (text[span[0] : span[1]] if span else None), title_span=span, facts=facts, blocks=headings
    )


def _headings(lines: list[_Line]) -> Iterator[Block]:
    at = 0
    for line in lines:
        if line.heading:
            yield Block(start=at, end=at + len(line.text), role="heading", why="its style is a heading")
        at += len(line.text) + 1


def _lines(document: Any) -> Iterator[_Line]:
    headings = {style.style_id for style in document.styles if (style.name or "").startswith(("Heading", "Title"))}
    for part in _parts(document.element.body, 0):
        if part.tag == f"{_W}tr":
            cells = (" ".join(_words(cell).split()) for cell in part.iterchildren(f"{_W}tc"))
            yield _Line("\t".join(cells).strip())
        else:
            style = part.find(f"{_W}pPr/{_W}pStyle")
            yield _Line(_words(part).strip(), style is not None and style.get(f"{_W}val") in headings)


def _parts(element: Any, depth: int) -> Iterator[Any]:
    """Paragraphs and table rows in order, through content controls and the like."""
    if depth > DEEPEST:
        raise Unreadable(f"is nested too deeply: more than {DEEPEST} parts inside one another")
    for child in element.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _parts(child, depth + 1)


def _words(element: Any) -> str:
    """The characters of a paragraph or cell, paragraphs inside it on lines of their own; nothing recurses."""
    out: list[str] = []
    steps = lxml.etree.iterwalk(element, events=("start", "end"))
    for event, part in steps:
        if event == "start" and part.tag in _SKIPPED:
            steps.skip_subtree()
        elif event == "start" and part.tag == f"{_W}t":
            out.append(part.text or "")
        elif event == "start" and part.tag in _MARKS:
            out.append(_MARKS[part.tag])
        elif event == "end" and part.tag == f"{_W}p":
            out.append("\n")
    return "".join(out)


def _facts(document: Any) -> Iterator[Basis]:
    """What the file says of itself: of the file, not of the report, so never a publication date or a byline."""
    properties = document.core_properties
    stated = (("author", properties.author), ("created", properties.created), ("modified", properties.modified))
    for name, value in stated:
        if value:
            yield Basis(from_="page", text=f"file property {name}: {value}")
