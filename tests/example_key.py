"""The answer key of an example pile: reads it, finds each citation in the reports, compares a dossier with it layer by layer.

The key cites words, never offsets; `cite` finds them and fails loudly when they are not there or stand there more than once.
Each layer is a function of a `Pile` that gives a `Result`: how much was asked, how much is right, and each difference in words.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
LEAP = " […] "


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLACE = frozenset({"doc", "words"})
FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # layer/list: fields that a row must have, fields that it may have
    "documents/document": (frozenset({"file", "outlet", "title", "language", "published"}), frozenset({"entry", "outlet_or"})),
    "stories/story": (frozenset({"name", "started", "last", "documents"}), frozenset()),
    "furniture/furniture": (frozenset({"doc", "kind", "lines"}), frozenset({"or", "if_present"})),
    "furniture/may": (frozenset({"doc", "lines"}), frozenset({"if_present"})),
    "credits/credit": (_PLACE | {"resolved"}, frozenset({"in", "or_none"})),
    "credits/may": (_PLACE, frozenset({"resolved", "if_present"})),
    "derivations/derivation": (frozenset({"upstream", "downstream", "kind"}), frozenset({"or"})),
    "derivations/may": (frozenset({"upstream", "downstream", "kind"}), frozenset({"upstream_name"})),
    "derivations/never": (frozenset({"a", "b", "why"}), frozenset()),
    "reuse/reuse": (frozenset({"a", "b", "kind"}), frozenset({"or"})),
    "reuse/never": (frozenset({"a", "b", "why"}), frozenset()),
    "statements/statement": (
        frozenset({"doc", "kind", "span", "content"}),
        _set("id quoted cue speaker name naming attitude hedges caveats parent chain first_hand medium plain optional"),
    ),
    "statements/never": (_PLACE | {"kinds", "why"}, frozenset()),
    "times/time": (_PLACE | {"type", "value"}, frozenset({"in", "value_or", "interval", "interval_or"})),
    "times/never": (_PLACE | {"why"}, frozenset({"in"})),
    "quantities/quantity": (_PLACE | {"comparator"}, _set("value low high unit counts as_of comparator_or")),
    "quantities/never": (_PLACE | {"why"}, frozenset()),
    "events/event": (_PLACE | {"status"}, frozenset({"status_or", "time", "who"})),
    "events/never": (_PLACE | {"statuses", "why"}, frozenset()),
    "rules/rule": (
        _PLACE | {"instrument", "kind", "status"},
        _set("content bound penalties deadline instrument_or kind_or"),
    ),
    "rules/never": (_PLACE | {"unless_status", "why"}, frozenset()),
    "actors/actor": (frozenset({"name", "names", "kind", "naming"}), frozenset({"name_or", "role"})),
    "actors/never": (frozenset({"names", "why"}), frozenset()),
    "drift/drift": (frozenset({"upstream", "downstream", "kind", "a", "b"}), frozenset({"kind_or"})),
    "drift/never": (frozenset({"upstream", "downstream", "kind", "why"}), frozenset()),
    "claims/claim": (_set("name low high status origins members"), frozenset({"status_or"})),
    "claims/never": (frozenset({"a", "b", "why"}), frozenset({"stance"})),
    "discrepancies/discrepancy": (frozenset({"a", "b", "kind", "class"}), frozenset({"kind_or", "class_or"})),
    "discrepancies/never": (frozenset({"a", "b", "why"}), frozenset()),
}
VOCABULARY: dict[str, dict[str, str]] = {  # layer/list: field: the contract's words for it
    "furniture/furniture": {"kind": "navigation caption appeal legal_notice related_link credit_line byline comment_box repeated other"},
    "derivations/derivation": {"kind": "copy rewrite partial credit_only"},
    "reuse/reuse": {"kind": "verbatim near paraphrase translation same_quote"},
    "statements/statement": {
        "kind": "direct indirect mixed",
        "naming": "named pseudonymous anonymous",
        "attitude": "asserts denies warns threatens predicts proposes urges asks announces complains cannot_verify",
    },
    "times/time": {"type": "DATE TIME DURATION SET"},
    "quantities/quantity": {"comparator": "exact about more_than less_than up_to at_least"},
    "events/event": {"status": "happened ongoing announced planned proposed threatened denied alleged"},
    "rules/rule": {
        "instrument": "law decree bill draft policy order practice constitution unspecified",
        "kind": "obligation prohibition permission penalty deprivation procedure",
        "status": "in_force signed adopted announced planned draft proposed threatened reported_practice",
    },
    "actors/actor": {"kind": "person organization place group law work", "naming": "named pseudonymous anonymous"},
    "drift/drift": {
        "kind": "hedge_lost hedge_added softened strengthened generalised narrowed number_changed date_changed place_changed "
        "attribution_changed plural_inflated added dropped"
    },
    "claims/claim": {"status": "single_origin corroborated contested denied updated"},
    "discrepancies/discrepancy": {
        "kind": "quantity date polarity rule attribution status",
        "class": "contradiction update rounding framing tension",
    },
}


class KeyFault(ValueError):
    """The key itself is wrong: an unknown field, a word outside the vocabulary, words that cannot be found or are not unique."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one report (by its name in the key), code points, half-open."""

    doc: str
    start: int
    end: int
    words: str

    def share(self, other: Place) -> float:
        """How much of this stretch the other covers, 0 to 1."""
        if self.doc != other.doc:
            return 0.0
        return max(0, min(self.end, other.end) - max(self.start, other.start)) / max(1, self.end - self.start)

    def alike(self, other: Place) -> float:
        """Intersection over union."""
        both = self.share(other) * (self.end - self.start)
        return both / max(1, (self.end - self.start) + (other.end - other.start) - both)


@dataclass(frozen=True, slots=True)
class Result:
    """What a layer asked, what of it is right, and the differences, readable."""

    asked: int
    right: int
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 1.0


