"""`Two ships collided, per the harbour office`: the preposition of a source where it names one, and is none of measure or way."""

from headwater.annotate.grammar import Grammar
from headwater.annotate.persons import can_speak, is_body
from headwater.annotate.speakers import BODIES, speaking_nouns

CLOSERS = frozenset(".!;,")
SCORE = 0.8


def per(grammar: Grammar, word: int, sentence: range) -> int | None:
    """The head of the source behind `per` or `via` at `word`, None where it is no source.

    It stands at the head of its sentence or behind a comma, and closes the sentence or is closed by a comma; `via` only at the end
    (`he went, via the ministry, to Vell` is a way).
    """
    who = grammar.heads[word]
    if grammar.relation(word) != "case" or not word < who < sentence.stop or grammar.parse.upos[who] not in ("NOUN", "PROPN"):
        return None
    behind = max(w for w in grammar.all_below(who) if grammar.parse.upos[w] != "PUNCT") + 1
    ends = behind >= sentence.stop or (grammar.low[behind] in CLOSERS and (behind + 1 >= sentence.stop or grammar.low[word] == "per"))
    opens = word == sentence.start or grammar.low[word - 1] in (",", "-", "–", "—")
    phrase = grammar.phrase(who, SCORE) if ends and opens else None
    way = grammar.low[word] == "via" and (word == sentence.start or (" " not in phrase.words and phrase.words[0] != "@") if phrase else True)
    if phrase is None or (way and not (word > sentence.start and (BODIES.search(phrase.words) or is_body(grammar.low[who])))):
        return None
    if grammar.parse.xpos[who] == "NN" and phrase.start == grammar.ends[word] + 1 and " " not in phrase.words and not BODIES.search(phrase.words):
        return None  # `per person`
    described = grammar.low[who] in speaking_nouns() and grammar.child(who, "det", "nmod:poss", "amod", "compound") is not None
    return who if can_speak(grammar, phrase) or described or is_body(grammar.low[who]) else None
