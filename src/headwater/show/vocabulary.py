"""`docs/vocabulary.md`: every record with its fields, made from the records themselves.

python -m headwater.show.vocabulary > docs/vocabulary.md
"""

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, Union

import msgspec

from headwater import reasons, text
from headwater.records import Dossier, annotations, conclusions, evidence
from headwater.show.schema import fields

_HEAD = """# Vocabulary

Generated from `headwater.records` and `headwater.text` (`python -m headwater.show.vocabulary`); do not edit.
Records are frozen. Offsets are code points, half-open. Dates are EDTF; what is not known is `null`.
In `dossier.json` a span also carries its words (`text`), and a reason its sentence (`text`).
"""
_NAMES = {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): "null"}


def vocabulary() -> str:
    """The whole page in Markdown: the lists of a dossier, then all records, then the codes of reasons."""
    lines = [_HEAD, "## Dossier\n", *_record_lines(Dossier), "## Records\n"]
    for record in all_records():
        if record is not Dossier:
            lines += [f"### {record.__name__}\n", *_record_lines(record)]
    lines += ["## Reasons\n", "| code | reads |", "|---|---|"]
    lines += [f"| `{code}` | {_cell(sentence)} |" for code, sentence in reasons.TEXTS.items()]
    return "\n".join(lines) + "\n"


def all_records() -> Iterator[type[msgspec.Struct]]:
    """Every public record of the ground floor, in the order of the source."""
    for module in (text, evidence, annotations, conclusions):
        for name, member in vars(module).items():
            own = inspect.isclass(member) and member.__module__ == module.__name__
            if own and issubclass(member, msgspec.Struct) and name != "Record":
                yield member


def _record_lines(record: type[msgspec.Struct]) -> list[str]:
    about = inspect.cleandoc(record.__doc__ or "")
    rows = [f"| `{wire}` | {_cell(_say(hint))} |" for wire, hint in fields(record)]
    return [about + "\n", "| field | holds |", "|---|---|", *rows, ""]


def _say(hint: Any) -> str:
    """A type in words."""
    if hint in _NAMES:
        return _NAMES[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " · ".join(f"`{value}`" for value in arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return f"list of {_say(arguments[0])}"
    if origin is tuple:
        return "(" + ", ".join(_say(part) for part in arguments) + ")"
    if origin in (Union, types.UnionType):
        return " or ".join(_say(part) for part in arguments)
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.buffer.write(vocabulary().encode("utf-8"))
