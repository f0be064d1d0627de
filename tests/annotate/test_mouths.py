"""Who says it, through which mouths, with what caveat: one row a form of speaking, with the words it rests on."""

import pytest

from headwater.api import annotate
from headwater.records import Statement

# content of the report; then by each statement: kind, attitude, speaker's name, words attributed (stretches parted by " | ")
FORMS = [
    ("Mara Lund was quoted as saying the deal was off.", [("indirect", "asserts", "Mara Lund", "the deal was off")]),
    ("The keeper's warning that the gate would shut came late.", [("indirect", "warns", "keeper", "the gate would shut")]),
    ("Mara Lund denied planning the raid.", [("indirect", "denies", "Mara Lund", "planning the raid")]),
    ("Mara Lund urged residents to leave the harbour.", [("indirect", "urges", "Mara Lund", "residents to leave the harbour")]),
    ("The union accused the mayor of lying.", [("indirect", "complains", "union", "the mayor of lying")]),
    ("Doctors warned of new infections.", [("indirect", "warns", "Doctors", "new infections")]),
    ("The union called for an inquiry into the fire.", [("indirect", "urges", "union", "an inquiry into the fire")]),
    ("The bank announced a freeze on loans.", [("indirect", "announces", "bank", "a freeze on loans")]),
    ("Villagers believe the well was poisoned.", [("indirect", "asserts", "Villagers", "the well was poisoned")]),
    ("The ship, officials say, sank before dawn.", [("indirect", "asserts", "officials", "The ship | sank before dawn")]),
    ("It was reported that the deal was off.", [("indirect", "asserts", None, "the deal was off")]),
    ("Police data show that thefts doubled in May.", [("indirect", "asserts", "Police data", "thefts doubled in May")]),
    ("Mara Lund did not believe that the gate was shut.", [("indirect", "denies", "Mara Lund", "the gate was shut")]),
    ("Mara Lund suggested moving the market to the quay.", [("indirect", "proposes", "Mara Lund", "moving the market to the quay")]),
    ("Harbour master Mara Lund said the gate was shut.", [("indirect", "asserts", "Mara Lund", "the gate was shut")]),
    ("The head of the port office, Mara Lund, said the gate was shut.", [("indirect", "asserts", "Mara Lund", "the gate was shut")]),
    ("“Go home,” the guard said.", [("direct", "urges", "guard", "Go home,")]),
    ("“Who has the key?” Mara Lund asked.", [("direct", "asks", "Mara Lund", "Who has the key?")]),
    ("Mara Lund underlined that “no panic exists”.", [("direct", "asserts", "Mara Lund", "no panic exists")]),
    ("''The gate is shut,'' Mara Lund said.", [("direct", "asserts", "Mara Lund", "The gate is shut,")]),
    ("The crowd shouted “Shut the gate!”", [("direct", "urges", "crowd", "Shut the gate!")]),
    ("“The gate is shut.”\n― Mara Lund", [("direct", "asserts", "Mara Lund", "The gate is shut.")]),
    (
        "The union says that the gate is shut, and asks residents to leave.",
        [("indirect", "urges", "union", "residents to leave"), ("indirect", "asserts", "union", "the gate is shut")],
    ),
    (
        "The union had warned of closures; a miner, Ivo Kel, reckons the gate is shut.",
        [("indirect", "warns", "union", "closures"), ("indirect", "asserts", "Ivo Kel", "the gate is shut")],
    ),
    ("Trade unionist Bengt-Ola Frisk said the gate was shut.", [("indirect", "asserts", "Bengt-Ola Frisk", "the gate was shut")]),
    (
        "Satellite images commissioned by Land Watch show that 240 houses were burnt.",
        [("indirect", "asserts", "Satellite images", "240 houses were burnt")],
    ),
    (
        "The mayor believes both sides are bluffing, according to a friend.",
        [
            ("indirect", "asserts", "friend", "The mayor believes both sides are bluffing"),
            ("indirect", "asserts", "mayor", "both sides are bluffing"),
        ],
    ),
    ("The governor, Mara Lund, called on both sides to sit down.", [("indirect", "urges", "Mara Lund", "both sides to sit down")]),
    ("Port office: two ships collided off the pier", [("indirect", "asserts", "Port office", "two ships collided off the pier")]),
    ("Her neighbours, she added, were not so lucky.", [("indirect", "asserts", None, "Her neighbours | were not so lucky")]),
    (
        "Dock workers at the port of Vell walked off the job for a fourth day, halting copper shipments, the Vell Stevedores' Union said on Thursday.",
        [("indirect", "asserts", "Vell Stevedores' Union", "Dock workers at the port of Vell walked off the job for a fourth day, halting copper shipments")],
    ),
    ("In Vell, he went on, traders had held the boat.", [("indirect", "asserts", None, "In Vell | traders had held the boat")]),
    ("The union held the gate, in what it called the longest strike.", [("indirect", "asserts", "union", "the longest strike")]),
    ("The audit rated the bridge “fair”.", [("mixed", "asserts", "audit", "the bridge “fair”")]),
    ("By her words, the hunters came late.", [("indirect", "asserts", None, "the hunters came late")]),
    ("The Commission directs officers to keep the gates open.", [("indirect", "urges", "Commission", "officers to keep the gates open")]),
    ("Relatives shouted at soldiers to let doctors in.", [("indirect", "urges", "Relatives", "soldiers to let doctors in")]),
    ("The ministry is said to be weighing a loan.", [("indirect", "asserts", None, "The ministry | to be weighing a loan")]),
    ("“Nobody ever signed it” – Mara Lund", [("direct", "asserts", "Mara Lund", "Nobody ever signed it")]),
    ("07:15 “The gate is shut,” Mara Lund says.", [("direct", "asserts", "Mara Lund", "The gate is shut,")]),
    ("Mara Lund begged with tears, “Please shut the gate.”", [("direct", "urges", "Mara Lund", "Please shut the gate.")]),
    (
        "“My uncle used to say, ‘Shut the gate,’” Mara Lund said.",
        [("direct", "asserts", "Mara Lund", "My uncle used to say, ‘Shut the gate,’"), ("direct", "urges", "Mara Lund's uncle", "Shut the gate,")],
    ),
    (
        "“At the pier I was told, ‘Go home,’” Mara Lund said.",
        [("direct", "asserts", "Mara Lund", "At the pier I was told, ‘Go home,’"), ("direct", "urges", None, "Go home,")],
    ),
    (
        "PASK: Who has it?\n\nLUND: (laughs) Nobody has it.\n\nPASK: Why is that so?",
        [("direct", "asks", "PASK", "Who has it?"), ("direct", "asserts", "LUND", "Nobody has it."), ("direct", "asks", "PASK", "Why is that so?")],
    ),
    (
        "Police confirmed by telephone that a file exists, and refused to say more.",
        [("indirect", "asserts", "Police", "a file exists")],
    ),
    ("Mara Lund confirmed the sale in a statement.", [("indirect", "asserts", "Mara Lund", "the sale")]),
    ("The claims about the gate are rejected.", [("indirect", "denies", None, "The claims about the gate")]),
    ("Two deputies were promised boats.", [("indirect", "announces", None, "boats")]),
    ("The driver was heard to say that he never liked birds.", [("indirect", "asserts", "driver", "he never liked birds")]),
    ("Mara Lund expressed the intention to resign.", [("indirect", "announces", "Mara Lund", "to resign")]),
    ("The company threatened legal action.", [("indirect", "threatens", "company", "legal action")]),
    ("Pictures show a tanker behind the hotel.", [("indirect", "asserts", "Pictures", "a tanker behind the hotel")]),
    ("The treasurer objected: a rented boiler was money up the chimney.", [("indirect", "complains", "treasurer", "a rented boiler was money up the chimney")]),
    ("Mara Lund sent a message: she would come back.", [("indirect", "announces", "Mara Lund", "she would come back")]),
    ("Six of them had died, he said, and the driver had fled.", [("indirect", "asserts", None, "Six of them had died | and the driver had fled")]),
    ("Water bills to double by spring, auditors warn", [("indirect", "warns", "auditors", "Water bills to double by spring")]),
    (
        "The mines minister, asked whether the budget was at risk, said it was not.",
        [("indirect", "asserts", "mines minister", "it was not"), ("indirect", "asks", None, "whether the budget was at risk")],
    ),
    (
        "The union dismissed rumours that the boat was lost.",
        [("indirect", "denies", "union", "rumours that the boat was lost"), ("indirect", "asserts", None, "the boat was lost")],
    ),
    ("Mara Lund is convinced that the gate is shut.", [("indirect", "asserts", "Mara Lund", "the gate is shut")]),
    (
        "The wolves came again to the village, reports the Northline with reference to the port office.",
        [
            ("indirect", "asserts", "Northline", "The wolves came again to the village"),
            ("indirect", "asserts", "port office", "The wolves came again to the village"),
        ],
    ),
    ("Rebels said they would sink the boat unless the army left.", [("indirect", "threatens", "Rebels", "they would sink the boat unless the army left")]),
    ("“We will not leave a bee behind,” Mara Lund said.", [("direct", "announces", "Mara Lund", "We will not leave a bee behind,")]),
    ("Mara Lund said she would rather swim.", [("indirect", "asserts", "Mara Lund", "she would rather swim")]),
    ("The ministry said there was no such boat.", [("indirect", "denies", "ministry", "there was no such boat")]),
    ("The union requested a list of boats.", [("indirect", "urges", "union", "a list of boats")]),
]  # fmt: skip

