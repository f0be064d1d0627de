"""The table of rules and penalties: what, whom, how far it has got, by whose account; every cell leads to its words."""

from collections.abc import Sequence

from headwater.records import Penalty, Rule, Telling
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.dates import say
from headwater.show.first import chip
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import Label, count
from headwater.show.lookup import Lookup
from headwater.show.resting import speaker

COLUMNS = ("rule", "binds", "penalty", "status", "by whose account")
ORDER = {status: at for at, status in enumerate(("in_force", "signed", "adopted", "announced", "draft", "proposed", "planned", "threatened", "reported_practice"))}
LEAD = "What binds stands first. A threat, a bill and a draft are no law; a practice is only reported."


def rules(look: Lookup) -> Html | None:
    """Rules and penalties by how far they have got, then by state and report; None where there are none."""
    found = sorted(look.dossier.rules, key=lambda rule: (ORDER[rule.status], rule.jurisdiction or "~", look.numbers[rule.span.doc], rule.span))
    if not found:
        return None
    head = el("thead", el("tr", [el("th", words, scope="col") for words in COLUMNS]))
    table = el("table", head, el("tbody", [_row(rule, look) for rule in found]), class_="list rules")
    return section("rules", "Rules and penalties", table, lead=LEAD)


def _row(rule: Rule, look: Lookup) -> Html:
    cells: dict[str, Child] = {
        "rule": [look.label(rule.id), f" {labels.kind_words(rule.instrument)}, {rule.kind}", _told(rule, look), _facts(rule)],
        "binds": _bound(rule, look),
        "penalty": _penalties(rule.penalties, look),
        "status": _status(rule),
        "by whose account": [_account(telling, rule, look) for telling in _tellings(rule)],
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()], id=look.row(rule.id))


def _told(rule: Rule, look: Lookup) -> Html:
    return el("p", look.quote(rule.span))


def _facts(rule: Rule) -> Child:
    parts: list[Child] = [
        ["authority: ", el("bdi", rule.authority)] if rule.authority else None,
        f"jurisdiction: {rule.jurisdiction}" if rule.jurisdiction else None,
        f"within {rule.deadline.value:g} {_many(rule.deadline.unit, rule.deadline.value)}" if rule.deadline else None,
        f"time: {say(rule.time)}" if rule.time else None,
    ]
    shown = [el("span", part) for part in parts if part]
    return el("p", spaced(shown, " · "), class_="facts") if shown else None


def _bound(rule: Rule, look: Lookup) -> Child:
    return spaced([look.quote(bound.span) for bound in rule.bound], "; ") if rule.bound else "not known"


def _penalties(penalties: Sequence[Penalty], look: Lookup) -> Child:
    return [el("p", _penalty(one), " ", look.quote(one.span)) for one in penalties] or None


def _penalty(one: Penalty) -> str:
    kind = labels.kind_words(one.kind)
    if one.unit == "life":
        return f"{kind}, for life"
    return kind if one.max is None else f"{kind}, up to {one.max:,g} {_many(one.unit or '', one.max)}".strip()


def _many(unit: str, value: float) -> str:
    """Years, months, drals; a currency's code as it is."""
    return unit if value == 1 or unit.isupper() or unit == "percent" else f"{unit}s"


def _status(rule: Rule) -> Child:
    tone = "unverified" if rule.status in labels.NOT_IN_FORCE or rule.status == "reported_practice" else ""
    differs = f"readings differ in {', '.join(rule.differs)}" if rule.differs else None
    reports = count(len({telling.span.doc for telling in _tellings(rule)}), "report")
    return [chip(Label("§", labels.RULE_STATUS[rule.status], tone)), el("p", spaced([reports, differs], " · "), class_="facts")]


def _tellings(rule: Rule) -> Sequence[Telling]:
    own = Telling(span=rule.span, statement=rule.statement, status=rule.status, penalties=rule.penalties, deadline=rule.deadline)
    return rule.tellings or (own,)


def _account(telling: Telling, rule: Rule, look: Lookup) -> Html:
    """One telling: who says so, where, and how it reads where readings differ."""
    said = look.statements.get(telling.statement or "")
    who: Child = "the report's own words" if said is None else ["says ", el("bdi", speaker(said)), " ", look.label(said.id)]
    reads = [f"status: {labels.RULE_STATUS[telling.status]}" if "status" in rule.differs else None]
    reads += ["; ".join(map(_penalty, telling.penalties)) if "penalties" in rule.differs else None]
    reads += [f"within {telling.deadline.value:g} {telling.deadline.unit}" if "deadline" in rule.differs and telling.deadline else None]
    shown = [part for part in reads if part]
    return el("p", who, ", ", look.source(telling.span), f" ({'; '.join(shown)})" if shown else None)
