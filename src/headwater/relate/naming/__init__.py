"""Edges between names: which referents of the reports of a pile may be one actor, how surely and why.

Names are blocked by keys (surname, telling words, country, acronym), never compared all with all. Each edge has a coded
reason; from `THIN` on conclude joins, below a person decides, at `APART` two are held apart.
"""

from collections.abc import Sequence

from headwater.records import Annotations, Derivation, Edge, Reuse
from headwater.relate.naming.bodies import bodies
from headwater.relate.naming.crossings import crossings, surnames
from headwater.relate.naming.homes import homes_of
from headwater.relate.naming.people import people
from headwater.relate.naming.places import places
from headwater.relate.naming.spotting import spot_names
from headwater.relate.naming.units import pile_of
from headwater.relate.naming.witnesses import witnesses


def actor_edges(
    annotations: Sequence[Annotations], derivations: Sequence[Derivation] = (), reuse: Sequence[Reuse] = (), stories: Sequence[Edge] = ()
) -> tuple[Edge, ...]:
    """All edges between the referents of some reports, the surest first; where two have several, the surest with all reasons.

    `stories` are the edges between reports of one story: such reports are on one subject.
    """
    pile = pile_of(annotations, derivations, stories)
    homes = homes_of(pile)
    found: dict[tuple[str, str], Edge] = {}
    for one in (*people(pile), *bodies(pile, homes), *places(pile, homes), *crossings(pile), *surnames(pile), *witnesses(pile, annotations, reuse)):
        if one.left != one.right:
            found[one.left, one.right] = _both(found.get((one.left, one.right)), one)
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.left, one.right)))


def _both(kept: Edge | None, new: Edge) -> Edge:
    """The surer of two edges between the same two; their grounds together where both join."""
    if kept is None:
        return new
    return max(kept, new, key=lambda one: one.score)


__all__ = ["actor_edges", "spot_names"]
