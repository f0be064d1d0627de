"""The head of a plain text: its title, and the date that a line above the report gives.

Lines stand in blocks parted by blank lines. A masthead is a block of several lines above all; the title
is the first line that reads like a headline and stands alone in its block, or begins the block in which a
byline, a date or the report follows.
"""

import itertools
import re
from collections.abc import Sequence

from headwater.clean.lines import Line, furniture_form, furniture_words, is_caption_credit, is_prose, is_sentence, kept_lines
from headwater.days import Day, find_days
from headwater.lexicon import outlets
from headwater.records import Basis, Published
from headwater.text import Span

TITLE_WORDS = (3, 30)
WITHIN = 16  # lines from the top in which the head of a text ends at the latest
DATE_WORDS = 14  # a line with a date and more words than this is a sentence
REFERENCE = re.compile(r"\bNo\.? ?\d|\d{3,}/\d|^[A-Z]{2,6} \d{3,}|\|| / |  +")
DATELINE = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][^\n]{0,80}?(?:—|–|--|\) ?-)\s")
NAME = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ0-9][\w.'’&-]*|of|and|the|for|de|la)(?:\s+(?:[A-ZÀ-ÞА-ЯЁ0-9][\w.'’&-]*|of|and|the|for|de|la))*")
LOCAL_SPAN = 90  # code points of a dateline in which a date counts


def find_title(content: str) -> tuple[int, int] | None:
    """The place of the title of a plain text, or None where no line reads like one."""
    head = _head(content)
    heads = [at for at, line in enumerate(head[:-1]) if _is_headline(line) and not _repeats(head, at)]
    firsts = [at for at in heads if _begins_block(content, head, at) and _stands(content, head, at)]
    masthead = [at for at in firsts if at == 0 and len(firsts) > 1 and _looks_masthead(head[0])]
    chosen = next((at for at in firsts if at not in masthead), heads[0] if heads and not firsts else None)
    if chosen == 0 and is_masthead(content, head[0].words) and _has_headline_below(content, head):
        chosen = 1
    return None if chosen is None else (head[chosen].start, head[chosen].end)


def _head(content: str) -> list[Line]:
    """The lines above the first paragraph of prose, and that paragraph."""
    lines = list(kept_lines(content))[: WITHIN + 1]
    prose = next((at for at, line in enumerate(lines) if _opens_report(lines, at)), None)
    return [] if prose is None else lines[: prose + 1]


def _opens_report(lines: Sequence[Line], at: int) -> bool:
    """A sentence of some length, or the first line of a hard-wrapped paragraph."""
    line = lines[at]
    wrapped = at + 1 < len(lines) and line.count >= 8 and lines[at + 1].words[0].islower()
    return (is_prose(line) or wrapped) and not is_caption_credit(line) and not _repeats(lines, at)


def _is_headline(line: Line) -> bool:
    low, high = TITLE_WORDS
    first = line.words[0]
    plain_end = not line.words.rstrip("\"”’'»").endswith((".", ",", ";", ":", "…"))
    if not (low <= line.count <= high and plain_end and (first.isupper() or first.isdigit() or first in "\"“«'‘„")):
        return False
    if REFERENCE.search(line.words) or next(find_days(line.words), None) or re.match(r"by\s", line.words, re.IGNORECASE):
        return False
    return furniture_words(line) is None and furniture_form(line) is None and not is_caption_credit(line)


def _looks_masthead(line: Line) -> bool:
    return line.words.isupper() and line.count <= 6


def is_masthead(content: str, name: str) -> bool:
    """Whether a line above a headline names an outlet: by its form, or because the report takes a word of it up as one ("told the Lantern")."""
    if not 1 <= len(name.split()) <= 6 or not NAME.fullmatch(name):
        return False
    words = "|".join(re.escape(word) for word in name.split() if word[0].isupper() and len(word) > 3)
    taken_up = words and re.search(rf"\b(?:told|to|by|with) [Tt]he (?:{words})(?=[.,;]| (?:that|on|he|she|they|it|in|show)\b)", content)
    return outlets.known(name) is not None or outlets.reads_like_one(name) or bool(taken_up)


def _has_headline_below(content: str, head: Sequence[Line]) -> bool:
    """A headline in the same block, with a byline or date beneath it or the report."""
    return len(head) > 2 and _is_headline(head[1]) and content.count("\n", head[0].end, head[1].start) == 1 and is_signed(content, head[1].end)


def is_signed(content: str, at: int) -> bool:
    """Whether the lines of the block below a place hold a byline or a date."""
    block = content[at:].split("\n\n", 1)[0].strip().splitlines()[:3]
    return any(line.casefold().startswith(("by ", "von ", "par ", "от ")) or next(find_days(line), None) for line in block if len(line.split()) <= DATE_WORDS)


def _begins_block(content: str, head: Sequence[Line], at: int) -> bool:
    return at == 0 or content.count("\n", head[at - 1].end, head[at].start) > 1 or not _has_blocks(content, head)


def _has_blocks(content: str, head: Sequence[Line]) -> bool:
    return any(content.count("\n", a.end, b.start) > 1 for a, b in itertools.pairwise(head))


def _stands(content: str, head: Sequence[Line], at: int) -> bool:
    """Alone in its block, or followed there by a byline, a date or the report."""
    if at + 1 >= len(head) or not _has_blocks(content, head) or content.count("\n", head[at].end, head[at + 1].start) > 1:
        return at + 1 < len(head)
    below = head[at + 1]
    return is_sentence(below) or below.words.casefold().startswith("by ") or bool(_line_day(below)) or is_caption_credit(below)


def _repeats(lines: Sequence[Line], at: int) -> bool:
    return sum(line.words == lines[at].words for line in lines) > 1


def head_date(content: str, *, doc: str) -> Published:
    """The date of a plain text where a line of its head, or its dateline, gives one in full; else nothing."""
    head = _head(content)
    for line in head[:-1]:
        day = _line_day(line)
        if day:
            return _published(day, line.start, content, doc)
    opening = DATELINE.match(head[-1].words) if head else None
    if opening:
        day = next((one for one in find_days(head[-1].words[: min(opening.end(), LOCAL_SPAN)]) if one.sure), None)
        if day:
            return _published(day, head[-1].start, content, doc)
    return Published()


def _line_day(line: Line) -> Day | None:
    days = [day for day in find_days(line.words) if day.sure]
    return days[0] if len({day.iso for day in days}) == 1 and line.count <= DATE_WORDS and not is_sentence(line) else None


def _published(day: Day, offset: int, content: str, doc: str) -> Published:
    start, end = offset + day.start, offset + day.end
    basis = Basis(from_="text", text=content[start:end], span=Span(doc, start, end))
    return Published(earliest=day.iso, latest=day.iso, best=day.iso, basis=(basis,))
