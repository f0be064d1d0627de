"""Readings of a predicate that tells a norm by its verb: obliged, forbidden, allowed, taken away, punished."""

from typing import Literal, NamedTuple

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.broad import is_proceeding, people
from headwater.annotate.rules.penalties import BREAKERS, LOST, Sanction, sanctions, taken
from headwater.annotate.rules.words import authority, kinds, listed, stem, step, tool, verb
from headwater.records import RuleKind

Strength = Literal["given", "strong", "weak", "noun", "practice", "threat", "whole", "future"]
MODALS = kinds("rule_modals")
PUNISHING = listed("punishing")
LIFTING = listed("lifting")
BRINGING = listed("bringing")
PRACTICE = listed("practice")
DIRECT = listed("direct")
LETTING = listed("letting")
GIVES = listed("gives")
TAKEN = frozenset({"loss", "confiscation"})
PEOPLE = listed("people")
WISHING = listed("wishing")
SET = listed("set")  # what is set, not whom it binds
FAINT = ("whole", "weak", "practice", "future")  # readings that give way to a plainer one of the same predicate
CRIMES = listed("crimes")
TELLING = listed("readings_telling")
NOBODY = listed("nobody")
PAPERS = listed("papers")
POSTS = listed("posts")
COMMANDING = listed("commanding")
NEEDED = listed("needed")
TAXES = listed("taxes")
FREEZING = listed("freezing")
KEEPING_OUT = listed("keeping_out")
CONTESTING = listed("contesting")
REFUSED = listed("refused")
CANCELLING = listed("cancelling")
MAJORITIES = listed("majorities")
OTHERS = listed("others")


class Norm(NamedTuple):
    """A norm by its words: what tells it, its kind, whom it binds, who or what lays it down, what is laid down, how plainly it is told."""

    word: int
    kind: RuleKind
    bound: int | None
    giver: int | None
    content: int
    strength: Strength
    modal: str = ""
    sanctions: tuple[Sanction, ...] = ()


# -- who -------------------------------------------------------------------------------------------------


def subject(tree: Tree, word: int) -> int | None:
    """The subject of a predicate: its own, the noun that its clause describes, that of the verb that governs it."""
    for _ in range(6):
        found = tree.subject(word)
        if found is not None and tree.low[found] not in ("that", "which", "who"):
            return found
        relation, head = tree.rel[word], tree.heads[word]
        if head < 0:
            return None
        if tree.base[word] == "acl" and tree.upos[head] in ("NOUN", "PROPN", "PRON", "DET"):
            return head
        climbs = relation in ("xcomp", "conj", "advcl", "acl") or (relation == "ccomp" and tree.child(word, "expl") is None)
        if not climbs or found is not None:
            return None
        held = tree.child(head, "obj", "iobj") if relation == "xcomp" else None
        if held is not None and held < word:
            return held
        word = head
    return None


def giver(tree: Tree, word: int) -> int | None:
    """The subject of a predicate where it is an instrument or an authority (for a name in front of a title: the name)."""
    who = subject(tree, word)
    if who is not None and tree.low[who] in ("it", "they", "he", "she"):
        who = _who_says(tree, word) or (_told_before(tree, word) if tree.low[who] == "it" else None)
    return who if who is not None and (tool(tree, who) is not None or authority(tree, who)) else None


def _who_says(tree: Tree, word: int) -> int | None:
    """`the government said it would ban`: the body that speaks of itself."""
    head = tree.heads[word]
    while head >= 0 and tree.rel[word] == "xcomp":
        word, head = head, tree.heads[head]
    said = tree.subject(head) if head >= 0 and tree.base[word] == "ccomp" else None
    return said if said is not None and authority(tree, said) is not None else None


def _told_before(tree: Tree, word: int) -> int | None:
    """`The act was signed. It forbids ...`: the instrument that the sentence before is about."""
    number = tree.sentence_of[word]
    if number == 0:
        return None
    a, z = tree.parse.sentences[number - 1]
    return next((w for w in range(int(a), int(z)) if tool(tree, w) is not None and tree.base[w] in ("nsubj", "obj", "root")), None)


def _is_finite_or_governed(tree: Tree, word: int) -> bool:
    return tree.base[word] not in ("amod", "compound")


# -- the readings ----------------------------------------------------------------------------------------


