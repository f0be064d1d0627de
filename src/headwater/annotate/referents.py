"""Who is who in one text as records: each name with all its mentions, roles and what is told beside it; descriptions and
pronouns with whom they mean; what is only described.

Names are not led to one another here, save where the words of the text do it: that is the work of the whole pile.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from headwater.annotate import roles
from headwater.annotate.cast import PRONOUNS, Cast
from headwater.annotate.cast_names import MISTER
from headwater.annotate.cast_names import Referent as One
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.missed import missed_names
from headwater.annotate.nominative import CYRILLIC, nominative
from headwater.annotate.persons import Gender, person_nouns, singular
from headwater.annotate.speakers import BODIES
from headwater.language.parsed import Name
from headwater.lexicon import countries, entries, persons
from headwater.records import ActorKind, Mention, MentionForm, Referent, Role, Statement, span_id
from headwater.text import Span

Key = tuple[str, str, bool]
GOVERNMENTS = frozenset("government governments authorities administration cabinet leadership".split())
LAWS = frozenset("law legislation decree act bill constitution code statute".split())
OF = frozenset("of in".split())
PEOPLE_ENDINGS = ("ian", "ean", "ese", "ish", "stani", "andic")
ARTICLE = re.compile(r"\b(?:the|this|that|its|their|his|her|our) $", re.IGNORECASE)
WHOLE_WORDS = ("person", "organization")
FAMILY = re.compile(r" (?P<kin>brothers|sisters|twins|siblings|couple)\b")
MISTER_BEFORE = re.compile(r"\b(mr|mrs|ms|miss)\.?\s$", re.IGNORECASE)
WITHIN_LAWS = ("law", "organization", "work")
NOT_PERSONS_ALONE = frozenset("owner founder maker partner employer parent supplier rival neighbour neighbor ally sponsor member customer client publisher carrier producer leader".split())
_LAW = r"(?:Act|Law|Decree|Code|Bill|Treaty|Convention|Agreement|Protocol|Charter|Directive|Regulation|Ordinance|Statute)"
_SMALL = r"(?:the|a|an|of|and|from|in|to|for|on|with|by|or|its|their|against|concerning|amending|between|certain)"
LAW_TITLE = re.compile(rf"\b(?P<title>(?:[A-Z][\w-]+ ){{0,3}}?{_LAW} (?:on|for|against|concerning|amending|of|to [Aa]mend)(?: {_SMALL}){{0,3}} [A-Z][\w-]+(?:(?:,? {_SMALL}){{0,3}},? [A-Z][\w-]+)*)")
AMENDS = re.compile(r"\b(?:to [Aa]mend|amending) ")
LONGEST = 8  # words of a description
ANYBODY = frozenset("how many much more most less fewer some several any every each no all other others few both another anyone people about over around nearly almost up".split())
PAPERS = frozenset("statement report reports letter decree document study survey poll release statements letters documents photo video".split())


class _Draft(msgspec.Struct):
    """A referent while the text is read."""

    kind: ActorKind
    name: str
    form: MentionForm
    mentions: list[Mention] = msgspec.field(default_factory=list)
    roles: dict[Place, str] = msgspec.field(default_factory=dict)
    heads: set[str] = msgspec.field(default_factory=set)
    gender: Gender | None = None
    plural: bool = False
    age: int | None = None
    country: str | None = None
    short: str | None = None
    government: bool = False
    capital_of: str | None = None
    acts: bool = False


class _Text(msgspec.Struct):
    """One text while its referents are gathered."""

    content: str
    doc: str
    grammar: Grammar
    cast: Cast
    places: frozenset[str] = frozenset()  # words that are a place somewhere in the text, and nobody's surname
    drafts: dict[Key, _Draft] = msgspec.field(default_factory=dict)
    described: dict[int, _Draft] = msgspec.field(default_factory=dict)


def find_referents(
    content: str, grammar: Grammar, cast: Cast, statements: Sequence[Statement], *, doc: str, withheld: frozenset[str]
) -> tuple[tuple[Referent, ...], tuple[Mention, ...]]:
    """The referents of a text, and its mentions: names, descriptions, pronouns, in order of their place.

    A description is taken where it speaks or names somebody definite.
    """
    cast.read_on()
    text = _Text(content, doc, grammar, cast, _places(grammar))
    speaking = {(s.speaker.span.start, s.speaker.span.end) for s in statements if s.speaker and s.speaker.span}
    laws = list(law_titles(content))
    for place in laws:
        _take_title(text, place)
    for name in (*grammar.parse.names, *missed_names(grammar)):
        if not any(place[0] <= name.start and name.end <= place[1] and name.kind in WITHIN_LAWS for place in laws):
            _take_name(text, name)
    for place, at in sorted(cast.phrases.items()):
        if place in speaking or _is_definite(content, place):
            _take_phrase(text, place, cast.final(at), cast.one(at))
    _take_governments(text)
    _take_capitalised(text, laws)
    drafts = [*text.drafts.values(), *text.described.values()]
    made = _made(text, [draft for draft in drafts if draft.mentions], withheld)
    return made, tuple(sorted({m.id: m for draft in drafts for m in draft.mentions}.values(), key=lambda m: m.span))


# -- names --------------------------------------------------------------------------------------------


def bare(words: str, kind: str) -> str:
    """A name without article, title and 's; blanks and line breaks as one blank."""
    kept = " ".join(words.split())
    if kind == "person":
        return persons.bare(kept) or kept
    kept = kept.removesuffix("'s").removesuffix("’s")
    return kept[4:] if kept[:4].casefold() == "the " and len(kept) > 4 else kept


