"""Zip archives: members within limits, names made safe."""

import io
import zipfile

import pytest

from headwater.errors import Unreadable
from headwater.read import archive as zips
from tests.forms import locked, packed

FILES = {"b.txt": b"second", "a/one.txt": b"first", "a/.hidden": b"x", "__MACOSX/b.txt": b"x"}


def test_members_in_the_order_of_their_names() -> None:
    archive = zips.open_archive(packed(FILES))
    found = zips.members(archive)
    assert [(member.name, zips.member_bytes(archive, member)) for member in found] == [("a/one.txt", b"first"), ("b.txt", b"second")]


NAMES = [
    ("../../etc/passwd", "etc/passwd"),
    ("/etc/passwd", "etc/passwd"),
    ("C:\\Users\\me\\a.txt", "Users/me/a.txt"),
    ("\\\\server\\share\\a.txt", "server/share/a.txt"),
    ("a/../../b.txt", "a/b.txt"),
    ("a\nb.txt", "a\\x0ab.txt"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_names_cannot_leave_the_archive(name: str, safe: str) -> None:
    (member,) = zips.members(zips.open_archive(packed({name: b"x"})))
    assert member.name == safe


def test_a_name_that_stands_twice_gives_two_members() -> None:
    names = [member.name for member in zips.members(zips.open_archive(packed({"a.txt": b"1", "../a.txt": b"2"})))]
    assert names == ["a.txt", "a.txt#2"]


def test_utf8_names_without_their_mark_are_mended() -> None:
    data = packed({"é.txt": b"x"})
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(head) + at
        data = data[:place] + b"\0\0" + data[place + 2 :]
    assert [member.name for member in zips.members(zips.open_archive(data))] == ["é.txt"]


@pytest.mark.parametrize("data", [packed(FILES)[:-30], packed(FILES)[:40], b"PK\x03\x04", b"nothing"])
def test_damaged_archives(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged or cut-off"):
        zips.open_archive(data)


def test_a_member_that_is_damaged_is_named_so() -> None:
    data = bytearray(packed({"a.txt": b"some words to be packed, some words"}))
    data[45:50] = b"\xff" * 5
    archive = zips.open_archive(bytes(data))
    with pytest.raises(Unreadable, match="damaged or cut off in its archive"):
        zips.member_bytes(archive, zips.members(archive)[0])


MEMBERS = [
    (locked({"a.txt": b"words"}), "is encrypted in its archive"),
    (packed({"a.txt": b" " * 20_000_000}), "unfolds like a zip bomb: .* into 20 MB"),
]


@pytest.mark.parametrize(("data", "sentence"), MEMBERS)
def test_members_that_are_refused(data: bytes, sentence: str) -> None:
    archive = zips.open_archive(data)
    with pytest.raises(Unreadable, match=sentence):
        zips.member_bytes(archive, zips.members(archive)[0])


def test_too_many_files_and_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"{number}.txt": b"words" * 10 for number in range(9)})
    monkeypatch.setattr(zips, "MAX_UNPACKED", 400)
    with pytest.raises(Unreadable, match="unfolds into too much"):
        zips.open_archive(data)
    monkeypatch.setattr(zips, "MAX_ENTRIES", 8)
    with pytest.raises(Unreadable, match="holds too many files: 9"):
        zips.open_archive(data)


def test_a_size_that_lies_is_cut_short() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", b"x" * 500)
    archive = zips.open_archive(out.getvalue())
    assert len(zips.member_bytes(archive, zips.members(archive)[0], limit=99)) == 100