def has_clause(tree: Tree, word: int) -> bool:
    return tree.child(word, "acl") is not None


def laid_down(tree: Tree, word: int) -> Norm | None:
    """An instrument or authority lays it down (`the act requires importers to`), or it is laid down by nobody named (`is required to`)."""
    found = verb(tree, word)
    if found is None and stem(tree, word, COMMANDING) is not None:
        return _commanded(tree, word)
    if found is not None and not _is_meant(tree, word):
        return None
    if found is None or not _is_finite_or_governed(tree, word):
        return None
    kind = found.kind if not tree.negated(word) else found.negated
    if kind is None or kind == "penalty":
        return None
    if kind == "prohibition" and stem(tree, word, frozenset({"suspend"})) and any(tree.lemma[w] in LOST for w in (*tree.all_below(word, "nsubj", "obj"),)):
        kind = "deprivation"
    if kind == "prohibition" and stem(tree, word, frozenset({"freeze"})) and any(tree.lemma[w] in FREEZING for w in tree.all_below(word, "nsubj", "obj")):
        kind = "deprivation"
    if tree.rel[word] == "xcomp" and tree.xpos[word] == "VBN" and tree.lemma[tree.heads[word]] == "have" and kind == "deprivation":
        return Norm(word, kind, subject(tree, tree.heads[word]), None, word, "strong", modal_of(tree, tree.heads[word]), tuple(sanctions(tree, own_words(tree, word))))
    if tree.is_passive(word) and any(tree.lemma[below] in MAJORITIES for below in tree.all_below(word, "obl")):
        return None  # `could be dismissed only with 61 votes`: a way of proceeding
    if tree.is_passive(word) and found.object != "s":
        return _passive(tree, word, kind)
    if found.object == "s" or tree.lemma[word] == "dismiss" or any(tree.low[aux] in ("had", "'d") for aux in tree.auxiliaries(word)):
        return None
    by = giver(tree, word)
    if by is None or any(tree.low[b] in NOBODY for b in tree.below[by]):
        return None
    if tool(tree, by) is None and modal_of(tree, word) in ("may", "can"):
        return Norm(word, "permission", by, None, word, "weak", modal_of(tree, word)) if kind != "deprivation" else None  # a power
    if tool(tree, by) is None and modal_of(tree, word) in ("must", "shall", "have", "had"):
        return None  # `hotels must charge guests a tax`: they are bound themselves
    held = tree.child(word, "obj", "iobj")
    below = tree.child(word, "xcomp", "ccomp", "advcl")
    if held is None and below is not None:
        held = tree.subject(below)
    if held is None and below is None:
        return None
    if kind == "obligation" and below is not None and tree.is_passive(below) and (paper := tree.subject(below)) is not None and tree.lemma[paper] in PAPERS:
        return Norm(word, "procedure", None, by, word, "given", modal_of(tree, word))
    if kind == "obligation" and held is not None and tree.lemma[held] in MAJORITIES:
        return Norm(word, "procedure", None, by, word, "given", modal_of(tree, word))
    bound = held if found.object == "o" or (below is not None and held is not None) else None
    if bound is None or kind == "deprivation":
        bound = owner_of(tree, word, held) or (bound if found.object == "o" else None)
    words = own_words(tree, word)
    named = _losses(tree, word, words) if kind == "deprivation" else ()
    if kind == "permission" and below is not None and bound is not None and authority(tree, bound) and not tree.negated(word):
        return _empowered(tree, word, below, by) or Norm(word, kind, bound, by, word, "given", modal_of(tree, word), named)
    return Norm(word, kind, bound, by, word, "given", modal_of(tree, word), named)


def _empowered(tree: Tree, word: int, deed: int, by: int) -> Norm | None:
    """`the act allows the regulator to fine broadcasters`, `lets the state withdraw passports`: what the power is to."""
    named = tuple(sanctions(tree, [deed, *[w for w in own_words(tree, deed) if w > deed]]))
    if not named or all(one.kind == "other" for one in named):
        return None
    held = tree.child(deed, "obj", "iobj")
    kind: RuleKind = "deprivation" if {one.kind for one in named} <= TAKEN else "penalty"
    return Norm(word, kind, owner_of(tree, deed, held) or held, by, word, "given", modal_of(tree, word), named)


