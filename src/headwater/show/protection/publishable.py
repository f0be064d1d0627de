"""A dossier without a trace of what is protected: texts rewritten, spans moved, names replaced, every id drawn anew.

Whatever is written from the result is made from the result alone, so what is not in it is in no page, file, graph or digest. Ids are
random figures of this one export: nobody who knows a report or guesses a name can find them by computing.
"""

import functools
import re
import secrets
import typing
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from headwater.errors import WrongUse
from headwater.records import (
    Document,
    Dossier,
    Generator,
    Origin,
    Penalty,
    Problem,
    Published,
    Quantity,
    Reason,
    Record,
    Rule,
    Story,
    Timex,
)
from headwater.show.protection.hidden import REDACTED
from headwater.show.protection.protected import Protected, protected
from headwater.show.protection.rewriting import rewritten
from headwater.text import SourceSpan, Span

ID = re.compile(r"(?<![0-9A-Za-z])(?:[a-z]{1,2}[0-9a-f]{16}|[0-9a-f]{64})(?![0-9A-Za-z])")
NOWHERE = "urn:headwater:redacted"  # in place of an address, so that what must be an address stays one
FIGURES = 20  # of a new id
CODES: dict[type, frozenset[str]] = {
    Reason: frozenset(("code",)),
    Timex: frozenset(("value", "modifier")),
    Rule: frozenset(("jurisdiction", "differs")),
    Origin: frozenset(("kind",)),
    Penalty: frozenset(("kind",)),
    Problem: frozenset(("stage",)),
    Published: frozenset(("earliest", "latest", "best")),
    Story: frozenset(("started", "last")),
    Generator: frozenset(("version", "models", "created")),
}  # fields that hold words of this program, never of a report


def publishable(dossier: Dossier, *, draw: Callable[[], str] | None = None) -> Dossier:
    """The dossier as it may be printed. `draw` makes new ids (default: random). Raises WrongUse where something protected would remain."""
    what = protected(dossier)
    made = _Redaction(dossier, what, draw or _drawn).dossier()
    left = next((words for words in strings(made) if what.hidden.finds(words)), None)
    if left is not None:
        raise WrongUse("the export is not written: a protected word would remain in it; choose another pseudonym, or none")
    return made


def _drawn() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(FIGURES))


