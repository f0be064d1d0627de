"""RSS 2.0 and 1.0 and Atom (RFC 4287): each entry a report whose characters map back to the feed.

feedparser would read more dialects, but loses where things stand; the offsets are the point here.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import msgspec

from headwater.errors import Unreadable
from headwater.read.decode import Decoded
from headwater.read.feed_dom import Element, tree
from headwater.read.html import read_html
from headwater.read.limits import MAX_ENTRIES
from headwater.read.runs import Runs, stretch, through
from headwater.records import Basis, Block, Hint, Reading
from headwater.text import SourceSpan

_MARKUP = re.compile(r"<[A-Za-z!/][^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w+);")
_TAGS = re.compile(r"<[A-Za-z!/][^>]*>")
_AUTHOR = re.compile(r"^\S+@\S+\s+\((.+)\)$")  # RSS 2.0: an address with the name in brackets
_SEVERAL = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_WORDS = ("content:encoded", "content", "xhtml:body", "description", "summary", "media:description", "title")
_DATES = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "updated", "modified", "dcterms:modified")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Words(msgspec.Struct, frozen=True):
    """The reading text of an entry with its map onto the feed."""

    text: str
    runs: Runs
    blocks: tuple[Block, ...] = ()


class _Feed(msgspec.Struct, frozen=True):
    """What a feed says of all its entries."""

    decoded: Decoded
    outlet: str | None
    url: str | None
    language: str | None


def feed_readings(decoded: Decoded, *, url: str | None = None) -> Iterator[Reading]:
    """One reading an entry, in the feed's order; spans count in the decoded feed.

    Raises Unreadable after the entries that could be read, when the feed is broken or has entries without words.
    """
    found = tree(decoded.content)
    root = found.root
    entries = _entries(root) if root is not None else []
    feed = _feed(decoded, root, url)
    taken: dict[str, int] = {}
    for number, entry in enumerate(entries[:MAX_ENTRIES], start=1):
        reading = _reading(feed, entry, number)
        if reading is not None:
            taken[reading.locator] = taken.get(reading.locator, 0) + 1
            again = taken[reading.locator]
            yield reading if again == 1 else msgspec.structs.replace(reading, locator=f"{reading.locator}#{again}")
    _complain(sum(taken.values()), len(entries), found.broken)


def _complain(read: int, entries: int, broken: str | None) -> None:
    if broken:
        raise Unreadable(f"is a broken feed ({broken}): {read} {_noun(read)} read, what follows is lost")
    if entries > MAX_ENTRIES:
        raise Unreadable(f"is a feed of {entries} entries: the first {MAX_ENTRIES} were read")
    if not entries:
        raise Unreadable("is a feed without entries")
    if read < entries:
        raise Unreadable(f"has {entries - read} of {entries} entries without any words")


def _noun(count: int) -> str:
    return "entry was" if count == 1 else "entries were"


def _entries(root: Element) -> list[Element]:
    """The complete entries: under the root (Atom, RSS 1.0) or under its channel (RSS 2.0)."""
    places = [root, *(child for child in root.children if child.name == "channel")]
    return [child for place in places for child in place.children if child.name in ("item", "entry") and child.end > child.start]


def _feed(decoded: Decoded, root: Element | None, url: str | None) -> _Feed:
    if root is None:
        return _Feed(decoded, None, url, None)
    about = _child(root, "channel") or root
    return _Feed(
        decoded=decoded,
        outlet=_line(_child(about, "title"), decoded.content),
        url=_link(about, about.attributes.get("xml:base") or url),
        language=_language(about) or _language(root),
    )


def _language(element: Element) -> str | None:
    for name in ("language", "dc:language"):
        child = _child(element, name)
        if child is not None and child.text.strip():
            return child.text.strip()
    return element.attributes.get("xml:lang") or None


def _reading(feed: _Feed, entry: Element, number: int) -> Reading | None:
    content = feed.decoded.content
    base = _joined(feed.url, entry.attributes.get("xml:base"))
    url = _link(entry, base)
    words = next((words for words in _all_words(entry, content, url) if words.text.strip()), None)
    if words is None:
        return None
    facts = tuple(_dates(entry))
    title = _line(_child(entry, "title"), content)
    return Reading(
        locator=_locator(entry, url, number),
        text=words.text,
        source_map=words.runs,
        parent=content,
        title=title,
        title_span=(0, len(title)) if title and f"{words.text}\n".startswith(f"{title}\n") else None,
        url=url,
        outlet=feed.outlet,
        authors=tuple(_authors(entry)),
        language=_language(entry) or feed.language,
        published=next((day for day in map(_day, (fact.text for fact in facts)) if day), None),
        facts=facts,
        hints=tuple(_hints(entry, content)),
        blocks=words.blocks,
        charset=feed.decoded.charset,
        charset_by=feed.decoded.by,
    )


def _child(element: Element, *names: str) -> Element | None:
    for name in names:
        for child in element.children:
            if child.name == name:
                return child
    return None


# -- words -------------------------------------------------------------------------------------------


def _all_words(entry: Element, content: str, url: str | None) -> Iterator[_Words]:
    """The texts of an entry, the fullest kind first; the title where there is nothing else."""
    for name in _WORDS:
        for child in entry.children:
            if child.name == name:
                yield _words(child, content, url)


def _words(element: Element, content: str, url: str | None) -> _Words:
    if element.children:  # markup that was not escaped: XHTML of Atom, or careless RSS
        length = element.inner_end - element.inner
        return _page(content[element.inner : element.inner_end], ((0, length, element.inner, length),), url)
    kind = element.attributes.get("type", "").casefold()
    if kind not in ("text", "text/plain") and _MARKUP.search(element.text):
        return _page(element.text, element.source_runs(), url)
    return _plain(element)


def _page(markup: str, runs: Runs, url: str | None) -> _Words:
    if not _TAGS.sub("", markup).strip():
        return _Words("", ())
    reading = read_html(markup, url=url)
    said = any(block.role == "body" for block in reading.blocks)  # an entry that is one link to the report is still its words
    return _Words(reading.text, through(reading.source_map, runs), reading.blocks if said else ())


def _plain(element: Element) -> _Words:
    start = len(element.text) - len(element.text.lstrip())
    text = element.text.strip()
    return _Words(text, through(((0, len(text), start, len(text)),) if text else (), element.source_runs()))


def _line(element: Element | None, content: str) -> str | None:
    """A title or name in one line, without markup."""
    if element is None:
        return None
    return " ".join(_words(element, content, None).text.split()) or None


# -- facts -------------------------------------------------------------------------------------------


def _locator(entry: Element, url: str | None, number: int) -> str:
    named = _child(entry, "guid", "id", "dc:identifier")
    return (named.text.strip() if named else "") or url or entry.attributes.get("rdf:about") or str(number)


def _link(element: Element, base: str | None) -> str | None:
    for child in element.children:
        if child.name in ("link", "atom:link") and child.attributes.get("rel", "alternate") == "alternate":
            address = child.attributes.get("href", child.text).strip()
            if address:
                return _joined(base, address)
    named = _child(element, "guid", "id")
    if named is not None and named.attributes.get("ispermalink", "").casefold() != "false":
        return named.text.strip() if named.text.strip().startswith(("http://", "https://")) else None
    return None


def _joined(base: str | None, address: str | None) -> str | None:
    try:
        return urljoin(base or "", address or "") or None
    except ValueError:  # an address with a broken bracketed host
        return address


def _authors(entry: Element) -> Iterator[str]:
    for child in entry.children:
        if child.name in ("author", "dc:creator", "itunes:author"):
            name = _child(child, "name")
            written = " ".join((name.text if name else child.text).split())
            bracketed = _AUTHOR.match(written)
            yield from _names(bracketed.group(1) if bracketed else written)


def _names(written: str) -> list[str]:
    """One name, or several where each part is a full name."""
    parts = [part for part in _SEVERAL.split(written) if part]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    return [written] if written and "@" not in written else []


def _dates(entry: Element) -> Iterator[Basis]:
    """The dates that an entry states, the publication date first, each with its place in the feed."""
    for name in _DATES:
        for child in entry.children:
            if child.name == name and _day(child.text):
                start, end = stretch(0, len(child.text), child.source_runs())
                yield Basis(from_="page", text=child.text.strip(), span=_trimmed(child, start, end))


def _trimmed(element: Element, start: int, end: int) -> SourceSpan:
    """The place of an element's text without the blanks around it; the capture is named by who knows it."""
    lead = len(element.text) - len(element.text.lstrip())
    trail = len(element.text) - len(element.text.rstrip())
    whole = end - start == len(element.text)
    return SourceSpan("", start + lead, end - trail) if whole else SourceSpan("", start, end)


def _day(written: str) -> str | None:
    """The day of an RFC 822 or ISO 8601 date as the outlet writes it, in its own time zone."""
    written = written.strip()
    try:
        if _DAY.match(written):
            return datetime.fromisoformat(written[:10]).date().isoformat()
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):  # what the two parsers raise on "soon"
        return None


def _hints(entry: Element, content: str) -> Iterator[Hint]:
    """What `<source>` says of where an aggregator has the entry from: name and address."""
    for child in entry.children:
        if child.name == "source":
            name = _child(child, "title") or child
            if name.text.strip():
                start, end = stretch(0, len(name.text), name.source_runs())
                yield Hint(kind="feed_source", value=" ".join(name.text.split()), span=_trimmed(name, start, end))
            address = child.attributes.get("url") or _link(child, None)
            if address:
                at = content.find(address, child.start, child.end)
                yield Hint(kind="feed_source", value=address, span=SourceSpan("", at, at + len(address)) if at >= 0 else None)
