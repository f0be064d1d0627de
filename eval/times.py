"""When: TIMEX3 on TimeBank and AQUAINT as TempEval-3 scores it, and dating reports from their words alone."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import msgspec

from eval import gold, product
from eval.gold import Place
from eval.scores import prf
from eval.task import Figure, Task, overlap, speed, triple
from headwater import records
from headwater.day_weights import day_weights
from headwater.text import Span

SETS = {"timebank": "tempeval3/timebank.jsonl", "aquaint": "tempeval3/aquaint.jsonl"}
KINDS = ("strict", "relaxed", "value")
DATED = "timeline17/articles.jsonl.gz"
TIMELINES = "timeline17/timelines.jsonl"
QUICK_TOPICS = 2  # stories of timeline17
QUICK_TIMED, QUICK_DATED, WHOLE_DATED = 25, 60, 600  # documents
NEAR = 3  # days


class Timex(msgspec.Struct, frozen=True):
    """As `annotate` prints it."""

    span: Place
    value: str | None = None


class Timed(msgspec.Struct, frozen=True):
    """One document's times."""

    id: str
    times: tuple[Timex, ...] = ()


class Published(msgspec.Struct, frozen=True):
    """Bounds and best day, YYYY-MM-DD."""

    earliest: str | None = None
    latest: str | None = None
    best: str | None = None


class Dated(msgspec.Struct, frozen=True):
    """One document's date."""

    id: str
    published: Published | None = None


def timex(name: str, quick: bool) -> list[Figure]:
    """Strict and relaxed spans, and value."""
    docs = product.numbered(gold.rows(name, gold.Timed)[: QUICK_TIMED if quick else None])
    lines = ({"id": at, "text": doc.text, "published": doc.published} for at, doc in docs.items())
    answers = product.ask(["annotate", "--layers", "times"], lines, Timed)
    found = {answer.id: answer.times for answer in answers.lines}
    count: Counter[str] = Counter()
    for at, doc in docs.items():
        count += _compare(doc.times, found.get(at, ()))
    scores = (triple(kind, prf(count[kind], count["given"], count["gold"])) for kind in KINDS)
    return [*(figure for score in scores for figure in score), speed(answers.per_second)]


def is_looked_at(id: str) -> bool:
    """Whether a document was ever read while the grammar was made: the rule of docs/times.md, by the hash of its id."""
    return int(hashlib.sha256(id.encode()).hexdigest()[0], 16) % 2 == 0


def halves(quick: bool) -> list[Figure]:
    """The half of both sets that nobody looked at, and how far it falls behind the other."""
    docs = product.numbered([doc for name in SETS.values() for doc in gold.rows(name, gold.Timed)[: QUICK_TIMED if quick else None]])
    lines = ({"id": at, "text": doc.text, "published": doc.published} for at, doc in docs.items())
    found = {answer.id: answer.times for answer in product.ask(["annotate", "--layers", "times"], lines, Timed).lines}
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for at, doc in docs.items():
        counts[is_looked_at(doc.id)] += _compare(doc.times, found.get(at, ()))
    scores = {half: {kind: prf(one[kind], one["given"], one["gold"]).f for kind in KINDS} for half, one in counts.items()}
    kept = [Figure(f"not looked at {kind} f", scores[False][kind]) for kind in KINDS]
    return [*kept, *(Figure(f"behind by {kind} f", scores[True][kind] - scores[False][kind], "none") for kind in KINDS)]


def _compare(true: Sequence[tuple[int, int, str, str]], given: Sequence[Timex]) -> Counter[str]:
    count, used = Counter(gold=len(true), given=len(given)), set[int]()
    for start, end, _, value in true:
        best = _best((start, end), given, used)
        if best is not None:
            used.add(best)
            one = given[best]
            count.update(relaxed=1, strict=int(one.span == (start, end)), value=int((one.value or "") == value))
    return count


