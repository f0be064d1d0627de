"""Which lines of a page are the report: marks of the page, density of prose and links, neighbourhood.

Each line gets a weight (prose counts for it, links against it). The report's root is the element whose lines
weigh most together; inside it, what the page itself marks as something else, link lists and what follows a
heading such as "Comments" is furniture. Lines outside the root are furniture.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from headwater.lexicon import rows
from headwater.read.page_dom import Element, Page
from headwater.read.page_hints import Mark, element_mark
from headwater.read.page_text import Line, Rendered
from headwater.records import Block, FurnitureKind

PROSE = 80  # code points outside links that make a line prose
PROSE_SHORT = 40  # ... when it ends like a sentence
PROSE_CAP = 1000  # a line counts no more than this
LINKED = 0.5  # share of a line inside links from which it is a link
LINK_WEIGHT = -8  # between -12 and -4 the F of segments moves by .001
MARKED_WEIGHT = -2  # a line that the page marks as furniture
MARK_BONUS = 1.15  # for an article, main or body element
APPEAL_LINE = 280
LINK_LINE = 200  # a longer line with many links is still read
READ = (None, "body", "lead")
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
MARK_SHARE = 0.4  # an element that holds more of the page's prose than this is not furniture by its name
COMMENT_SHARE = 0.9
FIGURE_SHARE = 0.15

_SENTENCE_END = re.compile(r"[.!?…:;。！？।؟][\"'”“»«’)\]]*\s*$")


class Judged(NamedTuple):
    """One line with what is known of it."""

    line: Line
    text: str
    weight: float
    mark: Mark | None
    linked: float


def weigh(line: Line, text: str) -> float:
    """How much a line speaks for being a report's text: prose for it, links against it."""
    free = len(text) - line.links
    if line.links > LINKED * len(text):
        return LINK_WEIGHT
    if free >= PROSE or (free >= PROSE_SHORT and _SENTENCE_END.search(text)):
        return min(free, PROSE_CAP * (1 + line.breaks))
    return 0.1 * free if line.block.tag not in HEADINGS else 0


class _Sums:
    """Sums over the lines of any element in constant time; a line belongs to where its first text node is."""

    def __init__(self, size: int, lines: Sequence[Line], weights: Sequence[float]) -> None:
        self.before = [0.0] * (size + 1)
        for line, weight in zip(lines, weights, strict=True):
            self.before[line.first_text + 1] += weight
        for at in range(size):
            self.before[at + 1] += self.before[at]

    def of(self, element: Element) -> float:
        return self.before[element.last_text] - self.before[element.first_text]


def find_blocks(page: Page, rendered: Rendered, *, title: tuple[int, int] | None = None) -> tuple[Block, ...]:
    """The lines of a page as blocks in order; `title` is the place of the title in the reading text.

    Of the role "heading" are the title (why "title") and the headings inside the body.
    """
    texts = [rendered.text[line.start : line.end] for line in rendered.lines]
    weights = [weigh(line, text) for line, text in zip(rendered.lines, texts, strict=True)]
    prose = _Sums(len(page.texts), rendered.lines, [weight if weight > PROSE_SHORT / 2 else 0 for weight in weights])
    verdicts: list[_Verdict] = []
    for passed_over in ((), FORUM):
        marks = _marks(page, prose, passed_over)
        lines = [
            Judged(line, text, weight, _line_mark(page, line, marks), line.links / len(text))
            for line, text, weight in zip(rendered.lines, texts, weights, strict=True)
        ]
        verdicts = _verdicts(page, lines, marks, title)
        if sum(one.line.end - one.line.start for one, verdict in zip(lines, verdicts, strict=True) if verdict.role == "body") >= FORUM_BODY:
            break
    return tuple(block for line, verdict in zip(rendered.lines, verdicts, strict=True) for block in _blocks(line, verdict, title))


def _blocks(line: Line, verdict: "_Verdict", title: tuple[int, int] | None) -> Iterator[Block]:
    """The line as one block; a title that is only a part of it (on pages of line breaks) stands apart."""
    if verdict.why == "title" or not title or not line.start <= title[0] < line.end:
        yield Block(start=line.start, end=line.end, role=verdict.role, kind=verdict.kind, why=verdict.why)
        return
    if title[0] > line.start + 1:
        yield Block(start=line.start, end=title[0] - 1, role=verdict.role, kind=verdict.kind, why=verdict.why)
    yield Block(start=title[0], end=title[1], role="heading", why="title")
    if title[1] + 1 < line.end:
        yield Block(start=title[1] + 1, end=line.end, role=verdict.role, kind=verdict.kind, why=verdict.why)


FORUM = ("comment_box",)
FORUM_BODY = 100  # a page with less body than this may be a forum or a live report: its comments are the text


