"""Stories of a pile: which of its reports belong together, with the words that say so. A stream of reports is `story_stream`."""

from collections import Counter
from collections.abc import Mapping, Sequence

from headwater.records import Edge, Reason, Reuse
from headwater.relate.profiles import Profile
from headwater.relate.slots import is_form

TELLING = 4  # words named in the reason
FEWEST_ALIGNED = 3  # aligned sentences of a translation that make two reports one story
FRAME = 0.2  # pile similarity from which two reports are looked at as one form filled in twice
PILE_JOIN = 0.125  # pile similarity from which two reports are of one story: piles of three events each, recall .81-1, precision .76-.97, before joining


def story_edges(profiles: Sequence[Profile], similarities: dict[tuple[str, str], float]) -> tuple[Edge, ...]:
    """Edges between the reports of a pile that belong to one story, with the telling words they share."""
    counts = Counter(stem for one in profiles for stem in one.stems)
    edges = []
    for at, a in enumerate(profiles):
        for b in profiles[at + 1 :]:
            score = similarities.get((a.doc, b.doc), 0.0)
            if score >= PILE_JOIN and not (score >= FRAME and is_form(a, b)):
                shared = sorted(a.stems.keys() & b.stems.keys(), key=lambda stem: (counts[stem], stem))
                sharp = [stem for stem in shared if any(stem in s.sharp for s in a.sentences)][:TELLING]
                edges.append(
                    Edge(
                        kind="story",
                        left=a.doc,
                        right=b.doc,
                        score=round(score, 3),
                        because=(Reason("story_terms", values=(", ".join(sharp or shared[:TELLING]),)),),
                    )
                )
    return tuple(edges)


def translated_edges(shared: Mapping[tuple[str, str], Sequence[Reuse]]) -> tuple[Edge, ...]:
    """Edges between reports of two languages that tell the same sentence by sentence: no word of theirs is the same."""
    edges = []
    for (left, right), found in sorted(shared.items()):
        pairs = [one for one in found if one.kind == "translation"]
        if len(pairs) >= FEWEST_ALIGNED:
            reason = Reason("parallel_sentences", refs=tuple(one.id for one in pairs), spans=tuple(one.b for one in pairs), values=(len(pairs),))
            edges.append(Edge(kind="story", left=left, right=right, score=round(sum(one.score for one in pairs) / len(pairs), 3), because=(reason,)))
    return tuple(edges)
