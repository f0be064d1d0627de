import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import NoSuchRecord
from headwater.records import Dossier, Edge, problem
from headwater.show.evidence import why_text
from headwater.show.summary import summary_text
from headwater.show.terminal import columns, fit
from tests.show.pile import CLAIMS, DERIVATIONS, DRIFT, STATEMENTS, why
from tests.show.test_page import CASES, HOSTILE, bare, card


@pytest.mark.parametrize("width", [20, 60, 100, 200])
@pytest.mark.parametrize("name", CASES)
def test_summary_fits_the_screen(name: str, width: int) -> None:
    lines = summary_text(CASES[name], width=width, colour=False).splitlines()
    assert 1 <= len(lines) <= 45
    assert max(map(columns, lines)) <= max(width, 60)


def test_summary_draws_the_tree(dossier: Dossier) -> None:
    text = summary_text(dossier, width=100, colour=False)
    assert "6 reports → 2 origins; 1 report apart" in text
    assert "  └─ Nordfold Wire    3 May 2031   rewrite 58 %" in text
    assert "     └─ Radio Hallen  5 May 2031   partial 36 %, credit TV Sund" in text
    assert "\x1b" not in text
    assert "\x1b[1m" in summary_text(dossier, width=100, colour=True)


def test_summary_of_a_large_pile_stays_short() -> None:
    documents = tuple(card(n, outlet=f"Outlet {n}") for n in range(200))
    problems = tuple(problem("read", f"{n}.pdf", "no text") for n in range(300))
    text = summary_text(bare(documents=documents, problems=problems), width=80, colour=False)
    assert len(text.splitlines()) <= 40
    assert "182 more reports" in text
    assert "296 more in the dossier" in text


def test_reports_cannot_steer_the_terminal() -> None:
    hostile = card(1, HOSTILE, title="\x1b[2Jgone\x9b1m \u202etfel", outlet="a\x07b\nc")
    text = summary_text(bare(documents=(hostile,)), width=80, colour=False) + why_text(bare(documents=(hostile,)), "d1")
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\x00"} & set(text)


@given(st.text(max_size=30), st.integers(2, 20))
def test_fit_is_exactly_as_wide(text: str, width: int) -> None:
    assert columns(fit(text, width)) == width


@pytest.mark.parametrize(
    "record", ["c1", STATEMENTS[0].id, "S1", DERIVATIONS[1].id, DRIFT[0].id, "x1", "maret", "gazette", "D3", "s1", "k1", "v-radio"]
)
def test_every_record_can_be_explained(dossier: Dossier, record: str) -> None:
    assert len(why_text(dossier, record).splitlines()) > 2


def test_chain_ends_in_the_words_with_what_surrounds_them(dossier: Dossier) -> None:
    text = why_text(dossier, CLAIMS[1].id)
    assert "»Inspectors signed off a canal lock without opening it before it failed«, the" in text
    assert "Nordfold Wire, 3 May 2031, ¶ 2, 34-104" in text
    assert "because one report derives from the other" in text


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("gazette", "wire", "Nordfold Wire follows Ovrin Gazette"),
        ("wire", "gazette", "shared passage P1, verbatim"),
        ("gazette", "radio", "linked through Ovrin Gazette – Nordfold Wire – Radio Hallen"),
        (STATEMENTS[0].id, STATEMENTS[5].id, "both are in claim C1"),
        (STATEMENTS[0].id, STATEMENTS[1].id, "names statement S2"),
        ("gazette", "baker", "not linked\n  no passage of one stands in the other"),
        ("fanal", "baker", "but Le Fanal was not read in full"),
        ("c1", "gazette", "claim C1"),
    ],
)
def test_why_two_are_linked(dossier: Dossier, first: str, second: str, words: str) -> None:
    assert words in why_text(dossier, first, second)


def test_reasons_of_edges(dossier: Dossier) -> None:
    edge = Edge(kind="story", left="baker", right="gazette", score=0.2, because=(why("too_little_shared", 4, 20),))
    assert "only 4 % of the shorter text is shared; a link needs 20 %" in why_text(dossier, "gazette", "baker", edges=[edge])


def test_unknown_id(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord, match="nobody"):
        why_text(dossier, "nobody")
