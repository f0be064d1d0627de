"""Names that the language model passed over: two words or more with capitals inside a sentence, and what they name by their form."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from headwater.annotate.grammar import Grammar
from headwater.annotate.persons import given_names
from headwater.annotate.roles import is_role_noun, roles_of
from headwater.annotate.speakers import BODIES
from headwater.language.parsed import Name
from headwater.lexicon import countries, entries, rows
from headwater.lexicon.persons import titles
from headwater.records import ActorKind

SCORE = 0.5
LONGEST = 5
PART_OF_NAME = frozenset("prince princess king queen pope mother father brother sister saint emir sultan emperor lord lady special".split())
INSIDE = frozenset(("PROPN", "NOUN", "ADJ"))
LABELS = frozenset("breaking update updated exclusive notice analysis opinion watch live correction corrected explainer interview factbox timeline video photo photos note editorial comment column review urgent alert news statement summary background question answer q a".split())
WHERE = frozenset("in at near from to of outside".split())


def missed_names(grammar: Grammar) -> Iterator[Name]:
    """Runs of capitalised words that are in no name, with the kind that their form shows; runs that show none are left."""
    taken = {word for name in grammar.parse.names for word in range(name.first, name.last)}
    yield from _dateline_towns(grammar, taken)
    word = 0
    while word < len(grammar.low):
        last = word
        while last < len(grammar.low) and last not in taken and _is_capital(grammar, last) and (last == word or grammar.starts[last] - grammar.ends[last - 1] == 1):
            last += 1 + (_is_owner(grammar, last) and last + 2 < len(grammar.low) and last + 2 not in taken and _is_capital(grammar, last + 2))
        first = word
        while first < last and grammar.low[first].rstrip(".") in titles():
            first += 1
        if first > word and grammar.low[first - 1] not in PART_OF_NAME and 1 <= last - first <= 2 and not grammar.is_left_out(word) and len(grammar.parse.forms[first]) > 2:
            yield Name(first, last, grammar.starts[first], grammar.ends[last - 1], "person", SCORE)
        elif 2 <= last - word <= LONGEST and not grammar.is_left_out(word) and _runs_on(grammar, word, last):
            kind = _kind(grammar, word, last)
            if kind is not None:
                yield Name(word, last, grammar.starts[word], grammar.ends[last - 1], kind, SCORE)
        word = max(last, word + 1)


def _is_owner(grammar: Grammar, word: int) -> bool:
    """Whether the mark of a possessive plural stands behind a word (`Farmworkers' League`)."""
    return grammar.low[word].endswith("s") and word + 1 < len(grammar.low) and grammar.low[word + 1] == "'"


def _dateline_towns(grammar: Grammar, taken: AbstractSet[int]) -> Iterator[Name]:
    """The town in capitals with which a dateline opens."""
    for word in range(len(grammar.low)):
        if not grammar.is_left_out(word) or (word and grammar.is_left_out(word - 1) and "\n" not in grammar.parse.text[grammar.ends[word - 1] : grammar.starts[word]]):
            continue
        last = word
        while last < len(grammar.low) and grammar.is_left_out(last) and last not in taken and (grammar.parse.forms[last].isupper() or grammar.low[last] == "-") and grammar.parse.forms[last].strip(".-'’").isalpha() | (grammar.low[last] == "-"):
            last += 1
        if word < last <= word + LONGEST and len(grammar.parse.forms[word]) > 2 and grammar.low[word] not in LABELS and not BODIES.search(grammar.parse.text[grammar.starts[word] : grammar.ends[last - 1]].title()):
            yield Name(word, last, grammar.starts[word], grammar.ends[last - 1], "place", SCORE)


def _is_capital(grammar: Grammar, word: int) -> bool:
    form = grammar.parse.forms[word]
    return form[:1].isupper() and form[-1:].isalnum() and grammar.parse.upos[word] in INSIDE and grammar.low[word] not in entries("stopwords") and grammar.low[word] not in entries("months")


def _runs_on(grammar: Grammar, first: int, last: int) -> bool:
    """Whether the sentence is no headline: most of its other words are small."""
    others = [w for w in grammar.sentence_of(first) if not first <= w < last and grammar.parse.forms[w][:1].isalpha()]
    small = sum(grammar.parse.forms[w][:1].islower() for w in others)
    return small >= 3 and small * 2 > len(others)


def _kind(grammar: Grammar, first: int, last: int) -> ActorKind | None:
    words = grammar.parse.text[grammar.starts[first] : grammar.ends[last - 1]]
    final = grammar.low[last - 1]
    if BODIES.search(words) or final in _heads() or (final in _trades() and grammar.low[first] not in given_names()):
        return "organization"
    if is_role_noun(grammar, first) or is_role_noun(grammar, last - 1):
        return None
    if any(countries.code(grammar.parse.forms[w]) for w in range(first, last)):
        return None
    if grammar.low[first] in given_names() or (last - first == 2 and roles_of(grammar, first, last)):
        return "person"
    return None


def _trades() -> frozenset[str]:
    return frozenset(row[0] for row in rows("bodies") if row[1] == "trade")


def _heads() -> frozenset[str]:
    return frozenset(row[0] for row in rows("bodies") if row[1] in ("head", "part"))
