"""Names of a text: their bounds, kinds, roles, what is told beside them."""

import functools
import re

from headwater.annotate import roles
from headwater.annotate.cast_names import MISTER
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.nominative import CYRILLIC, nominative
from headwater.annotate.persons import Gender, given_names, person_nouns
from headwater.annotate.referent_drafts import Draft, Gathered, Key, bare, mention
from headwater.annotate.referent_laws import take_title, two_laws
from headwater.annotate.speakers import BODIES
from headwater.language.parsed import Name
from headwater.lexicon import countries, rows
from headwater.records import ActorKind

PEOPLE_ENDINGS = ("ian", "ean", "ese", "ish", "stani", "andic")
WHOLE_WORDS = ("person", "organization")
FAMILY = re.compile(r" (?P<kin>brothers|sisters|twins|siblings|couple)\b")
MISTER_BEFORE = re.compile(r"\b(mr|mrs|ms|miss)\.?\s$", re.IGNORECASE)
CODE = re.compile(r"[A-Z]\.?|[A-Z]?\d{1,3}")
CODE_BEFORE = re.compile(r"\b(?P<noun>Witness|Worker|Officer|Child|Patient|Person|Victim|Soldier|Source|Complainant|Detainee|Prisoner|Defendant|Student|Nurse|Doctor|Agent|Employee|Inmate|Resident|Woman|Man|Boy|Girl|Mother|Father|Guard|Driver|Subject|Suspect|Applicant|Claimant) $")
OTHER_SCRIPT = re.compile(r" ?\((?P<name>[\u0370-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0fff\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^()\n;:]{0,60})\)")  # a name again in its own script
POLICE = re.compile(r" police(?=[.,;]| (?:said|say|says|have|had|has|were|are|did|arrested|confirmed|denied|declined|told|in|on|and|who|would|will)\b)")
TOLD_APART = 3  # years by which two ages of one person may differ in one report
LEAST_SHORT = 4  # letters of a first word by which a body is called
NOT_OF_FIRMS = frozenset("post house front church press guard staff union fund brothers sons partners stone brick paper wind power coal gold silver glass steel oil gas court school college school mills wells green price prices".split())  # surnames too
NAMESAKE = re.compile(r"(?:,[^.;!?\n]{0,40})? (?:who|and) (?:shares? (?:a|his|her|the same|their) name|bears? the same name|has the same name)\b|,? (?:is )?(?:a|his|her|the) namesake\b")
NAMESAKE_BEFORE = re.compile(r"\bnamesake\b[^.;!?\n]{0,50}$")
TOWN_OF = frozenset("town city village district settlement port suburb hamlet county province region island".split())
NOT_PERSONS_ALONE = frozenset("owner founder maker partner employer parent supplier rival neighbour neighbor ally sponsor member customer client publisher carrier producer leader".split())


def places(grammar: Grammar) -> frozenset[str]:
    names = [(n.kind, grammar.parse.text[n.start : n.end].casefold()) for n in grammar.parse.names]
    surnames = {words.split()[-1] for kind, words in names if kind == "person" and " " in words}
    located = {words for (kind, words), name in zip(names, grammar.parse.names, strict=True) if kind == "person" and " " not in words and _is_located(grammar, name)}
    return frozenset(words for kind, words in names if (kind == "place" or words in located) and words not in surnames)


def _is_located(grammar: Grammar, name: Name) -> bool:
    """`in Kok-Jar`, `the town of Kok-Jar`: where nobody's name can stand."""
    head = next((w for w in range(name.first, name.last) if not name.first <= grammar.heads[w] < name.last), name.first)
    above = grammar.heads[head]
    of_town = above >= 0 and grammar.low[above] in TOWN_OF and grammar.has_child(head, "case", frozenset(("of",)))
    return of_town or grammar.has_child(head, "case", frozenset(("in", "near", "outside")))


def short_forms(grammar: Grammar) -> frozenset[str]:
    """First words of the names of bodies by which these are called alone: no place of the text, no part of a person's name."""
    names = [(n.kind, grammar.parse.text[n.start : n.end].removeprefix("the ").split(), n) for n in grammar.parse.names]
    bodies = {words[0].casefold(): words for kind, words, _ in names if kind == "organization" and len(words) > 1 and len(words[0]) >= LEAST_SHORT and words[0].isalpha()}
    persons = {word.casefold() for kind, words, _ in names if kind == "person" and len(words) > 1 for word in words}
    located = {grammar.low[n.first] for kind, words, n in names if kind == "place" and len(words) == 1 and grammar.has_child(n.first, "case", roles.LOCATIVE)}
    return frozenset(low for low, words in bodies.items() if low not in persons | located and not _is_known_place(words[0]))


