"""Times of one thing that cannot both be true."""

from collections.abc import Iterator

from headwater.conclude.discrepancies.bonds import Bond
from headwater.conclude.discrepancies.figures import counted, family, nouns_agree
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.order import earlier
from headwater.conclude.discrepancies.passages import Dated, Passage
from headwater.conclude.discrepancies.words import signals
from headwater.records import Reason

LONG = 40  # days: a time wider than that dates nothing closely
STEM = 5  # letters of a word that count
COVERED = 0.4  # share of the words of the shorter passage that the other must have


def differing_days(a: Passage, b: Passage, bond: Bond) -> Iterator[Found]:
    """Times of two passages on one thing that exclude each other."""
    first, second = ([time for time in one.times if _narrow(time) and one.span.start <= time.span.start and time.span.end <= one.span.end] for one in (a, b))
    if not first or not second or bond.cover < COVERED or not (bond.verbs or bond.nouns):
        return
    if (a.said.mood == "fact") != (b.said.mood == "fact") or any(_meet(x, y) for x in first for y in second):
        return
    if any(t.part == "agent" for t in bond.left[0]) and any(t.part == "agent" for t in bond.left[1]):
        return
    if _two_deeds(bond) or any(nouns_agree(counted(a, q), counted(b, r)) >= 0.7 for q in a.quantities for r in b.quantities if family(q.unit) == family(r.unit)):
        return
    late = signals("late", a.sentence) | signals("late", b.sentence)
    ordered = earlier(a, b)
    ahead = ordered is not None and _to_come(a, first) and _to_come(b, second)
    update = bool(late) or ahead
    code = "day_moved" if update else "days_exclude"
    score = (0.2 if _one_deed(first[0], second[0]) else -0.3) + 0.5 * bond.cover + 0.1 * min(2, bond.names) + 0.2 * max(0.0, bond.cosine)
    yield Found("date", "update" if update else "contradiction", first[0].span, second[0].span, Reason(code), score)


def _one_deed(x: Dated, y: Dated) -> bool:
    """Whether both times are tied to the same deed."""
    if x.deed is None or y.deed is None:
        return False
    first, second = ({word[:STEM].casefold() for word in time.split() if len(word) > 3} for time in (x.deed, y.deed))
    return bool(first & second)


def _two_deeds(bond: Bond) -> bool:
    """Whether each side tells a deed that the other does not."""
    return all(any(t.part == "predicate" for t in side) for side in bond.left)


def _narrow(time: Dated) -> bool:
    return (time.reach.last - time.reach.first).days <= LONG


def _meet(x: Dated, y: Dated) -> bool:
    return x.reach.first <= y.reach.last and y.reach.first <= x.reach.last


def _to_come(one: Passage, times: list[Dated]) -> bool:
    return one.first is not None and any(time.reach.last > one.first for time in times)
