"""Verify a case: every hash, every text against its capture, every span against its text, the log."""

from collections.abc import Iterator

import msgspec

from headwater import run
from headwater.case import FIRST, Case, chained
from headwater.errors import CaseBroken, HeadwaterError
from headwater.records import Dossier
from headwater.show.dossier import plain


class _Place(msgspec.Struct):
    doc: str
    start: int
    end: int
    text: str


def faults(case: Case) -> Iterator[str]:
    """What is broken, one sentence each; nothing where all is well."""
    broken = list(_captures(case))
    yield from broken
    yield from _log(case)
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
    path = case.folder / "dossier.json"
    if not path.exists():
        return
    texts = {document.id: document.text for document in dossier.documents}
    try:
        data = msgspec.json.decode(path.read_bytes())
    except (msgspec.DecodeError, OSError) as error:
        yield f"dossier.json cannot be read: {error}"
        return
    wrong = sum(1 for place in _places(data) if texts.get(place.doc, "")[place.start : place.end] != place.text and place.doc in texts)
    if wrong:
        yield f"dossier.json: {wrong} spans differ from the texts; write it anew with: headwater run {case.folder}"


def _places(node: object) -> Iterator[_Place]:
    if isinstance(node, dict):
        if {"doc", "start", "end", "text"} <= node.keys():
            yield msgspec.convert(node, _Place)
        for value in node.values():
            yield from _places(value)
    elif isinstance(node, list):
        for value in node:
            yield from _places(value)
