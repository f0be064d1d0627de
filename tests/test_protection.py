"""Nothing of a protected person is left in what is published: every byte of every format is searched, on the example and on made-up names."""

import functools
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import cli, run
from headwater.case import Case
from headwater.lexicon import spelling
from headwater.records import Actor, Document, Dossier, Generator, Judgement, Mention, Pinned, Role, Statement
from headwater.show.dossier import document_texts, dossier_json
from headwater.show.exports import FORMATS
from headwater.show.page import dossier_html
from headwater.show.protection.hidden import REDACTED, Hidden, Hit, Name, joined
from headwater.show.protection.proposals import details, people
from headwater.show.protection.publishable import publishable, strings
from headwater.show.protection.rewriting import rewritten
from headwater.text import Span, anchor

EXAMPLE = Path(__file__).parents[1] / "examples" / "ardel-wells" / "reports"
ID = re.compile(rb"[a-z]{1,2}[0-9a-f]{16}|[0-9a-f]{64}")


def every_byte(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every file of every format that needs no browser, archives unpacked, case-folded."""
    files = [("dossier.json", dossier_json(dossier)), ("dossier.html", dossier_html(dossier, case="x").encode("utf-8", "backslashreplace"))]
    for name, content in [*files, *(one for form in FORMATS.values() for one in form(dossier))]:
        yield name, name.casefold()
        if name.endswith(".docx"):
            packed = zipfile.ZipFile(io.BytesIO(content))
            yield from ((f"{name}/{part}", packed.read(part).decode("utf-8", "replace").casefold()) for part in packed.namelist())
        yield name, content.decode("utf-8", "replace").casefold()


def spans_hold(dossier: Dossier) -> None:
    """Every span of the written data equals its words."""
    written = json.loads(dossier_json(dossier))
    texts = {doc["id"]: doc["text"] for doc in written["documents"]}

    def look(part: object) -> None:
        if isinstance(part, dict):
            if {"doc", "start", "end"} <= part.keys():
                assert texts[part["doc"]][part["start"] : part["end"]] == part["text"]
            for one in part.values():
                look(one)
        elif isinstance(part, list):
            for one in part:
                look(one)

    look(written)


# -- the example ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ilka") / "ilka-testimony.case"
    assert cli.main(["trace", str(EXAMPLE), "-o", str(folder), "--quiet"]) == 0
    assert cli.main(["judge", str(folder), "protect", "Ilka", "--details", "--quiet"]) == 0
    return folder


def read(folder: Path) -> Dossier:
    with Case(folder) as case:
        return run.dossier_of(case)


def test_the_witness_of_the_example_leaves_no_trace(example: Path) -> None:
    sealed = read(example)
    made = publishable(sealed)
    ids = {one.decode() for one in ID.findall(dossier_json(sealed))}
    assert len(ids) > 1000
    for name, content in every_byte(made):
        found = re.search(r"ilka|илк|41-year-old|technician at the regional laboratory in mostrin", content)
        assert found is None, (name, content[max(0, found.start() - 60) : found.end() + 20])
        assert not ids & set(re.findall(r"[a-z]{1,2}[0-9a-f]{16}|[0-9a-f]{64}", content)), name
    spans_hold(made)
    assert "Ilka" in next(doc.text for doc in sealed.documents if "readings" in doc.path)  # the sealed one keeps all


def test_the_command_writes_page_and_data_without_the_name_of_the_case(example: Path, tmp_path: Path) -> None:
    assert cli.main(["export", str(example), "--as", "dossier", "--publishable", "-o", str(tmp_path / "out"), "--quiet"]) == 0
    written = {path.name: path.read_text(encoding="utf-8").casefold() for path in (tmp_path / "out").iterdir()}
    assert set(written) == {"dossier.html", "dossier.json"}
    assert not any("ilka" in content for content in written.values())
    data = json.loads((tmp_path / "out" / "dossier.json").read_text(encoding="utf-8"))
    assert data["format"] == "headwater-dossier/1"
    assert data["generator"]["publishable"] is True
    assert {doc["sha256"] for doc in data["documents"]} == {REDACTED}
    assert any(actor["name"] == REDACTED for actor in data["actors"])


def test_two_exports_share_no_id() -> None:
    first, second = ({one.id for one in publishable(pile("Nora Quist", "")).statements} for _ in range(2))
    assert first
    assert not first & second


def test_whom_and_what_is_proposed(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = read(example)
    first = [one.words for one in people(sealed)[:3]]
    assert set(first) == {"Goran", "Ilka", "Vesna"}
    ilka = next(actor for actor in sealed.actors if actor.name == "Ilka")
    near = {(one.kind, one.words) for one in details(sealed, ilka)}
    assert {("age", "41-year-old"), ("role", "technician at the regional laboratory in Mostrin"), ("date", "April 15")} <= near
    assert {kind for kind, _ in near} >= {"age", "role", "date", "relative", "description", "workplace"}
    capsys.readouterr()
    assert cli.main(["judge", str(example), "--proposals"]) == 0
    told = capsys.readouterr().out
    assert "Ilka is protected" in told
    assert "41-year-old" in told


# -- deciding ---------------------------------------------------------------------------------------------

STORY = 'Nora Quist, a nurse at Tarn Hospital, spoke on Monday.\n\n"They took my brother," said Quist, 34. Edwin Sarr, the mayor, denied it.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "nora-quist.txt").write_text(STORY, encoding="utf-8")
    assert cli.main(["trace", str(tmp_path / "in"), "-o", str(tmp_path / "t.case"), "--quiet"]) == 0
    return tmp_path / "t.case"


def judged(folder: Path, *arguments: str) -> int:
    return cli.main(["judge", str(folder), *arguments, "--by", "ada", "--quiet"])


def text_of(folder: Path) -> str:
    return publishable(read(folder)).documents[0].text


def test_a_pseudonym_stands_for_every_form_and_is_taken_back(folder: Path) -> None:
    assert judged(folder, "protect", "Nora Quist", "--as", "Berta") == 0
    made = publishable(read(folder))
    assert made.documents[0].text.startswith("Berta, a nurse")
    assert "said Berta, 34" in made.documents[0].text
    assert made.documents[0].path == REDACTED
    assert judged(folder, "unprotect", "Nora Quist") == 0
    assert text_of(folder) == STORY


def test_a_detail_is_hidden_when_accepted_and_kept_when_rejected(folder: Path) -> None:
    assert judged(folder, "protect", "Quist") == 0
    sealed = read(folder)
    quist = next(actor for actor in sealed.actors if "Nora Quist" in actor.names)
    near = {one.kind: one for one in details(sealed, quist)}
    assert "Tarn Hospital" in text_of(folder)
    assert judged(folder, "accept", near["workplace"].id) == 0
    assert "Tarn" not in text_of(folder)
    assert "Monday" in text_of(folder)
    assert judged(folder, "--undo", read(folder).judgements[-1].id) == 0
    assert "Tarn Hospital" in text_of(folder)
    assert judged(folder, "reject", near["date"].id) == 0
    assert judged(folder, "protect", "Quist", "--details") == 0
    assert "Monday" in text_of(folder)
    assert "brother" not in text_of(folder)
    assert "34" not in text_of(folder)
    assert not publishable(read(folder)).quantities


@pytest.mark.parametrize("arguments", [["protect"], ["protect", "Nora Quist", "--as", "Frau Quist"], ["unprotect", "Edwin Sarr"], ["accept", "x0"], ["protect", "a0123456789abcdef"]])
def test_wrong_use_says_what_to_do(folder: Path, arguments: list[str]) -> None:
    assert judged(folder, *arguments) == 2
    assert not (folder / "judgements.jsonl").exists()


def test_words_that_no_actor_bears_are_hidden_too(folder: Path) -> None:
    assert judged(folder, "protect", "Tarn Hospital") == 0
    assert "tarn" not in text_of(folder).casefold()


# -- forms of a name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("Nora Quist", "Nora Quist’s house", "X’s house"),
        ("Nora Quist", "NORA QUIST SPEAKS; Ms. Quist, N. Quist and Nora spoke", "X SPEAKS; Ms. X, X and X spoke"),
        ("Nora Quist", "see https://x.example/2024/nora-quist-speaks now", "see [redacted] now"),
        ("Nora Quist", "see x.example/%4Eora%20Quist", "see [redacted]"),
        ("Nora Quist", "write to quist@lab.example or @noraquist", "write to [redacted] or [redacted]"),
        ("Nora Quist", "Nora\nQuist and No\u00adra", "X and X"),
        ("Мария Орлова", "сказала Мария Орлова; видели Орлову, Марию и дом Марии", "сказала X; видели X, X и дом X"),
        ("Maria Orlova", "Мария Орлова", "X"),
        ("Ilka", "Ilky, Ilku, ILKA, Ilkas and milk", "X, X, X, X and milk"),
        ("José Núñez", "Jose Nunez and JOSÉ", "X and X"),
        ("Sean O'Neil", "O’Neil left; Sean O'Neil came", "X left; X came"),
        ("Li An", "An old mill. Li An sold an ant", "X old mill. X sold an ant"),
        ("Rosa Mark", "the market rose; Mark rose", "the market rose; X rose"),
    ],
)  # fmt: skip
def test_forms_of_a_name(name: str, text: str, made: str) -> None:
    hidden = Hidden([Name(name, "X")], ordinary=frozenset({"market", "rose", "milk"}))
    assert rewritten(text, hidden.hits(text)).text == made


# -- properties -----------------------------------------------------------------------------------------------

HITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(max_size=60), HITS, st.tuples(st.integers(0, 60), st.integers(0, 60)), st.sampled_from(["", "X", REDACTED]))
def test_a_span_keeps_its_words_but_those_replaced(text: str, pairs: list[tuple[int, int]], span: tuple[int, int], instead: str) -> None:
    hits = joined(text, [Hit(min(a, b, len(text)), min(max(a, b), len(text)), instead) for a, b in pairs])
    made = rewritten(text, hits)
    start, end = min(*span, len(text)), min(max(span), len(text))
    new = made.span(start, end)
    assert 0 <= new[0] <= new[1] <= len(made.text)
    inside = [hit for hit in hits if hit.start < end and start < hit.end]
    assert made.touches(start, end) == bool(inside and start < end)
    wide = (min([start, *(h.start for h in inside)]), max([end, *(h.end for h in inside)])) if start < end else (start, start)
    expected = rewritten(text[wide[0] : wide[1]], [Hit(h.start - wide[0], h.end - wide[0], h.instead) for h in inside if start < end])
    assert made.text[new[0] : new[1]] == expected.text


LETTERS = st.text("abcdefghijklmnoprstuvzабвгдежзиклмнорстёéüšñ", min_size=4, max_size=9)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(lambda parts: " ".join(part.capitalize() for part in parts))
ENDINGS = st.sampled_from(["", "s", "’s", "'s", "a", "u", "om", "oy", "ov", "ova", "у", "ой", "ом"])


def pile(name: str, ending: str) -> Dossier:
    """A report in which somebody speaks, named in every kind of field."""
    last = name.split()[-1]
    text = f"{name}, a welder, spoke in Osk.\n“It fell,” said {last}{ending}. {name.upper()} and {last.lower()}-the-welder; http://x.example/{last}"
    span, again = Span("r1", 0, len(name)), Span("r1", text.index("said ") + 5, text.index("said ") + 5 + len(last))
    said = Span("r1", text.index("“"), again.end)
    mentions = tuple(Mention(id=f"m{at}", span=one, actor="a1", kind="person", form="name") for at, one in enumerate((span, again)))
    role = Role(name=f"welder {last}", span=Span("r1", len(name) + 4, len(name) + 10))
    actor = Actor(id="a1", kind="person", name=name, names=(name, last), roles=(role,), country=None, naming="named", mentions=("m0", "m1"), because=())
    statement = Statement(id="s1", kind="direct", span=said, content=(Span("r1", said.start + 1, said.start + 8),), quoted=(), cue=None, speaker=None, attitude="asserts", medium=last)
    judgement = Judgement(
        id="j1", verdict="protect", left=(Pinned(doc="r1", anchor=anchor(text, span.start, span.end)),), right=(), by="ada", at="2031-01-01T00:00:00Z",
        left_name=name, subject="person", note=f"{name} asked for it",
    )  # fmt: skip
    card = Document(
        id="r1", path=f"in/{last}.txt", url=f"https://x.example/{last}", sha256="0" * 64, outlet=f"{last} Post", title=f"{name}{ending} Speaks",
        authors=(name,), text=text, language="en",
    )  # fmt: skip
    return Dossier(
        generator=Generator(version="0", models=(), created=None), documents=(card,), actors=(actor,), mentions=mentions, statements=(statement,), judgements=(judgement,)
    )


@functools.cache
def bare() -> dict[str, str]:
    """What the formats themselves hold: a name may be a word of theirs."""
    return dict(every_byte(publishable(pile("Qqwx", ""))))


@settings(max_examples=25, deadline=None)
@given(NAMES, ENDINGS)
def test_no_made_up_name_is_left_anywhere(name: str, ending: str) -> None:
    made = publishable(pile(name, ending))
    spans_hold(made)
    assert document_texts(made)
    for file, content in every_byte(made):
        for part in (name, *name.split()):
            low = part.casefold()
            assert low not in content or low in bare()[file], (file, part)


def test_what_is_published_is_a_sound_dossier() -> None:
    made = publishable(pile("Nora Quist", ""))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Dossier) == made
    assert not any("quist" in spelling.plain(words) for words in strings(made))