# ------------------------------------------------------------------------------------------------ the key


def accepted(row: Row, field: str) -> set[str]:
    """The values that are right for a field: its own (one or several) and those under field_or (or, for a kind, under or)."""
    own = row.get(field, [])
    more = row.get(f"{field}_or", row.get("or", []) if field == "kind" else [])
    return {own, *more} if isinstance(own, str) else {*own, *more}


def _check(row: Row, where: str) -> None:
    must, may = FIELDS[where]
    if wrong := (must - row.keys()) | (row.keys() - must - may):
        raise KeyFault(f"{where}: fields missing or unknown: {sorted(wrong)} in {dict(row)}")
    for field, words in VOCABULARY.get(where, {}).items():
        if strange := accepted(row, field) - _set(words):
            raise KeyFault(f"{where}: {field} is no word of the contract: {sorted(strange)}")


def load(folder: Path) -> dict[str, list[Row]]:
    """The key as rows under "layer/list", each with checked fields and vocabulary."""
    rows: dict[str, list[Row]] = {name: [] for name in FIELDS}
    for path in sorted(folder.glob("*.toml")):
        for kind, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if (where := f"{path.stem}/{kind}") not in FIELDS:
                raise KeyFault(f"no such list: {where}")
            for row in table:
                _check(row, where)
                rows[where].append(row)
    if empty := [name for name, found in rows.items() if not found]:
        raise KeyFault(f"empty: {empty}")
    return rows


def report_name(row: Row) -> str:
    """The name by which the key cites a report: the file, for an entry of a feed with its title."""
    return f"{row['file']}#{row['entry']}" if "entry" in row else str(row["file"])


def _pattern(words: str) -> re.Pattern[str]:
    def part(text: str) -> str:
        body = r"\s+".join(re.escape(token) for token in text.split())
        return (r"(?<!\w)" if text[:1].isalnum() else "") + body + (r"(?!\w)" if text[-1:].isalnum() else "")

    return re.compile(".*?".join(part(p) for p in words.split(LEAP)), re.DOTALL)


def cite(texts: Mapping[str, str], doc: str, words: str, within: Place | None = None) -> Place:
    """The one place of the words in the report (or in a part of it); any white space in between counts as the same."""
    text = texts[doc]
    start, end = (within.start, within.end) if within else (0, len(text))
    found = list(_pattern(words).finditer(text, start, end))
    if len(found) != 1:
        raise KeyFault(f"{doc}: {'not there' if not found else f'there {len(found)} times'}: {words!r}")
    return Place(doc, found[0].start(), found[0].end(), found[0][0])


def row_place(texts: Mapping[str, str], row: Row) -> Place:
    """The place of a row's words, inside its `in` when it has one."""
    within = cite(texts, row["doc"], row["in"]) if "in" in row else None
    return cite(texts, row["doc"], row["words"], within)


def line_places(texts: Mapping[str, str], row: Row) -> list[Place]:
    """The places of whole lines, in order; a line listed twice is its second occurrence. Lines missing from a page are passed over."""
    text, places, seen = texts[row["doc"]], [], dict[str, int]()
    for line in row["lines"]:
        hits = list(re.finditer(rf"(?m)^[ \t]*({_pattern(line).pattern})[ \t]*$", text))
        nth = seen[line] = seen.get(line, 0) + 1
        if len(hits) >= nth:
            places.append(Place(row["doc"], hits[nth - 1].start(1), hits[nth - 1].end(1), line))
        elif not row.get("if_present"):
            raise KeyFault(f"{row['doc']}: no line {nth} of {line!r}")
    return places


