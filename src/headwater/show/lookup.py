"""What the writers of sections look up: records by id, their labels and places on the page, places of words.

A record's row has the element id `S3` (statement 3), a report `D2`, words `w2.120.180` (report 2, code
points 120 to 180). Numbers follow the dossier's order, so they are the same in each run.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from headwater.records import Actor, Claim, Derivation, Document, Dossier, Mention, Reason, Record, Reuse, Statement
from headwater.show import labels, lineage
from headwater.show.dates import say
from headwater.show.dossier import document_texts, reason_text, words
from headwater.show.html import Html, el, spaced
from headwater.text import Span

MOST_GROUNDS = 12  # records and places listed beside one reason; the rest is counted
_LETTERS = {
    "statements": "S",
    "claims": "C",
    "derivations": "L",
    "discrepancies": "X",
    "drift": "F",
    "events": "E",
    "rules": "R",
    "actors": "A",
    "reuse": "P",
    "stories": "T",
    "open_edges": "O",
}


class Lookup:
    """Tables over one dossier; made once, never changed.

    With `most_apart`, of passages that no derivation rests on only the best so many are kept (their number
    grows with the square of a pile); `left_out` says how many are not.
    """

    def __init__(self, dossier: Dossier, *, most_apart: int | None = None) -> None:
        kept = dossier.reuse if most_apart is None else kept_passages(dossier, most_apart)
        self.left_out = len(dossier.reuse) - len(kept)
        self.dossier = msgspec.structs.replace(dossier, reuse=kept)
        self.texts = document_texts(dossier)
        self.lineage = lineage.lineage(dossier)
        self.docs: Mapping[str, Document] = {doc.id: doc for doc in dossier.documents}
        self.numbers = {doc.id: number for number, doc in enumerate(self.lineage.order, 1)}
        self.labels = {record.id: f"{letter}{n}" for name, letter in _LETTERS.items() for n, record in enumerate(getattr(dossier, name), 1)}
        self.judged = {record.id: record.judged for name in _LETTERS for record in getattr(dossier, name) if getattr(record, "judged", None)}
        self.names = Counter(_bare_name(doc) for doc in dossier.documents)
        self.statements: Mapping[str, Statement] = {statement.id: statement for statement in dossier.statements}
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in dossier.actors}
        self.mentions: Mapping[str, Mention] = {mention.id: mention for mention in dossier.mentions}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in dossier.claims}
        self.links: Mapping[str, Derivation] = {link.id: link for link in dossier.derivations}
        self.starts = {doc.id: paragraph_starts(doc.text) for doc in dossier.documents}
        gone = {passage.id for passage in dossier.reuse} - {passage.id for passage in kept} if self.left_out else set()
        self.labels = {record: label for record, label in self.labels.items() if record not in gone}
        self.anchored = anchors(self.dossier)

    def label(self, record: str) -> Html:
        """`S3`, linked to the record's row."""
        label = self.labels.get(record, "")
        mark = self.judged.get(record)
        if mark:
            return el("a", f"{label} {labels.JUDGED[mark]}", class_="ref judged", href=f"#{label}", title=f"record {record}, {mark} by a person") if label else Html("")
        return el("a", label, class_="ref", href=f"#{label}", title=f"record {record}") if label else Html("")

    def row(self, record: str) -> str | None:
        """The element id of a record's row."""
        return self.labels.get(record)

    def outlet(self, doc: str) -> str:
        """Outlet, else file name of a report; with the report's label where several bear the same name."""
        card = self.docs.get(doc)
        if card is None:
            return "not known"
        name = _bare_name(card)
        return f"{name} [D{self.numbers[doc]}]" if self.names[name] > 1 else name

    def date(self, doc: str) -> str:
        """When a report was published, in words."""
        card = self.docs.get(doc)
        return "not dated" if card is None else published(card)

    def report(self, doc: str) -> Html:
        """The outlet's name, linked to the report."""
        return el("a", self.outlet(doc), class_="outlet", href=self.report_link(doc))

    def report_link(self, doc: str) -> str | None:
        """The address of a report on the page."""
        return f"#D{self.numbers[doc]}" if doc in self.numbers else None

    def words(self, span: Span) -> str:
        """The words of a span."""
        return words(span, self.texts)

    def anchor(self, span: Span) -> str:
        """The element id of a span's words."""
        return f"w{self.numbers[span.doc]}.{span.start}.{span.end}"

    def place(self, span: Span) -> Html:
        """`¶ 4`, linked to the words in the report."""
        return el("a", f"¶ {self.paragraph(span)}", class_="place", href=f"#{self.anchor(span)}")

    def paragraph(self, span: Span) -> int:
        """In which paragraph (lines with words, from 1) a span begins."""
        return max(1, bisect.bisect_right(self.starts[span.doc], span.start))

    def quote(self, span: Span, *, context: int = 0) -> Html:
        """The words of a span in quotation style, linked to their place."""
        doc = self.docs[span.doc]
        inner = el("a", " ".join(self.words(span).split()), href=f"#{self.anchor(span)}")
        return el("q", self._around(span, -context), inner, self._around(span, context), class_="words", lang=doc.language, dir="auto")

    def _around(self, span: Span, context: int) -> Html | None:
        if not context:
            return None
        text = self.texts[span.doc]
        cut = text[span.end : span.end + context] if context > 0 else text[max(0, span.start + context) : span.start]
        line = cut.split("\n")[0 if context > 0 else -1]
        return el("span", line, class_="around") if line else None

    def source(self, span: Span) -> Html:
        """Outlet, date and place of a span: what stands under every quotation."""
        return el("span", self.report(span.doc), ", ", self.date(span.doc), ", ", self.place(span), class_="source")

    def reason_text(self, reason: Reason) -> str:
        """The sentence of a reason."""
        return reason_text(reason, self.texts)

    def reasons(self, because: Iterable[Reason]) -> Html | None:
        """A list of reasons, those that read the same in one line with all their records and places; None when there is none."""
        alike: dict[str, list[Reason]] = {}
        for reason in because:
            alike.setdefault(self.reason_text(reason), []).append(reason)
        return el("ul", [self._reason(text, reasons) for text, reasons in alike.items()], class_="reasons") if alike else None

    def _reason(self, text: str, reasons: Sequence[Reason]) -> Html:
        grounds = [ground for reason in reasons if (ground := self._grounds(reason))]
        shown = spaced(dict.fromkeys(grounds[:MOST_GROUNDS]), "; ")
        more = f"; and {len(grounds) - MOST_GROUNDS} more" if len(grounds) > MOST_GROUNDS else None
        return el("li", text, ": " if len(grounds) > 1 else " ", shown, more)

    def _grounds(self, reason: Reason) -> Html:
        refs = [self.report(ref) if ref in self.docs else self.label(ref) for ref in dict.fromkeys(reason.refs)]
        pair = len(refs) == 2 and all(ref in self.docs for ref in reason.refs)
        return spaced([spaced(refs, " = " if pair else " "), *(self.place(span) for span in reason.spans)])