def _verdicts(page: Page, lines: Sequence[Judged], marks: Sequence[Mark | None], title: tuple[int, int] | None) -> list["_Verdict"]:
    at_title = next((at for at, one in enumerate(lines) if title and one.line.start <= title[0] < one.line.end), None)
    judge = _Judge(
        _root(page, lines, marks), at_title, whole=at_title is not None and title == (lines[at_title].line.start, lines[at_title].line.end)
    )
    verdicts = [judge.verdict(at, one) for at, one in enumerate(lines)]
    _head(lines, verdicts)
    _tail(lines, verdicts)
    _empty_headings(lines, verdicts)
    return verdicts


def _marks(page: Page, prose: _Sums, passed_over: Sequence[Mark]) -> list[Mark | None]:
    """For each element what it is by its own names or by those of an element around it; furniture wins over body."""
    marks: list[Mark | None] = [None] * len(page.elements)
    whole = prose.of(page.elements[0]) or 1
    for element in page.elements[1:]:
        above = marks[element.parent.index] if element.parent else None
        if above not in (None, "body", "lead"):
            marks[element.index] = above
        elif element.last_text > element.first_text:
            own = element_mark(page, element)
            believed = own and own not in passed_over and _believed(element, own, prose.of(element) / whole)
            marks[element.index] = own if believed else above
    return marks


def _believed(element: Element, mark: Mark, share: float) -> bool:
    if mark in ("body", "lead"):
        return True
    if mark == "comment_box":
        return share < COMMENT_SHARE and element.tag not in ("main",)
    if element.tag == "figure":
        return share < FIGURE_SHARE
    return share < MARK_SHARE


def _line_mark(page: Page, line: Line, marks: Sequence[Mark | None]) -> Mark | None:
    """The mark that holds for at least four fifths of a line's characters."""
    lengths: dict[Mark | None, int] = {}
    for node in page.texts[line.first_text : line.last_text]:
        if not node.owner.hidden:
            mark = marks[node.owner.index]
            lengths[mark] = lengths.get(mark, 0) + len(page.content[node.start : node.end].strip())
    mark = max(lengths, key=lambda key: lengths[key])
    return mark if lengths[mark] >= 0.8 * sum(lengths.values()) else marks[line.block.index]


def _root(page: Page, lines: Sequence[Judged], marks: Sequence[Mark | None]) -> Element:
    """The element whose unmarked lines weigh most together; never a single paragraph or list inside a greater text."""
    weights = [one.weight if one.mark in READ else MARKED_WEIGHT for one in lines]
    sums = _Sums(len(page.texts), [one.line for one in lines], weights)
    best, most = page.elements[0], 0.0
    for element in page.elements:
        if marks[element.index] in READ:
            score = sums.of(element)
            if element.tag in ("article", "main") or marks[element.index] == "body":
                score *= MARK_BONUS
            if score >= most and score > 0:
                best, most = element, score
    while (
        best.parent and best.parent.parent and (best.tag in _SMALL or (marks[best.index] == "body" and marks[best.parent.index] == "body"))
    ):
        best = best.parent
    return best


_SMALL = HEADINGS | frozenset(
    [
        "p",
        "ol",
        "ul",
        "li",
        "dl",
        "dd",
        "dt",
        "b",
        "strong",
        "em",
        "i",
        "span",
        "font",
        "a",
        "td",
        "tr",
        "tbody",
        "blockquote",
        "pre",
        "center",
        "form",
    ]
)


class _Verdict(NamedTuple):
    role: Literal["body", "heading", "furniture"]
    kind: FurnitureKind | None = None
    why: str = ""


_BODY = _Verdict("body")


class _Judge:
    """Goes over the lines once; remembers what a heading such as "Comments" has closed."""

    def __init__(self, root: Element, title: int | None, *, whole: bool) -> None:
        self.root = root
        self.title = title
        self.whole = whole  # the title is all of its line
        self.closed: tuple[Element, FurnitureKind] | None = None
        self.read = 0  # code points of body so far

    def verdict(self, at: int, one: Judged) -> _Verdict:
        """What line `at` is; lines are given in order."""
        verdict = self.of_line(at, one)
        self.read += len(one.text) if verdict.role == "body" else 0
        return verdict

    def of_line(self, at: int, one: Judged) -> _Verdict:
        if at == self.title and self.whole:
            return _Verdict("heading", None, "title")
        if not _holds(self.root, one.line):
            return self.lead(at, one)
        if one.mark not in READ:
            return _Verdict("furniture", cast(FurnitureKind, one.mark), "page_block")
        return self.closing(one) or _appeal(one.text) or _by_form(one)

    def lead(self, at: int, one: Judged) -> _Verdict:
        """A standfirst stands between the title and the root."""
        above = one.line.first_text < self.root.first_text
        if not above or one.linked > LINKED or opening(one.text) or _appeal(one.text):
            return _outside(one)
        if one.mark == "lead":
            return _BODY if len(one.text) > PROSE_SHORT / 2 else _outside(one)
        reads = self.title is not None and self.title < at and one.mark in READ and one.weight > PROSE_SHORT / 2
        return _BODY if reads else _outside(one)

    def closing(self, one: Judged) -> _Verdict | None:
        if self.closed and _holds(self.closed[0], one.line) and not self.resumes(one):
            return _Verdict("furniture", self.closed[1], "under_heading")
        self.closed = None
        found = opening(one.text)
        if found is None:
            return None
        if found[1] == "rest" and self.read >= ENOUGH_READ:
            self.closed = (_section(one.line, self.root), found[0])
        return _Verdict("furniture", found[0], "furniture_words")

    def resumes(self, one: Judged) -> bool:
        """A long paragraph without links is the report again, save below a heading of comments."""
        return self.closed is not None and self.closed[1] == "related_link" and one.linked == 0 and one.weight >= RESUMING


