"""From a row and its slots to a time expression, still unresolved: X stands for each figure that only the anchor tells."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from headwater.annotate.timex.numbers import number_of, ordinal_of, year_of
from headwater.annotate.timex.tokens import ROMAN
from headwater.records import Offset, TimeAnchor, TimeSide, TimeType

UNITS = {  # unit: how its period and its length are written
    "year": ("XXXX", "P{}Y", 1), "month": ("XXXX-XX", "P{}M", 1), "week": ("XXXX-WXX", "P{}W", 1), "day": ("XXXX-XX-XX", "P{}D", 1),
    "weekend": ("XXXX-WXX-WE", "P{}D", 2), "fortnight": ("XXXX-WXX", "P{}W", 2), "quarter": ("XXXX-QX", "P{}Q", 1),
    "decade": ("XXX", "P{}Y", 10), "century": ("XX", "P{}Y", 100), "millennium": ("X", "P{}Y", 1000), "semester": ("XXXX-HX", "P{}M", 6),
    "hour": ("XXXX-XX-XX", "PT{}H", 1), "minute": ("XXXX-XX-XX", "PT{}M", 1), "second": ("XXXX-XX-XX", "PT{}S", 1),
}  # fmt: skip
SPLIT = {"year": ("P{}M", 12), "minute": ("PT{}S", 60), "hour": ("PT{}M", 60), "day": ("PT{}H", 24), "week": ("P{}D", 7)}  # parts of one
VAGUE_LENGTH = {"decade": "PXDE", "century": "PXC", "millennium": "PXL"}
NAMED = {"q", "i", "h", "s", "f", "e", "c"}  # slots of quarters, halves, seasons, feasts, decades, centuries
NTH = re.compile(r"-W\d-\d|-E[+-]|:")  # days that are counted out even where the year is told
RATE_BACK = 5  # words between an amount and the unit of its rate
BREAKS = frozenset(",.;:!?()") | {"in", "of", "for", "than", "after", "within"}
COUNTS = frozenset("hundred thousand million billion times twice once percent dozen".split())
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*([AaPp])?")


class Draft(NamedTuple):
    """A time expression before it becomes a record: tokens from `first` to `last` (half-open)."""

    first: int
    last: int
    type: TimeType
    value: str
    anchor: TimeAnchor = "explicit"
    offset: Offset | None = None
    side: TimeSide | None = None
    modifier: str | None = None
    zone: str | None = None
    interval: str | None = None


class Match(NamedTuple):
    """A row that fits: extent in tokens, slots as extents in tokens, the words of the text, the values of words, constants."""

    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]
    words: Sequence[str]
    values: Mapping[tuple[str, str], str]
    constants: Mapping[str, str]

    def part(self, slot: str) -> list[str]:
        """The words of a slot; none where it is empty."""
        first, last = self.slots.get(slot, (0, 0))
        return list(self.words[first:last])

    def value(self, slot: str, *kinds: str) -> str | None:
        """The value of the first word in a slot that is of one of the kinds."""
        found = (self.values.get((word.casefold(), kind)) for word in self.part(slot) for kind in kinds)
        return next((one for one in found if one is not None), None)


def make(meaning: str, match: Match) -> list[Draft]:
    """The expressions that a row stands for."""
    return MAKERS[meaning](match)


# -- points: a date or clock time with the figures that the words give -------------------------------


def _point(match: Match) -> list[Draft]:
    year, offset, base = _year(match), _offset(match), _base(match)
    body = _body(match, year or "XXXX")
    if body is None:
        return []
    clock, zone = _clock(match)
    value = body + (f":{change}" if (change := match.constants.get("change")) else "") + clock
    anchor: TimeAnchor = base if "X" in value or NTH.search(value) else "explicit"
    side = _side(match) if anchor != "explicit" and offset is None else None
    kind: TimeType = "TIME" if clock else "DATE"
    return [_draft(match, kind, value, anchor=anchor, offset=offset if anchor != "explicit" else None, side=side, zone=zone)]


def _draft(
    match: Match, type: TimeType, value: str, *, anchor: TimeAnchor = "explicit", offset: Offset | None = None, side: TimeSide | None = None, zone: str | None = None
) -> Draft:
    return Draft(match.first + int(match.constants.get("skip", "0")), match.last, type, value, anchor, offset, side, _modifier(match), zone)


def _year(match: Match) -> str | None:
    if part := match.part("y"):
        found = year_of(part, match.values)
        return f"{found:04d}" if found else None
    if part := match.part("yy"):
        return "XX" + part[-1][-2:]
    return None


def _body(match: Match, year: str) -> str | None:
    """The date without the clock time; None for a day that no calendar has."""
    month, weekday = match.value("m", "MONTH"), match.value("w", "WEEKDAY", "WDAY")
    if match.part("d"):
        day = _day(year, month, number_of(match.part("d"), match.values))
        return f"{day}:w{weekday}" if day and weekday and "X" in year and "change" not in match.constants else day
    if match.part("o"):
        rank = ordinal_of(match.part("o"), match.values)
        return f"{year}-{int(month or 1):02d}-W{rank if 0 < rank < 6 else 9}-{weekday}"
    if month:
        return f"{year}-{int(month):02d}"
    if weekday and not match.part("D"):
        return f"XXXX-WXX-{weekday}"
    if match.slots.keys() & NAMED or {"f", "h"} & set(match.constants):
        return _named(match, year)
    return _unit_body(match, year)


def _day(year: str, month: str | None, day: float | None) -> str | None:
    longest = {"2": 29, "4": 30, "6": 30, "9": 30, "11": 30}.get(month or "", 31)
    if not day or day > longest or (month == "2" and day == 29 and "X" not in year and int(year) % 4):
        return None
    return f"{year}-{int(month):02d}-{int(day):02d}" if month else f"{year}-XX-{int(day):02d}"


def _named(match: Match, year: str) -> str | None:
    """A quarter, half, season, feast, decade or century."""
    if match.part("q") or match.part("i"):
        rank = ordinal_of(match.part("q"), match.values) if match.part("q") else int(match.part("i")[0].strip("Qq"))
        return f"{year}-Q{rank if rank > 0 else 4}" if rank <= 4 else None
    half = match.constants.get("h") or (ordinal_of(match.part("h"), match.values) if match.part("h") else None)
    if half:
        return f"{year}-H{half if int(half) > 0 else 2}" if int(half) <= 2 else None
    if season := match.value("s", "SEASON"):
        return f"{year}-{season}"
    if feast := match.constants.get("f") or match.value("f", "FEAST"):
        return f"{year}-{feast}"
    if match.part("e"):
        return _decade(match.part("e")[-1], match)
    return _century(match.part("c"), match) if match.part("c") else None


def _decade(word: str, match: Match) -> str:
    figures = re.sub(r"\D", "", word)
    if not figures:
        return f"19{match.values[word.casefold(), 'DECADE']}"
    return figures[:3] if len(figures) == 4 else f"19{figures[0]}"


def _century(part: Sequence[str], match: Match) -> str | None:
    roman = ROMAN.index(part[0]) + 1 if part[0] in ROMAN else 0
    rank = roman or ordinal_of(part, match.values)
    return f"{rank - 1:02d}" if 1 <= rank <= 30 else None


def _unit_body(match: Match, year: str) -> str:
    """Only a year, or a day told by its distance (today), or a clock time of a day not told."""
    told = match.value("u", "UNIT") or match.constants.get("unit")
    if year != "XXXX" or (told == "year" and not match.part("t")):
        return year
    return UNITS[told][0] if told and told != "year" else "XXXX-XX-XX"


def _clock(match: Match) -> tuple[str, str | None]:
    """The time of day (T10:30, TMO) and the zone as written."""
    part = match.constants.get("p") or match.value("p", "PART") or match.value("D", "PART")
    words = match.part("t")
    if not words:
        return (f"T{part}" if part else ""), None
    named = match.value("t", "HOUR")
    if named:
        return f"T{named}", None
    hour, minute, half = _hour(words, match)
    late = (half or ("p" if part in ("AF", "EV", "NI") and hour < 12 else "")).lower() == "p"
    hour = hour % 12 + 12 if late else 0 if half and hour == 12 else hour
    return f"T{hour:02d}:{minute}", _zone(words)


def _hour(words: Sequence[str], match: Match) -> tuple[int, str, str]:
    joined = " ".join(words)
    if re.match(r"\d{4}\b", joined):
        return int(joined[:2]), joined[2:4], ""
    found = CLOCK.match(joined)
    if not found:
        return int(number_of(words[:1], match.values) or 0), "00", ""
    return int(found[1]), found[2] or "00", found[3] or ""


def _zone(words: Sequence[str]) -> str | None:
    kept = [word for word in words if len(word) > 1 and word[0].isalpha() and "." not in word and word.casefold() not in ("am", "pm", "o", "clock")]
    return " ".join(kept) or None


def _offset(match: Match) -> Offset | None:
    """The distance from the anchor in the unit that the words name; None where they name none."""
    if match.part("D"):
        return Offset(amount=float(int(match.value("D", "DAYREL") or 0)), unit="day")
    unit = match.constants.get("unit") or match.value("u", "UNIT")
    relation = match.constants.get("r") or match.value("r", "REL", "PRIOR", "DAYREL")
    if unit and (match.part("r") or "r" in match.constants):
        return Offset(amount=float(int(relation or 0)), unit=unit)  # type: ignore[arg-type]
    if relation == "0" and (match.part("w") or match.part("m") or match.part("s") or match.part("f")):
        return Offset(amount=float(0), unit="week" if match.part("w") else "year")
    return None


def _side(match: Match) -> TimeSide | None:
    """before or after where "last" or "next" tells it; None leaves it to the tense."""
    sides: dict[str, TimeSide] = {"-1": "before", "1": "after"}
    return sides.get(match.value("r", "REL", "PRIOR") or "")


def _base(match: Match) -> TimeAnchor:
    if match.constants.get("base") == "previous" or match.value("r", "PRIOR") is not None:
        return "previous"
    return "publication"


def _modifier(match: Match) -> str | None:
    if "fiscal" in match.constants:
        return "FISCAL"
    if "k" in match.constants:
        return match.constants["k"]
    words = [word.casefold() for word in match.part("a")]
    if words:
        less = {"less", "fewer", "most", "under", "up", "below"} & set(words) or ("no" in words and "more" in words)
        more = {"more", "least", "over", "exceeding"} & set(words)
        return "LESS_THAN" if less else "MORE_THAN" if more else match.value("a", "MORE") or "APPROX"
    return match.value("k", "EDGE", "EARLY")


# -- shifts: so many units from the anchor -----------------------------------------------------------


def _shift(match: Match) -> list[Draft]:
    unit = match.constants.get("unit") or match.value("u", "UNIT")
    amount = _distance(match)
    if unit is None:
        return []
    if amount is None:
        value = "FUTURE_REF" if match.constants.get("sign") == "1" else "PAST_REF"
        return [_draft(match, "DATE", value)]
    half = re.search(r"half", " ".join(match.part("n")), re.IGNORECASE) is not None
    template = UNITS["year" if half and unit == "century" else "month" if half and unit == "year" else unit][0]
    side: TimeSide | None = {"-1": "before", "1": "after"}.get(match.constants.get("sign", ""))  # type: ignore[assignment]
    return [_draft(match, "DATE", template, anchor=_base(match), offset=Offset(amount=float(amount), unit=unit), side=side)]  # type: ignore[arg-type]


def _distance(match: Match) -> float | None:
    if "n" in match.constants:
        return int(match.constants["n"])
    if match.part("n"):
        counted = number_of(match.part("n"), match.values)
        return None if counted is None else counted * int(match.constants.get("sign", "1"))
    return int(match.value("r", "REL", "PRIOR") or 0)


def _latest(match: Match) -> list[Draft]:
    """The current or coming unit; of the latest one only the completed count: quarters and years of firms."""
    first = {word.casefold() for word in match.words[match.first : match.last]}
    unit = match.value("u", "UNIT") or "quarter"
    amount = -1 if "latest" in first else 1 if first & {"coming", "upcoming"} else 0
    return [_draft(match, "DATE", UNITS[unit][0], anchor="publication", offset=Offset(amount=float(amount), unit=unit))]  # type: ignore[arg-type]


# -- lengths, sets, and words for now and then -------------------------------------------------------


def length(unit: str, amount: float | None) -> str:
    """A TIMEX3 length; None is an amount not told, half a unit is written in the next smaller one."""
    _, form, times = UNITS[unit]
    if amount is None:
        return VAGUE_LENGTH.get(unit) or form.format("X")
    if amount * times % 1 and unit in SPLIT:
        form, smaller = SPLIT[unit]
        if unit == "minute" and amount > 1:
            return f"PT{int(amount)}M{round(amount % 1 * 60)}S"
        return form.format(round(amount * smaller))
    whole = amount * times
    return form.format(int(whole) if whole == int(whole) else whole)


def _amount(match: Match) -> float | None:
    if match.constants.get("vague") or match.part("n2"):
        return None
    counted = number_of(match.part("n"), match.values) if match.part("n") else float(match.constants.get("n", "1"))
    return None if counted is None else counted + float(match.constants.get("plus", "0"))


def _length(match: Match) -> list[Draft]:
    unit = match.constants.get("unit") or match.value("u", "UNIT")
    if unit is None or ("guard" in match.constants and _is_rate(match)):
        return []
    value = length(unit, _amount(match))
    anchor: TimeAnchor = "event" if match.constants.get("anchor") == "event" else "explicit"
    return [_draft(match, "DURATION", value, anchor=anchor)]


def _is_rate(match: Match) -> bool:
    """Whether "a year" tells a rate: a number stands close before it ("700 seats a week")."""
    before = list(match.words[max(0, match.first - RATE_BACK) : match.first])
    stop = max((at + 1 for at, word in enumerate(before) if word in BREAKS), default=0)
    return any(word[0].isdigit() or word.casefold() in COUNTS or (word.casefold(), "DIGIT") in match.values for word in before[stop:])


def _span(match: Match) -> list[Draft]:
    """A length that reaches back or on from the anchor: the past three months."""
    unit, amount = match.value("u", "UNIT") or "day", _amount(match)
    sign = -1 if (match.value("r", "REL") or "-1") == "-1" else 1
    offset = Offset(amount=float(sign * amount), unit=unit) if amount is not None else None  # type: ignore[arg-type]
    return [_draft(match, "DURATION", length(unit, amount), anchor="publication", offset=offset, side="past" if sign < 0 else "future")]


def _months(match: Match) -> list[Draft]:
    """The first so many months of a year."""
    counted = number_of(match.part("n"), match.values)
    year = _year(match)
    offset = None if year else Offset(amount=float(int(match.value("r", "REL") or 0)), unit="year")
    if not counted or counted > 12:
        return []
    made = _draft(match, "DURATION", f"P{int(counted)}M", anchor="explicit" if year else "publication", offset=offset)
    return [made._replace(interval=f"{year}-01/{year}-{int(counted):02d}" if year else None)]


def _every(match: Match) -> list[Draft]:
    unit = match.constants.get("unit") or match.value("u", "UNIT")
    if unit:
        amount = 2.0 if "other" in [word.casefold() for word in match.part("n")] else _amount(match)
        return [_draft(match, "SET", length(unit, amount))]
    part = match.constants.get("p") or match.value("p", "PART")
    body = _body(match, "XXXX") or "XXXX-XX-XX"
    return [_draft(match, "SET", body + (f"T{part}" if part else ""))]


def _ref(match: Match) -> list[Draft]:
    return [_draft(match, "DATE", match.constants["value"], anchor="publication")]


def _none(match: Match) -> list[Draft]:
    return []


# -- rows that hold more than one expression, and dates in figures -----------------------------------


def _days(match: Match) -> list[Draft]:
    """Two days of one month: each is an expression; what is said once stays with its neighbour."""
    year, month = _year(match) or "XXXX", match.value("m", "MONTH")
    firsts = (match.first, match.slots["d2"][0])
    lasts = (match.slots["d"][1], match.last)
    anchor: TimeAnchor = "publication" if "X" in year else "explicit"
    found = [_day(year, month, number_of(match.part(slot), match.values)) for slot in ("d", "d2")]
    return [Draft(first, last, "DATE", value, anchor) for first, last, value in zip(firsts, lasts, found, strict=True) if value]


def _years(match: Match) -> list[Draft]:
    year, end = match.part("y")[0], match.part("yy")[0]
    if int(end) <= int(year[2:]):
        return []
    places = (match.slots["y"], match.slots["yy"])
    return [Draft(*place, "DATE", value) for place, value in zip(places, (year, year[:2] + end), strict=True)]


def _iso(match: Match) -> list[Draft]:
    written = match.part("i")[0].replace(" ", "T")
    year, month, day = written[:10].split("-")
    body = _day(year, str(int(month)), int(day)) if 1 <= int(month) <= 12 else None
    clock = written[10:16]
    return [_draft(match, "TIME" if clock else "DATE", body + clock)] if body else []


def _slashed(match: Match) -> list[Draft]:
    """Day and month in figures; where either could be first nothing is known but the year."""
    first, second, year = (int(part) for part in re.split(r"[/.]", match.part("i")[0]))
    day, month = (first, second) if "." in match.part("i")[0] or first > 12 else (second, first) if second > 12 else (0, 0)
    if not day and first != second:
        return [_draft(match, "DATE", f"{year}-XX-XX")]
    body = _day(str(year), str(month or first), day or second) if 1 <= (month or first) <= 12 and year > 999 else None
    return [_draft(match, "DATE", body)] if body else []


MAKERS: dict[str, Callable[[Match], list[Draft]]] = {
    "point": _point, "shift": _shift, "latest": _latest, "length": _length, "span": _span, "months": _months, "every": _every,
    "ref": _ref, "none": _none, "days": _days, "years": _years, "iso": _iso, "slashed": _slashed,
}  # fmt: skip
