"""Caveats and hedges: which limit of `a` stands nowhere in `b`, and which words of doubt are gone from what both tell."""

import functools
import re
from collections.abc import Iterator

from headwater import lexicon
from headwater.conclude.drift.scales import carried_out, surer
from headwater.conclude.drift.sides import Found, Link, Pair, Told, Word, clause
from headwater.records import Reason
from headwater.text import Span

BEFORE = 3  # sentences before a caveat that it may be about, where nothing says which
SURE = 0.3  # score of a link from which a hedge that is gone is told
SAME = 0.45  # and from which its own words need not be found in the other wording
STILL = re.compile(r"\b(?:whether|still|yet|not known|nobody|no one|unknown|open|unclear|uncertain)\b", re.IGNORECASE)
DOUBTED = frozenset(("may", "might", "could", "would"))
NAMING = frozenset(("so-called",))  # what a thing is called by others: no doubt about what is told
MODALS = frozenset(("might", "may", "could"))


# -- caveats ---------------------------------------------------------------------------------------------------


def lost_caveats(pair: Pair) -> Iterator[Found]:
    """Caveats of `a` about something that `b` tells, of which `b` has none of the kind."""
    kept = {kind for told in pair.b.told for kind in kinds(told)}
    for told in pair.a.told:
        found = kinds(told)
        if any(STILL.search(other.content) for other in pair.of_a.get(told.at, ())):
            continue
        if found and not found & kept and _is_told(pair, told) and not _is_speech(told, found):
            yield Found("hedge_lost", told.span, _became(pair, told), Reason("caveat_left_out"))
        elif pair.whole and found and not found & kept and _is_told(pair, told):
            yield Found("dropped", told.span, None, Reason("caveat_left_out"))


def _became(pair: Pair, told: Told) -> Span | None:
    """The sentence that a caveat became where one tells the same without it."""
    partners = pair.of_a.get(told.at, ())
    return partners[0].span if partners else None


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def made(words: str) -> str:
        return r"\s+".join(r"(?:\S+\s+){0,3}?" if word == "*" else re.escape(word) for word in words.split()).replace(r"(?:\S+\s+){0,3}?\s+", r"(?:\S+\s+){0,3}?")

    return tuple((kind, re.compile(rf"(?<!\w){made(words)}(?!\w)", re.IGNORECASE)) for kind, words in lexicon.rows("drift_caveats"))


def kinds(told: Told) -> frozenset[str]:
    """What kinds of limit a sentence sets."""
    found = {kind for kind, pattern in _patterns() if pattern.search(told.content)}
    if any(one.attitude == "cannot_verify" and _is_in(one.span, told.span) for one in told.statements):
        found.add("verified")
    return frozenset(found)


def _is_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _is_speech(told: Told, kinds: frozenset[str]) -> bool:
    """Whether somebody who is quoted sets the limit, not the report itself."""
    return "verified" not in kinds and any(one.attitude != "cannot_verify" and one.speaker is not None for one in told.statements)


def _is_told(pair: Pair, caveat: Told) -> bool:
    """Whether `b` tells something that the caveat limits: the statements that hang on it, else what stands right before it."""
    ids = {one.id for one in caveat.statements if one.attitude == "cannot_verify"}
    meant = [told for told in pair.a.told if any(ids & set(one.caveats) for one in told.statements)]
    near = meant or [] if not pair.whole else meant or [told for told in pair.a.told if caveat.at - BEFORE <= told.at <= caveat.at + (caveat.at == 0)]
    return any(told.at in pair.of_a for told in near)


# -- hedges -------------------------------------------------------------------------------------------------------


def lost_hedges(pair: Pair) -> Iterator[Found]:
    """Words of doubt in a sentence of `a` where what became of it in `b` has none at all."""
    for link in pair.links:
        partners = pair.of_a[link.a.at]
        if link.score < SURE or any(_doubts(told) for told in partners):
            continue
        hedge = next((h for h in _hedges(link.a) if _is_kept(link, h)), None)
        if hedge is not None:
            place = next((at for at, word in enumerate(link.a.words) if word.start <= hedge.start < word.end), 0)
            yield Found("hedge_lost", clause(link.a, place) if link.a.words else link.a.span, _counterpart(link, hedge), Reason("hedge_gone"))
    yield from surer(pair)
    yield from carried_out(pair)


def _hedges(told: Told) -> list[Span]:
    """The words of doubt in a sentence, bare modals left out: these are weighed with what hangs on them."""
    listed = [Span(told.span.doc, told.span.start + m.start(), told.span.start + m.end()) for m in lexicon.pattern("hedges").finditer(told.content)]
    read = [span for one in told.statements for span in one.hedges if told.span.start <= span.start and span.end <= told.span.end]
    return [span for span in sorted({*listed, *read}) if told.content[span.start - told.span.start : span.end - told.span.start].casefold() not in (MODALS | NAMING)]


def _doubts(told: Told) -> bool:
    """Whether a sentence tells with any reserve."""
    modal = any(word.lemma in DOUBTED and word.upos == "AUX" for word in told.words)
    return modal or bool(_hedges(told) or lexicon.pattern("drift_doubts").search(told.content) or kinds(told)) or any(one.attitude == "denies" for one in told.statements)


def _is_kept(link: Link, hedge: Span) -> bool:
    """Whether `b` has what the hedge is about: the word it hangs on or one right behind it, or the whole sentence clearly."""
    words = link.a.words
    inside = [at for at, word in enumerate(words) if hedge.start <= word.start < hedge.end]
    if not inside:
        return link.score >= SAME
    heads = {words[at].head for at in inside if words[at].head >= 0} - set(inside)
    stems = {words[at].lemma[:5] for at in (*heads, *_after(words, inside[-1])) if words[at].upos in ("NOUN", "VERB", "ADJ", "PROPN")}
    return bool(stems & {word.lemma[:5] for word in link.b.words}) or link.score >= SAME


def _after(words: tuple[Word, ...], at: int) -> list[int]:
    return [place for place in range(at + 1, min(len(words), at + 4)) if words[place].upos in ("NOUN", "VERB", "ADJ", "PROPN")]


def _counterpart(link: Link, hedge: Span) -> Span:
    """The clause of `b` that has what the hedge is about; the whole sentence where that is not clear."""
    words = link.a.words
    near = {word.lemma for word in words if abs(word.start - hedge.end) < 40 and word.upos in ("NOUN", "VERB", "ADJ", "PROPN")}
    at = next((at for at, word in enumerate(link.b.words) if word.lemma in near), None)
    if at is None:
        return link.b.span
    found = clause(link.b, at)
    holds_verb = any(word.upos == "VERB" and found.start <= word.start < found.end for word in link.b.words)
    return found if holds_verb else link.b.span

