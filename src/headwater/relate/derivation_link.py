"""Whether what two reports share links them: how much of whose words, whose facts; and if not, why not."""

import itertools
from collections.abc import Sequence

import msgspec

from headwater.records import Annotations, Document, Reason, Reuse
from headwater.relate.profiles import Profile
from headwater.relate.slots import is_form
from headwater.text import Span, covered

LEAST_COVERAGE = 0.2  # share of the downstream body that must be explained
LONG_PASSAGE, LEAST_PASSAGE, MOST_OF_SHORT = 200, 60, 0.4  # code points of a copied passage; share of a short post that it is
LONG_SENTENCE, IN_PIECES = 100, 250  # code points of copied sentences, and of all of them together
LEAST_PARALLELS = 3  # where it is explained by parallel sentences alone
COPY, REWRITE = 0.7, 0.6  # verbatim share of a copy; explained share of a rewrite (rewrites .76 to .86, reports with matter of their own up to .57)
HALF, NEARLY_ALL, NEARLY_NONE = 0.5, 0.85, 0.1  # shares of a passage inside quotation marks
SHORT_BODY = 80  # code points of own words under which a share of them says nothing
LEAST_QUOTED = 40  # code points of another report's own words inside quotation marks that make it the source
FEW_FACTS, SAME_FACTS = 4, 0.45  # names and figures in shared sentences, and the share of them that must agree
FEW_FIGURES, SAME_FIGURES = 3, 0.5  # the same for figures alone
FEWEST_RENDERED, IN_COURSE = 5, 0.75  # sentences aligned across two languages that make a translation by themselves; share of them in the same course
FRAME = 0.5  # share of both reports that a form's frame makes at least
SENTENCE_KINDS = ("paraphrase", "same_quote", "translation")


class Side(msgspec.Struct, frozen=True):
    """One report with all that the question of direction needs."""

    document: Document
    annotations: Annotations
    profile: Profile


def refusal(a: Side, b: Side, shared: Sequence[Reuse]) -> Reason | None:
    """Why what two reports share makes no link; None where it does."""
    ids = (a.document.id, b.document.id)
    if not shared:
        return Reason("nothing_shared", refs=ids)
    if is_translated(shared):
        return _too_little(a, b, shared, REWRITE) if max(coverage_of(a, shared), coverage_of(b, shared)) < REWRITE else None
    if reason := _other_facts(a, b, shared):
        return reason
    if quotes_document(a, b, shared) or quotes_document(b, a, shared):
        return None
    if max(coverage_of(side, shared, kinds=("verbatim", "near")) for side in (a, b)) >= COPY and any(is_much(a, b, one) for one in shared):
        return None  # a message that is nearly all quotation, cut at the same places
    # two newsrooms at one press conference share quotations, not sentences of their own
    told = [one for one in shared if not (quoted_share(a, on(a, one)) > HALF and quoted_share(b, on(b, one)) > HALF)]
    if not told:
        return Reason("shares_quotations", refs=ids, spans=tuple(on(a, one) for one in shared), values=(len(shared),))
    return None if _is_enough(a, b, told) else _too_little(a, b, told, LEAST_COVERAGE)


def _is_enough(a: Side, b: Side, told: Sequence[Reuse]) -> bool:
    if not told:
        return False
    most = max(narrated(a, told), narrated(b, told))
    exact = [one for one in told if one.kind in ("verbatim", "near")]
    verbatim = any(is_much(a, b, one) for one in exact) or sum(length(one) for one in exact if length(one) >= LONG_SENTENCE) >= IN_PIECES
    many = sum(one.kind in SENTENCE_KINDS or length(one) >= LEAST_PASSAGE for one in told) >= LEAST_PARALLELS
    return most >= LEAST_COVERAGE and (verbatim or many)


def _too_little(a: Side, b: Side, shared: Sequence[Reuse], least: float) -> Reason:
    """How much is shared, and what a link needs; where it is enough in all, no stretch of it is long enough."""
    ids, most = (a.document.id, b.document.id), max(coverage_of(a, shared), coverage_of(b, shared))
    if most >= least:
        longest = max(size(on(a, one)) for one in shared)
        return Reason("shared_in_pieces", refs=ids, spans=tuple(on(a, one) for one in shared), values=(len(shared), longest))
    return Reason("too_little_shared", refs=ids, values=(round(100 * most), round(100 * least)))


def is_much(a: Side, b: Side, one: Reuse) -> bool:
    """Whether one passage makes a link: it is long, or most of a short report that is no mere line."""
    least = min(sum(s.end - s.start for s in side.profile.sentences) for side in (a, b))
    return length(one) >= LONG_PASSAGE or length(one) >= max(LEAST_PASSAGE, MOST_OF_SHORT * least)


def size(span: Span) -> int:
    """Code points of a place."""
    return span.end - span.start


