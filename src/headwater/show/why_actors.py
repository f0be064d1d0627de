"""Why two names, descriptions or actors are one, open or kept apart: what the words give, what a person decided."""

from collections.abc import Iterator, Sequence

from headwater.lexicon import persons
from headwater.records import Actor, Dossier, Edge, Judgement, Mention, OpenEdge, Pinned
from headwater.show.lookup import Lookup
from headwater.show.terminal import clean, wrapped
from headwater.text import Span, attach

WIDTH = 96
VERDICTS = {"same": "the same", "not_same": "not the same", "unsure": "left open"}
Side = Actor | Mention


def side_of(dossier: Dossier, named: str) -> Side | None:
    """The actor or mention with this id, or the one actor that is called so; None where there is none or more than one."""
    everyone: tuple[Side, ...] = (*dossier.actors, *dossier.mentions)
    by_id = next((one for one in everyone if one.id == named), None)
    low = named.casefold()
    called = [one for one in dossier.actors if low in (name.casefold() for name in (one.name, *one.names))]
    return by_id or (called[0] if len(called) == 1 else None)


def actor_pair(look: Lookup, one: Side, other: Side, edges: Sequence[Edge], case: str) -> Iterator[str]:
    """Lines that say whether two sides are one actor and why; `edges` are those between them, by mention (the words of their reasons)."""
    left, right = _actor(look, one), _actor(look, other)
    decided = [(judgement, shown) for judgement in look.dossier.judgements if (shown := _about(look, judgement, one, other))]
    verdict = decided[-1][0].verdict if decided else None
    if left is not None and left is right:
        yield "one actor" + (", by a person's decision" if verdict == "same" else "")
    elif verdict == "not_same":
        yield "kept apart, by a person's decision"
    else:
        yield "two actors" + (", and the pair is open" if _open(look, left, right) else "")
    for judgement, line in decided:
        yield from wrapped(line, width=WIDTH, indent="  ")
        yield from wrapped(f"note: {clean(judgement.note)}", width=WIDTH, indent="    ") if judgement.note else ()
    if verdict == "same" and left is not right:
        yield "  but another decision that stands keeps them apart"
    yield from _grounds(look, edges)
    if left is not None and left is right:
        yield from _merges(look, left)
    else:
        yield from _how_to_decide(look, left, right, one, other, case, decided=bool(decided), edges=edges)


def _actor(look: Lookup, side: Side) -> Actor | None:
    return side if isinstance(side, Actor) else look.actors.get(side.actor or "")


def _open(look: Lookup, left: Actor | None, right: Actor | None) -> OpenEdge | None:
    ids = {one.id for one in (left, right) if one is not None}
    return next((edge for edge in look.dossier.open_edges if {edge.left, edge.right} == ids), None)


def _grounds(look: Lookup, edges: Sequence[Edge]) -> Iterator[str]:
    """What the words of the reports give for and against, the surest first."""
    for edge in sorted(edges, key=lambda one: -one.score):
        for reason in edge.because:
            yield from wrapped(f"{_weight(edge.score)} {look.reason_text(reason)} (score {edge.score:.2f})", width=WIDTH, indent="  ")
            for span in reason.spans:
                yield from wrapped(f"{look.outlet(span.doc)}, ¶ {look.paragraph(span)}: »{_in_context(look, span)}«", width=WIDTH, indent="    | ")


JOINS, APART = 0.6, 0.2  # as conclude.actor_groups reads scores


def _weight(score: float) -> str:
    return "for it:" if score >= JOINS else "against it:" if score <= APART else "not enough for it:"


def _in_context(look: Lookup, span: Span, *, around: int = 30) -> str:
    text = look.texts[span.doc]
    return clean(" ".join(text[max(0, span.start - around) : span.end + around].split()))


def _merges(look: Lookup, actor: Actor) -> Iterator[str]:
    """Why the forms of an actor are one, each ground with the places that it rests on."""
    if actor.because:
        yield f"{clean(actor.name)} is one for these reasons:"
    for reason in actor.because:
        yield from wrapped(f"because {look.reason_text(reason)}", width=WIDTH, indent="  ")


def _how_to_decide(
    look: Lookup, left: Actor | None, right: Actor | None, one: Side, other: Side, case: str, *, decided: bool, edges: Sequence[Edge]
) -> Iterator[str]:
    if not edges and not decided:
        yield f"  {_no_ground(left, right)}"
    found = _open(look, left, right)
    ids = found.id if found else f"{one.id} {other.id}"
    yield f"  decide: headwater judge {case} same {ids}" if not decided else f"  see all decisions: headwater judge {case} --list"


def _no_ground(left: Actor | None, right: Actor | None) -> str:
    """Why no edge stands between two actors."""
    if left is not None and right is not None and left.kind == right.kind == "person":
        mine, theirs = ([full for name in one.names if (full := persons.taken_apart(name)).full] for one in (left, right))
        if any(not persons.agree(a, b) for a in mine for b in theirs):
            return f"their full names are two persons' names: “{clean(left.name)}”, “{clean(right.name)}”"
    return "nothing in their names, roles or words links them"


# -- what a person decided ------------------------------------------------------------------------------


def _about(look: Lookup, judgement: Judgement, one: Side, other: Side) -> str:
    """What a decision on these two sides says: who, when, which; empty where it is about others."""
    if judgement.verdict not in VERDICTS or judgement.id in {later.revokes for later in look.dossier.judgements}:
        return ""
    a, b = (_places(look, side) for side in (one, other))
    left, right = (_pinned(look, pins) for pins in (judgement.left, judgement.right))
    if not ((left & a and right & b) or (left & b and right & a)):
        return ""
    return f"decision {judgement.id}: {decision(judgement)}"


def decision(judgement: Judgement) -> str:
    """Who decided when what, in words."""
    names = " and ".join(f"“{clean(name)}”" if name else "what was purged" for name in (judgement.left_name, judgement.right_name))
    return f"{clean(judgement.by)}, {judgement.at}: {names} are {VERDICTS.get(judgement.verdict, judgement.verdict)}"


def _places(look: Lookup, side: Side) -> set[tuple[str, int]]:
    mentions = (side,) if isinstance(side, Mention) else [look.mentions[id] for id in side.mentions if id in look.mentions]
    return {(mention.span.doc, at) for mention in mentions for at in range(mention.span.start, mention.span.end)}


def _pinned(look: Lookup, pins: Sequence[Pinned]) -> set[tuple[str, int]]:
    """Where the words of one side of a decision begin now."""
    found = ((pin.doc, attach(pin.anchor, look.texts[pin.doc])) for pin in pins if pin.doc in look.texts)
    return {(doc, at) for doc, place in found if place is not None for at in range(*place)}
