"""Stories in a stream and in a pile; near-duplicates; similarity."""

from headwater import relate
from headwater.api import Piece, near_duplicates, similarity, stories
from tests.relate.pile import COPY, OTHER, OWN, REWRITE, WIRE


def test_a_stream_is_parted_into_stories_as_it_comes() -> None:
    pile = {"a": WIRE, "b": OTHER, "c": COPY, "d": REWRITE}
    found = dict(stories(Piece(id=id, text=text, published="2021-03-04") for id, text in pile.items()))
    assert found["a"] == found["c"] == found["d"] != found["b"]


def test_a_story_is_closed_after_its_window() -> None:
    found = dict(stories([Piece(id="a", text=WIRE, published="2021-03-04"), Piece(id="b", text=COPY, published="2023-09-04")]))
    assert found["a"] != found["b"]


def test_the_same_stream_gives_the_same_stories() -> None:
    pile = [Piece(id=str(at), text=text) for at, text in enumerate((WIRE, OTHER, COPY, OWN, REWRITE))]
    assert list(stories(pile)) == list(stories(pile))


def test_similar_is_more_than_related_is_more_than_unrelated() -> None:
    assert similarity(WIRE, COPY) > similarity(WIRE, OWN) > similarity(WIRE, OTHER)
    assert similarity(WIRE, COPY) == similarity(COPY, WIRE)
    assert similarity("", "") == 0.0


def test_near_duplicates_are_found_and_others_are_not() -> None:
    pile = [Piece(id=id, text=text) for id, text in {"a": WIRE, "b": OTHER, "c": COPY, "d": OWN}.items()]
    assert [(one.a, one.b) for one in near_duplicates(pile)] == [("a", "c")]


def test_empty_texts_are_no_duplicates() -> None:
    assert list(near_duplicates([Piece(id="a", text=""), Piece(id="b", text="")])) == []


def test_a_profile_leaves_furniture_out() -> None:
    one = relate.plain_profile("d", "The gate is shut.", "en")
    assert one.stems.keys() == {"gate", "shut"}
