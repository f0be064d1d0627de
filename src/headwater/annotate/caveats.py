"""Which statements a caveat hangs on: a declaration that somebody's account could not be verified
qualifies that person's statements, all of them and no others.
"""

from collections.abc import Sequence

import msgspec

from headwater.records import Statement


def with_caveats(content: str, made: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of one text, each with the ids of the caveats that qualify it."""
    meant = {caveat.id: _meant(content, caveat, made) for caveat in made if caveat.attitude == "cannot_verify"}
    return tuple(_caveated(statement, meant) for statement in made) if meant else tuple(made)


def _caveated(statement: Statement, meant: dict[str, str | None]) -> Statement:
    name = _name(statement)
    if name is None or statement.attitude == "cannot_verify":
        return statement
    return msgspec.structs.replace(statement, caveats=tuple(id for id, who in meant.items() if who == name))


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def _meant(content: str, caveat: Statement, made: Sequence[Statement]) -> str | None:
    """Whose account a caveat speaks of: the speaker whom it names, else the last one before it."""
    words = " ".join(content[span.start : span.end] for span in caveat.content)
    names = [name for name in map(_name, made) if name]
    named = [name for name in names if name in words or name.rsplit(" ", 1)[-1] in words.replace("’", " ").replace("'", " ").split()]
    if named:
        return max(named, key=len)
    before = [name for s in made if s.span.end <= caveat.span.start and s.attitude != "cannot_verify" and (name := _name(s))]
    return before[-1] if before else None