def citations(key: Mapping[str, list[Row]], texts: Mapping[str, str]) -> Iterator[Place]:
    """Every place that the key cites, found; raises KeyFault at the first that is not."""
    for where, rows in key.items():
        for row in rows:
            if "lines" in row and where == "furniture/furniture":
                yield from line_places(texts, row)
            elif "lines" in row and not row.get("if_present"):
                yield from (cite(texts, row["doc"], line) for line in row["lines"])
            elif where == "statements/statement":
                yield from Said.of(row, texts).places()
            elif "words" in row and not row.get("if_present"):
                yield row_place(texts, row)
                yield from (cite(texts, row["doc"], row[f]) for f in ("content", "bound") if f in row)
            elif where.startswith("drift") and "a" in row:
                yield from (cite(texts, row[d], row[f]) for d, f in (("upstream", "a"), ("downstream", "b")) if row[f])
            else:
                sides = [*row.get("members", []), *(row[f] for f in ("a", "b") if isinstance(row.get(f), dict))]
                yield from (row_place(texts, side) for side in sides)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the key with its places."""

    row: Row
    span: Place
    content: tuple[Place, ...]
    quoted: tuple[Place, ...]
    cue: Place | None
    speaker: Place | None
    hedges: tuple[Place, ...]

    @classmethod
    def of(cls, row: Row, texts: Mapping[str, str]) -> Said:
        span = cite(texts, row["doc"], row["span"])
        content = tuple(cite(texts, row["doc"], words, span) for words in row["content"])
        default = row["content"] if row["kind"] == "direct" else []
        quoted = tuple(cite(texts, row["doc"], words, span) for words in row.get("quoted", default))
        aside = [_outside(texts, span, content, row[f]) if f in row else None for f in ("cue", "speaker")]
        hedges = tuple(cite(texts, row["doc"], words, span) for words in row.get("hedges", []))
        return cls(row, span, content, quoted, aside[0], aside[1], hedges)

    def places(self) -> list[Place]:
        return [self.span, *self.content, *self.quoted, *self.hedges, *(p for p in (self.cue, self.speaker) if p)]

    @property
    def plain(self) -> bool:
        return bool(self.row["kind"] == "direct" and self.row.get("plain", True))


def _outside(texts: Mapping[str, str], span: Place, content: Sequence[Place], words: str) -> Place:
    """The first place of cue or speaker in the statement that is not inside the attributed words."""
    for hit in _pattern(words).finditer(texts[span.doc], span.start, span.end):
        place = Place(span.doc, hit.start(), hit.end(), hit[0])
        if not any(place.share(c) for c in content):
            return place
    raise KeyFault(f"{span.doc}: no {words!r} beside the attributed words of {span.words!r}")


# ------------------------------------------------------------------------------------------------ the dossier


class Pile:
    """A dossier read beside a key: the documents under the key's names, spans as places."""

    def __init__(self, key: Mapping[str, list[Row]], dossier: Mapping[str, Any]) -> None:
        self.key, self.dossier = key, dossier
        self.documents = {report_name(row): found for row in key["documents/document"] if (found := self._document(row))}
        self.names = {str(d["id"]): name for name, d in self.documents.items()}
        self.texts = {name: str(d["text"]) for name, d in self.documents.items()}
        if missing := [report_name(r) for r in key["documents/document"] if report_name(r) not in self.texts]:
            raise LookupError(f"not among the dossier's documents: {missing}")
        self.said = [Said.of(row, self.texts) for row in key["statements/statement"]]

    def _document(self, row: Row) -> Row | None:
        for document in self.dossier["documents"]:
            if row["file"] in re.split(r"[/\\#!?]", document["path"] or "") and ("entry" not in row or document["title"] == row["entry"]):
                found: Row = document
                return found
        return None

    def place(self, span: Any) -> Place | None:
        if not span or span["doc"] not in self.names:
            return None
        return Place(self.names[span["doc"]], span["start"], span["end"], span["text"])

    def places(self, spans: Iterable[Any]) -> list[Place]:
        return [place for span in spans if (place := self.place(span))]

    def at(self, row: Row) -> Place:
        return row_place(self.texts, row)

    def of(self, name: str) -> list[Row]:
        rows: list[Row] = self.dossier[name]
        return rows

    def actor_names(self, actor: Any) -> set[str]:
        """All folded names of an actor, by id."""
        return {fold(n) for a in self.of("actors") if a["id"] == actor for n in [a["name"] or "", *a["names"]]}


class Tally:
    """Counts while a layer is compared."""

    def __init__(self) -> None:
        self.asked, self.right, self.differences = 0, 0, list[str]()

    def ask(self, fine: object, difference: str) -> None:
        self.asked += 1
        self.right += bool(fine)
        if not fine:
            self.differences.append(difference)

    def wrong(self, difference: str) -> None:
        self.ask(False, difference)

    def result(self) -> Result:
        return Result(self.asked, self.right, tuple(self.differences))


def fold(name: str) -> str:
    """A name for comparing: without article, case, genitive and punctuation."""
    name = re.sub(r"['’]s\b", "", name.casefold())
    return re.sub(r"^(the|a|an|his|her|my|its|their) ", "", " ".join(re.findall(r"\w+", name)))


def same_name(a: str, b: str) -> bool:
    """One name holds the other as whole words ("Torvald", "the hospital's director, Sena Torvald")."""
    x, y = f" {fold(a)} ", f" {fold(b)} "
    return bool(x.strip() and y.strip()) and (x in y or y in x)


def show(place: Place) -> str:
    words = " ".join(place.words.split())
    return f"{place.doc}: “{words if len(words) < 160 else words[:100] + ' … ' + words[-50:]}”"


# ------------------------------------------------------------------------------------------------ the layers


def documents(pile: Pile) -> Result:
    """All reports and no other; title and language; no problems."""
    tally = Tally()
    tally.ask(len(pile.of("documents")) == len(pile.documents), f"{len(pile.of('documents'))} documents, not {len(pile.documents)}")
    for row in pile.key["documents/document"]:
        name, got = report_name(row), pile.documents[report_name(row)]
        tally.ask(" ".join((got["title"] or "").split()) == row["title"], f"{name}: title {got['title']!r}, not {row['title']!r}")
        tally.ask(got["language"] == row["language"], f"{name}: language {got['language']!r}, not {row['language']!r}")
    for problem in pile.of("problems"):
        tally.wrong(f"problem: {problem['input']}: {problem['message']}")
    return tally.result()


def published(pile: Pile) -> Result:
    """The date where the page's metadata or a line of the report states it."""
    tally = Tally()
    for row in pile.key["documents/document"]:
        want, got = row["published"], pile.documents[report_name(row)]["published"]["best"]
        if want["dated"] != "content":
            tally.ask(got == want["best"], f"{report_name(row)}: {got!r}, not {want['best']!r} ({want['dated']})")
    return tally.result()


def outlets(pile: Pile) -> Result:
    tally = Tally()
    for row in pile.key["documents/document"]:
        got = pile.documents[report_name(row)]["outlet"]
        tally.ask(
            fold(got or "") in {fold(n) for n in accepted(row, "outlet")}, f"{report_name(row)}: outlet {got!r}, not {row['outlet']!r}"
        )
    return tally.result()


def dating(pile: Pile) -> Result:
    """The report without a date line: bounded on both sides, within the key's interval."""
    tally = Tally()
    for row in pile.key["documents/document"]:
        want, got = row["published"], pile.documents[report_name(row)]["published"]
        if want["dated"] == "content":
            fine = got["earliest"] and got["latest"] and want["earliest"] <= got["earliest"] <= got["latest"] <= want["latest"]
            tally.ask(fine, f"{report_name(row)}: {got['earliest']}..{got['latest']}, not {want['earliest']}..{want['latest']}")
    return tally.result()


def _marked(pile: Pile) -> dict[str, list[tuple[Place, str]]]:
    return {
        name: [(place, f["kind"]) for f in document["furniture"] if (place := pile.place(f["span"]))]
        for name, document in pile.documents.items()
    }


