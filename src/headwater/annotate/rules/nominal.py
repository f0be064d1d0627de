"""Readings of a predicate that tells a norm by a noun or an adjective: a ban, a right, a duty, `is illegal`, `makes it a crime`."""

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.broad import people
from headwater.annotate.rules.penalties import sanctions
from headwater.annotate.rules.readings import (
    BRINGING,
    CONTESTING,
    LIFTING,
    NEEDED,
    TAXES,
    Norm,
    giver,
    has_clause,
    modal_of,
    own_words,
    stem_or_lemma,
    subject,
)
from headwater.annotate.rules.words import listed, noun_kind, predicates, stem, step, tool
from headwater.records import RuleKind

RIGHTS = listed("rights")
DUTIES = listed("duties")


def decided(tree: Tree, word: int) -> Norm | None:
    """`makes it a crime to insult veterans`, `makes employers pay a levy`, `gives states two years to adapt`, `gives fathers ten days of leave`."""
    lemma = tree.lemma[word]
    by = giver(tree, word) if lemma in ("make", "give", "grant", "offer", "put", "place", "leave") and tree.upos[word] == "VERB" else None
    if by is None:
        return None
    if lemma in ("put", "place", "leave"):
        return _placed(tree, word, by)
    return _made(tree, word, by) if lemma == "make" else _given(tree, word, by)


def _made(tree: Tree, word: int, by: int) -> Norm | None:
    able = next((w for w in tree.all_below(word, "xcomp", "obj", "amod") if tree.low[w] in ("possible", "impossible")), None)
    if able is not None and any(tree.low[w] == "it" for w in tree.below[word]):
        return Norm(word, "permission" if tree.low[able] == "possible" else "prohibition", None, by, word, "given", modal_of(tree, word))
    told = next((w for w in tree.all_below(word, "xcomp", "obj") if tree.lemma[w] in predicates()), None)
    if told is not None:
        kind = predicates()[tree.lemma[told]][0]
        named = tuple(sanctions(tree, own_words(tree, word))) if kind == "penalty" else ()
        return Norm(word, kind, None, by, word, "given", modal_of(tree, word), named)
    if any(tree.low[w] == "subject" and tree.low[w + 1] == "to" for w in own_words(tree, word) if word < w < len(tree) - 1):
        return Norm(word, "obligation", None, by, word, "given", modal_of(tree, word))
    deed = tree.child(word, "ccomp", "xcomp")
    held = (tree.subject(deed) or tree.child(word, "obj")) if deed is not None and tree.xpos[deed] == "VB" else None
    return Norm(word, "obligation", held, by, word, "given", modal_of(tree, word)) if held is not None and people(tree, held) else None


def _placed(tree: Tree, word: int, by: int) -> Norm | None:
    """`the law puts shops under an obligation to`, `leaves it to the governor to appoint the board`."""
    if tool(tree, by) is None or tree.negated(word):
        return None
    if tree.lemma[word] == "leave":
        to = any(tree.low[case] == "to" for below in tree.all_below(word, "obl") for case in tree.all_below(below, "case"))
        return Norm(word, "procedure", None, by, word, "given", modal_of(tree, word)) if to else None
    duty = any(tree.lemma[below] in DUTIES for below in tree.all_below(word, "obl", "obj"))
    held = next((below for below in tree.all_below(word, "obj", "obl") if tree.lemma[below] not in DUTIES), None)
    return Norm(word, "obligation", held, by, word, "given", modal_of(tree, word)) if duty else None


def _given(tree: Tree, word: int, by: int) -> Norm | None:
    held, thing = tree.child(word, "iobj"), tree.child(word, "obj", "obl:unmarked")
    if thing is None:
        return None
    term = tree.low[thing] in ("years", "weeks", "days", "months") and (tree.child(word, "xcomp", "advcl") is not None or has_clause(tree, thing))
    if term:
        way = any(stem(tree, b, CONTESTING) is not None for b in (*tree.all_below(word, "xcomp", "advcl"), *tree.all_below(thing, "acl")))
        return Norm(word, "procedure" if way else "obligation", held, by, word, "given", modal_of(tree, word))
    entitled = held is not None and people(tree, held) and tool(tree, by) is not None
    return Norm(word, "permission", held, by, word, "given", modal_of(tree, word)) if entitled or tree.lemma[thing] in RIGHTS else None


