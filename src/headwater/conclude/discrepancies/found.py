"""One discrepancy as a check finds it."""

from typing import NamedTuple

from headwater.records import DiscrepancyClass, DiscrepancyKind, Reason
from headwater.text import Span


class Found(NamedTuple):
    """Kind, class, one place a side, why, and how sure (0 to 1) it is that both sides answer one question."""

    kind: DiscrepancyKind
    class_: DiscrepancyClass
    a: Span
    b: Span
    because: Reason
    score: float
