"""Who knows it, as far as one member of a claim says: a person, a body, a document, another outlet, or the reporting itself."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from headwater import lexicon
from headwater.conclude.actors import is_body
from headwater.lexicon import outlets
from headwater.records import Actor, Annotations, Document, Member, Statement
from headwater.text import Span

PERSON, BODY, DOCUMENT, UNNAMED, CREDIT, EYES, REPORTING = "person", "body", "document", "unnamed", "credit", "eyes", "reporting"
NAMED: Final = (PERSON, BODY, DOCUMENT, EYES)
BESIDE = 90  # code points around a speaker in which the body that he speaks for is told
SPOKESPERSON = re.compile(
    r"(?:spokes(?:man|woman|person|people)|press (?:officer|secretary|office|service)|speaker) (?:for|of) (?:the )?([\w’'-]+(?: (?:of |for |the )*[\w’'-]+){0,5})", re.IGNORECASE
)
OF_BODY = re.compile(r"(?:the )?([\w’'-]+(?: [\w’'-]+){0,3})(?:['’]s)? (?:spokes(?:man|woman|person)|press (?:office|officer|secretary|service))", re.IGNORECASE)
CITING = re.compile(r"\b(?:citing|quoting|referring to|with reference to|reported by|as (?:the )?)\s+(?:the |a report (?:by|in) (?:the )?)?", re.IGNORECASE)
OWN_EYES = re.compile(
    r"\b(?:(?:a|our|the) (?:correspondent|reporter|photographer|journalist)s?\b[^.;]{0,60}\b(?:saw|seen|watched|counted|witnessed|heard|observed|found)"
    r"|this (?:newspaper|paper|reporter)[^.;]{0,30}\b(?:saw|counted|watched|found|witnessed)|(?:seen|counted|witnessed|observed) by (?:a|our|this) (?:correspondent|reporter|newspaper))",
    re.IGNORECASE,
)
PRESS = frozenset("radio news tv television times post press daily weekly".split())
SPOKEN_END = re.compile(r"[,.;]| (?:said|told|says|who|in|on|at|and|has|had|added|announced|confirmed)\b")
NAMED_BEHIND = re.compile(r",? ([A-Z][\w’'-]+ [A-Z][\w’'-]+)(?=,| (?:said|says|told|who))")
SAID_BEHIND = re.compile(r",[\"”’]? (?:said|says|according to|told by) (?:the |an? |his |her )?(?P<who>[^,.;]+?)(?= who| which|,|\.|;|$)(?:, [A-Z][\w’'-]+ [A-Z][\w’'-]+)?")
BEHIND_SAID = re.compile(r",[\"”’]? (?:the |an? |his |her |their )?(?P<who>[^,.;]{3,60}?)(?:, [^,.;]{3,60},)? (?:said|says|told|confirmed|announced)\b")
HAD_TOLD = re.compile(r"(?:the |an? |her |his )?(?P<who>[^,.;]{2,50}?) (?:had |has )?told (?:her|him|them|me|us)\b", re.IGNORECASE)
PRONOUNS = frozenset("he she they it we i you who someone somebody one another others all".split())
TWO_WORDS = re.compile(r"\b(?:coast|border|national|palace|presidential|customs) guards?$|\b(?:fire|ambulance|prison|rescue|security|health|weather|secret) (?:brigade|service|department|office)s?$", re.IGNORECASE)
ARTICLES = frozenset("the a an this that his her their our its former local senior".split())
VAGUE = frozenset("man woman person source witness resident local people official someone somebody inmate prisoner survivor eyewitness villager neighbour neighbor citizen employee worker relative friend".split())


class Root(NamedTuple):
    """Who knows it: the kind, the name to show, what it is told by (actor or folded name), the nouns for it, whether several, the words; the outlets between."""

    kind: str
    name: str | None
    key: str
    nouns: frozenset[str]
    plural: bool
    gender: str | None
    span: Span | None
    via: tuple[str, ...] = ()


class Ground(NamedTuple):
    """What roots are told by: reports, statements and actors by id, the people of each report."""

    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    actors: Mapping[str, Actor]
    found: Mapping[str, Annotations]


def root_of(member: Member, ground: Ground) -> Root:
    """The root that a member names, else the reporting of its outlet."""
    statement = ground.statements.get(member.statement or "")
    document = ground.documents[member.doc]
    if statement is not None and statement.speaker is not None:
        found = _teller(member, document, ground) or _speaker(member, statement, document, ground)
        if found:
            return found._replace(via=_via(statement, document, ground))
    start, end = _sentence(member, ground)
    if OWN_EYES.search(document.text[start:end]):
        return Root(EYES, document.outlet, f"eyes:{member.doc}", frozenset(), False, None, None)
    if beside := _told_behind(document, start, end, ground):
        return beside
    if document.outlet and _names_only_body(document.outlet):
        return Root(BODY, document.outlet, _folded(document.outlet), frozenset(), False, None, None)
    return Root(REPORTING, document.outlet, f"report:{member.doc}", frozenset(), False, None, None)


def _speaker(member: Member, statement: Statement, document: Document, ground: Ground) -> Root | None:
    speaker = statement.speaker
    if speaker is None or not (speaker.name or speaker.span):
        return None
    if third := _cited(statement, document):
        return Root(CREDIT, third, outlets.bare(third), frozenset(), False, None, speaker.span)
    words = document.text[speaker.span.start : speaker.span.end] if speaker.span else speaker.name or ""
    name = speaker.name or words
    if outlets.same(name, document.outlet):
        return _person_beside(member, document, ground)
    actor = ground.actors.get(speaker.actor or "")
    if _is_outlet(name, document, ground):
        return Root(CREDIT, name, outlets.bare(name), frozenset(), False, None, speaker.span)
    body = _spoken_for(statement, document, actor)
    if body:
        return Root(BODY, body, _folded(body), frozenset(), False, None, speaker.span)
    if speaker.span and (named := NAMED_BEHIND.match(document.text, speaker.span.end)):
        return _person(named.group(1), named.start(1), document, ground)
    return _by_name(name, words, actor, statement)


def _via(statement: Statement, document: Document, ground: Ground) -> tuple[str, ...]:
    """The outlets through which the words came into a report."""
    names = [mouth.name for mouth in statement.chain[:-1] if mouth.name]
    return tuple(name for name in names if not outlets.same(name, document.outlet) and _is_outlet(name, document, ground))


def _by_name(name: str, words: str, actor: Actor | None, statement: Statement) -> Root:
    speaker = statement.speaker
    assert speaker is not None
    head, plural = _head(name)
    if head in _documents():
        return Root(DOCUMENT, name, _folded(name), frozenset((head,)), plural, None, speaker.span)
    known = actor if actor and any(part in " ".join(actor.names).casefold() for part in name.casefold().split()) else None
    if (known and known.kind in ("organization", "place") and known.naming != "anonymous") or (_names_body(name) and not _is_person_name(name)):
        return Root(BODY, name, _folded(name), frozenset(), False, None, speaker.span)
    actor = known
    if _is_person_name(name) and speaker.naming != "anonymous":
        roles = frozenset(_head(role.name)[0] for role in actor.roles) if actor else frozenset()
        key = actor.id if actor else _folded(name)
        return Root(PERSON, actor.name if actor and actor.kind == "person" else name, key, roles, False, None, speaker.span)
    if name.casefold() in PRONOUNS:
        return Root(UNNAMED, None, _folded(name), frozenset(), name.casefold() in ("they", "we"), None, speaker.span)
    if head not in _people() and not any(c.isdigit() for c in name) and head not in PRONOUNS:
        return Root(BODY, name, _folded(name), frozenset(), False, None, speaker.span)
    return Root(UNNAMED, name, actor.id if actor else _folded(name), frozenset((head,)), plural, _gender(words), speaker.span)


def _is_person_name(name: str) -> bool:
    parts = name.split()
    return bool(parts) and name.casefold() not in PRONOUNS and parts[-1][:1].isupper() and (len(parts) > 1 or not is_body(name)) and _head(name)[0] not in _people()


@functools.cache
def _body_nouns() -> frozenset[str]:
    return lexicon.entries("body_nouns")


def _names_body(name: str) -> bool:
    return is_body(name) or TWO_WORDS.search(name) is not None or _head(name)[0] in _body_nouns() or any(part.casefold() in _body_nouns() for part in name.split())


@functools.cache
def _documents() -> frozenset[str]:
    return frozenset(form.casefold() for row in lexicon.rows("document_nouns") for form in row[:2] if form != "-") | {
        "contract", "ruling", "letter", "log", "recording", "order", "decree", "register", "transcript", "file", "email", "notice", "map", "minutes",
    }  # fmt: skip


@functools.cache
def _people() -> Mapping[str, tuple[str, bool, str | None]]:
    """Nouns for persons in both numbers to the singular, whether it is the plural, the sex."""
    out: dict[str, tuple[str, bool, str | None]] = {}
    for row in lexicon.rows("person_nouns"):
        gender = row[2] if len(row) > 2 and row[2] in ("m", "f") else None
        out[row[0]] = (row[0], False, gender)
        if row[1] != "-":
            out.setdefault(row[1], (row[0], True, gender))
    return out


def _head(name: str) -> tuple[str, bool]:
    """The noun that a description hangs on, in the singular, and whether it is a plural."""
    before = re.split(r"\b(?:of|for|from|in|at|on|who|which|with|,)\b|,", name.casefold())[0].split() or name.casefold().split()
    word = before[-1].strip(".,;:'’\"") if before else ""
    found = _people().get(word)
    return (found[0], found[1]) if found else (word, False)


def _gender(words: str) -> str | None:
    genders = {g for part in words.casefold().split() if (found := _people().get(part.strip(".,"))) and (g := found[2])}
    return genders.pop() if len(genders) == 1 else None


def _folded(name: str) -> str:
    words = [part.strip(".,;:'’\"") for part in name.casefold().replace("’s", "").replace("'s", "").split()]
    return " ".join(part for part in words if part and part not in ARTICLES)


def _is_outlet(name: str, document: Document, ground: Ground) -> bool:
    others = (one.outlet for one in ground.documents.values() if one.id != document.id)
    if any(outlets.same(name, other) for other in others if other and not _names_only_body(other)):
        return True
    return outlets.known(name) is not None or (outlets.ends_like_one(name) and name[:1].isupper()) or _agency(name, document)


def _names_only_body(name: str) -> bool:
    return _names_body(name) and not outlets.ends_like_one(name) and outlets.known(name) is None and PRESS.isdisjoint(name.casefold().split())


def _agency(name: str, document: Document) -> bool:
    return re.search(rf"\b(?:news )?agency,? {re.escape(name)}\b", document.text) is not None


def _cited(statement: Statement, document: Document) -> str | None:
    """The outlet that a speaker says he has it from."""
    tail = document.text[statement.span.start : min(len(document.text), statement.span.end + BESIDE)]
    found = CITING.search(tail)
    if not found:
        return None
    name = re.match(r"[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]*){0,4}", tail[found.end() :])
    if not name or statement.speaker is None or outlets.same(name.group(), document.outlet) or name.group() == statement.speaker.name:
        return None
    return name.group()


def _spoken_for(statement: Statement, document: Document, actor: Actor | None) -> str | None:
    """The body that a spokesperson speaks for."""
    speaker = statement.speaker
    if speaker is None or speaker.span is None:
        return None
    near = document.text[max(0, speaker.span.start - 30) : speaker.span.end + BESIDE]
    roles = [role.name for role in actor.roles] if actor else []
    for words in (near, *roles):
        found = SPOKESPERSON.search(words)
        if found:
            return re.split(r"[,.;]| (?:said|told|says|who|in|on|at|and|has|had|added|announced|confirmed)\b", found.group(1))[0]
    found = OF_BODY.search(speaker.name or "")
    return found.group(1) if found else None


def _person_beside(member: Member, document: Document, ground: Ground) -> Root | None:
    """Whom the sentence names beside the words, where the outlet itself was taken for the speaker."""
    found = ground.found.get(document.id)
    start, end = _sentence(member, ground)
    for mention in sorted(found.mentions if found else (), key=lambda one: one.span):
        outside = mention.span.end <= member.span.start or member.span.end <= mention.span.start
        if mention.kind == "person" and mention.form == "name" and outside and start <= mention.span.start < end:
            return _person(document.text[mention.span.start : mention.span.end], mention.span.start, document, ground)
    return _told_behind(document, start, end, ground)


def _person(name: str, at: int, document: Document, ground: Ground) -> Root:
    """The root of a name at a place: the body where he speaks for one."""
    span = Span(document.id, at, at + len(name))
    if body := SPOKESPERSON.search(document.text[max(0, at - BESIDE // 2) : span.end + BESIDE]):
        spoken = SPOKEN_END.split(body.group(1))[0]
        return Root(BODY, spoken, _folded(spoken), frozenset(), False, None, span)
    actor = next((a for a in ground.actors.values() if a.kind == "person" and name in a.names), None)
    roles = frozenset(_head(role.name)[0] for role in actor.roles) if actor else frozenset()
    return Root(PERSON, actor.name if actor else name, actor.id if actor else _folded(name), roles, False, None, span)


def _told_behind(document: Document, start: int, end: int, ground: Ground) -> Root | None:
    """Who is said to say it at the end of a sentence that was not read as a statement."""
    found = SAID_BEHIND.search(document.text, start, end) or BEHIND_SAID.search(document.text, start, end)
    if not found:
        return None
    name, at = found.group("who"), found.start("who")
    if named := re.search(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+", document.text[at : found.end()]):
        return _person(named.group(), at + named.start(), document, ground)
    head, plural = _head(name)
    kind = UNNAMED if head in _people() else BODY
    return Root(kind, name, _folded(name), frozenset((head,)), plural, _gender(name), Span(document.id, at, at + len(name)))


def _teller(member: Member, document: Document, ground: Ground) -> Root | None:
    """Who told the speaker what he says ("the miner had told her that ...")."""
    found = HAD_TOLD.match(document.text, member.span.start, member.span.end)
    if not found:
        return None
    name = found.group("who")
    if name.casefold() in PRONOUNS:
        return None
    if named := re.search(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+|[A-Z][\w’'-]+$", name):
        return _person(named.group(), found.start("who") + named.start(), document, ground)
    head, plural = _head(name)
    return Root(UNNAMED, name, _folded(name), frozenset((head,)), plural, _gender(name), Span(document.id, found.start("who"), found.end("who")))


def _sentence(member: Member, ground: Ground) -> tuple[int, int]:
    content = ground.documents[member.doc].text
    start = max(content.rfind("\n", 0, member.span.start), content.rfind(". ", 0, member.span.start)) + 1
    ends = [at for at in (content.find("\n", member.span.end - 1), content.find(". ", member.span.end - 1)) if at >= 0]
    return start, min(ends, default=len(content))


def may_be_one(one: Root, other: Root) -> bool:
    """Whether nothing shows that two roots differ."""
    kinds = {one.kind, other.kind}
    if REPORTING in kinds or CREDIT in kinds:
        return not (EYES in kinds and REPORTING not in kinds)
    if UNNAMED not in kinds:
        return kinds == {BODY} and _parts_of_one(one.key, other.key)
    if kinds & {DOCUMENT, EYES, BODY}:
        return any(root.kind == UNNAMED and (root.nouns & {"source", "official"} or root.plural) for root in (one, other)) and BODY in kinds
    if one.plural or other.plural:
        return True
    if one.gender and other.gender and one.gender != other.gender:
        return False
    trades = [root.nouns - VAGUE for root in (one, other)]
    return not (trades[0] and trades[1] and trades[0].isdisjoint(trades[1]))


def _parts_of_one(one: str, other: str) -> bool:
    """Whether a body may have it from another, or be part of it: the government and a ministry; names that share a word."""
    wide = frozenset("government authorities state administration officials".split())
    words = [set(name.split()) for name in (one, other)]
    common = (words[0] & words[1]) - {"of", "for", "and", "ministry", "department", "office", "service", "the", "city", "district", "state", "national", "provincial"}
    return bool(common or words[0] & wide or words[1] & wide)


def one_root(one: Root, other: Root) -> str | None:
    """The reason code that shows two roots to be one, or None."""
    if one.kind == other.kind == CREDIT and outlets.same(one.key, other.key):
        return "same_third"
    if one.kind != other.kind:
        return None
    if one.key == other.key and one.kind in (PERSON, BODY, DOCUMENT):
        return {PERSON: "same_mouth", BODY: "same_body", DOCUMENT: "same_document"}[one.kind]
    if one.kind == PERSON and one.name and other.name and _one_name(one.name, other.name):
        return "same_mouth"
    if one.kind == BODY and (set(one.key.split()) <= set(other.key.split()) or set(other.key.split()) <= set(one.key.split())):
        return "same_body"
    return "same_document" if one.kind == DOCUMENT and one.nouns == other.nouns and _one_document(one.key, other.key) else None


def _one_name(one: str, other: str) -> bool:
    """One name in two spellings: the same last name, and given names that begin alike."""
    first, second = one.casefold().split(), other.casefold().split()
    if first[-1] != second[-1]:
        return False
    return len(first) == 1 or len(second) == 1 or first[0][:3] == second[0][:3] or (first[0][0] == second[0][0] and "." in first[0] + second[0])


def _one_document(one: str, other: str) -> bool:
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())


def sorted_roots(roots: Sequence[Root]) -> list[Root]:
    """The roots, those with a name first."""
    return sorted(roots, key=lambda root: (root.kind not in NAMED, root.kind == REPORTING, root.kind == EYES, root.name is None, root.name or ""))
