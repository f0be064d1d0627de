"""Words that say the same more or less strongly: scales of the lexicon, and what may be against what is."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.sides import Found, Link, Pair, Told, Word, clause, lemmas
from headwater.conclude.drift.times import period_of
from headwater.records import Reason
from headwater.text import Span

SURE = 0.3  # score of a link from which words on one scale are about one thing
POSSIBLE = frozenset(("may", "might", "could"))
CERTAIN = frozenset(("will", "shall"))
LOOSE = frozenset("can would may might could should expect expected likely probably perhaps possibly possible plan".split())
PLANS = frozenset("plan intend propose consider want aim hope threaten prepare expect mull weigh".split())
REPORTING = frozenset(("saying", "request", "warning"))  # scales of speaking, which must be the sentence's own verb of saying


class Step(NamedTuple):
    """Words on a scale in a sentence: scale, step, first and last word."""

    scale: str
    step: int
    first: int
    last: int


@functools.cache
def _scales() -> tuple[tuple[re.Pattern[str], dict[str, tuple[tuple[str, int], ...]]], ...]:
    known: dict[str, list[tuple[str, int]]] = {}
    for scale, step, forms in lexicon.rows("drift_scales"):
        for form in forms.split("|"):
            known.setdefault(form, []).append((scale, int(step)))
    body = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    return ((re.compile(rf"(?<!\S)(?:{body})(?!\S)"), {form: tuple(rows) for form, rows in known.items()}),)


def steps(told: Told) -> list[Step]:
    """All words of a sentence that stand on a scale."""
    line, starts = "", []
    for word in told.words:
        starts.append(len(line))
        line += word.lemma + " "
    (pattern, known), found = _scales()[0], []
    for match in pattern.finditer(line):
        first = starts.index(match.start())
        last = first + match.group().count(" ")
        found += [Step(scale, step, first, last) for scale, step in known[match.group()] if _is_meant(told.words, first, scale)]
    return found


def _is_meant(words: Sequence[Word], at: int, scale: str) -> bool:
    """Whether a word has the meaning of its scale: a verb that is not negated; for parts a word that stands before a noun."""
    word = words[at]
    negated = any(other.head == at and other.lemma in ("not", "n't", "never", "no") for other in words)
    if scale == "how many":
        return (word.upos in ("DET", "ADJ", "PRON", "NOUN") and not negated and word.form != "all") or (word.form == "all" and word.relation in ("det", "det:predet", "nsubj", "nsubj:pass"))
    if scale == "duty" and word.lemma in ("must", "should"):
        return word.upos == "AUX"
    if scale in REPORTING and any(other.head == at and other.relation in ("nsubj:pass", "aux:pass") for other in words):
        return False
    return not negated and word.upos in ("VERB", "NOUN", "ADJ", "ADV", "AUX")


def moved(pair: Pair) -> Iterator[Found]:
    """What `b` tells at another step of a scale than `a`."""
    for link in pair.links:
        if link.score < SURE:
            continue
        mine, theirs = steps(link.a), steps(link.b)
        others = [step for told in pair.of_a[link.a.at] for step in steps(told)], [step for told in pair.of_b[link.b.at] for step in steps(told)]
        for scale in sorted({one.scale for one in mine} & {one.scale for one in theirs}):
            yield from _moved(link, scale, mine, theirs, others)


def scales_of(told: Told, word: int) -> frozenset[str]:
    """The scales that a word of a sentence stands on."""
    return frozenset(scale for scale, _ in _scales()[0][1].get(told.words[word].lemma, ()))


def _moved(link: Link, scale: str, mine: Sequence[Step], theirs: Sequence[Step], others: tuple[Sequence[Step], Sequence[Step]]) -> Iterator[Found]:
    first, second = [one for one in mine if one.scale == scale], [one for one in theirs if one.scale == scale]
    here, there = {one.step for one in others[1] if one.scale == scale} | {one.step for one in first}, {one.step for one in others[0] if one.scale == scale} | {
        one.step for one in second
    }
    if here & there or not _one_thing(link, scale, first[0], second[0]):
        return
    up = max(there) > max(here)
    code = "told_stronger" if up else "told_weaker"
    yield Found("strengthened" if up else "softened", _place(link.a, first[0]), _place(link.b, second[0]), Reason(code, values=(scale,)))


def _one_thing(link: Link, scale: str, first: Step, second: Step) -> bool:
    """Whether two words on one scale speak of one thing: parts of the same noun, verbs of saying of the whole sentence."""
    one, other = link.a.words, link.b.words
    if scale == "how many":
        return _noun(one, first.last) == _noun(other, second.last) is not None
    if scale in REPORTING:
        return _depth(one, first.first) <= 1 and _depth(other, second.first) <= 1
    return True


def _noun(words: Sequence[Word], at: int) -> str | None:
    return next((word.lemma for word in words[at + 1 : at + 6] if word.upos in ("NOUN", "PROPN")), None)


def _depth(words: Sequence[Word], at: int) -> int:
    depth = 0
    while words[at].head >= 0 and depth < 9:
        at, depth = words[at].head, depth + 1
    return depth


def _place(told: Told, step: Step) -> Span:
    around = clause(told, step.first)
    return Span(told.span.doc, min(around.start, told.words[step.first].start), max(around.end, told.words[step.last].end))


def surer(pair: Pair) -> Iterator[Found]:
    """What may be in `a` and is, or will be, in `b`."""
    for link in pair.links:
        partners = pair.of_a[link.a.at]
        if link.score < SURE or lemmas(partners) & LOOSE:
            continue
        for at, word in enumerate(link.a.words):
            if (word.lemma in POSSIBLE and word.upos == "AUX" and not _denied(link.a.words, word.head)) or (word.form in POSSIBLE and _will(link.b, link.a.words, word)):
                target = _target(link, word)
                if target is not None:
                    yield Found("strengthened", clause(link.a, at), clause(link.b, target), Reason("may_became_is"))


def carried_out(pair: Pair) -> Iterator[Found]:
    """What is planned in `a` and done in `b`: the verb that hangs on a word of planning stands by itself, past or perfect."""
    for link in pair.links:
        theirs = lemmas(pair.of_a[link.a.at])
        if link.score < SURE or theirs & (PLANS | LOOSE) or _has_come(pair, link):
            continue
        for at, word in enumerate(link.a.words):
            governor = link.a.words[word.head] if word.head >= 0 else word
            if word.upos == "VERB" and word.relation in ("xcomp", "ccomp") and governor.lemma in PLANS:
                done = next((place for place, other in enumerate(link.b.words) if other.lemma == word.lemma and (other.xpos in ("VBD", "VBN") or _has_will(link.b.words, place))), None)
                if done is not None:
                    yield Found("strengthened", clause(link.a, at), clause(link.b, done), Reason("plan_became_deed"))


def _has_come(pair: Pair, link: Link) -> bool:
    """Whether the day that was planned had come when `b` was published: what was planned may have happened since."""
    published = pair.b.document.published.earliest
    days = [period.last.isoformat() for time in link.a.times if (period := period_of(time)) and period.year]
    return published is not None and any(day <= published for day in days)


def _has_will(words: Sequence[Word], at: int) -> bool:
    return any(word.head == at and word.lemma in CERTAIN for word in words)


def _denied(words: Sequence[Word], at: int) -> bool:
    return any(word.head == at and word.lemma in ("not", "n't") for word in words)


def _will(told: Told, words: Sequence[Word], modal: Word) -> bool:
    return any(word.lemma in CERTAIN and told.words[word.head].lemma == words[modal.head].lemma for word in told.words if word.head >= 0)


def _target(link: Link, modal: Word) -> int | None:
    """The word of `b` that says for certain what hangs on a modal in `a`: the same verb, or one with `will`."""
    verb = link.a.words[modal.head].lemma if modal.head >= 0 else ""
    for at, word in enumerate(link.b.words):
        if word.lemma == verb and word.upos in ("VERB", "ADJ", "AUX"):
            return at
    return next((word.head for word in link.b.words if word.lemma in CERTAIN and word.head >= 0 and link.score >= 0.5), None)
