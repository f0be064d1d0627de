"""Quantities: how many, how much, how long, how old. Guideline and figures: docs/quantities.md."""

from headwater.annotate.quantities.find import find_quantities

__all__ = ["find_quantities"]
