"""The day a page was published: candidates by kind, ranked by how often each kind is right, or nothing.

The first publication counts, not updates. Comments, related reports, footers and copyright lines do not count. Weights are
shares of pages on which a kind alone was right, measured on half of a set of 746 dated pages in several languages.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.lexicon import pattern
from headwater.read.page_days import Day, find_days, one_day
from headwater.read.page_dom import Element, Page
from headwater.read.page_facts import Fact, Facts, of_article
from headwater.read.page_text import Line, Rendered
from headwater.records import Basis, Block
from headwater.text import SourceSpan

ENOUGH = 0.55  # below this there is no date
_WEIGHTS = {
    "ld:datePublished": 0.94,
    "meta": 0.96,
    "prop": 0.95,
    "url": 0.97,
    "meta weak": 0.83,
    "ld:dateCreated": 0.86,
    "ld:uploadDate": 0.7,
    "time near": 0.93,
    "time": 0.7,
    "words near": 0.9,
    "words": 0.8,
    "near": 0.88,
    "byline": 0.8,
    "above": 0.66,
    "dateline": 0.6,
    "below": 0.6,
    "script": 0.75,
    "modified": 0.56,
    "body": 0.3,
}
AGREE = 0.04  # each further kind that gives the same day
SAME_MONTH = 0.03  # the address has the same month
NEAR_AFTER = 12  # lines after the headline that may date the report
NEAR_BEFORE = 6
SHORT = 120  # a line of this length at most is a byline, not prose

_PUBLISHED = frozenset(
    "article:published_time og:article:published_time og:published_time og:pubdate article:published article:publicationdate "
    "article_date_original article.published datepublished date_published publication_date publicationdate publish-date publish_date publishdate "
    "pubdate pub_date published published-date published_date publishtime published_time cxenseparse:recs:publishtime cxenseparse:publishtime "
    "parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc:date.issued dc.date.published citation_publication_date citation_online_date "
    "citation_date bepress_citation_date bepress_citation_online_date shareaholic:article_published_time originalpublicationdate rbpubdate ptime "
    "vr:published-time displaydate article-publish-date content_publisheddate dtk:publishdate date.available release_date release-date "
    "firstpublishedtime lastpublisheddate_ article:post_date".split()
)
_WEAK = frozenset("date dc.date dc:date dcterms.date dc.created dcterms.created dcterms:created dc.date.created dc:date.created creation_date created createdate dtk:createddate veeseo:date doc_date article.created og:date pdate time".split())
_MODIFIED = frozenset("article:modified_time og:updated_time og:article:modified_time last-modified lastmod modified dcterms.modified dc.date.modified article:modified revised".split())


class Candidate(NamedTuple):
    """One day that a page offers: its kind, how far to trust it, and its ground."""

    iso: str
    kind: str
    weight: float
    basis: Basis


class Dated(NamedTuple):
    """The day of publication and its grounds, the best first."""

    iso: str
    basis: tuple[Basis, ...]


class Context(NamedTuple):
    """What the search for dates needs to know of a page."""

    page: Page
    facts: Facts
    rendered: Rendered
    blocks: Sequence[Block]
    title: int | None  # the headline's line
    url: str | None
    month_first: bool


def find_published(context: Context) -> Dated | None:
    """The day of first publication, None where the page gives none or only weak or contradicting ones."""
    found = list(candidates(context))
    best = max(_scores(found, context.url), default=None)
    if best is None or best[0] < ENOUGH:
        return None
    _, _, iso = best
    grounds = sorted((one for one in found if one.iso == iso), key=lambda one: -one.weight)
    return Dated(iso, tuple(dict.fromkeys(one.basis for one in grounds[:4])))


def _scores(found: Sequence[Candidate], url: str | None) -> Iterator[tuple[float, int, str]]:
    """For each day its score; of equal ones the first offered."""
    days = list(dict.fromkeys(one.iso for one in found))
    month = _month_of(url)
    for at, iso in enumerate(days):
        weights: dict[str, float] = {}
        for one in found:
            if one.iso == iso:
                weights[one.kind] = max(one.weight, weights.get(one.kind, 0))
        score = max(weights.values()) + AGREE * (len(weights) - 1)
        if month:
            score += SAME_MONTH if iso.startswith(month) else -SAME_MONTH
        yield score, -at, iso


_URL_MONTH = re.compile(r"[/-]((?:19|20)\d\d)[/-]?(1[0-2]|0[1-9])(?![\d])")


def _month_of(url: str | None) -> str | None:
    match = _URL_MONTH.search(url or "")
    return f"{match[1]}-{match[2]}" if match else None


def candidates(context: Context) -> Iterator[Candidate]:
    """All days that a page offers for its publication, the most reliable kinds first."""
    yield from _stated(context)
    yield from _in_url(context.url)
    yield from _times(context)
    yield from _lines(context)
    yield from _scripts(context)


def _of_fact(fact: Fact, kind: str, context: Context, *, weight: float | None = None) -> Iterator[Candidate]:
    day = one_day(fact.value, month_first=context.month_first)
    if day:
        ground = Basis(from_="page", text=_label(fact.name, fact.value, day.iso), span=SourceSpan("", fact.start, fact.end))
        yield Candidate(day.iso, kind, (weight or _WEIGHTS[kind]) - (0 if day.sure else UNSURE), ground)


UNSURE = 0.25  # day and month could be exchanged


def _label(name: str, value: str, iso: str) -> str:
    name = name.split(":", 1)[-1] if name.startswith(("meta:", "ld:", "prop:")) else name
    return f"{name}: {value}" if iso in value else f"{name}: {value} ({iso})"


def _stated(context: Context) -> Iterator[Candidate]:
    facts = context.facts
    for name in ("datePublished", "dateCreated", "uploadDate"):
        for fact in of_article(facts, name)[:1]:
            yield from _of_fact(fact, f"ld:{name}", context)
    for fact in of_article(facts, "dateModified")[:1]:
        yield from _of_fact(fact, "modified", context)
    for full in facts.by_name:
        space, _, name = full.partition(":")
        if space in ("meta", "prop"):
            kind = "prop" if full == "prop:datepublished" else _meta_kind(name)
            if kind and (facts.by_name[full]) and not (kind == "prop" and len({fact.value[:10] for fact in facts.by_name[full]}) > MANY):
                yield from _of_fact(facts.by_name[full][0], kind, context)


MANY = 3  # so many different days of one kind date a list, not one report


def _meta_kind(name: str) -> str | None:
    if name in _PUBLISHED:
        return "meta"
    if name in _WEAK or name in ("datecreated",):
        return "meta weak"
    return "modified" if name in _MODIFIED or name == "datemodified" else None


_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)")
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)/")


def _in_url(url: str | None) -> Iterator[Candidate]:
    path = (url or "").split("://", 1)[-1].partition("/")[2]
    for match in (*_URL_DAY.finditer("/" + path), *_URL_NAMED.finditer("/" + path)):
        if match.re is _URL_DAY and not match[2] and len(match[0]) != 8:
            continue
        day = one_day(match[0].strip("/").replace("/", "-") if match.re is _URL_DAY else match[0].strip("/").replace("/", " "))
        if day:
            yield Candidate(day.iso, "url", _WEIGHTS["url"], Basis(from_="url", text=f"{match[0]} ({day.iso})"))
            return


def _times(context: Context) -> Iterator[Candidate]:
    """`<time>` elements that stand near the headline, or in the report's own part of the page."""
    starts = [line.first_text for line in context.rendered.lines]
    seen = 0
    for fact in context.facts.all("time")[:60]:
        if fact.element is None:
            continue
        at = bisect.bisect_right(starts, fact.element.first_text) - 1
        if fact.element.first_text == fact.element.last_text:
            at = min(at + 1, len(starts) - 1)
        if at < 0 or _elsewhere(context, at):
            continue
        seen += 1
        updated = _is_update(context, fact.element)
        near = _near(context, at)
        weight = _WEIGHTS["time near" if near else "time"] - 0.05 * (seen > 1)
        yield from _of_fact(fact, "modified" if updated else "time near" if near else "time", context, weight=_WEIGHTS["modified"] if updated else weight)


