"""Who says so where no statement was read: `..., villagers report`, `..., its operator announced`, `..., the general thundered`."""

import functools
from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.words import listed, stem

BREAKS = (",", '"', "”", "''")
LINKING = listed("linking")
FREE = ("root", "parataxis", "ccomp", "advcl", "acl", "conj", "dep", "obj", "obl", "appos", "nmod")


class Aside(NamedTuple):
    """A reporting clause beside a norm: its verb, its subject, the attitude that the verb tells, its first and last word."""

    verb: int
    who: int
    attitude: str
    first: int
    last: int


@functools.cache
def _attitudes() -> dict[str, str]:
    return {row[0].partition("|")[0]: row[1] for row in lexicon.rows("reporting") if len(row) > 1} | dict(lexicon.mapping("rule_tellings"))


def aside(tree: Tree, word: int) -> Aside | None:
    """The reporting clause that closes the sentence of a predicate, behind a comma, or None."""
    end = int(tree.parse.sentences[tree.sentence_of[word]][1])
    commas = [at for at in range(word + 1, end) if tree.low[at] in BREAKS]
    return next((found for comma in reversed(commas) if (found := _clause(tree, range(comma + 1, end)))), None)


def _clause(tree: Tree, tail: range) -> Aside | None:
    """A tail in which a verb of telling has its subject, which no conjunction leads."""
    if not len(tail) or tree.low[tail[0]] in LINKING:
        return None
    known = _attitudes()
    for verb in tail:
        lemma = stem(tree, verb, frozenset(known)) or (tree.low[verb] if _is_last(tree, verb, tail) and tree.low[verb] in known else None)
        if lemma is None or tree.base[verb] not in FREE or tree.mark(verb) or tree.xpos[verb] == "VBG":
            continue
        who = _teller(tree, verb, tail)
        if who is not None:
            return Aside(verb, who, known[lemma], tail[0], tail[-1])
    return None


def _is_last(tree: Tree, verb: int, tail: range) -> bool:
    """`applicants in the port report.`: a verb of telling read as the last noun of a tail that a plural noun opens."""
    return verb == tail[-1] - (tree.upos[tail[-1]] == "PUNCT") and tree.xpos[verb] == "NN" and tree.xpos[tail[0]] == "NNS"


def _teller(tree: Tree, verb: int, tail: range) -> int | None:
    """The subject of a verb of telling: its own; where the verb was taken for a participle, the noun before it."""
    own = tree.subject(verb)
    if own is not None:
        return own if own in tail and tree.low[own] not in ("which", "who", "that") else None
    if verb == tail[0] and (behind := next((w for w in tail if w > verb and tree.upos[w] in ("NOUN", "PROPN", "PRON")), None)) is not None and tree.rel[behind] != "compound":
        return behind  # `say the mothers who queue`
    if tree.xpos[verb] == "NN" and tree.xpos[tail[0]] == "NNS":
        return tail[0]
    before = verb - 1
    return before if before in tail and tree.upos[before] in ("NOUN", "PROPN") and tree.xpos[verb] in ("VBD", "VBN", "VBP", "VBZ") else None
