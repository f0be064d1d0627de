"""Numbers, ranks and years in words and figures."""

from collections.abc import Mapping, Sequence

Values = Mapping[tuple[str, str], str]


def number_of(words: Sequence[str], values: Values) -> float | None:
    """The number that the words give ("two hundred and five", "a", "half a", "4th"); None for a vague one ("several")."""
    if len(words) == 4 and words[2] == "/":
        return float(words[0]) + float(words[1]) / max(1.0, float(words[3])) if all(word.isdigit() for word in (*words[:2], words[3])) else None
    total, part, seen = 0.0, 0.0, False
    for word in (word.casefold() for word in words):
        value = _figure(word)
        if value is None:
            value = next((float(values[word, kind]) for kind in ("DIGIT", "TEEN", "TENS", "ART", "PAIR", "ORD") if (word, kind) in values), None)
        if (word, "VAGUE") in values:
            return None
        if (word, "DOZEN") in values or (word, "HUNDRED") in values:
            part = (part or 1) * (100 if (word, "HUNDRED") in values else 12)
        elif (word, "THOUSAND") in values:
            total, part = total + (part or 1) * 1000, 0
        elif word in HALVES:
            return 0.5
        elif value is not None:
            part = value if (word, "PAIR") in values else part + value
        else:
            continue
        seen = True
    return total + part if seen else None


HALVES = ("half", "полгода")


def _figure(word: str) -> float | None:
    digits = word.replace(",", "")
    for end in ("st", "nd", "rd", "th"):
        digits = digits.removesuffix(end)
    try:
        return float(digits) if digits[:1].isdigit() and len(digits) < 16 else None
    except ValueError:
        return None


def ordinal_of(words: Sequence[str], values: Values) -> int:
    """The rank that the words give ("third", "twenty-first", "4th"); -1 is the last, 0 where they give none."""
    total = 0
    for word in (word.casefold() for word in words):
        if (word, "ORD") in values:
            return int(values[word, "ORD"]) if total == 0 else total + int(values[word, "ORD"])
        if (word, "LAST") in values:
            return -1
        if (word, "TENS") in values:
            total = int(values[word, "TENS"])
        elif figure := _figure(word):
            return int(figure)
    return total


def year_of(words: Sequence[str], values: Values) -> int | None:
    """The year that the words give: in figures, "nineteen ninety-six", "two thousand and five"; None where they give none."""
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    low = [word.casefold() for word in words]
    if any((word, "THOUSAND") in values for word in low):
        found = number_of(words, values)
        return int(found) if found else None
    if len(low) > 1 and ((low[0], "TEEN") in values or (low[0], "TENS") in values):
        century = int(number_of(low[:1], values) or 0)
        rest = 0 if (low[1], "HUNDRED") in values else int(number_of(low[1:], values) or 0)
        return century * 100 + rest
    return None
