"""Decoding: heads always make a tree, and the best one."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.language.names import TAGS, agree, best_path, spans, trimmed
from headwater.language.parsed import Name
from headwater.language.trees import choose_heads, spanning_tree


def is_tree(heads: list[int]) -> bool:
    if sum(h == 0 for h in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, here = set(), start
        while here:
            if here in seen:
                return False
            seen.add(here)
            here = heads[here - 1]
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_heads_make_a_tree(n: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(3, n, n + 1)).astype(np.float32)
    lengths = np.array([n, max(n - 1, 1), 1])
    heads = choose_heads(arcs, lengths)
    for row, length in enumerate(lengths):
        assert is_tree(heads[row, :length].tolist())


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_best_one(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1))
    found = spanning_tree(scores)
    best = max(
        (h for h in product(range(n + 1), repeat=n) if is_tree(list(h))),
        key=lambda h: sum(scores[i, x] for i, x in enumerate(h) if x != i + 1),
    )
    assert found.tolist() == list(best)


def test_a_name_goes_on_only_where_it_has_begun() -> None:
    odds = np.full((1, 3, TAGS), -5.0, np.float32)
    odds[0, 0, 0], odds[0, 1, 4], odds[0, 1, 3], odds[0, 2, 4] = 0, 0, -0.5, 0
    assert best_path(odds, np.array([3]))[0].tolist() == [0, 3, 4]
    assert list(spans([0, 3, 4])) == [(1, 3, 1)]
    assert list(spans([1, 1, 2, 0, 5])) == [(0, 1, 0), (1, 3, 0), (4, 5, 2)]


def test_the_same_form_is_of_the_same_kind_throughout_a_text() -> None:
    text = "Amina Okello spoke . Okello left . Okello won ."
    forms = text.split()
    starts = np.array([text.index("Amina"), 6, 13, 19, 21, 28, 33, 35, 42, 46])
    upos = ["PROPN", "PROPN", "VERB", "PUNCT", "PROPN", "VERB", "PUNCT", "PROPN", "VERB", "PUNCT"]
    names = [Name(0, 2, 0, 12, "person", 0.9), Name(4, 5, 21, 27, "place", 0.6)]
    ends = starts + np.array([len(f) for f in forms])
    found = agree(text, starts, ends, forms, upos, names)
    assert [(text[n.start : n.end], n.kind) for n in found] == [("Amina Okello", "person"), ("Okello", "person"), ("Okello", "person")]


def test_no_name_ends_with_a_small_word() -> None:
    assert trimmed(0, 4, ["the", "European", "Commission", "in"], ["DET", "PROPN", "PROPN", "ADP"]) == (1, 3)
    assert trimmed(0, 2, ["Acme", "Inc."], ["PROPN", "PROPN"]) == (0, 2)
    assert trimmed(0, 1, ["of"], ["ADP"]) == (0, 0)
