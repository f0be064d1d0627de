"""Events of different reports that are one happening: what joins them, what holds them apart, what they weigh."""

import pytest

from headwater.conclude import find_happenings
from headwater.records import Event, EventStatus
from headwater.text import Span


def _event(
    doc: str, what: str, *, who: tuple[str, ...] = (), where: str | None = None, time: str | None = None, status: EventStatus = "happened"
) -> Event:
    place = Span(doc, 0, len(what))
    return Event(id=f"{doc}:{what}", span=place, what=what, who=who, where=where, time=time, status=status, statement=None, weight=1.0)


FILLER = [_event(doc, what) for doc in "abc" for what in ("The mayor resigned", "A school opened", "Prices rose", "The road was closed")][:9]


def _merged(*events: Event) -> int:
    """How many reports the first event is told in."""
    found, _ = find_happenings([*events, *FILLER], stories=[("a", "b", "c")])
    return int(found[0].weight)


ONE = [
    (_event("a", "The dam at Orla gave way on Tuesday"), _event("b", "the dam at Orla gave way")),
    (_event("a", "Two miners were killed", time="2021-03-04"), _event("b", "Two miners were killed in Tarn", time="2021-03")),
    (_event("a", "not one sample was withheld", status="denied"), _event("b", "samples were withheld", status="alleged")),
]
APART = [
    (_event("a", "Two miners were killed", time="2021-03-04"), _event("b", "Two miners were killed", time="2021-03-05")),
    (_event("a", "4 miners were killed"), _event("b", "7 miners were killed")),
    (_event("a", "A shell hit the market", where="Orla"), _event("b", "A shell hit the market", where="Tarn")),
    (_event("a", "was charged with murder", who=("Ana Brod",)), _event("b", "was charged with murder", who=("Pavel Ilic",))),
    (_event("a", "will close the harbour", status="planned"), _event("b", "closed the harbour", status="happened")),
    (_event("a", "The dam at Orla gave way"), _event("b", "The bank at Tarn reopened")),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_happening(first: Event, second: Event) -> None:
    assert _merged(first, second) == 2, (first.what, second.what)


@pytest.mark.parametrize(("first", "second"), APART)
def test_two_happenings(first: Event, second: Event) -> None:
    assert _merged(first, second) == 1, (first.what, second.what)


def test_events_of_two_stories_are_never_one() -> None:
    first, second = _event("a", "The dam at Orla gave way"), _event("b", "The dam at Orla gave way")
    found, happenings = find_happenings([first, second], stories=[("a",), ("b",)])
    assert [event.weight for event in found] == [1.0, 1.0]
    assert not happenings


def test_a_happening_keeps_every_time_and_status() -> None:
    first = _event("a", "The dam at Orla gave way", time="2021-03-04")
    second = _event("b", "the dam at Orla gave way", time="2021-03", status="alleged")
    found, (happening,) = find_happenings([first, second, *FILLER[:2]], stories=[("a", "b")])[0], find_happenings([first, second], stories=[("a", "b")])[1]
    assert happening.times == ("2021-03", "2021-03-04")
    assert happening.statuses == ("happened", "alleged")
    assert {event.happening for event in found if event.happening} == {happening.id}


def test_the_order_of_reports_does_not_matter() -> None:
    events = [_event(doc, "The dam at Orla gave way") for doc in "abc"]
    forth, back = (find_happenings(order, stories=[("a", "b", "c")])[1] for order in (events, events[::-1]))
    assert [set(one.events) for one in forth] == [set(one.events) for one in back]
