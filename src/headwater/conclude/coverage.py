"""What was and was not done with each report, in plain words."""

from collections.abc import Sequence

from headwater.records import Annotations, Coverage, Document
from headwater.text import digest

NOT_YET = (
    "times: English and Russian; resolved against the date of publication, without one only what the words alone tell",
    "statements: speakers led back to names and descriptions inside one report; where two may be meant, to nobody",
    "events: English; the same event in several reports is one only where the words of both largely agree",
    "quantities and claims: compared across reports; what is told in quite other words may stay apart",
    "changes of fact on the way from report to report: between English texts; what is put in quite other words may be missed",
    "discrepancies: of figures, dates, denials, rules and states of affairs; others are not looked for",
)


def coverage(documents: Sequence[Document], annotations: Sequence[Annotations]) -> tuple[Coverage, ...]:
    """One line a report: its sentences, how it was read, what was not understood."""
    return tuple(_line(document, found) for document, found in zip(documents, annotations, strict=True))


def _line(document: Document, found: Annotations) -> Coverage:
    notes = NOT_YET if found.read_as == "full" else (_unread_note(document.language),)
    if not found.parsed:
        notes = (*notes, "too long for the language model: no names, speakers by the form of words")
    if not found.sentences:
        notes = ("no body was found: all of it is page furniture",)
    return Coverage(
        id="v" + digest("coverage", document.id),
        doc=document.id,
        sentences=len(found.sentences),
        read_as=found.read_as,
        unread=found.unread,
        notes=notes,
    )


def _unread_note(language: str | None) -> str:
    if language is None:
        return "the language was not recognised: compared with the other reports by its words, statements not read"
    return f"language {language}: compared with the other reports by its words, statements not read"
