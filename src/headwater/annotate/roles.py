"""What stands beside a name in a text: role, age, country, acronym, whether it acts as a government does."""

import functools
import re
from collections.abc import Sequence

from headwater import lexicon
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.persons import person_nouns, singular
from headwater.lexicon import countries, persons

ACRONYM_BEHIND = re.compile(r"\s*(?:\(\s*|,\s+(?:or|known as|also known as|abbreviated as)\s+(?:the\s+)?)([A-Z][A-Za-z]{0,7}(?:[-/&][A-Z]{1,5})?[A-Z])(?:\s*\)|(?=[,.\s]))")
AGE_BEHIND = re.compile(r",\s*(?:aged\s+|age\s+)?(\d{1,3})\s*[,.;]|\s\((\d{1,3})\)|\s(?:is|was) (\d{1,3})(?: years old)?\s*[,.]")
AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old\b[^.,;()\n]{0,40}$")
CAPITAL_OF = re.compile(r"\s*,?\s*(?:is |was )?(?:the\s+)?capital (?:city )?of (?:the )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")
CAPITAL_BEFORE = re.compile(r"(?:\b([A-Z][\w-]+(?: [A-Z][\w-]+)*)['’]s?|\bthe ([A-Z][\w-]+)) capital(?: city)?(?: of)?,?\s*$")
LONGEST_ROLE = 90  # code points; what is longer is a sentence and no role
LOCATIVE = frozenset("in at near outside inside around across toward towards through into over".split())
OLDEST = 120
PERSON_ENDINGS = ("ist", "ician", "man", "woman", "person", "holder", "maker", "keeper", "grapher", "ologist", "mate")


def roles_of(grammar: Grammar, first: int, last: int) -> list[Place]:
    """Where the roles of a name stand: the title before it, what is put beside it, what it is said to be."""
    head = _head(grammar, first, last)
    found = [_before(grammar, head, first), *_beside(grammar, head, last), _above(grammar, head, first), _said_to_be(grammar, head)]
    return sorted({place for place in found if place and place[1] - place[0] <= LONGEST_ROLE and not _overlaps(place, grammar, first, last)})


def _overlaps(place: Place, grammar: Grammar, first: int, last: int) -> bool:
    return place[0] < grammar.ends[last - 1] and grammar.starts[first] < place[1]


def _head(grammar: Grammar, first: int, last: int) -> int:
    return next((w for w in range(first, last) if not first <= grammar.heads[w] < last), first)


def _before(grammar: Grammar, head: int, first: int) -> Place | None:
    """`Russian President` before the name, as far as the words hang on it without a break."""
    words = {w for w in grammar.all_below(head) if w < first and grammar.parse.upos[w] in ("NOUN", "PROPN", "ADJ", "PART", "SYM", "NUM", "PUNCT")}
    start = first
    while start - 1 in words and (grammar.parse.upos[start - 1] != "PUNCT" or grammar.low[start - 1] in ("-", ".")):
        start -= 1
    while start < first and grammar.parse.upos[start] in ("PUNCT", "PART", "NUM"):
        start += 1
    return grammar.extent(range(start, first)) if start < first and is_role_noun(grammar, first - 1) else None


def is_role_noun(grammar: Grammar, word: int) -> bool:
    """Whether a word names an office, a trade or kin."""
    low = grammar.low[word].rstrip(".")
    return low in person_nouns() or low in persons.titles() or (grammar.parse.upos[word] == "NOUN" and low.endswith(PERSON_ENDINGS))


def _beside(grammar: Grammar, head: int, last: int) -> list[Place | None]:
    """`Haldor Brask, the governor of Upper Ardel`."""
    return [_nominal(grammar, c) for c in grammar.below[head] if c >= last and grammar.relation(c) in ("appos", "parataxis") and _is_noun(grammar, c)]


