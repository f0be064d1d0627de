"""The section on actors: a page each for those who matter most (what they said, what is said of them, roles over time), a table
of all others, and the pairs that are open with the command that decides them."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from headwater.records import Actor, OpenEdge, Statement
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.first import chip
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import Label, count
from headwater.show.lookup import Lookup
from headwater.text import Span

MOST_PAGES = 60  # actors with a page of their own; all others stand in the table
MOST_MENTIONS = 8  # places listed for an actor; the count says how many there are
MOST_SAID = 10  # statements listed on a page; all of them stand under the speaker
MOST_OPEN = 40  # open pairs listed; `dossier.json` has all
LONGEST_QUOTE = 160  # code points of a statement shown on an actor's page
LEAST_MENTIONS = 3


class _Speech(msgspec.Struct):
    """Who said what, and of whom it is said."""

    by: Mapping[str, Sequence[Statement]]
    of: Mapping[str, Sequence[Statement]]


def actors(look: Lookup, *, case: str) -> Html | None:
    """Pages of the principal actors, open pairs, the table of the others; None where there is nobody."""
    if not look.dossier.actors:
        return None
    speech = _speech(look)
    ordered = sorted(look.dossier.actors, key=lambda actor: (-len(speech.by.get(actor.id, ())), -len(actor.mentions), actor.name.casefold(), actor.id))
    pages = [actor for actor in ordered if _is_principal(actor, speech)][:MOST_PAGES]
    kept = {actor.id for actor in pages}
    others = sorted((actor for actor in ordered if actor.id not in kept), key=lambda actor: (-len(actor.mentions), actor.name.casefold(), actor.id))
    body = [_open_pairs(look, case), [_page(actor, look, speech) for actor in pages], _table(others, look)]
    return section("actors", "Actors", body)


def _is_principal(actor: Actor, speech: _Speech) -> bool:
    if actor.kind not in ("person", "organization", "group"):
        return False
    return bool(speech.by.get(actor.id)) or bool(actor.roles) or len(actor.mentions) >= LEAST_MENTIONS


def _speech(look: Lookup) -> _Speech:
    """Statements by the actor who makes them and by those who are mentioned in their words."""
    by, of = defaultdict(list), defaultdict(list)
    placed: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for mention in look.mentions.values():
        if mention.actor:
            placed[mention.span.doc].append((mention.span, mention.actor))
    for spans in placed.values():
        spans.sort()
    for said in look.statements.values():
        speaker = said.speaker.actor if said.speaker else None
        if speaker:
            by[speaker].append(said)
        for actor in dict.fromkeys(actor for content in said.content for actor in _within(content, placed.get(content.doc, ()))):
            if actor != speaker:
                of[actor].append(said)
    return _Speech(by, of)


def _within(content: Span, spans: Sequence[tuple[Span, str]]) -> list[str]:
    first = bisect.bisect_left(spans, (Span(content.doc, content.start, content.start), ""))
    found = []
    for span, actor in spans[first:]:
        if span.start >= content.end:
            break
        found.append(actor)
    return found


# -- one actor ----------------------------------------------------------------------------------------


def _page(actor: Actor, look: Lookup, speech: _Speech) -> Html:
    naming = chip(Label("", labels.NAMING[actor.naming], "unverified")) if actor.naming != "named" else None
    head = el("h3", look.label(actor.id), " ", el("bdi", actor.name), " ", naming)
    others = [name for name in actor.names if name != actor.name]
    also = ["also: ", spaced([el("bdi", name) for name in others], ", ")] if others else None
    country = f"country: {actor.country}" if actor.country else None
    line = spaced([el("span", part) for part in (actor.kind, country, also, ["in ", _reports(actor, look)]) if part], " · ")
    because = look.reasons(actor.because)
    body: list[Child] = [
        head,
        el("p", line, class_="facts"),
        _roles(actor, look),
        _list("said", speech.by.get(actor.id, ()), look, speaker=False),
        _list("said of them", speech.of.get(actor.id, ()), look, speaker=True),
        el("details", el("summary", "why these forms are one"), because) if because else None,
    ]
    return el("article", body, class_="actor", id=look.row(actor.id))


def _reports(actor: Actor, look: Lookup) -> Child:
    """In which reports, with the number of mentions in each."""
    counts = Counter(look.mentions[id].span.doc for id in actor.mentions if id in look.mentions)
    ordered = sorted(counts, key=lambda doc: look.numbers.get(doc, 0))
    return [count(len(ordered), "report"), ": " if ordered else None, spaced([[look.report(doc), f" {counts[doc]}×"] for doc in ordered], ", ")]


def _roles(actor: Actor, look: Lookup) -> Html | None:
    """Roles in the order of the reports' dates."""
    if not actor.roles:
        return None
    ordered = sorted(actor.roles, key=lambda role: (look.docs[role.span.doc].published.best or "9", look.numbers[role.span.doc], role.span))
    rows = [el("li", el("bdi", role.name), ": ", look.source(role.span)) for role in ordered]
    return el("ul", rows, class_="roles")


