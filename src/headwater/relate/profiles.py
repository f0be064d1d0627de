"""What a comparison needs to know of one report: its body words with places, its sentences as stems, its quotations."""

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence

import msgspec
import Stemmer

from headwater import lexicon
from headwater.records import Annotations, Document
from headwater.relate.derivation_words import without_links
from headwater.text import Span

SEED = 5  # words in a row that must be equal; shorter runs are set phrases
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STEMMED = {
    "en": "english",
    "ru": "russian",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "tr": "turkish",
}


class Word(msgspec.Struct, frozen=True, gc=False):
    """A body word: place and folded form."""

    start: int
    end: int
    form: str


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A body sentence: place and the weights-free bag of its content stems; `sharp` are names and numbers."""

    start: int
    end: int
    stems: frozenset[str]
    sharp: frozenset[str]


class Profile(msgspec.Struct, frozen=True):
    """One report made ready for comparison: `quotes` are the places of direct quotations, `quoted` of all words inside
    marks; `seeds` lead from runs of `SEED` words to their places, `holders` from stems to the sentences that have them;
    `content` is the whole text, for an encoder; `spoken` the stems of the sentences that each of `quotes` stands in."""

    doc: str
    language: str | None
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...]
    body: int
    seeds: dict[int, list[int]]
    holders: dict[str, list[int]]
    content: str = ""
    spoken: tuple[Sentence, ...] = ()

    @property
    def stems(self) -> Counter[str]:
        """All content stems of the body with their counts."""
        return Counter(stem for sentence in self.sentences for stem in sentence.stems)


def profile(document: Document, annotations: Annotations) -> Profile:
    """The profile of a document from its annotations: its sentences are the body, furniture and links are left out."""
    language, said = document.language or "en", without_links(document.text)
    body = [span for span in annotations.sentences if WORD.search(said, span.start, span.end)]
    sentences = tuple(sentence_of(said, span, language) for span in body)
    words = tuple(word for span in body for word in words_of(said, span.start, span.end))
    quotes = tuple((part.start, part.end) for s in annotations.statements if s.kind == "direct" and not s.parent for part in s.content)
    quoted = tuple((part.start, part.end) for part in annotations.quotations)
    return _profile(document.id, document.language, words, sentences, quotes, quoted, said)


def _profile(
    id: str,
    language: str | None,
    words: tuple[Word, ...],
    sentences: tuple[Sentence, ...],
    quotes: tuple[tuple[int, int], ...] = (),
    quoted: tuple[tuple[int, int], ...] = (),
    content: str = "",
) -> Profile:
    body = sum(word.end - word.start for word in words)
    return Profile(id, language, words, sentences, quotes, quoted, body, _seeds(words), _holders(sentences), content, tuple(_spoken(sentences, place) for place in quotes))


def _spoken(sentences: Sequence[Sentence], place: tuple[int, int]) -> Sentence:
    """The sentences that a place stands in, taken together."""
    inside = [s for s in sentences if s.start < place[1] and place[0] < s.end]
    return Sentence(*place, frozenset().union(*(s.stems for s in inside)), frozenset().union(*(s.sharp for s in inside)))


def _seeds(words: Sequence[Word]) -> dict[int, list[int]]:
    """Hashes of all runs of `SEED` words to where they begin; equal hashes are verified word by word later."""
    places: dict[int, list[int]] = {}
    forms = [word.form for word in words]
    for at in range(len(forms) - SEED + 1):
        places.setdefault(hash(tuple(forms[at : at + SEED])), []).append(at)
    return places


def _holders(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        for stem_ in sentence.stems:
            places.setdefault(stem_, []).append(at)
    return places


def in_order(a: Profile, b: Profile) -> bool:
    """Whether two reports stand in the order in which pairs are compared: by their words, so that the order of a pile changes nothing."""
    return (a.body, a.content, a.doc) <= (b.body, b.content, b.doc)


SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def plain_profile(id: str, content: str, language: str | None) -> Profile:
    """The profile of a bare text, all of it body, cut into sentences by marks alone."""
    sentences = tuple(sentence_of(content, Span(id, *m.span()), language or "en") for m in SENTENCE.finditer(content) if m.group().strip())
    return _profile(id, language, tuple(words_of(content, 0, len(content))), sentences)


def words_of(content: str, start: int, end: int) -> list[Word]:
    """The words of `content[start:end]`, folded to lower case with plain apostrophes."""
    return [Word(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in WORD.finditer(content, start, end)]


def sentence_of(content: str, span: Span, language: str) -> Sentence:
    """The stems of `content[span]`, those with a capital behind its first word and numbers apart."""
    found = list(WORD.finditer(content, span.start, span.end))
    stems, sharp = set(), set()
    for at, match in enumerate(found):
        word = match.group()
        stem_ = stem(word.lower().replace("’", "'").removesuffix("'s"), language)
        if stem_ is None:
            continue
        stems.add(stem_)
        if word[0].isdigit() or (at > 0 and word[0].isupper()):
            sharp.add(stem_)
    return Sentence(span.start, span.end, frozenset(stems), frozenset(sharp))


def _function_words(language: str) -> frozenset[str]:
    if language in ("ru", "uk"):
        return lexicon.entries("stopwords_cyrillic")
    return lexicon.entries("stopwords") if language == "en" else frozenset()


@functools.cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(STEMMED[language]) if language in STEMMED else None


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str | None:
    """The stem of a folded word (Snowball), or None for a function word."""
    if word in _function_words(language):
        return None
    if len(word) < 2 and not word.isdigit():
        return None
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer else word


class Weights(msgspec.Struct, frozen=True):
    """How telling a stem is in a pile: high for stems in few reports (inverse document frequency).

    Whole numbers, so that sums do not depend on the order of their parts.
    """

    total: int
    counts: dict[str, int]
    thousandths: dict[str, int]

    def of(self, stem_: str) -> int:
        """Weight in thousandths: from about 300 (in every report) to 1000 (in none)."""
        return self.thousandths.get(stem_, 1000)

    def rarity(self, stem_: str) -> float:
        """Inverse document frequency in the pile, log(1 + N / n)."""
        return math.log(1 + self.total / max(1, self.counts.get(stem_, 0)))


def weights(profiles: Sequence[Profile]) -> Weights:
    """Document frequencies of all stems of a pile."""
    counts: Counter[str] = Counter()
    for one in profiles:
        counts.update(one.stems.keys())
    half = 2.0 + 0.1 * len(profiles)  # so many reports halve the weight of a stem
    return Weights(len(profiles), dict(counts), {stem_: round(1000 / (1.0 + n / half)) for stem_, n in counts.items()})
