"""Which language a text is in."""

import py3langid

SHORTEST = 40  # code points under which no language is named
READ = 4000  # code points that are looked at


def language_of(content: str) -> str | None:
    """ISO 639-1 code of the language of `content`, or None where it is too short to tell."""
    sample = content.strip()[:READ]
    return str(py3langid.classify(sample)[0]) if len(sample) >= SHORTEST else None
