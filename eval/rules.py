"""Rules on texts of our own: found, kind, status, penalties, and what else is asked (form of a set: docs/rules.md, 9)."""

import pathlib
import tomllib
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from eval import gold
from eval.gold import Place
from eval.scores import Prf
from eval.scores import prf as score
from eval.task import Figure, Task
from headwater import lexicon
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.records import Penalty, Rule
from headwater.text import Span

SETS = pathlib.Path(__file__).with_name("rules")
SAME = 0.5  # share of the shorter stretch from which two annotations are one row


class Sanction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A penalty asked for."""

    kind: str
    max: float | None = None
    unit: str | None = None


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A deadline asked for."""

    value: float
    unit: str


class Wanted(msgspec.Struct, frozen=True):
    """One rule of a set; a field that is None is not asked."""

    words: str
    kind: str
    status: str
    kind_or: tuple[str, ...] = ()
    status_or: tuple[str, ...] = ()
    instrument: str | None = None
    instrument_or: tuple[str, ...] = ()
    bound: str | None = None
    content: str | None = None
    jurisdiction: str | None = None
    penalties: tuple[Sanction, ...] | None = None
    deadline: Term | None = None
    may: bool = False


class Item(msgspec.Struct, frozen=True):
    """One text with its rules."""

    text: str
    rule: tuple[Wanted, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """A text with what was given: pairs of wanted and given (None where missed), and what was given too much."""

    item: Item
    pairs: tuple[tuple[Wanted, Rule | None], ...]
    extra: tuple[Rule, ...]


def items(name: str) -> tuple[Item, ...]:
    """The texts of an own set. Raises gold.Missing; ValueError where words are not there exactly once."""
    path = SETS / f"{name}.toml"
    if not path.exists():
        raise gold.Missing(path.name)
    found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["text"], tuple[Item, ...])
    for item in found:
        for wanted in item.rule:
            if item.text.count(wanted.words) != 1:
                raise ValueError(f"{wanted.words!r} is there {item.text.count(wanted.words)} times: {item.text}")
    return found


def judge(item: Item) -> Judged:
    """Read a text and pair what is found with what is wanted: best overlap first, each given rule once."""
    found = list(annotate(document(Piece(id=0, text=item.text, language="en"))).rules)
    order = sorted(((_share(_place(item, wanted), rule.span), -at, -other) for at, wanted in enumerate(item.rule) for other, rule in enumerate(found)), reverse=True)
    given: dict[int, int] = {}
    for share, at, other in order:
        if share >= SAME and -at not in given and -other not in given.values():
            given[-at] = -other
    pairs = tuple((wanted, found[given[at]] if at in given else None) for at, wanted in enumerate(item.rule))
    loose = [rule for other, rule in enumerate(found) if other not in given.values()]
    return Judged(item, pairs, tuple(loose))


def _place(item: Item, wanted: Wanted) -> Place:
    start = item.text.index(wanted.words)
    return start, start + len(wanted.words)


def _share(a: Place, b: Span) -> float:
    """How much of the shorter stretch both share."""
    both = min(a[1], b.end) - max(a[0], b.start)
    return max(0, both) / max(1, min(a[1] - a[0], b.end - b.start))


def kind_right(wanted: Wanted, rule: Rule) -> bool:
    """Whether the kind is one of those that are right."""
    return rule.kind in (wanted.kind, *wanted.kind_or)


def status_right(wanted: Wanted, rule: Rule) -> bool:
    """Whether the status is one of those that are right."""
    return rule.status in (wanted.status, *wanted.status_or)


def penalties_right(wanted: Wanted, rule: Rule) -> tuple[int, int]:
    """How many of the figures asked for in a found row are given with the same kind, maximum and unit, and how many are asked for.

    A row of a wrong kind that gives no penalty counts with all its figures as wrong; a row that was not found counts in what is found alone.
    """
    asked = [one for one in wanted.penalties or () if one.max is not None]
    return sum(any(_same(one, penalty) for penalty in rule.penalties) for one in asked), len(asked)


