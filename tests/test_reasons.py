"""Every reason that a reader gives for a block can be read."""

import re
from pathlib import Path

from headwater import reasons

READ = Path(reasons.__file__).parent / "read"
ROLES = {"title"}  # why a heading is one; no reason for furniture


def test_the_grounds_of_readers_are_reasons() -> None:
    sources = (path.read_text(encoding="utf-8") for path in READ.glob("*.py"))
    given = {code for source in sources for code in re.findall(r"why\s?=\s?\"(\w+)\"", source)}
    assert given - ROLES <= reasons.TEXTS.keys()
    assert given
