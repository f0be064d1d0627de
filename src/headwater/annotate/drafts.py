"""A statement under way: plain offsets, before names are resolved and records made."""

import msgspec

from headwater.annotate.speakers import Phrase
from headwater.records import Attitude, StatementKind


class Draft(msgspec.Struct):
    """What has been seen of one statement so far; offsets in the text.

    `inherits` says that the speaker is that of the statement before; `parent` is the place of the
    statement that this one stands in; `through` are the
    mouths between the outlet and the speaker. `is_turn` says that it is a line of a transcript, direct without marks.
    """

    kind: StatementKind
    start: int
    end: int
    content: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    phrase: Phrase | None = None
    attitude: Attitude = "asserts"
    quoted: list[tuple[int, int]] = msgspec.field(default_factory=list)
    inherits: bool = False
    is_turn: bool = False
    parent: tuple[int, int] | None = None
    through: list[Phrase] = msgspec.field(default_factory=list)

    def cover(self, *places: tuple[int, int]) -> None:
        """Widen the statement so that it covers the places."""
        self.start = min(self.start, *(start for start, _ in places))
        self.end = max(self.end, *(end for _, end in places))
