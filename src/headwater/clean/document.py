"""From a reading and its capture to the index card of a report."""

import re
from collections.abc import Iterable, Mapping

from headwater.clean.bylines import byline_authors
from headwater.clean.furniture import find_furniture
from headwater.clean.head import find_title, head_date
from headwater.clean.languages import language_of
from headwater.clean.outlets import bare_outlet, outlet_of
from headwater.records import Basis, Block, Capture, Document, Furniture, Hint, Published, Reading, Reason, span_id
from headwater.text import SourceSpan, Span, covered

DAY = re.compile(r"^\d{4}-\d\d-\d\d")


def document(reading: Reading, capture: Capture, *, id: str, path: str, across: Mapping[str, int] | None = None) -> Document:
    """The index card of one report: title, furniture with reasons, outlet, language, date as stated."""
    title = reading.title_span or (None if reading.blocks else find_title(reading.text))
    furniture = _merged(reading, id, find_furniture(reading.text, doc=id, title=title, across=across, by_place=not reading.blocks))
    outlet, outlet_basis = (bare_outlet(reading.outlet), ()) if reading.outlet else outlet_of(reading.text, furniture, doc=id, title=title)
    return Document(
        id=id,
        path=path,
        url=reading.url,
        sha256=capture.sha256,
        outlet=outlet,
        title=reading.title or (reading.text[title[0] : title[1]] if title else None),
        authors=reading.authors or byline_authors(reading.text, furniture),
        language=(reading.language or "").split("-")[0].lower() or language_of(_body(reading.text, furniture)),
        published=_published(reading, id, capture.id),
        text=reading.text,
        furniture=furniture,
        title_span=Span(id, *title) if title else None,
        hints=tuple(_placed_hint(hint, capture.id) for hint in reading.hints),
        facts=(*(_placed(fact, capture.id) for fact in reading.facts), *outlet_basis),
        pages=reading.pages,
    )


def _merged(reading: Reading, id: str, by_form: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """What the page itself marks as furniture, and what the form of the remaining lines shows."""
    by_page = tuple(_from_page(reading, id))
    taken = covered((mark.span.start, mark.span.end) for mark in by_page)
    rest = (mark for mark in by_form if not any(start < mark.span.end and mark.span.start < end for start, end in taken))
    return tuple(sorted((*by_page, *rest), key=lambda mark: mark.span))


def _from_page(reading: Reading, id: str) -> Iterable[Furniture]:
    for block in reading.blocks:
        if block.role == "furniture" and block.end > block.start:
            span = Span(id, block.start, block.end)
            yield Furniture(id=span_id("furniture", span), span=span, kind=block.kind or "other", because=(_reason(block),))


def _reason(block: Block) -> Reason:
    """The reader's reason for a block; a page that names the part itself is cited with the kind."""
    code = block.why or "page_block"
    return Reason(code, values=(block.kind or "no part of the report",) if code == "page_block" else ())


def _body(content: str, furniture: tuple[Furniture, ...]) -> str:
    at, kept = 0, []
    for mark in furniture:
        kept.append(content[at : mark.span.start])
        at = max(at, mark.span.end)
    return " ".join([*kept, content[at:]])


def _published(reading: Reading, id: str, capture: str) -> Published:
    """The date that the form itself states, or the head of a plain text; nothing is guessed here."""
    day = reading.published if reading.published and DAY.match(reading.published) else None
    if not day:
        return Published() if reading.blocks else head_date(reading.text, doc=id)
    # readers put the ground of the date first among the facts
    basis = tuple(_placed(fact, capture) for fact in reading.facts[:1]) or (Basis(from_="page", text=day),)
    return Published(earliest=day[:10], latest=day[:10], best=day[:10], basis=basis)


def _placed(fact: Basis, capture: str) -> Basis:
    if isinstance(fact.span, SourceSpan) and not fact.span.capture:
        return Basis(from_=fact.from_, text=fact.text, span=SourceSpan(capture, fact.span.start, fact.span.end))
    return fact


def _placed_hint(hint: Hint, capture: str) -> Hint:
    if hint.span is not None and not hint.span.capture:
        return Hint(kind=hint.kind, value=hint.value, span=SourceSpan(capture, hint.span.start, hint.span.end))
    return hint
