"""Events in time, as inline SVG: a point for a day, a bar for longer, an open end fades to an arrow.

Days stand at equal distances in order of time, not to scale: real piles join one night with a law of years
ago, and a true scale would put all of the night on one pixel. The caption says so. What several reports tell of is one line, with
every time that they tell.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from headwater.day_weights import day_weights
from headwater.records import Event
from headwater.show import labels
from headwater.show.dates import Bounds, bounds, say
from headwater.show.graph import shorten
from headwater.show.html import Html, el, join
from headwater.show.lookup import Lookup

AXIS, ROW, TOP, SIDE, LABEL = 460, 26, 30, 22, 440
OPEN = 30  # pixels that an open end reaches past its known one
TICKS = 5  # dates written over the axis, at most
LONGEST = 52
YEAR, MONTH = 4, 7  # letters of a day that name its year, its month
MOST_OF_A_YEAR = 0.6  # share of the events in one year from which months are drawn apart


class Axis(NamedTuple):
    """Days in order and how many pixels lie between two of them."""

    days: tuple[str, ...]
    step: float

    def x(self, day: str) -> float:
        """Where a day stands."""
        return SIDE + OPEN + self.days.index(day) * self.step


def dated(events: Sequence[Event]) -> list[Event]:
    """Events with a time that can be drawn, earliest first."""
    known = [(when.first or when.last or "", event.id, event) for event in events if (when := bounds(event.time))]
    return [event for *_, event in sorted(known, key=lambda entry: entry[:2])]


def merged(events: Sequence[Event]) -> list[tuple[Event, ...]]:
    """The events in their order, those of one happening together in the place of the first; the fullest words of each first."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.happening or event.id, []).append(event)
    return [tuple(sorted(group, key=lambda event: (-len(event.what), event.id))) for group in groups.values()]


def heaviest(events: Sequence[Event], look: Lookup, *, most: int) -> list[Event]:
    """The dated events to show where there is room for few: by how many reports tell of it, then by the weight of its day; one a time."""
    days = day_weights({doc.id: doc.published.best for doc in look.dossier.documents}, look.dossier.times)
    known = dated(events)
    ranked = sorted(known, key=lambda event: (-event.weight, -days.get(event.time or "", 0), -len(event.who), event.id))
    chosen = {event.time: event for event in reversed(ranked)}
    once = {event.happening or event.id: event for event in sorted(chosen.values(), key=ranked.index, reverse=True)}
    return sorted(once.values(), key=ranked.index)[:most]


def axis(events: Sequence[Event]) -> Axis:
    """The axis that holds all ends of the events' times."""
    ends = {day for event in events for day in bounds(event.time) or () if day}
    return Axis(tuple(sorted(ends)), (AXIS - 2 * OPEN) / max(1, len(ends) - 1))


def timeline(events: Sequence[Event], look: Lookup, *, key: str) -> Html | None:
    """The drawing of the dated events among `events`, one line for what several reports tell of; None where none is dated."""
    chosen = {event.happening or event.id for event in dated(events)}
    shown = merged(dated([event for event in look.dossier.events if (event.happening or event.id) in chosen]))
    if not shown:
        return None
    scale = axis([event for group in shown for event in group])
    height = TOP + ROW * len(shown) + 6
    width = SIDE + AXIS + LABEL
    rows = [_row(group, TOP + ROW * number + ROW / 2, scale, look) for number, group in enumerate(shown)]
    title = [
        el("title", "When", id=f"{key}-title"),
        el("desc", f"{labels.count(len(shown), 'event')}; the list has the same content", id=f"{key}-desc"),
    ]
    svg = el(
        "svg", title, _ticks(scale, height), rows, viewBox=f"0 0 {width} {height}", width=width, height=height,
        role="group", aria_labelledby=f"{key}-title {key}-desc",
    )  # fmt: skip
    frame = el("div", svg, class_="frame", tabindex="0", role="region", aria_label="When, drawn")
    return el(
        "figure",
        frame,
        el("figcaption", "Distances between days are not to scale. Point: one day; bar: longer; arrow: open end."),
        class_="timeline",
    )


