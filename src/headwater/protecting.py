"""Decisions on who and what is protected: a person by name or id, a proposed detail by its id; what is proposed, as lines."""

from collections.abc import Iterator, Sequence

from headwater.case import Case, now
from headwater.errors import NoSuchRecord, WrongUse
from headwater.judging import fresh_id, pin_of, revocation, standing, user
from headwater.records import Actor, Document, Dossier, Judgement, Pinned, Verdict
from headwater.show.dossier import document_texts, reason_text
from headwater.show.protection.hidden import Hidden, Name
from headwater.show.protection.proposals import Proposal, details, people
from headwater.show.protection.protected import protected, protected_actors
from headwater.text import anchor

MOST_PLACES = 3  # places named beside a proposal


def protection(
    dossier: Dossier, named: str, *, pseudonym: str | None = None, hide: bool = False, note: str = "", by: str | None = None
) -> Judgement:
    """The decision to protect a person, by id, by the id of a proposal, by a name, or by words that no actor bears.

    Raises WrongUse where the name fits several, or where the pseudonym would give away what is protected.
    """
    actor = _whom(dossier, named)
    name, pins, subject = (
        (actor.name, _pins(dossier, actor), _subject(dossier, actor)) if actor else (named, _loose(dossier, named), "person")
    )
    if pseudonym is not None:
        hidden = Hidden([Name(one) for one in dict.fromkeys((name, *(pin.anchor.exact for pin in pins)))])
        if not pseudonym.strip() or hidden.finds(pseudonym) or protected(dossier).strict.finds(pseudonym):
            raise WrongUse(f"“{pseudonym}” is no pseudonym here: it is empty or holds a protected word; choose another")
    at = now()
    return Judgement(
        id=fresh_id(), verdict="protect", left=pins, right=(), by=by or user(), at=at, left_name=name,
        note=note, subject=subject, record=actor.id if actor else None, value=pseudonym, details=hide,
    )  # fmt: skip


def _whom(dossier: Dossier, named: str) -> Actor | None:
    proposed = next((one.actor for one in people(dossier) if one.id == named), None)
    low = (proposed or named).casefold()
    found = [actor for actor in dossier.actors if actor.id == (proposed or named)]
    found = found or [actor for actor in dossier.actors if low in (name.casefold() for name in (actor.name, *actor.names))]
    found = found or [
        actor for actor in dossier.actors if actor.kind == "person" and any(low in name.casefold().split() for name in actor.names)
    ]
    if len(found) > 1:
        listed = "\n".join(f"  {actor.id}  {actor.name} ({actor.kind}, {len(actor.mentions)} mentions)" for actor in found)
        raise WrongUse(f"“{named}” names {len(found)} actors; give the id of one, and protect each that is meant:\n{listed}")
    return found[0] if found else None


def _subject(dossier: Dossier, actor: Actor) -> str:
    own = set(actor.mentions)
    return actor.kind if any(m.form == "name" for m in dossier.mentions if m.id in own) else "description"


def _pins(dossier: Dossier, actor: Actor) -> tuple[Pinned, ...]:
    documents = {document.id: document for document in dossier.documents}
    mentions = {mention.id: mention for mention in dossier.mentions}
    return tuple(pin_of(mention.span, documents) for mention in standing(actor, mentions, documents))


def _loose(dossier: Dossier, words: str) -> tuple[Pinned, ...]:
    """Where words stand that no actor bears: the first place in each report. Raises WrongUse for an id, which is no name."""
    if words[:1] in "axm" and len(words) == 17 and set(words[1:]) <= set("0123456789abcdef"):
        raise NoSuchRecord(f"there is no actor or proposal {words}; see the proposals with: headwater judge CASE --proposals")
    hidden = Hidden([Name(words)])
    firsts = ((doc, next(iter(hidden.hits(doc.text)), None)) for doc in dossier.documents)
    return tuple(Pinned(doc=doc.id, anchor=anchor(doc.text, hit.start, hit.end)) for doc, hit in firsts if hit)


