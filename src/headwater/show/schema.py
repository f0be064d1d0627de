"""The JSON Schema of `dossier.json` (JSON Schema 2020-12), made from the records.

msgspec's own generator refuses a union of two untagged records (`Basis.span`), and the file differs from
the records in three places (spans and source spans carry their words, reasons their sentence), so the
few kinds of types that records use are translated here.

    python -m headwater.show.schema > docs/schema/dossier.schema.json
"""

import sys
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, Union

import msgspec

from headwater.records import Dossier, Reason
from headwater.text import SourceSpan, Span

_STRING = {"type": "string"}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: _STRING,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def dossier_schema() -> dict[str, Any]:
    """The schema of a whole dossier. Every field is required (unknown is null); further fields are allowed."""
    root = _record(Dossier)
    definitions = {record.__name__: _record(record) for record in reachable(Dossier) if record is not Dossier}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "headwater-dossier/1"}
    return {**head, **root, "$defs": dict(sorted(definitions.items()))}


def fields(record: type[msgspec.Struct]) -> list[tuple[str, Any]]:
    """Wire name and type of each field of `record`, in order."""
    hints = typing.get_type_hints(record)
    names = zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True)
    return [(wire, hints[name]) for name, wire in names]


def reachable(record: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """`record` and every record that stands in its fields, each once, in order of first use."""
    seen: dict[type[msgspec.Struct], None] = {}
    waiting = [record]
    while waiting:
        first = waiting.pop(0)
        if first not in seen:
            seen[first] = None
            waiting += [part for _, hint in fields(first) for part in _records_in(hint)]
    return list(seen)


def _records_in(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    elif typing.get_origin(hint) is not Literal:
        for part in typing.get_args(hint):
            yield from _records_in(part)


def _record(record: type[msgspec.Struct]) -> dict[str, Any]:
    properties = _properties(record)
    about = {"description": " ".join((record.__doc__ or "").split())}
    return {**about, "type": "object", "properties": properties, "required": list(properties)}


def _properties(record: type[msgspec.Struct]) -> dict[str, Any]:
    if record is Reason:
        return {"code": _STRING, "text": _STRING, "refs": _type(tuple[str, ...]), "spans": _type(tuple[Span, ...])}
    properties = {wire: _type(hint) for wire, hint in fields(record)}
    if record is Span:
        properties["text"] = _STRING
    if record is SourceSpan:
        properties["text"] = {"anyOf": [_STRING, {"type": "null"}]}
    return properties


def _type(hint: Any) -> dict[str, Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_type(part) for part in arguments]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


def schema_bytes() -> bytes:
    """The schema as it is committed: UTF-8 JSON, indented by 1, with a line break at the end."""
    return msgspec.json.format(msgspec.json.encode(dossier_schema()), indent=1) + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_bytes())
