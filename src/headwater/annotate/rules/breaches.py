"""What follows a breach, told without a verb of punishing: by whom it hits, by the sum, by the clause before."""

from collections.abc import Sequence

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.amounts import Amount, amounts, number_of
from headwater.annotate.rules.broad import people
from headwater.annotate.rules.penalties import BREAKERS, Sanction, sanctions, taken
from headwater.annotate.rules.readings import CRIMES, Norm, modal_of, own_words, subject
from headwater.annotate.rules.words import listed, stem, verb

BEARING = listed("bearing")  # what a breach does to whoever commits it, with a sum: pay, cost, owe
BREAKING = listed("breaking")  # verbs and particles that tell a breach inside the words for whom it hits
BREACHES = listed("breaches")  # deeds that are breaches by name
FORBIDDING = ("may", "can", "must", "shall")
SUFFERING = frozenset({"sentence", "send", "order", "put", "hit", "slap", "make", "force", "bill", "charge"})  # with a sanction behind
HARD_KINDS = ("prison", "fine", "labour", "death", "expulsion")


def is_breach(tree: Tree, who: int | None, word: int) -> bool:
    """Whether a subject is told by its breach: by name, by its clause, or by a clause with if; `word` is its predicate."""
    if who is None:
        return False
    if tree.lemma[who] in BREAKERS | BREACHES:
        return True
    own = set(tree.under(word)) if who in tree.chain(word) else set()
    inside = [w for w in tree.under(who) if w not in own]
    if any(tree.low[w] in BREAKING or tree.lemma[w] in BREAKING for w in inside):
        return True
    return _of_rule(tree, who, word)


def _of_rule(tree: Tree, who: int, word: int) -> bool:
    """`those who do so anyway`, `if they keep it, they ...`, `(is punishable:) pool owners ...`: a rule stands right before."""
    classed = tree.child(who, "acl") is not None or tree.low[who] in ("they", "anyone", "whoever", "those") or tree.xpos[who] == "NNS"
    if not classed:
        return False
    number = tree.sentence_of[word]
    start = int(tree.parse.sentences[number][0])
    first = min([start, *([int(tree.parse.sentences[number - 1][0])] if number and tree.child(who, "acl") is not None else [])])
    pronoun = tree.low[who] == "they"
    return any(_lays_down(tree, w) for w in range(first, min(who, word))) and (not pronoun or any(tree.mark(b) == "if" for b in tree.all_below(word, "advcl")))


def _lays_down(tree: Tree, word: int) -> bool:
    """A predicate that obliges, forbids or makes punishable."""
    if tree.low[word] in ("forbidden", "illegal", "compulsory", "mandatory", "punishable", "prohibited", "unlawful", "obligatory"):
        return True
    found = verb(tree, word)
    if found is not None:
        return (found.kind if not tree.negated(word) else found.negated) in ("prohibition", "obligation")
    low = [tree.low[aux] for aux in tree.auxiliaries(word)]
    return "must" in low or "shall" in low or (tree.negated(word) and bool({"may", "can"} & set(low)))


def sums(tree: Tree, word: int, named: Sequence[Sanction]) -> list[Amount]:
    """Sums of money behind a predicate that no sanction has taken."""
    taken = {one.amount for one in named}
    return [one for one in amounts(tree, own_words(tree, word)) if one.of in ("money", "share") and one.first > word and one not in taken]


def suffered(tree: Tree, word: int) -> Norm | None:
    """`violations cost up to 80,000 baht`, `newspapers which break the rule risk 15,000 euros`, `offenders to pay 60 euros`."""
    if tree.upos[word] != "VERB" or stem(tree, word, BEARING) is None or tree.negated(word) or tree.xpos[word] == "VBD":
        return None
    if (tree.base[word] == "acl" and not _is_headline(tree, word)) or (tree.xpos[word] == "VBN" and not tree.is_passive(word)):
        return None
    who = subject(tree, word)
    if who is None or who > word or any(tree.low[aux] in ("was", "were", "had") for aux in tree.auxiliaries(word)) or not is_breach(tree, who, word):
        return None
    if _costs_others(tree, word, who):
        return None
    named = [one for one in sanctions(tree, own_words(tree, word)) if one.word >= word]
    loose = sums(tree, word, named)
    if not loose or any(one.kind == "fine" and one.amount is not None for one in named):
        return None
    named = [one for one in named if one.kind != "fine"] + [Sanction("fine", one, one.last) for one in loose[:1]]
    return Norm(word, "penalty", who, None, word, "strong", modal_of(tree, word), tuple(named))


