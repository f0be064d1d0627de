"""Rules: kinds, status and penalties by their words, what is no rule, and that nothing breaks."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.garden import mended
from headwater.annotate.rules.places import states
from headwater.api import annotate
from headwater.language import parse
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
    ("It is the duty of every captain under the Shipping Act to log each sighting.", "obligation", "in_force"),
    ("Since 1 January, hotels have had to charge guests a bed tax of two euros a night.", "obligation", "in_force"),
    ("The decree calls on all reservists under 40 to report to their barracks within ten days.", "obligation", "in_force"),
    ("Taxi companies were told by the regulator to install cameras by the end of June.", "obligation", "in_force"),
    ("From the autumn, all first-year students will take a course in first aid, the rector announced.", "obligation", "announced"),
    ("The interior minister intends to have all tourists fingerprinted.", "obligation", "planned"),
    ("The use of drones over the palace is strictly forbidden.", "prohibition", "in_force"),
    ("There is a ban on burning leaves in the city.", "prohibition", "in_force"),
    ("The police have closed the square to demonstrations until Sunday.", "prohibition", "in_force"),
    ("The airline no longer accepts dogs in the cabin under its new terms of carriage.", "prohibition", "in_force"),
    ("Only citizens over 21 are allowed to buy a rifle, under the weapons act.", "prohibition", "in_force"),
    ("Curfew in Port Sell: nobody allowed on the streets after nine", "prohibition", "in_force"),
    ("The city wants to ban cars from the embankment from next year.", "prohibition", "planned"),
    ("Citizens of the union do not need a visa.", "permission", "in_force"),
    ("A tenant is at liberty to sublet one room, the housing code states.", "permission", "in_force"),
    ("The act allows the state to withdraw the passports of tax debtors.", "deprivation", "in_force"),
    ("Officials convicted of bribery are removed from office, the constitution says.", "deprivation", "in_force"),
    ("A two-thirds majority is required to amend the charter.", "procedure", "in_force"),
    ("Firms that break the embargo face fines of up to 9,000 marks under the regulation.", "penalty", "in_force"),
    ("Those caught with more than five grams face two years behind bars under the code of the province.", "penalty", "in_force"),
    ("The junta has threatened to jail anyone who joins the boycott.", "penalty", "threatened"),
    ("Whoever breaks the curfew will spend the night in a cell, the commander warned.", "penalty", "threatened"),
    ("Taxi drivers who turn away the blind will lose their licence, councillors in the port decided.", "deprivation", "adopted"),
    ("The newly signed law takes the vote away from anyone who has lived abroad for more than 15 years.", "deprivation", "signed"),
    ("Police may hold travellers for 36 hours.", "permission", "in_force"),
    ("Customs officers may detain passengers for up to 12 hours.", "permission", "in_force"),
    ("The general warned: poachers will be shot.", "penalty", "threatened"),
    ("Prisoners are forced to work twelve hours a day, former inmates said.", "obligation", "reported_practice"),
    ("Visas are issued only to those who pay, applicants said.", "procedure", "reported_practice"),
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
    "The court fined the editor 4,000 euros and suspended his licence for a year.",
    "Prosecutors demanded 12 years for the banker and the confiscation of his villa.",
    "Police banned the march planned for Saturday.",
    "The curfew was lifted in 2015.",
    "Migrants have to walk for days through the desert.",
    "The police may have known of the plan.",
    "The senator suspended his campaign on Tuesday.",
    "Activists want the ban lifted.",
    "A spokeswoman declined to say whether a curfew was planned.",
    "The flood raised the death toll to 40.",
    "Officers ordered the demonstrators off the bridge.",
    "The viceroy suspended a decree that requires pedlars to register.",
    "Soldiers beat fishermen and forced them to burn their nets.",
    "The regent did away with a law that obliged tenants to keep geese.",
    "Judges declared unconstitutional an act that barred orphans from inheriting.",
    "The rector said that the lecturers would not be dismissed.",
    "Doctors warned that hostages would be shot by the rebels.",
    "The clerk asked not to be named out of fear of losing his licence.",
    "The mayor did not say that ferrymen would be barred from the quay.",
    "The government withdrew a bill that would strip exiles of their passports.",
    "Guards kicked their brothers and forced them to kneel in the snow until noon.",
    "Orlov faces up to eight years in prison if found guilty.",
    "The court struck down a law that banned marches by students.",
    "Parliament repealed an act that required hawkers to carry a badge.",
    "The senate rescinded a decree that barred widows from owning land.",
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
    ("Whoever publishes the name of a minor is punished with a prison term of from three to seven years, the act says.", [("prison", 7, "year")]),
    ("The law punishes desertion with a decade in prison.", [("prison", 10, "year")]),
    ("The code provides for fines of between 200 and 500 euros for walking dogs without a lead.", [("fine", 500, "EUR")]),
    ("Offenders face a fine of up to 40 minimum wages or up to 15 days of arrest, according to the code.", [("fine", 40, "minimum wage"), ("prison", 15, "day")]),
    ("The law envisages fines of up to a quarter of a million marks for firms that bribe inspectors.", [("fine", 250000, "mark")]),
    ("A breach is punished with a fine of 30 million CFA francs under the act.", [("fine", 30000000, "XOF")]),
    ("The law would raise the penalty for abuse to seven years in prison or a fine of 50 million won.", [("prison", 7, "year"), ("fine", 50000000, "KRW")]),
    ("Parents who keep their children out of school can be fined R$ 1,200 under the education act.", [("fine", 1200, "BRL")]),
    ("Whoever sells fuel abroad will be sentenced to hard labour for up to eight years, according to the decree.", [("labour", 8, "year")]),
    ("Building without a permit may be punished by demolition and a fine of up to €50,000, the code states.", [("fine", 50000, "EUR"), ("other", None, None)]),
    ("Firms that break the embargo face fines of up to twice the value of the goods under the regulation.", [("fine", None, None)]),
    ("Foreigners who photograph the queues will be thrown out of the country, the ministry warned.", [("expulsion", None, None)]),
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


def test_a_law_in_force_beside_a_draft_keeps_its_status() -> None:
    text = "A draft amendment obliges websites to register with the ministry. The current law bans the publication of the names of minors."
    assert [(rule.kind, rule.status) for rule in _rules(text)] == [("obligation", "draft"), ("prohibition", "in_force")]


def test_what_is_left_out_is_no_predicate() -> None:
    text = "Canteens must display the origin of their meat, and those that do not face fines of up to 6,000 marks."
    assert [rule.kind for rule in _rules(text)] == ["obligation", "penalty"]


def test_a_permission_joined_to_a_ban_is_a_row() -> None:
    text = "Cars are banned from the island, but residents may use electric carts."
    assert [rule.kind for rule in _rules(text)] == ["prohibition", "permission"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Under new sanctions, insurers may not cover tankers that carry oil.", "insurers"),
        ("A bill sent to the chamber would punish illegal loggers with seven years in prison.", "illegal loggers"),
        ("The law signed on Monday strips deserters of their land, and those who refuse forfeit their place.", "deserters"),
    ],
)
def test_whom_it_binds(text: str, bound: str) -> None:
    assert bound in [one.name for rule in _rules(text) for one in rule.bound]


@pytest.mark.parametrize(
    "text",
    [
        "Under the act, companies that fail to report face fines of up to 700 euros, and their managers can be sentenced to up to six years in prison.",
        "Charities that hide gifts face fines of up to 700 euros, and their wardens can be jailed for up to six years, under the bill.",
    ],
)
def test_joined_subjects_have_each_their_own_penalty(text: str) -> None:
    """The second clause has a subject of its own: the fine of the first is none of its penalties."""
    found = [([one.name.split()[-1] for one in rule.bound], [(one.kind, one.max) for one in rule.penalties]) for rule in _rules(text)]
    assert [penalties for _, penalties in found] == [[("fine", 700)], [("prison", 6)]]
    assert found[1][0] in (["managers"], ["wardens"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([text for text, *_ in EXAMPLES + PENALTIES]), st.randoms())
def test_mended_garden_paths_stay_a_tree(text: str, random: Random) -> None:
    words = text.split()
    random.shuffle(words)
    tree = mended(Tree(parse(" ".join([*words, "those who do not face fines", *words]))))
    for word in range(len(tree)):
        assert word not in tree.chain(word)
        assert all(tree.heads[below] == word for below in tree.below[word])
    assert isinstance(_rules(" ".join(words)), tuple)


def test_a_free_relative_under_a_participle_ends() -> None:
    """A reading that hung a predicate below itself never ended."""
    found = _rules("Anyone found guilty of vote-buying could be handed a sentence of five years under the bill.")
    assert [(one.kind, one.penalties[0].max) for one in found] == [("penalty", 5.0)]


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("Dumping in the fjord is forbidden, and those who do so anyway must reckon with a fine of 90 pounds.", "penalty", ("fine", 90.0, "GBP")),
        ("Pets may not be left alone overnight. Violations cost up to 700 euros.", "penalty", ("fine", 700.0, "EUR")),
        ("Lenders which break the rule risk 12,000 euros.", "penalty", ("fine", 12000.0, "EUR")),
        ("Anyone caught selling eels pays 300 dollars.", "penalty", ("fine", 300.0, "USD")),
        ("Brawlers can be sentenced to a maximum of two years and fined up to 900 euros.", "penalty", ("prison", 2.0, "year")),
        ("A bill before parliament would quadruple the maximum fine for amber thieves to 40,000 euros.", "penalty", ("fine", 40000.0, "EUR")),
    ],
)
def test_what_follows_a_breach_is_a_penalty(text: str, kind: str, figures: tuple[str, float, str]) -> None:
    """Whatever the verb, a sum that a breach brings is a fine."""
    last = _rules(text)[-1]
    assert (last.kind, figures in {(one.kind, one.max, one.unit) for one in last.penalties}) == (kind, True)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Any boat that ignores the flare will be sunk, the admiral warned.", "penalty", "threatened"),
        ("Pickers who miss the quota get no soup, said women who had worked in the orchard.", "deprivation", "reported_practice"),
        ("The council voted to cut the speed limit on the dyke to 40 kilometres an hour.", "prohibition", "adopted"),
        ("Norland will no longer jail people for begging, the justice minister announced.", "permission", "announced"),
        ("The ministry is considering whether pilots should be barred from wearing beards.", "prohibition", "planned"),
        ("A ban on the export of raw amber came into force on Monday.", "prohibition", "in_force"),
    ],
)
def test_norms_without_a_verb_of_rules(text: str, kind: str, status: str) -> None:
    """Told by what is done, changed, given up, weighed or come into force."""
    assert (kind, status) in {(one.kind, one.status) for one in _rules(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Motorists who set off on Saturday must expect long queues, the automobile club said.",
        "Anyone who wants to see the eclipse must get up before dawn.",
        "A court ordered the state to pay the widow 90,000 dollars.",
        "Passengers who missed the ferry will be put on the next one, the company said.",
        "Smokers who fail to quit cost the health service 3 billion pounds a year.",
        "Importers lost 40 million euros; firms that ignored the warnings now owe banks 40 million euros.",
        "Workers who lose their jobs will be offered new ones, the minister said.",
    ],
)
def test_need_cost_and_orders_to_one_are_no_rules(text: str) -> None:
    """What the world asks, what things cost, and what one is told to do make no row."""
    assert _rules(text) == ()
