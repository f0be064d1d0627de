"""What befell the people of a number, by the words beside it and by the parse: killed, injured, hit (shot, outcome open)."""

from collections.abc import Iterator
from typing import Literal

from headwater import lexicon
from headwater.annotate.quantities.tree import Tree
from headwater.records import Quantity

Harm = Literal["killed", "injured", "hit"]
HARMS: dict[str, tuple[str, str]] = {form: (row[1], row[2]) for row in lexicon.rows("harms") for form in (row[0], *row[3].split("|"))}
DEADLY = frozenset("killed dead death died".split())
BETWEEN = frozenset(
    "was were is are been being have has had also reported confirmed left found critically seriously badly severely fatally -".split()
)
PERSONS = frozenset(
    "people person persons others other men man women woman teens teenagers children kids victims students boys girls officers police".split()
)


def harm_of(tree: Tree, word: int, one: Quantity) -> Harm | None:
    """What befell the people of a number: by the words right behind, else by the predicate."""
    after = tree.first_at(one.span.end)
    while after < len(tree.forms) and (
        tree.forms[after].lower() in PERSONS or (tree.is_noun(after) and after <= word) or (tree.upos[after] == "ADJ" and after < word)
    ):
        after += 1
    skipped = [tree.forms[at].lower() for at in range(after, min(after + 3, len(tree.forms)))]
    if skipped[:1] == ["fatally"] or skipped in (["of", "them", "fatally"], ["of", "whom", "fatally"]):
        return "killed"
    while after < len(tree.forms) and tree.forms[after].lower() in BETWEEN:
        after += 1
    told = _before(tree, tree.first_at(one.span.start) - 1)
    if told:
        return told
    kind = HARMS.get(tree.forms[after].lower()) if after < len(tree.forms) else None
    if kind and (kind[1] in ("p",) or (kind[1] == "o" and _is_passive(tree, after))):
        return "killed" if "fatally" in skipped[:2] or is_fatal(tree, after) else as_harm(kind[0])
    return harm_by_tree(tree, word)


def is_fatal(tree: Tree, verb: int) -> bool:
    """`fatally shot`, `shot dead`, `shot to death`, `shot and killed`, `shot, killed`."""
    behind = [tree.forms[at].lower() for at in range(verb + 1, min(verb + 4, len(tree.forms)))]
    while behind and behind[0] in ("and", ",", "to", "later", "then"):
        behind.pop(0)
    return bool(behind and behind[0] in DEADLY) or (verb > 0 and tree.forms[verb - 1].lower() == "fatally")


def _before(tree: Tree, verb: int) -> Harm | None:
    """`Kills three`, `injuring 12`: the verb right before a number."""
    form = tree.forms[verb].lower() if verb >= 0 else ""
    kind = HARMS.get(form)
    if (
        kind is None
        or kind[1] != "o"
        or _is_unreal(tree, verb)
        or (verb and tree.forms[verb - 1].lower() in ("was", "were", "been", "be", "being", "and"))
    ):
        return None
    return as_harm(kind[0])


def _is_passive(tree: Tree, verb: int) -> bool:
    """Whether nobody stands behind the participle whom it could befall."""
    after = verb + 1
    if after + 1 < len(tree.forms) and tree.forms[after].lower() in ("and", ",") and tree.forms[after + 1].lower() in HARMS:
        return _is_passive(tree, after + 1)
    return after >= len(tree.forms) or (
        tree.upos[after] not in ("DET", "NUM", "PROPN", "PRON") and tree.forms[after].lower() not in ("at", "into")
    )


def harm_by_tree(tree: Tree, word: int) -> Harm | None:
    found = list(harms(tree, word))
    return next((as_harm(harm) for harm in ("killed", "injured", "hit") if harm in found), None)


def as_harm(kind: str) -> Harm:
    return "killed" if kind == "killed" else "injured" if kind == "injured" else "hit"


def harms(tree: Tree, word: int) -> Iterator[str]:
    """What the words that a noun depends on, and those that depend on it, say befell it."""
    word = _first_conjunct(tree, word)
    head, relation = tree.heads[word], tree.deprel[word]
    if head >= 0:
        role = _role(tree, head, relation)
        yield from _of_predicate(tree, head, role)
    for child in tree.below[word]:
        if tree.relation(child) in ("acl", "amod", "xcomp") and tree.deprel[child] != "acl:relcl" and not tree.forms[child].endswith("ing"):
            yield from _of_predicate(tree, child, "o")
    if tree.upos[word] in ("ADJ", "NUM") and tree.forms[word].lower() in HARMS:
        yield HARMS[tree.forms[word].lower()][0]


def _first_conjunct(tree: Tree, word: int) -> int:
    for _ in range(4):
        if tree.relation(word) != "conj" or tree.heads[word] < 0 or tree.upos[tree.heads[word]] in ("VERB", "AUX"):
            return word
        word = tree.heads[word]
    return word


def _role(tree: Tree, verb: int, relation: str) -> str:
    """`o` for whom something befalls, `s` for who does or dies."""
    if relation in ("nsubj:pass", "obj"):
        return "o"
    if relation == "nsubj":
        return "o" if _is_short_passive(tree, verb) else "s"
    return ""


def _is_short_passive(tree: Tree, verb: int) -> bool:
    """`3 wounded in shooting`: a title leaves "were" out."""
    kind = HARMS.get(tree.forms[verb].lower())
    at = tree.forms[verb + 1].lower() if verb + 1 < len(tree.forms) else ""
    return (
        kind is not None
        and kind[1] == "o"
        and tree.child(verb, "obj") is None
        and tree.forms[verb].lower().endswith(("ed", "ot", "rt", "in"))
        and at not in ("at", "into", "and")
    )


def _is_unreal(tree: Tree, verb: int) -> bool:
    """`was not hurt`, `intent to kill`, `could die`: nothing befell anybody."""
    words = {tree.forms[child].lower() for child in tree.below[verb] if child < verb}
    return bool(words & {"not", "n't", "n’t", "never", "to", "could", "would", "might", "may", "can", "should", "if", "nearly", "almost"})


def _of_predicate(tree: Tree, verb: int, role: str) -> Iterator[str]:
    if _is_unreal(tree, verb):
        return
    kind = HARMS.get(tree.forms[verb].lower())
    if kind and role and (kind[1] in ("p", "n") or kind[1] == role):
        yield "killed" if kind[0] in ("hit", "injured") and is_fatal(tree, verb) else kind[0]
    for child in tree.below[verb]:
        if tree.relation(child) == "xcomp" and tree.forms[child].lower() in HARMS and role == "o":
            yield HARMS[tree.forms[child].lower()][0]
        if tree.relation(child) == "conj" and tree.upos[child] == "VERB" and tree.child(child, "nsubj") is None and role:
            kind = HARMS.get(tree.forms[child].lower())
            own = tree.child(child, "obj") is not None
            if kind and not own and (kind[1] == role or (kind[1] == "s" and role == "o")):
                yield kind[0]
