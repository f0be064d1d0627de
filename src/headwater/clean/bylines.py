"""Who wrote a report, from its byline or credit line."""

import re
from collections.abc import Sequence

from headwater.records import Furniture

_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de|la|van|von|der|al|bin|[A-ZÀ-Þ][\w.'’-]+)){1,4}"
BYLINE = re.compile(rf"^(?:By|Written by|Text by|Reporting by) (?P<names>{_NAME}(?:(?:,| and| &) {_NAME}){{0,4}})", re.IGNORECASE)
APART = re.compile(r",| and | & ")


def byline_authors(content: str, furniture: Sequence[Furniture]) -> tuple[str, ...]:
    """The names after "By" in the first byline or credit line that has some."""
    for mark in furniture:
        if mark.kind in ("byline", "credit_line"):
            found = BYLINE.match(content[mark.span.start : mark.span.end])
            if found:
                names = (name.strip() for name in APART.split(found.group("names")))
                return tuple(name for name in names if name[:1].isupper())
    return ()
