"""The dossier as a Word document (Office Open XML): claims with their origins, differences, events, statements by speaker, reports."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx

from headwater.records import Dossier
from headwater.show.dates import say
from headwater.show.dossier import utf8
from headwater.show.labels import between, count
from headwater.show.lookup import Lookup

CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}  # XML 1.0 has no place for them


def word_document(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One .docx; every line carries the label that the dossier's page gives it."""
    look = Lookup(dossier)
    page = docx.Document()
    title = next((story.title for story in dossier.stories if story.title), None)
    page.core_properties.title = _plain(title or "Dossier")
    page.add_heading(_plain(title or "Dossier"), level=0)
    page.add_paragraph(
        f"{count(len(dossier.documents), 'report')}, {count(len(dossier.claims), 'claim')}, {count(len(dossier.derivations), 'link')} between them"
    )
    _claims(page, dossier, look)
    _table(
        page,
        "Where reports differ",
        ("kind", "class", "words"),
        [(d.kind, d.class_, " / ".join(look.words(span) for span in d.spans)) for d in dossier.discrepancies],
    )
    dated = sorted((e for e in dossier.events if e.time), key=lambda e: (e.time or "", e.id))
    _table(page, "When", ("time", "status", "what", "told in"), [(say(e.time), e.status, e.what, _report(look, e.span.doc)) for e in dated])
    _table(
        page,
        "Who says what",
        ("speaker", "how", "words", "in"),
        [
            (
                s.speaker.name if s.speaker and s.speaker.name else "not known",
                s.attitude,
                " ".join(look.words(c) for c in s.content),
                _report(look, s.span.doc),
            )
            for s in dossier.statements
        ],
    )
    _table(
        page,
        "Reports",
        ("report", "published", "outlet", "id"),
        [(d.title or d.path, say(d.published.best), d.outlet or "", d.id) for d in dossier.documents],
    )
    out = io.BytesIO()
    page.save(out)
    yield "dossier.docx", out.getvalue()


def _claims(page: Any, dossier: Dossier, look: Lookup) -> None:
    page.add_heading("Claims", level=1)
    for claim in dossier.claims:
        page.add_paragraph(_plain(f"“{claim.text}”"), style="Heading 2")
        low, high = claim.independent.low, claim.independent.high
        page.add_paragraph(f"{claim.status}; {between(low, high, 'origin')} ({claim.id})")
        for member in claim.members:
            page.add_paragraph(_plain(f"{_report(look, member.doc)} {member.stance}: “{look.words(member.span)}”"), style="List Bullet")


def _report(look: Lookup, doc: str) -> str:
    card = look.docs[doc]
    return card.outlet or card.path.rpartition("/")[2]


def _table(page: Any, heading: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    page.add_heading(heading, level=1)
    table = page.add_table(rows=1, cols=len(header), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, header, strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _plain(words)


def _plain(words: str) -> str:
    return utf8(words).translate(CONTROL)
