"""The norms of a sentence: something is obliged, forbidden, allowed, taken away, punished, or set as a way of proceeding."""

from collections.abc import Iterator

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules import bearings, breaches, nominal, punishing, readings, told
from headwater.annotate.rules.readings import CRIMES, FAINT, Norm

READINGS = (
    punishing.threat, punishing.penalty, breaches.suffered, bearings.withheld, bearings.stripped, bearings.otherwise, bearings.attached, bearings.changed, bearings.ended, bearings.spared, readings.laid_down, nominal.decided, nominal.noun, nominal.right, nominal.predicate,
    told.caused, told.taking, told.struck, readings.losing, readings.ceasing, told.refusing, readings.modal, told.held_out, told.admitted, told.wished, told.standing, told.headline, told.procedure, told.practice, told.staying, told.told_of,
    told.future, bearings.office, told.whole,
)  # fmt: skip


def norms(tree: Tree, words: range) -> list[Norm]:
    """The norms of one sentence; of two readings of a predicate the one told more plainly."""
    found: dict[int, Norm] = {}
    for norm in _with_own_sanctions(tree, [breaches.hardened(tree, norm) for word in words for norm in _readings(tree, word)]):
        if norm.word not in found or (found[norm.word].strength in FAINT and norm.strength not in FAINT):
            found[norm.word] = norm
    return _apart(tree, breaches.merged(tree, list(found.values())))


def _readings(tree: Tree, word: int) -> Iterator[Norm]:
    for reading in READINGS:
        norm = reading(tree, word)
        if norm is not None:
            yield norm


def _apart(tree: Tree, found: list[Norm]) -> list[Norm]:
    """Without weak readings of a predicate that a plainer norm governs, and those whose content another one is."""
    found = [n for n in found if n.strength not in ("whole",) or not any(o is not n and (n.word in tree.chain(o.word) or o.word in tree.chain(n.word)) for o in found)]
    found = _with_own_sanctions(tree, found)
    plain = {norm.word for norm in found if norm.strength not in ("weak", "whole", "threat", "future")}
    out = []
    for norm in found:
        chain = tree.chain(norm.word)
        if any(o.strength == "noun" and o.kind == norm.kind and o.word in chain and tree.upos[o.word] != "VERB" and o is not norm for o in found):
            continue  # `Curfew in the port: nobody allowed out`
        if norm.strength == "weak" and _governed(tree, norm.word, plain):
            continue
        if norm.strength in ("given", "strong") and chain and (tree.rel[norm.word] == "xcomp" or tree.has_to(norm.word)) and chain[0] in plain:
            continue
        if norm.kind == "penalty" and any(o.kind == "penalty" and o.word in chain[:1] and tree.base[norm.word] == "conj" and o.sanctions and (tree.subject(norm.word) is None or set(norm.sanctions) <= set(o.sanctions)) for o in found):
            continue
        if norm.kind == "prohibition" and any(tree.lemma[w] in CRIMES for w in (norm.word, *tree.below[norm.word])) and any(o.kind == "penalty" and norm.word in tree.chain(o.word) for o in found):
            continue
        if norm.kind != "penalty" and any(o.kind == "penalty" and o.word in chain[:2] for o in found if o is not norm) and norm.strength != "given":
            continue
        out.append(norm)
    return out


def _with_own_sanctions(tree: Tree, found: list[Norm]) -> list[Norm]:
    """Each sanction to one norm: that whose predicate is nearest above it."""
    out = []
    for norm in found:
        words = {one.word for one in norm.sanctions}
        lower = [o for o in found if o is not norm and o.kind in ("penalty", "deprivation") and norm.word in tree.chain(o.word) and words & {one.word for one in o.sanctions}]
        if norm.kind in ("penalty", "deprivation") and lower and not words - {one.word for o in lower for one in o.sanctions}:
            continue
        out.append(norm)
    return out


def _governed(tree: Tree, word: int, plain: set[int]) -> bool:
    """Whether a plainer norm governs a predicate through its clauses; a clause beside with a subject of its own stands alone."""
    for low, head in zip([word, *tree.chain(word)], tree.chain(word), strict=False):
        if tree.base[low] in ("parataxis", "conj") and tree.subject(low) is not None:
            return False
        if head in plain and tree.rel[low] in ("xcomp", "ccomp", "acl", "advcl"):
            return True
    return False
