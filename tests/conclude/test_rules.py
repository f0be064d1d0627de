"""The same rule in several reports is one row; what speaks against it keeps rows apart; differing readings are kept."""

from __future__ import annotations

import msgspec

from headwater.conclude import group_rules
from headwater.records import Bound, Deadline, Document, Penalty, Rule, RuleKind, RuleStatus, Speaker, Statement, Timex, span_id
from headwater.text import Span

TEXTS = {
    "a": "Whoever shelters a deserter in the border villages is punished by up to 10 years in prison.",
    "b": "Sheltering deserters in border villages will be punished with 12 years in prison, the decree says.",
    "c": "Skippers must report their catch to the harbour office within 48 hours.",
    "d": "Skippers who hide their catch from the harbour office pay up to 900 crowns.",
}


def _document(id: str) -> Document:
    return Document(id=id, path=f"{id}.txt", sha256="0", text=TEXTS[id])


def _rule(doc: str, kind: RuleKind, most: float | None = None, *, status: RuleStatus = "in_force", state: str | None = None, days: float | None = None) -> Rule:
    span = Span(doc, 0, len(TEXTS[doc]))
    penalties = (Penalty(kind="prison", max=most, unit="year", span=span),) if most is not None else ()
    return Rule(
        id=span_id("rule", span, kind), span=span, instrument="unspecified", authority=None, jurisdiction=state,
        bound=(Bound(name="x", span=Span(doc, 0, 8)),), kind=kind, content=span, penalties=penalties,
        deadline=Deadline(value=days, unit="day") if days else None, status=status, time=None, statement=None, timex="t",
    )  # fmt: skip


def _grouped(*rules: Rule) -> tuple[Rule, ...]:
    return group_rules(rules, {id: _document(id) for id in TEXTS}, [Timex(id="t", span=Span("a", 0, 1), type="DATE", value="2031", interval="2031")])


def test_the_same_rule_in_two_reports_is_one_row_with_both_readings() -> None:
    (row,) = _grouped(_rule("a", "penalty", 10), _rule("b", "penalty", 12, status="proposed", state="KG"))
    assert {telling.span.doc for telling in row.tellings} == {"a", "b"}
    assert row.differs == ("status", "penalties")
    assert (row.jurisdiction, row.status, row.time) == ("KG", "in_force", "2031")


def test_rules_of_two_states_stay_apart() -> None:
    assert len(_grouped(_rule("a", "penalty", 10, state="KG"), _rule("b", "penalty", 10, state="UZ"))) == 2


def test_a_duty_and_its_penalty_stay_apart() -> None:
    assert len(_grouped(_rule("c", "obligation"), _rule("d", "penalty"))) == 2


def test_two_maximums_in_one_report_are_two_rows() -> None:
    assert len(_grouped(_rule("a", "penalty", 10), _rule("a", "penalty", 5))) == 2


def test_what_two_persons_propose_are_two_rows() -> None:
    rules = [msgspec.structs.replace(_rule(doc, "penalty", 10, status="proposed"), statement=doc) for doc in ("a", "b")]
    documents = {id: _document(id) for id in TEXTS}
    said = [_said("a", "Oda Lind"), _said("b", "Per Vane")]
    assert len(group_rules(rules, documents, [], said)) == 2
    assert len(group_rules(rules, documents, [], [_said("a", "Oda Lind"), _said("b", "Lind")])) == 1


def _said(doc: str, name: str) -> Statement:
    speaker = Speaker(span=None, actor=None, name=name, naming="named", score=1.0)
    return Statement(id=doc, kind="indirect", span=Span(doc, 0, 9), content=(Span(doc, 0, 9),), quoted=(), cue=None, speaker=speaker, attitude="proposes")


def test_a_row_alone_tells_itself() -> None:
    (row,) = _grouped(_rule("c", "obligation"))
    assert [telling.span for telling in row.tellings] == [row.span]
    assert row.differs == ()
    assert _grouped() == ()


def test_rows_do_not_hang_on_the_order_of_reports() -> None:
    rules = [_rule("a", "penalty", 10), _rule("b", "penalty", 12), _rule("c", "obligation")]
    assert _grouped(*rules) == _grouped(*reversed(rules))
