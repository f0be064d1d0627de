"""`parse`: a text in, everything the model sees in it out."""

from collections.abc import Sequence

import numpy as np

from headwater.language import russian
from headwater.language.boundaries import Extent, find_sentences, find_words
from headwater.language.edges import Words, mended
from headwater.language.languages import identify
from headwater.language.model import load
from headwater.language.names import agree, find_names
from headwater.language.parsed import Engine, Ints, Parse
from headwater.language.weights import read_json, version


def parse(text: str, *, engine: Engine = "accurate", language: str | None = None) -> Parse:
    """Read a text: words, sentences, tags, lemmas, trees and names, with exact code-point offsets.

    `language` is an ISO 639-1 code; where it is not given it is identified. English is read in full by the shipped
    model; Russian where the extra `ru` is installed; of any other language words and sentences alone are found, and
    `read_as` says so. `engine` chooses between accuracy and speed; it makes no difference for other languages.
    """
    tongue = identify(text).language if language is None else language
    if tongue == "ru" and russian.AVAILABLE:
        return russian.parse(text)
    words = find_words(text)
    sentences = find_sentences(text, words, read_json("boundaries.json"))
    return read_words(text, words, sentences, engine=engine, language=tongue)


def read_words(
    text: str, words: Sequence[Extent], sentences: Sequence[Extent], *, engine: Engine = "accurate", language: str = "en"
) -> Parse:
    """Read a text whose words and sentences are given, as extents in code points and ranges of words."""
    forms = tuple(text[a:z] for a, z in words)
    start, end = _column(words, 0), _column(words, 1)
    ranges = np.asarray(sentences, np.int32).reshape(-1, 2)
    if language != "en" or not words:
        empty, none = ("",) * len(forms), np.full(len(forms), -1, np.int32)
        return Parse(text, language, "boundaries", "boundaries", ranges, start, end, forms, empty, empty, empty, empty, none, empty, ())
    tags = load(engine).tag(forms, sentences)
    found = mended(find_names(text, start, end, forms, tags.upos, tags.names, tags.name_scores), Words(text, start, end, forms, tags.upos))
    names = agree(text, start, end, forms, tags.upos, found)
    upos, xpos, feats, lemma = tuple(tags.upos), tuple(tags.xpos), tuple(tags.feats), tuple(tags.lemma)
    model, heads = f"{engine}@{version()}", tags.heads.astype(np.int32)
    return Parse(text, language, model, "full", ranges, start, end, forms, upos, xpos, feats, lemma, heads, tuple(tags.deprel), names)


def _column(words: Sequence[Extent], side: int) -> Ints:
    return np.fromiter((w[side] for w in words), np.int32, len(words))
