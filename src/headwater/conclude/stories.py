"""Stories of a pile: edges between reports to connected groups."""

from collections.abc import Sequence

from headwater.conclude.groups import Groups
from headwater.records import Derivation, Document, Edge, Story
from headwater.text import digest


def group_stories(documents: Sequence[Document], edges: Sequence[Edge], derivations: Sequence[Derivation]) -> tuple[Story, ...]:
    """One story a group, largest first; its title is that of its first report with one, its id that of its first report."""
    groups: Groups[str] = Groups(document.id for document in documents)
    for edge in edges:
        groups.join(edge.left, edge.right)
    for one in derivations:
        if one.upstream:
            groups.join(one.upstream, one.downstream)
    cards = {document.id: document for document in documents}
    stories = [_story([cards[id] for id in group]) for group in groups.groups()]
    return tuple(sorted(stories, key=lambda story: (-len(story.documents), story.started or "9999", story.id)))


def _story(documents: Sequence[Document]) -> Story:
    dated = sorted(documents, key=lambda d: (d.published.earliest or "9999", d.path))
    first = [d.published.earliest for d in documents if d.published.earliest]
    last = [d.published.latest for d in documents if d.published.latest]
    return Story(
        id="s" + digest("story", documents[0].id),
        title=next((d.title for d in dated if d.title), None),
        documents=tuple(d.id for d in dated),
        started=min(first, default=None),
        last=max(last, default=None),
    )
