"""What is gathered about each name and description of a text before it becomes a record."""

import msgspec

from headwater.annotate.cast import Cast
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.persons import Gender
from headwater.lexicon import persons
from headwater.records import ActorKind, Mention, MentionForm, span_id
from headwater.text import Span

Key = tuple[str, str, bool]


class Draft(msgspec.Struct):
    """A referent while the text is read."""

    kind: ActorKind
    name: str
    form: MentionForm
    mentions: list[Mention] = msgspec.field(default_factory=list)
    roles: dict[Place, str] = msgspec.field(default_factory=dict)
    heads: set[str] = msgspec.field(default_factory=set)
    gender: Gender | None = None
    plural: bool = False
    age: int | None = None
    country: str | None = None
    short: str | None = None
    government: bool = False
    capital_of: str | None = None
    acts: bool = False


class Gathered(msgspec.Struct):
    """One text while its referents are gathered."""

    content: str
    doc: str
    grammar: Grammar
    cast: Cast
    places: frozenset[str] = frozenset()  # words that are a place somewhere in the text, and nobody's surname
    short: frozenset[str] = frozenset()  # words that are short for a body of the text
    drafts: dict[Key, Draft] = msgspec.field(default_factory=dict)
    described: dict[int, Draft] = msgspec.field(default_factory=dict)


def bare(words: str, kind: str) -> str:
    """A name without article, title and 's; blanks and line breaks as one blank."""
    kept = " ".join(words.split())
    if kind == "person":
        return persons.bare(kept) or kept
    kept = kept.removesuffix("'s").removesuffix("’s")
    return kept[4:] if kept[:4].casefold() == "the " and len(kept) > 4 else kept


def mention(doc: str, place: Place, kind: ActorKind, form: MentionForm) -> Mention:
    span = Span(doc, *place)
    return Mention(id=span_id("mention", span), span=span, kind=kind, form=form)
