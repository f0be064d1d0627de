"""Near-duplicates: stream and archive alike, stock, forms, hot runs."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import relate, workers
from headwater.api import Piece, near_duplicates
from headwater.relate import duplicates
from headwater.relate.signatures import coverage, sign
from tests.relate.pile import COPY, OTHER, OWN, WIRE, talk

PILE = [talk(seed) for seed in range(5)]
NOTICE = " ".join(f"Notice is hereby given under rule {at} of the harbour court that any claim upon the vessel named here must be lodged." for at in range(8))


def pairs(texts: list[str]) -> set[tuple[int, int]]:
    return {(int(one.a), int(one.b)) for one in near_duplicates([Piece(id=str(at), text=text) for at, text in enumerate(texts)])}


def half(text: str, other: str) -> str:
    words, filling = text.split(), other.split()
    size = len(words) // 2
    return " ".join([*filling[:size], *words[:size]])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (WIRE, COPY, True),
        (WIRE, WIRE.upper(), True),
        (WIRE, "\n".join(reversed(WIRE.split("\n"))), True),
        (WIRE, OWN, False),
        (WIRE, OTHER, False),
        (PILE[0], half(PILE[0], PILE[1]), True),
        (PILE[0], PILE[1], False),
        ("", "", False),
        ("A word.", "A word.", True),
    ],
)
def test_pairs(a: str, b: str, same: bool) -> None:
    assert pairs([a, b]) == ({(0, 1)} if same else set())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_stream_and_archive_give_the_same_answer(seed: int, cut: int) -> None:
    texts = [*PILE, *(half(text, other) for text, other in pairwise(PILE)), WIRE, COPY]
    random.Random(seed).shuffle(texts)
    signed = [(str(at), sign(text)) for at, text in enumerate(texts)]
    index = relate.Index()
    by_one = [pair for id, one in signed for pair in relate.add(index, id, one)]
    again = relate.Index()
    assert by_one == [*relate.folded(signed[:cut], again), *relate.folded(signed[cut:], again)] == list(relate.near_duplicates(enumerate_(texts)))


def enumerate_(texts: list[str]) -> list[tuple[str, str]]:
    return [(str(at), text) for at, text in enumerate(texts)]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_arrival_changes_no_pair_where_nothing_is_stock(rng: random.Random) -> None:
    texts = [WIRE, COPY, OWN, OTHER, PILE[0], half(PILE[0], PILE[1]), PILE[2]]
    order = list(range(len(texts)))
    rng.shuffle(order)
    found = {tuple(sorted((order[a], order[b]))) for a, b in pairs([texts[at] for at in order])}
    assert found == pairs(texts)


def test_stock_in_different_texts_makes_no_copies() -> None:
    filled = [talk(seed, sentences=5) for seed in range(10, 14)]
    found = pairs([*(f"{NOTICE}\n{text}" for text in PILE), *(f"{NOTICE}\n{NOTICE[: len(NOTICE) // 2]} {text}" for text in filled)])
    assert found == set()


def test_a_form_filled_in_a_hundred_times_is_soon_no_copying() -> None:
    rng = random.Random(5)
    filled = [NOTICE + " " + " ".join(f"{rng.choice('abcdefgh')}{rng.randrange(10**6)}" for _ in range(80)) for _ in range(100)]
    assert all(b < 2 * duplicates.FORM for _, b in pairs(filled))


def test_a_report_that_a_hundred_papers_print_is_copying() -> None:
    found = pairs([f"{WIRE}\nPrinted by paper number {at} of the coast." for at in range(60)])
    assert {b for _, b in found} == set(range(1, 60))


def test_hot_runs_are_capped_and_told() -> None:
    index = relate.Index()
    list(relate.folded(((str(at), sign(WIRE)) for at in range(60)), index))
    assert index.capped
    assert set(index.capped.values()) == {60 - duplicates.HOLDERS}


def test_pages_without_their_report_are_no_copies() -> None:
    page = "Please check your email and click on the link to verify your account.\nSign in to your account to read more of this page."
    assert pairs([page, page]) == set()


@given(st.text())
def test_any_text_can_be_signed(text: str) -> None:
    one = sign(text)
    assert 0.0 <= coverage(one, one) <= 1.0
    assert sign(text).sample == one.sample


def test_workers_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*PILE, WIRE, COPY]
    alone = list(workers.each(relate.sign_all, texts))
    monkeypatch.setattr(workers, "ALONE", 2)
    monkeypatch.setattr(workers, "BATCH", 2)
    shared = list(workers.each(relate.sign_all, texts))
    assert [one.sample for one in shared] == [one.sample for one in alone]
