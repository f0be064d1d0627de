"""The table of rules: what binds first, each cell with its words, every account, readings that differ."""

import re

import msgspec

from headwater.records import Penalty, Telling
from headwater.show.page import dossier_html
from tests.show.pile import pile


def _section(page: str) -> str:
    found = re.search(r'<section id="rules">.*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_each_rule_is_a_row_with_its_words() -> None:
    section = _section(dossier_html(pile(), case="x"))
    assert len(re.findall(r'<tr id="R\d+">', section)) == len(pile().rules)
    assert all(f'href="#w{number}' in section for number in re.findall(r'href="#w(\d+)', section))
    assert "by whose account" in section


def test_readings_that_differ_are_told() -> None:
    rule = pile().rules[0]
    other = Penalty(kind="prison", max=12, unit="year", span=rule.span)
    tellings = (Telling(span=rule.span, statement=None, status=rule.status, penalties=rule.penalties, deadline=None), Telling(span=rule.span, statement=None, status="in_force", penalties=(other,), deadline=None))
    told = msgspec.structs.replace(rule, tellings=tellings, differs=("status", "penalties"))
    section = _section(dossier_html(msgspec.structs.replace(pile(), rules=(told,)), case="x"))
    assert "readings differ in status, penalties" in section
    assert "prison, up to 12 years" in section
