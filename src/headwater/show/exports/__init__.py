"""The dossier in the formats of other tools; each is a function from a dossier to named files (name, bytes)."""

from collections.abc import Callable, Iterator

from headwater.records import Dossier
from headwater.show.exports.follow_the_money import ftm_lines
from headwater.show.exports.prov import prov_document
from headwater.show.exports.schema_org import claims_json
from headwater.show.exports.stix import stix_bundle
from headwater.show.exports.tables import csv_files, json_lines, parquet_files
from headwater.show.exports.timelinejs import timeline_json
from headwater.show.exports.web_annotation import annotation_page
from headwater.show.exports.word import word_document

__all__ = ["FORMATS"]

FORMATS: dict[str, Callable[[Dossier], Iterator[tuple[str, bytes]]]] = {
    "csv": csv_files,
    "docx": word_document,
    "ftm": ftm_lines,
    "jsonl": json_lines,
    "parquet": parquet_files,
    "prov": prov_document,
    "schemaorg": claims_json,
    "stix": stix_bundle,
    "timelinejs": timeline_json,
    "webannotation": annotation_page,
}
