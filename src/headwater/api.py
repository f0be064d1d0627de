"""What the commands do, as calls on the same names."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from pathlib import Path

from headwater import relate, run, workers
from headwater.annotate import annotate as annotate_document
from headwater.case import Case
from headwater.clean import document as card
from headwater.comparing import compared
from headwater.conclude import resolve_actors, resolved
from headwater.language import Engine, sentence_encoder
from headwater.read.html import body_text, read_html
from headwater.records import Annotations, Basis, Capture, Comparison, Document, Dossier, Published, Reading, Record, Reuse
from headwater.write import write_dossier

IN_MEMORY = "text"


class Piece(Record, frozen=True, kw_only=True):
    """One text of a stream: what `annotate`, `reuse` and `stories` take. `published` is an ISO date; None is unknown."""

    id: str | int
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """What `extract` reads from a page; `text` is the body alone, `published` an ISO date or None."""

    title: str | None
    text: str
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    outlet: str | None
    url: str | None


class Related(Record, frozen=True, kw_only=True):
    """Two related texts: how, how much, which is upstream ("a", "b" or None), the shared passages."""

    a: str
    b: str
    kind: str
    score: float
    upstream: str | None
    passages: tuple[Reuse, ...]


def trace(paths: Sequence[str | Path], *, case: str | Path | None = None, manifest: str | Path | None = None) -> Dossier:
    """Read everything under `paths` and return the dossier; with `case` the folder is kept and the dossier files are written.

    Raises WrongUse for paths that do not exist, CaseBroken where the case cannot be written.
    """
    if case is None:
        with tempfile.TemporaryDirectory() as folder:
            return _traced(paths, Path(folder) / "memory.case", manifest, written=False)
    return _traced(paths, Path(case), manifest, written=True)


def _traced(paths: Sequence[str | Path], folder: Path, manifest: str | Path | None, *, written: bool) -> Dossier:
    with Case(folder, create=True) as case:
        run.take_in(case, paths, listed=manifest)
        dossier = run.dossier_of(case)
        if written:
            write_dossier(case, dossier)
        return dossier


def document(piece: Piece) -> Document:
    """The index card of a text that is given as it is: its offsets count in the given text."""
    reading = Reading(locator="", text=piece.text, title=None, url=piece.url, outlet=piece.outlet, language=piece.language)
    capture = Capture(id=IN_MEMORY, sha256="", path="", media_type="text/plain", size=0, obtained="")
    made = card(reading, capture, id=str(piece.id), path="")
    day = (piece.published or "")[:10] or None
    changes: dict[str, object] = {"published": Published(earliest=day, latest=day, best=day, basis=_basis(piece))} if day else {}
    if piece.title and not made.title:
        changes["title"] = piece.title
    return Document(**{**{name: getattr(made, name) for name in made.__struct_fields__}, **changes})


def _basis(piece: Piece) -> tuple[Basis, ...]:
    """The stated moment, where it is more than a day: who was first on one day depends on it."""
    stated = piece.published or ""
    return (Basis(from_="manifest", text=stated),) if len(stated) > len("2022-01-17") else ()


def annotate(
    text: str, *, published: str | None = None, outlet: str | None = None, language: str | None = None, model: Engine = "accurate"
) -> Annotations:
    """All layers of one text, its times resolved against `published`; spans are code points into `text`, which is never normalised. `model` is fast or accurate."""
    piece = Piece(id=IN_MEMORY, text=text, published=published, outlet=outlet, language=language)
    made = document(piece)
    return resolved(annotate_document(made, engine=model), made)


def extract(html: str, *, url: str | None = None) -> Article:
    """Title, body, authors, date, language and outlet of a page."""
    reading = read_html(html, url=url)
    return Article(
        title=reading.title, text=body_text(reading), authors=reading.authors, published=reading.published,
        language=reading.language, outlet=reading.outlet, url=reading.url or url,
    )  # fmt: skip


def reuse(documents: Iterable[Piece], *, meaning: bool = True) -> Iterator[Related]:
    """Every related pair among the texts, with its shared passages. With `meaning` False by words alone, without the sentence encoder."""
    cards = [document(piece) for piece in documents]
    found_in = [annotate_document(one, parsed=False) for one in cards]
    found = run.related(cards, found_in, meaning=meaning)
    sizes = {one.doc: sum(span.end - span.start for span in one.sentences) for one in found_in}
    by_pair: dict[tuple[str, str], list[Reuse]] = {}
    for passage in found.reuse:
        by_pair.setdefault((passage.a.doc, passage.b.doc), []).append(passage)
    upstream = {(one.upstream, one.downstream): one for one in found.derivations}
    for (a, b), passages in by_pair.items():
        derived = upstream.get((a, b)) or upstream.get((b, a))
        yield Related(
            a=a,
            b=b,
            kind=derived.kind if derived else max(passages, key=lambda one: (one.a.end - one.a.start + one.b.end - one.b.start, one.score, one.kind)).kind,
            score=derived.coverage if derived else relate.translated_share(passages, sizes) or max(one.score for one in passages),
            upstream=None if derived is None else ("a" if derived.upstream == a else "b"),
            passages=tuple(passages),
        )


def near_duplicates(documents: Iterable[Piece]) -> Iterator[relate.Duplicate]:
    """The pairs of texts that are one text but for small changes, each as soon as its second text has come."""
    ids, texts = tee((str(piece.id), piece.text) for piece in documents)
    return relate.folded(zip((id for id, _ in ids), workers.each(relate.sign_all, (text for _, text in texts)), strict=True))


def compare(a: Piece, b: Piece, *, meaning: bool = True) -> Comparison:
    """Two texts side by side, `b` read as made from `a`: rows of what both tell, changed, lost and added, and what was done to the
    facts. Spans count in the given texts; ids must differ. With `meaning` False sentences are linked by words alone."""
    cards = (document(a), document(b))
    read = relate.spot_names(cards, [annotate_document(one) for one in cards])
    found = (resolved(read[0], cards[0]), resolved(read[1], cards[1]))
    statements = resolve_actors(found, relate.actor_edges(found, (), ()), (), {one.id: one for one in cards}).statements
    related = run.related(cards, found, meaning=meaning)
    return compared(cards, found, statements, related.reuse, whole=True, meaning=meaning)


def similarity(a: str, b: str, *, meaning: bool = True) -> float:
    """Whether two texts report the same, 0 to 1. With `meaning` False by their words alone, without the sentence encoder."""
    return relate.similarity(a, b, encoder=sentence_encoder() if meaning else None)


def stories(documents: Iterable[Piece], *, final: bool = False) -> Iterator[tuple[str, str]]:
    """Document id and story id, in stream order, as each comes (no look-ahead); with `final` the assignment after the last one."""
    stream, seen = relate.Stream(), []
    for piece in documents:
        one = relate.told(stream, str(piece.id), piece.text, title=piece.title, published=piece.published, language=piece.language)
        story = relate.assign(stream, one)
        if final:
            seen.append(one)
        else:
            yield str(piece.id), story
    if final:
        yield from relate.settled(seen, stream)[0].items()


__all__ = ["Article", "Piece", "Related", "annotate", "compare", "extract", "near_duplicates", "reuse", "similarity", "stories", "trace"]
