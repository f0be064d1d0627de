"""The first screen: how many reports on how many origins, who was first, what needs care, who follows whom, when."""

from collections.abc import Iterable, Sequence

from headwater.records import Document, Story
from headwater.show.caution import Caution, cautions
from headwater.show.dates import say
from headwater.show.graph import drawing, graph, shorten
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import Label, between, count
from headwater.show.lineage import known_day, origins
from headwater.show.lookup import Lookup
from headwater.show.timeline import heaviest, timeline

MOST_CAUTIONS = 6  # lines that fit one screen; the others stand below, and their number is said
MOST_EVENTS = 6
BROADEST = 740  # pixels the drawing has beside the cautions on a desktop page of 1280
MOST_ROWS = 30  # reports drawn on the first screen; a larger story has its drawing below


def first_screen(look: Lookup, *, case: str) -> Html:
    """Masthead, figures and the three boxes."""
    story = main_story(look)
    documents = story_documents(look, story)
    boxes = (
        [_care(look), _follows(look, documents), _when(look)]
        if look.docs
        else [el("p", "No report could be read. What went wrong stands below.", class_="bad")]
    )
    return el("header", _masthead(look, story, case), _figures(look, documents), el("div", boxes, class_="first"), id="top")


def main_story(look: Lookup) -> Story | None:
    """The story with most reports; the first of them where several have as many."""
    return max(look.dossier.stories, key=lambda story: len(story.documents), default=None)


def story_documents(look: Lookup, story: Story | None) -> list[str]:
    """Reports of a story that are in the dossier, in their order; all reports where there is no story."""
    chosen = set(look.docs) if story is None else set(story.documents)
    return [doc.id for doc in look.lineage.order if doc.id in chosen]


def chip(label: Label) -> Html:
    """A label of the fixed vocabulary; drawn open, since no person has confirmed it."""
    sign = el("span", label.sign, aria_hidden="true", class_="sign") if label.sign else None
    return el("span", sign, label.words, class_=f"chip {label.tone}".strip())


def _masthead(look: Lookup, story: Story | None, case: str) -> Html:
    made = (look.dossier.generator.created or "")[:10]
    read = f"read {say(made)}, " if made else ""
    title = (story.title if story else None) or next((doc.title for doc in look.lineage.order if doc.title), None) or case
    name = el("p", "Headwater", class_="brand")
    about = el("p", f"{read}{count(len(look.docs), 'report')}, case ", el("bdi", case), class_="about")
    return el("div", name, el("h1", el("bdi", title)), about, class_="masthead")


def _figures(look: Lookup, documents: Sequence[str]) -> Html:
    cells = [_reports(look, documents), _first_report(look, documents), *_troubles(look)]
    return el("dl", cells, class_="figures")


def _figure(number: Child, words: Child, href: str | None = None) -> Html:
    return el("div", el("dt", words), el("dd", el("a", number, href=href) if href else number))


def _reports(look: Lookup, documents: Sequence[str]) -> Html | None:
    if not documents:
        return None
    low, high = origins(documents, look.dossier.derivations, look.dossier.versions)
    apart = len(look.docs) - len(documents)
    more = f"; {count(apart, 'report')} apart" if apart else ""
    return _figure(
        [count(len(documents), "report"), " → ", between(low, high, "origin")],
        f"one story{more}",
        "#main-merges" if look.dossier.derivations else "#follows",
    )


def _first_report(look: Lookup, documents: Sequence[str]) -> Html | None:
    known = [(day, doc) for doc in documents if (day := known_day(look.docs[doc]))]
    undated = count(len(documents) - len(known), "report") + " not dated" if len(known) < len(documents) else ""
    if not known:
        return _figure("not known", f"first report; {undated}") if documents else None
    first = min(known)
    same = sum(day == first[0] for day, _ in known) - 1
    notes = spaced(
        ["first dated report" if undated else "first report", f"{same} more on the same day" if same else None, undated or None], "; "
    )
    return _figure([el("bdi", shorten(look.outlet(first[1]), 30)), ", ", look.date(first[1])], notes, look.report_link(first[1]))


