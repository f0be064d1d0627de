"""Which language a text is in, by py3langid, with a leaning towards the languages that can be read in full."""

import re
from dataclasses import dataclass
from typing import Final

import py3langid

LOOKED_AT: Final = 2_000
"""Characters of a text that are looked at: more changes nothing."""
LEANING: Final = {"en": 25.0, "ru": 18.0, "uk": 12.0, "es": 8.0, "fr": 8.0, "de": 8.0, "pt": 8.0, "it": 8.0, "ar": 8.0, "zh": 8.0}
"""Added to the log-likelihood of a language. A sentence of 40 letters differs by about as much, a paragraph by hundreds."""
_LINKS: Final = re.compile(r"https?://\S+|\S+@\S+|[\d\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Identified:
    """An ISO 639-1 code (`und` where the text holds no letters), and by how much it leads, in log-likelihood."""

    language: str
    lead: float


def identify(text: str) -> Identified:
    """Return the language of a text."""
    letters = _LINKS.sub(" ", text[: 2 * LOOKED_AT])[:LOOKED_AT].encode("utf-8", "replace").decode("utf-8")
    if not any(c.isalpha() for c in letters):
        return Identified("und", 0.0)
    ranked = sorted(((p + LEANING.get(code, 0.0), code) for code, p in py3langid.rank(letters)), reverse=True)
    return Identified(ranked[0][1], float(ranked[0][0] - ranked[1][0]))
