"""The order of reports and who stands upstream of whom, as the page, the graph and the summary show it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from headwater.records import Derivation, Document, Dossier, Version

SHOWN = 0.5  # confidence from which a derivation counts as shown; below it, and for a mere credit, it only may be one
_NO_DAY = "9999-99-99"
MONTH, YEARS = 31, 731  # days


class Lineage(NamedTuple):
    """`order`: documents, earliest first, upstream before downstream; `parents`: derivations by downstream document,
    the main one first; `days`: the day each document is placed at (its own, else the last of its upstream, else
    the first of its downstream, else None); `depth`: how many links stand above it, at most."""

    order: tuple[Document, ...]
    parents: Mapping[str, tuple[Derivation, ...]]
    days: Mapping[str, str | None]
    depth: Mapping[str, int]


def own_day(doc: Document) -> str | None:
    """The day a report is dated by itself: best, else the bound that is known."""
    return doc.published.best or doc.published.earliest or doc.published.latest


def known_day(doc: Document) -> str | None:
    """The day a report is known to be of, or the first day where its bounds leave no more than a month; else None."""
    day = doc.published
    return day.best or (day.earliest if day.earliest and day.latest and _days(day.earliest, day.latest) <= MONTH else None)


def usual_bounds(doc: Document) -> tuple[str | None, str | None]:
    """The bounds of a report that tell a reader something: an upper one years away is left out."""
    day = doc.published
    wide = day.earliest and day.latest and _days(day.earliest, day.latest) > YEARS
    return day.earliest, None if wide else day.latest


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def lineage(dossier: Dossier) -> Lineage:
    """The lineage of all documents of a dossier."""
    parents = _parents(dossier)
    days = {doc.id: own_day(doc) for doc in dossier.documents}
    depth = _depths(dossier.documents, parents)
    placed = _placed(sorted(dossier.documents, key=lambda doc: depth[doc.id]), days, parents)
    order = sorted(dossier.documents, key=lambda doc: (placed[doc.id] or _NO_DAY, depth[doc.id], doc.path, doc.id))
    return Lineage(tuple(order), parents, placed, depth)


def _parents(dossier: Dossier) -> dict[str, tuple[Derivation, ...]]:
    found: dict[str, list[Derivation]] = {}
    for derivation in dossier.derivations:
        found.setdefault(derivation.downstream, []).append(derivation)
    return {doc: tuple(sorted(links, key=_main_first)) for doc, links in found.items()}


def _main_first(link: Derivation) -> tuple[bool, float, str]:
    return link.upstream is None, -link.coverage * link.confidence, link.id


def _upstream(doc: str, parents: Mapping[str, tuple[Derivation, ...]]) -> list[str]:
    return [link.upstream for link in parents.get(doc, ()) if link.upstream is not None]


def _depths(documents: Iterable[Document], parents: Mapping[str, tuple[Derivation, ...]]) -> dict[str, int]:
    """How many links stand above each document, at most; links that run in a circle stop counting where they close."""
    depth: dict[str, int] = {}
    for doc in documents:
        waiting = [doc.id]
        while waiting:
            open_ones = [up for up in _upstream(waiting[-1], parents) if up not in depth and up not in waiting]
            if open_ones:
                waiting.append(open_ones[0])
            else:
                done = waiting.pop()
                depth[done] = max((1 + depth.get(up, -1) for up in _upstream(done, parents)), default=0)
    return depth


def _placed(
    upstream_first: Iterable[Document], days: Mapping[str, str | None], parents: Mapping[str, tuple[Derivation, ...]]
) -> dict[str, str | None]:
    placed: dict[str, str | None] = {}
    ordered = list(upstream_first)
    for doc in ordered:
        above = [day for up in _upstream(doc.id, parents) if (day := placed.get(up))]
        placed[doc.id] = days[doc.id] or max(above, default=None)
    for doc in reversed(ordered):
        for up in _upstream(doc.id, parents):
            below = placed[doc.id]
            if up in placed and days[up] is None and below and below < (placed[up] or _NO_DAY):
                placed[up] = below
    return placed


def is_shown(link: Derivation) -> bool:
    """Whether a derivation counts as shown, not only as possible."""
    return link.kind != "credit_only" and link.confidence >= SHOWN


def only_quotes(link: Derivation) -> bool:
    """Whether a report takes from its upstream only what it quotes: the rest is its own, so both remain origins."""
    return any(reason.code == "quotes_only" for reason in link.because)


def origins(documents: Sequence[str], links: Iterable[Derivation], versions: Iterable[Version] = ()) -> tuple[int, int]:
    """How many origins stand behind `documents`, `low` to `high`: low merges along every link and every upstream
    outside the pile, high only along links that are shown; versions of one page are one in both."""
    inside = [link for link in links if link.downstream in documents and not only_quotes(link)]
    pages = [(page.documents[0], id) for page in versions for id in page.documents if {page.documents[0], id} <= set(documents)]
    shown = [(link.upstream, link.downstream) for link in inside if link.upstream in documents and is_shown(link)]
    may = [(link.upstream or _outside_key(link), link.downstream) for link in inside if link.upstream is None or link.upstream in documents]
    return _groups(documents, [*may, *pages]), _groups(documents, [*shown, *pages])


def _outside_key(link: Derivation) -> str:
    return "outside " + (link.upstream_name or "").casefold()


def _groups(documents: Sequence[str], pairs: Iterable[tuple[str | None, str]]) -> int:
    leader = {doc: doc for doc in documents}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            name = leader[name]
        return name

    for one, other in pairs:
        leader[find(one or "")] = find(other)
    return len({find(doc) for doc in documents})


def families(parents: Mapping[str, tuple[Derivation, ...]], order: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Documents of `order` with their main upstream, depth first, so that each family stands together."""
    known = set(order)
    main = {doc: next((up for up in _upstream(doc, parents) if up in known), None) for doc in order}
    children: dict[str | None, list[str]] = {}
    for doc in reversed(order):
        children.setdefault(main[doc], []).append(doc)
    seen: set[str] = set()
    waiting = [*reversed(order), *children.get(None, ())]
    while waiting:
        doc = waiting.pop()
        if doc not in seen:
            yield doc, main[doc] if main[doc] in seen else None
            seen.add(doc)
            waiting += children.get(doc, ())
