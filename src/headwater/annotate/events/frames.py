"""The words of an event: its span, who takes part, where, and the time expression that attaches to it."""

from collections.abc import Container, Iterable, Sequence

from headwater import lexicon
from headwater.annotate.events.statuses import controller, doer
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import operator
from headwater.records import Timex

LONGEST_SUBJECT, LONGEST_NOBODY, LONGEST_PART, LONGEST = (
    7,
    12,
    9,
    22,
)  # words of a subject before the verb, of one that negates, of a complement, of a whole span
LEFT_OUT = ("acl", "acl:relcl", "appos", "parataxis", "punct", "advcl", "ccomp", "discourse", "vocative", "dep", "cc", "conj")
WITHIN = frozenset("in at near outside inside".split())
PLACED = frozenset("in at near outside inside across along into from to around on over through toward towards beside behind".split())
JOINS = frozenset("- – / ‑".split())  # marks inside one word
PARTICLES = frozenset("out up down away back off forward over apart".split())
PRONOUN_RELATIVE = frozenset("who which that whom".split())
SHARES = frozenset("half third quarter fifth sixth tenth thirds quarters percent percentage point points % times".split())
OF_PLACES = WITHIN | {"of", "", "on", "by", "the", "'s"}
POSSESSIVE = frozenset("its his her their our my".split())
HALVES = frozenset("half quarter quarters third thirds".split())
LEADING = frozenset("alone also only even just then meanwhile however still too again already later soon instead".split())
BARE = frozenset("the a an this that these those".split())


def verb_group(tree: Tree, word: int, shell: int) -> list[int]:
    """The words from the outermost verb of the group to the predicate: auxiliaries, negations, particles, governing verbs."""
    spine = [word]
    while spine[-1] != shell and tree.heads[spine[-1]] >= 0 and len(spine) < 6:
        spine.append(tree.heads[spine[-1]])
    kept = set(spine)
    for part in spine:
        kept.update(
            below for below in tree.below[part] if tree.base[below] in ("aux", "cop", "det", "amod", "nummod") and not _far(part, below)
        )
        kept.update(below for below in tree.below[part] if tree.rel[below] == "mark" and tree.low[below] == "to" and part != spine[-1])
        kept.update(below for below in tree.all_below(part, "compound") if abs(below - part) < 4)
        kept.update(below for below in tree.all_below(part, "advmod", "obl") if below == part + 1 and tree.low[below] in PARTICLES)
        kept.update(below for below in tree.below[part] if tree.base[below] == "advmod" and below < part and not _far(part, below))
    return sorted(kept)


def _far(a: int, b: int) -> bool:
    return abs(a - b) > 6


def span_words(tree: Tree, word: int, shell: int) -> list[int]:
    """The words of an event as one stretch: verb group, short subject before it, object and short complements after it."""
    group = verb_group(tree, word, shell)
    kept = set(group)
    for part in {word, shell}:
        for below in tree.below[part]:
            relation = tree.base[below]
            limit = LONGEST_PART
            if relation == "nsubj":
                limit = LONGEST_NOBODY if tree.negated(part) else LONGEST_SUBJECT
            if _complement(tree, below, word) and below not in kept and tree.low[below] not in PRONOUN_RELATIVE:
                kept.update(short_phrase(tree, below, limit) if below > part else _whole(noun_phrase(tree, below), limit))
    return _stretch(tree, sorted(kept), group)


def _complement(tree: Tree, below: int, word: int) -> bool:
    """An object, a place or time, or the clause that a causing verb governs: `prevented from leaving`, `ordered to pay`."""
    relation = tree.base[below]
    if relation in ("nsubj", "obj", "iobj", "obl", "xcomp", "nmod", "compound"):
        return True
    if relation == "advcl" and tree.has_to(below):
        return operator(tree, word) == "ongoing"  # `moved to simplify`
    return relation == "advcl" and tree.mark(below) in ("from", "into", "of") and below > word


def _whole(phrase: Sequence[int], limit: int) -> Sequence[int]:
    return phrase if len(phrase) <= limit else ()


def short_phrase(tree: Tree, head: int, limit: int) -> Sequence[int]:
    """A phrase; where it is long without what hangs deep in it, at last only what stands before its head."""
    whole = noun_phrase(tree, head)
    if len(whole) <= limit:
        return whole
    near = sorted({head, *(w for below in tree.below[head] if tree.base[below] not in LEFT_OUT for w in noun_phrase(tree, below))})
    if len(near) <= limit:
        return near
    return [word for word in whole if word < whole[0] + limit] if head - whole[0] < limit else ()


def noun_phrase(tree: Tree, head: int) -> list[int]:
    """A phrase without relative clauses, appositions and further conjuncts, in order."""
    kept, todo = [head], [head]
    while todo:
        for below in tree.below[todo.pop()]:
            if tree.base[below] not in LEFT_OUT or tree.low[below] in JOINS or _second_end(tree, below) or _name_beside(tree, below):
                kept.append(below)
                todo.append(below)
    return sorted(kept)