def _two_places(text: Gathered, name: Name) -> list[tuple[int, str]]:
    """The two ends of `the Kyiv-Odesa line`, each with where it begins; empty for any other name."""
    first, dash, second = text.content[name.start : name.end].partition("-")
    if not dash or name.kind not in ("place", "organization", "work") or not all(_is_known_place(end) or end.casefold() in text.places for end in (first, second)):
        return []
    return [(name.start, first), (name.start + len(first) + 1, second)]


def _is_known_place(word: str) -> bool:
    return any(known(word) for known in (countries.code, countries.capital, countries.seat, countries.city))


def take_name(text: Gathered, name: Name) -> None:
    grammar = text.grammar
    place = (name.start, name.end)
    ends = _two_places(text, name)
    for start, word in ends:
        draft = text.drafts.setdefault(("place", word.casefold(), False), Draft("place", word, "name", country=countries.country(word)))
        draft.mentions.append(mention(text.doc, (start, start + len(word)), "place", "name"))
    if ends:
        return
    laws = two_laws(text.content, name.start, name.end) if name.kind == "law" else [place]
    if laws != [place]:
        for one in laws:
            take_title(text, one, country=roles.country_of(grammar, name.first, name.last))
        return
    if name.kind in WHOLE_WORDS:
        place = grammar.whole_word(name.start, name.end - (text.content[name.end - 1] in "/-"))
    words = bare(text.content[slice(*place)], name.kind)
    kind = _name_kind(text, name, words)
    place, words = _with_people_before(text, name, place, bare(words, kind), kind)
    if POLICE.match(text.content, place[1]) and kind in ("organization", "place") and " " not in words and not grammar.is_left_out(name.first):
        kind, place, words = "organization", (place[0], place[1] + len(" police")), f"{words} police"
    if not words.isascii():
        words = nominative(grammar.parse.forms[name.first : name.last], grammar.parse.lemma[name.first : name.last], kind) if CYRILLIC.search(words) else words
    if kind == "person" and text.content[slice(*place)].endswith(words):
        place = (place[1] - len(words), place[1])  # a mention is without its title
    code = CODE_BEFORE.search(text.content, max(0, place[0] - 16), place[0]) if kind in ("person", "work") and CODE.fullmatch(words) else None
    if code:
        kind, place = "person", (code.start("noun"), place[0] + len(words.rstrip(".")))
        words = text.content[slice(*place)]
    family = FAMILY.match(text.content, place[1])
    if family and kind == "person":
        kind, place, words = "group", (place[0], family.end()), f"{words} {family['kin']}"
    government = kind != "person" and not grammar.is_left_out(name.first) and _is_government(grammar, name, words, kind)
    sex = _sex_told(text.content, place[0]) if kind == "person" and " " not in words else None
    country = roles.country_of(grammar, name.first, name.last) if kind == "organization" else None  # two countries have one of that name
    age = roles.age_of(text.content, name.start, name.end) if kind == "person" else None
    namesake = kind == "person" and " " in words and _is_namesake(text.content, name)
    draft = _draft(text, (kind, f"{words.casefold()}{sex or country or ''}{'namesake' if namesake else ''}", government), Draft(kind, words, "name", government=government, gender=sex, age=age))
    draft.mentions.append(mention(text.doc, place, kind, "name"))
    draft.heads |= {"namesake"} if namesake else set()
    other = OTHER_SCRIPT.match(text.content, place[1])
    if other and not words[:1].isdigit():
        draft.mentions.append(mention(text.doc, other.span("name"), kind, "name"))
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
    draft.age = draft.age or age


def _is_namesake(content: str, name: Name) -> bool:
    """Whether the words say that this is another one of that name."""
    return NAMESAKE.match(content, name.end) is not None or NAMESAKE_BEFORE.search(content, max(0, name.start - 70), name.start) is not None


def _draft(text: Gathered, key: Key, new: Draft) -> Draft:
    """The draft of a name; another one where an age tells that a namesake is meant."""
    known = text.drafts.setdefault(key, new)
    if known.age is None or new.age is None or abs(known.age - new.age) <= TOLD_APART:
        return known
    return text.drafts.setdefault((key[0], f"{key[1]} {new.age}", key[2]), new)


def _is_general(words: str) -> bool:
    """Whether bodies of several countries may have a name: a short form, or words for institutions and their fields alone."""
    return " " not in words or all(word in _general_words() for word in words.casefold().split())


@functools.cache
def _general_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("bodies") if row[1] in ("head", "field", "form")) | frozenset(("act", "law", "code", "decree", "affairs"))