def _is_update(context: Context, element: Element) -> bool:
    raw = context.page.content[element.attrs_start : element.attrs_end].lower()
    return "updated" in raw or "modified" in raw or bool(pattern("page_updated").search(_before(context.page, element)))


def _before(page: Page, element: Element) -> str:
    """The words on the page right before an element."""
    nodes = page.texts[max(0, element.first_text - 3) : element.first_text]
    return " ".join(page.content[node.start : node.end] for node in nodes if node.end - node.start < 200)[-40:]


def _near(context: Context, at: int) -> bool:
    return context.title is not None and -NEAR_BEFORE <= at - context.title <= NEAR_AFTER


_OWN = ("byline", "caption", "other", "navigation", "credit_line", None)


def _elsewhere(context: Context, at: int) -> bool:
    """Does this line belong to comments, other reports or a footer?"""
    block = context.blocks[at]
    return block.role == "furniture" and (block.kind in ("comment_box", "related_link", "legal_notice", "appeal") or (block.kind == "navigation" and block.why == "page" and not _near(context, at)))


def _lines(context: Context) -> Iterator[Candidate]:
    first, last = _body_range(context.blocks)
    modified_seen = False
    for at, line in enumerate(context.rendered.lines):
        words = context.rendered.text[line.start : min(line.end, line.start + 4 * SHORT)]
        if not any(char.isdigit() for char in words) or _elsewhere(context, at) or "©" in words:
            continue
        for day in list(find_days(words, month_first=context.month_first))[:3]:
            kind = _line_kind(context, at, line, words, day, first, last)
            if kind == "modified" and modified_seen:
                continue
            modified_seen = modified_seen or kind == "modified"
            yield _of_line(context, line, day, kind)


