"""The model case: five press reports on one story, as a user hands them over, traced by the command itself.

Labels (`seeds.json`) are offsets only; the reports stay outside of the repository.
"""

import functools
import hashlib
import pathlib
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator

import msgspec

from eval import gold, product
from eval.gold import Place
from eval.task import Figure, Task, overlap

LABELS = pathlib.Path(__file__).with_name("seeds.json")
RUNS = 3  # of `--help`, of which the fastest counts
_SENTENCE = re.compile(r"[^.!?\n]*[^\n]*?(?:[.!?][\"”'’)]*(?=\s|$)|$)", re.MULTILINE)


class Quotation(msgspec.Struct, frozen=True):
    """A whole direct quotation: the words inside the marks, the speaker's words."""

    words: Place
    speaker: Place
    holds_quotation: bool


class Seed(msgspec.Struct, frozen=True):
    """One report by the hash of its text."""

    text: str
    furniture: tuple[tuple[int, int, str], ...]
    quotations: tuple[Quotation, ...]


class Labels(msgspec.Struct, frozen=True):
    """All labels; derivations are (upstream, downstream)."""

    derivations: tuple[tuple[str, str], ...]
    seeds: tuple[Seed, ...]


class Span(msgspec.Struct, frozen=True):
    """As the dossier prints it."""

    doc: str
    start: int
    end: int
    text: str

    @property
    def place(self) -> Place:
        """Without the document."""
        return self.start, self.end


class Furniture(msgspec.Struct, frozen=True):
    """A marked stretch."""

    span: Span
    kind: str


