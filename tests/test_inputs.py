"""What a user names is walked to single inputs, the same on every system."""

import errno
import io
import os
import sys
import unicodedata
from pathlib import Path

import msgspec
import pytest

from headwater.errors import Unreadable, WrongUse
from headwater.inputs import Input, found, shown
from headwater.read.limits import MAX_BYTES
from headwater.records import Problem
from tests.forms import locked, packed, word

ON_WINDOWS = sys.platform == "win32"


def laid(root: Path, *names: str) -> Path:
    """Small files under `root`, each with its own name as content."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def locators(*paths: str | Path) -> list[str]:
    return [one.locator for one in found(paths) if isinstance(one, Input)]


def problems(*paths: str | Path) -> list[str]:
    return [f"{Path(one.input).name} {one.message}" for one in found(paths) if isinstance(one, Problem)]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    pile = laid(tmp_path / "pile", "b.txt", "a/z.txt", "a/b/c.txt", "a.html")
    assert locators(pile) == ["a/b/c.txt", "a/z.txt", "a.html", "b.txt"]
    first = next(one for one in found([pile]) if isinstance(one, Input))
    assert Path(first.path) == pile / "a" / "b" / "c.txt"
    assert first.load() == b"a/b/c.txt"


PASSED_OVER = [
    ".hidden.txt",
    ".git/config",
    "x.case/case.db",
    "style.css",
    "app.js",
    "photo.JPG",
    "~$open.docx",
    "Thumbs.db",
    "story_files/x.txt",
    "list.csv",
]


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_lies_beside_reports_is_passed_over(tmp_path: Path, name: str) -> None:
    assert locators(laid(tmp_path, name, "story.html")) == ["story.html"]


def test_a_folder_that_only_looks_like_page_parts_is_read(tmp_path: Path) -> None:
    assert locators(laid(tmp_path, "police_files/a.txt", "story.html")) == ["police_files/a.txt", "story.html"]


def test_what_is_named_itself_is_read(tmp_path: Path) -> None:
    laid(tmp_path, "list.csv", ".hidden.txt")
    assert locators(tmp_path / "list.csv", tmp_path / ".hidden.txt") == ["list.csv", ".hidden.txt"]


def test_each_file_comes_once(tmp_path: Path) -> None:
    pile = laid(tmp_path / "pile", "a.txt", "b.txt")
    assert locators(pile / "b.txt", pile, pile / ".." / "pile" / "a.txt") == ["b.txt", "a.txt"]


def test_a_path_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"there is no file or folder “.*gone\.txt”"):
        found([laid(tmp_path, "a.txt"), tmp_path / "gone.txt"])


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path.name} is a folder without anything to read"]


@pytest.mark.skipif(ON_WINDOWS, reason="links need rights on Windows")
def test_links_to_folders_are_named_and_never_followed_out_of_the_pile(tmp_path: Path) -> None:
    pile = laid(tmp_path / "pile", "a.txt", "in/b.txt")
    (pile / "in" / "up").symlink_to(pile)
    (pile / "self").symlink_to(pile / "self")
    (pile / "linked").symlink_to(laid(tmp_path / "other", "c.txt"))
    assert locators(pile) == ["a.txt", "in/b.txt", "self"]
    assert sorted(line.split(" ")[0] for line in problems(pile)) == ["linked", "up"]


@pytest.mark.skipif(ON_WINDOWS, reason="links need rights on Windows")
def test_a_link_to_nothing_says_so_when_read(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (one,) = found([tmp_path])
    assert isinstance(one, Input)
    with pytest.raises(Unreadable, match="cannot be opened: no such file"):
        one.load()


def test_a_folder_without_permission_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer is imitated: for root, permission bits do not bite."""
    pile = laid(tmp_path / "pile", "a/x.txt", "locked/y.txt", "z.txt")
    listing = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert locators(pile) == ["a/x.txt", "z.txt"]
    assert problems(pile) == ["locked is a folder that cannot be opened: permission denied"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permission bits do not bind root")
def test_permission_bits_themselves(tmp_path: Path) -> None:
    pile = laid(tmp_path / "pile", "locked/y.txt", "z.txt")
    (pile / "z.txt").chmod(0)
    (pile / "locked").chmod(0)
    try:
        steps = [one for one in found([pile]) if isinstance(one, Input)]
        assert problems(pile) == ["locked is a folder that cannot be opened: permission denied"]
        with pytest.raises(Unreadable, match="cannot be opened: permission denied"):
            steps[0].load()
    finally:
        (pile / "locked").chmod(0o700)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    (one,) = found([large])
    assert isinstance(one, Input)
    with pytest.raises(Unreadable, match="is too large: 50 MB, at most 32 MB are read"):
        one.load()


def test_pasted_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"pasted words")))
    (one,) = found(["-"])
    assert isinstance(one, Input)
    assert (one.path, one.locator, one.load()) == ("-", "-", b"pasted words")


