"""The pipeline, top to bottom: what is named on the command line to the dossier of a case.

    read       bytes of a capture      -> readings
    clean      reading                 -> document (furniture marked, metadata chosen)
    annotate   document                -> annotations
    relate     all documents           -> shared passages, derivations, story edges
    conclude   edges                   -> times resolved, stories, actors, claims with origins, coverage

Each stage's result is kept by (stage@version, what went in), so that a second run computes only what is
new. What goes wrong with one input becomes a problem; the rest goes on.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from headwater import clean, conclude, language, manifest, relate
from headwater.annotate import annotate
from headwater.case import Case, Report
from headwater.comparing import compared, linked
from headwater.conclude import decided
from headwater.errors import Unreadable
from headwater.inputs import Input, found
from headwater.read import readings
from headwater.records import (
    Annotations,
    Assertion,
    Basis,
    Capture,
    Claim,
    Comparison,
    Derivation,
    Document,
    Dossier,
    Edge,
    Generator,
    Problem,
    Published,
    Reading,
    Record,
    Reuse,
    Version,
    problem,
)
from headwater.text import digest
from headwater.version import VERSION, sources_digest

STAGES = tuple(f"{room}@{sources_digest(room)}" for room in ("read", "clean", "annotate", "relate"))  # a changed stage computes anew
READ, CLEAN, ANNOTATE, RELATE = STAGES
ASSERT = RELATE.replace("relate", "assert")  # what each report asserts: kept by report, never by pile

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class Related(Record, frozen=True, kw_only=True):
    """What the comparison of all reports of a case gave."""

    reuse: tuple[Reuse, ...]
    derivations: tuple[Derivation, ...]
    stories: tuple[Edge, ...]
    actors: tuple[Edge, ...] = ()
    beside: tuple[Reuse, ...] = ()


def quiet(stage: str, done: int, total: int) -> None:
    """Show no progress."""


# -- taking in ----------------------------------------------------------------------------------------


def take_in(
    case: Case, paths: Sequence[str | Path], *, listed: str | Path | None = None, progress: Progress = quiet
) -> tuple[Problem, ...]:
    """Add all reports under `paths` to the case and return the problems met. Raises WrongUse for paths that do not exist."""
    table = manifest.read_manifest(listed) if listed else None
    met: list[Problem] = list(table.problems) if table else []
    inputs: list[Input] = []
    for at, one in enumerate(found(paths)):
        if isinstance(one, Problem):
            met.append(one)
            with case.writing():
                case.set_problems(one.input, [one])
            continue
        inputs.append(one)
        progress("reading", at + 1, 0)
        met.extend(_take(case, one, table))
    if table:
        met.extend(manifest.unmatched(table, inputs))
        with case.writing():
            case.set_problems(table.path, [one for one in met if one.stage == manifest.STAGE])
    return tuple(met)


def _take(case: Case, one: Input, table: manifest.Manifest | None) -> list[Problem]:
    if table and one.path == table.path:
        return []
    problems: list[Problem] = []
    try:
        data = one.load()
        sha256 = case.keep(data)
        found_here, fault = _readings(case, sha256, data, one.path)
        fault = fault or _replaced(found_here)
    except Unreadable as error:
        found_here, fault, sha256 = (), str(error), ""
    if fault:
        problems.append(problem("read", one.path, fault))
    stated = msgspec.json.encode(table.rows[one.file]) if table and one.file in table.rows else None
    with case.writing():
        for reading in found_here:
            id = "r" + digest("report", sha256, one.locator, reading.locator)
            if not _is_there(case, sha256, reading.locator, one.file, stated):
                case.add_report(Report(id, sha256, reading.locator, one.file, one.path, stated))
        case.set_problems(one.file, problems)
    return problems


def _replaced(found_here: Sequence[Reading]) -> str | None:
    """What to say of bytes that no charset could read."""
    lost = sum(reading.text.count("\ufffd") for reading in found_here if reading.charset_by == "replaced")
    return f"{lost} bytes are not readable as {found_here[0].charset} and are shown as \ufffd; the rest was read" if lost else None


def _is_there(case: Case, sha256: str, locator: str, file: str, stated: bytes | None) -> bool:
    """The same bytes from the same file, whatever folder was named this time."""
    same = [r for r in case.reports_of(file) if (r.sha256, r.locator) == (sha256, locator)]
    return any(stated is None or r.stated == stated for r in same)


def _readings(case: Case, sha256: str, data: bytes, path: str) -> tuple[tuple[Reading, ...], str | None]:
    """The readings of a capture and what was wrong with it, read once."""
    kept = case.recall(READ, sha256)
    if kept is not None:
        return msgspec.json.decode(kept, type=tuple[tuple[Reading, ...], str | None])
    result = _read(data, path)
    if result[0]:  # what could not be read at all is tried again next time
        with case.writing():
            case.remember(READ, sha256, msgspec.json.encode(result))
    return result


def _read(data: bytes, path: str) -> tuple[tuple[Reading, ...], str | None]:
    got: list[Reading] = []
    try:
        for reading in readings(data, path):
            got.append(reading)
    except Unreadable as error:
        return tuple(got), str(error)
    except Exception as error:  # whatever a reader trips over is that input's problem, never the pile's
        return tuple(got), f"could not be read: the reader failed ({type(error).__name__}: {error})"
    return tuple(got), None


def kept_readings(case: Case, sha256: str) -> tuple[tuple[Reading, ...], str | None]:
    """The readings of a capture as they were kept; none where it was never read."""
    kept = case.recall(READ, sha256)
    return msgspec.json.decode(kept, type=tuple[tuple[Reading, ...], str | None]) if kept else ((), None)


def read_again(data: bytes, path: str) -> tuple[Reading, ...]:
    """The readings of a capture, read anew."""
    return _read(data, path)[0]


# -- the stages ---------------------------------------------------------------------------------------


class _Work(msgspec.Struct):
    """A run over a case: its store, the problems met, how progress is shown."""

    case: Case
    met: list[Problem]
    progress: Progress

    def recalled(self, stage: str, key: str, path: str, kind: type[T], make: Callable[[], T]) -> T | None:
        """What a stage found before for this input, else what it finds now; where it fails, a problem and None."""
        kept = self.case.recall(stage, key)
        if kept is not None:
            return msgspec.json.decode(kept, type=kind)
        try:
            made = make()
        except Exception as error:  # one report that a stage trips over must not cost the others
            message = f"this stage failed on it ({type(error).__name__}: {error}); the other stages went on"
            self.met.append(problem(stage.partition("@")[0], path, message))
            return None
        with self.case.writing():
            self.case.remember(stage, key, msgspec.json.encode(made))
        return made


def dossier_of(case: Case, *, progress: Progress = quiet) -> Dossier:
    """Run all stages over the reports of a case and put the result together."""
    reports = case.reports()
    texts = _reading_texts(case, reports)
    work = _Work(case, [], progress)
    documents = _documents(work, reports, texts)
    read = _annotations(work, documents)
    found_in = relate.spot_names(documents, read)
    related = _related(case, documents, found_in, progress)
    return _conclude(case, documents, found_in, related, work.met, asserted=_asserted(work, documents, read))


def _reading_texts(case: Case, reports: Sequence[Report]) -> dict[str, Reading]:
    by_capture: dict[str, dict[str, Reading]] = {}
    for report in reports:
        if report.sha256 not in by_capture:
            got, _ = _readings(case, report.sha256, case.capture(report.sha256), report.path)
            by_capture[report.sha256] = {reading.locator: reading for reading in got}
    return {r.id: by_capture[r.sha256][r.locator] for r in reports if r.locator in by_capture[r.sha256]}


def _documents(work: _Work, reports: Sequence[Report], texts: Mapping[str, Reading]) -> list[Document]:
    repeated = clean.repeated_lines([reading.text for reading in texts.values()])
    documents = []
    for at, report in enumerate(one for one in reports if one.id in texts):
        reading = texts[report.id]
        across = {line: count for line, count in repeated.items() if line in reading.text}
        beside = (part for line, count in sorted(across.items()) for part in (line, str(count)))
        key = f"{report.id} {digest(*beside, (report.stated or b'').decode())}"
        made = work.recalled(CLEAN, key, report.path, Document, partial(_clean, work.case, report, reading, across))
        documents += [made] if made else []
        work.progress("cleaning", at + 1, len(texts))
    return documents


def _clean(case: Case, report: Report, reading: Reading, across: Mapping[str, int]) -> Document:
    capture = Capture(
        id=report.sha256,
        sha256=report.sha256,
        path=report.path,
        media_type="",
        size=0,
        obtained=case.obtained(report.sha256),
        charset=reading.charset,
    )
    return _stated(clean.document(reading, capture, id=report.id, path=report.path, across=across), report)


def _stated(document: Document, report: Report) -> Document:
    """What a manifest states overrides what was inferred."""
    if report.stated is None:
        return document
    row = msgspec.json.decode(report.stated, type=manifest.Listed)
    changes: dict[str, object] = {name: value for name in ("url", "outlet", "title", "language") if (value := getattr(row, name))}
    if row.authors:
        changes["authors"] = row.authors
    if row.published:
        basis = (Basis(from_="manifest", text=row.published), *document.published.basis)
        changes["published"] = Published(earliest=row.published, latest=row.published, best=row.published, basis=basis)
    return msgspec.structs.replace(document, **changes)


def _annotations(work: _Work, documents: Sequence[Document]) -> list[Annotations]:
    out = []
    for at, document in enumerate(documents):
        key = f"{document.id} {digest(language.version(), document.text, document.outlet or '', document.language or '', *(str(f.span) for f in document.furniture))}"
        made = work.recalled(ANNOTATE, key, document.path, Annotations, partial(annotate, document))
        if made and not made.sentences:
            work.met.append(problem("clean", document.path, "holds no report: all of its words are title and page furniture"))
        out.append(made or Annotations(doc=document.id, language=document.language, read_as="none"))
        work.progress("annotating", at + 1, len(documents))
    return out


def _asserted(work: _Work, documents: Sequence[Document], read: Sequence[Annotations]) -> list[Assertion]:
    """What each report asserts, passage by passage, from its own annotations."""
    out: list[Assertion] = []
    for document, found in zip(documents, read, strict=True):
        key = f"{document.id} {digest(ANNOTATE, language.version(), document.text, document.outlet or '', *(str(f.span) for f in document.furniture))}"
        make = partial(relate.assertions, document, found, encoder=language.sentence_encoder())
        out += work.recalled(ASSERT, key, document.path, tuple[Assertion, ...], make) or ()
    return out


def claims_of(
    documents: Mapping[str, Document],
    found_in: Sequence[Annotations],
    resolved: conclude.Resolved,
    related: Related,
    asserted: Sequence[Assertion],
    versions: Sequence[Version] = (),
) -> tuple[Claim, ...]:
    """The claims of a pile: what its reports assert is compared, then grouped with its origins."""
    times = [time for one in found_in for time in one.times]
    edges = relate.assertion_edges(
        asserted, documents, statements=resolved.statements, times=times, mentions=resolved.mentions, actors=resolved.actors, passages=related.reuse
    )
    return conclude.find_claims(
        documents, found_in, resolved.statements, related.reuse, related.derivations, versions, asserted=asserted, edges=edges, actors=resolved.actors
    )


def _related(case: Case, documents: Sequence[Document], found_in: Sequence[Annotations], progress: Progress) -> Related:
    key = digest(*(msgspec.json.encode(one).decode() for pair in zip(documents, found_in, strict=True) for one in pair))
    kept = case.recall(RELATE, key)
    if kept is not None:
        return msgspec.json.decode(kept, type=Related)
    made = related(documents, found_in, progress=progress)
    with case.writing():
        case.remember(RELATE, key, msgspec.json.encode(made))
        case.forget_other(RELATE, [key])
    return made


def related(
    documents: Sequence[Document], found_in: Sequence[Annotations], *, meaning: bool = True, progress: Progress = quiet
) -> Related:
    """Compare all reports: shared passages, derivations, story edges. With `meaning` False by words alone, without the sentence encoder."""
    profiles = [relate.profile(document, one) for document, one in zip(documents, found_in, strict=True)]
    weights = relate.weights(profiles)
    near = relate.pile_similarities(profiles, weights)
    encoder, rough = (language.sentence_encoder(), language.static_encoder()) if meaning else (None, None)
    shared = relate.shared_passages(profiles, weights, near, encoder=encoder, rough=rough, progress=partial(progress, "comparing"))
    sides = [relate.Side(*side) for side in zip(documents, found_in, profiles, strict=True)]
    cards = {one.id: one for one in documents}
    apart = {pair: found for pair, found in shared.items() if not conclude.same_page(cards[pair[0]], cards[pair[1]])}  # a version is no copy
    derived = relate.derivations(sides, apart)
    passages = tuple(one for found in shared.values() for one in found)
    derivations = (*derived, *relate.credited(sides, shared, derived, weights))
    stories = (*relate.story_edges(profiles, near), *relate.translated_edges(shared))
    return Related(
        reuse=passages,
        derivations=derivations,
        stories=stories,
        actors=relate.actor_edges(found_in, derivations, passages, stories),
        beside=_beside(profiles, weights, shared, derivations, encoder),
    )


def _beside(
    profiles: Sequence[relate.Profile],
    weights: relate.Weights,
    shared: Mapping[tuple[str, str], Sequence[Reuse]],
    derivations: Sequence[Derivation],
    encoder: language.Encoder | None,
) -> tuple[Reuse, ...]:
    """For each derivation the sentences that no passage links, with their partners."""
    by_id = {one.doc: one for one in profiles}
    out: list[Reuse] = []
    meaning = relate.Meaning(encoder) if encoder else None
    for one in derivations:
        if one.upstream in by_id and one.upstream is not None and one.kind in ("copy", "rewrite"):
            passages = shared.get((one.upstream, one.downstream)) or shared.get((one.downstream, one.upstream)) or ()
            out += relate.beside(by_id[one.upstream], by_id[one.downstream], weights, passages, meaning=meaning)
    return tuple(out)


def unlinked(case: Case, dossier: Dossier, first: str, second: str) -> tuple[Edge, ...]:
    """Why two reports are not linked: an edge with score 0 and the reasons; nothing where they are, or are no reports."""
    cards = {document.id: document for document in dossier.documents}
    if first not in cards or second not in cards or first == second:
        return ()
    if any({one.upstream, one.downstream} == {first, second} for one in dossier.derivations):
        return ()
    pair = [cards[first], cards[second]]
    sides = [
        relate.Side(card, one, relate.profile(card, one))
        for card, one in zip(pair, _annotations(_Work(case, [], quiet), pair), strict=True)
    ]
    versions = conclude.told_apart(*pair)
    if versions:
        return (Edge(kind="derivation", left=first, right=second, score=0.0, because=versions),)
    shared = [one for one in dossier.reuse if {one.a.doc, one.b.doc} == {first, second}]
    return (Edge(kind="derivation", left=first, right=second, score=0.0, because=relate.why_not(sides[0], sides[1], shared, dossier.derivations)),)


def actor_links(case: Case, dossier: Dossier, left: Collection[str], right: Collection[str]) -> tuple[Edge, ...]:
    """The edges between the referents of some mentions and those of others (ids of mentions), whatever came of them."""
    cards = list(dossier.documents)
    found_in = relate.spot_names(cards, _annotations(_Work(case, [], quiet), cards))
    own = [{one.id for found in found_in for one in found.referents if not side.isdisjoint(one.mentions)} for side in (set(left), set(right))]
    edges = _related(case, cards, found_in, quiet).actors
    return tuple(one for one in edges if (one.left in own[0] and one.right in own[1]) or (one.right in own[0] and one.left in own[1]))


def _conclude(
    case: Case, documents: Sequence[Document], found_in: Sequence[Annotations], related: Related, met: Sequence[Problem], *, asserted: Sequence[Assertion]
) -> Dossier:
    judgements = case.judgements()
    related = msgspec.structs.replace(related, derivations=decided.links(related.derivations, judgements))
    documents = decided.dates(conclude.date_pile(documents, found_in, related.derivations, stories=related.stories, passages=related.reuse), judgements)
    cards = {document.id: document for document in documents}
    found_in = [conclude.resolved(one, cards[one.doc]) for one in found_in]
    credits = conclude.resolve_credits([c for one in found_in for c in one.credits], cards, related.derivations)
    derivations = (*related.derivations, *conclude.credited_only(credits, cards))
    resolved = decided.speakers(conclude.resolve_actors(found_in, related.actors, judgements, cards), judgements, cards)
    statements, versions = resolved.statements, conclude.find_versions(documents)
    stories = conclude.group_stories(documents, related.stories, derivations)
    order = {id: at for at, id in enumerate(id for story in stories for id in story.documents)}
    timed = conclude.timed_events([event for one in found_in for event in one.events], [time for one in found_in for time in one.times])
    timed = decided.statuses(timed, judgements, cards)
    events, happenings = conclude.find_happenings(timed, stories=[story.documents for story in stories], passages=related.reuse)
    made = Dossier(
        generator=Generator(version=VERSION, models=(language.version(),), created=case.changed),
        documents=tuple(sorted(documents, key=lambda d: order[d.id])),
        stories=stories,
        actors=resolved.actors,
        mentions=resolved.mentions,
        times=tuple(time for one in found_in for time in one.times),
        quantities=tuple(quantity for one in found_in for quantity in one.quantities),
        statements=statements,
        events=events,
        rules=conclude.group_rules([rule for one in found_in for rule in one.rules], cards, [time for one in found_in for time in one.times], statements),
        credits=credits,
        reuse=related.reuse,
        derivations=derivations,
        drift=conclude.find_drift(derivations, cards, found_in, statements, (*related.reuse, *related.beside)),
        claims=claims_of(cards, found_in, resolved, msgspec.structs.replace(related, derivations=derivations), asserted, versions),
        coverage=conclude.coverage(documents, found_in),
        problems=(*case.problems(), *met),
        open_edges=resolved.open_edges,
        judgements=resolved.judgements,
        happenings=happenings,
        versions=versions,
    )
    made = msgspec.structs.replace(made, discrepancies=conclude.find_discrepancies(conclude.ground_of(made, found_in, asserted)))
    return decided.obeyed(made)


def compare(case: Case, dossier: Dossier, first: Document, second: Document) -> Comparison:
    """Two reports of a case side by side, the first as `a`."""
    pair = (first, second)
    found = relate.spot_names(pair, _annotations(_Work(case, [], quiet), pair))
    read = (conclude.resolved(found[0], first), conclude.resolved(found[1], second))
    shared = [one for one in dossier.reuse if {one.a.doc, one.b.doc} == {first.id, second.id}]
    return compared(
        pair, read, dossier.statements, shared, link=linked(dossier, first.id, second.id), revisions=conclude.same_page(first, second)
    )
