"""The reading text of a parsed page, with the way back to the page.

Text stands as a browser would show it: blanks collapsed, a line a block, `<br>` a line break, `<pre>` kept.
Runs are tuples `(start, length, source_start, source_length)` with the meaning of `headwater.text.Run`:
an entity and a stretch of collapsed blanks are runs of their own; a character that is not in the page
(the break between two blocks, the plain blank for a single tab, the marks around `<q>`) has source length 0.
"""

import bisect
import html
import re

from headwater.read.page_dom import BREAK, Element, Page, TextNode

Runs = list[tuple[int, int, int, int]]

_ENTITY = r"&(?:#(?:[xX][0-9a-fA-F]{1,12}|[0-9]{1,12});?|[A-Za-z][A-Za-z0-9]{1,31};?)"
# soft hyphens, zero-width marks and NUL are not read
_UNSEEN = "\u00ad\u200b\u2060\ufeff\x00"
_PIECE = re.compile(rf"({_ENTITY})|(\s\s+|[^\S ])|[{_UNSEEN}]+")
_PRE_PIECE = re.compile(rf"({_ENTITY})|(\r)|[{_UNSEEN}]+")


class Line:
    """A stretch of the reading text between two block edges: `start` to `end`, the block that holds it, its text nodes."""

    __slots__ = ("block", "breaks", "end", "first_text", "last_text", "links", "start")

    def __init__(self, start: int, block: Element, first_text: int) -> None:
        self.start = start
        self.end = start
        self.block = block
        self.first_text = first_text
        self.last_text = first_text + 1
        self.links = 0  # code points inside links
        self.breaks = 0  # line breaks inside


class Rendered:
    """The reading text, its runs and its lines."""

    __slots__ = ("lines", "runs", "text")

    def __init__(self, text: str, runs: Runs, lines: list[Line]) -> None:
        self.text = text
        self.runs = runs
        self.lines = lines


def render(page: Page) -> Rendered:
    """The visible text of a page."""
    writer = _Writer(page)
    gap = BREAK
    for at, node in enumerate(page.texts):
        gap += node.gap
        if not node.owner.hidden:
            writer.node(at, node, gap)
            gap = 0
    if writer.lines:
        writer.trim()
    return Rendered("".join(writer.parts), writer.runs, [line for line in writer.lines if line.end > line.start])