def length(one: Reuse) -> int:
    """Code points of a shared passage, the mean of its two sides, so that it does not matter which report comes first."""
    return (size(one.a) + size(one.b)) // 2


def on(side: Side, one: Reuse) -> Span:
    """The place of a passage in a report."""
    return one.a if one.a.doc == side.document.id else one.b


def _other_facts(a: Side, b: Side, shared: Sequence[Reuse]) -> Reason | None:
    """Where the sentences that two reports share do not share names and figures, they are a stock form filled in anew."""
    first = frozenset().union(*(sharp(a, on(a, one)) for one in shared))
    second = frozenset().union(*(sharp(b, on(b, one)) for one in shared))
    figures = [frozenset(fact for fact in side if fact[0].isdigit()) for side in (first, second)]
    ids, same, fewer = (a.document.id, b.document.id), len(figures[0] & figures[1]), min(map(len, figures))
    if not is_parallel(shared) and fewer >= FEW_FIGURES and same < SAME_FIGURES * fewer:
        return Reason("form_filled_anew", refs=ids, values=(same, fewer))  # the day's rates, the weekend's events
    if min(coverage_of(a, shared), coverage_of(b, shared)) >= FRAME and is_form(a.profile, b.profile):
        return Reason("form_slots", refs=(a.document.id, b.document.id))
    fewer = min(len(first), len(second))
    if fewer >= FEW_FACTS and len(first & second) < SAME_FACTS * fewer:
        return Reason("other_facts", refs=ids, values=(len(first & second), fewer))
    return None


def quotes_document(up: Side, down: Side, shared: Sequence[Reuse]) -> Reuse | None:
    """The first passage that one report puts in quotation marks while the other says it in its own voice."""
    exact = (one for one in shared if one.kind in ("verbatim", "near") and length(one) >= LEAST_QUOTED)
    return next(
        (one for one in exact if quoted_share(down, on(down, one)) > NEARLY_ALL and quoted_share(up, on(up, one)) < NEARLY_NONE), None
    )


def only_quotes(up: Side, down: Side, shared: Sequence[Reuse]) -> bool:
    """Whether one report takes from another only what it puts in quotation marks: beside these too little is shared for a link."""
    if is_translated(shared) or not quotes_document(up, down, shared):
        return False
    return not _is_enough(up, down, [one for one in shared if quoted_share(down, on(down, one)) <= HALF])


def quoted_share(side: Side, place: Span) -> float:
    """The share of a passage that stands inside quotation marks."""
    inside = sum(max(0, min(place.end, end) - max(place.start, start)) for start, end in side.profile.quoted)
    return inside / max(1, size(place))


def narrated(side: Side, shared: Sequence[Reuse]) -> float:
    """The share of a report's own words, outside quotation marks, that lies in shared passages."""
    places = covered((span.start, span.end) for one in shared for span in [on(side, one)])
    own = sum((s.end - s.start) * (1 - quoted_share(side, Span(side.document.id, s.start, s.end))) for s in side.profile.sentences)
    inside = sum((end - start) * (1 - quoted_share(side, Span(side.document.id, start, end))) for start, end in places)
    return min(1.0, inside / own) if own > SHORT_BODY else 0.0


def coverage_of(side: Side, shared: Sequence[Reuse], *, kinds: tuple[str, ...] = ()) -> float:
    """The share of a report's body that lies in shared passages."""
    places = covered((span.start, span.end) for one in shared if not kinds or one.kind in kinds for span in [on(side, one)])
    body = sum(s.end - s.start for s in side.profile.sentences)
    return min(1.0, sum(end - start for start, end in places) / body) if body else 0.0


def is_translated(shared: Sequence[Reuse]) -> bool:
    """Whether two reports share a translation."""
    return any(one.kind == "translation" for one in shared)


def is_rendered(a: Side, b: Side, shared: Sequence[Reuse]) -> bool:
    """Whether one report is the other in another language: so many of its sentences follow those of the other that two newsrooms cannot both have found them."""
    pairs = sorted((on(a, one).start, on(b, one).start) for one in shared if one.kind == "translation")
    follow = sum(first[1] < second[1] for first, second in itertools.pairwise(pairs))
    whole = max(coverage_of(a, shared), coverage_of(b, shared)) >= COPY
    return len(pairs) >= FEWEST_RENDERED and follow >= IN_COURSE * (len(pairs) - 1) and whole


def is_parallel(shared: Sequence[Reuse]) -> bool:
    """Whether most of what is shared is in other words."""
    return 2 * sum(one.kind in SENTENCE_KINDS for one in shared) > len(shared)


def sharp(side: Side, place: Span) -> frozenset[str]:
    """Names and figures of the sentences at a place."""
    return frozenset().union(*(s.sharp for s in side.profile.sentences if s.start < place.end and place.start < s.end))
