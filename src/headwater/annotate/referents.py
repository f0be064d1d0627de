"""Who is who in one text as records: each name with all its mentions, roles and what is told beside it; descriptions and
pronouns with whom they mean; what is only described.

Names are not led to one another here, save where the words of the text do it: that is the work of the whole pile.
"""

from collections.abc import Iterable, Sequence

from headwater.annotate.cast import Cast
from headwater.annotate.grammar import Grammar
from headwater.annotate.missed import missed_names
from headwater.annotate.persons import singular
from headwater.annotate.referent_drafts import Draft, Gathered
from headwater.annotate.referent_laws import law_titles, take_capitalised, take_title
from headwater.annotate.referent_names import places, short_forms, take_name
from headwater.annotate.referent_phrases import is_definite, take_governments, take_phrase
from headwater.records import Mention, Referent, Role, Statement, span_id
from headwater.text import Span

WITHIN_LAWS = ("law", "organization", "work")


def find_referents(
    content: str, grammar: Grammar, cast: Cast, statements: Sequence[Statement], *, doc: str, withheld: frozenset[str]
) -> tuple[tuple[Referent, ...], tuple[Mention, ...]]:
    """The referents of a text, and its mentions: names, descriptions, pronouns, in order of their place.

    A description is taken where it speaks or names somebody definite.
    """
    cast.read_on()
    text = Gathered(content, doc, grammar, cast, places(grammar), short_forms(grammar))
    speaking = {(s.speaker.span.start, s.speaker.span.end) for s in statements if s.speaker and s.speaker.span}
    laws = list(law_titles(content))
    for place in laws:
        take_title(text, place)
    for name in (*grammar.parse.names, *missed_names(grammar)):
        if not any(place[0] <= name.start and name.end <= place[1] and name.kind in WITHIN_LAWS for place in laws):
            take_name(text, name)
    for place, at in sorted(cast.phrases.items()):
        if place in speaking or is_definite(content, place):
            take_phrase(text, place, cast.final(at), cast.one(at))
    take_governments(text)
    take_capitalised(text, laws)
    drafts = [*text.drafts.values(), *text.described.values()]
    made = _made(text, [draft for draft in drafts if draft.mentions], withheld)
    return made, tuple(sorted({m.id: m for draft in drafts for m in draft.mentions}.values(), key=lambda m: m.span))


def _made(text: Gathered, drafts: Sequence[Draft], withheld: frozenset[str]) -> tuple[Referent, ...]:
    ids = {id(draft): span_id("referent", min(m.span for m in draft.mentions), draft.kind, draft.name, str(draft.government)) for draft in drafts}
    cast_of = _cast_of(text, drafts)
    return tuple(_record(text, draft, ids, cast_of, withheld) for draft in drafts)


def _cast_of(text: Gathered, drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """For each person of the cast the names that the text leads to them."""
    found: dict[int, list[Draft]] = {}
    by_name = {draft.name.casefold(): draft for draft in drafts if draft.kind == "person" and draft.form == "name"}
    for at, one in enumerate(text.cast.referents):
        if one.sort == "person":
            found.setdefault(text.cast.one(at), []).extend(by_name[name.casefold()] for name in one.names if name.casefold() in by_name)
    return found


def _record(text: Gathered, draft: Draft, ids: dict[int, str], cast_of: dict[int, list[Draft]], withheld: frozenset[str]) -> Referent:
    group = next(((at, group) for at, group in cast_of.items() if draft in group), None)
    one = text.cast.final(group[0]) if group else None
    heads = draft.heads | (one.heads if one else set())
    age = draft.age or (int(one.age) if one and one.age else None)
    led = sorted({ids[id(other)] for other in group[1] if other is not draft}) if group else []
    return Referent(
        id=ids[id(draft)],
        doc=text.doc,
        kind=draft.kind,
        name=draft.name,
        form=draft.form,
        mentions=tuple(dict.fromkeys(m.id for m in sorted(draft.mentions, key=lambda m: m.span))),
        roles=tuple(Role(name=" ".join(words.split()), span=Span(text.doc, *place)) for place, words in sorted(draft.roles.items())),
        heads=tuple(sorted(singular(head) for head in heads if head)),
        gender=draft.gender or (one.gender if one else None),
        plural=draft.plural,
        age=age,
        country=draft.country,
        short=draft.short,
        stands_for="government" if draft.government else None,
        capital_of=draft.capital_of,
        led_to=tuple(led),
        withheld=draft.name in withheld,
        acts=draft.acts,
    )
