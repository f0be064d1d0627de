"""STIX 2.1 (OASIS Standard): outlets and speakers as identities, reports as `report`, derivations as relationships, claims as notes."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from headwater.records import Dossier
from headwater.show.dossier import utf8

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:headwater")
UNKNOWN = "1970-01-01T00:00:00.000Z"  # STIX demands a time; one that nobody takes for a date
KIND = {"person": "individual", "organization": "organization", "group": "group"}


def stix_bundle(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One bundle; ids are made from those of the case, so that a second export gives the same."""
    made = f"{dossier.generator.created[:19]}.000Z" if dossier.generator.created else UNKNOWN
    common = {"spec_version": "2.1", "created": made, "modified": made}
    identities = {
        actor.id: _object("identity", actor.id, common, name=actor.name, identity_class=KIND[actor.kind])
        for actor in dossier.actors
        if actor.kind in KIND and actor.naming == "named"
    }
    outlets = {
        doc.outlet: _object("identity", f"outlet {doc.outlet}", common, name=doc.outlet, identity_class="organization")
        for doc in dossier.documents
        if doc.outlet
    }
    reports = _reports(dossier, outlets, common)
    links = [
        _object(
            "relationship",
            d.id,
            common,
            relationship_type="derived-from",
            source_ref=_id("report", d.downstream),
            target_ref=_id("report", d.upstream),
        )
        for d in dossier.derivations
        if d.upstream
    ]
    notes = [
        _object(
            "note",
            c.id,
            common,
            abstract=f"claim: {c.status}",
            content=c.text,
            object_refs=list(dict.fromkeys(_id("report", m.doc) for m in c.members)),
        )
        for c in dossier.claims
    ]
    objects = [*identities.values(), *outlets.values(), *reports, *links, *notes]
    bundle = {"type": "bundle", "id": _id("bundle", "bundle"), "objects": objects}
    yield "stix.json", msgspec.json.format(msgspec.json.encode(bundle), indent=1) + b"\n"


def _reports(dossier: Dossier, outlets: Mapping[str, dict[str, Any]], common: Mapping[str, Any]) -> list[dict[str, Any]]:
    out = []
    for doc in dossier.documents:
        refs: Sequence[str] = [outlets[doc.outlet]["id"]] if doc.outlet else [_id("report", doc.id)]
        day = doc.published.best or doc.published.earliest
        published = f"{day}T00:00:00.000Z" if day else UNKNOWN
        links = [{"source_name": doc.outlet or "report", "url": doc.url}] if doc.url else []
        name = doc.title or doc.path.rpartition("/")[2]
        report = _object("report", doc.id, common, name=name, report_types=["observed-data"], published=published, object_refs=list(refs))
        out.append(report | ({"external_references": links} if links else {}))
    return out


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(SPACE, f'{kind} {key}')}"


def _object(kind: str, key: str, common: Mapping[str, Any], **properties: object) -> dict[str, Any]:
    written = {name: utf8(value) if isinstance(value, str) else value for name, value in properties.items()}
    return {"type": kind, "id": _id(kind, key), **common, **written}
