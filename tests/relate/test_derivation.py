"""Who derives from whom, which way, and why not."""

import itertools

from headwater import relate
from headwater.records import Derivation
from tests.relate.pile import COPY, OTHER, OWN, REWRITE, WIRE, read


def derive(**texts: tuple[str, dict[str, str]] | str) -> list[Derivation]:
    pile = [read(id, given, language="en") if isinstance(given, str) else read(id, given[0], **given[1]) for id, given in texts.items()]
    profiles = [relate.profile(*pair) for pair in pile]
    weights = relate.weights(profiles)
    sides = [relate.Side(*pair, one) for pair, one in zip(pile, profiles, strict=True)]
    shared = {(a.doc, b.doc): found for a, b in itertools.combinations(profiles, 2) if (found := relate.reuse(a, b, weights))}
    known = relate.derivations(sides, shared)
    return [*known, *relate.credited(sides, shared, known, weights)]


def links(found: list[Derivation]) -> set[tuple[str | None, str, str]]:
    return {(one.upstream, one.downstream, one.kind) for one in found}


TAV = {"outlet": "TAV"}


def test_a_shortened_copy_of_the_wire() -> None:
    assert links(derive(wire=(WIRE, TAV), copy=(COPY, {}))) == {("wire", "copy", "copy")}


def test_the_order_in_the_pile_does_not_matter() -> None:
    assert links(derive(copy=(COPY, {}), wire=(WIRE, TAV))) == {("wire", "copy", "copy")}


def test_a_rewrite_that_hides_the_witness() -> None:
    (one,) = derive(wire=(WIRE, TAV), rewrite=(REWRITE, {}))
    assert (one.upstream, one.downstream) == ("wire", "rewrite")
    assert one.kind in ("rewrite", "partial")
    assert {"names_outlet", "names_unnamed"} <= {reason.code for reason in one.because}


def test_two_copies_of_one_wire_are_not_linked_with_each_other() -> None:
    found = derive(wire=(WIRE, TAV), copy=(COPY, {}), other=(COPY.replace("Fishers Kept In Port", "Forty Boats Idle"), {}))
    assert {(one.upstream, one.downstream) for one in found} == {("wire", "copy"), ("wire", "other")}


def test_a_later_report_is_never_upstream() -> None:
    found = derive(a=(COPY, {"published": "2021-03-03"}), b=(WIRE, {"published": "2021-03-05"}))
    assert {(one.upstream, one.downstream) for one in found} == {("a", "b")}


def test_own_reporting_on_the_same_events_is_no_copy() -> None:
    assert derive(wire=(WIRE, TAV), own=(OWN, {})) == []


def test_another_story_is_not_linked() -> None:
    assert derive(wire=(WIRE, TAV), other=(OTHER, {})) == []


def test_every_link_says_why_with_words_of_the_texts() -> None:
    for one in derive(wire=(WIRE, TAV), copy=(COPY, {}), rewrite=(REWRITE, {})):
        assert one.because
        assert any(reason.spans for reason in one.because)


def test_why_two_reports_are_not_linked() -> None:
    pile = [read("wire", WIRE), read("other", OTHER)]
    sides = [relate.Side(*pair, relate.profile(*pair)) for pair in pile]
    assert [reason.code for reason in relate.why_not(sides[0], sides[1], ())] == ["nothing_shared"]


FORM = """Quake Shakes {place}

A magnitude {size} earthquake struck near {place} on {day}, the seismology office said. The quake hit at {hour} local time at a depth of 10 kilometres.

There were no immediate reports of casualties or damage. The region lies on a fault line and is often shaken by tremors, according to the office in {town}.
"""


def test_a_stock_form_filled_in_anew_is_no_copy() -> None:
    first = FORM.format(place="Tarn", size="5.1", day="Monday", hour="6:12 a.m.", town="Lund")
    second = FORM.format(place="Morva", size="4.8", day="Friday", hour="9:40 p.m.", town="Osk")
    found = derive(
        a=(first, {"published": "2021-05-02", "outlet": "Seismo Daily"}), b=(second, {"published": "2021-09-19", "outlet": "Seismo Daily"})
    )
    assert found == []


