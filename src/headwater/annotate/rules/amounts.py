"""Sums of money and terms in the words of a rule, with their numbers."""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.words import listed

TIME_UNITS = {unit + s: unit for unit in ("hour", "day", "week", "month", "year") for s in ("", "s")}
SPANS = {"decade": (10, "year"), "fortnight": (2, "week"), "century": (100, "year")}  # told in the unit that penalties have
DIGITS = re.compile(r"\d[\d,. ]*")
LEAST = listed("least")
NOT_MONEY = listed("not_money")
SHARED = listed("shared_money")  # where no state is named their noun says more than one of its codes
WAGES = listed("fine_units")
BASES = listed("fine_bases")


@functools.cache
def _numbers(*kinds: str) -> dict[str, float]:
    """English number words of some kinds with their values."""
    return {word: float(value) for word, kind, value, *_ in (row for row in lexicon.rows("numbers") if len(row) > 2) if kind in kinds and word.isascii()}


SMALL = _numbers("unit", "teen")
TENS = _numbers("ten")
SCALES = _numbers("hundred", "scale", "letter", "group")
PARTS = _numbers("fraction")


class Amount(NamedTuple):
    """A number with its unit: words `first` to `last` (inclusive), the largest value told (None: only a least), the unit, what it measures."""

    first: int
    last: int
    value: float | None
    unit: str
    of: Literal["time", "money", "share"]


@functools.cache
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    """Signs and codes before a number, nouns behind it, with their ISO 4217 codes."""
    before, behind = {}, {}
    for code, signs, nouns, *_ in (*(row for row in lexicon.rows("currencies") if len(row) > 2),):
        before.update({sign.casefold(): code for sign in signs.split("|") if sign})
        behind.update({form: code for noun in nouns.casefold().split("|") if noun for form in (noun, noun.removesuffix("s"))})
    return before, behind


def number_of(word: str) -> float | None:
    """The value of a numeral: figures or an English word."""
    low = word.casefold().rstrip("-")
    if low in SMALL or low in TENS:
        return float(SMALL.get(low, TENS.get(low, 0)))
    tens, _, unit = low.partition("-")
    if tens in TENS and unit in SMALL:
        return float(TENS[tens] + SMALL[unit])
    return _figures(low)


def _figures(low: str) -> float | None:
    found = DIGITS.match(low)
    if found is None:
        return None
    digits = found.group().strip(" .,").replace(" ", "")
    if re.fullmatch(r"\d{1,3}([,.]\d{3})+", digits):
        digits = digits.replace(",", "").replace(".", "")
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # a decimal comma
        digits = digits.replace(",", ".")
    try:
        return float(digits.replace(",", "")) * SCALES.get(low[found.end() :], 1.0)
    except ValueError:
        return None


def amounts(tree: Tree, words: Sequence[int]) -> list[Amount]:
    """All terms and sums of money among the words, in order."""
    held = set(words)
    behind = {word + 1 for word in words if word + 1 < len(tree) and word + 1 not in held and _numeral(tree, word) is not None and tree.low[word + 1] in _currencies()[1]}
    found = [amount for amount in (_at(tree, word, words[0]) for word in sorted(held | behind)) if amount is not None]
    ranges = {at for at in range(len(found) - 1) if _is_range(tree, found[at], found[at + 1])}
    return [found[at + 1]._replace(first=found[at].first) if at in ranges else one for at, one in enumerate(found) if at - 1 not in ranges]


def _is_range(tree: Tree, one: Amount, other: Amount) -> bool:
    """`six months to five years`, `between one month and two years`, `$500 to $900`."""
    if one.of != other.of or other.first != one.last + 2:
        return False
    joint, before = tree.low[one.last + 1], tree.low[max(0, one.first - 2) : one.first]
    if one.of != "time" and one.unit != other.unit:
        return False
    return joint in ("to", "-", "–") or (joint == "and" and "between" in before)


