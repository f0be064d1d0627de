"""The sections on who speaks and who is spoken of: statements by speaker, rules, actors."""

from collections.abc import Sequence

from headwater.records import Statement
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.dates import say
from headwater.show.first import chip
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import Label, count
from headwater.show.lookup import Lookup

_UNKNOWN = ("", "")


def statements(look: Lookup) -> Html | None:
    """All statements, grouped by speaker, those heard in most reports first, unknown speakers last."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for said in look.statements.values():
        groups.setdefault(_speaker_key(said), []).append(said)
    ordered = sorted(
        groups.items(), key=lambda entry: (entry[0] == _UNKNOWN, -len({said.span.doc for said in entry[1]}), -len(entry[1]), entry[0])
    )
    return section("statements", "Statements by speaker", [_speaker(group, look) for _, group in ordered]) if ordered else None


def _speaker_key(said: Statement) -> tuple[str, str]:
    """Statements of the same actor, or of the same name in the same report, stand together."""
    if said.speaker is None:
        return _UNKNOWN
    if said.speaker.actor:
        return ("", said.speaker.actor)
    return (said.speaker.name.casefold(), said.span.doc if said.speaker.naming == "anonymous" else "") if said.speaker.name else _UNKNOWN


def _speaker(group: Sequence[Statement], look: Lookup) -> Html:
    speaker = group[0].speaker
    actor = look.actors.get(speaker.actor or "") if speaker else None
    name = actor.name if actor else (speaker.name if speaker else None) or "Speaker not known"
    naming = Label("", labels.NAMING[speaker.naming], "unverified") if speaker and speaker.naming != "named" else None
    head = el("h3", el("bdi", name), " ", chip(naming) if naming else None, " ", look.label(actor.id) if actor else None)
    tally = f"{count(len(group), 'statement')} in {count(len({said.span.doc for said in group}), 'report')}"
    ordered = sorted(group, key=lambda said: (look.numbers[said.span.doc], said.span))
    return el("article", head, el("p", tally, class_="facts"), [_statement(said, look) for said in ordered], class_="speaker")


def _statement(said: Statement, look: Lookup) -> Html:
    quotes = spaced([look.quote(span) for span in said.content], " … ")
    cue = ["cue: ", el("i", look.words(said.cue), lang=look.docs[said.span.doc].language)] if said.cue else None
    hedges = ["hedge: ", spaced([look.quote(span) for span in said.hedges], ", ")] if said.hedges else None
    inserted = ["editor's words: ", spaced([look.quote(span) for span in said.insertions], ", ")] if said.insertions else None
    parts: list[Child] = [labels.STATEMENT_KINDS[said.kind], cue, hedges, inserted, _caveats(said, look), *_circumstances(said), _chain(said)]
    line = spaced([el("span", part) for part in parts if part], " · ")
    about = spaced([look.source(said.span), look.label(said.id), chip(labels.ATTITUDES[said.attitude]), line])
    return el("div", el("p", quotes, class_="said"), el("p", about, class_="facts"), class_="statement", id=look.row(said.id))


def _caveats(said: Statement, look: Lookup) -> Child:
    if not said.caveats:
        return None
    found = [look.statements[caveat] for caveat in said.caveats if caveat in look.statements]
    return ["caveat: ", spaced([spaced([look.quote(caveat.span), look.label(caveat.id)]) for caveat in found], "; ")]


def _circumstances(said: Statement) -> list[Child]:
    first_hand = None if said.first_hand is None else "first hand" if said.first_hand else "not first hand"
    return [said.medium, f"said {say(said.said)}" if said.said else None, first_hand]


def _chain(said: Statement) -> Child:
    names = [el("bdi", mouth.name or "not known") for mouth in said.chain]
    return ["through: ", spaced(names, " ← ")] if len(names) > 1 else None
