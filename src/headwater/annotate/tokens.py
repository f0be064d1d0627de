"""Words with their places, for rules that look at neighbours."""

import re
from collections.abc import Iterator

import msgspec

TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|[^\W_](?:[\w.'’/&-]*[\w])?(?:['’](?=\s))?|[^\w\s]")
NAME_LINKS = frozenset("of de la le el al bin bint ibn van von der den di da do dos del and for the du des y e ul ur".split())


class Token(msgspec.Struct, frozen=True):
    """A word or mark: offsets in the text and its characters."""

    start: int
    end: int
    words: str

    @property
    def low(self) -> str:
        """Casefolded, with a plain apostrophe."""
        return self.words.casefold().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.words[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital or, as some names do, a digit before capitals."""
        return self.words[0].isupper() or (self.words[0].isdigit() and any(c.isupper() for c in self.words))


def tokens(content: str, start: int, end: int) -> list[Token]:
    """The words and marks of `content[start:end]`, in order."""
    return list(_found(content, start, end))


def _found(content: str, start: int, end: int) -> Iterator[Token]:
    for found in TOKEN.finditer(content, start, end):
        yield Token(found.start(), found.end(), found.group())
