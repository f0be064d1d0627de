"""Events: status on sentences of our own, and factuality on MEANTIME.

Own sets (`events/*.toml`, form in docs/events.md): accuracy of the status given the words, and how many of the events are
found without them. MEANTIME: given the mention of an event, is it certain, negative, future? For each attribute the mean of
the F of its two values, and the mean of the three; over all mentions that carry the attributes.
"""

import hashlib
import pathlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from eval import gold
from eval.gold import Place
from eval.task import Figure, Task, overlap
from headwater.annotate import annotate
from headwater.annotate.events import Facets, Tree, facets_of, status_at
from headwater.annotate.events.find import carrier
from headwater.api import Piece, document
from headwater.language import parse
from headwater.records import Event

SETS = pathlib.Path(__file__).with_name("events")
MEANTIME = "meantime/docs.jsonl"


class Item(msgspec.Struct, frozen=True):
    """One judged event: its text, its words (once in it), status, and what else is asked of it."""

    text: str
    words: str
    status: str
    status_or: tuple[str, ...] = ()
    who: str | None = None
    where: str | None = None
    time: str | None = None

    @property
    def place(self) -> Place:
        """Where the words stand. Raises ValueError where they are not there or not once."""
        if self.text.count(self.words) != 1:
            raise ValueError(f"{self.words!r} is there {self.text.count(self.words)} times: {self.text}")
        start = self.text.index(self.words)
        return start, start + len(self.words)


class Judged(msgspec.Struct, frozen=True):
    """What was given for an item: the status at its words; the status of the event found there, or None; who, where and time right."""

    item: Item
    given: str | None
    found: str | None
    who: bool
    where: bool
    time: bool

    @property
    def right(self) -> bool:
        """Whether the status given the words is right."""
        return self.given in (self.item.status, *self.item.status_or)

    @property
    def found_right(self) -> bool:
        """Whether the event was found without its words, with the right status."""
        return self.found in (self.item.status, *self.item.status_or)


def items(name: str) -> tuple[Item, ...]:
    """The items of an own set. Raises gold.Missing."""
    path = SETS / f"{name}.toml"
    if not path.exists():
        raise gold.Missing(path.name)
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["item"], tuple[Item, ...])


def judge(item: Item) -> Judged:
    """Read the text of an item and look at its event."""
    card = document(Piece(id=0, text=item.text, language="en"))
    found, read = annotate(card), parse(item.text, language="en")
    given = status_at(read, item.place, found.statements, found.times)
    word = carrier(Tree(read), *item.place)
    head = (int(read.start[word]), int(read.end[word])) if word is not None else item.place
    event = min((one for one in found.events if overlap((one.span.start, one.span.end), head)), key=_length, default=None)
    when = next((item.text[t.span.start : t.span.end] for t in found.times if event and t.id == event.timex), "")
    return Judged(
        item=item,
        given=given,
        found=event.status if event else None,
        who=not item.who or (event is not None and item.who in " ".join(event.who)),
        where=not item.where or (event is not None and item.where in (event.where or "")),
        time=not item.time or (event is not None and bool(when) and (when in item.time or item.time in when)),
    )


def _length(event: Event) -> int:
    return event.span.end - event.span.start


def own(name: str) -> Callable[[bool], list[Figure]]:
    """The measurement of one own set."""
    return lambda quick: figures([judge(item) for item in items(name)])


def figures(judged: Sequence[Judged]) -> list[Figure]:
    """Accuracy of status, share found, participants, place and time of those asked."""
    every = max(1, len(judged))
    return [
        Figure("status accuracy", sum(one.right for one in judged) / every),
        Figure("found with right status", sum(one.found_right for one in judged) / every),
        Figure("found", sum(one.found is not None for one in judged) / every),
        *(Figure(name, _share(judged, name)) for name in ("who", "where", "time")),
        Figure("of", len(judged), "none"),
    ]


def _share(judged: Sequence[Judged], field: str) -> float:
    asked = [one for one in judged if getattr(one.item, field)]
    return sum(bool(getattr(one, field)) for one in asked) / max(1, len(asked))


class Mention(msgspec.Struct, frozen=True):
    """A mention of an event in MEANTIME; mentions without attributes are not judged."""

    span: Place
    certainty: str | None = None
    polarity: str | None = None
    time: str | None = None


class Wikinews(msgspec.Struct, frozen=True):
    """One document of MEANTIME."""

    id: str
    text: str
    events: tuple[Mention, ...]

    @property
    def half(self) -> int:
        """0: looked at while developing; 1: never looked at."""
        return hashlib.sha256(self.id.encode()).digest()[-1] % 2


def files() -> tuple[pathlib.Path, ...]:
    """MEANTIME. Raises gold.Missing."""
    return gold.there(MEANTIME)


def meantime(quick: bool) -> list[Figure]:
    """Certain, negative, future: macro F each, their mean, and the mean on either half."""
    docs = gold.rows(MEANTIME, Wikinews)
    pairs = [(doc.half, gave, truth) for doc in docs for gave, truth in compared(doc)]
    halves = [_mean(_macros([(g, t) for half, g, t in pairs if half == number])) for number in (0, 1)]
    macros = _macros([(g, t) for _, g, t in pairs])
    return [
        Figure("macro f", _mean(macros)),
        *(Figure(f"{name} macro f", value) for name, value in zip(("certain", "negative", "future"), macros, strict=True)),
        Figure("macro f, half looked at", halves[0], "none"),
        Figure("macro f, other half", halves[1], "none"),
        Figure("mentions", len(pairs), "none"),
    ]


def compared(doc: Wikinews) -> Iterable[tuple[Facets, Facets]]:
    """Given and true facets of every mention that carries the attributes."""
    tree = Tree(parse(doc.text, language="en"))
    for mention in doc.events:
        word = tree.top(tree.words(*mention.span))
        if mention.certainty and mention.polarity in ("POS", "NEG") and mention.time and word is not None:
            truth = Facets(mention.certainty == "CERTAIN", mention.polarity == "NEG", mention.time == "FUTURE")
            yield facets_of(tree, word), truth


def _macros(pairs: Sequence[tuple[Facets, Facets]]) -> list[float]:
    names = ("certain", "negative", "future")
    return [_macro(Counter((getattr(given, name), getattr(truth, name)) for given, truth in pairs)) for name in names]


def _macro(counts: Counter[tuple[bool, bool]]) -> float:
    """The mean of the F of both values."""
    scores = []
    for value in (True, False):
        hits, misses = counts[value, value], counts[value, not value] + counts[not value, value]
        scores.append(2 * hits / max(1, 2 * hits + misses))
    return _mean(scores)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _set_files(name: str) -> Callable[[], tuple[pathlib.Path, ...]]:
    def there() -> tuple[pathlib.Path, ...]:
        items(name)
        return (SETS / f"{name}.toml",)

    return there


TASKS = (
    Task("events_dev", _set_files("dev"), own("dev")),
    Task("events_unseen", _set_files("unseen"), own("unseen")),
    Task("events_meantime", files, meantime),
)