def _covered(places: Iterable[Place]) -> set[int]:
    return {i for place in places for i in range(place.start, place.end)}


def furniture(pile: Pile) -> Result:
    """Each line of furniture marked, and no word of the body."""
    tally, marked = Tally(), _marked(pile)
    allowed: dict[str, set[int]] = {name: set() for name in pile.texts}
    for row in pile.key["furniture/furniture"]:
        got = _covered(place for place, _ in marked[row["doc"]])
        for line in line_places(pile.texts, row):
            own = _covered([line])
            tally.ask(len(own & got) >= 0.9 * len(own), f"not marked: {show(line)}")
            allowed[row["doc"]] |= own
    for row in pile.key["furniture/may"]:
        allowed[row["doc"]] |= _covered(_may_lines(pile.texts, row))
    for name, text in pile.texts.items():
        lost = _covered(place for place, _ in marked[name]) - allowed[name]
        for hit in re.finditer(r"[^\n]+", text):
            words = "".join(text[i] if i in lost else " " for i in range(*hit.span())).split()
            if re.search(r"\w", " ".join(words)) and (name.endswith(".txt") or len(words) >= 8):
                tally.wrong(f"body marked as furniture: {name}: “{' '.join(words)}”")
    return tally.result()


def _may_lines(texts: Mapping[str, str], row: Row) -> Iterator[Place]:
    for line in row["lines"]:
        for hit in _pattern(line).finditer(texts[row["doc"]]):
            yield Place(row["doc"], hit.start(), hit.end(), hit[0])


def furniture_kinds(pile: Pile) -> Result:
    tally, marked = Tally(), _marked(pile)
    for row in pile.key["furniture/furniture"]:
        for line in line_places(pile.texts, row):
            kinds = {kind for place, kind in marked[row["doc"]] if line.share(place) >= 0.5}
            tally.ask(kinds & accepted(row, "kind"), f"{sorted(kinds) or 'not marked'}, not {row['kind']}: {show(line)}")
    return tally.result()


def _statements(pile: Pile) -> list[tuple[Row, list[Place]]]:
    return [(row, pile.places(row["content"])) for row in pile.of("statements")]


def _match(pile: Pile, said: Said, *, least: float = 0.5) -> Row | None:
    """The dossier's statement with the most alike content, of the same kind before others; None below `least`."""
    best: tuple[float, bool, Row] | None = None
    for row, places in _statements(pile):
        alike = sum(max((c.alike(p) for p in places), default=0.0) for c in said.content) / len(said.content)
        rank = (alike, row["kind"] == said.row["kind"])
        if alike >= least and (best is None or rank > best[:2]):
            best = (*rank, row)
    return best[2] if best else None


def direct(pile: Pile) -> Result:
    """Plain direct quotations exact to the character; nothing else called a direct quotation."""
    tally = Tally()
    got = {p for row, places in _statements(pile) if row["kind"] == "direct" for p in places}
    spans = {(p.doc, p.start, p.end) for p in got}
    whole = {(p.doc, p.start, p.end) for said in pile.said if said.row["kind"] == "direct" for p in said.content}
    loose = [p for said in pile.said if not said.plain for p in (*said.quoted, *(said.content if said.row["kind"] == "direct" else ()))]
    for place in (p for said in pile.said if said.plain for p in said.content):
        near = next((p for p in got if p.share(place)), None)
        tally.ask((place.doc, place.start, place.end) in spans, f"not found: {show(place)}" + (f" but {show(near)}" if near else ""))
    for place in sorted(got, key=lambda p: (p.doc, p.start)):
        if (place.doc, place.start, place.end) not in whole and not any(place.share(p) for p in loose):
            tally.wrong(f"no direct quotation: {show(place)}")
    for row in pile.key["statements/never"]:
        for kind, place in _never_hits(pile, pile.at(row)):
            if kind in row["kinds"]:
                tally.wrong(f"no {kind} statement ({row['why']}): {show(place)}")
    return tally.result()


def _never_hits(pile: Pile, place: Place) -> list[tuple[str, Place]]:
    return [(row["kind"], p) for row, places in _statements(pile) for p in places if place.alike(p) >= 0.5]


def direct_hard(pile: Pile) -> Result:
    """Nested, unbalanced and very short quotations, with the statement they stand in."""
    tally, ids = Tally(), {said.row["id"]: said for said in pile.said if "id" in said.row}
    got = {(p.doc, p.start, p.end): row for row, places in _statements(pile) if row["kind"] == "direct" for p in places}
    for said in pile.said:
        if said.row["kind"] == "direct" and not said.plain and not said.row.get("optional"):
            rows = [got.get((p.doc, p.start, p.end)) for p in said.content]
            tally.ask(all(rows), f"not found: {show(said.span)}")
            if "parent" in said.row and (first := rows[0]):
                outer = _match(pile, ids[said.row["parent"]])
                tally.ask(outer and first["parent"] == outer["id"], f"parent of {show(said.content[0])}")
    return tally.result()


def statements(pile: Pile) -> Result:
    """Indirect and mixed statements: the attributed clause (intersection over union .8), the kind, the words in quotation marks."""
    tally = Tally()
    for said in pile.said:
        if said.row["kind"] != "direct":
            row = _match(pile, said, least=0.8)
            quoted = {(p.start, p.end) for p in pile.places(row["quoted"])} if row else set()
            fine = row and row["kind"] == said.row["kind"] and quoted == {(p.start, p.end) for p in said.quoted}
            tally.ask(fine, f"{'not as in the key' if row else 'not found'}: {said.row['kind']} {show(said.span)}")
    return tally.result()


