"""Who is named beside a quotation without a verb of saying: before its colon, behind it in a headline, under it as a signature."""

import re

import msgspec

from headwater.annotate import speakers
from headwater.annotate.grammar import Grammar
from headwater.annotate.lead_ins import answer
from headwater.annotate.names import FULL
from headwater.annotate.persons import can_speak
from headwater.annotate.quotations import Quotation
from headwater.annotate.sentences import sentence_start
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import Token, tokens
from headwater.records import Attitude

BEHIND_COLON = re.compile(r"[ \t]*:[ \t]+(?=\w)")
SIGNED = re.compile(r"[ \t]*\n?[ \t]*(?P<dash>[―—–-]{1,2})[ \t]*(?P<who>[^\W\d_][^\n.!?:;\"“”]{2,60}?)(?:[ \t]+(?:on|about|in|after)[ \t][^\n.\"“”]{2,60})?[ \t]*\.?(?=\n|$)")
TIMESTAMP = re.compile(r"\s*(?:\[?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\]?)(?:\s*[–—-])?\s+")
LEAD_SCORE = 0.6
NOMINAL_LEAD = 6  # words of a speaker that stands alone before a colon
TOPIC = re.compile(r"(?P<who>[^\n,:]*?[A-ZÀ-ÞА-ЯЁ][\w’-]+) (?:on|about|over|after|via) (?:the |a |an |his |her |their )?\w[^\n:]*$")
QUOTED_AS = re.compile(r"[^.!?\n]{0,80}?\bquoted\s+(?P<who>[^.,;\n]{2,60}?)\s+as\s+(?P<cue>saying|telling|writing|having said)\b")


class Source(msgspec.Struct):
    """A text and its grammar, where it has been parsed."""

    content: str
    grammar: Grammar | None = None


def signed(content: str, end: int) -> tuple[Token | None, Phrase | None]:
    """`"He lied." - Orrin Vale`: a quotation signed behind a dash at the end of its line."""
    found = SIGNED.match(content, end)
    if found is None:
        return None, None
    return Token(*found.span("dash"), found.group("dash")), Phrase(*found.span("who"), found.group("who"), LEAD_SCORE, "PROPN")




def quoted_as_saying(content: str, start: int, ceiling: int) -> tuple[Token | None, Phrase | None]:
    """`..., the technician quoted a superior as saying`: the words are the superior's."""
    found = QUOTED_AS.match(content, start, ceiling)
    if not found:
        return None, None
    words = tokens(content, *found.span("who"))
    phrase = speakers.whole(words)
    return (Token(*found.span("cue"), found.group("cue")), phrase) if phrase else (None, None)


def behind_colon(source: Source, quote: Quotation, ceiling: int) -> Phrase | None:
    """`"The canal is no bin": wardens fish out a piano`: in a headline whoever comes first behind the colon says it."""
    found = BEHIND_COLON.match(source.content, quote.end, ceiling)
    if found is None or source.grammar is None:
        return None
    words = source.grammar.words_in(found.end(), min(ceiling, found.end() + 80))
    head = next((w for w in words if source.grammar.relation(w) in ("nsubj", "root")), None)
    phrase = source.grammar.phrase(head, LEAD_SCORE) if head is not None else None
    return phrase if phrase is not None and phrase.start - found.end() < 30 and can_speak(source.grammar, phrase) else None


def _without_topic(phrase: Phrase) -> Phrase:
    """`Orrin Vale on the strike: "..."`: who speaks, without what about or where."""
    found = TOPIC.match(phrase.words)
    return Phrase(phrase.start, phrase.start + found.end("who"), found["who"], phrase.score, "PROPN", -1) if found else phrase


def lead_name(source: Source, floor: int, end: int) -> Phrase | None:
    """Who comes first in a sentence that leads to a quotation with a colon, without a verb of saying."""
    content, grammar = source.content, source.grammar
    if not content[floor:end].rstrip().endswith(":"):
        return None
    first = sentence_start(content, floor, end)
    stamp = TIMESTAMP.match(content, first, end)
    first = stamp.end() if stamp else first
    if grammar is not None:
        phrase = _lead_subject(grammar, first, end)
        nominal = all(grammar.parse.upos[w] not in ("VERB", "AUX") for w in grammar.words_in(first, end))
        if phrase is not None and (can_speak(grammar, phrase) or (nominal and len(phrase.words.split()) <= NOMINAL_LEAD)):
            return _without_topic(phrase)
    names = list(FULL.finditer(content, first, end))
    name = next((n for n in names if grammar is not None and _is_subject(grammar, n.start())), names[0] if names else None)
    return Phrase(name.start(), name.end(), name.group(), LEAD_SCORE) if name else None


def _is_subject(grammar: Grammar, start: int) -> bool:
    """Whether the name at `start` is somebody who does something (`Speaking to the Post, Orrin Vale wept: ...`)."""
    word = grammar.word_at(start)
    return word is not None and "nsubj" in (grammar.relation(word), grammar.relation(grammar.heads[word]) if grammar.relation(word) == "nmod:desc" else "")


def _lead_subject(grammar: Grammar, first: int, end: int) -> Phrase | None:
    words = grammar.words_in(first, end)
    heads = [w for w in words if grammar.parse.upos[w] != "PUNCT" and (grammar.heads[w] < 0 or grammar.heads[w] not in words)]
    head = next((w for w in heads if grammar.parse.upos[w] != "NUM"), None)
    if head is None:
        return None
    subject = grammar.child(head, "nsubj")
    return grammar.phrase(head if subject is None else subject, LEAD_SCORE)


def answered(source: Source, floor: int, end: int) -> tuple[tuple[int, int], Phrase | None, Attitude] | None:
    """`The reply: "No."`: the noun for words to come, whose they are, where somebody can be meant, and their attitude."""
    if source.grammar is None or not source.content[floor:end].rstrip().endswith(":"):
        return None
    colon = source.content.rindex(":", floor, end)
    words = source.grammar.words_in(sentence_start(source.content, floor, colon), colon)
    found = answer(source.grammar, words) if words else None
    return ((source.grammar.starts[found.noun], source.grammar.ends[found.noun]), found.who, found.attitude) if found else None
