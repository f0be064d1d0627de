"""How far two texts report the same, 0 to 1: words, names, headline and figures; with an encoder also what the texts mean.

The encoder is optional and asked for one text at a time, so that a score never depends on its neighbours.
"""

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from headwater import lexicon
from headwater.language import Encoder, identify
from headwater.relate.profiles import WORD, Profile, Weights, stem

SHARP_SHARE = 0.5  # weight of names and numbers beside all content words
NAMES_AT_MOST = 3.0  # shared names count at most so many times as much as shared words: two reports from one town are not one story
SHORT = 240  # code points up to which a text is a headline or a message: it has no body that its first words stand for
HEAD_WORDS = 24  # words of a headline at most; of a text without lines its first words
READ = 3_000  # code points of a report that the words are taken from
MEANT = 1_500  # code points that the encoder is given; it reads some 250 pieces of them
OTHER_FIGURES = 0.16  # taken from the score of two headlines whose figures all differ ("6.8 quake", "6.3 quake")
OTHER_DATE = 0.3  # taken further where the headlines themselves are dated otherwise: forecasts, rates, results of another day
OTHER_DAYS = 0.2  # taken from the score of two reports whose openings name days of a month and none in common

# Words, headlines in the other body, headlines, names: chosen on half of the news and event pairs among 300 weightings, most of
# which are as good; then a logistic curve through the point at which two reports are as likely of one event as not.
WORDS_ALONE: Final = (0.14, 0.58, 0.14, 0.14)
LESSER_HEAD = 0.85  # weight of the headline that stands less in the other report: a follow-up quotes the old headline, not the other way
MIDDLE_WORDS, MIDDLE_INFLECTED = 0.5, 0.355  # languages rich in endings share fewer stems
MEANING_SHARE = 0.7  # of the encoder's cosine beside the words (news pairs r .85 from .5 to .9, .79 without it)
MIDDLE_BOTH, STEEP = 0.69, 5.0
HEADLINE_MEANING, HEADLINE_WORDS, HEADLINE_LEVEL = 0.84, 0.2, -0.15  # least squares on the ratings of 750 headlines (r .83)
BARE_WORDS, BARE_LEVEL = 0.85, 0.05  # the same without an encoder (r .74)


class Told(msgspec.Struct, frozen=True):
    """What two texts are compared by: stems with counts, those of the headline, names and numbers, figures, days named early, and in the headline."""

    text: str
    language: str
    words: Counter[str]
    head: Counter[str]
    names: Counter[str]
    figures: frozenset[str]
    days: frozenset[str]
    dated: frozenset[str]


def similarity(a: str, b: str, *, encoder: Encoder | None = None) -> float:
    """The score, 0 to 1, that two texts report the same; from .5 on more likely than not. Symmetric."""
    first, second = told(a), told(b)
    if not first.words or not second.words:
        return 0.0
    if _same_words(a, b):
        return 1.0
    meaning = _meaning(first, second, encoder)
    if min(len(a), len(b)) <= SHORT:
        return _headlines(first, second, meaning)
    return _reports(first, second, meaning)


def _same_words(a: str, b: str) -> bool:
    return [m.group().lower() for m in WORD.finditer(a)] == [m.group().lower() for m in WORD.finditer(b)]


def _headlines(a: Told, b: Told, meaning: float | None) -> float:
    shared = _cosine(a.words, b.words)
    score = BARE_LEVEL + BARE_WORDS * shared if meaning is None else HEADLINE_LEVEL + HEADLINE_MEANING * meaning + HEADLINE_WORDS * shared
    return min(1.0, max(0.0, score - OTHER_FIGURES * _apart(a.figures, b.figures)))


def _reports(a: Told, b: Told, meaning: float | None) -> float:
    parts = (_plain_cosine(a.words, b.words), _headed(a, b), _cosine(a.head, b.head), _cosine(a.names, b.names))
    raw = sum(weight * part for weight, part in zip(WORDS_ALONE, parts, strict=True))
    middle = MIDDLE_WORDS if a.language == b.language == "en" else MIDDLE_INFLECTED
    if meaning is not None:
        raw, middle = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * raw, MIDDLE_BOTH
    raw -= OTHER_DAYS * _apart(a.days, b.days) + OTHER_DATE * _apart(a.dated, b.dated)
    return 1 / (1 + math.exp(-STEEP * (raw - middle)))


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _headed(a: Told, b: Told) -> float:
    """How much of each headline stands in the other report, the lesser counting most."""
    one, other = sorted((_inside(a.head, b.words), _inside(b.head, a.words)))
    return LESSER_HEAD * one + (1 - LESSER_HEAD) * other


def _inside(head: Counter[str], words: Counter[str]) -> float:
    return sum(stem_ in words for stem_ in head) / len(head) if head else 0.0


def _meaning(a: Told, b: Told, encoder: Encoder | None) -> float | None:
    """The cosine of the two openings; None where there is no encoder that reads both languages."""
    if encoder is None or not all(reads(encoder, one.language) for one in (a, b)):
        return None
    return float(encoder.encode([a.text[:MEANT]])[0] @ encoder.encode([b.text[:MEANT]])[0])


