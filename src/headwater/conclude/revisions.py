"""Versions of one page: reports of one address whose texts have much in common. They are one document that was changed, no copies of one another.

The same text from one place, kept twice (saved again, in another character set), is one document too.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from headwater.records import Document, Reason, Version
from headwater.text import digest

CAMPAIGN = ("utm_", "fbclid", "gclid", "ref=", "at_", "ito=", "cmpid", "mc_")
LEAST_SHARED = 0.3  # share of the shorter version's words that the other has: under one address may stand another report later
EVERY_WORD = re.compile(r"\w+")
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
    if first.id == second.id:
        return False
    return is_kept_twice(first, second) or (address(first) is not None and address(first) == address(second) and _is_one_text(first, second))


def is_kept_twice(first: Document, second: Document) -> bool:
    """Whether two reports are the same words, and nothing says that they are of two outlets, addresses or days."""
    stated = ((first.outlet, second.outlet), (address(first), address(second)), (first.published.best, second.published.best), (_stated(first), _stated(second)))
    return all(a == b or not (a and b) for a, b in stated) and _whole(first) == _whole(second) != ()


def _stated(document: Document) -> str:
    """The moment of publication as it is stated, where an hour is."""
    return max((basis.text for basis in document.published.basis if MOMENT.match(basis.text) and len(basis.text) > len("2022-01-17")), default="")


def _whole(document: Document) -> tuple[str, ...]:
    return tuple(EVERY_WORD.findall(unicodedata.normalize("NFKC", document.text).casefold()))


def told_apart(first: Document, second: Document) -> tuple[Reason, ...]:
    """Why two versions are one document and which came first; nothing for reports that are no versions of one page."""
    if not same_page(first, second):
        return ()
    ids = (first.id, second.id)
    same = Reason("same_text_twice", refs=ids) if is_kept_twice(first, second) else Reason("versions_of_page", refs=ids, values=(address(first) or "",))
    moments = moment(first), moment(second)
    return (same, Reason("changed_later", refs=ids, values=moments)) if all(moments) and moments[0] != moments[1] else (same,)


def _is_one_text(first: Document, second: Document) -> bool:
    one, other = (frozenset(WORD.findall(document.text.casefold())) for document in (first, second))
    return len(one & other) >= LEAST_SHARED * max(1, min(len(one), len(other)))


def find_versions(documents: Sequence[Document]) -> tuple[Version, ...]:
    """The pages that stand in the pile in several versions, the reports of each in the order in which they were written."""
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        page = address(document)
        if page is not None:
            pages[page].append(document)
    found = [_version(page, kept) for page, held in sorted(pages.items()) if len(kept := _alike(held)) > 1]
    known = {id for one in found for id in one.documents}
    return (*found, *(_version("", kept) for kept in _kept_twice([one for one in documents if one.id not in known])))


def _kept_twice(documents: Iterable[Document]) -> list[list[Document]]:
    """The reports that are the same text, kept more than once."""
    texts: dict[tuple[str, ...], list[Document]] = defaultdict(list)
    for one in documents:
        texts[_whole(one)].append(one)
    alike = ([one for at, one in enumerate(found) if at == 0 or is_kept_twice(found[0], one)] for words, found in texts.items() if words)
    return [found for found in alike if len(found) > 1]


def _alike(found: Sequence[Document]) -> list[Document]:
    """The reports of one address that are versions of its first."""
    return [one for at, one in enumerate(found) if at == 0 or _is_one_text(found[0], one)]


def _version(page: str, found: Sequence[Document]) -> Version:
    ordered = sorted(found, key=moment)
    return Version(id="w" + digest("version", page or ordered[0].id), url=page, documents=tuple(one.id for one in ordered))


def moment(document: Document) -> str:
    """The last moment that a version tells of itself, as ISO text; the order of arrival decides where none does."""
    told = [found.group() for basis in (*document.published.basis, *document.facts) for found in MOMENT.finditer(basis.text)]
    return max([*told, document.published.latest or document.published.best or ""])
