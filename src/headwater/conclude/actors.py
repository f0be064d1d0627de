"""Speakers as actors: one actor for one full name in the pile, pseudonymous and unnamed ones by report.

Names of one word, and descriptions, never join two reports: a false merge would make two witnesses one.
"""

from collections.abc import Mapping, Sequence

import msgspec

from headwater.records import Actor, ActorKind, Annotations, Mention, MentionForm, Naming, Reason, Speaker, Statement, span_id
from headwater.text import digest

PRONOUN = 0.6  # score up to which a speaker of four letters is a pronoun led back
BODY_WORDS = frozenset(
    "ministry embassy office court police government authorities agency army committee commission council party company union service administration parliament "
    "department bureau institute association radio news times organisation organization group directorate inspectorate board bank university".split()
)


def find_actors(annotations: Sequence[Annotations]) -> tuple[tuple[Actor, ...], tuple[Mention, ...], tuple[Statement, ...]]:
    """Actors and mentions of all speakers, and the statements with their speaker's actor filled in."""
    mentions = {mention.id: mention for found in annotations for mention in found.mentions}
    groups: dict[str, list[Speaker]] = {}
    statements = []
    for found in annotations:
        for statement in found.statements:
            key = _key(statement.speaker, found.doc)
            if key is None or statement.speaker is None:
                statements.append(statement)
                continue
            actor = "a" + digest("actor", key)
            groups.setdefault(key, []).append(statement.speaker)
            statements.append(_with_actor(statement, actor))
            if statement.speaker.span:
                mention = _mention(statement.speaker, actor, mentions)
                mentions[mention.id] = mention
    actors = tuple(_actor(key, speakers, list(mentions.values())) for key, speakers in groups.items())
    return tuple(sorted(actors, key=lambda a: a.name.casefold())), tuple(sorted(mentions.values(), key=lambda m: m.span)), tuple(statements)


def _key(speaker: Speaker | None, doc: str) -> str | None:
    if speaker is None or not speaker.name:
        return None
    name = speaker.name.casefold()
    return name if speaker.naming == "named" and " " in name else f"{doc}\0{name}"


def _with_actor(statement: Statement, actor: str) -> Statement:
    assert statement.speaker is not None
    chain = tuple(
        msgspec.structs.replace(mouth, actor=actor) if mouth.name == statement.speaker.name else mouth for mouth in statement.chain
    )
    return msgspec.structs.replace(statement, speaker=msgspec.structs.replace(statement.speaker, actor=actor), chain=chain)


def is_body(name: str) -> bool:
    """Whether a name is that of an institution rather than a person's."""
    return bool(BODY_WORDS & set(name.casefold().split()))


def _kind(name: str, naming: Naming) -> ActorKind:
    words = name.casefold().split()
    if is_body(name):
        return "organization"
    if naming == "anonymous":
        return "group" if words[-1].endswith("s") else "person"
    return "person"


def _mention(speaker: Speaker, actor: str, known: Mapping[str, Mention]) -> Mention:
    """The mention at a speaker's words: the name that the model found there, else the words themselves."""
    assert speaker.span is not None
    assert speaker.name is not None
    id = span_id("mention", speaker.span)
    if id in known:
        return msgspec.structs.replace(known[id], actor=actor)
    form: MentionForm = "name" if speaker.naming != "anonymous" else "description"
    if speaker.score <= PRONOUN and speaker.span.end - speaker.span.start <= 4:
        form = "pronoun"
    return Mention(id=id, span=speaker.span, actor=actor, kind=_kind(speaker.name, speaker.naming), form=form)


def _actor(key: str, speakers: Sequence[Speaker], mentions: Sequence[Mention]) -> Actor:
    id = "a" + digest("actor", key)
    names = tuple(dict.fromkeys(s.name for s in speakers if s.name))
    namings: list[Naming] = [s.naming for s in speakers]
    naming: Naming = "pseudonymous" if "pseudonymous" in namings else namings[0]
    own = tuple(m.id for m in mentions if m.actor == id)
    because = (Reason("same_name", refs=own),) if len(own) > 1 else ()
    return Actor(
        id=id,
        kind=_kind(names[0], naming),
        name=max(names, key=len),
        names=names,
        roles=(),
        country=None,
        naming=naming,
        mentions=own,
        because=because,
    )
