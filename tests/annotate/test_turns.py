"""Labels, turns, posts, answers behind a colon, speech that somebody heard: one row a form, with the words it rests on."""

import time

import pytest

from headwater.annotate.direct import direct_statements
from headwater.annotate.labels import labels
from headwater.annotate.leads import Source
from headwater.annotate.quotations import DEEPEST, quotations
from headwater.api import annotate
from headwater.records import Statement
from headwater.text import paragraphs as text_paragraphs

# content; then by each statement: kind, attitude, words for the speaker, words attributed (stretches parted by " | "), depth of nesting
Row = tuple[str, str, str | None, str, int]
LABELS: list[tuple[str, list[Row]]] = [
    ("JUST IN: A barn is burning near Vell, per the fire brigade.", [("indirect", "asserts", "fire brigade", "A barn is burning near Vell", 0)]),
    ("BREAKING: Two ferries collided at Vell, police say.", [("indirect", "asserts", "police", "Two ferries collided at Vell", 0)]),
    ("UPDATE 14:20: The road is open again, via the traffic office.", [("indirect", "asserts", "traffic office", "The road is open again", 0)]),
    ("[UPDATE] The union: no talks before Friday.", [("indirect", "asserts", "union", "no talks before Friday", 0)]),
    ("LIVE: Harbour office: no casualties so far.", [("indirect", "asserts", "Harbour office", "no casualties so far", 0)]),
    ("14:20 UPDATE: “The gate is shut,” Mara Lund says.", [("direct", "asserts", "Mara Lund", "The gate is shut,", 0)]),
    ("Latest: Mara Lund denies the raid.", [("indirect", "denies", "Mara Lund", "the raid", 0)]),
    ("WATCH: Minister Mara Lund opens the bridge.\n\nEXCLUSIVE: Bank hid losses for years.", []),
    ("Per the harbour office, two ships collided.", [("indirect", "asserts", "harbour office", "two ships collided", 0)]),
    ("The ship, per officials, sank before dawn.", [("indirect", "asserts", "officials", "The ship | sank before dawn", 0)]),
    ("Rents rose by five euros per month, per person.", []),
    ("He reached Vell on Monday, via Ostra.", []),
]  # fmt: skip

