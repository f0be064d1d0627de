"""Which lines of a report are not the report, and why.

Three passes over the lines: what a line says of itself by its words and form, what repetition says,
and what position says (all that stands outside the first and last paragraph of prose, next to
furniture that is already known). Section headings inside the body stay body.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from headwater.clean.lines import (
    READER,
    Line,
    furniture_form,
    furniture_words,
    is_caption_credit,
    is_picture_sentence,
    is_prose,
    is_sentence,
    kept_lines,
    reader_words,
)
from headwater.records import Furniture, FurnitureKind, Reason, span_id
from headwater.text import Span

ACROSS = 3  # the same short line in so many reports is the outlet's, not the report's
COMMAND_WORDS = 4
READER_SHARE = 2  # words to the reader that make a paragraph near the end an appeal or a notice
BYLINE = re.compile(
    r"^by\s+(?:[A-ZÀ-Þ][\w.'’-]+)(?:[ ,&]+(?:and\s+)?(?:de|van|von|al|bin|[A-ZÀ-Þ][\w.'’-]+)){0,8}(?:\s*[|,–—-].{0,60})?$", re.IGNORECASE
)
DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|last updated|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[:, ]+(?:on )?)?"
    r"(?:\d{1,2}[./ -](?:\d{1,2}|[A-Za-z]{3,9})[./ ,-]+\d{4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)"
    r"(?:[ ,T|–-]+(?:at )?\d{1,2}[:.]\d\d.{0,24})?\.?$",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\b(?:declared|designated|labell?ed|recogni[sz]ed|branded|listed)\b.{0,60}\b(?:undesirable|foreign agent|extremist|terrorist)",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"\b(?:reproduction|reproduced|rights|copyright|consent|permission|registered (?:with|as|under)|licen[sc]e|terms)\b", re.IGNORECASE
)
PHOTO_WORD = re.compile(r"\b(?:photo|picture|image|photograph|foto|фото)\b", re.IGNORECASE)


TURN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{0,30}:\s")
YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
OWN_WORK = re.compile(
    r"\b(?:we|us|our)\b.{0,120}?\b(?:was|were|has|have|had|cannot|could|did)\b.{0,120}?\b(?:verif\w+|confirm\w*|corroborat\w+|establish\w*|repl\w+|respon\w+|answer\w*|comment\w*|reach\w*|questions?|spoke|interview\w*)\b"
    r"|\b(?:verif\w+|confirm\w*|repl\w+|respon\w+|answer\w*|told|asked|spoke)\b.{0,120}?\b(?:we|us|our)\b",
    re.IGNORECASE,
)


class Mark(msgspec.Struct, frozen=True):
    """A line found to be furniture, before it becomes a record."""

    kind: FurnitureKind
    because: tuple[Reason, ...]


def repeated_lines(texts: Sequence[str]) -> Mapping[str, int]:
    """In how many of the texts each short line stands (lines that stand in one text only are left out)."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({line.words for line in kept_lines(text) if line.count <= 40})
    return {words: n for words, n in counts.items() if n > 1}


def find_furniture(
    content: str, *, doc: str, title: tuple[int, int] | None = None, across: Mapping[str, int] | None = None, by_place: bool = True
) -> tuple[Furniture, ...]:
    """The furniture of a text: spans of whole lines, in order, each with its kind and reasons.

    `across` counts in how many reports of the pile a line stands (from `repeated_lines`). `by_place` is False where
    the page itself has told its body, so that position shows nothing more. What is left of a report is never all
    taken away by position.
    """
    lines = list(kept_lines(content))
    marks = _by_words(lines, title)
    marks |= {at: mark for at, mark in _by_repetition(lines, across or {}, title).items() if at not in marks}
    for find in (_captions, _after_body, _before_body) if by_place else ():
        further = marks | {at: mark for at, mark in find(lines, marks, title).items() if at not in marks}
        if any(at not in further and is_sentence(line) for at, line in enumerate(lines)):
            marks = further
    return tuple(_record(lines[at], mark, doc) for at, mark in sorted(marks.items()))


