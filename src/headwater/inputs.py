"""What a user names on the command line, walked to single inputs: files, folders, zip archives, pasted text.

Names are kept as given for people and made equal over systems for ids: relative to what was named, `/`
between the parts, Unicode NFC. Names that are no Unicode survive as `\\xNN`, so that JSON can hold them.
"""

import os
import re
import stat
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec

from headwater.errors import Unreadable, WrongUse
from headwater.read.archive import Member, member_bytes, members, open_archive
from headwater.read.limits import MAX_BYTES, MAX_DEPTH, check_size
from headwater.read.sniff import form_of_zip
from headwater.records import Problem, problem

STAGE = "read"
PASTED = "-"
# what lies beside reports and is none; passed over in folders and archives, read when named itself
_PICTURES = ".png .jpg .jpeg .gif .webp .avif .bmp .ico .svg .tif .tiff .heic"
_PAGE_PARTS = ".css .js .mjs .map .woff .woff2 .ttf .otf .eot .mp3 .mp4 .m4a .m4v .mov .avi .mkv .webm .wav .ogg"
_TABLES = ".csv .tsv .json .jsonl .db .sqlite .lnk .url .ini"
_BESIDE = frozenset((*_PICTURES.split(), *_PAGE_PARTS.split(), *_TABLES.split()))
_BESIDE_NAMES = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
_RESOURCES = re.compile(r"(?:_files|-Dateien|_fichiers|_archivos|_ficheiros|_arquivos|_bestanden|-filer|_pliki|_soubory|_elemei|\.files)$")
_SURROGATES = frozenset(map(chr, (*range(0xD800, 0xDC80), *range(0xDD00, 0xE000))))  # those that Python makes of no byte
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One input before it is read: `path` for people, `locator` for ids, `file` to find it in a manifest, its bytes on demand.

    `load` raises Unreadable with a sentence that fits behind the path.
    """

    path: str
    locator: str
    file: str
    load: Callable[[], bytes]


def found(paths: Sequence[str | Path]) -> Iterator[Input | Problem]:
    """The inputs under `paths` in order, folders sorted by name, each file once. Raises WrongUse for a path that does not exist."""
    for path in paths:
        if str(path) != PASTED and not os.path.lexists(path):
            raise WrongUse(f"there is no file or folder “{shown(str(path))}”")
    return _walk(paths)


def shown(name: str) -> str:
    """A path or name that JSON, one line, a terminal and a page can hold: control characters and bytes that are no Unicode
    as `\\xNN`, marks that turn the direction of writing as `\\uNNNN`."""
    name = _TURNING.sub(lambda found: f"\\u{ord(found.group()):04x}", name)
    return _UNSHOWN.sub(lambda found: f"\\x{ord(found.group()) & 0xFF:02x}" if found.group() not in _SURROGATES else "\ufffd", name)


def key(path: Path) -> str:
    """A file by its resolved path, equal for all ways of writing it; what is inside an archive may follow."""
    return _same(_resolved(path))


def _same(written: str) -> str:
    return unicodedata.normalize("NFC", shown(os.path.normcase(written).replace(os.sep, "/")))


def _resolved(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, RuntimeError):  # a loop of links; RuntimeError before Python 3.13
        return str(path.absolute())


def _walk(paths: Sequence[str | Path]) -> Iterator[Input | Problem]:
    seen: set[str] = set()
    for path in paths:
        for one in _pasted() if str(path) == PASTED else _named(Path(path)):
            if isinstance(one, Problem) or one.file not in seen:
                yield one
            if isinstance(one, Input):
                seen.add(one.file)


def _pasted() -> Iterator[Input]:
    yield Input(path=PASTED, locator=PASTED, file=PASTED, load=_from_stdin)


def _from_stdin() -> bytes:
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    check_size(len(content))
    return content


def _named(path: Path) -> Iterator[Input | Problem]:
    if not os.path.isdir(path):
        yield from _file(path, _locator(path.name))
        return
    count = 0
    for one in _folder(path, (), frozenset()):
        count += 1
        yield one
    if not count:
        yield problem(STAGE, shown(str(path)), "is a folder without anything to read")


def _locator(*parts: str) -> str:
    return unicodedata.normalize("NFC", shown("/".join(parts)))


# -- folders -----------------------------------------------------------------------------------------


def _folder(path: Path, inside: tuple[str, ...], above: frozenset[str]) -> Iterator[Input | Problem]:
    """The inputs of a folder; `above` are the folders it stands in, so that a link back to one of them ends there."""
    here = _resolved(path)
    if here in above:
        return
    try:
        names = sorted(os.listdir(path), key=lambda name: (unicodedata.normalize("NFC", name), name))
    except OSError as error:
        yield problem(STAGE, shown(str(path)), f"is a folder that cannot be opened: {_why(error)}")
        return
    pages = _pages(names)
    for name in names:
        if not _passed_over(name):
            yield from _entry(path / name, (*inside, name), above | {here}, pages)


def _entry(path: Path, inside: tuple[str, ...], above: frozenset[str], pages: frozenset[str]) -> Iterator[Input | Problem]:
    if os.path.isdir(path):
        if path.is_symlink():
            yield problem(STAGE, shown(str(path)), "is a link to a folder and was not followed; name that folder itself to read it")
        elif path.suffix != ".case" and not _belongs(path.name, pages):
            yield from _folder(path, inside, above)
    elif path.is_symlink() and os.path.exists(path) and not any(_resolved(path).startswith(folder + os.sep) for folder in above):
        yield problem(STAGE, shown(str(path)), "is a link out of this folder and was not followed; name the file itself to read it")
    elif os.path.isfile(path) or path.is_symlink():
        if not _beside(path.name):
            yield from _file(path, _locator(*inside))
    else:
        yield problem(STAGE, shown(str(path)), "is neither a file nor a folder")


def _pages(names: Iterable[str]) -> frozenset[str]:
    """The names of saved pages without their extension."""
    return frozenset(name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm", ".xhtml")))


def _belongs(folder: str, pages: frozenset[str]) -> bool:
    """Whether a folder holds the parts of a saved page beside it."""
    page = _RESOURCES.sub("", folder)
    return page != folder and page in pages


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _BESIDE_NAMES or name == "__MACOSX"


def _beside(name: str) -> bool:
    return os.path.splitext(name)[1].casefold() in _BESIDE


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


# -- files and archives ------------------------------------------------------------------------------


def _file(path: Path, locator: str) -> Iterator[Input | Problem]:
    try:
        archive = _archive(path)
    except Unreadable as error:
        yield problem(STAGE, shown(str(path)), str(error))
        return
    if archive is None:
        yield Input(path=shown(str(path)), locator=locator, file=key(path), load=partial(_from_file, path))
    else:
        yield from _members(archive, shown(str(path)), locator, key(path), depth=1)


def _archive(path: Path) -> zipfile.ZipFile | None:
    """The archive of reports that a file is, or None. Raises Unreadable for a damaged one."""
    try:
        if not os.path.isfile(path):
            return None
        with path.open("rb") as file:
            packed = file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:  # reading it says so
        return None
    if not packed or path.suffix.casefold() == ".docx":
        return None
    archive = open_archive(path)
    if _holds_reports(archive):
        return archive
    archive.close()
    return None


def _holds_reports(archive: zipfile.ZipFile) -> bool:
    try:
        return form_of_zip(tuple(archive.namelist())) == "zip"
    except Unreadable:  # an office file: reading it says what it is
        return False


def _from_file(path: Path) -> bytes:
    try:
        size = path.stat()
        if stat.S_ISREG(size.st_mode):
            check_size(size.st_size)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be opened: {_why(error)}") from error
    check_size(len(content))
    return content


def _members(archive: zipfile.ZipFile, path: str, locator: str, file: str, *, depth: int) -> Iterator[Input | Problem]:
    whole = members(archive)
    pages = _pages(member.name for member in whole)
    listed = [member for member in whole if not _unwanted(member, pages)]
    if not listed:
        yield problem(STAGE, path, "is an archive without anything to read")
    for member in listed:
        names = [f"{outer}/{shown(member.name)}" for outer in (path, locator)] + [f"{file}/{_same(member.name)}"]
        if member.name.lower().endswith(".zip"):
            yield from _nested(archive, member, names, depth + 1)
        else:
            load = partial(member_bytes, archive, member)
            yield Input(path=names[0], locator=_locator(names[1]), file=names[2], load=load)


def _nested(archive: zipfile.ZipFile, member: Member, names: list[str], depth: int) -> Iterator[Input | Problem]:
    try:
        if depth > MAX_DEPTH:
            raise Unreadable(f"is an archive nested too deeply: at most {MAX_DEPTH} inside one another are read")
        inner = open_archive(member_bytes(archive, member))
    except Unreadable as error:
        yield problem(STAGE, names[0], str(error))
        return
    yield from _members(inner, names[0], names[1], names[2], depth=depth)


def _unwanted(member: Member, pages: frozenset[str]) -> bool:
    path = PurePosixPath(member.name)
    if _beside(path.name) or any(_passed_over(part) for part in path.parts):
        return True
    return any(folder.suffix == ".case" or _belongs(str(folder), pages) for folder in path.parents)
