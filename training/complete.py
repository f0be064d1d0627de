"""Self-training: the treebanks with the kinds of names that they do not mark, as the model sees them.

`python -m training.complete --data FOLDER --weights FOLDER --out complete.jsonl`: EWT and wikigold keep their own persons,
organisations and places and get groups, laws and works; GUM, whose names are silver, gets all kinds. A name that the model
is not sure of, or on which silver and model differ, is neither learned as a name nor as none.
CrossNER (`--sets crossner`) keeps another house's rules: what it names is learned where the model sees the same edges or
nothing at all; where their edges differ, or the model alone sees a name, nothing is learned.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from headwater.language import weights
from headwater.language.names import KINDS
from headwater.language.reading import read_words
from training.data import NAMES, Sentence, read_sentences
from training.train import LONGEST

SURE = 0.8
"""From this probability on a predicted name is learned."""
Names = list[tuple[int, int, str]]


def predicted(s: Sentence) -> list[tuple[int, int, str, float]]:
    """Return the names that the model sees in a sentence."""
    words, at = [], 0
    for form, space in zip(s.forms, s.spaces, strict=True):
        words.append((at, at + len(form)))
        at += len(form) + space
    text = "".join(f + " " * space for f, space in zip(s.forms, s.spaces, strict=True))
    found = read_words(text, words, [(0, len(words))])
    return [(n.first, n.last, NAMES[KINDS.index(n.kind)], n.score) for n in found.names]


def overlaps(name: tuple[int, int, str], others: Iterable[tuple[int, int, str]]) -> bool:
    """Say whether a name shares a word with any of the others."""
    return any(name[0] < z and name[1] > a for a, z, _ in others)


def completed(s: Sentence, *, gold: bool) -> Sentence:
    """Return the sentence with names of all kinds; `gold` says that its persons, organisations and places are to be trusted."""
    own: Names = list(s.names or ())
    out: Names = list(own) if gold else []
    for first, last, kind, score in predicted(s):
        name = (first, last, kind)
        if overlaps(name, out) or (gold and kind in NAMES[:3]):
            continue
        doubt = score < SURE or (not gold and overlaps(name, own) and name not in own)
        out.append((first, last, "?" if doubt else kind))
    if not gold:
        out += [(a, z, "?") for a, z, k in own if not overlaps((a, z, k), out)]
    s.names, s.complete = sorted(out), True
    return s


def reconciled(s: Sentence) -> Sentence:
    """Return a sentence of a corpus with other rules of annotation: its kinds where the edges agree, doubt where they differ."""
    given, seen = list(s.names or ()), predicted(s)
    edges = {(first, last): kind for first, last, kind, _ in seen}
    out: Names = []
    for first, last, kind in given:
        mine = edges.get((first, last))
        free = not overlaps((first, last, kind), [(a, z, k) for a, z, k, _ in seen])
        out.append((first, last, kind if free or mine in NAMES[:3] else "?"))
    for first, last, kind, score in seen:
        if not overlaps((first, last, kind), given):
            out.append((first, last, kind if kind == "GRP" and score >= SURE else "?"))
        elif (first, last) not in {n[:2] for n in given}:
            out.append((first, last, "?"))
    s.names, s.complete = sorted(out), True
    return s


FURNISHED = {"ewt_train": True, "wikigold": True, "gumfree_train": False}
"""The sets that are completed, and whether their own names are trusted; any other set is reconciled."""


def main() -> None:
    """Write the completed treebanks, syntax included."""
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, default=Path("../shared/data/training"))
    p.add_argument("--weights", type=Path, default=weights.FOLDER)
    p.add_argument("--sets", default=",".join(FURNISHED))
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    weights.FOLDER = a.weights
    with a.out.open("w", encoding="utf-8") as lines:
        for name in a.sets.split(","):
            for s in read_sentences(a.data / f"{name}.jsonl.gz"):
                if len(s.forms) <= LONGEST:
                    done = completed(s, gold=FURNISHED[name]) if name in FURNISHED else reconciled(s)
                    lines.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
