"""The errors that a caller may see.

    HeadwaterError
    ├── WrongUse            the caller asked for something that makes no sense (exit status 2)
    │   ├── NoSuchCase      the folder is not a case
    │   └── NoSuchRecord    no record of the case has this id
    ├── CaseBroken          the case on disk cannot be used: damaged, locked, full disk, read-only
    └── EvidenceMissing     a record was made without words to rest on, or with words that are not there

Dirty input is none of these: it becomes a `Problem` record, and the rest goes on.
`Unreadable` is how a reader says so; only `run.py` catches it.
"""


class HeadwaterError(Exception):
    """Whatever Headwater raises on purpose."""


class WrongUse(HeadwaterError):
    """The call itself is wrong; the message says what would be right."""


class NoSuchCase(WrongUse):
    """The folder holds no case."""


class NoSuchRecord(WrongUse):
    """No record of the case has this id."""


class CaseBroken(HeadwaterError):
    """The case on disk cannot be read or written."""


class EvidenceMissing(HeadwaterError):
    """A derived record has no span to rest on, or a span outside its text."""


class Unreadable(HeadwaterError):
    """An input cannot be read; the message is fit for a problem line."""
