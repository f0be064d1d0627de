"""A web page to a `Reading`: its reading text with the way back, which lines are the report, what the page says of itself."""

import bisect
from collections.abc import Iterator, Sequence

from headwater.read.page_blocks import find_blocks
from headwater.read.page_dates import Context, Dated, find_published
from headwater.read.page_dom import parse
from headwater.read.page_facts import Facts, find_facts
from headwater.read.page_meta import Title, basis, find_authors, find_hints, find_language, find_outlet, find_title, find_url, urlsplit_host
from headwater.read.page_text import Rendered, render
from headwater.records import Basis, Block, Reading

# top-level domains whose pages write the month first
_MONTH_FIRST = (".com", ".us", ".org", ".net", ".gov", ".edu", ".ph")


def read_html(content: str, *, url: str | None = None) -> Reading:
    """The report on a decoded page, offsets in code points of `content`; whatever is no markup is text, so it never fails.

    `text` is all that a reader sees; `blocks` say of each line what it is: of the role "heading" are the title
    (why "title") and the headings inside the body. `published` is the day of first publication, None where the page does
    not say it clearly; the grounds of the date stand first in `facts`. Source spans have an empty capture id.
    """
    page = parse(content)
    rendered = render(page)
    facts = find_facts(page, url=url)
    title = find_title(page, facts, rendered)
    blocks = find_blocks(page, rendered, title=title.span if title else None)
    language = find_language(facts)
    address = find_url(facts, url=url)
    at = _line_at(rendered, title.span) if title and title.span else None
    dated = find_published(Context(page, facts, rendered, blocks, at, url or (address.value if address else None), _month_first(facts, url), _european(language.value if language else None)))
    outlet = find_outlet(facts, url=url)
    authors = find_authors(facts, rendered, outlet=outlet.value if outlet else None, title=at)
    grounds = (*_title_ground(title), *(basis("author", one) for one in authors), *((basis(name, one)) for name, one in (("outlet", outlet), ("language", language), ("url", address)) if one))
    return Reading(
        locator="",
        text=rendered.text,
        source_map=tuple(rendered.runs),
        parent=content,
        title=title.text if title else None,
        title_span=title.span if title else None,
        url=url or (address.value if address else None),
        outlet=outlet.value if outlet else None,
        authors=tuple(one.value for one in authors),
        language=language.value if language else None,
        published=dated.iso if dated else None,
        facts=(*_date_grounds(dated), *grounds, *_described(facts)),
        hints=find_hints(facts, url=url),
        blocks=blocks,
    )


def body_text(reading: Reading) -> str:
    """The report alone: its body and the headings inside, a line a block; the title is not part of it."""
    return "\n".join(reading.text[block.start : block.end] for block in reading.blocks if is_body(block))


def is_body(block: Block) -> bool:
    """Does a block belong to the report's own text?"""
    return block.role == "body" or (block.role == "heading" and block.why != "title")


def _line_at(rendered: Rendered, span: tuple[int, int]) -> int:
    return bisect.bisect_right(rendered.lines, span[0], key=lambda line: line.start) - 1


def _month_first(facts: Facts, url: str | None) -> bool:
    stated = facts.first("html:lang", "meta:og:locale")
    tag = stated.value.replace("_", "-").lower() if stated else ""
    if tag in ("en-us", "en-ph"):
        return True
    address = url or next((fact.value for fact in facts.all("link:canonical", "meta:og:url")), "")
    return tag in ("en", "") and urlsplit_host(address).endswith(_MONTH_FIRST)


def _european(language: str | None) -> bool:
    return language in ("de", "fr", "it", "nl", "pl", "cs", "sk", "hu", "da", "sv", "no", "nb", "sl", "hr")


def _date_grounds(dated: Dated | None) -> Sequence[Basis]:
    return dated.basis if dated else ()


def _title_ground(title: Title | None) -> Iterator[Basis]:
    if title:
        yield basis("title", title.fact)


def _described(facts: Facts) -> Iterator[Basis]:
    fact = facts.first("meta:description", "meta:og:description", "meta:dc.description")
    if fact:
        yield basis("description", fact)
