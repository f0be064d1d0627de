"""The trained English model: sentences of words in; tags, lemmas, trees and names out.

Batches are made within one text: eight-bit results depend a little on their neighbours, and a document must read the
same whatever is read beside it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.language.lemma import lemmatise
from headwater.language.names import best_path, log_softmax
from headwater.language.parsed import Engine
from headwater.language.pieces import CLS, SEP, Piece, Pieces
from headwater.language.trees import choose_heads
from headwater.language.weights import checked, embed, read_json, session

Extent = tuple[int, int]
Array = NDArray[Any]

MAX_WORDS: Final = 160
"""Longest stretch of words read at once; longer sentences are read in stretches and joined."""
MAX_STRETCH_PIECES: Final = 480
"""The encoder knows 512 positions."""
BATCH_PIECES: Final = 640
"""Padded pieces a batch: what stays in the cache of one core (measured: 640 is faster than 1,600)."""
BREAKS: Final = frozenset({";", ":", ",", ".", "|", "-", "–", "—", "?", "!"})


class Tags(NamedTuple):
    """What the model says of the words of a text; heads -1 at roots, name tags as numbers of `NAME_TAGS`."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    heads: Array
    deprel: list[str]
    names: Array
    name_scores: Array


class Stretch(NamedTuple):
    """Words read at once: a sentence, or a part of a very long one."""

    start: int
    end: int
    pieces: int


class Model:
    """One engine, loaded once: `tag` reads the words of one text."""

    def __init__(self, engine: Engine) -> None:
        self._pieces = Pieces(checked("tokenizer.json"))
        self._labels: dict[str, list[str]] = read_json("labels.json")
        self._session = session(checked(f"{engine}.onnx"))
        self._relations = session(checked(f"{engine}-relations.onnx"))
        self._bias = np.asarray(read_json("names.json")[engine], np.float32)

    def tag(self, forms: Sequence[str], sentences: Sequence[Extent]) -> Tags:
        """Return tags of all words; `sentences` are half-open ranges that cover the words in order."""
        known = self._pieces(forms)
        stretches = list(_stretches(forms, known, sentences))
        n = len(forms)
        found = {task: np.zeros(n, np.int64) for task in ("upos", "xpos", "feats", "lemma", "deprel", "names")}
        heads, scores = np.full(n, -1, np.int64), np.zeros(n, np.float32)
        for batch in _batches(stretches):
            self._read(batch, known, found, heads, scores)
        _join(stretches, sentences, heads, found["deprel"], self._labels["deprel"])
        words = {task: [self._labels[task][i] for i in found[task].tolist()] for task in ("upos", "xpos", "feats", "deprel")}
        rules = [self._labels["lemma"][i] for i in found["lemma"].tolist()]
        lemma = [lemmatise(f, u, x, r) for f, u, x, r in zip(forms, words["upos"], words["xpos"], rules, strict=True)]
        return Tags(words["upos"], words["xpos"], words["feats"], lemma, heads, words["deprel"], found["names"], scores)

    def _read(self, batch: list[Stretch], known: list[Piece], found: dict[str, Array], heads: Array, scores: Array) -> None:
        """Read one batch and write what it says to the arrays of the whole text."""
        inputs, lengths = _arrays(batch, known)
        *tags, names, arcs, dep, head = self._session.run(None, inputs)
        chosen = choose_heads(arcs, lengths)
        labels = self._relations.run(None, {"dep": dep, "head": head, "heads": chosen})[0]
        odds = log_softmax(names + self._bias)
        path = best_path(odds, lengths)
        sure = np.exp(np.take_along_axis(odds, path[..., None], -1))[..., 0]
        for row, s in enumerate(batch):
            n, here = s.end - s.start, slice(s.start, s.end)
            for task, values in zip(("upos", "xpos", "feats", "lemma"), tags, strict=True):
                found[task][here] = values[row, :n]
            found["deprel"][here], found["names"][here], scores[here] = labels[row, :n], path[row, :n], sure[row, :n]
            heads[here] = np.where(chosen[row, :n] == 0, -1, chosen[row, :n] - 1 + s.start)


@lru_cache(maxsize=2)
def load(engine: Engine) -> Model:
    """Return the model of an engine; each is loaded once a process."""
    return Model(engine)


def _stretches(forms: Sequence[str], known: Sequence[Piece], sentences: Sequence[Extent]) -> Iterator[Stretch]:
    """Yield the sentences, very long ones in parts, cut after a mark where there is one."""
    for start, end in sentences:
        while start < end:
            stop, pieces, mark = start, 0, 0
            while stop < end and stop - start < MAX_WORDS and pieces + len(known[stop][0]) <= MAX_STRETCH_PIECES:
                pieces += len(known[stop][0])
                stop += 1
                if forms[stop - 1] in BREAKS and stop - start > MAX_WORDS // 2:
                    mark = stop
            if stop < end and mark:
                pieces -= sum(len(known[i][0]) for i in range(mark, stop))
                stop = mark
            yield Stretch(start, stop, pieces + 2)
            start = stop


def _batches(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield stretches of like length together."""
    group: list[Stretch] = []
    for s in sorted(stretches, key=lambda s: (s.pieces, s.start)):
        if group and s.pieces * (len(group) + 1) > BATCH_PIECES:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def _arrays(batch: list[Stretch], known: Sequence[Piece]) -> tuple[dict[str, Array], Array]:
    """Return the inputs of the network for a batch, and how many words each stretch has."""
    b, n, w = len(batch), max(s.pieces for s in batch), max(s.end - s.start for s in batch)
    ids, case, mask = np.zeros((b, n), np.int64), np.zeros((b, n), np.int64), np.zeros((b, n), np.float32)
    first, last = np.zeros((b, w), np.int64), np.zeros((b, w), np.int64)
    for row, s in enumerate(batch):
        words = known[s.start : s.end]
        sizes = np.fromiter((len(p) for p, _ in words), np.int64, len(words))
        ends = sizes.cumsum()
        ids[row, 0], ids[row, s.pieces - 1] = CLS, SEP
        ids[row, 1 : s.pieces - 1] = np.fromiter(chain.from_iterable(p for p, _ in words), np.int64, s.pieces - 2)
        case[row, 1 : s.pieces - 1] = np.repeat(np.fromiter((c for _, c in words), np.int64, len(words)), sizes)
        mask[row, : s.pieces] = 1
        first[row, : len(words)], last[row, : len(words)] = ends - sizes + 1, ends
    lengths = np.array([s.end - s.start for s in batch], np.int64)
    return {"embeds": embed(ids), "case": case, "mask": mask, "first": first, "last": last}, lengths


def _join(stretches: Sequence[Stretch], sentences: Sequence[Extent], heads: Array, deprel: Array, labels: list[str]) -> None:
    """Hang the root of each further part of a very long sentence on the root of its first part, as parataxis."""
    if len(stretches) == len(sentences):
        return
    side = labels.index("parataxis")
    parts = iter(stretches)
    for start, end in sentences:
        top = -1
        while start < end:
            part = next(parts)
            root = part.start + int(np.flatnonzero(heads[part.start : part.end] == -1)[0])
            if top < 0:
                top = root
            else:
                heads[root], deprel[root] = top, side
            start = part.end
