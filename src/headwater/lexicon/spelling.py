"""Spellings of names: other scripts in Latin letters, one key for the transliterations of one sound, families of given names."""

import functools
import re
import unicodedata

from headwater import lexicon

PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "’": "'", "ʼ": "'", "ʽ": "'", "`": "'"})


@functools.cache
def _letters() -> dict[int, str]:
    """Letters of other scripts to Latin ones."""
    return {ord(row[0]): "" if row[1] == "-" else row[1] for row in lexicon.rows("transliteration")}


@functools.cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), "" if row[1] == "-" else row[1]) for row in lexicon.rows("spelling"))


@functools.lru_cache(maxsize=200_000)
def plain(words: str) -> str:
    """Words in small Latin letters without accents: Cyrillic, Greek, Arabic and Hebrew letters are transliterated."""
    low = words.casefold()
    if low.isascii():
        return low
    latin = low.translate(_letters()).translate(PLAIN)
    return "".join(char for char in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(char))


@functools.lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The key of one word of a name: its transliterations have the same (`Khaled`, `Haled`; `Орлов`, `Orlov`)."""
    key = plain(word)
    for pattern, becomes in _sounds():
        key = pattern.sub(becomes, key)
    return key


@functools.cache
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(lexicon.rows("nicknames")):
        for name in (row[0], *row[1].split("|")):
            found.setdefault(sound(name), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def families(key: str) -> frozenset[int]:
    """The classes of given names that are forms of one another which the name with this key belongs to (`Bill`: that of William)."""
    return _families().get(key, frozenset())


def distance(one: str, other: str, *, most: int = 2) -> int:
    """Letters changed, left out, added or swapped between two words (Damerau 1964), or `most` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
