"""A light, forgiving tree over a decoded page; every part keeps its place in the page (code points).

The tokenizer follows the HTML standard (WHATWG, 13.2.5) where it matters for reading: comments, raw text
elements, quoted attributes, bogus comments. The tree builder knows void elements, implied end tags and
unmatched end tags; it does not move misplaced parts about. Nothing recurses and nothing is scanned twice,
so that a hostile page costs time in proportion to its length.
"""

import html
import re
from collections.abc import Iterator

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
RAW = frozenset(["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"])
HIDDEN = frozenset(
    [
        "rp",
        "rt",
        "script",
        "style",
        "title",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "object",
        "audio",
        "video",
        "canvas",
        "datalist",
    ]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
# what an unmatched inline end tag cannot reach over
_SPECIAL = BLOCK | frozenset(["object", "template", "head", "noscript"])
_SCOPE = frozenset(["td", "th", "caption", "object", "template", "html"])
_CLOSES_P = BLOCK - frozenset(
    ["body", "button", "caption", "html", "legend", "option", "optgroup", "select", "tbody", "td", "tfoot", "th", "thead", "tr", "textarea"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# a start tag ends an open element of the first set unless one of the second set stands between
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dd": (("dd", "dt"), ("dl",)),
    "dt": (("dd", "dt"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "thead": (("thead", "tbody", "tfoot"), ("table",)),
    "tbody": (("thead", "tbody", "tfoot"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot"), ("table",)),
    "option": (("option",), ("select", "datalist")),
    "a": (("a",), tuple(sorted(_SPECIAL))),
    "body": (("head",), ()),
}
_IN_HEAD = frozenset(["title", "meta", "link", "script", "style", "base", "noscript", "template", "bgsound", "basefont", "html", "head"])
_TABLE_PARTS = frozenset(["td", "th", "tr", "thead", "tbody", "tfoot", "table"])

_TOKEN = re.compile(
    r"""<(?:(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')|["'=])*+)(?:>|\Z)"""
    r"""|!--(?:-?>|.*?(?:--!?>|\Z))|!\[CDATA\[.*?(?:\]\]>|\Z)|[!?/][^>]*+(?:>|\Z))""",
    re.DOTALL,
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+(?:>|\Z)|\Z", re.IGNORECASE) for name in RAW}
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']\S*+)))?+""")
_MAY_HIDE = re.compile(r"hidden|display\s*:\s*none|visibility\s*:\s*hidden|type\s*=", re.IGNORECASE)
_STYLE_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Element:
    """One element: `start` to `end` with its tags, `inner` after its start tag; `texts` from `first_text` to `last_text`, half-open."""

    __slots__ = (
        "attrs_end",
        "attrs_start",
        "block",
        "end",
        "first_text",
        "hidden",
        "index",
        "inner",
        "last",
        "last_text",
        "link",
        "parent",
        "start",
        "tag",
    )

    def __init__(self, tag: str, parent: "Element | None", index: int, start: int) -> None:
        self.tag = tag
        self.parent = parent
        self.index = index
        self.last = index  # index of the last element inside, itself when there is none
        self.start = self.inner = self.end = self.attrs_start = self.attrs_end = start
        self.first_text = self.last_text = 0
        self.hidden: bool = parent.hidden if parent else False
        self.link: bool = parent.link if parent else False
        self.block: Element = self  # nearest block element, itself included


class TextNode:
    """A stretch of text of the page; `gap` says what stands before it: 0 nothing, 1 and more line breaks, BREAK a block's edge.

    An empty one stands for the quotation mark that a browser puts at either end of `<q>`.
    """

    __slots__ = ("end", "gap", "owner", "start")

    def __init__(self, owner: Element, start: int, end: int, gap: int) -> None:
        self.owner = owner
        self.start = start
        self.end = end
        self.gap = gap


BREAK = 1000
QUOTES = ('"', "'", *"“”„‟«»‹›‘’‚")
WORDS = 200


class Page:
    """A decoded page as elements and texts in the order of the page; `elements[0]` is the root."""

    __slots__ = ("content", "elements", "texts")

    def __init__(self, content: str) -> None:
        self.content = content
        self.elements: list[Element] = []
        self.texts: list[TextNode] = []

    def attributes(self, element: Element) -> dict[str, tuple[int, int]]:
        """Names in lower case with the place of each value in the page; the first of two equal names counts."""
        return attributes(self.content, element.attrs_start, element.attrs_end)

    def value(self, element: Element, name: str) -> str | None:
        """The value of an attribute with entities resolved, None where it is missing."""
        place = self.attributes(element).get(name)
        return None if place is None else html.unescape(self.content[place[0] : place[1]])

    def inside(self, element: Element) -> Iterator[Element]:
        """All elements inside, in order."""
        return iter(self.elements[element.index + 1 : element.last + 1])

    def words(self, element: Element) -> str:
        """The first words inside (at most WORDS text nodes), entities resolved and blanks collapsed, hidden parts too."""
        last = min(element.last_text, element.first_text + WORDS)
        parts = (self.content[text.start : text.end] for text in self.texts[element.first_text : last])
        return " ".join(html.unescape("".join(parts)).split())


def attributes(content: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The attributes of a start tag between `start` and `end`: lower-case names with the place of each value."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(content, start, end):
        name = match[1].lower()
        if name not in found:
            found[name] = match.span(match.lastindex or 1) if match.lastindex != 1 else (match.end(), match.end())
    return found


def parse(content: str) -> Page:
    """The page as a tree; never fails: what is no tag is text."""
    builder = _Builder(content)
    builder.read()
    return builder.page


class _Builder:
    """The open elements and, by name, where they stand among them: every look-up takes constant time."""

    def __init__(self, content: str) -> None:
        self.page = Page(content)
        self.content = content
        self.stack: list[Element] = []
        self.where: dict[str, list[int]] = {}
        self.special: list[int] = []
        self.scope: list[int] = []
        self.gap = BREAK
        self.push("#root", 0, 0, 0, 0)

    def read(self) -> None:
        content, search, at = self.content, _TOKEN.search, 0
        while match := search(content, at):
            start = match.start()
            if start > at:
                self.text(at, start)
            at = match.end()
            if match[2] is not None:
                at = self.tag(match, at)
        if at < len(content):
            self.text(at, len(content))
        self.pop_to(0, len(content))

    def tag(self, match: "re.Match[str]", at: int) -> int:
        name = match[2].lower()
        if match[1]:
            self.close(name, match.start(), at)
            return at
        self.open(name, match, at)
        if name in RAW and not self.where.get("svg"):
            return self.raw(name, at)
        return at

    def raw(self, name: str, at: int) -> int:
        end = _RAW_END[name].search(self.content, at)
        assert end is not None  # the pattern also matches the end of the page
        if end.start() > at:
            self.text(at, end.start())
        self.pop_to(len(self.stack) - 1, end.start(), end.end())
        if name in BLOCK:
            self.gap = BREAK
        return end.end()

    def text(self, start: int, end: int) -> None:
        self.page.texts.append(TextNode(self.stack[-1], start, end, self.gap))
        if self.gap and not self.content[start:end].isspace():
            self.gap = 0

    def open(self, name: str, match: "re.Match[str]", at: int) -> None:
        start = match.start()
        if name in ("html", "body") and self.where.get(name):
            return
        if self.stack[-1].tag == "head" and name not in _IN_HEAD:
            self.pop_to(len(self.stack) - 1, start)
        if name in _CLOSES_P:
            self.end_open("p", self.scope, start)
            if name in _HEADINGS and self.stack[-1].tag in _HEADINGS:
                self.pop_to(len(self.stack) - 1, start)
        if name in _ENDS:
            self.end_implied(name, start)
        if name in BLOCK:
            self.gap = BREAK
        elif name == "br":
            self.gap += 1
        self.push(name, start, at, match.start(3), match.end(3))
        if name == "q" and self.content[at : at + 1] not in QUOTES:
            self.text(at, at)
        if name in VOID or (self.where.get("svg") and self.content.endswith("/", match.start(3), match.end(3))):
            self.pop_to(len(self.stack) - 1, at)

    def push(self, name: str, start: int, inner: int, attrs_start: int, attrs_end: int) -> None:
        stack, page = self.stack, self.page
        parent = stack[-1] if stack else None
        element = Element(name, parent, len(page.elements), start)
        element.inner, element.attrs_start, element.attrs_end = inner, attrs_start, attrs_end
        element.first_text = element.last_text = len(page.texts)
        self.inherit(element, parent)
        depth = len(stack)
        page.elements.append(element)
        stack.append(element)
        self.where.setdefault(name, []).append(depth)
        if name in _SPECIAL:
            self.special.append(depth)
            if name in _SCOPE:
                self.scope.append(depth)

    def inherit(self, element: Element, parent: Element | None) -> None:
        name = element.tag
        if parent and name not in BLOCK:
            element.block = parent.block
        if name == "a" and element.attrs_end - element.attrs_start > 5:
            element.link = "href" in self.content[element.attrs_start : element.attrs_end].lower()
        if not element.hidden:
            element.hidden = name in HIDDEN or (
                element.attrs_end - element.attrs_start > 6 and name not in ("body", "html") and self.hides(element)
            )

    def hides(self, element: Element) -> bool:
        if not _MAY_HIDE.search(self.content, element.attrs_start, element.attrs_end):
            return False
        found = self.page.attributes(element)
        style = found.get("style")
        return "hidden" in found or bool(style and _STYLE_HIDES.search(self.content[style[0] : style[1]]))

    def close(self, name: str, start: int, end: int) -> None:
        at = self.where.get(name)
        if name == "br":
            self.gap += 1
        elif name == "p" and not at:
            self.gap = BREAK  # a lone end tag makes an empty paragraph
        if not at or name in ("html", "body"):
            return
        limit = self.scope if name in _SPECIAL else self.special
        if name in _TABLE_PARTS:
            limit = self.where.get("table", []) if name != "table" else []
        if not limit or at[-1] >= limit[-1]:
            if name == "q" and self.content[start - 1] not in QUOTES:
                self.pop_to(at[-1] + 1, start)
                self.text(start, start)
            self.pop_to(at[-1], start, end)

    def end_open(self, name: str, limit: list[int], at: int) -> None:
        depths = self.where.get(name)
        if depths and (not limit or depths[-1] > limit[-1]):
            self.pop_to(depths[-1], at)

    def end_implied(self, name: str, at: int) -> None:
        ended, between = _ENDS[name]
        wall = max((self.where[other][-1] for other in between if self.where.get(other)), default=-1)
        for other in ended:
            depths = self.where.get(other)
            if depths and depths[-1] > wall:
                self.pop_to(depths[-1], at)

    def pop_to(self, depth: int, at: int, end: int | None = None) -> None:
        """Close all from the top down to `depth`; `end` is the end of the end tag of the last one closed."""
        page, last = self.page, len(self.page.elements) - 1
        while len(self.stack) > depth:
            element = self.stack.pop()
            element.last, element.end, element.last_text = last, at, len(page.texts)
            self.where[element.tag].pop()
            for depths in (self.special, self.scope):
                if depths and depths[-1] == len(self.stack):
                    depths.pop()
            if element.tag in BLOCK:
                self.gap = BREAK
        if end is not None:
            element.end = end
