"""Norms told by the clause as a whole: what a law is said to provide, what an authority announces, threatens, or does as a matter of course."""

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.penalties import LOST, Sanction
from headwater.annotate.rules.words import authority, kinds, listed, stem, tool
from headwater.records import RuleKind

TAKING = listed("taking")
HARMING = listed("harming")
SACKING = listed("sacking")
PERSONS = lexicon.entries("person_nouns") | listed("persons")
PROCEEDING = listed("proceeding")
ADMITTING = listed("admitting")
WHOLE = listed("whole")


def take_away(tree: Tree, word: int) -> bool:
    """Whether a predicate takes something away: `freeze the accounts`, `take away the children`, `cancel the registration`."""
    found = stem(tree, word, TAKING)
    if found is None or tree.child(word, "obj") is None:
        return False
    return found not in ("take", "close", "cut", "suspend", "block", "remove") or any(tree.low[below] == "away" for below in tree.below[word]) or tree.lemma[tree.child(word, "obj") or 0] in LOST


def people(tree: Tree, word: int) -> bool:
    """Whether a noun or pronoun names people: by the list of nouns for persons, or anybody and nobody."""
    if tree.low[word] in ("they", "them", "everyone", "everybody", "anyone", "anybody", "nobody", "those", "others"):
        return True
    if tree.upos[word] == "NOUN" and {tree.lemma[word], tree.low[word]} & PERSONS:
        return True
    return (tree.low[word] == "one" and tree.low[word - 1] == "no")


def harm(tree: Tree, word: int) -> Sanction | None:
    """A deed held out against somebody as a sanction: `will be shot`, `will answer for it`, `would be sacked`."""
    found = stem(tree, word, HARMING)
    if found is None:
        return None
    return Sanction("loss" if found in SACKING else "death" if found in ("shoot", "hang", "kill") and tree.is_passive(word) else "other", None, word)


def practice_kind(tree: Tree, word: int) -> RuleKind | None:
    """The kind of what authorities do as a matter of course, or None."""
    practices = kinds("rule_practices")
    found = stem(tree, word, frozenset(practices))
    return practices[found] if found else None


def is_proceeding(tree: Tree, word: int) -> bool:
    """Whether a passive predicate is a step of a procedure."""
    return stem(tree, word, PROCEEDING) is not None


def institution(tree: Tree, word: int) -> bool:
    """Whether an authority is a body, which speaks in rules where a person gives opinions."""
    return lexicon.mapping("rule_institutions").get(tree.lemma[word].casefold()) is not None


def is_thing(tree: Tree, word: int) -> bool:
    """Whether a noun is an instrument or an authority, which is not itself bound by a modal told of it."""
    return tool(tree, word) is not None or authority(tree, word) is not None
