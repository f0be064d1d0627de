"""The outlet by its own words."""

import pytest

from headwater.clean import find_furniture
from headwater.clean.head import find_title
from headwater.clean.outlets import bare_outlet, in_title_case, outlet_of
from headwater.lexicon import outlets
from tests.clean.test_furniture import BODY, TITLE, page

TABLE = [
    (page("Support The Lund Post!", TITLE, *BODY), "Lund Post"),
    (
        page(TITLE, *BODY, '"It is shut," Orrin told the Lund Courier.', "The Lund Courier could not independently verify his account."),
        "Lund Courier",
    ),
    (page("LUND RADIO\nThe voice of the coast", TITLE, *BODY), "Lund Radio"),
    (page(TITLE, "LUND FERRY (TAV) -- " + BODY[0], *BODY[1:], "TAV/ev/ot"), "TAV"),
    (page(TITLE, *BODY, "© 2021 Lund Gazette. All rights reserved."), "Lund Gazette"),
    # a wire that was told by a paper is not that paper
    (page("PORT LUND (NPW) -- " + BODY[0], *BODY[1:], "The captain told the Lund Gazette newspaper that the door was open."), None),
    (page(TITLE, *BODY), None),
    # one mention of another outlet is no ground
    (page(TITLE, *BODY, "The gate will stay shut, the Kestrel Courier reports."), None),
]


HEADLINE = "Storm closes the gate in Lund Ferry"
SIGNED = ("By Edda Vale\n3 March 2024", "3 March 2024", "By Edda Vale")
MASTHEADS = [
    *((f"{name}\n{HEADLINE}\n{below}", name) for name in ("Dorne Messenger", "Daily Ledger", "World Digest", "Radio Selva", "Coastwire") for below in SIGNED),
    *((f"{name}\n{HEADLINE}\n{below}", name.removeprefix("The ")) for name in ("The Daily Ledger", "The Lund Courier", "Evening Lantern of Lund") for below in SIGNED[:2]),
    (f"{HEADLINE}\nTidewater Record, 3 March 2024", "Tidewater Record"),
    # what stands above a headline is no masthead
    ("PRESS RELEASE\n" + HEADLINE + "\n3 March 2024", None),
    ("Politics\n" + HEADLINE + "\n3 March 2024", None),
    ("Lund Ferry\n" + HEADLINE + "\n3 March 2024", None),
    ("Anna Vale\n" + HEADLINE + "\n3 March 2024", None),
    ("Forty Boats Idle\nCrews wait for the gate to open\nBy Edda Vale", None),
    (HEADLINE + "\nLund Ferry, 3 March 2024", None),
]


@pytest.mark.parametrize(("head", "expected"), MASTHEADS)
def test_a_masthead_above_the_headline(head: str, expected: str | None) -> None:
    content = page(head, *BODY, "A fisher told the Lantern that he had seen it.") if "Lantern" in head else page(head, *BODY)
    title = find_title(content)
    name, _ = outlet_of(content, find_furniture(content, doc="d", title=title), doc="d", title=title)
    assert (name or "").removeprefix("The ") == (expected or "")
    assert title and content[slice(*title)] in (HEADLINE, "Forty Boats Idle")


@pytest.mark.parametrize(("content", "expected"), TABLE)
def test_outlets(content: str, expected: str | None) -> None:
    title = find_title(content)
    name, basis = outlet_of(content, find_furniture(content, doc="d", title=title), doc="d", title=title)
    assert (name or "").removeprefix("The ") == (expected or "")
    assert bool(basis) == bool(expected)


def test_names_of_outlets() -> None:
    assert outlets.known("the AP") == "Associated Press"
    assert outlets.known("AFP’s Paris bureau") == "Agence France-Presse"
    assert outlets.known("Orrin Vale") is None
    assert bare_outlet("Lund Radio - News") == "Lund Radio"
    assert bare_outlet("Lund - Kestrel Post") == "Lund - Kestrel Post"
    assert in_title_case("COURT OF LUND") == "Court of Lund"
    assert in_title_case("TAV") == "TAV"
