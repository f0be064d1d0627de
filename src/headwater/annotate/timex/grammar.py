"""The grammar of time expressions: rows of a table, compiled to one pattern over the classes of tokens.

The head of `times_patterns_en.tsv` tells how a row is written. A literal word is the kind `=word`.
"""

import functools
import re
from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.timex.tokens import Classes, words_of

SYMBOL = re.compile(r"(?P<slot>\w+:)|(?P<mark>[()|?<>])|(?P<kind>[A-Z][A-Z0-9]*(?![\w]))|(?P<word>[^\s()|?<>:]+)")


class Row(NamedTuple):
    """One row of the table: what its pattern is, what is made of it, examples, and its own pattern with slots."""

    source: str
    meaning: str
    constants: dict[str, str]
    examples: tuple[str, ...]
    slots: re.Pattern[str]


class Grammar(NamedTuple):
    """All rows of a language with the pattern that finds the row which fits at a place (group n + 1 is row n)."""

    rows: tuple[Row, ...]
    any_row: re.Pattern[str]
    classes: Classes


@functools.cache
def grammar(language: str) -> Grammar:
    """The grammar of a language. Raises FileNotFoundError where it has no table, ValueError for a row that cannot be read."""
    parts: dict[str, str] = {}
    table = []
    for first, second, *rest in lexicon.rows(f"times_patterns_{language}"):
        if first.endswith(":="):
            parts[first.removesuffix(":=").strip()] = second
        else:
            table.append((_spelled_out(first, parts), second, rest))
    literals = {found["word"] for source, _, _ in table for found in SYMBOL.finditer(source) if found["word"]}
    classes = Classes(words_of(language), literals)
    rows = tuple(_row(source, meaning, rest, classes) for source, meaning, rest in table)
    bodies = [f"({_Pattern(row.source, classes, named=False).read()})" for row in rows]
    starts = _starts(rows, classes)
    return Grammar(rows, re.compile(f"(?=[{starts}])(?:{'|'.join(bodies)})"), classes)


def _spelled_out(source: str, parts: dict[str, str]) -> str:
    """The pattern with each part put in its place."""
    while any(found["kind"] in parts for found in SYMBOL.finditer(source)):
        source = " ".join(f"( {parts[found['kind']]} )" if found["kind"] in parts else found.group() for found in SYMBOL.finditer(source))
    return source


def _row(source: str, meaning: str, rest: list[str], classes: Classes) -> Row:
    name, *pairs = meaning.split()
    constants = dict(pair.split("=", 1) for pair in pairs)
    examples = tuple(part.strip() for part in rest[0].split(";;")) if rest and rest[0] else ()
    return Row(source, name, constants, examples, re.compile(_Pattern(source, classes, named=True).read()))


def _starts(rows: tuple[Row, ...], classes: Classes) -> str:
    """The classes that some row can begin with: the search stops at no other."""
    kept: set[str] = set()
    for row in rows:
        pattern = _Pattern(row.source, classes, named=False)
        pattern.read()
        kept |= pattern.first
    return "".join(sorted(kept))


class _Pattern:
    """A reader of one pattern: `read` gives the regular expression, `first` the classes that it can begin with."""

    def __init__(self, source: str, classes: Classes, *, named: bool) -> None:
        self._symbols = [(found.lastgroup or "", found.group()) for found in SYMBOL.finditer(source)]
        self._source, self._classes, self._named, self._at = source, classes, named, 0
        self.first: set[str] = set()

    def read(self) -> str:
        """The regular expression. Raises ValueError."""
        body, first, _ = self._choice()
        if self._at < len(self._symbols):
            raise ValueError(f"cannot read {self._symbols[self._at][1]!r} in {self._source!r}")
        self.first = first
        return body

    def _peek(self) -> str:
        return self._symbols[self._at][1] if self._at < len(self._symbols) else ""

    def _choice(self) -> tuple[str, set[str], bool]:
        """A regular expression, the classes it begins with, whether it can be empty."""
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        body = "|".join(option[0] for option in options)
        return body, set().union(*(option[1] for option in options)), any(option[2] for option in options)

    def _sequence(self) -> tuple[str, set[str], bool]:
        body, first, empty = "", set[str](), True
        while self._peek() not in ("", "|", ")", ">"):
            if self._peek() == "<":
                return self._around(body)
            one, begins, can_miss = self._one()
            body += one
            first |= begins if empty else set()
            empty = empty and can_miss
        return body, first, empty

    def _around(self, before: str) -> tuple[str, set[str], bool]:
        """A span with what has to stand before and after it, which is no part of the match."""
        self._at += 1
        body, first, empty = self._choice()
        self._at += 1
        after, _, _ = self._sequence()
        return (f"(?<={before})" if before else "") + f"(?:{body})" + (f"(?={after})" if after else ""), first, empty

    def _one(self) -> tuple[str, set[str], bool]:
        kind, symbol = self._symbols[self._at]
        self._at += 1
        if kind == "slot":
            body, first, empty = self._bare()
            body = f"(?P<{symbol[:-1]}>{body})" if self._named else f"(?:{body})"
        elif symbol == "(":
            body, first, empty = self._group()
        else:
            body, first, empty = self._atom(kind, symbol)
        if self._peek() == "?":
            self._at += 1
            return f"(?:{body})?", first, True
        return body, first, empty

    def _bare(self) -> tuple[str, set[str], bool]:
        kind, symbol = self._symbols[self._at]
        self._at += 1
        return self._group() if symbol == "(" else self._atom(kind, symbol)

    def _group(self) -> tuple[str, set[str], bool]:
        body, first, empty = self._choice()
        self._at += 1
        return f"(?:{body})", first, empty

    def _atom(self, kind: str, symbol: str) -> tuple[str, set[str], bool]:
        wanted = f"={symbol}" if kind == "word" else symbol
        found = self._classes.having(wanted)
        if not found:
            raise ValueError(f"nothing is of the kind {wanted!r} in {self._source!r}")
        return f"[{''.join(sorted(found))}]", found, False
