"""The grammar of time expressions: rows of a table, compiled to patterns over the classes of tokens.

The head of `times_patterns_en.tsv` tells how a row is written. A literal word is the kind `=word`.
"""

import functools
import re
from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.timex.tokens import Classes, words_of

SYMBOL = re.compile(r"(?P<slot>\w+:)|(?P<mark>[()|?<>])|(?P<kind>[A-Z][A-Z0-9]*(?![\w]))|(?P<word>[^\s()|?<>:]+)")


REACH = 60  # tokens; longer than any row can be (a test says so)
MOST_KNOWN = 50_000  # answers kept, some 20 MB at most


class Row(NamedTuple):
    """One row of the table: its pattern as written, what is made of it, constants, examples, its expression without slots."""

    source: str
    meaning: str
    constants: dict[str, str]
    examples: tuple[str, ...]
    body: str
    first: frozenset[str]


class Fit(NamedTuple):
    """A row that fits at a place: its number, tokens from the place to its end, its slots as tokens from the place."""

    number: int
    length: int
    slots: tuple[tuple[str, int, int], ...]


class Grammar:
    """All rows of a language. A place in a text is tried with those rows only that can begin with the class that stands there."""

    def __init__(self, rows: tuple[Row, ...], classes: Classes) -> None:
        self.rows, self.classes = rows, classes
        self.starts = re.compile(f"[{''.join(sorted(frozenset().union(*(row.first for row in rows))))}]")
        self._by_class: dict[str, tuple[int, ...]] = {}
        self._slots: dict[int, re.Pattern[str]] = {}
        asked = "".join(sorted(set("".join(row.body for row in rows)) & set(classes.kinds)))
        self._run = re.compile(f"[{asked}]{{1,{REACH}}}")
        self._known: dict[tuple[str, str], Fit | None] = {}

    def fitting(self, content: str, at: int) -> Fit | None:
        """The first row of the table that fits at a place of a text in classes.

        What fits is told by the class before and by the run of classes that rows ask for, with the one that ends it:
        the same words come again and again, and their answer is kept.
        """
        run = self._run.match(content, at)
        beside = (content[at - 1 : at] if at else "", content[at : run.end() + 1] if run else content[at])
        if beside not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[beside] = self._fit(*beside)
        return self._known[beside]

    def _fit(self, before: str, run: str) -> Fit | None:
        content, at = before + run, len(before)
        for number in self._begun(content[at]):
            found = self._slotted(number).match(content, at)
            if found is not None and found.end() > at:
                slots = ((name, found.start(name) - at, found.end(name) - at) for name in found.groupdict() if found.start(name) >= 0)
                return Fit(number, found.end() - at, tuple(slots))
        return None

    def _begun(self, one: str) -> tuple[int, ...]:
        """The rows that can begin with a class, in the table's order."""
        if one not in self._by_class:
            self._by_class[one] = tuple(number for number, row in enumerate(self.rows) if one in row.first)
        return self._by_class[one]

    def _slotted(self, number: int) -> re.Pattern[str]:
        if number not in self._slots:
            self._slots[number] = re.compile(_Pattern(self.rows[number].source, self.classes, named=True).read())
        return self._slots[number]


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
    return Grammar(tuple(_row(source, meaning, rest, classes) for source, meaning, rest in table), classes)


def _spelled_out(source: str, parts: dict[str, str]) -> str:
    """The pattern with each part put in its place."""
    while any(found["kind"] in parts for found in SYMBOL.finditer(source)):
        source = " ".join(f"( {parts[found['kind']]} )" if found["kind"] in parts else found.group() for found in SYMBOL.finditer(source))
    return source


def _row(source: str, meaning: str, rest: list[str], classes: Classes) -> Row:
    name, *pairs = meaning.split()
    constants = dict(pair.split("=", 1) for pair in pairs)
    examples = tuple(part.strip() for part in rest[0].split(";;")) if rest and rest[0] else ()
    pattern = _Pattern(source, classes, named=False)
    body = pattern.read()
    return Row(source, name, constants, examples, body, frozenset(pattern.first))


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
