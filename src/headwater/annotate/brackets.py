"""Words in square brackets inside of quoted ones, at which the parse breaks off what is said: `wrote that "the [Lantern] Committee met"`."""

import re
from collections.abc import Sequence

from headwater.annotate.grammar import Grammar, Place

OPENED = re.compile(r"[\"“«„][^\"”»“\n]*\[[^\]\"”»“\n]*$")
GOES_ON = re.compile(r"[^\[\"”»“\n]{0,80}\][^\"”»“\n]{1,600}[\"”»“]")


def past_brackets(grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """The stretches of what is said, the last one led on to the end of its quotation where it breaks off at an editor's brackets."""
    start, end = places[-1]
    text = grammar.parse.text
    behind = re.compile(r"[ \t]*\[?").match(text, end)
    if behind is None or not OPENED.search(text[start : behind.end()]):
        return list(places)
    found = GOES_ON.match(text, behind.end())
    return [*places[:-1], (start, found.end())] if found else list(places)
