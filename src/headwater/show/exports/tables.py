"""The lists of a dossier as flat tables: CSV for spreadsheets, JSON Lines, Parquet.

Every row has the id of its record, so that it leads back into the case. Words are written out beside their place. A cell that a
spreadsheet would run as a formula is disarmed by an apostrophe (OWASP, CSV injection).
"""

import csv
import importlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from headwater.errors import WrongUse
from headwater.records import Dossier
from headwater.show.dossier import document_texts, plain

LISTS = (
    "documents", "stories", "actors", "mentions", "times", "quantities", "statements", "events", "rules", "credits", "reuse",
    "derivations", "drift", "claims", "discrepancies", "coverage", "problems", "judgements", "happenings",
)  # fmt: skip
SHEETS = tuple(name for name in LISTS if name not in ("mentions", "coverage", "reuse"))  # lists that people open in a spreadsheet
FORMULA = re.compile(r"^[=+\-@\t\r\n]")
PLACE = ("doc", "start", "end", "text")
ABOUT = {
    "id": "the record's id; `headwater why CASE ID` leads to its words",
    "doc": "the report's id",
    "start": "first code point in the report's text",
    "end": "code point after the last",
    "text": "the words",
    "name": "the fullest form of the name",
    "score": "0 to 1",
    "because": "why, in words",
}

Row = dict[str, Any]


def rows(dossier: Dossier, name: str) -> list[Row]:
    """The records of one list as in `dossier.json`."""
    return list(plain(getattr(dossier, name), texts=document_texts(dossier)))


def flat(row: Row) -> dict[str, str | int | float | bool | None]:
    """A record as cells: a span in four columns, the parts of a record with a dot, lists joined by " | "."""
    out: dict[str, str | int | float | bool | None] = {}
    for key, value in row.items():
        out |= dict(_cells(key, value))
    return out


def _cells(key: str, value: Any) -> Iterator[tuple[str, str | int | float | bool | None]]:
    if isinstance(value, dict):
        for part, inner in value.items():
            name = part if key == "span" and part in PLACE else f"{key}.{part}"
            yield from _cells(name, inner)
    elif isinstance(value, list):
        yield key, " | ".join(_said(one) for one in value)
    else:
        yield key, value


def _said(value: Any) -> str:
    """One of a list in a cell: the words of what has words, else its parts."""
    if isinstance(value, dict):
        own = value.get("text") or value.get("name") or value.get("span", {})
        return _said(own.get("text", "")) if isinstance(own, dict) else str(own)
    return " ".join(_said(part) for part in value) if isinstance(value, list) else "" if value is None else str(value)


def csv_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One CSV a list (RFC 4180, UTF-8 with a byte order mark for Excel), and `columns.csv`, which says what each column holds."""
    columns: list[tuple[str, str, str]] = []
    for name in SHEETS:
        table = [flat(row) for row in rows(dossier, name)]
        if not table:
            continue
        if name == "documents":
            table = [{key: value for key, value in row.items() if key != "text"} for row in table]
        header = list(dict.fromkeys(key for row in table for key in row))
        columns += [(f"{name}.csv", key, ABOUT.get(key.rpartition(".")[2], "")) for key in header]
        yield f"{name}.csv", _csv(header, [[row.get(key) for key in header] for row in table])
    yield "columns.csv", _csv(["file", "column", "holds"], columns)


def _csv(header: Sequence[str], table: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([[safe(cell) for cell in row] for row in table])
    return out.getvalue().encode("utf-8-sig")


def safe(cell: object) -> object:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def json_lines(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """All lists in one file, a record a line, with the name of its list under `list`."""
    lines = [msgspec.json.encode({"list": name, **row}) for name in LISTS for row in rows(dossier, name)]
    yield "dossier.jsonl", b"\n".join(lines) + b"\n"


def parquet_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One Parquet file a list. Raises WrongUse where pyarrow is not installed."""
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise WrongUse("Parquet needs pyarrow: pip install 'headwater[parquet]'") from None
    for name in LISTS:
        table = [flat(row) for row in rows(dossier, name)]
        if table:
            header = list(dict.fromkeys(key for row in table for key in row))
            out = io.BytesIO()
            parquet.write_table(arrow.table({key: _column(table, key) for key in header}), out)
            yield f"{name}.parquet", out.getvalue()


def _column(table: Sequence[Mapping[str, object]], key: str) -> list[object]:
    """A column of one kind of value: text where the values are of several."""
    values = [row.get(key) for row in table]
    kinds = {type(value) for value in values if value is not None}
    return values if len(kinds) < 2 else [None if value is None else str(value) for value in values]