def unprotection(case: Case, dossier: Dossier, named: str, *, note: str = "", by: str | None = None) -> Judgement:
    """The decision that takes back the protection of a person. Raises NoSuchRecord where none stands."""
    actor = _whom(dossier, named)
    found = [one.id for one, own in protected_actors(dossier) if actor and own.id == actor.id]
    found += [one.id for one in dossier.judgements if one.verdict == "protect" and named.casefold() in (one.id, one.left_name.casefold())]
    if not found:
        raise NoSuchRecord(f"“{named}” is not protected; see the decisions with: headwater judge {case.folder} --list")
    return revocation(case, found[-1], note=note, by=by)


def detail(dossier: Dossier, id: str, verdict: Verdict, *, note: str = "", by: str | None = None) -> Judgement | None:
    """The decision on a proposed detail or person; None where no proposal has this id."""
    documents = {document.id: document for document in dossier.documents}
    found = next((one for one in (*offered(dossier), *people(dossier)) if one.id == id), None)
    if found is None:
        return None
    if found.kind == "person" and verdict == "accept":
        return protection(dossier, found.id, note=note, by=by)
    at = now()
    return Judgement(
        id=fresh_id(), verdict=verdict, left=_places(found, documents), right=(), by=by or user(), at=at,
        left_name=found.words, note=note, subject="detail", record=id, value=found.kind,
    )  # fmt: skip


def _places(found: Proposal, documents: dict[str, Document]) -> tuple[Pinned, ...]:
    return tuple(pin_of(span, documents) for span in found.spans)


def offered(dossier: Dossier) -> list[Proposal]:
    """The details of all who are protected."""
    actors = {actor.id: actor for _, actor in protected_actors(dossier)}
    return [one for actor in actors.values() for one in details(dossier, actor)]


def proposed(dossier: Dossier, *, case: str) -> Iterator[str]:
    """What may be protected, as lines: persons not yet decided on, then the details of those who are."""
    said = {one.record: one.verdict for one in dossier.judgements if one.subject == "detail"}
    guarded = {actor.id: one for one, actor in protected_actors(dossier)}
    whom = [one for one in people(dossier) if one.actor not in guarded and one.id not in said]
    yield f"persons to protect: {len(whom)}" if whom else "no person is proposed"
    yield from (_line(one, dossier) for one in whom)
    for id, judgement in guarded.items():
        found = [one for one in offered(dossier) if one.actor == id]
        yield f"\n{judgement.left_name} is protected, as {judgement.value or '[redacted]'}; details that would give the person away: {len(found)}"
        for one in found:
            state = {"accept": "hidden", "reject": "kept"}.get(said.get(one.id, "accept" if judgement.details else ""), "open")
            yield f"{_line(one, dossier)} [{state}]"
    yield f"\ndecide with: headwater judge {case} accept ID, reject ID, protect ID --details"


def _line(one: Proposal, dossier: Dossier) -> str:
    texts = document_texts(dossier)
    more = f", {len(one.spans)} places" if len(one.spans) > 1 else ""
    return f"  {one.id}  {one.kind}: {one.words}{more} ({reason_text(one.because, texts)})"


def told(before: Dossier, after: Dossier, made: Judgement) -> Sequence[str]:
    """What a decision on protection means now."""
    if made.verdict != "protect":
        return ()
    what = protected(after)
    count = sum(len(what.hidden.hits(doc.text, what.places.get(doc.id, ()))) for doc in after.documents)
    also = sum(1 for one, _ in protected_actors(after) if one.id == made.id)
    lines = [
        f"{made.left_name} is protected, as {made.value or '[redacted]'}: {count} places in {len(after.documents)} reports are hidden in whatever is exported with --publishable"
    ]
    if not also and made.subject != "description":
        lines.append("no actor bears this name; it is hidden by its words alone")
    if not made.details:
        lines.append(
            f"{len([1 for one in offered(after)])} details near by may give the person away; see them with --proposals, or hide all with --details"
        )
    return lines
