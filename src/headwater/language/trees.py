"""Trees from arc scores: the greedy choice where it is a tree, Chu-Liu and Edmonds where it is not.

Chu and Liu 1965, Edmonds 1967; one root a sentence, as Universal Dependencies ask.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indexes = NDArray[np.int64]
NEVER = -1e9
ROOTS = 4


def choose_heads(arcs: Floats, lengths: Indexes) -> Indexes:
    """Return heads (b, w) for scores (b, w, 1 + w) of a batch of sentences of `lengths` words; 0 is the root, words from 1."""
    _b, w, _ = arcs.shape
    scores = arcs.copy()
    diagonal = np.arange(w)
    scores[:, diagonal, diagonal + 1] = NEVER
    beyond = np.arange(w + 1)[None, :] > lengths[:, None]
    scores = np.where(beyond[:, None, :], np.float32(NEVER), scores)
    heads: Indexes = scores.argmax(-1)
    heads[beyond[:, 1:]] = 0
    for row in np.flatnonzero(~_are_trees(heads, lengths)):
        n = int(lengths[row])
        heads[row, :n] = spanning_tree(scores[row, :n, : n + 1])
    return heads


def _are_trees(heads: Indexes, lengths: Indexes) -> NDArray[np.bool_]:
    """Say of each sentence whether its heads make a tree with one root (by doubling the way up)."""
    b, w = heads.shape
    real = np.arange(w)[None, :] < lengths[:, None]
    one_root = ((heads == 0) & real).sum(1) == 1
    up = np.concatenate([np.zeros((b, 1), heads.dtype), heads], 1)
    for _ in range(max(int(w).bit_length(), 1)):
        up = np.take_along_axis(up, up, 1)
    result: NDArray[np.bool_] = one_root & (up == 0).all(1)
    return result


def spanning_tree(scores: NDArray[Any]) -> Indexes:
    """Return the heads of the best tree for scores (n, 1 + n), with exactly one word on the root.

    Where the best tree has several roots, each of the `ROOTS` likeliest words is tried as the only one.
    """
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), NEVER, np.float64)
    full[1:] = scores
    np.fill_diagonal(full, NEVER)
    heads = _edmonds(full)
    if (heads[1:] == 0).sum() == 1:
        return heads[1:]
    trees = [_rooted(full, int(root)) for root in np.argsort(-full[1:, 0], kind="stable")[:ROOTS] + 1]
    return max(trees, key=lambda tree: float(full[np.arange(1, n + 1), tree].sum()))


def _rooted(full: NDArray[np.float64], root: int) -> Indexes:
    """Return the heads of the best tree whose only root is the given word."""
    scores = full.copy()
    scores[:, 0] = NEVER
    scores[root] = NEVER
    scores[root, 0] = 0
    return _edmonds(scores)[1:]


def _edmonds(scores: NDArray[np.float64]) -> Indexes:
    """Return the best head of each node (row: dependent, column: head; node 0 is the root), contracting one cycle at a time."""
    heads: Indexes = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    n = len(heads)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(cycle)
    into = scores[np.ix_(ring, outside)] - scores[ring, heads[ring]][:, None]
    out_of = scores[np.ix_(outside, ring)]
    small = np.full((len(outside) + 1, len(outside) + 1), NEVER, np.float64)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out_of.max(1)
    small[0] = NEVER
    found = _edmonds(small)
    result = heads.copy()
    for i, node in enumerate(outside.tolist()):
        head = int(found[i])
        result[node] = ring[out_of[i].argmax()] if head == len(outside) else outside[head]
    entry = int(found[-1])
    entered = int(into[:, entry].argmax())
    result[ring[entered]] = outside[entry]
    result[0] = 0
    return result


def _cycle(heads: Indexes) -> list[int]:
    """Return the nodes of one cycle, nothing where there is none."""
    seen = np.zeros(len(heads), np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            ring = [node]
            while int(heads[ring[-1]]) != node:
                ring.append(int(heads[ring[-1]]))
            return ring
    return []
