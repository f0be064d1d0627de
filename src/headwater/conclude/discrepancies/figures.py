"""Arithmetic of figures: what a number can mean by its comparator and its roundness, and what it is a number of."""

import functools
import math
import re
from typing import Literal, NamedTuple

from headwater import lexicon
from headwater.conclude.discrepancies.bonds import ONE_MEANING, PAIRED, vector
from headwater.conclude.discrepancies.passages import Passage
from headwater.conclude.discrepancies.words import Fate, fates
from headwater.records import Quantity
from headwater.text import Span

Answer = Literal["same", "agree", "rounding", "differ"]
ABOUT = 0.125  # how far a figure may lie from one that is rounded (guideline: an eighth)
EXACT_BELOW = 20  # counts below are never rounded
NEAR = 0.001  # two figures closer than this are one
SIZED = ("time", "age", "length", "mass", "area", "volume")
PROPORTIONS = ("percent", "share")
NEARBY = 60  # code points between a figure and the word for what befell those counted
NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|hundred)"
AFTER_PART = re.compile(rf"\s+of\s+(?:(?:the|those|these|them|its|his|their|whom|which|our)\b|{NUMBER}\b)", re.IGNORECASE)
BEFORE_PART = re.compile(rf"(?:\b(?:among (?:them|the dead|those|the victims)|including|of (?:whom|which|them)|among whom)\b[^.;]{{0,25}}|\bof (?:the |its |those |all )?{NUMBER} [^.;]{{3,60}})$", re.IGNORECASE)
OLD = re.compile(rf"[^.;]{{0,24}}?,? not {NUMBER}\b", re.IGNORECASE)  # the figure that is replaced is shown with it: 34 people, not 31
WHOLE = re.compile(rf"(?:{NUMBER}|\ban?|\bhalf|\bsome|\bmost|\bnone|^|[.;,] )\s*of (?:the |its |those |all |our )?$", re.IGNORECASE)
BEHIND_PART = re.compile(r"\s*(?:[\w-]+\s+){0,2}(?:of them\b|among them\b)", re.IGNORECASE)
EARLIER = re.compile(r"(?:\bhad (?:given|put it at|put|counted|spoken of|reported|announced)|\bnot|\bearlier|\bup from|\bfrom|\binstead of|\brather than|\bfigure of|\bpreviously|\bonce|\boriginally|\bfirst)\s+(?:(?:the|a|an|some|about|put at|given|had given|figure of|count of|reported|said|announced|estimated|spoken of)\s+)*$", re.IGNORECASE)
WIDE = frozenset("people person man others other victim body individual civilian human soul dead killed death life resident inhabitant toll".split())


PRISON = Fate("prison", "stands")
TERM = re.compile(r"\b(?:prison|jail\w*|imprison\w*|behind bars|custody|labour camp|penal colony|sentence\w*)\b", re.IGNORECASE)


class Meaning(NamedTuple):
    """The figures that a quantity allows; infinite where a bound is open."""

    low: float
    high: float


class Counted(NamedTuple):
    """What a figure is a number of: the noun, what befell those counted, whether they are a part of a whole."""

    noun: str | None
    fate: Fate | None
    part: bool


@functools.cache
def _sizes() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicon.rows("units") if len(row) > 2 and row[1] in SIZED and float(row[2])}


def family(unit: str | None) -> str:
    """The kind of measure; figures of two families never count one thing."""
    if unit in PROPORTIONS:
        return "proportion"
    return _sizes()[unit][0] if unit in _sizes() else (unit or "").casefold()


def _size(unit: str | None) -> float:
    return 100.0 if unit == "share" else _sizes()[unit][1] if unit in _sizes() else 1.0


def meaning(one: Quantity) -> Meaning | None:
    """The figures that a quantity allows, in the first unit of its family; None where it has none."""
    value, size = one.value, _size(one.unit)
    if value is None and one.low is None and one.high is None:
        return None
    low = one.low if one.low is not None else -math.inf
    high = one.high if one.high is not None else math.inf
    if value is not None and one.comparator == "exact":
        low = high = value
    if value is not None and one.comparator == "about":
        low, high = value * (1 - ABOUT), value * (1 + ABOUT)
    return Meaning(low * size, high * size)


def central(one: Quantity) -> float | None:
    """The figure itself, or the bound or middle of what it allows."""
    if one.value is not None:
        return one.value * _size(one.unit)
    ends = [end for end in (one.low, one.high) if end is not None]
    return sum(ends) / len(ends) * _size(one.unit) if ends else None


def answer(one: Quantity, other: Quantity) -> Answer:
    """How two figures for one thing stand to each other."""
    first, second = meaning(one), meaning(other)
    if first is None or second is None:
        return "agree"
    if _is_share_of_both(one, other):
        return "same"
    if one.value is not None and other.value is not None and _near(one.value * _size(one.unit), other.value * _size(other.unit)):
        return "same"
    if "about" in (one.comparator, other.comparator) or (one.comparator == other.comparator == "exact"):
        return _rounded_or(one, other, first, second)
    if _bounds_apart(first, second):
        return "differ"
    return "agree" if first.low <= second.high and second.low <= first.high else "differ"


