"""Bounds of publication that the reports of a pile set one another: what is made from a report is no older than it.

Reports of one story appear near one another in time; how near is a guess with a wide margin, so that it decides only what the words of
the report leave open: the year of a Sunday, May 5.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from headwater.conclude.dating import curves
from headwater.conclude.dating.curves import AT, index
from headwater.conclude.dating.report import dated, is_dated
from headwater.conclude.dating.sign import Sign
from headwater.records import Annotations, Basis, Derivation, Document, Edge, Event, Happening, Published, Reason

ROUNDS = 8  # longer chains of undated rewrites do not occur; a circle of links must come to an end
STORY_MISLEADS = 0.03  # share of reports that stand far from all others of their story
MOST_BESIDE = 5  # reports of a story that are named as its dates


def date_reports(
    documents: Sequence[Document], found_in: Sequence[Annotations], derivations: Sequence[Derivation], *, stories: Sequence[Edge] = ()
) -> list[Document]:
    """The documents with bounds of publication where they carry no date: from their words, the dated reports of their story (`stories`
    links them), and what they are made from.

    A bound that contradicts what a report's own words say is not taken; the reason says so.
    """
    beside = _of_stories(documents, stories)
    cards = {
        document.id: dated(document, found, beside=beside.get(document.id, ())) for document, found in zip(documents, found_in, strict=True)
    }
    links = [(one.upstream, one.downstream) for one in derivations if one.upstream in cards and one.downstream in cards]
    for _ in range(ROUNDS):
        before = dict(cards)
        for upstream, downstream in links:
            if upstream is not None:
                cards[downstream] = _no_older(cards[downstream], cards[upstream])
                cards[upstream] = _no_later(cards[upstream], cards[downstream])
        if before == cards:
            break
    return [cards[document.id] for document in documents]


def _of_stories(documents: Sequence[Document], stories: Sequence[Edge]) -> Mapping[str, Sequence[Sign]]:
    """For each report without a date, a sign from the dated ones that a story links with it."""
    cards = {document.id: document for document in documents}
    near: dict[str, list[Document]] = defaultdict(list)
    for edge in stories:
        for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
            if one in cards and other in cards and not is_dated(cards[one]) and cards[other].published.best:
                near[one].append(cards[other])
    return {id: [_story_sign(others)] for id, others in near.items()}


def _story_sign(others: Sequence[Document]) -> Sign:
    days = {other.id: datetime.date.fromisoformat((other.published.best or "")[:10]) for other in others}
    curve = np.array([curves.of_story(np.abs(AT - index(day))) for day in days.values()]).sum(axis=0)
    first, last = min(days.values()).isoformat(), max(days.values()).isoformat()
    told = first if first == last else f"{first} to {last}"
    return Sign("dated_story", 0, 0, curves.logarithm(curve, STORY_MISLEADS), values=(told,), refs=tuple(list(days)[:MOST_BESIDE]))


def date_by_happenings(documents: Sequence[Document], events: Sequence[Event], happenings: Sequence[Happening]) -> list[Document]:
    """The documents without a date of their own, no older than what they tell as past and another report dates to the day."""
    cards = {document.id: document for document in documents}
    known = {event.id: event for event in events}
    for happening in happenings:
        members = [known[id] for id in happening.events if id in known and known[id].status == "happened"]
        days = {event.time: event.span.doc for event in members if event.time and len(event.time) == len("2020-01-01")}
        if len(days) == 1:
            ((day, source),) = days.items()
            for doc in dict.fromkeys(event.span.doc for event in members if event.span.doc != source):
                if doc in cards and source in cards and _is_stated(cards[source].published):
                    cards[doc] = _not_before(cards[doc], day, source, "dated_happening_told")
    return [cards[document.id] for document in documents]


def _no_older(document: Document, upstream: Document) -> Document:
    """The document published not before its upstream."""
    bound = upstream.published.earliest
    return document if bound is None else _not_before(document, bound, upstream.id, "dated_neighbour_older")


def _not_before(document: Document, bound: str, source: str, code: str) -> Document:
    own = document.published
    if _is_stated(own) or (own.earliest or "") >= bound:
        return document
    if own.latest and own.latest < bound:
        return _contradicted(document, bound)
    best = own.best if own.best and own.best >= bound else None
    return _bounded(document, msgspec.structs.replace(own, earliest=bound, best=best), source, code, bound)


def _no_later(document: Document, downstream: Document) -> Document:
    """The document published not after what is made from it."""
    own, bound = document.published, downstream.published.latest
    if _is_stated(own) or bound is None or (own.latest or "9") <= bound:
        return document
    if own.earliest and own.earliest > bound:
        return _contradicted(document, bound)
    best = own.best if own.best and own.best <= bound else None
    return _bounded(document, msgspec.structs.replace(own, latest=bound, best=best), downstream.id, "dated_neighbour_later", bound)


def _is_stated(own: Published) -> bool:
    """A day that a page, a manifest or the head of the text states is not moved by neighbours."""
    return own.best is not None and own.earliest == own.latest == own.best


def _bounded(document: Document, published: Published, neighbour: str, code: str, bound: str) -> Document:
    basis = (*published.basis, Basis(from_="neighbour", text=datetime.date.fromisoformat(bound[:10]).isoformat()))
    because = (*published.because, Reason(code, refs=(neighbour,), values=(bound,)))
    return msgspec.structs.replace(document, published=msgspec.structs.replace(published, basis=basis, because=because))


def _contradicted(document: Document, bound: str) -> Document:
    reason = Reason("dated_against", values=(bound,))
    if reason in document.published.because:
        return document
    because = (*document.published.because, reason)
    return msgspec.structs.replace(document, published=msgspec.structs.replace(document.published, because=because))
