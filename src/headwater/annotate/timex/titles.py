"""Words of time inside the names of papers, programmes and clubs: the Sunday Times, the Daily Beacon, the Monday Club."""

import re
from typing import Protocol

from headwater.annotate.timex.grammar import Grammar

HEADLINE = 0.6  # share of a line's longer words with a capital from which capitals tell nothing
LONGER = re.compile(r"[^\W\d_]{4,}")
SENTENCE = re.compile(r"[.!?][\"'”’)]?(?:\s|$)")
LINE = 200  # code points on either side in which the ends of a line are looked for
NAMING = ("WEEKDAY", "PART", "DAYREL", "PERIODIC", "SEASON")  # the words of time that such names hold
NOW = ("DAYREL", "PERIODIC")  # with a capital inside a sentence these stand in names alone


class Read(Protocol):
    """A text as tokens: places in code points, words as written, the grammar of its language."""

    @property
    def content(self) -> str: ...
    @property
    def places(self) -> list[tuple[int, int]]: ...
    @property
    def words(self) -> list[str]: ...
    @property
    def grammar(self) -> Grammar: ...


def is_title(read: Read, first: int, last: int) -> bool:
    """Whether the expression of tokens `first` to `last` (half-open) is part of a name; headlines, where all words have capitals, are not judged."""
    words = read.words[first:last]
    if not 1 <= len(words) <= 3 or not words[-1][:1].isupper() or not _is(read, words[-1], *NAMING):
        return False
    before, after = _before(read, first), _after(read, last)
    if not before[:1].isupper() and before != "the" and not after[:1].isupper():
        return False
    return _in_name(read, words, before, after) and not _is_headline(read, first)


def _in_name(read: Read, words: list[str], before: str, after: str) -> bool:
    """By the words beside it, "" where a mark or a line's end stands there."""
    ends = _is(read, after, "TITLE") and after[:1].isupper()
    if ends:
        return True
    capital = after[:1].isupper() and after[1:].islower() and not _is(read, after, "MONTH", *NAMING)
    if _is(read, words[-1], *NOW):
        return capital or (before[:1].isupper() and before != "The") or before == "the"
    return capital and before in ("the", "The") and _is(read, words[0], *NAMING)


def _is(read: Read, word: str, *kinds: str) -> bool:
    meanings = read.grammar.classes.meanings
    return any((word.casefold(), kind) in meanings for kind in kinds)


def _before(read: Read, first: int) -> str:
    if not first or read.content[read.places[first - 1][1] : read.places[first][0]] != " ":
        return ""
    word = read.words[first - 1]
    return word if word.isalpha() else ""


def _after(read: Read, last: int) -> str:
    if last >= len(read.words) or read.content[read.places[last - 1][1] : read.places[last][0]] != " ":
        return ""
    word = read.words[last]
    return word if word.isalpha() else ""


def _is_headline(read: Read, first: int) -> bool:
    place = read.places[first][0]
    start = max(read.content.rfind("\n", max(0, place - LINE), place) + 1, place - LINE, 0)
    end = read.content.find("\n", place, place + LINE)
    line = read.content[start : end if end >= 0 else place + LINE].rstrip()
    longer = LONGER.findall(line)
    return not SENTENCE.search(line) and sum(word[0].isupper() for word in longer) >= HEADLINE * len(longer)
