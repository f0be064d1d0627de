"""Descriptions and pronouns of a text at whom they mean, and what stands for a government."""

import re
from collections.abc import Iterator

from headwater.annotate import roles
from headwater.annotate.cast import PRONOUNS
from headwater.annotate.cast_names import Referent as One
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.persons import person_nouns
from headwater.annotate.referent_drafts import Draft, Gathered, bare, mention
from headwater.annotate.speakers import BODIES
from headwater.language.parsed import Name
from headwater.lexicon import countries, entries
from headwater.records import ActorKind, MentionForm

GOVERNMENTS = frozenset("government governments authorities administration cabinet leadership".split())
LAWS = frozenset("law legislation decree act bill constitution code statute".split())
OF = frozenset("of in".split())
ARTICLE = re.compile(r"\b(?:the|this|that|its|their|his|her|our) $", re.IGNORECASE)
LONGEST = 8  # words of a description
ANYBODY = frozenset("how many much more most less fewer some several any every each no all other others few both another anyone people about over around nearly almost up".split())
PAPERS = frozenset("statement report reports letter decree document study survey poll release statements letters documents photo video".split())


def take_phrase(text: Gathered, place: Place, one: One, at: int) -> None:
    """A description or pronoun, at whom it means; a name there has been taken already."""
    words = text.content[slice(*place)]
    if _names_at(text, place):
        return
    if words.casefold() in text.places:
        within = text.grammar.words_in(*place)
        acting = countries.country(words) is None and roles.acts(text.grammar, within[0], within[-1] + 1)
        known = text.drafts.setdefault(("place", words.casefold(), acting), Draft("place", words, "name", government=acting))
        known.mentions.append(mention(text.doc, place, "place", "name"))
        return
    form: MentionForm = "pronoun" if words.casefold() in PRONOUNS else "description"
    draft = _named(text, one, words) or text.described.get(at)
    if draft is None:
        if one.names and form == "description" and words[:1].isupper() and bare(words, "person") in one.names:
            form = "name"
        draft = Draft(_kind(one), one.name if one.names else words, "name" if one.names else "description", gender=one.gender, plural=one.plural)
        draft.heads |= one.heads
        text.described[at] = draft
    draft.mentions.append(mention(text.doc, place, draft.kind, form))
    if draft.form == "description" and form == "description" and len(draft.name) < len(words) and len(words.split()) <= LONGEST:
        draft.name = words
    if form == "description" and draft.form == "name" and draft.kind == "person":
        draft.heads.add(roles.head_noun(words))


def is_definite(content: str, place: Place) -> bool:
    """Whether a description that does not speak names somebody: not anybody, not a number of people, not half a sentence."""
    words = content[slice(*place)]
    low = words.casefold().split()
    if len(low) > LONGEST or low[0] in ANYBODY or any(char.isdigit() for char in low[0]):
        return False
    if low[0] in PRONOUNS or any(word in person_nouns() for word in low):
        return True
    told = ARTICLE.search(content, max(0, place[0] - 6), place[0]) is not None or ARTICLE.match(f"{low[0]} ") is not None
    return told and BODIES.search(words) is not None and low[-1] not in PAPERS


def _names_at(text: Gathered, place: Place) -> bool:
    """Whether the head of a phrase is a name that was found."""
    words = text.grammar.words_in(*place)
    if not words:
        return True
    head = next((w for w in words if text.grammar.heads[w] not in words), words[0])
    return any(n.first <= head < n.last for n in text.grammar.parse.names)


def _named(text: Gathered, one: One, words: str) -> Draft | None:
    """The found name of whom a phrase means: the fullest; of a body one that shares the head of the description."""
    names = {name.casefold() for name in one.names}
    fits = [draft for (_, low, _), draft in text.drafts.items() if low in names and (draft.kind == "person") == (one.sort == "person")]
    head = roles.head_noun(words)
    sharing = [draft for draft in fits if head in draft.name.casefold().split()]
    return max(sharing or fits, key=lambda draft: len(draft.name), default=None)


def _kind(one: One) -> ActorKind:
    if one.heads & LAWS:
        return "law"
    if one.heads & entries("document_nouns") and not one.names:
        return "work"
    if one.sort == "body":
        return "organization"
    return "group" if one.sort == "group" or one.plural else "person"


# -- governments --------------------------------------------------------------------------------------


def take_governments(text: Gathered) -> None:
    """`Russian authorities`, `the government of Rendal`, `authorities in Bishkek`: the government of the country that is named."""
    grammar = text.grammar
    taken = {(m.span.start, m.span.end) for draft in (*text.drafts.values(), *text.described.values()) for m in draft.mentions}
    for word in range(len(grammar.low)):
        if grammar.low[word] not in GOVERNMENTS or grammar.parse.upos[word] not in ("NOUN", "PROPN"):
            continue
        for name in _country_names(grammar, word):
            first, last = min(name.first, word), max(name.last, word + 1)
            place = (grammar.starts[first], grammar.ends[last - 1])
            words = bare(text.content[name.start : name.end], "place")
            country = countries.code(words) or countries.capital(words) or words
            draft = text.drafts.setdefault(("government", country, True), Draft("organization", text.content[slice(*place)], "description", government=True, country=country))
            _retake(text, place, draft)
            if place not in taken:
                draft.mentions.append(mention(text.doc, place, "organization", "description"))


def _country_names(grammar: Grammar, word: int) -> Iterator[Name]:
    """The country before or behind a word for a government; nothing where there are two (`Kyrgyz and Uzbek authorities`)."""
    near = []
    for name in grammar.parse.names:
        if name.kind not in ("place", "group") or abs(name.first - word) > 4:
            continue
        head = next((w for w in range(name.first, name.last) if not name.first <= grammar.heads[w] < name.last), name.first)
        relation, of = grammar.relation(head), grammar.has_child(head, "case", OF)
        before = head < word and name.last >= word - 1 and relation in ("amod", "compound", "nmod") and not of
        if grammar.heads[head] == word and (before or (head > word and relation == "nmod" and of)):
            near.append(name)
            if any(grammar.relation(c) == "conj" for c in grammar.below[head]):
                return
    yield from near[:1] if len(near) < 2 else ()


def _retake(text: Gathered, place: Place, draft: Draft) -> None:
    """A phrase for a government that was taken for somebody only described is the government's."""
    for other in list(text.described.values()):
        moved = [m for m in other.mentions if m.span.start < place[1] and place[0] < m.span.end and m.form == "description"]
        if moved and other.form == "description":
            draft.mentions.extend(other.mentions)
            other.mentions.clear()
