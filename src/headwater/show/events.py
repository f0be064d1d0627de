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
from headwater.show.timeline import closer, heaviest, merged, timeline

MOST_DRAWN = 60  # rows of one timeline drawing; the table beside it has all
MOST_VOICES = 3  # speakers named beside a status
MOST_CLOSER = 300  # events that are drawn once more, stretch by stretch


def when(look: Lookup) -> Html | None:
    """The drawing and the table of all events by date; None where there are none."""
    events = sorted(look.dossier.events, key=lambda event: (_first_day(event), event.id))
    if not events:
        return None
    drawn = timeline(heaviest(events, look, most=MOST_DRAWN), look, key="all")
    placed = {event.happening or event.id for event in events if bounds(event.time)}
    dated = [event for event in events if (event.happening or event.id) in placed]
    none = None if drawn else el("p", "No event has a time that could be read.")
    rest = _undated([event for event in events if (event.happening or event.id) not in placed], look)
    table = _table(dated, look) if dated else None
    return section("timeline", "Timeline", drawn, closer(heaviest(events, look, most=MOST_CLOSER), look, key="near"), none, table, rest)


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
    return el("table", head, el("tbody", [_row(group, look) for group in merged(events)]), class_="list")


def _row(group: Sequence[Event], look: Lookup) -> Html:
    """What several reports tell of in one row: every time told, the fullest words, every status, all reports with theirs."""
    event = group[0]
    times = list(dict.fromkeys(say(one.time) for one in sorted(group, key=_first_day) if one.time)) or [say(None)]
    cells: dict[str, Child] = {
        "when": [look.label(event.id), f" {times[0]}", [el("p", "or ", time) for time in times[1:]]],
        "what": [look.quote(event.span), _circumstances(event)],
        "status": _statuses(group, look),
        "told in": _tellings(group, look),
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()], id=look.row(event.id))


def _statuses(group: Sequence[Event], look: Lookup) -> Child:
    voices = dict.fromkeys(voice for one in group if (voice := _voice(one, look)))
    chips = [chip(label) for label in dict.fromkeys(labels.EVENT_STATUS[one.status] for one in group)]
    return [spaced(chips), *list(voices)[:MOST_VOICES]]


def _tellings(group: Sequence[Event], look: Lookup) -> Child:
    if len(group) == 1:
        return look.source(group[0].span)
    others = [
        el("li", look.label(one.id), " ", look.quote(one.span), " ", chip(labels.EVENT_STATUS[one.status]), " ", say(one.time) if one.time else None, " ", look.source(one.span), id=look.row(one.id))
        for one in group[1:]
    ]
    reports = len({one.span.doc for one in group})
    return [look.source(group[0].span), el("details", el("summary", f"{count(reports, 'report')} tell of it"), el("ul", others))]


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
