"""What must not be printed as fact: chosen from claims, discrepancies, rules and statements, never phrased."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from headwater.records import Claim, Discrepancy, Statement
from headwater.show import labels
from headwater.show.labels import Label
from headwater.show.lookup import Lookup
from headwater.text import Span


class Caution(NamedTuple):
    """Words of a report (one or two spans), why they need care, and the record to read on at."""

    record: str
    spans: tuple[Span, ...]
    why: tuple[Label, ...]
    reports: int


def cautions(look: Lookup) -> list[Caution]:
    """All of them, of every kind the heaviest first, in turn: claims by weight (many reports, few origins first), those first that
    have more against them than one origin; disputes, rules not in force, unverified words."""
    claimed = {member.statement for claim in look.dossier.claims for member in claim.members}
    kinds = (
        sorted(_disputes(look), key=lambda caution: labels.DISCREPANCY_CLASSES["contradiction"] not in caution.why),
        sorted(_claims(look), key=lambda caution: len(caution.why) < 2),
        list(_rules(look)),
        [caution for caution in _statements(look) if caution.record not in claimed],
    )
    return [caution for row in zip_longest(*kinds) for caution in row if caution is not None]


def by_weight(look: Lookup) -> list[Claim]:
    """Claims, those in many reports on few origins first."""
    return sorted(look.dossier.claims, key=lambda claim: (-_reports(claim), claim.independent.low, claim.independent.high, claim.id))


def _reports(claim: Claim) -> int:
    return len({member.doc for member in claim.members})


def _claims(look: Lookup) -> Iterator[Caution]:
    for claim in by_weight(look):
        disputes = [found for found in look.dossier.discrepancies if claim.id in found.claims and _matters(found)]
        if claim.independent.low <= 1 or claim.status != "corroborated" or disputes:
            spans = disputes[0].spans[:2] if disputes else (own_words(claim, look),)
            yield Caution(claim.id, spans, tuple(dict.fromkeys(_grounds(claim, disputes, look))), _reports(claim))


def own_words(claim: Claim, look: Lookup) -> Span:
    """The member's words that the claim is named by; the first member's where none is the same."""
    spans = [member.span for member in claim.members]
    return next((span for span in spans if look.words(span) == claim.text), spans[0])


def _grounds(claim: Claim, disputes: Sequence[Discrepancy], look: Lookup) -> Iterator[Label]:
    yield from _origins(claim)
    yield from (labels.DISCREPANCY_CLASSES[found.class_] for found in disputes)
    yield from () if disputes else _status(claim)
    for source in (_denials, _naming, _caveats, _lost):
        yield from source(claim, look)


def _origins(claim: Claim) -> Iterator[Label]:
    tone = "unverified" if claim.independent.low <= 1 else ""
    yield Label("", labels.between(claim.independent.low, claim.independent.high, "origin"), tone)


def _status(claim: Claim) -> Iterator[Label]:
    if claim.status in ("contested", "updated"):
        yield labels.CLAIM_STATUS[claim.status]


def _denials(claim: Claim, look: Lookup) -> Iterator[Label]:
    deniers = [said.speaker.name for said in _said(claim, look, "denies") if said.speaker and said.speaker.name]
    if deniers:
        yield Label("✕", "denied by " + ", ".join(dict.fromkeys(deniers)), "denied")
    elif claim.status == "denied":
        yield labels.CLAIM_STATUS["denied"]


def _said(claim: Claim, look: Lookup, stance: str | None = None) -> Iterator[Statement]:
    for member in claim.members:
        if member.statement in look.statements and (stance is None or member.stance == stance):
            yield look.statements[member.statement or ""]


def _naming(claim: Claim, look: Lookup) -> Iterator[Label]:
    """Who speaks under a pseudonym, or that no report of the claim names its speaker."""
    speakers = [said.speaker for said in _said(claim, look) if said.speaker and said.attitude != "denies"]
    hidden = next((speaker for speaker in speakers if speaker.naming == "pseudonymous"), None)
    if hidden is not None:
        name = f"{hidden.name}, " if hidden.name else ""
        yield Label("", f"speaker {name}{labels.NAMING['pseudonymous']}", "unverified")
    elif speakers and all(speaker.naming == "anonymous" for speaker in speakers):
        yield Label("", f"speaker {labels.NAMING['anonymous']}", "unverified")


def _caveats(claim: Claim, look: Lookup) -> Iterator[Label]:
    if any(said.caveats or said.attitude == "cannot_verify" for said in _said(claim, look)):
        yield Label("?", "a caveat goes with it", "unverified")


def _lost(claim: Claim, look: Lookup) -> Iterator[Label]:
    documents = {member.doc for member in claim.members}
    for drift in look.dossier.drift:
        link = look.links.get(drift.derivation)
        if drift.kind == "hedge_lost" and link and {link.upstream, link.downstream} <= documents:
            yield Label("−", f"caveat lost in {look.outlet(link.downstream)}", "denied")


def _matters(found: Discrepancy) -> bool:
    return bool(found.spans) and found.class_ not in ("rounding", "framing")


def _disputes(look: Lookup) -> Iterator[Caution]:
    for found in look.dossier.discrepancies:
        if _matters(found) and not any(claim in look.claims for claim in found.claims):
            why = (Label("", labels.DISCREPANCY_KINDS[found.kind]), labels.DISCREPANCY_CLASSES[found.class_])
            yield Caution(found.id, found.spans[:2], why, len({span.doc for span in found.spans}))


def _rules(look: Lookup) -> Iterator[Caution]:
    for rule in look.dossier.rules:
        if rule.status in labels.NOT_IN_FORCE:
            yield Caution(rule.id, (rule.content,), (Label("§", labels.RULE_STATUS[rule.status], "unverified"),), 1)


def _statements(look: Lookup) -> Iterator[Caution]:
    for said in look.dossier.statements:
        if said.caveats:
            names = (
                () if not said.speaker or said.speaker.naming == "named" else (Label("", labels.NAMING[said.speaker.naming], "unverified"),)
            )
            yield Caution(said.id, said.content[:1], (Label("?", "a caveat goes with it", "unverified"), *names), 1)
