"""Chronicles: sentences that open with a full date and tell in the present what happened then."""

import re
from collections.abc import Sequence

from headwater.annotate.events.trees import Tree
from headwater.records import Timex

OPENING = re.compile(r"\W*(?:(?:on|in|by|since|from|between)\W+)?", re.IGNORECASE)  # what may stand before the date
ALONE = re.compile(r"\W*")
LEAST = 2  # sentences of a text that open with a date of a told year: fewer are no chronicle


def led_sentences(tree: Tree, times: Sequence[Timex]) -> dict[int, Timex]:
    """The date of each sentence of a chronicle, by the sentence's number; none where the text is no chronicle.

    A date that is a sentence of its own (`11 April 2020:`) leads the one after it.
    """
    found: dict[int, Timex] = {}
    for time in times:
        words = tree.words(time.span.start, time.span.end)
        if time.type != "DATE" or time.anchor != "explicit" or not words:
            continue
        number = tree.sentence_of[words[0]]
        first, last = (int(word) for word in tree.parse.sentences[number])
        if OPENING.fullmatch(tree.parse.text, tree.starts[first], time.span.start):
            alone = ALONE.fullmatch(tree.parse.text, time.span.end, tree.ends[last - 1])
            found.setdefault(number + 1 if alone else number, time)
    return found if len(found) >= LEAST else {}
