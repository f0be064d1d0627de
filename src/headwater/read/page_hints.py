"""What the tags, classes and roles of a page say of its parts: the report's text, or which kind of furniture."""

import functools
import html
import itertools
import re

from headwater.lexicon import rows
from headwater.read.page_dom import Element, Page
from headwater.records import FurnitureKind

Mark = str  # "body", "lead", or one of FurnitureKind

_TAGS: dict[str, FurnitureKind] = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "related_link",
    "form": "other",
    "button": "other",
    "select": "other",
    "textarea": "other",
    "menu": "navigation",
    "dialog": "other",
    "figure": "caption",
    "figcaption": "caption",
    "legend": "other",
    "address": "byline",
    "time": "byline",
}
_ROLES: dict[str, FurnitureKind] = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "navigation",
    "complementary": "related_link",
    "search": "navigation",
    "dialog": "other",
    "alertdialog": "other",
    "menu": "navigation",
    "menubar": "navigation",
    "tablist": "navigation",
    "toolbar": "navigation",
}
_PROPS: dict[str, Mark] = {
    "articlebody": "body",
    "author": "byline",
    "datepublished": "byline",
    "datemodified": "byline",
    "publisher": "byline",
    "copyrightholder": "legal_notice",
    "comment": "comment_box",
    "keywords": "byline",
}
# where several words of an element disagree, the first of these counts
_ORDER = (
    "body",
    "comment_box",
    "related_link",
    "appeal",
    "legal_notice",
    "caption",
    "credit_line",
    "byline",
    "other",
    "navigation",
    "lead",
)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
# a class that says what an element has, or is in, says nothing of what it is
_MODIFIER = frozenset(
    [
        "has",
        "no",
        "not",
        "with",
        "without",
        "is",
        "js",
        "hide",
        "hidden",
        "show",
        "category",
        "tag",
        "status",
        "type",
        "format",
        "single",
        "page",
        "postid",
        "theme",
        "wp-",
        "menu-item",
        "attachment",
        "layout",
        "template",
        "style",
        "col",
        "row",
        "span",
        "size",
        "align",
        "width",
    ]
)
# page builders call each part of a text a widget
_BUILDERS = frozenset(["elementor", "so", "siteorigin", "panel", "fusion", "avia"])
_CUT = re.compile(r"--|(?:^|[-_])(?:with|has|no|without)[-_]")


@functools.cache
def _hints() -> tuple[dict[str, Mark], tuple[tuple[str, Mark], ...]]:
    exact: dict[str, Mark] = {}
    prefixes: list[tuple[str, Mark]] = []
    for word, kind in rows("page_hints"):
        if word.endswith("*"):
            prefixes.append((word[:-1], kind))
        else:
            exact[word] = kind
    return exact, tuple(prefixes)


@functools.lru_cache(maxsize=65536)
def token_mark(token: str) -> Mark | None:
    """What one class name or id says, None where it says nothing."""
    words = [word.lower() for word in _WORDS.findall(_CUT.split(token, maxsplit=1)[0])][:12]
    if words and words[0] in _BUILDERS:
        words = [word for word in words if word != "widget"]
    if not words or words[0] in _MODIFIER:
        return None
    exact, prefixes = _hints()
    for size in (4, 3, 2, 1):  # the longest run of words that is known speaks
        found = {exact.get("-".join(words[at : at + size])) for at in range(len(words) - size + 1)}
        if size == 1:
            found.update(kind for word in words for start, kind in prefixes if word.startswith(start))
        if found - {None}:
            return next(kind for kind in _ORDER if kind in found)
    return None


# the id of a heading is an anchor made of its words
_ANCHORS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NAMED = re.compile(
    r"""(?:^|[\s"'])(class|id|role|itemprop|data-testid|data-component|data-qa)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE
)


@functools.lru_cache(maxsize=16384)
def _named(raw: str, anchor: bool) -> Mark | None:
    found: set[Mark | None] = set()
    for match in _NAMED.finditer(raw):
        name, value = match[1].lower(), html.unescape(match[2] or match[3] or match[4] or "")
        if name == "id" and anchor:
            continue
        if name == "role":
            found.add(_ROLES.get(value.strip().lower()))
        elif name == "itemprop":
            found.update(_PROPS.get(word.lower()) for word in value.split()[:4])
        else:
            found.update(token_mark(token[:80]) for token in value.split()[:24])
    return next((kind for kind in _ORDER if kind in found), None)


def element_mark(page: Page, element: Element) -> Mark | None:
    """What an element says of itself by its tag and its names, None where it says nothing."""
    tag = element.tag
    if tag in ("html", "body", "main", "#root"):
        return None
    by_name = (
        _named(page.content[element.attrs_start : element.attrs_end], tag in _ANCHORS)
        if element.attrs_end - element.attrs_start > 5
        else None
    )
    if by_name == "body" or (tag == "article" and by_name not in ("comment_box", "related_link")):
        return "body" if by_name == "body" else None
    if element.tag == "figure" and any(part.tag in _FIGURE_TEXT for part in itertools.islice(page.inside(element), 40)):
        return None
    return _TAGS.get(element.tag) or by_name


# a figure that holds one of these is part of the text
_FIGURE_TEXT = frozenset(["table", "blockquote", "pre", "p"])
