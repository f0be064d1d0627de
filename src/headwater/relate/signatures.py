"""Texts to signatures: hashes of word runs, and the sample of them that finds candidates.

The sample keeps the hashes under a threshold (FracMinHash: Irber et al. 2022), so that the number of sampled runs two
texts share grows with what they share and not with how long the longer one is. The signatures of MinHash (Broder 1997)
estimate resemblance, and miss the short text that stands inside a long one: docs/provenance.md has both.
"""

import functools
import re
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from headwater import lexicon

RUN = 4  # words a run; of five fewer survive broken characters, of three more are set phrases
MASK = 0xFFFFFFFF
SAMPLE = 16  # one run in so many is sampled from a long text
THIN = MASK // SAMPLE  # hashes under it are sampled from every text
SHORT = ((150, 4), (400, 8))  # texts up to so many words are sampled more densely; the denser sample holds the thinner one
FEWEST = 4  # runs sampled from any text, if it has as many
LINE = 8  # words of a line that is prose; shorter ones are navigation, bylines, captions
LEAST_PROSE = 20  # words of prose without which the short lines are read too
APPEAL = 0.14  # share of `page_words` from which a line is the page's word to its reader: of lines of reports 1 in 500 has it
BLANK = 32
MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93))
FINAL = np.uint64(0xFF51AFD7ED558CCD)
HALF = np.uint64(32)
MOST = 63  # places in a word that are told apart; further ones are counted round
PLACES = np.array([(0x9E3779B97F4A7C15 * (2 * at + 1) ** 3 | 1) & 0xFFFFFFFFFFFFFFFF for at in range(MOST + 1)], np.uint64)

Runs = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

_SPACES = bytes(byte if byte > 127 or byte == 10 or chr(byte).isalnum() else BLANK for byte in range(256))
_MARKS = re.compile("[‘’“”„«»–—…·•\u00a0\u2009\u200b]+")


class Signature(msgspec.Struct, frozen=True, gc=False):
    """One text: the hashes of its runs in order of place, of these the sampled ones (each once)."""

    runs: Runs
    sample: tuple[int, ...]
    words: int


def sign(text: str) -> Signature:
    """The signature of a text: its lines of prose (short lines too where there is little prose), folded to lower case."""
    hashes = _body(_words(text))
    runs = _runs(hashes)
    step = next((step for most, step in SHORT if len(hashes) <= most), SAMPLE)
    kept = np.unique(runs[runs < MASK // step])
    if len(kept) < FEWEST:  # the lowest hashes are sampled in any case
        kept = np.unique(runs)[:FEWEST]
    return Signature(runs, tuple(kept.tolist()), len(hashes))


def sign_all(texts: Sequence[str]) -> list[Signature]:
    """Many signatures, for a worker."""
    return [sign(text) for text in texts]


def _body(hashes: Hashes) -> Hashes:
    """The words of lines that are prose and are not said to the reader by the page."""
    breaks = hashes == _line_break()
    line = np.cumsum(breaks)[~breaks]
    words: Hashes = hashes[~breaks]
    if not len(words):
        return words
    sizes = np.bincount(line)
    spoken = np.bincount(line, weights=np.isin(words, _page_words())) < APPEAL * sizes
    body = spoken & (sizes >= LINE)
    chosen = body if sizes[body].sum() >= LEAST_PROSE else spoken
    if sizes[chosen].sum() <= sizes[~spoken].sum():  # a page that came without its report
        chosen[:] = False
    kept: Hashes = words[chosen[line]]
    return kept


@functools.cache
def _line_break() -> np.uint64:
    return np.uint64(_words("\n")[0])


@functools.cache
def _page_words() -> Hashes:
    return np.unique(_words(" ".join(sorted(lexicon.entries("page_words")))))


def _words(text: str) -> Hashes:
    """One hash a word, line breaks among them: a sum of its bytes, each times an odd number by its place in the word, mixed."""
    folded = text.lower()
    if not folded.isascii():
        folded = _MARKS.sub(" ", folded)
    held = np.frombuffer(b" " + folded.encode("utf-8", "surrogatepass").replace(b"\n", b" \n ").translate(_SPACES) + b" ", np.uint8)
    blank = held == BLANK
    edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1  # where words begin and end, in turn
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return np.zeros(0, np.uint64)
    sizes = ends - starts
    letters = held[~blank]
    first = np.cumsum(sizes) - sizes
    place = np.arange(len(letters)) - np.repeat(first, sizes)
    sums: Hashes = np.add.reduceat(letters * PLACES[place & MOST], first)
    return sums ^ (sums >> HALF)


def _runs(words: Hashes) -> Runs:
    """One hash a run, mixed so that each bit depends on all words; a text shorter than a run is one run."""
    if not len(words):
        return np.zeros(0, np.uint32)
    if len(words) < RUN:
        words = np.pad(words, (0, RUN - len(words)))
    count = len(words) - RUN + 1
    mixed = np.zeros(count, np.uint64)
    for at, odd in enumerate(MIX[:RUN]):
        mixed = (mixed ^ words[at : at + count]) * odd
        mixed ^= mixed >> HALF
    return ((mixed * FINAL) >> HALF).astype(np.uint32)


def coverage(a: Signature, b: Signature) -> float:
    """The share of `a`'s words that stand in runs which `b` has too."""
    return min(1.0, covered(np.isin(a.runs, b.runs)) / a.words) if a.words else 0.0


def covered(shared: NDArray[np.bool_]) -> int:
    """How many words the marked runs cover; of a text shorter than a run, as many as the run."""
    places = np.zeros(len(shared) + RUN - 1, bool)
    for at in range(RUN):
        places[at : at + len(shared)] |= shared
    return int(places.sum())
