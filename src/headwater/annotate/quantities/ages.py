"""Bare numbers that are ages: "Vera Lind, 34", "aged 34", "children under 12", "in his 30s"."""

import msgspec

from headwater import lexicon
from headwater.annotate.quantities.measures import YEAR, Measure
from headwater.annotate.quantities.words import DASHES, KINDS, VALUES, Words

OLDEST = 115
AGED = frozenset("aged age ages возрасте".split())
OWN = frozenset("his her their my your our".split())
PARTS = ("early", "mid", "late")
TENS = ("20", "30", "40", "50", "60", "70", "80", "90")
PERSONS = frozenset(
    "man woman boy girl child teenager teen driver passenger suspect victim student pupil mother father son daughter brother sister husband wife"
    " sons daughters brothers sisters boys girls children men women mayor resident officer soldier farmer nurse teacher worker cyclist pedestrian motorist pensioner shopkeeper fisherman defendant gunman".split()
)
GROUPS = frozenset(
    "children kids adults people those anyone anybody everyone everybody men women boys girls citizens residents patients persons minors voters infants"
    " teenagers teens youths drivers workers students pupils someone somebody child person adult players".split()
)
AFTER_TURNED = frozenset("in on last this when at , . ;".split())
AFTER_AGE = frozenset(", . ; ) and who of was is were from had has — – - : when at told said".split())
BOUNDED = frozenset("under over above below".split())


def aged(words: Words, one: Measure) -> Measure:
    """The measure with the unit of years where it is an age without its word."""
    if one.unit is not None or one.kind not in ("digits", "words", "range") or not _may_be_age(one):
        return one
    first, last = one.first, one.last
    before = words.word(first - 1)
    if before in AGED or (before == "of" and words.word(first - 2) == "age") or _beside_name(words, one) or _is_bound(words, one):
        plural = words.word(last) == "s" and words.touches(last)  # the over-65s
        return msgspec.structs.replace(one, unit=YEAR, last=last + plural)
    if before in ("turned", "turns", "turning") and words.word(last) in AFTER_TURNED:
        return msgspec.structs.replace(one, unit=YEAR)
    turned = before in ("turned", "turns", "turning") or (
        before in ("is", "was", "'s") and words.word(first - 2) in ("he", "she", "who", "i")
    )
    if turned and not words.word(last).isalpha():
        return msgspec.structs.replace(one, unit=YEAR)
    if words.word(last) in ("and", "or") and words.word(last + 1) in ("older", "younger"):
        return msgspec.structs.replace(one, unit=YEAR)
    return one


def _may_be_age(one: Measure) -> bool:
    top = one.value if one.value is not None else one.high
    return top is not None and 0 < top <= OLDEST and one.scaled == 1.0


def _is_person(word: str) -> bool:
    return word in PERSONS or word in lexicon.entries("event_persons")


def _beside_name(words: Words, one: Measure) -> bool:
    """`Vera Lind, 34,` and `Vera Lind (34)` and `the driver, 34, was`."""
    mark, name = words.word(one.first - 1), one.first - 2
    if one.kind != "digits" or mark not in (",", "("):
        return False
    if not (words.is_capital(name) and words.word(name).isalpha() and len(words.word(name)) > 1) and not _is_person(words.word(name)):
        return False
    if mark == "(":
        return words.word(one.last) == ")"
    return words.word(one.last) in AFTER_AGE or one.last >= len(words)


def also_aged(words: Words, one: Measure, before: Measure | None) -> Measure:
    """`aged 6 and 9`, `his sons, 12 and 14`: a bare number joined to an age is one."""
    if before is None or before.unit != YEAR or one.unit is not None or one.kind != "digits" or not _may_be_age(one):
        return one
    joint = words.low[before.last : one.first]
    is_age = 1 <= len(joint) <= 2 and all(word in (",", "and", "or") for word in joint) and not words.word(one.last).isalpha()
    is_age = is_age or (joint in (["and"], [",", "and"]) and words.word(one.last) in AFTER_AGE)
    return msgspec.structs.replace(one, unit=YEAR) if is_age else one


def is_team(words: Words, one: Measure) -> bool:
    """`under-21 team`: a class of players, no age of anybody; the under-21s are people."""
    joined = words.word(one.first - 1) in DASHES and words.word(one.first - 2) in BOUNDED
    return joined and one.unit == YEAR and words.word(one.last).isalpha() and words.word(one.last - 1) != "s"


def _is_bound(words: Words, one: Measure) -> bool:
    """`children under 12`, `the over-65s`, `anyone over 65`."""
    at = one.first - 1
    if words.word(at) in ("about", "around") and words.word(at - 1) == "of" and words.word(at - 2) in PERSONS:
        return not words.word(one.last).isalpha()
    joined = words.word(at) in DASHES
    at -= joined
    if words.word(at) not in BOUNDED:
        return False
    if joined:
        return True
    at -= words.word(at - 1) in ("aged", "just", "well")
    return words.word(at - 1) in GROUPS or words.word(at) == "aged"


def decade_of_life(words: Words, at: int) -> Measure | None:
    """`in his 30s`, `in their late twenties`: ten years, of which the text says no more."""
    start = _decade(words, at)
    if start is None:
        return None
    last = at + 2 if words.low[at][0].isdigit() else at + 1
    before = at - 1
    before -= words.word(before) in DASHES
    first = before if words.word(before) in PARTS else at
    if words.word(first - 1) not in OWN and not (words.word(first - 1) in ("to",) and first != at):
        return None
    return Measure(first, last, None, start, start + 9, YEAR, "decade")


def _decade(words: Words, at: int) -> float | None:
    word = words.low[at]
    if word in TENS and words.word(at + 1) == "s" and words.touches(at + 1):
        return float(word)
    return VALUES[word] if KINDS.get(word) == "decade" else None
