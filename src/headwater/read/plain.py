"""Plain text: the file decoded, its line ends made LF, otherwise untouched (contract, section 2)."""

import re
from collections.abc import Iterator

from headwater.errors import Unreadable
from headwater.read.decode import Decoded
from headwater.read.limits import check_pieces, check_text
from headwater.read.runs import joined
from headwater.records import Reading

_CR = re.compile("\r\n?")


def plain_readings(decoded: Decoded) -> Iterator[Reading]:
    """The one reading of a plain text or Markdown file; `source_map` leads back over CRLF. Raises Unreadable when blank."""
    check_text(len(decoded.content))
    check_pieces(decoded.content.count("\r"))
    if not decoded.content.strip():
        raise Unreadable("is empty: nothing but blanks")
    text = _CR.sub("\n", decoded.content)
    runs = joined(_line_runs(decoded.content))
    yield Reading(locator="", text=text, source_map=runs, parent=decoded.content, charset=decoded.charset, charset_by=decoded.by)


def _line_runs(content: str) -> Iterator[tuple[int, int, int, int]]:
    at = taken = 0
    for found in _CR.finditer(content):
        yield at, found.start() - taken, taken, found.start() - taken
        at += found.start() - taken
        yield at, 1, found.start(), len(found.group())
        at, taken = at + 1, found.end()
    yield at, len(content) - taken, taken, len(content) - taken