def _list(title: str, said: Sequence[Statement], look: Lookup, *, speaker: bool) -> Html | None:
    """Statements in the order of the reports, each with its label and place."""
    if not said:
        return None
    ordered = sorted(said, key=lambda one: (look.numbers[one.span.doc], one.span))
    rows = [el("li", _by(one, look) if speaker else None, _cut(one.content[0], look), " ", look.label(one.id), ", ", look.source(one.span)) for one in ordered[:MOST_SAID]]
    more = el("li", f"and {len(ordered) - MOST_SAID} more") if len(ordered) > MOST_SAID else None
    return el("details", el("summary", f"{title} ({len(ordered)})"), el("ul", rows, more), open=len(ordered) <= 3)


def _by(said: Statement, look: Lookup) -> Child:
    actor = look.actors.get(said.speaker.actor or "") if said.speaker else None
    name = actor.name if actor else said.speaker.name if said.speaker and said.speaker.name else "not known who"
    return [el("bdi", name), ": "]


def _cut(content: Span, look: Lookup) -> Html:
    if content.end - content.start <= LONGEST_QUOTE:
        return look.quote(content)
    return el("span", look.quote(Span(content.doc, content.start, content.start + LONGEST_QUOTE)), "…")


# -- open pairs ---------------------------------------------------------------------------------------


def _open_pairs(look: Lookup, case: str) -> Html | None:
    """Pairs left apart until a person decides, the likeliest first."""
    found = [edge for edge in look.dossier.open_edges if edge.left in look.actors and edge.right in look.actors]
    if not found:
        return None
    rows = [_pair(edge, look, case) for edge in found[:MOST_OPEN]]
    more = el("p", f"and {len(found) - MOST_OPEN} more in dossier.json", class_="facts") if len(found) > MOST_OPEN else None
    summary = el("summary", f"{count(len(found), 'open pair')}: left apart until a person decides")
    return el("details", summary, el("ul", rows), more, class_="open", open=len(found) <= 5)


def _pair(edge: OpenEdge, look: Lookup, case: str) -> Html:
    left, right = look.actors[edge.left], look.actors[edge.right]
    sides = [look.label(left.id), " ", el("b", el("bdi", left.name)), " and ", look.label(right.id), " ", el("b", el("bdi", right.name))]
    why = spaced([el("span", look.reason_text(reason), " ", spaced([look.place(span) for span in reason.spans])) for reason in edge.because], "; ")
    command = spaced([el("code", f"headwater judge {case} {verdict} {edge.id}") for verdict in ("same", "not-same")], " or ")
    return el("li", sides, ": ", why, ". ", el("span", "Decide: ", command, class_="facts"))


# -- all others ---------------------------------------------------------------------------------------


def _table(found: Sequence[Actor], look: Lookup) -> Html | None:
    if not found:
        return None
    head = el("thead", el("tr", [el("th", words, scope="col") for words in ("name", "kind", "also", "roles", "mentions")]))
    return el("table", head, el("tbody", [_row(actor, look) for actor in found]), class_="list")


def _row(actor: Actor, look: Lookup) -> Html:
    others = ", ".join(name for name in actor.names if name != actor.name)
    because = look.reasons(actor.because)
    grounds = el("details", el("summary", "why one"), because) if because else None
    naming = "" if actor.naming == "named" else f", {labels.NAMING[actor.naming]}"
    country = f", {actor.country}" if actor.country else ""
    roles = [[el("bdi", role.name), " ", look.place(role.span)] for role in actor.roles]
    cells: dict[str, Child] = {
        "name": [look.label(actor.id), " ", el("b", el("bdi", actor.name))],
        "kind": f"{actor.kind}{naming}{country}",
        "also": [el("bdi", others), grounds],
        "roles": spaced([spaced([role], "") for role in roles], "; "),
        "mentions": _mentions(actor, look),
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()], id=look.row(actor.id))


def _mentions(actor: Actor, look: Lookup) -> Child:
    places = [look.mentions[mention] for mention in actor.mentions if mention in look.mentions]
    listed = [[look.report(mention.span.doc), " ", look.place(mention.span)] for mention in places[:MOST_MENTIONS]]
    return [
        count(len(actor.mentions), "mention"),
        ": " if listed else None,
        spaced([spaced([part], "") for part in listed], ", "),
        " …" if len(places) > MOST_MENTIONS else None,
    ]
