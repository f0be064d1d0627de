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
from headwater.records import Annotations, Credit, Derivation, DerivationKind, Document, Reason, Reuse, Statement
from headwater.relate.cuts import cut_from
from headwater.relate.profiles import Profile
from headwater.text import Span, covered, digest

LEAST_COVERAGE = 0.2  # share of the downstream body that must be explained
LONG_PASSAGE, LEAST_PASSAGE, MOST_OF_SHORT = 200, 60, 0.4  # code points of a copied passage; share of a short post that it is
LEAST_PARALLELS = 3  # where it is explained by parallel sentences alone
COPY, REWRITE = 0.7, 0.6  # verbatim share of a copy; explained share of a rewrite (rewrites .76 to .86, reports with matter of their own up to .57)
DATED = 6.0  # a report of an earlier day is upstream whatever else speaks for the other way
HALF, NEARLY_ALL, NEARLY_NONE = 0.5, 0.85, 0.1  # shares of a passage inside quotation marks
SHORT_BODY = 80  # code points of own words under which a share of them says nothing
LEAST_QUOTED = 40  # code points of another report's own words inside quotation marks that make it the source
OWN_OUTLET = 1.5  # a newsroom carries on its own text before it takes that of another
LEAST_NEW = 150  # code points that a further upstream must explain beyond those of a closer one
FEW_FACTS, SAME_FACTS = 4, 0.45  # names and figures in shared sentences, and the share of them that must agree
FEW_FIGURES, SAME_FIGURES = 3, 0.5  # the same for figures alone
SURE = 0.6  # score of a passage in other words that may add an upstream beside a closer one
LEAST_VOTE = 1.0  # difference of the votes for the two directions
PLAINER, PER_SIGN, MOST_CUT = 0.9, 0.25, 2.0  # vote for the fuller of two texts: to begin with, for each sign, at most
MESSAGE = 60  # words of a report that has details to leave out
CONTAINED = 0.4  # vote for the shorter of two: of news channels' posts the shorter is as often the flash that the longer carries on
SENTENCE_KINDS = ("paraphrase", "same_quote", "translation")


MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{3,6})?(?:Z|[+-]\d\d:?\d\d)?")


class Side(msgspec.Struct, frozen=True):
    """One report with all that the question of direction needs."""

    document: Document
    annotations: Annotations
    profile: Profile


class Vote(msgspec.Struct, frozen=True):
    """One ground for "the first is upstream" (weight above 0) or "the second is" (below 0)."""

    weight: float
    reason: Reason


def derivation(a: Side, b: Side, shared: Sequence[Reuse]) -> Derivation | None:
    """The derivation between two reports, or None where there is none or its direction stays open."""
    link = _linked(a, b, shared)
    if not link:
        return None
    votes = _votes(a, b, shared)
    total = sum(vote.weight for vote in votes)
    if abs(total) < LEAST_VOTE:
        return None
    if _is_parallel(shared) and not any(vote.weight * total > 0 and vote.reason.code != "later_date" for vote in votes):
        return None  # two newsrooms on one affair run parallel too, one of them a day later
    up, down = (a, b) if total > 0 else (b, a)
    coverage = _coverage(down, shared)
    reasons = (_extent(down, shared, coverage), *(vote.reason for vote in votes if vote.weight * total > 0))
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


def why_not(a: Side, b: Side, shared: Sequence[Reuse]) -> tuple[Reason, ...]:
    """Why two reports are not linked."""
    if not shared:
        return (Reason("nothing_shared", refs=(a.document.id, b.document.id)),)
    most = max(_coverage(a, shared), _coverage(b, shared))
    if not _linked(a, b, shared):
        return (Reason("too_little_shared", refs=(a.document.id, b.document.id), values=(round(100 * most), round(100 * LEAST_COVERAGE))),)
    return (Reason("direction_open", refs=(a.document.id, b.document.id)),)


def _linked(a: Side, b: Side, shared: Sequence[Reuse]) -> bool:
    if not shared:
        return False
    if _is_translated(shared):
        return max(_coverage(a, shared), _coverage(b, shared)) >= REWRITE
    if not _same_facts(a, b, shared):
        return False
    if _quotes_document(a, b, shared) or _quotes_document(b, a, shared):
        return True
    if max(_coverage(side, shared, kinds=("verbatim", "near")) for side in (a, b)) >= COPY and any(_is_much(a, b, one) for one in shared):
        return True  # a message that is nearly all quotation, cut at the same places
    # two newsrooms at one press conference share quotations, not sentences of their own
    shared = [one for one in shared if not (_quoted_share(a, _on(a, one)) > HALF and _quoted_share(b, _on(b, one)) > HALF)]
    most = max(_narrated(a, shared), _narrated(b, shared))
    verbatim = any(one.kind in ("verbatim", "near") and _is_much(a, b, one) for one in shared)
    many = sum(one.kind in SENTENCE_KINDS or _size(one.b) >= 60 for one in shared) >= LEAST_PARALLELS
    return most >= LEAST_COVERAGE and (verbatim or many)


