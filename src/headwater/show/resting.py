"""Everything that rests on the words of each report, as marks for the reading view."""

from collections.abc import Iterator

from headwater.records import Statement
from headwater.show import labels
from headwater.show.dates import say
from headwater.show.lookup import Lookup
from headwater.show.marks import Mark
from headwater.text import Span


def marks(look: Lookup) -> dict[str, list[Mark]]:
    """Document id to its marks."""
    found: dict[str, list[Mark]] = {doc: [] for doc in look.docs}
    for source in (_statements, _claims, _disputes, _reuse, _times, _quantities, _rules, _furniture):
        for span, layer, note, row in source(look):
            if span.doc in found:
                found[span.doc].append(Mark(span.start, span.end, layer, note, row))
    return found


Placed = Iterator[tuple[Span, str, str, str | None]]


def _statements(look: Lookup) -> Placed:
    for statement in look.dossier.statements:
        row = look.row(statement.id)
        note = f"{speaker(statement)}: {labels.ATTITUDES[statement.attitude].words}"
        for number, span in enumerate(statement.content):
            yield span, "st", "" if number else note, row
        if statement.cue is not None:
            yield statement.cue, "cue", "", row
        for span in statement.hedges:
            yield span, "hg", "hedge", row


def speaker(statement: Statement) -> str:
    """The speaker's name as the page shows it."""
    return (statement.speaker and statement.speaker.name) or "speaker not known"


def _claims(look: Lookup) -> Placed:
    for claim in look.dossier.claims:
        row = look.row(claim.id)
        reports = labels.count(len({member.doc for member in claim.members}), "report")
        for member in claim.members:
            yield member.span, "cl", f"in {reports}", row


def _disputes(look: Lookup) -> Placed:
    for discrepancy in look.dossier.discrepancies:
        row = look.row(discrepancy.id)
        for span in discrepancy.spans:
            yield span, "di", labels.DISCREPANCY_CLASSES[discrepancy.class_].words, row
    for drift in look.dossier.drift:
        row = look.row(drift.id)
        for side in (drift.a, drift.b):
            if side is not None:
                yield side, "di", labels.DRIFT[drift.kind], row


def _reuse(look: Lookup) -> Placed:
    for reuse in look.dossier.reuse:
        row = look.row(reuse.id)
        for side, other in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
            yield side, "ru", f"as in {look.outlet(other.doc)}", row
    for credit in look.dossier.credits:
        where = look.numbers.get(credit.resolved or "")
        yield credit.span, "ru", f"credits {credit.credited}", f"D{where}" if where else None


def _times(look: Lookup) -> Placed:
    for time in look.dossier.times:
        yield time.span, "tm", say(time.interval) if time.interval else "", None
    for event in look.dossier.events:
        row = look.row(event.id)
        yield event.span, "ev", labels.EVENT_STATUS[event.status].words, row


def _quantities(look: Lookup) -> Placed:
    for quantity in look.dossier.quantities:
        number = quantity.value if quantity.value is not None else quantity.low
        words = "" if number is None else f"{labels.COMPARATORS[quantity.comparator]}{number:g}"
        yield quantity.span, "qu", " ".join(part for part in (words, quantity.unit, quantity.counts) if part), None


def _rules(look: Lookup) -> Placed:
    for rule in look.dossier.rules:
        row = look.row(rule.id)
        for span in dict.fromkeys((rule.span, *(telling.span for telling in rule.tellings))):
            yield span, "cl", f"{labels.kind_words(rule.instrument)}: {labels.RULE_STATUS[rule.status]}", row


def _furniture(look: Lookup) -> Placed:
    for doc in look.dossier.documents:
        for piece in doc.furniture:
            yield piece.span, "fu", labels.FURNITURE[piece.kind], None
    for coverage in look.dossier.coverage:
        for span in coverage.unread:
            yield span, "un", "not understood", None