def _take_name(text: _Text, name: Name) -> None:
    grammar = text.grammar
    place = (name.start, name.end)
    if name.kind in WHOLE_WORDS:
        place = grammar.whole_word(name.start, name.end - (text.content[name.end - 1] in "/-"))
    words = bare(text.content[slice(*place)], name.kind)
    kind = _name_kind(text, name, words)
    words = bare(words, kind)
    if not words.isascii():
        words = nominative(grammar.parse.forms[name.first : name.last], grammar.parse.lemma[name.first : name.last], kind) if CYRILLIC.search(words) else words
    if kind == "person" and text.content[slice(*place)].endswith(words):
        place = (place[1] - len(words), place[1])  # a mention is without its title
    family = FAMILY.match(text.content, place[1])
    if family and kind == "person":
        kind, place, words = "group", (place[0], family.end()), f"{words} {family['kin']}"
    government = kind != "person" and _is_government(grammar, name, words, kind)
    sex = _sex_told(text.content, place[0]) if kind == "person" and " " not in words else None
    country = roles.country_of(grammar, name.first, name.last) if kind == "organization" else None  # two countries have one of that name
    draft = text.drafts.setdefault((kind, f"{words.casefold()}{sex or country or ''}", government), _Draft(kind, words, "name", government=government, gender=sex))
    draft.mentions.append(_mention(text.doc, place, kind, "name"))
    if family:
        return
    if kind == "organization" and " " not in words:
        draft.acts = draft.acts or roles.acts(grammar, name.first, name.last)
    if kind == "organization" and " " in words:
        _take_people_within(text, name, place)
        _take_country_within(text, name)
    if government:
        return
    draft.short = draft.short or roles.acronym_of(text.content, *place)
    if kind != "person":
        draft.country = draft.country or roles.country_of(grammar, name.first, name.last)
    if kind == "place":
        draft.capital_of = draft.capital_of or roles.capital_of(text.content, name.start, name.end)
    else:
        for role in roles.roles_of(grammar, name.first, name.last):
            _add_role(text, draft, role)
    if kind == "person":
        draft.age = draft.age or roles.age_of(text.content, name.start, name.end)


def _take_people_within(text: _Text, name: Name, place: Place) -> None:
    """The people that a body is called after: `Kyrgyz` in `Kyrgyz Embassy`."""
    first = text.grammar.parse.forms[name.first]
    follows = text.grammar.parse.upos[name.first] == "ADJ" and first.endswith(PEOPLE_ENDINGS) and name.last - name.first > 1
    if not (countries.people(first) or (follows and first[:1].isupper())) or countries.country(first):
        return
    draft = text.drafts.setdefault(("group", first.casefold(), False), _Draft("group", first, "name", country=countries.people(first)))
    draft.mentions.append(_mention(text.doc, (text.grammar.starts[name.first], text.grammar.ends[name.first]), "group", "name"))


