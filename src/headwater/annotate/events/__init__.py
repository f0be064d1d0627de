"""What happened or is said to happen, with its status, from the parse of one text (guideline: docs/events.md)."""

from headwater.annotate.events.facets import Facets, facets_of
from headwater.annotate.events.find import find_events, status_at
from headwater.annotate.events.trees import Tree

__all__ = ["Facets", "Tree", "facets_of", "find_events", "status_at"]
