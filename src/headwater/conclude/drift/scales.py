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
LOOSE = frozenset("can allow allowed permit able so would may might could should expect expected likely probably perhaps possibly possible plan".split())
SENSED = frozenset("hear see feel smell find reach watch notice read".split())  # what could be heard was heard
PLANS = frozenset("plan intend propose consider want aim hope threaten prepare expect mull weigh".split())
SPEAKING = frozenset(("saying", "warning", "belief"))  # scales whose words mean something else in the passive
CONSIDERED = frozenset("consider discuss debate weigh mull propose plan intend threaten contemplate".split())
NO_DEEDS = frozenset("said told announced reported stated added added called asked demanded rejected refused denied".split())
SHOWN = 150  # code points of a sentence that is shown whole where its speech is weighed
CLEARLY = 0.55  # score of a link from which its main clauses speak of one deed
REPORTING = frozenset(("saying", "request", "warning", "belief"))  # scales of speaking, which must be the sentence's own verb of saying


class Step(NamedTuple):
    """Words on a scale in a sentence: scale, step, first and last word."""

    scale: str
    step: int
    first: int
    last: int


Rows = tuple[tuple[str, int], ...]


@functools.cache
def _scales() -> dict[str, Rows]:
    """The scales and steps of each form."""
    known: dict[str, list[tuple[str, int]]] = {}
    for scale, step, forms in lexicon.rows("drift_scales"):
        for form in forms.split("|"):
            known.setdefault(form, []).append((scale, int(step)))
    return {form: tuple(rows) for form, rows in known.items()}


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Rows | None], ...]:
    """One pattern for all plain forms (whose rows are looked up), and one for each form with a gap of up to three words."""
    plain = sorted((form for form in _scales() if "*" not in form), key=len, reverse=True)
    made: list[tuple[re.Pattern[str], Rows | None]] = [(re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, plain))})(?!\S)"), None)]
    for form, rows in _scales().items():
        if "*" in form:
            first, last = (re.escape(part.strip()) for part in form.split("*"))
            made.append((re.compile(rf"(?<!\S){first} (?:\S+ ){{1,3}}?{last}(?!\S)"), rows))
    return tuple(made)


def steps(told: Told) -> list[Step]:
    """All words of a sentence that stand on a scale."""
    line, starts = "", []
    for word in told.words:
        starts.append(len(line))
        line += word.lemma + " "
    found = []
    for pattern, rows in _patterns():
        for match in pattern.finditer(line):
            first = starts.index(match.start())
            last = first + match.group().count(" ")
            found += [Step(scale, step, first, last) for scale, step in rows or _scales()[match.group()] if last > first or _is_meant(told.words, first, scale)]
    return found


def _is_meant(words: Sequence[Word], at: int, scale: str) -> bool:
    """Whether a word has the meaning of its scale: a verb that is not negated; for parts a word that stands before a noun."""
    word = words[at]
    negated = any(other.head == at and other.lemma in ("not", "n't", "never", "no") for other in words)
    if scale == "how many":
        return (word.upos in ("DET", "ADJ", "PRON", "NOUN") and not negated and word.form != "all") or (word.form == "all" and word.relation in ("det", "det:predet", "nsubj", "nsubj:pass"))
    if scale == "duty" and word.lemma in ("must", "should"):
        return word.upos == "AUX"
    if scale in SPEAKING and any(other.head == at and other.relation in ("nsubj:pass", "aux:pass") for other in words):
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


def unlimited(pair: Pair) -> Iterator[Found]:
    """What holds for a part of several in `a` and for all of them in `b`, where nothing limits them any more."""
    for link in pair.links:
        if link.score >= SURE:
            yield from _all_of_them(link, steps(link.a), steps(link.b))


def _all_of_them(link: Link, mine: Sequence[Step], theirs: Sequence[Step]) -> Iterator[Found]:
    """A part of several in `a`, the same noun of the same verb without any limit in `b`."""
    words, others = link.a.words, link.b.words
    if any(one.scale == "how many" for one in theirs):
        return
    for step in mine:
        part = words[step.last]
        if step.scale != "how many" or part.head < 0 or words[part.head].xpos != "NNS" or part.form in ("all", "every", "each", "numerous", "dozen"):
            continue
        noun = words[part.head]
        for at, other in enumerate(others):
            free = not any(each.head == at and each.relation in ("det", "amod", "nummod", "nmod:poss", "nmod", "acl:relcl") for each in others)
            if other.form == noun.form and free and noun.head >= 0 and other.head >= 0 and words[noun.head].lemma == others[other.head].lemma:
                yield Found("strengthened", Span(link.a.span.doc, part.start, noun.end), clause(link.b, at), Reason("told_stronger", values=("how many",)))
                return


def scales_of(told: Told, word: int) -> frozenset[str]:
    """The scales that a word of a sentence stands on."""
    return frozenset(scale for scale, _ in _scales().get(told.words[word].lemma, ()))


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
        nouns = _noun(one, first.last), _noun(other, second.last)
        return nouns[0] == nouns[1] is not None or _one_deed(link, first, second)
    if scale in REPORTING:
        return _depth(one, first.first) <= 1 and _depth(other, second.first) <= 1
    return True


def _one_deed(link: Link, first: Step, second: Step) -> bool:
    """Whether two parts are subjects of one verb, one of them without its noun ("most of them went", "some went")."""
    one, other = link.a.words, link.b.words
    mine, theirs = one[first.last], other[second.last]
    bare = "NOUN" not in (_upos(one, mine), _upos(other, theirs))
    return bare and mine.head >= 0 and theirs.head >= 0 and one[mine.head].lemma == other[theirs.head].lemma and one[mine.head].upos == "VERB"


