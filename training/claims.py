"""Learn how sure two assertions are one claim: `python -m training.claims` writes `src/headwater/lexicon/claim_weights.tsv`.

A logistic regression (own, in numpy) over the measures of `relate/assertion_score.py` and products of some, on the pairs of
`eval/claims/dev-pairs*.toml`. Of the passages of a pair that hold the words asked for the likeliest two stand for it. The least
score is the one from which, cross-validated (five parts, three ways of parting), the precision of all above it is `PRECISION`.
"""

import pathlib
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from eval import claims
from headwater.records import Member
from headwater.relate.assertion_edges import known_of
from headwater.relate.assertion_match import against
from headwater.relate.assertion_score import product_names, with_products
from headwater.relate.assertion_words import Ready

SETS = ("dev-pairs", "dev-pairs-b")
WRITTEN = pathlib.Path(__file__).parents[1] / "src/headwater/lexicon/claim_weights.tsv"
HARD = ("number", "time", "modality")
PRECISION, FOLDS, WAYS, ROUNDS, STEPS = 0.92, 5, 3, 4, 30
HELD_DOWN = 20.0  # ridge: of 5, 20 and 60 the best F at the precision wanted
HEAD = "# Weights of the measures of two assertions (measure, mean, spread, weight), added constant, least score; learned by python -m training.claims, own\n"
Floats = NDArray[np.float64]


class Row(msgspec.Struct, frozen=True):
    """Two passages of a pair of a set: number of the pair, its set, whether it is one claim, what forbids it, its measures."""

    pair: int
    of: str
    same: bool
    veto: str | None
    measured: Mapping[str, float]


def rows() -> Iterator[Row]:
    """All pairs of passages that hold the words asked for."""
    number = 0
    for name in SETS:
        for pair in claims.pairs(name):
            number += 1
            if not pair.may:
                yield from _rows(pair, number, name)


def _rows(pair: claims.Pair, number: int, name: str) -> Iterator[Row]:
    read = claims.read_pile(claims.pieces_of(pair))
    times = [time for one in read.found for time in one.times]
    known = known_of(read.asserted, read.cards, read.resolved.statements, times, read.resolved.mentions, read.resolved.actors)
    sides = []
    for id, text, words in (("a", pair.a, pair.a_words), ("b", pair.b, pair.b_words)):
        sides.append([one for one in read.asserted if claims.holds(Member(statement=None, doc=one.span.doc, span=one.span, stance="asserts"), id, text, words or text)])
    for a in sides[0]:
        for b in sides[1]:
            if found := against(Ready(a), Ready(b), known[a.id], known[b.id]):
                yield Row(number, name, pair.relation != "different", found.veto, found.measured)


class Table:
    """Rows as numbers: mean and spread of each column, the columns set to mean 0 and spread 1."""

    def __init__(self, read: Sequence[Row]) -> None:
        self.rows = read
        self.names = list(read[0].measured)
        plain = np.array([[row.measured[name] for name in self.names] for row in read], np.float64)
        self.cosine = plain[:, self.names.index("cosine")]
        self.mean, self.spread = plain.mean(0), plain.std(0) + 1e-6
        plain = (plain - self.mean) / self.spread
        products = with_products(plain.astype(np.float32), self.names).astype(np.float64)
        self.product_mean, self.product_spread = products.mean(0), products.std(0) + 1e-6
        self.all = np.c_[plain, (products - self.product_mean) / self.product_spread, np.ones(len(read))]
        self.same = np.array([row.same for row in read], np.float64)


def learn(table: Table, pairs: Collection[int]) -> Floats:
    """Weights from some pairs: the likeliest passages of each stand for it, anew after each round."""
    places = [at for at, row in enumerate(table.rows) if row.pair in pairs and row.veto not in HARD]
    scores = table.cosine
    for _ in range(ROUNDS):
        best = list(likeliest(table, places, scores).values())
        weights = _fitted(table.all[best], table.same[best])
        scores = table.all @ weights
    return weights


