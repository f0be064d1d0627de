"""Stories of a pile: which of its reports belong together, with the words that say so. A stream of reports is `story_stream`."""

from collections import Counter
from collections.abc import Sequence

from headwater.records import Edge, Reason
from headwater.relate.profiles import Profile

TELLING = 4  # words named in the reason
PILE_JOIN = 0.125  # pile similarity from which two reports are of one story: piles of three events each, recall .81-1, precision .76-.97, before joining


def story_edges(profiles: Sequence[Profile], similarities: dict[tuple[str, str], float]) -> tuple[Edge, ...]:
    """Edges between the reports of a pile that belong to one story, with the telling words they share."""
    counts = Counter(stem for one in profiles for stem in one.stems)
    edges = []
    for at, a in enumerate(profiles):
        for b in profiles[at + 1 :]:
            score = similarities.get((a.doc, b.doc), 0.0)
            if score >= PILE_JOIN:
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