def _best(span: Place, given: Sequence[Timex], used: set[int]) -> int | None:
    touching = [at for at, one in enumerate(given) if at not in used and overlap(one.span, span)]
    exact = [at for at in touching if given[at].span == span]
    return next(iter([*exact[-1:], *touching]), None)


def dating(quick: bool) -> list[Figure]:
    """Share bounded, truth inside the bounds, best day exact and within three days."""
    docs = product.numbered(gold.sample(gold.rows(DATED, gold.Article), QUICK_DATED if quick else WHOLE_DATED))
    answers = product.ask(["annotate", "--layers", "published"], ({"id": at, "text": doc.text} for at, doc in docs.items()), Dated)
    found = {answer.id: answer.published or Published() for answer in answers.lines}
    verdicts = [_verdict(found.get(at, Published()), day(doc.published)) for at, doc in docs.items()]
    bounded = [one for one in verdicts if one["bounded"]]
    return [
        Figure("inside of bounded", sum(one["inside"] for one in bounded) / max(1, len(bounded)), "none"),
        *(Figure(name, sum(one[name] for one in verdicts) / len(verdicts)) for name in ("bounded", "inside", "exact", "within three days")),
        speed(answers.per_second),
    ]


class Entry(msgspec.Struct, frozen=True):
    """One day of a timeline."""

    date: str


class Timeline(msgspec.Struct, frozen=True):
    """A timeline that a journalist made of a story (`topic`)."""

    topic: str
    timeline: tuple[Entry, ...]


class OfTopic(msgspec.Struct, frozen=True):
    """A report of timeline17 with its story."""

    id: str
    topic: str
    text: str
    published: str


def timeline_dates(quick: bool) -> list[Figure]:
    """Date selection: as many days as a journalist's timeline has, within its span, the heaviest first; mean F1 over the timelines."""
    golden = gold.rows(TIMELINES, Timeline)
    topics = sorted({one.topic for one in golden})[: QUICK_TOPICS if quick else None]
    docs = product.numbered([doc for doc in gold.rows(DATED, OfTopic) if doc.topic in topics])
    answers = product.ask(["annotate", "--layers", "times"], ({"id": at, "text": doc.text, "published": doc.published} for at, doc in docs.items()), Timed)
    found = {answer.id: answer.times for answer in answers.lines}
    scores = []
    for one in (line for line in golden if line.topic in topics):
        of_topic = {at: doc.published for at, doc in docs.items() if doc.topic == one.topic}
        times = [_as_time(at, time) for at in of_topic for time in found.get(at, ())]
        scores.append(_date_f1({entry.date for entry in one.timeline}, day_weights(of_topic, times)))
    return [Figure("date selection f1", sum(scores) / max(1, len(scores))), speed(answers.per_second)]


def _as_time(doc: str, time: Timex) -> records.Timex:
    return records.Timex(id="t", span=Span(doc, *time.span), type="DATE", value=time.value, interval=None, anchor="publication")


def _date_f1(true: set[str], weights: Mapping[str, int]) -> float:
    within = [day for day in weights if min(true) <= day <= max(true)]
    chosen = set(sorted(within, key=lambda day: (-weights[day], day))[: len(true)])
    return 2 * len(chosen & true) / (len(chosen) + len(true))


def _verdict(given: Published, true: date | None) -> dict[str, bool]:
    low, high, best = day(given.earliest), day(given.latest), day(given.best)
    return {
        "bounded": bool(low and high),
        "inside": bool(low and high and true and low <= true <= high),
        "exact": best is not None and best == true,
        "within three days": bool(best and true and abs((best - true).days) <= NEAR),
    }


def day(value: str | None) -> date | None:
    """A calendar day from YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


TASKS = (
    *(Task(name, partial(gold.there, file), partial(timex, file)) for name, file in SETS.items()),
    Task("times_halves", lambda: gold.there(*SETS.values()), halves),
    Task("dating", lambda: gold.there(DATED), dating),
    Task("timeline_dates", lambda: gold.there(DATED, TIMELINES), timeline_dates),
)
