"""Pairs of reports to edges: shared passages, derivation with direction, similarity, stories.

Nothing here reads a disk or a clock; furniture is a mask; a stream is state in, state and edges out.
"""

from headwater.relate.assertion_edges import assertion_edges
from headwater.relate.assertions import assertions
from headwater.relate.beside import beside
from headwater.relate.comparison import shared_passages
from headwater.relate.credited import credited
from headwater.relate.derivation import derivations, is_outlet, why_not
from headwater.relate.derivation_link import Side
from headwater.relate.derivation_relation import Relation, relation
from headwater.relate.duplicates import Duplicate, Index, add, folded, near_duplicates
from headwater.relate.meaning import Meaning
from headwater.relate.naming import actor_edges, spot_names
from headwater.relate.profiles import Profile, Weights, plain_profile, profile, weights
from headwater.relate.reuse import reuse
from headwater.relate.signatures import Signature, sign, sign_all
from headwater.relate.similarity import pile_similarities, similarity
from headwater.relate.stories import story_edges, translated_edges
from headwater.relate.story_final import settled
from headwater.relate.story_judgements import judge
from headwater.relate.story_stream import Event, Stream, Told, assign, current, told
from headwater.relate.translation import translated_share

__all__ = [
    "Duplicate",
    "Event",
    "Index",
    "Meaning",
    "Profile",
    "Relation",
    "Side",
    "Signature",
    "Stream",
    "Told",
    "Weights",
    "actor_edges",
    "add",
    "assertion_edges",
    "assertions",
    "assign",
    "beside",
    "credited",
    "current",
    "derivations",
    "folded",
    "is_outlet",
    "judge",
    "near_duplicates",
    "pile_similarities",
    "plain_profile",
    "profile",
    "relation",
    "reuse",
    "settled",
    "shared_passages",
    "sign",
    "sign_all",
    "similarity",
    "spot_names",
    "story_edges",
    "told",
    "translated_edges",
    "translated_share",
    "weights",
    "why_not",
]
