"""From the assertions of a pile to its discrepancies: which passages are laid side by side, what is kept of what is found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from headwater.conclude.discrepancies.answers import in_words
from headwater.conclude.discrepancies.bonds import Bond, bond, rarity
from headwater.conclude.discrepancies.counts import differing_counts
from headwater.conclude.discrepancies.days import differing_days
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.passages import Passage, Pile, passages
from headwater.reasons import render
from headwater.records import Actor, Annotations, Assertion, Discrepancy, Document, Statement
from headwater.text import Span, digest

SURE = {"quantity": 0.6, "date": 0.75, "polarity": 0.75, "rule": 0.7, "attribution": 0.85, "status": 0.8}  # from which a finding is shown
ASKED = {"quantity": 0.2, "date": 0.3, "polarity": 0.1, "rule": 0.1, "attribution": 0.25, "status": 0.1}  # where a pair is asked for
COMMON = 60  # passages that share a stem, beyond which it brings no two together
SHARED = 2  # stems that two passages must share to be compared
MOST = 30  # discrepancies of a story


class Ground(msgspec.Struct, frozen=True):
    """What discrepancies are found in: reports, what was found in them, the assertions of each report, statements and actors
    as resolved, the reports of each story."""

    documents: Mapping[str, Document]
    annotations: Sequence[Annotations]
    said: Mapping[str, Sequence[Assertion]]
    statements: Sequence[Statement]
    actors: Sequence[Actor]
    stories: Sequence[Sequence[str]]


def find_discrepancies(ground: Ground) -> tuple[Discrepancy, ...]:
    """The discrepancies of a pile, story by story, the surest first."""
    told = _told(ground)
    found = [one for story in ground.stories for one in _of_story([passage for doc in story for passage in told.get(doc, ())])]
    return tuple(_record(one) for one in found)


def _told(ground: Ground) -> dict[str, list[Passage]]:
    """The passages of each report."""
    pile = Pile(ground.documents, {one.id: one for one in ground.actors}, {one.id: one for one in ground.statements})
    return {one.doc: passages(ground.said.get(one.doc, ()), one, pile) for one in ground.annotations}


def asked(ground: Ground, a: Span, b: Span) -> Discrepancy | None:
    """How two cited places disagree, and None where they do not: a person points at them, so less is needed to see one question."""
    told = _told(ground)
    rare = rarity([one for each in told.values() for one in each])
    pairs = [(x, y) for x in _citing(told, a) for y in _citing(told, b)]
    found = [one for x, y in pairs for one in _checked(x, y, bond(x, y, rare)) if one.score >= ASKED[one.kind]]
    best = max(found, key=lambda one: one.score, default=None)
    return _record(best) if best else None


def _citing(told: Mapping[str, Sequence[Passage]], cited: Span) -> list[Passage]:
    """The passages that hold cited words, with no other figures and times than those cited where any are."""
    held = [one for one in told.get(cited.doc, ()) if _overlap(one.span, cited)]
    return [_narrowed(one, cited) for one in held]


def _narrowed(one: Passage, cited: Span) -> Passage:
    figures = tuple(q for q in one.quantities if _overlap(q.span, cited))
    return msgspec.structs.replace(one, quantities=figures) if figures else one


def _checked(a: Passage, b: Passage, held: Bond) -> Iterator[Found]:
    counts = list(differing_counts(a, b, held))
    yield from counts
    days = list(differing_days(a, b, held))
    yield from days
    if not counts and not days:
        yield from in_words(a, b, held)


def _of_story(told: Sequence[Passage]) -> list[Found]:
    rare = rarity(told)
    found = [one for a, b in _pairs(told) for one in _checked(a, b, bond(a, b, rare)) if one.score >= SURE[one.kind]]
    return _kept(found)


def _pairs(told: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages that share telling stems; of one report only where two voices or two sentences speak."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for stem in {key for term in one.said.terms for key in (*term.stems[:1], *term.meanings)}:
            places[stem].append(at)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for here in places.values():
        if len(here) <= COMMON:
            for number, left in enumerate(here):
                for right in here[number + 1 :]:
                    shared[left, right] += 1
    for (left, right), count in sorted(shared.items()):
        a, b = told[left], told[right]
        if count >= SHARED and not _overlap(a.span, b.span) and a.sentence != b.sentence:
            yield a, b


def _overlap(a: Span, b: Span) -> bool:
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def _kept(found: Sequence[Found]) -> list[Found]:
    """The surest finding of each place and question; the same two answers in further reports are not told again."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (-each.score, each.a, each.b)):
        if not any(_is_told(one, other) for other in kept):
            kept.append(one)
    return kept[:MOST]


def _is_told(one: Found, other: Found) -> bool:
    return one.kind == other.kind and ((_overlap(one.a, other.a) and _overlap(one.b, other.b)) or (_overlap(one.a, other.b) and _overlap(one.b, other.a)))


def _record(one: Found) -> Discrepancy:
    places = [f"{span.doc}:{span.start}-{span.end}" for span in (one.a, one.b)]
    return Discrepancy(
        id="x" + digest("discrepancy", one.kind, one.class_, *places),
        kind=one.kind,
        class_=one.class_,
        claims=(),
        spans=(one.a, one.b),
        explanation=render(one.because.code, one.because.values),
    )
