"""The day a page was published: candidates by kind, ranked by how often each kind is right, or nothing.

The first publication counts, not updates. Comments, related reports, footers and copyright lines do not count. Weights are
shares of pages on which a kind alone was right, measured on half of a set of 746 dated pages in several languages.
"""

import bisect
import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.days import Day, find_days, one_day
from headwater.lexicon import mapping, pattern
from headwater.read.page_dom import Element, Page
from headwater.read.page_facts import Fact, Facts, of_article
from headwater.read.page_text import Line, Rendered, source_place
from headwater.records import Basis, Block
from headwater.text import SourceSpan

ENOUGH = 0.55  # below this there is no date: of days scored about .3 one in three was right, about .6 five of eight, from .8 on nine of ten
_WEIGHTS = {
    "ld:datePublished": 0.94,
    "meta": 0.96,
    "prop": 0.95,
    "url": 0.97,
    "meta weak": 0.83,
    "ld:dateCreated": 0.86,
    "ld:uploadDate": 0.7,
    "time near": 0.93,
    "time": 0.68,
    "words near": 0.9,
    "words": 0.8,
    "near": 0.88,
    "byline": 0.8,
    "just above": 0.8,
    "above": 0.66,
    "dateline": 0.71,
    "below": 0.6,
    "script": 0.75,
    "modified": 0.56,
    "body": 0.3,
}
MAX_LINES = 500  # dates in the reading text that are looked at
AGREE = 0.04  # each further kind that gives the same day
SAME_MONTH = 0.03  # the address has the same month
NEAR_AFTER = 12  # lines after the headline that may date the report
NEAR_BEFORE = 6
SHORT = 120  # a line of this length at most is a byline, not prose
_META_KINDS = {"published": "meta", "weak": "meta weak", "modified": "modified"}


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
    european: bool  # the language is one of Central Europe's time
    first: int  # the first and the last line of prose
    last: int


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
        if "modified" in weights and any(one.iso < iso and one.weight > STRONG for one in found):
            score -= LATER
        if "url" in weights and any(one.weight > STRONG and abs(_ordinal(one.iso) - _ordinal(iso)) == 1 for one in found):
            score += BY_ADDRESS
        if month:
            score += SAME_MONTH if iso.startswith(month) else -SAME_MONTH
        yield score, -at, iso


STRONG = 0.9
LATER = 0.15  # the day of a change, where an earlier day is stated
BY_ADDRESS = 0.2  # the address has the local day, metadata often that of UTC


def _ordinal(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()


_URL_MONTH = re.compile(r"[/-]((?:19|20)\d\d)[/-]?(1[0-2]|0[1-9])(?![\d])")


def _month_of(url: str | None) -> str | None:
    match = _URL_MONTH.search(url or "")
    return f"{match[1]}-{match[2]}" if match else None


def candidates(context: Context) -> Iterator[Candidate]:
    """All days that a page offers for its publication, the most reliable kinds first."""
    yield from _stated(context)
    yield from _in_url(context.url)
    yield from _times(context)
    yield from itertools.islice(_lines(context), MAX_LINES)
    yield from _scripts(context)


def _of_fact(fact: Fact, kind: str, context: Context, *, weight: float | None = None) -> Iterator[Candidate]:
    day = one_day(fact.value, month_first=context.month_first)
    if day and _MIDNIGHT.search(fact.value) and context.european:
        day = day._replace(iso=_next(day.iso))
    if day:
        ground = Basis(from_="page", text=_label(fact.name, fact.value, day.iso), span=SourceSpan("", fact.start, fact.end))
        yield Candidate(day.iso, kind, (weight or _WEIGHTS[kind]) - (0 if day.sure else UNSURE), ground)


# midnight in most of Europe, written in UTC
_MIDNIGHT = re.compile(r"T2[23]:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)\s*$")


def _next(iso: str) -> str:
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(days=1)).isoformat()


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
    return _META_KINDS.get(mapping("page_date_keys").get(name, ""))