def _at(tree: Tree, word: int, first: int) -> Amount | None:
    low, (before, behind) = tree.low[word], _currencies()
    if low in TIME_UNITS:
        return _counted(tree, word, first, TIME_UNITS[low], "time")
    if (span := SPANS.get(_singular(low))) is not None:
        told = _counted(tree, word, first, span[1], "time")
        return told._replace(value=told.value * span[0]) if told is not None and told.value is not None else told
    if word and f"{tree.low[word - 1]}{low}" in before and word + 1 < len(tree) and _numeral(tree, word + 1) is not None:
        return _signed(tree, word, before[f"{tree.low[word - 1]}{low}"])._replace(first=word - 1)  # `R$ 1,200`
    if low in before and (not low.isalpha() or not tree.parse.forms[word].islower()) and word + 1 < len(tree) and _numeral(tree, word + 1) is not None:
        return _signed(tree, word, before[low])
    pair = next((name for name in (" ".join(tree.low[max(0, word - n) : word + 1]) for n in (2, 1)) if name in behind), "")
    if pair and _numeral(tree, word - 1 - pair.count(" ")) is not None:
        told = _counted(tree, word - pair.count(" "), first, behind[pair], "money")
        return told._replace(last=word) if told is not None else None
    if low in behind and low.isalpha() and _numeral(tree, word - 1 if tree.low[word - 1] != "-" else word - 2) is not None:
        return _counted(tree, word, first, behind[low], "money")
    if low in ("percent", "%") or (low == "cent" and tree.low[word - 1] == "per"):
        return _counted(tree, word - (low == "cent"), first, "percent", "share")
    return _wages(tree, word, first) or _foreign(tree, word, first)


def _wages(tree: Tree, word: int, first: int) -> Amount | None:
    """`40 minimum wages`, `300 base units`: a measure that a state counts its fines in."""
    if _singular(tree.low[word]) not in WAGES or word < 2 or tree.low[word - 1] not in BASES:
        return None
    start = word - 1 - (tree.low[word - 2] in BASES)
    told = _counted(tree, start, first, f"{tree.low[word - 1]} {_singular(tree.low[word])}", "money")
    return told._replace(last=word) if told is not None else None


def _foreign(tree: Tree, word: int, first: int) -> Amount | None:
    """A plural noun behind a number where a sum is meant (`a fine of 20,000 drals`, `fined 300 marks`): a currency not listed."""
    if f"{tree.low[word]} {tree.low[min(word + 1, len(tree) - 1)]}" in _currencies()[1]:
        return None
    if tree.upos[word] != "NOUN" or tree.low[word] in NOT_MONEY or tree.low[word] in SCALES or (tree.low[word] in BASES and _singular(tree.low[min(word + 1, len(tree) - 1)]) in WAGES) or not _fined(tree, word):
        return None
    return _counted(tree, word, first, _singular(tree.low[word]), "money")


def _singular(low: str) -> str:
    return low[:-1] if low.endswith("s") else low


def _fined(tree: Tree, word: int) -> bool:
    """A fine stands within eight words before it, and a number directly before it."""
    near = range(max(0, word - 9), min(len(tree), word + 3))
    return _numeral(tree, word - 1 if tree.low[word - 1] != "-" else word - 2) is not None and any(tree.low[w].startswith(("fine", "pay", "penalt", "cost")) for w in near)


def _numeral(tree: Tree, word: int) -> float | None:
    if word < 0 or word >= len(tree):
        return None
    return SCALES.get(tree.low[word]) or number_of(tree.low[word])


def _signed(tree: Tree, word: int, unit: str) -> Amount:
    last, value = word + 1, number_of(tree.low[word + 1]) or 1.0
    while last + 1 < len(tree) and tree.low[last + 1] in SCALES:
        last += 1
        value *= SCALES[tree.low[last]]
    return Amount(word, last, value, unit, "money")


