"""`headwater export`: a dossier written in another tool's format; the only part that asks a browser for a PDF."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from headwater.case import Case, write_whole
from headwater.errors import CaseBroken, WrongUse
from headwater.records import Dossier
from headwater.show.dossier import dossier_json
from headwater.show.exports import FORMATS
from headwater.show.page import dossier_html
from headwater.show.protection.publishable import publishable
from headwater.write import decoded_captures

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip  # a page that asks for nothing, in a browser that may ask for nothing
PATIENCE = 120  # seconds for a PDF
PUBLIC_NAME = "publishable copy"  # in place of the case's name, which may be a person's


def export(case: Case, dossier: Dossier, format: str, *, out: str | None = None, public: bool = False) -> list[Path]:
    """Write the files of a format and return their paths; `public` leaves out all that is protected.

    `out` is the file to write, or a folder where the format has several files (default: the case's folder `exports`, or `publishable`). Raises WrongUse
    for a folder where a file is asked, and where what the format needs is not installed.
    """
    files = files_of(case, dossier, format, public=public)
    folder, name = _place(case, files, out, own="publishable" if public else "exports")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for own, content in files:
            paths.append(folder / (name or own))
            write_whole(paths[-1], content)
    except OSError as error:
        raise CaseBroken(f"the export cannot be written to {folder}: {error.strerror}") from error
    return paths


def print_export(case: Case, dossier: Dossier, format: str, *, public: bool = False) -> None:
    """Print a format of one file. Raises WrongUse for one of several."""
    files = files_of(case, dossier, format, public=public)
    if len(files) != 1:
        raise WrongUse(f"{format} is {len(files)} files; name a folder with -o")
    sys.stdout.buffer.write(files[0][1])


def files_of(case: Case, dossier: Dossier, format: str, *, public: bool = False) -> list[tuple[str, bytes]]:
    """The files of a format: name and bytes. What is `public` is made from the redacted records alone: neither captures nor the case's name."""
    shown = publishable(dossier) if public else dossier
    called = PUBLIC_NAME if public else case.written_as
    if format == "pdf":
        return [("dossier.pdf", _pdf(dossier_html(shown, case=called)))]
    if format == "dossier":
        captures = {} if public else decoded_captures(case, dossier.documents)
        page = dossier_html(shown, case=called).encode("utf-8", "backslashreplace")
        return [("dossier.html", page), ("dossier.json", dossier_json(shown, captures=captures))]
    return list(FORMATS[format](shown))


def _place(case: Case, files: list[tuple[str, bytes]], out: str | None, *, own: str) -> tuple[Path, str | None]:
    """The folder, and the name of the file where one is given."""
    if out is None:
        return case.folder / own, None
    path = Path(out)
    if len(files) > 1 or path.is_dir() or out.endswith("/"):
        if path.is_file():
            raise WrongUse(f"this format has {len(files)} files, and {out} is a file; name a folder")
        return path, None
    return path.parent, path.name


def _pdf(page: str) -> bytes:
    """The page printed by a browser of this machine, without any network. Raises WrongUse where there is none or it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise WrongUse("a PDF needs Chromium or Chrome; on Debian: apt install chromium. Or open dossier.html and print it")
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "dossier.html", Path(folder) / "dossier.pdf"
        source.write_bytes(page.encode("utf-8", "backslashreplace"))
        command = [browser, *QUIET, *_as_root(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise WrongUse(f"{browser} did not print the page within {PATIENCE} seconds") from None
        if not made.exists():
            raise WrongUse(f"{browser} did not print the page; open dossier.html and print it")
        return made.read_bytes()


def _as_root() -> tuple[str, ...]:
    """Chromium refuses to run as root in its sandbox; the page is our own and asks for nothing."""
    return ("--no-sandbox",) if os.name == "posix" and os.getuid() == 0 else ()
