"""In what frame a passage speaks: a rule or a fact, of which place, group, case or season."""

import re

from headwater.conclude.discrepancies.bonds import Bond
from headwater.conclude.discrepancies.passages import Passage
from headwater.conclude.discrepancies.words import signals
from headwater.records import Term

RULE = re.compile(
    r"\b(?:must(?! have)|may not|must not|shall|forbid\w*|ban(?:s|ned)?|prohibit\w*|oblig\w+|allowed|permitted|illegal|unlawful|required|demands that|compulsory|punish\w*|penalty|in prison|jailed|"
    r"law|code|act|decree|bill|paragraph|regulations?|provides? for|a fine of|may (?:prescribe|see|be|publish|buy|sell|leave|work|stay))\b",
    re.IGNORECASE,
)
SEASON = re.compile(r"\b(last|this|previous|next|past|current)\s+(year|season|month|week|quarter|winter|summer|spring|autumn|time|term|election)", re.IGNORECASE)
LEVELS = ("federal", "city", "national", "provincial", "local", "border", "emergency", "state", "municipal", "regional", "military", "civil")


def is_rule(one: Passage) -> bool:
    """Whether a passage tells what a law or order says."""
    return bool(RULE.search(one.sentence))


def told_frames_differ(a: Passage, b: Passage) -> bool:
    """Last season against this season."""
    first, second = ({(m[1].lower(), m[2].lower()) for m in SEASON.finditer(one.sentence)} for one in (a, b))
    return any(x[1] == y[1] and x[0] != y[0] and {x[0], y[0]} != {"this", "current"} and {x[0], y[0]} != {"last", "previous"} for x in first for y in second)


def two_frames(a: Passage, b: Passage, bond: Bond) -> bool:
    """Whether jurisdiction, scope or group differ as told: other places for a rule, a narrower group on one side."""
    if a.places and b.places and not a.places & b.places and (a.doc != b.doc or is_rule(a)):
        return True
    narrow = signals("condition", a.words) ^ signals("condition", b.words)
    if narrow and _names(bond.left[0], narrow) != _names(bond.left[1], narrow):
        return True
    return is_rule(a) and is_rule(b) and any(_qualified(bond.left[0], kind) and _qualified(bond.left[1], kind) for kind in (True, False))


def _names(left: tuple[Term, ...], narrow: frozenset[str]) -> bool:
    words = {term.lemma.rstrip("s") for term in left} | {stem.rstrip("s") for term in left for stem in term.stems}
    return any(word.split()[-1].rstrip("s") in words for word in narrow)


def _qualified(left: tuple[Term, ...], named: bool) -> bool:
    """Whether a side names its level (federal, city), or a place that the other does not name."""
    return any(term.kind == "name" and term.part == "other" if named else term.lemma in LEVELS for term in left)
