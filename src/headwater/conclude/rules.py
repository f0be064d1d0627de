"""One row for one rule: the same norm told in several reports, with every place and every reading kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from headwater import lexicon
from headwater.conclude.groups import Groups
from headwater.records import Document, Rule, Statement, Telling, Timex
from headwater.text import Span

ALIKE = 0.55  # share of the shorter telling's words in the other; the example's and the seeds' pairs lie above .6, unlike ones below .4
FIGURES_ALIKE = 0.4  # where the penalties agree in kind and figure; the same fine for two deeds lies below .3
FEWEST = 3  # words that two tellings must share at least
UNMADE = frozenset({"planned", "draft", "proposed", "threatened"})
COMMON = 200  # tellings that share a word, beyond which it is no ground for comparing two
STEM = 5  # letters of a word that count: citizen and citizenship, punished and punishment are one
PROGRESS = ("reported_practice", "threatened", "planned", "draft", "proposed", "announced", "adopted", "signed", "in_force")


class _Told(NamedTuple):
    rule: Rule
    words: frozenset[str]
    speaker: frozenset[str]


def group_rules(
    rules: Iterable[Rule], documents: Mapping[str, Document], times: Iterable[Timex], statements: Iterable[Statement] = ()
) -> tuple[Rule, ...]:
    """The rules of all reports, the same norm as one row with all its tellings; rows in order of report and place.

    Two tellings are one row where kind, state, instrument and deadline do not speak against it and their words agree. The fullest
    telling gives the row its fields, the furthest status told is the row's; readings that differ stay in `tellings`.
    """
    intervals = {time.id: time.interval for time in times}
    speakers = {said.id: said.speaker.name for said in statements if said.speaker and said.speaker.name and said.speaker.naming == "named"}
    told = [_told(_timed(rule, intervals), documents[rule.span.doc].text, speakers) for rule in rules if rule.span.doc in documents]
    groups: Groups[int] = Groups(range(len(told)))
    for a, b in _pairs(told):
        if _same(told[a], told[b]):
            groups.join(a, b)
    return tuple(sorted((_row([told[at].rule for at in group]) for group in groups.groups()), key=lambda rule: (rule.span.doc, rule.span)))


def _told(rule: Rule, text: str, speakers: Mapping[str, str]) -> _Told:
    return _Told(rule, _words(rule, text), frozenset(speakers.get(rule.statement or "", "").casefold().split()))


def _timed(rule: Rule, intervals: Mapping[str, str | None]) -> Rule:
    return msgspec.structs.replace(rule, time=intervals.get(rule.timex)) if rule.timex else rule


def _words(rule: Rule, text: str) -> frozenset[str]:
    """The telling words of a rule, by their first letters."""
    held = sorted({rule.span, *(bound.span for bound in rule.bound)})
    words = " ".join(text[place.start : place.end] for place in held).casefold()
    plain = "".join(letter if letter.isalnum() else " " for letter in words).split()
    stop = lexicon.entries("stopwords") | frozenset(lexicon.mapping("rule_words")["wordless"].split())
    return frozenset(word[:STEM] for word in plain if word not in stop and len(word) > 2)


def _pairs(told: Sequence[_Told]) -> list[tuple[int, int]]:
    """Tellings that share enough words to be compared."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for word in one.words:
            places[word].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for here in places.values():
        if len(here) <= COMMON:
            for number, a in enumerate(here):
                for b in here[number + 1 :]:
                    shared[a, b] += 1
    return sorted(pair for pair, count in shared.items() if count >= FEWEST)


def _same(a: _Told, b: _Told) -> bool:
    if _plans_of_two(a, b) or not _kinds_agree(a.rule, b.rule) or not _agree(a.rule.jurisdiction, b.rule.jurisdiction) or _terms_differ(a.rule, b.rule):
        return False
    both = len(a.words & b.words)
    share = both / max(1, min(len(a.words), len(b.words)))
    if a.rule.span.doc == b.rule.span.doc and _figures(a.rule) != _figures(b.rule):
        return False  # three years, in an emergency five: two rows of one report
    return share >= ALIKE or (bool(_figures(a.rule)) and _figures(a.rule) == _figures(b.rule) and share >= FIGURES_ALIKE)


def _plans_of_two(a: _Told, b: _Told) -> bool:
    """What two persons plan or propose are two plans, however alike; a law that two persons tell of is one."""
    return {a.rule.status, b.rule.status} <= UNMADE and bool(a.speaker) and bool(b.speaker) and not a.speaker & b.speaker


def _kinds_agree(a: Rule, b: Rule) -> bool:
    hard = {"penalty", "deprivation"}
    return a.kind == b.kind or {a.kind, b.kind} <= hard


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _terms_differ(a: Rule, b: Rule) -> bool:
    return a.deadline is not None and b.deadline is not None and a.deadline.unit != b.deadline.unit


def _figures(rule: Rule) -> frozenset[tuple[str, float | None, str | None]]:
    return frozenset((one.kind, one.max, one.unit) for one in rule.penalties if one.max is not None)


# -- the row ---------------------------------------------------------------------------------------------


def _row(rules: Sequence[Rule]) -> Rule:
    """One rule of its tellings: the fullest gives the fields, empty ones are filled from the others."""
    ordered = sorted(rules, key=lambda rule: (-_fullness(rule), rule.span.doc, rule.span))
    main = ordered[0]
    tellings = tuple(_telling(rule) for rule in (main, *sorted(ordered[1:], key=lambda rule: (rule.span.doc, rule.span))))
    return msgspec.structs.replace(
        main,
        authority=next((rule.authority for rule in ordered if rule.authority), None),
        jurisdiction=next((rule.jurisdiction for rule in ordered if rule.jurisdiction), None),
        instrument=next((rule.instrument for rule in ordered if rule.instrument != "unspecified"), main.instrument),
        bound=next((rule.bound for rule in ordered if rule.bound), ()),
        deadline=next((rule.deadline for rule in ordered if rule.deadline), None),
        time=next((rule.time for rule in ordered if rule.time), None),
        status=max((rule.status for rule in ordered), key=PROGRESS.index),
        tellings=tellings,
        differs=_differs(tellings),
    )


def _fullness(rule: Rule) -> int:
    """How much of a rule a telling tells."""
    told = (rule.authority, rule.jurisdiction, rule.bound, rule.deadline, rule.time, rule.instrument != "unspecified", rule.statement is None)
    return sum(map(bool, told)) + 2 * len(rule.penalties)


def _telling(rule: Rule) -> Telling:
    return Telling(span=rule.span, statement=rule.statement, status=rule.status, penalties=rule.penalties, deadline=rule.deadline)


def _differs(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """The fields in which tellings that give them do not agree."""
    figures = {frozenset((one.kind, one.max, one.unit) for one in telling.penalties if one.max is not None) for telling in tellings}
    terms = {(telling.deadline.value, telling.deadline.unit) for telling in tellings if telling.deadline}
    found = {"status": len({telling.status for telling in tellings}) > 1, "penalties": len(figures - {frozenset()}) > 1, "deadline": len(terms) > 1}
    return tuple(name for name, differ in found.items() if differ)


def places(rule: Rule) -> tuple[Span, ...]:
    """Every place where a rule is told, the row's own first."""
    return tuple(telling.span for telling in rule.tellings) or (rule.span,)
