"""Pairs of reports to edges: shared passages, derivation with direction, similarity, stories.

Nothing here reads a disk or a clock; furniture is a mask; a stream is state in, state and edges out.
"""

from headwater.relate.comparison import shared_passages
from headwater.relate.credited import credited
from headwater.relate.derivation import Side, derivations, is_outlet, why_not
from headwater.relate.duplicates import Duplicate, near_duplicates
from headwater.relate.naming import actor_edges, spot_names
from headwater.relate.profiles import Profile, Weights, plain_profile, profile, weights
from headwater.relate.reuse import reuse
from headwater.relate.similarity import pile_similarities, similarity
from headwater.relate.stories import Stream, assign, story_edges
from headwater.relate.translation import translated_share

__all__ = [
    "Duplicate",
    "Profile",
    "Side",
    "Stream",
    "Weights",
    "actor_edges",
    "assign",
    "credited",
    "derivations",
    "is_outlet",
    "near_duplicates",
    "pile_similarities",
    "plain_profile",
    "profile",
    "reuse",
    "shared_passages",
    "similarity",
    "spot_names",
    "story_edges",
    "translated_share",
    "weights",
    "why_not",
]