def _bare_name(doc: Document) -> str:
    return doc.outlet or file_name(doc.path)


def file_name(path: str) -> str:
    """The last part of a path; backslashes part it only where no slash does, since they also escape strange characters."""
    return path.rsplit("/", 1)[-1] if "/" in path or re.search(r"\\[xu][0-9a-f]{2}", path) else path.rsplit("\\", 1)[-1]


def published(doc: Document) -> str:
    """The publication date of a report in words: "about" where it is the likeliest day of several, bounds where there is no best day."""
    if doc.published.best:
        sure = doc.published.earliest == doc.published.latest
        return say(doc.published.best if sure else f"{doc.published.best[:10]}~")
    first, last = lineage.usual_bounds(doc)
    if first or last:
        return say(f"{first or '..'}/{last or '..'}") if first != last else say(first)
    return "not dated"


def paragraph_starts(text: str) -> list[int]:
    """Where each line that holds words begins."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


def kept_passages(dossier: Dossier, most_apart: int) -> tuple[Reuse, ...]:
    """Shared passages of reports that derive from one another, and the `most_apart` best of the others, in the dossier's order."""
    linked = {frozenset((link.upstream, link.downstream)) for link in dossier.derivations}
    apart = [passage for passage in dossier.reuse if frozenset((passage.a.doc, passage.b.doc)) not in linked]
    best = sorted(apart, key=lambda passage: (passage.a.end - passage.a.start) * -passage.score)[:most_apart]
    dropped = {passage.id for passage in apart} - {passage.id for passage in best}
    return tuple(passage for passage in dossier.reuse if passage.id not in dropped)


def anchors(dossier: Dossier) -> dict[str, frozenset[tuple[int, int]]]:
    """For each document the stretches that anything in the dossier points at."""
    found: dict[str, set[tuple[int, int]]] = {doc.id: set() for doc in dossier.documents}
    for name in (
        "statements",
        "events",
        "rules",
        "actors",
        "credits",
        "reuse",
        "derivations",
        "drift",
        "claims",
        "discrepancies",
        "coverage",
    ):
        _collect(getattr(dossier, name), found)
    for doc in dossier.documents:
        _collect((doc.furniture, doc.published, doc.facts), found)
    for mention in dossier.mentions:
        _collect(mention.span, found)
    return {doc: frozenset(stretches) for doc, stretches in found.items()}


def _collect(part: object, found: dict[str, set[tuple[int, int]]]) -> None:
    if isinstance(part, Span):
        if part.doc in found:
            found[part.doc].add((part.start, part.end))
    elif isinstance(part, tuple):
        for inner in part:
            _collect(inner, found)
    elif isinstance(part, Record | Reason):
        for value in msgspec.structs.astuple(part):
            _collect(value, found)
