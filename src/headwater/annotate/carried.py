"""Sentences that carry a statement on without a cue of their own: right behind an indirect statement in the same
paragraph, told in the tense moved back ("They had slept in turns", "It would be replaced in May").

Only these: in doubt a sentence is the narrator's.
"""

from collections.abc import Sequence

import msgspec

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.near import Near

MOVED_BACK = frozenset(("had", "would"))
KNOWN = frozenset("he she they".split())
SCORE = 0.6


def carried_on(grammar: Grammar, paragraphs: Sequence[Place], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of the sentences that go on with the statement before them."""
    found: list[Draft] = []
    by_place: dict[Place, list[Draft]] = {}
    for draft in drafts:
        by_place.setdefault((draft.start, draft.end), []).append(draft)
    told = Near(by_place)
    before: Draft | None = None
    for start, end in paragraphs:
        for number, sentence in enumerate(grammar.sentences_in(start, end)):
            if number == 0 and not _of_somebody_known(grammar, sentence):
                before = None
            first, last = grammar.starts[sentence[0]], grammar.ends[sentence[-1]]
            here = [draft for a, b in told.within(first, last) if a < last and first < b for draft in by_place[a, b]]
            if here:
                outer = [
                    draft
                    for draft in here
                    if draft.parent is None and draft.phrase and draft.attitude != "cannot_verify"
                ]
                before = outer[-1] if outer and len(outer) == len([d for d in here if d.parent is None]) else None
            elif before is not None and _is_moved_back(grammar, sentence):
                found.append(_going_on(grammar, sentence, before))
            else:
                before = None
    return found


def _of_somebody_known(grammar: Grammar, sentence: range) -> bool:
    """Whether a sentence is of somebody whom the words before it name (`He had counted ten`): only then it goes on in a new paragraph."""
    root = next((w for w in sentence if grammar.heads[w] < 0), None)
    subject = grammar.child(root, "nsubj") if root is not None else None
    return subject is not None and grammar.low[subject] in KNOWN


def _is_moved_back(grammar: Grammar, sentence: range) -> bool:
    """Whether the main verb stands in the past perfect or behind `would`, as reported speech does."""
    root = next((w for w in sentence if grammar.heads[w] < 0), None)
    return root is not None and grammar.parse.upos[root] != "PUNCT" and grammar.has_child(root, "aux", MOVED_BACK)


def _going_on(grammar: Grammar, sentence: range, before: Draft) -> Draft:
    places = grammar.stretches(sentence)
    phrase = msgspec.structs.replace(before.phrase, score=SCORE) if before.phrase else None
    return Draft("indirect", places[0][0], places[-1][1], places, None, phrase)
