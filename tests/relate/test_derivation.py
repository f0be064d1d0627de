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
