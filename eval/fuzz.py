"""Texts cut, doubled, shuffled, stripped of marks and breaks: nothing may fail, and every span must lie in its text."""

import random
from collections.abc import Iterator
from pathlib import Path

from eval.statement_texts import texts
from eval.task import Figure, Task
from headwater.api import annotate
from headwater.records import Annotations
from headwater.text import Span

HERE = Path(__file__).parent / "statements"
TEXTS, QUICK = 10_000, 300
SEED = 11
MARKS = "\"'“”‘’«»„(),.;:!?–—-\n\t\u200b\u00a0\ufeff"


def measure(quick: bool) -> list[Figure]:
    """How many mutilated texts raise, and how many spans lie outside of their text or hold nothing."""
    rng = random.Random(SEED)
    whole = [one.text for path in sorted(HERE.glob("*.toml")) for one in texts(path)]
    count = QUICK if quick else TEXTS
    raised = outside = 0
    for at in range(count):
        text = mutilated(whole[at % len(whole)], rng)
        try:
            found = annotate(text, language="en", model="fast")
        except Exception:  # the one thing measured here
            raised += 1
            continue
        outside += sum(not (0 <= s.start < s.end <= len(text)) for s in spans(found))
    return [Figure("texts", count, "none"), Figure("texts that raise", raised, "down", 0), Figure("spans outside", outside, "down", 0)]


def mutilated(text: str, rng: random.Random) -> str:
    """The text after one to six random damages."""
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(DAMAGES)(text, rng) if text else "."
    return text or "."


def _cut(text: str, rng: random.Random) -> str:
    a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[:a] + text[b:] if rng.random() < 0.5 else text[a:b]


def _double(text: str, rng: random.Random) -> str:
    a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[:b] + text[a:b] + text[b:]


def _mark(text: str, rng: random.Random) -> str:
    out = list(text)
    for _ in range(rng.randint(1, 30)):
        out.insert(rng.randrange(len(out) + 1), rng.choice(MARKS))
    return "".join(out)


def _unmarked(text: str, rng: random.Random) -> str:
    gone = set(rng.sample(MARKS, 6))
    return "".join(c for c in text if c not in gone)


def _shuffled(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def _one_line(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice((" ", "", "\r", "\u2028")))


def _case(text: str, rng: random.Random) -> str:
    return rng.choice((text.upper, text.lower, text.title))()


DAMAGES = (_cut, _double, _mark, _unmarked, _shuffled, _one_line, _case)


def spans(found: Annotations) -> Iterator[Span]:
    """Every span of all layers of one text."""
    yield from (*found.sentences, *found.quotations, *found.unread)
    for statement in found.statements:
        speaker = (statement.speaker.span,) if statement.speaker and statement.speaker.span else ()
        cue = (statement.cue,) if statement.cue else ()
        yield from (statement.span, *statement.content, *statement.quoted, *statement.hedges, *speaker, *cue)
    yield from (row.span for rows in (found.mentions, found.times, found.quantities) for row in rows)
    yield from (row.span for rows in (found.events, found.rules, found.credits) for row in rows)


TASKS = (Task("fuzz", lambda: tuple(sorted(HERE.glob("*.toml"))), measure),)