def _above(grammar: Grammar, head: int, first: int) -> Place | None:
    """`the governor, Haldor Brask`, `chief executive Per Lunde`, where the name hangs on the role."""
    above = grammar.heads[head]
    while above >= 0 and grammar.relation(head) == "appos" and not is_role_noun(grammar, above) and grammar.relation(above) == "nmod":
        above = grammar.heads[above]  # `the head of the committee, Haldor Brask`, hung on the committee
    if above < 0 or above > first or grammar.relation(head) not in ("appos", "flat", "compound", "nmod", "dep") or not _is_noun(grammar, above):
        return None
    if grammar.relation(head) == "nmod" and any(grammar.relation(c) == "case" for c in grammar.below[head]):
        return None
    return _nominal(grammar, above, before=first)


def _said_to_be(grammar: Grammar, head: int) -> Place | None:
    """`Brask, who is the governor`, `Brask is the governor`."""
    above = grammar.heads[head]
    if above >= 0 and grammar.relation(head) == "nsubj" and _is_noun(grammar, above) and grammar.child(above, "cop") is not None and not grammar.is_negated(above):
        return _nominal(grammar, above, after=head + 1)
    for clause in grammar.below[head]:
        if grammar.relation(clause) == "acl" and _is_noun(grammar, clause) and grammar.child(clause, "cop") is not None and not grammar.is_negated(clause):
            return _nominal(grammar, clause, after=head + 1)
    return None


def _is_noun(grammar: Grammar, word: int) -> bool:
    return (grammar.parse.upos[word] == "NOUN" or grammar.low[word] in persons.titles()) and is_role_noun(grammar, word)


LEFT_OUT = frozenset("acl appos advcl parataxis cop nsubj conj cc det punct aux advmod obl ccomp dep case mark".split())


def _nominal(grammar: Grammar, head: int, *, before: int | None = None, after: int = 0) -> Place | None:
    """A noun with what hangs on it, without article and clauses, as one stretch around it."""
    kept, todo = {head}, [head]
    while todo:
        for child in grammar.below[todo.pop()]:
            inner = grammar.relation(child) not in LEFT_OUT or (grammar.relation(child) in ("case", "det", "cc", "conj", "appos") and grammar.heads[child] != head)
            if inner and child >= after and (before is None or child < before):
                kept.add(child)
                todo.append(child)
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or (last + 2 in kept and grammar.low[last + 1] in ("-", "'s", "’s", "of", "the", "&")):
        last += 1
    while first < head and (grammar.parse.upos[first] in ("DET", "PUNCT", "PRON")):
        first += 1
    return grammar.extent(range(first, last + 1))


def head_noun(role: str) -> str:
    """The noun of a role in the singular: the last word before `of`, `for`, `at` ..."""
    words = re.split(r"\s+(?:of|for|at|in|on|to|from|with|and|under)\b|,", role.casefold())[0].split()
    return singular(words[-1].rstrip(".")) if words else ""


def age_of(content: str, start: int, end: int) -> int | None:
    """The age told beside a name."""
    found = AGE_BEHIND.match(content, end) or AGE_BEFORE.search(content, max(0, start - 80), start)
    age = next((int(group) for group in found.groups() if group), None) if found else None
    return age if age is not None and age <= OLDEST else None


def acronym_of(content: str, start: int, end: int) -> str | None:
    """The acronym introduced right behind a name of several words: its letters stand in the name in this order."""
    found = ACRONYM_BEHIND.match(content, end)
    name = content[start:end].removeprefix("the ").removeprefix("The ")
    if found is None or " " not in name:
        return None
    short = [char for char in found.group(1).casefold() if char.isalnum()]
    words = name.casefold().split()
    starts = [" ".join(words[at:]) for at, word in enumerate(words) if word[0] == short[0]]
    fits = any(_in_order(short, start) for start in starts)
    return found.group(1) if fits else None


def _in_order(letters: Sequence[str], words: str) -> bool:
    left = iter(words)
    return all(letter in left for letter in letters)


def capital_of(content: str, start: int, end: int) -> str | None:
    """The country that a town is said to be the capital of: `Osk, the capital of Rendal`, `Rendal's capital, Osk`."""
    behind = CAPITAL_OF.match(content, end)
    if behind:
        return behind.group(1)
    before = CAPITAL_BEFORE.search(content, max(0, start - 80), start)
    return next((group for group in before.groups() if group), None) if before else None