def _of_line(context: Context, line: Line, day: Day, kind: str) -> Candidate:
    start, end = _source(context.rendered, line.start + day.start, line.start + day.end)
    words = context.rendered.text[line.start + day.start : line.start + day.end]
    ground = Basis(from_="page", text=_label("text", words, day.iso), span=SourceSpan("", start, end))
    return Candidate(day.iso, kind, _WEIGHTS[kind] - (0 if day.sure else UNSURE), ground)


def _source(rendered: Rendered, start: int, end: int) -> tuple[int, int]:
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


def _body_range(blocks: Sequence[Block]) -> tuple[int, int]:
    body = [at for at, block in enumerate(blocks) if block.role == "body" and block.end - block.start > SHORT]
    return (body[0], body[-1]) if body else (len(blocks), len(blocks))


def _line_kind(context: Context, at: int, line: Line, words: str, day: Day, first: int, last: int) -> str:
    before = words[max(0, day.start - 40) : day.start]
    updated = pattern("page_updated").search(before)
    published = pattern("page_published").search(before)
    if updated and not (published and published.start() > updated.start()):
        return "modified"
    short = line.end - line.start <= SHORT
    near = _near(context, at) and at <= first + 1
    if published and short:
        return "words near" if near or at <= first else "words"
    if not short:
        return "dateline" if day.start < 40 and first - 1 <= at <= first + 1 else "body"
    if context.title is not None and context.title <= at <= max(first, context.title + 2) and at <= context.title + NEAR_AFTER:
        return "near"
    if context.blocks[at].kind == "byline":
        return "byline"
    if context.title is not None and 0 < context.title - at <= NEAR_BEFORE:
        return "above"
    if 0 < at - last <= 6:
        return "below"
    if context.title is None and at <= first and first - at < 6:
        return "above"
    return "body"


_SCRIPT = re.compile(
    r"""["']?\b(?:date_?published|publish(?:ed)?_?(?:at|date|on|time|ed)|publication_?date|pub_?date|first_?published|article_?published|release_?date|post_?date|display_?date)\b["']?\s*[:=,]\s*["'](\d{4}[-/]\d\d[-/]\d\d|\d{8})""",
    re.IGNORECASE,
)


def _scripts(context: Context) -> Iterator[Candidate]:
    """Dates that the page's own scripts call those of publication, where they agree."""
    found: dict[str, Fact] = {}
    for match in _SCRIPT.finditer(context.page.content):
        day = one_day(match[1])
        if day:
            found.setdefault(day.iso, Fact("script", match[1], match.start(1), match.end(1)))
    if len(found) == 1:
        for fact in found.values():
            yield from _of_fact(fact, "script", context)
