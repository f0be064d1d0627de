"""Whose words they are: one row a way of naming who speaks, with the name, the attitude and the words attributed."""

import pytest

from headwater.api import annotate

Row = tuple[str, str | None, str]


def rows(content: str) -> list[Row]:
    """Attitude, speaker's name and words of each statement of a text, in order."""
    return [
        (s.attitude, s.speaker.name if s.speaker else None, " | ".join(content[c.start : c.end] for c in s.content))
        for s in annotate(content, language="en", outlet="The Quay Gazette").statements
    ]


# content; the statements that must be among those found
SPEAKERS: list[tuple[str, list[Row]]] = [
    ("“My deputy shouted, ‘Stop the crane!’” said Mara Lund.", [("urges", "Mara Lund's deputy", "Stop the crane!")]),
    ("Mara Lund came late. Her driver said the road was flooded.", [("asserts", "Mara Lund's driver", "the road was flooded")]),
    ("Ivo Kel told the court his superiors had assured him the dam would hold.", [("asserts", "Ivo Kel's superiors", "the dam would hold")]),
    ("The Port Ministry is silent. Its own engineer said the crane was rusty.", [("asserts", "Port Ministry's own engineer", "the crane was rusty")]),
    (
        "Nurses at the Vell clinic carried water for a week. “It is a disgrace,” said one of them.",
        [("asserts", "one of the Nurses at the Vell clinic", "It is a disgrace,")],
    ),
    ("Customers hope for a buyer. “Who else sells rope?” asked one of them, retired sailor Ulf Brand.", [("asks", "Ulf Brand", "Who else sells rope?")]),
    ("Mara Lund said she had been told by telephone that the boat sank.", [("asserts", None, "the boat sank")]),
    ("In a post on the traders' page, one seller alleged that the scales were rigged.", [("complains", "one seller", "the scales were rigged")]),
    ("She recalled that Ivo Kel was born in Vell and had told her the pier was rotten.", [("asserts", "Ivo Kel", "the pier was rotten")]),
    ("The port has received a letter from the owner alleging that the cranes were sold.", [("complains", "letter from the owner", "the cranes were sold")]),
    (
        "A source in the port office said that two cranes had come back, pointing out that the third needs parts.",
        [("asserts", "source in the port office", "the third needs parts")],
    ),
    ("Sixty boats are damaged, informed the mayor's office in a note.", [("asserts", "mayor's office", "Sixty boats are damaged")]),
    ("“The boats left at noon, then nothing,” confides Aya N., sister of a sailor.", [("asserts", "Aya N.", "The boats left at noon, then nothing,")]),
    ("The Prime Ministers of Vell and Ostra met in Lund. They affirmed that the river is shared.", [("asserts", "Prime Ministers of Vell and Ostra", "the river is shared")]),
    (
        "“Mum kept saying, ‘He will be cold,’ and here we are,” said Mara Lund.",
        [("asserts", "Mum", "He will be cold,")],
    ),
    ("The keeper, who did not want to be named, said he had spoken to the crew.", [("asserts", "keeper", "he had spoken to the crew")]),
    ("The company sent a letter to Mara Lund. Fair Land was shut. The firm said it would answer.", [("announces", "Fair Land", "it would answer")]),
    ("A driver answered questions from Fair Land. The company said the road was shut.", [("asserts", "company", "the road was shut")]),
    ("Mara Lund stood at the gate. An officer advised her to wait. She believes the road is shut.", [("asserts", "Mara Lund", "the road is shut")]),
    ("Two sources spoke of the loan. The letter came from the tax office, where they explain that it was paid.", [("asserts", "tax office", "it was paid")]),
    ("Mara Lund remembers the guard saying the gate was shut.", [("asserts", "guard", "the gate was shut")]),
    ("Prime Minister Ivo Kel came home. The premier said the road was shut.", [("asserts", "Ivo Kel", "the road was shut")]),
    ("Foreign Minister Mara Lund was late. The top diplomat said the talks were over.", [("asserts", "Mara Lund", "the talks were over")]),
    ("As for the owners of the boats, they complain of the rise in prices.", [("complains", "owners of the boats", "the rise in prices")]),
    ("The boats had sunk, recalls the deputy of the district, who promises to raise the matter.", [("announces", "deputy of the district", "to raise the matter")]),
    ("The pass was dark.\n\n– Who is there? asked the guard.\n\n– It is me, said Ivo Kel. I have the key.", [("asks", "guard", "Who is there?"), ("asserts", "Ivo Kel", "It is me | I have the key.")]),
    ("Secretary Iivo Kallas left.\n\n09.20 – Party secretary Iivo Kallas on Boatchat: “Do not believe the radio.”", [("asserts", "Iivo Kallas", "Do not believe the radio.")]),
    ("A source told «Le Quai» that the crane was sold.", [("asserts", "source", "the crane was sold")]),
    ("Claims in the press that the crane was sold are wrong, the port said.", [("asserts", "press", "the crane was sold")]),
    ("“My lawyer has it, and she believes it is lost,” said Mara Lund.", [("asserts", "Mara Lund's lawyer", "it is lost")]),
    ("The president has cancelled the trip, his office announces.", [("announces", "president's office", "The president has cancelled the trip")]),
    ("Committee of Accounts. In the chair: Ilda Monte. Witness: Tom Dua.\n\nCHAIR: Who bought the ferry?\n\nDUA: The board did.", [("asks", "Ilda Monte", "Who bought the ferry?")]),
    ("A keeper opened the gate at nine. Later Mara Lund said the crane was rusty. The keeper said it was new.", [("asserts", "keeper", "it was new")]),
    (
        "Mara Lund said guards came into the tent at two. “One of them told me, ‘You will not need it,’” she said.",
        [("asserts", "One of the guards", "You will not need it,")],
    ),
    ("A video sent to us purports to show men standing on a pier.", [("asserts", "video", "men standing on a pier")]),
    ("A clip shared online appears to show a bear on a wall.", [("asserts", "clip", "a bear on a wall")]),
]

