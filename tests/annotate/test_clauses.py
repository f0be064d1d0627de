"""Clauses and caveats: sayings put into others, coordinated ones, the medium of each, and what a caveat speaks of."""

import pytest

from headwater.api import annotate
from headwater.records import Statement

# content; by statement in order of place: attitude, speaker, words (stretches parted by " | "), speaker of the one that it stands in, medium
CLAUSES = [
    (
        "Orrin Vale came to the office. A porter, he said, told him that a sergeant had locked the shed.",
        [
            ("asserts", "Orrin Vale", "A porter | told him that a sergeant had locked the shed", None, None),
            ("asserts", "porter", "a sergeant had locked the shed", "Orrin Vale", None),
        ],
    ),
    (
        "The council, Mara Lund was told by an old friend, has lost her letter.",
        [("asserts", "old friend", "The council | has lost her letter", None, None)],
    ),
    ("The pier, we were told by two boatmen, closes at dusk.", [("asserts", "two boatmen", "The pier | closes at dusk", None, None)]),
    ("The pier, she was told, closes at dusk.", [("asserts", None, "The pier | closes at dusk", None, None)]),
    (
        "The port office denied that a boat had sunk, and said in a letter to the Board of Wrecks that nine men were safe.",
        [
            ("denies", "port office", "a boat had sunk", None, None),
            ("asserts", "port office", "nine men were safe", None, "letter"),
        ],
    ),
    (
        "The yard rejected the claims and wrote in a statement to the Board of Ports that the crane had been checked.",
        [("denies", "yard", "the claims", None, None), ("asserts", "yard", "the crane had been checked", None, "statement")],
    ),
    (
        "The guard denied opening the lock, contradicting a report by the Northline that he had sold the key.",
        [("denies", "guard", "opening the lock", None, None), ("asserts", "Northline", "he had sold the key", None, None)],
    ),
    (
        "“They told me any [visiting] sailor who left would be fined,” Mara Lund said.",
        [
            ("asserts", "Mara Lund", "They told me any [visiting] sailor who left would be fined,", None, None),
            ("asserts", None, "any [visiting] sailor who left would be fined", "Mara Lund", None),
        ],
    ),
    ("Mara Lund asked not to be named for fear of losing her post.", []),
    ("A boatman asked that his name not be printed because of the trial.", []),
]  # fmt: skip


def said(content: str, outlet: str | None = None) -> tuple[Statement, ...]:
    return annotate(content, language="en", outlet=outlet).statements


def words(content: str, statement: Statement) -> str:
    return " | ".join(content[c.start : c.end] for c in statement.content)


def speaker(statement: Statement | None) -> str | None:
    return statement.speaker.name if statement and statement.speaker else None


@pytest.mark.parametrize(("content", "expected"), CLAUSES, ids=[row[0][:48] for row in CLAUSES])
def test_clauses(content: str, expected: list[tuple[str, str | None, str, str | None, str | None]]) -> None:
    found = said(content)
    by_id = {s.id: s for s in found}
    rows = [(s.attitude, speaker(s), words(content, s), speaker(by_id.get(s.parent or "")), s.medium) for s in found]
    for row in expected:
        assert row in rows
    assert [row for row in rows if row not in expected and row[0] != "urges"] == []


def test_mouth_between() -> None:
    content = "The Mirror newspaper was told by two ministers that the levy would return."
    assert [m.name for m in said(content, outlet="The Post")[0].chain] == ["The Post", "Mirror newspaper", "two ministers"]
