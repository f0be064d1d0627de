"""Credits led back to reports of the pile; outlets that are only credited."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from headwater.lexicon import outlets
from headwater.records import Credit, Derivation, Document, Reason
from headwater.text import digest

AFTER_DATELINE = re.compile(r"^\)\s*(?:[—–-]|--)")
AFTER_REPORTED = re.compile(
    r"(?:['’]s \w+)?,?\s+(?:an? [^,.]{3,40},\s+)?(?:has |had |also |first )?(?:reports?|reported|writes|wrote|revealed)\b"
)
BEFORE_REPORTED = re.compile(
    r"(?:according to|citing|cites|cited|quoting|with reference to|reported by|published by) (?:the )?$", re.IGNORECASE
)
BEFORE_ORIGINAL = re.compile(r"(?:first|originally) (?:published|appeared) (?:by|in|on) (?:the )?$|[Ss]ources?: (?:the )?$", re.IGNORECASE)


def resolve_credits(credits: Sequence[Credit], documents: Mapping[str, Document], derivations: Sequence[Derivation]) -> tuple[Credit, ...]:
    """Each credit with the report that it stands for, where a derivation from that outlet's report was found."""
    return tuple(_resolved(credit, documents, derivations) for credit in credits)


def _resolved(credit: Credit, documents: Mapping[str, Document], derivations: Sequence[Derivation]) -> Credit:
    if outlets.same(credit.credited, documents[credit.doc].outlet):
        return credit
    upstream = [id for id in _ancestors(credit.doc, derivations) if outlets.same(credit.credited, documents[id].outlet)]
    return msgspec.structs.replace(credit, resolved=upstream[0]) if upstream else credit


def _ancestors(doc: str, derivations: Sequence[Derivation]) -> list[str]:
    """The reports that a report derives from, nearest first, those that come through others included."""
    found = [doc]
    for one in found:  # grows while it is walked
        found += sorted({d.upstream for d in derivations if d.downstream == one and d.upstream} - set(found))
    return found[1:]


def credited_only(credits: Sequence[Credit], documents: Mapping[str, Document]) -> tuple[Derivation, ...]:
    """Upstreams outside the pile: the agency of a dateline, the outlet that published first."""
    found: dict[tuple[str, str], Derivation] = {}
    for credit in credits:
        document = documents[credit.doc]
        if any(mark.span.start <= credit.span.start < mark.span.end for mark in document.furniture):
            continue
        if credit.resolved is None and _is_whole(credit, document.text) and not outlets.same(credit.credited, document.outlet):
            found.setdefault((credit.doc, credit.credited), _credit_only(credit))
    return tuple(found.values())


def _is_whole(credit: Credit, content: str) -> bool:
    """Whether the credit is for the report, or for what it reports, rather than for an interview or a post."""
    after, before = content[credit.span.end : credit.span.end + 80], content[max(0, credit.span.start - 40) : credit.span.start]
    if (AFTER_DATELINE.match(after) and before.endswith("(")) or BEFORE_ORIGINAL.search(before):
        return True
    named = outlets.known(credit.credited) is not None
    return named and bool(AFTER_REPORTED.match(after) or BEFORE_REPORTED.search(before))


def _credit_only(credit: Credit) -> Derivation:
    return Derivation(
        id="d" + digest("credit", credit.credited, credit.doc),
        upstream=None,
        upstream_name=credit.credited,
        downstream=credit.doc,
        kind="credit_only",
        coverage=0.0,
        confidence=0.8,
        because=(Reason("credits_other", refs=(credit.id,), spans=(credit.span,)),),
    )
