"""Names of persons, organisations and places: exact span and kind, micro-averaged.

The texts are tokens joined by blanks, a sentence a line.
"""

from collections import Counter
from collections.abc import Iterator

import msgspec

from eval import gold, product
from eval.gold import Place
from eval.scores import prf
from eval.task import Figure, Task, speed, triple

FILE = "entities/worldwide-dev.jsonl.gz"
QUICK, WHOLE = 24, 200  # documents
KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}

Name = tuple[int, int, str]


class Mention(msgspec.Struct, frozen=True):
    """As `annotate` prints it."""

    span: Place
    kind: str
    form: str


class Answer(msgspec.Struct, frozen=True):
    """One document's mentions."""

    id: str
    mentions: tuple[Mention, ...] = ()


def measure(quick: bool) -> list[Figure]:
    """F over all, and over each kind."""
    docs = product.numbered(gold.sample(gold.rows(FILE, gold.Named), QUICK if quick else WHOLE))
    texts = {at: _text(doc) for at, doc in docs.items()}
    answers = product.ask(
        ["annotate", "--layers", "mentions,actors"], ({"id": at, "text": text} for at, (text, _) in texts.items()), Answer
    )
    found = {answer.id: set(_names(answer)) for answer in answers.lines}
    count: Counter[tuple[str, str]] = Counter()
    for at, (_, true) in texts.items():
        given = found.get(at, set())
        for what, names in (("right", given & true), ("given", given), ("gold", true)):
            count.update((what, label) for _, _, label in names)
    scores = {label: prf(*(count[what, label] for what in ("right", "given", "gold"))) for label in KINDS.values()}
    whole = prf(*(sum(count[what, label] for label in KINDS.values()) for what in ("right", "given", "gold")))
    return [*triple("names", whole), *(Figure(f"{label} f", score.f) for label, score in scores.items()), speed(answers.per_second)]


def _names(answer: Answer) -> Iterator[Name]:
    for mention in answer.mentions:
        if mention.form == "name" and mention.kind in KINDS:
            yield (*mention.span, KINDS[mention.kind])


def _text(doc: gold.Named) -> tuple[str, set[Name]]:
    text, names = "", set[Name]()
    for sentence in doc.sents:
        places: list[Place] = []
        for token in sentence.toks:
            places.append((len(text), len(text) + len(str(token[0]))))
            text += f"{token[0]} "
        text += "\n"
        kept = (ent for ent in sentence.ents or () if ent[2] in KINDS.values())
        names |= {(places[first][0], places[last - 1][1], label) for first, last, label in kept}
    return text, names


TASKS = (Task("entities", lambda: gold.there(FILE), measure),)
