"""JSON inside a page (JSON-LD), read forgivingly and with the place of each value in the page.

RFC 8259, and what pages make of it: trailing commas, comments, line breaks in strings, ends that are missing.
"""

import html
import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""[\s,;]++|//[^\n]*+|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>"""
    r"""|(?P<mark>[{}\[\]:])|(?P<string>"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z))|(?P<word>[^\s,;:{}\[\]"]++)""",
    re.DOTALL,
)
MAX_VALUES = 50_000


class Value:
    """One value: `kind` is object, list, string or word; `start` to `end` is its place in the page, quotation marks left out."""

    __slots__ = ("children", "end", "kind", "start", "text")

    def __init__(self, kind: str, start: int, end: int, text: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = text
        self.children: list[tuple[str, Value]] = []  # of an object with their keys, of a list with ""

    def get(self, name: str) -> "Value | None":
        """The first child with this key."""
        return next((child for key, child in self.children if key == name), None)

    def all(self, name: str) -> "Iterator[Value]":
        """The values under a key, a list's one by one."""
        for key, child in self.children:
            if key == name:
                yield from child.each()

    def each(self) -> "Iterator[Value]":
        """The values of a list, or the value itself."""
        if self.kind == "list":
            yield from (child for _, child in self.children)
        else:
            yield self


def read_json(content: str, start: int, end: int) -> list[Value]:
    """The values that stand at the top between `start` and `end` of the page; as far as they can be read."""
    reader = _Reader(start, end)
    for match in _TOKEN.finditer(content, start, end):
        mark = match["mark"]
        if mark in ("}", "]"):
            reader.close(match.end())
        elif match.lastgroup is not None and mark != ":":
            reader.take(match, mark)
        if len(reader.top.children) > MAX_VALUES:
            break
    return [value for _, value in reader.top.children]


class _Reader:
    """The open objects and lists; the key that waits for its value."""

    def __init__(self, start: int, end: int) -> None:
        self.top = Value("list", start, end)
        self.open = [self.top]
        self.key: str | None = None

    def close(self, end: int) -> None:
        self.key = None
        if len(self.open) > 1:
            self.open.pop().end = end

    def take(self, match: "re.Match[str]", mark: str | None) -> None:
        inside = self.open[-1]
        if inside.kind == "object" and self.key is None and not mark:
            self.key = _string(match)
            return
        value = _value(match, mark)
        inside.children.append((self.key or "", value))
        self.key = None
        if mark:
            self.open.append(value)


def _value(match: "re.Match[str]", mark: str | None) -> Value:
    if mark:
        return Value("object" if mark == "{" else "list", match.start(), match.end())
    if match["string"] is None:
        return Value("word", match.start(), match.end(), match[0])
    closed = len(match[0]) > 1 and match[0].endswith('"')
    return Value("string", match.start() + 1, match.end() - closed, _string(match))


def _string(match: "re.Match[str]") -> str:
    words = match[0]
    if match["string"] is None:
        return words
    bare = words[1:-1] if len(words) > 1 and words.endswith('"') else words[1:]
    if "\\" in bare:
        bare = _unescape(bare)
    return html.unescape(bare) if "&" in bare else bare


def _unescape(bare: str) -> str:
    try:
        read = json.loads(f'"{bare}"', strict=False)
    except ValueError:
        return bare
    # half of a surrogate pair alone is no character
    return str(read).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def objects(values: list[Value]) -> Iterator[tuple[Value, str]]:
    """All objects in order, each with the key it stands under."""
    waiting: list[tuple[Value, str]] = [(value, "") for value in reversed(values)]
    while waiting:
        value, key = waiting.pop()
        if value.kind == "object":
            yield value, key
        for name, child in reversed(value.children):
            if child.kind in ("object", "list"):
                waiting.append((child, name or key))
