"""How sure two assertions are one claim where nothing forbids it: graded measures weighed by weights learned on labelled pairs.

The weights are those of a logistic regression over the measures and the products of some (`claim_weights.tsv`, made by
`python -m training.claims`).
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater import lexicon
from headwater.records import Term
from headwater.relate.assertion_reading import AGENT, PATIENT, PREDICATE
from headwater.relate.assertion_words import MATCHED, ONE_MEANING, Ready

Floats = NDArray[np.float32]
WEIGHTS: Final = {"name": 1.5, "noun": 1.0, "verb": 0.8, "trait": 0.5}
LEANINGS: Final = ("actor", "object", "scope", "step", "opinion", "roles")  # signs against one claim that are weighed; figure, time and mood forbid
PRODUCTS: Final = ("cosine", "words_less", "same_less", "same_more", "weight_less", "lack_more", "agents_alike", "patients_alike", "deeds_alike", "strange_names", "opposed", "rest_alike", "verbs_alike")
CERTAIN, ALL_ONE_ALIKE = 0.9, 0.7  # score of a pair with the same words in the same parts; the cosine that it needs
BEHIND: Final = 0.7  # of the score, so that what stands in a shared passage is grouped first (example: 16 claims of 23 right, without it 14)
ALL_THERE: Final = 0.05  # weight of words that the other side lacks, up to which it lacks nothing


class _Weights(NamedTuple):
    """Names of the measures with mean, spread and weight of each, pairs of them with the same, what is added, and the least score."""

    names: tuple[str, ...]
    plain: Floats
    products: Floats
    added: float
    least: float


def measures(
    a: Ready, b: Ready, likeness: Floats, paired: Floats, known: tuple[frozenset[str], frozenset[str]], values: Mapping[str, float], *, one_deed: bool, opposed: bool, veto: str | None
) -> dict[str, float]:
    """The measures of a pair by name; `known` are the stems by which each side is spoken of, `values` what was measured before."""
    alike = values["cosine"]
    return {
        **values,
        "one_deed": float(one_deed),
        "opposed": float(opposed),
        "alike_deed": alike * one_deed,
        "alike_opposed": alike * opposed,
        **{leaning: float(veto == leaning) for leaning in LEANINGS},
        **_words(a, b, paired, known),
        **_parts(a, b, likeness),
        **_kinds(a, b),
        **_rest(a, b, paired, known),
    }


def _words(a: Ready, b: Ready, paired: Floats, known: tuple[frozenset[str], frozenset[str]]) -> dict[str, float]:
    """How much of either side's words the other has, nearly or wholly, and what is lacking."""
    first, second = _best(a.told.terms, paired.max(axis=1), known[1]), _best(b.told.terms, paired.max(axis=0), known[0])
    near, same, weight, lack = zip(_shares(a.told.terms, first), _shares(b.told.terms, second), strict=True)
    ours, theirs = ([best for term, best in zip(one.told.terms, side, strict=True) if term.kind == "name"] for one, side in ((a, first), (b, second)))
    return {
        "words_less": min(near),
        "words_more": max(near),
        "same_less": min(same),
        "same_more": max(same),
        "weight_less": min(weight),
        "lack_less": min(lack),
        "lack_more": max(lack),
        "all_there": float(min(weight) < ALL_THERE),
        "names_shared": min(2.0, sum(best >= ONE_MEANING for best in ours)),
        "strange_names": float(min(ours, default=1.0) < MATCHED and min(theirs, default=1.0) < MATCHED),
        "no_name_shared": float(bool(ours) and bool(theirs) and max(ours) < ONE_MEANING),
    }


def _rest(a: Ready, b: Ready, paired: Floats, known: tuple[frozenset[str], frozenset[str]]) -> dict[str, float]:
    """How like what is left over on either side is as a whole: other words for one thing, or another thing."""
    first, second = _best(a.told.terms, paired.max(axis=1), known[1]), _best(b.told.terms, paired.max(axis=0), known[0])
    rests = [_sum(one, best) for one, best in ((a, first), (b, second))]
    whole = [_sum(one, np.zeros(len(one.told.terms), np.float32)) for one in (a, b)]
    both = bool(rests[0].any() and rests[1].any())
    return {
        "rest_alike": float(rests[0] @ rests[1]) if both else 1.0,
        "rest_in_whole": min(float(rest @ other) if rest.any() else 1.0 for rest, other in zip(rests, whole[::-1], strict=True)),
        "no_rest": float(not both),
        "verbs_alike": _verbs(a, b),
    }


def _sum(one: Ready, best: Floats) -> Floats:
    """Direction of the words that the other side does not have; names tell nothing by their letters."""
    left = [at for at, term in enumerate(one.told.terms) if best[at] < ONE_MEANING and term.kind != "name"]
    total = one.words[left].sum(axis=0) if left else np.zeros(one.words.shape[1], np.float32)
    unit: Floats = total / max(float(np.linalg.norm(total)), 1e-6)
    return unit


