"""Where accounts do not agree: both sides with who says it and when, the class as a chip, one line why."""

from collections import Counter
from collections.abc import Iterator

from headwater.records import Discrepancy, DiscrepancyClass, Statement
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.first import chip
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import count
from headwater.show.lookup import Lookup
from headwater.show.resting import speaker
from headwater.text import Span

ORDER: tuple[DiscrepancyClass, ...] = ("contradiction", "tension", "update", "framing", "rounding")
LEAD = (
    "Two answers to one question. A contradiction cannot be settled from the reports; in a tension both may hold, for they differ in place, "
    "scope, group or time of speaking; an update replaces what an earlier report says; a rounding is one amount, told more and less exactly."
)


def ordered(look: Lookup) -> list[Discrepancy]:
    """All of them, by what needs most care: contradictions, tensions, updates, framings, roundings."""
    return sorted(look.dossier.discrepancies, key=lambda found: ORDER.index(found.class_))


def discrepancies(look: Lookup) -> Html | None:
    """The section; None where there are none."""
    found = ordered(look)
    if not found:
        return None
    classes = Counter(one.class_ for one in found)
    tally = el("p", spaced([el("span", f"{classes[name]} ", chip(labels.DISCREPANCY_CLASSES[name])) for name in ORDER if classes[name]], " "), class_="facts")
    return section("discrepancies", "Discrepancies", tally, [_discrepancy(one, look) for one in found], lead=LEAD)


def _discrepancy(found: Discrepancy, look: Lookup) -> Html:
    heading = el("h3", look.label(found.id), f" {labels.DISCREPANCY_KINDS[found.kind]} ", chip(labels.DISCREPANCY_CLASSES[found.class_]))
    cells = [el("td", _side(span, look), data_label=f"side {number}") for number, span in enumerate(found.spans, 1)]
    table = el("table", el("tbody", el("tr", cells)), class_="list sides")
    about = el("p", found.explanation, " ", spaced([look.label(claim) for claim in found.claims]), class_="why")
    return el("article", heading, table, about, class_="difference", id=look.row(found.id))


def _side(span: Span, look: Lookup) -> list[Child]:
    said = told_in(span, look)
    who: Child = ["says ", el("bdi", speaker(said)), " ", look.label(said.id)] if said else "the report itself"
    return [el("p", look.quote(span), class_="said"), el("p", who, ", ", look.source(span), class_="facts")]


def told_in(span: Span, look: Lookup) -> Statement | None:
    """The innermost statement whose words hold a place."""
    holding = [said for said in look.dossier.statements if any(one.doc == span.doc and one.start <= span.start and span.end <= one.end for one in said.content)]
    return min(holding, key=lambda said: said.span.end - said.span.start, default=None)


def voices(found: Discrepancy, look: Lookup) -> Iterator[str]:
    """Who stands on each side: the speaker with the outlet, or the outlet alone."""
    for span in found.spans:
        said = told_in(span, look)
        name = said.speaker.name if said and said.speaker and said.speaker.name else None
        yield f"{name}, {look.outlet(span.doc)}" if name else look.outlet(span.doc)


def summed(look: Lookup) -> str:
    """How many of each class, in words."""
    classes = Counter(one.class_ for one in look.dossier.discrepancies)
    return ", ".join(count(classes[name], name) for name in ORDER if classes[name])
