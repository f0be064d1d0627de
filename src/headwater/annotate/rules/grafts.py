"""Grafts on the tree of a parse: a word is hung elsewhere or taken for another part of speech."""

from headwater.annotate.events.trees import Tree


def hang(tree: Tree, word: int, head: int, relation: str) -> None:
    """Hang a word on another one; never below itself."""
    if head == word or (head >= 0 and word in tree.chain(head)):
        return
    old = tree.heads[word]
    if old >= 0:
        tree.below[old] = [below for below in tree.below[old] if below != word]
    tree.heads[word], tree.base[word] = head, relation.partition(":")[0]
    tree.rel = (*tree.rel[:word], relation, *tree.rel[word + 1 :])
    if head >= 0:
        tree.below[head] = sorted([*tree.below[head], word])


def call(tree: Tree, word: int, part: str) -> None:
    """Take a word for another part of speech."""
    tree.upos = [*tree.upos[:word], part, *tree.upos[word + 1 :]]


def raise_verb(tree: Tree, verb: int, who: int) -> None:
    """A verb takes the place of the noun that is its subject, with what the noun had behind the verb."""
    hang(tree, verb, tree.heads[who], tree.rel[who])
    for below in [below for below in tree.below[who] if below > verb]:
        hang(tree, below, verb, tree.rel[below])
    call(tree, verb, "VERB")
    hang(tree, who, verb, "nsubj")
    joined = next((head for head in tree.chain(verb) if tree.upos[head] == "VERB"), None)
    if tree.base[verb] == "conj" and joined is not None and tree.upos[tree.heads[verb]] != "VERB":
        hang(tree, verb, joined, "conj")


def replace(tree: Tree, verb: int, thing: int) -> None:
    """A verb takes the place of the noun that is its object."""
    hang(tree, verb, tree.heads[thing], tree.rel[thing])
    call(tree, verb, "VERB")
    hang(tree, thing, verb, "obj")


def two_subjects(tree: Tree, word: int) -> None:
    """`firms that hide donors face fines, and their trustees can be jailed`: the first of two subjects has a verb of its own, to which the second clause is joined."""
    subjects, link = tree.all_below(word, "nsubj"), tree.child(word, "cc")
    if link is None or len(subjects) < 2 or not subjects[0] < link < subjects[-1]:
        return
    first = subjects[0]
    clauses = [below for below in tree.all_below(first, "acl") if below > first and tree.subject(below) is None]
    verb = first if tree.upos[first] == "VERB" and tree.child(first, "nsubj") is not None else (clauses[-1] if len(tree.all_below(first, "acl")) > 1 and clauses else None)
    if verb is None or verb > link:
        return
    hang(tree, verb, tree.heads[word], tree.rel[word])
    hang(tree, word, verb, "conj")
    for below in [below for below in tree.below[word] if below < link - 1]:
        hang(tree, below, verb, "nsubj" if below == first else tree.rel[below])
