"""Plain text is the file decoded, its line ends made LF, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import Unreadable
from headwater.read.decode import Decoded
from headwater.read.plain import plain_readings
from headwater.records import Reading
from headwater.text import Run, SourceMap


def reading_of(content: str) -> Reading:
    (reading,) = plain_readings(Decoded(content, "utf-8", "utf-8"))
    return reading


@pytest.mark.parametrize(
    ("content", "text"),
    [("a\r\nb\rc\n\n", "a\nb\nc\n\n"), ("  # Head\n\n* one\n", "  # Head\n\n* one\n"), ("a\x0b\u2028b\u00a0 ", "a\x0b\u2028b\u00a0 ")],
)
def test_only_line_ends_change(content: str, text: str) -> None:
    assert reading_of(content).text == text
    assert reading_of(content).parent == content


@given(st.text(alphabet="ab \r\n", min_size=1).filter(str.strip))
def test_each_character_leads_back_to_its_own(content: str) -> None:
    reading = reading_of(content)
    way_back = SourceMap(tuple(Run(*run) for run in reading.source_map))
    parts = [way_back.to_source(at, at + 1) for at in range(len(reading.text))]
    assert [content[a:b].replace("\r\n", "\n").replace("\r", "\n") for a, b in parts] == list(reading.text)
    assert [a for a, _ in parts[1:]] == [b for _, b in parts[:-1]]


def test_blank_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="empty"):
        reading_of(" \n\u00a0\n")
