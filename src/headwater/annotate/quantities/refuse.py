"""Numbers that are no quantities: dates, labels, addresses, scores, names. Guideline: docs/quantities.md, section 1."""

import re
from collections.abc import Iterator

from headwater import lexicon
from headwater.annotate.quantities.measures import Measure
from headwater.annotate.quantities.words import DASHES, KINDS, Words, phrases

YEARS = (1500, 2100)  # digits without a comma between these are a year unless plainly counted
MOST_DECIMALS = 3  # more are coordinates
MONTHS = frozenset(row[0] for row in lexicon.rows("months") if row[1].isdigit())
WEEKDAYS = frozenset(row[0] for row in lexicon.rows("months") if not row[1].isdigit())
LABELS = {row[0]: row[1] for row in lexicon.rows("number_labels")}
BEFORE_YEAR = frozenset(
    "in since until by of from during before after the early late mid year fiscal season and through spring summer autumn fall winter".split()
)
CLOCK = frozenset("am pm o'clock gmt utc est edt pst pdt bst cet noon midnight hrs".split())
STAMP = 6  # words and marks of the time that opens a line
STREETS = frozenset(
    "street st avenue ave road rd boulevard blvd drive dr lane ln court ct way place pl highway hwy parkway pkwy terrace circle square".split()
)
BEFORE_HOUR = frozenset("at by about around until till before after since from past nearly".split())
AFTER_HOUR = frozenset(". , ; : ! ? ) ” \" and but on when as after before sharp tomorrow today yesterday every tonight".split())
FIGURES = frozenset("put puts stood stands figure figures number numbers toll count total estimate estimated score rate set capped".split())
TOLD_FIGURE = 9  # words before "at" in which such a word tells that a figure follows, no hour
GUNS = frozenset(
    "caliber calibre gauge pistol handgun rifle rifles round rounds gun shell shells casing casings bullet bullets ammunition cannon mortar"
    " howitzer weapon semiautomatic semi pistols handguns guns cal artillery".split()
)
RESULTS = frozenset(
    "win won wins winning victory victories defeat defeated defeats loss lost beat beaten beating draw drew drawn tie tied lead led leads score scored"
    " scoreline record vote voted votes margin ahead down up trail trailed trailing rout shutout sweep set sets tiebreak comeback thrashing ruling decision".split()
)
CARDINAL_NOUNS = frozenset("people women men children persons officers police others members".split())
FUNCTION_WORDS = lexicon.entries("stopwords")
BOUNDING = frozenset(row[0].split()[-1] for row in lexicon.rows("comparators") if row[1] == "before") | {"only", "just", "another"}
ONE_COUNTED_AFTER = frozenset(", ; : and but or ( only just least leaving killing wounding injuring killed wounded injured there's".split())
ONE_NO_NOUN = frozenset("night morning evening afternoon moment thing reason way side hand point time example people".split())
DURING = frozenset("for in within after least than only just by every of another".split())
OPENERS = frozenset(".!?:;\"“”'‘’(—–-•*…«|·[")
AFTER_HALF = frozenset(
    "of the its their his her our my all those these that as were was are is have has had said say says more less again voted would will did do"
    " in by from and or on to for at since last this".split()
)


def _idioms() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    out: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for (row,) in lexicon.rows("number_idioms"):
        before, word, _ = re.split("[<>]", row)
        parts, at = phrases(row.replace("<", "").replace(">", "")), len(phrases(before))
        out.setdefault(word, []).append((parts, at))
    return out


IDIOMS = _idioms()


def is_refused(words: Words, one: Measure, *, headline: bool) -> bool:
    """Whether the number is no quantity."""
    if _is_idiom(words, one) or _is_weapon(words, one) or (words.word(one.first) == "one" and _is_no_count(words, one)):
        return True
    if _is_russian_year(words, one) or (one.unit is None and _is_hour(words, one)):
        return True
    if one.unit is not None and one.kind != "share":
        return _is_name_part(words, one, headline) and one.kind == "digits"
    if one.kind == "share":
        return _is_no_share(words, one)
    if one.kind == "digits":
        return any(test(words, one) for test in DIGIT_TESTS) or _is_name_part(words, one, headline) or _is_label(words, one)
    return _is_label(words, one) or (one.kind == "words" and _is_word_name(words, one, headline))


