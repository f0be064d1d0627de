"""When the reports of a pile were published that carry no date: their words, their neighbours, then what others date of what they tell."""

from collections.abc import Sequence

from headwater.conclude.dating.neighbours import date_by_happenings, date_reports
from headwater.conclude.dating.report import is_dated
from headwater.conclude.happenings import find_happenings
from headwater.conclude.resolution import resolved
from headwater.conclude.stories import group_stories
from headwater.records import Annotations, Derivation, Document, Edge, Reuse


def date_pile(
    documents: Sequence[Document],
    found_in: Sequence[Annotations],
    derivations: Sequence[Derivation],
    *,
    stories: Sequence[Edge] = (),
    passages: Sequence[Reuse] = (),
) -> list[Document]:
    """The documents of a pile, those without a date with bounds of publication and their grounds; `stories` links reports of one story.

    Happenings are looked for only where a report without a date stands beside one with a date.
    """
    found = date_reports(documents, found_in, derivations, stories=stories)
    if all(is_dated(one) for one in documents) or not any(is_dated(one) for one in documents):
        return found
    cards = {one.id: one for one in found}
    read = [resolved(one, cards[one.doc]) for one in found_in]
    groups = [story.documents for story in group_stories(found, stories, derivations)]
    events, happenings = find_happenings([event for one in read for event in one.events], stories=groups, passages=passages)
    return date_by_happenings(found, events, happenings)
