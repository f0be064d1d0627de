"""Nouns for persons and bodies: their number and gender, and whether a phrase can speak at all."""

import functools
from typing import Literal

from headwater import lexicon
from headwater.annotate.grammar import Grammar
from headwater.annotate.speakers import BODIES, Phrase

Gender = Literal["m", "f"]


@functools.cache
def person_nouns() -> dict[str, tuple[str, Gender | None, bool]]:
    """By singular and plural: the singular, the gender, whether it may stand for anybody just named."""
    out: dict[str, tuple[str, Gender | None, bool]] = {}
    for singular, plural, gender, general in lexicon.rows("person_nouns"):
        kept: Gender | None = "m" if gender == "m" else "f" if gender == "f" else None
        out[singular] = (singular, kept, general == "*")
        out.setdefault(plural, (singular, kept, general == "*"))
    return out


def singular(noun: str) -> str:
    """The singular of a noun for persons; any other word as it is."""
    return person_nouns().get(noun, (noun, None, False))[0]


def gender_of(noun: str) -> Gender | None:
    """The gender that a noun for a person tells."""
    return person_nouns().get(noun, ("", None, False))[1]


@functools.cache
def given_names() -> dict[str, Gender]:
    """Given names, casefolded, by the gender they are mostly borne by."""
    return {row[0].casefold(): "m" if row[1] == "m" else "f" for row in lexicon.rows("given_names")}


@functools.cache
def body_nouns() -> dict[str, bool]:
    """Nouns for bodies, by singular, and whether one may stand for any firm or organisation just named."""
    return {row[0]: len(row) > 1 and row[1] == "company" for row in lexicon.rows("body_nouns")}


def is_body(noun: str) -> bool:
    """Whether a noun is one for a body that speaks as one."""
    return noun in body_nouns() or BODIES.fullmatch(noun) is not None


def speaks_together(noun: str) -> bool:
    """Whether several, or one body, of this noun speak as "they": persons and bodies, not papers."""
    return noun in person_nouns() or is_body(noun) or noun in ("people", "one", "other", "many", "some", "several")


def can_speak(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether a phrase names a person or a body, or describes one."""
    named = any(
        name.kind in ("person", "organization", "group") and name.start < phrase.end and phrase.start < name.end
        for name in grammar.parse.names
    )
    described = any(grammar.low[word] in person_nouns() for word in grammar.words_in(phrase.start, phrase.end))
    return named or described or BODIES.search(phrase.words) is not None
