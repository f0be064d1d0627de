"""Who speaks at a verb: the parse first, the form of the words where it is silent."""

from collections.abc import Sequence

from headwater.annotate import speakers
from headwater.annotate.grammar import Grammar
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import Token


def speaker(words: Sequence[Token], cue: int, grammar: Grammar | None, *, inverted: bool = False) -> Phrase | None:
    """The speaker of the reporting verb at position `cue` among `words`, within these words; None where nobody is seen.

    `inverted` says that the verb comes first (`said Orrin Vale`). A noun or a passive has no speaker.
    """
    if grammar is not None:
        start = words[cue].start
        if not grammar.reports(start) or grammar.passive_at(start):
            return None
        found = grammar.subject_at(start)
        if found and words[0].start <= found.start and found.end <= words[-1].end:
            return found
    return speakers.after(words, cue) if inverted else speakers.before(words, cue)
