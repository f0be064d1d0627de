"""The filters: JSON lines in, JSON lines out, one bad line costs one line."""

import io
import json
import sys

import pytest

from headwater.cli import main
from tests.relate.pile import COPY, OTHER, REWRITE, WIRE

PILE = [
    {"id": 1, "text": WIRE, "outlet": "TAV"},
    {"id": "copy", "text": COPY},
    {"id": "other", "text": OTHER},
    {"id": "rewrite", "text": REWRITE},
]
PAGE = "<html lang='en'><head><title>Choir wins</title><meta property='article:published_time' content='2021-03-04T08:00'></head><body><nav>Home</nav><article><h1>Choir wins</h1><p>The children's choir of Sundermark won the prize on Sunday, its conductor said, with a song.</p></article></body></html>"


def call(
    arguments: list[str], lines: list[object], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[dict]]:  # type: ignore[type-arg]
    given = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    status = main(arguments)
    return status, [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


@pytest.fixture
def filter_(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    return lambda arguments, lines: call(arguments, lines, capfdbinary, monkeypatch)


def test_annotate_gives_places_in_the_given_text(filter_) -> None:  # type: ignore[no-untyped-def]
    status, rows = filter_(["annotate"], PILE)
    assert status == 0
    assert [row["id"] for row in rows] == [1, "copy", "other", "rewrite"]
    first = rows[0]
    said = [WIRE[a:b] for s in first["statements"] for a, b in s["content"]]
    assert "They told us at the gate that our names are on a list and that nobody sails before March 20," in said
    assert set(first) == {
        "id",
        "language",
        "sentences",
        "furniture",
        "published",
        "times",
        "mentions",
        "actors",
        "quantities",
        "statements",
        "events",
        "rules",
        "credits",
    }


def test_layers_are_picked(filter_) -> None:  # type: ignore[no-untyped-def]
    _, rows = filter_(["annotate", "--layers", "times,credits"], PILE[:1])
    assert set(rows[0]) == {"id", "times", "credits"}


@pytest.mark.parametrize("bad", [b'{"id": "bad"', b"[]", b'{"id": "bad"}', b"\xff\xfe", b'{"id": "bad", "text": 5}', b"null"])
def test_a_bad_line_costs_one_line(filter_, bad: bytes) -> None:  # type: ignore[no-untyped-def]
    status, rows = filter_(["annotate", "--layers", "times"], [PILE[0], bad, PILE[1]])
    assert status == 1
    assert ["problem" in row for row in rows] == [False, True, False]


def test_reuse_names_related_pairs_and_no_others(filter_) -> None:  # type: ignore[no-untyped-def]
    _, rows = filter_(["reuse"], PILE)
    assert all("other" not in (row["a"], row["b"]) for row in rows)
    row = next(row for row in rows if {row["a"], row["b"]} == {1, "copy"})
    assert (row["kind"], row[row["upstream"]]) == ("copy", 1)
    a, b, c, d, _ = row["passages"][0]
    assert WIRE[a:b].split()[:5] == COPY[c:d].split()[:5]


def test_near_duplicates_similarity_stories_extract(filter_) -> None:  # type: ignore[no-untyped-def]
    _, rows = filter_(["reuse", "--near-duplicates"], PILE)
    best = max(rows, key=lambda row: row["score"])
    assert (best["a"], best["b"]) == (1, "copy")
    assert all("other" not in (row["a"], row["b"]) for row in rows)
    _, rows = filter_(["similarity"], [{"id": "x", "a": WIRE, "b": COPY}, {"id": "y", "a": WIRE, "b": OTHER}])
    assert rows[0]["score"] > 0.5 > rows[1]["score"]
    for arguments in (["stories"], ["stories", "--final"]):
        _, rows = filter_(arguments, PILE)
        assert len(rows) == 4
        assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"]
    _, rows = filter_(["extract"], [{"id": "p", "html": PAGE, "url": "http://example.org/x"}])
    assert rows[0]["published"] == "2021-03-04"
    assert rows[0]["title"] == "Choir wins"
    assert "choir of Sundermark" in rows[0]["text"]


def test_doubled_and_strange_ids_are_only_carried_through(filter_) -> None:  # type: ignore[no-untyped-def]
    _, rows = filter_(["stories"], [{"id": "same", "text": WIRE}, {"id": "same", "text": OTHER}])
    assert [row["id"] for row in rows] == ["same", "same"]
    assert rows[0]["story"] != rows[1]["story"]
