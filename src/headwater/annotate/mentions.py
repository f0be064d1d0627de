"""Names of persons, organisations, places, groups, laws and works, as the language model sees them.

The whole text is read, furniture too: a name in a credit line is a name. Descriptions and pronouns come
with coreference.
"""

from headwater.language import Engine, parse
from headwater.records import Mention, ReadAs, span_id
from headwater.text import Span


def find_mentions(content: str, *, doc: str, language: str | None, engine: Engine = "accurate") -> tuple[tuple[Mention, ...], ReadAs]:
    """The names of a text in order, and how the text could be read: in full, or not at all for names."""
    read = parse(content, engine=engine, language=language)
    found = (
        Mention(id=span_id("mention", span), span=span, kind=name.kind, form="name")
        for name in read.names
        for span in [Span(doc, name.start, name.end)]
    )
    return tuple(sorted(found, key=lambda mention: mention.span)), "full" if read.read_as == "full" else "none"