def _commanded(tree: Tree, word: int) -> Norm | None:
    """`the decree calls on all reservists to report`: what is an appeal in a person's mouth is none in an instrument's."""
    by = giver(tree, word)
    deed = tree.child(word, "xcomp", "ccomp", "advcl")
    agent = tree.child(word, "obl:agent")
    if tree.is_passive(word) and agent is not None and authority(tree, agent) is not None and deed is not None and tree.has_to(deed) and tree.lemma[word] not in ("ask", "urge"):
        told = tree.subject(word)
        return Norm(word, "obligation", told, agent, word, "given", "") if told is not None and tree.xpos[told] == "NNS" else None
    held = tree.child(word, "obj", "iobj", "obl")
    if by is None or tool(tree, by) is None or deed is None or held is None or not tree.has_to(deed) or tree.negated(word) or not people(tree, held):
        return None
    return Norm(word, "obligation", held, by, word, "given", modal_of(tree, word))


def _is_meant(tree: Tree, word: int) -> bool:
    """Whether a verb with other meanings lays something down here: `bound by the law to`, `closed the square to demonstrations`."""
    if tree.low[word] == "bound":
        return tree.child(word, "xcomp", "advcl") is not None and any(tool(tree, below) is not None for below in tree.all_below(word, "obl"))
    if tree.lemma[word] == "keep":
        away = any(tree.low[c] in KEEPING_OUT for b in tree.all_below(word, "obl") for c in tree.all_below(b, "case"))
        return tree.is_passive(word) and (away or any(tree.low[b] in KEEPING_OUT for b in tree.below[word]))
    if tree.lemma[word] in ("stop", "prevent"):
        held = tree.child(word, "obj") if not tree.is_passive(word) else tree.child(word, "nsubj")
        off = any(tree.low[c] == "from" for b in tree.under(word) if b > word for c in tree.all_below(b, "case", "mark"))
        return off and held is not None and tree.xpos[held] == "NNS" and not tree.is_passive(word)
    if stem(tree, word, CANCELLING) is not None:
        held = tree.child(word, "nsubj" if tree.is_passive(word) else "obj")
        return held is not None and tree.lemma[held] in LOST
    if tree.lemma[word] in ("close", "shut", "open", "reopen"):
        held = tree.child(word, "nsubj" if tree.is_passive(word) else "obj")
        to = [*tree.all_below(word, "obl"), *(tree.all_below(held, "nmod") if held is not None else [])]
        return any(tree.low[case] == "to" for below in to for case in tree.all_below(below, "case"))
    return True


def _losses(tree: Tree, word: int, words: list[int]) -> tuple[Sanction, ...]:
    """What is taken away, by name or by the predicate alone."""
    return tuple(one for one in sanctions(tree, words) if one.kind in TAKEN) or (taken(tree, word, words),)


def owner_of(tree: Tree, word: int, held: int | None) -> int | None:
    """Whose thing it is: `revoke the licences of firms`, `depriving citizenship to anyone`, `bans burning by residents`; a class with words of its own."""
    below = [*tree.all_below(word, "obl"), *(tree.all_below(held, "nmod") if held is not None else [])]
    return next((w for w in below if tree.rel[w] != "nmod:poss" and {tree.low[c] for c in tree.all_below(w, "case")} & {"of", "to", "from", "for"} and _is_people(tree, w)), None)


def _is_people(tree: Tree, word: int) -> bool:
    leads = {tree.low[below] for below in tree.all_below(word, "det")}
    if leads & {"any", "every"} or (leads & {"all", "each"} and people(tree, word)):
        return True
    if tree.lemma[word] in BREAKERS:
        return True
    return tree.low[word] in ("anyone", "those", "everyone") or (tree.xpos[word] == "NNS" and (has_clause(tree, word) or tree.lemma[word] in PEOPLE))