class Document(msgspec.Struct, frozen=True):
    """A report of the dossier."""

    id: str
    text: str
    furniture: tuple[Furniture, ...]

    @property
    def key(self) -> str:
        """The name it has in the labels."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


class Speaker(msgspec.Struct, frozen=True):
    """Who is said to speak."""

    span: Span | None = None
    name: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """A statement of the dossier."""

    kind: str
    span: Span
    content: tuple[Span, ...]
    speaker: Speaker | None


class Derivation(msgspec.Struct, frozen=True):
    """Who derives from whom; upstream is null when it is only credited."""

    upstream: str | None
    downstream: str


class Dossier(msgspec.Struct, frozen=True):
    """What of a dossier is measured here."""

    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    derivations: tuple[Derivation, ...] = ()


class Traced(msgspec.Struct, frozen=True):
    """A dossier, as bytes too, and what it took."""

    dossier: Dossier
    content: bytes
    seconds: float


def files() -> tuple[pathlib.Path, ...]:
    """The reports. Raises gold.Missing."""
    found = tuple(sorted(gold.SEEDS.glob("*.txt")))
    if not found:
        raise gold.Missing(str(gold.SEEDS.name))
    return found


@functools.cache
def traced() -> Traced:
    """The dossier of `headwater trace`; an empty one when the command fails."""
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder) / "seeds.case"
        start = time.perf_counter()
        subprocess.run([*product.command(), "trace", str(gold.SEEDS), "-o", str(case)], capture_output=True, timeout=product.PATIENCE)
        seconds = time.perf_counter() - start
        written = case / "dossier.json"
        content = written.read_bytes() if written.exists() else b"{}"
    return Traced(msgspec.json.decode(content, type=Dossier), content, seconds)


def spans(quick: bool) -> list[Figure]:
    """Share of all spans in the dossier whose words are those of their document."""
    result = traced()
    texts = {doc.id: doc.text for doc in result.dossier.documents}
    found = list(_spans(msgspec.json.decode(result.content)))
    right = sum(texts.get(span.doc, "")[span.start : span.end] == span.text for span in found)
    return [Figure("verbatim", right / max(1, len(found)), noise=0.0), Figure("spans", len(found), "none")]


def _spans(node: object) -> Iterator[Span]:
    if isinstance(node, dict):
        if {"doc", "start", "end"} <= node.keys():
            yield Span(str(node["doc"]), int(node["start"]), int(node["end"]), str(node.get("text")))
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _spans(inner)


def measure(quick: bool) -> list[Figure]:
    """Furniture, quotations, speakers, derivations, seconds."""
    labels, result = msgspec.json.decode(LABELS.read_bytes(), type=Labels), traced()
    return [
        *_furniture(labels, result.dossier),
        *_quotations(labels, result.dossier),
        *_derivations(labels, result.dossier),
        Figure("seconds", result.seconds, "none"),
        Figure("seconds of --help", _help(), "none"),
    ]


def _furniture(labels: Labels, dossier: Dossier) -> list[Figure]:
    docs = {doc.key: doc for doc in dossier.documents}
    marked, every, lost = 0, 0, 0
    for seed in labels.seeds:
        doc = docs.get(seed.text)
        given = [one.span.place for one in doc.furniture] if doc else []
        true = [(start, end) for start, end, _ in seed.furniture]
        every += len(true)
        marked += sum(_mostly(line, given) for line in true)
        lost += sum(_touched(sentence, given) for sentence in (_body(doc.text, true) if doc else ()))
    return [
        Figure("furniture lines marked", marked, noise=0),
        Figure("of", every, "none"),
        Figure("body sentences marked", lost, "down", 0),
    ]


def _mostly(line: Place, given: Iterable[Place]) -> bool:
    return 2 * sum(max(0, min(line[1], end) - max(line[0], start)) for start, end in given) > line[1] - line[0]


def _touched(sentence: Place, given: Iterable[Place]) -> bool:
    return any(overlap(sentence, place) for place in given)


def _body(text: str, furniture: list[Place]) -> list[Place]:
    """Sentences, roughly, of all lines that are not furniture."""
    found = (match.span() for match in _SENTENCE.finditer(text) if match.group().strip())
    trimmed = ((end - len(text[start:end].lstrip()), end) for start, end in found)
    return [place for place in trimmed if not _touched(place, furniture)]


def _quotations(labels: Labels, dossier: Dossier) -> list[Figure]:
    ids = {doc.key: doc for doc in dossier.documents}
    every = [(ids.get(seed.text), quotation) for seed in labels.seeds for quotation in seed.quotations]
    found = [(doc, gold, _statement(dossier, doc, gold)) for doc, gold in every if doc]
    exact = [(doc, gold, said) for doc, gold, said in found if said]
    plain = [(doc, gold, said) for doc, gold, said in exact if not gold.holds_quotation]
    return [
        Figure("direct quotations exact", len(plain), noise=0),
        Figure("of (quotations)", sum(not gold.holds_quotation for _, gold in every), "none"),
        Figure("speakers right", sum(_speaks(doc, gold, said) for doc, gold, said in plain), noise=0),
        Figure("quotations holding another exact", len(exact) - len(plain), noise=0),
        Figure("their speakers right", sum(_speaks(*one) for one in exact if one[1].holds_quotation), noise=0),
        Figure("of (holding another)", sum(gold.holds_quotation for _, gold in every), "none"),
    ]


def _statement(dossier: Dossier, doc: Document, quotation: Quotation) -> Statement | None:
    """The direct statement whose words, or one stretch of them, are exactly those inside the marks."""
    ours = (one for one in dossier.statements if one.span.doc == doc.id and one.kind == "direct")
    return next((one for one in ours if any(span.place == quotation.words for span in one.content)), None)


def _speaks(doc: Document, quotation: Quotation, said: Statement) -> bool:
    """The words that name the speaker, at their place or elsewhere in the report; a carried-over name counts too."""
    if said.speaker is None:
        return False
    true, span = doc.text[slice(*quotation.speaker)], said.speaker.span
    there = span is not None and (overlap(span.place, quotation.speaker) or true in span.text)
    return there or true in (said.speaker.name or "")


def _derivations(labels: Labels, dossier: Dossier) -> list[Figure]:
    key = {doc.id: doc.key for doc in dossier.documents}
    given = {(key.get(one.upstream, ""), key.get(one.downstream, "")) for one in dossier.derivations if one.upstream}
    right = len(given & set(labels.derivations))
    return [Figure("derivations right", right, noise=0), Figure("derivations false", len(given) - right, "down", 0)]


def _help() -> float:
    return min(_seconds([*product.command(), "--help"]) for _ in range(RUNS))


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, timeout=60)
    return time.perf_counter() - start


TASKS = (Task("seeds_spans", files, spans), Task("seeds", files, measure))