def _verbs(a: Ready, b: Ready) -> float:
    """Likeness of the deeds with all verbs, taken together."""
    sums = []
    for one in (a, b):
        at = [n for n, term in enumerate(one.told.terms) if term.part == PREDICATE or term.kind == "verb"]
        total = one.words[at].sum(axis=0) if at else np.zeros(one.words.shape[1], np.float32)
        sums.append(total / max(float(np.linalg.norm(total)), 1e-6))
    return float(sums[0] @ sums[1])


def _best(terms: Sequence[Term], best: Floats, known: frozenset[str]) -> Floats:
    return np.array([like if known.isdisjoint(term.stems) else 1.0 for term, like in zip(terms, best, strict=True)], np.float32)


def _shares(terms: Sequence[Term], best: Floats) -> tuple[float, float, float, float]:
    """Share of the words that the other side nearly has, that it has; weight of what is lacking by degree, of what is lacking at all."""
    weights = np.array([WEIGHTS[term.kind] for term in terms], np.float32)
    whole = float(weights.sum())
    return float(weights @ best) / whole, float(weights @ (best >= ONE_MEANING)) / whole, float(weights @ (1 - best)), float(weights @ (best < MATCHED))


def _parts(a: Ready, b: Ready, likeness: Floats) -> dict[str, float]:
    """How like those who do it are, whom it is done to and the deeds; how much rather each is the other part of the other side."""
    agents, patients, deeds = (_alike(a, b, likeness, part, part) for part in (AGENT, PATIENT, PREDICATE))
    there, back = _alike(a, b, likeness, AGENT, PATIENT), _alike(a, b, likeness, PATIENT, AGENT)
    out = {"no_agents": float(agents < 0), "no_patients": float(patients < 0), "no_deeds": float(deeds < 0)}
    agents, patients, deeds = max(agents, 0.0), max(patients, 0.0), max(deeds, 0.0)
    turned = {"agent_turned": max(0.0, there - agents), "patient_turned": max(0.0, back - patients)}
    return {**out, "agents_alike": agents, "patients_alike": patients, "deeds_alike": deeds, **turned}


def _alike(a: Ready, b: Ready, likeness: Floats, part: str, other: str) -> float:
    """Likeness of the nearest two words in two parts; -1 where a side has none."""
    ours, theirs = ([at for at, term in enumerate(one.told.terms) if term.part == name] for one, name in ((a, part), (b, other)))
    return float(likeness[np.ix_(ours, theirs)].max()) if ours and theirs else -1.0


def _kinds(a: Ready, b: Ready) -> dict[str, float]:
    first, second = len(a.told.terms), len(b.told.terms)
    return {
        "no_facts": float(a.told.mood != "fact" and b.told.mood != "fact"),
        "one_no": float(a.told.negative != b.told.negative),
        "told_by_report": float(a.told.statement is None) + float(b.told.statement is None),
        "lengths": min(first, second) / max(first, second),
    }


def with_products(rows: Floats, names: Sequence[str]) -> Floats:
    """The products of every two of some measures, shape (pairs, products); `rows` are measures set to mean 0 and spread 1."""
    at = [names.index(name) for name in PRODUCTS]
    return np.stack([rows[:, i] * rows[:, j] for n, i in enumerate(at) for j in at[n:]], axis=1)


def product_names() -> list[str]:
    """The names of the products, in order."""
    return [f"{one}*{other}" for n, one in enumerate(PRODUCTS) for other in PRODUCTS[n:]]


@functools.cache
def _weights() -> _Weights:
    rows = lexicon.rows("claim_weights")
    single = {row[0]: tuple(map(float, row[1:4])) for row in rows if len(row) > 2 and "*" not in row[0]}
    twice = {row[0]: tuple(map(float, row[1:4])) for row in rows if "*" in row[0]}
    alone = {row[0]: float(row[1]) for row in rows if len(row) == 2}
    products = np.array([twice[name] for name in product_names()], np.float32)
    return _Weights(tuple(single), np.array(list(single.values()), np.float32), products, alone["added"], alone["least"])


def _is_all_one(measured: Mapping[str, float]) -> bool:
    """Whether neither side has a word or a part that the other lacks, and nothing leans against one claim."""
    differs = any(measured[name] for name in ("lack_more", "agent_turned", "patient_turned", *LEANINGS))
    return not differs and measured["deeds_alike"] >= ONE_MEANING and measured["cosine"] >= ALL_ONE_ALIKE


def likelihood(measured: Mapping[str, float]) -> float:
    """How sure a pair is one claim, 0 to 1; 0 below the score from which that is right often enough."""
    weights = _weights()
    row = (np.array([measured[name] for name in weights.names], np.float32) - weights.plain[:, 0]) / weights.plain[:, 1]
    products = (with_products(row[None, :], weights.names)[0] - weights.products[:, 0]) / weights.products[:, 1]
    total = float(row @ weights.plain[:, 2] + products @ weights.products[:, 2]) + weights.added
    sure = max(CERTAIN * _is_all_one(measured), 1 / (1 + float(np.exp(-np.clip(total, -30, 30)))))
    return BEHIND * sure if sure >= weights.least else 0.0