def _outside(one: Judged) -> _Verdict:
    if one.mark not in READ:
        return _Verdict("furniture", cast(FurnitureKind, one.mark), "page_block")
    return _Verdict("furniture", "navigation" if one.linked > LINKED else "other", "outside_body")


def _section(line: Line, root: Element) -> Element:
    """What a heading stands over: the element around the largest one that the heading opens."""
    element = line.block
    while element.parent and element is not root and element.parent.first_text >= line.first_text - HEADING_GAP:
        element = element.parent
    return element.parent if element.parent and element is not root else root


HEADING_GAP = 1  # a blank text node may stand before a heading in its section
ENOUGH_READ = 200  # before so much body a heading such as "Comment" is a label of the report
RESUMING = 150  # code points; without it the F of segments is .001 less


def _holds(element: Element, line: Line) -> bool:
    return element.first_text <= line.first_text < element.last_text


def _appeal(text: str) -> _Verdict | None:
    if len(text) > APPEAL_LINE:
        return None
    folded = text.casefold()
    kind = next((kind for words, kind in _appeals() if words in folded), None)
    return _Verdict("furniture", kind, "furniture_words") if kind else None


@functools.cache
def _appeals() -> tuple[tuple[str, FurnitureKind], ...]:
    return tuple((row[0].casefold(), cast(FurnitureKind, row[1])) for row in rows("page_appeals"))


def _by_form(one: Judged) -> _Verdict:
    if one.linked > LINKED and len(one.text) < LINK_LINE:
        return _Verdict("furniture", "related_link", "link_list")
    if "©" in one.text and len(one.text) < PROSE:
        return _Verdict("furniture", "caption", "furniture_words")
    is_heading = one.line.block.tag in HEADINGS and len(one.text) <= HEADING_LENGTH
    return _Verdict("heading") if is_heading else _BODY


HEADING_LENGTH = 120  # what is longer in a heading is a standfirst


def _short(one: Judged) -> bool:
    return len(one.text) < 60 and not _SENTENCE_END.search(one.text) and one.line.block.tag not in _ROWS


_ROWS = frozenset(["li", "td", "th", "dd", "dt", "pre", "p", "blockquote", "h2", "h3", "h4"])


def _head(lines: Sequence[Judged], verdicts: list[_Verdict]) -> None:
    first = next((at for at, verdict in enumerate(verdicts) if verdict.role == "body" and lines[at].weight >= PROSE_SHORT), 0)
    for at in range(first):
        if verdicts[at].role == "body" and _short(lines[at]):
            verdicts[at] = _Verdict("furniture", "byline", "before_body")


def _tail(lines: Sequence[Judged], verdicts: list[_Verdict]) -> None:
    for at in range(len(verdicts) - 1, -1, -1):
        if verdicts[at].role == "body":
            if not _short(lines[at]):
                return
            verdicts[at] = _Verdict("furniture", "other", "after_body")


def _empty_headings(lines: Sequence[Judged], verdicts: list[_Verdict]) -> None:
    """A heading with no body below it, before the next heading of its rank, is furniture."""
    below = 0  # the highest rank that has body below; 7 is lower than any
    for at in range(len(lines) - 1, -1, -1):
        if verdicts[at].role == "body":
            below = 7
        elif verdicts[at].role == "heading":
            rank = int(lines[at].line.block.tag[1]) if lines[at].line.block.tag in HEADINGS else 1
            if verdicts[at].why != "title" and below <= rank:
                verdicts[at] = _Verdict("furniture", "other", "empty_heading")
            else:
                below = rank


@functools.cache
def _openings() -> dict[str, tuple[FurnitureKind, str]]:
    return {row[0].casefold(): (row[1], row[2]) for row in rows("page_phrases")}  # type: ignore[misc]


def opening(text: str) -> tuple[FurnitureKind, str] | None:
    """Kind and reach of a short line that opens like page furniture."""
    if len(text) > 70:
        return None
    folded = " ".join(text.casefold().split())
    table = _openings()
    words = folded.split(" ")
    for size in range(min(len(words), 6), 0, -1):
        head = " ".join(words[:size])
        found = table.get(head) or table.get(head.rstrip(" :.…!"))
        if found and (size == len(words) or (head in table and (size > 1 or head.endswith(":") or len(words) < 5))):
            return found
    return None
