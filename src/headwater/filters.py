"""The filters: JSON lines in, JSON lines out, one line at a time."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar

import msgspec

from headwater import api
from headwater.annotate import annotate
from headwater.api import Piece
from headwater.conclude import dated, find_actors, resolved
from headwater.language import Engine
from headwater.records import Actor, Annotations, Document
from headwater.relate import actor_edges, spot_names
from headwater.show.dossier import reason_text
from headwater.text import Span

LAYERS = ("published", "times", "mentions", "actors", "quantities", "statements", "events", "rules", "credits")
PARSED = {"mentions", "actors", "statements", "quantities", "events", "rules"}  # layers that the language model reads
NAMING = {"mentions", "actors", "statements"}  # layers that name actors
T = TypeVar("T")


class Page(msgspec.Struct, frozen=True):
    """A line of `extract`."""

    id: str | int
    html: str
    url: str | None = None


class Pair(msgspec.Struct, frozen=True):
    """A line of `similarity`."""

    id: str | int
    a: str
    b: str


class Fault(msgspec.Struct, frozen=True):
    """A line that cannot be used: its number and why; `id` where it could be read."""

    id: str | int | None
    problem: str


class Out:
    """Standard output as JSON lines; counts the lines that named a problem."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.faults = 0

    def write(self, line: object) -> None:
        """One line, at once."""
        self.faults += isinstance(line, Fault)
        self._stream.write(msgspec.json.encode(line) + b"\n")
        self._stream.flush()

    @property
    def status(self) -> int:
        """The exit status so far."""
        return 1 if self.faults else 0


class _Named(msgspec.Struct):
    id: str | int | None = None


def lines(files: Sequence[str], kind: type[T]) -> Iterator[T | Fault]:
    """The lines of the files (standard input where there are none) as records; a bad line as Fault."""
    for number, raw in enumerate(_raw(files), start=1):
        if raw.strip():
            yield _line(raw, kind, number)


def _raw(files: Sequence[str]) -> Iterable[bytes]:
    if not files or files == ["-"]:
        yield from sys.stdin.buffer
    for name in files:
        if name != "-":
            with open(name, "rb") as file:
                yield from file


def _line(raw: bytes, kind: type[T], number: int) -> T | Fault:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Fault(_id(raw), f"line {number}: {error}")


def _id(raw: bytes) -> str | int | None:
    try:
        return msgspec.json.decode(raw, type=_Named).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def extract(files: Sequence[str], out: Out) -> None:
    """Pages to articles."""
    _each(lines(files, Page), out, lambda page: {"id": page.id, **msgspec.to_builtins(api.extract(page.html, url=page.url))})


def similarity(files: Sequence[str], out: Out) -> None:
    """Pairs of texts to scores."""
    _each(lines(files, Pair), out, lambda pair: {"id": pair.id, "score": round(api.similarity(pair.a, pair.b), 6)})


def annotations(files: Sequence[str], out: Out, *, layers: Sequence[str] | None = None, model: Engine = "accurate") -> None:
    """Texts to layers."""
    _each(lines(files, Piece), out, lambda piece: annotated(piece, layers, model))


def _each(given: Iterable[T | Fault], out: Out, make: Callable[[T], object]) -> None:
    for one in given:
        if isinstance(one, Fault):
            out.write(one)
            continue
        try:
            out.write(make(one))
        except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError, MemoryError) as error:
            out.write(Fault(getattr(one, "id", None), f"could not be read: {type(error).__name__}: {error}"))


def annotated(piece: Piece, layers: Sequence[str] | None, model: Engine = "accurate") -> dict[str, object]:
    """The line of one text: spans as [start, end], only the named layers where some are named."""
    document = api.document(piece)
    found = annotate(document, engine=model, parsed=layers is None or bool(PARSED & set(layers)))
    document = dated(document, found)
    found = resolved(found, document)
    actors: tuple[Actor, ...] = ()
    if layers is None or NAMING & set(layers):
        found, actors = _with_actors(found, document)
    whole = {
        "id": piece.id,
        "language": document.language,
        "sentences": [[span.start, span.end] for span in found.sentences],
        "furniture": _flat(document.furniture, document),
        "published": _flat(document.published, document),
        **{layer: _flat(actors if layer == "actors" else getattr(found, layer), document) for layer in LAYERS[1:]},
    }
    return whole if layers is None else {key: value for key, value in whole.items() if key == "id" or key in layers}


def _with_actors(found: Annotations, document: Document) -> tuple[Annotations, tuple[Actor, ...]]:
    """The annotations of one text with its actors filled in."""
    (found,) = spot_names([document], [found])
    actors, mentions, statements = find_actors([found], actor_edges([found]))
    return msgspec.structs.replace(found, mentions=mentions, statements=statements), actors


def _flat(record: object, document: Document) -> object:
    if isinstance(record, Span):
        return [record.start, record.end]
    if isinstance(record, tuple):
        return [_flat(one, document) for one in record]
    if isinstance(record, msgspec.Struct):
        if hasattr(record, "code"):
            return {"code": record.code, "text": reason_text(record, {document.id: document.text}), "refs": list(record.refs)}  # type: ignore[arg-type, attr-defined]
        return {
            wire: _flat(getattr(record, name), document)
            for name, wire in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True)
        }
    return record


def _pieces(files: Sequence[str], out: Out) -> Iterator[Piece]:
    """The usable texts; each gets a number as id inside, so that nothing can be read from ids and doubled ones do not meet."""
    for one in lines(files, Piece):
        if isinstance(one, Fault):
            out.write(one)
        else:
            yield one


def _numbered(files: Sequence[str], out: Out, ids: list[str | int]) -> Iterator[Piece]:
    """The usable texts with their number as id; `ids` grows by the id each was given."""
    for piece in _pieces(files, out):
        ids.append(piece.id)
        yield msgspec.structs.replace(piece, id=str(len(ids) - 1))


def stories(files: Sequence[str], out: Out, *, final: bool = False) -> None:
    """Texts to stories, as they come, or all at the end."""
    ids: list[str | int] = []
    found = api.stories(_numbered(files, out, ids), final=final)
    for number, story in sorted(found, key=lambda one: int(one[0])) if final else found:
        out.write({"id": ids[int(number)], "story": f"s{story}"})


def reuse(files: Sequence[str], out: Out, *, near_duplicates: bool = False) -> None:
    """Texts to related pairs."""
    if near_duplicates:
        return _twins(files, out)
    pieces = list(_pieces(files, out))
    ids = [piece.id for piece in pieces]
    numbered = [msgspec.structs.replace(piece, id=str(at)) for at, piece in enumerate(pieces)]
    for one in api.reuse(numbered):
        passages = [[p.a.start, p.a.end, p.b.start, p.b.end, p.score] for p in one.passages]
        out.write(
            {
                "a": ids[int(one.a)],
                "b": ids[int(one.b)],
                "kind": one.kind,
                "score": one.score,
                "upstream": one.upstream,
                "passages": passages,
            }
        )


def _twins(files: Sequence[str], out: Out) -> None:
    """Near-duplicate pairs as they are found; the texts themselves are not kept."""
    ids: list[str | int] = []
    for twin in api.near_duplicates(_numbered(files, out, ids)):
        out.write({"a": ids[int(twin.a)], "b": ids[int(twin.b)], "score": twin.score})
