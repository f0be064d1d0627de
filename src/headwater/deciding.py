"""Decisions on records of a dossier: accepted, rejected, unsure, corrected, noted; and those of another person taken in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from headwater.case import Case, now
from headwater.conclude.decided import LISTS, spans_of
from headwater.errors import NoSuchRecord, WrongUse
from headwater.judging import fresh_id, pin_of, standing, user
from headwater.records import Derivation, Document, Dossier, EventStatus, Judgement, Pinned, Record, Story, Verdict
from headwater.show.lookup import Lookup
from headwater.text import Span, strip

MOST_PINS = 12  # places that stand for one record
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
GRADES = "ABCDEF"  # reliability of a source, Admiralty code


class Subject(msgspec.Struct, frozen=True):
    """What is decided on: its list, its record, how it is called, the words that stand for it."""

    list: str
    id: str
    name: str
    left: tuple[Pinned, ...]
    right: tuple[Pinned, ...] = ()
    right_name: str = ""


def decision(dossier: Dossier, verdict: str, named: Sequence[str], *, note: str = "", by: str | None = None) -> Judgement:
    """A decision on a record. Raises NoSuchRecord, or WrongUse with what would be right."""
    if verdict == "reliability":
        return _made("reliability", _source(dossier, named), _grade(named), note, by)
    if verdict in ("accept", "reject", "unsure"):
        on = _on(dossier, named[:2] if len(named) == 2 else named[:1])
        return _made(verdict, on, None, note, by)  # type: ignore[arg-type]
    if len(named) < 2:
        raise WrongUse(f"{verdict} needs a record's id and what is set: headwater judge CASE {verdict} ID VALUE")
    on, value = _on(dossier, named[:1]), " ".join(named[1:])
    if verdict == "note":
        return _made("note", on, None, value, by)
    wanted, check = SETS[verdict]
    if on.list != wanted:
        raise WrongUse(f"{verdict} is set on one of the {wanted}; {named[0]} is one of the {on.list}")
    check(value)
    return _made(verdict, _with_actor(dossier, on, value) if verdict == "speaker" else on, value, note, by)  # type: ignore[arg-type]


def _made(verdict: Verdict, on: Subject, value: str | None, note: str, by: str | None) -> Judgement:
    at = now()
    return Judgement(
        id=fresh_id(), verdict=verdict, left=on.left, right=on.right, by=by or user(), at=at,
        left_name=on.name, right_name=on.right_name, note=note, subject=on.list, record=on.id, value=value,
    )  # fmt: skip


def _status(value: str) -> None:
    if value not in get_args(EventStatus):
        raise WrongUse(f"“{value}” is no status; there are {', '.join(get_args(EventStatus))}")


def _day(value: str) -> None:
    if not DAY.fullmatch(value):
        raise WrongUse(f"“{value}” is no day; write it as 2024-05-03")


def _name(value: str) -> None:
    if not value.strip():
        raise WrongUse("say who speaks: an actor's id or a name")


SETS: Mapping[str, tuple[str, Callable[[str], None]]] = {
    "speaker": ("statements", _name),
    "status": ("events", _status),
    "date": ("documents", _day),
}


# -- what is meant ----------------------------------------------------------------------------------------


def _on(dossier: Dossier, named: Sequence[str]) -> Subject:
    if not named:
        raise WrongUse("say on what you decide: the id of a record, or its label on the page")
    look = Lookup(dossier)
    labels = {label: id for id, label in look.labels.items()} | {f"D{number}": id for id, number in look.numbers.items()}
    ids = [labels.get(name) or _of_file(dossier, name) for name in named]
    name, record = _record(dossier, ids[0])
    if len(ids) == 2:
        return _membership(dossier, record, ids[1])
    if isinstance(record, Story):
        raise WrongUse(f"say of which report it is decided that it belongs to the story: headwater judge CASE reject {named[0]} DOC")
    return _subject(dossier, name, record)


def _of_file(dossier: Dossier, name: str) -> str:
    found = [doc.id for doc in dossier.documents if name in (doc.path, Path(doc.path).name)]
    return found[0] if len(found) == 1 else name


def _record(dossier: Dossier, id: str) -> tuple[str, Record]:
    for name in LISTS:
        for one in getattr(dossier, name):
            if one.id == id:
                return name, one
    raise NoSuchRecord(f"nothing with the id {id} can be decided on; the ids stand in the dossier beside the labels")


def _membership(dossier: Dossier, record: Record, doc: str) -> Subject:
    """Whether a report belongs to a story."""
    documents = {one.id: one for one in dossier.documents}
    if not isinstance(record, Story) or doc not in record.documents:
        raise WrongUse("two ids: a story and one of its reports; or two actors with same, not-same or unsure")
    first = next((id for id in record.documents if id != doc), doc)
    return Subject(
        "stories", record.id, _called(documents[doc]), (_head(documents[doc]),), (_head(documents[first]),), record.title or record.id
    )


def _subject(dossier: Dossier, name: str, record: Record) -> Subject:
    documents = {one.id: one for one in dossier.documents}
    id: str = record.id  # type: ignore[attr-defined]
    if isinstance(record, Document):
        return Subject(name, id, _called(record), (_head(record),))
    if isinstance(record, Derivation):
        up = documents.get(record.upstream or "")
        left = (_head(up),) if up else ()
        return Subject(
            name,
            id,
            _called(up) if up else record.upstream_name or "",
            left,
            (_head(documents[record.downstream]),),
            _called(documents[record.downstream]),
        )
    pins = tuple(pin_of(span, documents) for span in dict.fromkeys(spans_of(record)) if span.start < span.end)[:MOST_PINS]
    return Subject(name, id, " ".join(pins[0].anchor.exact.split())[:80] if pins else id, pins)


def _head(doc: Document) -> Pinned:
    """A report by its first line with words."""
    start, end = strip(doc.text, 0, len(doc.text))
    line = doc.text.find("\n", start, end)
    return pin_of(Span(doc.id, start, line if line >= 0 else end), {doc.id: doc})


def _called(doc: Document) -> str:
    return doc.outlet or Path(doc.path).name


def _with_actor(dossier: Dossier, on: Subject, value: str) -> Subject:
    """The statement with the words of the actor who is said to speak; a name that no actor bears stays a name."""
    mentions = {mention.id: mention for mention in dossier.mentions}
    documents = {one.id: one for one in dossier.documents}
    found = [a for a in dossier.actors if a.id == value] or [
        a for a in dossier.actors if value.casefold() in (n.casefold() for n in (a.name, *a.names))
    ]
    if len(found) > 1:
        raise WrongUse(f"“{value}” names {len(found)} actors; give the id of one: {', '.join(a.id for a in found)}")
    pins = tuple(pin_of(m.span, documents) for m in standing(found[0], mentions, documents)) if found else ()
    return msgspec.structs.replace(on, right=pins, right_name=found[0].name if found else value)


def _source(dossier: Dossier, named: Sequence[str]) -> Subject:
    """An outlet or an actor whose reliability is graded."""
    name = " ".join(named[:-1])
    outlets = {doc.outlet for doc in dossier.documents if doc.outlet}
    if name in outlets:
        return Subject("outlets", name, name, ())
    on = _with_actor(dossier, Subject("actors", name, name, ()), name)
    if not on.right:
        raise NoSuchRecord(f"no outlet and no actor is called “{name}”")
    return Subject("actors", name, on.right_name, on.right)


def _grade(named: Sequence[str]) -> str:
    if len(named) < 2 or named[-1] not in GRADES:
        raise WrongUse(
            "reliability needs a name and a grade from A (reliable) to F (cannot be judged): headwater judge CASE reliability NAME B"
        )
    return named[-1]


# -- what it changed, and another person's -----------------------------------------------------------------

COUNTED = ("claims", "derivations", "drift", "discrepancies", "events", "rules", "statements", "stories")


def changes(before: Dossier, after: Dossier) -> Iterator[str]:
    """In words, which lists have more or fewer records now, and how many in each read otherwise."""
    for name in COUNTED:
        old, new = ({one.id: one for one in getattr(dossier, name)} for dossier in (before, after))
        if len(old) != len(new):
            yield f"{name}: {len(new)}, {len(old)} before"
        other = sum(1 for id, one in new.items() if id in old and old[id] != one)
        if other:
            yield f"{name}: {other} read{'s' if other == 1 else ''} otherwise now"


def taken_in(case: Case, path: str) -> tuple[int, int]:
    """Take in the decisions of another person's file: how many are new, how many lines could not be used. Raises WrongUse for no file."""
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}") from error
    known, purged = {one.id for one in case.said()}, {line.subject for line in case.log() if line.act == "purge"}
    new = faulty = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Judgement)
        except msgspec.MsgspecError:
            faulty += 1
            continue
        if one.id not in known and not any(pin.doc in purged for pin in (*one.left, *one.right)):  # destroyed words must not come back
            case.judge(one)
            known.add(one.id)
            new += 1
    return new, faulty
