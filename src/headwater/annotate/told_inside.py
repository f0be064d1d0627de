"""Sayings in the passive put into or behind what is told: `The ministry, she was told by a clerk, has asked twice`."""

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import RELATIVE, Grammar, Place
from headwater.annotate.reporting import Report

TOLD = frozenset("told informed assured advised warned reminded notified said reported".split())
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
PASSIVE = frozenset("is are was were been has have had also later since".split())
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"))
LONGEST_HEARER = 6  # words of who was told
SHORTEST = 3  # words of what is told


def told_inside(grammar: Grammar, report: Report) -> Draft | None:
    """The statement whose saying in the passive stands between commas inside of it, or behind it; None where the verb stands otherwise."""
    word, sentence = report.word, grammar.sentence_of(report.word)
    if grammar.low[word] not in TOLD or not grammar.is_passive(word):
        return None
    comma = _comma_before(grammar, sentence, word)
    if comma is None:
        return None
    by = next((w for w in range(word + 1, min(word + 3, sentence.stop)) if grammar.low[w] == "by"), None)
    source = grammar.heads[by] if by is not None and grammar.heads[by] > by else None
    close = _close(grammar, sentence, word, source)
    places = _around(grammar, sentence, comma, close) if close is not None else []
    if not places or close is None:
        return None
    who = grammar.phrase(source, 0.85) if source is not None else None
    cue = grammar.starts[word], grammar.ends[word]
    return Draft("indirect", places[0][0], max(places[-1][1], grammar.ends[close - 1]), places, cue, who, report.attitude)


def _comma_before(grammar: Grammar, sentence: range, word: int) -> int | None:
    """The comma before who was told, a noun phrase alone, right before the verb in the passive."""
    last = word
    while last > sentence.start and grammar.low[last - 1] in PASSIVE:
        last -= 1
    first = last
    while first > sentence.start and grammar.parse.upos[first - 1] in NOMINAL and last - first < LONGEST_HEARER:
        first -= 1
    opened = first - 1 > sentence.start and grammar.low[first - 1] == ","
    return first - 1 if opened and first < last < word and grammar.low[first] not in RELATIVE else None


def _close(grammar: Grammar, sentence: range, word: int, source: int | None) -> int | None:
    """The word that closes the saying: a comma or the end of the sentence right behind the verb or its source."""
    behind = next((w for w in range((source or word) + 1, sentence.stop) if grammar.low[w] in (",", ".", ";")), None)
    return behind if behind is not None and not any(grammar.parse.xpos[w] in FINITE for w in range(word + 1, behind)) else None


def _around(grammar: Grammar, sentence: range, comma: int, close: int) -> list[Place]:
    """What stands before and behind the saying, where it is one clause (a subject and its verb) or a whole one before it."""
    lead, rest = range(sentence.start, comma), range(close + 1, sentence.stop)
    if any(grammar.parse.xpos[w] in FINITE for w in rest) and grammar.parse.xpos[rest[0]] not in ("VBG", "CC"):
        whole = not any(grammar.parse.xpos[w] in FINITE for w in lead)
        return grammar.stretches([*lead, *rest], range(comma, close + 1)) if whole else grammar.stretches(lead)
    told = len(lead) >= SHORTEST and any(grammar.parse.xpos[w] in FINITE for w in lead)
    return grammar.stretches(lead) if told else []