def _costs_others(tree: Tree, word: int, who: int) -> bool:
    """`smokers who fail to quit cost the health service 3 billion`, `firms that ignored it owe banks 40 million`: no punishment."""
    past = any(tree.xpos[b] == "VBD" and tree.subject(b) is not None for b in tree.all_below(who, "acl") if tree.rel[b] == "acl:relcl")
    return past or (tree.lemma[word] == "cost" and (people(tree, who) or (tree.xpos[who] == "NNS" and tree.lemma[who] not in BREACHES))) or (tree.lemma[word] == "owe" and len(tree.all_below(word, "obj", "iobj")) > 1)


def _is_headline(tree: Tree, word: int) -> bool:
    """`offenders to pay 60 euros`: an infinitive in a line that no stop closes."""
    end = int(tree.parse.sentences[tree.sentence_of[word]][1])
    return tree.has_to(word) and tree.low[end - 1] not in (".", "!", "?", '"', "”")


def hardened(tree: Tree, norm: Norm) -> Norm:
    """`must reckon with a fine of 75 pounds`, `will become a felony carrying eighteen months`: what obliges to a sanction is a penalty."""
    if norm.strength == "practice" and norm.kind in ("penalty", "deprivation") and _told_by_breach(tree, norm.bound):
        return norm._replace(strength="strong", sanctions=norm.sanctions or _undergone(tree, norm))
    if norm.strength == "weak" and norm.kind == "deprivation" and norm.modal in ("can", "could", "may", "will") and _told_by_breach(tree, norm.bound):
        return norm._replace(strength="strong")  # `doctors who break the law could lose their licence`
    if norm.kind not in ("obligation", "prohibition", "permission") or norm.strength in ("practice", "noun", "whole") or tree.negated(norm.word):
        return norm
    words = own_words(tree, norm.word)
    named = [one for one in sanctions(tree, words) if one.word > norm.word and one.kind in HARD_KINDS and not _is_else(tree, norm.word, one.word)]
    amounts_told = any(one.amount is not None or one.life or one.kind == "death" for one in named)
    if not named or (norm.kind == "permission" and not _is_sentenced(tree, norm)):
        return norm
    if norm.kind == "prohibition":
        crime = tree.lemma[norm.word] in CRIMES or (tree.lemma[norm.word] in ("make", "become", "constitute") and any(tree.lemma[w] in CRIMES for w in words))
        return norm._replace(kind="penalty", sanctions=tuple(named)) if crime and amounts_told else norm
    if norm.kind == "permission" and amounts_told:
        return norm._replace(kind="penalty", sanctions=tuple(named), strength="strong")
    if (amounts_told or any(_is_one(tree, one.word) for one in named)) and (is_breach(tree, norm.bound, norm.word) or any(_is_borne(tree, norm, one) for one in named)):
        return norm._replace(kind="penalty", sanctions=tuple(named))
    return norm


def _undergone(tree: Tree, norm: Norm) -> tuple[Sanction, ...]:
    """What the predicate itself says is suffered."""
    return (Sanction("other", None, norm.word),) if norm.kind == "penalty" else (taken(tree, norm.word, own_words(tree, norm.word)),)


def _told_by_breach(tree: Tree, who: int | None) -> bool:
    """`companies that repeat the offence`, `violators`."""
    return who is not None and (tree.lemma[who] in BREAKERS | BREACHES or any(tree.low[w] in BREAKING or tree.lemma[w] in BREAKING for w in tree.under(who)))


def _is_sentenced(tree: Tree, norm: Norm) -> bool:
    return norm.modal in ("can", "may", "could", "will", "would") and tree.is_passive(norm.word) and stem(tree, norm.word, SUFFERING) is not None


def _is_else(tree: Tree, word: int, named: int) -> bool:
    """`to buy insurance or face a fine`: the sanction of those who do not."""
    between = [w for w in (named, *tree.chain(named)) if word < w]
    return any(tree.low[link] == "or" and tree.upos[w] == "VERB" for w in between for link in tree.all_below(w, "cc"))


def _is_one(tree: Tree, word: int) -> bool:
    """`a fine`, no fines told of before."""
    return any(tree.low[b] in ("a", "an") for b in tree.all_below(word, "det"))


def _is_borne(tree: Tree, norm: Norm, one: Sanction) -> bool:
    """`make owners pay a fine`: the sanction is the object of what they have to do."""
    if tree.base[one.word] not in ("obj", "obl"):
        return False
    head = tree.heads[one.word]
    return stem(tree, head, BEARING) is not None and (head == norm.word or norm.word in tree.chain(head))


