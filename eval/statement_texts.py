"""The own texts with their statements (`eval/statements/*.toml`, guideline in `docs/statements.md`), as places.

`python -m eval.statement_texts FILE...` names every entry that does not point into its text.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from eval.gold import Place
from headwater.records import Attitude, Naming, StatementKind

STYLES = Literal["agency", "local", "rights", "official", "translated", "live", "transcript", "headline"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One statement as written down: exact words."""

    id: str
    kind: StatementKind
    content: tuple[str, ...]
    at: tuple[int, ...] = ()
    quoted: tuple[str, ...] = ()
    cue: str | None = None
    speaker: str | None = None
    name: str | None = None
    naming: Naming = "named"
    attitude: Attitude = "asserts"
    hedges: tuple[str, ...] = ()
    medium: str | None = None
    chain: tuple[str, ...] = ()
    parent: str | None = None
    first_hand: bool | None = None
    caveats: tuple[str, ...] = ()


class Entered(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One text as written down."""

    id: str
    style: STYLES
    text: str
    outlet: str | None = None
    statement: tuple[Entry, ...] = ()


class Placed(msgspec.Struct, frozen=True):
    """A statement with the places of its content."""

    entry: Entry
    content: tuple[Place, ...]


def texts(path: Path) -> list[Entered]:
    """The texts of one file; their first line break is dropped as TOML drops it."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("text", [])
    return msgspec.convert(rows, list[Entered])


def placed(one: Entered) -> list[Placed]:
    """The statements of a text with their places; raises ValueError where words are not found."""
    return [Placed(entry, tuple(_place(one.text, entry, at) for at in range(len(entry.content)))) for entry in one.statement]


def _place(text: str, entry: Entry, at: int) -> Place:
    words, nth = entry.content[at], entry.at[at] if at < len(entry.at) else 1
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{entry.id}: not in the text: {words!r}")
    return start, start + len(words)


def faults(one: Entered) -> Iterator[str]:
    """What is wrong with the entries of one text, a sentence each."""
    known = {entry.id for entry in one.statement}
    for entry in one.statement:
        try:
            for at in range(len(entry.content)):
                _place(one.text, entry, at)
        except ValueError as fault:
            yield str(fault)
        for words in (*entry.quoted, *entry.hedges, *filter(None, (entry.cue, entry.speaker))):
            if words not in one.text:
                yield f"{entry.id}: not in the text: {words!r}"
        for other in (*entry.caveats, *filter(None, (entry.parent,))):
            if other not in known:
                yield f"{entry.id}: no statement {other!r}"
        if entry.name and (not entry.chain or entry.chain[-1] != entry.name):
            yield f"{entry.id}: the chain does not end with the speaker {entry.name!r}"
        if entry.kind == "direct" and entry.quoted:
            yield f"{entry.id}: quoted is left out of direct statements"


def main(paths: list[str]) -> int:
    """Print the faults of the files; 1 where there are any."""
    count = 0
    for path in paths:
        for one in texts(Path(path)):
            for fault in faults(one):
                count += 1
                print(f"{path} {one.id} {fault}")
    print(f"{count} faults")
    return bool(count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
