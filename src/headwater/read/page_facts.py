"""What a page says of itself, each value with its place: meta tags, JSON-LD, microdata, links, `<time>`, headings.

Open Graph, Dublin Core, schema.org (JSON-LD and microdata), parsely and sailthru, under one naming: `meta:NAME`,
`ld:NAME`, `prop:NAME`, `link:REL`, `time`, `h1`, `title`, `html:lang`.
"""

import re
from typing import NamedTuple

from headwater.read.page_dom import Element, Page
from headwater.read.page_json import Value, objects, read_json
from headwater.read.page_text import decode

ARTICLE = re.compile(r"(?:^|/|:)\w*(?:Article|BlogPosting|LiveBlogPosting|Report|NewsItem|Review|Recipe|SocialMediaPosting|Posting)$")
_WEAK = re.compile(
    r"(?:^|/|:)(?:WebPage|ItemPage|AboutPage|VideoObject|PodcastEpisode|Event|Product|CreativeWork|MediaObject|ImageGallery)$"
)
# what stands under these keys is another report
_ELSEWHERE = frozenset(
    [
        "itemListElement",
        "hasPart",
        "relatedLink",
        "mentions",
        "citation",
        "isBasedOn",
        "subjectOf",
        "review",
        "comment",
        "about",
        "recordedAt",
        "liveBlogUpdate",
        "workExample",
        "blogPost",
        "itemReviewed",
        "image",
        "logo",
        "thumbnail",
        "video",
        "publisher",
        "author",
        "creator",
    ]
)
MAX_SCRIPTS = 40
MAX_FACTS = 2000
MAX_TEXTS = 100  # elements of one name whose text is read


class Fact(NamedTuple):
    """One value that the page gives: its name, its words, where they stand in the page, and the element that holds them."""

    name: str
    value: str
    start: int
    end: int
    element: Element | None = None


class Facts:
    """All facts of a page by name, in the order of the page; `articles` are the JSON-LD objects that may describe the report."""

    __slots__ = ("articles", "by_name", "objects")

    def __init__(self) -> None:
        self.by_name: dict[str, list[Fact]] = {}
        self.articles: list[Value] = []
        self.objects: list[Value] = []

    def add(self, fact: Fact) -> None:
        """Keep a fact that has words."""
        found = self.by_name.setdefault(fact.name, [])
        if fact.value and len(found) < MAX_FACTS:
            found.append(fact)

    def all(self, *names: str) -> list[Fact]:
        """The facts of these names: in the order of the names, then of the page."""
        return [fact for name in names for fact in self.by_name.get(name, ())]

    def first(self, *names: str) -> Fact | None:
        """The first fact of the first of these names that has one."""
        return next(iter(self.all(*names)), None)


def find_facts(page: Page, *, url: str | None = None) -> Facts:
    """Everything a page says of itself."""
    facts = Facts()
    scripts: list[Value] = []
    read = 0
    for element in page.elements:
        tag = element.tag
        if tag == "script":
            if read < MAX_SCRIPTS and _is_json_ld(page, element):
                read += 1
                scripts.extend(read_json(page.content, element.inner, _inner_end(page, element)))
        elif tag in _READERS:
            _READERS[tag](page, element, facts)
        if element.attrs_end - element.attrs_start > 10 and tag not in ("meta", "script", "link"):
            _props(page, element, facts)
            if element.last_text - element.first_text < 12 and _BYLINE.search(page.content, element.attrs_start, element.attrs_end):
                _text_of(page, element, "class:author", facts)
    _articles(scripts, facts, url)
    return facts


def _inner_end(page: Page, element: Element) -> int:
    return page.texts[element.last_text - 1].end if element.last_text > element.first_text else element.inner


def _is_json_ld(page: Page, element: Element) -> bool:
    return "ld+json" in page.content[element.attrs_start : element.attrs_end].lower()


def _place(page: Page, name: str, place: tuple[int, int], element: Element | None = None) -> Fact:
    return Fact(name, decode(page.content, *place), place[0], place[1], element)


def _meta(page: Page, element: Element, facts: Facts) -> None:
    found = page.attributes(element)
    place = found.get("content") or found.get("value")
    if place is None:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if attribute in found:
            name = page.content[slice(*found[attribute])].strip().lower()[:60]
            facts.add(_place(page, ("prop:" if attribute == "itemprop" else "meta:") + name, place, element))


def _link(page: Page, element: Element, facts: Facts) -> None:
    found = page.attributes(element)
    if "rel" in found and "href" in found:
        for rel in page.content[slice(*found["rel"])].lower().split()[:4]:
            facts.add(_place(page, f"link:{rel}", found["href"], element))


def _html(page: Page, element: Element, facts: Facts) -> None:
    found = page.attributes(element)
    for name in ("lang", "xml:lang"):
        if name in found:
            facts.add(_place(page, "html:lang", found[name], element))


def _text_of(page: Page, element: Element, name: str, facts: Facts) -> None:
    if len(facts.by_name.get(name, ())) >= MAX_TEXTS:
        return
    place = text_place(page, element)
    if place:
        facts.add(Fact(name, page.words(element)[:600], place[0], place[1], element))


