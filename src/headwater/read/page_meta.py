"""Title, authors, outlet, language, address, description and hints of origin of a page, each with its ground."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

from headwater.lexicon import entries
from headwater.read.page_dom import Page
from headwater.read.page_facts import Fact, Facts, of_article
from headwater.read.page_text import Rendered, source_place
from headwater.records import Basis, Hint
from headwater.text import SourceSpan

_SEPARATORS = re.compile(r"\s+[|\-–—·•:»«/›~]+\s+|\s*[|»›•]\s*|:\s+")
TITLE_LINES = 400  # a title stands within these lines
OUTLET_LENGTH = 60
AUTHOR_LENGTH = 60
MAX_AUTHORS = 12


class Title(NamedTuple):
    """The title as given, its ground, and the line of the reading text that shows it."""

    text: str
    fact: Fact
    span: tuple[int, int] | None


def fold_words(text: str) -> str:
    """Letters and digits only, without case: for comparing titles and names."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def basis(label: str, fact: Fact) -> Basis:
    """A fact of the page as a ground; the capture's id is filled in by whoever knows it."""
    return Basis(from_="page", text=f"{label}: {fact.value}", span=SourceSpan("", fact.start, fact.end))


def find_title(page: Page, facts: Facts, rendered: Rendered) -> Title | None:
    """The headline: the line of the page that the page's own title confirms, else what the page calls its title."""
    stated = [
        *of_article(facts, "headline"),
        *facts.all("meta:og:title", "prop:headline", "meta:twitter:title", "meta:dc.title", "meta:parsely-title", "title"),
    ]
    known = [folded for fact in stated if (folded := fold_words(fact.value))]
    place = min(_title_places(rendered, known), default=None)
    if place and place.rank < WEAK_TITLE:
        words = rendered.text[place.start : place.end]
        fact = next((fact for fact in facts.all("h1") if fact.value == words), None)
        fact = fact or Fact("line", words, *source_place(rendered, place.start, place.end))
        return Title(" ".join(words.split()), fact, (place.start, place.end))
    if stated:
        return Title(_bare(stated[0]), stated[0], (place.start, place.end) if place else None)
    return None


class _Place(NamedTuple):
    rank: int
    start: int
    end: int


def _title_places(rendered: Rendered, known: list[str]) -> Iterator[_Place]:
    """The lines near the top that may be the title, and the parts of lines between line breaks."""
    for line in rendered.lines[:TITLE_LINES]:
        start = line.start
        for part in rendered.text[line.start : line.end].split("\n", TITLE_PARTS)[:TITLE_PARTS]:
            rank = _title_rank(fold_words(part), line.block.tag, known)
            if rank < NO_TITLE:
                yield _Place(rank, start, start + len(part))
            start += len(part) + 1


TITLE_PARTS = 6
NO_TITLE = 9
WEAK_TITLE = 8


def _title_rank(line: str, tag: str, known: list[str]) -> int:
    """How well a line serves as title: the less the better."""
    heading = tag in ("h1", "h2", "h3")
    if not 4 <= len(line) <= 400:
        return NO_TITLE
    if any(line == title for title in known):
        return 0 if tag == "h1" else 1 if heading else 5
    ends = [title for title in known if title.startswith(line) or title.endswith(line)]
    if len(line) >= 12 and ends:
        part = len(line) * 2 < min(map(len, ends))  # less than half: rather the site's name
        return (4 if part else 1) if tag == "h1" else (5 if part else 2) if heading else 6
    if heading and len(line) >= 12 and any(title in line or line in title for title in known if len(title) >= 12):
        return 3 if tag == "h1" else 4
    return 7 if tag == "h1" and len(line) >= 12 and not known else WEAK_TITLE if tag == "h1" else NO_TITLE


def _bare(fact: Fact) -> str:
    """A title without the name of the site behind or before it."""
    if fact.name not in ("title", "meta:og:title", "meta:twitter:title"):
        return fact.value
    parts = [part for part in _SEPARATORS.split(fact.value) if part]
    longest = max(parts, key=len, default=fact.value)
    if len(longest) < 15 or len(longest) * 2 < len(fact.value):
        return fact.value
    start = fact.value.find(longest)
    return fact.value[: start + len(longest)] if start <= 1 else longest if start + len(longest) >= len(fact.value) - 1 else fact.value


def find_outlet(facts: Facts, *, url: str | None) -> Fact | None:
    """Who publishes the page: what it calls itself, the publisher it names, the end of its title if the address has it too."""
    for fact in (
        *facts.all("meta:og:site_name"),
        *of_article(facts, "publisher"),
        *facts.all("prop:publisher", "meta:dc.publisher", "meta:citation_journal_title", "meta:application-name"),
    ):
        if 1 < len(fact.value) <= OUTLET_LENGTH and "://" not in fact.value:
            return fact
    host = fold_words(urlsplit_host(url or next((fact.value for fact in facts.all("link:canonical", "meta:og:url")), "")))
    title = facts.first("title")
    if title is None:
        return None
    parts = _SEPARATORS.split(title.value)
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        folded = fold_words(part)
        if len(folded) > 2 and len(part) <= OUTLET_LENGTH and host and (folded in host or host.split("www")[-1][:6] in folded):
            return title._replace(value=part.strip())
    return None