def _record(line: Line, mark: Mark, doc: str) -> Furniture:
    span = Span(doc, line.start, line.end)
    return Furniture(id=span_id("furniture", span), span=span, kind=mark.kind, because=mark.because)


def _is_title(line: Line, title: tuple[int, int] | None) -> bool:
    return title is not None and line.start < title[1] and title[0] < line.end


def _by_words(lines: Sequence[Line], title: tuple[int, int] | None) -> dict[int, Mark]:
    marks = {}
    for at, line in enumerate(lines):
        mark = None if _is_title(line, title) else _own_form(line, at, len(lines))
        if mark:
            marks[at] = mark
    return marks


REASON_OF: dict[str, str] = {
    "navigation": "navigation_words", "comment_box": "comment_form", "related_link": "related_form", "credit_line": "credit_form",
    "caption": "caption_form", "appeal": "appeal_form", "legal_notice": "legal_form", "byline": "byline_form", "other": "newsroom_form",
}  # fmt: skip
NEAR_EDGE = 0.6  # appeals and notices found by words alone stand in the last part of a page or are its first lines


def _own_form(line: Line, at: int, total: int) -> Mark | None:
    if is_caption_credit(line) and line.count <= 60:
        return Mark("caption", (Reason("caption_form", values=("photographer or agency at its end",)),))
    if line.count <= 16 and not is_sentence(line) and (BYLINE.match(line.words) or DATE_LINE.match(line.words)):
        return Mark("byline", (Reason("byline_form"),))
    found = furniture_form(line) if _near_edge(at, total) else None
    if not found:
        found = furniture_words(line)
        if not found or not _kind_fits(line, found[0], at, total):
            return None
    kind, words = found
    values = (words,) if kind in ("caption", "other") else ()
    return Mark(kind, (Reason(REASON_OF[kind], values=values),))  # type: ignore[arg-type]


def _near_edge(at: int, total: int) -> bool:
    return at < 2 or at + 1 > NEAR_EDGE * total


def _kind_fits(line: Line, kind: str, at: int, total: int) -> bool:
    """Words alone do not suffice for kinds whose words also stand in reports."""
    edge = _near_edge(at, total)
    if kind in ("appeal", "legal_notice"):
        return edge and (reader_words(line) > 0 or line.count <= 8 or kind == "legal_notice")
    if kind == "byline":
        return line.count <= 14 and any(char.isdigit() for char in line.words)
    if kind == "caption":
        return line.count <= 60
    return True


def _by_repetition(lines: Sequence[Line], across: Mapping[str, int], title: tuple[int, int] | None) -> dict[int, Mark]:
    marks: dict[int, Mark] = {}
    counts = Counter(line.words for line in lines)
    for at, line in enumerate(lines):
        if _is_title(line, title):
            continue
        if counts[line.words] > 1 and line.count <= 40:
            beside = any(0 <= near < len(lines) and lines[near].words == line.words for near in (at - 1, at + 1))
            kind: FurnitureKind = "caption" if beside or PHOTO_WORD.search(line.words) else "repeated"
            marks[at] = Mark(kind, (Reason("repeated_line", values=(counts[line.words],)),))
        elif across.get(line.words, 0) >= ACROSS and not _could_be_report(line):
            marks[at] = Mark(_repeated_kind(line), (Reason("repeated_across", values=(across[line.words],)),))
    return marks


def _could_be_report(line: Line) -> bool:
    """A paragraph that copies of one report share: prose that does not speak to the reader or of rights."""
    return is_prose(line) and not reader_words(line) and not RIGHTS.search(line.words)


def _repeated_kind(line: Line) -> FurnitureKind:
    if not is_sentence(line):
        return "navigation" if line.count <= 12 else "repeated"
    return "legal_notice" if RIGHTS.search(line.words) else "appeal" if READER.search(line.words) else "repeated"


