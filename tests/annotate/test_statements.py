"""Statements by example: what a reader would underline, and what must be left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.records import Annotations

# text, then one row a statement: kind, attitude, speaker's name, naming, content
TABLE: list[tuple[str, list[tuple[str, str, str | None, str, str]]]] = [
    ('"The gate is shut," Orrin Vale said.', [("direct", "asserts", "Orrin Vale", "named", "The gate is shut,")]),
    ('"The gate is shut," said Orrin Vale, who keeps it.', [("direct", "asserts", "Orrin Vale", "named", "The gate is shut,")]),
    ('Orrin Vale said: "The gate is shut."', [("direct", "asserts", "Orrin Vale", "named", "The gate is shut.")]),
    ('"The gate," Orrin Vale said, "is shut."', [("direct", "asserts", "Orrin Vale", "named", "The gate, | is shut.")]),
    ('"The gate is shut," its keeper, Orrin Vale, said by telephone.', [("direct", "asserts", "Orrin Vale", "named", "The gate is shut,")]),
    ('"Shut it," the clerk quoted a superior as saying.', [("direct", "urges", "a superior", "anonymous", "Shut it,")]),
    ("The gate is shut, Orrin Vale said on Monday.", [("indirect", "asserts", "Orrin Vale", "named", "The gate is shut")]),
    ("According to Orrin Vale, the gate is shut.", [("indirect", "asserts", "Orrin Vale", "named", "the gate is shut")]),
    ("The gate is shut, according to the harbour office.", [("indirect", "asserts", "harbour office", "named", "The gate is shut")]),
    ("Orrin Vale told the Kestrel Courier that the gate is shut.", [("indirect", "asserts", "Orrin Vale", "named", "the gate is shut")]),
    ("The harbour office denied that the gate is shut.", [("indirect", "denies", "harbour office", "named", "the gate is shut")]),
    ("Orrin Vale warned that boats would be seized.", [("indirect", "warns", "Orrin Vale", "named", "boats would be seized")]),
    (
        'Orrin Vale said the gate would stay "shut for good".',
        [("mixed", "asserts", "Orrin Vale", "named", 'the gate would stay "shut for good"')],
    ),
    ("The keeper of the gate, Orrin Vale, said it is shut.", [("indirect", "asserts", "Orrin Vale", "named", "it is shut")]),
    ("The Courier could not independently verify his account.", [("indirect", "cannot_verify", "Courier", "named", "his account")]),
    ("“We will see,” Ms. Toll said on television.", [("direct", "asserts", "Toll", "named", "We will see,")]),
    ("“It can help,” Mr. Vale added.", [("direct", "asserts", "Vale", "named", "It can help,")]),
    (
        "Mr Tarn said about 140 passengers had been on board.",
        [("indirect", "asserts", "Tarn", "named", "about 140 passengers had been on board")],
    ),
    ("A spokesman said around noon that roads were shut.", [("indirect", "asserts", "spokesman", "anonymous", "roads were shut")]),
    (
        "As the Lund Herald wrote, the union warned the company three times.",
        [("indirect", "asserts", "Lund Herald", "named", "the union warned the company three times")],
    ),
    ("The council leader, Moira Keith, said the pier is closed.", [("indirect", "asserts", "Moira Keith", "named", "the pier is closed")]),
    (
        "Sailors at the northern quay said the gate is shut.",
        [("indirect", "asserts", "Sailors at the northern quay", "anonymous", "the gate is shut")],
    ),
    (
        "TARN, May 3 (Reuters) - The treasurer said the fund is empty.",
        [("indirect", "asserts", "treasurer", "anonymous", "the fund is empty")],
    ),
    (
        "LUND FERRY (TAV) -- The ministry of labour said the pay is late.",
        [("indirect", "asserts", "ministry of labour", "named", "the pay is late")],
    ),
    # left alone: the narrator, scare quotes, titles, denials of speech, things to be said
    ('The so-called "gate" is a wooden door.', []),
    ("The gate is shut and nobody knows for how long.", []),
    ("Orrin Vale did not say when the gate would open.", []),
    ("There is little to say about the gate.", []),
    ("He read the report in the State Office.", []),
    ("Orrin Vale was told that the gate is shut.", [("indirect", "asserts", "", "", "the gate is shut")]),
]


def read(content: str) -> Annotations:
    return annotate(document(Piece(id="d", text=content, language="en")))


@pytest.mark.parametrize(("content", "expected"), TABLE, ids=[row[0][:40] for row in TABLE])
def test_statements(content: str, expected: list[tuple[str, str, str | None, str, str]]) -> None:
    found = [
        (
            s.kind,
            s.attitude,
            s.speaker.name if s.speaker else None,
            s.speaker.naming if s.speaker else "",
            " | ".join(content[c.start : c.end] for c in s.content),
        )
        for s in read(content).statements
    ]
    shown = [(kind, attitude, (name or "").removeprefix("a "), naming, words) for kind, attitude, name, naming, words in found]
    assert shown == [(kind, attitude, (name or "").removeprefix("a "), naming, words) for kind, attitude, name, naming, words in expected]


def test_a_pronoun_leads_back_to_the_last_speaker() -> None:
    found = read("Orrin Vale said the gate is shut. He said nobody had a key.").statements
    assert [s.speaker.name for s in found if s.speaker] == ["Orrin Vale", "Orrin Vale"]


def test_a_last_name_leads_back_to_the_full_one() -> None:
    found = read('Orrin Vale keeps the gate.\n\n"It is shut," Vale said.').statements
    assert [s.speaker.name for s in found if s.speaker] == ["Orrin Vale"]


def test_a_second_quotation_behind_the_sentence_that_says_who_speaks_is_one_statement_with_the_first() -> None:
    content = '"It is shut," Orrin Vale said. "Nobody has a key."'
    (one,) = read(content).statements
    assert [content[c.start : c.end] for c in one.content] == ["It is shut,", "Nobody has a key."]


def test_a_later_quotation_in_the_paragraph_has_the_same_speaker_less_surely() -> None:
    first, second = read('"It is shut," Orrin Vale said. The keys hung on a nail by the door. "Nobody has a key."').statements
    assert second.speaker
    assert second.speaker.name == "Orrin Vale"
    assert second.cue is None
    assert first.speaker
    assert second.speaker.score < first.speaker.score


def test_a_quotation_inside_a_quotation_has_its_own_speaker_and_its_parent() -> None:
    content = "\"The guard told me: 'You are on the list, nobody sails,'\" Orrin said."
    outer, inner = read(content).statements
    assert inner.parent == outer.id
    assert inner.speaker
    assert inner.speaker.name == "guard"
    assert content[inner.content[0].start : inner.content[0].end] == "You are on the list, nobody sails,"


def test_who_hides_a_name_is_pseudonymous() -> None:
    found = read(
        '"It is shut," said Orrin, a deckhand who did not want to give his full name. The harbour master, Edda Vale, said it is open.'
    ).statements
    assert [s.speaker.naming for s in found if s.speaker] == ["pseudonymous", "named"]


def test_a_caveat_hangs_on_the_statements_of_the_one_it_names_and_no_others() -> None:
    content = (
        'Orrin said the gate is shut.\n\nEdda Vale said the gate is open.\n\n"Nobody sails," Orrin said.\n\n'
        "The Courier could not independently verify Orrin's account."
    )
    found = read(content).statements
    caveat = next(s for s in found if s.attitude == "cannot_verify")
    held = {content[s.content[0].start : s.content[0].end]: s.caveats for s in found if s is not caveat}
    assert held == {"the gate is shut": (caveat.id,), "the gate is open": (), "Nobody sails,": (caveat.id,)}


def test_furniture_holds_no_statement() -> None:
    content = 'The gate is shut since Monday, and nobody in the town knows why.\n\nPhoto by Orrin Vale\n\n"You can help us," we say. Support our newsroom, donate today!'
    assert read(content).statements == ()


NEWS = st.lists(
    st.sampled_from(
        ["Orrin Vale", "said", "told", "the Courier", '"', "“", "”", "'", "that", "the gate", "is shut", ",", ".", "\n", "\n\n", "he", "denied", "according to", ":", "(", ")", "2021", "March 4, 2021", "“We", "\u200b", "😀", "Он сказал"]
    ),
    max_size=60,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(NEWS)
def test_no_mutilated_text_fails_and_all_places_are_inside(parts: list[str]) -> None:
    content = " ".join(parts)
    found = read(content)
    places = [s.span for s in found.statements] + [c for s in found.statements for c in (*s.content, *s.quoted, *s.hedges)]
    places += [c.span for c in found.credits] + [t.span for t in found.times] + list(found.sentences)
    assert all(0 <= place.start < place.end <= len(content) for place in places)
    assert len({s.id for s in found.statements}) == len(found.statements)


def test_marks_of_an_older_charset_are_read() -> None:
    content = "\x93The gate is shut,\x94 Orrin Vale said."
    (one,) = read(content).statements
    assert content[one.content[0].start : one.content[0].end] == "The gate is shut,"


def test_a_person_named_since_takes_the_pronoun_or_makes_it_unclear() -> None:
    content = "Robert Ginn said the law is bad.\n\nRick Santo spoke next in the hall of Lund. He said the law is good."
    names = [s.speaker.name for s in read(content).statements if s.speaker]
    assert names[0] == "Robert Ginn"
    assert names[-1] in ("Rick Santo", None)


def test_who_gives_a_name_only_as_something_is_pseudonymous() -> None:
    found = read("A miner who gave his name only as Arto said the shaft was wet. Arto said nobody came to help.").statements
    assert {s.speaker.naming for s in found if s.speaker and s.speaker.name == "Arto"} == {"pseudonymous"}


def test_one_endless_line_of_the_same_words_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        content = 'The mayor said it was over. "Go home," said Orrin Vale, who keeps the gate. ' * times
        start = time.perf_counter()
        annotate(document(Piece(id="d", text=content, language="en")), parsed=False)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(1600) < 30 * max(seconds(100), 0.01)


def test_he_inside_a_quotation_is_not_its_speaker() -> None:
    content = "\"I asked the porter, and he said: 'There is a note with your name on it,'\" Orrin Vale said."
    inner = next(s for s in read(content).statements if s.parent)
    assert inner.speaker is not None
    assert inner.speaker.name != "Orrin Vale"


def test_a_name_inside_a_quotation_does_not_take_the_pronoun_after_it() -> None:
    content = 'Rita Holm said the vote is near.\n\n"I will not sign, whatever Ivo Kel has asked me to do," she said.'
    assert [s.speaker.name for s in read(content).statements if s.speaker] == ["Rita Holm", "Rita Holm"]
