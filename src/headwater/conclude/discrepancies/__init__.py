"""Discrepancies: passages that answer one question and do not give one answer, held apart in five classes.

Passages of one report or one story that share telling words are laid side by side; figures are decided by arithmetic, days by
their intervals, the rest by words of no, opposites, ladders of steps and lists of loaded words. What does not show one question
is left alone: two of three that are shown must be true.
"""

from headwater.conclude.discrepancies.find import Ground, asked, find_discrepancies, ground_of

__all__ = ["Ground", "asked", "find_discrepancies", "ground_of"]
