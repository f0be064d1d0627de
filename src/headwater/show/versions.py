"""Pages that stand in the pile in several versions: one document each, its versions in the order in which they were written."""

from headwater.records import Version
from headwater.show.assertions import section
from headwater.show.html import Html, el
from headwater.show.labels import count
from headwater.show.lookup import Lookup


def versions(look: Lookup, *, case: str) -> Html | None:
    """The pages with several versions, and how to lay two of them side by side; None where no page has."""
    pages = look.dossier.versions
    lead = "Later versions of a page are kept beside the earlier ones: changes of one document, no copies and no further origins."
    return section("versions", "Versions of one page", [_page(page, look, case) for page in pages], lead=lead) if pages else None


def _page(page: Version, look: Lookup, case: str) -> Html:
    items = [el("li", look.report(id), " ", el("span", look.date(id), class_="facts")) for id in page.documents]
    first, last = (look.numbers[id] for id in (page.documents[0], page.documents[-1]))
    how = el("p", "Side by side: ", el("code", f"headwater compare {case} D{first} D{last}"), class_="facts")
    return el("article", el("h3", el("bdi", page.url or "The same text, kept twice"), f" {count(len(items), 'version')}"), el("ol", items), how, class_="derivation")
