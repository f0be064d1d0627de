"""Events of all reports with the times that their expressions were resolved to."""

from collections.abc import Iterable, Mapping

import msgspec

from headwater.records import Event, Timex


def timed_events(events: Iterable[Event], times: Iterable[Timex]) -> tuple[Event, ...]:
    """The events, each with the interval of the time expression that attaches to it (EDTF), null where none does or it is not resolved.

    A time that is one end of a range ("between 2017 and 2021") stands for the whole range.
    """
    known = {time.id: time for time in times}
    return tuple(msgspec.structs.replace(event, time=_interval(known.get(event.timex), known)) if event.timex else event for event in events)


def _interval(time: Timex | None, known: Mapping[str, Timex]) -> str | None:
    other = known.get(time.pair) if time is not None and time.pair else None
    if time is None or other is None or not (time.interval and other.interval):
        return time.interval if time is not None else None
    first, last = sorted((time, other), key=lambda end: end.span)
    both = (first.interval or "", last.interval or "")
    plain = not any("/" in end or "~" in end for end in both)
    return "/".join(both) if plain and both[0] < both[1] else time.interval