def _captions(lines: Sequence[Line], marks: Mapping[int, Mark], title: tuple[int, int] | None) -> dict[int, Mark]:
    """One short sentence in the present tense between the title and the first paragraph of prose."""
    first = _first_prose(lines, marks, title, skip_captions=True)
    below = [at for at in range(first) if at not in marks and not _is_title(lines[at], title)]
    titled = title is not None and title[1] <= lines[first].start if first < len(lines) else False
    return {
        at: Mark("caption", (Reason("caption_form", values=("one short sentence under the title, in the present tense",)),))
        for at in below
        if titled and title and lines[at].start >= title[1] and is_picture_sentence(lines[at])
    }


def _first_prose(lines: Sequence[Line], marks: Mapping[int, Mark], title: tuple[int, int] | None, *, skip_captions: bool) -> int:
    for at, line in enumerate(lines):
        if at in marks or _is_title(line, title) or not is_prose(line):
            continue
        if skip_captions and is_picture_sentence(line) and at + 1 < len(lines) and lines[at + 1].count >= 1.5 * line.count:
            continue
        return at
    return len(lines)


def _after_body(lines: Sequence[Line], marks: Mapping[int, Mark], title: tuple[int, int] | None) -> dict[int, Mark]:
    """What follows the report: from the first mark of the tail on, all that speaks to the reader,
    is no prose, or stands between two pieces of furniture."""
    tail = _tail_start(lines, marks)
    found: dict[int, Mark] = {}
    for at in range(tail, len(lines)):
        if at not in marks and not _is_title(lines[at], title):
            found[at] = Mark(_tail_kind(lines[at]), (Reason("after_body"),))
    return found


def _tail_start(lines: Sequence[Line], marks: Mapping[int, Mark]) -> int:
    """The first line of the unbroken tail: walk up from the end over furniture, lines to the reader,
    legal notices and short lines, and stop at prose that does none of that."""
    at, start = len(lines), len(lines)
    while at > 0 and _belongs_to_tail(lines, at - 1, marks):
        at -= 1
        if at in marks or _speaks_to_reader(lines[at]) or LEGAL.search(lines[at].words) or _is_command(lines[at]):
            start = at
    return start if start > 0 else len(lines)


def _is_command(line: Line) -> bool:
    """A few words without the end of a sentence: a link or button when it stands below the report."""
    return line.count <= COMMAND_WORDS and not is_sentence(line) and not line.words.endswith((".", "!", "?", '"', "”", ":", ","))


def _belongs_to_tail(lines: Sequence[Line], at: int, marks: Mapping[int, Mark]) -> bool:
    line = lines[at]
    if at in marks:
        return marks[at].kind != "repeated" or not is_prose(line)
    return _speaks_to_reader(line) or not is_sentence(line) or bool(LEGAL.search(line.words) and line.count <= 40)


def _speaks_to_reader(line: Line) -> bool:
    if TURN.match(line.words) or (not YOU.search(line.words) and OWN_WORK.search(line.words)):
        # somebody's turn in a transcript, or an outlet that tells of its own work: "we were unable to verify it"
        return False
    return reader_words(line) >= READER_SHARE or (reader_words(line) >= 1 and line.count <= 16)


def _tail_kind(line: Line) -> FurnitureKind:
    if LEGAL.search(line.words) and reader_words(line) == 0:
        return "legal_notice"
    if reader_words(line):
        return "appeal"
    return "navigation" if not is_sentence(line) else "other"


def _before_body(lines: Sequence[Line], marks: Mapping[int, Mark], title: tuple[int, int] | None) -> dict[int, Mark]:
    """Short lines above the title, and between the title and the first prose beside furniture."""
    first = _first_prose(lines, marks, title, skip_captions=False)
    found: dict[int, Mark] = {}
    for at in range(first):
        line = lines[at]
        if at in marks or _is_title(line, title) or is_prose(line):
            continue
        above = title is not None and line.end <= title[0]
        if above or (line.count <= 4 and not is_sentence(line)):
            found[at] = Mark("navigation", (Reason("before_body"),))
    return found