def reads(encoder: Encoder, language: str) -> bool:
    """Whether an encoder reads a language: the shipped ones English alone, a user's own whatever it was taken for."""
    return language == "en" or encoder.name.startswith("folder@")


@functools.lru_cache(maxsize=512)
def told(text: str) -> Told:
    """What a text tells, for comparison."""
    language = _language(text)
    found = list(WORD.finditer(text[:READ]))
    head = _head(text, found)
    return Told(
        text, language, _stems(found, language), _stems(head, language), _names(text, found, language),
        frozenset(m.group() for m in head if m.group()[0].isdigit()), _days(found), _days(head),
    )  # fmt: skip


def _language(text: str) -> str:
    if text.isascii() and len(text) <= SHORT:
        return "en"
    return identify(text).language


def _head(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The words of the first line that has any."""
    if not found:
        return []
    end = text.find("\n", found[0].start())
    return [m for m in found if end < 0 or m.start() < end][:HEAD_WORDS]


def _stems(found: Sequence[re.Match[str]], language: str) -> Counter[str]:
    return Counter(s for m in found if (s := _stem(m.group(), language)))


def _stem(word: str, language: str) -> str | None:
    return stem(word.lower().replace("’", "'").removesuffix("'s"), language)


SENTENCE_END = frozenset((*".!?\n\"“«”»", ""))


def _names(text: str, found: Sequence[re.Match[str]], language: str) -> Counter[str]:
    """Stems with a capital inside a sentence, and numbers."""
    out: Counter[str] = Counter()
    for m in found:
        word, before = m.group(), text[max(0, m.start() - 3) : m.start()].rstrip(" ")[-1:]
        if (word[0].isdigit() or (word[0].isupper() and before not in SENTENCE_END)) and (stem_ := _stem(word, language)):
            out[stem_] += 1
    return out


@functools.cache
def _months() -> dict[str, str]:
    english = {word: number for word, number in lexicon.mapping("months").items() if number.isdigit()}
    return english | lexicon.mapping("months_cyrillic")


def _days(found: Sequence[re.Match[str]]) -> frozenset[str]:
    """Days named in the opening, as day and number of the month ("8 ноября", "November 8": 8.11)."""
    opening = [m.group().lower() for m in found[: 4 * HEAD_WORDS]]
    out: set[str] = set()
    for at, word in enumerate(opening):
        if word in _months():
            near = [day for day in opening[max(0, at - 1) : at] + opening[at + 1 : at + 2] if day.isdigit() and len(day) <= 2]
            out.update(f"{int(day)}.{_months()[word]}" for day in near[:1])
    return frozenset(out)


def pile_similarities(profiles: Sequence[Profile], weights: Weights) -> dict[tuple[str, str], float]:
    """How far each two reports of a pile tell the same story, 0 to 1, by their ids in the order of the pile.

    Words of few reports count most (inverse document frequency), names and numbers as much as all words
    together. Pairs without a common word are left out; an inverted index spares looking at them.
    """
    words, names = (_near(profiles, bags, weights) for bags in ([one.stems for one in profiles], [_sharp(one) for one in profiles]))
    return {pair: (1 - SHARP_SHARE) * value + SHARP_SHARE * min(names.get(pair, 0.0), NAMES_AT_MOST * value) for pair, value in words.items()}


def _near(profiles: Sequence[Profile], bags: Sequence[Counter[str]], weights: Weights) -> dict[tuple[str, str], float]:
    vectors = [_unit({stem_: _damped(n) * weights.rarity(stem_) for stem_, n in bag.items()}) for bag in bags]
    return {(profiles[other].doc, profiles[at].doc): dot for at, other, dot in _products(vectors)}


def _products(vectors: Sequence[dict[str, float]]) -> Iterator[tuple[int, int, float]]:
    """Each two vectors that share a word, later and earlier place, with their dot product."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        dots: dict[int, float] = defaultdict(float)
        for stem_ in sorted(vector):
            for other, value in holders[stem_]:
                dots[other] += value * vector[stem_]
            holders[stem_].append((at, vector[stem_]))
        yield from ((at, other, dot) for other, dot in dots.items())


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for _, value in sorted(vector.items())))
    return {stem_: value / length for stem_, value in vector.items()} if length else {}


def _sharp(one: Profile) -> Counter[str]:
    return Counter(stem_ for sentence in one.sentences for stem_ in sentence.sharp)


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    return _plain_cosine({s: _damped(n) for s, n in a.items()}, {s: _damped(n) for s, n in b.items()})


def _plain_cosine(a: dict[str, float] | Counter[str], b: dict[str, float] | Counter[str]) -> float:
    if not a or not b:
        return 0.0
    dot = sum(a[stem_] * b[stem_] for stem_ in sorted(a.keys() & b.keys()))
    return dot / math.sqrt(sum(n * n for _, n in sorted(a.items())) * sum(n * n for _, n in sorted(b.items())))


def _damped(count: int) -> float:
    return 1 + math.log(count)
