"""Who said what: PolNeAR, first annotator. Gold holds no nested statements, so ours with a parent are left out.

An attribution is found when the intersection over union of its content characters with a predicted
content is at least a half, counted once; its source is right when it overlaps the predicted speaker.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from eval import gold, product
from eval.gold import Place
from eval.scores import chars, prf
from eval.task import Figure, Task, speed, triple

FILE = "polnear/dev.jsonl"
QUICK = 16  # documents
ENOUGH = 0.5  # intersection over union

Said = tuple[set[int], set[int]]  # offsets of the content, of the speaker


class Speaker(msgspec.Struct, frozen=True):
    """The words that name the speaker, if any."""

    span: Place | None = None


class Statement(msgspec.Struct, frozen=True):
    """As `annotate` prints it."""

    content: tuple[Place, ...]
    speaker: Speaker | None = None
    parent: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """One document's statements."""

    id: str
    statements: tuple[Statement, ...] = ()


def measure(quick: bool) -> list[Figure]:
    """Attributions found, found with source, content by characters, source given content."""
    docs = product.numbered(gold.rows(FILE, gold.Attributed)[: QUICK if quick else None])
    lines = ({"id": at, "text": doc.text, "title": doc.title, "published": doc.published, "outlet": doc.outlet} for at, doc in docs.items())
    answers = product.ask(["annotate", "--layers", "statements"], lines, Answer)
    found = {answer.id: answer.statements for answer in answers.lines}
    count: Counter[str] = Counter()
    for at, doc in docs.items():
        count += _compare(_gold(doc), _said(found.get(at, ())))
    return [*_figures(count), speed(answers.per_second)]


def _gold(doc: gold.Attributed) -> list[Said]:
    return [(chars(one.content), chars(one.source)) for one in doc.attributions if one.content]


def _said(statements: Sequence[Statement]) -> list[Said]:
    outer = (one for one in statements if not one.parent)
    return [(chars(one.content), chars([one.speaker.span] if one.speaker and one.speaker.span else [])) for one in outer]


def _compare(true: list[Said], given: list[Said]) -> Counter[str]:
    every, ours = set[int]().union(*(c for c, _ in true)), set[int]().union(*(c for c, _ in given))
    count = Counter(both_chars=len(every & ours), gold_chars=len(every), given_chars=len(ours), gold=len(true), given=len(given))
    used: set[int] = set()
    for content, source in true:
        best = _best(content, given, used)
        if best is not None:
            used.add(best)
            count.update(_judge(source, given[best][1]))
    return count


def _best(content: set[int], given: list[Said], used: set[int]) -> int | None:
    scored = ((len(content & c) / len(content | c), -at) for at, (c, _) in enumerate(given) if at not in used and content & c)
    score, at = max(scored, default=(0.0, 0))
    return -at if score >= ENOUGH else None


def _judge(source: set[int], speaker: set[int]) -> Counter[str]:
    right = bool(source & speaker)
    return Counter(found=1, sourced=bool(source), right=right, both=right if source else not speaker)


def _figures(count: Counter[str]) -> list[Figure]:
    return [
        *triple("attribution", prf(count["found"], count["given"], count["gold"])),
        *triple("with source", prf(count["both"], count["given"], count["gold"])),
        *triple("content characters", prf(count["both_chars"], count["given_chars"], count["gold_chars"])),
        Figure("source given content", count["right"] / max(1, count["sourced"])),
    ]


TASKS = (Task("polnear", lambda: gold.there(FILE), measure),)
