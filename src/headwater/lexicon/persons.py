"""Names of persons taken apart: given names, surname, titles left out; whether two names can be one person's."""

import functools
import re

import msgspec

from headwater import lexicon
from headwater.lexicon import spelling

GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
PARTICLES = frozenset("de la del der den di da van von bin ibn ben al el ul ur ad as ash an dos das do du le lo bint abu ould".split())
ARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "ul-")
PATRONYMICS = ("ovich", "evich", "kich", "lich", "tich", "mich", "ovna", "evna", "ichna", "uly", "kyzy", "oglu", "ogly", "qizi")
SERVANT = frozenset("abd abdul abdel abdal abdur abdus".split())
HYPHENATED = re.compile(r"[^\W\d_]{3,}-[^\W\d_]{3,}")
INITIALS = {"w": "v", "c": "ks", "k": "h", "q": "k", "y": "iej", "p": "f", "x": "k", "j": "i", "z": "j"}
VOWELS = str.maketrans("eo", "iu")
CLOSE = 1  # letters by which a misspelt surname may differ
LONG_ENOUGH = 5  # letters of a surname that may be misspelt: of shorter ones too many lie one letter apart


class PersonName(msgspec.Struct, frozen=True):
    """A name taken apart: keys of its given names in order (initials are one letter), key of its surname, generation."""

    given: tuple[str, ...]
    surname: str
    generation: str | None = None
    halves: tuple[str, ...] = ()  # of a double surname with a hyphen

    @property
    def full(self) -> bool:
        """Whether it has a given name or initial beside the surname."""
        return bool(self.given)


@functools.cache
def titles() -> frozenset[str]:
    """Words before a name that are no part of it, without full stop."""
    return lexicon.entries("honorifics")


@functools.lru_cache(maxsize=400_000)
def bare(name: str) -> str:
    """The name without titles before it and 's behind it."""
    parts = name.replace("’", "'").removesuffix("'s").removesuffix("'").split()
    while len(parts) > 1 and (parts[0].casefold().rstrip(".") in titles() or parts[0].casefold() == "the"):
        parts = parts[1:]
    return " ".join(parts)


@functools.lru_cache(maxsize=400_000)
def taken_apart(name: str) -> PersonName:
    """The parts of a person's name; a name of one word is a surname alone."""
    parts = [part.strip(",.\"“”'") if len(part) > 2 else part.strip(",\"“”'") for part in bare(name).split()]
    parts = [part for part in parts if part]
    generation = None
    while len(parts) > 1 and parts[-1].casefold().rstrip(".") in GENERATIONS:
        generation = GENERATIONS[parts.pop().casefold().rstrip(".")]
    if not parts:
        return PersonName((), spelling.sound(name))
    parts = _servants(parts)
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in PARTICLES:
        at -= 1
    given = tuple(key for part in parts[:at] if (key := _given(part)) and spelling.plain(part) not in PARTICLES)
    halves = tuple(spelling.sound(half) for half in parts[-1].split("-")) if HYPHENATED.fullmatch(parts[-1]) else ()
    return PersonName(given, _surname(parts[at:]), generation, halves)


def _servants(parts: list[str]) -> list[str]:
    """`Abdul Rahman`, `Abd al-Rahman`, `Abd el Rahman`: one given name, however it is parted."""
    if len(parts) < 3 or parts[0].casefold() not in SERVANT:
        return parts
    size = 3 if parts[1].casefold() in ("al", "el", "ul", "ur") and len(parts) > 3 else 2
    rest = "".join(parts[1:size]).casefold().replace("-", "")
    rest = next((rest.removeprefix(article) for article in ("al", "el", "ul", "ur", "ar", "as", "ad", "an") if rest.startswith(article) and len(rest) > 4), rest)
    return ["Abdul" + rest, *parts[size:]]


def _given(part: str) -> str:
    if len(part.rstrip(".")) == 1 or (part.isupper() and len(part) <= 2):
        return spelling.plain(part[0])
    return spelling.sound(part)


