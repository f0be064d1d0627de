"""Decisions on records: kept, obeyed at once, marked, taken back, merged, shown as orphans where their words are gone."""

import json
import shutil
from pathlib import Path

import pytest

from headwater import cli, run
from headwater.case import Case
from headwater.records import Dossier
from headwater.show.page import dossier_html

WIRE = (
    "Bridge Closed After Storm\n\nTARN, March 4, 2031 -- The old bridge over the Osk was closed on Monday after a storm tore away two of its pillars.\n\n"
    '"Nobody may cross before the engineers have looked at every stone," said mayor Edwin Sarr. He said that about 40 families live beyond the river.\n\n'
    "A new bridge will be built in June, Sarr said. The storm killed three sheep.\n"
)
PAPER = (
    "Tarn Cut Off As Bridge Closes\n\nThe old bridge over the Osk was closed on Monday after a storm tore away two of its pillars, the Tarn Wire reports.\n\n"
    '"Nobody may cross before the engineers have looked at every stone," said mayor Edwin Sarr. He said that about 50 families live beyond the river.\n\n'
    "A new bridge will be built in June, Sarr said. Marta Quill, a baker, was glad.\n"
)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions")
    (folder / "in").mkdir()
    (folder / "in" / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "in" / "paper.txt").write_text(PAPER, encoding="utf-8")
    assert cli.main(["trace", str(folder / "in"), "-o", str(folder / "t.case"), "--quiet"]) == 0
    return folder / "t.case"


@pytest.fixture
def folder(traced: Path, tmp_path: Path) -> Path:
    shutil.copytree(traced, tmp_path / "t.case")
    return tmp_path / "t.case"


def read(folder: Path) -> Dossier:
    with Case(folder) as case:
        return run.dossier_of(case)


def judged(folder: Path, *arguments: str, by: str = "ada") -> int:
    return cli.main(["judge", str(folder), *arguments, "--by", by, "--quiet"])


@pytest.mark.parametrize("name", ["derivations", "claims", "drift", "events"])
def test_what_is_rejected_leaves_and_comes_back(folder: Path, name: str) -> None:
    before = read(folder)
    one = getattr(before, name)[0].id
    assert judged(folder, "reject", one) == 0
    assert one not in {row.id for row in getattr(read(folder), name)}
    made = read(folder).judgements[0]
    assert (made.subject, made.record, made.by, made.orphan) == (name, one, "ada", False)
    assert made.left
    assert judged(folder, "--undo", made.id) == 0
    assert getattr(read(folder), name) == getattr(before, name)


def test_what_is_accepted_is_marked_in_data_and_page(folder: Path) -> None:
    one = read(folder).claims[0].id
    assert judged(folder, "accept", one) == 0
    after = read(folder)
    assert [claim.judged for claim in after.claims if claim.id == one] == ["accepted"]
    assert all(claim.judged is None for claim in after.claims if claim.id != one)
    assert "accepted by a person" in dossier_html(after, case="t")
    written = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    assert [claim["judged"] for claim in written["claims"] if claim["id"] == one] == ["accepted"]


def test_a_speaker_a_status_and_a_date_are_corrected(folder: Path) -> None:
    before = read(folder)
    said = next(s for s in before.statements if s.kind == "direct")
    event, doc = before.events[0], next(d for d in before.documents if d.path.endswith("paper.txt"))
    assert judged(folder, "speaker", said.id, "Marta Quill") == 0
    assert judged(folder, "status", event.id, "denied") == 0
    assert judged(folder, "date", "paper.txt", "2031-03-09") == 0
    after = read(folder)
    changed = next(s for s in after.statements if s.id == said.id)
    quill = next(actor for actor in after.actors if "Marta Quill" in actor.names)
    assert changed.speaker is not None
    assert (changed.speaker.name, changed.speaker.actor, changed.judged) == ("Marta Quill", quill.id, "corrected")
    assert [(e.status, e.judged) for e in after.events if e.id == event.id] == [("denied", "corrected")]
    dated = next(d for d in after.documents if d.id == doc.id)
    assert (dated.published.best, dated.published.basis[0].from_) == ("2031-03-09", "person")
    assert len([story for story in after.stories if story.last == "2031-03-09"]) == 1
    assert "a person’s decision" in dossier_html(after, case="t")


def test_a_report_is_taken_out_of_a_story(folder: Path) -> None:
    story = next(one for one in read(folder).stories if len(one.documents) == 2)
    assert judged(folder, "reject", story.id, "paper.txt") == 0
    assert sorted(len(one.documents) for one in read(folder).stories) == [1, 1]


def test_a_note_and_a_grade_are_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(folder, "note", read(folder).claims[0].id, "ask the mayor") == 0
    assert judged(folder, "reliability", "Edwin Sarr", "B") == 0
    capsys.readouterr()
    assert cli.main(["judge", str(folder), "--list"]) == 0
    told = capsys.readouterr().out
    assert "ask the mayor" in told
    assert "Edwin Sarr (actors) = B" in told


@pytest.mark.parametrize(
    "arguments", [["reject", "c0"], ["status", "D1", "happened"], ["date", "D1", "4 March"], ["reliability", "Edwin Sarr", "Z"], ["speaker", "S1"], ["reject"]]
)
def test_wrong_use_keeps_nothing(folder: Path, arguments: list[str]) -> None:
    assert judged(folder, *arguments) == 2
    assert not read(folder).judgements


def test_two_peoples_decisions_merge_and_the_later_counts(folder: Path, traced: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.case"
    shutil.copytree(traced, other)
    one = read(folder).claims[0].id
    assert judged(folder, "reject", one) == 0
    assert judged(other, "accept", one, by="bela") == 0
    lines = [json.loads(line) for line in (other / "judgements.jsonl").read_text(encoding="utf-8").splitlines()]
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text("".join(json.dumps(line | {"at": "2001-01-01T00:00:00Z"}) + "\n" for line in lines), encoding="utf-8")
    assert cli.main(["judge", str(folder), "--merge", str(theirs)]) == 0
    assert "1 decisions taken in" in capsys.readouterr().out
    assert one not in {claim.id for claim in read(folder).claims}  # bela's was made before ada's
    assert cli.main(["judge", str(folder), "--merge", str(theirs), "--quiet"]) == 0
    assert len(read(folder).judgements) == 2
    theirs.write_text("no decision\n", encoding="utf-8")
    assert cli.main(["judge", str(folder), "--merge", str(theirs), "--quiet"]) == 1


def test_a_decision_without_its_words_is_an_orphan(folder: Path) -> None:
    dossier = read(folder)
    doc = next(d.id for d in dossier.documents if d.path.endswith("paper.txt"))
    said = next(s for s in dossier.statements if s.span.doc == doc)
    assert judged(folder, "accept", said.id) == 0
    assert not read(folder).judgements[0].orphan
    assert cli.main(["remove", str(folder), doc]) == 0
    assert read(folder).judgements[0].orphan
