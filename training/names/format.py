"""Read and write the bracket format of the name corpus.

A file is UTF-8 text. Each line is one sentence with inline brackets:

    [PER Amina Diallo] chairs the [ORG Court of Auditors].

A bracket opens with ``[``, one of the labels and exactly one space; it closes
with ``]``. Everything else is the raw text, unchanged. A literal ``[``, ``]``
or ``\\`` is written ``\\[``, ``\\]``, ``\\\\``. A line that begins with ``#`` is
a comment (a sentence that begins with ``#`` is written ``\\#``); an empty line
is skipped. Brackets are not nested.

    python training/names/format.py FILE...

checks files, names every broken line and counts the labels.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LABELS = ("PER", "ORG", "LOC", "GRP", "LAW", "WORK")

Span = tuple[int, int, str]

_ESCAPABLE = "[]\\"


class FormatError(ValueError):
    """A line that does not follow the format."""


def parse_line(line: str) -> tuple[str, list[Span]]:
    """Split an annotated line into its raw text and its (start, end, label) spans."""
    text: list[str] = []
    spans: list[Span] = []
    open_at = -1
    label = ""
    i = 0
    while i < len(line):
        char = line[i]
        if char == "\\":
            following = line[i + 1 : i + 2]
            if not following or (following not in _ESCAPABLE and not (following == "#" and i == 0)):
                raise FormatError(f"column {i + 1}: a backslash must escape [ ] or \\")
            text.append(following)
            i += 2
        elif char == "[":
            if open_at >= 0:
                raise FormatError(f"column {i + 1}: a bracket inside a bracket")
            label, space, _ = line[i + 1 :].partition(" ")
            if not space or label not in LABELS:
                raise FormatError(f"column {i + 1}: no known label after the bracket")
            open_at = len(text)
            i += len(label) + 2
        elif char == "]":
            if open_at < 0:
                raise FormatError(f"column {i + 1}: a bracket closes that was not opened")
            surface = "".join(text[open_at:])
            if not surface or surface != surface.strip():
                raise FormatError(f"column {i + 1}: an empty span, or space at its edge")
            spans.append((open_at, len(text), label))
            open_at = -1
            i += 1
        else:
            text.append(char)
            i += 1
    if open_at >= 0:
        raise FormatError("a bracket is not closed")
    return "".join(text), spans


def format_line(text: str, spans: Iterable[Span]) -> str:
    """Write raw text and spans as one annotated line; the inverse of parse_line."""
    out: list[str] = []
    at = 0
    for start, end, label in sorted(spans):
        if not at <= start < end <= len(text) or label not in LABELS:
            raise FormatError(f"bad span {(start, end, label)!r}")
        out.append(_escape(text[at:start]))
        out.append(f"[{label} {_escape(text[start:end])}]")
        at = end
    out.append(_escape(text[at:]))
    line = "".join(out)
    return "\\" + line if line.startswith("#") else line


def _escape(raw: str) -> str:
    return raw.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def read_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield (line number, annotated line), without comments and empty lines."""
    for number, line in enumerate(lines, 1):
        stripped = line.rstrip("\r\n")
        if stripped and not stripped.startswith("#"):
            yield number, stripped


def read_file(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Yield (text, spans) for each sentence of a file; raise FormatError on a broken line."""
    with path.open(encoding="utf-8") as handle:
        for number, line in read_lines(handle):
            try:
                yield parse_line(line)
            except FormatError as error:
                raise FormatError(f"{path}:{number}: {error}") from None


def main(names: list[str]) -> int:
    """Check files; print broken lines, repeated sentences and counts. 1 if any is broken."""
    if not names:
        print("usage: python training/names/format.py FILE...", file=sys.stderr)
        return 2
    broken = 0
    total: Counter[str] = Counter()
    seen: dict[str, str] = {}
    for name in names:
        counts: Counter[str] = Counter()
        with Path(name).open(encoding="utf-8") as handle:
            for number, line in read_lines(handle):
                where = f"{name}:{number}"
                try:
                    text, spans = parse_line(line)
                    if text != text.strip():
                        raise FormatError("space at the edge of the line")
                    if format_line(text, spans) != line:
                        raise FormatError("the line does not survive a round trip")
                    if text in seen:
                        raise FormatError(f"the sentence stands already at {seen[text]}")
                except FormatError as error:
                    print(f"{where}: {error}")
                    broken += 1
                    continue
                seen[text] = where
                counts["sentences"] += 1
                counts["without"] += not spans
                counts.update(label for _, _, label in spans)
        print(f"{name}: {_report(counts)}")
        total += counts
    print(f"total: {_report(total)}; broken lines {broken}")
    return 1 if broken else 0


def _report(counts: Counter[str]) -> str:
    labels = " ".join(f"{label} {counts[label]}" for label in LABELS)
    return f"{counts['sentences']} sentences, {counts['without']} without names; {labels}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
