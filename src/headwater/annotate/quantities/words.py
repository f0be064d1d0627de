"""The words of a paragraph, in columns, and the one test whether it holds a number at all."""

import re
from collections.abc import Sequence

from headwater import lexicon

KINDS = {row[0]: row[1] for row in lexicon.rows("numbers")}
VALUES = {row[0]: float(row[2]) for row in lexicon.rows("numbers")}
FOLDS = {f"{word}fold": VALUES[word] for word, kind in KINDS.items() if kind in ("unit", "teen", "ten", "hundred")}
_LETTERS = r"[^\W\d_]"
WORD = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|{_LETTERS}+(?:['’]{_LETTERS}+)*|[^\w\s]|\S")
_ATOMS = sorted((word for word, kind in KINDS.items() if kind != "letter"), key=len, reverse=True)


def _branches(words: Sequence[str]) -> str:
    """A pattern of the words that reads each letter once: a plain alternation took half of all time."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = by_letter.pop("", None) is not None
    body = "|".join(re.escape(letter) + _branches(rest) for letter, rest in sorted(by_letter.items()))
    return "" if not body else f"(?:{body}){'?' if ends else ''}"


PREFILTER = re.compile(rf"[0-9½¼¾⅓⅔⅛]|(?<!\w){_branches([*_ATOMS, *FOLDS])}(?!\w)")  # on lower case
DASHES = frozenset("-–—‐‑−")
NUMBER_WORDS = frozenset(_ATOMS) | frozenset(FOLDS)
LONGEST_PHRASE = 6  # words of any row of the tables


class Words:
    """The words and marks of `content[start:end]`: where they begin and end, as written and in lower case."""

    __slots__ = ("content", "end", "form", "low", "start")

    def __init__(self, content: str, start: int, end: int) -> None:
        self.content = content
        spans = [found.span() for found in WORD.finditer(content, start, end)]
        self.start = [span[0] for span in spans]
        self.end = [span[1] for span in spans]
        self.form = [content[a:z] for a, z in spans]
        self.low = [word.lower() for word in self.form]
        if content.find("’", start, end) >= 0:
            self.low = [word.replace("’", "'") for word in self.low]

    def __len__(self) -> int:
        return len(self.low)

    def touches(self, at: int) -> bool:
        """Whether word `at` follows the one before without a blank."""
        return 0 < at < len(self.low) and self.start[at] == self.end[at - 1]

    def word(self, at: int) -> str:
        """The word at a place in lower case; empty outside the paragraph."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def written(self, at: int) -> str:
        """The word at a place as written; empty outside the paragraph."""
        return self.form[at] if 0 <= at < len(self.low) else ""

    def is_number(self, at: int) -> bool:
        """Whether a number may begin here."""
        word = self.word(at)
        return word in NUMBER_WORDS or word[:1].isdigit()

    def numbers(self) -> list[int]:
        """The places where a number may begin."""
        return [at for at, word in enumerate(self.low) if word in NUMBER_WORDS or word[:1].isdigit()]

    def is_capital(self, at: int) -> bool:
        """Whether the word begins with a capital."""
        return self.written(at)[:1].isupper()

    def past_hyphen(self, at: int) -> int:
        """The place after a hyphen that joins the word before `at` to the next; `at` itself without one."""
        return at + 1 if self.word(at) in DASHES and self.touches(at) and self.touches(at + 1) else at

    def phrase(self, at: int, parts: tuple[str, ...]) -> int | None:
        """The place after the words `parts`, if they stand at `at`; joining hyphens count as blanks."""
        for part in parts:
            at = self.past_hyphen(at)
            if self.word(at) != part:
                return None
            at += 1
        return at


def phrases(words: str) -> tuple[str, ...]:
    """The words of a row of a table as `Words` cuts them, in lower case, hyphens left out."""
    return tuple(word for word in (found.group().lower() for found in WORD.finditer(words)) if word not in DASHES)
