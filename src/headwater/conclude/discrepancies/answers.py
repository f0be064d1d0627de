"""Answers in words that do not agree: so and not so, here and there on a ladder, done by this one and by that one, told kindly and harshly."""

import re
from collections.abc import Iterator

from headwater.conclude.discrepancies.bonds import Bond, vector
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.frames import is_rule, two_frames
from headwater.conclude.discrepancies.order import earlier, is_revised, same_voice
from headwater.conclude.discrepancies.passages import Passage, is_of_the_past
from headwater.conclude.discrepancies.words import opposed, signals, steps
from headwater.records import DiscrepancyClass, DiscrepancyKind, Reason, Term
from headwater.text import Span

MOST = 120  # code points of a side
PLANNED = ("planned", "asked", "possible", "tried")
NO = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|den(?:y|ied|ies))\b|n['’]t\b", re.IGNORECASE)
BEFORE = re.compile(r"(?:\b(?:not|never|no|nobody|without|nor|hardly)|n['’]t)\W+(?:[\w-]+\W+){0,2}$", re.IGNORECASE)
SHORT = 40  # code points below which the whole sentence is read for opposites
LEAST = 0.8  # weight of shared words that a word of no needs
LIKE_DEED = 0.4  # likeness of two verbs of which one is denied
LIKE_SENTENCE = 0.6
NO_CLAIM = ("urges", "proposes", "asks", "predicts", "complains")
OPINION = re.compile(r"\b(?:should|ought to|(?:best|worst|poor|excellent) )\b|\bmust (?:close|go|resign|be enlarged|end)\b", re.IGNORECASE)


def in_words(a: Passage, b: Passage, bond: Bond) -> Iterator[Found]:
    """What two passages on one thing answer differently without figures, the surest check first."""
    if (a.times and b.times and is_of_the_past(a) != is_of_the_past(b)) or _two_places(a, b, bond):
        return
    for check in (_framed, _denied, _stepped, _by_others):
        found = check(a, b, bond)
        if found:
            yield found
            return


def _score(bond: Bond) -> float:
    return min(1.0, 0.5 * bond.cover + 0.3 * max(0.0, bond.cosine) + 0.1 * min(2, bond.names) + 0.05 * min(3, bond.nouns))


def place(one: Passage) -> Span:
    """The words of a passage, cut where they run long."""
    end = one.span.end
    if end - one.span.start > MOST:
        cut = max(one.words.rfind(mark, 30, MOST) for mark in (",", ";", ":", " "))
        end = one.span.start + (cut if cut > 0 else MOST)
    return Span(one.doc, one.span.start, end)


def _two_places(a: Passage, b: Passage, bond: Bond) -> bool:
    """Whether both name places, none in common, in sentences that have little else in common: two happenings."""
    return bool(a.places and b.places and not a.places & b.places) and bond.cover < 0.5 and not is_rule(a)


# -- so and not so -------------------------------------------------------------------------------------------


def _negative(one: Passage) -> bool:
    """Whether a passage says no; `dismissed` of a person is a deed, no denial."""
    return one.said.negative and (bool(NO.search(one.sentence)) or not any(step.ladder == "post" for step in steps(one.sentence)))


def _denied(a: Passage, b: Passage, bond: Bond) -> Found | None:
    hits = _hits(a, b)
    odd = _negative(a) != _negative(b)
    if _is_opinion(a) and _is_opinion(b) and not same_voice(a, b):
        return None
    if not hits and not (odd and _one_predicate(a, b, bond)):
        return None
    class_, code = _class(a, b, bond)
    kind: DiscrepancyKind = "rule" if is_rule(a) and is_rule(b) and class_ == "tension" else "polarity"
    return Found(kind, class_, place(a), place(b), Reason(code), _score(bond) + (0.15 if hits else 0.0))


def _hits(a: Passage, b: Passage) -> bool:
    """Whether opposite words stand on the two sides, neither of them denied alone."""
    first, second = (one.sentence if len(one.words) < SHORT else one.words for one in (a, b))
    for name in ("discrepancy_opposites", "claim_opposites"):
        for x, y in opposed(name, first, second):
            if _is_denied(first, x.start) == _is_denied(second, y.start):
                return True
    return False


def _is_denied(text: str, at: int) -> bool:
    return bool(BEFORE.search(text[max(0, at - 30) : at]))


def _one_predicate(a: Passage, b: Passage, bond: Bond) -> bool:
    """Whether what the one side denies is what the other side tells."""
    if bond.shared < LEAST:
        return False
    deeds = [[t for t in one.said.terms if t.part == "predicate" or t.kind == "verb"] for one in (a, b)]
    if any("predicate" in (t.part, u.part) for t, u in bond.paired):
        return True
    alike = max((float(vector(t.lemma) @ vector(u.lemma)) for t in deeds[0] for u in deeds[1]), default=0.0)
    return alike >= LIKE_DEED or bond.cosine >= LIKE_SENTENCE


def _is_opinion(one: Passage) -> bool:
    said = one.statement
    return (said is not None and said.attitude in NO_CLAIM) or bool(OPINION.search(one.sentence))


def _class(a: Passage, b: Passage, bond: Bond) -> tuple[DiscrepancyClass, str]:
    if a.doc != b.doc and same_voice(a, b) and earlier(a, b):
        return "tension", "voice_turned"
    if two_frames(a, b, bond):
        return "tension", "other_frame"
    if earlier(a, b) and _later_revises(a, b):
        return "update", "answer_replaced"
    return "contradiction", "answers_exclude"


def _later_revises(a: Passage, b: Passage) -> bool:
    later = b if earlier(a, b) == "a" else a
    return bool(signals("revised", later.sentence)) and is_revised(a, b)


# -- on a ladder -----------------------------------------------------------------------------------------------


def _stepped(a: Passage, b: Passage, bond: Bond) -> Found | None:
    """Two rungs of one ladder on which the same person or thing stands."""
    if bond.names == 0 and bond.nouns < 1:
        return None
    rungs = [(x, y) for x in steps(a.sentence) for y in steps(b.sentence) if x.ladder == y.ladder and x.rung != y.rung]
    ours, theirs = {(x.ladder, x.rung) for x in steps(a.sentence)}, {(y.ladder, y.rung) for y in steps(b.sentence)}
    rungs = [(x, y) for x, y in rungs if (y.ladder, y.rung) not in ours and (x.ladder, x.rung) not in theirs and _one_deed(x.ladder, bond)]
    moods = {a.said.mood, b.said.mood}
    done = "fact" in moods and len(moods) > 1 and bond.verbs > 0 and bond.cover >= 0.5
    if not rungs and not done:
        return None
    first = earlier(a, b)
    on = _further(a, b, first, rungs)
    if first and on:
        return Found("status", "update", place(a), place(b), Reason("step_taken"), _score(bond) + 0.1)
    if rungs and rungs[0][0].ladder in ("held", "post", "law", "person"):
        return Found("status", "contradiction", place(a), place(b), Reason("steps_exclude"), _score(bond))
    return None


def _one_deed(ladder: str, bond: Bond) -> bool:
    """Ladders of wide words count where both speak of one deed."""
    return ladder not in ("work",) or bond.verbs > 0


def _further(a: Passage, b: Passage, first: str | None, rungs: list[tuple[object, object]]) -> bool:
    if rungs:
        gained = [getattr(y, "rung") - getattr(x, "rung") for x, y in rungs]  # noqa: B009
        return max(gained) > 0 if first == "a" else min(gained) < 0
    before, after = (a, b) if first == "a" else (b, a)
    return before.said.mood in PLANNED and after.said.mood == "fact"


# -- by whom ---------------------------------------------------------------------------------------------------


def _by_others(a: Passage, b: Passage, bond: Bond) -> Found | None:
    """One deed, done to the same, by somebody else."""
    agents = [[t for t in side if t.part == "agent" and t.kind in ("noun", "name")] for side in bond.left]
    deed = any("verb" in (t.kind, u.kind) or "predicate" in (t.part, u.part) for t, u in bond.paired)
    object_ = any(t.part in ("patient", "other", "agent") and t.kind in ("noun", "name") for t, _ in bond.paired)
    swapped = any({t.part, u.part} == {"agent", "patient"} for t, u in bond.paired)
    if not agents[0] or not agents[1] or not deed or _is_opinion(a) or _is_opinion(b):
        return None
    if a.said.mood != b.said.mood or any(t.part == "agent" for t, _ in bond.paired):
        return None
    return Found("attribution", "contradiction", place(a), place(b), Reason("others_did_it"), _score(bond) - (0.0 if object_ or swapped else 0.25))


# -- framing ----------------------------------------------------------------------------------------------------


def _framed(a: Passage, b: Passage, bond: Bond) -> Found | None:
    hits = list(opposed("discrepancy_framing", a.sentence, b.sentence))
    if not hits or _negative(a) != _negative(b):
        return None
    return Found("polarity", "framing", place(a), place(b), Reason("told_otherwise"), _score(bond) + 0.1)


