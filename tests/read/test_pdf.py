"""PDF: lines to paragraphs, pages counted, the file's own properties kept apart."""

import pytest

from headwater.errors import Unreadable
from headwater.read.pdf import pdf_readings
from headwater.records import Reading
from tests.forms import pdf

REPORT = [
    [
        "Council to vote on the wells on Tuesday",
        "",
        "The council of Sallow said on Monday that the wells of the lower town would be",
        "closed for a week, because the numbers that came from the laboratory in Brant",
        "were not what the office had expected.",
        "The mayor denied it.",
        "",
        "“I know nothing of it,” she said in the market, where nobody had asked her, “and",
        "I will not look.”",
    ]
]


def reading_of(pages: list[list[str]], *, title: str = "") -> Reading:
    (reading,) = pdf_readings(pdf(pages, title=title))
    return reading


def test_wrapped_lines_become_paragraphs() -> None:
    lines = reading_of(REPORT).text.split("\n")
    assert lines[0] == "Council to vote on the wells on Tuesday"
    assert lines[1].startswith("The council")
    assert lines[1].endswith("had expected.")
    assert lines[2:] == [
        "The mayor denied it.",
        "“I know nothing of it,” she said in the market, where nobody had asked her, “and I will not look.”",
    ]


HYPHENS = [
    ("that came with the infor-", "mation of the office was late", "information"),
    ("that came from the Anglo-", "Sallowian commission was late", "Anglo-Sallowian"),
    ("that came out of the 2023-", "24 season of the office was late", "2023-24"),
]


@pytest.mark.parametrize(("first", "second", "word"), HYPHENS)
def test_only_the_typesetters_hyphen_goes(first: str, second: str, word: str) -> None:
    assert word in reading_of([[first, second]]).text


def test_lists_and_indents_stay_apart() -> None:
    wide = "The commission of the lower town names three things that have to be done before"
    text = reading_of([[wide, "1. close the wells of the lower town", "2. open the wells of the upper town"]]).text
    assert text.split("\n")[1:3] == ["1. close the wells of the lower town", "2. open the wells of the upper town"]


def test_lines_of_a_list_may_hang() -> None:
    text = reading_of(
        [
            [
                "A line that is as wide as the lines of this page are, all of them, or nearly",
                "• the commission of the lower town has to close the wells of the lower town and",
                "  the office has to say so",
            ]
        ]
    ).text
    assert text.split("\n")[1].endswith("town and the office has to say so")


def test_pages_say_where_they_start() -> None:
    reading = reading_of([["First page ends here."], ["Second page starts here."], [], ["Fourth page."]])
    assert reading.text == "First page ends here.\nSecond page starts here.\nFourth page."
    assert reading.pages == (0, 22, 46, 47)


def test_a_sentence_goes_on_over_the_page() -> None:
    reading = reading_of([["The wells of the lower town will be"], ["closed for a week."]])
    assert reading.text == "The wells of the lower town will be closed for a week."
    assert reading.text[reading.pages[1] :].strip() == "closed for a week."


def test_a_sentence_goes_on_over_running_heads() -> None:
    pages = [["Gazette", "The wells of the lower town will be", "1"], ["Gazette", "closed for a week.", "Nobody said why.", "2"]]
    reading = reading_of(pages)
    assert "The wells of the lower town will be closed for a week." in reading.text.split("\n")
    assert sorted(reading.text.split("\n").count(line) for line in ("Gazette", "1", "2", "Nobody said why.")) == [1, 1, 1, 2]
    assert reading.text[reading.pages[1] :].strip().startswith("closed")


def test_running_heads_and_page_numbers_are_marked_not_cut() -> None:
    pages = [
        ["Sallow Gazette, page 1", "One thing happened."],
        ["Sallow Gazette, page 2", "Two things happened.", "2"],
        ["Sallow Gazette, page 3", "None."],
    ]
    reading = reading_of(pages)
    marked = [reading.text[block.start : block.end] for block in reading.blocks if block.role == "furniture"]
    assert marked == ["Sallow Gazette, page 1", "Sallow Gazette, page 2", "2", "Sallow Gazette, page 3"]


TITLES = [
    ("Council to vote on the wells", "Council to vote on the wells"),
    ("Microsoft Word - draft 3 final", None),
    ("wells final version.docx", None),
    ("untitled", None),
    ("Report 12", None),
    ("", None),
]


@pytest.mark.parametrize(("stated", "title"), TITLES)
def test_the_title_is_taken_when_plausible(stated: str, title: str | None) -> None:
    reading = reading_of(REPORT, title=stated)
    assert reading.title == title
    if reading.title_span:
        assert reading.text[slice(*reading.title_span)] == title


def test_the_date_of_the_file_is_no_date_of_the_report() -> None:
    reading = reading_of(REPORT)
    assert reading.published is None
    assert reading.authors == ()
    assert [fact.text for fact in reading.facts] == ["file property Author: somebody", "file property CreationDate: D:20240501120000Z"]


BAD = [
    (pdf([["words"]], encrypted=True), "is an encrypted PDF: it needs a password"),
    (pdf([["words"]])[:200], "is a damaged PDF"),
    (b"%PDF-1.7\nand nothing more", "is a damaged PDF"),
    (pdf([[], []]), "has no text: 2 pages"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD)
def test_what_cannot_be_read_is_said(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as raised:
        list(pdf_readings(data))
    assert str(raised.value) == sentence


def scanned(*, words: bool) -> bytes:
    """A PDF of one page with a picture of one pixel, after a page with words when asked."""
    made = pdf([["Some words."], []] if words else [[]])
    page, last = (b"/Contents 7 0 R", 7) if words else (b"/Contents 5 0 R", 5)
    picture = b"q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    stream = b"%d 0 obj\n<< /Length 0 >>\nstream\n\nendstream" % last
    assert page in made
    assert stream in made
    return made.replace(stream, b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream" % (last, len(picture), picture))


def test_a_scanned_pdf_has_no_text() -> None:
    with pytest.raises(Unreadable, match=r"has no text, only pictures: 1 page \("):
        list(pdf_readings(scanned(words=False)))


def test_scanned_pages_among_others_are_named_after_the_reading() -> None:
    steps = pdf_readings(scanned(words=True))
    assert next(steps).text == "Some words."
    with pytest.raises(Unreadable, match="only pictures: 2"):
        next(steps)
