"""A person's decisions on who is one actor: two sides named on the command line, pinned to words of the reports.

What is decided holds for the words, not for an id: it is found again when the reports are read anew.
"""

import getpass
import secrets
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from headwater.case import Case, now
from headwater.errors import NoSuchRecord, WrongUse
from headwater.records import Actor, Document, Dossier, Judgement, Mention, Pinned, Verdict
from headwater.text import Span, anchor

MOST_PINS = 60  # mentions that stand for one side: one for each form in each report
VERDICTS: dict[str, Verdict] = {"same": "same", "not-same": "not_same", "unsure": "unsure"}


class Side(msgspec.Struct, frozen=True):
    """One side of a decision: its name and the words that stand for it."""

    name: str
    pins: tuple[Pinned, ...]


def decision(dossier: Dossier, verdict: Verdict, named: Sequence[str], *, note: str = "", by: str | None = None) -> Judgement:
    """The judgement on two actors, mentions or names, or on an open edge. Raises NoSuchRecord or WrongUse with what to do."""
    left, right = _sides(dossier, named)
    if {(pin.doc, pin.anchor.start) for pin in left.pins} & {(pin.doc, pin.anchor.start) for pin in right.pins}:
        raise WrongUse(f"“{left.name}” and “{right.name}” stand for the same words; nothing is to be decided on them")
    at = now()
    return Judgement(
        id=fresh_id(), verdict=verdict, left=left.pins, right=right.pins, by=by or user(), at=at,
        left_name=left.name, right_name=right.name, note=note,
    )  # fmt: skip


def revocation(case: Case, id: str, *, note: str = "", by: str | None = None) -> Judgement:
    """The judgement that takes an earlier one back. Raises NoSuchRecord where none that stands begins with `id`."""
    found = [one for one in case.judgements() if one.id.startswith(id)]
    if len(found) != 1:
        raise NoSuchRecord(f"{id} names {len(found) or 'no'} decision{'s' if len(found) > 1 else ''} that stand{'s' if len(found) < 2 else ''}; see them with: headwater judge {case.folder} --list")
    at = now()
    return Judgement(
        id=fresh_id(), verdict="revoked", left=(), right=(), by=by or user(), at=at,
        left_name=found[0].left_name, right_name=found[0].right_name, note=note, revokes=found[0].id,
    )  # fmt: skip


def fresh_id() -> str:
    """The id of a new decision: random, so that two people's never meet and none tells what it is about."""
    return "j" + secrets.token_hex(8)


