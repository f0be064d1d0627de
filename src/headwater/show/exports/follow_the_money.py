"""FollowTheMoney entities as JSON lines: reports, persons and organisations that are named in them, and where they are mentioned."""

from collections.abc import Iterator
from typing import Any

import msgspec

from headwater.records import Actor, Document, Dossier
from headwater.show.dossier import utf8

SCHEMA = {"person": "Person", "organization": "Organization"}  # places, groups, laws and works have no schema that says as much


def ftm_lines(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One file of entities with the schemata Article, Person, Organization and Mention; ids are those of the case with the prefix `hw-`."""
    spoken_of = [actor for actor in dossier.actors if actor.kind in SCHEMA and actor.naming == "named"]
    entities = [
        *(_article(doc) for doc in dossier.documents),
        *(_actor(actor) for actor in spoken_of),
        *(entity for actor in spoken_of for entity in _mentions(actor, dossier)),
    ]
    yield "entities.ftm.json", b"".join(msgspec.json.encode(entity) + b"\n" for entity in entities)


def _entity(id: str, schema: str, **properties: str | list[str] | None) -> dict[str, Any]:
    lists = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {
        "id": f"hw-{id}",
        "schema": schema,
        "properties": {name: [utf8(one) for one in some if one] for name, some in lists.items() if some},
    }


def _article(doc: Document) -> dict[str, Any]:
    return _entity(
        doc.id,
        "Article",
        title=doc.title,
        fileName=doc.path.rpartition("/")[2],
        publisher=doc.outlet,
        author=list(doc.authors),
        publishedAt=doc.published.best,
        sourceUrl=doc.url,
        language=doc.language,
        bodyText=doc.text,
        contentHash=doc.sha256 if len(doc.sha256) == 40 else None,
    )


def _actor(actor: Actor) -> dict[str, Any]:
    roles = {"position": [role.name for role in actor.roles]} if actor.kind == "person" else {}
    other = [name for name in actor.names if name != actor.name]
    return _entity(actor.id, SCHEMA[actor.kind], name=actor.name, alias=other, country=(actor.country or "").lower() or None, **roles)


def _mentions(actor: Actor, dossier: Dossier) -> Iterator[dict[str, Any]]:
    wanted = set(actor.mentions)
    reports = dict.fromkeys(mention.span.doc for mention in dossier.mentions if mention.id in wanted)
    for doc in reports:
        yield _entity(
            f"{actor.id}-{doc}",
            "Mention",
            name=actor.name,
            document=f"hw-{doc}",
            resolved=f"hw-{actor.id}",
            detectedSchema=SCHEMA[actor.kind],
        )
