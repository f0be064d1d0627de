"""Verify a case: every hash, every text against its capture, every span against its text, the log."""

from collections.abc import Iterator

import msgspec

from headwater import run
from headwater.case import FIRST, Case, chained
from headwater.errors import CaseBroken, HeadwaterError
from headwater.records import Dossier
from headwater.show.dossier import plain
from headwater.write import rendered


def faults(case: Case) -> Iterator[str]:
    """What is broken, one sentence each; nothing where all is well."""
    broken = list(_captures(case))
    yield from broken
    yield from _log(case)
    yield from _judgements(case)
    if broken:
        yield "texts and spans were not verified, since captures are damaged"
        return
    yield from _texts(case)
    yield from _spans(case)


def _captures(case: Case) -> Iterator[str]:
    for sha256, size, _ in case.captures():
        try:
            data = case.capture(sha256)
        except CaseBroken as error:
            yield str(error)
            continue
        if case.hash(data) != sha256:
            yield f"the capture {sha256[:12]} is damaged: its bytes ({len(data)}, once {size}) no longer have the hash they are stored under"
    known = {sha256 for sha256, _, _ in case.captures()}
    for report in case.reports():
        if report.sha256 not in known:
            yield f"the report {report.id} ({report.path}) has no capture"


def _log(case: Case) -> Iterator[str]:
    before = FIRST
    for place, line in enumerate(case.log(), start=1):
        if line.place != place or line.before != before or line.hash != chained(line.place, line.at, line.act, line.subject, line.before):
            yield f"the log is broken at line {place}: it was changed after it was written"
            return
        before = line.hash


def _judgements(case: Case) -> Iterator[str]:
    """The decisions as exported against those of the store."""
    path, said = case.folder / "judgements.jsonl", case.said()
    kept = path.read_bytes() if path.is_file() else b""
    if kept != b"".join(msgspec.json.encode(one) + b"\n" for one in said):
        yield f"judgements.jsonl does not hold the {len(said)} decisions of the case; it is written anew with the next decision"


def _texts(case: Case) -> Iterator[str]:
    """The texts as kept against the same captures read again."""
    for sha256 in sorted({report.sha256 for report in case.reports()}):
        kept, _ = run.kept_readings(case, sha256)
        paths = [report.path for report in case.reports() if report.sha256 == sha256]
        again = {reading.locator: reading.text for reading in run.read_again(case.capture(sha256), paths[0])}
        for reading in kept:
            if again.get(reading.locator) != reading.text:
                yield f"the text of {paths[0]} {reading.locator} is not what its capture says".replace("  ", " ")


def _spans(case: Case) -> Iterator[str]:
    """Every span of the dossier as it is computed, and of the file as it was written."""
    try:
        dossier = run.dossier_of(case)
        plain(dossier, texts={document.id: document.text for document in dossier.documents})
    except HeadwaterError as error:
        yield f"a span does not fit its text: {error}"
        return
    except msgspec.DecodeError as error:
        yield f"a stored record cannot be read: {error}"
        return
    yield from _written(case, dossier)


def _written(case: Case, dossier: Dossier) -> Iterator[str]:
    """The dossier files against what the case computes; files older than the case's last change are only out of date."""
    page, data = rendered(case, dossier)
    try:
        written = msgspec.json.decode(data[0].read_bytes(), type=_File)
    except FileNotFoundError:
        if page[0].exists():
            yield f"{data[0].name} is missing; write it anew with: headwater run {case.folder}"
        return
    except (msgspec.MsgspecError, OSError) as error:
        yield f"{data[0].name} cannot be read: {error}"
        return
    if written.generator.created != case.changed or {one.id for one in written.documents} != {one.id for one in dossier.documents}:
        return
    for path, content in (page, data):
        if not path.exists():
            yield f"{path.name} is missing; write it anew with: headwater run {case.folder}"
        elif path.read_bytes() != content:
            yield f"{path.name} is not what the case says: it was changed, or written by another version; write it anew with: headwater run {case.folder}"


class _Made(msgspec.Struct):
    created: str | None


class _Card(msgspec.Struct):
    id: str


class _File(msgspec.Struct):
    generator: _Made
    documents: list[_Card]
