"""All passages that two reports share: verbatim, near, the same quotation, the same sentence in other words."""

from collections.abc import Iterator, Sequence

from headwater import lexicon
from headwater.records import Reuse, ReuseKind
from headwater.relate.meaning import Meaning
from headwater.relate.parallel import LEAST_SURE, Run, parallels, score, told_alike
from headwater.relate.passages import Passage, passages
from headwater.relate.profiles import Profile, Weights, in_order
from headwater.text import Span, digest

LONG, TELLING = 9, 4  # words of a passage; else so many that are no function words ("in the Gulf of X" is none)
LINKED = 3  # parallel sentences from which a pair of reports counts as one text in two wordings
SURE_AMONG = 2  # of which so many must be beyond doubt
SURE_SHARE = 0.12  # and make such a share of the shorter report (rewrites .14 to .31, own reports on one court hearing .03 to .06)
BEYOND_DOUBT = 0.6  # and for two reports not linked otherwise nothing below this is taken as the same
QUOTED = 0.5  # share of a passage inside quotation marks on both sides that makes it one quotation
FEWEST_SPOKEN = 4  # stems of the sentences that a quotation stands in
SAME_QUOTE = 0.55  # two quotations with this score are one in two wordings


def reuse(a: Profile, b: Profile, weights: Weights, *, meaning: Meaning | None = None) -> tuple[Reuse, ...]:
    """The shared passages of two reports in order of `b`; spans on both sides, scores 0 to 1.

    With `meaning` sentences in other words are found by what they mean, else by the words they share alone. The answer is the
    same whichever report comes first.
    """
    if in_order(a, b):
        return _shared(a, b, weights, meaning)
    return tuple(sorted((_turned(one) for one in _shared(b, a, weights, meaning)), key=lambda one: (one.b, one.a)))


def _turned(one: Reuse) -> Reuse:
    return _record(one.b, one.a, one.kind, one.score)


def _shared(a: Profile, b: Profile, weights: Weights, meaning: Meaning | None) -> tuple[Reuse, ...]:
    exact = [_exact(a, b, passage) for passage in passages(a, b) if _tells(a, passage)]
    if (a.language or "en") != (b.language or "en"):
        return tuple(exact)  # the same words in two languages are names and figures
    quotes = list(_same_quotes(a, b, weights, exact))
    taken = [*exact, *quotes]
    sentences = [*_meant(a, b, weights, meaning, taken)] or [*_parallel(a, b, weights, taken)]
    return tuple(sorted((*exact, *quotes, *sentences), key=lambda one: (one.b, one.a)))


def _meant(a: Profile, b: Profile, weights: Weights, meaning: Meaning | None, taken: Sequence[Reuse]) -> Iterator[Reuse]:
    """What says the same in other words in two reports that are one text in two wordings, what is taken left out."""
    if meaning is None or not meaning.reads(a, b):
        return
    copied = _copied(a, [one.a for one in taken]), _copied(b, [one.b for one in taken])
    told = told_alike(a, b, weights, meaning, copied=copied)
    if told.linked:
        yield from (_said(a, b, run) for run in told.runs if not (_covered(run.b, [one.b for one in taken]) and _covered(run.a, [one.a for one in taken])))


def _copied(one: Profile, spans: Sequence[Span]) -> set[int]:
    return {at for at, sentence in enumerate(one.sentences) if _covered((sentence.start, sentence.end), spans)}


def _said(a: Profile, b: Profile, run: Run) -> Reuse:
    quoted = _is_quoted(a, run.a) and _is_quoted(b, run.b)
    return _record(Span(a.doc, *run.a), Span(b.doc, *run.b), "same_quote" if quoted else "paraphrase", run.score)


def _is_quoted(one: Profile, place: tuple[int, int]) -> bool:
    inside = sum(max(0, min(place[1], end) - max(place[0], start)) for start, end in one.quoted)
    return inside >= QUOTED * (place[1] - place[0])


def _tells(a: Profile, passage: Passage) -> bool:
    """Whether a passage is more than a set phrase: many words, or several that carry something."""
    if passage.equal >= LONG:
        return True
    words = a.words[passage.a_start : passage.a_end]
    return sum(word.form not in lexicon.entries("stopwords") for word in words) >= TELLING


def _record(a: Span, b: Span, kind: ReuseKind, score_: float) -> Reuse:
    id = "u" + digest("reuse", a.doc, str(a.start), str(a.end), b.doc, str(b.start), str(b.end))
    return Reuse(id=id, a=a, b=b, kind=kind, score=round(score_, 3))


def _exact(a: Profile, b: Profile, passage: Passage) -> Reuse:
    first, second = a.words[passage.a_start : passage.a_end], b.words[passage.b_start : passage.b_end]
    share = 2 * passage.equal / (len(first) + len(second))
    kind: ReuseKind = "verbatim" if len(first) == len(second) == passage.equal else "near"
    return _record(Span(a.doc, first[0].start, first[-1].end), Span(b.doc, second[0].start, second[-1].end), kind, share)


def _same_quotes(a: Profile, b: Profile, weights: Weights, taken: Sequence[Reuse]) -> Iterator[Reuse]:
    """Quotations that are the same in other words; those copied to the letter are passages already."""
    for second, bag in zip(b.quotes, b.spoken, strict=True):
        if len(bag.stems) < FEWEST_SPOKEN or _covered(second, [one.b for one in taken]):
            continue
        scored = [(score(other, bag, weights), first) for first, other in zip(a.quotes, a.spoken, strict=True) if not bag.stems.isdisjoint(other.stems)]
        best = max(scored, default=None)
        if best and best[0] >= SAME_QUOTE:
            yield _record(Span(a.doc, *best[1]), Span(b.doc, *second), "same_quote", best[0])


def _parallel(a: Profile, b: Profile, weights: Weights, taken: Sequence[Reuse]) -> Iterator[Reuse]:
    pairs = parallels(a, b, weights)
    sure_ones = sum(pair.score >= BEYOND_DOUBT for pair in pairs)
    linked = len(pairs) >= LINKED and sure_ones >= max(SURE_AMONG, SURE_SHARE * min(len(a.sentences), len(b.sentences)))
    for pair in pairs:
        first, second = a.sentences[pair.a], b.sentences[pair.b]
        sure = pair.score >= (BEYOND_DOUBT if not linked else 0) or (pair.score >= LEAST_SURE and bool(taken))
        if sure and not _covered((second.start, second.end), [one.b for one in taken]):
            yield _record(Span(a.doc, first.start, first.end), Span(b.doc, second.start, second.end), "paraphrase", pair.score)


def _covered(place: tuple[int, int], spans: Sequence[Span]) -> bool:
    """Whether most of a place lies in spans that are taken."""
    inside = sum(max(0, min(place[1], span.end) - max(place[0], span.start)) for span in spans)
    return inside >= 0.6 * (place[1] - place[0])
