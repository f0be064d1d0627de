"""Figures that count one thing and do not agree."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from headwater.conclude.discrepancies.bonds import Bond
from headwater.conclude.discrepancies.figures import (
    WIDE,
    Counted,
    answer,
    central,
    clause,
    counted,
    family,
    is_earlier,
    is_none,
    is_person,
    meaning,
    nouns_agree,
    told_with,
    whole_of,
    written,
)
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.frames import is_rule, told_frames_differ, two_frames
from headwater.conclude.discrepancies.order import earlier, is_revised, same_voice, two_voices
from headwater.conclude.discrepancies.passages import Passage, is_of_the_past
from headwater.conclude.discrepancies.words import signals, steps
from headwater.records import DiscrepancyClass, DiscrepancyKind, Quantity, Reason

NEAR_FATES = {frozenset(("missing", "dead")): -0.15, frozenset(("shot", "hurt")): 0.1, frozenset(("sick", "hurt")): 0.0}
ONE_MORE = re.compile(r"\b(?:killing one|one of them fatally|killed himself|killed herself|and himself|turned the gun on|before (?:fatally )?(?:shooting|killing) himself|including the (?:gunman|shooter|suspect))\b", re.IGNORECASE)
TOLD_INSIDE, NAMED_INSIDE = 1.6, 0.9  # how sure it is where a clause tells who gave the old figure, and where it is only named
GROWN = 1.2  # how far a later count must lie above an earlier lower bound
APART = 5.0  # how many times its predecessor a figure may be, inside a sentence
FAR = 40.0  # one figure so many times the other counts something else
RARE = 0.3  # how far two other words in one rare unit count one thing
OPEN_UNITS = ("time", "age")  # families of which one sentence tells several things


def differing_counts(a: Passage, b: Passage, bond: Bond) -> Iterator[Found]:
    """Pairs of figures of two passages that answer one question with different numbers."""
    ours, theirs = ([q for q in one.quantities if meaning(q) and not is_none(one, q)] for one in (a, b))
    for one in ours:
        for other in theirs:
            if one.span == other.span or "times" in (one.unit, other.unit) or family(one.unit) != family(other.unit):
                continue
            score = _one_question(a, one, b, other, bond)
            if score > 0 and not _is_told_too(a, one, b, other, ours, theirs):
                yield from _compared(a, one, b, other, score, bond)


def _is_told_too(a: Passage, one: Quantity, b: Passage, other: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether a side has the other's figure as well, as one that still holds."""
    here = any(q is not other and family(q.unit) == family(one.unit) and answer(one, q) == "same" and not is_earlier(b, q) for q in theirs)
    there = any(q is not one and family(q.unit) == family(other.unit) and answer(other, q) == "same" and not is_earlier(a, q) for q in ours)
    return here or there


def _one_question(a: Passage, one: Quantity, b: Passage, other: Quantity, bond: Bond) -> float:
    """How sure it is that two figures count the same thing, group, place and time; 0 where something speaks against it."""
    first, second = counted(a, one), counted(b, other)
    nouns = nouns_agree(first, second)
    if not nouns and one.unit == other.unit and _is_rare(one) and answer(one, other) == "rounding":
        nouns = RARE  # slurry and waste, both in cubic metres
    if nouns == 0 or _apart(a, one, first, b, other, second, bond):
        return 0.0
    values = central(one), central(other)
    if None in values or min(map(abs, values)) * FAR < max(map(abs, values)):  # type: ignore[arg-type]
        return 0.0
    score = 0.3 * nouns + 0.3 * min(1.0, bond.cover) + 0.1 * min(2, bond.names) + 0.15 * max(0.0, bond.cosine)
    if first.fate and second.fate:
        score += _one_fate(first.fate.name, second.fate.name)
    elif (first.fate or second.fate) and is_person(first.noun or second.noun):
        score -= 0.15
    if first.part and second.part and whole_of(a) & whole_of(b):
        score += 0.3
    if one.unit and one.unit == other.unit and _is_rare(one) and nouns > 0:
        score += 0.15
    if nouns > 0 and _is_rare(one) and answer(one, other) == "rounding":
        score += 0.25
    others = sum(1 for t, _ in bond.paired if not {first.noun, second.noun} & {t.lemma, *t.stems} and t.kind != "trait")
    if not others and not (first.fate and second.fate):
        score -= 0.25
    if first.noun is None or second.noun is None:
        score -= 0.0 if first.fate and second.fate else 0.1 if one.unit else 0.2
    return max(0.0, score)


