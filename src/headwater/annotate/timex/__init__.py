"""Time expressions: TIMEX3 type and value still unresolved, with anchor, offset and direction (ISO 24617-1).

`tokens` cuts a text and gives each token a class, one character; `grammar` reads the table of patterns and compiles it
to patterns over these characters; `make` builds the expression that a row stands for; `signals` reads tense and
open ends from the words around; `find` runs it all.
"""

from headwater.annotate.timex.find import LANGUAGES, find_times

__all__ = ["LANGUAGES", "find_times"]
