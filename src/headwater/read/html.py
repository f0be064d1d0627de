"""A web page to a `Reading`: its reading text with the way back, which lines are the report, what the page says of itself."""

import bisect
from collections.abc import Iterator, Sequence

from headwater.read.page_blocks import find_blocks
from headwater.read.page_dates import Context, body_range, find_published
from headwater.read.page_dom import Page, parse
from headwater.read.page_facts import Fact, Facts, find_facts
from headwater.read.page_meta import Title, basis, find_authors, find_hints, find_language, find_outlet, find_title, find_url, urlsplit_host
from headwater.read.page_text import Rendered, render
from headwater.records import Basis, Block, Reading

# top-level domains whose pages write the month first
_MONTH_FIRST = (".com", ".us", ".org", ".net", ".gov", ".edu", ".ph")
# languages of the countries where midnight is 22 or 23 o'clock UTC
CENTRAL_EUROPEAN = frozenset(["cs", "da", "de", "fr", "hr", "hu", "it", "nb", "nl", "no", "pl", "sk", "sl", "sv"])


def read_html(content: str, *, url: str | None = None) -> Reading:
    """The report on a decoded page, offsets in code points of `content`; whatever is no markup is text, so it never fails.

    `text` is all that a reader sees; `blocks` say of each line what it is: of the role "heading" are the title
    (why "title") and the headings inside the body. `published` is the day of first publication, None where the page does
    not say it clearly; the grounds of the date stand first in `facts`. Source spans have an empty capture id.
    """
    page = parse(content)
    rendered = render(page)
    facts = find_facts(page, url=url)
    title, language, address, outlet = (
        find_title(page, facts, rendered),
        find_language(facts),
        find_url(facts, url=url),
        find_outlet(facts, url=url),
    )
    span = title.span if title else None
    blocks = find_blocks(page, rendered, title=span)
    dated = find_published(_context(page, rendered, facts, blocks, span, url or (address.value if address else None)))
    authors = find_authors(facts, rendered, outlet=outlet.value if outlet else None, title=_line_at(rendered, span))
    return Reading(
        locator="",
        text=rendered.text,
        source_map=tuple(rendered.runs),
        parent=content,
        title=title.text if title else None,
        title_span=span,
        url=url or (address.value if address else None),
        outlet=outlet.value if outlet else None,
        authors=tuple(one.value for one in authors),
        language=language.value if language else None,
        published=dated.iso if dated else None,
        facts=(*(dated.basis if dated else ()), *_grounds(title, authors, outlet, language, address), *_described(facts), *_last_changed(facts)),
        hints=find_hints(facts, url=url),
        blocks=blocks,
    )


def body_text(reading: Reading) -> str:
    """The report alone: its body and the headings inside, a line a block; the title is not part of it."""
    return "\n".join(reading.text[block.start : block.end] for block in reading.blocks if is_body(block))


def is_body(block: Block) -> bool:
    """Does a block belong to the report's own text?"""
    return block.role == "body" or (block.role == "heading" and block.why != "title")


def _context(
    page: Page, rendered: Rendered, facts: Facts, blocks: Sequence[Block], title: tuple[int, int] | None, url: str | None
) -> Context:
    by_line = _by_line(rendered, blocks)
    language = find_language(facts)
    return Context(
        page=page,
        facts=facts,
        rendered=rendered,
        blocks=by_line,
        title=_line_at(rendered, title),
        url=url,
        month_first=_month_first(facts, url),
        european=language is not None and language.value in CENTRAL_EUROPEAN,
        first=body_range(by_line)[0],
        last=body_range(by_line)[1],
    )


def _by_line(rendered: Rendered, blocks: Sequence[Block]) -> Sequence[Block]:
    """One block a line: of a line with a title inside, the last."""
    ends = {block.end: block for block in blocks}
    return [ends[line.end] for line in rendered.lines]


def _line_at(rendered: Rendered, span: tuple[int, int] | None) -> int | None:
    return None if span is None else bisect.bisect_right(rendered.lines, span[0], key=lambda line: line.start) - 1


def _month_first(facts: Facts, url: str | None) -> bool:
    stated = facts.first("html:lang", "meta:og:locale")
    tag = stated.value.replace("_", "-").lower() if stated else ""
    if tag in ("en-us", "en-ph"):
        return True
    address = url or next((fact.value for fact in facts.all("link:canonical", "meta:og:url")), "")
    return tag in ("en", "") and urlsplit_host(address).endswith(_MONTH_FIRST)


def _grounds(
    title: Title | None, authors: Sequence[Fact], outlet: Fact | None, language: Fact | None, address: Fact | None
) -> Iterator[Basis]:
    if title:
        yield basis("title", title.fact)
    yield from (basis("author", author) for author in authors)
    yield from (basis(label, fact) for label, fact in (("outlet", outlet), ("language", language), ("url", address)) if fact)


def _last_changed(facts: Facts) -> Iterator[Basis]:
    """When the page says that it was changed last: two versions of one page are told apart by it."""
    fact = facts.first("ld:dateModified", "meta:article:modified_time", "meta:og:updated_time", "prop:dateModified", "meta:last-modified")
    if fact:
        yield basis("changed", fact)


def _described(facts: Facts) -> Iterator[Basis]:
    fact = facts.first("meta:description", "meta:og:description", "meta:dc.description")
    if fact:
        yield basis("description", fact)
