"""Events of all reports with the times that their expressions were resolved to."""

from collections.abc import Iterable

import msgspec

from headwater.records import Event, Timex


def timed_events(events: Iterable[Event], times: Iterable[Timex]) -> tuple[Event, ...]:
    """The events, each with the interval of the time expression that attaches to it (EDTF), null where none does or it is not resolved."""
    intervals = {time.id: time.interval for time in times}
    return tuple(msgspec.structs.replace(event, time=intervals.get(event.timex)) if event.timex else event for event in events)
