"""The brief: Markdown of five things, where accounts differ, claims; hostile words stay words."""

from __future__ import annotations

from headwater.records import Discrepancy, Document, Dossier, Generator
from headwater.show.brief import brief
from headwater.show.page import dossier_html
from headwater.text import Span

HOSTILE = "<b>31</b> [people](javascript:x) were # treated"
OTHER = "34 people were treated"


def dossier() -> Dossier:
    documents = tuple(Document(id=id, path=f"{id}.txt", sha256=id, outlet=f"Out_{id}", text=text) for id, text in (("a", HOSTILE), ("b", OTHER)))
    found = Discrepancy(id="x1", kind="quantity", class_="contradiction", claims=(), spans=(Span("a", 0, len(HOSTILE)), Span("b", 0, 9)), explanation="both figures cannot be right: 31, 34")
    return Dossier(generator=Generator(version="0", models=(), created=None), documents=documents, discrepancies=(found,))


def test_both_sides_stand_in_the_brief() -> None:
    text = brief(dossier())
    assert "**contradiction**, number" in text
    assert "34 people" in text
    assert "both figures cannot be right" in text


def test_markdown_of_reports_means_nothing() -> None:
    text = brief(dossier())
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "](" not in text
    assert "Out\\_a" in text


def test_an_empty_dossier_has_a_brief() -> None:
    assert brief(Dossier(generator=Generator(version="0", models=(), created=None))).startswith("# Brief\n")


def test_the_page_shows_both_sides_with_the_class() -> None:
    page = dossier_html(dossier(), case="c")
    assert 'id="discrepancies"' in page
    assert "contradiction" in page
    assert "&lt;b&gt;31" in page
