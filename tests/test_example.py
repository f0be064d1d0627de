"""The invented story under examples/ against its answer key: the key itself, then the dossier, layer by layer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import example_key as layers
from tests.example_key import KeyFault, Pile, Result, citations, cite, load, report_name

STORY = Path(__file__).parents[1] / "examples" / "ardel-wells"
REPORTS, KEY = STORY / "reports", load(STORY / "key")

# Each layer with the share of the key that must be right; a reason instead of a floor: built later, expected to fail until then.
LAYERS: list[tuple[Callable[[Pile], Result], float, str]] = [
    (layers.documents, 1.0, ""),
    (layers.published, 1.0, ""),
    (layers.furniture, 0.98, ""),
    (layers.furniture_kinds, 0.9, ""),
    (layers.direct, 1.0, ""),
    (layers.speakers, 0.9, ""),
    (layers.credits, 1.0, ""),
    (layers.reuse, 1.0, ""),
    (layers.derivations, 1.0, ""),
    (layers.stories, 1.0, ""),
    (layers.outlets, 1.0, ""),
    (layers.dating, 1.0, ""),
    (layers.direct_hard, 1.0, "nested and unbalanced quotations come with the statements"),
    (layers.statements, 0.9, "indirect and mixed statements come with the statements"),
    (layers.speaker_names, 0.9, "pronouns and descriptions are resolved with the statements"),
    (layers.attitudes, 0.84, ""),
    (layers.hedges, 0.85, ""),
    (layers.caveats, 0.85, ""),
    (layers.chains, 0.8, "chains come with the statements"),
    (layers.times, 0.88, ""),
    (layers.quantities, 0.93, ""),
    (layers.events, 0.85, ""),
    (layers.rules, 1.0, ""),
    (layers.actors, 0.96, ""),
    (layers.reuse_paraphrase, 1.0, ""),
    (layers.drift, 1.0, ""),
    (layers.claims, 0.85, "claims across wordings come with the conclusions"),
    (layers.discrepancies, 0.75, ""),
]


def _params() -> list[object]:
    def marks(reason: str) -> list[pytest.MarkDecorator]:
        return [pytest.mark.xfail(strict=False, reason=reason)] if reason else []

    return [pytest.param(layer, floor, id=layer.__name__, marks=marks(reason)) for layer, floor, reason in LAYERS]


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Pile:
    import headwater

    case = tmp_path_factory.mktemp("example") / "ardel.case"
    headwater.trace([REPORTS], case=case)
    return Pile(KEY, json.loads((case / "dossier.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("layer", "floor"), _params())
def test_layer(pile: Pile, layer: Callable[[Pile], Result], floor: float) -> None:
    result = layer(pile)
    differences = "\n  ".join(result.differences)
    assert result.share >= floor, f"{layer.__name__}: {result.right} of {result.asked} right\n  {differences}"


def test_every_citation_is_found_in_the_dossier(pile: Pile) -> None:
    assert len(list(citations(KEY, pile.texts))) > 400


# ------------------------------------------------------------------------------------------------ without the product


def _strip(page: str) -> str:
    """A crude reading text: blocks become lines, inline tags vanish."""
    page = re.sub(r"(?is)<(head|script|style)\b.*?</\1>|<!--.*?-->", "", page)
    page = re.sub(
        r"(?i)</?(p|h\d|div|li|ul|nav|figure|figcaption|footer|header|aside|section|article|main|time|body|html)\b[^>]*>", "\n", page
    )
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def _entry(feed: str, title: str) -> str:
    for entry in re.findall(r"(?s)<entry>.*?</entry>", feed):
        if html.unescape(re.search(r"(?s)<title>(.*?)</title>", entry)[1]) == title:  # type: ignore[index]
            return title + "\n" + _strip(html.unescape(re.search(r"(?s)<content[^>]*>(.*?)</content>", entry)[1]))  # type: ignore[index]
    raise LookupError(title)


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1252")
    return text.replace("\r\n", "\n")


def _crude_texts() -> dict[str, str]:
    texts = {}
    for row in KEY["documents/document"]:
        raw = _decode((REPORTS / row["file"]).read_bytes())
        texts[report_name(row)] = _entry(raw, row["entry"]) if "entry" in row else _strip(raw) if raw.startswith("<") else raw
    return texts


def test_key_lists_every_report() -> None:
    assert {path.name for path in REPORTS.iterdir()} == {row["file"] for row in KEY["documents/document"]}
    assert sorted(d for s in KEY["stories/story"] for d in s["documents"]) == sorted(report_name(r) for r in KEY["documents/document"])


def test_every_citation_occurs_once_in_its_report() -> None:
    assert len(list(citations(KEY, _crude_texts()))) > 400


def test_titles_stand_in_their_reports() -> None:
    texts = _crude_texts()
    for row in KEY["documents/document"]:
        assert row["title"] in texts[report_name(row)].split("\n"), row["title"]


def test_statements_refer_to_statements_of_the_same_report() -> None:
    rows = {row["id"]: row for row in KEY["statements/statement"] if "id" in row}
    for row in KEY["statements/statement"]:
        for other in [*row.get("caveats", []), *([row["parent"]] if "parent" in row else [])]:
            assert rows[other]["doc"] == row["doc"], other


def test_a_citation_that_is_absent_or_ambiguous_fails_loudly() -> None:
    texts = {"a": "The well. The well is dry."}
    assert cite(texts, "a", "well is dry").start == 14
    with pytest.raises(KeyFault, match="not there"):
        cite(texts, "a", "The river")
    with pytest.raises(KeyFault, match="there 2 times"):
        cite(texts, "a", "The well")


def test_a_dossier_made_from_the_key_is_right_in_every_layer() -> None:
    pile = Pile(KEY, layers.perfect(KEY, _crude_texts()))
    assert {layer.__name__: layer(pile).differences for layer, _, _ in LAYERS if layer(pile).share < 1} == {}


def test_a_dossier_of_the_bare_texts_is_wrong_in_every_layer() -> None:
    perfect = layers.perfect(KEY, _crude_texts())
    unread: dict[str, object] = {
        "outlet": None,
        "language": None,
        "furniture": [],
        "published": dict.fromkeys(("best", "earliest", "latest")),
    }
    bare = {name: [] for name in perfect} | {"documents": [document | unread for document in perfect["documents"]]}
    pile = Pile(KEY, bare)
    assert [layer.__name__ for layer, floor, _ in LAYERS if layer(pile).share >= floor] == []


def test_forms_of_the_files() -> None:
    assert (REPORTS / "newsline7-poison-wells.txt").read_bytes().startswith(b"\xef\xbb\xbfNEWSLINE 7\r\n")
    with pytest.raises(UnicodeDecodeError):
        (REPORTS / "inspectorate-statement-22.txt").read_bytes().decode("utf-8")
