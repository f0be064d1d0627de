"""Readings of a predicate that governs a sanction: punishable, fined, threatened with."""

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.amounts import amounts
from headwater.annotate.rules.broad import people
from headwater.annotate.rules.penalties import Sanction, sanctions
from headwater.annotate.rules.readings import (
    DIRECT,
    GIVES,
    LETTING,
    MAJORITIES,
    NOBODY,
    PUNISHING,
    SET,
    TAKEN,
    Norm,
    Strength,
    giver,
    has_clause,
    modal_of,
    own_words,
    stem_or_lemma,
    subject,
)
from headwater.annotate.rules.words import authority, stem, tool, verb
from headwater.records import RuleKind

HOLDING = frozenset({"hold", "detain", "keep", "question", "interrogate"})
SHORT = frozenset({"hours", "days", "hour", "day"})
RISING = frozenset({"start", "rise", "range", "begin", "reach", "climb", "run"})


def penalty(tree: Tree, word: int) -> Norm | None:
    """A predicate that governs a sanction: `is punishable by`, `can be fined`, `provides for up to three years`."""
    if not _is_sum(tree, word) and (tree.upos[word] not in ("VERB", "ADJ", "AUX") or stem_or_lemma(tree, word) not in PUNISHING):
        return None
    if tree.base[word] == "acl" and stem(tree, word, RISING) is not None:
        return None  # `face fines reaching 500 million`
    if tree.is_passive(word) and any(tree.lemma[below] in MAJORITIES for below in tree.all_below(word, "obl")):
        return None  # `could be dismissed only with 61 votes`
    named = [one for one in sanctions(tree, own_words(tree, word)) if not _described(tree, word, one.word)]
    named = named or _rising(tree, word)
    if is_holding(tree, word):
        return None
    nobody = tree.child(word, "nsubj")
    if nobody is not None and (tree.low[nobody] in NOBODY or any(tree.low[b] == "no" for b in tree.below[nobody])):
        return None
    if not named or tree.negated(word) or (verb(tree, word) is not None and stem_or_lemma(tree, word) not in LETTING and {one.kind for one in named} <= TAKEN):
        return None
    if all(one.kind == "other" for one in named) and not _severe(tree, word):
        return None
    if tree.base[word] == "advcl" and tree.xpos[word] == "VBG" and not tree.auxiliaries(word) and tree.mark(word) == "" and word < tree.heads[word]:
        return None
    thing = tree.child(word, "obj")
    if stem_or_lemma(tree, word) in LETTING and (thing is None or not {thing, *tree.all_below(thing, "compound")} & {one.word for one in named}):
        return None
    kind: RuleKind = "deprivation" if {one.kind for one in named} <= TAKEN else "penalty"
    by = giver(tree, word) if stem_or_lemma(tree, word) in GIVES and not tree.is_passive(word) else _tool_subject(tree, word)
    strength: Strength = "given" if by is not None and stem_or_lemma(tree, word) in GIVES else "strong"
    return Norm(word, kind, _punished(tree, word, by), by, word, strength, modal_of(tree, word), tuple(named))


def is_holding(tree: Tree, word: int) -> bool:
    """`police may hold suspects for 72 hours`: what officers are free to do for a short term, no punishment."""
    who, held = subject(tree, word), tree.child(word, "obj")
    if who is None or held is None or stem(tree, word, HOLDING) is None or tree.is_passive(word) or modal_of(tree, word) != "may":
        return False
    term = any(tree.low[b] in SHORT and tree.child(b, "nummod") is not None for b in tree.all_below(word, "obl") + tree.all_below(held, "nmod"))
    return term and authority(tree, who) in ("s", "g") and people(tree, held)


def _rising(tree: Tree, word: int) -> list[Sanction]:
    """`fines start at 100 pounds and rise to 1,000 pounds`: the sum of what is named as the subject."""
    who = subject(tree, word)
    if who is None or tree.lemma[who] != "fine" or stem(tree, word, RISING) is None:
        return []
    return [Sanction("fine", one, one.last) for one in amounts(tree, own_words(tree, word)) if one.of == "money" and one.first > word]


def _described(tree: Tree, word: int, named: int) -> bool:
    """`put his signature to a law stripping deputies of their pay`: a sanction in the clause that describes an instrument."""
    chain = [named, *tree.chain(named)]
    inner = chain[: chain.index(word)] if word in chain else []
    return any(tree.rel[w] == "acl" and tree.upos[w] == "VERB" and tool(tree, tree.heads[w]) is not None for w in inner)


def _is_sum(tree: Tree, word: int) -> bool:
    """`the fine for parking is 60 euros`, `the maximum penalty is 14 years in jail`."""
    who = tree.subject(word)
    if tree.upos[word] == "NOUN" and tree.base[word] == "root" and tree.lemma[word] in ("fine", "jail", "prison") and who is None:
        return any(tree.low[c] == "for" for b in tree.all_below(word, "nmod", "obl") for c in tree.all_below(b, "case"))  # a headline
    return tree.upos[word] == "NOUN" and tree.child(word, "cop") is not None and who is not None and tree.lemma[who] in SET and (tree.lemma[who] != "term" or any(tree.lemma[b] in ("prison", "jail", "maximum") for b in tree.below[who]))


def _tool_subject(tree: Tree, word: int) -> int | None:
    """`the act carries a fine`: a subject that is an instrument; a firm that `could be fined` gives nothing."""
    who = subject(tree, word)
    return who if who is not None and tool(tree, who) is not None else None


def threat(tree: Tree, word: int) -> Norm | None:
    """`threatened shopkeepers who close with the loss of their permits`."""
    held = tree.child(word, "obj", "iobj") if tree.lemma[word] == "threaten" and tree.upos[word] == "VERB" else None
    if held is None or tree.negated(word):
        return None
    named = sanctions(tree, [w for w in own_words(tree, word) if w > word])
    if not named:
        return None
    kind: RuleKind = "deprivation" if {one.kind for one in named} <= TAKEN else "penalty"
    return Norm(word, kind, held, giver(tree, word), word, "given", "will", tuple(named))


def _severe(tree: Tree, word: int) -> bool:
    """`will be treated as a spy`, `face severe consequences`: sanctions without a name count where a modal holds them out."""
    return bool(modal_of(tree, word)) or stem_or_lemma(tree, word) in ("punish", "punishable", "face", "risk", "penalise", "penalize")


def _punished(tree: Tree, word: int, by: int | None) -> int | None:
    who = subject(tree, word)
    if stem(tree, word, DIRECT) is not None and not tree.is_passive(word) and (hit := tree.child(word, "iobj", "obj")) is not None and tree.child(hit, "nummod") is None:
        return hit
    if who is not None and who != by and tree.lemma[who] in SET:
        who = None
    if who is not None and who != by and not _is_deed(tree, who):
        return who
    held = next((one for one in tree.all_below(word, "iobj", "obj") if tree.child(one, "nummod") is None), None)
    direct = not tree.is_passive(word) and stem(tree, word, DIRECT) is not None
    if held is not None and (direct or tree.low[held] in ("anyone", "those", "everyone", "him", "her") or has_clause(tree, held)):
        return held
    return next((w for w in tree.under(word) if w > word and tree.low[w] in ("anyone", "those", "whoever", "anybody", "everyone")), None)


def _is_deed(tree: Tree, word: int) -> bool:
    return tree.base[word] == "csubj" or tree.xpos[word] == "VBG" or tree.low[word].endswith(("ing", "tion", "ment"))
