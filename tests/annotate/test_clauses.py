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
    (
        "Earlier reports that the ferry had sunk were incorrect, the Port Relief Office said on Friday, correcting its own statement.",
        [
            ("denies", "Port Relief Office", "Earlier reports that the ferry had sunk were incorrect", None, None),
            ("asserts", None, "the ferry had sunk", "Port Relief Office", None),
        ],
    ),
    (
        "If the crew was freed, their pilot said, it would be because the harbour had paid.",
        [("asserts", "their pilot", "If the crew was freed | it would be because the harbour had paid", None, None)],
    ),
    (
        "“The owners would say that all is well,” Mara Lund said.",
        [("asserts", "Mara Lund", "The owners would say that all is well,", None, None), ("asserts", "owners", "all is well", "Mara Lund", None)],
    ),
    ("The owners would say that all is well.", []),
    ("The yard neither confirmed nor denied the sale.", []),
    ("He was let go, his sister said, only after the family had paid.", [("asserts", "his sister", "He was let go | only after the family had paid", None, None)]),
    ("The panel found that the gate was shut, contrary to what he had said.", [("asserts", "panel", "the gate was shut", None, None)]),
    (
        "Northern authorities have warned citizens working as cooks abroad of serious consequences for joining a fleet.",
        [("warns", "Northern authorities", "serious consequences for joining a fleet", None, None)],
    ),
    ("The attorney general acknowledged that the gate was shut.", [("asserts", "attorney general", "the gate was shut", None, None)]),
    ("Her husband told this agency it was new.", [("asserts", "Her husband", "it was new", None, None)]),
    (
        "The yard has denied holding him, according to a porter for the family.",
        [
            ("asserts", "porter for the family", "The yard has denied holding him", None, None),
            ("denies", "yard", "holding him", "porter for the family", None),
        ],
    ),
    (
        "The yard said the shed had been empty for weeks and accused the port of killing two swans.",
        [("asserts", "yard", "the shed had been empty for weeks", None, None), ("complains", "yard", "the port of killing two swans", None, None)],
    ),
    ("Mara Lund asked not to be named for fear of losing her post.", []),
    ("Vale was dismissed as harbour master in May.", []),
    ("The guild dismissed Orrin Vale as chief pilot.", []),
    ("The mayor dismissed the letter as a joke.", [("denies", "mayor", "the letter as a joke", None, None)]),
    ("The captain was accused by islanders of ordering the burning.", []),
    ("New decree threatens boatmen with five years in jail", []),
    ("Gunmen threatened the boatmen with death.", [("threatens", "Gunmen", "death", None, None)]),
    ("The guild must pay a fine, the tribunal ruled.", [("asserts", "tribunal", "The guild must pay a fine", None, None)]),
    (
        'In his letter Vale wrote that "the [Lantern] Guild never saw the lock".',
        [("asserts", "Vale", "the [Lantern] Guild never saw the lock", None, "letter")],
    ),
    ("Her mate, Karim Said, said the lock was shut.", [("asserts", "Karim Said", "the lock was shut", None, None)]),
    ("Karim Said, the mate, wept.", []),
    (
        "The boatmen were told by the harbour master that oars would not be sold, a porter told the Northline.",
        [
            ("asserts", "porter", "The boatmen were told by the harbour master that oars would not be sold", None, None),
            ("asserts", "harbour master", "oars would not be sold", "porter", None),
        ],
    ),
    (
        "The Northline spoke to the sister of one of the boatmen, Sasha Vale, 31. “The lock was shut,” she said.",
        [("asserts", "sister of one of the boatmen", "The lock was shut,", None, None)],
    ),
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


# content, outlet; the caveat's words; the statements that carry it
CAVEATS = [
    (
        "Orrin Vale said the shed was full. The port office said it was empty. The Post could not verify Vale's account.",
        "Vale's account",
        ["the shed was full"],
    ),
    (
        "The Northline reported that a boat had sunk, citing two porters. The navy denied that. The Post could not confirm the Northline's report.",
        "the Northline's report",
        ["a boat had sunk", "a boat had sunk"],
    ),
    (
        "The shed was full of men, a porter said, in an account that could not be independently confirmed. The port office called for calm.",
        "an account",
        ["The shed was full of men"],
    ),
    (
        "Camp elders said 58 had died, a figure The Post could not confirm. The ministry said nine had died.",
        "a figure",
        ["58 had died"],
    ),
    (
        "The islanders said the boat was theirs. The traders said they had paid for it. Neither side's claims could be verified.",
        "Neither side's claims",
        ["the boat was theirs", "they had paid for it"],
    ),
    (
        "In a letter smuggled out of the camp, a prisoner writes that two men have died. The camp says all are well. The Post could not verify its contents.",
        "its contents",
        ["two men have died"],
    ),
    (
        "A clip shows a man pouring petrol on a shed.\n\nThe fire chief, Dag Holm, said no coat was missing. The Post was unable to establish when the clip was filmed.",
        "when the clip was filmed",
        ["a man pouring petrol on a shed"],
    ),
    (
        "Lamp makers said soldiers had taken their oil. The mayor urged them to stay calm. The Post could not verify these accounts.",
        "these accounts",
        ["soldiers had taken their oil"],
    ),
    (
        "The minister said foreign money had paid for the march. She offered no proof of the accusation. Organisers said cakes had paid for it.",
        "the accusation",
        ["foreign money had paid for the march"],
    ),
    (
        "The army claimed that the hall held fighters without providing any evidence. The mayor said it held chairs.",
        "the hall held fighters",
        ["the hall held fighters"],
    ),
    (
        "Neighbours tell that a column passed at night. The mayor denied the passing. Official confirmation of the words of the neighbours there is not.",
        "the words of the neighbours",
        ["a column passed at night"],
    ),
    (
        "Orrin Vale said boatmen struck him. Mara Lund said they took her oars. The Post could not verify these claims.",
        "these claims",
        ["boatmen struck him", "they took her oars"],
    ),
    (
        "The port office said all was well.\n\nOrrin Vale said boatmen struck him.\n\nMara Lund said they took her oars.\n\nThe Post could not verify these accounts.",
        "these accounts",
        ["boatmen struck him", "they took her oars"],
    ),
    (
        "A gardener said he was told to look at his roses. Police said the number was not in use, and could not confirm the call.",
        "the call",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "caveat", "expected"), CAVEATS, ids=[row[0][:48] for row in CAVEATS])
def test_caveats(content: str, caveat: str, expected: list[str]) -> None:
    found = said(content, outlet="The Post")
    ids = [s.id for s in found if s.attitude == "cannot_verify" and words(content, s) == caveat]
    assert len(ids) == 1
    assert [words(content, s) for s in found if ids[0] in s.caveats] == expected


def test_no_caveat() -> None:
    for content in ("The company did not respond to requests for comment.", "Police did not confirm the arrest.", "The mayor said the claims were false."):
        assert [s for s in said(content) if s.attitude == "cannot_verify"] == []
