"""What the words of two languages have in common: meanings by a bilingual lexicon, figures, names and loan words by their sound.

Each word becomes a set of keys; two words of different languages may render one another when they share a key.
"""

import functools
from collections.abc import Iterable

from headwater import lexicon
from headwater.lexicon.spelling import sound
from headwater.relate.profiles import stem

LEXICONS = {"ru": ("bilingual_ru",), "uk": ("bilingual_uk", "bilingual_ru")}
PIVOT = "en"
NEAR_RUSSIAN = str.maketrans("іїєґ", "иией")  # Ukrainian letters as a Russian reader would take them; ґ never opens a common stem
PREFIX = 5  # letters by which a word not in the lexicon is taken for a relative of one that is
RELATED = 0.7  # share of the longer stem that such a prefix must make
HEARD = 5  # letters of a word's sound that must agree
CONSONANTS = 4
VOWELS = frozenset("aeiouy")


def keys(form: str, language: str) -> frozenset[str]:
    """The keys of one folded word; empty for function words."""
    return _pivot_keys(form) if language == PIVOT else _other_keys(form, language)


def is_covered(language: str | None) -> bool:
    """Whether words of a language can be compared with English ones."""
    return language in LEXICONS


@functools.lru_cache(maxsize=100_000)
def _pivot_keys(form: str) -> frozenset[str]:
    if form.isdigit():
        return frozenset((f"n{int(form)}", *_meanings_of(form, PIVOT))) if len(form) < 12 else frozenset((f"n{form}",))
    stem_ = stem(form.removesuffix("'s"), PIVOT)
    return frozenset((*_meanings_of(stem_, PIVOT), *_sounds(stem_))) if stem_ else frozenset()


@functools.lru_cache(maxsize=100_000)
def _other_keys(form: str, language: str) -> frozenset[str]:
    if form.isdigit() or form.isascii():
        return _pivot_keys(form)
    stem_ = _stem(form, language)
    if stem_ is None:
        return frozenset()
    return frozenset((*_meanings_of(stem_, language), *_sounds(stem_)))


def _stem(form: str, language: str) -> str | None:
    """The stem; Ukrainian words as if they were Russian, whose endings are much the same."""
    if stem(form, language) is None:
        return None
    return stem(form.replace("ё", "е").translate(NEAR_RUSSIAN) if language == "uk" else form.replace("ё", "е"), "ru")


def _meanings_of(stem_: str, language: str) -> Iterable[str]:
    known = _pivot_meanings() if language == PIVOT else _other_meanings(language)
    if stem_ in known or language == PIVOT:
        return known.get(stem_, ())
    near = (other for other in _by_prefix(language).get(stem_[:PREFIX], ()) if _are_related(stem_, other))
    return frozenset(key for other in near for key in known[other])


def _are_related(one: str, other: str) -> bool:
    common = next((at for at, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    return common >= RELATED * max(len(one), len(other))


@functools.cache
def _rows(language: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    names = LEXICONS[language]
    return tuple((f"{name}:{at}", tuple(row[0].split("|")), tuple(row[1].split("|"))) for name in names for at, row in enumerate(lexicon.rows(name)))


@functools.cache
def _other_meanings(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, words, _ in _rows(language):
        for word in words:
            stem_ = word if word.isdigit() else stem(word.replace("ё", "е").translate(NEAR_RUSSIAN), "ru") or word
            found.setdefault(stem_, set()).add(key)
    return {stem_: frozenset(meanings) for stem_, meanings in found.items()}


@functools.cache
def _by_prefix(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for stem_ in sorted(_other_meanings(language)):
        found.setdefault(stem_[:PREFIX], []).append(stem_)
    return {prefix: tuple(stems) for prefix, stems in found.items() if len(prefix) == PREFIX}


@functools.cache
def _pivot_meanings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language in LEXICONS:
        for key, _, words in _rows(language):
            for word in words:
                found.setdefault(word if word.isdigit() else stem(word, PIVOT) or word, set()).add(key)
    return {stem_: frozenset(meanings) for stem_, meanings in found.items()}


def _sounds(stem_: str) -> Iterable[str]:
    """How a stem begins in Latin letters, and its first consonants: names and loan words agree in one of them."""
    heard = sound(stem_)
    if len(heard) >= 3:
        yield f"s{heard[:HEARD]}"
    bones = heard[:1] + "".join(char for char in heard[1:] if char not in VOWELS)
    if len(bones) >= CONSONANTS - 1 and len(heard) >= HEARD - 1:
        yield f"k{bones[:CONSONANTS]}"