def noun(tree: Tree, word: int) -> Norm | None:
    """`imposed a curfew`, `is considering a ban on donations`, `lifted its ban`, `the draft rules include compulsory service`."""
    kind = noun_kind(tree, word) or ("obligation" if _is_compulsory(tree, word) else None)
    if kind is None or tree.base[word] not in ("obj", "nsubj", "conj", "obl", "root"):
        return None
    head = tree.heads[word]
    if head < 0 or tree.upos[head] != "VERB":
        return None
    lemma = stem_or_lemma(tree, head)
    if tree.base[word] == "nsubj" and lemma == "apply" and tree.negated(head):
        return Norm(head, "permission", None, None, word, "strong", "")
    if tree.base[word] == "nsubj" and not (tree.is_passive(head) and lemma in BRINGING | LIFTING) and lemma not in ("apply", "remain", "take"):
        return None
    if tree.base[word] == "obl" and tree.lemma[head] == "look" and giver(tree, head) is not None:
        return Norm(head, kind, None, giver(tree, head), word, "given", "")
    if tree.base[word] == "obl" or (lemma not in BRINGING | LIFTING | {"apply", "remain", "take"}):
        return None
    if lemma in LIFTING and kind in ("prohibition", "obligation"):
        kind = "permission"
    by = giver(tree, head) if tree.base[word] == "obj" else None
    wished = tree.rel[head] == "xcomp" and step(tree, tree.heads[head]) == "proposed"  # `he proposed to introduce a simplified procedure`
    if (tree.base[word] == "obj" and by is None and not wished) or tree.negated(head) or tree.lemma[head] == "have":
        return None
    return Norm(head, kind, None, by, word, "given" if by is not None else "noun", modal_of(tree, head))


def _is_compulsory(tree: Tree, word: int) -> bool:
    return tree.upos[word] == "NOUN" and any(tree.low[below] in ("compulsory", "mandatory", "obligatory") for below in tree.all_below(word, "amod"))


def right(tree: Tree, word: int) -> Norm | None:
    """`have no right to leave`, `have two weeks to register`, `will need a visa`, `it is possible to lose one's licence`."""
    if tree.lemma[word] in ("deny", "refuse", "grant", "give", "guarantee") and tree.is_passive(word):
        return _granted(tree, word)
    if tree.lemma[word] not in ("have", "need", "enjoy", "retain", "get", "receive") or tree.upos[word] != "VERB":
        return None
    thing = tree.child(word, "obj")
    if thing is None:
        return None
    if tree.lemma[word] in ("get", "receive") and (tree.low[thing] not in ("years", "weeks", "days", "months", "hours") or modal_of(tree, word) == "had" or tree.xpos[word] == "VBD"):
        return None
    no = any(tree.low[below] == "no" for below in tree.below[thing]) or tree.negated(word)
    who = subject(tree, word)
    if tree.lemma[word] == "need":
        wanted = tree.lemma[thing] in NEEDED or tree.lemma[thing] in ("vote", "consent", "majority")
        kind: RuleKind = "procedure" if tree.lemma[thing] in ("vote", "majority") else "obligation"
        if no and kind == "obligation":
            kind = "permission"
        counted = any(tree.base[below] == "nummod" for below in tree.below[thing])
        if counted and not modal_of(tree, word) and not no:
            return Norm(word, "procedure", None, None, word, "weak", "need") if who is not None and tree.low[who - 1 if who else 0] in ("a", "an", "any", "every", "each") else None
        return Norm(word, kind, who, None, word, "weak", modal_of(tree, word) or "need") if wanted or modal_of(tree, word) in ("will", "would") else None
    if tree.low[thing] in ("years", "weeks", "days", "months", "hours", "day", "week", "month", "year") and any(tree.base[b] == "nummod" for b in tree.below[thing]) and (tree.child(word, "xcomp", "advcl") is not None or has_clause(tree, thing)):
        deed = next((w for w in (tree.child(word, "xcomp", "advcl"), tree.child(thing, "acl")) if w is not None), None)
        way = deed is not None and stem(tree, deed, CONTESTING) is not None
        return Norm(word, "procedure" if way else "obligation", who, None, word, "weak", "term")
    if tree.lemma[thing] == "right" and (has_clause(tree, thing) or any(tree.low[c] == "to" for b in tree.all_below(thing, "nmod") for c in tree.all_below(b, "case"))):
        return Norm(word, "prohibition" if no else "permission", who, None, word, "weak", "right")
    if tree.lemma[thing] in ("obligation", "duty") and has_clause(tree, thing) and not no:
        if any(tree.low[below] in ("legal", "statutory") for below in tree.below[thing]):
            return Norm(word, "obligation", who, None, word, "strong", "duty")
        return Norm(word, "obligation", who, None, word, "weak", "duty")
    return None