def _name_beside(tree: Tree, below: int) -> bool:
    """`the group Clear Water`: a name right behind its noun, no comma between."""
    return tree.base[below] == "appos" and tree.upos[below] == "PROPN" and tree.under(below)[0] == tree.heads[below] + 1 and tree.rel[tree.heads[below] + 1] != "punct"


def _second_end(tree: Tree, below: int) -> bool:
    """Whether it is the other half of one number or range: `two and a half years`, `between 2019 and 2022`, `five to ten years`."""
    head = tree.heads[below]
    if tree.base[below] == "cc":
        return tree.base[head] == "conj" and _second_end(tree, head)
    if tree.base[below] != "conj":
        return False
    ranged = any(tree.low[case] == "between" for case in tree.all_below(head, "case"))
    return ranged or (tree.upos[head] == "NUM" and (tree.upos[below] == "NUM" or tree.low[below] in HALVES))


def _stretch(tree: Tree, words: Sequence[int], core: Sequence[int]) -> list[int]:
    """One stretch around the core: neighbours are added while nothing but a small gap lies between."""
    inside = set(words)
    first, last = min(core), max(core)
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside and last - first < LONGEST:
        last += 1
    sentence = tree.parse.sentences[tree.sentence_of[core[0]]]
    first, last = max(first, int(sentence[0])), min(last, int(sentence[1]) - 1)
    while last > max(core) and (tree.rel[last] in ("punct", "case", "cc", "mark", "det") or tree.low[last] in OPEN_ENDS):
        last -= 1
    while first < max(core) and (tree.low[first] in CONJUNCTIONS or (first < min(core) and tree.rel[first] in ("punct", "cc", "mark"))):
        first += 1
    return list(range(first, last + 1))


CONJUNCTIONS = frozenset("when where while why how whereas because".split())
OPEN_ENDS = frozenset("what which who whatever those".split())


def participants(tree: Tree, word: int, shell: int) -> list[int]:
    """The heads of the phrases of those who take part, doer first."""
    found = []
    does = doer(tree, word)
    if does is not None:
        found.append(does)
    found.extend(_agents(tree, word))
    found.extend(below for part in (word, shell) for below in tree.all_below(part, "nsubj:pass"))
    found.extend(below for below in tree.all_below(word, "obj", "iobj") if takes_part(tree, below))
    if tree.upos[word] == "NOUN":
        found.extend(below for below in tree.all_below(shell, "nsubj") if shell != word and below != word)
        found.extend(below for below in tree.all_below(shell, "obj") if shell != word and below != word and takes_part(tree, below))
        found.extend(below for below in tree.all_below(word, "nmod") if takes_part(tree, below) and _case(tree, below) not in WITHIN)
    elif tree.is_passive(word) and tree.child(word, "nsubj:pass") is None:
        found.extend(_raised(tree, word))
    return list(dict.fromkeys(_resolved(tree, one) for one in found if tree.low[one] not in ("it", "there") or tree.rel[one] != "expl"))


def _agents(tree: Tree, word: int) -> list[int]:
    by = (below for below in tree.all_below(word, "obl", "nmod") if any(tree.low[c] == "by" for c in tree.all_below(below, "case")))
    return [below for below in by if (tree.rel[below] == "obl:agent" and not _is_share(tree, below)) or takes_part(tree, below)]


def _is_share(tree: Tree, word: int) -> bool:
    """`cut by a fifth`, `raised by 3 percent`: how much, nobody."""
    return tree.upos[word] in ("NUM", "SYM") or tree.low[word] in SHARES


def _raised(tree: Tree, word: int) -> Iterable[int]:
    """`men killed in the blast`, `was seen and beaten`: the noun that a participle hangs on, the subject of the first conjunct."""
    head = tree.heads[word]
    if head < 0:
        return ()
    if tree.base[word] == "acl":
        return (head,)
    held = controller(tree, word, head)
    if held is not None:
        return (held,)
    if tree.base[word] in ("conj", "xcomp"):
        return tree.all_below(head, "nsubj")
    return ()


def _resolved(tree: Tree, word: int) -> int:
    """`who` of a relative clause is the noun that it hangs on."""
    if tree.low[word] in PRONOUN_RELATIVE and tree.heads[word] >= 0 and tree.rel[tree.heads[word]] == "acl:relcl":
        return max(0, tree.heads[tree.heads[word]])
    return word


def takes_part(tree: Tree, word: int) -> bool:
    """Whether a noun can take part: a person, body or group, or a pronoun for one."""
    if tree.upos[word] == "PRON":
        return tree.low[word] not in ("it", "itself", "this", "that", "what", "which")
    return tree.named.get(word) in ("person", "organization", "group", "place") or bool(
        {tree.lemma[word], tree.low[word]} & lexicon.entries("event_persons")
    )


