"""DOCX: paragraphs and tables in order, tracked words as they would be accepted."""

import io
import zipfile

import pytest

from headwater.errors import Unreadable
from headwater.read.docx import docx_readings
from headwater.records import Reading
from tests.forms import packed, word


def reading_of(data: bytes) -> Reading:
    (reading,) = docx_readings(data)
    return reading


def test_paragraphs_and_tables_in_order() -> None:
    reading = reading_of(word(["First.", "", [["Well", "Nitrate"], ["Lower", "61"]], "Last."]))
    assert reading.text == "First.\nWell\tNitrate\nLower\t61\nLast."
    assert (reading.parent, reading.source_map) == (None, ())


def test_heading_and_properties() -> None:
    reading = reading_of(word(["Body."], heading="Wells closed", author="desk two"))
    assert (reading.title, reading.title_span) == ("Wells closed", (0, 12))
    assert [reading.text[block.start : block.end] for block in reading.blocks] == ["Wells closed"]
    assert (reading.published, reading.authors) == (None, ())
    assert "file property author: desk two" in [fact.text for fact in reading.facts]


def test_the_title_property_wins_over_the_heading() -> None:
    reading = reading_of(word(["Wells closed again", "Body."], title="Wells closed", heading="Another"))
    assert reading.title == "Wells closed"
    assert reading.title_span
    assert reading.text[slice(*reading.title_span)] == "Wells closed"


TRACKED = [
    (
        "<w:p><w:r><w:t>He </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:del><w:r><w:delText>always </w:delText></w:r></w:del><w:r><w:t>came.</w:t></w:r></w:p>",
        "He never came.",
    ),
    ("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>", "In a control."),
    (
        "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r></w:p>",
        "One\ntwo\tthree-four",
    ),
    ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>", "linked"),
    ("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>", "shown"),
]


def with_body(body: str) -> bytes:
    """A DOCX whose body is this XML."""
    made = word(["PLACE"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                start, end = content.index(b"<w:body>") + 8, content.index(b"</w:body>")
                content = content[:start] + body.encode() + content[end:]
            new.writestr(entry.filename, content)
    return out.getvalue()


@pytest.mark.parametrize(("body", "text"), TRACKED)
def test_all_words_that_are_shown_are_read(body: str, text: str) -> None:
    assert reading_of(with_body(body)).text == text


BAD = [
    (word([""]), "is a DOCX without text"),
    (packed({"word/document.xml": b"no xml"}), "is a damaged DOCX"),
    (with_body("<w:tbl>" * 150 + "</w:tbl>" * 150), "nested too deeply"),
    (with_body("<w:p><broken"), "is a damaged DOCX"),
    (word(["words"])[:-40], "damaged or cut-off"),
    (packed({"word/document.xml": b" " * 9_000_000}), "zip bomb"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD)
def test_what_cannot_be_read_is_said(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        list(docx_readings(data))
