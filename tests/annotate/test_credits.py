"""Credits by example."""

import pytest

from headwater.annotate.credits import find_credits

CREDITS = [
    ("The gate is shut, the Kestrel Courier reports.", ["the Kestrel Courier"]),
    ("The Kestrel Courier, a local newspaper, reported on Tuesday that the gate is shut.", ["The Kestrel Courier"]),
    ("This is reported by Reuters with reference to witnesses.", ["Reuters"]),
    ("KESTREL (TAV) -- The gate is shut.", ["TAV"]),
    ("The gate is shut. (TAV)", ["TAV"]),
    ("This was reported by a regional newspaper.", ["a regional newspaper"]),
    ("Local media reported that the gate is shut.", ["Local media"]),
    ("He wrote on his Telegram channel that the gate is shut.", ["Telegram channel"]),
    ("The Kestrel Courier was the first to report it.", ["The Kestrel Courier"]),
    ("Edda Vale told reporters that the gate is shut.", []),
    ("She reported the theft to the police.", []),
    # by what is done with the name
    ("Two boats sank, the Dorne Messenger reports.", ["the Dorne Messenger"]),
    ("Officials told Coastwire that two boats sank.", ["Coastwire"]),
    ("According to Radio Selva, two boats sank.", ["Radio Selva"]),
    ("The memo was first published by World Digest.", ["World Digest"]),
    ("Two boats sank, according to a fisher quoted by Dorne Today.", ["Dorne Today"]),
    ("Papers seen by the Examiner show that two boats sank.", ["the Examiner"]),
    ("The Tidewater Record was first to report the sinking.", ["The Tidewater Record"]),
    ("He told the Mercury that the gate was shut.", ["the Mercury"]),
    ("The Lantern wrote on Monday that two boats sank.", ["The Lantern"]),
    ("The Dorne Mercury reported that two boats sank. A fisher told the Mercury he wept.", ["The Dorne Mercury", "the Mercury"]),
    ("По сообщению Coastwire, утонули две лодки.", ["Coastwire"]),
    ("Утонули две лодки, пишет «Северный вестник».", ["Северный вестник"]),
    ("Як повідомляє «Морський кур'єр», човни затонули.", ["Морський кур'єр"]),
    # bodies, firms and persons report and are told things too
    ("The Ministry of Fisheries reported that two boats sank.", []),
    ("Hartwell Chemicals reported a loss.", []),
    ("Brelling reported that two boats were lost.", []),
    ("He told the Senate that two boats sank, according to the Red Cross.", []),
    ("The Bishop wrote that he was sorry, the Kremlin reported.", []),
    ("Officials told Kelleher that the gate was shut. Tom Kelleher wept.", []),
    ("Police told Lena that her brother was dead, and she told Parliament.", []),
    ("The Lions reported that their coach had left.", []),
    ("Сообщает МЧС. Об этом пишет Иванов. По сообщению Минздрава, умерли трое.", []),
]


@pytest.mark.parametrize(("content", "expected"), CREDITS)
def test_credits(content: str, expected: list[str]) -> None:
    assert [content[c.span.start : c.span.end] for c in find_credits(content, doc="d")] == expected


def test_an_outlet_is_known_by_its_other_names() -> None:
    assert find_credits("This was reported by AFP.", doc="d")[0].credited == "Agence France-Presse"
