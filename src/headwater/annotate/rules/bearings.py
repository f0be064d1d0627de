"""Norms told by what an office does, by what is changed, by what follows otherwise, or by what is named beside another norm."""

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.broad import TAKING
from headwater.annotate.rules.penalties import LOST, Sanction, sanctions, taken
from headwater.annotate.rules.readings import (
    DIRECT,
    PAPERS,
    Norm,
    giver,
    modal_of,
    own_words,
    subject,
)
from headwater.annotate.rules.words import authority, listed, noun_kind, stem, step, tool, verb
from headwater.records import RuleKind

DEDUCTING = listed("deducting")
LIMITS = listed("limits")
CHANGING = listed("changing")
ENDING = listed("ending")
DECIDED_BY = listed("proceeding")


def otherwise(tree: Tree, word: int) -> Norm | None:
    """`must hang the portrait or have their stall closed`, `or their account is locked`: what happens to whoever does not."""
    head = tree.heads[word]
    if tree.base[word] not in ("conj", "parataxis") or head < 0 or tree.upos[word] != "VERB" or tree.negated(word) or not any(tree.low[c] == "or" for c in tree.all_below(word, "cc")):
        return None
    if not _obliges(tree, head):
        return None
    lost = tree.child(word, "obj") if tree.lemma[word] in ("lose", "forfeit") else None
    had = tree.lemma[word] == "have" and any(tree.xpos[b] == "VBN" for b in tree.all_below(word, "xcomp", "ccomp", "obj"))
    if not (tree.is_passive(word) or had or lost is not None):
        return None
    named = tuple(one for one in sanctions(tree, own_words(tree, word)) if one.word >= word) or (Sanction("loss" if lost is not None else "other", None, word),)
    kind: RuleKind = "deprivation" if lost is not None else "penalty"
    own = tree.subject(word)
    return Norm(word, kind, own if own is not None else subject(tree, head), None, word, "strong", modal_of(tree, word), named)


def _obliges(tree: Tree, head: int) -> bool:
    """`must accept`, `have to register`, `have one day to delete`, `are required to`."""
    top = tree.heads[head] if tree.rel[head] == "xcomp" else head
    low = {tree.low[aux] for w in (head, top) if w >= 0 for aux in tree.auxiliaries(w)}
    found = [verb(tree, w) for w in (head, top) if w >= 0]
    return bool(low & {"must", "shall"}) or any(one is not None and one.kind == "obligation" for one in found) or tree.lemma[head] == "have" or (top >= 0 and tree.lemma[top] == "have")


def office(tree: Tree, word: int) -> Norm | None:
    """`the planning office issues building permits`, `the tribunal reviews mergers above 600 million`: what an office does, day by day."""
    who = tree.subject(word)
    end = int(tree.parse.sentences[tree.sentence_of[word]][1])
    if who is None or tree.xpos[word] not in ("VBZ", "VBP") or tree.base[word] not in ("root", "conj", "parataxis") or tree.negated(word) or tree.low[end - 1] not in (".", "!", ";"):
        return None
    if authority(tree, who) not in ("s", "b") or stem(tree, word, DECIDED_BY) is None or tree.named.get(who) == "person":
        return None
    held = tree.child(word, "obj")
    general = held is not None and tree.xpos[held] == "NNS" and tree.child(held, "det", "nmod:poss") is None and (tree.lemma[held] in PAPERS or any(tree.low[c] in ("above", "over", "exceeding", "beyond") for b in tree.all_below(held, "nmod") for c in tree.all_below(b, "case")))
    return Norm(word, "procedure", None, who, word, "weak", "present") if general else None


def changed(tree: Tree, word: int) -> Norm | None:
    """`voted to cut the speed limit to 30 kilometres an hour`, `will raise the retirement age to 67`: a bound that is set anew."""
    held = tree.child(word, "obj")
    if held is None or stem(tree, word, CHANGING) is None or tree.lemma[held] not in LIMITS or tree.negated(word) or tree.is_passive(word):
        return None
    by = giver(tree, word)
    to = any(tree.upos[w] == "NUM" for w in own_words(tree, word) if w > held)
    if by is None or not to:
        return None
    kind: RuleKind = "prohibition" if noun_kind(tree, held) == "prohibition" or tree.lemma[held] in ("limit", "ceiling", "cap", "maximum") else "obligation"
    return Norm(word, kind, None, by, word, "given", modal_of(tree, word))