def all_penalties_right(wanted: Wanted, rule: Rule) -> bool:
    """Whether exactly the penalties asked for are given."""
    asked = list(wanted.penalties or ())
    return len(asked) == len(rule.penalties) and all(any(_same(one, penalty) for penalty in rule.penalties) for one in asked)


def _same(one: Sanction, penalty: Penalty) -> bool:
    return (one.kind, one.max, _unit(one.unit)) == (penalty.kind, penalty.max, _unit(penalty.unit))


def _unit(unit: str | None) -> str:
    """A unit in one form: years and year, USD and dollar are the same."""
    low = (unit or "").casefold()
    code = next((row[0] for row in lexicon.rows("currencies") if len(row) > 2 and {low, f"{low}s"} & set(row[2].casefold().split("|"))), None)
    return code.casefold() if code else low.removesuffix("s")


def prf(judged: Sequence[Judged]) -> Prf:
    """Rules found, over all texts; those that may be there are neither asked nor wrong."""
    asked = [rule for one in judged for wanted, rule in one.pairs if not wanted.may]
    hits, extra = sum(rule is not None for rule in asked), sum(len(one.extra) for one in judged)
    return score(hits, hits + extra, len(asked))


def figures(judged: Sequence[Judged]) -> list[Figure]:
    """Found, and of what was found: kind, status, figures of penalties, and the other fields where asked."""
    found = [(wanted, rule) for one in judged for wanted, rule in one.pairs if rule is not None and not wanted.may]
    whole = prf(judged)
    counts = [penalties_right(*pair) for pair in found]
    asked = [pair for pair in found if pair[0].penalties is not None]
    return [
        Figure("found f", whole.f),
        Figure("found p", whole.p, "none"),
        Figure("found r", whole.r, "none"),
        Figure("kind accuracy", _mean([kind_right(*pair) for pair in found])),
        Figure("status accuracy", _mean([status_right(*pair) for pair in found])),
        Figure("penalty figures exact", sum(right for right, _ in counts) / max(1, sum(of for _, of in counts))),
        Figure("penalties as a set", _mean([all_penalties_right(*pair) for pair in asked]), "none"),
        *(Figure(name, _mean([right(*pair) for pair in found if getattr(pair[0], name) is not None]), "none") for name, right in FIELDS),
        Figure("rules", len(found) + sum(rule is None for one in judged for wanted, rule in one.pairs if not wanted.may), "none"),
        Figure("texts", len(judged), "none"),
    ]


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def _touches(words: str, given: str) -> bool:
    return words in given or given in words or bool(set(words.casefold().split()) & set(given.casefold().split()) - {"the", "of", "a", "to", "in", "for"})


FIELDS: tuple[tuple[Literal["instrument", "jurisdiction", "bound", "deadline"], Callable[[Wanted, Rule], bool]], ...] = (
    ("instrument", lambda wanted, rule: rule.instrument in (wanted.instrument, *wanted.instrument_or)),
    ("jurisdiction", lambda wanted, rule: rule.jurisdiction == wanted.jurisdiction),
    ("bound", lambda wanted, rule: any(_touches(wanted.bound or "", one.name) for one in rule.bound)),
    ("deadline", lambda wanted, rule: wanted.deadline is not None and rule.deadline is not None and (rule.deadline.value, rule.deadline.unit) == (wanted.deadline.value, wanted.deadline.unit)),
)


def own(*names: str) -> Callable[[bool], list[Figure]]:
    """The measurement of own sets, as one."""
    return lambda quick: figures([judge(item) for name in names for item in items(name)])


def _files(*names: str) -> Callable[[], tuple[pathlib.Path, ...]]:
    def there() -> tuple[pathlib.Path, ...]:
        for name in names:
            items(name)
        return tuple(SETS / f"{name}.toml" for name in names)

    return there


def _task(name: str, *names: str) -> Task:
    return Task(name, _files(*names), own(*names))


def _sets(prefix: str) -> tuple[str, ...]:
    """The own sets whose names begin so, in order of name: those that were looked at (`dev`) and those written blind (`unseen`)."""
    return tuple(sorted(path.stem for path in SETS.glob(f"{prefix}-*.toml")))


TASKS = (_task("rules_dev", *_sets("dev")), _task("rules_unseen", *_sets("unseen")))