def closer(events: Sequence[Event], look: Lookup, *, key: str) -> Html | None:
    """The same events by year, or by month where most are of one year: each stretch drawn on an axis of its own, folded."""
    years = Counter(_first(event)[:4] for event in dated(events))
    length = YEAR if years and max(years.values()) <= MOST_OF_A_YEAR * years.total() else MONTH
    parts: dict[str, list[Event]] = {}
    for event in dated(events):
        parts.setdefault(_first(event)[:length], []).append(event)
    drawn = [
        el("details", el("summary", f"{say(part)}: {labels.count(len(merged(of)), 'event')}"), timeline(of, look, key=f"{key}-{part}"))
        for part, of in parts.items()
        if len({event.time for event in of}) > 1
    ]
    return el("div", el("p", "Closer, each stretch on an axis of its own:", class_="facts"), drawn, class_="closer") if drawn and len(parts) > 1 else None


def _first(event: Event) -> str:
    known = bounds(event.time)
    return (known and (known.first or known.last)) or ""


def _ticks(scale: Axis, height: float) -> Html:
    every = max(1, -(-len(scale.days) // TICKS))
    chosen = scale.days[::every]
    lines = [el("line", x1=f"{scale.x(day):.1f}", x2=f"{scale.x(day):.1f}", y1=TOP - 8, y2=height, class_="day") for day in chosen]
    heads = [el("text", say(day), x=f"{scale.x(day):.1f}", y=TOP - 14, class_="head mid") for day in chosen]
    return join([lines, heads])


def _row(group: Sequence[Event], y: float, scale: Axis, look: Lookup) -> Html:
    """One line: every time told of it, the fullest words, every status, how many reports."""
    fullest = group[0]
    told = list(dict.fromkeys(labels.EVENT_STATUS[event.status] for event in group))
    words = [el("tspan", told[0].sign + " ", class_=told[0].tone or None), el("tspan", shorten(fullest.what, LONGEST), class_="title")]
    alike = [event for event in look.dossier.events if event.happening == fullest.happening] if fullest.happening else group
    reports = len({event.span.doc for event in alike})
    says = ", ".join(label.words for label in told) + (f", {reports} reports" if reports > 1 else "")
    text = el("text", words, el("tspan", f"  {says}"), x=SIDE + AXIS + 8, y=f"{y + 4:g}")
    guide = el("line", x1=SIDE, x2=SIDE + AXIS, y1=f"{y:g}", y2=f"{y:g}", class_="row")
    times = {event.time: event for event in reversed(group)}
    figures = [_figure(bounds(time) or Bounds(None, None), y, scale, event.status) for time, event in sorted(times.items(), key=lambda e: e[0] or "")]
    return el("a", guide, figures, text, href=f"#{look.row(fullest.id)}")


def _figure(when: Bounds, y: float, scale: Axis, status: str) -> Html:
    tone = "denied" if status == "denied" else "told" if status in ("happened", "ongoing") else "open"
    if when.first and when.first == when.last:
        return el("circle", cx=f"{scale.x(when.first):.1f}", cy=f"{y:g}", r=5, class_=f"point {tone}")
    left = scale.x(when.first) if when.first else scale.x(when.last or "") - OPEN
    right = scale.x(when.last) if when.last else scale.x(when.first or "") + OPEN
    bar = el("rect", x=f"{left:.1f}", y=f"{y - 4:g}", width=f"{max(right - left, 6):.1f}", height=8, rx=4, class_=f"bar {tone}")
    return join([bar, _arrow(left, y, -1) if not when.first else None, _arrow(right, y, 1) if not when.last else None])


def _arrow(x: float, y: float, side: int) -> Html:
    return el("path", d=f"M{x + side * 2:.1f},{y - 6:g}L{x + side * 11:.1f},{y:g}L{x + side * 2:.1f},{y + 6:g}z", class_="arrow")