# content; the words attributed, in order
WORDS: list[tuple[str, list[str]]] = [
    ("“It was time,” said Mara Lund, whose brother saw the fire.", ["It was time,"]),
    ("“The pier shook,” said Ivo Kel, a driver who crossed it before it fell.", ["The pier shook,"]),
    ("Mara Lund claimed the windows there leaked within a year.", ["the windows there leaked within a year"]),
    ("The union has called for the list to be published in full.", ["the list to be published in full"]),
    ("Police are asking anyone who was on the pier at five to come forward.", ["anyone who was on the pier at five to come forward"]),
    ("They are urging owners of small boats to check their ropes.", ["owners of small boats to check their ropes"]),
    ("Parents have asked the council to close the gate after a boy was hurt on it.", ["the council to close the gate"]),
    ("Mara Lund would say only that the search was going on.", ["the search was going on"]),
    ("Ivo Kel recalled being beaten with a rope.", ["being beaten with a rope"]),
    ("Traders said they had been turned away and told to come back at noon.", ["they had been turned away and told to come back at noon", "to come back at noon"]),
    ("The ministry assured that the works had ended and that a permit was not needed, but could not explain the letter.", ["the works had ended and that a permit was not needed"]),
    ("The captain denies rift with owners.", ["rift with owners"]),
]


@pytest.mark.parametrize(("content", "expected"), SPEAKERS, ids=[row[0][:48] for row in SPEAKERS])
def test_words_are_of_who_said_them(content: str, expected: list[Row]) -> None:
    found = rows(content)
    assert [row for row in expected if row in found] == expected, found


@pytest.mark.parametrize(("content", "expected"), WORDS, ids=[row[0][:48] for row in WORDS])
def test_no_more_words_than_were_said(content: str, expected: list[str]) -> None:
    assert [words for _, _, words in rows(content)] == expected


# content; the words of the statements on which a caveat hangs
CAVEATS: list[tuple[str, list[str]]] = [
    ("Two sailors said that the boat was rammed. The port said it sank. The Gazette could not establish which account is correct.", ["the boat was rammed", "it sank"]),
    ("“They burned the boats,” said a woman from Vell, whose account the Gazette was not able to corroborate. “Nobody came,” said the mayor.", ["They burned the boats,"]),
    ("Neither Lund's claim nor the ministry's denial could be confirmed. Lund had said the dam was cracked. The ministry denied it.", ["the dam was cracked", "it"]),
    ("Two farmers said that the dam was opened. One of them said he saw a car. The Gazette could not verify their account.", ["the dam was opened", "he saw a car"]),
    (
        "The Vell Post reported that the pass was shut, citing two officers. The Gazette could not confirm the officers' account.",
        ["the pass was shut", "the pass was shut"],
    ),
    ("In a letter smuggled out in May, a clerk writes that the cells are cold. The Gazette could not verify the letter.", ["the cells are cold"]),
    ("Photographs posted by the rebels show burnt trucks. It was not possible to confirm when they were taken.", ["burnt trucks"]),
]


@pytest.mark.parametrize(("content", "expected"), CAVEATS, ids=[row[0][:48] for row in CAVEATS])
def test_a_caveat_hangs_on_the_account_it_speaks_of(content: str, expected: list[str]) -> None:
    made = annotate(content, language="en", outlet="The Quay Gazette").statements
    assert [" | ".join(content[c.start : c.end] for c in s.content) for s in made if s.caveats] == expected
