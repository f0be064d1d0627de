"""Do two texts report the same: headline and article pairs with ratings (Pearson), pairs with a yes or no (F1)."""

from collections.abc import Iterable, Mapping
from functools import partial

import msgspec

from eval import gold, product
from eval.product import Line
from eval.scores import pearson, prf
from eval.task import Figure, Task, speed

HEADLINES, NEWS = "headline-similarity/2014.jsonl", "news-similarity/pairs.jsonl"
SAME = {"same_event_en": "same-event-pairs/en.jsonl", "same_event_ru": "same-event-pairs/ru.jsonl"}
QUICK = 60  # pairs
HALF = 0.5


class Scored(msgspec.Struct, frozen=True):
    """How much two texts report the same, 0 to 1."""

    id: str
    score: float


def rated(file: str, quick: bool) -> list[Figure]:
    """Correlation with the ratings, English pairs only where languages are given."""
    english = [pair for pair in gold.rows(file, gold.Rated) if set(pair.lang) <= {"en"}]
    pairs = product.numbered(gold.sample(english, QUICK) if quick else english)
    score, per_second = _ask({"id": at, "a": pair.a, "b": pair.b} for at, pair in pairs.items())
    known = [at for at in pairs if at in score]
    value = pearson([pairs[at].alike for at in known], [score[at] for at in known])
    return [Figure("pearson", value), Figure("answered", len(known) / len(pairs)), speed(per_second)]


def same(file: str, quick: bool) -> list[Figure]:
    """F1 at a half, and the best over all thresholds (an upper bound)."""
    pairs = product.numbered(gold.rows(file, gold.SameEvent)[: QUICK // 2 if quick else None])
    score, per_second = _ask({"id": at, "a": _flat(pair.a), "b": _flat(pair.b)} for at, pair in pairs.items())
    best = max(_f(pairs, score, cut / 100) for cut in range(1, 100))
    return [Figure("f at a half", _f(pairs, score, HALF)), Figure("best f", best), speed(per_second)]


def _ask(lines: Iterable[Line]) -> tuple[dict[str, float], float]:
    answers = product.ask(["similarity"], lines, Scored)
    return {one.id: one.score for one in answers.lines}, answers.per_second


def _flat(half: gold.Half) -> str:
    return f"{half.title}\n\n{half.text}"


def _f(pairs: Mapping[str, gold.SameEvent], score: Mapping[str, float], cut: float) -> float:
    given = {at for at in pairs if score.get(at, 0.0) >= cut}
    true = {at for at, pair in pairs.items() if pair.same}
    return prf(len(given & true), len(given), len(true)).f


TASKS = (
    Task("headlines", partial(gold.there, HEADLINES), partial(rated, HEADLINES)),
    Task("news_similarity", partial(gold.there, NEWS), partial(rated, NEWS)),
    *(Task(name, partial(gold.there, file), partial(same, file)) for name, file in SAME.items()),
)
