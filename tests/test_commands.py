"""The commands as a person types them: what is printed, where, and the exit status."""

import json
import socket
import zipfile
from pathlib import Path

import pytest

from headwater.cli import main
from tests.relate.pile import COPY, OTHER, WIRE


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("wire.txt", WIRE), ("copy.txt", COPY), ("other.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_trace_makes_the_case_beside_and_says_where(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "reports"]) == 0
    shown = capsys.readouterr()
    assert "reports.case/dossier.html" in shown.out.replace("\\", "/")
    assert shown.err == ""
    assert Path("reports.case/dossier.json").exists()


def test_the_steps_give_what_trace_gives(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "reports", "-o", "a.case", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["new", "b.case"]) == 0
    assert main(["add", "b.case", "reports"]) == 0
    assert main(["run", "b.case", "--quiet"]) == 0

    def bare(case: str) -> dict[str, object]:
        data: dict[str, object] = json.loads(Path(case, "dossier.json").read_text(encoding="utf-8"))
        return {key: value for key, value in data.items() if key != "generator"}

    assert bare("a.case") == bare("b.case")


def test_bad_inputs_each_give_one_line_and_the_rest_goes_on(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pile / "empty.txt").write_bytes(b"")
    (pile / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (pile / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    with zipfile.ZipFile(pile / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("zeros.txt", b"0" * 40_000_000)
    (pile / "huge.html").write_bytes(b"<p>" + b"x" * 50_000_000)
    (pile / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    (pile / "bytes.txt").write_bytes(WIRE.encode().replace(b"harbour", b"harb\xc3\x28\xe2\x80\x9cour\xff"))
    (pile / "deep.html").write_bytes(b"<div>" * 50_000 + b"<p>Deep inside stands one sentence about a gate.</p>")
    (pile / "furniture.txt").write_text("Skip to content\nHome\nSign in\nRead more\n", encoding="utf-8")
    assert main(["trace", "reports", "--quiet"]) == 1
    lines = capsys.readouterr().err.splitlines()
    for name in ("furniture.txt", "bytes.txt", "empty.txt", "binary.txt", "broken.zip", "bomb.zip", "huge.html", "broken.pdf"):
        assert sum(name in line for line in lines) == 1, (name, lines)
    dossier = json.loads(Path("reports.case/dossier.json").read_text(encoding="utf-8"))
    names = {Path(d["path"]).name for d in dossier["documents"]}
    assert {"wire.txt", "copy.txt", "other.txt", "bytes.txt", "deep.html"} <= names
    assert len(dossier["problems"]) == len(lines) >= 6
    assert main(["check", "reports.case"]) == 0


def test_a_path_that_does_not_exist_leaves_no_case_behind(pile: Path) -> None:
    assert main(["trace", "nowhere", "-o", "new.case"]) == 2
    assert not Path("new.case").exists()


def test_a_mended_input_is_no_problem_any_more(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pile / "late.txt").write_bytes(b"")
    assert main(["trace", "reports", "--quiet"]) == 1
    (pile / "late.txt").write_text(OTHER.replace("choir", "band"), encoding="utf-8")
    capsys.readouterr()
    assert main(["trace", "reports", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trace", "nowhere"], "there is no file or folder"),
        (["run", "nowhere.case"], "headwater new"),
        (["check", "nowhere.case"], "is no case"),
        (["annotate", "--layers", "smells"], "there is no layer smells"),
        (["add", "x.case", "https://example.org/a"], "not fetched"),
    ],
)
def test_wrong_use_is_exit_status_2_with_one_line(pile: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_why_and_remove_and_check(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["trace", "reports", "--quiet"])
    dossier = json.loads(Path("reports.case/dossier.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    statement = next(s for s in dossier["statements"] if s["kind"] == "direct")
    assert main(["why", "reports.case", statement["id"]]) == 0
    assert statement["content"][0]["text"][:30] in capsys.readouterr().out.replace("\n", " ")
    ids = {Path(d["path"]).name: d["id"] for d in dossier["documents"]}
    assert main(["why", "reports.case", ids["wire.txt"], ids["copy.txt"]]) == 0
    assert main(["why", "reports.case", ids["wire.txt"], ids["other.txt"]]) == 0
    assert main(["why", "reports.case", "nothing"]) == 2
    assert main(["remove", "reports.case", "other.txt"]) == 0
    assert main(["remove", "reports.case", "other.txt"]) == 2
    assert main(["check", "reports.case"]) == 0
    assert "all as they should be" in capsys.readouterr().out


def test_json_summary(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "reports", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 3


def test_no_command_opens_a_socket(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for arguments in (["trace", "reports", "--quiet"], ["check", "reports.case"], ["run", "reports.case", "--quiet"]):
        assert main(arguments) == 0
