"""Discrepancies on short texts of our own wording: the class of the cited pair when it is asked for, and what is shown of itself.

The form of a set and what is counted: docs/discrepancies.md, §6.
"""

import pathlib
import tomllib
from collections import Counter
from collections.abc import Sequence

import msgspec

from eval import gold
from eval.scores import prf as score
from eval.task import Figure, Task, overlap
from headwater import relate, run
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.conclude import resolve_actors, resolved
from headwater.conclude.discrepancies import asked, find_discrepancies
from headwater.conclude.discrepancies.find import Ground
from headwater.language import sentence_encoder
from headwater.records import Discrepancy
from headwater.relate.assertions import assertions
from headwater.text import Span

SETS = pathlib.Path(__file__).with_name("discrepancies")
QUICK = 30  # items of a quick run


class Cited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand once in one of the texts (counted from 1)."""

    text: int
    words: str


class May(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further pair that may be shown."""

    a: Cited
    b: Cited


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report of an item."""

    text: str
    outlet: str | None = None
    published: str | None = None


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two or three texts with the pair that is asked for."""

    id: str
    class_: str = msgspec.field(name="class")
    a: Cited
    b: Cited
    text: tuple[Text, ...]
    kind: str | None = None
    kind_or: tuple[str, ...] = ()
    class_or: tuple[str, ...] = ()
    why: str | None = None
    may: tuple[May, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """An item with what was given: class and kind when asked (none: nothing), what was shown at its places, and how much else."""

    item: Item
    asked: str
    kind: str | None
    shown: str
    stray: int
    told: tuple[str, ...] = ()


def items(name: str) -> tuple[Item, ...]:
    """The items of a set. Raises gold.Missing; ValueError where words are not there exactly once."""
    path = SETS / f"{name}.toml"
    if not path.exists():
        raise gold.Missing(path.name)
    read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["item"], tuple[Item, ...])
    for item in read:
        for cited in (item.a, item.b, *(side for pair in item.may for side in (pair.a, pair.b))):
            if item.text[cited.text - 1].text.count(cited.words) != 1:
                raise ValueError(f"{item.id}: {cited.words!r} is not there exactly once")
    return read


def ground(texts: Sequence[Text]) -> Ground:
    """Texts read as reports of one story, numbered from 1."""
    pieces = [Piece(id=str(at), text=one.text, outlet=one.outlet, published=one.published, language="en") for at, one in enumerate(texts, 1)]
    cards = [document(piece) for piece in pieces]
    found_in = [resolved(one, card) for one, card in zip(relate.spot_names(cards, [annotate(card) for card in cards]), cards, strict=True)]
    by_id = {card.id: card for card in cards}
    related = run.related(cards, found_in, meaning=False)
    actors = resolve_actors(found_in, relate.actor_edges(found_in, related.derivations, related.reuse, related.stories), (), by_id)
    said = {card.id: assertions(card, one, encoder=sentence_encoder()) for card, one in zip(cards, found_in, strict=True)}
    return Ground(by_id, tuple(found_in), said, actors.statements, actors.actors, ([*by_id],))


def place(item: Item, cited: Cited) -> Span:
    """Where cited words stand."""
    start = item.text[cited.text - 1].text.index(cited.words)
    return Span(str(cited.text), start, start + len(cited.words))


def judge(item: Item, on: Ground) -> Judged:
    """What the product says of an item."""
    pair = place(item, item.a), place(item, item.b)
    answer = asked(on, *pair)
    shown = find_discrepancies(on)
    ours = [one for one in shown if _meets(one.spans, pair)]
    may = [(place(item, one.a), place(item, one.b)) for one in item.may]
    stray = [one for one in shown if one not in ours and not any(_meets(one.spans, other) for other in may)]
    told = tuple(_line(item, one) for one in stray)
    return Judged(item, answer.class_ if answer else "none", answer.kind if answer else None, ours[0].class_ if ours else "none", len(stray), told)


def _line(item: Item, one: Discrepancy) -> str:
    a, b = (item.text[int(span.doc) - 1].text[span.start : span.end] for span in one.spans)
    return f"{one.kind} {one.class_}: {a} | {b}"


def _meets(spans: Sequence[Span], pair: tuple[Span, Span]) -> bool:
    return any(all(x.doc == y.doc and overlap((x.start, x.end), (y.start, y.end)) for x, y in zip(order, pair, strict=True)) for order in (spans, [*spans][::-1]))


def is_right(one: Judged) -> bool:
    """Whether the class is right when the pair is asked for."""
    return one.asked in (one.item.class_, *one.item.class_or)


def figures(judged: Sequence[Judged]) -> list[Figure]:
    """Class accuracy of the pair asked for; kinds; what is found of itself; what is shown beside."""
    real = [one for one in judged if one.item.class_ != "none"]
    shown = [one for one in judged if one.shown != "none"]
    right = [one for one in shown if one.shown in (one.item.class_, *one.item.class_or)]
    of = Counter(one.item.class_ for one in judged)
    hits = Counter(one.item.class_ for one in judged if is_right(one))
    kinds = [one for one in real if one.kind]
    stray = sum(one.stray for one in judged)
    found = score(len(right), len(shown) + stray, len(real))
    return [
        Figure("class accuracy", sum(map(is_right, judged)) / max(1, len(judged))),
        Figure("kind right", sum(one.kind in (one.item.kind, *one.item.kind_or) for one in kinds) / max(1, len(kinds))),
        Figure("found p", found.p),
        Figure("found r", found.r),
        Figure("stray an item", stray / max(1, len(judged)), "none"),
        *(Figure(f"{name} right", hits[name] / of[name], "none") for name in sorted(of)),
        Figure("items", len(judged), "none"),
    ]


def measured(name: str, *, quick: bool = False) -> list[Judged]:
    """A set judged; a quick run takes every few items."""
    read = items(name)
    return [judge(item, ground(item.text)) for item in (read[:: max(1, len(read) // QUICK)] if quick else read)]


def _task(name: str, set_: str) -> Task:
    def files() -> tuple[pathlib.Path, ...]:
        items(set_)
        return (SETS / f"{set_}.toml",)

    def measure(quick: bool) -> list[Figure]:
        return figures(measured(set_, quick=quick))

    return Task(name, files, measure)


TASKS = (_task("discrepancies_dev", "dev"), _task("discrepancies_unseen", "unseen"))
