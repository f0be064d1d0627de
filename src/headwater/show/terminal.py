"""Text for a terminal: widths in columns, colours, and nothing of a report that could steer the terminal."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

from headwater.show.dossier import utf8

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # ESC sequences, bidi controls
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "cyan": "36"}


def clean(text: str) -> str:
    """`text` on one line, without control characters."""
    return utf8(_STEERING.sub("", " ".join(text.split())))


def columns(text: str) -> int:
    """How many columns `text` takes (Unicode Standard Annex 11: wide and fullwidth take two, combining marks none)."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def fit(text: str, width: int) -> str:
    """`text` cut to `width` columns with an ellipsis, or filled up with blanks."""
    text = utf8(_STEERING.sub("", _BREAKS.sub(" ", text)))
    if columns(text) <= width:
        return text + " " * (width - columns(text))
    kept = ""
    for char in text:
        if columns(kept + char) > width - 1:
            break
        kept += char
    return kept + "…" + " " * (width - 1 - columns(kept))


def paint(text: str, tone: str, *, colour: bool) -> str:
    """`text` in a tone of ECMA-48, or as it is."""
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if colour and text else text


def wrapped(text: str, *, width: int, indent: str = "") -> Iterable[str]:
    """Lines of at most `width` columns, each after `indent`."""
    room = max(20, width - len(indent))
    return [indent + line for line in textwrap.wrap(clean(text), room, break_long_words=True, break_on_hyphens=False) or [""]]