def is_headline(words: Words) -> bool:
    """Whether most longer words begin with a capital, as titles have it."""
    if words.low and words.low[-1] == ".":
        return False
    longer = [word for word in words.form[:40] if len(word) >= 4 and word.isalpha()]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.7 * len(longer)


def begins_sentence(words: Words, at: int) -> bool:
    """Whether nothing of the sentence stands before word `at`; a time that opens a line of a running report is nothing of it."""
    if at <= 0 or words.low[at - 1] in OPENERS:
        return True
    return at <= STAMP and all(not word.isalpha() or word in CLOCK for word in words.low[:at])


def _is_idiom(words: Words, one: Measure) -> bool:
    word = words.word(one.number_last - 1 if one.kind in ("words", "digits", "share") else one.first)
    return any(_stands(words, one, parts, at) for parts, at in IDIOMS.get(word, ()))


def _stands(words: Words, one: Measure, parts: tuple[str, ...], at: int) -> bool:
    """Whether the idiom stands around the last word of the number; hyphens count as blanks."""
    here = one.number_last - 1
    for back in range(at - 1, -1, -1):
        here -= 1
        if words.word(here) in DASHES:
            here -= 1
        if words.word(here) != parts[back]:
            return False
    return words.phrase(one.number_last, parts[at + 1 :]) is not None


def _is_no_count(words: Words, one: Measure) -> bool:
    """Whether "one" stands for a certain one rather than a number."""
    if one.number_last != one.first + 1:
        return False
    before, after = words.word(one.first - 1), words.word(one.last)
    if one.unit is not None:
        return (
            one.unit.name == "day"
            and before not in DURING
            and after not in ("after", "before", "of", "earlier", "later", "in", "and", "ago")
        )
    if after in ONE_NO_NOUN:
        return True
    if after.isalpha() and after not in FUNCTION_WORDS:
        return False
    there_is = words.word(one.first - 2) == "there" and before in ("is", "was")
    return not (begins_sentence(words, one.first) or before in ONE_COUNTED_AFTER or there_is)


def _is_weapon(words: Words, one: Measure) -> bool:
    after = words.word(words.past_hyphen(one.last))
    return (
        one.kind == "digits"
        and (one.unit is None or one.unit.name in ("millimetre", "inch"))
        and after in GUNS
        and (one.unit is not None or after in ("caliber", "calibre", "gauge", "cal"))
    )


def _is_year(words: Words, one: Measure) -> bool:
    form = words.form[one.first]
    if len(form) != 4 or not form.isdigit() or one.last != one.first + 1 or not YEARS[0] <= int(form) < YEARS[1]:
        return False
    return words.word(one.first - 1) in BEFORE_YEAR or not _is_counted(words, one.last)


def _is_counted(words: Words, at: int) -> bool:
    """Whether a plural stands here, or behind one word more."""
    return any(_is_plural(words.written(place)) for place in (at, at + 1) if words.word(at).isalpha())


def _is_plural(word: str) -> bool:
    return word.islower() and (word in CARDINAL_NOUNS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))))


def _is_joined(words: Words, one: Measure) -> bool:
    """Letters, slashes, colons and the like right beside: G7, 12th, 9/11, 8:30, #4, addresses of pages."""
    first, last = one.first, one.last
    if words.touches(first) and (words.word(first - 1).isalpha() or words.word(first - 1) in "#№@§/_=&:.\\"):
        return True
    if not words.touches(last):
        return False
    after = words.word(last)
    if after == "s" and words.word(first - 1) in DASHES and words.word(first - 2) in ("over", "under"):
        return False
    if after.isalpha() or after in "@_=":
        return True
    return (after in ":/.'’" and words.touches(last + 1) and words.word(last + 1).isalnum()) or (
        after == ":" and words.word(last + 1).isdigit()
    )