def phrase_text(tree: Tree, head: int, *, place: bool = False, without: Container[int] = ()) -> str:
    """A short noun phrase in the text's own words, without article; of a place without what is no part of it (`prison for fraud`).

    `without` are the words of times, which are left out behind the noun (`a court on Thursday`).
    """
    kept = _around(_with_name(tree, head), head)
    after = [below for below in tree.all_below(head, "nmod", "obl") if below > head]
    foreign = [below for below in after if below in without or (place and _case(tree, below) not in OF_PLACES)]
    if foreign:
        cut = min((word for below in foreign for word in tree.under(below)), default=len(tree))
        kept = [word for word in kept if word < cut] or [head]
    while len(kept) > 1 and tree.low[kept[0]] not in POSSESSIVE and (tree.low[kept[0]] in BARE or _opens(tree, kept[0], head) or _adverb(tree, kept[0], head)):
        kept = kept[1:]
    while len(kept) > 1 and (tree.low[kept[-1]] in ("'s", "'") or _adverb(tree, kept[-1], head)):
        kept = kept[:-1]
    return " ".join(tree.parse.text[tree.starts[kept[0]] : tree.ends[kept[-1]]].split())


def _with_name(tree: Tree, head: int) -> list[int]:
    """The phrase, and a name beside it: `the driver, Jan Ploeg`."""
    phrase, name = noun_phrase(tree, head), tree.child(head, "appos")
    if name is None or tree.upos[name] != "PROPN" or tree.upos[head] != "NOUN":
        return phrase
    words = noun_phrase(tree, name)
    gap = range(max(phrase) + 1, min(words))
    return sorted({*phrase, *gap, *words}) if len(gap) <= 1 and len(words) <= 4 else phrase


def _opens(tree: Tree, word: int, head: int) -> bool:
    return tree.base[word] in ("punct", "cc") or (
        tree.base[word] in ("case", "det") and tree.heads[word] == head and tree.low[word] != "no"
    )


def _adverb(tree: Tree, word: int, head: int) -> bool:
    """`alone 46 cases`: an adverb of the sentence beside the phrase."""
    return word != head and tree.low[word] in LEADING and tree.upos[word] in ("ADV", "ADJ", "PART")


def _around(words: Sequence[int], head: int) -> list[int]:
    at = words.index(head)
    first = last = at
    while first > 0 and words[first] - words[first - 1] == 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] == 1 and last - first < LONGEST_PART:
        last += 1
    return list(words[first : last + 1])


def place_of(tree: Tree, word: int, shell: int, timed: frozenset[int]) -> str | None:
    """The place phrase that attaches to the predicate, its object or subject, without its preposition, or None."""
    parts = (word, shell, *tree.all_below(word, "obj"), *tree.all_below(shell, "obj"))
    found = [below for part in dict.fromkeys(parts) for below in tree.all_below(part, "obl", "nmod") if below not in timed]
    found += [below for part in tree.all_below(word, "nsubj") for below in tree.all_below(part, "nmod") if _case(tree, below) in WITHIN]
    near = [below for below in found if _case(tree, below) in PLACED]
    named = next((below for below in near if tree.named.get(below) == "place"), None)
    place = named if named is not None else next((below for below in near if _is_place(tree, below)), None)
    return phrase_text(tree, place, place=True) if place is not None else None


def _case(tree: Tree, word: int) -> str:
    return next((tree.low[case] for case in tree.all_below(word, "case")), "")


def _is_place(tree: Tree, word: int) -> bool:
    if tree.lemma[word] in lexicon.entries("event_places"):
        return True
    if tree.named.get(word) in ("person", "law", "work", "group") or tree.upos[word] not in ("NOUN", "PROPN"):
        return False
    if _case(tree, word) in ("outside", "inside", "near"):
        return True
    return tree.upos[word] == "PROPN" and _case(tree, word) in ("at", "in", "through", "across") and tree.named.get(word) != "organization"


def timed_words(tree: Tree, times: Sequence[Timex]) -> dict[int, Timex]:
    """The topmost word of each time expression with the expression."""
    found: dict[int, Timex] = {}
    for time in times:
        top = tree.top(tree.words(time.span.start, time.span.end))
        if top is not None:
            found.setdefault(top, time)
    return found


def holder(tree: Tree, top: int, carriers: frozenset[int]) -> int | None:
    """The event to which a time expression attaches: the nearest word above it that carries one, within its own clause."""
    here = top
    while tree.heads[here] >= 0:
        head = tree.heads[here]
        if head in carriers:
            return head
        if tree.upos[head] == "VERB" and tree.base[head] not in ("xcomp", "aux"):
            return None
        if tree.base[here] in ("ccomp", "acl", "parataxis") or tree.rel[here] == "acl:relcl":
            return None
        here = head
    return None
