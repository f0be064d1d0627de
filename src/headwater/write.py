"""The files of a dossier, written into the case."""

from pathlib import Path

from headwater.case import Case, write_whole
from headwater.errors import CaseBroken, Unreadable
from headwater.read import sniff
from headwater.records import Document, Dossier
from headwater.show.brief import brief
from headwater.show.dossier import dossier_json
from headwater.show.page import dossier_html


def write_dossier(case: Case, dossier: Dossier) -> tuple[Path, Path]:
    """Write `dossier.html`, `dossier.json` and `brief.md`; each is there whole or not at all. Returns the paths of the first two."""
    case.note_written()
    try:
        paths = []
        for path, content in rendered(case, dossier):
            write_whole(path, content)
            paths.append(path)
        write_whole(case.folder / "brief.md", brief(dossier).encode("utf-8"))
    except OSError as error:
        raise CaseBroken(f"the dossier cannot be written to {case.folder}: {error.strerror}") from error
    return paths[0], paths[1]


def rendered(case: Case, dossier: Dossier) -> tuple[tuple[Path, bytes], tuple[Path, bytes]]:
    """The files of a dossier as they should be: page and data, each with its path."""
    page = dossier_html(dossier, case=case.written_as).encode("utf-8", "backslashreplace")
    data = dossier_json(dossier, captures=decoded_captures(case, dossier.documents))
    return (case.folder / "dossier.html", page), (case.folder / "dossier.json", data)


def decoded_captures(case: Case, documents: tuple[Document, ...]) -> dict[str, str]:
    """The decoded text of each capture that a source span may point into, by capture id."""
    texts = {}
    for document in documents:
        if document.sha256 not in texts and (document.facts or document.hints):
            try:
                decoded = sniff(case.capture(document.sha256), document.path).decoded
            except Unreadable:
                continue
            if decoded:
                texts[document.sha256] = decoded.content
    return texts