def _is_much(a: Side, b: Side, one: Reuse) -> bool:
    """Whether one passage makes a link: it is long, or most of a short report that is no mere line."""
    least = min(sum(s.end - s.start for s in side.profile.sentences) for side in (a, b))
    return _size(one.b) >= LONG_PASSAGE or _size(one.b) >= max(LEAST_PASSAGE, MOST_OF_SHORT * least)


def _size(span: Span) -> int:
    return span.end - span.start


def _on(side: Side, one: Reuse) -> Span:
    return one.a if one.a.doc == side.document.id else one.b


def _same_facts(a: Side, b: Side, shared: Sequence[Reuse]) -> bool:
    """Whether the sentences that two reports share also share names and figures; else they are a stock form filled in anew."""
    first = frozenset().union(*(_sharp(a, _on(a, one)) for one in shared))
    second = frozenset().union(*(_sharp(b, _on(b, one)) for one in shared))
    figures = [frozenset(fact for fact in side if fact[0].isdigit()) for side in (first, second)]
    if not _is_parallel(shared) and min(map(len, figures)) >= FEW_FIGURES and len(figures[0] & figures[1]) < SAME_FIGURES * min(map(len, figures)):
        return False  # the day's rates, the weekend's events
    fewer = min(len(first), len(second))
    return fewer < FEW_FACTS or len(first & second) >= SAME_FACTS * fewer


def _quotes_document(up: Side, down: Side, shared: Sequence[Reuse]) -> Reuse | None:
    """The first passage that one report puts in quotation marks while the other says it in its own voice."""
    exact = (one for one in shared if one.kind in ("verbatim", "near") and _size(one.b) >= LEAST_QUOTED)
    return next(
        (one for one in exact if _quoted_share(down, _on(down, one)) > NEARLY_ALL and _quoted_share(up, _on(up, one)) < NEARLY_NONE), None
    )


def _quoted_share(side: Side, place: Span) -> float:
    """The share of a passage that stands inside quotation marks."""
    inside = sum(max(0, min(place.end, end) - max(place.start, start)) for start, end in side.profile.quoted)
    return inside / max(1, _size(place))


def _narrated(side: Side, shared: Sequence[Reuse]) -> float:
    """The share of a report's own words, outside quotation marks, that lies in shared passages."""
    places = covered((span.start, span.end) for one in shared for span in [_on(side, one)])
    own = sum((s.end - s.start) * (1 - _quoted_share(side, Span(side.document.id, s.start, s.end))) for s in side.profile.sentences)
    inside = sum((end - start) * (1 - _quoted_share(side, Span(side.document.id, start, end))) for start, end in places)
    return min(1.0, inside / own) if own > SHORT_BODY else 0.0


def _coverage(side: Side, shared: Sequence[Reuse], *, kinds: tuple[str, ...] = ()) -> float:
    """The share of a report's body that lies in shared passages."""
    places = covered((span.start, span.end) for one in shared if not kinds or one.kind in kinds for span in [_on(side, one)])
    body = sum(s.end - s.start for s in side.profile.sentences)
    return min(1.0, sum(end - start for start, end in places) / body) if body else 0.0


def _kind(down: Side, shared: Sequence[Reuse], coverage: float) -> DerivationKind:
    if _coverage(down, shared, kinds=("verbatim", "near")) >= COPY:
        return "copy"
    return "rewrite" if coverage >= REWRITE else "partial"


def _extent(down: Side, shared: Sequence[Reuse], coverage: float) -> Reason:
    spans = tuple(_on(down, one) for one in shared)
    if _is_parallel(shared):
        return Reason("parallel_sentences", refs=tuple(one.id for one in shared), spans=spans, values=(len(shared),))
    return Reason("covers", refs=tuple(one.id for one in shared), spans=spans, values=(round(100 * coverage),))


def _is_translated(shared: Sequence[Reuse]) -> bool:
    return any(one.kind == "translation" for one in shared)


def _is_parallel(shared: Sequence[Reuse]) -> bool:
    """Whether most of what is shared is in other words."""
    return 2 * sum(one.kind in SENTENCE_KINDS for one in shared) > len(shared)


