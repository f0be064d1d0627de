"""The word lists of rules, typed."""

import functools
from typing import NamedTuple, cast

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.records import Instrument, RuleKind, RuleStatus


class Verb(NamedTuple):
    """A verb that lays down a rule: its kind, what the object is (o, x, s), the kind when negated."""

    kind: RuleKind
    object: str
    negated: RuleKind | None


class Tool(NamedTuple):
    """A noun for what a rule is laid down in; `instrument` None where it is no rule of an authority."""

    instrument: Instrument | None
    status: RuleStatus


# verbs whose lemma the model cuts short (`barr`, `oblig`)
STEMS = ("", "e", "-")


@functools.cache
def listed(name: str) -> frozenset[str]:
    """A set of words of the list `rule_words`. Raises KeyError for a set that does not exist."""
    return frozenset(lexicon.mapping("rule_words")[name].split())


@functools.cache
def kinds(name: str) -> dict[str, RuleKind]:
    """Words with the kind of rule that they tell, by list."""
    return {word: cast(RuleKind, kind) for word, kind, *_ in lexicon.rows(name)}


@functools.cache
def verbs() -> dict[str, Verb]:
    """Verbs that lay down a rule, by lemma."""
    return {row[0]: Verb(cast(RuleKind, row[1]), row[2], cast(RuleKind, row[3]) if len(row) > 3 and row[3] else None) for row in lexicon.rows("rule_verbs")}


@functools.cache
def predicates() -> dict[str, tuple[RuleKind, RuleKind | None]]:
    """Adjectives and nouns that tell a rule, with their kind and that when negated."""
    return {row[0]: (cast(RuleKind, row[1]), cast(RuleKind, row[2]) if len(row) > 2 and row[2] else None) for row in lexicon.rows("rule_predicates")}


@functools.cache
def tools() -> dict[str, Tool]:
    """Nouns for instruments."""
    return {
        row[0]: Tool(None if row[1] == "-" else cast(Instrument, row[1]), cast(RuleStatus, row[2] if len(row) > 2 and row[2] else "in_force"))
        for row in lexicon.rows("instruments")
    }


def verb(tree: Tree, word: int) -> Verb | None:
    """What a word lays down as a verb, or None; `make ... pay` counts as forcing."""
    if tree.upos[word] not in ("VERB", "AUX"):
        return None
    return next((verbs()[form] for form in _forms(tree, word) if form in verbs()), None)


def _forms(tree: Tree, word: int) -> list[str]:
    """The lemma and what it may stand for where it is cut short (`barr` for bar, `oblig` for oblige)."""
    lemma, low = tree.lemma[word], tree.low[word]
    stems = [lemma, low, *([low[:-3] + "y"] if low.endswith("ied") else []), *(low.removesuffix(ending) for ending in ("ing", "ed", "d", "es", "s") if low.endswith(ending))]
    return [form for stem in stems for form in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)]


def stem(tree: Tree, word: int, known: frozenset[str]) -> str | None:
    """The form of a verb that is in a list, or None."""
    return next((form for form in _forms(tree, word) if form in known), None) if tree.upos[word] in ("VERB", "AUX") else None


def tool(tree: Tree, word: int) -> Tool | None:
    """The instrument that a noun names, or None."""
    if tree.upos[word] not in ("NOUN", "PROPN") or tree.named.get(word) in ("person", "place"):
        return None
    return tools().get(tree.lemma[word].casefold()) or tools().get(tree.low[word])


def noun_kind(tree: Tree, word: int) -> RuleKind | None:
    """The kind of the rule that a noun names, or None."""
    found = lexicon.mapping("rule_nouns").get(tree.lemma[word].casefold()) if tree.upos[word] in ("NOUN", "PROPN") else None
    return cast(RuleKind, found) if found else None


def authority(tree: Tree, word: int) -> str | None:
    """`s` for a state's, `b` for a body's, `g` for a guard's noun, None for others; names of countries and capitals are states."""
    if tree.lemma[word].casefold() == "house" and not (tree.parse.forms[word] == "House" or any(tree.low[b] in ("lower", "upper") for b in tree.below[word])):
        return None  # of a parliament, not of bricks
    found = lexicon.mapping("rule_authorities").get(tree.lemma[word].casefold()) or lexicon.mapping("rule_authorities").get(tree.low[word])
    if found and tree.upos[word] in ("NOUN", "PROPN"):
        return found
    if tree.upos[word] == "PROPN" and tree.named.get(word) == "place":
        return "s"
    titles = [below for below in tree.below[word] if tree.rel[below] in ("nmod:desc", "appos", "compound", "flat")]
    return next((kind for title in titles if (kind := lexicon.mapping("rule_authorities").get(tree.lemma[title].casefold()))), None) if tree.upos[word] == "PROPN" else None


@functools.cache
def steps() -> dict[str, str]:
    """Verbs that tell how far a rule has got, by lemma."""
    return dict(lexicon.mapping("rule_steps"))


def step(tree: Tree, word: int) -> str | None:
    """How far a verb takes what it governs, or None."""
    found = stem(tree, word, frozenset(steps()))
    return steps()[found] if found else None
