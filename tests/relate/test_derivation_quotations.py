"""What two reports share in quotation marks is a speaker's; one text kept twice is one document; credits lead to reports."""

import pathlib

import pytest

import headwater
from headwater.conclude.revisions import find_versions, told_apart
from headwater.records import Dossier
from headwater.show.lineage import origins
from tests.relate.pile import read

STATEMENT = """Brack Paper Mills

At 6.20 this morning a boiler burst in hall 2 of our Lund works. Three fitters have been taken to hospital with burns. There is no danger to the neighbourhood.

The works fire crew was on site at once. Production has been halted, and the cause is being looked into.
"""
OWN_VOICES = """Lund Gazette
Boiler bursts at paper mill
By Edda Vale
10 October 2023

A boiler burst at the paper mill on Tuesday. The company said in a statement: "At 6.20 this morning a boiler burst in hall 2. Three fitters have been taken to hospital with burns. There is no danger to the neighbourhood."

A baker, Orrin Tarn, said he had heard two bangs. "The second one threw me off my feet," he said. Ibe Solvang, who teaches next door, said the children had been sent home.

Karst Oden, a fitter, said the valve had been leaking for weeks. The harbour office will test the water on Wednesday.
"""


def case(folder: pathlib.Path, **texts: str | bytes) -> Dossier:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return headwater.trace([folder])


def test_a_quoted_statement_leaves_two_origins(tmp_path: pathlib.Path) -> None:
    found = case(tmp_path, press=STATEMENT, own=OWN_VOICES)
    (link,) = found.derivations
    assert "quotes_only" in {reason.code for reason in link.because}
    assert origins([one.id for one in found.documents], found.derivations, found.versions) == (2, 2)


RUSSIAN = "Буря закрыла ворота гавани\n\nВорота гавани закрыты после бури, сообщил совет города во вторник. Никто не пострадал.\n\nСовет собрался вечером и отложил решение.\n"


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "utf-16"])
def test_one_text_in_two_character_sets_is_one_document(tmp_path: pathlib.Path, charset: str) -> None:
    found = case(tmp_path, first=RUSSIAN, again=RUSSIAN.encode(charset))
    assert [len(one.documents) for one in found.versions] == [2]
    assert [len(one.documents) for one in found.stories] == [2]
    assert origins([one.id for one in found.documents], found.derivations, found.versions) == (1, 1)


def test_the_same_words_of_two_outlets_are_no_versions() -> None:
    (one, _), (other, _), (later, _) = (read(id, STATEMENT, **known) for id, known in (("a", {"outlet": "Lund Post"}), ("b", {"outlet": "Bay Courier"}), ("c", {})))
    assert find_versions([one, other]) == ()
    assert [version.documents for version in find_versions([one, later])] == [("a", "c")]
    assert [reason.code for reason in told_apart(one, later)] == ["same_text_twice"]


MESSENGER = """Dorne Lantern
Fisher says he saw lights at the lock
By Ilse Krantz
18 August 2023

A fisher said on Friday that he had seen divers with lamps at the Zelin lock.

The fisher, who gave his name only as Marek, told the Lantern he had seen "four or five" divers with lamps as he mended nets on Thursday night. His account could not be confirmed.
"""
TODAY = """Dorne Tidings
Divers seen at lock
19 August 2023

Witnesses have seen divers with lamps at the Zelin lock, the Dorne Lantern reports.

They said they had seen five divers with lamps on Thursday night.
"""
DIGEST = """World Tidings
Frogmen take over lock, witnesses say
20 August 2023

Dozens of frogmen took over the Zelin lock on Thursday night, according to several witnesses quoted by Dorne Tidings.

The lock keeper did not wish to comment.
"""


def test_a_chain_of_credits(tmp_path: pathlib.Path) -> None:
    found = case(tmp_path, a=MESSENGER, b=TODAY, c=DIGEST)
    names = {one.id: one.outlet for one in found.documents}
    assert {(names.get(one.upstream or ""), names[one.downstream]) for one in found.derivations} == {
        ("Dorne Lantern", "Dorne Tidings"),
        ("Dorne Tidings", "World Tidings"),
    }
    assert all(one.coverage > 0 for one in found.derivations if one.kind != "credit_only")


def test_a_wire_that_is_not_in_the_pile_is_named(tmp_path: pathlib.Path) -> None:
    closing = MESSENGER.replace("told the Lantern", "told Coastwire").replace("Dorne Lantern\n", "") + "\n(Coastwire)\n"
    found = case(tmp_path, a=closing)
    assert {one.upstream_name for one in found.derivations} == {"Coastwire"}