def user() -> str:
    """Who is at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _sides(dossier: Dossier, named: Sequence[str]) -> tuple[Side, Side]:
    edge = next((one for one in dossier.open_edges if [one.id] == list(named)), None)
    if edge is not None:
        named = (edge.left, edge.right)
    if len(named) != 2:
        raise WrongUse("give two actors, mentions or names, or the id of one open pair")
    left, right = (_side(dossier, one) for one in named)
    if {(pin.doc, pin.anchor.start) for pin in left.pins} & {(pin.doc, pin.anchor.start) for pin in right.pins}:
        left, right = _form(left, named[0]), _form(right, named[1])  # two forms of what is one actor so far
    return left, right


def _form(side: Side, named: str) -> Side:
    """The words of a side that are this very form."""
    pins = tuple(pin for pin in side.pins if " ".join(pin.anchor.exact.split()).casefold() == named.casefold())
    return Side(named, pins) if pins else side


def _side(dossier: Dossier, named: str) -> Side:
    documents = {document.id: document for document in dossier.documents}
    mentions = {mention.id: mention for mention in dossier.mentions}
    if named in mentions:
        mention = mentions[named]
        return Side(_words(mention, documents), (pin_of(mention.span, documents),))
    actor = _actor(dossier, named)
    return Side(actor.name, tuple(pin_of(mention.span, documents) for mention in standing(actor, mentions, documents)))


def _actor(dossier: Dossier, named: str) -> Actor:
    by_id = [actor for actor in dossier.actors if actor.id == named]
    low = named.casefold()
    found = by_id or [actor for actor in dossier.actors if low in (name.casefold() for name in (actor.name, *actor.names))]
    if not found:
        raise NoSuchRecord(f"no actor or mention is called “{named}”; the ids stand in the dossier beside the names")
    if len(found) > 1:
        listed = "\n".join(f"  {actor.id}  {actor.name} ({actor.kind}, {len(actor.mentions)} mentions)" for actor in found)
        raise WrongUse(f"“{named}” names {len(found)} actors; give the id of one:\n{listed}")
    if not found[0].mentions:
        raise WrongUse(f"“{found[0].name}” stands nowhere in the reports' words; nothing can be decided on it")
    return found[0]


def standing(actor: Actor, mentions: Mapping[str, Mention], documents: Mapping[str, Document]) -> list[Mention]:
    """One mention for each form in each report; pronouns only where there is nothing else."""
    own = [mentions[id] for id in actor.mentions]
    kept = [m for m in own if m.form == "name"] or [m for m in own if m.form == "description"] or own
    first = {(m.span.doc, _words(m, documents)): m for m in reversed(kept)}
    return sorted(first.values(), key=lambda m: m.span)[:MOST_PINS]


def _words(mention: Mention, documents: Mapping[str, Document]) -> str:
    return documents[mention.span.doc].text[mention.span.start : mention.span.end]


def pin_of(span: Span, documents: Mapping[str, Document]) -> Pinned:
    """The words of a span with what stands around them."""
    return Pinned(doc=span.doc, anchor=anchor(documents[span.doc].text, span.start, span.end))


# -- what it changed ----------------------------------------------------------------------------------


def changes(before: Dossier, after: Dossier) -> Iterator[str]:
    """In words, which actors were joined and which were parted, and what else the conclusions say otherwise."""
    old, new = _by_mention(before), _by_mention(after)
    for actor in after.actors:
        parts = {old[id].id: old[id] for id in actor.mentions if id in old}
        if len(parts) > 1:
            yield f"now one: {actor.name} (was {' and '.join(sorted(_called(one) for one in parts.values()))})"
    for actor in before.actors:
        parts = {new[id].id: new[id] for id in actor.mentions if id in new}
        if len(parts) > 1:
            yield f"now apart: {' and '.join(sorted(_called(one) for one in parts.values()))} (was {actor.name})"
    opened, closed = len({one.id for one in after.open_edges}), len({one.id for one in before.open_edges})
    if opened != closed:
        yield f"open pairs: {opened}, {closed} before"
    if [claim.independent for claim in before.claims] != [claim.independent for claim in after.claims]:
        yield "the origins of claims were counted anew"


def _called(actor: Actor) -> str:
    return f"“{actor.name}”, {len(actor.mentions)} mention{'s' if len(actor.mentions) != 1 else ''}"


def _by_mention(dossier: Dossier) -> dict[str, Actor]:
    return {id: actor for actor in dossier.actors for id in actor.mentions}


def holds(after: Dossier, judgement: Judgement) -> bool:
    """Whether a decision is fulfilled in a dossier: the sides of `same` are one actor, those of `not_same` are not."""
    at = {(m.span.doc, m.span.start): m.actor for m in after.mentions}
    left = {at.get((pin.doc, pin.anchor.start)) for pin in judgement.left}
    right = {at.get((pin.doc, pin.anchor.start)) for pin in judgement.right}
    if judgement.verdict not in ("same", "not_same") or not judgement.right:
        return True
    return bool(left & right) if judgement.verdict == "same" else not left & right


def listed(judgements: Sequence[Judgement]) -> Iterator[str]:
    """One line a decision: id, when, who, what, the note."""
    gone = {one.revokes for one in judgements if one.revokes}
    for one in judgements:
        if one.verdict == "revoked":
            continue
        state = ", taken back" if one.id in gone else ", its words are no longer found" if one.orphan else ""
        verdict = {"same": "same", "not_same": "not the same", "unsure": "unsure"}.get(one.verdict, one.verdict)
        note = f"  ({one.note})" if one.note else ""
        yield f"{one.id}  {one.at}  {one.by}  {verdict}: {_judged(one)}{note}{state}"


def _judged(one: Judgement) -> str:
    """What a decision is about and what it set."""
    left = one.left_name or "purged"
    if not one.subject:
        return f"{left} / {one.right_name or 'purged'}"
    value = f" = {one.value}" if one.value else ""
    return f"{left} ({one.subject}){value}{', with details' if one.details else ''}"