def ended(tree: Tree, word: int) -> Norm | None:
    """`is considering scrapping cash payments above 3,000 euros`: an end put to what people do forbids it; to a bonus, takes it."""
    held = tree.child(word, "obj")
    if held is None or stem(tree, word, ENDING) is None or tree.negated(word) or tree.is_passive(word) or noun_kind(tree, held) is not None or tool(tree, held) is not None:
        return None
    by = giver(tree, word)
    governed = tree.heads[word] >= 0 and step(tree, tree.heads[word]) is not None
    if by is None or not (governed or modal_of(tree, word) in ("will", "would")):
        return None
    if tree.lemma[held] in LOST and tree.xpos[held] == "NNS":
        return Norm(word, "deprivation", None, by, word, "given", modal_of(tree, word), (Sanction("loss", None, word),))
    deed = tree.lemma[held].endswith(("ment", "sale", "ing", "trade", "use", "import", "export", "tion", "trip", "flight", "visit", "transfer"))
    return Norm(word, "prohibition", None, by, word, "given", modal_of(tree, word)) if deed and tree.child(held, "nmod:poss") is None else None


def spared(tree: Tree, word: int) -> Norm | None:
    """`will no longer jail people for attempting suicide`: a punishment that is given up allows the deed."""
    if stem(tree, word, DIRECT) is None or tree.upos[word] != "VERB" or tree.is_passive(word) or not any(tree.low[b] == "longer" for b in tree.under(word)):
        return None
    by, held = giver(tree, word), tree.child(word, "obj")
    if by is None or held is None or tree.xpos[held] != "NNS" or modal_of(tree, word) not in ("will", "would", "may", ""):
        return None
    return Norm(word, "permission", held, by, word, "given", modal_of(tree, word))


def attached(tree: Tree, word: int) -> Norm | None:
    """`must publish it, with penalties of between 1,000 and 7,500 leva for those who do not`: a sanction hung on a duty."""
    if tree.upos[word] != "NOUN" or tree.base[word] not in ("obl", "nmod") or not {tree.low[c] for c in tree.all_below(word, "case")} & {"with", "on"}:
        return None
    head = tree.heads[word]
    duty = next((w for w in tree.chain(word) if tree.upos[w] in ("VERB", "ADJ")), head)
    named = [one for one in sanctions(tree, tree.under(word)) if one.amount is not None]
    whom = next((b for b in (*tree.all_below(word, "nmod", "obl"), *tree.all_below(duty, "obl")) if b > word and any(tree.low[c] == "for" for c in tree.all_below(b, "case"))), None)
    before = tree.low[min(tree.under(word)) - 1] if min(tree.under(word)) else ""
    if not named or verb_of_sanction(tree, duty) or (whom is None and before != ","):
        return None
    return Norm(word, "penalty", whom, None, word, "strong", "", tuple(named)) if any(tree.low[w] in ("must", "shall", "required", "have", "banned", "forbidden", "prohibited", "may", "obliged", "illegal") for w in tree.under(duty)) else None


def stripped(tree: Tree, word: int) -> Norm | None:
    """`fathers who do not pay will have their driving licence suspended for a year`, `risk having their benefit stopped`."""
    held = tree.child(word, "obj")
    cut = next((b for b in tree.under(word) if b > word and tree.xpos[b] == "VBN" and stem(tree, b, DEDUCTING) is not None), None)
    if tree.lemma[word] != "have" or tree.upos[word] != "VERB" or cut is None or tree.negated(word) or tree.xpos[word] in ("VBD", "VBN"):
        return None
    held = held if held is not None else tree.subject(cut)
    if held is None or tree.child(held, "nmod:poss") is None or tree.low[tree.child(held, "nmod:poss") or 0] not in ("their", "his", "her"):
        return None
    top = tree.heads[word] if tree.heads[word] >= 0 and tree.lemma[tree.heads[word]] in ("risk", "face") else word
    return Norm(top, "deprivation", subject(tree, top), None, word, "strong", modal_of(tree, top), (taken(tree, cut, own_words(tree, word)),))


def verb_of_sanction(tree: Tree, word: int) -> bool:
    """Whether a predicate punishes by itself: `is punished with`."""
    return stem(tree, word, DIRECT) is not None or tree.lemma[word] in ("punish", "threaten", "punishable", "carry", "come", "face", "hit")


def withheld(tree: Tree, word: int) -> Norm | None:
    """`would take the right to vote from citizens who live abroad`: what is taken from a class."""
    held = tree.child(word, "obj")
    if tree.upos[word] != "VERB" or stem(tree, word, TAKING | {"take"}) is None or held is None or tree.lemma[held] not in LOST | {"right"} or tree.is_passive(word) or tree.negated(word):
        return None
    by = giver(tree, word)
    whom = next((b for b in (*tree.all_below(word, "obl"), *tree.all_below(held, "nmod")) if any(tree.low[c] == "from" for c in tree.all_below(b, "case"))), None)
    if by is None or whom is None:
        whom = next((b for w in own_words(tree, word) for b in tree.all_below(w, "obl", "nmod") if any(tree.low[c] == "from" for c in tree.all_below(b, "case"))), None)
    if by is None or whom is None or tree.xpos[whom] not in ("NNS", "NN", "DT"):
        return None
    return Norm(word, "deprivation", whom, by, word, "given", modal_of(tree, word), (Sanction("loss", None, word),))