def _is_share_of_both(one: Quantity, other: Quantity) -> bool:
    """A third and 33 per cent: a share in words is never meant closer than a point."""
    if "share" not in (one.unit, other.unit) or one.value is None or other.value is None:
        return False
    return abs(one.value * _size(one.unit) - other.value * _size(other.unit)) <= 1.0


def _bounds_apart(first: Meaning, second: Meaning) -> bool:
    """Whether both are bounds on one side that lie far apart: at least 120, more than 900."""
    for a, b, open_a, open_b in ((first.low, second.low, first.high, second.high), (first.high, second.high, first.low, second.low)):
        if math.isfinite(a) and math.isfinite(b) and not math.isfinite(open_a) and not math.isfinite(open_b):
            return max(a, b) > 1.5 * min(a, b) and min(a, b) >= 2
    return False


def _rounded_or(one: Quantity, other: Quantity, first: Meaning, second: Meaning) -> Answer:
    meet = first.low <= second.high and second.low <= first.high
    if one.value is None or other.value is None:
        return "agree" if meet else "differ"
    bounds = {one.comparator, other.comparator} - {"about", "exact"}
    if bounds and meet:
        return "agree"
    if _is_rounding(one, other) or _is_rounding(other, one):
        return "rounding"
    return "differ"


def _is_rounding(rough: Quantity, fine: Quantity) -> bool:
    """Whether the first is the second, rounded: by a word for it, or by the place of its last digit that is no zero."""
    a, b = rough.value, fine.value
    if a is None or b is None or not a or not b:
        return False
    a, b = a * _size(rough.unit), b * _size(fine.unit)
    off, counts = abs(a - b), rough.unit is None and rough.comparator == "exact"
    if off > ABOUT * max(abs(a), abs(b)) + 1e-9 or (counts and max(a, b) < EXACT_BELOW):
        return False
    if rough.comparator == "about":
        return True
    return off <= _place(rough.value or 0.0, rough.unit) * _size(rough.unit) / 2 + 1e-9


def _place(value: float, unit: str | None) -> float:
    """The worth of the last digit that is no zero; of a plain count below a hundred it is no rounding at all."""
    if unit == "share":
        return 0.02
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return 10.0 ** -len(digits.partition(".")[2])
    whole = digits.lstrip("-")
    zeros = len(whole) - len(whole.rstrip("0"))
    return 10.0**zeros if zeros or unit is not None else 0.0


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= NEAR * max(1e-9, abs(a), abs(b))


# -- what is counted ------------------------------------------------------------------------------------------


def counted(one: Passage, figure: Quantity) -> Counted:
    """What a figure in a passage is a number of."""
    words = (figure.counts or "").casefold().split()
    noun = singular(words[-1]) if words else None
    return Counted(noun, _fate(one, figure, noun), _is_part(one, figure))


def singular(noun: str) -> str:
    """A noun in the singular."""
    found = _persons().get(noun)
    if found:
        return found
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s") if not noun.endswith("ss") else noun


@functools.cache
def _persons() -> dict[str, str]:
    rows = lexicon.rows("person_nouns")
    return {form: row[0] for row in rows for form in row[:2] if form != "-"} | {"people": "person", "persons": "person"}


def is_person(noun: str | None) -> bool:
    """Whether a noun is one for persons."""
    return noun in _nouns_for_persons()


@functools.cache
def _nouns_for_persons() -> frozenset[str]:
    return frozenset(_persons().values()) | WIDE


def _fate(one: Passage, figure: Quantity, noun: str | None) -> Fate | None:
    """What befell those counted: by the nearest word for it, what follows the figure before what leads it."""
    text, at = one.sentence, _offset(one, figure)
    if at < 0 or (figure.unit is not None and family(figure.unit) not in ("time", "proportion")):
        return None
    if family(figure.unit) == "time":
        return PRISON if TERM.search(one.sentence[max(0, at - 50) : at + 70]) else None
    named = next((fates()[form][0] for form in _lemmas(noun or "") if form in fates()), None)
    if named and not is_person(noun):
        return named
    end = at + len(_words(one, figure))
    best: tuple[float, Fate] | None = None
    for start, stop, fate in _fate_words(text):
        gap = start - end if start >= end else (at - stop) * 1.3 + 2
        gap += 25.0 * len(re.findall(r"[,;.]\s", text[end:start] if start >= end else text[stop:at]))
        if -1 <= gap <= NEARBY + 40 and (best is None or gap < best[0]):
            best = gap, fate
    return best[1] if best else None


@functools.lru_cache(maxsize=50_000)
def _fate_words(text: str) -> tuple[tuple[int, int, Fate], ...]:
    known = fates()
    out = []
    for match in re.finditer(r"[^\W\d_][\w-]*", text):
        for form in _lemmas(match.group().lower()):
            out += [(match.start(), match.end(), fate) for fate in known.get(form, ())[:1]]
            if form in known:
                break
    return tuple(out)


