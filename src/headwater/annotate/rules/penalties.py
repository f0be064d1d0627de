"""What a rule threatens: each sanction with its kind, maximum and unit."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.amounts import Amount, amounts, of_state
from headwater.annotate.rules.words import listed
from headwater.records import Penalty
from headwater.text import Span

REACH = 13  # words between a sanction and its amount; "imprisonment for a term of not less than three and not more than eight years" needs 13
VAGUE = listed("vague_sanctions")
FREEDOMS = listed("freedoms")
TOLLS = listed("tolls")
BREAKERS = listed("breakers")
LANDS = listed("lands")
TERMS = listed("terms")  # sanctions of their own only with an amount
NEEDING = listed("needing")  # sanctions only with an amount
MEASURED = {"prison": ("time",), "fine": ("money", "share"), "labour": ("time",), "loss": ("time",), "expulsion": ("time",)}
LOST = listed("lost")
SEIZED = listed("seized")
SEVERE = listed("severe")
ORDERED = ("death", "prison", "fine", "labour", "confiscation", "loss", "expulsion", "other")


class Sanction(NamedTuple):
    """A penalty by its words: kind, amount, first and last word, the word that names it."""

    kind: str
    amount: Amount | None
    word: int
    life: bool = False
    vague: bool = False


@functools.cache
def _kinds() -> dict[tuple[str, str], str]:
    return {(word, part): kind for word, kind, part in lexicon.rows("penalties")}


def sanctions(tree: Tree, words: Sequence[int]) -> list[Sanction]:
    """The sanctions named among the words, each amount given to one of them only."""
    free = amounts(tree, words) if words else []
    found: list[Sanction] = _bare(tree, words, free)
    for word in words:
        kind = _kind(tree, word)
        if kind is None or any(kind == one.kind and not one.vague and abs(one.word - word) <= 3 for one in found):
            continue
        amount = _nearest(tree, word, kind, free)
        if (_needs_amount(tree, word) or tree.lemma[word] in NEEDING) and amount is None and not _life(tree, word):
            continue
        if amount is not None:
            free.remove(amount)
        found.append(Sanction(kind, amount, word, kind == "prison" and _life(tree, word), tree.lemma[word] in VAGUE))
    return _without_shells(found)


def taken(tree: Tree, word: int, words: Sequence[int]) -> Sanction:
    """The loss that a predicate of taking away names by itself, with its term where one is told (`barred from office for ten years`)."""
    terms = [one for one in amounts(tree, words) if one.of == "time" and any(tree.low[w] == "for" for w in range(max(0, one.first - 3), one.first))]
    return Sanction("loss", terms[0] if terms else None, word)


def _bare(tree: Tree, words: Sequence[int], free: list[Amount]) -> list[Sanction]:
    """`get at least eight years`, `a penalty of 500,000 tenge`: a term or a sum that says by itself what it is."""
    found = []
    for one in list(free):
        top = tree.top(range(one.first, one.last + 1)) or one.last
        head, of = tree.heads[top], tree.child(one.last, "nsubj")
        raised = tree.child(head, "obj") if head >= 0 and tree.upos[head] == "VERB" and one.of == "money" else None
        if raised is not None and tree.lemma[raised] in ("penalty", "sanction", "punishment") and tree.base[top] == "obl":
            found.append(Sanction("fine", one, one.last))  # `raise the penalty for fireworks to 100,000 crowns`
        elif (of is not None and tree.lemma[of] in ("fine", "penalty") and one.of == "money") or (head >= 0 and tree.lemma[head] in ("penalty", "sanction") and one.of in ("money", "share")):
            found.append(Sanction("fine", one, one.last))
        elif of is not None and tree.lemma[of] in ("maximum", "minimum") and one.of == "time" and one.unit in ("year", "month"):
            found.append(Sanction("prison", one._replace(value=None) if tree.lemma[of] == "minimum" else one, one.last))
        elif _is_term(tree, one):
            found.append(Sanction("prison", one, one.last))
    for sanction in found:
        if sanction.amount in free:
            free.remove(sanction.amount)
    return found


def _is_term(tree: Tree, one: Amount) -> bool:
    """`get eight years`, `sentenced to up to 30 years`."""
    last = one.last
    if tree.heads[last] >= 0 and tree.lemma[tree.heads[last]] in ("maximum", "total", "minimum") and tree.base[last] == "nmod":
        last = tree.heads[last]  # `sentenced to a maximum of one year`
    if tree.heads[last] >= 0 and tree.upos[tree.heads[last]] == "NUM":
        last = tree.heads[last]  # `not less than two and not more than six years`
    head = tree.heads[last]
    if head >= 0 and tree.lemma[head] in ("get", "receive") and any(tree.has_to(b) for w in (head, last) for b in tree.all_below(w, "xcomp", "advcl", "acl")):
        return False  # `get six months to relabel their stock`
    if head < 0 or one.of != "time" or one.unit not in ("year", "month") or tree.upos[head] != "VERB":
        return False
    relations = {"get": ("obj",), "receive": ("obj",), "face": ("obj",), "sentence": ("obl", "obj"), "jail": ("obl", "obj"), "imprison": ("obl", "obj"), "punish": ("obl", "obj"), "prescribe": ("obj",), "carry": ("obj",), "earn": ("obj",), "risk": ("obj",), "bring": ("obj",)}
    beside = any(_kind(tree, w) == "labour" for w in range(head, one.first))  # `sentenced to hard labour for eight years`
    if tree.base[last] == "obl" and tree.lemma[head] in ("carry", "face", "risk", "bring", "get", "prescribe", "mean") and "to" in [tree.low[w] for w in range(max(0, one.first - 2), one.first)]:
        return True  # `carrying up to eighteen months`
    return not beside and tree.base[last] in relations.get(tree.lemma[head], ())


def _without_shells(found: Sequence[Sanction]) -> list[Sanction]:
    """One sanction of a kind where the second names no amount (`sentence of five years in prison`); `other` only where nothing else is named."""
    kept: list[Sanction] = []
    for one in found:
        twin = next((k for k in kept if k.kind == one.kind), None)
        if twin is None:
            kept.append(one)
        elif (one.amount is not None and twin.amount is None) or (twin.vague and not one.vague):
            kept[kept.index(twin)] = one
        elif one.amount is not None and twin.amount is not None and one.amount.unit != twin.amount.unit:
            kept.append(one)
    kept = [_largest(one, found) for one in kept]
    named = [one for one in kept if one.kind != "other" or not one.vague]
    return named or kept


def _largest(one: Sanction, found: Sequence[Sanction]) -> Sanction:
    """`minimum sentences of five years and a maximum of 20 years in prison`: the highest of a kind in one unit."""
    same = [other for other in found if other.kind == one.kind and other.amount and one.amount and other.amount.unit == one.amount.unit]
    return max(same, key=lambda other: (other.amount.value or 0.0) if other.amount else 0.0, default=one)


def _kind(tree: Tree, word: int) -> str | None:
    part = {"NOUN": "n", "VERB": "v"}.get(tree.upos[word], "")
    kind = _kinds().get((tree.lemma[word], part)) or _kinds().get((tree.low[word], part))
    if kind is None or not _is_meant(tree, word, part):
        return None
    if kind == "expulsion" and part == "n" and tree.rel[word] == "compound" and tree.lemma[tree.heads[word]] not in TOLLS:
        return None  # `deportation laws`
    if tree.lemma[word] in ("deprivation", "loss", "restriction") and any(tree.lemma[of] in FREEDOMS for of in tree.all_below(word, "nmod")):
        return "prison"
    if tree.lemma[word] == "ban" and tree.low[word - 1] in ("entry", "travel", "re-entry"):
        return "expulsion"
    return "confiscation" if kind == "loss" and part == "v" and _things(tree, word) else kind


def _things(tree: Tree, word: int) -> bool:
    """`deprived of their property`: what is taken is a thing."""
    near = {tree.lemma[below] for below in tree.all_below(word, "obl", "obj")}
    return bool(near & SEIZED) and not near & (LOST - SEIZED)


def _is_meant(tree: Tree, word: int, part: str) -> bool:
    """Whether a word that has other meanings too is a sanction here."""
    lemma, before = tree.lemma[word], tree.low[word - 1] if word else ""
    if lemma == "bar" and part == "n":
        return before == "behind"
    if lemma == "death" and (of := tree.child(word, "nsubj")) is not None and tree.lemma[of] in ("penalty", "punishment", "sentence"):
        return True
    if lemma == "death":
        if word + 1 < len(tree) and tree.low[word + 1] == "by":
            return True
        return (tree.rel[word] == "compound" and tree.lemma[tree.heads[word]] in TOLLS) or before in ("by", "with", "of") or tree.lemma[tree.heads[word]] in ("face", "carry", "risk", "sentence")
    if lemma in ("ban", "suspension", "disqualification"):
        return any(tree.lemma[below] in ("year", "month") or "-year" in tree.low[below] for below in tree.under(word))
    if lemma == "cost":
        if (payer := tree.child(word, "nsubj")) is not None and any(tree.low[tree.subject(b) or 0] == "who" for b in tree.all_below(payer, "acl")):
            return False  # `smokers who fail to quit cost the health service 3 billion`
        return _breaker(tree, tree.child(word, "nsubj", "csubj")) or tree.child(word, "csubj") is not None
    if lemma in ("keep", "throw", "kick", "drive"):
        return any(tree.lemma[below] in LANDS and any(tree.low[c] == "out" for c in tree.all_below(below, "case")) for below in tree.all_below(word, "obl"))
    if lemma in ("close", "shut"):
        return tree.is_passive(word) and (_breaker(tree, tree.child(word, "nsubj")) or (tree.particle(word).endswith("_down") and bool(tree.child(word, "aux"))))
    if lemma == "cell":
        return tree.lemma[tree.heads[word]] in ("spend", "put", "get", "land", "end", "sit", "mean", "day", "week", "month", "night", "throw")
    if lemma == "camp":
        return before in ("labour", "labor", "penal", "prison")
    if lemma == "lock":
        return tree.particle(word).endswith("_up")
    if lemma == "work":
        return before in ("compulsory", "unpaid", "community", "forced", "correctional", "corrective", "public")
    if lemma in ("service", "labour", "labor"):
        return (before in ("community", "forced", "hard", "corrective", "compulsory") and before != "military" and lemma != "service") or before == "community"
    if lemma in ("consequence", "repercussion"):
        return any(tree.lemma[below] in SEVERE for below in tree.below[word])
    if lemma == "prosecution":
        return tree.child(word, "nsubj") is None and before in ("criminal", "to", "with", "face", "risk")
    if lemma == "colony":
        return before in ("penal", "prison", "labour", "labor")
    if lemma in ("prison", "jail") and part == "n":
        return tree.rel[word] != "compound" or tree.lemma[tree.heads[word]] in ("term", "sentence", "time", "penalty")
    return _loses(tree, word, lemma) if lemma in ("lose", "withdraw", "suspend", "loss", "dismiss", "seize", "revoke", "pay", "treat", "deal") else True


def _breaker(tree: Tree, who: int | None) -> bool:
    """Whether a subject is told by its breach: `whoever enters`, `passengers without a ticket`, `drivers who park here`, `speeding`."""
    if who is None:
        return False
    if tree.low[who] in ("whoever", "anyone", "those", "anybody", "everyone") or tree.lemma[who] in BREAKERS or tree.child(who, "acl") is not None or tree.xpos[who] == "VBG" or tree.low[who].endswith("ing"):
        return True
    return any(tree.low[case] == "without" for below in tree.all_below(who, "nmod") for case in tree.all_below(below, "case"))


def _forfeits(tree: Tree, word: int) -> bool:
    """`whoever is late twice loses his berth`: told of whoever does something, a thing of his own."""
    who, held = tree.subject(word), tree.child(word, "obj")
    if who is None or held is None or tree.child(held, "nmod:poss") is None or tree.xpos[word] == "VBD":
        return False
    return tree.low[who] in ("whoever", "anyone", "those") or tree.child(who, "acl") is not None


def _loses(tree: Tree, word: int, lemma: str) -> bool:
    near = [tree.lemma[below] for below in tree.under(word)]
    if lemma in ("treat", "deal"):
        return any(tree.low[case] == "as" for below in tree.all_below(word, "obl") for case in tree.all_below(below, "case"))
    if lemma == "pay":
        return _breaker(tree, tree.child(word, "nsubj")) and tree.child(word, "obj", "obl") is not None
    if lemma == "dismiss":
        return tree.is_passive(word)
    if lemma == "loss" and tree.lemma[tree.heads[word]] in ("threaten", "face", "risk", "punish", "mean"):
        return True
    if lemma == "lose" and _forfeits(tree, word):
        return True
    return lemma in ("revoke", "seize") or bool(LOST.intersection(near))


def _needs_amount(tree: Tree, word: int) -> bool:
    """`sentence`, `term`: named with an amount, or as a prison's."""
    if tree.lemma[word] not in TERMS or tree.upos[word] != "NOUN":
        return False
    if tree.lemma[word] == "bar":
        return False
    return not any(tree.lemma[below] in ("prison", "jail") for below in tree.below[word])