def _is_dashed(words: Words, one: Measure) -> bool:
    """`AR-15`, `COVID-19`, `555-0134`, `7-Eleven`: joined by a dash to a capital or to digits."""
    first, last = one.first, one.last
    if words.word(first - 1) in DASHES and words.touches(first) and words.touches(first - 1):
        before = words.written(first - 2)
        if (
            before[:1].isupper()
            or before[:1].isdigit()
            or (before.isalpha() and before.lower() not in ("over", "under", "nearly", "almost"))
        ):
            return True
    after = words.past_hyphen(last)
    return after != last and words.is_capital(after) and not is_headline(words)


def _is_clock(words: Words, one: Measure) -> bool:
    after = words.word(one.last)
    return after in CLOCK or (after in ("a", "p") and words.word(one.last + 1) == "." and words.word(one.last + 2) == "m")


def _is_russian_year(words: Words, one: Measure) -> bool:
    """`в 2022 году`, `2019-2021 годы`: digits of a year with the word for year."""
    form = words.form[one.first]
    is_year = len(form) == 4 and form.isdigit() and YEARS[0] <= int(form) < YEARS[1]
    return is_year and one.unit is not None and one.unit.family == "time" and words.word(one.last - 1).startswith(("год", "гг"))


def _is_hour(words: Words, one: Measure) -> bool:
    """`At six in the morning`, `by nine at night`, `opened at nine.`, `half past three`."""
    if one.kind not in ("words", "digits") or not one.value or one.value > 12.59:
        return False
    before, after = words.word(one.first - 1), words.low[one.last : one.last + 3]
    if before in ("past", "to") and words.word(one.first - 2) in ("half", "quarter", "minutes"):
        return True
    by_day = after[:2] == ["at", "night"] or (after[:2] == ["in", "the"] and after[2:] in (["morning"], ["afternoon"], ["evening"]))
    is_figure = not FIGURES.isdisjoint(words.low[max(0, one.first - TOLD_FIGURE) : one.first])  # put the toll at five
    return (before in BEFORE_HOUR and by_day) or (before == "at" and not is_figure and (not after or after[0] in AFTER_HOUR))


def _is_date(words: Words, one: Measure) -> bool:
    if not one.value or one.value > 31 or one.value != int(one.value):
        return False
    before, after = one.first - 1, one.last
    before -= words.word(before) == "."
    if words.word(after) in ("to", "and", "or", *DASHES) and words.word(after + 1).isdigit() and len(words.word(after + 1)) <= 2:
        after += 2  # 3 to 4 June
    after += words.word(after) == "of"
    return (words.word(before) in MONTHS and words.is_capital(before)) or (
        words.word(after) in MONTHS and (words.is_capital(after) or words.word(after)[0] > "а")
    )


def _is_address(words: Words, one: Measure) -> bool:
    if words.word(one.last) == "block":
        return True
    for at in range(one.last, one.last + 6):
        if words.word(at) in STREETS and words.is_capital(at) and at > one.last:
            return True
        if not (words.is_capital(at) or words.word(at) == "." or words.word(at)[:1].isdigit()):
            return False
    return False


def _is_telephone(words: Words, one: Measure) -> bool:
    return (
        words.word(one.first - 1) == "("
        and words.word(one.last) == ")"
        and words.word(one.last + 1).isdigit()
        and len(words.low[one.first]) == 3
    )


def _numbers_list(words: Words, one: Measure) -> bool:
    return one.first == 0 and words.word(1) in (".", ")") and words.touches(1) and len(words) > 2


def _is_coordinate(words: Words, one: Measure) -> bool:
    decimals = words.low[one.first].partition(".")[2]
    return decimals.isdigit() and len(decimals) > MOST_DECIMALS