def _speaks(pile: Pile, said: Said, row: Row) -> tuple[bool, bool]:
    """Whether the dossier points at the right mouth, and whether it also knows the name."""
    speaker = row["speaker"] or {}
    names = {speaker.get("name") or "", *pile.actor_names(speaker.get("actor"))}
    named = any(same_name(n, said.row.get("name", said.row.get("speaker", ""))) for n in names)
    place = pile.place(speaker.get("span"))
    return named or bool(place and said.speaker and said.speaker.share(place)), named


def speakers(pile: Pile) -> Result:
    """Plain direct quotations: their speaker, by words or name."""
    tally = Tally()
    for said in pile.said:
        if said.plain:
            row = _match(pile, said)
            fine = row and _speaks(pile, said, row)[0]
            tally.ask(fine, f"speaker {row['speaker'] if row else None}, not {said.row.get('name')}: {show(said.span)}")
    return tally.result()


def speaker_names(pile: Pile) -> Result:
    """All statements: who is meant, pronouns and descriptions resolved (of the anonymous: the right words), and how that one is named."""
    tally = Tally()
    for said in pile.said:
        if "name" in said.row and not said.row.get("optional"):
            naming, row = said.row.get("naming", "named"), _match(pile, said)
            got = row["speaker"] if row else None
            mouth, named = _speaks(pile, said, row) if row else (False, False)
            tally.ask(named or (mouth and naming == "anonymous"), f"speaker {got}, not {said.row['name']}: {show(said.span)}")
            tally.ask(got and got["naming"] == naming, f"{got and got['naming']}, not {naming}: {show(said.span)}")
    return tally.result()


def attitudes(pile: Pile) -> Result:
    tally = Tally()
    for said in pile.said:
        if want := accepted(said.row, "attitude"):
            row = _match(pile, said)
            tally.ask(row and row["attitude"] in want, f"{row and row['attitude']}, not {sorted(want)}: {show(said.span)}")
    return tally.result()


def caveats(pile: Pile) -> Result:
    """The caveats of each statement for which the key lists them, these and no others."""
    tally, ids = Tally(), {said.row["id"]: said for said in pile.said if "id" in said.row}
    for said in pile.said:
        if "caveats" in said.row:
            row = _match(pile, said)
            want = [_match(pile, ids[c]) for c in said.row["caveats"]]
            fine = row and all(want) and set(row["caveats"]) == {w["id"] for w in want if w}
            tally.ask(fine, f"caveats {said.row['caveats']} of {show(said.span)}")
    return tally.result()


def hedges(pile: Pile) -> Result:
    tally = Tally()
    for said in pile.said:
        if want := said.row.get("hedges"):
            row = _match(pile, said)
            got = {place.words for place in pile.places(row["hedges"])} if row else set()
            tally.ask(got == {h.words for h in said.hedges}, f"hedges {sorted(got)}, not {want}: {show(said.span)}")
    return tally.result()


def chains(pile: Pile) -> Result:
    """The chain of mouths; first-hand or hearsay where the key says it."""
    tally = Tally()
    for said in pile.said:
        row = _match(pile, said)
        if want := said.row.get("chain"):
            got = [link["name"] or "" for link in row["chain"]] if row else []
            fine = len(got) == len(want) and all(same_name(g, w) for g, w in zip(got, want, strict=True))
            tally.ask(fine, f"chain {got}, not {want}: {show(said.span)}")
        if "first_hand" in said.row:
            tally.ask(row and row["first_hand"] is said.row["first_hand"], f"first_hand is {said.row['first_hand']}: {show(said.span)}")
    return tally.result()


def credits(pile: Pile) -> Result:
    """Each credit to an outlet or agency found and resolved; nothing else called a credit."""
    tally = Tally()
    got = [(place, row) for row in pile.of("credits") if (place := pile.place(row["span"]))]
    known = list[Place]()
    for want in pile.key["credits/credit"]:
        place = pile.at(want)
        known.append(place)
        to = {pile.names.get(row["resolved"] or "", "") for p, row in got if place.share(p) >= 0.5}
        tally.ask(to, f"not found: {show(place)}")
        right = {want["resolved"], ""} if want.get("or_none") else {want["resolved"]}
        if to:
            tally.ask(to & right and to <= right | {""}, f"resolved to {sorted(to)}, not {want['resolved'] or None!r}: {show(place)}")
    may = [(pile.at(row), row.get("resolved", "")) for row in pile.key["credits/may"] if not row.get("if_present")]
    for place, row in got:
        if any(place.share(k) for k in known):
            continue
        right = {to for p, to in may if place.share(p)}
        to_name = pile.names.get(row["resolved"] or "", "")
        if not right and any(_may_page(pile, r, place) for r in pile.key["credits/may"] if r.get("if_present")):
            continue
        tally.ask(right and to_name in right | {""}, f"no credit, or resolved to {to_name or None!r}: {show(place)}")
    return tally.result()


def _may_page(pile: Pile, row: Row, place: Place) -> bool:
    return row["doc"] == place.doc and any(
        place.share(Place(place.doc, h.start(), h.end(), h[0])) for h in _pattern(row["words"]).finditer(pile.texts[place.doc])
    )


def _links(pile: Pile) -> dict[tuple[str, str], Row]:
    return {(pile.names.get(d["upstream"] or "", ""), pile.names[d["downstream"]]): d for d in pile.of("derivations")}


def derivations(pile: Pile) -> Result:
    """Every direct link with its direction and kind, and no other."""
    tally, got = Tally(), _links(pile)
    wanted = {(row["upstream"], row["downstream"]): row for row in pile.key["derivations/derivation"]}
    may = {(row["upstream"], row["downstream"]) for row in pile.key["derivations/may"]}
    for (up, down), row in wanted.items():
        found = got.get((up, down))
        tally.ask(found, f"not found: {up} -> {down} ({row['kind']})" + (", but the other way round" if (down, up) in got else ""))
        if found:
            tally.ask(found["kind"] in accepted(row, "kind"), f"{found['kind']}, not {row['kind']}: {up} -> {down}")
    for up, down in got.keys() - wanted.keys() - may:
        why = [r["why"] for r in pile.key["derivations/never"] if r["a"] in (up, down) and r["b"] in (up, down, "*")]
        tally.wrong(f"no such link: {up or got[up, down]['upstream_name']} -> {down} ({got[up, down]['kind']}) {why or ''}")
    return tally.result()