def _life(tree: Tree, word: int) -> bool:
    near = tree.low[max(0, word - 3) : word + 3]
    return ("life" in near and "for-life" not in near) or "lifelong" in near


def _nearest(tree: Tree, word: int, kind: str, free: Sequence[Amount]) -> Amount | None:
    """The nearest amount of the measure that fits the kind; for a loss or an expulsion only behind it, with `for`."""
    fit = [one for one in free if one.of in MEASURED.get(kind, ())]
    reach = REACH
    fit = [one for one in fit if abs(one.last - word) <= reach or abs(one.first - word) <= reach]
    if kind in ("loss", "expulsion"):
        fit = [one for one in fit if (tree.upos[word] == "NOUN" and (word - 3 <= one.last < word or tree.low[one.first - 1] == "of")) or (one.first > word and any(tree.low[w] == "for" for w in range(max(0, one.first - 3), one.first)))]
    else:
        fit = [one for one in fit if not _is_deadline(tree, one)]
    return min(fit, key=lambda one: min(abs(one.last - word), abs(one.first - word)), default=None)


def _is_deadline(tree: Tree, one: Amount) -> bool:
    """`within 30 days`, `after three years`, `ten-year-old`."""
    return any(tree.low[w] in ("within", "after", "every", "last", "past", "next") for w in range(max(0, one.first - 2), one.first)) or (
        one.last + 1 < len(tree) and tree.low[one.last + 1] in ("old", "ago", "-", "earlier")
    )


