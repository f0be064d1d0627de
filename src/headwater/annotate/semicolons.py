"""Sentences in which a semicolon parts the words of two who speak."""

from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.reporting import verb


def before_the_next_to_speak(grammar: Grammar, cue: int, found: list[Place]) -> list[Place]:
    """What is said without the part behind a semicolon that tells of another saying (`warned of losses; an economist says ...`)."""
    for number, (start, end) in enumerate(found):
        words = grammar.words_in(start, end)
        for mark in (w for w in words if grammar.low[w] == ";" and w > cue):
            saying = (w for w in range(mark + 1, words.stop) if grammar.child(w, "nsubj") is not None)
            if any(min(grammar.below[w]) > mark and verb(grammar, w) is not None and grammar.relation(w) == "parataxis" for w in saying):
                return [*found[:number], *((start, grammar.ends[mark - 1]) for _ in "." if mark > words.start)]
    return found