def _votes(a: Side, b: Side, shared: Sequence[Reuse]) -> list[Vote]:
    votes: list[Vote] = []
    signs = 0 if _is_translated(shared) else cut_from(a.profile, b.profile)
    for sign, up, down in ((1.0, a, b), (-1.0, b, a)):
        votes += [
            Vote(sign * vote.weight, vote.reason) for vote in (*_by_credit(up, down), *_by_page(up, down), *_by_voice(up, down, shared))
        ]
        quoted = _quotes_document(up, down, shared)
        if quoted:
            votes.append(Vote(sign * 2.0, Reason("quotes_words", refs=(quoted.id,), spans=(_on(down, quoted),))))
        votes += [
            Vote(sign * vote.weight, vote.reason)
            for vote in (*_by_detail(up, down, shared), *_by_cuts(up, down, int(sign) * signs), *_by_size(up, down, shared), *_by_date(up, down))
        ]
    return votes


def _by_credit(up: Side, down: Side) -> list[Vote]:
    """The later report names the outlet of the earlier one, or one of its credits leads to it."""
    if same_outlet(up, down):
        return []
    named = [credit for credit in down.annotations.credits if is_outlet(credit, up.document)]
    if named:
        return [Vote(3.0, Reason("names_outlet", refs=(named[0].id,), spans=(named[0].span,)))]
    return []


def same_outlet(a: Side, b: Side) -> bool:
    """Whether two reports are of one outlet."""
    return bool(a.document.outlet) and a.document.outlet == b.document.outlet


def is_outlet(credit: Credit, document: Document) -> bool:
    """Whether a credit names the outlet of a document."""
    return outlets.same(credit.credited, document.outlet)


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
        first, second = _speaking(up, _on(up, one)), _speaking(down, _on(down, one))
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
    if _is_translated(shared) or min(len(side.profile.words) for side in (up, down)) < MESSAGE:
        return []  # names in two scripts cannot be told from names left out; in a message all is counted by its signs
    only_up, only_down = 0, 0
    for one in shared:
        first, second = _sharp(up, _on(up, one)), _sharp(down, _on(down, one))
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


def _sharp(side: Side, place: Span) -> frozenset[str]:
    return frozenset().union(*(s.sharp for s in side.profile.sentences if s.start < place.end and place.start < s.end))


def _by_size(up: Side, down: Side, shared: Sequence[Reuse]) -> list[Vote]:
    """Nearly all of the shorter text stands in the longer: the shorter is cut from it (a translation is shorter or longer by its language)."""
    if _is_translated(shared) and min(_coverage(up, shared), _coverage(down, shared)) >= COPY:
        return []
    inside, outside = _coverage(down, shared), _coverage(up, shared)
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
    found: dict[str, list[tuple[Derivation, Sequence[Reuse]]]] = defaultdict(list)
    for (first, second), passages in shared.items():
        one = derivation(by_id[first], by_id[second], passages)
        if one:
            found[one.downstream].append((one, passages))
    kept = [one for downstream in sorted(found) for one in _direct(by_id[downstream], found[downstream])]
    return tuple(sorted(kept, key=lambda one: (one.downstream, one.upstream or "")))


def _direct(down: Side, candidates: Sequence[tuple[Derivation, Sequence[Reuse]]]) -> list[Derivation]:
    """Candidates by how well they explain the report; each must add words to those before it."""
    own = down.document.outlet

    def rank(pair: tuple[Derivation, Sequence[Reuse]]) -> tuple[float, str]:
        factor = OWN_OUTLET if own and pair[0].upstream_name == own else 1.0
        return -factor * _closeness(down, pair[1]), pair[0].upstream or ""

    ranked = sorted(candidates, key=rank)
    kept: list[Derivation] = []
    explained: list[tuple[int, int]] = []
    for one, passages in ranked:
        places = [(span.start, span.end) for span in (_on(down, part) for part in passages if _is_sure(part))]
        new = sum(end - start for start, end in covered([*explained, *places])) - sum(end - start for start, end in covered(explained))
        if not kept or new >= LEAST_NEW:
            kept.append(one)
            explained += places
    return kept


def _is_sure(one: Reuse) -> bool:
    return one.kind in ("verbatim", "near") or one.score >= SURE


def _closeness(down: Side, passages: Sequence[Reuse]) -> float:
    """Characters of the downstream report that are explained, those copied to the letter counting full."""
    return sum(_size(_on(down, one)) * (one.score if one.kind in SENTENCE_KINDS else 1.0) for one in passages)