HARBOUR = """The harbour office of Lund Ferry has barred at least 40 fishers from leaving port since Monday, three of them said at the eastern gate.

Deckhand Orrin Vale said that the names were read out by the harbour master on 12 March in front of the cannery, and that nobody was told the reason.

The council of Lund Ferry will meet on Friday, and crews have called for a strike until the gate is opened again for all 31 boats.
"""
WRONG = HARBOUR.replace("Orrin Vale", "Orwin Wale").replace("12 March", "21 March")


def test_errors_lead_to_the_report_they_were_inherited_from() -> None:
    found = derive(
        right=(HARBOUR, {"published": "2021-03-13", "outlet": "TAV"}),
        wrong=(WRONG, {"published": "2021-03-14", "outlet": "Bay Courier"}),
        last=(WRONG.replace("Deckhand ", ""), {"published": "2021-03-15", "outlet": "Hill Gazette"}),
    )
    assert {(one.upstream, one.downstream) for one in found} == {("right", "wrong"), ("wrong", "last")}
    (last,) = (one for one in found if one.downstream == "last")
    (inherited,) = (reason for reason in last.because if reason.code == "inherits_error")
    assert inherited.values == ("21, Wale",)


def test_a_report_made_of_two_has_two_upstreams() -> None:
    first, second = HARBOUR.split("\n\n")[0], "\n\n".join(CHOIR.split("\n\n")[:2])
    found = derive(
        harbour=(HARBOUR, {"published": "2021-03-13", "outlet": "TAV"}),
        choir=(CHOIR, {"published": "2021-03-13", "outlet": "Hill Gazette"}),
        both=(first + "\n\n" + HARBOUR.split("\n\n")[2] + "\n" + second, {"published": "2021-03-15", "outlet": "Bay Courier"}),
    )
    assert {(one.upstream, one.downstream) for one in found} == {("harbour", "both"), ("choir", "both")}


CHOIR = """The children's choir of Sundermark won the regional prize on Sunday with a song about the winter that its conductor had found in an old school book.

The prize comes with a week in the mountains, where the choir will rehearse for the autumn season with singers from two other valleys and a guest from Tarn.

The jury of five sat for three hours and did not say how it had voted.
"""


def why(a: tuple[str, dict[str, str]], b: tuple[str, dict[str, str]]) -> list[str]:
    pile = [read(id, text, **known) for id, (text, known) in (("a", a), ("b", b))]
    profiles = [relate.profile(*pair) for pair in pile]
    sides = [relate.Side(*pair, one) for pair, one in zip(pile, profiles, strict=True)]
    shared = relate.reuse(*profiles, relate.weights(profiles))
    return [reason.code for reason in relate.why_not(sides[0], sides[1], shared)]


def test_why_a_near_pair_is_not_linked() -> None:
    form = [FORM.format(place=p, size=s, day=d, hour=h, town=t) for p, s, d, h, t in (("Tarn", "5.1", "Monday", "6:12 a.m.", "Lund"), ("Morva", "4.8", "Friday", "9:40 p.m.", "Osk"))]
    assert why((form[0], {}), (form[1], {})) == ["form_filled_anew"]
    assert why((HARBOUR, {}), (HARBOUR, {})) == ["direction_open"]
    speech = '"We will open the eastern gate on Friday when the quay is mended, and not one hour before that," said the harbour master.'
    other = "In the afternoon rain fell on Lund Ferry and the market closed early, so that many heard of it only from the radio."
    own = "The council sat behind closed doors for most of the day while crews waited on the steps with their families and sang."
    assert why((f"{own}\n\n{speech}\n", {}), (f"{other}\n\n{speech}\n", {})) == ["shares_quotations"]


def test_why_two_ends_of_a_chain_are_not_linked() -> None:
    pile = {"first": (HARBOUR, {"published": "2021-03-13"}), "second": (WRONG, {"published": "2021-03-14"}), "third": (WRONG.replace("Deckhand ", ""), {"published": "2021-03-15"})}
    known = derive(**pile)
    sides = [relate.Side(*pair, relate.profile(*pair)) for id in ("first", "third") for pair in [read(id, pile[id][0], **pile[id][1])]]
    shared = relate.reuse(sides[0].profile, sides[1].profile, relate.weights([side.profile for side in sides]))
    (reason,) = relate.why_not(sides[0], sides[1], shared, known)
    assert reason.code == "through_another"
    assert "second" in reason.refs
