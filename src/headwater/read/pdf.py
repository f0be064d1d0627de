"""PDF with text, by PDFium: pages one after another, wrapped lines joined to paragraphs.

The reading text is derived: PDF has no text of its own to point at, so `parent` is None and `pages` tells
where each page starts. Joining is careful: two lines stay apart unless place and words say that they belong together.
"""

import re
import threading
from collections.abc import Iterator

import msgspec
import pypdfium2
from pypdfium2.raw import FPDF_ERR_FORMAT, FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY, FPDF_PAGEOBJ_IMAGE

from headwater.errors import Unreadable
from headwater.read.limits import MAX_PAGES, check_text
from headwater.read.pdf_lines import Line, Page, edge_lines, paragraphs
from headwater.records import Basis, Block, Reading

_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe to be called from two threads
_IMPLAUSIBLE = re.compile(
    r"^(?:untitled|document\d*|microsoft word\b.*|slide \d+|print|scan.*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|txt|html?|tex))$", re.I
)
_HYPHEN = "\ufffe"  # how PDFium marks a hyphen at the end of a line, followed by the next line
_NOISE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
FEWEST_TITLE_WORDS = 3  # "Report 12" and "Final" are names of files, not titles


class _Contents(msgspec.Struct, frozen=True):
    """What stands in a PDF: the pages with their lines, metadata, the numbers of pages that could not be read."""

    pages: tuple[Page, ...]
    metadata: tuple[tuple[str, str], ...]
    pictures: tuple[int, ...]
    damaged: tuple[int, ...]


def pdf_readings(data: bytes) -> Iterator[Reading]:
    """The one reading of a PDF. Raises Unreadable for what is encrypted, damaged, too long or only pictures; also
    after the reading, when some of its pages could not be read."""
    with _ONE_AT_A_TIME:
        contents = _contents(data)
    text, pages, blocks = _joined(contents)
    if not text.strip():
        raise Unreadable(_nothing(contents))
    yield _reading(contents, text, pages, blocks)
    _complain(contents)


def _contents(data: bytes) -> _Contents:
    document = _opened(data)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise Unreadable(f"is too long: {count} pages, at most {MAX_PAGES} are read")
        return _read_pages(document, count)
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise Unreadable("is an encrypted PDF: it needs a password") from error
        raise Unreadable("is a damaged PDF" if error.err_code == FPDF_ERR_FORMAT else "is a PDF that cannot be opened") from error


def _read_pages(document: pypdfium2.PdfDocument, count: int) -> _Contents:
    pages: list[Page] = []
    pictures, damaged, length = [], [], 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            lines = tuple(_lines(page))
            if not lines and any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])):
                pictures.append(number)
            page.close()
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            lines = ()
            damaged.append(number)
        length += sum(len(line.text) for line in lines)
        check_text(length)
        pages.append(Page(lines))
    return _Contents(tuple(pages), _metadata(document), tuple(pictures), tuple(damaged))


def _metadata(document: pypdfium2.PdfDocument) -> tuple[tuple[str, str], ...]:
    try:
        stated = document.get_metadata_dict(skip_empty=True)
    except UnicodeDecodeError:  # strings that claim to be UTF-16 and are not
        return ()
    return tuple((key, _NOISE.sub("", value).strip()) for key, value in stated.items())


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """The lines of a page with their places in points; a line broken by a hyphen is one line here."""
    words = page.get_textpage()
    raw = words.get_text_range(errors="replace") if words.count_chars() else ""
    placed = len(raw) == words.count_chars()  # characters beyond the basic plane shift the places: then go by words alone
    at = 0
    for number, line in enumerate(raw.split("\r\n")):
        text = _clean(line)
        if text:
            first = at + len(line) - len(line.lstrip())
            last = at + len(line.rstrip()) - 1
            yield _placed(words, text, first, last) if placed else Line(text, 0.0, float(len(text)), -12.0 * number, -12.0 * number, 10.0)
        at += len(line) + 2
    words.close()


def _placed(words: pypdfium2.PdfTextPage, text: str, first: int, last: int) -> Line:
    left, bottom, _, top = words.get_charbox(first, loose=True)
    _, last_bottom, right, _ = words.get_charbox(last, loose=True)
    return Line(text, left, right, bottom, last_bottom, top - bottom)


def _clean(line: str) -> str:
    """A line without control characters; a hyphen between small letters is the typesetter's, others are the author's."""
    line = re.sub(f"(?<=[^\\W\\d_]){_HYPHEN}\\s*(?=[^\\W\\d_])", lambda found: _kept(line, found), line)
    return " ".join(_NOISE.sub("", line.replace(_HYPHEN, "-")).split())


def _kept(line: str, found: re.Match[str]) -> str:
    return "" if line[found.start() - 1].islower() and line[found.end()].islower() else "-"


def _joined(contents: _Contents) -> tuple[str, tuple[int, ...], tuple[Block, ...]]:
    """The reading text, where each page starts in it, and the lines that run along the edges of pages."""
    edges = edge_lines(contents.pages)
    starts: list[int] = []
    blocks: list[Block] = []
    pieces: list[str] = []
    at = 0
    for page in paragraphs(contents.pages, edges):
        starts.append(at + (1 if pieces and page.pieces and not page.continues else 0))
        for number, piece in enumerate(page.pieces):
            glue = "" if not pieces else " " if number == 0 and page.continues else "\n"
            start = at + len(glue)
            if piece.edge:
                why = "page_edge" if piece.edge > 1 else "page_number"
                blocks.append(Block(start=start, end=start + len(piece.text), role="furniture", kind="repeated", why=why))
            pieces.append(glue + piece.text)
            at = start + len(piece.text)
    return "".join(pieces), tuple(starts), tuple(blocks)


def _reading(contents: _Contents, text: str, pages: tuple[int, ...], blocks: tuple[Block, ...]) -> Reading:
    metadata = dict(contents.metadata)
    title = metadata.get("Title", "")
    plausible = len(title.split()) >= FEWEST_TITLE_WORDS and not _IMPLAUSIBLE.match(title)
    at = text.find(title) if plausible else -1
    return Reading(
        locator="",
        text=text,
        title=title if plausible else None,
        title_span=(at, at + len(title)) if at >= 0 else None,
        facts=tuple(_facts(contents)),
        blocks=blocks,
        pages=pages,
    )


def _facts(contents: _Contents) -> Iterator[Basis]:
    """What the file says of itself: of the file, not of the report, so never a publication date or a byline."""
    for key, value in contents.metadata:
        if key in ("Author", "CreationDate", "ModDate", "Creator") and value:
            yield Basis(from_="page", text=f"file property {key}: {value}")


def _nothing(contents: _Contents) -> str:
    count = len(contents.pages)
    pages = "1 page" if count == 1 else f"{count} pages"
    if contents.damaged:
        return f"is a damaged PDF: none of its {pages} can be read"
    if contents.pictures:
        return f"has no text, only pictures: {pages} (let a text recognition make it a PDF with text first)"
    return f"has no text: {pages}"


def _complain(contents: _Contents) -> None:
    if contents.damaged:
        raise Unreadable(f"is read without its damaged pages: {_numbers(contents.damaged)}")
    if contents.pictures:
        raise Unreadable(f"is read without pages that are only pictures: {_numbers(contents.pictures)}")


def _numbers(pages: tuple[int, ...]) -> str:
    shown = ", ".join(str(page) for page in pages[:10])
    return shown if len(pages) <= 10 else f"{shown} and {len(pages) - 10} more"