def stories(pile: Pile) -> Result:
    tally = Tally()
    got = {frozenset(pile.names.get(d, d) for d in story["documents"]): story for story in pile.of("stories")}
    for row in pile.key["stories/story"]:
        found = got.get(frozenset(row["documents"]))
        near = max(got, key=lambda g: len(g & set(row["documents"])), default=frozenset())
        apart = sorted(near ^ set(row["documents"]))
        tally.ask(found, f"{row['name']}: differs in {apart}")
        if found:
            dates = (found["started"], found["last"])
            tally.ask(dates == (row["started"], row["last"]), f"{row['name']}: {dates}, not {row['started']}..{row['last']}")
    return tally.result()


def _pair(pile: Pile, row: Row) -> tuple[Place, Place]:
    return pile.at(row["a"]), pile.at(row["b"])


def _both(pair: tuple[Place, Place], places: Sequence[Place], least: float = 0.5) -> bool:
    """Whether two different ones of the places cover the pair."""
    a, b = pair
    return any(a.share(p) >= least and b.share(q) >= least for i, p in enumerate(places) for j, q in enumerate(places) if i != j)


def _reuse(pile: Pile, wanted: Callable[[Row], bool]) -> Result:
    tally = Tally()
    got = [(pile.places([row["a"], row["b"]]), row["kind"]) for row in pile.of("reuse")]
    for row in filter(wanted, pile.key["reuse/reuse"]):
        a, b = _pair(pile, row)
        kinds = {kind for places, kind in got if _both((a, b), places)}
        tally.ask(kinds & accepted(row, "kind"), f"{sorted(kinds) or 'not found'}, not {row['kind']}: {show(a)} = {show(b)}")
    for row in pile.key["reuse/never"]:
        if any(_both(_pair(pile, row), places) for places, _ in got):
            tally.wrong(f"no reuse ({row['why']}): {show(pile.at(row['a']))}")
    return tally.result()


def reuse(pile: Pile) -> Result:
    """Shared words."""
    return _reuse(pile, lambda row: row["kind"] in ("verbatim", "near"))


def reuse_paraphrase(pile: Pile) -> Result:
    """The same in other words."""
    return _reuse(pile, lambda row: row["kind"] not in ("verbatim", "near"))


def times(pile: Pile) -> Result:
    """Extent exact, type, value, interval."""
    tally = Tally()
    got = {(p.doc, p.start, p.end): row for row in pile.of("times") if (p := pile.place(row["span"]))}
    for row in pile.key["times/time"]:
        place = pile.at(row)
        found = got.get((place.doc, place.start, place.end), {})
        fine = found and found["type"] == row["type"] and found["value"] in accepted(row, "value")
        fine = fine and ("interval" not in row or found["interval"] in accepted(row, "interval"))
        told = [found.get("value"), found.get("interval")] if found else "not found"
        tally.ask(fine, f"{told}, not {row['value']}: {show(place)} {row.get('in', '')}")
    for row in pile.key["times/never"]:
        place = pile.at(row)
        if (place.doc, place.start, place.end) in got:
            tally.wrong(f"no time ({row['why']}): {show(place)}")
    return tally.result()


def _unit(unit: str | None) -> str:
    words = (word.rstrip("s").replace("meter", "metre").replace("liter", "litre") for word in (unit or "").casefold().split())  # either spelling
    return " ".join(words)


def quantities(pile: Pile) -> Result:
    tally = Tally()
    got = [(p, row) for row in pile.of("quantities") if (p := pile.place(row["span"]))]
    for want in pile.key["quantities/quantity"]:
        place = pile.at(want)
        near = [row for p, row in got if p.share(place) >= 0.5]
        tally.ask(any(_same_quantity(want, row) for row in near), f"{[_brief(r) for r in near] or 'not found'}: {show(place)}")
    for want in pile.key["quantities/never"]:
        if any(pile.at(want).alike(p) >= 0.5 for p, _ in got):
            tally.wrong(f"no quantity ({want['why']}): {show(pile.at(want))}")
    return tally.result()


def _brief(row: Row) -> tuple[Any, ...]:
    return tuple(row[f] for f in ("comparator", "value", "low", "high", "unit", "counts"))


def _same_quantity(want: Row, got: Row) -> bool:
    numbers = got["value"] == want.get("value") and all(got[f] == want[f] for f in ("low", "high") if f in want)
    counts = str((got["counts"] or {}).get("text", "") if isinstance(got["counts"], dict) else got["counts"] or "")
    return bool(
        numbers
        and got["comparator"] in accepted(want, "comparator")
        and ("unit" not in want or _unit(got["unit"]) == _unit(want["unit"]))
        and want.get("counts", "") in counts
        and ("as_of" not in want or got["as_of"] == want["as_of"])
    )


def events(pile: Pile) -> Result:
    tally = Tally()
    got = [(p, row) for row in pile.of("events") if (p := pile.place(row["span"]))]
    for want in pile.key["events/event"]:
        place = pile.at(want)
        near = [row for p, row in got if p.share(place) >= 0.5]
        fine = [
            row
            for row in near
            if row["status"] in accepted(want, "status")
            and ("time" not in want or want["time"] in json.dumps(row["time"]))
            and ("who" not in want or want["who"].casefold() in _who(pile, row))
        ]
        tally.ask(fine, f"{[(r['status'], r['time']) for r in near] or 'not found'}, not {want['status']}: {show(place)}")
    for want in pile.key["events/never"]:
        if bad := {row["status"] for p, row in got if p.share(pile.at(want)) >= 0.5} & set(want["statuses"]):
            tally.wrong(f"not {sorted(bad)} ({want['why']}): {show(pile.at(want))}")
    return tally.result()