def merged(tree: Tree, found: Sequence[Norm]) -> list[Norm]:
    """`goes to prison for up to four years and may not stand for office for eight`: what the same breach brings besides is no row of its own."""
    out: list[Norm] = []
    for norm in sorted(found, key=lambda one: one.word):
        main = next((one for one in out if _goes_with(tree, norm, one)), None)
        if main is None:
            out.append(norm)
            continue
        more = norm.sanctions or tuple(_barred(tree, norm))
        out[out.index(main)] = main._replace(kind="penalty" if "penalty" in (main.kind, norm.kind) else main.kind, sanctions=_together(tree, main, more))
    return [_with_joined(tree, one, {other.word for other in out}) for one in out]


def _with_joined(tree: Tree, norm: Norm, told: set[int]) -> Norm:
    """`are punished with prison, and their vehicles are forfeited`: sanctions of joined predicates that tell no norm by themselves."""
    if norm.kind not in ("penalty", "deprivation") or not norm.sanctions:
        return norm
    for below in tree.all_below(norm.word, "conj"):
        who = tree.subject(below)
        owned = who is not None and any(tree.low[b] in ("their", "his", "her") for b in tree.all_below(who, "nmod:poss"))
        if tree.upos[below] == "VERB" and owned and below not in told and tree.xpos[below] != "VBD":
            more = [one for one in sanctions(tree, own_words(tree, below)) if one.word not in {own.word for own in norm.sanctions}]
            norm = norm._replace(sanctions=_together(tree, norm, more))
    return norm


def _together(tree: Tree, main: Norm, more: Sequence[Sanction]) -> tuple[Sanction, ...]:
    own = main.sanctions or (Sanction("other", None, main.word),)
    kept = [one for one in own if not any(one.kind == new.kind and one.amount is None and new.amount is not None and one.kind == "expulsion" for new in more)]
    return (*kept, *(new for new in more if not any((new.kind, new.amount) == (one.kind, one.amount) for one in kept)))


def _is_somebody(tree: Tree, norm: Norm, who: int) -> bool:
    """`their directors can be sentenced`: people of theirs, who are punished for themselves."""
    jailed = tree.is_passive(norm.word) and any(one.kind in ("prison", "death", "labour") for one in norm.sanctions)
    return norm.bound == who and norm.kind == "penalty" and (jailed or people(tree, who))


def _goes_with(tree: Tree, norm: Norm, main: Norm) -> bool:
    """Whether a norm is joined to a penalty (or to an order to whoever breaks a rule) and hits the same people."""
    if tree.base[norm.word] != "conj" or tree.heads[norm.word] != main.word or norm.strength == "whole":
        return False
    who = tree.subject(norm.word)
    same = who is None or who > norm.word or tree.low[who] in ("they", "he") or (any(tree.low[b] in ("their", "his", "her") for b in tree.all_below(who, "nmod:poss")) and not _is_somebody(tree, norm, who))
    if not same or main.kind not in ("penalty", "deprivation", "obligation"):
        return False
    if main.kind == "obligation":
        return norm.kind == "penalty" and is_breach(tree, main.bound, main.word)
    return norm.kind in ("penalty", "deprivation") or bool(_barred(tree, norm))


def _barred(tree: Tree, norm: Norm) -> list[Sanction]:
    """`may not stand for office for eight (years)`, `may not come back for a year`."""
    if norm.kind != "prohibition" or not tree.negated(norm.word):
        return []
    words = own_words(tree, norm.word)
    terms = [one for one in amounts(tree, words) if one.of == "time"] or _elliptic(tree, words)
    kind = "expulsion" if stem(tree, norm.word, frozenset({"come", "return", "enter", "re-enter"})) else "loss"
    return [Sanction(kind, terms[0], norm.word)] if terms else []


def _elliptic(tree: Tree, words: Sequence[int]) -> list[Amount]:
    """`for eight`, of years told before."""
    bare = [w for w in words if tree.upos[w] == "NUM" and any(tree.low[c] == "for" for c in tree.all_below(w, "case"))]
    numbers = [(w, amount) for w in bare for amount in amounts(tree, range(int(tree.parse.sentences[tree.sentence_of[w]][0]), w)) if amount.of == "time"]
    return [Amount(w, w, value, amount.unit, "time") for w, amount in numbers[:1] if (value := number_of(tree.low[w])) is not None]
