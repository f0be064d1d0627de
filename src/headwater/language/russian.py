"""Russian through natasha, where it is installed (`headwater[ru]`): the one module that imports it.

natasha 1.6 asks for pymorphy2, which imports `pkg_resources`, which newer setuptools no longer have. pymorphy3 offers the
same and needs none of it, so it stands in under that name while natasha is imported, and only then.
"""

import importlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from headwater.language.boundaries import Extent, paragraphs
from headwater.language.parsed import Kind, Name, Parse

AVAILABLE: Final = find_spec("natasha") is not None and find_spec("pymorphy3") is not None
KINDS: Final[dict[str, Kind]] = {"PER": "person", "ORG": "organization", "LOC": "place"}


class Chain:
    """natasha's models, loaded once a process."""

    def __init__(self) -> None:
        natasha = _import_natasha()
        embedding = natasha.NewsEmbedding()
        self._doc = natasha.Doc
        self._segmenter = natasha.Segmenter()
        self._morph = natasha.NewsMorphTagger(embedding)
        self._syntax = natasha.NewsSyntaxParser(embedding)
        self._names = natasha.NewsNERTagger(embedding)
        self._vocabulary = natasha.MorphVocab()

    def read(self, text: str) -> Any:
        """Return natasha's document of one paragraph."""
        doc = self._doc(text)
        doc.segment(self._segmenter)
        doc.tag_morph(self._morph)
        doc.parse_syntax(self._syntax)
        doc.tag_ner(self._names)
        for token in doc.tokens:
            token.lemmatize(self._vocabulary)
        return doc


def _import_natasha() -> Any:
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "pymorphy2"}
    sys.modules["pymorphy2"] = importlib.import_module("pymorphy3")
    try:
        return importlib.import_module("natasha")
    finally:
        for name in [n for n in sys.modules if n.split(".")[0] == "pymorphy2"]:
            del sys.modules[name]
        sys.modules.update(kept)


@lru_cache(maxsize=1)
def load() -> Chain:
    """Return the chain of models, loaded once a process."""
    return Chain()


def parse(text: str) -> Parse:
    """Read a Russian text in full: words, sentences, tags, lemmas, trees and names of three kinds."""
    rows: list[tuple[int, int, str, str, str, str, int]] = []
    sentences: list[Extent] = []
    names: list[Name] = []
    for start, end in paragraphs(text):
        _read_paragraph(text[start:end], start, rows, sentences, names)
    upos, feats, lemma, deprel = (tuple(str(r[i]) for r in rows) for i in range(2, 6))
    forms = tuple(text[r[0] : r[1]] for r in rows)
    begin, stop, heads = (np.array([r[i] for r in rows], np.int32) for i in (0, 1, 6))
    ranges = np.array(sentences, np.int32).reshape(-1, 2)
    model = f"natasha@{installed('natasha')}"
    return Parse(text, "ru", model, "full", ranges, begin, stop, forms, upos, ("",) * len(rows), feats, lemma, heads, deprel, tuple(names))


def _read_paragraph(text: str, offset: int, rows: list[Any], sentences: list[Extent], names: list[Name]) -> None:
    """Read one paragraph and append what is in it, in offsets of the whole text."""
    doc = load().read(text)
    for sentence in doc.sents or ():
        first = len(rows)
        tokens = list(sentence.tokens or ())
        if not tokens:
            continue
        places = {token.id: first + i for i, token in enumerate(tokens)}
        heads = _tree([places.get(t.head_id, -1) if t.head_id != t.id else -1 for t in tokens], first)
        for token, head in zip(tokens, heads, strict=True):
            feats = "|".join(f"{k}={v}" for k, v in sorted((token.feats or {}).items())) or "_"
            rel = "root" if head < 0 else (token.rel or "dep") if token.rel != "root" else "parataxis"
            rows.append((offset + token.start, offset + token.stop, token.pos or "X", feats, _lemma(token), rel, head))
        sentences.append((first, len(rows)))
        names.extend(_names(rows, first, offset, sentence))


def _lemma(token: Any) -> str:
    """Return the lemma; pymorphy writes it small, a proper noun keeps its capital."""
    lemma = str(token.lemma or token.text)
    return lemma[:1].upper() + lemma[1:] if token.pos == "PROPN" and token.text[:1].isupper() else lemma


def _names(rows: list[Any], first: int, offset: int, sentence: Any) -> Iterator[Name]:
    """Yield the names of a sentence; natasha gives no score."""
    for span in sentence.spans or ():
        start, end = offset + span.start, offset + span.stop
        inside = [i for i in range(first, len(rows)) if rows[i][0] < end and rows[i][1] > start]
        if inside and span.type in KINDS:
            yield Name(inside[0], inside[-1] + 1, start, end, KINDS[span.type], 1.0)


def _tree(heads: list[int], first: int) -> list[int]:
    """Return heads that make a tree: one root, and whatever does not hang on it is hung there."""
    root = next((i for i, h in enumerate(heads) if h < 0), 0)
    out = [first + root if h < 0 and i != root else h for i, h in enumerate(heads)]
    out[root] = -1
    for i in range(len(out)):
        seen, here = set(), i
        while here != root and here not in seen:
            seen.add(here)
            here = out[here] - first
        if here != root:
            out[here] = first + root
    return out
