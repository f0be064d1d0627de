"""A person's decisions obeyed: what is rejected leaves, what is corrected reads so, what was looked at says so.

A decision is found again by the id of what it judged or, where that changed, by the words that it is pinned to; one that finds
nothing is an orphan, kept and shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from headwater.conclude.actors import Resolved
from headwater.records import (
    Actor,
    Basis,
    Decided,
    Derivation,
    Document,
    Dossier,
    Event,
    Judgement,
    Mouth,
    Pinned,
    Published,
    Record,
    Speaker,
    Statement,
    Story,
)  # fmt: skip
from headwater.text import Span, attach, digest

SHARED = 0.5  # of the words of what was judged and of what is found, the least that both have
MARKS: dict[str, Decided] = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "unsure",
    "speaker": "corrected",
    "status": "corrected",
    "date": "corrected",
}
LEAVES = (
    "claims",
    "drift",
    "discrepancies",
    "events",
    "rules",
    "quantities",
)  # lists that a rejected record leaves; others keep it, marked
LISTS = (
    "documents",
    "stories",
    "statements",
    "events",
    "rules",
    "quantities",
    "credits",
    "derivations",
    "drift",
    "claims",
    "discrepancies",
)


class Judged(Protocol):
    """A record of a list that can be judged."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Judged)


def last_words(judgements: Iterable[Judgement], subject: str, *verdicts: str) -> list[Judgement]:
    """For each record of a list the last decision of some kinds, in order."""
    last = {
        (one.record, one.right_name if subject == "stories" else ""): one
        for one in judgements
        if one.subject == subject and one.verdict in verdicts
    }
    return list(last.values())


def found(judgement: Judgement, records: Iterable[T], documents: Mapping[str, Document]) -> T | None:
    """The record that a decision is about: by its id, else the one whose words are those it is pinned to."""
    rows = list(records)
    own = next((one for one in rows if one.id == judgement.record), None)
    if own is not None or not judgement.left:
        return own
    here = places(judgement.left, documents)
    best = max(((_shared(here, list(spans_of(one))), at) for at, one in enumerate(rows)), default=(0.0, 0))
    return rows[best[1]] if best[0] >= SHARED else None


def places(pins: Iterable[Pinned], documents: Mapping[str, Document]) -> list[Span]:
    """Where the words of a decision stand now."""
    at = ((pin.doc, attach(pin.anchor, documents[pin.doc].text)) for pin in pins if pin.doc in documents)
    return [Span(doc, *place) for doc, place in at if place]