def _take_country_within(text: _Text, name: Name) -> None:
    """The country that a body is of: `Sarvia` in `Interior Ministry of Sarvia`, where the text names it elsewhere or it is known."""
    parse, last = text.grammar.parse, name.last - 1
    if last - name.first < 2 or text.grammar.low[last - 1] != "of":
        return
    word = parse.forms[last]
    if countries.country(word) or word.casefold() in text.places:
        draft = text.drafts.setdefault(("place", word.casefold(), False), _Draft("place", word, "name", country=countries.country(word)))
        draft.mentions.append(_mention(text.doc, (text.grammar.starts[last], text.grammar.ends[last]), "place", "name"))


def _sex_told(content: str, start: int) -> Gender | None:
    """The sex that Mr, Mrs, Ms before a surname tells: two of one family are told apart by it."""
    found = MISTER_BEFORE.search(content, max(0, start - 8), start)
    return MISTER.get(found[1].casefold()) if found else None


def _name_kind(text: _Text, name: Name, words: str) -> ActorKind:
    """The kind that the model gave, save where the text shows a person: by its cast, by a role put beside a name of two words."""
    if name.kind in ("person", "organization") and " " not in words and words.casefold() in text.places:
        return "place"
    if name.kind not in ("organization", "work", "place") or " " not in words or BODIES.search(words):
        return name.kind
    low = words.casefold()
    if any(one.sort == "person" and low in (known.casefold() for known in one.names) for one in text.cast.referents):
        return "person"
    heads = {roles.head_noun(text.content[slice(*place)]) for place in roles.roles_of(text.grammar, name.first, name.last)}
    shown = heads & person_nouns().keys() - NOT_PERSONS_ALONE
    return "person" if shown and name.kind != "place" and len(words.split()) == 2 else name.kind


def _is_government(grammar: Grammar, name: Name, words: str, kind: ActorKind) -> bool:
    """Whether a palace or a town stands for a government here; a country stands for itself."""
    if countries.seat(words):
        head = next((w for w in range(name.first, name.last) if not name.first <= grammar.heads[w] < name.last), name.first)
        return not grammar.has_child(head, "case", roles.LOCATIVE)
    town = kind == "place" or countries.capital(words) is not None
    return town and countries.country(words) is None and roles.acts(grammar, name.first, name.last)


def _add_role(text: _Text, draft: _Draft, place: Place) -> None:
    words = text.content[slice(*place)]
    draft.roles.setdefault(place, words)
    draft.heads.add(roles.head_noun(words))
    if draft.country is None:
        draft.country = next((code for word in words.replace("’", "'").split() if (code := countries.code(word.removesuffix("'s")))), None)


# -- titles of laws, parts of names ---------------------------------------------------------------------


def law_titles(content: str) -> Iterator[Place]:
    """Where titles of laws stand that say what they are on: `Act on the Protection of the Public`."""
    at = 0
    while found := LAW_TITLE.search(content, at):
        yield found.span("title")
        amended = AMENDS.search(found["title"])  # a bill to amend an act names the act too
        at = found.start("title") + amended.end() if amended else found.end()


def _take_title(text: _Text, place: Place) -> None:
    words = bare(text.content[slice(*place)], "law")
    draft = text.drafts.setdefault(("law", words.casefold(), False), _Draft("law", words, "name"))
    draft.mentions.append(_mention(text.doc, place, "law", "name"))


def _take_capitalised(text: _Text, laws: Sequence[Place]) -> None:
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
        draft = text.drafts.setdefault((kind, form.casefold(), False), _Draft(kind, form, "name"))
        draft.mentions.append(_mention(text.doc, place, kind, "name"))


def _unmention(text: _Text, place: Place) -> None:
    """Forget a description at a place that is a name."""
    for draft in (*text.drafts.values(), *text.described.values()):
        draft.mentions[:] = [m for m in draft.mentions if (m.span.start, m.span.end) != place]


# -- phrases ------------------------------------------------------------------------------------------


