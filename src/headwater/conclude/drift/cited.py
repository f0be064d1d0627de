"""Who is cited in a sentence by its words for speaking alone: subjects and agents of reporting verbs, what "according to" rules.

Read the same way on both sides, so that a statement which was not read on one of them makes no change of voice.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.sides import Told, Word
from headwater.text import Span

TOLD = frozenset("qc")  # frames of verbs that carry what somebody says
SUBJECTS = ("nsubj", "obl:agent", "nsubj:outer")
PHRASE = frozenset(("det", "amod", "compound", "flat", "nmod:poss", "nummod", "appos", "case", "nmod", "punct", "acl:relcl"))
TAKEN = frozenset(("denies", "complains", "predicts", "warns"))
STANDS = frozenset(("speak", "disagree", "contradict", "dispute", "deny", "estimate", "contest"))
TAIL = 9  # words before a verb at the end of a sentence in which its subject stands
ACCORDING = frozenset(("according", "accord"))
VIEWS = frozenset("view words account opinion estimate estimates judgment argument".split())  # "in the view of"


class Cited(NamedTuple):
    """A speaker: the words, the word of speaking, how many verbs stand above that word."""

    span: Span
    cue: Span
    depth: int


def cited(told: Told) -> tuple[Cited, ...]:
    """The speakers of a sentence, the outermost first."""
    return tuple(sorted(_cited(told), key=lambda one: (one.depth, one.span)))


def is_saying(word: Word) -> bool:
    """Whether a verb carries what somebody says."""
    return word.upos == "VERB" and word.form in _forms()


def says(words: Sequence[Word], at: int) -> bool:
    """Whether a word says, or said, something: a verb of speaking with what was said, neither to come nor possible."""
    to_come = any(other.head == at and other.upos == "AUX" and other.form in ("will", "would", "shall", "may", "might", "could") for other in words)
    return is_saying(words[at]) and not to_come and (has_said(words, at) or _speaker(words, at) is not None)


def carries_speech(form: str) -> bool:
    """Whether a word, as it stands, can have a clause or a quotation behind it; a word that is no reporting verb counts too."""
    return form in _forms() or form not in _any_forms()


def is_reporting(word: Word) -> bool:
    """Whether a verb stands for speech of any kind: what is called, blamed, demanded too."""
    return word.form in _any_forms()


@functools.cache
def _any_forms() -> frozenset[str]:
    return frozenset(form for forms, *_ in lexicon.rows("reporting") for form in forms.split("|"))


@functools.cache
def _forms() -> frozenset[str]:
    return frozenset(form for forms, _, frames in lexicon.rows("reporting") if TOLD & set(frames.split(":")[0]) for form in forms.split("|"))


def _cited(told: Told) -> Iterator[Cited]:
    words = told.words
    for at, word in enumerate(words):
        head = words[word.head] if word.head >= 0 else None
        if is_saying(word) and (speaker := _speaker(words, at)) is not None:
            yield Cited(_phrase(told, speaker), Span(told.span.doc, word.start, word.end), _depth(words, at))
        elif word.upos not in ("NOUN", "PROPN", "PRON"):
            continue
        elif any(other.head == at and other.lemma in ACCORDING for other in words[:at]):
            yield Cited(_phrase(told, at), Span(told.span.doc, word.start, word.end), 0)
        elif head is not None and head.form in VIEWS and word.relation in ("nmod", "nmod:poss"):
            yield Cited(_phrase(told, at), Span(told.span.doc, head.start, head.end), 0)


def _speaker(words: Sequence[Word], at: int) -> int | None:
    """The subject or agent of a verb of saying, the nearest; behind a whole sentence the subject before it, however it was attached."""
    mine = [place for place, word in enumerate(words) if word.head == at and (word.relation in SUBJECTS or _is_agent(words, place))]
    if mine and has_said(words, at):
        return min(mine, key=lambda place: abs(place - at))
    if mine or any(word.upos not in ("PUNCT",) for word in words[at + 1 :]):
        return None
    return next((place for place in range(at - 1, max(-1, at - TAIL), -1) if words[place].relation == "nsubj"), None)


def teller(told: Told) -> Span | None:
    """Who takes a stand in a sentence's main clause without a clause of what was said: "the army denied it", "police spoke of 40,000"."""
    words = told.words
    root = next((at for at, word in enumerate(words) if word.head < 0), None)
    if root is None or not (words[root].form in _stands() or words[root].lemma in STANDS):
        return None
    subject = next((at for at, word in enumerate(words) if word.head == root and word.relation == "nsubj" and word.upos in ("NOUN", "PROPN")), None)
    return _phrase(told, subject) if subject is not None else None


@functools.cache
def _stands() -> frozenset[str]:
    return frozenset(form for forms, attitude, _ in lexicon.rows("reporting") if attitude in TAKEN for form in forms.split("|"))


def has_said(words: Sequence[Word], at: int) -> bool:
    """Whether a verb has what was said: a clause of its own, or the clause that it stands behind."""
    return words[at].relation in ("parataxis", "advcl") or any(other.head == at and (other.relation in ("ccomp", "parataxis", "csubj:pass", "expl") or other.form == "so") for other in words)


def _is_agent(words: Sequence[Word], at: int) -> bool:
    """Whether a noun is the one by whom something was said."""
    return words[at].relation == "obl" and any(other.head == at and other.form == "by" for other in words[:at])


def _depth(words: Sequence[Word], at: int) -> int:
    """How many clauses a word of speaking stands in."""
    depth = 0
    while words[at].head >= 0 and depth < 9:
        depth += words[at].relation in ("ccomp", "xcomp", "acl", "acl:relcl", "advcl", "csubj")
        at = words[at].head
    return depth


def _phrase(told: Told, at: int) -> Span:
    """A noun with what hangs on it right before and behind."""
    words, first, last = told.words, at, at
    while first > 0 and words[first - 1].head in range(first, at + 1) and words[first - 1].relation in PHRASE - {"case", "punct"}:
        first -= 1
    while last + 1 < len(words) and words[last + 1].head in range(at, last + 1) and words[last + 1].relation in ("flat", "compound"):
        last += 1
    name = next((place for place, word in enumerate(words) if word.head == at and word.relation == "appos" and word.upos == "PROPN" and place == last + 2), None)
    while name is not None and last + 1 < len(words) and words[last + 1].upos in ("PUNCT", "PROPN") and last - name < 2:
        last += 1
    return Span(told.span.doc, words[first].start, words[last].end)
