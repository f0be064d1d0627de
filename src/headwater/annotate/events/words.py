"""The word lists of events, ready to ask."""

import functools

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.records import Attitude

LOSSES = frozenset("licence license job post citizenship passport pension home right permit seat salary funding".split())
PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
LIGHT = frozenset(
    "hold make take carry_out conduct stage launch give have do open lead come come_under go undergo perform mount pay commit impose enter start "
    "begin continue resume end take_place happen occur break_out erupt go_on go_ahead run see join suffer face be".split()
)  # verbs that leave the event to a noun beside them


@functools.cache
def _operators() -> dict[tuple[str, str], str]:
    return {(row[0], row[1]): row[2] for row in lexicon.rows("event_operators")}


@functools.cache
def _nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("event_nouns")}


@functools.cache
def _harm() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[1]) for row in lexicon.rows("event_harm"))


@functools.cache
def _reporting() -> dict[str, Attitude]:
    """Reporting verbs by lemma, their first form."""
    return {row[0].partition("|")[0]: row[1] for row in lexicon.rows("reporting")}  # type: ignore[misc]


@functools.cache
def _prepositions() -> dict[str, frozenset[str]]:
    """The prepositions of reporting verbs that report with these alone."""
    rows = (row for row in lexicon.rows("reporting") if row[2].startswith(":"))
    return {row[0].partition("|")[0]: frozenset(row[2][1:].split(",")) for row in rows}


def reporting_prepositions(tree: Tree, word: int) -> frozenset[str]:
    """The prepositions without which a verb reports nothing (`put the toll at nine`); empty where it needs none."""
    return _prepositions().get(tree.lemma[word], frozenset())


def harmful_verb(lemma: str) -> bool:
    """Whether a verb names a deed against somebody."""
    return (lemma, "v") in _harm()


def operator(tree: Tree, word: int) -> str | None:
    """The class of a word that says how far another event has got (see the list), or None."""
    part = PARTS.get(tree.upos[word])
    if part is None:
        return None
    if part == "v" and tree.base[word] == "amod":
        return _operators().get((tree.low[word], "a"))
    found = _operators().get((tree.particle(word), part))
    found = found or (_operators().get((tree.low[word], "a")) if part == "a" else None)
    if part == "n" and tree.low[word] == "talks":
        return None
    return _as_used(tree, word, found) if part == "v" else found


def _as_used(tree: Tree, word: int, found: str | None) -> str | None:
    """`calls it a farce` calls for nothing; `was refused entry`, `was denied entry` are deeds."""
    if tree.lemma[word] == "have" and tree.child(word, "xcomp") is not None:
        return "denied" if any(tree.low[below] == "yet" for below in tree.below[word]) else "through"
    if tree.lemma[word] in ("stop", "keep") and any(tree.mark(below) == "from" for below in tree.all_below(word, "advcl")):
        return "prevent"
    if tree.lemma[word] in ("suppose", "supposed") and tree.child(word, "xcomp") is not None:
        return "planned"
    if found == "going":
        return "future" if tree.xpos[word] == "VBG" and tree.child(word, "xcomp") is not None else None
    if tree.particle(word) == "call" and not any(
        tree.low[case] == "for" for below in tree.all_below(word, "obl") for case in tree.all_below(below, "case")
    ):
        return None
    if tree.lemma[word] in ("refuse", "deny") and tree.child(word, "nsubj:pass") is not None and tree.child(word, "ccomp") is None:
        return "prevent"
    return found


def reporting(tree: Tree, word: int) -> Attitude | None:
    """The attitude of a reporting verb, or None."""
    return _reporting().get(tree.lemma[word]) if tree.upos[word] == "VERB" else None


def noun_class(tree: Tree, word: int) -> str | None:
    """`d` for a noun that names a deed, `p` for one that names a process, None for other words."""
    return _nouns().get(tree.lemma[word]) or _nouns().get(tree.low[word]) if tree.upos[word] == "NOUN" else None


def is_state(tree: Tree, word: int, *, plain: bool) -> bool:
    """Whether a verb tells a state; `plain`: in a plain tense, not under way, to come or planned."""
    lemma = tree.particle(word)
    return lemma in lexicon.entries("event_states") and (plain or lemma not in lexicon.mapping("event_states"))


def is_light(tree: Tree, word: int) -> bool:
    """Whether a verb leaves the event to a noun beside it."""
    return tree.upos[word] in ("VERB", "AUX") and (tree.particle(word) in LIGHT or tree.lemma[word] in LIGHT)


def _yours(tree: Tree, word: int) -> bool:
    """`you will regret it`, `your family will suffer`."""
    subject = tree.subject(word)
    return subject is not None and (tree.low[subject] == "you" or any(tree.low[below] == "your" for below in tree.below[subject]))


def is_harm(tree: Tree, noun: int) -> bool:
    """Whether a noun names a deed against somebody."""
    return (tree.lemma[noun], "n") in _harm()


def harms(tree: Tree, word: int) -> bool:
    """Whether a predicate is a deed against somebody: itself, or by a noun that it governs (`have them in court`)."""
    part = PARTS.get(tree.upos[word], "")
    if (tree.particle(word), part) in _harm() or (tree.lemma[word], part) in _harm():
        return True
    if (
        tree.lemma[word] == "pay"
        and tree.child(word, "obj") is None
        and any(tree.low[c] == "for" for b in tree.all_below(word, "obl") for c in tree.all_below(b, "case"))
    ):
        return True
    if tree.lemma[word] in ("suffer", "regret", "die", "pay") and _yours(tree, word):
        return True
    near = [tree.lemma[below] for below in tree.below[word] if tree.base[below] in ("obj", "obl")]
    near += [tree.lemma[below] for held in tree.all_below(word, "obj") for below in tree.all_below(held, "nmod")]
    return any((lemma, "n") in _harm() for lemma in near) or (tree.lemma[word] == "lose" and bool(LOSSES.intersection(near)))


def warns_of_harm(tree: Tree, word: int) -> bool:
    """`warned citizens in Osk of serious repercussions`: a deed against somebody, however deep the phrase hangs."""
    nouns = (below for below in tree.under(word) if below > word and tree.upos[below] == "NOUN")
    return any(is_harm(tree, noun) and tree.base[noun] in ("obl", "nmod", "obj") for noun in nouns)
