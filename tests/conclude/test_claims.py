"""Claims and how many origins they have: copies add none, one mouth counts once."""

from headwater import conclude, run
from headwater.records import Claim
from tests.relate.pile import COPY, REWRITE, WIRE, read

TWO_VOICES = """Harbour Office Speaks Of Papers

The harbour office of Lund Ferry has barred at least 40 fishers from leaving port since Monday, Karst Oden, the owner of the cannery, said on Wednesday.

He said he had counted them himself from his window above the eastern gate, where they wait for the list to be read.
"""


def claims(**texts: tuple[str, dict[str, str]]) -> list[Claim]:
    pile = [read(id, text, **known) for id, (text, known) in texts.items()]
    documents, found = [d for d, _ in pile], [a for _, a in pile]
    related = run.related(documents, found)
    _, _, statements = conclude.find_actors(found)
    return list(conclude.find_claims({d.id: d for d in documents}, found, statements, related.reuse, related.derivations))


def test_a_copy_adds_no_origin() -> None:
    found = claims(wire=(WIRE, {"outlet": "TAV"}), copy=(COPY, {}))
    assert found
    assert {(c.independent.low, c.independent.high) for c in found} == {(1, 1)}


def test_one_witness_turned_into_several_adds_none() -> None:
    found = claims(wire=(WIRE, {"outlet": "TAV"}), rewrite=(REWRITE, {}))
    quoted = next(c for c in found if "names are on a list" in c.text)
    assert (quoted.independent.low, quoted.independent.high) == (1, 1)
    assert quoted.origins[0].root == "Orrin Vale"
    assert quoted.origins[0].because


def test_every_member_cites_words_of_its_report() -> None:
    texts = {"wire": WIRE, "copy": COPY}
    for claim in claims(wire=(WIRE, {"outlet": "TAV"}), copy=(COPY, {})):
        assert len({m.doc for m in claim.members}) > 1
        for member in claim.members:
            assert texts[member.doc][member.span.start : member.span.end].strip()


def test_two_voices_that_share_words_are_not_more_than_two_origins() -> None:
    for claim in claims(wire=(WIRE, {"outlet": "TAV"}), own=(TWO_VOICES, {})):
        assert 1 <= claim.independent.low <= claim.independent.high <= 2


PRESS = """Fire On The Ferry

The director of the port, Petra Rowe, spoke to reporters at noon in the fish hall of Lund Ferry.

"We will not sail again before every door has been tested twice, and I will stand there myself," Rowe said.
"""
OTHER_ROOM = """Questions After The Fire

Reporters asked the port about the doors, and about the crew who had closed them in the dark.

"We will not sail again before every door has been tested twice, and I will stand there myself," said the director, Petra Rowe.

A cook who was on board doubts it, he said on Thursday in the canteen of the yard.
"""


def test_one_quotation_in_two_reports_is_one_origin_and_no_copying() -> None:
    pile = [read("a", PRESS), read("b", OTHER_ROOM)]
    related = run.related([d for d, _ in pile], [a for _, a in pile])
    assert related.derivations == ()
    (found,) = [c for c in claims(a=(PRESS, {}), b=(OTHER_ROOM, {})) if "tested twice" in c.text]
    assert (found.independent.low, found.independent.high, found.status) == (1, 1, "single_origin")
