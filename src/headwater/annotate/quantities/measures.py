"""Numbers with their unit: one number, a range of two, a compound of several."""

from collections.abc import Iterator

import msgspec

from headwater import lexicon
from headwater.annotate.quantities.numerals import Numeral, fraction_after, read_numeral
from headwater.annotate.quantities.words import DASHES, Words, phrases

ADDED_UP = ("time", "length", "mass", "money")  # families of compound measures
BETWEEN = frozenset("more full whole additional further extra consecutive straight solid long".split())  # three more years
WEIGHING = frozenset("weigh weighs weighed weighing weight gained lost shed heavier lighter boxed ground ounces".split())


class Unit(msgspec.Struct, frozen=True):
    """A unit as the layer names it, its family, its size in the family's own measure."""

    name: str
    family: str
    size: float


class Measure(msgspec.Struct, frozen=True):
    """Words `first` to `last` (half-open) that hold a number or a range, with the unit. `value` or the bounds are set."""

    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    unit: Unit | None
    kind: str
    raw: float = 0.0
    scaled: float = 1.0
    number_last: int = 0


def _units() -> Iterator[tuple[tuple[str, ...], Unit]]:
    for code, _, forms in lexicon.rows("currencies"):
        yield from ((phrases(form), Unit(code, "money", 0.0)) for form in forms.split("|"))
    for name, family, size, forms in lexicon.rows("units"):
        yield from ((phrases(form), Unit(name, family, float(size))) for form in forms.split("|"))


def _by_first(found: Iterator[tuple[tuple[str, ...], Unit]]) -> dict[str, list[tuple[tuple[str, ...], Unit]]]:
    out: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for words, unit in sorted(found, key=lambda row: len(row[0]), reverse=True):
        out.setdefault(words[0], []).append((words, unit))
    return out


UNITS = _by_first(_units())
SIGNS = {phrases(sign): code for code, signs, _ in lexicon.rows("currencies") for sign in signs.split("|")}
SIGNS_BY_LAST = {parts[-1]: [one for one in SIGNS if one[-1] == parts[-1]] for parts in SIGNS}
CAPITAL_CODES = frozenset(
    form.lower()
    for code, signs, forms in lexicon.rows("currencies")
    for form in (code, *signs.split("|"), *forms.split("|"))
    if form.isupper()
)
POUND = Unit("pound", "mass", 0.45359237)
MAGNITUDE = Unit("magnitude", "magnitude", 0.0)
TOUCHING = frozenset(
    ("c", "f", "g", "m", "in", "mi", "b", "mb", "db", "mw", "ha", "hz", "hp", "yd", "pt", "см", "км")
)  # too short to stand alone
YEAR = Unit("year", "age", 31557600.0)
SHARE = Unit("share", "share", 0.0)
TIMES = Unit("times", "times", 0.0)


def read_measure(words: Words, at: int) -> Measure | None:
    """The number with its unit whose numeral begins at word `at`, or None. Currency signs, minus signs and articles before it belong to it."""
    sign = _sign(words, at)
    numeral = read_numeral(words, at, money=sign is not None)
    if numeral is None:
        return None
    numeral = fraction_after(words, numeral) or numeral
    first = sign[0] if sign else numeral.first
    if sign is None and (minus := _minus(words, numeral)):
        first, numeral = minus
    if sign:
        unit: Unit | None = Unit(sign[1], "money", 0.0)
        last = _repeated(words, numeral.last, sign[1])
    else:
        unit, last = read_unit(words, numeral)
        if (unit is None and words.word(first - 1) == "magnitude") or (
            words.word(first - 1) in DASHES and words.word(first - 2) == "magnitude"
        ):
            first, unit = (first - 1 if words.word(first - 1) == "magnitude" else first - 2), MAGNITUDE
    return _measure(numeral, first, last, unit)


def _measure(numeral: Numeral, first: int, last: int, unit: Unit | None) -> Measure:
    if numeral.kind == "share":
        unit = unit or SHARE
    if numeral.kind == "fold":
        unit = TIMES
    value, low = numeral.value, numeral.low
    high = value if numeral.kind not in ("vague", "couple") else None
    return Measure(
        first, last, value, low if low is not None else high, high, unit, numeral.kind, numeral.raw, numeral.scaled, numeral.last
    )


def _sign(words: Words, at: int) -> tuple[int, str] | None:
    """The currency sign or code before a number: where it begins, its ISO 4217 code."""
    best: tuple[int, str] | None = None
    before = at - 1
    if words.word(before) == "." and words.word(before - 1) == "rs":
        before -= 1
    for parts in SIGNS_BY_LAST.get(words.word(before), ()):
        start = before - len(parts) + 1
        if start >= 0 and tuple(words.low[start : before + 1]) == parts and (best is None or start < best[0]):
            best = _checked_sign(words, start, before, parts) or best
    return best


