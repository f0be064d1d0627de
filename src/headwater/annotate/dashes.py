"""Lines of talk that open with a dash and have no marks: `– Who is there? asked the guard.`, `– Then come in.`"""

import re
from collections.abc import Sequence

from headwater.annotate.cues import verbs
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import tokens
from headwater.annotate.who import speaker

OPENS = re.compile(r"\s*[–—―]\s+(?=[^\W\d_])")
BREAK = re.compile(r"[,?!…](?=\s)|(?<=[?!…])(?=\s)")  # before `asked the guard`
INVERTED, BEHIND = 2, 6  # words of a saying before the break of what is said; words of who says it
SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")


def dash_lines(content: str, paragraphs: Sequence[Place], grammar: Grammar | None) -> list[Draft]:
    """Drafts of the lines; nothing where no line of a run says who speaks (a list of points)."""
    lines = [(at, start, end) for at, (start, end) in enumerate(paragraphs) if OPENS.match(content, start, end)]
    drafts: list[Draft] = []
    for run in _runs(lines):
        here = [_line(content, start, end, grammar) for _, start, end in run]
        if any(draft.cue for draft in here):
            drafts.extend(here)
    return drafts


def _runs(lines: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """The lines in runs of neighbours."""
    runs: list[list[tuple[int, int, int]]] = []
    for line in lines:
        if runs and line[0] == runs[-1][-1][0] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _line(content: str, start: int, end: int, grammar: Grammar | None) -> Draft:
    opening = OPENS.match(content, start, end)
    first = opening.end() if opening else start
    last = first + len(content[first:end].rstrip())
    for found in BREAK.finditer(content, first, last):
        said = _saying(content, found.end(), last, grammar)
        if said is None:
            continue
        cue, phrase, behind = said
        stop = found.start() + (content[found.start() : found.end()] in "?!…" and found.start() < found.end())
        places = [(first, stop)]
        rest = behind + len(content[behind:last]) - len(content[behind:last].lstrip(" .,;–—"))
        if rest < last:
            places.append((rest, last))
        asks = content[stop - 1] == "?"
        return Draft("direct", first, last, places, cue, phrase, "asks" if asks else "asserts", is_turn=True)
    return Draft("direct", first, last, [(first, last)], None, None, "asks" if content[last - 1] == "?" else "asserts", is_turn=True)


def _saying(content: str, start: int, end: int, grammar: Grammar | None) -> tuple[Place, Phrase, int] | None:
    """`asked the guard`, `the guard said`: cue, speaker, and where the words go on."""
    stop = SENTENCE_END.search(content, start, end)
    words = tokens(content, start, stop.start() if stop else end)
    for at, word in enumerate(words[:BEHIND]):
        verb = verbs().get(word.low)
        if verb is None or not verb.speaks:
            continue
        phrase = speaker(words, at, None, inverted=at == 0)
        if phrase is None or (at and words[0].start < phrase.start - len("the ")):
            return None
        head = grammar.words_in(phrase.start, phrase.end) if grammar is not None else range(0)
        upos = grammar.parse.upos[head[-1]] if grammar is not None and head else ""
        phrase = Phrase(phrase.start, phrase.end, phrase.words, phrase.score, upos, head[-1] if head else -1)
        comma = next((w.start for w in words if w.start >= max(phrase.end, word.end) and w.words == ","), None)
        return (word.start, word.end), phrase, comma if comma is not None else (stop.end() if stop else end)
    return None
