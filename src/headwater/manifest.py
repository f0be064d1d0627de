"""The manifest: a CSV in which a person states what is known of the inputs; it overrides what is inferred."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from headwater.errors import Unreadable, WrongUse
from headwater.inputs import Input, key, shown
from headwater.read.decode import decode
from headwater.read.limits import check_size
from headwater.records import Problem, problem

STAGE = "manifest"
COLUMNS = ("path", "url", "outlet", "title", "author", "published", "language")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")  # the shape of BCP 47
_SEPARATORS = (",", ";", "\t")


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One row: the path as written, its line in the file, what is stated; `published` is YYYY-MM-DD."""

    path: str
    line: int
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The rows by the key of their file (`Input.file`), and what was wrong with the others."""

    path: str
    rows: Mapping[str, Listed]
    problems: tuple[Problem, ...]


def read_manifest(path: str | Path) -> Manifest:
    """The manifest at `path`: CSV with a header, comma, semicolon or tab between the columns, any charset.

    Raises WrongUse when it is not there, cannot be read or has no column `path`; a bad row is a problem.
    """
    content = _content(Path(path))
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=_separator(content))
    name = shown(str(path))
    found: dict[str, Listed] = {}
    problems: list[Problem] = []
    try:
        header = [column.strip().casefold() for column in next(rows, [])]
        if "path" not in header:
            raise WrongUse(f"the manifest “{name}” has no column “path” in its first line")
        problems += _unknown(name, header)
        for cells in rows:
            _take(cells, header, rows.line_num, Path(path), found, problems)
    except csv.Error as error:
        problems.append(problem(STAGE, name, f"line {rows.line_num}: {error}; the rest was not read"))
    return Manifest(path=name, rows=found, problems=tuple(problems))


def unmatched(manifest: Manifest, inputs: Iterable[Input]) -> Iterator[Problem]:
    """A problem for each row that names a file which is not in the pile."""
    there = {one.file for one in inputs}
    for file, row in manifest.rows.items():
        if file not in there:
            yield problem(STAGE, manifest.path, f"line {row.line}: “{row.path}” is not among the inputs")


def _content(path: Path) -> str:
    try:
        data = path.read_bytes()
        check_size(len(data))
        return decode(data).content
    except OSError as error:
        raise WrongUse(f"the manifest “{shown(str(path))}” cannot be opened: {(error.strerror or 'no reason given').lower()}") from error
    except Unreadable as error:
        raise WrongUse(f"the manifest “{shown(str(path))}” {error}") from error


def _separator(content: str) -> str:
    header = content.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _unknown(name: str, header: list[str]) -> Iterator[Problem]:
    for column in header:
        if column and column not in COLUMNS:
            yield problem(STAGE, name, f"the column “{column}” is unknown and passed over; known are {', '.join(COLUMNS)}")


def _take(cells: list[str], header: list[str], line: int, path: Path, found: dict[str, Listed], problems: list[Problem]) -> None:
    """Put one row into `found`, or say in `problems` why not."""
    if not any(cell.strip() for cell in cells):
        return
    said = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    faults = list(_faults(cells, header, said))
    file = _file(path, said["path"]) if said.get("path") else ""
    if file in found:
        faults.append(f"“{said['path']}” stands here twice; the first row counts")
    elif file:
        found[file] = _listed(said, line)
    problems += [problem(STAGE, shown(str(path)), f"line {line}: {fault}") for fault in faults]


def _faults(cells: list[str], header: list[str], said: Mapping[str, str]) -> Iterator[str]:
    if len(cells) > len(header):
        yield f"{len(cells)} cells under {len(header)} columns; the last are passed over"
    if not said.get("path"):
        yield "no path, the row is passed over"
    if said.get("published") and _day(said["published"]) is None:
        yield f"“{said['published']}” is no date like 2024-05-31 and is passed over"
    if said.get("language") and not _LANGUAGE.match(said["language"]):
        yield f"“{said['language']}” is no language code like en and is passed over"


def _listed(said: Mapping[str, str], line: int) -> Listed:
    language = said.get("language", "")
    return Listed(
        path=said["path"],
        line=line,
        url=said.get("url") or None,
        outlet=said.get("outlet") or None,
        title=said.get("title") or None,
        authors=tuple(name.strip() for name in said.get("author", "").split(";") if name.strip()),
        published=_day(said.get("published", "")),
        language=language.lower() if _LANGUAGE.match(language) else None,
    )


def _file(manifest: Path, written: str) -> str:
    """The key of the file a row names, relative to the manifest; a path into an archive stays one."""
    whole = manifest.parent / written
    if "\\" in written and not whole.exists():  # written on Windows
        whole = manifest.parent / written.replace("\\", "/")
    return key(whole)


def _day(written: str) -> str | None:
    """YYYY-MM-DD of an ISO 8601 date or date and time, or None."""
    try:
        return datetime.datetime.fromisoformat(written).date().isoformat()
    except ValueError:
        return None
