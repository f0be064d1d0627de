"""Names of persons, organisations, places, groups, laws and works, as the language model sees them.

Names in furniture are names too: an author in a credit line. Descriptions and pronouns come with coreference.
"""

from headwater.language import Parse
from headwater.records import Mention, span_id
from headwater.text import Span


def find_mentions(read: Parse, *, doc: str) -> tuple[Mention, ...]:
    """The names of a text in order."""
    spans = ((Span(doc, name.start, name.end), name.kind) for name in read.names)
    return tuple(
        sorted((Mention(id=span_id("mention", span), span=span, kind=kind, form="name") for span, kind in spans), key=lambda m: m.span)
    )