NO_STATEMENT = [
    "The road shows signs of wear.",
    "Mara Lund declined to comment on the fire.",
    "Mara Lund wants to sell the boat.",
    "If the keeper said so, the gate would open.",
    "Nobody says that the gate is shut.",
    "The keeper would say that the gate is shut.",
    "The so-called “keepers” sat down for lunch.",
    "Asked about the missing drum, Mara Lund moved on.",
    "The loan was her intention to sell the boat.",
]


def said(content: str, outlet: str | None = None) -> tuple[Statement, ...]:
    return annotate(content, language="en", outlet=outlet).statements


def words(content: str, statement: Statement) -> str:
    return " | ".join(content[c.start : c.end] for c in statement.content)


@pytest.mark.parametrize(("content", "expected"), FORMS, ids=[row[0][:48] for row in FORMS])
def test_forms(content: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    found = [(s.kind, s.attitude, s.speaker.name if s.speaker else None, words(content, s)) for s in said(content)]
    assert [(k, a, n, w.strip(".")) for k, a, n, w in found] == [(k, a, n, w.strip(".")) for k, a, n, w in expected]


@pytest.mark.parametrize("content", NO_STATEMENT)
def test_no_statement(content: str) -> None:
    assert [words(content, s) for s in said(content)] == []


# who speaks in the last statement
REFERENCES = [
    ("Mara Lund keeps the gate. She said it was shut.", "Mara Lund"),
    ("Ivo Kel met Mara Lund at the pier. He said it was shut.", "Ivo Kel"),
    ("The harbour master, Mara Lund, came late. The harbour master said the gate was shut.", "Mara Lund"),
    ("The port ministry sent two boats. The ministry said the gate was shut.", "port ministry"),
    ("Mara Lund said it was late. The 41-year-old said the gate was shut.", "Mara Lund"),
    ("The delegation of Ostra asked for time. The delegation of Vell said the gate was shut.", "delegation of Vell"),
    ("Mara Lund-Kel came. Lund-Kel said the gate was shut.", "Mara Lund-Kel"),
    ("A keeper who gave only her first name, Ilka, told the radio the pier was cold. She said the gate was shut.", "Ilka"),
    ("Interior Minister Mara Lund came late. “The gate is shut,” she said.", "Mara Lund"),
    ("Mara Lund said the man slept while the guard watched. She added that the gate was shut.", "Mara Lund"),
    ("Ivo Kel walked the pier with an engineer. The engineer, he said, had shut the gate.", "Ivo Kel"),
    ("Pilot Ivo Kel flew home. The goalkeeper limped. He said the gate was shut.", "goalkeeper"),
    ("The union wrote to a keeper of the port. The keeper in question said the gate was shut.", "keeper of the port"),
    ("A man who stole a van was fined. Ivo Kel, 24, pleaded guilty. The man said the gate was shut.", "Ivo Kel"),
    ("The delegation of Vell asked for time. It said the gate was shut.", "delegation of Vell"),
    ("Corrin Oil closed the well. The company said the gate was shut.", "Corrin Oil"),
    ("Two towns wrote. A third, Green Horizon, said the gate was shut.", "Green Horizon"),
    ("One of the skaters, a girl, sat down. She said the gate was shut.", "One of the skaters"),
    ("The harbour's witness, engineer Ivo Kel, said the gate was shut.", "Ivo Kel"),
    ("“The gate is shut,” said Mara Lund, of Port Road.", "Mara Lund"),
    ("Ivo Kel learned it from a taxi driver. Mara Lund waited. He said the gate was shut.", "Ivo Kel"),
    ("Benicio Caal Ixim led the guild. Caal said the gate was shut.", "Benicio Caal Ixim"),
    ("The Director-General, Mara Lund, said the gate was shut.", "Mara Lund"),
    ("Speaking with reporters of Vell Post, Mara Lund could not hide her anger: “Nobody said the gate was shut.”", "Mara Lund"),
    ("Ostra's senate on Tuesday said the gate was shut.", "Ostra's senate"),
    ("N., a seamstress, came on Monday. She said the gate was shut.", "N."),
    ("HOST: Who has the key?\n\nVALE: I asked the keeper.\n\nHOST: And?\n\nVALE: He said the gate was shut.", "keeper"),
    ("“We saw the officer,” Mara Lund said. “He told me the gate was shut.”", "officer"),
    ("The Harbour Complaints Council met on Monday. The watchdog said the gate was shut.", "Harbour Complaints Council"),
    ("President Mara Lund spoke in Vell. The head of state said the gate was shut.", "Mara Lund"),
    ("The Vell Post named President Mara Lund. President Ivo Kel was silent. The head of state said the gate was shut.", "head of state"),
    ("Mayor Ivo Kel and the engineer Mara Lund spoke. The latter said the gate was shut.", "Mara Lund"),
    ("Mayor Ivo Kel and the engineer Mara Lund spoke. The former said the gate was shut.", "Ivo Kel"),
    ("Mara Lund, 34, left in May. The mother of three said the gate was shut.", "Mara Lund"),
    ("Ivo Kel, 34, left in May. The mother of three said the gate was shut.", "mother of three"),
    ("Mara Lund's husband drowned. The widow said the gate was shut.", "Mara Lund"),
    ("Anna Kray and her husband Karl Kray came. He wept. Mrs Kray said the gate was shut.", "Anna Kray"),
    ("Keepers stood there. In the Interior Ministry they said the gate was shut.", "Interior Ministry"),
    ("The governor wept. In the view of Mara Lund it rained. She said the gate was shut.", "Mara Lund"),
    ("Q: Who shut it?\n\nA: Nobody said the gate was shut.\n\nQ: And?\n\nA: It was open.\n\nMara Lund spoke to Ivo Kel in Vell.", "Mara Lund"),
]


@pytest.mark.parametrize(("content", "name"), REFERENCES, ids=[row[0][:48] for row in REFERENCES])
def test_references(content: str, name: str) -> None:
    last = said(content)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name, words(content, last)


def test_they_inside_a_quotation_whom_nobody_names_stay_nobody() -> None:
    content = "Guards stood at the pier.\n\n“They told us that the gate was shut,” Mara Lund said."
    inner = next(s for s in said(content) if s.parent)
    assert inner.speaker is not None
    assert inner.speaker.name is None, words(content, inner)


@pytest.mark.parametrize("content", ["by her words " * 40, "he said, " * 300, "Asked whether " * 40, "with reference to " * 40, "said the union, " * 60])
def test_words_over_and_over_break_nothing(content: str) -> None:
    assert all(content[c.start : c.end].strip() for s in said(content) for c in s.content)


def test_every_layer_of_mouths_is_a_statement_with_its_parent_and_chain() -> None:
    content = "Mara Lund told Northline News that her brother told her that officers had promised to free him."
    outer, middle, inner = said(content, "The Quay Gazette")
    assert (middle.parent, inner.parent) == (outer.id, middle.id)
    assert [m.name for m in outer.chain] == ["The Quay Gazette", "Northline News", "Mara Lund"]
    assert [m.name for m in inner.chain] == ["The Quay Gazette", "Northline News", "Mara Lund", "Mara Lund's brother", "officers"]
    assert (words(content, inner), inner.attitude, inner.first_hand) == ("to free him", "announces", False)


def test_what_a_paper_reports_citing_others_is_theirs_through_the_paper() -> None:
    content = "The daily Northline reported that the gate was shut, citing two officers."
    paper, officers = said(content, "The Quay Gazette")
    assert [m.name for m in officers.chain] == ["The Quay Gazette", "Northline", "two officers"]
    assert (officers.parent, words(content, officers)) == (paper.id, "the gate was shut")


def test_a_statement_that_goes_on_in_the_tense_moved_back_is_its_speakers() -> None:
    content = "Mara Lund said the guards came at night. They had beaten two men. The pier is a mile long."
    first, second = said(content)
    assert words(content, second) == "They had beaten two men"
    assert second.cue is None
    assert second.speaker is not None
    assert first.speaker is not None
    assert (second.speaker.name, second.speaker.score < first.speaker.score) == ("Mara Lund", True)


def test_a_sentence_of_somebody_known_goes_on_in_the_next_paragraph() -> None:
    content = "“The guards came at night,” Ivo Kel said.\n\nHe had counted ten men.\n\nThe pier had sunk."
    assert [words(content, one) for one in said(content)] == ["The guards came at night,", "He had counted ten men"]


def test_a_caveat_reaches_nested_statements_and_nobody_elses() -> None:
    content = (
        "“The guard told us: ‘Go home, all of you,’” Mara Lund said. Ivo Kel said the gate was open.\n\n"
        "The Gazette could not independently verify Lund’s account."
    )
    found = said(content, "The Gazette")
    caveat = next(s for s in found if s.attitude == "cannot_verify")
    held = {words(content, s) for s in found if caveat.id in s.caveats}
    assert any(w.startswith("Go home") for w in held)
    assert not any("gate was open" in w for w in held)
    assert len(held) == 2


def test_it_could_not_be_verified_means_the_statement_right_before() -> None:
    content = "Mara Lund said the gate was open. Ivo Kel said two men were hurt. The report could not be independently confirmed."
    found = said(content, "The Gazette")
    assert [bool(s.caveats) for s in found if s.attitude != "cannot_verify"] == [False, True]


def test_turns_of_an_interview_are_their_speakers() -> None:
    content = "Interview with Mara Lund, by Ivo Kel.\n\nQ: Who shut the gate?\n\nA: Nobody shut it.\n\nQ: And the key?\n\nA: It is lost."
    assert [(s.speaker.name, s.attitude) for s in said(content) if s.speaker] == [
        ("Ivo Kel", "asks"), ("Mara Lund", "asserts"), ("Ivo Kel", "asks"), ("Mara Lund", "asserts")
    ]  # fmt: skip


def test_an_editors_words_in_brackets_are_marked() -> None:
    content = "“They let him go [home] in May,” Mara Lund said."
    (one,) = said(content)
    assert [content[i.start : i.end] for i in one.insertions] == ["[home]"]
