"""Actors: the referents of all reports joined by edges and a person's judgements, named by their fullest form.

A judgement is obeyed before all else: who was judged not to be the same never joins, whatever the edges say.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from headwater import lexicon
from headwater.conclude.actor_groups import Decided, decide
from headwater.lexicon import countries, outlets
from headwater.records import (
    Actor,
    ActorKind,
    Annotations,
    Document,
    Edge,
    Judgement,
    Mention,
    Naming,
    OpenEdge,
    Reason,
    Referent,
    Role,
    Speaker,
    Statement,
)
from headwater.text import Span, digest

MOST_GROUNDS = 12  # places kept of one reason why the forms of an actor are one
BODY_WORDS = frozenset(
    "ministry embassy office court police government authorities agency army committee commission council party company union service administration parliament "
    "department bureau institute association radio news times organisation organization group directorate inspectorate board bank university".split()
)


class Resolved(msgspec.Struct, frozen=True):
    """What names, descriptions and pronouns come to: actors, mentions and statements that name theirs, what is left open."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    open_edges: tuple[OpenEdge, ...]
    judgements: tuple[Judgement, ...]


def find_actors(annotations: Sequence[Annotations], edges: Sequence[Edge] = ()) -> tuple[tuple[Actor, ...], tuple[Mention, ...], tuple[Statement, ...]]:
    """Actors and mentions, and the statements with their speaker's actor filled in, without judgements."""
    found = resolve_actors(annotations, edges)
    return found.actors, found.mentions, found.statements


def resolve_actors(
    annotations: Sequence[Annotations], edges: Sequence[Edge] = (), judgements: Sequence[Judgement] = (), documents: Mapping[str, Document] | None = None
) -> Resolved:
    """Actors of all reports. `judgements` are attached to the texts of `documents`; one that finds nothing there is marked orphan."""
    referents = [one for found in annotations for one in found.referents]
    mentions = {mention.id: mention for found in annotations for mention in found.mentions}
    decided = decide(referents, mentions, edges, judgements, documents or {})
    by_referent: dict[str, str] = {}
    actors = []
    namings = _namings(annotations)
    for group in decided.groups:
        actor = _actor(group, mentions, decided, namings)
        actors.append(actor)
        by_referent.update((one.id, actor.id) for one in group)
    actor_of = {mention: by_referent[one.id] for one in referents for mention in one.mentions}
    statements, more = _statements(annotations, actors, {mentions[id].span: actor for id, actor in actor_of.items()})
    open_edges = tuple(_open(edge, by_referent) for edge in decided.open)
    kept = sorted({one.id: one for one in open_edges}.values(), key=lambda one: (-one.score, one.id))
    filled = (msgspec.structs.replace(m, actor=actor_of.get(m.id)) for m in mentions.values())
    return Resolved(
        actors=tuple(sorted((*actors, *more), key=lambda a: (a.name.casefold(), a.id))),
        mentions=tuple(sorted(filled, key=lambda m: m.span)),
        statements=statements,
        open_edges=tuple(kept),
        judgements=decided.judgements,
    )


def _open(edge: Edge, by_referent: Mapping[str, str]) -> OpenEdge:
    left, right = sorted((by_referent[edge.left], by_referent[edge.right]))
    return OpenEdge(id="o" + digest("open", left, right), kind="actor", left=left, right=right, score=edge.score, because=edge.because)


# -- one actor ----------------------------------------------------------------------------------------


def _actor(group: Sequence[Referent], mentions: Mapping[str, Mention], decided: Decided, namings: Mapping[Span, Naming]) -> Actor:
    own = sorted((mentions[id] for id in {m for one in group for m in one.mentions}), key=lambda m: m.span)
    kind = _kind(group)
    names = _names(group)
    return Actor(
        id="a" + digest("actor", group[0].id),
        kind=kind,
        name=_name(group, names),
        names=names,
        roles=_roles(group),
        country=_country(group),
        naming=_naming(group, kind, [namings[m.span] for m in own if m.span in namings]),
        mentions=tuple(m.id for m in own),
        because=_because(group, own, decided),
    )


def _kind(group: Sequence[Referent]) -> ActorKind:
    if any(one.stands_for for one in group):
        return "organization"
    votes: Counter[ActorKind] = Counter()
    for one in group:
        votes[one.kind] += len(one.mentions) if one.form == "name" else 0
    return max(votes, key=lambda kind: (votes[kind], kind)) if votes.total() else group[0].kind


def _names(group: Sequence[Referent]) -> tuple[str, ...]:
    """The forms, names before descriptions, in order of arrival."""
    named = [one.name for one in group if one.form == "name"]
    return tuple(dict.fromkeys(named or [one.name for one in group]))


def _name(group: Sequence[Referent], names: Sequence[str]) -> str:
    """The fullest form: most words, then most mentions, then the longest."""
    if any(one.stands_for for one in group):
        return _government(group, names)
    weight: Counter[str] = Counter()
    for one in group:
        weight[one.name] += len(one.mentions)
    if _kind(group) in ("place", "group"):
        code = _country(group)
        main = countries.name(code) if code and countries.country(names[0]) else ""
        return main if main in names else max(names, key=lambda name: (not name.isupper(), weight[name], name))
    return max(names, key=lambda name: (not name.isupper() or " " in name, len(name.split()), weight[name], len(name), name))


def _government(group: Sequence[Referent], names: Sequence[str]) -> str:
    """A government by its country's main name; of a country that only the reports tell of, by their own words for it."""
    code = _country(group)
    if code:
        return f"Government of {countries.name(code)}"
    own = next((name for name in names if "government" in name.casefold() or "authorities" in name.casefold()), None)
    told = next((one.country for one in group if one.country), None)
    return own[:1].upper() + own[1:] if own else f"Government of {told}" if told else f"Government in {names[0]}"


