"""The sections that close the page: stories, the reports in full, what was not read, how it was made."""

import hashlib
from collections.abc import Mapping, Sequence

from headwater.records import Basis, Coverage, Document, Dossier, Story
from headwater.show import labels
from headwater.show.assertions import section
from headwater.show.dates import say
from headwater.show.first import main_story, story_documents
from headwater.show.graph import graph
from headwater.show.html import Child, Html, el, is_link, spaced
from headwater.show.labels import count
from headwater.show.lookup import Lookup, published
from headwater.show.marks import Mark, reading
from headwater.text import Span


def stories(look: Lookup) -> Html | None:
    """Every story with its reports and, but for the first screen's own, its drawing; reports apart at the end."""
    main = main_story(look)
    several = [story for story in look.dossier.stories if len(story.documents) > 1]
    single = [story for story in look.dossier.stories if len(story.documents) == 1]
    if len(several) + len(single) < 2:
        return None
    apart = (
        el(
            "article",
            el("h3", "Apart: reports that belong to no other here"),
            el("ul", [_line(story.documents[0], look) for story in single]),
        )
        if single
        else None
    )
    return section("stories", "Stories in this pile", [_story(story, look, is_main=story is main) for story in several], apart)


def _story(story: Story, look: Lookup, *, is_main: bool) -> Html:
    documents = story_documents(look, story)
    heading = el("h3", look.label(story.id), " ", el("bdi", story.title or "Untitled"))
    facts = el("p", f"{count(len(documents), 'report')}, {say(story.started)} to {say(story.last)}", class_="facts")
    drawn = None if is_main or not _linked(documents, look) else graph(documents, look, key=f"story-{look.row(story.id)}")
    return el("article", heading, facts, drawn, el("ul", [_line(doc, look) for doc in documents]), id=look.row(story.id))


def _linked(documents: Sequence[str], look: Lookup) -> bool:
    return any(look.lineage.parents.get(doc) for doc in documents)


def _line(doc: str, look: Lookup) -> Html:
    title = look.docs[doc].title if doc in look.docs else None
    return el("li", look.report(doc), ", ", look.date(doc), ": ", el("bdi", title or "untitled", class_="words"))


def reports(look: Lookup, marks: Mapping[str, Sequence[Mark]]) -> Html | None:
    """Every report in full."""
    written = [_report(doc, marks[doc.id], look) for doc in look.lineage.order]
    lead = "As read, nothing cut. Marked words lead to what rests on them, notes beside a paragraph list it; furniture is grey."
    return section("reports", "The reports in full", layers(), written, lead=lead) if written else None


def layers() -> Html:
    """The bar that switches layers of the reading view; style alone does it (`:has(:checked)`)."""
    boxes = [
        el("label", el("input", type="checkbox", id=f"layer-{layer}", checked=layer in labels.LAYERS_ON), el("span", words), class_=layer)
        for layer, words in labels.LAYERS.items()
    ]
    return el("form", el("fieldset", el("legend", "Layers in the reports"), boxes), class_="layers", aria_label="Layers in the reports")


def _report(doc: Document, marks: Sequence[Mark], look: Lookup) -> Html:
    number = look.numbers[doc.id]
    title = el("h3", el("span", f"D{number}", class_="number"), " ", el("bdi", doc.title or "Untitled", lang=doc.language))
    facts: list[Child] = [
        el("b", el("bdi", look.outlet(doc.id))),
        look.date(doc.id),
        el("bdi", ", ".join(doc.authors)) if doc.authors else None,
        doc.language,
    ]
    where = [el("bdi", doc.path), _address(doc.url) if doc.url else None]
    about = el("p", spaced([el("span", fact) for fact in facts if fact], " · "), class_="facts")
    source = el("p", spaced([el("span", part) for part in where if part], " · "), class_="facts")
    return el("article", title, about, source, _dating(doc, look), reading(doc, marks, look), class_="report", id=f"D{number}", lang=None)


def _address(url: str) -> Html:
    """The address, as a link only where it is one of the web."""
    return el("a", url, href=url, rel="noreferrer") if is_link(url) else el("bdi", url)


def _dating(doc: Document, look: Lookup) -> Html | None:
    """The grounds of the date: one in a line, several folded with what each tells."""
    day = doc.published
    told = [look.reason_text(reason) for reason in day.because] if len(day.because) == len(day.basis) else [""] * len(day.basis)
    grounds = [_ground(basis, says, look) for basis, says in zip(day.basis, told, strict=True)]
    if len(grounds) < 2 or not day.because:
        return el("p", "dated by ", spaced(grounds, "; "), class_="facts") if grounds else None
    summary = el("summary", f"carries no date; {count(len(grounds), 'sign')} in its words and links: {published(doc)}")
    return el("details", summary, el("ul", [el("li", ground) for ground in grounds]), class_="facts")


def _ground(basis: Basis, says: str, look: Lookup) -> Html:
    place = look.place(basis.span) if isinstance(basis.span, Span) and basis.span.doc in look.docs else None
    return el("span", spaced([labels.FROM[basis.from_], el("q", el("bdi", basis.text)), place, says or None]))


def unread(look: Lookup) -> Html:
    """What was not read or not understood, problems first."""
    return section("unread", "What was not read", _problems(look.dossier), _empty_layers(look.dossier), _coverage(look))


