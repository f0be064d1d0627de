"""Claims and origins on sets of our own wording (form: eval/claims/README.md, guideline: docs/claims.md, 1 to 5)."""

import pathlib
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from eval import gold
from eval.scores import prf
from eval.task import Figure, Task
from headwater import relate, run
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.conclude import Resolved, credited_only, resolve_actors, resolve_credits, resolved
from headwater.language import sentence_encoder
from headwater.records import Annotations, Assertion, Claim, Document, Member

SETS = pathlib.Path(__file__).with_name("claims")
QUICK = 60  # pairs of a quick run, a third as many piles
DAY = "2031-05-06"
ENOUGH = 0.5  # share of the words asked for that a member must hold, or of a member that they must


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two excerpts with the unit in each and how they stand to each other."""

    a: str
    b: str
    relation: str
    a_words: str = ""
    b_words: str = ""
    why: str = ""
    a_stance: str = "asserts"
    b_stance: str = "asserts"
    a_published: str = DAY
    b_published: str = DAY
    may: bool = False


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report of a pile."""

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member that is asked for by its words."""

    doc: str
    words: str
    stance: str = "asserts"


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim of a pile with the number of its origins and its status."""

    members: tuple[Place, ...]
    low: int
    high: int
    status: str
    status_or: tuple[str, ...] = ()
    why: str = ""
    may: bool = False


class Pile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Short reports of one story with the claims that are asked for."""

    report: tuple[Report, ...]
    claim: tuple[Asked, ...]


class Known(NamedTuple):
    """A pile of texts as the product reads it, before its claims are made."""

    cards: Mapping[str, Document]
    found: Sequence[Annotations]
    related: run.Related
    resolved: Resolved
    asserted: Sequence[Assertion]


def read_pile(pieces: Sequence[Piece]) -> Known:
    """A pile of texts read and compared."""
    cards = [document(piece) for piece in pieces]
    by_id = {one.id: one for one in cards}
    alone = [annotate(one) for one in cards]
    found = [resolved(one, by_id[one.doc]) for one in relate.spot_names(cards, alone)]
    related = run.related(cards, found)
    asserted = [each for one, card in zip(alone, cards, strict=True) for each in relate.assertions(card, one, encoder=sentence_encoder())]
    credits = resolve_credits([c for one in found for c in one.credits], by_id, related.derivations)
    related = msgspec.structs.replace(related, derivations=(*related.derivations, *credited_only(credits, by_id)))
    return Known(by_id, found, related, resolve_actors(found, related.actors, (), by_id), asserted)


def claims_in(pieces: Sequence[Piece]) -> tuple[Claim, ...]:
    """What the product makes of a pile of texts."""
    read = read_pile(pieces)
    return run.claims_of(read.cards, read.found, read.resolved, read.related, read.asserted)


def pieces_of(pair: Pair) -> list[Piece]:
    """The two excerpts of a pair as texts."""
    return [Piece(id=id, text=text, published=day, language="en") for id, text, day in (("a", pair.a, pair.a_published), ("b", pair.b, pair.b_published))]


def holds(member: Member, doc: str, text: str, words: str) -> bool:
    """Whether a member is the words asked for, or most of them."""
    start = text.index(words)
    shared = min(member.span.end, start + len(words)) - max(member.span.start, start)
    return member.doc == doc and shared >= ENOUGH * min(len(words), member.span.end - member.span.start)


# -- pairs ------------------------------------------------------------------------------------------------


def pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of a set. Raises gold.Missing; ValueError where words are not there exactly once."""
    read = msgspec.convert(_read(name)["pair"], tuple[Pair, ...])
    for pair in read:
        for text, words in ((pair.a, pair.a_words), (pair.b, pair.b_words)):
            _check(text, words or text)
    return read


def given(pair: Pair) -> tuple[str, tuple[str, str]]:
    """How the product relates the two units, and the stance that it gives each ("" where they are no claim)."""
    for claim in claims_in(pieces_of(pair)):
        first = [m for m in claim.members if holds(m, "a", pair.a, pair.a_words or pair.a)]
        second = [m for m in claim.members if holds(m, "b", pair.b, pair.b_words or pair.b)]
        if first and second:
            stances = (first[0].stance, second[0].stance)
            return ("opposed" if stances.count("denies") == 1 else "same"), stances
    return "different", ("", "")


