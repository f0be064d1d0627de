"""Speech that somebody else tells of: `heard an officer shout: ...`, `remembers the guard saying, ...`, `said the clerk told her: ...`.

What was shouted is the officer's; who heard it, or whose clause it stands in, is the mouth through which it came.
"""

from collections.abc import Sequence

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import QUOTED, Grammar
from headwater.annotate.near import Near
from headwater.annotate.reporting import verb
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import Token

PERCEIVED = frozenset(
    "hear hears heard hearing overhear overhears overheard overhearing remember remembers remembered remembering recall recalls recalled recalling "
    "see saw seeing sees watch watched watching film filmed record recorded describe describes described describing".split()
)
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
INNER = frozenset(("ccomp", "xcomp", "obj", "compound", "acl", "conj", "parataxis"))  # from the inner saying up to the outer one
REACH, HIGHEST, SCORE = 12, 6, 0.8  # words between hearing and shouting; steps up the tree


def heard(grammar: Grammar | None, words: Sequence[Token], cue: int) -> Phrase | None:
    """Who shouts in `heard an officer shout`, where the verb of saying is word `cue`; None where nobody is heard or seen at it."""
    seen = next((at for at in range(cue - 2, max(-1, cue - REACH), -1) if words[at].low in PERCEIVED), None)
    if grammar is None or seen is None:
        return None
    between = grammar.words_in(words[seen].end, words[cue].start)
    if any(grammar.parse.upos[w] in ("VERB", "AUX", "SCONJ", "PUNCT") for w in between):
        return None
    end = next((w for w in between if w > between.start and grammar.parse.upos[w] == "ADP"), between.stop)
    head = next((w for w in reversed(range(between.start, end)) if grammar.parse.upos[w] in NOMINAL), None)
    phrase = grammar.phrase(head, SCORE) if head is not None else None
    if phrase is not None and (phrase.start < words[seen].end or phrase.end > words[cue].start) and head is not None:
        start = grammar.starts[between.start + (grammar.parse.upos[between.start] == "DET" and head > between.start)]
        return Phrase(start, grammar.ends[head], grammar.parse.text[start : grammar.ends[head]], SCORE, grammar.parse.upos[head], head)
    return phrase


def heard_saying(grammar: Grammar, word: int) -> Phrase | None:
    """Who says it in `heard a clerk say that`, where the parse takes the one heard for an object."""
    above = grammar.heads[word]
    if above < 0 or above >= word or grammar.low[above] not in PERCEIVED or grammar.relation(word) not in ("xcomp", "ccomp"):
        return None
    one = grammar.child(above, "obj") if grammar.child(word, "nsubj") is None else None
    return grammar.phrase(one, SCORE) if one is not None and above < one < word else None


def through_others(grammar: Grammar, drafts: Sequence[Draft]) -> list[tuple[Draft, int]]:
    """The direct statements that another saying holds (`said the clerk told her: ...`), each with the word of that saying;
    one that is only heard by somebody gets the hearer as a mouth before it."""
    found = []
    for draft in drafts:
        word = grammar.word_at(draft.cue[0]) if draft.cue and draft.cue[0] < draft.content[0][0] else None
        outer = _outer(grammar, word, draft) if word is not None else None
        if outer is not None and draft.parent is not None and not draft.parent[0] <= grammar.starts[outer] < draft.start:
            continue  # the saying stands outside of the quotation that holds this one
        if outer is not None and grammar.low[outer] in PERCEIVED:
            hearer = grammar.subject(outer)
            draft.through = [hearer] if hearer is not None and hearer != draft.phrase and draft.parent is None else []
        elif outer is not None:
            found.append((draft, outer))
    return found


def _outer(grammar: Grammar, word: int, draft: Draft) -> int | None:
    """The saying in whose clause the cue at `word` stands, else the hearing that it hangs on."""
    hearing, inner = None, word
    for _ in range(HIGHEST):
        above = grammar.heads[inner]
        if above < 0 or above >= word or grammar.relation(inner) not in INNER:
            break
        hearing = above if hearing is None and grammar.low[above] in PERCEIVED else hearing
        report = verb(grammar, above)
        held = grammar.relation(inner) == "ccomp" or grammar.low[inner] in PERCEIVED
        if report is not None and "c" in report.frames and held and grammar.low[above] not in QUOTED | PERCEIVED:
            who = grammar.subject(above)
            if who is not None and who != draft.phrase:
                return above
        inner = above
    return hearing


def hold(grammar: Grammar, inner: Sequence[tuple[Draft, int]], told: Sequence[Draft]) -> list[Draft]:
    """The indirect drafts, those around the inner direct statements widened to hold them; those that cross one left out."""
    cues = {draft.cue for draft, _ in inner}
    kept = [draft for draft in told if draft.cue not in cues]
    by_cue = {draft.cue[0]: draft for draft in reversed(kept) if draft.cue}
    around: dict[int, tuple[Draft, Draft]] = {}
    for draft, word in inner:
        outer = by_cue.get(grammar.starts[word])
        if outer is None or outer.content[-1][0] >= draft.start:
            who = grammar.subject(word)
            draft.through = [who] if who is not None and draft.parent is None else []
        else:
            outer.content[-1] = outer.content[-1][0], max(outer.content[-1][1], draft.end)
            outer.cover((outer.start, draft.end))
            around[id(draft)] = draft, outer
    for draft, outer in around.values():  # only when the last has widened it
        draft.parent = outer.content[-1]
    outers = {id(outer) for _, outer in around.values()}
    held = {(draft.start, draft.end): draft for draft, _ in inner}
    near = Near(held)
    return [one for one in kept if id(one) in outers or not any(_crosses(one, held[place]) for place in near.within(one.start, one.end))]


def _crosses(one: Draft, inner: Draft) -> bool:
    """Whether words or cue of one stand half in a quotation, half outside."""
    start, end = inner.content[0][0], inner.content[-1][1]
    places = [*one.content, *([one.cue] if one.cue else [])]
    inside = [start <= a and b <= end for a, b in places]
    around = any(a <= inner.start and inner.end <= b + 1 for a, b in one.content)
    return any(a < end and start < b for a, b in places) and not all(inside) and not around
