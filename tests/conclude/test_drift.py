"""What a rewrite did to the facts: kinds by example, nothing where only words differ, both ways round, and on text of any kind."""

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.api import Piece, compare
from headwater.conclude.drift import SWAPPED
from headwater.records import Comparison

LOCK = "The upper lock at Ovrin opened by itself on 28 April and threw 14 boats against the quay, the harbour office said."
KEEPER = "Maret Sand, a keeper, said she was told to sign the papers first."


@functools.cache
def told(a: str, b: str) -> Comparison:
    return compare(Piece(id="a", text=a, published="2031-05-02", language="en"), Piece(id="b", text=b, published="2031-05-03", language="en"))


def lines(a: str, b: str) -> set[tuple[str, str, str]]:
    """The changes between two texts: kind and the words of either side."""
    found = told(a, b).drift
    return {(one.kind, a[one.a.start : one.a.end] if one.a else "", b[one.b.start : one.b.end] if one.b else "") for one in found}


def kinds(a: str, b: str) -> set[str]:
    return {kind for kind, _, _ in lines(a, b)}


CHANGES = [
    ("hedge_lost", "The gate reportedly gave way at noon. Nobody was hurt.", "The gate gave way at noon. Nobody was hurt."),
    ("hedge_lost", f"{KEEPER} Her account could not be independently verified.", KEEPER),
    ("strengthened", "The harbour may close the upper lock next week, its office said.", "The harbour will close the upper lock next week, its office said."),
    ("strengthened", "Two keepers were sent home after the inspection, the union said.", "Two keepers were fired after the inspection, the union said."),
    ("strengthened", "The council plans to sell the old dredger, clerk Ada Holm said.", "The council has sold the old dredger, clerk Ada Holm said."),
    ("softened", "Skippers must wait below the bridge, the office said.", "Skippers should wait below the bridge, the office said."),
    ("generalised", "At least 14 boats were damaged on the quay, the harbour office said.", "More than 10 boats were damaged on the quay, the harbour office said."),
    ("generalised", "12 of the 15 gates were rusty, the report found.", "Most of the gates were rusty, the report found."),
    ("generalised", "Three Latvian skippers were held at the lock on Sunday, the office said.", "Three skippers from the Baltic states were held at the lock on Sunday, the office said."),
    ("generalised", "A nurse fell into the canal on Sunday, the office said.", "A medical worker fell into the canal on Sunday, the office said."),
    ("number_changed", LOCK, LOCK.replace("14 boats", "41 boats")),
    ("date_changed", LOCK, LOCK.replace("28 April", "26 April")),
    ("place_changed", "A diver found the lost anchor in the harbour on Sunday.", "A diver found the lost anchor in the river on Sunday."),
    ("attribution_changed", f"“The gate was never seen,” said Maret Sand, a keeper. {LOCK}", f"“The gate was never seen,” said Jon Feyle, a skipper. {LOCK}"),
    ("plural_inflated", "A keeper said the gate had not been opened for years.", "Keepers said the gate had not been opened for years."),
    ("strengthened", "The council is considering a toll on the lock.", "The council has introduced a toll on the lock."),
    ("strengthened", "The toll protects most skippers from losses, Ada Holm said.", "The toll protects skippers from losses, Ada Holm said."),
    ("softened", "Skippers have been ordered by the office to wait.", "Skippers have been asked by the office to wait."),
    ("generalised", "Five Ravenian skippers waited at the lock on Sunday.", "Five skippers waited at the lock on Sunday."),
    ("generalised", "The lock opens again on 3 June, the office said.", "The lock opens again in June, the office said."),
    ("place_changed", "A barge sank in the north of Ovrin on Sunday.", "A barge sank in the south of Ovrin on Sunday."),
    ("number_changed", "The office has ordered 24 barges from a yard in Ovrin.", "The office has ordered 34 vessels from a yard in Ovrin."),
    ("dropped", f"{LOCK} Harbour master Jon Feyle denied that any inspection had been skipped.", LOCK),
]