class _Redaction:
    """One walk over all records of a dossier."""

    def __init__(self, dossier: Dossier, what: Protected, draw: Callable[[], str]) -> None:
        self.old, self.what = dossier, what
        self._draw = draw
        self._ids: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._known = frozenset(_ids(dossier))
        self.texts = {doc.id: doc.text for doc in dossier.documents}
        self.rewriting = {doc.id: rewritten(doc.text, what.hidden.hits(doc.text, what.places.get(doc.id, ()))) for doc in dossier.documents}
        gone = [one for name in ("times", "quantities") for one in getattr(dossier, name) if self.touches(one.span)]
        self.gone = frozenset(one.id for one in gone)
        self.figures = frozenset(n for one in gone if isinstance(one, Quantity) for n in (one.value, one.low, one.high) if n is not None)

    def dossier(self) -> Dossier:
        """The whole dossier without what is only for the newsroom: open pairs and decisions."""
        bare = msgspec.structs.replace(self.old, open_edges=(), judgements=())
        changed = {name: self.value(getattr(bare, name)) for name in bare.__struct_fields__ if name not in ("format", "generator")}
        changed["actors"] = tuple(
            sorted(changed["actors"], key=lambda one: (one.name.casefold(), one.id))
        )  # their order told the first letter
        generator = msgspec.structs.replace(self.old.generator, publishable=True)
        return msgspec.structs.replace(bare, generator=generator, **changed)

    def touches(self, span: Span) -> bool:
        """Whether any word of a span is hidden."""
        return span.doc in self.rewriting and self.rewriting[span.doc].touches(span.start, span.end)

    # -- values -------------------------------------------------------------------------------------

    def value(self, part: Any, near: Sequence[Span] = ()) -> Any:
        """Any part of a record; `near`: the places that the record rests on."""
        if isinstance(part, str):
            return self.string(part, near)
        if isinstance(part, Span):
            return self.span(part)
        if isinstance(part, SourceSpan):
            return None  # the page itself is not published
        if isinstance(part, tuple):
            return tuple(self.value(one, near) for one in part if not self._is_gone(one))
        if isinstance(part, Document):
            return self.document(part)
        return self.record(part) if isinstance(part, Record | Reason) else part

    def _is_gone(self, part: object) -> bool:
        if isinstance(part, Timex | Quantity):
            return part.id in self.gone
        if isinstance(part, Penalty):
            return self.touches(part.span)
        return isinstance(part, str) and (part in self.gone or part in self.what.times)

    def record(self, part: Any) -> Any:
        """A record with every field rewritten but those that hold codes."""
        fixed = _codes(part.__class__)
        near = [one for field in part.__struct_fields__ for one in _spans(getattr(part, field))]
        changed = {
            field: self.value(own, near)
            for field in part.__struct_fields__
            if field not in fixed and (own := getattr(part, field)) is not None
        }
        changed |= {name: None for name, own in changed.items() if isinstance(own, str) and self._is_gone(getattr(part, name))}
        if isinstance(part, Problem):
            changed["input"] = self._path(part.input)
        if isinstance(part, Reason):
            changed["values"] = tuple(self._told(one) for one in part.values)
        return msgspec.structs.replace(part, **changed)

    def _told(self, value: str | int | float) -> str | int | float:
        """What a reason tells: figures and times of words that are hidden are hidden too."""
        if isinstance(value, str):
            return REDACTED if value in self.what.times else self.string(value)
        return REDACTED if value in self.figures else value

    def span(self, span: Span) -> Span:
        """A place in the new text."""
        if span.doc not in self.rewriting:
            return Span(self.id(span.doc), span.start, span.end)
        return Span(self.id(span.doc), *self.rewriting[span.doc].span(span.start, span.end))

    def document(self, doc: Document) -> Document:
        """An index card with its new text; the hash of the capture would let anybody check a guess."""
        made = self.rewriting[doc.id]
        bare = msgspec.structs.replace(doc, text="", path="", sha256="", url=None, pages=(), title=None)
        title = None if doc.title is None else self.string(doc.title, [doc.title_span] if doc.title_span else [])
        card: Document = self.record(bare)
        return msgspec.structs.replace(
            card, text=made.text, path=self._path(doc.path), sha256=REDACTED, url=self._address(doc.url), title=title,
            pages=tuple(made.start(page) for page in doc.pages),
        )  # fmt: skip

    def _path(self, path: str) -> str:
        name = path.replace("\\", "/").rpartition("/")[2]
        return REDACTED if self.what.strict.finds(name) else name

    def _address(self, url: str | None) -> str | None:
        return url if url is None or not self._tells(url) else NOWHERE

    def _tells(self, url: str) -> bool:
        chosen = self.what.strict
        return chosen.finds(url) or chosen.finds(urllib.parse.unquote(url)) or url in self.what.addresses

    # -- words --------------------------------------------------------------------------------------

    def id(self, old: str) -> str:
        """The new id in place of an old one, the same for the same within one export."""
        if old not in self._ids:
            letter = old[0] if ID.fullmatch(old) and len(old) < 64 else ""
            self._ids[old] = letter + self._draw()
        return self._ids[old]

    def string(self, words: str, near: Sequence[Span] = ()) -> str:
        """Words as they may be printed: cut from the new text where they stand in the record's own place, else filtered."""
        if words in self._known or ID.fullmatch(words):
            return self.id(words)
        if words.startswith(("http://", "https://", "urn:")) and " " not in words:
            return self._address(words) or NOWHERE
        cut = next((found for span in near if (found := self._from_text(words, span)) is not None), None)
        return self._filtered(cut if cut is not None else words)

    def _from_text(self, words: str, span: Span) -> str | None:
        """The same stretch of the new text, where any of it was changed."""
        if span.doc not in self.texts or not self.touches(span) or not words.strip():
            return None
        looked = re.compile(r"\s+".join(map(re.escape, words.split()))).search(self.texts[span.doc], span.start, span.end)
        if looked is None:
            return None
        made = self.rewriting[span.doc]
        start, end = made.span(looked.start(), looked.end())
        return " ".join(made.text[start:end].split())

    def _filtered(self, words: str) -> str:
        if words not in self._said:
            new = rewritten(words, self.what.strict.hits(words)).text
            self._said[words] = ID.sub(lambda found: self.id(found[0]), new)
        return self._said[words]


@functools.cache
def _codes(record: Any) -> frozenset[str]:
    """The fields of a record that hold codes, dates and countries."""
    literal = {name for name, hint in typing.get_type_hints(record).items() if _is_literal(hint)}
    return frozenset(literal) | CODES.get(record, frozenset()) | {"country"}


def _is_literal(hint: Any) -> bool:
    return typing.get_origin(hint) is Literal or any(_is_literal(part) for part in typing.get_args(hint) if part is not type(None))


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, Record) and not isinstance(value, Document):
        yield from (span for name in value.__struct_fields__ for span in _spans(getattr(value, name)))


def _ids(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for one in part:
            yield from _ids(one)
    elif isinstance(part, Record):
        yield from (getattr(part, "id", ""),) if getattr(part, "id", "") else ()
        yield from (id for name in part.__struct_fields__ for id in _ids(getattr(part, name)))


def strings(part: object) -> Iterator[str]:
    """Every string in a record, fields of codes left out."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from strings(one)
    elif isinstance(part, msgspec.Struct):
        fixed = _codes(part.__class__)
        yield from (words for name in part.__struct_fields__ if name not in fixed for words in strings(getattr(part, name)))