def _troubles(look: Lookup) -> Iterable[Html]:
    contested = {claim.id for claim in look.dossier.claims if claim.status in ("contested", "denied")}
    apart = [found for found in look.dossier.discrepancies if found.class_ == "contradiction" and not contested & set(found.claims)]
    disputed = len(contested) + len(apart)
    lost = sum(drift.kind == "hedge_lost" for drift in look.dossier.drift)
    kept = sum(bool(said.caveats) for said in look.dossier.statements)
    if disputed:
        yield _figure(f"{disputed} disputed", "denied, contested or contradicted", "#care")
    if lost:
        yield _figure(count(lost, "caveat"), "lost on the way", "#differences")
    elif kept:
        yield _figure(count(kept, "statement"), "with a caveat", "#statements")
    if look.dossier.problems:
        yield _figure(count(len(look.dossier.problems), "problem"), "what was not read", "#unread")


def _care(look: Lookup) -> Html:
    found = cautions(look)
    shown = el("ol", [_caution(caution, look) for caution in found[:MOST_CAUTIONS]], class_="cautions")
    more = len(found) - MOST_CAUTIONS
    rest = el(
        "details",
        el("summary", f"{more} more"),
        el("ol", [_caution(c, look) for c in found[MOST_CAUTIONS:]], start=MOST_CAUTIONS + 1, class_="cautions"),
    )
    none = el(
        "p",
        "Nothing was found that calls for it. That is no sign that all is confirmed: see ",
        el("a", "what was not read", href="#unread"),
        ".",
    )
    return el(
        "section",
        el("h2", "What must not be printed as fact"),
        shown if found else none,
        rest if more > 0 else None,
        id="care",
        class_="care",
    )


def _caution(caution: Caution, look: Lookup) -> Html:
    quotes = spaced([look.quote(span) for span in caution.spans], " / ")
    where = (
        look.source(caution.spans[0])
        if caution.reports == 1
        else f"{count(caution.reports, 'report')}, here {look.outlet(caution.spans[0].doc)}"
    )
    return el(
        "li",
        el("p", quotes, class_="said"),
        el("p", spaced([chip(label) for label in caution.why]), " ", el("span", where, class_="source"), " ", look.label(caution.record)),
    )


def _follows(look: Lookup, documents: Sequence[str]) -> Html:
    linked = {part for link in look.dossier.derivations for part in (link.upstream, link.downstream)}
    drawn = [doc for doc in documents if doc in linked]
    drawn = drawn if drawn or len(documents) > MOST_ROWS else list(documents)
    apart = [look.docs[doc] for doc in documents if doc not in drawn]
    return el(
        "section",
        el("h2", "Who follows whom"),
        graph(drawn, look, key="main") if drawn else el("p", "No report is known to follow another."),
        _apart(apart, look), id="follows", class_="follows wide" if _is_wide(drawn, look) else "follows",
    )  # fmt: skip


def _is_wide(drawn: Sequence[str], look: Lookup) -> bool:
    return drawing(drawn, look).width > BROADEST or len(drawn) > 12


def _apart(reports: Sequence[Document], look: Lookup) -> Html | None:
    if not reports:
        return None
    items = [el("li", look.report(doc.id), ", ", look.date(doc.id)) for doc in reports]
    words = f"{count(len(reports), 'report')} of this story without a known link to another"
    return el("details", el("summary", words), el("ul", items, class_="run"), class_="apart", open=len(reports) <= 8)


def _when(look: Lookup) -> Html | None:
    shown = heaviest(look.dossier.events, look, most=MOST_EVENTS)
    drawn = timeline(shown, look, key="when")
    if drawn is None:
        return None
    more = (
        el("p", el("a", f"all {len(look.dossier.events)} events", href="#timeline")) if len(look.dossier.events) > len(shown) else None
    )
    return el("section", el("h2", "When"), drawn, more, class_="when")
