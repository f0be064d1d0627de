"""Exports: each opened by the reference reader of its format where it is installed, and every line leads back into the case."""

import csv
import io
import json
import re

import docx
import msgspec
import pytest

from headwater.cli import EXPORTS
from headwater.records import Dossier
from headwater.show.exports import FORMATS
from headwater.show.exports.tables import safe


def _one(dossier: Dossier, name: str) -> bytes:
    ((_, content),) = FORMATS[name](dossier)
    return content


def test_the_help_names_every_format() -> None:
    assert set(EXPORTS) == set(FORMATS) | {"pdf", "dossier"}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"docx", "parquet"}))
def test_a_second_export_is_the_same(name: str, dossier: Dossier) -> None:
    assert list(FORMATS[name](dossier)) == list(FORMATS[name](dossier))


# -- tables -------------------------------------------------------------------------------------------


def test_tables_open_and_every_column_is_explained(dossier: Dossier) -> None:
    files = dict(FORMATS["csv"](dossier))
    tables = {name: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) for name, content in files.items()}
    explained = {(row[0], row[1]) for row in tables.pop("columns.csv")[1:]}
    for name, (header, *rows) in tables.items():
        assert {(name, column) for column in header} <= explained
        assert all(len(row) == len(header) for row in rows), name
    statements = dict(zip(tables["statements.csv"][0], tables["statements.csv"][1], strict=True))
    assert statements["id"] == dossier.statements[0].id
    assert statements["text"]


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert str(safe(cell)).startswith("'")


def test_json_lines_hold_every_record(dossier: Dossier) -> None:
    lines = [json.loads(line) for line in _one(dossier, "jsonl").splitlines()]
    assert [line["id"] for line in lines if line["list"] == "claims"] == [claim.id for claim in dossier.claims]
    assert len([line for line in lines if line["list"] == "mentions"]) == len(dossier.mentions)


def test_parquet_opens(dossier: Dossier) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = dict(FORMATS["parquet"](dossier))
    table = parquet.read_table(io.BytesIO(files["statements.parquet"])).to_pylist()
    assert [row["id"] for row in table] == [statement.id for statement in dossier.statements]


# -- the web ------------------------------------------------------------------------------------------


def test_annotations_hold_their_words_by_place_and_by_quote(dossier: Dossier) -> None:
    page = json.loads(_one(dossier, "webannotation"))
    texts = {f"urn:headwater:{doc.id}": doc.text for doc in dossier.documents} | {doc.url: doc.text for doc in dossier.documents if doc.url}
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    for one in page["items"]:
        for target in one["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.find(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0


def test_a_timeline_has_dates_and_escaped_words(dossier: Dossier) -> None:
    timeline = json.loads(_one(dossier, "timelinejs"))
    assert timeline["events"]
    for event in timeline["events"]:
        assert 1 <= event["start_date"]["month"] <= 12
        assert "<" not in event["text"]["headline"]


def test_a_claim_review_needs_a_person(dossier: Dossier) -> None:
    graph = json.loads(_one(dossier, "schemaorg"))["@graph"]
    assert {one["@type"] for one in graph} == {"Claim"}
    assert [one["@id"] for one in graph] == [f"urn:headwater:{claim.id}" for claim in dossier.claims]


# -- reference readers --------------------------------------------------------------------------------


def test_provenance_opens_in_the_reference_reader(dossier: Dossier) -> None:
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(content=_one(dossier, "prov").decode(), format="json")
    derived = list(document.get_records(model.ProvDerivation))
    assert len(derived) == len([one for one in dossier.derivations if one.upstream or one.upstream_name])


def test_stix_opens_in_the_reference_reader(dossier: Dossier) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(_one(dossier, "stix").decode())
    assert {one["type"] for one in bundle.objects} >= {"report", "identity"}


def test_stix_ids_are_well_formed_and_refer_to_what_is_there(dossier: Dossier) -> None:
    objects = json.loads(_one(dossier, "stix"))["objects"]
    there = {one["id"] for one in objects}
    assert len(there) == len(objects)
    for one in objects:
        assert re.fullmatch(rf"{one['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[89ab][0-9a-f]{{3}}-[0-9a-f]{{12}}", one["id"])
        refs = [*one.get("object_refs", []), *(one[key] for key in ("source_ref", "target_ref") if key in one)]
        assert set(refs) <= there


FTM = {
    "Article": {"title", "fileName", "publisher", "author", "publishedAt", "sourceUrl", "language", "bodyText", "contentHash"},
    "Person": {"name", "alias", "country", "position"},
    "Organization": {"name", "alias", "country"},
    "Mention": {"name", "document", "resolved", "detectedSchema"},
}  # properties of FollowTheMoney 4 that are used


def test_entities_keep_to_the_schemata(dossier: Dossier) -> None:
    entities = [json.loads(line) for line in _one(dossier, "ftm").splitlines()]
    ids = {one["id"] for one in entities}
    for one in entities:
        assert set(one["properties"]) <= FTM[one["schema"]], one["schema"]
        assert all(isinstance(value, str) for values in one["properties"].values() for value in values)
        assert {*one["properties"].get("document", []), *one["properties"].get("resolved", [])} <= ids


def test_entities_open_in_the_reference_reader(dossier: Dossier) -> None:
    model = pytest.importorskip("followthemoney").model
    for line in _one(dossier, "ftm").splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        for name, values in entity["properties"].items():
            assert proxy.get(name), (entity["schema"], name, values)


def test_a_word_document_opens_with_every_claim(dossier: Dossier) -> None:
    page = docx.Document(io.BytesIO(_one(dossier, "docx")))
    words = "\n".join(paragraph.text for paragraph in page.paragraphs)
    for claim in dossier.claims:
        assert claim.id in words


def test_hostile_names_survive_every_format(dossier: Dossier) -> None:
    doc = msgspec.structs.replace(dossier.documents[0], title="=cmd|'/C calc'!A0 <script>\x00\ud800", outlet="\x08<b>")
    hostile = msgspec.structs.replace(dossier, documents=(doc, *dossier.documents[1:]))
    for name in sorted(set(FORMATS) - {"parquet"}):
        for file, content in FORMATS[name](hostile):
            assert content, (name, file)
