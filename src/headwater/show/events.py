"""The timeline: events in time with their status and in whose words they are told, those without a time folded away."""

from collections import defaultdict
from collections.abc import Sequence

from headwater.records import Event
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.dates import bounds, say
from headwater.show.first import chip
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import count
from headwater.show.lookup import Lookup
from headwater.show.timeline import timeline

MOST_DRAWN = 60  # rows of one timeline drawing; the table beside it has all


def when(look: Lookup) -> Html | None:
    """The drawing and the table of all events by date; None where there are none."""
    events = sorted(look.dossier.events, key=lambda event: (_first_day(event), event.id))
    if not events:
        return None
    drawn = timeline(sorted(events, key=lambda event: -event.weight)[:MOST_DRAWN], look, key="all")
    dated = [event for event in events if bounds(event.time)]
    none = None if drawn else el("p", "No event has a time that could be read.")
    rest = _undated([event for event in events if not bounds(event.time)], look)
    return section("timeline", "Timeline", drawn, none, _table(dated, look) if dated else None, rest)


def _undated(events: Sequence[Event], look: Lookup) -> Html | None:
    """The events without a time, report by report."""
    if not events:
        return None
    by_report: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (look.numbers[event.span.doc], event.span)):
        by_report[event.span.doc].append(event)
    tables = [[el("h3", look.report(doc)), _table(found, look)] for doc, found in by_report.items()]
    return el("details", el("summary", f"{count(len(events), 'event')} without a time that the words give"), tables, class_="undated")


def _table(events: Sequence[Event], look: Lookup) -> Html:
    head = el("thead", el("tr", [el("th", words, scope="col") for words in ("when", "what", "status", "told in")]))
    return el("table", head, el("tbody", [_row(event, look) for event in events]), class_="list")


def _row(event: Event, look: Lookup) -> Html:
    cells: dict[str, Child] = {
        "when": [look.label(event.id), f" {say(event.time)}"],
        "what": [look.quote(event.span), _circumstances(event)],
        "status": [chip(labels.EVENT_STATUS[event.status]), _voice(event, look)],
        "told in": look.source(event.span),
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()], id=look.row(event.id))


def _circumstances(event: Event) -> Child:
    """Who and where, as far as the words shown do not say it."""
    who = [name for name in event.who if name not in event.what]
    where = event.where if event.where and event.where not in event.what else None
    parts = [["who: ", el("bdi", ", ".join(who))] if who else None, ["where: ", el("bdi", where)] if where else None]
    shown = [el("span", part) for part in parts if part]
    return el("p", spaced(shown, " · "), class_="facts") if shown else None


def _voice(event: Event, look: Lookup) -> Child:
    """In whose statement the event stands."""
    said = look.statements.get(event.statement or "")
    if said is None:
        return None
    name = (said.speaker.name if said.speaker else None) or "speaker not known"
    return el("p", "says ", el("bdi", name), " ", look.label(said.id), class_="facts")


def _first_day(event: Event) -> str:
    known = bounds(event.time)
    return (known and (known.first or known.last)) or "~"
