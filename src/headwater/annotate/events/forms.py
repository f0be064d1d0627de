"""What the form of a predicate alone says: done, under way, to come, possible, wanted, or contrary to fact."""

from typing import Literal

from headwater import lexicon
from headwater.annotate.events.trees import Tree

Form = Literal[
    "done",
    "perfect",
    "under_way",
    "was_under_way",
    "present",
    "future",
    "arranged",
    "would",
    "could",
    "may",
    "should",
    "open",
    "unreal",
    "noun",
    "gerund",
]

_FUTURE = {"will": "future", "'ll": "future", "wo": "future", "shall": "future", "would": "would", "'d": "would"}
_POSSIBLE = {"may": "may", "might": "may", "could": "could", "can": "unreal", "ca": "unreal"}
_WANTED = {"must": "should", "should": "should", "ought": "should"}
BELIEFS = frozenset("believes believe believed says say said thinks think thought claims claimed".split())
MODALS: dict[str, Form] = {**_FUTURE, **_POSSIBLE, **_WANTED}  # type: ignore[dict-item]


def form_of(tree: Tree, word: int) -> Form:
    """The form of a predicate; that of a conjunct without auxiliaries of its own is shared with the first."""
    for _ in range(4):
        if not _shares(tree, word):
            break
        word = tree.heads[word]
    if tree.upos[word] in ("NOUN", "PROPN", "PRON", "NUM") and not tree.child(word, "cop"):
        return "noun"
    auxiliaries = [tree.low[aux] for aux in tree.auxiliaries(word)]
    modal = next((MODALS[aux] for aux in auxiliaries if aux in MODALS), None)
    if modal:
        return _under_modal(modal, tree, word, auxiliaries)
    return _plain(tree, word, auxiliaries)


def _shares(tree: Tree, word: int) -> bool:
    """`was beaten and robbed`: a conjunct without auxiliary or subject in a form that cannot stand alone, or the same form."""
    own = [aux for aux in tree.auxiliaries(word) if tree.low[aux] != "be"]
    if tree.base[word] != "conj" or own or tree.has_to(word):
        return False
    head = tree.heads[word]
    if tree.upos[head] not in ("VERB", "AUX", "ADJ", "NOUN") or tree.upos[word] == "NOUN":
        return False
    if tree.xpos[word] in ("VBN", "VBG", "VB"):
        return True
    return tree.xpos[word] == tree.xpos[head] and tree.subject(word) is None and tree.xpos[head] != "done" and not _finite(tree, word)


def _finite(tree: Tree, word: int) -> bool:
    return tree.xpos[word] in ("VBD", "VBZ", "VBP")


def _under_modal(modal: Form, tree: Tree, word: int, auxiliaries: list[str]) -> Form:
    if "have" in auxiliaries and tree.xpos[word] in ("VBN", "VBD", "JJ"):
        return "may" if modal == "may" or "must" in auxiliaries else "future" if modal == "future" else "unreal"
    return modal


def _plain(tree: Tree, word: int, auxiliaries: list[str]) -> Form:
    tag = tree.xpos[word]
    have = {"have", "has", "'ve"} & set(auxiliaries) or ("'s" in auxiliaries and "been" in auxiliaries)
    present = {"is", "are", "am", "'s", "'re", "'m"} & set(auxiliaries)
    if tree.has_to(word) and "have" in auxiliaries and tag != "VB":
        return "done"
    if tree.has_to(word):
        return "arranged" if present or ({"was", "were"} & set(auxiliaries) and _is_cop(tree, word)) else "open"
    if "be" in auxiliaries and not (have or present):
        return "open"
    if have:
        return "under_way" if tag == "VBG" else "perfect"
    if tag == "VBG":
        return "under_way" if present else "was_under_way" if {"was", "were"} & set(auxiliaries) else "gerund"
    if tag in ("VBD", "VBN") or not (present or tag in ("VB", "VBP", "VBZ", "JJ", "NN", "NNS", "RB", "IN")):
        return ("under_way" if "being" in auxiliaries else "present") if present else "done"
    if tag == "VB" and not auxiliaries:
        return "done" if tree.subject(word) is not None and not _wished(tree, word) else "open"
    if tag == "VBP" and not auxiliaries and tree.low[word] in lexicon.entries("event_invariant"):
        return "done"  # `officers beat him`: reports tell in the past
    return "present" if present or tag in ("VBP", "VBZ") or {"do", "does"} & set(auxiliaries) else "done"


def _wished(tree: Tree, word: int) -> bool:
    """`demanded that he resign`; without a wish a bare form with a subject is a past that looks alike (`cut`, `put`)."""
    return tree.base[word] in ("ccomp", "xcomp", "csubj", "acl") and tree.low[tree.heads[word]] not in BELIEFS


def _is_cop(tree: Tree, word: int) -> bool:
    """`is to have its reading`: the copula before an infinitive."""
    return tree.upos[word] == "VERB" and tree.child(word, "cop") is not None
