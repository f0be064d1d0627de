"""What a person decided to protect, gathered from the judgements of a dossier."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from headwater.records import Actor, Dossier, Judgement, Mention, Pinned, Reason
from headwater.show.protection.hidden import REDACTED, Hidden, Hit, Name, small_words
from headwater.show.protection.proposals import Proposal, details
from headwater.text import Span, attach

EVERYWHERE = 2  # words of a detail that no report uses otherwise, from which it is hidden wherever it stands; a lone "mother" only where it was chosen


class Protected(msgspec.Struct, frozen=True):
    """What is to be hidden in texts (`hidden`, with `places` by report), and in all that is written of them (`strict`)."""

    hidden: Hidden
    strict: Hidden
    places: Mapping[str, Sequence[Hit]]
    times: frozenset[str]
    addresses: frozenset[str]


def protected_actors(dossier: Dossier) -> list[tuple[Judgement, Actor]]:
    """Each decision to protect that stands, with every actor whose words it is pinned to."""
    actor_at = {m.span: m.actor for m in dossier.mentions}
    actors = {actor.id: actor for actor in dossier.actors}
    texts = {doc.id: doc.text for doc in dossier.documents}
    found = []
    for one in dossier.judgements:
        if one.verdict == "protect":
            ids = dict.fromkeys(id for span in pinned(one.left, texts) for id in _at(span, actor_at))
            found += [(one, actors[id]) for id in ids if id in actors]
    return found


def _at(span: Span, actor_at: Mapping[Span, str | None]) -> list[str]:
    exact = actor_at.get(span)
    if exact:
        return [exact]
    return [id for other, id in actor_at.items() if id and other.doc == span.doc and other.start < span.end and span.start < other.end]


def pinned(pins: Iterable[Pinned], texts: Mapping[str, str]) -> list[Span]:
    """Where the words of a decision stand now."""
    places = ((pin.doc, attach(pin.anchor, texts[pin.doc])) for pin in pins if pin.doc in texts)
    return [Span(doc, *place) for doc, place in places if place]


def protected(dossier: Dossier) -> Protected:
    """All that is to be hidden of a dossier."""
    texts = {doc.id: doc.text for doc in dossier.documents}
    ordinary = small_words(texts.values())
    mentions = {mention.id: mention for mention in dossier.mentions}
    people = protected_actors(dossier)
    names = [name for one in dossier.judgements if one.verdict == "protect" for name in _judged_names(one)]
    names += [name for one, actor in people for name in _names(one, actor, mentions, texts)]
    chosen = _chosen(dossier, people)
    spans = [span for detail in chosen for span in detail.spans]
    times = frozenset(t.interval for t in dossier.times if t.interval and t.span in set(spans))
    spans += [t.span for t in dossier.times if t.interval in times]  # the same day in other words
    phrases = [detail.words for detail in chosen]
    wide = [words for words in phrases if len(words.split()) >= EVERYWHERE or not words.islower()]
    places = _places(dossier, people, spans, mentions)
    return Protected(
        hidden=Hidden(names, wide, ordinary=ordinary),
        strict=Hidden(names, phrases, ordinary=ordinary),
        places=places,
        times=times,
        addresses=frozenset(detail.words for detail in chosen if detail.kind == "address"),
    )


def _judged_names(one: Judgement) -> list[Name]:
    """The names as they stood when they were protected: they hold also where the words are read otherwise now."""
    if one.subject == "description":
        return []
    words = dict.fromkeys((one.left_name, *(pin.anchor.exact for pin in one.left)))
    return [Name(name, one.value or REDACTED, parts=one.subject == "person") for name in words if name.strip()]


def _names(one: Judgement, actor: Actor, mentions: Mapping[str, Mention], texts: Mapping[str, str]) -> list[Name]:
    own = [mentions[id] for id in actor.mentions if id in mentions and mentions[id].form == "name"]
    words = dict.fromkeys((*((actor.name, *actor.names) if own else ()), *(texts[m.span.doc][m.span.start : m.span.end] for m in own)))
    return [Name(name, one.value or REDACTED, parts=actor.kind == "person") for name in words]


def _chosen(dossier: Dossier, people: Sequence[tuple[Judgement, Actor]]) -> list[Proposal]:
    """The details to hide: those accepted one by one, and all of a person whose details are hidden but those rejected."""
    said = {one.record: one.verdict for one in dossier.judgements if one.subject == "detail"}
    texts = {doc.id: doc.text for doc in dossier.documents}
    found = {detail.id: (one, detail) for one, actor in people for detail in details(dossier, actor)}
    kept = [detail for one, detail in found.values() if said.get(detail.id, "accept" if one.details else "") == "accept"]
    gone = [one for one in dossier.judgements if one.subject == "detail" and one.verdict == "accept" and one.record not in found]
    return kept + [_again(one, texts) for one in gone]


def _again(one: Judgement, texts: Mapping[str, str]) -> Proposal:
    """An accepted detail that is no longer proposed: by its words and places."""
    spans = tuple(pinned(one.left, texts))
    return Proposal(one.id, one.value or "", "", one.left_name, spans, Reason("gives_away_description", spans=spans))


def _places(
    dossier: Dossier, people: Sequence[tuple[Judgement, Actor]], spans: Iterable[Span], mentions: Mapping[str, Mention]
) -> dict[str, list[Hit]]:
    """Stretches to hide by report: names where they stand, chosen details, and of one without a name the words for it."""
    found: dict[str, list[Hit]] = {doc.id: [] for doc in dossier.documents}
    for one, actor in people:
        own = [mentions[id] for id in actor.mentions if id in mentions]
        named = any(m.form == "name" for m in own)
        for mention in own:
            if mention.form == ("name" if named else "description"):
                found[mention.span.doc].append(Hit(mention.span.start, mention.span.end, one.value or REDACTED))
    for span in spans:
        found[span.doc].append(Hit(span.start, span.end, REDACTED))
    return found
