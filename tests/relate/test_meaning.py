"""Sentences in other words: what stands above its topic, with a made-up encoder and with the shipped one; who was first on one day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from headwater import relate
from headwater.api import Piece, reuse
from headwater.relate.cuts import cut_from
from headwater.relate.meaning import blended, is_promising, leads
from tests.relate.pile import COPY, OTHER, OWN, WIRE, read

BACK = """In Lund Ferry forty fishermen are not let out to sea

Since Monday the port administration of Lund Ferry has not released some forty fishermen from the harbour. This was reported by an agency with reference to three of them.

According to one of the sailors, it was announced to them at the gates that their surnames are in the list and that before the twentieth of March not one person will go out.

The head of the port denied the existence of such lists. According to her, documents are checked, as happens each spring.

Last week a draft decree went to the municipal council, under which for going out to sea without a licence up to two years of imprisonment threaten.

The deputies will gather on Friday, and the teams are calling for a strike at the canning factory until the gates open.
"""


def test_a_text_translated_and_back_is_one_text_by_what_it_means() -> None:
    found = list(reuse([Piece(id="a", text=WIRE, language="en"), Piece(id="b", text=BACK, language="en")]))
    assert len(found) == 1
    shared = {(WIRE[p.a.start : p.a.end], BACK[p.b.start : p.b.end]) for p in found[0].passages}
    for ours, theirs in (("denied that any list", "denied the existence"), ("two years in prison", "two years of imprisonment"), ("on Friday", "on Friday")):
        assert any(ours in a and theirs in b for a, b in shared), (ours, shared)


@pytest.mark.parametrize("other", [OWN, OTHER])
def test_own_reports_are_not(other: str) -> None:
    assert list(reuse([Piece(id="a", text=WIRE, language="en"), Piece(id="b", text=other, language="en")])) == []


def test_without_the_encoder_copies_are_found_all_the_same() -> None:
    (one,) = reuse([Piece(id="a", text=WIRE, language="en"), Piece(id="b", text=COPY, language="en")], meaning=False)
    assert one.kind in ("verbatim", "near", "copy")


def test_the_same_pile_gives_the_same_passages_whatever_stands_beside() -> None:
    pair = [Piece(id="a", text=WIRE, language="en"), Piece(id="b", text=BACK, language="en")]
    (alone,) = reuse(pair)
    beside = next(one for one in reuse([*pair, Piece(id="c", text=OTHER, language="en")]) if (one.a, one.b) == ("a", "b"))
    assert {(p.a.start, p.b.start) for p in alone.passages} == {(p.a.start, p.b.start) for p in beside.passages}


scores = arrays.arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.floats(0, 1))


@given(scores)
def test_leads_do_not_depend_on_which_report_comes_first(table: np.ndarray) -> None:  # type: ignore[type-arg]
    above, near = leads(table)
    turned, near_turned = leads(table.T)
    assert np.allclose(above, turned.T)
    assert np.allclose(near, near_turned.T)
    assert is_promising(table) in (True, False)
    assert 0 <= blended(table, table).min() <= blended(table, table).max() <= 1


def test_a_pair_stands_out_against_its_topic() -> None:
    topic = np.full((9, 9), 0.6)
    topic[4, 4] = 0.8
    above, near = leads(topic)
    assert above.argmax() == 4 * 9 + 4
    assert near[3, 3] > near[0, 0] == pytest.approx(0)


LONG = "The harbour office of Tarn shut the eastern gate on Tuesday after a storm, clerk Osk Venn said. Of the 31 boats 12 were torn from the quay, according to Venn. The gate will open again on Friday when the quay is mended by the crews of the town."
CUT = "The harbour office of Tarn shut the eastern gate on Tuesday after a storm. Of the boats 12 were torn from the quay. The gate will open again on Friday when the quay is mended by the crews of the town."


def test_what_is_left_out_in_the_middle_shows_the_shortener() -> None:
    (long, _), (cut, _) = read("a", LONG), read("b", CUT)
    a, b = relate.profile(long, read("a", LONG)[1]), relate.profile(cut, read("b", CUT)[1])
    assert cut_from(a, b) > 0 > cut_from(b, a)


def test_a_text_that_merely_goes_on_is_not_taken_for_the_first() -> None:
    flash = read("a", "The bridge over the Sil was closed on Monday after a lorry hit a pillar, the police said.")
    carried_on = read("b", flash[0].text + ' Mayor Ada Brenn called it "a miracle" that nobody was hurt, and 40 engineers came from Port Lund.')
    assert cut_from(relate.profile(*flash), relate.profile(*carried_on)) == 0


@pytest.mark.parametrize(("first", "second", "upstream"), [("08:15:00", "08:16:30", "a"), ("09:00:00+03:00", "07:30:00+00:00", "a"), ("09:00:00", "08:00:00", "b")])
def test_minutes_decide_on_one_day(first: str, second: str, upstream: str) -> None:
    (one,) = reuse([Piece(id="a", text=WIRE, published=f"2021-03-04T{first}"), Piece(id="b", text=WIRE + " ", published=f"2021-03-04T{second}")])
    assert one.upstream == upstream