def _is_of(tree: Tree, word: int, named: int) -> bool:
    """Whether a word is in the object of the sanction: `lose their post and their pension`, `confiscation of all property`."""
    while tree.heads[word] >= 0 and tree.heads[word] != named:
        if tree.base[word] in ("acl", "advcl", "parataxis", "punct"):
            return False
        word = tree.heads[word]
    return tree.base[word] in ("nmod", "obj") or (tree.base[word] == "obl" and any(tree.low[c] == "of" for c in tree.all_below(word, "case")))


def as_records(tree: Tree, found: Sequence[Sanction], doc: str, state: str | None) -> tuple[Penalty, ...]:
    """The sanctions as records, in the order of the text; sums in the money of the state whose rule it is."""
    return tuple(_record(tree, one, doc, state) for one in found)


def _record(tree: Tree, one: Sanction, doc: str, state: str | None) -> Penalty:
    first = min(one.word, one.amount.first) if one.amount else one.word
    last = max(one.word, one.amount.last) if one.amount else one.word
    below = [w for w in tree.under(one.word) if last < w <= last + 9 and _is_of(tree, w, one.word)] if not one.amount else []
    end = max([last, *below])
    unit = "life" if one.life else of_state(tree, one.amount, state) if one.amount else None
    return Penalty(kind=one.kind, max=None if one.life or not one.amount else one.amount.value, unit=unit, span=Span(doc, tree.starts[first], tree.ends[end]))
