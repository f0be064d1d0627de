"""Judgements attached to the texts as they are read now: from anchors to the referents that stand there."""

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence

from headwater.records import Document, Mention, Pinned, Referent
from headwater.text import Anchor, Span, attach

Placed = Mapping[str, Sequence[tuple[Span, str]]]


def placed(referents: Sequence[Referent], mentions: Mapping[str, Mention]) -> Placed:
    """For each report its mentions in order, with the ids of their referents."""
    found: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for one in referents:
        for id in one.mentions:
            found[one.doc].append((mentions[id].span, one.id))
    return {doc: sorted(spans) for doc, spans in found.items()}


def pinned(pins: Sequence[Pinned], at: Placed, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The referents that pins mean now: what stands at the anchored words, or overlaps them most; empty where nothing does."""
    found = (_at(pin.anchor, at.get(pin.doc, ()), documents[pin.doc].text, pin.doc) for pin in pins if pin.doc in documents)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _at(anchor: Anchor, spans: Sequence[tuple[Span, str]], content: str, doc: str) -> str | None:
    place = attach(anchor, content)
    if place is None:
        return None
    last = bisect.bisect_left(spans, (Span(doc, place[1], place[1]), ""))
    near = ((min(span.end, place[1]) - max(span.start, place[0]), one) for span, one in spans[max(0, last - NEAR) : last])
    best = max(near, default=(0, ""))
    return best[1] if best[0] > 0 else None


NEAR = 12  # mentions before a place among which the one that overlaps it is looked for
