"""Sayings behind or inside what they report, read off the order of words: `C, the union said on Thursday`, `C, says Vale, C`.

A parser often hangs a long clause before `said` on the wrong word or on nothing; the commas around the verb and its
speaker tell as much. Asked only where the tree gives no content or no speaker.
"""

from collections.abc import Sequence

import msgspec

from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.reporting import Report
from headwater.annotate.speakers import Phrase

LONGEST_SPEAKER, LONGEST_TAIL = 11, 12  # words between the commas and the verb; words behind the verb
CLOSERS = frozenset('.!?:;,"”’»')
QUESTIONED = frozenset(("asked", "pressed", "questioned", "contacted", "reached"))  # `Asked about it, she smiled`
SHORTEST_TITLE = 3  # words of what is said in a title
LONGEST_SENTENCE = 400  # words; a longer one is a list or broken text
SCORE = 0.8
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
OPENS_SPEAKER = frozenset(("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"))
NOT_SPEAKERS = frozenset("who which that whose what it there as and but or so while when if because although though after before myself yourself himself herself itself ourselves themselves".split())
NARRATED = frozenset("though although as while when after before who which whose because since despite amid".split())
TELLING = frozenset(("ADP", "ADV", "SCONJ"))
TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday last this late early".split())


class Aside(msgspec.Struct, frozen=True):
    """A saying put behind or into what it reports: the stretches reported, and who says them."""

    places: list[Place]
    who: Phrase


def aside(grammar: Grammar, report: Report) -> Aside | None:
    """The aside whose verb is `report`, or None where the verb stands in no such place."""
    sentence = _whole_sentence(grammar, report.word)
    if len(sentence) > LONGEST_SENTENCE:
        return None
    cue = _behind_subject(grammar, report, sentence) or _before_subject(grammar, report, sentence)
    if cue is None:
        return None
    words, behind = cue
    who = _speaker(grammar, words)
    lead = _lead(grammar, sentence, min(words.start, report.word) - 1)
    places = _reported(grammar, report, lead, range(behind, sentence.stop)) if who is not None else []
    return Aside(places, who) if who is not None and places else None


def _whole_sentence(grammar: Grammar, word: int) -> range:
    """The sentence of a word with those before that the parser cut off without a stop (`the Stevedores' / Union said`)."""
    here = grammar.sentence_of(word)
    while here.start > 0 and grammar.low[here.start - 1] == "'" and not _parted(grammar, here.start):
        here = range(grammar.sentence_of(here.start - 1).start, here.stop)
    return here


def _parted(grammar: Grammar, word: int) -> bool:
    return "\n" in grammar.parse.text[grammar.ends[word - 1] : grammar.starts[word]]


def _behind_subject(grammar: Grammar, report: Report, sentence: range) -> tuple[range, int] | None:
    """`, the Union said`: the words of the speaker, and where the sentence goes on."""
    first = report.word
    while first > sentence.start and grammar.low[first - 1] != "," and report.word - first <= LONGEST_SPEAKER:
        first -= 1
    last = report.word
    while last > first and grammar.parse.upos[last - 1] in ("AUX", "ADV"):
        last -= 1
    words = range(first, last)
    return (words, report.last + 1) if first > sentence.start + 1 and _is_nominal(grammar, words) else None


def _before_subject(grammar: Grammar, report: Report, sentence: range) -> tuple[range, int] | None:
    """`, says the Union`: the same for a verb that stands before its subject."""
    subject = grammar.child(report.word, "nsubj")
    if not {"q", "c"} & set(report.frames) or (subject is not None and subject < report.word):
        return None
    if report.word <= sentence.start + 1 or grammar.low[report.word - 1] != ",":
        return None
    last = report.last + 1
    while last < sentence.stop and grammar.parse.upos[last] != "PUNCT" and not (last > report.last + 1 and _opens_tail(grammar, last)):
        last += 1
    words = range(report.last + 1, last)
    return (words, last) if _is_nominal(grammar, words) else None


def _opens_tail(grammar: Grammar, word: int) -> bool:
    return grammar.low[word] in ("in", "on", "with", "at", "by", "after") or grammar.low[word] in TIMES