def _lemmas(form: str) -> tuple[str, ...]:
    """What a form may be a form of, by its ending."""
    irregular = _IRREGULAR.get(form)
    bases = [form, irregular or form]
    for ending, base in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("d", "")):
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: -len(ending)] + base
            bases += [stem, stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2:-1] else stem]
    return tuple(dict.fromkeys(bases))


_IRREGULAR = {
    "lives": "life", "bodies": "body", "fled": "flee", "lost": "lose", "burnt": "burn", "held": "detain", "dying": "die", "shot": "shoot", "slain": "slay",
    "left": "evacuate", "took": "take", "taken": "take", "men": "man",
}  # fmt: skip


def _offset(one: Passage, figure: Quantity) -> int:
    """Where a figure stands in the sentence of its passage."""
    return one.sentence.find(one.words) + figure.span.start - one.span.start


def _words(one: Passage, figure: Quantity) -> str:
    at = figure.span.start - one.span.start
    return one.words[at : at + figure.span.end - figure.span.start]


def _is_part(one: Passage, figure: Quantity) -> bool:
    at = _offset(one, figure)
    end = at + figure.span.end - figure.span.start
    behind = one.sentence[end : end + 60]
    return bool(AFTER_PART.match(behind) or BEHIND_PART.match(behind) or BEFORE_PART.search(one.sentence[max(0, at - 90) : at]))


def is_none(one: Passage, figure: Quantity) -> bool:
    """Whether a figure is a word of no: not one sample, not a single man."""
    at = _offset(one, figure)
    return figure.value == 1 and bool(re.search(r"\b(?:not|no)\s+(?:even\s+)?(?:a\s+)?$", one.sentence[max(0, at - 14) : at], re.IGNORECASE))


def is_earlier(one: Passage, figure: Quantity) -> bool:
    """Whether a figure is told as one that no longer holds: not 31, up from 12, at first 900."""
    at = _offset(one, figure)
    return bool(EARLIER.search(one.sentence[max(0, at - 60) : at]))


def whole_of(one: Passage) -> set[float]:
    """Figures of which others in the passage are parts: of 14 complaints eleven, 12 of 15 wells."""
    out = set()
    for figure in one.quantities:
        at = _offset(one, figure)
        if figure.value is not None and WHOLE.search(one.sentence[max(0, at - 40) : at]):
            out.add(figure.value)
    return out


def nouns_agree(one: Counted, other: Counted) -> float:
    """How far two figures can count one kind of thing, 0 to 1."""
    a, b = one.noun, other.noun
    if a is None or b is None:
        return 0.5
    if a == b:
        return 1.0
    if one.fate and other.fate and one.fate.name == other.fate.name and (_told_as_fate(a) or _told_as_fate(b)):
        return 0.7
    if is_person(a) and is_person(b):
        return 0.7 if a in WIDE or b in WIDE or a in fates() or b in fates() else _alike(a, b)
    if a in fates() and b in fates():
        return 0.7 if fates()[a][0].name == fates()[b][0].name else 0.0
    if (is_person(a) and b in fates()) or (is_person(b) and a in fates()):
        return 0.6
    return _alike(a, b)


def _told_as_fate(noun: str) -> bool:
    """Whether a noun is itself a word for what befell those counted: the dead, arrests, took part."""
    return any(form in fates() for form in _lemmas(noun)) or noun in ("took", "number", "figure")


@functools.lru_cache(maxsize=50_000)
def _alike(a: str, b: str) -> float:
    for row in lexicon.rows("claim_words"):
        if {a, b} <= set(row[0].split("|")):
            return ONE_MEANING
    like = float(vector(a) @ vector(b))
    return like if like >= PAIRED else 0.0


def told_with(one: Passage, figure: Quantity) -> Span:
    """The figure with what it counts, where that stands right behind it."""
    counts = (figure.counts or "").casefold()
    at = figure.span.end - one.span.start
    near = one.words[at : at + len(counts) + 12].casefold()
    place = near.find(counts) if counts else -1
    end = figure.span.end + place + len(counts) if place >= 0 and "." not in near[:place] else figure.span.end
    behind = _offset(one, figure) + end - figure.span.start
    replaced = OLD.match(one.sentence, behind) if behind >= end - figure.span.start else None
    return Span(one.doc, figure.span.start, end + (replaced.end() - behind if replaced else 0))


def clause(one: Passage, figure: Quantity) -> Span:
    """The words of a passage from the last mark before a figure to its end."""
    at = figure.span.start - one.span.start
    start = max((one.words.rfind(mark, 0, at) for mark in (",", ";", ". ", ":")), default=-1) + 1
    while start < at and one.words[start].isspace():
        start += 1
    return Span(one.doc, one.span.start + start, figure.span.end)


def written(one: Passage, figure: Quantity) -> str:
    """The figure in its report's words."""
    return " ".join(_words(one, figure).split())
