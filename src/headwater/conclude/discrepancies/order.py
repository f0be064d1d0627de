"""Which of two passages is the later one, and whether their words say that an answer was replaced."""

from typing import Literal

from headwater.conclude.discrepancies.passages import Passage
from headwater.conclude.discrepancies.words import signals

Order = Literal["a", "b", None]


def earlier(a: Passage, b: Passage) -> Order:
    """The side that was published first, as far as the days show."""
    if a.last and b.first and a.last < b.first:
        return "a"
    if b.last and a.first and b.last < a.first:
        return "b"
    return None


def is_revised(a: Passage, b: Passage) -> bool:
    """Whether either side says that an earlier answer no longer holds."""
    return bool(signals("revised", a.sentence) or signals("revised", b.sentence))


def same_voice(a: Passage, b: Passage) -> bool:
    """Whether one person or body says both."""
    return a.speaker is not None and a.speaker == b.speaker


def two_voices(a: Passage, b: Passage) -> bool:
    """Whether two named voices say them."""
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker
