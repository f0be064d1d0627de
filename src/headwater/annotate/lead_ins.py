"""Words that lead to what is said without a clause of their own: `The keeper objected: ...`, `Asked whether the gate was shut, ...`."""

import functools
from collections.abc import Sequence

import msgspec

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.persons import can_speak
from headwater.annotate.reporting import noun, verb
from headwater.annotate.speakers import Phrase
from headwater.lexicon import rows
from headwater.records import Attitude

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
WORDS_TO_COME = frozenset("message question answer reply explanation response word words statement note suggestion warning view advice request demand demands reason verdict conclusion proposal plea argument excuse".split())
NEAR_COLON = 6  # words between what leads to words and their colon
QUESTIONED = frozenset(("asked", "pressed", "questioned"))
SHOWING = frozenset(("show", "shows"))
SHOWN = ("SCONJ", "DET", "NUM", "NOUN", "ADJ")
SHOWN_SCORE = 0.8
BY_WHOM = frozenset("by of from".split())
TO_WHOM = frozenset("to with".split())
ASKED = frozenset("asked asks ask wrote write written put contacted questioned called pressed urged appealed turned approached emailed phoned".split())
REPLIES = frozenset("reply answer response replies answers responses".split())
LONGEST_LEAD = 6  # words of `The mayor's short answer to them`
ANSWER_SCORE = 0.75
ASKING = frozenset("whether if why what how who when where which".split())


class Answer(msgspec.Struct, frozen=True):
    """A noun for words to come, whose words they are, and their attitude."""

    noun: int
    who: Phrase | None
    attitude: Attitude


def answer(grammar: Grammar, lead: range) -> Answer | None:
    """`Their demand`, `The reply`, `The mayor's answer` alone before a colon: whose words come; None where no words do."""
    if len(lead) > LONGEST_LEAD or any(grammar.is_verb(w) for w in lead):
        return None
    head = next((w for w in lead if grammar.heads[w] not in lead and grammar.parse.upos[w] != "PUNCT"), None)
    report = noun(grammar, head) if head is not None else None
    if head is None or (report is None and grammar.low[head] not in WORDS_TO_COME):
        return None
    owner = grammar.child(head, "nmod:poss")
    owner = next((c for c in grammar.below[head] if grammar.has_child(c, "case", BY_WHOM)), None) if owner is None else owner
    owner = _asked_before(grammar, lead.start) if owner is None else owner
    if owner is None and grammar.low[head] not in REPLIES:
        return None
    asks = grammar.low[head] in ("question", "questions")
    return Answer(head, grammar.phrase(owner, ANSWER_SCORE) if owner is not None else None, "asks" if asks else report.attitude if report else "asserts")


def _asked_before(grammar: Grammar, start: int) -> int | None:
    """Who was asked in the sentence before (`asked the ministry whether`, `wrote to the mayor`)."""
    sentence = grammar.sentence_of(start - 1) if start else range(0)
    for word in reversed(sentence):
        if grammar.low[word] in ASKED:
            told = grammar.child(word, "iobj", "obj", "nsubj:pass")
            if told is None or grammar.low[told] in WORDS_TO_COME:
                told = next((c for c in grammar.all_below(word) if grammar.has_child(c, "case", TO_WHOM)), None)
            return told if told is not None and grammar.parse.upos[told] in ("NOUN", "PROPN", "PRON") else None
    return None


def behind_noun(grammar: Grammar, sentence: range) -> list[Draft]:
    """`Its answer: no.`, `Their demand: a raise by May.`"""
    colon = next((w for w in sentence if grammar.low[w] == ":"), None)
    found = answer(grammar, range(sentence.start, colon)) if colon is not None and colon + 1 < sentence.stop else None
    if found is None or found.who is None or colon is None:
        return []
    places = grammar.stretches(range(colon + 1, sentence.stop))
    cue = grammar.starts[found.noun], grammar.ends[found.noun]
    return [Draft("indirect", min(cue[0], found.who.start), places[-1][1], places, cue, found.who, found.attitude)] if places else []


