"""A report's own words: what is neither furniture nor a link to follow, and what of it stands in quotation marks.

Posts end in lines that are nothing but links ("subscribe", "send us news"), the same in all posts of a channel; two reports that
share these share nothing.
"""

import re
from collections.abc import Iterator, Sequence

from headwater.text import Span

LINK = re.compile(r"\[([^\]\n]*)\]\((?:https?://|tg:)[^)\s]*\)")  # as posts are exported: [words](address)
ADDRESS = re.compile(r"https?://[^\s)]+|(?<![\w.])@\w+")
WORD = re.compile(r"\w{2,}")
FEW = 3  # words beside its links from which a line says something itself


def link_places(text: str) -> Iterator[tuple[int, int]]:
    """The places of lines that are nothing but links, and of addresses in other lines, half-open, in order."""
    start = 0
    for line in text.splitlines(keepends=True):
        if "http" in line or "@" in line or "](tg:" in line:
            yield from ((start + first, start + last) for first, last in _in_line(line))
        start += len(line)


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    linked = list(LINK.finditer(line))
    plain = ADDRESS.sub(" ", LINK.sub(" ", line))
    if (linked or ADDRESS.search(line)) and len(WORD.findall(plain)) < FEW:
        yield 0, len(line)
        return
    yield from sorted({(m.end(1), m.end()) for m in linked} | {m.span() for m in ADDRESS.finditer(line) if not _inside(m.start(), linked)})


def _inside(at: int, linked: Sequence[re.Match[str]]) -> bool:
    return any(m.start() <= at < m.end() for m in linked)


def without_links(text: str) -> str:
    """The text with blanks where links are; offsets stay."""
    return blanked(text, link_places(text))


def blanked(text: str, places: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> str:
    """The text with blanks (line breaks stay) at places, half-open; offsets stay."""
    out, at = [], 0
    for start, end in sorted(places):
        start = max(start, at)
        if start < end:
            out += [text[at:start], "".join("\n" if char == "\n" else " " for char in text[start:end])]
            at = end
    return "".join([*out, text[at:]])


def own_words(text: str, furniture: Sequence[Span], quotations: Sequence[Span] = ()) -> str:
    """The text with blanks where furniture and links (and, where they are given, quotations) are; offsets stay."""
    spans = ((span.start, span.end) for span in (*furniture, *quotations))
    return blanked(text, (*spans, *link_places(text)))
