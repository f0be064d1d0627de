"""The case on disk: a folder with captures by hash and one SQLite file.

    CASE/captures/ab/abcdef...   the bytes as found, named by their SHA-256, never changed
    CASE/judgements.jsonl        a person's decisions, one a line, as they stand in case.db too
    CASE/case.db                 which reports there are, what the stages found, problems, the log

One class over one file. The log of acts is a hash chain: each line holds the hash of the one before.
"""

import contextlib
import datetime
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from headwater.errors import CaseBroken, NoSuchCase, NoSuchRecord
from headwater.records import Judgement, Pinned, Problem

SCHEMA = """
create table if not exists meta (key text primary key, value text not null) strict;
create table if not exists reports (
  id text primary key, place integer not null unique, sha256 text not null, locator text not null, file text not null, path text not null,
  stated blob, removed integer not null default 0) strict;
create table if not exists captures (sha256 text primary key, size integer not null, obtained text not null) strict;
create table if not exists memo (stage text not null, input text not null, output blob not null, primary key (stage, input)) strict;
create table if not exists problems (id text primary key, file text not null, record blob not null) strict;
create table if not exists judgements (place integer primary key, id text not null unique, record blob not null) strict;
create table if not exists log (place integer primary key, at text not null, act text not null, subject text not null, before text not null, hash text not null) strict;
create trigger if not exists log_stays before update on log begin select raise(abort, 'the log is append-only'); end;
create trigger if not exists log_keeps before delete on log begin select raise(abort, 'the log is append-only'); end;
"""
FORMAT = "headwater-case/1"
_UMASK = os.umask(0o022)
os.umask(_UMASK)
FIRST = "0" * 64  # what the first line of the log holds as hash of the line before


class Report(msgspec.Struct, frozen=True):
    """One report of a case before it is read: its id, its capture, its place inside it, its names; `stated` by a manifest (JSON)."""

    id: str
    sha256: str
    locator: str
    file: str
    path: str
    stated: bytes | None


class LogLine(msgspec.Struct, frozen=True):
    """One act: when (UTC), what, on what; with the hash of the line before and its own."""

    place: int
    at: str
    act: str
    subject: str
    before: str
    hash: str


