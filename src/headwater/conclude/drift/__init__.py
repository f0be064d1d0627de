"""Drift: what a report made from another one did to the facts (docs/drift.md)."""

from headwater.conclude.drift.find import SWAPPED, changes, find_drift, told_changes
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, pair, side

__all__ = ["SWAPPED", "Found", "Link", "Pair", "Side", "Told", "changes", "find_drift", "pair", "side", "told_changes"]
