"""Labels that head a line and name nobody who speaks: `BREAKING: ...`, `UPDATE 14:20: ...`, `[WATCH] ...`, `JUST IN – ...`."""

import functools
import re
from collections.abc import Sequence

from headwater.lexicon import rows

Place = tuple[int, int]
STAMP = r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?"


@functools.cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(row[0] for row in rows("line_labels") if row[1] in kinds)


@functools.cache
def _label() -> re.Pattern[str]:
    """A label of news with its colon, dash or bracket; before a dash it stands in capitals, as nobody's name does there."""
    word = "|".join(re.escape(form) for form in sorted(_words("news"), key=len, reverse=True))
    one = rf"(?:{STAMP}\s+(?:[–—-]\s+)?)?#?(?:{word})\b(?:[ ,/]+#?(?:{STAMP}|\d{{1,2}}\b|{word}\b))*(?:\s*\({STAMP}\))?"
    shouted = "|".join(re.escape(form.upper()) for form in sorted(_words("news"), key=len, reverse=True))
    return re.compile(rf"[^\w\s\"“”„«»‘'(\[@#]{{0,3}}\s?(?:(?i:{one})\s?:|\[\s?(?i:{one})\s?\]:?|(?:{STAMP}\s+(?:[–—-]\s+)?)?(?:{shouted})(?:\s+(?:{shouted}))?\s[–—|-]{{1,2}})\s+(?=\S)")


def is_label(words: str) -> bool:
    """Whether the words before a colon head a line and name nobody (`Read more`, `UPDATE 3`)."""
    low = words.casefold().strip()
    known = _words("news", "field")
    return low in known or low.split(" ", 1)[0] in _words("field") or _label().fullmatch(words.strip() + ": .", 0, len(words.strip()) + 2) is not None


def labels(content: str, paragraphs: Sequence[Place]) -> list[Place]:
    """The labels of news that paragraphs open with, with the blanks behind them."""
    found = (_label().match(content, start, end) for start, end in paragraphs)
    return [one.span() for one in found if one is not None]


def without_labels(content: str, paragraphs: Sequence[Place]) -> list[Place]:
    """The paragraphs from behind their labels on."""
    ends = dict(labels(content, paragraphs))
    return [(ends.get(start, start), end) for start, end in paragraphs]
