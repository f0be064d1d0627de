"""One person or case that became several, outside of who speaks."""

import re
from collections.abc import Iterator, Sequence

from headwater.conclude.drift.scales import scales_of
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, Word, clause
from headwater.conclude.drift.voices import persons
from headwater.records import Reason

SURE = 0.2  # score of a link from which its speakers are compared
ONE_DEED = 0.5  # score of a link from which its subjects need not have verbs alike
SAYS = frozenset("say tell add note state claim explain report recall show find".split())  # verbs of whom it is told who speaks


def inflated(pair: Pair) -> Iterator[Found]:
    """What happened to one person in `a` and to several in `b`, by the subjects of linked sentences."""
    for link in pair.links:
        mine, theirs = _subjects(link.a), _subjects(link.b)
        there = [row for told in pair.of_a[link.a.at] for row in _subjects(told)]
        here = [row for told in pair.of_b[link.b.at] for row in _subjects(told)]
        if link.score < SURE or not mine or not theirs:
            continue
        if all(kind == "one" for _, kind in (*mine, *here)) and all(kind == "several" for _, kind in (*theirs, *there)):
            found = _of_one_deed(link, [at for at, _ in mine], [at for at, _ in theirs])
            if found is not None:
                yield Found("plural_inflated", clause(link.a, found[0]), clause(link.b, found[1]), Reason("one_to_several"))
                continue
        yield from _same_noun(pair, link)


def _same_noun(pair: Pair, link: Link) -> Iterator[Found]:
    """A single case in `a`, subject of its sentence, that is several of the same in `b`, nowhere counted."""
    for at, word in enumerate(link.a.words):
        single = any(other.head == at and other.form in ("a", "an", "one") for other in link.a.words)
        if word.xpos != "NN" or not single or word.relation not in ("nsubj", "nsubj:pass") or link.score < ONE_DEED:
            continue
        for place, other in enumerate(link.b.words):
            if other.lemma == word.lemma and other.xpos == "NNS" and other.relation in ("nsubj", "nsubj:pass") and not _is_counted(pair, link.b, place):
                yield Found("plural_inflated", clause(link.a, at), clause(link.b, place), Reason("one_to_several"))


def _is_counted(pair: Pair, told: Told, at: int) -> bool:
    """Whether several are counted, or told of in the other report too."""
    return any(other.head == at and other.relation in ("nummod", "nmod:poss", "det") for other in told.words) or _stands(pair.a, told.words[at].form)


def _stands(side: Side, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", side.low) is not None


def _of_one_deed(link: Link, mine: Sequence[int], theirs: Sequence[int]) -> tuple[int, int] | None:
    """Two subjects of verbs that are one or stand on one scale; the first two where the sentences clearly tell the same."""
    for one in mine:
        for other in theirs:
            first, second = link.a.words[one].head, link.b.words[other].head
            if not _is_free(link, one, other):
                continue
            if link.a.words[first].lemma == link.b.words[second].lemma or scales_of(link.a, first) & scales_of(link.b, second):
                return one, other
    alone = len(mine) == len(theirs) == 1 and _is_free(link, mine[0], theirs[0])
    return (mine[0], theirs[0]) if link.score >= ONE_DEED and alone else None


def _is_free(link: Link, one: int, other: int) -> bool:
    """Whether neither the one nor the several stand in what became of the other sentence: then they are others."""
    first, second = link.a.words[one], link.b.words[other]
    there, here = {word.form for word in link.a.words}, {word.form for word in link.b.words}
    return second.form not in there and not (first.upos == "NOUN" and first.form in here)


def _subjects(told: Told) -> list[tuple[int, str]]:
    """The persons who are subjects in a sentence, outside of what is only about somebody: word and number."""
    found = []
    for at, word in enumerate(told.words):
        if word.relation not in ("nsubj", "nsubj:pass") or (word.head >= 0 and told.words[word.head].lemma in SAYS):
            continue
        kind = "one" if _is_named(told, word) else _number(told.words, at)
        if kind is not None:
            found.append((at, kind))
    return found


def _is_named(told: Told, word: Word) -> bool:
    """Whether a subject is a person by name, alone."""
    alone = not any(other.relation == "conj" and told.words[other.head] is word for other in told.words if other.head >= 0)
    inside = (one for one in told.mentions if one.kind == "person" and one.form == "name" and one.span.start <= word.start < one.span.end)
    return word.upos == "PROPN" and alone and any(True for _ in inside)


def _number(words: Sequence[Word], at: int) -> str | None:
    word = words[at]
    if word.form in ("he", "she"):
        return "one"
    if word.form == "they" and word.relation == "nsubj:pass":
        return "several"
    if word.upos == "NOUN":
        counted = any(other.head == at and other.upos == "NUM" for other in words)
        return None if counted else persons().get(word.form)
    return None