def _problems(dossier: Dossier) -> Html:
    if not dossier.problems:
        return el("p", "No input had a problem.")
    head = el("thead", el("tr", [el("th", words, scope="col") for words in ("problem", "stage", "input")]))
    alike: dict[tuple[str, str], list[str]] = {}
    for found in dossier.problems:
        alike.setdefault((found.message, found.stage), []).append(found.input)
    rows = [_problem(message, stage, inputs) for (message, stage), inputs in alike.items()]
    return el("article", el("h3", count(len(dossier.problems), "problem")), el("table", head, el("tbody", rows), class_="list"))


MOST_INPUTS = 5  # inputs with the same problem that stand open; further ones are folded


def _problem(message: str, stage: str, inputs: Sequence[str]) -> Html:
    """One problem with all inputs that have it."""
    names = [el("bdi", name) for name in inputs]
    rest = el("details", el("summary", f"{len(inputs) - MOST_INPUTS} more inputs"), spaced(names[MOST_INPUTS:], ", "))
    shown = [spaced(names[:MOST_INPUTS], ", "), rest if len(inputs) > MOST_INPUTS else None]
    return el(
        "tr", el("td", el("bdi", message), data_label="problem"), el("td", stage, data_label="stage"), el("td", shown, data_label="input")
    )


_LAYERS = (
    "stories",
    "derivations",
    "reuse",
    "claims",
    "statements",
    "discrepancies",
    "drift",
    "events",
    "rules",
    "actors",
    "times",
    "quantities",
    "credits",
)


def _empty_layers(dossier: Dossier) -> Html | None:
    empty = [name for name in _LAYERS if not getattr(dossier, name)]
    words = "Without any record in this dossier, because the layer is not built yet or nothing was found (the notes below say which): "
    return el("p", words, el("b", ", ".join(empty)), ".") if empty and dossier.documents else None


def _coverage(look: Lookup) -> Html | None:
    shared = _shared_notes(look.dossier.coverage)
    common = el("ul", [el("li", note) for note in shared]) if shared else None
    head = el("thead", el("tr", [el("th", words, scope="col") for words in ("report", "read as", "not understood", "notes")]))
    rows = [_covered(coverage, shared, look) for coverage in look.dossier.coverage if coverage.doc in look.docs]
    if not rows:
        return None
    return el(
        "article",
        el("h3", "Report by report"),
        el("p", "For all reports:") if common else None,
        common,
        el("table", head, el("tbody", rows), class_="list"),
    )


def _shared_notes(coverage: Sequence[Coverage]) -> tuple[str, ...]:
    """Notes that stand with every report: said once."""
    return tuple(note for note in coverage[0].notes if all(note in other.notes for other in coverage)) if len(coverage) > 1 else ()


MOST_UNREAD = 5  # stretches listed for a report; the count says how many there are


def _covered(coverage: Coverage, shared: Sequence[str], look: Lookup) -> Html:
    places = [el("li", look.quote(span), " ", look.place(span)) for span in coverage.unread[:MOST_UNREAD]]
    cells: dict[str, Child] = {
        "report": [look.report(coverage.doc), ", ", look.date(coverage.doc)],
        "read as": f"{labels.READ_AS[coverage.read_as]}, {count(coverage.sentences, 'sentence')}",
        "not understood": [count(len(coverage.unread), "stretch", "stretches"), el("ul", places, class_="reasons") if places else None],
        "notes": "; ".join(note for note in coverage.notes if note not in shared),
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()])


def inputs_digest(dossier: Dossier) -> str:
    """SHA-256 over the sorted hashes of all inputs, hexadecimal: the same pile gives the same digest."""
    return hashlib.sha256("\n".join(sorted(doc.sha256 for doc in dossier.documents)).encode("utf-8", "replace")).hexdigest()


def made(look: Lookup, *, case: str) -> Html:
    """How this was made: version, models, digest, the words used."""
    generator = look.dossier.generator
    rows: dict[str, Child] = {
        "case": el("bdi", case),
        "last change": generator.created or "not known",
        "Headwater": generator.version,
        "models": ", ".join(generator.models) or "none",
        "inputs": [count(len(look.docs), "report"), ", digest ", el("code", inputs_digest(look.dossier))],
    }
    table = el("dl", [el("div", el("dt", name), el("dd", value)) for name, value in rows.items()], class_="made")
    words = (
        f"What a person decided is marked beside its label ({', '.join(f'{sign} {name}' for name, sign in labels.JUDGED.items())}); all else was suggested by a program. "
        "Quoted words are the reports’ own."
        if look.judged
        else "Everything here was suggested by a program and drawn open; no person has confirmed any of it. Quoted words are the reports’ own."
    )
    return section(
        "made",
        "How this was made",
        table,
        el("p", words),
        el("p", "The chain of evidence of each record: ", el("code", "headwater why CASE ID"), "."),
        _addresses(look),
    )


def _addresses(look: Lookup) -> Html | None:
    known = [doc for doc in look.lineage.order if doc.url]
    items = [el("li", look.outlet(doc.id), ": ", el("bdi", doc.url), value=look.numbers[doc.id]) for doc in known]
    return el("div", el("h3", "Addresses"), el("ol", items), class_="addresses") if items else None