def likeliest(table: Table, places: Sequence[int], scores: Floats) -> dict[int, int]:
    """For each pair the place of its passages with the highest score."""
    best: dict[int, int] = {}
    for at in places:
        pair = table.rows[at].pair
        if pair not in best or scores[at] > scores[best[pair]]:
            best[pair] = at
    return best


def _fitted(columns: Floats, same: Floats) -> Floats:
    """A logistic regression by Newton's steps; the last column is the constant."""
    weights, held = np.zeros(columns.shape[1]), np.full(columns.shape[1], HELD_DOWN)
    held[-1] = 1e-3
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-columns @ weights))
        bend = (columns * (sure * (1 - sure))[:, None]).T @ columns + np.diag(held)
        weights = weights - np.linalg.solve(bend, columns.T @ (sure - same) + held * weights)
    return weights


def kept_apart(table: Table) -> dict[int, tuple[float, int]]:
    """For each pair its score by weights learned without it, averaged over the ways of parting, and the place of its passages."""
    total: dict[int, list[float]] = {}
    place: dict[int, int] = {}
    for way in range(WAYS):
        pairs = np.array(sorted({row.pair for row in table.rows}))
        np.random.default_rng(way).shuffle(pairs)
        for part in np.array_split(pairs, FOLDS):
            out = set(part.tolist())
            scores = table.all @ learn(table, set(pairs.tolist()) - out)
            chosen = likeliest(table, [at for at, row in enumerate(table.rows) if row.pair in out and row.veto not in HARD], scores)
            for pair, at in chosen.items():
                total.setdefault(pair, []).append(float(scores[at]))
                place[pair] = at
    return {pair: (sum(scores) / len(scores), place[pair]) for pair, scores in total.items()}


def curve(table: Table, apart: Mapping[int, tuple[float, int]], of: Collection[str]) -> list[tuple[float, float, float, float]]:
    """Precision, recall, F and score after each pair, the surest first."""
    all_same = len({row.pair for row in table.rows if row.same and row.of in of})
    ranked = sorted(((score, table.rows[at].same) for score, at in apart.values() if table.rows[at].of in of), reverse=True)
    out, right = [], 0
    for count, (score, same) in enumerate(ranked, 1):
        right += same
        out.append((right / count, right / all_same, 2 * right / (count + all_same), score))
    return out


def least_score(points: Sequence[tuple[float, float, float, float]], precision: float) -> float:
    """The lowest score down to which the precision is what is wanted."""
    return min((score for right, _, _, score in points if right >= precision), default=points[0][3])


def main() -> int:
    """Learn, tell the figures of the cross-validation, write the weights. Exit status 0."""
    table = Table(list(rows()))
    apart = kept_apart(table)
    for of in (SETS, *((name,) for name in SETS)):
        for wanted in (0.0, 0.8, 0.85, PRECISION):
            best = max((one for one in curve(table, apart, of) if one[0] >= wanted), key=lambda one: one[2], default=None)
            print(" ".join(of), f"precision from {wanted}:", best and " ".join(f"{each:.3f}" for each in best))
    weights = learn(table, {row.pair for row in table.rows})
    least = least_score(curve(table, apart, SETS), float(sys.argv[1]) if len(sys.argv) > 1 else PRECISION)
    _write(table, weights, 1 / (1 + float(np.exp(-least))))
    return 0


def _write(table: Table, weights: Floats, least: float) -> None:
    means, spreads = [*table.mean, *table.product_mean], [*table.spread, *table.product_spread]
    lines = [f"{name}\t{m:.5g}\t{s:.5g}\t{w:.4g}" for name, m, s, w in zip((*table.names, *product_names()), means, spreads, weights, strict=False)]
    WRITTEN.write_text(HEAD + "\n".join([*lines, f"added\t{weights[-1]:.4g}", f"least\t{least:.3f}", ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
