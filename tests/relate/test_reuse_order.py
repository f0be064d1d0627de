"""What is shared, and who has it from whom, does not depend on the order in which reports come."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.api import Piece, Related, reuse
from tests.relate.pile import COPY, OTHER, OWN, REWRITE, WIRE

TEXTS = dict(zip("abcde", (WIRE, COPY, REWRITE, OWN, OTHER), strict=True))
SENTENCES = [line for text in (WIRE, REWRITE, OWN) for line in text.split("\n\n")[1:]]


def seen(found: list[Related]) -> set[tuple[object, ...]]:
    upstream = [one.upstream and {"a": one.a, "b": one.b}[one.upstream] for one in found]
    places = [frozenset(frozenset(((p.a.doc, p.a.start, p.a.end), (p.b.doc, p.b.start, p.b.end))) for p in one.passages) for one in found]
    return {(frozenset((one.a, one.b)), one.kind, one.score, up, place) for one, up, place in zip(found, upstream, places, strict=True)}


def test_pairs_in_both_orders() -> None:
    for pair in itertools.combinations(TEXTS, 2):
        pieces = [Piece(id=id, text=TEXTS[id]) for id in pair]
        assert seen(list(reuse(pieces))) == seen(list(reuse(pieces[::-1]))), pair


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_any_order(made: list[list[str]], rng: object) -> None:
    pieces = [Piece(id=str(n), text="\n\n".join(parts)) for n, parts in enumerate(made)]
    turned = list(pieces)
    rng.shuffle(turned)  # type: ignore[attr-defined]
    assert seen(list(reuse(pieces, meaning=False))) == seen(list(reuse(turned, meaning=False)))
