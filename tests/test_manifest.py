"""The manifest: what a person states of the inputs, and what is wrong with it."""

from pathlib import Path

import pytest

from headwater.errors import WrongUse
from headwater.inputs import Input, found
from headwater.manifest import Listed, Manifest, read_manifest, unmatched
from tests.forms import packed

HEADER = "path,url,outlet,title,author,published,language\n"


def manifest_of(root: Path, content: str | bytes) -> Manifest:
    path = root / "pile.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_manifest(path)


def inputs_of(root: Path, *names: str) -> list[Input]:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("words", encoding="utf-8")
    return [one for one in found([root]) if isinstance(one, Input)]


def lines(manifest: Manifest) -> list[str]:
    return [problem.message for problem in manifest.problems]


def test_a_row_meets_its_input(tmp_path: Path) -> None:
    (one,) = inputs_of(tmp_path, "sub/a.txt")
    row = 'sub/a.txt,https://g.example/1,Gazette,"Wells, closed",Hanne Grau; Tom Orrel,2024-04-30T23:00:00+02:00,EN\n'
    manifest = manifest_of(tmp_path, HEADER + row)
    assert manifest.rows[one.file] == Listed(
        path="sub/a.txt",
        line=2,
        url="https://g.example/1",
        outlet="Gazette",
        title="Wells, closed",
        authors=("Hanne Grau", "Tom Orrel"),
        published="2024-04-30",
        language="en",
    )
    assert (manifest.problems, list(unmatched(manifest, [one]))) == ((), [])


def test_a_row_meets_a_member_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(packed({"a/b.txt": b"words"}))
    (one,) = found([tmp_path])
    assert isinstance(one, Input)
    assert manifest_of(tmp_path, "path,outlet\npile.zip/a/b.txt,Gazette\n").rows[one.file].outlet == "Gazette"


WRITTEN = [
    "\ufeffpath;outlet\r\nCafé.txt;Gazette\r\n".encode(),
    "Outlet\tPATH\nGazette\t./Café.txt\n".encode(),
    "path,outlet\nCafé.txt,Gazette\n".encode("cp1252"),
    "path,outlet\nCafe\u0301.txt,Gazette".encode(),
    'path,outlet\n\n"Café.txt","Gazette"\n,\n'.encode(),
    "path,outlet\nsub\\..\\Café.txt,Gazette\n".encode(),
]


@pytest.mark.parametrize("content", WRITTEN)
def test_separators_charsets_and_names_as_people_write_them(tmp_path: Path, content: bytes) -> None:
    (one, _) = inputs_of(tmp_path, "Café.txt", "sub/b.txt")
    manifest = manifest_of(tmp_path, content)
    assert manifest.rows[one.file].outlet == "Gazette"
    assert manifest.problems == ()


FAULTS = [
    (
        "path,outlet,mood\na.txt,Gazette,bad\n",
        "the column “mood” is unknown and passed over; known are path, url, outlet, title, author, published, language",
    ),
    ("path,published\na.txt,5 May\n", "line 2: “5 May” is no date like 2024-05-31 and is passed over"),
    ("path,published\na.txt,2024-02-30\n", "line 2: “2024-02-30” is no date like 2024-05-31 and is passed over"),
    ("path,language\na.txt,English of a kind\n", "line 2: “English of a kind” is no language code like en and is passed over"),
    ("path,outlet\na.txt,Gazette\n,Ledger\n", "line 3: no path, the row is passed over"),
    ("path,outlet\na.txt,Gazette,and more\n", "line 2: 3 cells under 2 columns; the last are passed over"),
    ("path,outlet\na.txt,Gazette\n./a.txt,Ledger\n", "line 3: “./a.txt” stands here twice; the first row counts"),
]


@pytest.mark.parametrize(("content", "line"), FAULTS)
def test_faults_are_problems_and_the_rest_counts(tmp_path: Path, content: str, line: str) -> None:
    (one,) = inputs_of(tmp_path, "a.txt")
    manifest = manifest_of(tmp_path, content)
    assert lines(manifest) == [line]
    assert manifest.rows[one.file].path == "a.txt"


def test_rows_without_a_file_in_the_pile(tmp_path: Path) -> None:
    pile = inputs_of(tmp_path, "a.txt")
    manifest = manifest_of(tmp_path, "path,outlet\na.txt,Gazette\ngone.txt,Ledger\n")
    assert [problem.message for problem in unmatched(manifest, pile)] == ["line 3: “gone.txt” is not among the inputs"]


WRONG = [("outlet,title\nGazette,x\n", "has no column “path”"), ("", "has no column “path”"), ("a\0b", "is binary")]


@pytest.mark.parametrize(("content", "sentence"), WRONG)
def test_a_manifest_that_is_none_is_wrong_use(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        manifest_of(tmp_path, content)


def test_a_manifest_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be opened: no such file"):
        read_manifest(tmp_path / "gone.csv")
