"""Rules and penalties: what laws, decrees, bills, orders and practice oblige, forbid, allow, take away and punish."""

from headwater.annotate.rules.find import find_rules

__all__ = ["find_rules"]