@pytest.mark.parametrize(("kind", "a", "b"), CHANGES, ids=[f"{at}-{row[0]}" for at, row in enumerate(CHANGES)])
def test_a_change_is_told(kind: str, a: str, b: str) -> None:
    assert kind in kinds(a, b)


SAME = [
    (LOCK, "On 28 April, the harbour office said, fourteen boats were thrown against the quay when the upper lock at Ovrin opened by itself."),
    ("Half a million crowns are missing, auditor Lena Rust said.", "Auditor Lena Rust stated that 500,000 crowns were missing."),
    ("The barge sank on Wednesday, the office said.", "According to the office the barge sank on 30 April."),
    (f"{KEEPER} The Gazette could not verify her account.", f"{KEEPER} There is no independent confirmation of what she says."),
    ("The lock will stay shut for two weeks, clerk Ada Holm said.", "Clerk Ada Holm said the lock was to stay closed for 14 days."),
    ("Jon Feyle, the harbour master, said every gate had been seen.", "Every gate had been seen, the harbour master, Jon Feyle, told the council."),
    ("The barge lay six nautical miles off Ovrin.", "The barge lay about 11 kilometres off Ovrin."),
    ("The gate could be heard 20 kilometres away.", "The gate was heard at a distance of 20 km."),
    ("The barge sank at noon, Jon Feyle said. Nobody was hurt.", "Nobody was hurt, Jon Feyle said. The barge sank at noon."),
    ("The gate reportedly gave way at noon.", "At noon the gate is said to have given way."),
]


@pytest.mark.parametrize(("a", "b"), SAME, ids=range(len(SAME)))
def test_other_words_for_the_same_are_no_change(a: str, b: str) -> None:
    assert lines(a, b) == set()


@pytest.mark.parametrize(("kind", "a", "b"), [row for row in CHANGES if row[0] in SWAPPED or row[0].startswith(("number", "date", "place"))])
def test_a_change_turns_round_with_its_sides(kind: str, a: str, b: str) -> None:
    there, back = lines(a, b), lines(b, a)
    assert {(SWAPPED.get(k, k), y, x) for k, x, y in there if k == kind} <= back  # type: ignore[call-overload]


SENTENCES = sorted({part for _, a, b in CHANGES for part in (a, b)} | {part for pair in SAME for part in pair})


def test_a_sentence_that_stands_on_both_sides_is_linked_with_itself_alone() -> None:
    text = "A keeper said the gate had not been opened for years. Keepers said the gate had not been opened for years."
    assert lines(text, text) == set()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
def test_nothing_changed_between_a_text_and_itself(parts: list[str]) -> None:
    made = told("\n".join(parts), "\n".join(parts))
    assert made.drift == ()
    assert {row.kind for row in made.rows} <= {"shared"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), max_size=3), st.text(alphabet="aZ .,;“”\"'\n\u202e\u00e91290%-—()[]", max_size=60), st.integers(0, 80))
def test_any_text_can_be_compared(parts: list[str], noise: str, cut: int) -> None:
    whole = " ".join(parts)
    a, b = whole[:cut] + noise + whole[cut:], whole[cut:] + noise
    made = told(a, b)
    assert all(0 <= span.start < span.end <= len(a) for row in made.rows for span in row.a)
    assert all(0 <= span.start < span.end <= len(b) for row in made.rows for span in row.b)
    assert all(one.because and one.explanation for one in made.drift)


def test_every_sentence_stands_in_one_row() -> None:
    a, b = f"{LOCK} {KEEPER} Tea was served.", f"{KEEPER} {LOCK} The band played on."
    made = told(a, b)
    assert len({span for row in made.rows for span in row.a}) == len([span for row in made.rows for span in row.a]) == 3
    assert len({span for row in made.rows for span in row.b}) == 3
    assert {row.kind for row in made.rows} == {"shared", "lost", "added"}