def country_of(grammar: Grammar, first: int, last: int) -> str | None:
    """The country told with a name: in it, before it (`Russia's`, `the Kyrgyz`), behind it (`of Rendal`)."""
    head = _head(grammar, first, last)
    near = [w for w in grammar.all_below(head) if w < last or grammar.low[w - 1] in ("of", "the")]
    for word in near:
        for size in (3, 2, 1):
            known = countries.code(grammar.parse.text[grammar.starts[word] : grammar.ends[min(word + size, len(grammar.ends)) - 1]])
            if known:
                return known
    named = {n.first: n for n in grammar.parse.names if n.kind in ("place", "group")}
    for word in near:
        name = named.get(word)
        if name is None or first <= word < last or grammar.relation(word) not in ("nmod", "amod", "compound"):
            continue
        if grammar.relation(word) != "nmod" or any(grammar.low[c] in ("'s", "’s", "'", "of") for c in grammar.below[word]):
            return grammar.parse.text[name.start : name.end]
    return None


@functools.cache
def _acts(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("government_acts") if row[1] == kind)


def acts(grammar: Grammar, first: int, last: int) -> bool:
    """Whether a place acts as a government does: says, decides, has troops or a policy, stands between two with ties."""
    head = _head(grammar, first, last)
    while grammar.relation(head) == "conj" and grammar.heads[head] >= 0 and not grammar.has_child(head, "case", LOCATIVE):
        head = grammar.heads[head]  # `between Beijing and Canberra`
    above, relation = grammar.heads[head], grammar.relation(head)
    if above < 0 or grammar.has_child(head, "case", LOCATIVE):
        return False
    lemmas = {grammar.parse.lemma[above].casefold(), grammar.low[above]}
    lemmas |= {lemma[:-1] for lemma in lemmas if lemma[-2:-1] == lemma[-1:]}  # a lemma guessed with its last letter doubled
    if relation == "nsubj":
        if grammar.parse.deprel[head] == "nsubj:pass":
            return bool(lemmas & _acts("told"))  # `Osk had been told in May`
        return (bool(lemmas & _acts("verb")) or _through(grammar, above))
    if relation == "obl":
        return _takes_part(grammar, head, lemmas)
    if relation in ("obj", "iobj"):
        return bool(lemmas & _acts("object"))
    return relation == "nmod" and _owns(grammar, head, lemmas)


def _takes_part(grammar: Grammar, head: int, lemmas: set[str]) -> bool:
    """`was rejected by Osk`, `talks with Osk`, `demanded from Osk`."""
    if grammar.has_child(head, "case", frozenset(("to", "from"))):
        return bool(lemmas & frozenset(("say", "complain", "report", "demand", "seek")))
    return grammar.has_child(head, "case", frozenset(("by", "against", "with"))) and bool(lemmas & (_acts("verb") | _acts("object")))


def _owns(grammar: Grammar, head: int, lemmas: set[str]) -> bool:
    """`Osk's decision`, `a demand by Osk`, `ties with Osk`, `talks between Osk and Rendal`."""
    if any(grammar.low[c] in ("'s", "’s", "'") for c in grammar.below[head]) or grammar.has_child(head, "case", frozenset(("by", "from"))):
        return bool(lemmas & _acts("noun"))
    return grammar.has_child(head, "case", frozenset(("with", "between", "and", "to"))) and bool(lemmas & _acts("between"))


def _through(grammar: Grammar, verb: int) -> bool:
    """`Moscow has agreed`, `is trying to`: whether an open complement of the verb is such an act."""
    return any(grammar.relation(c) in ("xcomp", "ccomp") and grammar.parse.lemma[c] in _acts("verb") for c in grammar.below[verb]) and grammar.parse.lemma[verb] in ("be", "begin", "start", "continue", "appear", "move", "go", "have")
