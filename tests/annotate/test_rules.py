"""Rules: kinds, status and penalties by their words, what is no rule, and that nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.rules.places import states
from headwater.api import annotate
from headwater.records import Rule

# text, kind, status: one row each
EXAMPLES = [
    ("Under the Reed Act, skippers must report their catch within 48 hours.", "obligation", "in_force"),
    ("The council requires dog owners to carry bags.", "obligation", "in_force"),
    ("Military service is compulsory for men between 18 and 27.", "obligation", "in_force"),
    ("Smoking is banned in all parks of the city.", "prohibition", "in_force"),
    ("It is illegal to feed the gulls.", "prohibition", "in_force"),
    ("The mayor imposed a curfew from ten to five.", "prohibition", "in_force"),
    ("Only licensed guides may lead groups into the caves, under the park's rules.", "prohibition", "in_force"),
    ("Tenants may now keep a cat under an act that took effect in June.", "permission", "in_force"),
    ("The government lifted its ban on fishing in the bay.", "permission", "in_force"),
    ("Insulting the king is punishable by up to three years in prison.", "penalty", "in_force"),
    ("Teachers who strike lose their pension, the code says.", "deprivation", "in_force"),
    ("Complaints must be lodged within 15 days of the decision.", "procedure", "in_force"),
    ("The council elects the mayor from among its members, according to the new charter.", "procedure", "in_force"),
    ("President Oda Lind signed a law that strips deserters of their land.", "deprivation", "signed"),
    ("Lawmakers approved a bill that bans glue traps.", "prohibition", "adopted"),
    ("From May, visitors will need a visa, the foreign ministry announced.", "obligation", "announced"),
    ("Cars will be barred from the centre from July, Mayor Inga Holm announced.", "prohibition", "announced"),
    ("The city intends to ban wood stoves.", "prohibition", "planned"),
    ("Lawmakers plan to submit legislation that would bar dual citizens from office.", "prohibition", "planned"),
    ("The ministry is drafting rules that would oblige hostels to copy passports.", "obligation", "draft"),
    ("The bill would oblige shops to take back batteries.", "obligation", "proposed"),
    ("The ombudsman proposed that children under 14 be banned from the network.", "prohibition", "proposed"),
    ("The general warned that anyone who photographs the bridge would be treated as a spy.", "penalty", "threatened"),
    ("Moscow could strip the passports of citizens who ignore the call-up, an adviser said.", "deprivation", "threatened"),
    ("Holders of red passports are stopped at the airport, relatives of the workers say.", "prohibition", "reported_practice"),
    ("Former inmates said that prisoners have to buy their own soap.", "obligation", "reported_practice"),
]

NO_RULES = [
    "The embassy urged citizens not to travel.",
    "The defence minister said that young men must be ready to fight.",
    '"Every citizen must defend this land," the bishop told the crowd.',
    "He faces up to five years in prison if convicted.",
    "The court ordered the company to pay 300 euros to each passenger.",
    "She was ordered to enter lower values.",
    "Police ordered the crowd to leave the square.",
    '"I will have them in court," the deputy said of the two editors.',
    "Nine drivers were fined for breaking the speed limit.",
    "The act was adopted by 61 votes to 48.",
    "The bill would cost three billion and reduce emissions.",
    "The engine must be cold before the cap is opened.",
    "The burglar must have left through the cellar.",
    "No law forbids private persons to test water.",
    "The ministry denied that a ban was planned.",
    "Until 1998 the law had required women to use their husband's name.",
    "The ceasefire requires both sides to withdraw.",
    "Parliament rejected a bill that would have banned fur farms.",
]

PENALTIES = [
    ("Perjury is punishable by up to 10 years in prison and confiscation of property.", [("prison", 10, "year"), ("confiscation", None, None)]),
    ("Smugglers face six months to five years in jail or a fine of 20,000 drals.", [("prison", 5, "year"), ("fine", 20000, "dral")]),
    ("Anyone who tampers with a meter can be fined half a million euros.", [("fine", 500000, "EUR")]),
    ("Treason is punishable by life imprisonment.", [("prison", None, "life")]),
    ("The offence carries 18 months in prison, a fine of $10,000, or both.", [("prison", 18, "month"), ("fine", 10000, "USD")]),
    ("Drug trafficking carries the death penalty.", [("death", None, None)]),
    ("Drivers who flee the scene lose their licence for three years.", [("loss", 3, "year")]),
    ("Anyone caught spraying walls can be given 20 hours of community service.", [("labour", 20, "hour")]),
    ("A penalty of 30,000 lei is set by the decree for hiring workers without papers.", [("fine", 30000, "RON")]),
    ("Poachers risk a jail term of up to a year and a half.", [("prison", 1.5, "year")]),
]


def _rules(text: str) -> tuple[Rule, ...]:
    return annotate(text).rules


@pytest.mark.parametrize(("text", "kind", "status"), EXAMPLES)
def test_kind_and_status(text: str, kind: str, status: str) -> None:
    assert [(rule.kind, rule.status) for rule in _rules(text)] == [(kind, status)]


@pytest.mark.parametrize("text", NO_RULES)
def test_no_rule(text: str) -> None:
    assert [text[rule.span.start : rule.span.end] for rule in _rules(text)] == []


@pytest.mark.parametrize(("text", "penalties"), PENALTIES)
def test_penalties(text: str, penalties: list[tuple[str, float | None, str | None]]) -> None:
    found = [(one.kind, one.max, one.unit) for rule in _rules(text) for one in rule.penalties]
    assert sorted(found, key=str) == sorted(penalties, key=str)


def test_words_of_a_rule() -> None:
    text = "Under Danish law, every water authority must publish its measurements within 24 hours."
    (rule,) = _rules(text)
    assert [one.name for one in rule.bound] == ["every water authority"]
    assert rule.instrument == "law"
    assert rule.jurisdiction == "DK"
    assert rule.deadline is not None
    assert (rule.deadline.value, rule.deadline.unit) == (24, "hour")
    assert "publish its measurements" in text[rule.content.start : rule.content.end]


def test_an_instrument_carries_its_status_to_the_sentences_after_it() -> None:
    text = "President Oda Lind signed the Data Act on Monday. The bill as submitted had provided for five years. Firms must delete records after 30 days."
    assert [(rule.kind, rule.status) for rule in _rules(text)][-1] == ("obligation", "signed")


def test_two_norms_of_a_sentence_are_two_rows() -> None:
    text = "Every skipper must report the catch within 48 hours, and an owner who fails to do so can be fined up to 900 euros."
    assert [rule.kind for rule in _rules(text)] == ["obligation", "penalty"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("the Kyrgyz parliament", "KG"), ("the Kremlin", "RU"), ("lawmakers in Canberra", "AU"), ("Côte d'Ivoire", "CI"), ("the U.S. Senate", "US"), ("the Polish Sejm", "PL")],
)
def test_states_by_name_people_and_capital(words: str, code: str) -> None:
    assert {found for _, _, found in states(words)} == {code}


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([text for text, *_ in EXAMPLES + PENALTIES]), st.data())
def test_mutilated_text_never_raises_and_spans_stay_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = text[:start] + data.draw(st.sampled_from(["", " ", "“", "%", "5", "\n", " law "])) + text[end:]
    for rule in _rules(cut):
        for span in (rule.span, rule.content, *(one.span for one in rule.bound), *(one.span for one in rule.penalties)):
            assert 0 <= span.start < span.end <= len(cut)
