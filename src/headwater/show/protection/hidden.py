"""Which words of a text must not be seen: protected names in all their forms, and phrases that a person chose.

A name is looked for by its parts, in any case, accent, script and inflection, inside addresses and longer words too: what is hidden
needlessly costs a word, what is missed can cost a person.
"""

import functools
import itertools
import re
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from headwater import lexicon
from headwater.lexicon import persons, spelling

REDACTED = "[redacted]"
WITHIN = 5  # letters from which a part of a name is found inside any word; of 4 letters only in words that no report uses in small letters
LEAST_SOUND = 5  # letters of two words that may be one name by their sound alone
TOKEN = re.compile(r"(?:[^\W\d_](?:[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]|-\n(?=[^\W\d_]))*)+|\d+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\n-]")
ADDRESS = re.compile(r"\S*(?:://|www\.|%[0-9A-Fa-f]{2}|@)\S*")
JOINT = re.compile(r"[^\w\n;:!?“”\"]{0,4}\n?[^\w\n;:!?“”\"]{0,4}")  # what may stand between two words of one phrase
SEAM = re.compile(r"[ \u00a0\t\n'’.-]{1,2}")  # what stands between two parts of one name
INITIAL = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0-]?|[^\W\d_]['’])+$")  # `E. Sarr`, `O’Neil`
FINAL_VOWELS = "aeiouy"
INFLECTION = re.compile(
    "(?:s|es|a|e|i|y|u|o|n|t|ya|ye|yi|yu|ia|ie|ii|iu|ja|ju|oy|ey|oi|ei|oj|ej|ou|om|em|ym|im|am|iam|yam|ami|iami|yami|ah|akh|iakh|yakh|ov|ev|ova|eva|ovi|evi"
    "|ove|eve|ovu|evu|ovo|evo|ovoi|evoi|ovoy|evoy|ovym|evym|ovyh|ovykh|ogo|ego|omu|emu|yh|ykh|ih|ikh|yi|iy|yy|in|ina|iny|inu|inoy|inoi|ine|um|us|ae|nak|nek"
    "|val|vel|ban|ben|nal|nel|hoz|hez|ot|et|at|lar|ler|da|de|dan|den|nin|nun|ist|ites|ite|ism|esque)"
)  # endings by which European languages inflect names, in Latin letters
LIGHT = re.compile("(?:s|a|e|i|y|u|om|em|ov|ova|oy)")  # those of a name of three letters


class Token(msgspec.Struct, frozen=True):
    """A word of a text: its place, its letters in plain small Latin ones, whether it begins with a capital."""

    start: int
    end: int
    key: str
    capital: bool


class Hit(msgspec.Struct, frozen=True, order=True):
    """A stretch of code points to hide and what stands there instead."""

    start: int
    end: int
    instead: str


class Name(msgspec.Struct, frozen=True):
    """A protected name and what stands in its place; of a person each part alone is hidden too."""

    words: str
    instead: str = REDACTED
    parts: bool = True


def tokens(text: str) -> list[Token]:
    """The words and figures of a text in order."""
    return [Token(m.start(), m.end(), key_of(m[0]), m[0][0].isupper() or not m[0].isascii()) for m in TOKEN.finditer(text)]


@functools.lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """A word in small Latin letters without accents, invisible signs and breaks."""
    return spelling.plain(INVISIBLE.sub("", word))


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that reports write in small letters in running text: ordinary words, not names."""
    return frozenset(
        key_of(word) for text in texts for word in re.findall(r"(?<![\w@/.#_%-])[^\W\d_]+(?![\w@/_%-]|\.\w)", text) if word.islower()
    )


@functools.cache
def _weak() -> frozenset[str]:
    """Parts of names that are function words too: hidden only where they begin with a capital."""
    return lexicon.entries("stopwords") | persons.PARTICLES


class Hidden:
    """What is to be hidden: names and phrases. Made once, asked for any text."""

    def __init__(self, names: Iterable[Name], phrases: Iterable[str] = (), *, ordinary: frozenset[str] = frozenset()) -> None:
        self._ordinary = ordinary
        self._phrases: dict[str, list[tuple[tuple[Token, ...], str]]] = {}
        self._parts: dict[str, str] = {}
        for name in names:
            self._take(name)
        for phrase in phrases:
            self._phrase(phrase, REDACTED)
        self._known = functools.lru_cache(maxsize=100_000)(self._part)

    def _take(self, name: Name) -> None:
        self._phrase(name.words, name.instead)
        found = tokens(persons.bare(name.words)) if name.parts else []
        for token in found:
            if len(token.key) > 1 and (token.capital or token.key not in persons.PARTICLES) and token.key not in persons.titles():
                self._parts[token.key] = name.instead if self._parts.get(token.key, name.instead) == name.instead else REDACTED

    def _phrase(self, words: str, instead: str) -> None:
        found = tuple(tokens(words))
        if found:
            self._phrases.setdefault(found[0].key[:1], []).append((found, instead))

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def hits(self, text: str, more: Iterable[Hit] = ()) -> list[Hit]:
        """The stretches of a text to hide, in order, none touching another; `more` are joined to them."""
        found = tokens(text) if self else []
        near = [*self._whole(text, found), *self._single(found), *self._addresses(text)]
        return joined(text, [*(_with_initials(text, one) for one in near), *more])

    def finds(self, text: str) -> bool:
        """Whether a text holds anything that is to be hidden."""
        found = tokens(text)
        return any(self._single(found)) or any(self._whole(text, found)) or any(self._addresses(text))

    def _whole(self, text: str, found: Sequence[Token]) -> Iterator[Hit]:
        for at, token in enumerate(found):
            for words, instead in self._phrases.get(token.key[:1], ()):
                here = found[at : at + len(words)]
                if len(here) == len(words) and all(map(_fits, here, words)) and _close(text, here):
                    yield Hit(token.start, here[-1].end, instead)

    def _single(self, found: Sequence[Token]) -> Iterator[Hit]:
        for token in found:
            instead = self._known(token.key, token.capital)
            if instead is not None:
                yield Hit(token.start, token.end, instead)

    def _part(self, key: str, capital: bool) -> str | None:
        own = self._parts.get(key)
        if own is not None and (capital or (len(key) > 2 and key not in _weak())):
            return own
        return next((instead for part, instead in self._parts.items() if self._is_form(key, part, capital)), None)

    def _is_form(self, key: str, part: str, capital: bool) -> bool:
        if len(part) < 3 or part in _weak():
            return False
        if part in key and (len(part) >= WITHIN or (len(part) == WITHIN - 1 and key not in self._ordinary)):
            return True
        return (capital or key not in self._ordinary) and _inflected(key, part)

    def _addresses(self, text: str) -> Iterator[Hit]:
        for found in ADDRESS.finditer(text) if self else ():
            plain = tokens(urllib.parse.unquote(found[0]))
            if any(self._single(plain)) or any(self._whole(urllib.parse.unquote(found[0]), plain)):
                yield Hit(found.start(), found.end(), REDACTED)


@functools.lru_cache(maxsize=400_000)
def _inflected(key: str, part: str) -> bool:
    """Whether a word is a name with another ending, or the same name by its sound."""
    if len(part) == 3:
        return key.startswith(part) and bool(LIGHT.fullmatch(key[3:]))
    stem = part[:-1] if part[-1] in FINAL_VOWELS else part
    stem = stem[:-1] if stem != part and stem[-1] in FINAL_VOWELS and len(stem) > 4 else stem  # `mariia`
    if key.startswith(stem) and (key == stem or INFLECTION.fullmatch(key[len(stem) :])):
        return True
    return len(key) >= LEAST_SOUND <= len(part) and key[0] == part[0] and spelling.sound(key) == spelling.sound(part)


def _fits(here: Token, words: Token) -> bool:
    return here.key == words.key or (here.capital and words.capital and len(words.key) > 3 and _inflected(here.key, words.key))


def _close(text: str, here: Sequence[Token]) -> bool:
    return all(JOINT.fullmatch(text[a.end : b.start]) for a, b in itertools.pairwise(here))


def _with_initials(text: str, hit: Hit) -> Hit:
    """The stretch with the initials before it: `E. Sarr`."""
    before = INITIAL.search(text[max(0, hit.start - 12) : hit.start])
    return hit if before is None else Hit(hit.start - len(before[0]), hit.end, hit.instead)


def joined(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Stretches that overlap, or that only a blank parts and one name replaces, as one."""
    out: list[Hit] = []
    for hit in sorted(one for one in hits if one.start < one.end):
        last = out[-1] if out else None
        if last and (
            hit.start < last.end or (last.instead == hit.instead and (hit.start == last.end or SEAM.fullmatch(text[last.end : hit.start])))
        ):
            out[-1] = Hit(last.start, max(last.end, hit.end), _instead(last, hit))
        else:
            out.append(hit)
    return out


def _instead(one: Hit, other: Hit) -> str:
    """What stands for two stretches that overlap: the wider one's, where it is no mere part of the other."""
    if one.instead == other.instead or (one.start <= other.start and one.end >= other.end):
        return one.instead
    return other.instead if other.start <= one.start and other.end >= one.end else REDACTED
