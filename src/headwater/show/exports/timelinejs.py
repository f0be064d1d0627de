"""TimelineJS 3 JSON: the dated events, each with its status, its words and the reports that tell of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from headwater.records import Document, Dossier, Event
from headwater.show.dates import bounds
from headwater.show.html import escape
from headwater.show.labels import EVENT_STATUS


def timeline_json(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One file as `TL.Timeline` takes it; text fields are escaped HTML, an open end is left out."""
    cards = {doc.id: doc for doc in dossier.documents}
    dated = [event for event in dossier.events if bounds(event.time)]
    seen: set[str] = set()
    events = []
    for event in sorted(dated, key=lambda one: (_first(one), one.id)):
        if event.happening not in seen:
            events.append(_slide(event, cards))
        seen |= {event.happening} if event.happening else set()
    title = dossier.stories[0].title if dossier.stories else None
    whole: dict[str, Any] = {"title": {"text": {"headline": _plain(title)}} if title else None, "events": events}
    yield (
        "timeline.json",
        msgspec.json.format(msgspec.json.encode({key: part for key, part in whole.items() if part is not None}), indent=1) + b"\n",
    )


def _first(event: Event) -> str:
    known = bounds(event.time)
    return (known and (known.first or known.last)) or ""


def _slide(event: Event, cards: Mapping[str, Document]) -> dict[str, Any]:
    known, doc = bounds(event.time), cards[event.span.doc]
    first, last = (known.first, known.last) if known else (None, None)
    told = f"{EVENT_STATUS[event.status].words}; told in {doc.outlet or doc.path.rpartition('/')[2]}"
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(first or last or ""),
        "text": {"headline": _plain(event.what), "text": _plain(told)},
    }
    return slide | ({"end_date": _date(last)} if first and last and last != first else {})


def _date(day: str) -> dict[str, int]:
    year, month, date = day.split("-")
    return {"year": int(year), "month": int(month), "day": int(date)}


def _plain(words: str) -> str:
    return "".join(escape(words))
