"""Killed and injured as a report states them."""

import pytest

from headwater.annotate.quantities import find_quantities
from headwater.annotate.quantities.victims import Toll, victims
from headwater.language import parse


def toll(text: str) -> Toll:
    read = parse(text, language="en")
    return victims(read, find_quantities(text, doc="d", parse=read), doc="d")


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Two men were killed and three others were injured in Marrow.", 2, 3),
        ("A blast in Marrow left 12 dead and 30 injured.", 12, 30),
        ("A bomb exploded, killing four people and wounding nine.", 4, 9),
        ("A man was shot and killed in Marrow on Sunday.", 1, None),
        ("A 17-year-old was shot and killed in Marrow.", 1, None),
        ("Five people were shot at a party in Marrow.", None, 5),
        ("Five people were shot, two fatally, at a party in Marrow.", 2, 3),
        ("Three women and one man were wounded in Marrow.", None, 4),
        ("Police said no one was hurt and that he had no intent to kill.", None, None),
        ("The gunman fired 12 shots and fled on foot.", None, None),
    ],
)
def test_victims(text: str, killed: float | None, injured: float | None) -> None:
    said = toll(text)
    assert (said.killed and said.killed.low, said.injured and said.injured.low) == (killed, injured)


def test_at_least_leaves_the_number_open() -> None:
    said = toll("At least 12 people were killed in Marrow.")
    assert said.killed is not None
    assert (said.killed.low, said.killed.high) == (12, None)


def test_who_did_it_may_be_counted_in() -> None:
    said = toll("A gunman killed four people before he shot himself, police said.")
    assert said.killed is not None
    assert (said.killed.low, said.killed.high) == (4, 5)