def _take_phrase(text: _Text, place: Place, one: One, at: int) -> None:
    """A description or pronoun, at whom it means; a name there has been taken already."""
    words = text.content[slice(*place)]
    if _names_at(text, place):
        return
    if words.casefold() in text.places:
        within = text.grammar.words_in(*place)
        acting = countries.country(words) is None and roles.acts(text.grammar, within[0], within[-1] + 1)
        known = text.drafts.setdefault(("place", words.casefold(), acting), _Draft("place", words, "name", government=acting))
        known.mentions.append(_mention(text.doc, place, "place", "name"))
        return
    form: MentionForm = "pronoun" if words.casefold() in PRONOUNS else "description"
    draft = _named(text, one, words) or text.described.get(at)
    if draft is None:
        if one.names and form == "description" and words[:1].isupper() and bare(words, "person") in one.names:
            form = "name"
        draft = _Draft(_kind(one), one.name if one.names else words, "name" if one.names else "description", gender=one.gender, plural=one.plural)
        draft.heads |= one.heads
        text.described[at] = draft
    draft.mentions.append(_mention(text.doc, place, draft.kind, form))
    if draft.form == "description" and form == "description" and len(draft.name) < len(words) and len(words.split()) <= LONGEST:
        draft.name = words
    if form == "description" and draft.form == "name" and draft.kind == "person":
        draft.heads.add(roles.head_noun(words))


def _places(grammar: Grammar) -> frozenset[str]:
    names = [(n.kind, grammar.parse.text[n.start : n.end].casefold()) for n in grammar.parse.names]
    surnames = {words.split()[-1] for kind, words in names if kind == "person" and " " in words}
    return frozenset(words for kind, words in names if kind == "place" and words not in surnames)


def _is_definite(content: str, place: Place) -> bool:
    """Whether a description that does not speak names somebody: not anybody, not a number of people, not half a sentence."""
    words = content[slice(*place)]
    low = words.casefold().split()
    if len(low) > LONGEST or low[0] in ANYBODY or any(char.isdigit() for char in low[0]):
        return False
    if low[0] in PRONOUNS or any(word in person_nouns() for word in low):
        return True
    told = ARTICLE.search(content, max(0, place[0] - 6), place[0]) is not None or ARTICLE.match(f"{low[0]} ") is not None
    return told and BODIES.search(words) is not None and low[-1] not in PAPERS


def _names_at(text: _Text, place: Place) -> bool:
    """Whether the head of a phrase is a name that was found."""
    words = text.grammar.words_in(*place)
    if not words:
        return True
    head = next((w for w in words if text.grammar.heads[w] not in words), words[0])
    return any(n.first <= head < n.last for n in text.grammar.parse.names)


def _named(text: _Text, one: One, words: str) -> _Draft | None:
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


def _take_governments(text: _Text) -> None:
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
            draft = text.drafts.setdefault(("government", country, True), _Draft("organization", text.content[slice(*place)], "description", government=True, country=country))
            _retake(text, place, draft)
            if place not in taken:
                draft.mentions.append(_mention(text.doc, place, "organization", "description"))


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


def _retake(text: _Text, place: Place, draft: _Draft) -> None:
    """A phrase for a government that was taken for somebody only described is the government's."""
    for other in list(text.described.values()):
        moved = [m for m in other.mentions if m.span.start < place[1] and place[0] < m.span.end and m.form == "description"]
        if moved and other.form == "description":
            draft.mentions.extend(other.mentions)
            other.mentions.clear()


# -- records ------------------------------------------------------------------------------------------


def _mention(doc: str, place: Place, kind: ActorKind, form: MentionForm) -> Mention:
    span = Span(doc, *place)
    return Mention(id=span_id("mention", span), span=span, kind=kind, form=form)


def _made(text: _Text, drafts: Sequence[_Draft], withheld: frozenset[str]) -> tuple[Referent, ...]:
    ids = {id(draft): span_id("referent", min(m.span for m in draft.mentions), draft.kind, draft.name, str(draft.government)) for draft in drafts}
    cast_of = _cast_of(text, drafts)
    return tuple(_record(text, draft, ids, cast_of, withheld) for draft in drafts)


def _cast_of(text: _Text, drafts: Iterable[_Draft]) -> dict[int, list[_Draft]]:
    """For each person of the cast the names that the text leads to them."""
    found: dict[int, list[_Draft]] = {}
    by_name = {draft.name.casefold(): draft for draft in drafts if draft.kind == "person" and draft.form == "name"}
    for at, one in enumerate(text.cast.referents):
        if one.sort == "person":
            found.setdefault(text.cast.one(at), []).extend(by_name[name.casefold()] for name in one.names if name.casefold() in by_name)
    return found


def _record(text: _Text, draft: _Draft, ids: dict[int, str], cast_of: dict[int, list[_Draft]], withheld: frozenset[str]) -> Referent:
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