def _checked_sign(words: Words, start: int, last: int, parts: tuple[str, ...]) -> tuple[int, str] | None:
    letters = [words.form[at] for at in range(start, last + 1) if words.form[at].isalpha()]
    touching = all(words.touches(at) for at in range(start + 1, last + 1))
    if any(letter.islower() for letter in letters) or not touching:
        return None
    return start, SIGNS[parts]


def _repeated(words: Words, at: int, code: str) -> int:
    """`$300 USD`, `$5 million dollars`: the unit said once more."""
    found = _unit_at(words, words.past_hyphen(at))
    return found[1] if found and found[0].name == code else at


def _minus(words: Words, numeral: Numeral) -> tuple[int, Numeral] | None:
    before = words.word(numeral.first - 1)
    signed = before in ("-", "−", "–") and words.touches(numeral.first) and not words.touches(numeral.first - 1)
    if not (signed or before == "minus") or numeral.value is None:
        return None
    return numeral.first - 1, msgspec.structs.replace(numeral, value=-numeral.value)


def read_unit(words: Words, numeral: Numeral) -> tuple[Unit | None, int]:
    """The unit behind a numeral and the place after it; "of", "of a", "a" between belong to shares and vague words."""
    at = words.past_hyphen(numeral.last)
    if numeral.kind in ("vague", "couple") and words.word(at) == "of":
        at += 1
    if numeral.kind == "share":
        return _shared_unit(words, numeral)
    plus = words.phrase(at, ("plus",)) if at != numeral.last else at + 1 if words.word(at) == "+" else None
    if plus is not None and _unit_at(words, plus):
        at = plus  # 90-plus percent
    between = words.word(at) in BETWEEN and (later := _unit_at(words, at + 1)) is not None and later[0].family == "time"
    at += between
    found = _unit_at(words, at)
    if found is None or not _is_unit(words, numeral, at, found):
        return None, numeral.last
    unit, last = found
    if unit.name == "GBP" and numeral.scaled < 1000 and _is_weight(words, at):
        unit = POUND
    return unit, last


def _shared_unit(words: Words, numeral: Numeral) -> tuple[Unit | None, int]:
    """`half an hour`, `three quarters of a mile`, `half-hour`."""
    at = words.past_hyphen(numeral.last)
    joined = at != numeral.last
    if words.word(at) == "of" and words.word(at + 1) in ("a", "an"):
        at += 2
    elif words.word(at) in ("a", "an"):
        at += 1
    elif not joined and words.word(numeral.last - 1) not in ("half", "quarter"):
        return None, numeral.last
    found = _unit_at(words, at)
    if found and found[0].family not in ("age", "times", "money") and (joined or at != numeral.last or found[0].name == "century"):
        return found
    return None, numeral.last


def _unit_at(words: Words, at: int) -> tuple[Unit, int] | None:
    for parts, unit in UNITS.get(words.word(at), ()):
        last = words.phrase(at, parts)
        if last is not None and (parts[0] not in CAPITAL_CODES or unit.family != "money" or words.form[at].isupper()):
            return unit, last
    return None


def _is_unit(words: Words, numeral: Numeral, at: int, found: tuple[Unit, int]) -> bool:
    """Whether the word behind a number is a unit here: no second-half goals, no "in" for inch, no word of a name."""
    _unit, last = found
    form, word = words.form[at], words.low[at]
    if word in TOUCHING and last == at + 1 and (numeral.kind != "digits" or (not words.touches(at) and not (word == "g" or form == "MW"))):
        return False
    if word in ("c", "f") and not form.isupper():
        return False
    if word == "second" and numeral.value != 1 and at == numeral.last:
        return False
    if word in ("won", "real", "crowns", "stone", "som", "rand", "lei", "dong", "leva"):
        return word in ("crowns", "rand", "leva", "lei") or numeral.scaled >= 1000 or (word == "stone" and words.word(last).isdigit())
    if word == "time" and at == numeral.last:
        return False
    return not (word == "times" and form[0].isupper() and words.is_capital(at + 1))


def _is_weight(words: Words, at: int) -> bool:
    """Whether pounds are weight: something weighs, or pounds of a thing."""
    around = words.low[max(0, at - 8) : at]
    return (
        any(word in WEIGHING for word in around)
        or words.word(at + 1) in ("of", "heavier", "lighter", "overweight")
        or words.word(at - 1) in DASHES
        or words.low[at] == "pound"
    )


