"""A stream of stories: tables and properties on invented reports."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.pile import reports
from headwater import relate
from headwater.api import Piece, stories
from headwater.relate import story_stream
from tests.relate.pile import COPY, OTHER, OWN, REWRITE, WIRE, talk

LATER = """Lund Ferry Harbour Opens Again

The harbour office of Lund Ferry let its fishers sail again on Friday, weeks after it had barred some 40 of them from leaving port.

Harbour master Edda Solvang said the list of names had been withdrawn, and deckhand Orrin Vale was the first to go out.
"""


def run(texts: dict[str, str], stream: relate.Stream | None = None, day: str | None = "2021-03-04") -> tuple[dict[str, str], relate.Stream]:
    stream = relate.Stream() if stream is None else stream
    return {id: relate.assign(stream, relate.told(stream, id, text, published=day)) for id, text in texts.items()}, stream


@pytest.mark.parametrize("day", ["2021-03-25", "2021-04-12"])
def test_a_follow_up_weeks_later_rejoins(day: str) -> None:
    found, stream = run({"a": WIRE, "b": OTHER})
    later, _ = run({"c": LATER}, stream, day)
    assert later["c"] == found["a"]


@pytest.mark.parametrize("day", [None, "2021-13-45", "yesterday", "0000-00-00", ""])
def test_a_date_that_is_none_is_unknown(day: str | None) -> None:
    found = dict(stories([Piece(id="a", text=WIRE, published=day), Piece(id="b", text=COPY, published="2021-03-04")]))
    assert found["a"] == found["b"] == "a"


def test_not_the_same_is_obeyed_at_once_and_for_what_comes() -> None:
    found, stream = run({"a": WIRE, "b": COPY})
    assert found["a"] == found["b"]
    relate.judge(stream, "a", "b", same=False)
    assert relate.current(stream, stream.home["a"]) == "a"
    assert relate.current(stream, stream.home["b"]) == "b"
    assert [(one.kind, one.story, one.other) for one in stream.events] == [("split", "a", "b")]
    relate.judge(stream, "c", "a", same=False)
    relate.judge(stream, "c", "b", same=False)
    assert run({"c": COPY}, stream)[0]["c"] == "c"


def test_the_same_joins_what_no_words_join_and_the_old_id_stays_as_alias() -> None:
    found, stream = run({"a": WIRE, "b": OTHER})
    assert found["a"] != found["b"]
    relate.judge(stream, "b", "a", same=True)
    assert relate.current(stream, "b") == "a"
    assert [(one.kind, one.story, one.other) for one in stream.events] == [("merge", "a", "b")]
    relate.judge(stream, "z", "b", same=True)
    assert run({"z": "Nothing at all."}, stream)[0]["z"] == "a"


def test_the_last_word_on_a_pair_counts() -> None:
    _, stream = run({"a": WIRE, "b": COPY})
    for same in (False, True, False, True):
        relate.judge(stream, "a", "b", same=same)
        assert (relate.current(stream, stream.home["a"]) == relate.current(stream, stream.home["b"])) is same


def test_apart_wins_over_a_chain() -> None:
    _, stream = run({"a": WIRE, "b": OTHER, "c": COPY})
    relate.judge(stream, "b", "c", same=False)
    relate.judge(stream, "a", "b", same=True)
    assert relate.current(stream, stream.home["b"]) != relate.current(stream, stream.home["c"])


def test_a_line_in_two_stories_joins_nothing() -> None:
    page = "\n\nThe weather over the sound will turn by evening, with gales from the west and a falling glass until Thursday, the office warns."
    found, stream = run({str(at): talk(at) + page for at in range(5)})
    assert len(set(found.values())) == 5
    assert run({"c": page}, stream)[0]["c"] == "c"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_stream_does_not_look_ahead_and_gives_each_report_one_story(seed: int) -> None:
    pile = [WIRE, OTHER, COPY, OWN, REWRITE, LATER, *reports(6)]
    random.Random(seed).shuffle(pile)
    pieces = [Piece(id=str(at), text=text, published="2021-03-04") for at, text in enumerate(pile)]
    whole = list(stories(pieces))
    assert whole[:7] == list(stories(pieces[:7]))
    assert [id for id, _ in whole] == [piece.id for piece in pieces]
    assert all(int(story) <= int(id) for id, story in whole)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_arrival_does_not_change_which_belong_together_in_the_end(seed: int) -> None:
    pile = {"a": WIRE, "b": OTHER, "c": COPY, "d": REWRITE}
    order = list(pile)
    random.Random(seed).shuffle(order)
    found = dict(stories([Piece(id=id, text=pile[id], published="2021-03-04") for id in order], final=True))
    assert found["a"] == found["c"] == found["d"] != found["b"]


def test_a_story_is_named_after_its_first_report() -> None:
    found = dict(stories([Piece(id=id, text=text) for id, text in (("x", COPY), ("y", WIRE))], final=True))
    assert set(found.values()) == {"x"}


def test_old_reports_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_stream, "OPEN", 4)
    found, stream = run({str(at): text for at, text in enumerate(reports(12))})
    assert len(found) == 12
    assert len(stream.held) == 4
    assert all(min(numbers) >= 8 for numbers in stream.holders.values())
    assert all(any(at in stream.held for at in numbers) for numbers in stream.members.values())