def _who(pile: Pile, event: Row) -> str:
    """Everything the event says about its participants, actors' names included, folded."""
    said = json.dumps(event["who"], ensure_ascii=False)
    return (said + " ".join(n for a in pile.of("actors") if a["id"] in said for n in [a["name"], *a["names"]])).casefold()


def rules(pile: Pile) -> Result:
    tally = Tally()
    got = [(p, row) for row in pile.of("rules") if (p := pile.place(row["span"]))]
    for want in pile.key["rules/rule"]:
        place = pile.at(want)
        near = [row for p, row in got if p.share(place) >= 0.5 or place.share(p) >= 0.5]
        tally.ask(any(_same_rule(pile, want, row) for row in near), f"{[_law(r) for r in near] or 'not found'}: {show(place)}")
    for want in pile.key["rules/never"]:
        place = pile.at(want)
        if bad := {r["status"] for p, r in got if p.share(place) >= 0.5 or place.share(p) >= 0.5} - set(want["unless_status"]):
            tally.wrong(f"no rule that is {sorted(bad, key=str)} ({want['why']}): {show(place)}")
    return tally.result()


def _law(row: Row) -> tuple[Any, ...]:
    return tuple(row[f] for f in ("instrument", "kind", "status", "deadline")) + tuple(
        (p["kind"], p["max"], p["unit"]) for p in row["penalties"]
    )


def _same_rule(pile: Pile, want: Row, got: Row) -> bool:
    penalties = {(p["kind"], p["max"], _unit(p["unit"])) for p in got["penalties"]}
    wanted = {(p["kind"], p["max"], p["unit"]) for p in want.get("penalties", [])}
    deadline = got["deadline"] and {"value": got["deadline"]["value"], "unit": _unit(got["deadline"]["unit"])}
    content = pile.place(got["content"])
    bound = json.dumps(got["bound"], ensure_ascii=False).casefold()
    return (
        all(got[f] in accepted(want, f) for f in ("instrument", "kind", "status"))
        and ("penalties" not in want or penalties == wanted)
        and deadline == want.get("deadline")
        and ("content" not in want or bool(content and content.share(cite(pile.texts, want["doc"], want["content"]))))
        and want.get("bound", "").casefold() in bound
    )


def actors(pile: Pile) -> Result:
    tally = Tally()
    got = [(row, {fold(n) for n in [row["name"] or "", *row["names"]]}) for row in pile.of("actors")]
    for want in pile.key["actors/actor"]:
        forms = {fold(n) for n in want["names"]}
        hits = [row for row, names in got if forms & names]
        fine = len(hits) == 1 and forms <= {fold(n) for n in [hits[0]["name"] or "", *hits[0]["names"]]}
        fine = fine and fold(hits[0]["name"] or "") in {fold(n) for n in accepted(want, "name")}
        fine = fine and (hits[0]["kind"], hits[0]["naming"]) == (want["kind"], want["naming"])
        fine = fine and want.get("role", "") in json.dumps(hits[0]["roles"], ensure_ascii=False).casefold()
        tally.ask(fine, f"{want['name']}: {[(h['name'], h['kind'], h['naming'], h['names'], h['roles']) for h in hits] or 'not found'}")
    for want in pile.key["actors/never"]:
        if any({fold(n) for n in want["names"]} <= names for _, names in got):
            tally.wrong(f"one actor for {want['names']}: {want['why']}")
    return tally.result()


def drift(pile: Pile) -> Result:
    tally, links = (
        Tally(),
        {d["id"]: (pile.names.get(d["upstream"] or "", ""), pile.names[d["downstream"]]) for d in pile.of("derivations")},
    )
    got = [(links.get(row["derivation"]), row) for row in pile.of("drift")]
    for want in pile.key["drift/drift"]:
        link = (want["upstream"], want["downstream"])
        near = [
            row for on, row in got if on == link and _side(pile, row["a"], link[0], want["a"]) and _side(pile, row["b"], link[1], want["b"])
        ]
        kinds = {row["kind"] for row in near}
        tally.ask(
            kinds & accepted(want, "kind"), f"{sorted(kinds) or 'not found'}, not {want['kind']}: {link[1]}: “{want['a']}” -> “{want['b']}”"
        )
    for want in pile.key["drift/never"]:
        if any(on == (want["upstream"], want["downstream"]) and row["kind"] == want["kind"] for on, row in got):
            tally.wrong(f"no {want['kind']} in {want['downstream']}: {want['why']}")
    return tally.result()


def _side(pile: Pile, span: Any, doc: str, words: str) -> bool:
    """A drift's side: the same words overlapping; where the key has nothing, anything but an equal claim of words is fine."""
    place = pile.place(span)
    return not words or bool(place and cite(pile.texts, doc, words).share(place) >= 0.2)


def _claims(pile: Pile) -> list[tuple[Row, list[tuple[Place, str]]]]:
    return [(row, [(p, m["stance"]) for m in row["members"] if (p := pile.place(m["span"]))]) for row in pile.of("claims")]


