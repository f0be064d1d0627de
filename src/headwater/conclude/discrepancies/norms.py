"""Rules side by side: one norm at two stages or with two penalties, and norms of two states that pull in opposite directions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from headwater.conclude.discrepancies.bonds import Bond, bond, likeness
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.order import earlier
from headwater.conclude.discrepancies.passages import Passage
from headwater.records import Reason, Rule

MADE = frozenset(("in_force", "signed", "adopted"))
UNMADE = frozenset(("planned", "draft", "proposed", "threatened"))
DUTY = frozenset(("obligation",))
BAN = frozenset(("prohibition",))
SANCTION = frozenset(("penalty", "deprivation"))
REFUSING = re.compile(r"\b(?:refus\w+|defy\w*|defi(?:es|ed|ance)|evad\w+|evasion|fail\w* to|dodg\w+|without|not to|avoid\w*|desert\w*|declin\w+)\b", re.IGNORECASE)
MATTER = 0.5  # likeness of two words from which two norms of two states are on one matter
SURE, MORE = 0.7, 0.03  # how sure one word of one matter makes it, and each further one
LEGAL = frozenset("law bill draft act decree code order rule amendment legislation prison term year month day citizen person people country state authority lawmaker punish penalty fine include require oblige face risk loss deprive confiscation property week".split())
ONE_NORM = 0.62  # cosine of two tellings at two stages from which they may be one norm
COVERED = 0.5  # share of the words of the shorter that the other must have besides


def differing_rules(rules: Sequence[Rule], told: Sequence[Passage], rare: Mapping[str, float]) -> Iterator[Found]:
    """Norms that an editor must hold apart: of two states, or of one at two stages."""
    held = [(rule, one) for rule in rules if (one := _passage(rule, told)) is not None]
    best: defaultdict[tuple[str, ...], list[Found]] = defaultdict(list)
    for at, (rule, one) in enumerate(held):
        for other_rule, other in held[at + 1 :]:
            link = bond(one, other, rare)
            for key, found in _compared(rule, one, other_rule, other, link):
                best[key].append(found)
    for each in best.values():
        yield max(each, key=lambda found: (found.score, found.a))


def _passage(rule: Rule, told: Sequence[Passage]) -> Passage | None:
    """The widest passage that holds most of a rule."""
    here = [one for one in told if one.doc == rule.span.doc and one.span.start < rule.content.end and rule.content.start < one.span.end]
    return max(here, key=lambda one: (min(one.span.end, rule.span.end) - max(one.span.start, rule.span.start), -len(one.words)), default=None)


def _compared(rule: Rule, one: Passage, other_rule: Rule, other: Passage, link: Bond) -> Iterator[tuple[tuple[str, ...], Found]]:
    states = rule.jurisdiction, other_rule.jurisdiction
    if states[0] and states[1] and states[0] != states[1] and (matter := _one_matter(one, other)) and _pull_apart(rule, one, other_rule, other):
        yield ("states", *sorted((states[0], states[1]))), Found("rule", "tension", rule.content, other_rule.content, Reason("laws_of_two", values=(states[0], states[1])), matter)
    stages = rule.status, other_rule.status
    made = [status in MADE for status in stages]
    if one.doc == other.doc or states[0] != states[1] or made[0] == made[1] or not {*stages} & UNMADE or not _one_kind(rule, other_rule):
        return
    if all(any(t.kind == "verb" for t in side) for side in link.left):
        return
    if link.cosine >= ONE_NORM and link.cover >= COVERED and not _figures_differ(rule, other_rule):
        later = earlier(one, other)
        moved_on = (later == "a" and made[1]) or (later == "b" and made[0])
        code, values = ("law_made", ()) if moved_on else ("stages_differ", tuple(sorted(status.replace("_", " ") for status in stages)))
        yield ("stages", rule.id if made[0] else other_rule.id), Found("status", "update" if moved_on else "tension", rule.content, other_rule.content, Reason(code, values=values), link.cosine)


def _one_matter(one: Passage, other: Passage) -> float:
    """How sure it is that two norms are on one matter: words of theirs that mean the same and are no words of every law."""
    first, second = ([t for t in side.said.terms if t.kind != "name" and t.lemma not in LEGAL] for side in (one, other))
    alike = sum(any(likeness(t, u) >= MATTER for u in second) for t in first)
    return min(1.0, SURE + MORE * alike) if alike else 0.0


def _pull_apart(rule: Rule, one: Passage, other_rule: Rule, other: Passage) -> bool:
    """Whether what the one demands is what the other forbids, or each punishes what the other wants."""
    kinds = {rule.kind, other_rule.kind}
    if kinds & DUTY and kinds & (BAN | SANCTION):
        ban = one if rule.kind not in DUTY else other
        return not REFUSING.search(ban.words)
    if kinds <= SANCTION | BAN:
        return bool(REFUSING.search(one.words)) != bool(REFUSING.search(other.words))
    return False


def _one_kind(rule: Rule, other: Rule) -> bool:
    return rule.kind == other.kind or {rule.kind, other.kind} <= SANCTION


def _figures_differ(rule: Rule, other: Rule) -> bool:
    """Whether the penalties have figures that differ: that is told as a figure."""
    first, second = ({(p.kind, p.max) for p in one.penalties if p.max is not None} for one in (rule, other))
    return bool(first and second and first != second)