def spans_of(record: object) -> Iterator[Span]:
    """The places that a record itself names."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans_of(part)
    elif isinstance(record, Record) and not isinstance(record, Document):
        names = ("span",) if isinstance(getattr(record, "span", None), Span) else record.__struct_fields__
        yield from (span for name in names for span in spans_of(getattr(record, name)))


def _shared(here: Sequence[Span], there: Sequence[Span]) -> float:
    """The share of code points that two sets of places have in common."""
    mine, theirs = ({(s.doc, at) for s in some for at in range(s.start, s.end)} for some in (here, there))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


# -- what the conclusions start from ---------------------------------------------------------------------


def links(derivations: Iterable[Derivation], judgements: Sequence[Judgement]) -> tuple[Derivation, ...]:
    """The derivations but those rejected: a decision holds for the two reports, whatever kind of link is found between them."""
    gone = {_ends(one) for one in last_words(judgements, "derivations", "accept", "reject", "unsure") if one.verdict == "reject"}
    ids = {one.record for one in judgements if one.subject == "derivations" and one.verdict == "reject"}
    last = {one.record: one.verdict for one in judgements if one.subject == "derivations"}
    return tuple(
        one for one in derivations if (one.upstream, one.downstream) not in gone and not (one.id in ids and last[one.id] == "reject")
    )


def _ends(judgement: Judgement) -> tuple[str | None, str | None]:
    left, right = ((side[0].doc if side else None) for side in (judgement.left, judgement.right))
    return (left, right) if left and right else ("", "")


def dates(documents: Sequence[Document], judgements: Sequence[Judgement]) -> list[Document]:
    """The reports with the dates that a person gave them."""
    given = {one.record: one.value for one in last_words(judgements, "documents", "date") if one.value}
    return [_dated(doc, given[doc.id] or "") if doc.id in given else doc for doc in documents]


def _dated(doc: Document, day: str) -> Document:
    grounds = (Basis(from_="person", text=day), *(one for one in doc.published.basis if one.from_ != "neighbour"))
    return msgspec.structs.replace(doc, published=Published(earliest=day, latest=day, best=day, basis=grounds))


def statuses(events: Sequence[Event], judgements: Sequence[Judgement], documents: Mapping[str, Document]) -> tuple[Event, ...]:
    """The events with the status that a person gave them."""
    given = _given(events, last_words(judgements, "events", "status"), documents)
    return tuple(msgspec.structs.replace(one, status=given[one.id]) if one.id in given else one for one in events)


def speakers(resolved: Resolved, judgements: Sequence[Judgement], documents: Mapping[str, Document]) -> Resolved:
    """Who speaks, as a person corrected it: an actor where the words lead to one, else a name."""
    said = last_words(judgements, "statements", "speaker")
    if not said:
        return resolved
    actors = {actor.id: actor for actor in resolved.actors}
    actor_at = {m.span: m.actor for m in resolved.mentions}
    by_id = {hit.id: one for one in said if (hit := found(one, resolved.statements, documents)) is not None}
    changed = []
    for statement in resolved.statements:
        one = by_id.get(statement.id)
        ids = (actor_at.get(span) for span in places(one.right, documents)) if one else ()
        changed.append(_spoken(statement, one, next((actors[id] for id in ids if id in actors), None)) if one else statement)
    return msgspec.structs.replace(resolved, statements=tuple(changed))


def _spoken(statement: Statement, judgement: Judgement, actor: Actor | None) -> Statement:
    name, id = (actor.name, actor.id) if actor else (judgement.value, None)
    speaker = Speaker(span=None, actor=id, name=name, naming=actor.naming if actor else "named", score=1.0)
    chain = (*statement.chain[:-1], Mouth(name=name, actor=id)) if statement.chain else ()
    return msgspec.structs.replace(statement, speaker=speaker, chain=chain)


def _given(records: Sequence[T], judgements: Sequence[Judgement], documents: Mapping[str, Document]) -> dict[str, Any]:
    return {hit.id: one.value for one in judgements if one.value and (hit := found(one, records, documents)) is not None}


# -- what is said at the end ------------------------------------------------------------------------------


def obeyed(dossier: Dossier) -> Dossier:
    """The dossier with rejected records gone, stories parted, what a person looked at marked, and decisions without their words as orphans."""
    documents = {doc.id: doc for doc in dossier.documents}
    said = [one for one in dossier.judgements if one.subject in LISTS and one.verdict != "note"]
    changed: dict[str, Any] = {"derivations": links(dossier.derivations, dossier.judgements)}
    hits: dict[str, str] = {}
    for name in LISTS:
        rows = changed.get(name, getattr(dossier, name))
        marks = _marks(rows, [one for one in said if one.subject == name and name != "stories"], documents, hits)
        if marks:
            kept = (one for one in rows if name not in LEAVES or marks.get(one.id) != "rejected")
            changed[name] = tuple(msgspec.structs.replace(one, judged=marks[one.id]) if one.id in marks else one for one in kept)
    parted = [one for one in last_words(said, "stories", "accept", "reject") if one.verdict == "reject"]
    changed["stories"] = _parted(dossier.stories, parted, documents)
    changed["judgements"] = tuple(_orphan(one, hits, documents) for one in dossier.judgements)
    return msgspec.structs.replace(dossier, **changed)


def _marks(rows: Sequence[T], said: Sequence[Judgement], documents: Mapping[str, Document], hits: dict[str, str]) -> dict[str, Decided]:
    """For each record what a person said of it last; `hits` takes up which decision found what."""
    marks: dict[str, Decided] = {}
    for one in said:
        hit = found(one, rows, documents)
        if hit is not None:
            hits[one.id] = hit.id
            if one.verdict in MARKS:
                marks[hit.id] = MARKS[one.verdict]
    return marks


def _parted(stories: Sequence[Story], parted: Sequence[Judgement], documents: Mapping[str, Document]) -> tuple[Story, ...]:
    """Stories without the reports that a person took out of them; each of these is a story of its own."""
    out: list[Story] = []
    taken = {one.left[0].doc for one in parted if one.left}
    for story in stories:
        gone = [doc for doc in story.documents if doc in taken] if len(story.documents) > 1 else []
        rest = tuple(doc for doc in story.documents if doc not in gone)
        if rest:
            out.append(story if not gone else _story(story.id, rest, documents, keep=story))
        out += [_story("t" + digest("story", doc), (doc,), documents) for doc in gone]
    return tuple(out)


def _story(id: str, docs: tuple[str, ...], documents: Mapping[str, Document], *, keep: Story | None = None) -> Story:
    days = sorted(day for doc in docs if (day := documents[doc].published.best))
    title = keep.title if keep else documents[docs[0]].title
    return Story(id=id, title=title, documents=docs, started=days[0] if days else None, last=days[-1] if days else None, judged="corrected")


def _orphan(one: Judgement, hits: Mapping[str, str], documents: Mapping[str, Document]) -> Judgement:
    """A decision on a record is an orphan where neither the record nor its words are there any more."""
    if not one.subject or not one.left or one.id in hits:
        return one
    lost = not places(one.left, documents) or (one.subject in LISTS and one.verdict not in ("note", "reject") and one.subject != "stories")
    return msgspec.structs.replace(one, orphan=lost)
