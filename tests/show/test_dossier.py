import json
import pathlib

import jsonschema
import msgspec
import pytest

from headwater.errors import EvidenceMissing
from headwater.records import Basis, Dossier, Reason
from headwater.show.dossier import dossier_json, plain
from headwater.show.schema import dossier_schema, schema_bytes
from headwater.show.vocabulary import vocabulary
from headwater.text import SourceSpan, Span

DOCS = pathlib.Path(__file__).parents[2] / "docs"


def spans(node: object) -> list[dict[str, object]]:
    """Every written-out span below `node`."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [node] if isinstance(node, dict) and {"doc", "start", "end"} <= node.keys() else []
    return found + [span for part in inner for span in spans(part)]


def test_every_span_carries_its_words(dossier: Dossier) -> None:
    value = json.loads(dossier_json(dossier))
    texts = {doc["id"]: doc["text"] for doc in value["documents"]}
    found = spans(value)
    assert len(found) > 80
    assert all(texts[span["doc"]][span["start"] : span["end"]] == span["text"] for span in found)


def test_names_of_the_wire(dossier: Dossier) -> None:
    value = json.loads(dossier_json(dossier))
    assert value["discrepancies"][0]["class"] == "update"
    assert value["documents"][0]["published"]["basis"][0]["from"] == "text"
    assert value["documents"][4]["published"]["best"] is None
    assert value["derivations"][0]["because"][1]["text"] == "names the other outlet: “the Ovrin Gazette reported”"


def test_same_bytes_twice_and_valid(dossier: Dossier) -> None:
    first = dossier_json(dossier)
    assert first == dossier_json(dossier)
    assert first.endswith(b"}\n")
    jsonschema.Draft202012Validator(dossier_schema()).validate(json.loads(first))


def test_committed_references_are_true() -> None:
    assert (DOCS / "schema" / "dossier.schema.json").read_bytes() == schema_bytes()
    assert (DOCS / "vocabulary.md").read_text(encoding="utf-8") == vocabulary()
    jsonschema.Draft202012Validator.check_schema(dossier_schema())


@pytest.mark.parametrize("span", [Span("a", 0, 6), Span("b", 0, 1), Span("a", 6, 6)])
def test_span_outside_its_text(span: Span) -> None:
    with pytest.raises(EvidenceMissing):
        plain(span, texts={"a": "water"})


@pytest.mark.parametrize(
    ("captures", "text"),
    [({}, None), ({"p": "a <b>date</b>"}, "date")],
)
def test_source_span(captures: dict[str, str], text: str | None) -> None:
    basis = Basis(from_="page", text="date", span=SourceSpan("p", 5, 9))
    value = plain(basis, texts={}, captures=captures)
    assert value == {"from": "page", "text": "date", "span": {"capture": "p", "start": 5, "end": 9, "text": text}}


def test_reason_is_rendered_with_its_words() -> None:
    value = plain(Reason("same_mouth", ("x",), (Span("a", 0, 5),)), texts={"a": "water\nflows"})
    assert value["text"] == "rests on the same person's words: “water”"
    assert value["refs"] == ["x"]
    assert value["spans"] == [{"doc": "a", "start": 0, "end": 5, "text": "water"}]


def test_broken_file_name_does_not_break_the_file(dossier: Dossier) -> None:
    odd = msgspec.structs.replace(dossier.documents[0], path="caf\udce9.txt")
    value = json.loads(dossier_json(msgspec.structs.replace(dossier, documents=(odd, *dossier.documents[1:]))))
    assert value["documents"][0]["path"] == "caf\ufffd.txt"


def test_empty_dossier_is_valid(dossier: Dossier) -> None:
    value = json.loads(dossier_json(Dossier(generator=dossier.generator)))
    jsonschema.Draft202012Validator(dossier_schema()).validate(value)
