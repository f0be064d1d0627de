"""Numerals: digits and number words to a value, or to the least that a vague word means."""

import re

import msgspec

from headwater.annotate.quantities.words import FOLDS, KINDS, VALUES, Words

LONGEST_DIGITS = 18  # more are an account or a telephone, no quantity
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
SLASHED = {("1", "2"): 0.5, ("1", "3"): 1 / 3, ("2", "3"): 2 / 3, ("1", "4"): 0.25, ("3", "4"): 0.75, ("1", "5"): 0.2, ("1", "8"): 0.125}
NARROW = ("\u00a0", "\u2009", "\u202f")
SMALL = ("unit", "teen", "ten")
ARTICLES = ("a", "an")
AFTER_FRACTION = frozenset(
    "of the its their his her our my all those these as more less higher lower smaller larger bigger last this since in over by to from on during after before when while that are is were was and but or".split()
)
BEFORE_FEW = frozenset("a past last next first previous coming these those".split())


class Numeral(msgspec.Struct, frozen=True):
    """Words `first` to `last` (half-open) of a number: its value, or the least that is meant; `kind` says what it is made of
    (digits, words, vague, couple, share, fold), `raw` the value before the scale was multiplied in."""

    first: int
    last: int
    value: float | None
    low: float | None
    kind: str
    raw: float = 0.0
    scaled: float = 1.0


def read_numeral(words: Words, at: int, *, money: bool = False) -> Numeral | None:
    """The number that begins at word `at` (an article before it included), or None. `money`: a currency sign stands before."""
    word = words.low[at]
    if word[0].isdigit():
        return _digits(words, at, money)
    if word in FOLDS:
        return Numeral(at, at + 1, FOLDS[word], None, "fold")
    kind = KINDS.get(word, "")
    if kind == "fraction":
        return _fraction(words, at)
    if kind == "vague":
        return _vague(words, at)
    if kind in SMALL or (kind in ("hundred", "scale", "group") and words.word(at - 1) in ARTICLES):
        return _spelled(words, at)
    return None


def number_of(digits: str) -> float | None:
    """The value of digits with separators: 1,200 and 12,00,000 and 1.200.000 and 3.5 and 3,5; None for anything else."""
    if len(digits) > LONGEST_DIGITS:
        return None
    if PLAIN.fullmatch(digits):
        return float(digits)
    if GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if DOTTED.fullmatch(digits):
        return float(digits.replace(".", ""))
    return float(digits.replace(",", ".")) if DECIMAL_COMMA.fullmatch(digits) else None


def _digits(words: Words, at: int, money: bool) -> Numeral | None:
    last, text = at + 1, words.low[at]
    while len(text) <= LONGEST_DIGITS and _is_group(words, last, text):
        text += words.low[last]
        last += 1
    value = number_of(text)
    if value is None or (text[0] == "0" and len(text) > 1 and text[1] not in ".,"):
        return None
    value, last = _with_slash(words, last, value)
    value, last = _with_half(words, last, value)
    last, scale = _scales(words, last, money)
    return Numeral(at, last, round(value * scale, 6), None, "digits", value, scale)


def _is_group(words: Words, at: int, text: str) -> bool:
    """`1 200 000`: three digits behind one to three, after a narrow blank, or after plain ones where there are two such groups."""
    head = len(text) % 3 or 3
    if not (_is_three(words, at) and text.isdigit() and words.end[at - 1] - words.start[at - 1] == (head if len(text) <= 3 else 3)):
        return False
    gap = words.content[words.end[at - 1] : words.start[at]]
    return gap in NARROW or (gap == " " and (len(text) > 3 or _is_three(words, at + 1)))


def _is_three(words: Words, at: int) -> bool:
    return len(words.word(at)) == 3 and words.low[at].isdigit()


def _with_slash(words: Words, at: int, value: float) -> tuple[float, int]:
    """`2½`, `2 1/2` and `1/2`."""
    if KINDS.get(words.word(at)) == "fraction" and words.low[at] in "½¼¾⅓⅔⅛":
        return value + VALUES[words.low[at]], at + 1
    if words.word(at) == "/" and words.touches(at) and (words.word(at - 1), words.word(at + 1)) in SLASHED and words.word(at + 2) != "/":
        return SLASHED[words.low[at - 1], words.low[at + 1]], at + 2
    if words.word(at + 1) == "/" and words.touches(at + 1) and (words.word(at), words.word(at + 2)) in SLASHED and not words.touches(at):
        return value + SLASHED[words.low[at], words.low[at + 2]], at + 3
    return value, at


