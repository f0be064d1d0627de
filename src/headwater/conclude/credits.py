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
    r"(?:according to|citing|cites|cited|quoting|with reference to|reported by|published by|quoted by|cited by|со ссылкой на|по сообщению|сообщает|пишет|повідомляє|за повідомленням) (?:the )?«?$", re.IGNORECASE
)
BEFORE_TOLD = re.compile(r"\b(?:told|интервью) (?:the )?$", re.IGNORECASE)
OPENED = re.compile(r"[^\n]{90,}\n")  # a paragraph of the report stands before it
CLOSING = re.compile(r"\)\s*(?:\n|$)")
LAST_LINES = 120  # code points behind a closing credit
BEFORE_ORIGINAL = re.compile(r"(?:first|originally) (?:published|appeared|reported|revealed) (?:by|in|on) (?:the )?$|[Ss]ources?: (?:the )?$", re.IGNORECASE)


def resolve_credits(credits: Sequence[Credit], documents: Mapping[str, Document], derivations: Sequence[Derivation]) -> tuple[Credit, ...]:
    """Each credit with the report that it stands for, where a derivation from that outlet's report was found."""
    voices = _voices(credits, documents)
    return tuple(_resolved(credit, voices, derivations) for credit in credits)


def _voices(credits: Sequence[Credit], documents: Mapping[str, Document]) -> dict[str, str]:
    """The outlet of each report, of one without an outlet the agency of its dateline."""
    agencies = {c.doc: c.credited for c in reversed(credits) if _in_dateline(c, documents[c.doc].text)}
    return {id: document.outlet or agencies.get(id, "") for id, document in documents.items()}


def _in_dateline(credit: Credit, content: str) -> bool:
    return content[credit.span.start - 1 : credit.span.start] == "(" and AFTER_DATELINE.match(content[credit.span.end : credit.span.end + 8]) is not None


def _resolved(credit: Credit, voices: Mapping[str, str], derivations: Sequence[Derivation]) -> Credit:
    if outlets.names(credit.credited, voices[credit.doc]):
        return credit
    upstream = [id for id in _ancestors(credit.doc, derivations) if outlets.names(credit.credited, voices[id])]
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
        if any(mark.span.start <= credit.span.start < mark.span.end for mark in document.furniture) and not _closes(credit, document.text):
            continue
        if credit.resolved is None and _is_whole(credit, document.text) and not outlets.names(credit.credited, document.outlet):
            found.setdefault((credit.doc, credit.credited), _credit_only(credit))
    return tuple(found.values())


def _closes(credit: Credit, content: str) -> bool:
    """Whether a credit stands in brackets below the report."""
    return (
        content[credit.span.start - 1 : credit.span.start] == "("
        and CLOSING.match(content, credit.span.end) is not None
        and len(content) - credit.span.end < LAST_LINES
    )


def _is_whole(credit: Credit, content: str) -> bool:
    """Whether the credit is for the report, or for what it reports, rather than for an interview or a post."""
    after, before = content[credit.span.end : credit.span.end + 80], content[max(0, credit.span.start - 40) : credit.span.start]
    if (before.endswith("(") and AFTER_DATELINE.match(after)) or _closes(credit, content):
        return True
    if BEFORE_ORIGINAL.search(before):
        return True
    if not outlets.known(credit.credited) and not (credit.credited.removeprefix("the ")[:1].isupper() and outlets.may_be_one(credit.credited)):
        return False
    in_lead = bool(BEFORE_TOLD.search(before)) and not OPENED.search(content, 0, credit.span.start)
    return in_lead or bool(AFTER_REPORTED.match(after) or BEFORE_REPORTED.search(before))


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