def text_place(page: Page, element: Element) -> tuple[int, int] | None:
    """From the first to the last character of an element's text, blanks at the ends left out."""
    nodes = page.texts[element.first_text : min(element.last_text, element.first_text + 200)]
    filled = [node for node in nodes if not page.content[node.start : node.end].isspace()]
    if not filled:
        return None
    start, end = filled[0].start, filled[-1].end
    lead = page.content[start : filled[0].end]
    trail = page.content[filled[-1].start : end]
    return start + len(lead) - len(lead.lstrip()), end - len(trail) + len(trail.rstrip())


def _title(page: Page, element: Element, facts: Facts) -> None:
    if not (element.parent and element.parent.tag == "svg"):
        _text_of(page, element, "title", facts)


def _h1(page: Page, element: Element, facts: Facts) -> None:
    _text_of(page, element, "h1", facts)


def _time(page: Page, element: Element, facts: Facts) -> None:
    found = page.attributes(element)
    if "datetime" in found:
        facts.add(_place(page, "time", found["datetime"], element))
    else:
        _text_of(page, element, "time", facts)


def _abbr(page: Page, element: Element, facts: Facts) -> None:
    found = page.attributes(element)
    if "title" in found:
        facts.add(_place(page, "abbr", found["title"], element))


def _anchor(page: Page, element: Element, facts: Facts) -> None:
    raw = page.content[element.attrs_start : element.attrs_end]
    if "author" in raw and re.search(r"""rel\s*=\s*["']?[^"'>]*\bauthor\b""", raw):
        _text_of(page, element, "rel:author", facts)


_BYLINE = re.compile(
    r"""(?:class|id|data-testid)\s*=\s*["']?[^"'>]*(?<![a-zA-Z])(?:article|post|entry|story|content|news)?[-_]{0,2}(?:author|byline|autor|auteur|autore)(?:[-_]{1,2}(?:name|link))?(?![a-zA-Z-_])""",
    re.IGNORECASE,
)
_READERS = {"meta": _meta, "link": _link, "html": _html, "title": _title, "h1": _h1, "time": _time, "abbr": _abbr, "a": _anchor}
_PROP = re.compile(r"""itemprop\s*=\s*["']?([^"'>]+)""", re.IGNORECASE)
_KEPT_PROPS = frozenset(
    ["headline", "author", "datepublished", "datemodified", "datecreated", "publisher", "inlanguage", "name", "isbasedon", "credittext"]
)


def _props(page: Page, element: Element, facts: Facts) -> None:
    match = _PROP.search(page.content, element.attrs_start, element.attrs_end)
    if match is None:
        return
    for prop in match[1].lower().split()[:4]:
        if prop in _KEPT_PROPS:
            found = page.attributes(element)
            place = found.get("content") or found.get("datetime")
            if place:
                facts.add(_place(page, f"prop:{prop}", place, element))
            elif element.last_text - element.first_text < 40:
                _text_of(page, element, f"prop:{prop}", facts)


def _articles(scripts: list[Value], facts: Facts, url: str | None) -> None:
    """The objects of the JSON-LD, the one that describes this report first."""
    strong: list[tuple[int, Value]] = []
    weak: list[Value] = []
    for value, key in objects(scripts):
        facts.objects.append(value)
        kinds = [kind.text for kind in value.all("@type")]
        if any(ARTICLE.search(kind) for kind in kinds):
            elsewhere = key in _ELSEWHERE
            strong.append((elsewhere * 2 + (not _same_page(value, url)), value))
        elif any(_WEAK.search(kind) for kind in kinds) and key not in _ELSEWHERE:
            weak.append(value)
    strong.sort(key=lambda pair: pair[0])
    facts.articles = [value for rank, value in strong if rank < 2] + weak


def _same_page(value: Value, url: str | None) -> bool:
    if not url:
        return False
    tail = url.split("://")[-1].split("#")[0].split("?")[0].strip("/").removeprefix("www.")
    for name in ("url", "mainEntityOfPage", "@id"):
        for found in value.all(name):
            address = found.get("@id") or found.get("url") if found.kind == "object" else found
            if address is not None and tail and tail in address.text.split("?")[0]:
                return True
    return False


def of_article(facts: Facts, *names: str) -> list[Fact]:
    """The values of these names in the JSON-LD object that describes the report; of objects their name."""
    for article in facts.articles:
        found = [fact for name in names for value in article.all(name) if (fact := _as_fact(name, value, facts))]
        if found:
            return found
    return []


def _as_fact(name: str, value: Value, facts: Facts) -> Fact | None:
    if value.kind == "object":
        named = value.get("name") or _referred(value, facts) or value.get("url") or value.get("@id")
        if named is None:
            return None
        value = next(named.each(), named)
    if value.kind not in ("string", "word") or not value.text.strip() or value.text in ("null", "true", "false"):
        return None
    return Fact(f"ld:{name}", " ".join(value.text.split()), value.start, value.end)


def _referred(value: Value, facts: Facts) -> Value | None:
    """The name of the object that `{"@id": ...}` refers to."""
    wanted = value.get("@id")
    if wanted is None or len(facts.objects) > 500:
        return None
    for other in facts.objects:
        id_ = other.get("@id")
        if other is not value and id_ is not None and id_.text == wanted.text and (name := other.get("name")):
            return name
    return None
