"""Words as they are written where the parse cut them (`RFE/RL`, `Bengt-Ola Frisk`), and phrases without their article."""

import re
from collections.abc import Sequence

from headwater.annotate.tokens import Token

AL = re.compile(r"\b(?:Al|El|Ar|As|Ash|An|Ad)-$", re.IGNORECASE)  # an article that the parse cut off (`Al-Rafid`)
INITIAL = re.compile(r"(?<=[a-zà-þ] )[A-ZÀ-Þ]$")
CUT_OFF = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zà-þ]+-(?=[A-ZÀ-Þ])(?=.$)", re.DOTALL)  # `Bengt-` before `Ola`


def whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the rest of the words that it begins or ends in, code points from 0."""
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "/" or _cut_off(text, start)):
        start -= 1
    while 0 < end < len(text) and (text[end - 1] in "-/" or text[end - 1].isalnum()) and text[end].isalnum():
        end += 1
    while end + 1 < len(text) and text[end] in "-/" and text[end + 1].isupper():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    if end < len(text) and text[end] == "." and INITIAL.search(text, max(0, end - 3), end):
        end += 1  # `Aya N.`
    return start, end


def _cut_off(text: str, start: int) -> bool:
    """Whether the first part of a name with a hyphen stands right before `start` (`Al-Rafid`, `Bengt-Ola`)."""
    return AL.search(text, max(0, start - 4), start) is not None or CUT_OFF.search(text, max(0, start - 16), start + 1) is not None


def without_article(tokens: Sequence[Token]) -> list[Token]:
    """The words of a phrase without the article or conjunction before it."""
    kept = list(tokens)
    while len(kept) > 1 and kept[0].low in ("the", "a", "an", "both", "but", "and"):
        kept = kept[1:]
    return kept