def compound(words: Words, one: Measure) -> Measure:
    """`two years and six months`, `5 feet 10 inches`, `an hour and a half`: the parts added up in the first unit."""
    while one.unit and one.unit.size and one.value is not None and one.unit.family in ADDED_UP:
        grown = _with_half(words, one) or _with_part(words, one)
        if grown is None:
            return one
        one = grown
    return one


def _with_half(words: Words, one: Measure) -> Measure | None:
    end = words.phrase(one.last, ("and", "a", "half"))
    if end is None or one.value is None:
        return None
    return _sum(one, one.value + 0.5, end)


def _with_part(words: Words, one: Measure) -> Measure | None:
    at = one.last
    at += words.word(at) == ","
    at += words.word(at) == "and"
    if not words.is_number(at) or one.unit is None or one.value is None:
        return None
    part = read_measure(words, at)
    if part is None or part.unit is None or part.unit.family != one.unit.family or part.value is None or part.first != at:
        return _bare_inches(words, one, part)
    more = part.value * part.unit.size / one.unit.size
    return _sum(one, one.value + more, part.last) if 0 < more < 1 and part.unit.size < one.unit.size else None


def _bare_inches(words: Words, one: Measure, part: Measure | None) -> Measure | None:
    """`6ft 2`: the inches without their name."""
    if one.unit is None or one.unit.name != "foot" or part is None or part.unit or not part.value or part.value >= 12 or one.value is None:
        return None
    return _sum(one, one.value + part.value / 12, part.last) if part.first == one.last else None


def _sum(one: Measure, value: float, last: int) -> Measure:
    value = round(value, 6)
    return msgspec.structs.replace(one, value=value, low=value, high=value, last=last)


def with_article(words: Words, at: int) -> Measure | None:
    """`an hour and a half`, `a year and a half`, found from its "half"."""
    if words.low[at] != "half" or words.word(at - 1) != "a" or words.word(at - 2) != "and" or words.word(at - 4) not in ("a", "an", "one"):
        return None
    found = _unit_at(words, at - 3)
    if found is None or found[1] != at - 2 or words.word(at - 4) == "one":
        return None
    return Measure(at - 4, at + 1, 1.5, 1.5, 1.5, found[0], "words")


def or_two(words: Words, at: int) -> Measure | None:
    """`a month or two`, found from its "two"."""
    if words.word(at - 1) != "or" or words.low[at] != "two" or words.word(at - 3) not in ("a", "an"):
        return None
    found = _unit_at(words, at - 2)
    return Measure(at - 3, at + 1, None, 1.0, 2.0, found[0], "range") if found and found[1] == at - 1 else None


def in_one_of(words: Words, one: Measure) -> Measure | None:
    """`one in five`, `three out of ten`: a share; None where a time or "the" follows."""
    at = one.last
    if one.unit or one.value is None or not 1 <= one.value <= 99 or one.kind not in ("words", "digits"):
        return None
    if words.word(at) == "out" and words.word(at + 1) == "of":
        at += 2
    elif words.word(at) == "in":
        at += 1
    else:
        return None
    at += words.word(at) == "every"
    whole = read_measure(words, at) if words.is_number(at) else None
    if whole is None or whole.unit or whole.first > at or not whole.value or whole.value <= one.value or 1500 <= whole.value < 2100:
        return None
    if words.word(one.last) == "in" and whole.value not in (
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        12,
        15,
        20,
        25,
        30,
        40,
        50,
        100,
        200,
        500,
        1000,
        10000,
        100000,
        1e6,
    ):
        return None
    value = round(one.value / whole.value, 8)
    return Measure(one.first, whole.last, value, value, value, SHARE, "share")


def joined(parts: tuple[Measure, Measure]) -> Measure | None:
    """The range of two numbers, units and scales shared out ("$3-5 million"); None where they make none."""
    one, two = parts
    if one.value is None or two.value is None or (one.kind == "share") != (two.kind == "share"):
        return None
    unit = two.unit or one.unit
    if one.unit and two.unit and one.unit.name != two.unit.name:
        if one.unit.family != "money" or two.unit.family == "money":
            return None
        unit = two.unit
    low = one.value
    if one.scaled == 1.0 and two.scaled > 1.0 and one.value < two.raw:
        low = one.value * two.scaled
    if not low < two.value:
        return None
    return Measure(one.first, two.last, None, low, two.value, unit, "range", one.raw, two.scaled, two.number_last)
