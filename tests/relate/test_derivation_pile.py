"""A whole pile: upstreams that are not in it are named, copies of one wire are one family by their content."""

import pathlib

import headwater
from headwater.records import Dossier
from tests.relate.pile import COPY, WIRE

SHORTER = COPY.replace("Fishers Kept In Port", "Forty Boats Idle")


def case(folder: pathlib.Path, **texts: str) -> Dossier:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return headwater.trace([folder])


def test_an_upstream_outside_the_pile_is_named(tmp_path: pathlib.Path) -> None:
    found = case(tmp_path, bay=COPY, hill=SHORTER)
    outside = [one for one in found.derivations if one.upstream is None]
    assert {one.upstream_name for one in outside} == {"TAV"}
    assert {one.kind for one in outside} == {"credit_only"}
    assert {one.downstream for one in outside} == {one.id for one in found.documents}


def test_copies_of_one_wire_count_once_without_any_name(tmp_path: pathlib.Path) -> None:
    nameless = [text.replace("LUND FERRY (TAV) -- ", "") for text in (WIRE, SHORTER)]
    found = case(tmp_path, bay=nameless[0], hill=nameless[1])
    both = [claim for claim in found.claims if len({member.doc for member in claim.members}) > 1]
    assert both
    assert all(claim.independent.low == 1 for claim in both)
