"""Events and their status: the guideline's own examples, what is no event, words and participants, and that nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.events import Tree, facets_of, status_at
from headwater.api import annotate
from headwater.language import parse
from headwater.records import Annotations, Event

# text, the event's words in it, its status: the examples of docs/events.md
EXAMPLES = [
    ("He did not attend the hearing.", "attend", "denied"),
    ("No charge has been brought.", "brought", "denied"),
    ("The ministry denied that troops had crossed the river.", "crossed", "denied"),
    ('"Not one sample was withheld," he said.', "withheld", "denied"),
    ("The firm refused to pay.", "pay", "denied"),
    ("The union ruled out a strike.", "strike", "denied"),
    ("The minister promised not to raise fares.", "raise", "denied"),
    ("She denied that the firm plans to move.", "move", "denied"),
    ("The court acquitted him of murder.", "murder", "denied"),
    ("Nobody was hurt.", "hurt", "denied"),
    ("The governor threatened to close the paper.", "close", "threatened"),
    ('"I will have them in court," he said of the testers.', "have", "threatened"),
    ("The rebels warned that they would shell the port.", "shell", "threatened"),
    ("Nurses threatened to strike.", "strike", "threatened"),
    ("The company's threat of dismissals worried the staff.", "dismissals", "threatened"),
    ("The deputy proposed cutting the tax.", "cutting", "proposed"),
    ("Farmers called for the minister's resignation.", "resignation", "proposed"),
    ('"The bridge must be closed," she said.', "closed", "proposed"),
    ("The bill would raise the fine.", "raise", "proposed"),
    ("He urged deputies to pass the bill.", "pass", "proposed"),
    ("The president is considering sending troops.", "sending", "proposed"),
    ("She said her party would appeal.", "appeal", "announced"),
    ("The airline announced the closure of two routes.", "closure", "announced"),
    ('"We will rebuild the school," the mayor said.', "rebuild", "announced"),
    ("Ministers agreed to meet again in May.", "meet", "announced"),
    ("Moscow announced a mobilisation on September 21.", "mobilisation", "announced"),
    ("The first reading is planned for May 2.", "planned", "planned"),
    ("The governor is expected to visit on Wednesday.", "visit", "planned"),
    ("The act enters into force on June 1.", "enters", "planned"),
    ("Lawmakers plan to submit a bill, he said.", "submit", "planned"),
    ("Talks are to resume, the envoy said.", "resume", "planned"),
    ("Ilka said she was ordered to change values.", "ordered", "alleged"),
    ('"The foreman switched it off," he said.', "switched", "alleged"),
    ("Rebels killed nine people, the army said.", "killed", "alleged"),
    ("Experts predicted that prices would fall.", "fall", "alleged"),
    ("He reportedly fled.", "fled", "alleged"),
    ("The mayor is accused of beating a man.", "beating", "alleged"),
    ("Two men may have escaped.", "escaped", "alleged"),
    ("Fears grew that the bank would fail.", "fail", "alleged"),
    ("He is accused of planning to kill the mayor.", "kill", "alleged"),
    ("The engineer warned that the dam could burst.", "burst", "alleged"),
    ("Rescuers are searching the ruins.", "searching", "ongoing"),
    ("The search continues.", "search", "ongoing"),
    ("Sundermark has begun to test wells.", "test", "ongoing"),
    ("Police have been questioning him since Monday.", "questioning", "ongoing"),
    ("Kabanov said his body is drafting rules.", "drafting", "ongoing"),
    ("The wall broke on April 11.", "broke", "happened"),
    ("President Lorne signed the act, her office announced.", "signed", "happened"),
    ('"I left the same night," he said.', "left", "happened"),
    ("The army said it had shelled the port.", "shelled", "happened"),
    ("The firm admitted that waste had been dumped.", "dumped", "happened"),
    ("Guards prevented him from leaving.", "prevented", "happened"),
    ("The group claimed responsibility for the bombing.", "bombing", "happened"),
    ("She denies nine counts of theft by breach of trust.", "breach", "denied"),
    ("The treasurer faces two counts of forgery.", "forgery", "alleged"),
    ("The former treasurer went on trial on Monday.", "went", "happened"),
]


@pytest.mark.parametrize(("text", "words", "status"), EXAMPLES)
def test_status_at_the_words(text: str, words: str, status: str) -> None:
    found, start = annotate(text, language="en"), text.index(words)
    assert status_at(parse(text, language="en"), (start, start + len(words)), found.statements, found.times) == status


@pytest.mark.parametrize(("text", "words", "status"), [row for row in EXAMPLES if row[1] not in ("murder", "kill", "dismissals", "visit")])
def test_found_without_the_words(text: str, words: str, status: str) -> None:
    start = text.index(words)
    assert status in {event.status for event in _events(text) if event.span.start <= start < event.span.end}


@pytest.mark.parametrize(
    "text",
    [
        "She lives in Osk and has a mortgage.",
        "The paper appears every Friday.",
        "He often drives to the coast.",
        "Laboratories must register within 30 days.",
        "If the dam breaks, call the ministry.",
        "Did he sign the paper?",
        "Plant manager Edvin Krall declined to comment.",
        "He gave only his first name.",
        "Workers who have received passports live in the suburbs.",
        "The ministry did not say when.",
        "It is not known how many men have been drafted.",
        "This is a disgrace, she believes.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert [_words(event, text) for event in _events(text)] == []


@pytest.mark.parametrize(
    ("text", "who", "where"),
    [
        ("Police arrested two men in Osk.", ("Police", "two men"), "Osk"),
        ("Two men were arrested by police at the harbour.", ("police", "Two men"), "harbour"),
        ("Guards, who had fled, were sent back to the town.", ("Guards",), "town"),
        ('"I will have them in court," Brask told reporters.', ("Brask", "I", "them"), "court"),
        ("The ombudsman urged deputies to pass the law.", ("deputies",), None),
        ("The minister is said to have paid the singer.", ("minister", "singer"), None),
        ("The driver, Jan Ploeg, was fined.", ("driver, Jan Ploeg",), None),
    ],
)
def test_who_and_where(text: str, who: tuple[str, ...], where: str | None) -> None:
    event = max(_events(text), key=lambda event: (len(event.who), event.where is not None))
    assert set(who) <= set(event.who)
    assert event.where == where


WHOLE = [
    ("The court sentenced her to two and a half years.", "sentenced her to two and a half years"),
    ("He was jailed for five to ten years.", "jailed for five to ten years"),
    ("The mill ran between 1961 and 1989.", "ran between 1961 and 1989"),
    ("Police raided the office of the group Clear Water.", "raided the office of the group Clear Water"),
    ("She was held for three and a half months.", "held for three and a half months"),
]


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_numbers_and_ranges_are_not_cut(text: str, words: str) -> None:
    assert [_words(event, text) for event in _events(text) if words in _words(event, text)]


TOLD = [
    ("Guards beat his uncle on Friday.", "beat", "happened"),
    ("Soldiers hit two boys and shut the road.", "hit two boys", "happened"),
    ("Soldiers hit two boys and shut the road.", "shut the road", "happened"),
    ("They put him in a van.", "put him", "happened"),
    ("Rebels attacked the town.", "attacked", "happened"),
    ("Four miners are missing.", "missing", "ongoing"),
    ("Police shot nobody. Two boys remain missing.", "missing", "ongoing"),
    ("A woman has been missing since May.", "missing", "ongoing"),
    ('"I counted nine graves," said a villager, Ila Moro.', "counted", "alleged"),
    ('"We discovered two graves," a resident said.', "discovered", "alleged"),
    ("A witness said she had seen five trucks arrive.", "arrive", "alleged"),
    ('"We found a rifle in the boat," the police said.', "found", "happened"),
    ("He left. The trial resumes next Monday.", "trial resumes", "planned"),
    ("He denied that he had accepted gifts from a builder.", "accepted gifts", "denied"),
    ('"I left the same night," said a villager, Ila Moro.', "left", "happened"),
]


@pytest.mark.parametrize(("text", "words", "status"), TOLD)
def test_told_and_how(text: str, words: str, status: str) -> None:
    assert [event.status for event in _events(text) if words in _words(event, text)][:1] == [status]


def test_a_time_is_not_cut_at_the_beginning_and_conjunctions_stay_outside() -> None:
    assert [_words(event, text) for text in ("Two days earlier the firm had sold the mill.",) for event in _events(text)] == [
        "Two days earlier the firm had sold the mill"
    ]
    words = [_words(event, text) for text in ("Two men died when a shell hit a shop.",) for event in _events(text)]
    assert words[-1] == "a shell hit a shop"


def test_a_chronicle_tells_in_the_present_what_happened() -> None:
    text = (
        "3 March 2020: police raid the office of Clear Water.\n\n11 April 2020: its head, Irina Vale, is arrested.\n\n"
        "On 14 February 2022 the court sentences her to five years."
    )
    told = {(event.status, event.time) for event in _events(text)}
    assert {("happened", "2020-03-03"), ("happened", "2020-04-11"), ("happened", "2022-02-14")} <= told
    assert [event.status for event in _events("The act enters into force on June 1, 2024.")] == ["planned"]


def test_who_is_named_without_the_time_beside_it() -> None:
    assert _events("A Lovan court on Thursday jailed the man.")[0].who == ("Lovan court", "man")
    assert _events("Opening hours will be cut by a fifth.")[0].who == ("Opening hours",)


def test_who_is_named_without_the_adverbs_of_the_sentence() -> None:
    (event,) = _events("In April alone 31 guards fled.")
    assert event.who == ("31 guards",)


def test_a_place_ends_where_the_reason_begins() -> None:
    assert [event.where for event in _events("She was sent to prison for fraud.")] == ["prison"]


def test_the_time_that_opens_a_line_is_no_word_of_the_event() -> None:
    text = "The road is shut.\n\n13:20 Police have arrested two men."
    assert "Police have arrested two men" in [_words(event, text) for event in _events(text)]


def test_the_time_of_an_event_is_that_of_its_own_clause() -> None:
    text = "The act was adopted on Tuesday, May 14, 2024 and enters into force on June 1, 2024, she said on Friday."
    times = {_words(event, text).split()[-5:][0]: event.time for event in _events(text)}
    assert sorted(filter(None, times.values())) == ["2024-05-14", "2024-06-01"]


def test_an_event_without_a_time_has_none() -> None:
    assert [event.time for event in _events("The wall broke. He said so on Monday, May 6, 2024.")] == [None]


def test_an_event_in_a_statement_is_that_speakers() -> None:
    text = "The wall broke. Goran said the foreman switched the alarm off."
    found = annotate(text, language="en")
    assert [event.statement for event in found.events] == [None, found.statements[0].id]


def test_facets() -> None:
    text = "The firm may not have sold the mill and will not open it."
    tree = Tree(parse(text, language="en"))
    sold, opened = (facets_of(tree, tree.low.index(word)) for word in ("sold", "open"))
    assert (sold.certain, sold.negative) == (False, True)
    assert (opened.certain, opened.negative, opened.future) == (True, True, True)


FRAGMENTS = [
    "The",
    "mayor",
    "denied",
    "that",
    "would",
    "not",
    "to",
    "said",
    "“",
    "”",
    '"',
    ",",
    ".",
    "?",
    "attack",
    "was",
    "planned",
    "if",
    "by",
    "\n",
    "—",
    "May",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join))
def test_nothing_breaks_and_words_are_the_texts_own(text: str) -> None:
    for event in _events(text):
        assert 0 <= event.span.start < event.span.end <= len(text)
        assert event.what == " ".join(text[event.span.start : event.span.end].split())
        assert event.weight == 1.0


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(['"', " ", ".", "\x00", "é"]))
def test_mutilated_reports_are_read(first: int, last: int, between: str) -> None:
    report = " ".join(text for text, _, _ in EXAMPLES[:14])
    text = report[:first] + between + report[last:]
    assert all(text[event.span.start : event.span.end].strip() for event in _events(text))


def _events(text: str) -> tuple[Event, ...]:
    found: Annotations = annotate(text, language="en")
    return found.events


def _words(event: Event, text: str) -> str:
    return text[event.span.start : event.span.end]
