"""Discrepancies: arithmetic of figures, order of reports, and whole pairs of short reports by class."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import language, relate
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.conclude import resolve_actors, resolved
from headwater.conclude.discrepancies import Ground, asked, find_discrepancies
from headwater.conclude.discrepancies.figures import answer
from headwater.records import Comparator, Quantity
from headwater.text import Span

Report = tuple[str, str]  # day, text


def figure(value: float | None, comparator: Comparator = "exact", unit: str | None = None, low: float | None = None, high: float | None = None) -> Quantity:
    bounds = {"more_than": (value, None), "at_least": (value, None), "less_than": (None, value), "up_to": (None, value), "exact": (value, value)}
    first, last = bounds.get(comparator, (None, None))
    return Quantity(id="q", span=Span("d", 0, 1), value=value, low=low if low is not None else first, high=high if high is not None else last, unit=unit, counts="people", comparator=comparator)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (figure(60_000, "more_than"), figure(65_000, "about"), "agree"),
        (figure(500_000), figure(550_000, "about"), "rounding"),
        (figure(31), figure(31, "at_least"), "same"),
        (figure(31), figure(30, "more_than"), "agree"),
        (figure(900), figure(1000, "about"), "rounding"),
        (figure(900), figure(1400), "differ"),
        (figure(8), figure(10), "differ"),
        (figure(31), figure(34), "differ"),
        (figure(63_412), figure(60_000), "rounding"),
        (figure(1_187_450), figure(1_200_000), "rounding"),
        (figure(120, "at_least"), figure(900, "more_than"), "differ"),
        (figure(1 / 3, unit="share"), figure(33, unit="percent"), "same"),
        (figure(2, unit="week"), figure(14, unit="day"), "same"),
        (figure(900, unit="cubic metre"), figure(1000, "about", unit="cubic metre"), "rounding"),
        (figure(None, "at_least", low=24.0), figure(60, "about"), "agree"),
    ],
)
def test_arithmetic_of_figures(one: Quantity, other: Quantity, how: str) -> None:
    assert answer(one, other) == answer(other, one) == how


@given(st.floats(1, 1e9), st.sampled_from(["exact", "about", "more_than", "less_than", "up_to", "at_least"]))
def test_a_figure_never_differs_from_itself(value: float, comparator: Comparator) -> None:
    assert answer(figure(value), figure(value, comparator)) in ("same", "agree")


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_arithmetic_knows_no_sides(one: float, other: float) -> None:
    assert answer(figure(one), figure(other, "about")) == answer(figure(other, "about"), figure(one))


def ground(*reports: Report) -> Ground:
    cards = [document(Piece(id=str(at), text=text, published=day, language="en")) for at, (day, text) in enumerate(reports, 1)]
    found_in = [resolved(one, card) for one, card in zip(relate.spot_names(cards, [annotate(card) for card in cards]), cards, strict=True)]
    by_id = {card.id: card for card in cards}
    actors = resolve_actors(found_in, relate.actor_edges(found_in, (), ()), (), by_id)
    said = {card.id: relate.assertions(card, one, encoder=language.sentence_encoder()) for card, one in zip(cards, found_in, strict=True)}
    return Ground(by_id, tuple(found_in), said, actors.statements, actors.actors, ([*by_id],))


PAIRS = [
    ("2022-07-14", "Seven people drowned when the dike at Osterhaf broke, the district office said.", "2022-07-16",
     "The number of people drowned at Osterhaf rose to 15 on Saturday, the district office said.", "quantity", "update"),
    ("2021-03-02", "Eleven of the 14 complaints were upheld, the ombudsman said.", "2021-03-06",
     "Two of the 14 complaints were upheld, the clinic said.", "quantity", "contradiction"),
    ("2021-03-02", "Patients were tied to their beds at night, nurses of the Orrin clinic said.", "2021-03-03",
     "No patient was tied to a bed, the Orrin clinic said.", "polarity", "contradiction"),
    ("2020-10-05", "The tanker lost 900 cubic metres of oil, the harbour office said.", "2020-10-05",
     "About a thousand cubic metres of oil ran out of the tanker.", "quantity", "rounding"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "later", "other", "kind", "class_"), PAIRS)
def test_pairs_of_reports(day: str, text: str, later: str, other: str, kind: str, class_: str) -> None:
    found = find_discrepancies(ground((day, text), (later, other)))
    assert [(one.kind, one.class_) for one in found] == [(kind, class_)]
    assert {span.doc for span in found[0].spans} == {"1", "2"}


NOTHING = [
    "In Orda 40 houses burned, the mayor said.", "In Velm 60 houses burned, the mayor said.",
    "Twelve people were killed at Osterhaf.", "Thirty people were hurt at Osterhaf.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "other"), [(NOTHING[0], NOTHING[1]), (NOTHING[2], NOTHING[3]), (NOTHING[0], NOTHING[0])])
def test_what_only_looks_alike_is_left_alone(text: str, other: str) -> None:
    assert find_discrepancies(ground(("2022-07-14", text), ("2022-07-14", other))) == ()


def test_a_pair_is_told_when_asked_for_and_a_foreign_place_is_none() -> None:
    held = ground(("2022-01-25", "Journalist Lea Mott is still being held, her lawyer said."), ("2022-01-25", "The prison office said Lea Mott had been released on Monday."))
    first, second = held.documents["1"].text, held.documents["2"].text
    a = Span("1", first.index("is still"), first.index(", her"))
    b = Span("2", second.index("had been"), second.index(" on Monday"))
    found = asked(held, a, b)
    assert found is not None
    assert found.class_ == "contradiction"
    assert asked(held, Span("1", 0, 1), Span("1", 0, 1)) is None


def test_nothing_in_an_empty_pile() -> None:
    assert find_discrepancies(Ground({}, (), {}, (), (), ())) == ()