def _with_half(words: Words, at: int, value: float) -> tuple[float, int]:
    """`two and a half`, `two-and-a-half`."""
    for parts, more in ((("and", "a", "half"), 0.5), (("and", "a", "quarter"), 0.25), (("and", "three", "quarters"), 0.75)):
        end = words.phrase(at, parts)
        if end is not None:
            return value + more, end
    return value, at


def _scales(words: Words, at: int, money: bool) -> tuple[int, float]:
    """The scales behind a number: `2.5 million`, `1.2m`, `$3-billion`, `12 dozen`."""
    scale = 1.0
    for _ in range(3):
        here = words.past_hyphen(at)
        word = words.word(here)
        kind = KINDS.get(word)
        if kind == "letter" and here == at and _is_scale_letter(words, at, money):
            scale, at = scale * VALUES[word], at + 1
            break
        if kind not in ("hundred", "scale", "group") or (kind == "group" and here != at):
            break
        scale, at = scale * VALUES[word], here + 1
    return at, scale


def _is_scale_letter(words: Words, at: int, money: bool) -> bool:
    """Whether m, k or b stands for a scale: behind a currency sign always, else m is a metre unless what is counted follows."""
    if not (words.touches(at) or money) or (words.touches(at + 1) and words.word(at + 1)[0].isalnum()):
        return False
    if money or words.low[at] == "k":
        return True
    return words.low[at] == "m" and (words.form[at] == "M" or _is_plural(words.word(at + 1)))


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3 and word.isalpha() and ((word.endswith("s") and not word.endswith("ss")) or word in ("people", "women", "children"))
    )


def _spelled(words: Words, at: int) -> Numeral | None:
    """Number words: `two hundred and fifty thousand`, `a dozen`, `two and a half million`."""
    first = at
    total, current, last = 0.0, None, at
    if words.word(at - 1) in ARTICLES and KINDS[words.low[at]] not in SMALL:
        first, current = at - 1, 1.0
    while True:
        here = words.past_hyphen(last) if last > at else at
        if last > at and words.word(here) == "and" and _goes_on(words, here, current, total):
            here += 1
        word = words.word(here)
        grown = _grown(current, total, KINDS.get(word, ""), VALUES.get(word, 0.0))
        if grown is None:
            break
        (current, total), last = grown, here + 1
    value = total + (current or 0.0)
    value, last = _with_half(words, last, value) if not total or value < 1e6 else _half_scale(words, last, value)
    last, scale = _scales(words, last, False)
    last = _doubled(words, last, value)
    return Numeral(first, last, value * scale, None, "words", value, scale)


def _goes_on(words: Words, at: int, current: float | None, total: float) -> bool:
    """`two hundred and fifty`: an "and" inside a number stands behind a hundred or a thousand."""
    behind = KINDS.get(words.word(at - 1))
    follows = words.word(at + 1)
    return behind in ("hundred", "scale") and KINDS.get(follows) in SMALL


def _grown(current: float | None, total: float, kind: str, value: float) -> tuple[float | None, float] | None:
    """The number with one more word, as (what a scale would multiply, what is done); None where the word does not go on."""
    if kind in SMALL:
        if current is None:
            return value, total
        room = current % 100 if current >= 100 else current
        fits = (room == 0 and current >= 100) or (kind == "unit" and value > 0 and room >= 20 and room % 10 == 0)
        return (current + value, total) if fits else None
    if kind == "hundred" and current is not None and current < 100:
        return current * 100, total
    if kind == "group" and current is not None and current < 100:
        return current * value, total
    if kind == "scale" and current is not None:
        return None, total + current * value
    return None


def _half_scale(words: Words, at: int, value: float) -> tuple[float, int]:
    """`a million and a half`."""
    more, end = _with_half(words, at, 0.0)
    size = 1e9 if value >= 1e9 else 1e6
    return (value + more * size, end) if end > at else (value, at)


