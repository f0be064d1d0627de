"""Killed and injured as an article states them against the recorded facts of GVA.

`python -m eval.victims seen` measures the half of the incidents that was looked at while developing, `kept` the other
half (by the hash of the incident), which is for checks alone.
"""

import hashlib
import pathlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from eval import gold
from eval.task import Figure, Task
from headwater.annotate.quantities import find_quantities
from headwater.annotate.quantities.victims import Stated, Toll, mentions, victims
from headwater.language import parse

ARTICLES, FACTS = "gva/articles.jsonl", "gva/facts.jsonl"
LONGEST = 12_000  # code points of an article that are read
QUICK = 120  # articles
Half = Literal["seen", "kept"]


class Fact(msgspec.Struct, frozen=True):
    """What is recorded of one incident."""

    incident_uri: str
    num_killed: int
    num_injured: int


def half(incident: str) -> Half:
    """Which half an incident is of."""
    return "kept" if int(hashlib.sha256(incident.encode()).hexdigest()[0], 16) % 2 else "seen"


def agrees(stated: Stated, recorded: int) -> bool:
    """Whether a recorded number lies in the bounds stated."""
    return stated.low <= recorded and (stated.high is None or recorded <= stated.high)


def measure(articles: Iterable[gold.Article], facts: dict[str, Fact]) -> Counter[str]:
    """Counts of what is stated and agrees."""
    count: Counter[str] = Counter()
    for article in articles:
        text = f"{article.title or ''}\n\n{article.text}"[:LONGEST]
        read = parse(text, language="en")
        found = find_quantities(text, doc=article.id, parse=read)
        said = victims(read, found, doc=article.id)
        count += _compare(said, list(mentions(read, found, doc=article.id)), facts[article.incident or ""])
    return count


def _compare(said: Toll, all_said: Sequence[Stated], fact: Fact) -> Counter[str]:
    count = Counter(articles=1)
    for kind, one, recorded in (("killed", said.killed, fact.num_killed), ("injured", said.injured, fact.num_injured)):
        if one is None:
            continue
        among = [it for it in all_said if it.harm in (kind, "hit")]
        count[f"{kind} stated"] += 1
        count[f"{kind} right"] += agrees(one, recorded)
        count[f"{kind} among"] += agrees(one, recorded) or any(agrees(it, recorded) for it in among)
    return count


def figures(count: Counter[str]) -> list[Figure]:
    """Agreement of the number the report is summed up by, of any number it states, and in how many articles one was found."""
    out = []
    for kind in ("killed", "injured"):
        stated = max(1, count[f"{kind} stated"])
        out.append(Figure(f"{kind} agrees", count[f"{kind} right"] / stated))
        out.append(Figure(f"{kind} among those stated", count[f"{kind} among"] / stated))
        out.append(Figure(f"{kind} stated in", count[f"{kind} stated"] / max(1, count["articles"]), "none"))
    return out


def articles(which: Half) -> tuple[list[gold.Article], dict[str, Fact]]:
    """The articles of one half that a fact is recorded for, and the facts by incident."""
    facts = {fact.incident_uri: fact for fact in gold.rows(FACTS, Fact)}
    rows = gold.rows(ARTICLES, gold.Article)
    return [row for row in rows if row.incident in facts and half(row.incident) == which], facts


def _task(quick: bool) -> list[Figure]:
    rows, facts = articles("seen")
    return figures(measure(rows[: QUICK if quick else None], facts))


def _files() -> tuple[pathlib.Path, ...]:
    return gold.there(ARTICLES, FACTS)


TASKS = (Task("victims", _files, _task),)

if __name__ == "__main__":
    which: Half = "kept" if sys.argv[1:] == ["kept"] else "seen"
    for figure in figures(measure(*articles(which))):
        print(which, figure.name, f"{figure.value:.3f}")
