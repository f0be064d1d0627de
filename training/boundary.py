"""Train and measure the boundaries: `python -m training.boundary --data FOLDER --out boundaries.json`.

A linear model over the places where a sentence may end, logistic loss, trained on the raw text of EWT and GUM.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np

from headwater.language.boundaries import candidates, features, find_sentences, find_words
from training.data import Sentence, read_documents

Extent = tuple[int, int]


def join(document: list[Sentence]) -> tuple[str, list[Extent], list[Extent]]:
    """Return the raw text of a document, its gold words as extents, its gold sentences as extents."""
    text, words, sentences = "", [], []
    for s in document:
        begin = len(text)
        for form, space in zip(s.forms, s.spaces, strict=True):
            words.append((len(text), len(text) + len(form)))
            text += form + (" " if space else "")
        if not s.spaces[-1] and not text.endswith(" "):
            text += " "
        sentences.append((begin, words[-1][1]))
    return text, words, sentences


def f1(guess: set[Extent], gold: set[Extent]) -> float:
    """Return F1 of two sets of extents, in per cent."""
    return 200 * len(guess & gold) / max(len(guess) + len(gold), 1)


def score(documents: list[list[Sentence]], weights: dict[str, float], threshold: float = 0.0) -> dict[str, float]:
    """Return word and sentence F of raw text."""
    gw, gs, pw, ps = set(), set(), set(), set()
    for n, d in enumerate(documents):
        text, words, sentences = join(d)
        found = find_words(text)
        gw |= {(n, *w) for w in words}
        pw |= {(n, *w) for w in found}
        gs |= {(n, *s) for s in sentences}
        ps |= {(n, found[a][0], found[z - 1][1]) for a, z in find_sentences(text, found, weights, threshold=threshold)}
    return {"words": round(f1(pw, gw), 2), "sentences": round(f1(ps, gs), 2)}  # type: ignore[arg-type]


def examples(documents: list[list[Sentence]]) -> tuple[list[list[str]], list[int]]:
    """Return the features at each place where a sentence may end, and whether it does."""
    xs, ys = [], []
    for d in documents:
        text, _, sentences = join(d)
        words = find_words(text)
        forms = [text[a:z] for a, z in words]
        ends = {z for _, z in sentences}
        start, quotes = 0, 0
        maybe = set(candidates(forms))
        for i in range(len(forms) - 1):
            if forms[i] in ('"', "“", "”", "«", "»"):
                quotes = 1 if forms[i] in "“«" or (forms[i] == '"' and not quotes) else 0
            is_end = words[i][1] in ends
            if i in maybe:
                gap = 1 if words[i][1] < words[i + 1][0] else 0
                xs.append(list(features(forms, i, gap, i - start, quotes)))
                ys.append(int(is_end))
            if is_end:
                start = i + 1
    return xs, ys


def fit(
    xs: list[list[str]], ys: list[int], *, epochs: int = 12, rate: float = 0.3, decay: float = 1e-5, seed: int = 20
) -> dict[str, float]:
    """Return weights of a logistic model, AdaGrad, small ones dropped."""
    index = {f: i for i, f in enumerate(sorted({f for x in xs for f in x}))}
    rows = [np.array([index[f] for f in x]) for x in xs]
    w, g = np.zeros(len(index)), np.full(len(index), 1e-6)
    order, rng = list(range(len(rows))), random.Random(seed)
    for _ in range(epochs):
        rng.shuffle(order)
        for i in order:
            r = rows[i]
            p = 1 / (1 + np.exp(-w[r].sum()))
            d = (p - ys[i]) + decay * w[r]
            g[r] += d * d
            w[r] -= rate * d / np.sqrt(g[r])
    return {f: round(float(w[i]), 3) for f, i in index.items() if abs(w[i]) > 0.25}


def main() -> None:
    """Train on EWT and GUM, report on the test parts, write the weights."""
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, default=Path("../shared/data/training"))
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    train = [d for s in ("ewt_train", "gumfree_train") for d in read_documents(a.data / f"{s}.jsonl.gz")]
    xs, ys = examples(train)
    weights = fit(xs, ys)
    a.out.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")
    print(len(xs), "places,", sum(ys), "ends,", len(weights), "weights")
    for s in ("ewt_dev", "gumfree_dev", "ewt_test", "gumfree_test", "pud_test"):
        print(s, score(read_documents(a.data / f"{s}.jsonl.gz"), weights))


if __name__ == "__main__":
    main()