class Case:
    """A case folder. Raises NoSuchCase or CaseBroken; use as a context manager."""

    def __init__(self, folder: Path | str, *, create: bool = False) -> None:
        self.folder = Path(folder)
        if not create and not (self.folder / "case.db").is_file():
            raise NoSuchCase(f"{self.folder} is no case; make one with: headwater new {self.folder}")
        with _on_disk(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.folder / "case.db", timeout=30, isolation_level=None)
            self._db.executescript("pragma journal_mode=wal; pragma synchronous=full; pragma secure_delete=on;")
            self._db.executescript(SCHEMA)
            self._check_format()

    def __enter__(self) -> "Case":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _check_format(self) -> None:
        self._db.execute("insert or ignore into meta values ('format', ?)", (FORMAT,))
        found = self._value("format")
        if found != FORMAT:
            raise CaseBroken(f"{self.folder} is a case of another version ({found}); this is {FORMAT}")

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing: what is written inside is kept as a whole or not at all."""
        with _on_disk(self.folder):
            self._db.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")

    # -- captures and reports ---------------------------------------------------------------------------

    def keep(self, data: bytes) -> str:
        """Store bytes by their SHA-256 and return it; bytes already there are not written again."""
        sha256 = self.hash(data)
        path = self.capture_path(sha256)
        if not path.exists():
            with _on_disk(self.folder):
                write_whole(path, data)
                self._db.execute("insert or replace into captures values (?, ?, ?)", (sha256, len(data), now()))
        return sha256

    @staticmethod
    def hash(data: bytes) -> str:
        """The SHA-256 of bytes, hexadecimal."""
        return hashlib.sha256(data).hexdigest()

    def capture_path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.folder / "captures" / sha256[:2] / sha256

    def capture(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises CaseBroken when they are gone."""
        try:
            return self.capture_path(sha256).read_bytes()
        except OSError as error:
            raise CaseBroken(f"the capture {sha256[:12]} is missing: {error.strerror}") from error

    def captures(self) -> list[tuple[str, int, str]]:
        """Hash, size and time (UTC) of all captures."""
        return list(self._rows("select sha256, size, obtained from captures order by sha256"))

    def obtained(self, sha256: str) -> str:
        """When a capture was taken in (UTC)."""
        return str(next(self._rows("select obtained from captures where sha256 = ?", sha256), ("",))[0])

    def add_report(self, report: Report) -> bool:
        """Enter a report; False where it is there already (or was removed and is asked for again: then it comes back)."""
        known = next(self._rows("select removed, stated from reports where id = ?", report.id), None)
        if known == (0, report.stated):
            return False
        place = next(self._rows("select coalesce(max(place), 0) + 1 from reports"))[0]
        self._db.execute("delete from reports where id = ?", (report.id,))
        row = (report.id, place, report.sha256, report.locator, report.file, report.path, report.stated)
        self._db.execute("insert into reports (id, place, sha256, locator, file, path, stated) values (?, ?, ?, ?, ?, ?, ?)", row)
        self.note("add", f"{report.id} {report.sha256}")
        return True

    def reports(self) -> list[Report]:
        """The reports of the case in order of arrival; removed ones are left out."""
        rows = self._rows("select id, sha256, locator, file, path, stated from reports where removed = 0 order by place")
        return [Report(*row) for row in rows]

    def reports_of(self, file: str) -> list[Report]:
        """The reports that came from one file, whatever its bytes were."""
        return [report for report in self.reports() if report.file == file]

    def remove(self, id: str, *, purge: bool = False) -> None:
        """Take a report out; `purge` destroys its words too. The log tells of it without repeating them. Raises NoSuchRecord."""
        report = next((one for one in self.reports() if one.id == id), None)
        if report is None:
            raise NoSuchRecord(f"there is no report {id} in {self.folder}; `headwater run {self.folder}` lists the reports with their ids")
        with self.writing():
            if purge:
                self._purge(report)
            else:
                self._db.execute("update reports set removed = 1 where id = ?", (id,))
            self.note("purge" if purge else "remove", id)
        if purge:
            if (self.folder / "judgements.jsonl").exists():
                self._export_judgements()
            with _on_disk(self.folder):
                self._db.execute("pragma wal_checkpoint(truncate)")
                self._db.execute("vacuum")

    def _purge(self, report: Report) -> None:
        shared = any(one.sha256 == report.sha256 for one in self.reports() if one.id != report.id)
        self._db.execute("delete from reports where id = ?", (report.id,))
        self._forget_words(report.id)
        self._db.execute("delete from memo where input like ? or stage in ('relate', 'conclude')", (f"{report.id}%",))
        if not shared:
            self._db.execute("delete from memo where input like ?", (f"{report.sha256}%",))
            self._db.execute("delete from captures where sha256 = ?", (report.sha256,))
            self.capture_path(report.sha256).unlink(missing_ok=True)
        for name in ("dossier.json", "dossier.html", "brief.md"):
            (self.folder / name).unlink(missing_ok=True)

    # -- what the stages found --------------------------------------------------------------------------

    def recall(self, stage: str, input: str) -> bytes | None:
        """What a stage found for an input before, or None."""
        row = next(self._rows("select output from memo where stage = ? and input = ?", stage, input), None)
        return None if row is None else row[0]

    def remember(self, stage: str, input: str, output: bytes) -> None:
        """Keep what a stage found; older results of the stage for the same report are forgotten."""
        self._db.execute("insert or replace into memo values (?, ?, ?)", (stage, input, output))

    def forget_other(self, stage: str, inputs: Sequence[str]) -> None:
        """Drop what a stage found for any other input than these."""
        kept = set(inputs)
        gone = [(stage, row[0]) for row in self._rows("select input from memo where stage = ?", stage) if row[0] not in kept]
        self._db.executemany("delete from memo where stage = ? and input = ?", gone)

    def set_problems(self, file: str, problems: Sequence[Problem]) -> None:
        """The problems of one input file, in place of its earlier ones."""
        self._db.execute("delete from problems where file = ?", (file,))
        rows = [(one.id, file, msgspec.json.encode(one)) for one in problems]
        self._db.executemany("insert or replace into problems values (?, ?, ?)", rows)

    def problems(self) -> tuple[Problem, ...]:
        """All problems, by input."""
        found = (msgspec.json.decode(row[0], type=Problem) for row in self._rows("select record from problems"))
        return tuple(sorted(found, key=lambda one: (one.input, one.stage, one.message)))

    # -- judgements -------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> None:
        """Add a decision; nothing said before is changed. `judgements.jsonl` is written anew."""
        with self.writing():
            place = next(self._rows("select coalesce(max(place), 0) + 1 from judgements"))[0]
            self._db.execute("insert into judgements values (?, ?, ?)", (place, judgement.id, msgspec.json.encode(judgement)))
            self.note("judge", judgement.id)
        self._export_judgements()

    def said(self) -> tuple[Judgement, ...]:
        """All decisions in the order in which they were made, those taken back and their revocations too."""
        return tuple(msgspec.json.decode(row[0], type=Judgement) for row in self._rows("select record from judgements order by place"))

    def judgements(self) -> tuple[Judgement, ...]:
        """The decisions that stand, first to last by their own time: those of two people may have been merged."""
        said = self.said()
        gone = {one.revokes for one in said if one.revokes}
        return tuple(sorted((one for one in said if one.id not in gone and one.verdict != "revoked"), key=lambda one: one.at))

    def rebuild_judgements(self) -> int:
        """Take in what `judgements.jsonl` holds and the case does not; how many that were."""
        path, known = self.folder / "judgements.jsonl", {one.id for one in self.said()}
        lines = path.read_bytes().splitlines() if path.is_file() else []
        new = [one for line in lines if line.strip() and (one := msgspec.json.decode(line, type=Judgement)).id not in known]
        for one in new:
            self.judge(one)
        return len(new)

    def _export_judgements(self) -> None:
        with _on_disk(self.folder):
            write_whole(self.folder / "judgements.jsonl", b"".join(msgspec.json.encode(one) + b"\n" for one in self.said()))

    def _forget_words(self, id: str) -> None:
        """Drop from all decisions the words of a report that is purged; a side is called by what is left of it, its note is dropped."""
        for one in self.said():
            left, right = _without(one.left, id), _without(one.right, id)
            if (left, right) != (one.left, one.right):
                bare = msgspec.structs.replace(
                    one, left=left, right=right, left_name=_still_named(left), right_name=_still_named(right), note="",
                    value=None if one.verdict == "speaker" else one.value,
                )
                self._db.execute("update judgements set record = ? where id = ?", (msgspec.json.encode(bare), one.id))

    # -- log and meta -----------------------------------------------------------------------------------

    def note(self, act: str, subject: str) -> None:
        """Add a line to the log; the case has changed."""
        last = next(self._rows("select place, hash from log order by place desc limit 1"), (0, FIRST))
        at = now()
        line = (last[0] + 1, at, act, subject, last[1])
        self._db.execute("insert into log values (?, ?, ?, ?, ?, ?)", (*line, chained(*line)))
        self._db.execute("insert or replace into meta values ('changed', ?)", (at,))

    def log(self) -> list[LogLine]:
        """The acts on this case, first to last."""
        return [LogLine(*row) for row in self._rows("select place, at, act, subject, before, hash from log order by place")]

    @property
    def written_as(self) -> str:
        """The name of the case when its dossier was last written; a folder may be renamed since."""
        return self._value("written as") or self.folder.name

    def note_written(self) -> None:
        """Remember the name under which the dossier is written now."""
        with _on_disk(self.folder):
            self._db.execute("insert or replace into meta values ('written as', ?)", (self.folder.name,))

    @property
    def changed(self) -> str | None:
        """When the case last changed (UTC, ISO 8601)."""
        return self._value("changed")

    def _value(self, key: str) -> str | None:
        row = next(self._rows("select value from meta where key = ?", key), None)
        return None if row is None else str(row[0])

    def _rows(self, query: str, *values: object) -> Iterator[tuple]:  # type: ignore[type-arg]
        with _on_disk(self.folder):
            return iter(self._db.execute(query, values).fetchall())


