"""Titles of laws that say what they are on, and parts of names with a capital (`the Inspectorate`)."""

import re
from collections.abc import Iterator, Sequence

from headwater.annotate.grammar import Place
from headwater.annotate.referent_drafts import Draft, Gathered, bare, mention
from headwater.records import ActorKind

_LAW = r"(?:Act|Law|Decree|Code|Bill|Treaty|Convention|Agreement|Protocol|Charter|Directive|Regulation|Ordinance|Statute)"
_SMALL = r"(?:the|a|an|of|and|from|in|to|for|on|with|by|or|its|their|against|concerning|amending|between|certain)"
LAW_TITLE = re.compile(rf"\b(?P<title>(?:[A-Z][\w-]+ ){{0,3}}?{_LAW} (?:on|for|against|concerning|amending|of|to [Aa]mend)(?: {_SMALL}){{0,3}} [A-Z][\w-]+(?:(?:,? {_SMALL}){{0,3}},? [A-Z][\w-]+)*)")
LAWS_TOGETHER = re.compile(rf"(?P<a>.*\b{_LAW}\b(?: (?:No\. ?)?[\d/-]+)?) and (?:the )?(?P<b>(?:[A-Z][\w-]* ){{0,5}}{_LAW}\b.*)", re.DOTALL)
LAW_GOES_ON = re.compile(r"(?: ?\(Amendment\))? (?:Act|Bill|Law|Code)(?: (?:of )?(?:19|20)\d\d)?\b|,? (?:of )?(?:19|20)\d\d\b(?=[ ,.;)])")
AMENDS = re.compile(r"\b(?:to [Aa]mend|amending) ")


def law_titles(content: str) -> Iterator[Place]:
    """Where titles of laws stand that say what they are on: `Act on the Protection of the Public`."""
    at = 0
    while found := LAW_TITLE.search(content, at):
        yield found.span("title")
        amended = AMENDS.search(found["title"])  # a bill to amend an act names the act too
        at = found.start("title") + amended.end() if amended else found.end()


def two_laws(content: str, start: int, end: int) -> list[Place]:
    """The places of two laws that stand together (`the Water Act and Regulation 12/31`), or the one place; a year behind it belongs to it."""
    more = LAW_GOES_ON.match(content, end)
    end = more.end() if more else end
    both = LAWS_TOGETHER.fullmatch(content, start, end)
    return [both.span("a"), both.span("b")] if both else [(start, end)]


def take_title(text: Gathered, place: Place, *, country: str | None = None) -> None:
    """A law by the words of its title at a place."""
    words = bare(text.content[slice(*place)], "law")
    draft = text.drafts.setdefault(("law", words.casefold(), False), Draft("law", words, "name", country=country))
    draft.mentions.append(mention(text.doc, place, "law", "name"))


def take_capitalised(text: Gathered, laws: Sequence[Place]) -> None:
    """`the Inspectorate`, `the Network`: the last word of a body's or law's name in the text, with a capital and an article."""
    grammar = text.grammar
    last_words: dict[str, ActorKind] = {}
    for draft in text.drafts.values():
        if draft.kind in ("organization", "law") and " " in draft.name:
            last_words.setdefault(draft.name.split()[-1], draft.kind)
            if draft.kind == "law":
                last_words.setdefault(draft.name.split()[0], draft.kind)
    taken = {word for name in grammar.parse.names for word in range(name.first, name.last)}
    for word, form in enumerate(grammar.parse.forms):
        kind = last_words.get(form)
        place = (grammar.starts[word], grammar.ends[word])
        if kind is None or not form[:1].isupper() or word in taken or word == 0 or grammar.low[word - 1] not in ("the", "this"):
            continue
        if any(a <= place[0] < b for a, b in laws) or (word + 1 < len(grammar.low) and grammar.parse.forms[word + 1][:1].isupper()):
            continue
        _unmention(text, place)
        draft = text.drafts.setdefault((kind, form.casefold(), False), Draft(kind, form, "name"))
        draft.mentions.append(mention(text.doc, place, kind, "name"))


def _unmention(text: Gathered, place: Place) -> None:
    """Forget a description at a place that is a name."""
    for draft in (*text.drafts.values(), *text.described.values()):
        draft.mentions[:] = [m for m in draft.mentions if (m.span.start, m.span.end) != place]
