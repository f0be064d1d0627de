"""Zip archives: members as names and bytes, never written to disk, within limits against bombs."""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

import msgspec

from headwater.errors import Unreadable
from headwater.read.limits import MAX_BYTES, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM, check_size, megabytes

# what the library raises on damaged bytes, found by fuzzing
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    IndexError,
    OverflowError,
    KeyError,
)
_UTF8_NAME = 0x800  # bit 11 of the general purpose flags (APPNOTE.TXT 4.4.4)
_ENCRYPTED = 0x1
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # would break a line, a terminal or JSON
_FOREIGN = re.compile(r"^(?:[A-Za-z]:)?[/\\]+")


class Member(msgspec.Struct, frozen=True):
    """One file of an archive: its name made safe to show (relative, no `..`), its entry in the directory."""

    name: str
    entry: zipfile.ZipInfo


def open_archive(packed: bytes | Path) -> zipfile.ZipFile:
    """A zip from bytes or a file, its directory checked. Raises Unreadable for what is damaged or unfolds into too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(packed) if isinstance(packed, bytes) else packed)
    except DAMAGE as error:
        raise Unreadable("is a damaged or cut-off zip archive") from error
    _check_directory(archive)
    return archive


def members(archive: zipfile.ZipFile) -> tuple[Member, ...]:
    """The files a person put into a zip, in the order of their names; leftovers of the packing system are passed over."""
    found = (Member(_name(entry), entry) for entry in archive.infolist() if not entry.is_dir())
    ordered = sorted(filter(_put_there, found), key=lambda member: (member.name, member.entry.header_offset))
    taken: Counter[str] = Counter()
    return tuple(_unlike(member, taken) for member in ordered)


def member_bytes(archive: zipfile.ZipFile, member: Member, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of one member. Raises Unreadable for what is encrypted, damaged, larger than `limit` bytes or a bomb."""
    if member.entry.flag_bits & _ENCRYPTED:
        raise Unreadable("is encrypted in its archive")
    check_ratio(member.entry)
    check_size(member.entry.file_size)
    try:
        with archive.open(member.entry) as file:
            return file.read(limit + 1)  # the declared size may lie
    except (*DAMAGE, RuntimeError) as error:  # RuntimeError: how zipfile asks for a password
        raise Unreadable("is damaged or cut off in its archive") from error


def check_ratio(entry: zipfile.ZipInfo) -> None:
    """Refuse what unfolds like a bomb. Raises Unreadable."""
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Unreadable(f"unfolds like a zip bomb: {entry.compress_size} bytes into {megabytes(entry.file_size)}")


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"holds too many files: {len(entries)}, at most {MAX_ENTRIES} are read")
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        raise Unreadable(f"unfolds into too much: {megabytes(size)}, at most {megabytes(MAX_UNPACKED)} are read")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as a relative path; names that macOS wrote in UTF-8 without saying so are mended."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    parts = PurePosixPath(_FOREIGN.sub("", name).replace("\\", "/")).parts
    safe = "/".join(part for part in parts if part not in ("..", "/")) or "unnamed"
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", safe)


def _unlike(member: Member, taken: Counter[str]) -> Member:
    """The member under a name of its own: a zip may hold a name twice."""
    taken[member.name] += 1
    again = taken[member.name]
    return member if again == 1 else Member(f"{member.name}#{again}", member.entry)


def _put_there(member: Member) -> bool:
    parts = PurePosixPath(member.name).parts
    return "__MACOSX" not in parts and not any(part.startswith(".") for part in parts)
