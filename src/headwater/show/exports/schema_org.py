"""schema.org: each claim as `Claim` with the reports in which it appears; a `ClaimReview` only where a person has set a verdict."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from headwater.records import Claim, Document, Dossier, Member
from headwater.show.dossier import utf8


def claims_json(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One JSON-LD graph of the claims."""
    cards = {doc.id: doc for doc in dossier.documents}
    graph = [_claim(claim, cards) for claim in dossier.claims]
    yield "claims.jsonld", msgspec.json.format(msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}), indent=1) + b"\n"


def _claim(claim: Claim, cards: Mapping[str, Document]) -> dict[str, Any]:
    order = sorted(claim.members, key=lambda one: (cards[one.doc].published.best or cards[one.doc].published.earliest or "9", one.doc))
    known = [one for one in order if cards[one.doc].published.best]
    out: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"urn:headwater:{claim.id}",
        "text": utf8(claim.text),
        "appearance": [_work(one, cards) for one in order],
    }
    return out | ({"firstAppearance": _work(known[0], cards)} if known else {})


def _work(member: Member, cards: Mapping[str, Document]) -> dict[str, Any]:
    doc = cards[member.doc]
    facts = {
        "@type": "NewsArticle", "@id": f"urn:headwater:{doc.id}", "headline": doc.title, "url": doc.url, "datePublished": doc.published.best,
        "publisher": {"@type": "Organization", "name": utf8(doc.outlet)} if doc.outlet else None,
    }  # fmt: skip
    return {key: utf8(value) if isinstance(value, str) else value for key, value in facts.items() if value}
