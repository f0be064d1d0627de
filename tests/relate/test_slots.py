"""A form filled in twice is no copy; a report with changed figures is no form."""

import pytest

from headwater import relate
from headwater.api import Piece, reuse
from headwater.relate.slots import is_form
from tests.relate.pile import COPY, WIRE, read

TIDES = """Tide table for {place}
{day} April 2024

The morning flood will be slight, with some swell at the harbour mouth in the afternoon. High water {high} centimetres, low water {low} centimetres. Small boats should keep inside the bar. This table is issued by the harbour office at six and is changed when the wind turns.
"""
LOST = """FOUND PROPERTY

Anybody who has a claim to the boat {boat}, found by {name} near {place}, is asked to come to the harbour office on or before {day} May 2024 with papers, after which day the boat will be sold among the bidders present and the sum kept for the harbour chest.
"""
FORMS = [
    (TIDES.format(place="Lund", day=3, high=212, low=40), TIDES.format(place="Tollen", day=5, high=187, low=31)),
    (LOST.format(boat="Marigold", name="Orrin Vale", place="Lund", day=4), LOST.format(boat="Osprey", name="Ibe Tarn", place="Tollen", day=19)),
]
BRIEF = """Lund Post
Boiler bursts at mill
By Edda Vale
5 June 2024

Three fitters died in a fire at a mill in Lund on Tuesday, the fire service said. The owner, Karst Oden, may face charges after inspectors warned the mill in March.
"""


@pytest.mark.parametrize(("first", "second"), FORMS)
def test_a_form_filled_in_anew(first: str, second: str) -> None:
    a, b = (relate.profile(*read(id, text)) for id, text in (("a", first), ("b", second)))
    assert is_form(a, b)
    assert is_form(b, a)
    pair = list(reuse([Piece(id="a", text=first, published="2024-04-01"), Piece(id="b", text=second, published="2024-04-03")], meaning=False))
    assert {one.upstream for one in pair} <= {None}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WIRE, COPY),
        (BRIEF, BRIEF.replace("Lund Post", "Bay Courier").replace("Edda Vale", "Ibe Tarn").replace("5 June", "6 June")),
        (BRIEF, BRIEF.replace("Three", "Thirty").replace("Tuesday", "Wednesday").replace("may face", "faces").replace("5 June", "6 June").replace("Lund Post", "Daily Bay")),
    ],
)
def test_a_copy_is_no_form(first: str, second: str) -> None:
    a, b = (relate.profile(*read(id, text)) for id, text in (("a", first), ("b", second)))
    assert not is_form(a, b)
