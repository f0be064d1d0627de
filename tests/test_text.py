"""Texts, places in them, maps back to their parents, anchors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import EvidenceMissing
from headwater.text import Run, SourceMap, Span, Text, anchor, attach, covered, fold, identity_map


def test_a_span_must_run_forward() -> None:
    with pytest.raises(EvidenceMissing):
        Span("d", 5, 4)
    with pytest.raises(EvidenceMissing):
        Span("d", -1, 4)


def test_the_id_of_a_text_is_its_content() -> None:
    assert Text("Orrin").id == Text("Orrin").id != Text("orrin").id


@given(st.text(max_size=200))
def test_folding_keeps_the_place_of_every_character(content: str) -> None:
    folded = fold(content)
    assert len(folded.offsets) == len(folded.content) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for at in range(len(folded.content)):
        start, end = folded.span(at, at + 1)
        assert folded.content[at] in fold(content[start:end]).content


@pytest.mark.parametrize(
    ("content", "folded"),
    [("“Señor” — Straße", '"senor" - strasse'), ("ИЛКА", "илка"), ("a\u00a0b", "a b"), ("co\u00adop", "coop")],
)
def test_folding(content: str, folded: str) -> None:
    assert fold(content).content == folded


def test_a_source_map_points_through_entities_and_inserted_breaks() -> None:
    # parent: "<p>A &amp; B</p><p>C</p>"; derived: "A & B\nC"
    runs = (Run(0, 2, 3, 2), Run(2, 1, 5, 5), Run(3, 2, 10, 2), Run(5, 1, 16, 0), Run(6, 1, 19, 1))
    back = SourceMap(runs)
    assert back.to_source(0, 1) == (3, 4)
    assert back.to_source(2, 3) == (5, 10)
    assert back.to_source(0, 5) == (3, 12)
    assert back.to_source(6, 7) == (19, 20)


@given(st.integers(1, 300), st.data())
def test_the_identity_map_points_to_itself(length: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    assert identity_map(length).to_source(start, end) == (start, end)


@given(st.text(min_size=1, max_size=120), st.text(max_size=20), st.data())
def test_an_anchor_finds_its_words_again_or_nowhere(content: str, added: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    held = anchor(content, start, end)
    assert attach(held, content) == (start, end)
    found = attach(held, added + content)
    assert found is None or (added + content)[found[0] : found[1]] == held.exact


def test_an_anchor_is_never_moved_to_a_lookalike() -> None:
    held = anchor("He said no. She said no.", 19, 23)
    assert attach(held, "He said no. He said no.") is None


def test_covered_joins_what_touches() -> None:
    assert covered([(5, 9), (0, 2), (2, 4), (8, 12)]) == [(0, 4), (5, 12)]