def behind_colon(grammar: Grammar, sentence: range, drafts: Sequence[Draft]) -> list[Draft]:
    """`The keeper objected: a rented boat was no boat`, `He sent a message: he would come back`."""
    colon = next((w for w in sentence if grammar.low[w] == ":"), None)
    if colon is None or not any(grammar.parse.xpos[w] in FINITE for w in range(colon + 1, sentence.stop)):
        return []
    saying = next((w for w in range(colon - 1, sentence.start, -1) if _leads_to_words(grammar, w, colon)), None)
    who = grammar.subject(grammar.clause_head(saying)) if saying is not None else None
    if saying is None or who is None or any(draft.cue and draft.cue[0] >= grammar.starts[sentence.start] and draft.cue[1] < grammar.starts[colon] for draft in drafts):
        return []
    places = grammar.stretches(range(colon + 1, sentence.stop))
    report = verb(grammar, saying)
    attitude = report.attitude if report is not None and report.attitude != "denies" else "asserts"
    if grammar.low[sentence[-1]] == "?":
        attitude = "asks"
    if who.upos != "PRON" and not can_speak(grammar, who):
        return []
    return [Draft("indirect", who.start, places[-1][1], places, (grammar.starts[saying], grammar.ends[saying]), who, attitude)] if places else []


def _leads_to_words(grammar: Grammar, word: int, colon: int) -> bool:
    """A verb of speech right before a colon, or what somebody gives to be read or heard (`had a simple explanation:`)."""
    report = verb(grammar, word)
    if report is not None:
        return "q" in report.frames and colon - word <= NEAR_COLON and grammar.child(word, "ccomp") is None
    return grammar.low[word] in WORDS_TO_COME and grammar.relation(word) in ("obj", "obl") and colon - word <= NEAR_COLON


def questions_put(grammar: Grammar, sentence: range) -> list[Draft]:
    """`Asked whether the gate was shut, she smiled`: the question, which nobody is named for."""
    found = []
    for word in sentence:
        first = word == sentence[0] or (grammar.low[word - 1] == "," and grammar.heads[word] >= 0)
        if grammar.low[word] not in QUESTIONED or not first or word + 1 >= sentence.stop or grammar.low[word + 1] not in ASKING:
            continue
        clause = grammar.child(word, "ccomp", "xcomp")
        places = grammar.stretches(grammar.all_below(clause)) if clause is not None and clause > word else []
        if places and (grammar.child(word, "nsubj") is None or word > sentence[0]):
            cue = grammar.starts[word], grammar.ends[word]
            found.append(Draft("indirect", cue[0], places[-1][1], places, cue, None, "asks"))
    return found


def documents_show(grammar: Grammar, sentence: range) -> list[Draft]:
    """`Images taken by a satellite show that the roof is gone`, where the parse takes `show` for a noun."""
    for word in range(sentence.start + 2, sentence.stop - NEAR_COLON // 2):
        if grammar.low[word] not in SHOWING or grammar.parse.upos[word] != "NOUN" or grammar.parse.upos[word + 1] not in SHOWN:
            continue
        paper = next((w for w in range(sentence.start, word) if grammar.low[w] in _papers()), None)
        who = grammar.phrase(paper, SHOWN_SCORE) if paper is not None else None
        if paper is None or who is None or grammar.parse.xpos[paper + 1] != "VBN" or grammar.ends[paper] != who.end:
            continue
        first = word + 1 + (grammar.low[word + 1] == "that")
        places = grammar.stretches(range(first, sentence.stop))
        return [Draft("indirect", who.start, places[-1][1], places, (grammar.starts[word], grammar.ends[word]), who)] if places else []
    return []


@functools.cache
def _papers() -> frozenset[str]:
    """Nouns for documents and pictures, in both numbers."""
    return frozenset(form for row in rows("document_nouns") for form in row[:2])