def source_place(rendered: Rendered, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the reading text stands in the page."""
    at = bisect.bisect_right(rendered.runs, start, key=lambda run: run[0]) - 1
    low, high = None, 0
    for run_start, length, source, source_length in rendered.runs[max(at, 0) :]:
        if run_start >= end:
            break
        same = length == source_length
        first = source + max(0, start - run_start) if same else source
        low = first if low is None else low
        high = source + min(end - run_start, length) if same else source + source_length
    return low or 0, max(low or 0, high)


def decode(content: str, start: int, end: int) -> str:
    """A stretch of the page as a reader would see it: entities resolved, blanks collapsed, unseen characters gone."""
    return " ".join(html.unescape(content[start:end]).translate(_DROP).split())


_DROP = dict.fromkeys(map(ord, _UNSEEN))


class _Writer:
    """The growing text: what waits to be written (a line break, a blank) is written before the next visible character only."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.content = page.content
        self.parts: list[str] = []
        self.length = 0
        self.runs: Runs = []
        self.lines: list[Line] = []
        self.blank: tuple[int, int] | None = None
        self.breaks = 0
        self.edge = True
        self.at = 0
        self.owner: Element | None = None

    def node(self, at: int, node: TextNode, gap: int) -> None:
        if gap >= BREAK:
            self.edge = True
        elif gap:
            self.breaks += gap
        self.at, self.owner = at, node.owner
        if node.start == node.end:
            self.write("“" if node.start == node.owner.inner else "”", node.start, 0)
            return
        kept = _in_pre(node.owner)
        self.pieces(node.start, node.end, _PRE_PIECE if kept else _PIECE)

    def pieces(self, start: int, end: int, pattern: "re.Pattern[str]") -> None:
        for match in pattern.finditer(self.content, start, end):
            if match.start() > start:
                self.plain(start, match.start(), pattern is _PRE_PIECE)
            start = match.end()
            if match[1]:
                self.entity(match[1], match.start(), match.end())
            elif match[2] and pattern is _PIECE:
                self.blanks(match.start(), match.end())
        if end > start:
            self.plain(start, end, pattern is _PRE_PIECE)

    def blanks(self, start: int, end: int) -> None:
        self.blank = (self.blank[0] if self.blank else start, end)

    def plain(self, start: int, end: int, kept: bool) -> None:
        """Characters as they stand; without `kept`, a blank at either end may collapse with its neighbours."""
        if kept:
            self.kept(start, end)
            return
        if self.content[start] == " ":
            self.blanks(start, start + 1)
            start += 1
        stop = end - 1 if end > start and self.content[end - 1] == " " else end
        if stop > start:
            self.write(self.content[start:stop], start, stop - start)
        if stop < end:
            self.blanks(stop, end)

    def kept(self, start: int, end: int) -> None:
        """Characters of a `<pre>`: as they stand, save blanks before the first visible one."""
        words = self.content[start:end]
        if self.edge:
            words = words.lstrip()
        if words:
            self.write(words, end - len(words), len(words), shown=not words.isspace())

    def entity(self, words: str, start: int, end: int) -> None:
        decoded = html.unescape(words)
        if decoded.isspace():
            self.blanks(start, end)
            return
        decoded = decoded.translate(_DROP)
        if decoded:
            self.write(decoded, start, end - start)

    def write(self, words: str, source: int, source_length: int, *, shown: bool = True) -> None:
        if shown:
            self.before(source)
        elif self.edge or not self.lines:
            return
        line = self.lines[-1]
        self.put(words, source, source_length)
        line.last_text = self.at + 1
        if self.owner is not None and self.owner.link:
            line.links += len(words)
        if shown:
            line.end = self.length - (len(words) - len(words.rstrip()))

    def before(self, source: int) -> None:
        """The break or blank that stands before the next visible character."""
        if self.edge:
            self.new_line(source)
        elif self.breaks:
            self.put("\n" * min(self.breaks, 2), source, 0)
            self.lines[-1].breaks += self.breaks
        elif self.blank:
            start, end = self.blank
            single = end - start == 1 and self.content[start] != " "
            self.put(" ", start, 0 if single else end - start)
        self.edge, self.breaks, self.blank = False, 0, None

    def new_line(self, source: int) -> None:
        if self.lines:
            self.trim()
            self.put("\n", source, 0)
        assert self.owner is not None  # set with every text node
        self.lines.append(Line(self.length, self.owner.block, self.at))

    def trim(self) -> None:
        """Blanks kept at the end of a `<pre>` go before the next line starts."""
        end = self.lines[-1].end
        while self.length > end:
            part = self.parts.pop()
            kept = max(0, len(part) - (self.length - end))
            self.parts.extend([part[:kept]] if kept else [])
            self.length -= len(part) - kept
        while self.runs and self.runs[-1][0] + self.runs[-1][1] > end:
            start, length, source, source_length = self.runs.pop()
            if start < end:
                self.runs.append((start, end - start, source, end - start if source_length == length else source_length))

    def put(self, words: str, source: int, source_length: int) -> None:
        length = len(words)
        self.parts.append(words)
        last = self.runs[-1] if self.runs else None
        if last and length == source_length and last[1] == last[3] and last[2] + last[3] == source:
            self.runs[-1] = (last[0], last[1] + length, last[2], last[3] + length)
        else:
            self.runs.append((self.length, length, source, source_length))
        self.length += length


def _in_pre(element: Element) -> bool:
    return element.tag in ("pre", "xmp", "textarea") or element.block.tag in ("pre", "xmp")