def urlsplit_host(url: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def find_authors(facts: Facts, rendered: Rendered, *, outlet: str | None, title: int | None) -> list[Fact]:
    """The persons (or desks) that the page names as authors, each once; `title` is the headline's line."""
    groups = (
        of_article(facts, "author"),
        facts.all(
            "meta:author",
            "meta:article:author",
            "meta:dc.creator",
            "meta:dcterms.creator",
            "meta:parsely-author",
            "meta:sailthru.author",
            "meta:byl",
            "meta:citation_author",
        ),
        facts.all("prop:author"),
        facts.all("rel:author"),
        [fact for fact in facts.all("class:author")[:3] if _reads_like_name(fact.value)][:1],
        list(_bylines(rendered, title)),
    )
    for group in groups:
        found: dict[str, Fact] = {}
        for fact in group:
            for name in _names(fact.value):
                if _is_name(name, outlet):
                    found.setdefault(fold_words(name), fact._replace(value=name))
        if found:
            return list(found.values())[:MAX_AUTHORS]
    return []


_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w.’'\-]*|d[eaiu]|del|della|di|van|von|der|den|zu|la|le|al|el|bin|ibn|und|and|y|et|&|e|,)(?:\s+|(?=,)|$)"
)
BYLINE_LENGTH = 90


def _reads_like_name(words: str) -> bool:
    """One to twelve words that begin like names, and nothing else."""
    bare = _BY.sub("", words.strip())
    return bool(bare) and len(bare) <= BYLINE_LENGTH and not _NAME.sub("", bare) and len(bare.split()) <= 12


_BY_LINE = re.compile(
    r"(?:(?:written|posted|published)\s+by|by|von|par|por|di|door|autor(?:in)?|author|text|автор)\s*:?\s+(?P<names>[^|•·\n]{3,80}?)\s*(?:$|[|•·\n]|\s(?=\d|on\s|am\s|le\s|el\s)|,\s*(?=\d|\w+\s\d))",
    re.IGNORECASE,
)


def _bylines(rendered: Rendered, title: int | None) -> Iterator[Fact]:
    """A line near the headline that says who wrote the report."""
    if title is None:
        return
    for line in rendered.lines[max(0, title - 4) : title + 12]:
        words = rendered.text[line.start : line.end]
        match = _BY_LINE.match(words) if len(words) <= 2 * BYLINE_LENGTH else None
        if match and _reads_like_name(match["names"]):
            start, end = source_place(rendered, line.start + match.start("names"), line.start + match.end("names"))
            yield Fact("byline", match["names"], start, end)
            return


def _is_name(name: str, outlet: str | None) -> bool:
    folded = fold_words(name)
    if not (2 < len(name) <= AUTHOR_LENGTH) or "://" in name or "@" in name or not folded or folded.isdigit():
        return False
    return folded != fold_words(outlet or "") and name.casefold() not in entries("page_no_authors")


_BY = re.compile(
    r"^(?:(?:zeige|show|view|see)\s+all\w*\s+\w+\s+(?:of|von|by)|(?:written|posted|published|reviewed|eingestellt|veröffentlicht|geschrieben)\s+(?:by|von)|by|von|par|por|di|da|door|autor(?:in)?|author|text|автор)\s*:?\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:;|\||\s(?:and|und|et|y|e|en|i|и|&)\s)\s*")


def _names(value: str) -> Iterator[str]:
    for part in _AND.split(_BY.sub("", value.strip())):
        commas = [piece.strip() for piece in part.split(",")]
        if len(commas) > 1 and all(len(piece.split()) > 1 for piece in commas):
            yield from commas
        else:
            yield commas[0].strip(" .,:-–")


def find_language(facts: Facts) -> Fact | None:
    """The language that the page states: a primary subtag of BCP 47, with its ground."""
    for fact in (
        *facts.all("html:lang", "meta:content-language"),
        *of_article(facts, "inLanguage"),
        *facts.all("prop:inlanguage", "meta:dc.language", "meta:language", "meta:og:locale"),
    ):
        match = re.match(r"([a-zA-Z]{2,3})(?:[-_]\w+)*\s*$", fact.value)
        if match:
            return fact._replace(value=match[1].lower())
    return None


def find_url(facts: Facts, *, url: str | None) -> Fact | None:
    """The address that the page gives itself, made absolute."""
    for fact in facts.all("link:canonical", "meta:og:url"):
        try:
            address = urljoin(url or "", fact.value)
        except ValueError:
            continue
        if address.startswith(("http://", "https://")):
            return fact._replace(value=address)
    return None


def find_hints(facts: Facts, *, url: str | None) -> tuple[Hint, ...]:
    """What the page says of where its report is from (schema.org; RFC 6596 for a canonical link to another host)."""
    hints: list[Hint] = []
    for name, kind in _HINTS:
        found = of_article(facts, name) or facts.all(f"prop:{name.lower()}")
        hints.extend(Hint(kind=kind, value=fact.value, span=SourceSpan("", fact.start, fact.end)) for fact in found[:5])
    own, canonical = find_url(facts, url=url), facts.first("link:canonical")
    if url and own and canonical and own.start == canonical.start and _site(own.value) != _site(url):
        hints.append(Hint(kind="canonical", value=own.value, span=SourceSpan("", own.start, own.end)))
    for fact in facts.all("meta:original-source", "meta:syndication-source"):
        hints.append(Hint(kind="is_based_on", value=fact.value, span=SourceSpan("", fact.start, fact.end)))
    return tuple(hints)


_HINTS: tuple[tuple[str, Literal["is_based_on", "credit_text", "source_organization"]], ...] = (
    ("isBasedOn", "is_based_on"),
    ("isBasedOnUrl", "is_based_on"),
    ("creditText", "credit_text"),
    ("sourceOrganization", "source_organization"),
)


def _site(url: str) -> str:
    """The last two labels of the host, three under a short second level such as co.uk."""
    labels = urlsplit_host(url).split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-size:])