def _is_rare(one: Quantity) -> bool:
    """Whether a figure has a unit of its own, in which a sentence tells one thing."""
    return one.unit is not None and family(one.unit) not in (*OPEN_UNITS, "proportion")


def _one_fate(one: str, other: str) -> float:
    """What it tells of two figures that this befell the ones and that the others; what may turn into the other costs little."""
    return 0.25 if one == other else NEAR_FATES.get(frozenset((one, other)), -1.0)


def _is_sum(a: Passage, one: Quantity, b: Passage, other: Quantity) -> bool:
    """Whether one figure is of all and the other of a part whose rest stands beside it: six shot; one dead and five hurt."""
    for whole, figure, parts, part in ((a, one, b, other), (b, other, a, one)):
        if (fate := counted(whole, figure).fate) is None or fate.name not in ("shot", "dead") or figure.value is None or part.value is None:
            continue
        rest = [q.value for q in parts.quantities if q is not part and q.value is not None] or [1.0]
        rest += [1.0] if ONE_MORE.search(parts.sentence) else []
        if any(part.value + more == figure.value for more in rest):
            return True
    return False


def _apart(a: Passage, one: Quantity, first: Counted, b: Passage, other: Quantity, second: Counted, bond: Bond) -> bool:
    """Whether the words show two questions: a part and a whole, two places, two times, two units of age."""
    if first.part != second.part and a.doc == b.doc:
        return True
    if first.part != second.part and not (first.noun and first.noun == second.noun and whole_of(a) & whole_of(b)):
        return True
    wholes = whole_of(a), whole_of(b)
    if first.part and second.part and not wholes[0] & wholes[1] and ((wholes[0] and wholes[1]) or first.noun != second.noun or first.noun in WIDE):
        return True
    if one.value in wholes[0] or other.value in wholes[1]:
        return True
    if (a.places and b.places and not a.places & b.places) or _named_apart(bond):
        return True
    if told_frames_differ(a, b) or _is_sum(a, one, b, other):
        return True
    if is_of_the_past(a) != is_of_the_past(b):
        return True
    grows = first.fate is not None and first.fate.moves != "stands"
    return not grows and _other_days(a, b)


def _named_apart(bond: Bond) -> bool:
    """Whether both sides name where, with nothing in common: at Lomm, at the crossing of Sel."""
    where = [[t for t in side if t.kind == "name" and t.part == "other" and t.relation in ("obl", "nmod")] for side in bond.left]
    return bond.names == 0 and bool(where[0] and where[1])


def _other_days(a: Passage, b: Passage) -> bool:
    """Whether both tell times, and none of one can be one of the other."""
    first, second = a.times, b.times
    return bool(first and second) and not any(x.reach.first <= y.reach.last and y.reach.first <= x.reach.last for x in first for y in second)


def _compared(a: Passage, one: Quantity, b: Passage, other: Quantity, score: float, bond: Bond) -> Iterator[Found]:
    how = answer(one, other)
    if how == "agree" and _outgrown(a, one, b, other):
        how = "differ"
    if how == "agree" and is_rule(a) and is_rule(b) and one.comparator == other.comparator and one.value != other.value:
        how = "differ"  # the most that a law threatens is what it says, no bound of something unknown
    if how in ("same", "agree"):
        return
    class_, code = _class(a, one, b, other, bond) if how == "differ" else ("rounding", "rounded_figure")
    kind: DiscrepancyKind = "rule" if is_rule(a) and is_rule(b) else "quantity"
    yield Found(kind, class_, told_with(a, one), told_with(b, other), Reason(code, values=(written(a, one), written(b, other))), score)