_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)")
_URL_DAY_FIRST = re.compile(r"(?<![\d.])(3[01]|[12]\d|0[1-9])([-_.])(1[0-2]|0[1-9])\2((?:19|20)\d\d)(?!\d)")
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
    other = _URL_DAY_FIRST.search(path)
    day = one_day(f"{other[4]}-{other[3]}-{other[1]}") if other else None
    if other and day:
        yield Candidate(day.iso, "url", _WEIGHTS["url"] - 0.1, Basis(from_="url", text=f"{other[0]} ({day.iso})"))


def _times(context: Context) -> Iterator[Candidate]:
    """`<time>` elements that stand near the headline, or in the report's own part of the page."""
    starts = [line.first_text for line in context.rendered.lines]
    seen = 0
    for fact in context.facts.all("time", "abbr")[:60]:
        if fact.element is None:
            continue
        at = bisect.bisect_right(starts, fact.element.first_text) - 1
        if fact.element.first_text == fact.element.last_text:
            at = min(at + 1, len(starts) - 1)
        if at < 0 or _elsewhere(context, at):
            continue
        seen += 1
        updated = _is_update(context, fact.element)
        near = _near(context, at) or (_is_publication(context, fact.element) and seen == 1)
        weight = _WEIGHTS["time near" if near else "time"] - 0.05 * (seen > 1)
        yield from _of_fact(
            fact, "modified" if updated else "time near" if near else "time", context, weight=_WEIGHTS["modified"] if updated else weight
        )


def _is_update(context: Context, element: Element) -> bool:
    raw = context.page.content[element.attrs_start : element.attrs_end].lower()
    return "updated" in raw or "modified" in raw or bool(pattern("page_updated").search(_before(context.page, element)))


def _is_publication(context: Context, element: Element) -> bool:
    raw = context.page.content[element.attrs_start : element.attrs_end].lower()
    return "publi" in raw or "pubdate" in raw or "entry-date" in raw


def _before(page: Page, element: Element) -> str:
    """The words on the page right before an element."""
    nodes = page.texts[max(0, element.first_text - 3) : element.first_text]
    return " ".join(page.content[node.start : node.end] for node in nodes if node.end - node.start < 200)[-40:]


def _near(context: Context, at: int) -> bool:
    return context.title is not None and -NEAR_BEFORE <= at - context.title <= NEAR_AFTER


def _elsewhere(context: Context, at: int) -> bool:
    """Does this line belong to comments, other reports or a footer?"""
    block = context.blocks[at]
    if context.title is not None and 0 <= at - context.title <= 3:
        return False
    if block.role != "furniture" or block.why not in ("page_block", "under_heading"):
        return False
    return block.kind == "comment_box" or (at > context.first and block.kind in ("related_link", "legal_notice", "appeal"))


def _lines(context: Context) -> Iterator[Candidate]:
    for at, line in enumerate(context.rendered.lines):
        if not _elsewhere(context, at):
            for start, end in _parts(context.rendered.text, line):
                yield from _in_part(context, _Part(at, start, end, context.first, context.last))


class _Part(NamedTuple):
    """A stretch of line `at` between two line breaks; the report's prose runs from line `first` to line `last`."""

    at: int
    start: int
    end: int
    first: int
    last: int


MAX_PARTS = 40