HEARD: list[tuple[str, list[Row]]] = [
    (
        "Mara Lund said she saw boats at the pier on Monday and heard a keeper shout: “Shut the gate.”",
        [
            ("mixed", "asserts", "Mara Lund", "she saw boats at the pier on Monday and heard a keeper shout: “Shut the gate.”", 0),
            ("direct", "urges", "keeper", "Shut the gate", 1),
        ],
    ),
    ("Mara Lund heard somebody say, “The pier is gone.”", [("direct", "asserts", "somebody", "The pier is gone", 0)]),
    ("Mara Lund was told by a guard: “Go home.”", [("direct", "urges", "guard", "Go home", 0)]),
    ("Mara Lund remembers two guards saying, “Nobody leaves.”", [("direct", "asserts", "two guards", "Nobody leaves", 0)]),
    ("Ivo Kel saw a man in a black coat shouting: “The dam is broken!”", [("direct", "asserts", "man in a black coat", "The dam is broken!", 0)]),
    (
        "Mara Lund said she was told by the clerk: “Wait outside. We close at six.”",
        [
            ("mixed", "asserts", "Mara Lund", "she was told by the clerk: “Wait outside. We close at six.”", 0),
            ("direct", "urges", "clerk", "Wait outside. We close at six", 1),
        ],
    ),
    (
        "Mara Lund said she was told: “Wait outside.”",
        [("mixed", "asserts", "Mara Lund", "she was told: “Wait outside.”", 0), ("direct", "urges", None, "Wait outside", 1)],
    ),
    (
        "Mara Lund said a man at the gate had shouted at her, “Go back!”",
        [
            ("mixed", "asserts", "Mara Lund", "a man at the gate had shouted at her, “Go back!”", 0),
            ("direct", "urges", "man at the gate", "Go back!", 1),
        ],
    ),
    (
        "Mara Lund warned that strikes would come: “We close the road.”",
        [("direct", "warns", "Mara Lund", "We close the road", 0), ("indirect", "warns", "Mara Lund", "strikes would come", 0)],
    ),
    (
        "“My clerk came in and said, ‘The keeper told me, “Shut it.”’ I laughed,” Mara Lund said.",
        [
            ("direct", "asserts", "Mara Lund", "My clerk came in and said, ‘The keeper told me, “Shut it.”’ I laughed,", 0),
            ("direct", "asserts", "My clerk", "The keeper told me, “Shut it.”", 1),
            ("direct", "urges", "keeper", "Shut it", 2),
        ],
    ),
    (
        "“My sister told me that the keeper told her, ‘Go home.’ I ran,” Mara Lund said.",
        [
            ("direct", "asserts", "Mara Lund", "My sister told me that the keeper told her, ‘Go home.’ I ran,", 0),
            ("mixed", "asserts", "My sister", "the keeper told her, ‘Go home.’", 1),
            ("direct", "urges", "keeper", "Go home", 2),
        ],
    ),
    (
        "“The bridge is closed,” Mara Lund said. “We all ran.” She said the boats were gone.",
        [
            ("direct", "asserts", "Mara Lund", "The bridge is closed, | We all ran", 0),
            ("indirect", "asserts", "She", "the boats were gone", 0),
        ],
    ),
    ("Mara Lund remembered two clerks saying that the vote was lost.", [("indirect", "asserts", "two clerks", "the vote was lost", 0)]),
    ("Ivo Kel said: “Never.” The judge: “Sit down.”", [("direct", "asserts", "Ivo Kel", "Never", 0), ("direct", "urges", "judge", "Sit down", 0)]),
    (
        "HOST: You saw it?\n\nWITNESS 4: I did. [cries]\n\nHOST: When did you see it?\n\nWITNESS 4: On Monday.",
        [("direct", "asks", "HOST", "You saw it?", 0), ("direct", "asserts", "WITNESS 4", "I did. [cries]", 0), ("direct", "asks", "HOST", "When did you see it?", 0), ("direct", "asserts", "WITNESS 4", "On Monday", 0)],
    ),
    ("« The bridge is closed », Mara Lund said.", [("direct", "asserts", "Mara Lund", "The bridge is closed", 0)]),
    ("The mayor said, “I will pay.” Mara Lund laughed.", [("direct", "announces", "mayor", "I will pay", 0)]),
]  # fmt: skip

ANSWERS: list[tuple[str, list[Row]]] = [
    (
        "Reporters asked the ministry whether it would pay. Its answer: no.",
        [("indirect", "asks", "Reporters", "whether it would pay", 0), ("indirect", "asserts", "Its", "no", 0)],
    ),
    (
        "Reporters asked the ministry whether it would pay. The reply: “We never pay.”",
        [("indirect", "asks", "Reporters", "whether it would pay", 0), ("direct", "asserts", "ministry", "We never pay", 0)],
    ),
    ("The dockers walked out. Their demand: a raise by May.", [("indirect", "urges", "Their", "a raise by May", 0)]),
    ("Mara Lund's message to the dockers: come back to work.", [("indirect", "asserts", "Mara Lund", "come back to work", 0)]),
    ("The result: two dead. His job: to count birds.", []),
    ("@vellriver on X: river at 6.2 metres, could reach 7 tonight.", [("indirect", "asserts", "@vellriver", "river at 6.2 metres, could reach 7 tonight", 0)]),
    ("RT @VellPolice: The road is closed.", [("indirect", "asserts", "@VellPolice", "The road is closed", 0)]),
    ("@lund (on Threads): “I am fine.”", [("direct", "asserts", "@lund", "I am fine", 0)]),
    ("Vell Police (via Facebook): The road is closed.", [("indirect", "asserts", "Vell Police", "The road is closed", 0)]),
]  # fmt: skip