def _counted(tree: Tree, word: int, first: int, unit: str, of: Literal["time", "money", "share"]) -> Amount | None:
    """The number directly before a unit: `two to five years`, `1 million roubles`, `a year`, `10-year`."""
    at = word - 1
    if at >= first and (tree.low[at] == "-" or (tree.upos[at] in ("ADJ", "PROPN") and _numeral(tree, at) is None and _numeral(tree, at - 1) is not None)):
        at -= 1  # `ten-year`, `5,000 Swedish kronor`
    halves = tree.low[max(first, at - 2) : at + 1] == ["and", "a", "half"]
    at -= 3 if halves else 0
    parts, at = _before(tree, at, first)
    part = tree.low[max(first, at - 2) : at + 1]
    if parts and len(part) == 3 and part[0] in PARTS and part[1:] == ["of", "a"]:
        return Amount(at - 2, word, _product(parts) * PARTS[part[0]], unit, of)  # `a quarter of a million`
    if parts and tree.low[max(first, at - 1) : at + 1] == ["half", "a"]:
        return Amount(at - 1, word, _product(parts) / 2, unit, of)
    if parts:
        value = _product(parts) + (0.5 if halves else 0.0)
        return Amount(at + 1, word, None if _least(tree, at, first) else value, unit, of)
    if word > first and tree.low[word - 1] in ("a", "an"):
        return _one(tree, word, first, unit, of)
    return None


def _before(tree: Tree, at: int, first: int) -> tuple[list[float], int]:
    """The numerals that end at a word, first to last, and the word before them: `twenty-five`, `two hundred and fifty`, `20 000`."""
    parts: list[float] = []
    while at >= first:
        value = _numeral(tree, at)
        if value is None and parts and at > first and _joins(tree, at):
            at -= 1
            continue
        if value is None:
            break
        grouped = bool(parts) and len(tree.low[at + 1]) == 3 and tree.low[at + 1].isdigit() and tree.low[at].isdigit()
        parts[:1] = [value * 1000 + parts[0]] if grouped else [value, *parts[:1]]
        at -= 1
    return parts, at


def _joins(tree: Tree, at: int) -> bool:
    """The hyphen of `twenty-five`, the "and" of `two hundred and fifty`."""
    if tree.low[at] == "-":
        return tree.low[at - 1] in TENS and tree.low[at + 1] in SMALL
    return tree.low[at] == "and" and tree.low[at - 1] in ("hundred", "thousand", "million")


def _one(tree: Tree, word: int, first: int, unit: str, of: Literal["time", "money", "share"]) -> Amount | None:
    """`up to a year in jail` is one; `once a year`, `half a million drals` are not."""
    if word - 2 >= first and (tree.upos[word - 2] in ("NOUN", "NUM") or tree.low[word - 2] in ("once", "twice", "times")):
        return None
    if tree.low[word - 2] == "half" and word - 2 >= first:
        return Amount(word - 2, word, 0.5, unit, of)
    half = tree.low[word + 1 : word + 4] == ["and", "a", "half"]
    return Amount(word - 1, word, 1.5 if half else 1.0, unit, of)


def _product(parts: Sequence[float]) -> float:
    value = parts[0]
    for part in parts[1:]:
        value = value * part if part >= 100 else value + part if value >= 20 else part
    return value


def _least(tree: Tree, at: int, first: int) -> bool:
    """`at least three years`, `a minimum of three years` (and no `to`)."""
    near = [tree.low[w] for w in range(max(first, at - 1), at + 1)]
    return bool(LEAST.intersection(near)) or near == ["less", "than"]


@functools.cache
def _shared() -> dict[tuple[str, str], str]:
    return {(noun, state): code for noun, state, code in lexicon.rows("currency_states")}


def of_state(tree: Tree, amount: Amount, state: str | None) -> str:
    """The unit of a sum where it is told under the rule of a state: `10,000 kroner` in Denmark are DKK."""
    if amount.of != "money":
        return amount.unit
    low = tree.low[amount.last] if tree.low[amount.first] != "$" else "dollar"
    if state is None:
        noun = _singular(low)
        alone = tree.low[amount.last - 1] in SCALES or _numeral(tree, amount.last - 1) is not None
        return noun if alone and noun in SHARED else amount.unit
    return next((code for noun in (low, _singular(low)) if (code := _shared().get((noun, state)))), amount.unit)
