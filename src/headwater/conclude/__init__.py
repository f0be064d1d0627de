"""Edges to what can be said: groups of reports, speakers, claims with their origins, credits resolved."""

from headwater.conclude.actors import Resolved, find_actors, resolve_actors
from headwater.conclude.claims import find_claims
from headwater.conclude.comparison import comparison
from headwater.conclude.coverage import coverage
from headwater.conclude.credits import credited_only, resolve_credits
from headwater.conclude.dating import date_pile, date_report, dated
from headwater.conclude.discrepancies import find_discrepancies, ground_of
from headwater.conclude.drift import changes, find_drift, side
from headwater.conclude.groups import Groups
from headwater.conclude.happenings import find_happenings
from headwater.conclude.resolution import resolve_times, resolved
from headwater.conclude.revisions import find_versions, same_page, told_apart
from headwater.conclude.rules import group_rules
from headwater.conclude.stories import group_stories
from headwater.conclude.timeline import timed_events

__all__ = ["Groups", "Resolved", "changes", "comparison", "coverage", "credited_only", "date_pile", "date_report", "dated", "find_actors", "find_claims", "find_discrepancies", "find_drift", "find_happenings", "find_versions", "ground_of", "group_rules", "group_stories", "resolve_actors", "resolve_credits", "resolve_times", "resolved", "same_page", "side", "timed_events", "told_apart"]
