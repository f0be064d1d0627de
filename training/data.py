"""Reading the training data: documents as JSON lines into arrays that the network takes."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from headwater.language.lemma import lemma_rule
from headwater.language.pieces import CLS, SEP, TITLE, UPPER, Pieces

NAMES = ("PER", "ORG", "LOC", "GRP", "LAW", "WORK")
NAME_TAGS = ("O", *(f"{p}-{n}" for n in NAMES for p in "BI"))
CLOSED_IN_TREEBANKS = 7
"""Name tags below this number are marked in every source; those from here on in our own sentences alone."""
MISSING = -100


@dataclass
class Sentence:
    """One sentence as given: tokens, and what is known of them."""

    forms: list[str]
    spaces: list[bool]
    lemma: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    deprel: list[str] | None = None
    names: list[tuple[int, int, str]] | None = None
    complete: bool = False
    """Whether every kind of name is marked, or persons, organisations and places alone."""
    weight: float = 1.0


def open_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_documents(path: Path, *, names: bool = True) -> list[list[Sentence]]:
    """Return the documents of a file of the training folder, each as its sentences."""
    return [[read_sentence(s, names=names) for s in d["sents"]] for d in open_lines(path)]


def read_sentence(raw: dict[str, Any], *, names: bool = True) -> Sentence:
    """Return one sentence; columns that the set does not have stay None."""
    toks = raw["toks"]
    out = Sentence([t[0] for t in toks], [bool(t[1]) for t in toks])
    if any(t[3] for t in toks):
        out.lemma, out.upos, out.xpos, out.feats = ([t[i] for t in toks] for i in (2, 3, 4, 5))
        out.heads, out.deprel = [int(t[6]) for t in toks], [t[7] for t in toks]
    if names and raw["ents"] is not None:
        out.names = [(a, z, label) for a, z, label in raw["ents"]]
    return out


def read_sentences(path: Path, *, names: bool = True) -> list[Sentence]:
    """Return all sentences of a file of the training folder."""
    return [s for d in read_documents(path, names=names) for s in d]


@dataclass
class Labels:
    """The classes of every head, in order."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)

    @classmethod
    def learn(cls, sentences: Sequence[Sentence], least: int = 3) -> Labels:
        """Collect the classes seen (lemma rules at least `least` times)."""
        counts: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "feats", "lemma", "deprel")}
        for s in sentences:
            if s.upos and s.xpos and s.feats and s.deprel:
                for k in ("upos", "xpos", "feats", "deprel"):
                    counts[k].update(getattr(s, k))
                counts["lemma"].update(rules(s))
        keep = {k: [x for x, n in sorted(c.items(), key=lambda p: (-p[1], p[0])) if k != "lemma" or n >= least] for k, c in counts.items()}
        return cls(**keep)


def rules(s: Sentence) -> list[str]:
    """Return the lemma rule of every word of a sentence with syntax."""
    assert s.lemma
    assert s.upos
    return [lemma_rule(f, lem, name=u == "PROPN") for f, lem, u in zip(s.forms, s.lemma, s.upos, strict=True)]


@dataclass
class Item:
    """A sentence in numbers. Arrays of classes hold `MISSING` where nothing is known."""

    ids: list[int]
    case: list[int]
    first: list[int]
    last: list[int]
    gold: dict[str, list[int]]
    complete: bool
    weight: float

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.first)


def tag_names(s: Sentence) -> list[int]:
    """Return BIO classes of the names of a sentence, `MISSING` where names are not annotated."""
    if s.names is None:
        return [MISSING] * len(s.forms)
    tags = [0] * len(s.forms)
    for start, end, label in s.names:
        if label == "?":
            tags[start:end] = [MISSING] * (end - start)
        elif label in NAMES:
            tags[start] = NAME_TAGS.index(f"B-{label}")
            tags[start + 1 : end] = [NAME_TAGS.index(f"I-{label}")] * (end - start - 1)
    return tags


def number(s: Sentence, pieces: Pieces, labels: Labels) -> Item:
    """Return the sentence as numbers."""
    ids, case, first, last = [CLS], [0], [], []
    for piece, shape in pieces(s.forms):
        first.append(len(ids))
        ids.extend(piece)
        case.extend([shape] * len(piece))
        last.append(len(ids) - 1)
    gold: dict[str, list[int]] = {"names": tag_names(s)}
    none = [MISSING] * len(s.forms)
    if s.upos and s.heads:
        index = {k: {x: i for i, x in enumerate(getattr(labels, k))} for k in ("upos", "xpos", "feats", "lemma", "deprel")}
        for k in ("upos", "xpos", "feats", "deprel"):
            gold[k] = [index[k].get(x, MISSING) for x in getattr(s, k)]
        gold["lemma"] = [index["lemma"].get(x, MISSING) for x in rules(s)]
        gold["heads"] = list(s.heads)
    else:
        gold |= dict.fromkeys(("upos", "xpos", "feats", "lemma", "deprel", "heads"), none)
    return Item([*ids, SEP], [*case, 0], first, last, gold, s.complete, s.weight)


Batch = dict[str, torch.Tensor]


def batches(items: Sequence[Item], size: int, rng: random.Random | None = None) -> Iterator[list[Item]]:
    """Yield groups of items of like length, at most `size` pieces with padding; shuffled where a generator is given."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (rng.uniform(-3, 3) if rng else 0))
    groups: list[list[Item]] = []
    group: list[Item] = []
    longest = 0
    for i in order:
        longest = max(longest, len(items[i].ids))
        if group and longest * (len(group) + 1) > size:
            groups.append(group)
            group, longest = [], len(items[i].ids)
        group.append(items[i])
    if group:
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    yield from groups


def recase(item: Item, rng: random.Random) -> list[int]:
    """Return the case shapes of an item, now and then as in a headline (all words titled, or all in capitals)."""
    dice = rng.random()
    if dice > 0.08:
        return item.case
    letters = {TITLE, UPPER, 3, 6, 7}
    if dice < 0.03:
        return [UPPER if c in letters else c for c in item.case]
    return [TITLE if c == 3 and rng.random() < 0.85 else c for c in item.case]


def collate(group: Sequence[Item], table: torch.Tensor, rng: random.Random | None = None) -> Batch:
    """Return one padded batch; `table` holds the frozen word embeddings."""
    b, n, w = len(group), max(len(i.ids) for i in group), max(i.words for i in group)
    ids, case, mask = (np.zeros((b, n), np.int64) for _ in range(3))
    first, last = np.zeros((b, w), np.int64), np.zeros((b, w), np.int64)
    gold = {k: np.full((b, w), MISSING, np.int64) for k in group[0].gold}
    for row, item in enumerate(group):
        ids[row, : len(item.ids)] = item.ids
        case[row, : len(item.ids)] = recase(item, rng) if rng else item.case
        mask[row, : len(item.ids)] = 1
        first[row, : item.words], last[row, : item.words] = item.first, item.last
        for k, values in item.gold.items():
            gold[k][row, : item.words] = values
    out = {k: torch.from_numpy(v) for k, v in {"case": case, "mask": mask, "first": first, "last": last, **gold}.items()}
    out["embeds"] = table[torch.from_numpy(ids)]
    words = np.zeros((b, w), bool)
    for row, item in enumerate(group):
        words[row, : item.words] = True
    out["words"] = torch.from_numpy(words)
    out["complete"] = torch.tensor([i.complete for i in group])
    out["weight"] = torch.tensor([i.weight for i in group])
    return out
