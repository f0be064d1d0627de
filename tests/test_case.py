"""The case: nothing stored is lost, nothing is computed twice, every damage is named."""

import errno
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

import headwater
from headwater import case as case_module
from headwater import run
from headwater.case import Case
from headwater.check import faults
from headwater.errors import CaseBroken, NoSuchCase, NoSuchRecord
from tests.relate.pile import COPY, OTHER, REWRITE, WIRE


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("wire.txt", WIRE), ("copy.txt", COPY), ("rewrite.txt", REWRITE), ("other.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def case(pile: Path, tmp_path: Path) -> Path:
    headwater.trace([pile], case=tmp_path / "x.case")
    return tmp_path / "x.case"


def test_a_second_trace_gives_the_same_bytes(case: Path, pile: Path) -> None:
    before = (case / "dossier.json").read_bytes(), (case / "dossier.html").read_bytes()
    headwater.trace([pile], case=case)
    assert (case / "dossier.json").read_bytes() == before[0]
    assert (case / "dossier.html").read_bytes() == before[1]


def test_ids_do_not_depend_on_where_the_folder_lies(case: Path, pile: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(pile, tmp_path / "elsewhere" / "reports")
    other = headwater.trace([moved])
    ids = {d["id"] for d in json.loads((case / "dossier.json").read_text(encoding="utf-8"))["documents"]}
    assert {d.id for d in other.documents} == ids


def test_only_what_is_new_is_read_and_annotated(case: Path, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    read, annotate = run.readings, run.annotate
    monkeypatch.setattr(run, "readings", lambda data, path: done.append(f"read {Path(path).name}") or read(data, path))  # type: ignore[func-returns-value]
    monkeypatch.setattr(run, "annotate", lambda document: done.append(f"annotate {Path(document.path).name}") or annotate(document))  # type: ignore[func-returns-value]
    headwater.trace([pile], case=case)
    assert done == []
    (pile / "new.txt").write_text(OTHER.replace("choir", "band"), encoding="utf-8")
    headwater.trace([pile], case=case)
    assert done == ["read new.txt", "annotate new.txt"]


def test_the_same_file_named_another_way_is_the_same_report(case: Path, pile: Path) -> None:
    dossier = headwater.trace([pile / "wire.txt"], case=case)
    assert len(dossier.documents) == 4


def test_a_report_that_fails_a_stage_costs_only_itself(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate = run.annotate

    def fails(document: object) -> object:
        if "choir" in getattr(document, "text", ""):
            raise RuntimeError("no")
        return annotate(document)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "annotate", fails)
    dossier = headwater.trace([pile])
    assert len(dossier.documents) == 4
    assert [(p.stage, Path(p.input).name) for p in dossier.problems] == [("annotate", "other.txt")]
    assert next(c for c in dossier.coverage if c.read_as == "none").sentences == 0


def test_a_case_is_sound(case: Path) -> None:
    with Case(case) as held:
        assert list(faults(held)) == []


@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_flipped_byte_in_a_capture_is_named(case: Path, at: int) -> None:
    capture = next((case / "captures").rglob("????????*"))
    data = bytearray(capture.read_bytes())
    data[at] ^= 1
    capture.write_bytes(data)
    with Case(case) as held:
        assert any(capture.name[:12] in line and "damaged" in line for line in faults(held))


def test_a_missing_capture_is_named(case: Path) -> None:
    next((case / "captures").rglob("????????*")).unlink()
    with Case(case) as held:
        assert any("missing" in line for line in faults(held))


def test_a_changed_text_in_the_store_is_named(case: Path) -> None:
    db = sqlite3.connect(case / "case.db")
    stage, given, output = db.execute("select stage, input, output from memo where stage = ? limit 1", (run.READ,)).fetchone()
    changed = output.replace(b"harbour", b"HARBOUR").replace(b"choir", b"CHOIR")
    db.execute("update memo set output = ? where stage = ? and input = ?", (changed, stage, given))
    db.commit()
    db.close()
    with Case(case) as held:
        assert any("is not what its capture says" in line for line in faults(held))


def test_a_changed_dossier_is_named(case: Path) -> None:
    path = case / "dossier.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"text": "TAV"', '"text": "TAB"', 1), encoding="utf-8")
    with Case(case) as held:
        assert any("dossier.json" in line for line in faults(held))


def test_a_deleted_page_is_named(case: Path) -> None:
    (case / "dossier.html").unlink()
    with Case(case) as held:
        assert any("dossier.html is missing" in line for line in faults(held))


def test_a_renamed_case_is_sound(case: Path) -> None:
    moved = case.rename(case.with_name("other.case"))
    with Case(moved) as held:
        assert list(faults(held)) == []


def test_the_log_cannot_be_changed_unnoticed(case: Path) -> None:
    db = sqlite3.connect(case / "case.db")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("update log set act = 'nothing' where place = 1")
    db.execute("drop trigger log_stays")
    db.execute("update log set act = 'nothing' where place = 1")
    db.commit()
    db.close()
    with Case(case) as held:
        assert any("log is broken at line 1" in line for line in faults(held))


def test_removing_leaves_the_rest(case: Path) -> None:
    with Case(case) as held:
        id = next(r.id for r in held.reports() if r.path.endswith("other.txt"))
        held.remove(id)
        assert len(run.dossier_of(held).documents) == 3
        with pytest.raises(NoSuchRecord):
            held.remove(id)
        assert list(faults(held)) == []


def test_purging_leaves_no_word_behind(case: Path) -> None:
    with Case(case) as held:
        held.remove(next(r.id for r in held.reports() if r.path.endswith("other.txt")), purge=True)
        assert held.log()[-1].act == "purge"
    for path in case.rglob("*"):
        assert path.is_dir() or b"Sundermark" not in path.read_bytes()
    with Case(case) as held:
        assert "Sundermark" not in (headwater.trace([case.parent / "reports" / "wire.txt"], case=case).documents[0].text)
        assert list(faults(held)) == []


def test_a_removed_report_comes_back_when_it_is_added_again(case: Path, pile: Path) -> None:
    with Case(case) as held:
        held.remove(next(r.id for r in held.reports() if r.path.endswith("other.txt")))
    assert len(headwater.trace([pile], case=case).documents) == 4


def test_a_full_disk_is_told_and_loses_nothing(case: Path, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pile / "new.txt").write_text(OTHER.replace("choir", "band"), encoding="utf-8")

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (case / "dossier.json").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(case_module, "write_whole", full)
        with pytest.raises(CaseBroken, match="disk is full"):
            headwater.trace([pile], case=case)
    assert (case / "dossier.json").read_bytes() == before
    with Case(case) as held:
        assert len(held.reports()) == 4
        assert list(faults(held)) == []
    assert len(headwater.trace([pile], case=case).documents) == 5


def test_a_half_written_file_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dossier.json"
    target.write_bytes(b"old")
    monkeypatch.setattr(case_module.os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        case_module.write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.json"]
    assert target.read_bytes() == b"old"


def test_a_folder_without_a_case_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSuchCase, match="headwater new"):
        Case(tmp_path)


def test_a_manifest_overrides_what_is_inferred(pile: Path, tmp_path: Path) -> None:
    (pile / "list.csv").write_text("path,outlet,published,title\nwire.txt,TAV Coast,2021-03-04,The Gate\n", encoding="utf-8")
    dossier = headwater.trace([pile], case=tmp_path / "m.case", manifest=pile / "list.csv")
    wire = next(d for d in dossier.documents if d.path.endswith("wire.txt"))
    assert (wire.outlet, wire.title, wire.published.best, wire.published.basis[0].from_) == (
        "TAV Coast",
        "The Gate",
        "2021-03-04",
        "manifest",
    )
    again = headwater.trace([pile], case=tmp_path / "m.case")
    assert next(d for d in again.documents if d.path.endswith("wire.txt")).outlet == "TAV Coast"