def _passive(tree: Tree, word: int, kind: RuleKind) -> Norm | None:
    """`is banned`, `are required to`, `may be stripped of`."""
    who: int | None = subject(tree, word)
    if who is None and (it := tree.child(word, "expl")) is not None and tree.low[it] == "it":
        deed = tree.child(word, "xcomp", "csubj", "ccomp")
        return Norm(word, kind, tree.subject(deed) if deed is not None else None, None, word, "strong", modal_of(tree, word))
    if who is None or (tree.rel[word] == "acl" and tree.subject(word) is None) or tool(tree, who) is not None:
        return None
    agent = tree.child(word, "obl:agent")
    if agent is not None and authority(tree, agent) is not None and kind in ("obligation", "prohibition") and any(tree.low[a] in ("was", "were") for a in tree.auxiliaries(word)):
        return Norm(word, kind, who, agent, word, "given", "") if tree.xpos[who] == "NNS" else None
    if tree.low[who] == "it" and any(tree.has_to(w) for w in tree.under(word) if w > word):
        who = next((w for w in tree.all_below(word, "obl") if any(tree.low[c] == "for" for c in tree.all_below(w, "case"))), None)
    words = own_words(tree, word)
    if kind == "prohibition" and stem(tree, word, frozenset({"bar", "ban", "exclude"})) and who is not None and _is_people(tree, who) and (taken(tree, word, words).amount is not None or "life" in tree.low[word : word + 3]):
        kind = "deprivation"  # `convicted officials are barred from office for ten years`
    named = _losses(tree, word, words) if kind == "deprivation" else ()
    kind = _kind_for(tree, who, kind) if who is not None else kind
    if who is not None and kind == "prohibition" and stem(tree, word, OTHERS) is not None and (_is_people(tree, who) or tree.low[who] in ("those", "anyone")):
        return Norm(word, "penalty", who, agent, word, "strong", modal_of(tree, word), (Sanction("other", None, word),))
    return Norm(word, kind, who, agent, word, "strong", modal_of(tree, word), named)


def _kind_for(tree: Tree, who: int, kind: RuleKind) -> RuleKind:
    """`only citizens are allowed` forbids it to others; `a two-thirds majority is required` is a way of proceeding."""
    if kind == "permission" and any(tree.low[below] == "only" and (tree.rel[below] != "amod" or tree.upos[below] == "ADV") for below in tree.below[who]):
        return "prohibition"
    if kind == "permission" and any(tree.mark(b) == "if" and "only" in (tree.low[min(tree.under(b))], tree.low[min(tree.under(b)) - 1]) for b in tree.all_below(tree.heads[who], "advcl")):
        return "obligation"  # `are let in only if they pay`
    return "procedure" if kind == "obligation" and tree.lemma[who] in MAJORITIES else kind


def modal_of(tree: Tree, word: int) -> str:
    """The modal of a predicate, lower case: must, may, would ...; `have` for `have to`; that of the first of two joined predicates; empty without one."""
    own = [tree.low[aux] for aux in tree.auxiliaries(word) if tree.xpos[aux] == "MD"]
    if own:
        return own[0]
    head = tree.heads[word]
    if head >= 0 and tree.lemma[head] == "have" and tree.rel[word] == "xcomp" and tree.has_to(word):
        return modal_of(tree, head) or ("have" if tree.low[head] in ("have", "has") or _since(tree, head) else "had")
    if head >= 0 and tree.base[word] == "conj" and tree.subject(word) is None and tree.xpos[word] in ("VB", "VBN"):
        return modal_of(tree, head)
    if head >= 0 and tree.rel[word] == "xcomp" and tree.lemma[head] in ("be", "want", "need", "able", "free"):
        return ""
    return ""


def modal(tree: Tree, word: int) -> Norm | None:
    """`must report`, `may not release`, `would have to leave`, `only licensed guides may lead`, `can enter without notice`."""
    if tree.upos[word] not in ("VERB", "ADJ", "NOUN", "AUX") or (tree.lemma[word] == "have" and tree.child(word, "xcomp") is not None):
        return None
    if tree.rel[word] == "xcomp" and tree.lemma[tree.heads[word]] == "need" and not tree.has_to(word) and tree.negated(word) and tree.xpos[word] == "VB":
        return Norm(word, "permission", subject(tree, tree.heads[word]), None, word, "weak", "need")  # `riders need not wear helmets`
    obliged = _has_to(tree, word)
    own = [tree.low[aux] for aux in tree.auxiliaries(word) if tree.low[aux] in MODALS]
    if not obliged and not own:
        return None
    who = subject(tree, tree.heads[word] if obliged else word)
    if who is None:
        return None
    told = "obligation" if obliged else MODALS[own[0]]
    kind = _modal_kind(tree, word, who, told, obliged=obliged)
    modal = modal_of(tree, word) if not obliged else ("have_" + modal_of(tree, tree.heads[word])).rstrip("_")
    return Norm(word, kind, who, None, word, "weak", modal) if kind else None