def _upos(words: Sequence[Word], word: Word) -> str:
    return words[word.head].upos if word.head >= 0 else ""


def _noun(words: Sequence[Word], at: int) -> str | None:
    return next((word.lemma for word in words[at + 1 : at + 6] if word.upos in ("NOUN", "PROPN")), None)


def _depth(words: Sequence[Word], at: int) -> int:
    depth = 0
    while words[at].head >= 0 and depth < 9:
        at, depth = words[at].head, depth + 1
    return depth


def _place(told: Told, step: Step) -> Span:
    if step.scale in REPORTING and told.span.end - told.span.start <= SHOWN:
        return told.span
    around = clause(told, step.first)
    return Span(told.span.doc, min(around.start, told.words[step.first].start), max(around.end, told.words[step.last].end))


def surer(pair: Pair) -> Iterator[Found]:
    """What may be in `a` and is, or will be, in `b`."""
    for link in pair.links:
        partners = pair.of_a[link.a.at]
        if link.score < SURE or lemmas(partners) & LOOSE:
            continue
        for at, word in enumerate(link.a.words):
            if word.head >= 0 and link.a.words[word.head].lemma in SENSED:
                continue
            if (word.lemma in POSSIBLE and word.upos == "AUX" and not _denied(link.a.words, word.head)) or (word.form in POSSIBLE and _will(link.b, link.a.words, word)):
                target = _target(link, word)
                if target is not None:
                    yield Found("strengthened", clause(link.a, at), clause(link.b, target), Reason("may_became_is"))


def carried_out(pair: Pair) -> Iterator[Found]:
    """What is planned in `a` and done in `b`: the verb that hangs on a word of planning stands by itself, past or perfect."""
    for link in pair.links:
        theirs = lemmas(pair.of_a[link.a.at])
        if not theirs & (PLANS | LOOSE | CONSIDERED):
            yield from _considered(pair, link)
        if link.score < SURE or theirs & (PLANS | LOOSE) or _has_come(pair, link):
            continue
        for at, word in enumerate(link.a.words):
            governor = link.a.words[word.head] if word.head >= 0 else word
            if word.upos == "VERB" and word.relation in ("xcomp", "ccomp") and governor.lemma in PLANS:
                done = next((place for place, other in enumerate(link.b.words) if other.lemma == word.lemma and (other.xpos in ("VBD", "VBN") or _has_will(link.b.words, place))), None)
                if done is not None:
                    yield Found("strengthened", clause(link.a, at), clause(link.b, done), Reason("plan_became_deed"))


def _considered(pair: Pair, link: Link) -> Iterator[Found]:
    """What is only thought about in the main clause of `a` and has been done in that of `b`, which speaks of the same thing."""
    one, other = _root(link.a.words), _root(link.b.words)
    if one is None or other is None or link.score < CLEARLY or link.a.words[one].lemma not in CONSIDERED or not link.a.stems & link.b.stems:
        return
    done = link.b.words[other]
    helped = any(word.head == other and word.lemma in ("will", "shall") for word in link.b.words)
    if done.upos == "VERB" and (done.xpos in ("VBD", "VBN") or helped) and done.lemma not in CONSIDERED and done.form not in NO_DEEDS:
        yield Found("strengthened", clause(link.a, one), clause(link.b, other), Reason("plan_became_deed"))


def _root(words: Sequence[Word]) -> int | None:
    return next((at for at, word in enumerate(words) if word.head < 0), None)


def _has_come(pair: Pair, link: Link) -> bool:
    """Whether the day that was planned had come when `b` was published: what was planned may have happened since."""
    published, before = pair.b.document.published.earliest, pair.a.document.published.latest
    later = published is not None and before is not None and published[:10] > before[:10]
    if later and (link.a.times or any(word.lemma == "expect" for word in link.a.words)):
        return True  # told a day later, of a day that may have come
    days = [period.last.isoformat() for time in link.a.times if (period := period_of(time)) and period.year]
    return published is not None and any(day <= published for day in days)


def _has_will(words: Sequence[Word], at: int) -> bool:
    return any(word.head == at and word.lemma in CERTAIN for word in words)


def _denied(words: Sequence[Word], at: int) -> bool:
    return any(word.head == at and word.lemma in ("not", "n't") for word in words)


def _will(told: Told, words: Sequence[Word], modal: Word) -> bool:
    return any(word.lemma in CERTAIN and told.words[word.head].lemma == words[modal.head].lemma for word in told.words if word.head >= 0)


def _is_aim(words: Sequence[Word], at: int) -> bool:
    """Whether a verb tells what something is for: "to let people vote", "so that people could vote"."""
    bare = words[at].xpos == "VB" and not any(other.head == at and other.upos == "AUX" for other in words)
    return bare or any(other.head == at and other.form in ("so", "that") and other.relation in ("mark", "advmod") and words[at].relation == "advcl" for other in words)


def _target(link: Link, modal: Word) -> int | None:
    """The word of `b` that says for certain what hangs on a modal in `a`: the same verb, or one with `will`."""
    verb = link.a.words[modal.head].lemma if modal.head >= 0 else ""
    for at, word in enumerate(link.b.words):
        if word.lemma == verb and word.upos in ("VERB", "ADJ", "AUX") and not _is_aim(link.b.words, at) and not (modal.form == "could" and _is_aim(link.a.words, modal.head)):
            return at
    return next((word.head for word in link.b.words if word.lemma in CERTAIN and word.head >= 0 and link.score >= 0.5), None)