def _parts(text: str, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for _ in range(MAX_PARTS):
        end = text.find("\n", start, line.end)
        if end < 0:
            yield start, line.end
            return
        yield start, end
        start = end + 1


def _in_part(context: Context, part: _Part) -> Iterator[Candidate]:
    words = context.rendered.text[part.start : min(part.end, part.start + 4 * SHORT)]
    if not any(map(words.__contains__, "12390")) or "©" in words or "copyright" in words.lower():
        return
    block = context.blocks[part.at]
    beside = block.kind == "navigation" and block.why == "page_block" and part.at > context.first and not _near(context, part.at)
    for day in itertools.islice(find_days(words, month_first=context.month_first), 3):
        kind = _kind(context, part, words, day)
        if not beside or kind in ("words near", "words"):  # in a side column only what is labelled
            yield _of_line(context, part.start, day, kind)


def _of_line(context: Context, base: int, day: Day, kind: str) -> Candidate:
    start, end = source_place(context.rendered, base + day.start, base + day.end)
    words = context.rendered.text[base + day.start : base + day.end]
    ground = Basis(from_="page", text=_label("text", words, day.iso), span=SourceSpan("", start, end))
    return Candidate(day.iso, kind, _WEIGHTS[kind] - (0 if day.sure else UNSURE), ground)


def body_range(blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and the last line of prose; beyond the end where there is none."""
    body = [at for at, block in enumerate(blocks) if block.role == "body" and block.end - block.start > SHORT]
    return (body[0], body[-1]) if body else (len(blocks), len(blocks))


def _kind(context: Context, part: _Part, words: str, day: Day) -> str:
    """What a date in the reading text is by its words and its place."""
    at, title = part.at, context.title
    said = _said(context, part, words, day)
    short = part.end - part.start <= SHORT
    if said == "updated":
        return "modified"
    if said and part.end - part.start <= 4 * SHORT:
        return "words near" if at <= part.first or (_near(context, at) and at <= part.first + 1) else "words"
    if not short:
        opens = part.first - 1 <= at <= part.first + 3 or (title is not None and 0 < at - title <= NEAR_BEFORE)
        return "dateline" if day.start < 40 and opens else "body"
    if title is not None and title <= at <= min(max(part.first, title + 2), title + NEAR_AFTER):
        return "near"
    if context.blocks[at].kind == "byline":
        return "byline"
    return _by_place(part, title)


def _by_place(part: _Part, title: int | None) -> str:
    above = 0 < title - part.at <= NEAR_BEFORE if title is not None else 0 <= part.first - part.at < NEAR_BEFORE
    if above:
        return "just above" if title is not None and title - part.at <= 2 else "above"
    return "below" if 0 < part.at - part.last <= 6 else "body"


LABEL = 30  # a label stands at most so far before its date


def _said(context: Context, part: _Part, words: str, day: Day) -> str | None:
    """Do the words beside a date, or the label above it, say what it is?"""
    before = words[max(0, day.start - LABEL) : day.start]
    if not before.strip() and part.at and part.end - part.start < SHORT / 2:
        above = context.rendered.lines[part.at - 1]
        if above.end - above.start < SHORT / 4:
            before = context.rendered.text[above.start : above.end]
    updated = max((match.start() for match in pattern("page_updated").finditer(before)), default=-1)
    published = max((match.start() for match in pattern("page_published").finditer(before)), default=-1)
    if updated < 0 <= published or 0 <= updated < published:
        return "published"
    after = words[day.end : day.end + 60]
    if updated >= 0 or pattern("page_updated").search(after):
        return "updated"
    return "published" if pattern("page_published").search(after[:40]) and _SAYS.search(after) else None


# a verb of publishing after the date: "... 3. Dezember 2011 um 9 Uhr veröffentlicht"
_SAYS = re.compile(
    r"(?<!\w)(?:veröffentlicht|publiziert|erstellt|eingestellt|geschrieben|verfasst|gepostet|published|posted|publié|publicado)(?!\w)",
    re.IGNORECASE,
)


_SCRIPT_DAY = re.compile(r"""["'](\d{4}[-/]\d\d[-/]\d\d|\d{8})""")
_SCRIPT_KEY = re.compile(
    r"""\b(?:date_?published|publish(?:ed)?_?(?:at|date|on|time|ed)|publication_?date|pub_?date|first_?published|article_?published|release_?date|post_?date|display_?date)\b["']?\s*[:=,]\s*$""",
    re.IGNORECASE,
)
KEY_LENGTH = 40


def _scripts(context: Context) -> Iterator[Candidate]:
    """Dates that the page's own scripts call those of publication, where they agree."""
    found: dict[str, Fact] = {}
    content = context.page.content
    for match in _SCRIPT_DAY.finditer(content):
        named = _SCRIPT_KEY.search(content, max(0, match.start() - KEY_LENGTH), match.start())
        day = one_day(match[1]) if named else None
        if day:
            found.setdefault(day.iso, Fact("script", match[1], match.start(1), match.end(1)))
    if len(found) == 1:
        for fact in found.values():
            yield from _of_fact(fact, "script", context)
