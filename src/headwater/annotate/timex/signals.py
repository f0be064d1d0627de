"""What the words around a time expression tell: tense, open ends, that it dates a law."""

from collections.abc import Sequence
from typing import NamedTuple

from headwater.records import TimeBound, TimeSide

BOUNDS: dict[str, TimeBound] = {
    "since": "since", "until": "until", "till": "until", "through": "until", "by": "by", "before": "before", "after": "after",
    "с": "since", "со": "since", "до": "until", "после": "after", "к": "by",
}  # fmt: skip
BOUND_SIDE: dict[str, TimeSide] = {"until": "future", "since": "past"}
ONWARDS = frozenset("on onward onwards forward".split())
BACK, AHEAD = 20, 6  # tokens looked at on either side for a verb (TimeBank, looked-at half: value F .821; .817 with 6, 4)
ABBREVIATED = 3  # letters of a word whose full stop may be that of an abbreviation
BE_BACK = 2  # words between "be" and its participle: to be held, will be formally adopted
BE, PRESENT = frozenset({"be"}), frozenset({"is", "are", "am", "isn", "aren"})
LAW_BACK = 8  # tokens between the name of a law and its date
OF_LAW = frozenset("of from dated no adopted passed signed от".split())


class Cues(NamedTuple):
    """The classes of a language that tell something: future and past verbs, words that name a law, ends of sentences."""

    future: frozenset[str]
    past: frozenset[str]
    laws: frozenset[str]
    stops: frozenset[str]
    bare: frozenset[str]
    intents: frozenset[str]


def tense(words: Sequence[str], classes: str, cues: Cues, first: int, last: int, *, limit: bool = False) -> TimeSide | None:
    """past or future by the nearest verb that shows it: before the expression, else after it, in the same sentence.

    `limit`: the expression is a limit (before, by): an infinitive on the way to it tells a purpose, which lies ahead.
    """
    for way in (range(first - 1, max(-1, first - 1 - BACK), -1), range(last, min(len(classes), last + AHEAD))):
        for at in way:
            if classes[at] in cues.future or _is_intended(words, classes, cues, at) or (limit and _is_purpose(words, classes, cues, at)):
                return "future"
            if classes[at] in cues.past or _is_past_form(words[at]):
                if words[at] == "have" and at and classes[at - 1] in cues.future:  # will have them in court by May: no perfect
                    return "future"
                still = BE | PRESENT if limit else BE  # a limit of what is not done yet: is not paid by May
                return "future" if still & set(words[max(0, at - BE_BACK) : at]) else "past"
            if classes[at] in cues.stops or (words[at] == "." and at and len(words[at - 1]) > ABBREVIATED):
                break
    return None


def _is_intended(words: Sequence[str], classes: str, cues: Cues, at: int) -> bool:
    """`voted to strike from Monday`, `agreed to meet in May`: at the "to" behind a verb that looks ahead."""
    return words[at] == "to" and at > 0 and classes[at - 1] in cues.intents and at + 1 < len(words) and words[at + 1].islower()


def _is_purpose(words: Sequence[str], classes: str, cues: Cues, at: int) -> bool:
    """`to finish the road before October`."""
    return classes[at] in cues.bare and at > 0 and words[at - 1].casefold() == "to"


def _is_past_form(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and word[0].islower()


def bound(words: Sequence[str], first: int, last: int) -> TimeBound | None:
    """The open end told by the word before ("since 2019") or after ("from 2019 on")."""
    before = words[first - 1].casefold() if first else ""
    if before == "from" and last < len(words) and words[last].casefold() in ONWARDS:
        return "since"
    if before == "to" and first > 1 and words[first - 2].casefold() in ("prior", "up"):
        return "before" if words[first - 2].casefold() == "prior" else "until"
    return BOUNDS.get(before)


def dates_law(words: Sequence[str], classes: str, cues: Cues, first: int, last: int) -> bool:
    """Whether it dates a law: "the law of 4 March 2021", "the 1993 Act"."""
    if last < len(classes) and classes[last] in cues.laws and words[last][:1].isupper():
        return True
    if not first or words[first - 1].casefold() not in OF_LAW:
        return False
    return any(one in cues.laws for one in classes[max(0, first - LAW_BACK) : first])
