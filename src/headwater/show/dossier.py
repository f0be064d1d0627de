"""Records to builtins and to `dossier.json` (format `headwater-dossier/1`).

Every span is written out with its words, cut from the document and checked; every reason becomes the
sentence of its code. Nothing is read from disk, network or clock.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from headwater import reasons
from headwater.errors import EvidenceMissing
from headwater.records import Dossier, Reason
from headwater.text import SourceSpan, Span

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # not allowed in UTF-8; they come from file names with broken bytes
_NOTHING: Mapping[str, str] = {}


def words(span: Span, texts: Mapping[str, str]) -> str:
    """The words of `span` (code points). Raises EvidenceMissing for an unknown document or a span outside its text."""
    text = texts.get(span.doc)
    if text is None:
        raise EvidenceMissing(f"a span names the unknown document {span.doc!r}")
    if span.end > len(text):
        raise EvidenceMissing(f"a span ends at {span.end}, the text of {span.doc!r} at {len(text)}")
    return text[span.start : span.end]


def reason_text(reason: Reason, texts: Mapping[str, str]) -> str:
    """The sentence of `reason`, its spans quoted once each, blanks in them made single. Raises KeyError for an unknown code."""
    cited = dict.fromkeys(" ".join(words(span, texts).split()) for span in reason.spans)
    return reasons.render(reason.code, reason.values, list(cited))


def plain(record: object, *, texts: Mapping[str, str], captures: Mapping[str, str] = _NOTHING) -> Any:
    """A record (or tuple of records) as dicts, lists, strings and numbers with the names of the wire.

    `texts`: document id to reading text; `captures`: capture id to decoded text (a source span of a capture
    that is not among them has the text None). Raises EvidenceMissing for words that are not there.
    """
    return _Plain(texts, captures).value(record)


class _Plain:
    """One walk over records; the tables of texts stay the same on the way."""

    def __init__(self, texts: Mapping[str, str], captures: Mapping[str, str]) -> None:
        self.texts = texts
        self.captures = captures
        self.special: dict[type, Callable[[Any], dict[str, Any]]] = {
            Span: self._span,
            SourceSpan: self._source_span,
            Reason: self._reason,
        }

    def value(self, record: object) -> Any:
        if isinstance(record, str):
            return utf8(record)
        if isinstance(record, tuple | list):
            return [self.value(part) for part in record]
        if isinstance(record, msgspec.Struct):
            special = self.special.get(type(record))
            return special(record) if special else self._struct(record)
        return record

    def _struct(self, record: msgspec.Struct) -> dict[str, Any]:
        names = zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True)
        return {wire: self.value(getattr(record, name)) for name, wire in names}

    def _span(self, span: Span) -> dict[str, Any]:
        return {"doc": span.doc, "start": span.start, "end": span.end, "text": utf8(words(span, self.texts))}

    def _source_span(self, span: SourceSpan) -> dict[str, Any]:
        text = self.captures.get(span.capture)
        if text is not None and span.end > len(text):
            raise EvidenceMissing(f"a source span ends at {span.end}, its capture at {len(text)}")
        cut = None if text is None else utf8(text[span.start : span.end])
        return {"capture": span.capture, "start": span.start, "end": span.end, "text": cut}

    def _reason(self, reason: Reason) -> dict[str, Any]:
        text = utf8(reason_text(reason, self.texts))
        return {"code": reason.code, "text": text, "refs": self.value(reason.refs), "spans": self.value(reason.spans)}


def utf8(text: str) -> str:
    """The same text with U+FFFD for lone surrogates, code point for code point, so that offsets hold."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def document_texts(dossier: Dossier) -> dict[str, str]:
    """Document id to reading text."""
    return {doc.id: doc.text for doc in dossier.documents}


def dossier_json(dossier: Dossier, *, captures: Mapping[str, str] = _NOTHING) -> bytes:
    """The dossier as UTF-8 JSON (RFC 8259), indented by 1, with a line break at the end; the same bytes for the same records.

    Raises EvidenceMissing where a span stands outside its text.
    """
    value = plain(dossier, texts=document_texts(dossier), captures=captures)
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
