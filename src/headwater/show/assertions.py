"""The sections on what reports assert: claims with their origins, differences, reuse side by side."""

from collections.abc import Sequence

from headwater.records import Claim, Derivation, Drift, Member, Origin, Reuse
from headwater.show import labels
from headwater.show.beside import beside, languages_differ
from headwater.show.caution import by_weight
from headwater.show.first import chip
from headwater.show.graph import edge_words
from headwater.show.html import Child, Html, el, spaced
from headwater.show.labels import between, count
from headwater.show.lookup import Lookup

MOST_RESERVES = 4  # hedges and caveats of a claim that are shown
MOST_MEMBERS = 12  # places of a claim with their words; of further ones the place alone
OPEN_LINKS = 12  # derivations whose passages stand open; further ones are folded, so that a large pile stays readable


def section(key: str, title: str, *parts: Child, lead: str | None = None) -> Html:
    """A section with its heading; `lead` says how to read it."""
    return el("section", el("h2", title), el("p", lead, class_="lead") if lead else None, parts, id=key)


def claims(look: Lookup) -> Html | None:
    """All claims, those in many reports on few origins first."""
    found = by_weight(look)
    lead = "In many reports on few origins first. Origins are counted, not articles; the lower number merges whatever may be dependent."
    return section("claims", "Claims", [_claim(claim, look) for claim in found], lead=lead) if found else None


def _claim(claim: Claim, look: Lookup) -> Html:
    reports = count(len({member.doc for member in claim.members}), "report")
    origins = between(claim.independent.low, claim.independent.high, "origin")
    first = claim.members[0].span
    heading = el("h3", look.label(claim.id), " ", el("q", el("bdi", claim.text), class_="words", lang=look.docs[first.doc].language))
    facts = el("p", el("b", f"{reports}, {origins}"), " ", chip(labels.CLAIM_STATUS[claim.status]), class_="facts")
    ordered = sorted(claim.members, key=lambda member: (look.numbers[member.doc], member.span))
    members = [_members(ordered[:MOST_MEMBERS], look)]
    if rest := ordered[MOST_MEMBERS:]:
        places = spaced([spaced([look.report(member.doc), look.place(member.span)]) for member in rest], ", ")
        members.append(el("details", el("summary", f"{len(rest)} more places"), el("p", places)))
    grounds = el("details", el("summary", f"Why {origins}"), [_origin(n, origin, look) for n, origin in enumerate(claim.origins, 1)])
    return el("article", heading, facts, _believed(claim, look), members, grounds, class_="claim", id=look.row(claim.id))


def _believed(claim: Claim, look: Lookup) -> Child:
    """The suggested grade with its ground, and the words of reserve that hold for every copy."""
    grade = claim.credibility
    parts: list[Child] = [el("p", f"Suggested credibility: {grade.grade} of 6 (Admiralty). ", look.reasons(grade.because), class_="facts")] if grade else []
    if claim.reserves:
        parts.append(el("p", "Told with reserve, which holds for all copies: ", spaced([look.quote(span) for span in claim.reserves[:MOST_RESERVES]], "; "), class_="facts"))
    return parts


def _members(members: Sequence[Member], look: Lookup) -> Html:
    return el("table", el("tbody", [_member(member, look) for member in members]), class_="list members")


def _member(member: Member, look: Lookup) -> Html:
    said = look.label(member.statement) if member.statement else "the report itself"
    cells: dict[str, Child] = {
        "report": [look.report(member.doc), ", ", look.date(member.doc), ", ", look.place(member.span)],
        "how": [chip(labels.STANCES[member.stance]), " ", said],
        "words": look.quote(member.span),
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()])


def _origin(number: int, origin: Origin, look: Lookup) -> Html:
    kind = labels.ORIGIN_KINDS.get(origin.kind, labels.kind_words(origin.kind))
    reports = spaced([look.report(doc) for doc in origin.documents], ", ")
    return el(
        "div",
        el("p", el("b", f"Origin {number}: "), root_name(origin.root, look), f" ({kind}) ← ", reports),
        look.reasons(origin.because),
        class_="origin",
    )


def root_name(root: str | None, look: Lookup) -> Child:
    """What an origin goes back to: a report, an actor, a statement's speaker; else "not known"."""
    if root in look.docs:
        return look.report(root or "")
    if root in look.actors:
        return el("bdi", look.actors[root or ""].name)
    if root in look.statements:
        speaker = look.statements[root or ""].speaker
        return [el("bdi", (speaker and speaker.name) or "speaker not known"), " ", look.label(root or "")]
    return "not known" if root is None else el("bdi", root)