def _roles(group: Sequence[Referent]) -> tuple[Role, ...]:
    """Each role once a report, where it first stands."""
    kept: dict[tuple[str, str], Role] = {}
    for one in group:
        for role in one.roles:
            kept.setdefault((role.span.doc, role.name.casefold()), role)
    return tuple(kept.values())


def _country(group: Sequence[Referent]) -> str | None:
    """The code that most referents give; a country, people or seat of government by its own name."""
    votes: Counter[str] = Counter()
    for one in group:
        own = countries.code(one.name) if one.kind in ("place", "group", "organization") else None
        seat = (countries.seat(one.name) or countries.capital(one.name)) if one.stands_for else countries.capital(one.name) if one.kind == "place" else None
        code = own or one.country or seat
        if code and len(code) == 2 and code.isupper():
            votes[code] += 1
    return max(votes, key=lambda code: (votes[code], code)) if votes else None


@functools.cache
def _given_names() -> frozenset[str]:
    return lexicon.entries("given_names")


def _naming(group: Sequence[Referent], kind: ActorKind, told: Sequence[Naming]) -> Naming:
    named = [one for one in group if one.form == "name"]
    if not named:
        return "named" if kind == "organization" else "anonymous"
    if kind != "person" or any(" " in one.name for one in named):
        return "named"
    if any(one.withheld for one in named) or "pseudonymous" in told or all(one.name.casefold() in _given_names() for one in named):
        return "pseudonymous"
    return "named"


def _namings(annotations: Iterable[Annotations]) -> dict[Span, Naming]:
    return {s.speaker.span: s.speaker.naming for found in annotations for s in found.statements if s.speaker and s.speaker.span}


def _because(group: Sequence[Referent], own: Sequence[Mention], decided: Decided) -> tuple[Reason, ...]:
    """Why the forms are one: each code once, with its places."""
    by_code: defaultdict[tuple[str, tuple[str | int | float, ...]], dict[Span, None]] = defaultdict(dict)
    refs: defaultdict[tuple[str, tuple[str | int | float, ...]], dict[str, None]] = defaultdict(dict)
    for reason in decided.because.get(group[0].id, ()):
        key = (reason.code, reason.values)
        by_code[key].update(dict.fromkeys(reason.spans))
        refs[key].update(dict.fromkeys(reason.refs))
    led = [m.span for m in own if m.form != "name"]
    if led and len(own) > len(led):
        by_code["led_back", ()].update(dict.fromkeys(led))
    return tuple(Reason(code, refs=tuple(refs[code, values]), spans=tuple(spans)[:MOST_GROUNDS], values=values) for (code, values), spans in by_code.items())


# -- statements ---------------------------------------------------------------------------------------


class _Speakers(msgspec.Struct):
    """Who is meant by the words of a speaker: by their place, else by name."""

    at: Mapping[Span, str]
    within: Mapping[str, Sequence[tuple[Span, str]]]
    by_name: dict[str, str]
    made: dict[str, Actor] = msgspec.field(default_factory=dict)

    def actor(self, span: Span | None, name: str | None) -> str | None:
        """The actor at a place, at the name inside it, or of an outlet's name."""
        if span is not None:
            inside = self.at.get(span) or self._inside(span)
            if inside is not None:
                return inside
        return self._of_name(name) if name and span is None else None

    def _inside(self, span: Span) -> str | None:
        shared = [(min(s.end, span.end) - max(s.start, span.start), actor) for s, actor in self.within.get(span.doc, ())]
        best = max(shared, default=(0, ""))
        return best[1] if best[0] > 0 else None

    def _of_name(self, name: str) -> str:
        key = outlets.bare(name)
        if key not in self.by_name and (main := outlets.known(name)) and outlets.bare(main) in self.by_name:
            key = outlets.bare(main)
        if key not in self.by_name:
            id = "a" + digest("actor", "outlet", key)
            self.by_name[key] = id
            self.made[id] = Actor(id=id, kind="organization", name=name, names=(name,), roles=(), country=None, naming="named", mentions=(), because=())
        return self.by_name[key]


def _statements(annotations: Sequence[Annotations], actors: Sequence[Actor], at: Mapping[Span, str]) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """The statements with the actors of their speakers and mouths, and the outlets that no text names."""
    within: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for span, actor in at.items():
        within[span.doc].append((span, actor))
    by_name: dict[str, str] = {}
    for one in actors:
        if one.kind in ("organization", "work"):
            for name in (one.name, *one.names):
                by_name.setdefault(outlets.bare(name), one.id)
                if one.kind == "organization" and (main := outlets.known(name)) and outlets.bare(name) == outlets.bare(main):
                    by_name.setdefault(outlets.bare(main), one.id)
    speakers = _Speakers(at, within, by_name)
    made = tuple(_with_actors(statement, speakers) for found in annotations for statement in found.statements)
    return made, tuple(speakers.made.values())


def _with_actors(statement: Statement, speakers: _Speakers) -> Statement:
    speaker: Speaker | None = statement.speaker
    if speaker is not None and speaker.name:
        speaker = msgspec.structs.replace(speaker, actor=speakers.actor(speaker.span, speaker.name))
    chain = tuple(msgspec.structs.replace(mouth, actor=speakers.actor(mouth.span, mouth.name)) if mouth.name else mouth for mouth in statement.chain)
    return msgspec.structs.replace(statement, speaker=speaker, chain=chain)


def is_body(name: str) -> bool:
    """Whether a name is that of an institution rather than a person's."""
    return bool(BODY_WORDS & set(name.casefold().split()))
