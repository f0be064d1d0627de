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
]


@pytest.mark.parametrize(("content", "expected"), CREDITS)
def test_credits(content: str, expected: list[str]) -> None:
    assert [content[c.span.start : c.span.end] for c in find_credits(content, doc="d")] == expected


def test_an_outlet_is_known_by_its_other_names() -> None:
    assert find_credits("This was reported by AFP.", doc="d")[0].credited == "Agence France-Presse"
