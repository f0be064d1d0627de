"""`headwater compare` as a person types it, and versions of one page: kept, shown as one document, never an origin or a copy."""

import json
from pathlib import Path

import pytest

from headwater.cli import main
from tests.relate.pile import COPY, OTHER, WIRE

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title><link rel="canonical" href="https://gazette.example/news/lock-opened">
<meta property="article:published_time" content="2031-05-02T08:00:00+00:00"><meta property="article:modified_time" content="{changed}"></head>
<body><article><h1>{title}</h1><p>The upper lock at Ovrin opened by itself on 28 April and threw {boats} boats against the quay, the harbour office said.</p>
<p>A keeper who works at the lock said she had been told to sign the papers first and look later. {caveat}</p>
<p>Harbour master Jon Feyle denied that any inspection had been skipped. Every gate was opened and every gate was seen, he told the council on Tuesday evening.</p>
<p>The council will hear the divers next week before it decides on repairs to the two lower gates.</p></article></body></html>
"""
FIRST = PAGE.format(title="Lock opens by itself", changed="2031-05-02T08:00:00+00:00", boats=14, caveat="Her account could not be independently verified.")
LATER = PAGE.format(title="Lock opens by itself", changed="2031-05-03T10:30:00+00:00", boats=19, caveat="")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("wire.txt", WIRE), ("copy.txt", COPY), ("other.txt", OTHER), ("a-later.html", LATER), ("b-first.html", FIRST)):
        (folder / name).write_text(text, encoding="utf-8")
    assert main(["trace", "reports", "-o", "a.case", "--quiet"]) == 0
    return "a.case"


def test_two_reports_side_by_side(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", case, "wire.txt", "copy.txt"]) == 0
    shown = capsys.readouterr().out
    assert " = " in shown
    assert "5 shared (=), 1 lost (-)" in shown
    assert main(["compare", case, "wire.txt", "other.txt"]) == 0
    assert "neither is known to be made from the other" in " ".join(capsys.readouterr().out.split())


def test_a_wrong_name_is_told_with_the_names_there_are(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", case, "wire.txt", "nothing"]) == 2
    assert "copy.txt" in capsys.readouterr().err
    assert main(["compare", case, "wire.txt", "wire.txt"]) == 2


def test_versions_of_a_page_are_one_document(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(Path(case, "dossier.json").read_text(encoding="utf-8"))
    ids = {Path(one["path"]).name: one["id"] for one in data["documents"]}
    pages = {ids["a-later.html"], ids["b-first.html"]}
    assert [version["documents"] for version in data["versions"]] == [[ids["b-first.html"], ids["a-later.html"]]]
    assert not [link for link in data["derivations"] if {link["upstream"], link["downstream"]} == pages]
    assert all(claim["independent"]["high"] == 1 for claim in data["claims"] if {member["doc"] for member in claim["members"]} == pages)
    assert "Versions of one page" in Path(case, "dossier.html").read_text(encoding="utf-8")

    assert main(["compare", case, "b-first.html", "a-later.html", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["revisions"] is True
    assert {one["kind"] for one in made["drift"]} == {"number_changed", "hedge_lost"}
    assert all(span["text"] for row in made["rows"] for span in (*row["a"], *row["b"]))