def _outgrown(a: Passage, one: Quantity, b: Passage, other: Quantity) -> bool:
    """Whether a lower bound still holds but a later count has left it behind: at least nine, then 14."""
    first = earlier(a, b)
    before, figure, after, newer = (a, one, b, other) if first == "a" else (b, other, a, one)
    x, y, fate = central(figure), central(newer), counted(before, figure).fate or counted(after, newer).fate
    if first is None or x is None or y is None or figure.comparator not in ("at_least", "more_than") or figure.value is None or y <= x:
        return False
    named = any(is_earlier(after, q) and q.value == figure.value for q in after.quantities)
    return named or (fate is not None and fate.moves == "grows" and (y >= GROWN * x or bool(signals("revised", after.sentence))))


def revised_inside(one: Passage) -> Iterator[Found]:
    """A figure and the one that it replaces, in one sentence: 1,400 cubic metres; at first the company had given 900."""
    for old in one.quantities:
        for new in one.quantities:
            if old is new or not is_earlier(one, old) or is_earlier(one, new) or not meaning(new) or not meaning(old) or old.value is None:
                continue
            bare = old.unit is None and old.counts is None and new.unit is not None
            if (new.unit is None and new.counts is None) or not old.value or not 1 / APART < (central(new) or 0.0) / (old.value or 1.0) < APART:
                continue
            if (bare or (family(old.unit) == family(new.unit) and nouns_agree(counted(one, old), counted(one, new)) >= 0.5)) and answer(_as(old, new), new) == "differ":
                yield Found("quantity", "update", told_with(one, new), clause(one, old), Reason("figure_revised", values=(written(one, old), written(one, new))), TOLD_INSIDE if len(one.words[clause(one, old).start - one.span.start : old.span.start - one.span.start].split()) > 2 else NAMED_INSIDE)


def _as(old: Quantity, new: Quantity) -> Quantity:
    return msgspec.structs.replace(old, unit=new.unit)


def _class(a: Passage, one: Quantity, b: Passage, other: Quantity, bond: Bond) -> tuple[DiscrepancyClass, str]:
    """Update, tension or contradiction of two figures that do not agree."""
    if is_earlier(a, one) != is_earlier(b, other) or _told_revised(a, b):
        return "update", "figure_revised"
    if signals("scope", a.sentence) != signals("scope", b.sentence) and _scoped(a, b):
        return "tension", "counted_otherwise"
    if is_rule(a) and is_rule(b) and two_frames(a, b, bond):
        return "tension", "other_frame"
    first = earlier(a, b)
    if first and _law_went_on(a, b, first):
        return "update", "step_taken"
    if first and _moved_on(a, one, b, other, first):
        return "update", "figure_later"
    if first and same_voice(a, b):
        return "update", "figure_same_source"
    return "contradiction", "figures_exclude"


def _law_went_on(a: Passage, b: Passage, first: str) -> bool:
    """Whether a bill in the earlier report is an act in the later one."""
    before, after = (a, b) if first == "a" else (b, a)
    rungs = [[step.rung for step in steps(one.sentence) if step.ladder == "law"] for one in (before, after)]
    return bool(rungs[0]) and min(rungs[0]) == 1 and 1 not in rungs[1]


def _told_revised(a: Passage, b: Passage) -> bool:
    if a.doc == b.doc:
        return is_revised(a, b)
    first = earlier(a, b)
    later = b if first == "a" else a if first == "b" else None
    return bool(signals("revised", later.sentence)) if later else is_revised(a, b)


def _scoped(a: Passage, b: Passage) -> bool:
    return bool(signals("scope", a.sentence) ^ signals("scope", b.sentence))


def _moved_on(a: Passage, one: Quantity, b: Passage, other: Quantity, first: str) -> bool:
    """Whether the thing counted grows (or falls) with time and the later figure shows it."""
    fate = counted(a, one).fate or counted(b, other).fate
    if fate is None or fate.moves == "stands":
        return False
    x, y = central(one), central(other)
    before, after = (x, y) if first == "a" else (y, x)
    if before is None or after is None:
        return False
    if two_voices(a, b) and _opposed_at_once(a, b):
        return False
    return after > before if fate.moves == "grows" else after != before


def _opposed_at_once(a: Passage, b: Passage) -> bool:
    """Whether two sides speak of one moment: the later report denies, or gives the figure beside the other's."""
    return any(one.statement is not None and one.statement.attitude == "denies" for one in (a, b))

