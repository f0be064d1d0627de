"""The reading view: a report's text with everything that rests on its words marked, and the way back.

Overlapping stretches are cut at all their boundaries; each piece is one element with the classes of all
that cover it. A piece that carries one record links to that record, one that carries several to the notes
beside its paragraph, which list them all. So both ways work without JavaScript.
"""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from headwater.records import Document
from headwater.show.html import Html, el, join
from headwater.show.lookup import Lookup


class Mark(NamedTuple):
    """Something resting on code points `start` to `end`: its layer (a class), how the note reads, the row it leads to."""

    start: int
    end: int
    layer: str
    note: str = ""
    row: str | None = None


class Line(NamedTuple):
    """A paragraph: its number from 1, its stretch of the text, the marks that touch it."""

    number: int
    start: int
    end: int
    marks: tuple[Mark, ...]


def reading(doc: Document, marks: Sequence[Mark], look: Lookup) -> Html:
    """The text of `doc` as paragraphs with notes beside them."""
    number = look.numbers[doc.id]
    writer = _Paragraphs(doc.text, number, look.anchored[doc.id])
    return el("div", [writer.paragraph(line) for line in paragraphs(doc.text, marks)], class_="reading")


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[Line]:
    """The lines of a text that hold words, each with its marks in order of place."""
    ordered = deque(sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: (mark.start, mark.layer != "st", mark)))
    at, number, active = 0, 0, list[Mark]()
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            number += 1
            while ordered and ordered[0].start < end:
                active.append(ordered.popleft())
            active = [mark for mark in active if mark.end > at]
            yield Line(number, at, end, tuple(active))
        at = end + 1


def pieces(start: int, end: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Stretches that together are `start` to `end`, cut wherever a mark begins or ends, each with the marks on it."""
    inside = tuple(marks)
    edges = {start, end, *cuts, *(mark.start for mark in inside), *(mark.end for mark in inside)}
    bounds = sorted(edge for edge in edges if start <= edge <= end)
    by_start = deque(sorted(enumerate(inside), key=lambda numbered: numbered[1].start))
    on: list[tuple[int, Mark]] = []
    for left, right in itertools.pairwise(bounds):
        while by_start and by_start[0][1].start <= left:
            on.append(by_start.popleft())
        on = [numbered for numbered in on if numbered[1].end >= right]
        yield left, right, tuple(mark for _, mark in sorted(on, key=lambda numbered: numbered[0]))


class _Paragraphs:
    """Writes the paragraphs of one report."""

    def __init__(self, text: str, number: int, anchored: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.number = number
        self.waiting: Mapping[int, Sequence[tuple[int, int]]] = _by_start(text, anchored)

    def paragraph(self, line: Line) -> Html:
        """One paragraph with its notes."""
        key = f"p{self.number}.{line.number}"
        starting = [pair for start in range(line.start, line.end + 1) for pair in self.waiting.get(start, ())]
        cuts = [edge for pair in starting for edge in pair] + [start for start in range(line.start, line.end) if start in self.waiting]
        words = [self._piece(*piece, key) for piece in pieces(line.start, line.end, line.marks, cuts)]
        notes = _notes(line)
        furniture = any(mark.layer == "fu" and mark.start <= line.start and mark.end >= line.end for mark in line.marks)
        aside = el("ul", notes, class_="notes", aria_label=f"what rests on paragraph {line.number}") if notes else None
        return el("div", el("p", words), aside, class_="par fu" if furniture else "par", id=key)

    def _piece(self, start: int, end: int, marks: tuple[Mark, ...], key: str) -> Html:
        inner = self._marked(start, end, marks, key)
        for pair in self.waiting.get(start, ()):
            inner = el("span", inner, id=f"w{self.number}.{pair[0]}.{pair[1]}")
        return inner

    def _marked(self, start: int, end: int, marks: tuple[Mark, ...], key: str) -> Html:
        words = self.text[start:end]
        layers = " ".join(dict.fromkeys(mark.layer for mark in marks))
        rows = {mark.row for mark in marks if mark.row}
        if rows:
            href = f"#{rows.pop() if len(rows) == 1 else key}"
            return el("a", words, class_=f"m {layers}", data_o=start, href=href, tabindex="-1")
        anchored = start in self.waiting
        return el("span", words, class_=f"m {layers}".strip(), data_o=start) if marks or anchored else join([words])


def _by_start(text: str, anchored: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Stretches by the code point that carries their element id: their first that is no blank, so that it is on the page."""
    table: dict[int, list[tuple[int, int]]] = {}
    last = len(text.rstrip()) - 1
    for pair in sorted(anchored):
        shift = len(text) - pair[0] - len(text[pair[0] :].lstrip())
        table.setdefault(min(pair[0] + shift, last), []).append(pair)
    return table


def _notes(line: Line) -> list[Html]:
    """What begins in this paragraph, in order of place; what reads the same stands in one line with all its labels."""
    alike: dict[tuple[str, str], dict[str | None, None]] = {}
    for mark in line.marks:
        if mark.note and (mark.start >= line.start or mark.layer == "st"):
            alike.setdefault((mark.layer, mark.note), {})[mark.row] = None
    return [
        el("li", [[el("a", row, href=f"#{row}"), " "] for row in rows if row], note, class_=layer) for (layer, note), rows in alike.items()
    ]
