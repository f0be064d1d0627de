"""W3C Web Annotation (Recommendation of 2017): statements, events, quantities and rules over the reports, by position and by quote."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from headwater.records import Document, Dossier
from headwater.show.dossier import utf8
from headwater.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix


def annotation_page(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One AnnotationPage (JSON-LD): each record of a layer with its words as target, its kind and reading as body."""
    cards = {doc.id: doc for doc in dossier.documents}
    found = [
        *(
            _annotation(s.id, [s.span], f"{s.kind} statement: {s.attitude}{_by(s.speaker.name if s.speaker else None)}", cards)
            for s in dossier.statements
        ),
        *(_annotation(e.id, [e.span], f"event: {e.status}", cards) for e in dossier.events),
        *(_annotation(q.id, [q.span], "quantity", cards) for q in dossier.quantities),
        *(_annotation(r.id, [r.span], f"rule: {r.kind}, {r.status}", cards) for r in dossier.rules),
        *(_annotation(c.id, [m.span for m in c.members], f"claim: {c.status}", cards) for c in dossier.claims),
        *(_annotation(d.id, list(d.spans), f"discrepancy: {d.kind}, {d.class_}", cards) for d in dossier.discrepancies),
    ]
    page = {"@context": CONTEXT, "id": "urn:headwater:annotations", "type": "AnnotationPage", "items": found}
    yield "annotations.jsonld", msgspec.json.format(msgspec.json.encode(page), indent=1) + b"\n"


def _by(name: str | None) -> str:
    return f", by {name}" if name else ""


def _annotation(id: str, spans: Sequence[Span], says: str, cards: dict[str, Document]) -> dict[str, Any]:
    return {
        "id": f"urn:headwater:{id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "value": utf8(says), "format": "text/plain", "purpose": "describing"},
        "target": [_target(span, cards[span.doc]) for span in spans],
    }


def _target(span: Span, doc: Document) -> dict[str, Any]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": utf8(doc.text[span.start : span.end]),
        "prefix": utf8(doc.text[max(0, span.start - AROUND) : span.start]),
        "suffix": utf8(doc.text[span.end : span.end + AROUND]),
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"source": doc.url or f"urn:headwater:{doc.id}", "selector": [position, quote]}