def _since(tree: Tree, head: int) -> bool:
    """`since January, hotels have had to`."""
    return tree.low[head] == "had" and any(tree.low[aux] in ("have", "has") for aux in tree.auxiliaries(head))


def _has_to(tree: Tree, word: int) -> bool:
    """`have to register` (the parse hangs the verb on `have`)."""
    head = tree.heads[word]
    if head < 0 or tree.rel[word] != "xcomp" or tree.lemma[head] != "have" or not tree.has_to(word):
        return False
    return tree.low[head] in ("have", "has") or _since(tree, head)


def _modal_kind(tree: Tree, word: int, who: int, told: str, *, obliged: bool) -> RuleKind | None:
    top = tree.heads[word] if obliged else word
    if tree.negated(top) or tree.negated(word):
        return "permission" if obliged or any(tree.low[aux] == "need" for aux in tree.auxiliaries(word)) else "prohibition"
    if told == "permission" and any(tree.low[below] == "only" and tree.rel[below] != "amod" for below in tree.below[who]):
        return "prohibition"
    if tree.is_passive(word) and tree.lemma[who] in PAPERS and is_proceeding(tree, word):
        return "procedure"
    if told == "permission" and any(tree.low[below] == "only" for agent in tree.all_below(word, "obl") for below in tree.below[agent]):
        return "prohibition"
    return "obligation" if told == "obligation" else "permission"


def ceasing(tree: Tree, word: int) -> Norm | None:
    """`anyone who takes another passport ceases to be a citizen`."""
    head = tree.heads[word]
    if head < 0 or tree.lemma[head] != "cease" or tree.base[word] != "xcomp" or tree.lemma[word] not in PEOPLE | POSTS or tree.negated(head):
        return None
    return Norm(head, "deprivation", subject(tree, head), None, head, "strong", modal_of(tree, head) or "lose", (Sanction("loss", None, head),))


def losing(tree: Tree, word: int) -> Norm | None:
    """`Officials who sell records lose their post`; `it is possible to lose one's licence`; `Moscow could strip the passports of`."""
    found = verb(tree, word)
    if found is None or found.object != "s" or tree.negated(word):
        return None
    own = tree.subject(word)
    if tree.rel[word] == "acl:relcl" and own is not None and tree.low[own] in ("who", "that") and own and tree.low[own - 1] != ",":
        return None  # `workers who lose their jobs will be offered new ones`
    head = tree.heads[word]
    if head >= 0 and tree.lemma[head] in ("cause", "lead", "make") and tree.base[word] in ("xcomp", "ccomp", "advcl"):
        return None  # `the crash that caused families to lose their savings`
    named = tuple(one for one in sanctions(tree, own_words(tree, word)) if one.kind == "loss")
    held = tree.child(word, "obj")
    if not named or held is None:
        return None
    return Norm(word, "deprivation", subject(tree, word), None, word, "weak", modal_of(tree, word) or ("lose" if tree.lemma[held] in LOST else "forfeit"), named)


# -- words and overlaps ------------------------------------------------------------------------------------


def stem_or_lemma(tree: Tree, word: int) -> str:
    """The lemma as the lists have it."""
    return stem(tree, word, PUNISHING | BRINGING | LIFTING | PRACTICE) or tree.lemma[word]


def own_words(tree: Tree, word: int) -> list[int]:
    """The words of a predicate without other clauses that have a subject of their own and joined predicates of another kind; in order."""
    kept, todo = [word], [word]
    while todo:
        here = todo.pop()
        for below in tree.below[here]:
            if not _is_other(tree, below, word):
                kept.append(below)
                todo.append(below)
    return sorted(kept)


def _is_other(tree: Tree, below: int, word: int) -> bool:
    """A clause beside the predicate: reporting, inserted, or joined with a subject of its own."""
    base = tree.base[below]
    if tree.rel[below] == "acl:relcl" and tree.heads[below] == word:
        return True
    if base == "parataxis":
        return True
    if base == "conj" and tree.upos[below] in ("VERB", "AUX") and tree.heads[below] == word:
        return tree.subject(below) is not None or (verb(tree, below) is None and not sanctions(tree, tree.under(below)))
    return base in ("ccomp", "advcl") and tree.subject(below) is not None and step(tree, below) is not None