def pair_figures(read: Sequence[Pair]) -> list[Figure]:
    """F of linked pairs with precision and recall, the relation right among those linked rightly, stances, false links by reason."""
    judged = [(pair, *given(pair)) for pair in read if not pair.may]
    linked = [(pair, relation, stances) for pair, relation, stances in judged if relation != "different"]
    right = [one for one in linked if one[0].relation != "different"]
    whole = prf(len(right), len(linked), sum(pair.relation != "different" for pair, *_ in judged))
    false = Counter(pair.why for pair, *_ in linked if pair.relation == "different")
    return [
        Figure("claim pairs f", whole.f, noise=0.01),
        Figure("claim pairs p", whole.p, noise=0.01),
        Figure("claim pairs r", whole.r, "none"),
        Figure("same or opposed", sum(pair.relation == relation for pair, relation, _ in right) / max(1, len(right)), "none"),
        Figure("stances", sum((pair.a_stance, pair.b_stance) == stances for pair, _, stances in right) / max(1, len(right)), "none"),
        *(Figure(f"false: {why}", count, "none") for why, count in sorted(false.items())),
        Figure("pairs", len(judged), "none"),
    ]


# -- piles ------------------------------------------------------------------------------------------------


def piles(name: str) -> tuple[Pile, ...]:
    """The piles of a set. Raises gold.Missing; ValueError where words are not there exactly once."""
    read = msgspec.convert(_read(name)["pile"], tuple[Pile, ...])
    for pile in read:
        texts = {report.id: report.text for report in pile.report}
        for claim in pile.claim:
            for member in claim.members:
                _check(texts[member.doc], member.words)
    return read


def found_for(asked: Asked, pile: Pile, made: Sequence[Claim]) -> tuple[int, Claim | None]:
    """The claim that holds most of the members asked for, and how many."""
    texts = {report.id: report.text for report in pile.report}
    hits = [(sum(any(holds(m, want.doc, texts[want.doc], want.words) for m in one.members) for want in asked.members), one) for one in made]
    most, best = max(hits, key=lambda hit: hit[0], default=(0, None))
    return most, best if most else None


def pile_figures(read: Sequence[Pile]) -> list[Figure]:
    """Origins exactly right, status right, members found; a claim that is not found is wrong."""
    rows = []
    for pile in read:
        made = claims_in([Piece(id=one.id, text=one.text, outlet=one.outlet, published=one.published, language="en") for one in pile.report])
        rows += [(asked, *found_for(asked, pile, made)) for asked in pile.claim if not asked.may]
    exact = [one is not None and (one.independent.low, one.independent.high) == (asked.low, asked.high) for asked, _, one in rows]
    status = [one is not None and one.status in (asked.status, *asked.status_or) for asked, _, one in rows]
    members = sum(most for _, most, _ in rows) / max(1, sum(len(asked.members) for asked, _, _ in rows))
    return [
        Figure("origins exactly right", sum(exact) / max(1, len(rows)), noise=0.02),
        Figure("status right", sum(status) / max(1, len(rows)), noise=0.02),
        Figure("members found", members, "none"),
        Figure("too many origins", sum(one is not None and one.independent.low > asked.low for asked, _, one in rows) / max(1, len(rows)), "none"),
        Figure("claims", len(rows), "none"),
    ]


# -- sets -------------------------------------------------------------------------------------------------


def _read(name: str) -> dict[str, object]:
    path = SETS / f"{name}.toml"
    if not path.exists():
        raise gold.Missing(path.name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _check(text: str, words: str) -> None:
    if text.count(words) != 1:
        raise ValueError(f"{words!r} is there {text.count(words)} times: {text}")


def _pairs_task(name: str, set_: str) -> Task:
    def files() -> tuple[pathlib.Path, ...]:
        pairs(set_)
        return (SETS / f"{set_}.toml",)

    measure: Callable[[bool], list[Figure]] = lambda quick: pair_figures(pairs(set_)[: QUICK if quick else None])  # noqa: E731
    return Task(name, files, measure)


def _piles_task(name: str, set_: str) -> Task:
    def files() -> tuple[pathlib.Path, ...]:
        piles(set_)
        return (SETS / f"{set_}.toml",)

    measure: Callable[[bool], list[Figure]] = lambda quick: pile_figures(piles(set_)[: QUICK // 3 if quick else None])  # noqa: E731
    return Task(name, files, measure)


TASKS = (
    _pairs_task("claims_dev", "dev-pairs"),
    _pairs_task("claims_dev_b", "dev-pairs-b"),
    _piles_task("origins_dev", "dev-piles"),
    _piles_task("origins_unseen", "unseen-piles"),
)