def _with_people_before(text: Gathered, name: Name, place: Place, words: str, kind: ActorKind) -> tuple[Place, str]:
    """`Kenyan FIS`, `Finnish Act`: a short form with the people before it, which tells it from that of another country."""
    first, grammar = name.first - 1, text.grammar
    if kind not in ("organization", "law") or not _is_general(words) or first < 0 or grammar.starts[name.first] - grammar.ends[first] != 1 or place[0] != grammar.starts[name.first]:
        return place, words
    before = grammar.parse.forms[first]
    if before.endswith(("s", "'s")) or not before[:1].isupper() or countries.people(before) is None or countries.country(before):
        return place, words
    return (grammar.starts[first], place[1]), f"{before} {words}"


def _take_people_within(text: Gathered, name: Name, place: Place) -> None:
    """The people that a body is called after: `Kyrgyz` in `Kyrgyz Embassy`."""
    first = text.grammar.parse.forms[name.first]
    follows = text.grammar.parse.upos[name.first] == "ADJ" and first.endswith(PEOPLE_ENDINGS) and name.last - name.first > 1
    if not (countries.people(first) or (follows and first[:1].isupper())) or countries.country(first):
        return
    draft = text.drafts.setdefault(("group", first.casefold(), False), Draft("group", first, "name", country=countries.people(first)))
    draft.mentions.append(mention(text.doc, (text.grammar.starts[name.first], text.grammar.ends[name.first]), "group", "name"))


def _take_country_within(text: Gathered, name: Name) -> None:
    """The country that a body is of: `Sarvia` in `Interior Ministry of Sarvia`, where the text names it elsewhere or it is known."""
    parse, last = text.grammar.parse, name.last - 1
    if last - name.first < 2 or text.grammar.low[last - 1] != "of":
        return
    word = parse.forms[last]
    if countries.country(word) or word.casefold() in text.places:
        draft = text.drafts.setdefault(("place", word.casefold(), False), Draft("place", word, "name", country=countries.country(word)))
        draft.mentions.append(mention(text.doc, (text.grammar.starts[last], text.grammar.ends[last]), "place", "name"))


def _sex_told(content: str, start: int) -> Gender | None:
    """The sex that Mr, Mrs, Ms before a surname tells: two of one family are told apart by it."""
    found = MISTER_BEFORE.search(content, max(0, start - 8), start)
    return MISTER.get(found[1].casefold()) if found else None


def _name_kind(text: Gathered, name: Name, words: str) -> ActorKind:
    """The kind that the model gave, save where the text shows a person: by its cast, by a role put beside a name of two words."""
    if name.kind in ("person", "organization") and " " not in words and words.casefold() in text.places:
        return "place"
    if name.kind in ("person", "place", "work") and words.casefold() in text.short:
        return "organization"
    if name.kind == "person" and _is_no_person(text, name, words):
        return "place" if " " not in words else "organization"
    if name.kind not in ("organization", "work", "place") or " " not in words or BODIES.search(words):
        return name.kind
    low = words.casefold()
    if any(one.sort == "person" and low in (known.casefold() for known in one.names) for one in text.cast.referents):
        return "person"
    heads = {roles.head_noun(text.content[slice(*place)]) for place in roles.roles_of(text.grammar, name.first, name.last)}
    shown = heads & person_nouns().keys() - NOT_PERSONS_ALONE
    return "person" if shown and name.kind != "place" and len(words.split()) == 2 else name.kind


def _is_no_person(text: Gathered, name: Name, words: str) -> bool:
    """A capital or country that nobody is called after, and a firm by the last word of its name, which the model took for persons."""
    parts = words.casefold().split()
    if not parts or parts[0] in given_names() or roles.roles_of(text.grammar, name.first, name.last):
        return False
    if len(parts) == 1:
        return bool(countries.capital(words) or countries.country(words)) and words.isalpha()
    return parts[-1].strip(".") in _firm_words()


@functools.cache
def _firm_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("bodies") if row[1] in ("trade", "form", "head")) - NOT_OF_FIRMS


def _is_government(grammar: Grammar, name: Name, words: str, kind: ActorKind) -> bool:
    """Whether a palace or a town stands for a government here; a country stands for itself."""
    if countries.seat(words):
        head = next((w for w in range(name.first, name.last) if not name.first <= grammar.heads[w] < name.last), name.first)
        return not grammar.has_child(head, "case", roles.LOCATIVE)
    town = kind == "place" or countries.capital(words) is not None
    return town and countries.country(words) is None and roles.acts(grammar, name.first, name.last)


def _add_role(text: Gathered, draft: Draft, place: Place) -> None:
    start, _ = text.grammar.whole_word(*place)
    place = (start, place[1]) if text.content[start : place[0]].endswith("-") else place  # `Kok-Jar police chief`
    words = text.content[slice(*place)]
    if words.casefold().rstrip(".") in MISTER:
        return  # `Ms` is no role
    draft.roles.setdefault(place, words)
    draft.heads.add(roles.head_noun(words))
    if draft.country is None:
        draft.country = next((code for word in words.replace("’", "'").split() if (code := countries.code(word.removesuffix("'s")))), None)
