"""Bounds of publication that the reports of a pile set one another: what is made from a report is no older than it."""

import datetime
from collections.abc import Sequence

import msgspec

from headwater.conclude.dating.report import dated
from headwater.records import Annotations, Basis, Derivation, Document, Published, Reason

ROUNDS = 8  # longer chains of undated rewrites do not occur; a circle of links must come to an end


def date_reports(documents: Sequence[Document], found_in: Sequence[Annotations], derivations: Sequence[Derivation]) -> list[Document]:
    """The documents with bounds of publication where they carry no date: from their words, then from what they are made from.

    A bound that contradicts what a report's own words say is not taken; the reason says so.
    """
    cards = {document.id: dated(document, found) for document, found in zip(documents, found_in, strict=True)}
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


def _no_older(document: Document, upstream: Document) -> Document:
    """The document published not before its upstream."""
    own, bound = document.published, upstream.published.earliest
    if _is_stated(own) or bound is None or (own.earliest or "") >= bound:
        return document
    if own.latest and own.latest < bound:
        return _contradicted(document, bound)
    best = own.best if own.best and own.best >= bound else None
    return _bounded(document, msgspec.structs.replace(own, earliest=bound, best=best), upstream, "dated_neighbour_older", bound)


def _no_later(document: Document, downstream: Document) -> Document:
    """The document published not after what is made from it."""
    own, bound = document.published, downstream.published.latest
    if _is_stated(own) or bound is None or (own.latest or "9") <= bound:
        return document
    if own.earliest and own.earliest > bound:
        return _contradicted(document, bound)
    best = own.best if own.best and own.best <= bound else None
    return _bounded(document, msgspec.structs.replace(own, latest=bound, best=best), downstream, "dated_neighbour_later", bound)


def _is_stated(own: Published) -> bool:
    """A day that a page, a manifest or the head of the text states is not moved by neighbours."""
    return own.best is not None and own.earliest == own.latest == own.best


def _bounded(document: Document, published: Published, neighbour: Document, code: str, bound: str) -> Document:
    basis = (*published.basis, Basis(from_="neighbour", text=datetime.date.fromisoformat(bound[:10]).isoformat()))
    because = (*published.because, Reason(code, refs=(neighbour.id,), values=(bound,)))
    return msgspec.structs.replace(document, published=msgspec.structs.replace(published, basis=basis, because=because))


def _contradicted(document: Document, bound: str) -> Document:
    reason = Reason("dated_against", values=(bound,))
    if reason in document.published.because:
        return document
    because = (*document.published.because, reason)
    return msgspec.structs.replace(document, published=msgspec.structs.replace(document.published, because=because))
