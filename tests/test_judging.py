"""A person's decisions: obeyed at once, after another run and after another reading; taken back; purged with their words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import cli, run
from headwater.case import Case
from headwater.conclude import resolve_actors
from headwater.records import Document, Dossier, Edge, Judgement, Mention, Pinned, Reason, Referent, Verdict
from headwater.relate import actor_edges
from headwater.text import Span, anchor
from tests.relate.test_naming import report

FIRST = 'The mayor of Tarn, Edwin Sarr, spoke on Monday.\n\n"The bridge will open in June," said Edwin Sarr. Marta Quill, a baker, was glad.\n'
SECOND = 'Sarr Speaks Again\n\n"The bridge will open in July," Edwin Sarr told bakers. "We shall see," said M. Quill of Tarn.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(SECOND, encoding="utf-8")
    assert cli.main(["trace", str(tmp_path / "in"), "-o", str(tmp_path / "t.case"), "--quiet"]) == 0
    return tmp_path / "t.case"


def dossier(folder: Path) -> Dossier:
    with Case(folder) as case:
        return run.dossier_of(case)


def called(folder: Path, name: str) -> set[str]:
    return {actor.id for actor in dossier(folder).actors if name in actor.names}


def judged(folder: Path, *arguments: str) -> int:
    return cli.main(["judge", str(folder), *arguments, "--by", "ada"])


def test_not_the_same_parts_and_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sides = [mention.id for mention in dossier(folder).mentions if _words(folder, mention.span) == "Edwin Sarr"]
    assert len(called(folder, "Edwin Sarr")) == 1
    assert judged(folder, "not-same", sides[0], sides[-1], "--note", "two mayors") == 0
    assert "now apart" in capsys.readouterr().out
    assert len(called(folder, "Edwin Sarr")) == 2
    assert cli.main(["run", str(folder), "--quiet"]) == 0
    assert len(called(folder, "Edwin Sarr")) == 2
    with Case(folder) as case, case.writing():
        case._db.execute("delete from memo")  # everything is read anew
    assert len(called(folder, "Edwin Sarr")) == 2


def test_same_joins_says_so_and_is_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(folder, "same", "Edwin Sarr", "Marta Quill") == 0
    assert "now one" in capsys.readouterr().out
    made = dossier(folder)
    assert called(folder, "Edwin Sarr") == called(folder, "Marta Quill")
    joined = next(actor for actor in made.actors if "Marta Quill" in actor.names)
    assert [reason.refs for reason in joined.because if reason.code == "judged_same"] == [(made.judgements[0].id,)]
    assert judged(folder, "--undo", made.judgements[0].id) == 0
    assert not called(folder, "Edwin Sarr") & called(folder, "Marta Quill")
    assert cli.main(["judge", str(folder), "--list"]) == 0
    assert "taken back" in capsys.readouterr().out


def test_the_last_word_counts(folder: Path) -> None:
    assert judged(folder, "same", "Edwin Sarr", "Marta Quill") == 0
    assert judged(folder, "not-same", "Edwin Sarr", "Marta Quill") == 0
    assert not called(folder, "Edwin Sarr") & called(folder, "Marta Quill")


@pytest.mark.parametrize("arguments", [["same", "Nobody", "Edwin Sarr"], ["same", "Edwin Sarr"], ["same", "Edwin Sarr", "Edwin Sarr"], [], ["--undo", "j0"]])
def test_wrong_use_says_what_to_do(folder: Path, arguments: list[str]) -> None:
    assert judged(folder, *arguments) == 2
    assert not (folder / "judgements.jsonl").exists()


def test_decisions_are_exported_and_rebuilt(folder: Path, tmp_path: Path) -> None:
    assert judged(folder, "same", "Edwin Sarr", "Marta Quill") == 0
    lines = (folder / "judgements.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["same"]
    again = tmp_path / "again.case"
    assert cli.main(["new", str(again)]) == 0
    (again / "judgements.jsonl").write_bytes((folder / "judgements.jsonl").read_bytes())
    assert cli.main(["add", str(again), str(tmp_path / "in"), "--quiet"]) == 0
    assert cli.main(["run", str(again), "--quiet"]) == 0
    assert called(again, "Edwin Sarr") == called(again, "Marta Quill") != set()


def test_a_purged_report_takes_its_words_out_of_decisions(folder: Path) -> None:
    assert judged(folder, "same", "Edwin Sarr", "Marta Quill") == 0
    doc = next(one.id for one in dossier(folder).documents if one.path.endswith("a.txt"))
    assert cli.main(["remove", str(folder), doc, "--purge"]) == 0
    assert "Marta Quill" not in (folder / "judgements.jsonl").read_text(encoding="utf-8")
    assert not dossier(folder).judgements[0].orphan  # the other report still shows whom it is about
    assert cli.main(["remove", str(folder), dossier(folder).documents[0].id]) == 0
    assert dossier(folder).judgements[0].orphan


def _words(folder: Path, span: Span) -> str:
    text = {"a": FIRST, "b": SECOND}
    path = next(one.path for one in dossier(folder).documents if one.id == span.doc)
    return text[path[-5]][span.start : span.end]


# -- why ----------------------------------------------------------------------------------------------


def told_why(folder: Path, capsys: pytest.CaptureFixture[str], *ids: str) -> str:
    capsys.readouterr()
    assert cli.main(["why", str(folder), *ids]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_why_of_two_names_says_what_speaks_for_it_and_how_to_decide(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apart = told_why(folder, capsys, "Edwin Sarr", "Marta Quill")
    assert "two actors" in apart
    assert "two persons' names" in apart
    assert "headwater judge" in apart
    sides = [mention.id for mention in dossier(folder).mentions if _words(folder, mention.span) in ("Edwin Sarr", "Sarr")]
    assert "one actor" in told_why(folder, capsys, sides[0], sides[-1])
    one = told_why(folder, capsys, "Marta Quill")
    assert "because an initial stands for the given name" in one
    assert one.index("because") < one.index("mention:")


def test_why_names_the_decision_who_made_it_when_and_its_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(folder, "same", "Edwin Sarr", "Marta Quill", "--note", "a stage name") == 0
    made = dossier(folder).judgements[0]
    told = told_why(folder, capsys, "Edwin Sarr", "Marta Quill")
    assert "one actor, by a person's decision" in told
    assert f"decision {made.id}: ada, {made.at}: “Edwin Sarr” and “Marta Quill” are the same note: a stage name" in told
    assert f"[{made.id}]" in told_why(folder, capsys, "Edwin Sarr")
    assert judged(folder, "not-same", "Edwin Sarr", "Marta Quill") == 0
    last = told_why(folder, capsys, "Edwin Sarr", "Marta Quill")
    assert "kept apart, by a person's decision" in last
    assert "not the same" in last


def test_why_of_an_open_pair_says_what_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Dana Karimov, a teacher, spoke in Osk. Rustam Karimov, a welder, was silent.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("Mr Karimov declined to comment on the price of bread in Tarn on Monday.\n", encoding="utf-8")
    folder = tmp_path / "t.case"
    assert cli.main(["trace", str(tmp_path / "in"), "-o", str(folder), "--quiet"]) == 0
    open_pair = dossier(folder).open_edges[0]
    told = told_why(folder, capsys, open_pair.left, open_pair.right)
    assert "the pair is open" in told
    assert "not enough for it: 2 actors have a name that fits" in told
    assert f"same {open_pair.id}" in told


# -- without a case: whatever else is said, who was judged apart stays apart -----------------------------


def judgement(number: int, verdict: Verdict, left: Span, right: Span, text: str) -> Judgement:
    pins = [(Pinned(doc=span.doc, anchor=anchor(text, span.start, span.end)),) for span in (left, right)]
    return Judgement(id=f"j{number}", verdict=verdict, left=pins[0], right=pins[1], by="ada", at="2031-01-01T00:00:00Z")


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8)


@given(PAIRS, PAIRS)
def test_a_vetoed_pair_never_joins_whatever_else(same: list[tuple[int, int]], apart: list[tuple[int, int]]) -> None:
    text = ("Haldor Brask".ljust(100)) * 6
    found = report("a", *(("Haldor Brask", "person") for _ in range(6)))
    spans = [mention.span for mention in found.mentions]
    edges = actor_edges([found])
    vetoes = [(a, b) for a, b in apart if a != b]
    said = [judgement(n, "same", spans[a], spans[b], text) for n, (a, b) in enumerate(same) if a != b]
    said += [judgement(100 + n, "not_same", spans[a], spans[b], text) for n, (a, b) in enumerate(vetoes)]
    made = resolve_actors([found], edges, said, {"a": Document(id="a", path="", sha256="", text=text)})
    actor = {mention.span: mention.actor for mention in made.mentions}
    assert all(actor[spans[a]] != actor[spans[b]] for a, b in vetoes)
    assert not any(one.orphan for one in made.judgements)


def test_a_decision_is_found_again_where_the_mention_has_moved() -> None:
    text = "Governor Haldor Brask spoke. Petra Halm listened."
    left, right = Span("a", 0, 21), Span("a", 29, 39)  # judged when the title was a part of the mention
    places = (Span("a", 9, 21), right)
    mentions = tuple(Mention(id=f"m{n}", span=span, kind="person", form="name") for n, span in enumerate(places))
    referents = tuple(
        Referent(id=f"r{n}", doc="a", kind="person", name=text[m.span.start : m.span.end], form="name", mentions=(m.id,)) for n, m in enumerate(mentions)
    )
    found = report("b")
    found = type(found)(doc="a", language="en", read_as="full", mentions=mentions, referents=referents)
    sure = Edge(kind="actor", left="r0", right="r1", score=0.99, because=(Reason("same_name"),))
    documents = {"a": Document(id="a", path="", sha256="", text=text)}
    assert len(resolve_actors([found], [sure], [judgement(1, "not_same", left, right, text)], documents).actors) == 2
    gone = judgement(2, "not_same", Span("a", 22, 28), right, text)
    assert resolve_actors([found], [], [gone], documents).judgements[0].orphan
