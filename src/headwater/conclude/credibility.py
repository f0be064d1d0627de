"""How far a claim can be believed, suggested on the Admiralty scale (1 confirmed, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged) from origins and stances alone; the reliability of outlets and speakers (A to F) is the user's to set."""

from collections.abc import Sequence

from headwater.records import Credibility, Independent, Member, Origin, Reason

KNOWN = ("person", "body", "document")


def credibility(members: Sequence[Member], origins: Sequence[Origin], independent: Independent, *, hedged: bool) -> Credibility:
    """The suggested grade of a claim with its ground."""
    denying = len({m.doc for m in members if m.stance == "denies"})
    asserting = len({m.doc for m in members if m.stance != "denies"})
    low, high = independent.low, independent.high
    if denying:
        grade, code = (5 if low < 2 and denying > asserting else 4, "grade_disputed")
        return _grade(grade, code, f"{denying} of the reports", f"{asserting} that assert it")
    if not any(one.root for one in origins):
        return _grade(6, "grade_open")
    if low >= 2:
        return _grade(2 if hedged else 1, "grade_confirmed", low)
    if high >= 2:
        return _grade(3 if hedged else 2, "grade_probable", low, high)
    named = any(one.kind in KNOWN and one.root and one.root[:1].isupper() for one in origins)
    return _grade(3, "grade_possible") if named and not hedged else _grade(4, "grade_doubtful")


def _grade(grade: int, code: str, *values: str | int) -> Credibility:
    return Credibility(grade=grade, because=(Reason(code, values=values),))