def _is_nominal(grammar: Grammar, words: range) -> bool:
    """Whether words are a noun phrase alone: no verb but a participle (`a list obtained by Orrin`), no word that opens a clause."""
    if not 0 < len(words) <= LONGEST_SPEAKER or grammar.parse.upos[words[0]] not in OPENS_SPEAKER or grammar.low[words[0]] in NOT_SPEAKERS:
        return False
    closed = any(grammar.low[w] in ("who", "which", "that", ":", ";", '"', "“", "”") for w in words)
    verbal = [w for w in words if grammar.parse.xpos[w] in FINITE and not (w + 1 in words and grammar.parse.upos[w + 1] == "ADP")]
    return not closed and not verbal and any(grammar.parse.upos[w] in NOMINAL for w in words)


def _speaker(grammar: Grammar, words: range) -> Phrase | None:
    """The phrase of the head of the words, which is the last noun before a preposition or participle."""
    end = next((w for w in words if w > words[0] and (grammar.parse.upos[w] in ("ADP", "VERB"))), words.stop)
    head = next((w for w in reversed(range(words.start, end)) if grammar.parse.upos[w] in NOMINAL), None)
    if head is None:
        return None
    phrase = grammar.phrase(head, SCORE)
    first = words.start + (grammar.parse.upos[words.start] == "DET")
    if phrase is None or (grammar.parse.upos[head] != "PROPN" and grammar.starts[first] != phrase.start) or phrase.end > grammar.ends[words[-1]]:
        start, stop = grammar.starts[min(first, head)], grammar.ends[head]
        return Phrase(start, stop, grammar.parse.text[start:stop], SCORE, grammar.parse.upos[head], head)
    return phrase


def _lead(grammar: Grammar, sentence: range, comma: int) -> range:
    """The words before the aside, behind the last semicolon."""
    if grammar.low[sentence.start] in QUESTIONED:
        return range(0)
    first = next((w + 1 for w in range(comma - 1, sentence.start, -1) if grammar.low[w] == ";"), sentence.start)
    return range(first, comma)


def _reported(grammar: Grammar, report: Report, lead: range, behind: range) -> list[Place]:
    comma = next((w for w in behind if grammar.low[w] in (",", ";")), behind.stop)
    tail, rest = range(behind.start, comma), range(min(comma + 1, behind.stop), behind.stop)
    if not lead or not _is_tail(grammar, report, tail):
        return []
    told = _is_clause(grammar, lead) or (len(lead) >= SHORTEST_TITLE and _is_title(grammar, behind))
    goes_on = _is_clause(grammar, rest) and not _is_narrated(grammar, rest)
    beside = goes_on and grammar.low[rest[0]] in ("and", "but")
    if goes_on and (not told or beside or not [w for w in tail if grammar.parse.upos[w] != "PUNCT"]):
        return grammar.stretches([*lead, *rest], range(lead.stop, rest.start))
    return grammar.stretches(lead) if told and grammar.low[lead.start] != "as" else []


def _is_title(grammar: Grammar, behind: range) -> bool:
    """Whether the sentence ends without a stop, as titles do, which need no verb (`Bills to double, auditors warn`)."""
    if not behind:
        return True
    return grammar.low[behind[-1]] not in CLOSERS and not grammar.parse.text[grammar.ends[behind[-1]] :][:2].strip(" ")[:1].strip("\n")


def _is_tail(grammar: Grammar, report: Report, tail: range) -> bool:
    """Whether the words behind the verb only say when, where or to whom it was said."""
    words = [w for w in tail if grammar.parse.upos[w] != "PUNCT"]
    if len(words) > LONGEST_TAIL or any(grammar.parse.xpos[w] in FINITE for w in words):
        return False
    return not words or grammar.parse.upos[words[0]] in TELLING or grammar.low[words[0]] in TIMES or "o" in report.frames


def _is_clause(grammar: Grammar, words: Sequence[int]) -> bool:
    return grammar.parse.xpos[words[0]] != "VBG" and any(grammar.parse.xpos[w] in FINITE for w in words) if words else False


def _is_narrated(grammar: Grammar, rest: range) -> bool:
    """Whether what comes behind is the report's own again: `..., adding that`, `..., and called for`, `..., though nobody came`."""
    first = rest[0]
    if grammar.parse.xpos[first] == "VBG" or grammar.low[first] in NARRATED:
        return True
    return grammar.low[first] in ("and", "but") and len(rest) > 1 and grammar.parse.xpos[rest[1]] == "VBD"
