"""Word lists as data: one plain-text file a list, `#` for comments, columns separated by tabs.

Each file says at its head where its words are from; `SOURCES.md` collects that. `entries(name)` is
the only way in.
"""

import functools
import importlib.resources
import re


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of list `name` as tuples of columns. Raises FileNotFoundError for a list that does not exist."""
    content = (importlib.resources.files(__package__) / f"{name}.tsv").read_text(encoding="utf-8")
    kept = (line for line in content.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in kept)


@functools.cache
def entries(name: str) -> frozenset[str]:
    """The first column of list `name`, casefolded."""
    return frozenset(row[0].casefold() for row in rows(name))


@functools.cache
def mapping(name: str) -> dict[str, str]:
    """First column (casefolded) to second column of list `name`."""
    return {row[0].casefold(): row[1] for row in rows(name) if len(row) > 1}


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds any first column of list `name` as whole words, longest first, blanks loose."""
    words = sorted((row[0] for row in rows(name)), key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
