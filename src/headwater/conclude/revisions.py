"""Versions of one page: reports of one address whose texts have much in common. They are one document that was changed, no copies of one another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from headwater.records import Document, Version
from headwater.text import digest

CAMPAIGN = ("utm_", "fbclid", "gclid", "ref=", "at_", "ito=", "cmpid", "mc_")
LEAST_SHARED = 0.3  # share of the shorter version's words that the other has: under one address may stand another report later
WORD = re.compile(r"\w{3,}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")


def address(document: Document) -> str | None:
    """The address of a report's page without scheme, `www.`, queries of campaigns and last slash; None for none, or a mere host."""
    try:
        parts = urlsplit((document.url or "").strip())
    except ValueError:
        return None
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith(CAMPAIGN))
    path = parts.path.rstrip("/")
    return f"{host}{path}{'?' + query if query else ''}" if host and (path or query) else None


def same_page(first: Document, second: Document) -> bool:
    """Whether two reports are versions of one page."""
    return first.id != second.id and address(first) is not None and address(first) == address(second) and _is_one_text(first, second)


def _is_one_text(first: Document, second: Document) -> bool:
    one, other = (frozenset(WORD.findall(document.text.casefold())) for document in (first, second))
    return len(one & other) >= LEAST_SHARED * max(1, min(len(one), len(other)))


def find_versions(documents: Iterable[Document]) -> tuple[Version, ...]:
    """The pages that stand in the pile in several versions, the reports of each in the order in which they were written."""
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        page = address(document)
        if page is not None:
            pages[page].append(document)
    return tuple(_version(page, kept) for page, found in sorted(pages.items()) if len(kept := _alike(found)) > 1)


def _alike(found: Sequence[Document]) -> list[Document]:
    """The reports of one address that are versions of its first."""
    return [one for at, one in enumerate(found) if at == 0 or _is_one_text(found[0], one)]


def _version(page: str, found: Sequence[Document]) -> Version:
    ordered = sorted(found, key=moment)
    return Version(id="w" + digest("version", page), url=page, documents=tuple(one.id for one in ordered))


def moment(document: Document) -> str:
    """The last moment that a version tells of itself, as ISO text; the order of arrival decides where none does."""
    told = [found.group() for basis in (*document.published.basis, *document.facts) for found in MOMENT.finditer(basis.text)]
    return max([*told, document.published.latest or document.published.best or ""])