def chained(place: int, at: str, act: str, subject: str, before: str) -> str:
    """The hash of a line of the log: SHA-256 over its fields and the hash of the line before."""
    return hashlib.sha256("\0".join((str(place), at, act, subject, before)).encode()).hexdigest()


def _without(pins: tuple[Pinned, ...], doc: str) -> tuple[Pinned, ...]:
    return tuple(pin for pin in pins if pin.doc != doc)


def _still_named(pins: tuple[Pinned, ...]) -> str:
    """The longest words that a side still has."""
    return max((pin.anchor.exact for pin in pins), key=len, default="")


def now() -> str:
    """This second in UTC, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_UMASK)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _on_disk(folder: Path) -> Iterator[None]:
    """Faults of the disk as CaseBroken, with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseBroken(f"the case {folder} cannot be used: {_advice(str(error))}") from error
    except OSError as error:
        raise CaseBroken(f"the case {folder} cannot be written: {_advice(error.strerror or str(error))}") from error


def _advice(fault: str) -> str:
    low = fault.casefold()
    if "full" in low or "no space" in low:
        return "the disk is full; make room and run again, nothing stored before is lost"
    if "locked" in low:
        return "another program is writing to it; try again when it has finished"
    if "readonly" in low or "read-only" in low or "permission" in low or "unable to open" in low:
        return f"it may not be written to ({fault})"
    return fault
