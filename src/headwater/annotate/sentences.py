"""Paragraphs and sentences of a text, by marks and abbreviations.

A line is a paragraph, save where the text is hard-wrapped: there blank lines part paragraphs.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from headwater import lexicon
from headwater.text import lines, strip

WRAP_WIDTH = (45, 100)  # a hard-wrapped text breaks its lines at such a width
WRAP_SHARE = 0.6  # and most of its lines go on in lower case on the next
END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]?")
CLOSERS = "\"'”’»)]"
LAST_WORD = re.compile(r"([^\s(\[\"'“”‘’«»]+)$")
INITIAL = re.compile(r"^[A-ZА-ЯÀ-Þ]$")
STARTS = re.compile(r"\s+[\"'“”‘’«»„(\[—–-]*\s?[A-ZА-ЯЁÀ-Þ0-9…¿¡\u0400-\u04ff]")
SAID_AFTER = re.compile(
    r"\s+(?:(?:[A-ZÀ-Þ][\w.'’-]*|[Tt]he|an?|his|her|their|he|she|they|it|one|of)\s+){{0,7}}?(?:{})\b".format(
        "|".join(sorted({form for row in lexicon.rows("reporting") if row[2] == "d" for form in row[0].split("|")}, key=len, reverse=True))
    )
)


def paragraphs(content: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, blanks at both ends left out."""
    kept = [strip(content, start, end) for start, end in lines(content)]
    if is_wrapped(content, kept):
        kept = _joined(kept)
    return [(start, end) for start, end in kept if start < end]


def is_wrapped(content: str, kept: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines are broken at a fixed width rather than at paragraphs."""
    pairs = [(a, b) for a, b in itertools.pairwise(kept) if a[0] < a[1] and b[0] < b[1]]
    going_on = [
        1
        for a, b in pairs
        if WRAP_WIDTH[0] <= a[1] - a[0] <= WRAP_WIDTH[1] and content[a[1] - 1] not in '.!?:"”' and content[b[0]].islower()
    ]
    return len(pairs) >= 4 and len(going_on) >= WRAP_SHARE * len(pairs)


def _joined(kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    fresh = True
    for start, end in kept:
        if start == end:
            fresh = True
        elif fresh:
            out.append((start, end))
            fresh = False
        else:
            out[-1] = (out[-1][0], end)
    return out


def sentences(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph `content[start:end]`, in order, without blanks between them."""
    out: list[tuple[int, int]] = []
    at = start
    for stop in _stops(content, start, end):
        out.append((at, stop))
        at = stop
        while at < end and content[at].isspace():
            at += 1
    if at < end:
        out.append((at, end))
    return out


def _stops(content: str, start: int, end: int) -> Iterator[int]:
    for mark in END.finditer(content, start, end):
        after = content[mark.end() : min(end, mark.end() + 80)]
        if not STARTS.match(after) or _is_abbreviation(content, start, mark):
            continue
        if mark.group()[-1] in CLOSERS and mark.group()[0] in "!?." and _goes_on_with_speaker(mark.group(), after):
            continue
        yield mark.end()


def _is_abbreviation(content: str, start: int, mark: re.Match[str]) -> bool:
    if mark.group()[0] != "." or len(mark.group()) > 1:
        return False
    word = LAST_WORD.search(content, max(start, mark.start() - 24), mark.start())
    if not word:
        return False
    low = word.group(1).casefold()
    return low in lexicon.entries("abbreviations") or bool(INITIAL.match(word.group(1))) or bool(re.fullmatch(r"(?:\w\.)+\w", low))


def _goes_on_with_speaker(mark: str, after: str) -> bool:
    """`"Is it true?" Orrin asked.` is one sentence; `"It is true." Orrin left.` is two."""
    return mark[0] in "!?" and bool(SAID_AFTER.match(after))
