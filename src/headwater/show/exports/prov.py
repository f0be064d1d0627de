"""PROV-JSON (W3C Member Submission of 2013): reports as entities, outlets as agents, what was derived from what, quoted from whom."""

from collections.abc import Iterator
from typing import Any

import msgspec

from headwater.records import Dossier
from headwater.show.dossier import utf8
from headwater.text import digest

NAMESPACE = "urn:headwater:"


def prov_document(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One document in PROV-JSON with the prefix `hw`; outlets outside the pile are entities without a text."""
    outside = {d.upstream_name: _outside(d.upstream_name) for d in dossier.derivations if d.upstream is None and d.upstream_name}
    outlets = {doc.outlet: _agent(doc.outlet) for doc in dossier.documents if doc.outlet}
    body = {
        "prefix": {"hw": NAMESPACE, "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "entity": {
            **{f"hw:{doc.id}": _facts({"prov:type": "report", "dcterms:title": doc.title, "dcterms:date": doc.published.best, "dcterms:source": doc.url}) for doc in dossier.documents},
            **{id: _facts({"prov:type": "report outside the pile", "dcterms:title": name}) for name, id in outside.items()},
        },
        "agent": {id: _facts({"prov:type": "outlet", "dcterms:title": name}) for name, id in outlets.items()},
        "wasAttributedTo": {
            f"_:a{at}": {"prov:entity": f"hw:{doc.id}", "prov:agent": outlets[doc.outlet]} for at, doc in enumerate(dossier.documents) if doc.outlet
        },
        "wasDerivedFrom": {
            f"hw:{d.id}": {
                "prov:generatedEntity": f"hw:{d.downstream}",
                "prov:usedEntity": f"hw:{d.upstream}" if d.upstream else outside[d.upstream_name or ""],
                "prov:type": d.kind,
                "hw:confidence": {"$": str(d.confidence), "type": "xsd:double"},
            }
            for d in dossier.derivations
            if d.upstream or d.upstream_name
        },
    }  # fmt: skip
    yield "prov.json", msgspec.json.format(msgspec.json.encode({key: part for key, part in body.items() if part}), indent=1) + b"\n"


def _outside(name: str) -> str:
    return f"hw:outside-{digest('outside', name)}"


def _agent(name: str) -> str:
    return f"hw:outlet-{digest('outlet', name)}"


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: utf8(value) for key, value in facts.items() if value}
