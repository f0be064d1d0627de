"""Credits and written-out dates by example."""

import pytest

from headwater.annotate.credits import find_credits
from headwater.annotate.times import find_times

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


TIMES = [
    ("on March 4, 2021, the gate", [("March 4, 2021", "2021-03-04", "2021-03-04")]),
    ("on 4 March 2021", [("4 March 2021", "2021-03-04", "2021-03-04")]),
    ("in March 2021", [("March 2021", "2021-03", "2021-03")]),
    ("since 2019", [("2019", "2019", "2019")]),
    ("on March 4", [("March 4", "XXXX-03-04", None)]),
    ("it may 4 times", []),
    ("on February 30, 2021", []),
    ("they march 20 miles", []),
]


@pytest.mark.parametrize(("content", "expected"), TIMES)
def test_times(content: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(content[t.span.start : t.span.end], t.value, t.interval) for t in find_times(content, doc="d")] == expected