def _doubled(words: Words, at: int, value: float) -> int:
    """`five (5)`: the digits in brackets say the same once more."""
    if words.word(at) == "(" and words.word(at + 2) == ")" and words.word(at + 1)[:1].isdigit() and number_of(words.low[at + 1]) == value:
        return at + 3
    return at


def _vague(words: Words, at: int) -> Numeral | None:
    word, low = words.low[at], VALUES[words.low[at]]
    if (
        word in ("tens", "hundreds", "thousands")
        and words.word(at + 1) == "of"
        and words.word(at + 2) in ("thousands", "millions", "billions")
    ):
        scale = VALUES[words.low[at + 2]] / 2
        return Numeral(at, at + 3, None, low * scale, "vague")
    if word == "tens" or (word == "scores" and words.word(at + 1) != "of"):
        return None
    if word == "few" and words.word(at - 1) not in BEFORE_FEW:
        return None
    first = at - 1 if word in ("few", "couple", "handful") and words.word(at - 1) == "a" else at
    last, scale = _scales(words, at + 1, False) if word in ("several", "few", "couple", "несколько") else (at + 1, 1.0)
    if word in ("couple", "handful"):
        return _couple(words, first, last, scale, word)
    return Numeral(first, last, None, low * scale, "vague")


def _couple(words: Words, first: int, last: int, scale: float, word: str) -> Numeral | None:
    """`a couple of weeks`, `a couple hundred`; a couple that married is none."""
    if (
        words.word(last) != "of"
        and scale == 1.0
        and not (word == "couple" and words.word(last) in ("hours", "days", "weeks", "months", "years", "miles"))
    ):
        return None
    if first == last - 1 and words.word(first - 1) not in ("last", "past", "next", "first"):
        return None
    return Numeral(first, last, None, 2.0, "vague") if word == "handful" else Numeral(first, last, 2.0 * scale, None, "couple")


def _fraction(words: Words, at: int) -> Numeral | None:
    """A half, a third, a quarter of something; `half a million`; `two-thirds` begins at its number word."""
    word, value = words.low[at], VALUES[words.low[at]]
    if word in "½¼¾⅓⅔⅛":
        return Numeral(at, at + 1, value, None, "words")
    after = words.word(at + 1)
    if word == "half":
        return _half(words, at)
    if word.startswith("половин"):
        return Numeral(at, at + 1, 0.5, None, "share")
    if (
        word == "quarter"
        and words.word(at - 1) == "a"
        and after == "of"
        and words.word(at + 2) == "a"
        and KINDS.get(words.word(at + 3)) == "scale"
    ):
        return Numeral(at - 1, at + 4, 0.25 * VALUES[words.low[at + 3]], None, "words")
    is_one = words.word(at - 1) in ARTICLES
    if is_one and not word.endswith("s") and (after in AFTER_FRACTION or not after.isalpha()):
        return Numeral(at - 1, at + 1, value, None, "share")
    return None


def _half(words: Words, at: int) -> Numeral | None:
    here = words.past_hyphen(at + 1)
    here += words.word(here) in ARTICLES
    kind = KINDS.get(words.word(here))
    if kind in ("scale", "group", "hundred"):
        first = at - 1 if words.word(at - 1) in ARTICLES else at
        return Numeral(first, here + 1, 0.5 * VALUES[words.low[here]], None, "words")
    return Numeral(at - 1 if words.word(at - 1) in ARTICLES else at, at + 1, 0.5, None, "share")


def fraction_after(words: Words, numeral: Numeral) -> Numeral | None:
    """`two-thirds`, `one third`, `three quarters of`: a share made of a number and a fraction."""
    at = words.past_hyphen(numeral.last)
    word = words.word(at)
    if KINDS.get(word) != "fraction" or word == "half" or not numeral.value or numeral.value > 9 or numeral.kind not in ("words", "digits"):
        return None
    joined = at != numeral.last
    if word == "quarters" and not joined and words.word(at + 1) != "of":
        return None
    if (numeral.value == 1) == word.endswith("s") or (numeral.kind == "digits" and word.endswith("s") and not joined):
        return None
    return Numeral(numeral.first, at + 1, numeral.value * VALUES[word], None, "share")
