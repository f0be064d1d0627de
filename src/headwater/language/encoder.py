"""Sentence vectors: what "means about the same" is measured with. Every stage that takes an encoder works without one, worse."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from headwater.errors import WrongUse
from headwater.language.foreign import ForeignPieces
from headwater.language.weights import checked, embed, session, version
from headwater.language.wordpiece import WordPieces, is_wordpiece

Vectors = NDArray[np.float32]
LONGEST: Final = 256
"""Pieces of a text that are read; the rest is cut off."""
BATCH_PIECES: Final = 2_048


class Encoder(Protocol):
    """Texts in, unit vectors out: the dot product of two is their cosine."""

    @property
    def name(self) -> str:
        """Which model this is: vectors of different names must not be compared."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), width); an empty text gives the zero vector."""
        ...


class SentenceEncoder:
    """all-MiniLM-L6-v2 in eight bits (384 wide), about 300 sentences a second on a core. Shipped."""

    def __init__(self) -> None:
        self._tokenizer = _tokenizer(checked("tokenizer.json"))
        self._session = session(checked("encoder.onnx"))

    @property
    def name(self) -> str:
        """Name and version."""
        return f"sentence@{version()}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (n, 384)."""
        out = np.zeros((len(texts), 384), np.float32)
        for rows, ids, mask in _batches(self._tokenizer, texts):
            out[rows] = self._session.run(None, {"embeds": embed(ids), "mask": mask})[0]
        return _unit(out)


class StaticEncoder:
    """One vector a piece, averaged (256 wide), distilled from the sentence encoder: tens of thousands of texts a second. Shipped."""

    def __init__(self) -> None:
        self._tokenizer = _tokenizer(checked("tokenizer.json"))
        self._codes: NDArray[np.int8] = np.load(checked("static.npy"), mmap_mode="r", allow_pickle=False)
        self._scale: Vectors = np.load(checked("static-scale.npy"), allow_pickle=False)

    @property
    def name(self) -> str:
        """Name and version."""
        return f"static@{version()}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (n, 256)."""
        out = np.zeros((len(texts), self._codes.shape[1]), np.float32)
        for row, text in enumerate(texts):
            ids = self._tokenizer.ids(_safe(text))[:LONGEST]
            if ids:
                out[row] = self._scale[ids] @ self._codes[ids]
        return _unit(out)


class FolderEncoder:
    """A user's own model: a folder with `model.onnx` and `tokenizer.json` as sentence-transformers exports them; mean pooling."""

    def __init__(self, folder: Path) -> None:
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise WrongUse(f"{folder} holds no {name}")
        self._folder = folder
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self._session = session(folder / "model.onnx")
        self._inputs = {i.name for i in self._session.get_inputs()}

    @property
    def name(self) -> str:
        """The folder's name."""
        return f"folder@{self._folder.resolve().name}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        rows_of: list[tuple[list[int], Vectors]] = []
        for rows, ids, mask in _batches(self._tokenizer, texts):
            given = {"input_ids": ids, "attention_mask": mask.astype(np.int64), "token_type_ids": np.zeros_like(ids)}
            states = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})[0]
            rows_of.append((rows, states if states.ndim == 2 else _mean(states, mask)))
        width = rows_of[0][1].shape[1] if rows_of else 0
        out = np.zeros((len(texts), width), np.float32)
        for rows, vectors in rows_of:
            out[rows] = vectors
        return _unit(out)


@lru_cache(maxsize=1)
def sentence_encoder() -> Encoder:
    """Return the shipped sentence encoder, loaded once a process."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def static_encoder() -> Encoder:
    """Return the shipped static encoder, loaded once a process: for finding candidates, not for the last word."""
    return StaticEncoder()


@lru_cache(maxsize=4)
def folder_encoder(folder: Path) -> Encoder:
    """Return the encoder in a user's folder; raise `WrongUse` where it holds none."""
    return FolderEncoder(folder)


def _tokenizer(path: Path) -> WordPieces | ForeignPieces:
    told = json.loads(path.read_text(encoding="utf-8"))
    return WordPieces(path) if is_wordpiece(told) else ForeignPieces(path)


def _safe(text: str) -> str:
    return text[: 12 * LONGEST].encode("utf-8", "replace").decode("utf-8")


def _batches(tokenizer: WordPieces | ForeignPieces, texts: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.int64], Vectors]]:
    """Yield (rows, ids, mask) of texts of like length; texts without a word are left out."""
    before, after = tokenizer.ends()
    room = LONGEST - len(before) - len(after)
    pieces = [tokenizer.ids(_safe(text))[:room] for text in texts]
    coded = [[*before, *ids, *after] for ids in pieces]
    order = sorted((i for i, ids in enumerate(pieces) if ids), key=lambda i: (len(coded[i]), i))
    while order:
        size = 1
        while size < len(order) and len(coded[order[size]]) * (size + 1) <= BATCH_PIECES:
            size += 1
        rows, order = order[:size], order[size:]
        width = len(coded[rows[-1]])
        ids, mask = np.zeros((size, width), np.int64), np.zeros((size, width), np.float32)
        for row, i in enumerate(rows):
            ids[row, : len(coded[i])], mask[row, : len(coded[i])] = coded[i], 1
        yield rows, ids, mask


def _mean(states: Vectors, mask: Vectors) -> Vectors:
    pooled: Vectors = (states * mask[..., None]).sum(1) / np.maximum(mask.sum(1, keepdims=True), 1)
    return pooled


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Vectors = (vectors / np.where(length == 0, 1, length)).astype(np.float32)
    return result
