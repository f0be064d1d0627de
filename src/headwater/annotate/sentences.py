"""Sentences of a paragraph, by marks and abbreviations."""

import re
from collections.abc import Iterator

from headwater import lexicon

END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]?")
CLOSERS = "\"'”’»)]"
LAST_WORD = re.compile(r"([^\s(\[\"'“”‘’«»]+)$")
INITIAL = re.compile(r"^[A-ZА-ЯÀ-Þ]$")
STARTS = re.compile(r"\s+[\"'“”‘’«»„(\[—–-]*\s?[A-ZА-ЯЁÀ-Þ0-9…¿¡\u0400-\u04ff]")
SAID_AFTER = re.compile(
    r"\s+(?:(?:[A-ZÀ-Þ][\w.'’-]*|[Tt]he|an?|his|her|their|he|she|they|it|one|of)\s+){{0,7}}?(?:{})\b".format(
        "|".join(sorted({form for row in lexicon.rows("reporting") if "q" in row[2].partition(":")[0] for form in row[0].split("|")}, key=len, reverse=True))
    )
)


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


def sentence_end(content: str, start: int, end: int) -> int:
    """Where the sentence that runs on at `start` ends: the place before its stop, or `end`."""
    for mark in END.finditer(content, start, end):
        if not _is_abbreviation(content, start, mark):
            return mark.start()
    return end


def sentence_start(content: str, floor: int, end: int) -> int:
    """Where the last sentence of `content[floor:end]` begins."""
    starts = [mark.end() for mark in END.finditer(content, floor, end) if not _is_abbreviation(content, floor, mark)]
    return starts[-1] if starts else floor


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