def said(content: str, outlet: str | None = "The Quay Gazette") -> tuple[Statement, ...]:
    return annotate(content, language="en", outlet=outlet).statements


def at(content: str, statement: Statement) -> str | None:
    span = statement.speaker.span if statement.speaker else None
    return content[span.start : span.end] if span else None


def words(content: str, statement: Statement) -> str:
    return " | ".join(content[c.start : c.end] for c in statement.content).strip(".")


def rows(content: str) -> list[Row]:
    found = said(content)
    above = {s.id: s.parent for s in found}

    def depth(one: str | None) -> int:
        return 0 if one is None else 1 + depth(above[one])

    return [(s.kind, s.attitude, at(content, s), words(content, s), depth(s.parent)) for s in found]


@pytest.mark.parametrize(("content", "expected"), LABELS, ids=[row[0][:40] for row in LABELS])
def test_a_label_speaks_for_nobody(content: str, expected: list[Row]) -> None:
    assert rows(content) == expected


@pytest.mark.parametrize(("content", "expected"), HEARD, ids=[row[0][:40] for row in HEARD])
def test_what_somebody_is_heard_to_say_is_theirs(content: str, expected: list[Row]) -> None:
    assert rows(content) == expected


@pytest.mark.parametrize(("content", "expected"), ANSWERS, ids=[row[0][:40] for row in ANSWERS])
def test_what_a_noun_or_a_handle_leads_to_is_theirs(content: str, expected: list[Row]) -> None:
    assert rows(content) == expected


def test_whoever_hears_it_is_a_mouth_of_what_is_heard() -> None:
    content = "Mara Lund said she stood at the pier and heard a keeper shout: “Shut the gate.” Mara Lund heard somebody say, “No.”"
    assert [[m.name for m in s.chain] for s in said(content, None)] == [["Mara Lund"], ["Mara Lund", "keeper"], ["Mara Lund", "somebody"]]


def test_a_turn_quotes_only_what_stands_in_marks() -> None:
    content = "We spoke to Mara Lund, who keeps the gate.\n\nQ: When was it shut?\n\nA: At dawn. The clerk shouted, “Shut it!” and ran.\n\nQ: And the key?\n\nA: It is lost."
    found = said(content)
    assert [(s.kind, [content[q.start : q.end] for q in s.quoted]) for s in found if s.parent is None] == [
        ("direct", []), ("direct", ["Shut it!"]), ("direct", []), ("direct", [])
    ]  # fmt: skip
    assert [s.speaker.name for s in found if s.speaker and s.parent is None] == ["The Quay Gazette", "Mara Lund", "The Quay Gazette", "Mara Lund"]


# hostile lines; each is read twice, the second time four times as long: what takes n squared steps would take sixteen times as long
HOSTILE = ["“she said ", "“he said ‘", '"', "'no ", 'he said "no" ', "Q: why\n\nA: no\n\n", "BREAKING: no.\n\n", "The reply: no. "]
MOST, LEAST_SECONDS = 9.0, 0.3  # growth for four times as much (measured 3.3 to 5), below these seconds nothing is told


@pytest.mark.parametrize("part", HOSTILE)
def test_marks_and_labels_over_and_over_take_linear_time(part: str) -> None:
    def seconds(times: int) -> float:
        content = part * times
        paragraphs = text_paragraphs(content)
        begin = time.process_time()
        direct_statements(Source(content), paragraphs, quotations(content, paragraphs))
        labels(content, paragraphs)
        return time.process_time() - begin

    seconds(20)
    short, long = seconds(500), seconds(2000)
    assert long < max(LEAST_SECONDS, short * MOST)


def test_marks_nest_eight_deep_at_most() -> None:
    content = "“she said " * 2000
    assert max(q.depth for q in quotations(content, [(0, len(content))])) == DEEPEST - 1
