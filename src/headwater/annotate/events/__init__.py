"""What happened or is said to happen, with its status, from the parse of one text (guideline: docs/events.md)."""

from headwater.annotate.events.find import find_events
from headwater.annotate.events.statuses import read_status
from headwater.annotate.events.trees import Tree

__all__ = ["Tree", "find_events", "read_status"]
