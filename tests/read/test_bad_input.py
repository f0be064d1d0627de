"""Whatever cannot be read gives one clear line, quickly."""

import time

import pytest

from headwater.errors import Unreadable
from headwater.read import Form, limits, readings, sniff
from headwater.records import Reading
from tests.forms import locked, packed, pdf, rss, word

DEEP = b"<html><body>" + b"<div>" * 100_000 + b"<p>words at the bottom of it</p>"
TWICE = packed({"in.zip": packed({"a.txt": b"first words"}), "b.txt": b"second words"})

BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \r\n\t\n", "is empty: nothing but blanks"),
    ("bom.txt", b"\xef\xbb\xbf", "is empty: nothing but blanks"),
    ("noise.txt", bytes(range(256)) * 20, "is binary, not text: it has NUL bytes"),
    ("photo.txt", b"\xff\xd8\xff\xe0 and so on", "is a picture (JPEG)"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file: save it as DOCX or text"),
    ("a.rtf", b"{\\rtf1 words}", "is RTF: save it as DOCX or text"),
    ("a.xlsx", packed({"xl/workbook.xml": b"<x/>"}), "is a spreadsheet: save it as text"),
    ("cut.zip", TWICE[:-50], "is a damaged or cut-off zip archive"),
    ("cut.docx", word(["words"])[:-50], "is no readable DOCX: as an archive it is a damaged or cut-off zip archive"),
    ("empty.zip", packed({}), "is an archive without files"),
    ("locked.zip", locked({"a.txt": b"words"}), "has 1 of 1 files that could not be read in full: a.txt is encrypted in its archive"),
    ("locked.pdf", pdf([["words"]], encrypted=True), "is an encrypted PDF: it needs a password"),
    ("large.html", b"<html><p>" + b"words " * 8_400_000, "is too large: 50 MB, at most 32 MB are read"),
    ("map.xml", b"<?xml version='1.0'?><urlset/>", "is XML but neither a page nor a feed (its root is <urlset>)"),
    (
        "page.mht",
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
        "is a saved page in MHTML: save it as HTML",
    ),
    ("page.html", b"<html><body><img src=a.png></body></html>", "has no text: the page shows nothing without its scripts or pictures"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), BAD)
def test_one_clear_line(name: str, data: bytes, sentence: str) -> None:
    started = time.perf_counter()
    with pytest.raises(Unreadable) as raised:
        list(readings(data, name))
    assert str(raised.value) == sentence
    assert time.perf_counter() - started < 5


def test_a_zip_bomb_is_not_unfolded() -> None:
    with pytest.raises(Unreadable, match=r"a\.txt unfolds like a zip bomb: .* into 30 MB"):
        list(readings(packed({"a.txt": b" " * 30_000_000}), "bomb.zip"))


def test_deeply_nested_html_is_read() -> None:
    (reading,) = readings(DEEP, "deep.html")
    assert "words at the bottom of it" in reading.text


def test_archives_inside_archives_are_read_to_a_depth() -> None:
    assert [reading.locator for reading in readings(TWICE, "x.zip")] == ["b.txt", "in.zip!a.txt"]
    with pytest.raises(Unreadable, match="nested too deeply"):
        list(readings(packed({"x.zip": TWICE}), "y.zip"))


def test_a_bad_member_does_not_hold_up_the_others() -> None:
    steps = readings(packed({"a.txt": b"", "b.txt": b"words", "c.pdf": b"%PDF-1"}), "x.zip")
    assert next(steps).text == "words"
    with pytest.raises(Unreadable, match=r"has 2 of 3 files .*: a.txt is empty; c.pdf is a damaged PDF"):
        next(steps)


FORMS: list[tuple[str, bytes, Form]] = [
    ("a.txt", b"Some words.", "plain"),
    ("-", b"Pasted words.", "plain"),
    ("a.md", b"<div>markdown may begin so</div>", "plain"),
    ("a", b"<p>A piece of a page</p>", "html"),
    ("a.txt", b"\n<!-- saved -->\n<!DOCTYPE html>\n<title>x</title>", "html"),
    ("a.txt", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", "html"),
    ("a.html", b"no markup at all", "html"),
    ("story.php?id=7", b"<b>x</b>", "html"),
    ("a.html", rss(), "feed"),
    ("a", b"<?xml version='1.0'?>\n<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
    ("a", b"<rdf:RDF xmlns='x'/>", "feed"),
    ("a.txt", pdf([["x"]]), "pdf"),
    ("a.zip", word(["x"]), "docx"),
    ("a.docx", packed({"a.txt": b"x"}), "zip"),
    ("a.txt", "Слова".encode("utf-16"), "plain"),
]


@pytest.mark.parametrize(("name", "data", "form"), FORMS)
def test_bytes_before_markup_before_name(name: str, data: bytes, form: Form) -> None:
    assert sniff(data, name).form == form


def test_the_charset_of_a_header_is_used_and_kept() -> None:
    (reading,) = readings("Das Wehr ist geöffnet.".encode("cp1252"), "a.txt", charset="iso-8859-1")
    assert (reading.text, reading.charset, reading.charset_by) == ("Das Wehr ist geöffnet.", "cp1252", "declared")


def test_a_page_declares_its_charset_and_keeps_its_address() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Вода в нижнем городе снова чистая.</p></body></html>'
    (reading,) = readings(page.encode("cp1251"), "a.html", url="https://gazette.example/1")
    assert "Вода в нижнем городе снова чистая." in reading.text
    assert (reading.charset, reading.charset_by, reading.url) == ("cp1251", "declared", "https://gazette.example/1")


def test_reasons_for_the_limits_hold() -> None:
    assert limits.megabytes(1) == "1 MB"
    with pytest.raises(Unreadable, match="too much text"):
        limits.check_text(limits.MAX_TEXT + 1)


def test_readings_are_records() -> None:
    assert all(isinstance(reading, Reading) for reading in readings(word(["words"]), "a.docx"))