def test_pasted_text_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" " * (MAX_BYTES + 1))))
    (one,) = found(["-"])
    assert isinstance(one, Input)
    with pytest.raises(Unreadable, match="is too large"):
        one.load()


# -- archives ----------------------------------------------------------------------------------------


def test_members_of_an_archive_are_inputs(tmp_path: Path) -> None:
    inner = packed({"c.txt": b"three"})
    (tmp_path / "pile.zip").write_bytes(packed({"b/a.txt": b"one", "in.zip": inner, "p.png": b"x", "s.html": b"x", "s_files/k.txt": b"x"}))
    steps = [one for one in found([tmp_path]) if isinstance(one, Input)]
    assert [one.locator for one in steps] == ["pile.zip/b/a.txt", "pile.zip/in.zip/c.txt", "pile.zip/s.html"]
    assert [one.load() for one in steps] == [b"one", b"three", b"x"]


def test_a_docx_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(["words"]))
    (tmp_path / "b.dat").write_bytes(word(["words"]))
    assert locators(tmp_path) == ["a.docx", "b.dat"]


ARCHIVES = [
    (packed({"a.txt": b"words"})[:-30], "pile.zip is a damaged or cut-off zip archive"),
    (packed({"a.png": b"x"}), "pile.zip is an archive without anything to read"),
    (
        packed({"x.zip": packed({"y.zip": packed({"z.txt": b"x"})})}),
        "y.zip is an archive nested too deeply: at most 2 inside one another are read",
    ),
    (packed({"x.zip": b"nothing"}), "x.zip is a damaged or cut-off zip archive"),
    (locked({"x.zip": b"nothing"}), "x.zip is encrypted in its archive"),
]


@pytest.mark.parametrize(("data", "line"), ARCHIVES)
def test_bad_archives_are_problems(tmp_path: Path, data: bytes, line: str) -> None:
    (tmp_path / "pile.zip").write_bytes(data)
    assert problems(tmp_path) == [line]


def test_a_bomb_is_refused_when_read(tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(packed({"a.txt": b" " * 20_000_000, "b.txt": b"words"}))
    bomb, fine = (one for one in found([tmp_path]) if isinstance(one, Input))
    with pytest.raises(Unreadable, match="unfolds like a zip bomb"):
        bomb.load()
    assert fine.load() == b"words"


# -- names -------------------------------------------------------------------------------------------


def test_composed_and_decomposed_names_give_one_locator(tmp_path: Path) -> None:
    name = "Café.txt"
    one, other = (laid(tmp_path / form, unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert locators(one) == locators(other) == [unicodedata.normalize("NFC", name)]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names can only be made on Linux")
def test_names_that_are_no_unicode_survive_json(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"words")
    (one,) = found([tmp_path])
    assert isinstance(one, Input)
    assert one.locator == "caf\\xe9.txt"
    assert msgspec.json.decode(msgspec.json.encode([one.path, one.locator, one.file]))[0].endswith("caf\\xe9.txt")
    assert one.load() == b"words"


@pytest.mark.parametrize(
    ("name", "safe"), [("a", "a"), ("caf\udce9", "caf\\xe9"), ("\ud800", "\ufffd"), ("é", "é"), ("a\nb\x1b[1m", "a\\x0ab\\x1b[1m")]
)
def test_shown(name: str, safe: str) -> None:
    assert shown(name) == safe
