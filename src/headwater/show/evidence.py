"""The chain of evidence of any record, down to the exact words with what surrounds them, as terminal text.

One walk serves all kinds of records: plain fields are said, spans quoted in their context, reasons
rendered, ids followed. So a record that a later stage invents can be explained at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from headwater.errors import NoSuchRecord
from headwater.records import (
    Actor,
    Capture,
    Claim,
    Derivation,
    Document,
    Dossier,
    Edge,
    Judgement,
    Member,
    Mention,
    Reason,
    Record,
    Statement,
    Story,
)
from headwater.show.labels import ATTITUDES
from headwater.show.lookup import Lookup
from headwater.show.resting import speaker
from headwater.show.terminal import clean, fit, wrapped
from headwater.show.why_actors import Side, actor_pair, decision, side_of
from headwater.text import SourceSpan, Span

CONTEXT = 60  # code points of surrounding words on each side
DEEPEST = 2  # how far ids are followed; what stands further down has an id to ask for
WIDTH = 96
_SKIPPED = frozenset({"text", "sha256", "furniture", "pages", "hints", "facts"})  # of a document: shown elsewhere in full

_SINGLE = {
    "members": "member",
    "origins": "origin",
    "documents": "report",
    "claims": "claim",
    "spans": "words",
    "basis": "ground",
    "hedges": "hedge",
    "caveats": "caveat",
    "mentions": "mention",
    "roles": "role",
    "names": "form",
    "authors": "author",
    "penalties": "penalty",
    "span": "words",
}


def why_text(dossier: Dossier, first: str, second: str | None = None, *, edges: Iterable[Edge] = (), case: str = "CASE") -> str:
    """Why the record `first` is there; with `second`, why the two are linked or why not.

    Ids are those of the dossier, or the labels of the page (`S3`, `D2`); an actor may be given by its name. `edges` adds what
    the stages thought about pairs. `case` is named in the commands that decide. Raises NoSuchRecord for an id that the dossier does not have.
    """
    walk = _Walk(dossier)
    one = walk.find(first)
    lines = walk.explain(one) if second is None else walk.link(one, walk.find(second), edges, case)
    return "\n".join(lines) + "\n"


class _Walk:
    """Looks up and explains records of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.look = Lookup(dossier)
        self.records: dict[str, Any] = {record.id: record for record in _all_records(dossier)}
        self.ids = {label: record for record, label in self.look.labels.items()}
        self.ids |= {f"D{number}": doc for doc, number in self.look.numbers.items()}

    def find(self, name: str) -> Any:
        """The record with this id or label."""
        record = self.records.get(name) or self.records.get(self.ids.get(name, "")) or side_of(self.look.dossier, name)
        if record is None:
            raise NoSuchRecord(f"no record has the id {name!r}; ids stand in dossier.json, labels (S3, D2) on the page")
        return record

    def explain(self, record: Any) -> Iterator[str]:
        """The record and all it rests on."""
        yield self.name(record)
        yield from self._fields(record, "  ", frozenset({record.id}))
        if isinstance(record, Derivation):
            yield from self._shared({record.upstream or ""}, {record.downstream})

    def name(self, record: Any) -> str:
        """What a record is, in a few words."""
        kind = "report" if isinstance(record, Document) else type(record).__name__.lower()
        parts = [kind, self._label(record.id), self._short(record), f"[{record.id}]"]
        return " ".join(part for part in parts if part)

    def _short(self, record: Any) -> str:
        """What tells a record from others of its kind."""
        if isinstance(record, Document):
            return f"{clean(self.look.outlet(record.id))}, {self.look.date(record.id)}"
        if isinstance(record, Statement):
            return f"{clean(speaker(record))}: {ATTITUDES[record.attitude].words}"
        if isinstance(record, Derivation):
            upstream = self.look.outlet(record.upstream) if record.upstream else record.upstream_name or "not known"
            return f"{clean(self.look.outlet(record.downstream))} follows {clean(upstream)}"
        if isinstance(record, Judgement):
            return decision(record)
        return (
            clean(record.name)
            if isinstance(record, Actor)
            else f"“{clean(self.look.words(record.span))}”"
            if isinstance(record, Mention)
            else fit(f"“{clean(record.text)}”", 60).rstrip()
            if isinstance(record, Claim)
            else ""
        )

    def _label(self, record: str) -> str:
        return f"D{self.look.numbers[record]}" if record in self.look.numbers else self.look.labels.get(record, "")

    def _fields(self, record: Any, indent: str, seen: frozenset[str]) -> Iterator[str]:
        names = list(zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True))
        if isinstance(record, Actor):
            names.sort(key=lambda pair: pair[0] == "mentions")  # why its forms are one comes before the long list of places
        for name, wire in names:
            if not _is_said_elsewhere(record, name):
                yield from self._value(wire.replace("_", " "), getattr(record, name), indent, seen)

    def _value(self, name: str, value: Any, indent: str, seen: frozenset[str]) -> Iterator[str]:
        if isinstance(value, tuple):
            for part in value:
                yield from self._value(_SINGLE.get(name, name), part, indent, seen)
        elif isinstance(value, Span):
            yield from self._words(name, value, indent)
        elif isinstance(value, Reason):
            yield from self._reason(value, indent, seen)
        elif isinstance(value, msgspec.Struct) and not isinstance(value, SourceSpan):
            yield f"{indent}{name}:"
            yield from self._fields(value, indent + "  ", seen)
        elif isinstance(value, str) and value in self.records and name != "name":
            yield from self._follow(name, self.records[value], indent, seen)
        else:
            yield from self._plain(name, value, indent)

    def _plain(self, name: str, value: Any, indent: str) -> Iterator[str]:
        if isinstance(value, SourceSpan):
            yield f"{indent}{name}: characters {value.start} to {value.end} of the capture"
        elif value is not None:
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            yield from wrapped(f"{name}: {shown}", width=WIDTH, indent=indent)

    def _reason(self, reason: Reason, indent: str, seen: frozenset[str]) -> Iterator[str]:
        yield from wrapped(f"because {self.look.reason_text(reason)}", width=WIDTH, indent=indent)
        for span in reason.spans:
            yield from self._words("words", span, indent + "  ")
        for ref in reason.refs:
            if ref in self.records:
                yield f"{indent}  see {self.name(self.records[ref])}"

    def _follow(self, name: str, record: Any, indent: str, seen: frozenset[str]) -> Iterator[str]:
        yield f"{indent}{name}: {self.name(record)}"
        if record.id not in seen and len(seen) < DEEPEST and not isinstance(record, Document | Actor | Story):
            yield from self._fields(record, indent + "  ", seen | {record.id})

    def _words(self, name: str, span: Span, indent: str) -> Iterator[str]:
        """Outlet, date, place, and the words between double angle brackets inside their context."""
        text = self.look.texts[span.doc]
        before = text[max(0, span.start - CONTEXT) : span.start].split("\n")[-1]
        after = text[span.end : span.end + CONTEXT].split("\n")[0]
        place = f"{clean(self.look.outlet(span.doc))}, {self.look.date(span.doc)}, ¶ {self.look.paragraph(span)}, {span.start}-{span.end}"
        yield f"{indent}{name}: {place}"
        opening, closing = ("…" if len(side) == CONTEXT else "" for side in (before, after))
        quoted = f"{opening}{before}»{self.look.words(span)}«{after}{closing}"
        yield from wrapped(quoted, width=WIDTH, indent=indent + "  | ")

    def link(self, one: Any, other: Any, edges: Iterable[Edge], case: str) -> Iterator[str]:
        """Why two records are linked, or why not."""
        yield f"{self.name(one)}\n{self.name(other)}\n"
        if isinstance(one, Side) and isinstance(other, Side):
            yield from actor_pair(self.look, one, other, tuple(edges), case)
            return
        sides = (self._documents(one), self._documents(other))
        found = [
            *self._between(one, other),
            *self._edges(one, other, edges),
            *self._derived(*sides, brief=isinstance(one, Document) and isinstance(other, Document)),
            *self._through(*sides),
            *(self._common(one, other) if isinstance(one, Document) and isinstance(other, Document) else self._groups(one, other)),
            *self._shared(*sides),
        ]
        same = sides[0] & sides[1]
        if same and not (isinstance(one, Document) and isinstance(other, Document)):
            found.append("both rest on words of " + ", ".join(clean(self.look.outlet(doc)) for doc in sorted(same)))
        yield from found or self._nothing(sides)

    def _nothing(self, sides: tuple[set[str], set[str]]) -> Iterator[str]:
        yield "not linked"
        yield f"  {self.look.reason_text(Reason('nothing_shared'))}"
        unread = [line for line in self.look.dossier.coverage if line.doc in sides[0] | sides[1] and line.read_as != "full"]
        for line in unread:
            yield f"  but {clean(self.look.outlet(line.doc))} was not read in full ({line.read_as.replace('_', ' ')})"

    def _documents(self, record: Any) -> set[str]:
        """The reports that a record rests on; a report rests on itself."""
        if isinstance(record, Document):
            return {record.id}
        return {part for part in _strings(record) if part in self.look.docs}

    def _between(self, one: Any, other: Any) -> Iterator[str]:
        for a, b in ((one, other), (other, one)):
            if b.id in set(_strings(a)):
                yield f"{self.name(a)} names {self.name(b)}"

    def _edges(self, one: Any, other: Any, edges: Iterable[Edge]) -> Iterator[str]:
        for edge in edges:
            if {edge.left, edge.right} == {one.id, other.id}:
                yield f"{edge.kind}, score {edge.score:.2f}" if edge.score else f"no {edge.kind}"
                yield from (line for reason in edge.because for line in self._reason(reason, "  ", frozenset()))

    def _groups(self, one: Any, other: Any) -> Iterator[str]:
        """Groups that hold both: claims, actors, stories."""
        for name in ("claims", "discrepancies", "actors", "stories"):
            for group in getattr(self.look.dossier, name):
                if {one.id, other.id} <= set(_strings(group)):
                    yield f"both are in {self.name(group)}"
                    if name == "claims":
                        reasons = [reason for origin in group.origins for reason in origin.because]
                        yield from (line for reason in reasons for line in self._reason(reason, "  ", frozenset()))

    def _common(self, one: Document, other: Document) -> Iterator[str]:
        """Groups that hold two reports, each kind in one line, with the reasons of their claims, each once."""
        for name in ("stories", "discrepancies", "actors", "claims"):
            held = [group for group in getattr(self.look.dossier, name) if {one.id, other.id} <= set(_strings(group))]
            if len(held) == 1:
                yield f"both are in {self.name(held[0])}"
            elif held:
                kind = "claims" if name == "claims" else name
                yield from wrapped(f"both are in {len(held)} {kind}: {', '.join(self._label(group.id) or group.id for group in held)}", width=WIDTH, indent="")
            if name == "claims":
                texts = Counter(self.look.reason_text(reason) for group in held for origin in group.origins for reason in origin.because)
                for text, count in texts.most_common():
                    yield from wrapped(f"because {text}" + (f" ({count} times)" if count > 1 else ""), width=WIDTH, indent="  ")

    def _derived(self, ones: set[str], others: set[str], *, brief: bool = False) -> Iterator[str]:
        for link in self.look.dossier.derivations:
            sides = {link.upstream, link.downstream}
            if sides & ones and sides & others and len(sides & (ones | others)) > 1:
                yield self.name(link)
                if brief:
                    yield from self._link_reasons(link)
                else:
                    yield from self._fields(link, "  ", frozenset({link.id, link.upstream or "", link.downstream}))

    def _link_reasons(self, link: Derivation) -> Iterator[str]:
        """A derivation between two reports without the shared passages, which follow below."""
        yield f"  kind: {link.kind.replace('_', ' ')}\n  coverage: {link.coverage:g}\n  confidence: {link.confidence:g}"
        passages = {passage.id for passage in self.look.dossier.reuse}
        for reason in link.because:
            if passages.isdisjoint(reason.refs):
                yield from self._reason(reason, "  ", frozenset())
            else:
                yield from wrapped(f"because {self.look.reason_text(reason)}", width=WIDTH, indent="  ")

    def _through(self, ones: set[str], others: set[str]) -> Iterator[str]:
        """The shortest way over derivations from one side to the other, where it leads through further reports."""
        paths = [[doc] for doc in sorted(ones)]
        seen = set(ones)
        while paths and not ones & others:
            path = paths.pop(0)
            if path[-1] in others:
                if len(path) > 2:
                    yield "linked through " + " – ".join(clean(self._end_name(doc)) for doc in path)
                return
            beside = {end for link in self.look.dossier.derivations for end in self._ends(link) if path[-1] in self._ends(link)} - seen
            seen |= beside
            paths += [[*path, doc] for doc in sorted(beside)]

    def _end_name(self, end: str) -> str:
        return self.look.outlet(end) if end in self.look.docs else end.removeprefix("outside ") + " (not in the pile)"

    def _ends(self, link: Derivation) -> set[str]:
        return {link.upstream or f"outside {link.upstream_name}", link.downstream}

    def _shared(self, ones: set[str], others: set[str]) -> Iterator[str]:
        for passage in self.look.dossier.reuse:
            docs = (passage.a.doc, passage.b.doc)
            if docs[0] != docs[1] and ((docs[0] in ones and docs[1] in others) or (docs[1] in ones and docs[0] in others)):
                yield f"shared passage {self._label(passage.id)}, {passage.kind.replace('_', ' ')}, score {passage.score:.2f}"
                yield from self._words("a", passage.a, "  ")
                yield from self._words("b", passage.b, "  ")


def _all_records(dossier: Dossier) -> Iterator[Any]:
    for name in dossier.__struct_fields__:
        value = getattr(dossier, name)
        if isinstance(value, tuple):
            yield from value
    yield from (piece for doc in dossier.documents for piece in doc.furniture)


def _is_said_elsewhere(record: Any, field: str) -> bool:
    """Whether a field repeats what stands beside it: the id, a member's report, a quotation that is the content, a document's text."""
    if field == "quoted" and isinstance(record, Statement):
        return record.quoted == record.content
    return field == "id" or (field == "doc" and isinstance(record, Member)) or (field in _SKIPPED and isinstance(record, Document))


def _strings(part: Any) -> Iterator[str]:
    """Every string below a record: among them the ids that it names."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        yield from (found for inner in part for found in _strings(inner))
    elif isinstance(part, Record | Reason | Span) and not isinstance(part, Capture):
        yield from (found for name in part.__struct_fields__ for found in _strings(getattr(part, name)))