def _is_spaced(words: Words, one: Measure) -> bool:
    """`0800 555 111`: digits right behind digits."""
    return words.word(one.first - 1)[:1].isdigit() and not words.touches(one.first)


def _is_base(words: Words, one: Measure) -> bool:
    return words.word(one.first - 1) == "per"


DIGIT_TESTS = (
    _is_year,
    _is_joined,
    _is_dashed,
    _is_clock,
    _is_date,
    _is_address,
    _is_telephone,
    _numbers_list,
    _is_coordinate,
    _is_base,
    _is_spaced,
)


def _is_label(words: Words, one: Measure) -> bool:
    at = one.first - 1
    if words.word(at) == "." and words.word(at - 1) in ("no", "nos", "art", "sec", "fig", "vol", "apt", "rev", "ст"):
        return True
    if words.word(at) == "(" and words.word(at - 1) in LABELS:
        at -= 1
    at -= words.word(at) in DASHES and words.touches(at)
    kind = LABELS.get(words.word(at))
    if (
        kind is None
        or (kind == "c" and not words.is_capital(at))
        or (kind == "c" and begins_sentence(words, at) and _is_counted(words, one.last))
    ):
        return False
    return words.word(at) not in ("top", "number", "line", "code") or not _is_counted(words, one.last)


def _is_name_part(words: Words, one: Measure, headline: bool) -> bool:
    """`Apollo 11`, `Boeing 737`: a capital before that does not begin the sentence, and nothing counted behind."""
    at = one.first - 1
    if headline or not words.is_capital(at) or words.touches(one.first) or one.unit is not None:
        return False
    if begins_sentence(words, at) and (words.word(at) in FUNCTION_WORDS or words.word(at) in BOUNDING):
        return False
    if words.word(at) in MONTHS or words.word(at) in WEEKDAYS:
        return False
    return not _is_counted(words, one.last)


def _is_word_name(words: Words, one: Measure, headline: bool) -> bool:
    """`Group of Seven`: a number word with a capital inside a sentence."""
    if words.word(one.first - 1) == "per" or (words.word(one.first - 1) in DASHES and words.word(one.first - 2)[:1].isdigit()):
        return True
    if headline or not words.is_capital(one.first) or begins_sentence(words, one.first):
        return _follows_name(words, one, headline)
    return True


def _follows_name(words: Words, one: Measure, headline: bool) -> bool:
    after = words.past_hyphen(one.last)
    return not headline and begins_sentence(words, one.first) and after != one.last and words.is_capital(after)


def _is_no_share(words: Words, one: Measure) -> bool:
    """Half and quarters that are parts of a match, a year, a family."""
    last = words.word(one.last - 1)
    if last != "half":
        return False
    after = words.word(one.last)
    return (
        after.isalpha()
        and after not in AFTER_HALF
        and KINDS.get(words.word(one.first - 1)) is None
        and one.unit is not None
        and one.unit.name == "share"
    )


def is_score(words: Words, one: Measure) -> bool:
    """Whether two numbers joined by a dash or "to" are a score, a tally or a record: words of winning stand beside."""
    near = [*words.low[max(0, one.first - 4) : one.first], *words.low[one.last : one.last + 4]]
    return any(word in RESULTS for word in near)


def is_told(words: Words, one: Measure) -> bool:
    """Whether what stands around two numbers joined by a dash says that they count: a plural or verb behind, a bound or an age before."""
    before, after = words.word(one.first - 1), words.word(one.last)
    return (
        _is_counted(words, one.last)
        or before in BOUNDING
        or before in ("aged", "age", "ages")
        or after in ("were", "are", "of", "have", "had")
    )


def carried(words: Words, at: int) -> Iterator[int]:
    """Where a number may stand that shares the fate of the one before it (`Articles 12 and 13`)."""
    if words.word(at) in ("and", "to", "or", "&", "/", "through", *DASHES):
        yield at + 1