def claims(pile: Pile) -> Result:
    """The members that assert it together in one claim; how many independent origins; its status."""
    tally, got = Tally(), _claims(pile)
    for want in pile.key["claims/claim"]:
        members = [pile.at(m) for m in want["members"] if m["stance"] == "asserts"]
        hits = [(sum(any(m.share(p) >= 0.5 for p, _ in places) for m in members), row) for row, places in got]
        most, row = max(hits, key=lambda h: h[0], default=(0, {}))
        tally.ask(most == len(members), f"{want['name']}: {most} of {len(members)} members together")
        if most:
            independent = (row["independent"]["low"], row["independent"]["high"])
            tally.ask(
                independent == (want["low"], want["high"]), f"{want['name']}: origins {independent}, not {want['low']}..{want['high']}"
            )
            tally.ask(row["status"] in accepted(want, "status"), f"{want['name']}: {row['status']}, not {want['status']}")
    for want in pile.key["claims/never"]:
        stances = {want["stance"]} if "stance" in want else {"asserts", "denies", "hedges"}
        if any(_both(_pair(pile, want), [p for p, s in places if s in stances]) for _, places in got):
            tally.wrong(f"not one claim ({want['why']}): {show(pile.at(want['a']))}")
    return tally.result()


def discrepancies(pile: Pile) -> Result:
    tally = Tally()
    got = [(pile.places(row["spans"]), row) for row in pile.of("discrepancies")]
    for want in pile.key["discrepancies/discrepancy"]:
        a, b = _pair(pile, want)
        near = [row for places, row in got if _both((a, b), places, 0.3)]
        fine = any(row["kind"] in accepted(want, "kind") and row["class"] in accepted(want, "class") for row in near)
        found = [(r["kind"], r["class"]) for r in near] or "not found"
        tally.ask(fine, f"{found}, not {want['kind']} {want['class']}: {show(a)} / {show(b)}")
    for want in pile.key["discrepancies/never"]:
        if any(_both(_pair(pile, want), places, 0.3) for places, _ in got):
            tally.wrong(f"no discrepancy ({want['why']}): {show(pile.at(want['a']))} / {show(pile.at(want['b']))}")
    return tally.result()


# ------------------------------------------------------------------------------------------------ the key as a dossier


def perfect(key: Mapping[str, list[Row]], texts: Mapping[str, str]) -> dict[str, Any]:
    """The dossier that says what the key says and no more, as far as the layers look: it shows that they can be met."""
    ids = {name: f"doc:{name}" for name in texts}

    def span(place: Place | None) -> Row | None:
        return {"doc": ids[place.doc], "start": place.start, "end": place.end, "text": place.words} if place else None

    def at(row: Row) -> Row | None:
        return span(row_place(texts, row))

    def words(doc: str, cited: str | None) -> Row | None:
        return span(cite(texts, doc, cited)) if cited else None

    def only(row: Row, fields: str) -> dict[str, Any]:
        return {f: row.get(f) for f in fields.split()}

    said = [Said.of(row, texts) for row in key["statements/statement"]]
    links = {(row["upstream"], row["downstream"]): row for row in key["derivations/derivation"]}
    return {
        "documents": [
            only(row, "outlet title language")
            | {"id": ids[name := report_name(row)], "path": f"reports/{row['file']}", "text": texts[name]}
            | {"published": only(row["published"], "best earliest latest")}
            | {
                "furniture": [
                    {"span": span(line), "kind": f["kind"]}
                    for f in key["furniture/furniture"]
                    if f["doc"] == name
                    for line in line_places(texts, f)
                ]
            }
            for row in key["documents/document"]
        ],
        "problems": [],
        "stories": [only(row, "started last") | {"documents": [ids[d] for d in row["documents"]]} for row in key["stories/story"]],
        "statements": [_perfect_statement(s, span) for s in said],
        "credits": [{"span": at(row), "resolved": ids.get(row["resolved"])} for row in key["credits/credit"]],
        "derivations": [
            {"id": repr(link), "upstream": ids[link[0]], "upstream_name": None, "downstream": ids[link[1]], "kind": row["kind"]}
            for link, row in links.items()
        ],
        "reuse": [{"a": at(row["a"]), "b": at(row["b"]), "kind": row["kind"]} for row in key["reuse/reuse"]],
        "times": [only(row, "type value interval") | {"span": at(row)} for row in key["times/time"]],
        "quantities": [only(row, "value low high unit counts comparator as_of") | {"span": at(row)} for row in key["quantities/quantity"]],
        "events": [only(row, "status time") | {"span": at(row), "who": [row.get("who")]} for row in key["events/event"]],
        "rules": [
            only(row, "instrument kind status deadline")
            | {"span": at(row), "content": words(row["doc"], row.get("content"))}
            | {"bound": [row.get("bound")], "penalties": row.get("penalties", [])}
            for row in key["rules/rule"]
        ],
        "actors": [only(row, "name names kind naming") | {"id": row["name"], "roles": [row.get("role")]} for row in key["actors/actor"]],
        "drift": [
            {"derivation": repr((row["upstream"], row["downstream"])), "kind": row["kind"]}
            | {"a": words(row["upstream"], row["a"]), "b": words(row["downstream"], row["b"])}
            for row in key["drift/drift"]
        ],
        "claims": [
            {"members": [{"span": at(m), "stance": m["stance"]} for m in row["members"]]}
            | {"independent": only(row, "low high"), "status": row["status"]}
            for row in key["claims/claim"]
        ],
        "discrepancies": [only(row, "kind class") | {"spans": [at(row["a"]), at(row["b"])]} for row in key["discrepancies/discrepancy"]],
    }


def _perfect_statement(said: Said, span: Callable[[Place | None], Row | None]) -> Row:
    row = said.row
    speaker = {"span": span(said.speaker), "actor": None, "name": row.get("name"), "naming": row.get("naming", "named")}
    return {
        "id": row.get("id", row["span"]),
        "kind": row["kind"],
        "span": span(said.span),
        "content": [span(c) for c in said.content],
        "quoted": [span(q) for q in said.quoted],
        "speaker": speaker,
        "attitude": min(accepted(row, "attitude"), default=None),
        "hedges": [span(h) for h in said.hedges],
        "caveats": row.get("caveats", []),
        "parent": row.get("parent"),
        "chain": [{"name": name} for name in row.get("chain", [])],
        "first_hand": row.get("first_hand"),
    }
