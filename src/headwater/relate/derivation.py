"""Whether one of two reports derives from the other, which way, and why.

How much is shared decides whether there is a link; credits, dates, containment and what a rewriter
leaves out decide the direction. Each ground is a coded reason; without any ground for a direction
there is no link, only shared passages.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from headwater.lexicon import outlets
from headwater.records import Credit, Derivation, DerivationKind, Document, Reason, Reuse, Statement
from headwater.relate.cuts import cut_from
from headwater.relate.derivation_link import (
    COPY,
    HALF,
    REWRITE,
    Side,
    coverage_of,
    is_parallel,
    is_rendered,
    is_translated,
    on,
    only_quotes,
    quotes_document,
    refusal,
    sharp,
    size,
)
from headwater.relate.profiles import stem
from headwater.text import Span, covered, digest

DATED = 6.0  # a report of an earlier day is upstream whatever else speaks for the other way
OWN_OUTLET = 1.5  # a newsroom carries on its own text before it takes that of another
LEAST_NEW = 150  # code points that a further upstream must explain beyond those of a closer one
SURE = 0.6  # score of a passage in other words that may add an upstream beside a closer one
RENDERED = 2.0  # sentences aligned across two languages score .3 to .5 where they are translations, copied ones 1
LEAST_VOTE = 1.0  # difference of the votes for the two directions
PLAINER, PER_SIGN, MOST_CUT = 0.9, 0.25, 2.0  # vote for the fuller of two texts: to begin with, for each sign, at most
MESSAGE = 60  # words of a report that has details to leave out
CONTAINED = 0.4  # vote for the shorter of two: of news channels' posts the shorter is as often the flash that the longer carries on


DATELINE_END = re.compile(r"\)\s*(?:[—–-]|--)")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{3,6})?(?:Z|[+-]\d\d:?\d\d)?")


Candidate = tuple[Derivation, Sequence[Reuse]]  # a possible derivation with what the two reports share


class Vote(msgspec.Struct, frozen=True):
    """One ground for "the first is upstream" (weight above 0) or "the second is" (below 0)."""

    weight: float
    reason: Reason


def why_not(a: Side, b: Side, shared: Sequence[Reuse], known: Sequence[Derivation] = ()) -> tuple[Reason, ...]:
    """Why two reports are not linked; `known` are the derivations of the pile."""
    refused = refusal(a, b, shared)
    if refused:
        return (refused,)
    ids = (a.document.id, b.document.id)
    through = _through(ids, known)
    if through:
        return (Reason("through_another", refs=(*ids, *through)),)
    only_later = is_parallel(shared) and not is_rendered(a, b, shared) and any(vote.reason.code == "later_date" for vote in _votes(a, b, shared))
    return (Reason("parallel_alone" if only_later else "direction_open", refs=ids),)


def _through(ids: tuple[str, str], known: Sequence[Derivation]) -> tuple[str, ...]:
    """The reports over which one of two has its text from the other, or both from a third."""
    ups = [_above(id, known) for id in ids]
    between = [at for at in ups[0] if ids[1] in _above(at, known)] + [at for at in ups[1] if ids[0] in _above(at, known)]
    return tuple(sorted(between or set(ups[0]) & set(ups[1])))


def _above(id: str, known: Sequence[Derivation]) -> list[str]:
    """The reports of the pile that a report derives from, nearest first, those that come through others included."""
    found = [id]
    for one in found:  # grows while it is walked
        found += sorted({d.upstream for d in known if d.downstream == one and d.upstream} - set(found))
    return found[1:]


def derivation(a: Side, b: Side, shared: Sequence[Reuse]) -> Derivation | None:
    """The derivation between two reports, or None where there is none or its direction stays open."""
    if refusal(a, b, shared):
        return None
    votes = _votes(a, b, shared)
    total = sum(vote.weight for vote in votes)
    if abs(total) < LEAST_VOTE:
        return None
    grounded = any(vote.weight * total > 0 and vote.reason.code != "later_date" for vote in votes)
    if is_parallel(shared) and not grounded and not is_rendered(a, b, shared):
        return None  # two newsrooms on one affair run parallel too, one of them a day later
    up, down = (a, b) if total > 0 else (b, a)
    coverage = coverage_of(down, shared)
    own = (Reason("quotes_only", refs=(up.document.id, down.document.id)),) if coverage < HALF and only_quotes(up, down, shared) else ()
    reasons = (_extent(down, shared, coverage), *own, *(vote.reason for vote in votes if vote.weight * total > 0))
    return Derivation(
        id="d" + digest("derivation", up.document.id, down.document.id),
        upstream=up.document.id,
        upstream_name=up.document.outlet,
        downstream=down.document.id,
        kind=_kind(down, shared, coverage),
        coverage=round(coverage, 3),
        confidence=round(min(_ceiling(up, down), 0.5 + abs(total) / 8), 2),
        because=reasons,
    )


def _ceiling(up: Side, down: Side) -> float:
    """How sure a direction can be at most: less where not both reports are dated."""
    return 0.99 if up.document.published.best and down.document.published.best else 0.9


def _kind(down: Side, shared: Sequence[Reuse], coverage: float) -> DerivationKind:
    if coverage_of(down, shared, kinds=("verbatim", "near")) >= COPY:
        return "copy"
    return "rewrite" if coverage >= REWRITE else "partial"


def _extent(down: Side, shared: Sequence[Reuse], coverage: float) -> Reason:
    spans = tuple(on(down, one) for one in shared)
    if is_parallel(shared):
        return Reason("parallel_sentences", refs=tuple(one.id for one in shared), spans=spans, values=(len(shared),))
    return Reason("covers", refs=tuple(one.id for one in shared), spans=spans, values=(round(100 * coverage),))


def _votes(a: Side, b: Side, shared: Sequence[Reuse]) -> list[Vote]:
    votes: list[Vote] = []
    signs = 0 if is_translated(shared) else cut_from(a.profile, b.profile)
    for sign, up, down in ((1.0, a, b), (-1.0, b, a)):
        votes += [
            Vote(sign * vote.weight, vote.reason) for vote in (*_by_credit(up, down), *_by_page(up, down), *_by_voice(up, down, shared))
        ]
        quoted = quotes_document(up, down, shared)
        if quoted:
            votes.append(Vote(sign * 2.0, Reason("quotes_words", refs=(quoted.id,), spans=(on(down, quoted),))))
        votes += [
            Vote(sign * vote.weight, vote.reason)
            for vote in (*_by_detail(up, down, shared), *_by_cuts(up, down, int(sign) * signs), *_by_size(up, down, shared), *_by_date(up, down))
        ]
    return votes


def _by_credit(up: Side, down: Side) -> list[Vote]:
    """The later report names the outlet of the earlier one, or one of its credits leads to it."""
    if same_outlet(up, down):
        return []
    named = [credit for credit in down.annotations.credits if credits_report(credit, down, up)]
    if named:
        return [Vote(3.0, Reason("names_outlet", refs=(named[0].id,), spans=(named[0].span,)))]
    return []


def same_outlet(a: Side, b: Side) -> bool:
    """Whether two reports are of one outlet."""
    return bool(a.document.outlet) and a.document.outlet == b.document.outlet


def is_outlet(credit: Credit, document: Document) -> bool:
    """Whether a credit names the outlet of a document."""
    return outlets.names(credit.credited, document.outlet)


def credits_report(credit: Credit, down: Side, up: Side) -> bool:
    """Whether a credit of one report names the outlet of another, or the agency whose dateline stands over it and over nothing else."""
    if is_outlet(credit, down.document):
        return False
    if up.document.outlet:
        return is_outlet(credit, up.document)
    agency = dateline_of(up)
    return agency is not None and outlets.same(credit.credited, agency) and not outlets.same(credit.credited, dateline_of(down))


def dateline_of(side: Side) -> str | None:
    """The agency that the dateline of a report names."""
    content = side.document.text
    found = (c for c in side.annotations.credits if content[c.span.start - 1 : c.span.start] == "(" and DATELINE_END.match(content, c.span.end))
    return next((credit.credited for credit in found), None)


def _by_page(up: Side, down: Side) -> list[Vote]:
    """The page itself names its original: canonical link, isBasedOn."""
    for hint in down.document.hints:
        if hint.value and (
            hint.value == up.document.url or (up.document.outlet and hint.value.casefold() == up.document.outlet.casefold())
        ):
            return [Vote(4.0, Reason("page_says_so", refs=(up.document.id,), values=(hint.kind.replace("_", " "),)))]
    return []


def _by_voice(up: Side, down: Side, shared: Sequence[Reuse]) -> list[Vote]:
    """Named speakers upstream stand unnamed downstream; a claim of one is attributed to an outlet."""
    votes = []
    for one in shared:
        first, second = _speaking(up, on(up, one)), _speaking(down, on(down, one))
        if first and second and _is_named(first) and not _is_named(second):
            votes.append(Vote(1.5, Reason("names_unnamed", refs=(first.id, second.id), spans=_speaker_spans(first, second))))
    return votes[:2]


def _speaking(side: Side, place: Span) -> Statement | None:
    return next((s for s in side.annotations.statements if not s.parent and s.span.start < place.end and place.start < s.span.end), None)


def _is_named(statement: Statement) -> bool:
    return statement.speaker is not None and statement.speaker.naming != "anonymous"


def _speaker_spans(*statements: Statement) -> tuple[Span, ...]:
    return tuple(s.speaker.span for s in statements if s.speaker and s.speaker.span)


def _by_detail(up: Side, down: Side, shared: Sequence[Reuse]) -> list[Vote]:
    """A rewriter leaves out names and figures: count those of the shared passages that only one side has."""
    if is_translated(shared) or min(len(side.profile.words) for side in (up, down)) < MESSAGE:
        return []  # names in two scripts cannot be told from names left out; in a message all is counted by its signs
    only_up, only_down = 0, 0
    for one in shared:
        first, second = sharp(up, on(up, one)), sharp(down, on(down, one))
        only_up += len(first - second)
        only_down += len(second - first)
    if only_up >= 3 and only_up >= 2 * only_down:
        return [Vote(1.0, Reason("drops_detail", refs=(up.document.id, down.document.id), values=(only_up,)))]
    return []


def _by_cuts(up: Side, down: Side, signs: int) -> list[Vote]:
    """The plainer of two reports that share a text has it from the fuller one."""
    if signs <= 0:
        return []
    return [Vote(min(PLAINER + PER_SIGN * signs, MOST_CUT), Reason("cuts_inside", refs=(up.document.id, down.document.id)))]


def _by_size(up: Side, down: Side, shared: Sequence[Reuse]) -> list[Vote]:
    """Nearly all of the shorter text stands in the longer: the shorter is cut from it (a translation is shorter or longer by its language)."""
    if is_translated(shared) and min(coverage_of(up, shared), coverage_of(down, shared)) >= COPY:
        return []
    inside, outside = coverage_of(down, shared), coverage_of(up, shared)
    if inside >= 0.5 and inside >= 1.25 * outside and down.profile.body < up.profile.body:
        return [Vote(CONTAINED, Reason("contained", refs=(down.document.id, up.document.id)))]
    return []


def is_later(a: Side, b: Side) -> bool:
    """Whether the first report is surely of a later day than the second."""
    first, second = a.document.published.earliest, b.document.published.latest
    if first and second and first == second:
        moments = _moment(a.document), _moment(b.document)
        return bool(moments[0] and moments[1] and moments[0] > moments[1])
    return bool(first and second and first > second)


def _moment(document: Document) -> datetime.datetime | None:
    """The moment of publication where it is known to the second or minute, in UTC (local time is taken for UTC)."""
    for basis in document.published.basis:
        if len(basis.text) > len("2022-01-17") and MOMENT.fullmatch(basis.text):
            moment = datetime.datetime.fromisoformat(basis.text)
            return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return None


def _by_date(up: Side, down: Side) -> list[Vote]:
    first, second = up.document.published.latest, down.document.published.earliest
    if first and second and first == second and is_later(down, up):
        first, second = f"{_moment(up.document):%Y-%m-%d %H:%M}", f"{_moment(down.document):%Y-%m-%d %H:%M}"
        return [Vote(DATED, Reason("later_date", refs=(up.document.id, down.document.id), values=(first, second)))]
    if first and second and first < second:
        return [Vote(DATED, Reason("later_date", refs=(up.document.id, down.document.id), values=(first, second)))]
    return []


def derivations(sides: Sequence[Side], shared: Mapping[tuple[str, str], Sequence[Reuse]]) -> tuple[Derivation, ...]:
    """The direct derivations of a pile: of all possible upstreams of a report only those are kept that explain
    words which no better one explains already (what came through a report in between is no link of its own).

    `shared` maps pairs of document ids (in the order of `sides`) to their shared passages.
    """
    by_id = {side.document.id: side for side in sides}
    found: dict[str, list[Candidate]] = defaultdict(list)
    for (first, second), passages in shared.items():
        one = derivation(by_id[first], by_id[second], passages)
        if one:
            found[one.downstream].append((one, passages))
    kept = [one for downstream in sorted(found) for one in _direct(by_id[downstream], found[downstream], by_id)]
    return tuple(sorted(kept, key=lambda one: (one.downstream, one.upstream or "")))


def _direct(down: Side, candidates: Sequence[Candidate], by_id: Mapping[str, Side]) -> list[Derivation]:
    """Candidates by how well they explain the report; each must add words to those before it."""
    own = down.document.outlet

    def rank(pair: Candidate) -> tuple[float, str]:
        factor = OWN_OUTLET if own and pair[0].upstream_name == own else 1.0
        return -factor * _closeness(down, pair[1]), pair[0].upstream or ""

    ranked = sorted(candidates, key=rank)
    kept: list[Derivation] = []
    explained: list[tuple[int, int]] = []
    for one, passages in ranked:
        places = [(span.start, span.end) for span in (on(down, part) for part in passages if _is_sure(part))]
        new = sum(end - start for start, end in covered([*explained, *places])) - sum(end - start for start, end in covered(explained))
        if not kept or new >= LEAST_NEW:
            kept.append(_with_inherited(one, passages, down, candidates, by_id))
            explained += places
    return kept


def _with_inherited(
    one: Derivation, passages: Sequence[Reuse], down: Side, candidates: Sequence[Candidate], by_id: Mapping[str, Side]
) -> Derivation:
    """The derivation with the words that both have where another possible upstream has others: errors are inherited, not made twice."""
    up = by_id[one.upstream or ""]
    common = _facts(down, passages) & _facts(up, passages)
    found: set[str] = set()
    for other, others in candidates:
        side = by_id[other.upstream or ""]
        ours, theirs = _facts(down, others), _facts(side, others)
        if side is not up and theirs - ours:
            found |= (common & ours) - theirs
    if not found:
        return one
    words = ", ".join(_as_written(down, found))
    return msgspec.structs.replace(one, because=(*one.because, Reason("inherits_error", refs=(up.document.id, down.document.id), values=(words,))))


def _facts(side: Side, passages: Sequence[Reuse]) -> frozenset[str]:
    return frozenset().union(*(sharp(side, on(side, one)) for one in passages))


def _as_written(side: Side, stems: set[str]) -> list[str]:
    """The words of a report that have the stems, each once, as they stand there."""
    language = side.document.language or "en"
    found = {stem(word.form.removesuffix("'s"), language): side.document.text[word.start : word.end] for word in reversed(side.profile.words)}
    return [found[one] for one in sorted(stems) if one in found]


def _is_sure(one: Reuse) -> bool:
    return one.kind in ("verbatim", "near") or one.score >= SURE


def _closeness(down: Side, passages: Sequence[Reuse]) -> float:
    """Characters of the downstream report that are explained, those copied to the letter counting full."""
    return sum(size(on(down, one)) * (min(1.0, RENDERED * one.score) if one.kind == "translation" else one.score) for one in passages)
