"""Which language a text is in."""

from headwater.language import identify

SHORTEST = 12  # code points under which no language is named
READ = 4000  # code points that are looked at


def language_of(content: str) -> str | None:
    """ISO 639-1 code of the language of `content`, or None where it is too short or has no letters."""
    sample = content.strip()[:READ]
    if len(sample) < SHORTEST:
        return None
    found = identify(sample).language
    return None if found == "und" else found