def _granted(tree: Tree, word: int) -> Norm | None:
    """`sellers are denied the right to ask for more`, `fathers are given the right to ten days`."""
    thing, who = tree.child(word, "obj"), tree.subject(word)
    if thing is None or who is None or tree.lemma[thing] not in RIGHTS:
        return None
    denied = (tree.lemma[word] in ("deny", "refuse")) != tree.negated(word)
    return Norm(word, "prohibition" if denied else "permission", who, None, word, "strong", modal_of(tree, word))


def predicate(tree: Tree, word: int) -> Norm | None:
    """`is illegal for them to join`, `is compulsory for men`, `remains permitted`, `are exempt from`."""
    if tree.low[word] == "law" and any(tree.low[c] == "against" for c in tree.all_below(word, "case")) and tree.child(word, "cop") is not None:
        return Norm(word, "prohibition", None, None, word, "strong", "")
    if tree.lemma[word] == "liable" and any(tree.lemma[b] in TAXES for b in tree.all_below(word, "obl")) and not tree.negated(word):
        return Norm(word, "obligation", subject(tree, word), None, word, "strong", "")
    if tree.lemma[word] == "liberty" and any(tree.low[c] == "at" for c in tree.all_below(word, "case")) and tree.child(word, "cop") is not None:
        return Norm(word, "permission", subject(tree, word), None, word, "strong", "")
    if tree.lemma[word] == "fall" and tree.upos[word] == "VERB" and tree.child(word, "expl", "nsubj") is not None and tree.low[tree.child(word, "expl", "nsubj") or 0] == "it":
        to_whom = next((w for w in tree.all_below(word, "obl") if any(tree.low[c] == "to" for c in tree.all_below(w, "case"))), None)
        return Norm(word, "obligation", to_whom, None, word, "weak", "duty") if to_whom is not None and people(tree, to_whom) else None
    if tree.low[word] == "limits" and tree.low[word - 1] == "off" and tree.child(word, "cop") is not None:
        return Norm(word, "prohibition", None, None, word, "strong", "")
    if tree.lemma[word] in DUTIES and tree.upos[word] == "NOUN" and tree.child(word, "cop") is not None and not tree.negated(word):
        return _dutiful(tree, word)
    found = predicates().get(tree.lemma[word]) or predicates().get(tree.low[word])
    if found is None or tree.upos[word] not in ("ADJ", "NOUN", "VERB"):
        return None
    if tree.lemma[word] == "eligible" and not tree.negated(word):
        return None
    if tree.lemma[word] == "free" and tree.child(word, "xcomp", "advcl") is None:
        return None
    copula = tree.child(word, "cop") is not None or (tree.upos[word] == "ADJ" and tree.child(word, "aux:pass") is not None) or (tree.base[word] == "xcomp" and tree.lemma[tree.heads[word]] in ("remain", "become", "be"))
    kind = found[0] if not tree.negated(word) else found[1]
    if not copula or kind is None or kind == "penalty":
        return None
    if tree.lemma[word] == "subject" and tree.child(word, "obl") is None:
        return None
    top = tree.heads[word] if tree.child(word, "cop", "aux:pass") is None else word
    who = subject(tree, top)
    if who is not None and who not in tree.below[top] and tree.lemma[who] == "statement":
        who = None
    for_whom = next((w for w in tree.all_below(word, "obl") if any(tree.low[c] == "for" for c in tree.all_below(w, "case"))), None)
    deed = tree.child(word, "csubj", "xcomp")
    doer = tree.child(deed, "nsubj") if deed is not None else None
    if who is not None and tree.low[who] == "it":
        who = None
    return Norm(top, kind, for_whom or doer or who, None, top, "strong", modal_of(tree, top))


def _dutiful(tree: Tree, word: int) -> Norm | None:
    """`it is the duty of every captain to log each sighting`."""
    whose = next((w for w in tree.all_below(word, "nmod") if any(tree.low[c] == "of" for c in tree.all_below(w, "case"))), None)
    deed = tree.child(word, "xcomp", "csubj", "acl", "advcl", "ccomp")
    if whose is None and any(tree.low[c] == "under" for c in tree.all_below(word, "case")):
        whose = tree.child(word, "nsubj")  # `shops are under a duty to`
        legal = any(tree.low[b] in ("legal", "statutory") for b in tree.below[word])
        return Norm(word, "obligation", whose, None, word, "strong" if legal else "weak", "duty") if whose is not None and deed is not None else None
    if whose is None or deed is None or not tree.has_to(deed):
        return None
    return Norm(word, "obligation", whose, None, word, "weak", "duty")