def differences(look: Lookup) -> Html | None:
    """Drift: what reports did to the facts of those they were made from, side by side."""
    if not look.dossier.drift:
        return None
    return section("differences", "What changed on the way", [_drift(drift, look) for drift in look.dossier.drift])


def _drift(drift: Drift, look: Lookup) -> Html:
    link = look.links.get(drift.derivation)
    between_whom = [": ", _upstream(link, look), " → ", look.report(link.downstream)] if link else None
    heading = el("h3", look.label(drift.id), " ", labels.DRIFT[drift.kind], between_whom)
    compare = not (drift.a and drift.b and languages_differ(drift.a, drift.b, look))
    return el(
        "article",
        heading,
        el("p", drift.explanation, class_="why"),
        beside(drift.a, drift.b, look, compare=compare),
        class_="difference",
        id=look.row(drift.id),
    )


def _upstream(link: Derivation, look: Lookup) -> Child:
    return look.report(link.upstream) if link.upstream else el("bdi", link.upstream_name or "not known")


def reuse(look: Lookup) -> Html | None:
    """For each derivation the passages that stand in both reports; then passages shared without a derivation."""
    pairs = _by_pair(look.dossier.reuse)
    parts = [_derivation(link, pairs.pop(_pair(link), []), look, number) for number, link in enumerate(look.dossier.derivations)]
    rest = [_unlinked(shared, look) for shared in pairs.values()]
    lead = "What one report has from another, passage by passage; words that differ are marked in both."
    if look.left_out:
        rest.append(
            el("p", f"{count(look.left_out, 'further passage')} shared without a known derivation; dossier.json has all.", class_="lead")
        )
    return section("reuse", "Reuse side by side", parts, rest, lead=lead) if parts or rest else None


def _by_pair(passages: Sequence[Reuse]) -> dict[frozenset[str], list[Reuse]]:
    pairs: dict[frozenset[str], list[Reuse]] = {}
    for passage in sorted(passages, key=lambda passage: (passage.b, passage.a)):
        pairs.setdefault(frozenset((passage.a.doc, passage.b.doc)), []).append(passage)
    return pairs


def _pair(link: Derivation) -> frozenset[str]:
    return frozenset(part for part in (link.upstream, link.downstream) if part)


def _derivation(link: Derivation, shared: Sequence[Reuse], look: Lookup, number: int) -> Html:
    heading = el(
        "h3",
        look.label(link.id),
        " ",
        _upstream(link, look),
        " → ",
        look.report(link.downstream),
        " ",
        el("span", edge_words(link), class_=f"kind {link.kind}"),
    )
    facts = el(
        "p",
        f"confidence {link.confidence:.2f}; ",
        look.date(link.upstream) if link.upstream else "not in the pile",
        f" → {look.date(link.downstream)}",
        class_="facts",
    )
    return el(
        "article",
        heading,
        facts,
        look.reasons(link.because),
        _changes(link, look),
        _passages(shared, look, is_open=number < OPEN_LINKS),
        class_="derivation",
        id=look.row(link.id),
    )


def _changes(link: Derivation, look: Lookup) -> Html | None:
    """What was done to the facts on this way, side by side."""
    found = [one for one in look.dossier.drift if one.derivation == link.id]
    if not found:
        return None
    lines = [_change(one, look) for one in found]
    return el("details", el("summary", f"{count(len(found), 'change')} of the facts: ", ", ".join(dict.fromkeys(labels.DRIFT[one.kind] for one in found))), lines)


def _change(one: Drift, look: Lookup) -> Html:
    compare = not (one.a and one.b and languages_differ(one.a, one.b, look))
    what = el("p", look.label(one.id), f" {labels.DRIFT[one.kind]}: {one.explanation}", class_="facts")
    return el("div", what, beside(one.a, one.b, look, compare=compare), class_="shared")


def _passages(shared: Sequence[Reuse], look: Lookup, *, is_open: bool) -> Html | None:
    if not shared:
        return None
    items = [_passage(passage, look) for passage in shared]
    return el("details", el("summary", count(len(items), "passage")), items, open=is_open)


def _passage(passage: Reuse, look: Lookup) -> Html:
    compare = passage.kind != "translation" and not languages_differ(passage.a, passage.b, look)
    kind = el("p", look.label(passage.id), f" {labels.REUSE[passage.kind]}, {passage.score:.2f}", class_="facts")
    return el("div", kind, beside(passage.a, passage.b, look, compare=compare), id=look.row(passage.id), class_="shared")


def _unlinked(shared: Sequence[Reuse], look: Lookup) -> Html:
    first = shared[0]
    heading = el(
        "h3", look.report(first.a.doc), " = ", look.report(first.b.doc), " ", el("span", "shared words, no direction shown", class_="kind")
    )
    return el("article", heading, _passages(shared, look, is_open=False), class_="derivation")
