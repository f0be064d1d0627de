"""Time the resolution of many names on one core: `python -m bench.actors [NAMES]`.

Names are generated with the habits of news: few surnames that many bear, initials, surnames alone, acronyms, short forms of bodies.
Nothing is parsed: what is timed is from referents to actors. Counted too: the edges made, against the pairs that there are.
"""

import random
import sys
import time
from collections.abc import Iterator

import msgspec

from headwater import conclude, relate
from headwater.records import ActorKind, Annotations, Mention, Referent, span_id
from headwater.text import Span

A_REPORT = 12  # names a report
SYLLABLES = "ba be bi bo da de di do fa fe fi ga ge go ha he hi jo ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zi zo".split()
HEADS = "Ministry Institute Bank Party Union Council Court Agency Hospital University Works Inspectorate".split()


class Outcome(msgspec.Struct, frozen=True):
    """What was resolved: distinct names, referents, edges, actors, seconds."""

    names: int
    referents: int
    edges: int
    actors: int
    seconds: float


def run(count: int, *, seed: int = 7) -> Outcome:
    """Resolve `count` distinct names."""
    found = reports(count, seed=seed)
    started = time.process_time()
    edges = relate.actor_edges(found)
    made = conclude.resolve_actors(found, edges)
    seconds = time.process_time() - started
    names = {one.name for report in found for one in report.referents}
    return Outcome(len(names), sum(len(report.referents) for report in found), len(edges), len(made.actors), seconds)


def reports(count: int, *, seed: int) -> list[Annotations]:
    """Reports that hold `count` distinct names between them, some in several reports."""
    rng = random.Random(seed)
    wanted: dict[tuple[str, ActorKind], None] = {}
    for pair in _names(rng):
        wanted[pair] = None
        if len(wanted) >= count:
            break
    every = [*wanted, *rng.choices(list(wanted), k=count // 4)]
    rng.shuffle(every)
    return [_report(number, every[at : at + A_REPORT]) for number, at in enumerate(range(0, len(every), A_REPORT))]


def _names(rng: random.Random) -> Iterator[tuple[str, ActorKind]]:
    surnames = [_word(rng, 2, 4) for _ in range(20_000)]
    given = [_word(rng, 2, 3) for _ in range(2_000)]
    while True:
        kind = rng.random()
        surname = surnames[int(len(surnames) * rng.random() ** 2)]  # few surnames that many bear
        first = given[int(len(given) * rng.random() ** 2)]
        if kind < 0.6:
            yield f"{first} {surname}", "person"
        elif kind < 0.65:
            yield f"{first[0]}. {surname}", "person"
        elif kind < 0.72:
            yield surname, "person"
        elif kind < 0.9:
            yield f"{_word(rng, 2, 3)} {_word(rng, 1, 3)} {rng.choice(HEADS)}", "organization"
        else:
            yield _word(rng, 2, 4), "place"


def _word(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(least, most))).capitalize()


def _report(number: int, names: list[tuple[str, ActorKind]]) -> Annotations:
    doc, mentions, referents = f"d{number}", [], []
    for at, (name, kind) in enumerate(dict.fromkeys(names)):
        span = Span(doc, at * 50, at * 50 + len(name))
        mentions.append(Mention(id=span_id("mention", span), span=span, kind=kind, form="name"))
        referents.append(Referent(id=span_id("referent", span), doc=doc, kind=kind, name=name, form="name", mentions=(mentions[-1].id,)))
    return Annotations(doc=doc, language="en", read_as="full", mentions=tuple(mentions), referents=tuple(referents))


def main() -> int:
    """Print the outcome as one line of JSON. Exit status 0."""
    print(msgspec.json.encode(run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
