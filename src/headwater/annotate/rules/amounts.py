"""Sums of money and terms in the words of a rule, with their numbers."""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.words import listed

TIME_UNITS = {unit + s: unit for unit in ("hour", "day", "week", "month", "year", "fortnight", "decade") for s in ("", "s")}
SMALL = dict(zip("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(1, 20), strict=True))
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3, "dozen": 12.0}
DIGITS = re.compile(r"\d[\d,. ]*")
LEAST = listed("least")
NOT_MONEY = listed("not_money")


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
    found = [amount for amount in (_at(tree, word, words[0]) for word in words) if amount is not None]
    ranges = {at for at in range(len(found) - 1) if _is_range(tree, found[at], found[at + 1])}
    return [found[at + 1]._replace(first=found[at].first) if at in ranges else one for at, one in enumerate(found) if at - 1 not in ranges]


def _is_range(tree: Tree, one: Amount, other: Amount) -> bool:
    """`six months to five years`, `between one month and two years`."""
    return one.of == other.of == "time" and other.first == one.last + 2 and tree.low[one.last + 1] in ("to", "and") and (tree.low[one.last + 1] == "to" or "between" in tree.low[max(0, one.first - 2) : one.first])


def _at(tree: Tree, word: int, first: int) -> Amount | None:
    low, (before, behind) = tree.low[word], _currencies()
    if low in TIME_UNITS:
        return _counted(tree, word, first, TIME_UNITS[low], "time")
    if low in before and (not low.isalpha() or not tree.parse.forms[word].islower()) and word + 1 < len(tree) and _numeral(tree, word + 1) is not None:
        return _signed(tree, word, before[low])
    pair = f"{tree.low[word - 1]} {low}"
    if pair in behind and _numeral(tree, word - 2) is not None:
        return _counted(tree, word, first, behind[pair], "money")
    if low in behind and low.isalpha() and _numeral(tree, word - 1 if tree.low[word - 1] != "-" else word - 2) is not None:
        return _counted(tree, word, first, behind[low], "money")
    if low in ("percent", "%"):
        return _counted(tree, word, first, "percent", "share")
    return _foreign(tree, word, first)


def _foreign(tree: Tree, word: int, first: int) -> Amount | None:
    """A plural noun behind a number where a sum is meant (`a fine of 20,000 drals`, `fined 300 marks`): a currency not listed."""
    if tree.upos[word] != "NOUN" or tree.low[word] in NOT_MONEY or not _fined(tree, word):
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
    if amount.of != "money" or state is None:
        return amount.unit
    low = tree.low[amount.last] if tree.low[amount.first] != "$" else "dollar"
    return next((code for noun in (low, _singular(low)) if (code := _shared().get((noun, state)))), amount.unit)
