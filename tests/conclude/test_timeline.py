"""Events take the interval that their time expression was resolved to."""

from headwater.conclude import timed_events
from headwater.records import Event, Timex
from headwater.text import Span


def _event(timex: str | None) -> Event:
    return Event(id="e", span=Span("d", 0, 3), what="it", who=(), where=None, time=None, status="happened", statement=None, weight=1.0, timex=timex)


def test_an_event_has_the_interval_of_its_time() -> None:
    time = Timex(id="t1", span=Span("d", 4, 9), type="DATE", value="2031-05", interval="2031-05")
    assert [event.time for event in timed_events([_event("t1"), _event("t2"), _event(None)], [time])] == ["2031-05", None, None]


def test_one_end_of_a_range_stands_for_the_range() -> None:
    first = Timex(id="t1", span=Span("d", 4, 8), type="DATE", value="2017", interval="2017", pair="t2")
    last = Timex(id="t2", span=Span("d", 13, 17), type="DATE", value="2021", interval="2021", pair="t1")
    assert [event.time for event in timed_events([_event("t1"), _event("t2")], [first, last])] == ["2017/2021", "2017/2021"]
