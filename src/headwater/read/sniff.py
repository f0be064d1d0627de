"""What form an input has: by its first bytes, then its markup, and only then by its name."""

import re
from pathlib import PurePath
from typing import Literal

from headwater.errors import Unreadable

Form = Literal["plain", "html", "feed", "pdf", "docx", "zip"]

MEDIA_TYPES: dict[Form, str] = {
    "plain": "text/plain",
    "html": "text/html",
    "feed": "application/xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
# first bytes of what people put beside their reports, and what to tell them
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "is a picture (JPEG)"),
    (b"\x89PNG", "is a picture (PNG)"),
    (b"GIF8", "is a picture (GIF)"),
    (b"II*\0", "is a picture (TIFF)"),
    (b"MM\0*", "is a picture (TIFF)"),
    (b"OggS", "is a sound or film (Ogg)"),
    (b"ID3", "is a sound (MP3)"),
    (b"\x1a\x45\xdf\xa3", "is a film (Matroska)"),
    (b"\x1f\x8b", "is packed with gzip: unpack it first"),
    (b"BZh", "is packed with bzip2: unpack it first"),
    (b"\xfd7zXZ", "is packed with xz: unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive: unpack it first"),
    (b"Rar!", "is a RAR archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file: save it as DOCX or text"),
    (b"{\\rtf", "is RTF: save it as DOCX or text"),
    (b"bplist00", "is a Safari web archive: save the page as HTML"),
    (b"WARC/", "is a web archive (WARC), which is not read yet"),
    (b"SQLite format 3", "is a database"),
    (b"\x7fELF", "is a program"),
    (b"MZ\x90", "is a program"),
)
_PACKED: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "is a spreadsheet: save it as text"),
    ("ppt/presentation.xml", "is a presentation: save it as PDF or text"),
    ("META-INF/container.xml", "is an e-book (EPUB): save it as text"),
    ("mimetype", "is an OpenDocument file: save it as DOCX or text"),
)
_DOCX = "word/document.xml"
_HTML_NAMES = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp"))
_PLAIN_NAMES = frozenset((".txt", ".text", ".md", ".markdown", ".log", ".asc", ".rst"))
_LEAD = r"\A(?:\s|<!--.{0,20000}?-->|<\?[^>]{0,2000}>)*+"
_PAGE = re.compile(_LEAD + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(
    _LEAD + r"(?:<!doctype\b[^>\[]{0,2000}(?:\[.{0,2000}?\]\s*)?>\s*)?(?:<!--.{0,20000}?-->\s*)*+<([A-Za-z_][\w.:-]*)",
    re.IGNORECASE | re.DOTALL,
)
_TAGGED = re.compile(
    r"\A\s*<(p|div|article|section|main|table|meta|title|link|script|style|h[1-6]|ul|ol|blockquote|span|a)\b[^>]*>", re.IGNORECASE
)
_MHTML = re.compile(r"\A(?:[A-Za-z-]+: .*\n(?:[ \t].*\n)*){0,20}?Content-Type: multipart/related", re.IGNORECASE)
_FEEDS = frozenset(("rss", "feed", "rdf:rdf", "atom:feed", "a:feed"))


def foreign(data: bytes) -> str | None:
    """What an input is whose first bytes say that it is none of the forms read here; a sentence's end, or None."""
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "is a picture, sound or film (RIFF)"
    if data[4:8] == b"ftyp":
        return "is a film or picture (MP4 family)"
    return next((what for magic, what in _FOREIGN if data.startswith(magic)), None)


def form_of_bytes(data: bytes, name: str) -> Form | None:
    """PDF or zip by their magic; None when the bytes must be decoded first."""
    if data[:1024].lstrip().startswith(b"%PDF-") or (suffix(name) == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    return None


def form_of_zip(names: tuple[str, ...]) -> Form:
    """DOCX or an archive of reports. Raises Unreadable for other office formats, which are zips as well."""
    if _DOCX in names:
        return "docx"
    for mark, what in _PACKED:
        if mark in names:
            raise Unreadable(what)
    return "zip"


def form_of_text(content: str, name: str) -> Form:
    """Page, feed or plain text by markup, then by name. Raises Unreadable for XML that is neither page nor feed."""
    if _PAGE.match(content):
        return "html"
    if _MHTML.match(content):
        raise Unreadable("is a saved page in MHTML: save it as HTML")
    root = _ROOT.match(content)
    if root and root.group(1).casefold() in _FEEDS:
        return "feed"
    if suffix(name) in _HTML_NAMES:
        return "html"
    if content.lstrip().startswith("<?xml") or suffix(name) in (".rss", ".atom", ".xml", ".rdf"):
        raise Unreadable(f"is XML but neither a page nor a feed (its root is <{root.group(1)[:40]}>)" if root else "is no readable XML")
    if suffix(name) not in _PLAIN_NAMES and _TAGGED.match(content) and "</" in content:
        return "html"
    return "plain"


def suffix(name: str) -> str:
    """The extension of a file name or address, in small letters, with its dot."""
    return PurePath(name.partition("?")[0].rstrip("/")).suffix.casefold()