def _surname(parts: list[str]) -> str:
    """The key of a surname: Arabic articles left out, other particles kept."""
    kept = []
    for part in parts:
        low = spelling.plain(part)
        low = next((low.removeprefix(article) for article in ARTICLES if low.startswith(article) and len(low) > len(article) + 2), low)
        if low not in ("al", "el", "ad", "as", "ash") or len(parts) == 1:
            kept.append(spelling.sound(low))
    return "".join(kept)


def given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the given names of two names can be one person's: the first ones agree, and the others where both have some."""
    if not one or not other:
        return True
    if not _agree(one[0], other[0]):
        return _second_used(one, other) or _second_used(other, one)
    first, second = one[1:], other[1:]
    if not first or not second:
        return True
    return any(_agree(a, b) for a in first for b in second) or _is_patronymic(first[0]) != _is_patronymic(second[0])


def _second_used(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """`Maria Elena Duarte` as `Elena Duarte`."""
    return len(one) > 1 and len(other) == 1 and len(other[0]) > 1 and not _is_patronymic(one[1]) and any(name == other[0] for name in one[1:])


def _is_patronymic(key: str) -> bool:
    return key.endswith(PATRONYMICS)


@functools.lru_cache(maxsize=400_000)
def _agree(one: str, other: str) -> bool:
    """Whether two given names, by their keys, can be one: the same, an initial, forms of one another, once misspelt."""
    if one == other:
        return True
    if 1 in (len(one), len(other)):
        return bool(set(initials(one)) & set(initials(other)))
    if spelling.families(one) & spelling.families(other) or same_but_vowels(one, other):
        return True
    return len(one) > LONG_ENOUGH + 1 and is_misspelt(one, other)


def initials(key: str) -> str:
    """The letters that a key may begin with: of an initial also those that the letter's sound is keyed by (`W.`: `v`), of a name its own."""
    return key + INITIALS.get(key, "") if len(key) == 1 else key[:1]


def same_but_vowels(one: str, other: str) -> bool:
    """Whether two keys differ by `e` for `i` or `o` for `u` inside alone, as transliterations from Arabic and Persian do (`Khaled`, `Khalid`)."""
    return len(one) == len(other) and len(one) >= LONG_ENOUGH and one[-1] == other[-1] and one.translate(VOWELS) == other.translate(VOWELS)


def is_misspelt(one: str, other: str) -> bool:
    """Whether two keys differ by one letter inside a long word; a changed ending is another name (`Marina`, `Marino`)."""
    longest = max(len(one), len(other))
    return longest > LONG_ENOUGH and one[0] == other[0] and one[-1] == other[-1] and spelling.distance(one, other, most=CLOSE) <= CLOSE


def second_surname(one: PersonName, other: PersonName) -> bool:
    """Whether one name has one surname more: `Raúl Salcedo Quispe`, `Raúl Salcedo`; `Maricel Dalisay-Ong`, `Maricel Ong`."""
    return _shorter(one, other) or _shorter(other, one)


def _shorter(full: PersonName, short: PersonName) -> bool:
    if not short.given or not full.given or len(short.given[0]) == 1:
        return False
    if short.surname in full.halves:
        return _agree(full.given[0], short.given[0])
    fits = len(full.given) > 1 and len(short.surname) > 2 and full.given[-1] == short.surname and not _is_patronymic(short.surname)
    return fits and full.given[0] == short.given[0] and given_agree(full.given[:-1], short.given)


def agree(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person's by their words alone."""
    if one.surname != other.surname and second_surname(one, other) and None in (one.generation, other.generation):
        return True
    if one.surname != other.surname and not is_misspelt(one.surname, other.surname) and not spelling.families(one.surname) & spelling.families(other.surname):
        return False
    if one.generation != other.generation and one.generation and other.generation:
        return False
    return given_agree(one.given, other.given)
