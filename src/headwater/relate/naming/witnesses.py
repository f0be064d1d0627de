"""Edges between speakers that no name joins: a report and its rewrite that put the same words into somebody's mouth."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from headwater.records import Annotations, Edge, Reuse, Statement
from headwater.relate.naming.units import LIKELY, OPEN, Pile, Unit, edge
from headwater.text import Span

LEAST_WORDS = 6  # words of a quotation that two people hardly say by chance
LEAST_SHARE = 0.6  # share of the shorter quotation that a passage must hold
LEAST_SCORE = 0.6


def witnesses(pile: Pile, annotations: Sequence[Annotations], reuse: Sequence[Reuse]) -> Iterator[Edge]:
    """The edges between those who say the same words in two reports of one lineage, and between equal descriptions there."""
    by_doc = {found.doc: found for found in annotations}
    speaking = _by_mention(pile, annotations)
    for passage in reuse:
        lineage = frozenset((passage.a.doc, passage.b.doc)) in pile.linked
        if lineage and passage.score >= LEAST_SCORE and passage.a.doc in by_doc and passage.b.doc in by_doc:
            a = _said_in(passage.a, by_doc[passage.a.doc])
            b = _said_in(passage.b, by_doc[passage.b.doc])
            if a is not None and b is not None:
                one, other = _speaker(a, speaking), _speaker(b, speaking)
                if one is not None and other is not None and "person" in (one.referent.kind, other.referent.kind) and not _both_named(one, other):
                    yield edge(one, other, LIKELY, "same_quotation")
    yield from _same_descriptions(pile)


def _both_named(a: Unit, b: Unit) -> bool:
    return a.referent.form == "name" and b.referent.form == "name"


def _by_mention(pile: Pile, annotations: Sequence[Annotations]) -> dict[Span, Unit]:
    units = {unit.id: unit for unit in pile.units}
    spans = {mention.id: mention.span for found in annotations for mention in found.mentions}
    return {spans[mention]: units[one.id] for found in annotations for one in found.referents for mention in one.mentions}


def _said_in(place: Span, found: Annotations) -> Statement | None:
    """The outermost direct statement whose words a passage holds."""
    for statement in found.statements:
        if statement.parent is None and statement.kind == "direct":
            for content in statement.content:
                shared = min(content.end, place.end) - max(content.start, place.start)
                if shared >= LEAST_SHARE * (content.end - content.start) and content.end - content.start >= 5 * LEAST_WORDS:
                    return statement
    return None


def _speaker(said: Statement, speaking: Mapping[Span, Unit]) -> Unit | None:
    if said.speaker is None or said.speaker.span is None:
        return None
    at = said.speaker.span
    exact = speaking.get(at)
    if exact is not None:
        return exact
    return next((unit for span, unit in speaking.items() if span.doc == at.doc and at.start <= span.start and span.end <= at.end and unit.referent.kind == "person"), None)


def _same_descriptions(pile: Pile) -> Iterator[Edge]:
    """`Russian border guards` in a report and its rewrite."""
    described: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in pile.units:
        if unit.referent.form == "description" and not unit.referent.stands_for:
            described[unit.plain].append(unit)
    for group in described.values():
        for at, b in enumerate(group):
            for a in group[:at][:MOST]:
                if a.doc != b.doc and frozenset((a.doc, b.doc)) in pile.linked:
                    yield edge(a, b, LIKELY if " " in a.name else OPEN, "same_description_in_rewrite")


MOST = 20  # equal descriptions that are compared with one
