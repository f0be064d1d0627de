"""Answers in words that do not agree: so and not so, here and there on a ladder, done by this one and by that one, told kindly and harshly."""

import functools
import re
from collections.abc import Iterator, Sequence

from headwater.conclude.discrepancies.bonds import ONE_MEANING, WEIGHTS, Bond, likeness, vector
from headwater.conclude.discrepancies.figures import counted, is_person
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.frames import is_rule, two_frames
from headwater.conclude.discrepancies.order import earlier, is_revised, same_voice
from headwater.conclude.discrepancies.passages import Passage, is_of_the_past
from headwater.conclude.discrepancies.words import Hit, Step, opposed, sides, signals, steps
from headwater.lexicon import rows
from headwater.records import Claim, DiscrepancyClass, DiscrepancyKind, Reason, Term
from headwater.text import Span

MOST = 120  # code points of a side
AHEAD = ("planned", "possible")
PLANNED = ("planned", "asked", "possible", "tried")
NO = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|den(?:y|ied|ies))\b|n['’]t\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:(?:not|n['’]t)\s+(?:yet |immediately |publicly )?(?:known|clear|answer\w*|respond\w*|comment\w*|say|reply|replied|elaborat\w*|give a date)|unclear|unknown|whether|the same question|asked (?:who|what|why|how)|declined to|would not comment|no (?:word|answer|comment|reply|date))\b", re.IGNORECASE
)
BEFORE = re.compile(r"(?:\b(?:not|never|no|nobody|without|nor|hardly)|n['’]t)\W+(?:[\w-]+\W+){0,4}$", re.IGNORECASE)
ANYBODY = frozenset("employee staff worker person people member anyone anybody somebody someone man official".split())  # whom a denial names when it means everybody
VIEW = re.compile(r"^\W*if\b|\b(?:except|I (?:do not |don['’]t )?(?:think|believe|feel|want)|I['’]d like|would like|enough|if he|if she|if they)\b", re.IGNORECASE)  # no plain fact
SHORT = 40  # code points below which the whole sentence is read for opposites
LEAST = 0.8  # weight of shared words that a word of no needs
NEAR = 400  # code points within which two speakers of one report answer one another
LIKE_CORE = 0.35  # likeness of what two passages are about
LIKE_DEED = 0.4  # likeness of two verbs of which one is denied
LIKE_SENTENCE = 0.6
ALL = 0.99  # cover of a passage whose one word the other side has
SAME_DEED = 0.7  # likeness of two verbs that tell one deed
CONTESTED = 0.1  # what a finding gains where a claim holds both sides, one as a denial
LIGHT = frozenset("take make get give go come use have put do see".split())  # verbs that tell no deed by themselves
ONE_WORD = 0.5  # how sure one fact is by its word alone
LOOSE = 0.25  # what a finding loses where deeds are only alike, or others do them
NO_CLAIM = ("urges", "proposes", "asks", "predicts", "complains")
OPINION = re.compile(r"\b(?:should|ought to|(?:best|worst|poor|excellent) )\b|\bmust (?:close|go|resign|be enlarged|end)\b", re.IGNORECASE)


def in_words(a: Passage, b: Passage, bond: Bond) -> Iterator[Found]:
    """What two passages on one thing answer differently without figures, the surest check first."""
    if (a.times and b.times and is_of_the_past(a) != is_of_the_past(b)) or _two_places(a, b, bond):
        return
    for check in (_framed, _denied, _stepped, _by_others):
        found = check(a, b, bond)
        if found:
            yield found
            return


def contested(claims: Sequence[Claim], told: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Of each claim that some assert and some deny the passages of the first on either side."""
    places = {(one.doc, one.span.start): one for one in reversed(told)}
    for claim in claims:
        sides = [[places[at] for m in claim.members if (m.stance == "denies") is no and (at := (m.doc, m.span.start)) in places] for no in (False, True)]
        if sides[0] and sides[1]:
            first = [min(side, key=lambda one: (one.first is None, one.first, one.span)) for side in sides]
            yield first[0], first[1]


def denied_claim(a: Passage, b: Passage, bond: Bond) -> Iterator[Found]:
    """A claim that one side asserts and the other denies, in however different words."""
    if a.times and b.times and is_of_the_past(a) != is_of_the_past(b):
        return
    hits = _hits(a, b)
    if not hits and (_says_no(a) == _says_no(b) or not (_is_paired(bond) or _same_row(a, b))):
        return
    class_, code = _class(a, b, bond)
    yield Found("polarity", class_, place(a), place(b), Reason(code), CONTESTED + max(_one_denial(a, b, bond), _one_core(a, b, bond)))


def _score(bond: Bond) -> float:
    return min(1.0, 0.5 * bond.cover + 0.3 * max(0.0, bond.cosine) + 0.1 * min(2, bond.names) + 0.05 * min(3, bond.nouns))


def place(one: Passage) -> Span:
    """The words of a passage, cut where they run long."""
    end = one.span.end
    if end - one.span.start > MOST:
        cut = max(one.words.rfind(mark, 30, MOST) for mark in (",", ";", ":", " "))
        end = one.span.start + (cut if cut > 0 else MOST)
    return Span(one.doc, one.span.start, end)


def _two_places(a: Passage, b: Passage, bond: Bond) -> bool:
    """Whether both name places, none in common, in sentences that have little else in common: two happenings."""
    return bool(a.places and b.places and not a.places & b.places) and bond.cover < 0.5 and not is_rule(a)


# -- so and not so -------------------------------------------------------------------------------------------


def _negative(one: Passage) -> bool:
    """Whether a passage says no; `dismissed` of a person is a deed, no denial, and what is not known or not answered is open."""
    if OPEN.search(one.words):
        return False
    return one.said.negative and (bool(NO.search(one.sentence)) or not any(step.ladder == "post" for step in steps(one.sentence)))


def _denied(a: Passage, b: Passage, bond: Bond) -> Found | None:
    hits = _hits(a, b)
    odd = _negative(a) != _negative(b) and _says_no(a) != _says_no(b)
    if _is_opinion(a) and _is_opinion(b) and not same_voice(a, b):
        return None
    if not hits and (OPEN.search(a.words) or OPEN.search(b.words)):
        return None
    if not hits and not (odd and _one_predicate(a, b, bond)):
        return None
    class_, code = _class(a, b, bond)
    score = _one_core(a, b, bond) if hits else _one_denial(a, b, bond)
    if _others_do(bond) and not (hits and a.doc == b.doc and _core_alike(a, b) >= LIKE_CORE):
        if not (a.places and b.places):
            score -= LOOSE
        elif a.places != b.places:
            class_, code = "tension", "other_frame"
    kind: DiscrepancyKind = "rule" if is_rule(a) and is_rule(b) and class_ == "tension" else "polarity"
    return Found(kind, class_, place(a), place(b), Reason(code), score)


def _one_denial(a: Passage, b: Passage, bond: Bond) -> float:
    """How sure it is that what one side denies is what the other tells: its deed, and nearly all its words, stand there."""
    at = 0 if _negative(a) else 1
    if re.search(r"\bonly\b", (b, a)[at].words):
        return 0.0  # only by these: no denial answers it
    denying = (a, b)[at]
    terms, left = denying.said.terms, bond.left[at]
    weight = sum(WEIGHTS.get(t.kind, 0.5) for t in terms if t.lemma not in ANYBODY)
    covered = 1 - sum(WEIGHTS.get(t.kind, 0.5) for t in left if t.lemma not in ANYBODY) / max(0.5, weight)
    near = 0.1 if a.doc == b.doc and a.speaker != b.speaker else 0.0
    deed = 0.2 if _is_paired(bond) or _same_row(a, b) else -0.1
    alone = 0.15 if len(terms) < 2 else 0.0
    if not _one_argument(terms, bond, at) or VIEW.search(a.words) or VIEW.search(b.words):
        near -= LOOSE
    return 0.5 * covered + deed + near + 0.2 * max(0.0, bond.cosine) + 0.05 * min(3, bond.nouns + bond.names) - alone - _moods(a, b)


def _one_argument(terms: Sequence[Term], bond: Bond, at: int) -> bool:
    """Whether who does what is denied, or whom it is done to, stands on the other side too; a denial of one word needs none."""
    if len([t for t in terms if t.lemma not in ANYBODY]) < 2:
        return True
    sides_ = [pair if at == 0 else pair[::-1] for pair in bond.paired]
    return any(t.part in ("agent", "patient") and t.kind in ("noun", "name") and likeness(t, u) >= ONE_MEANING for t, u in sides_)


def _one_core(a: Passage, b: Passage, bond: Bond) -> float:
    """How sure it is that opposite words are said of one thing: by who or what the two passages are about."""
    like = _core_alike(a, b)
    near = 0.1 if a.doc == b.doc and abs(a.span.start - b.span.start) < NEAR and a.speaker != b.speaker else 0.0
    return 0.2 + near - (0.0 if _hits_tell(a, b) else LOOSE) + 0.35 * like * (like >= LIKE_CORE) + 0.2 * max(0.0, bond.cosine) + 0.15 * bond.cover + 0.05 * min(3, bond.nouns + bond.names) - _moods(a, b)


def _same_row(a: Passage, b: Passage) -> bool:
    """Whether both have words of one answer, of which one side may say no: withheld, held back."""
    first, second = ({(hit.row, hit.side) for hit in sides("discrepancy_opposites", one.words)} for one in (a, b))
    return bool(first & second)


def _core_alike(a: Passage, b: Passage) -> float:
    """How far two passages are about the same: the likest of those who do it, or whom it is done to."""
    cores = [[t for t in one.said.terms if t.kind in ("noun", "name") and t.part in ("agent", "patient")] or [t for t in one.said.terms if t.kind in ("noun", "name")] for one in (a, b)]
    return max((likeness(t, u) for t in cores[0] for u in cores[1]), default=0.0)


def _moods(a: Passage, b: Passage) -> float:
    """What a finding loses where one side tells a fact and the other a plan, a wish, a guess."""
    return 0.0 if (a.said.mood in AHEAD) == (b.said.mood in AHEAD) else LOOSE


def _is_paired(bond: Bond) -> bool:
    """Whether the deed of the one is a deed of the other."""
    return any(
        likeness(t, u) >= SAME_DEED and not (t.lemma == u.lemma and t.lemma in LIGHT)
        for t, u in bond.paired
        if (t.part == "predicate" and (u.part == "predicate" or u.kind == "verb")) or (u.part == "predicate" and t.kind == "verb")
    )


def _others_do(bond: Bond) -> bool:
    """Whether both sides tell who does it, and it is not the same."""
    agents = [any(t.part == "agent" and t.kind in ("noun", "name") for t in side) for side in bond.left]
    return all(agents) and not any(t.part == u.part == "agent" for t, u in bond.paired)


def _says_no(one: Passage) -> bool:
    return bool(NO.search(one.words)) or (one.statement is not None and one.statement.attitude == "denies" and one.statement.kind != "direct")


def _hits(a: Passage, b: Passage) -> bool:
    """Whether opposite words stand on the two sides, neither of them denied alone."""
    first, second = (one.sentence if len(one.words) < SHORT else one.words for one in (a, b))
    return any(_is_denied(first, x.start) == _is_denied(second, y.start) for x, y in opposed("discrepancy_opposites", first, second))


def _hits_tell(a: Passage, b: Passage) -> bool:
    """Whether the opposite words are what the passages say of their subject, no word by the way."""
    first, second = (one.sentence if len(one.words) < SHORT else one.words for one in (a, b))
    pairs = [(first[x.start : x.end].lower(), second[y.start : y.end].lower()) for x, y in opposed("discrepancy_opposites", first, second)]
    return any(_tells(a, x) and _tells(b, y) for x, y in pairs)


def _tells(one: Passage, words: str) -> bool:
    deeds = [t for t in one.said.terms if t.part == "predicate"]
    return len(one.words) < SHORT or not deeds or any(t.lemma[:4] in words or any(stem[:4] in words for stem in t.stems) for t in deeds)


def _is_denied(text: str, at: int) -> bool:
    return bool(BEFORE.search(text[max(0, at - 30) : at]))


def _one_predicate(a: Passage, b: Passage, bond: Bond) -> bool:
    """Whether what the one side denies is what the other side tells."""
    if bond.shared < LEAST and not (bond.cover >= ALL and len(bond.paired) == 1):
        return False
    deeds = [[t for t in one.said.terms if t.part == "predicate" or t.kind == "verb"] for one in (a, b)]
    if _is_paired(bond) or _same_row(a, b):
        return True
    alike = max((float(vector(t.lemma) @ vector(u.lemma)) for t in deeds[0] for u in deeds[1]), default=0.0)
    return alike >= LIKE_DEED or bond.cosine >= LIKE_SENTENCE


def _is_opinion(one: Passage) -> bool:
    said = one.statement
    return (said is not None and said.attitude in NO_CLAIM) or bool(OPINION.search(one.sentence))


def _class(a: Passage, b: Passage, bond: Bond) -> tuple[DiscrepancyClass, str]:
    if a.doc != b.doc and same_voice(a, b) and earlier(a, b):
        return "tension", "voice_turned"
    if two_frames(a, b, bond):
        return "tension", "other_frame"
    if earlier(a, b) and (_later_revises(a, b) or _not_yet(a, b)):
        return "update", "answer_replaced"
    return "contradiction", "answers_exclude"


def _not_yet(a: Passage, b: Passage) -> bool:
    """Whether what the earlier report says is not (yet) done is a deed of the later one, in nobody's mouth."""
    before, after = (a, b) if earlier(a, b) == "a" else (b, a)
    return _negative(before) and not _negative(after) and after.statement is None and before.statement is None


def _later_revises(a: Passage, b: Passage) -> bool:
    later = b if earlier(a, b) == "a" else a
    return bool(signals("revised", later.sentence)) and is_revised(a, b)


# -- on a ladder -----------------------------------------------------------------------------------------------


def _stepped(a: Passage, b: Passage, bond: Bond) -> Found | None:
    """Two rungs of one ladder on which the same person or thing stands."""
    if bond.names == 0 and bond.nouns < 1:
        return None
    rungs = [(x, y) for x in steps(a.sentence) for y in steps(b.sentence) if x.ladder == y.ladder and x.rung != y.rung]
    ours, theirs = {(x.ladder, x.rung) for x in steps(a.sentence)}, {(y.ladder, y.rung) for y in steps(b.sentence)}
    rungs = [(x, y) for x, y in rungs if (y.ladder, y.rung) not in ours and (x.ladder, x.rung) not in theirs and _one_deed(x.ladder, bond)]
    moods = {a.said.mood, b.said.mood}
    done = "fact" in moods and len(moods) > 1 and bond.verbs > 0 and bond.cover >= 0.5
    if not rungs and not done:
        return None
    first = earlier(a, b)
    on = _further(a, b, first, rungs)
    if first and on:
        return Found("status", "update", place(a), place(b), Reason("step_taken"), _score(bond) + (0.1 if rungs and bond.names else -LOOSE))
    if rungs and rungs[0][0].ladder in ("held", "post", "law", "person"):
        return Found("status", "contradiction", place(a), place(b), Reason("steps_exclude"), _score(bond) - (0.0 if bond.names else LOOSE))
    return None


def _one_deed(ladder: str, bond: Bond) -> bool:
    """Ladders of wide words count where both speak of one deed."""
    return ladder not in ("work",) or bond.verbs > 0


def _further(a: Passage, b: Passage, first: str | None, rungs: Sequence[tuple[Step, Step]]) -> bool:
    if rungs:
        gained = [y.rung - x.rung for x, y in rungs]
        return max(gained) > 0 if first == "a" else min(gained) < 0
    before, after = (a, b) if first == "a" else (b, a)
    return before.said.mood in PLANNED and after.said.mood == "fact"


# -- by whom ---------------------------------------------------------------------------------------------------


def _by_others(a: Passage, b: Passage, bond: Bond) -> Found | None:
    """One deed, done to the same, by somebody else."""
    agents = [[t for t in side if t.part == "agent" and t.kind in ("noun", "name") and not _is_saying(t.above)] for side in bond.left]
    deed = any("verb" in (t.kind, u.kind) or "predicate" in (t.part, u.part) for t, u in bond.paired)
    object_ = any(t.part in ("patient", "other", "agent") and t.kind in ("noun", "name") for t, _ in bond.paired)
    swapped = any({t.part, u.part} == {"agent", "patient"} for t, u in bond.paired)
    if _speaks(a) or _speaks(b) or not agents[0] or not agents[1] or not deed or _is_opinion(a) or _is_opinion(b):
        return None
    if a.said.mood != b.said.mood or any(t.part == "agent" for t, _ in bond.paired):
        return None
    return Found("attribution", "contradiction", place(a), place(b), Reason("others_did_it"), _score(bond) - (0.0 if object_ or swapped else 0.25))


def _speaks(one: Passage) -> bool:
    """Whether the deed of a passage is that somebody says something."""
    return any(t.part == "predicate" and _is_saying(t.lemma) for t in one.said.terms)


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(row[0].split("|")[0][:6] for row in rows("reporting"))


def _is_saying(word: str) -> bool:
    return bool(word) and word[:6] in _saying()


# -- framing ----------------------------------------------------------------------------------------------------


def _framed(a: Passage, b: Passage, bond: Bond) -> Found | None:
    hits = list(opposed("discrepancy_framing", a.sentence, b.sentence))
    if not hits or _negative(a) != _negative(b):
        return None
    score = _score(bond) - (0.0 if any(_in_place_of(a, b, bond, *hit) for hit in hits) else LOOSE)
    if any(_one_word(a, b, *hit) for hit in hits):
        score = max(score, ONE_WORD + (LOOSE if _one_count(a, b) else 0.0))
    return Found("polarity", "framing", place(a), place(b), Reason("told_otherwise"), score)


def _one_word(a: Passage, b: Passage, x: Hit, y: Hit) -> bool:
    """Whether the harsh and the soft words share the word for the fact: sent on leave, on annual leave."""
    first, second = ({word for word in one.sentence[hit.start : hit.end].lower().split() if len(word) > 3} for one, hit in ((a, x), (b, y)))
    return bool(first & second)


def _one_count(a: Passage, b: Passage) -> bool:
    """Whether both tell it of as many persons."""
    return any(is_person(counted(a, q).noun) and is_person(counted(b, r).noun) and q.value == r.value for q in a.quantities for r in b.quantities)


def _in_place_of(a: Passage, b: Passage, bond: Bond, x: Hit, y: Hit) -> bool:
    """Whether each side has its loaded word where the other has none like it, and most else in common."""
    words = a.sentence[x.start : x.end].lower(), b.sentence[y.start : y.end].lower()
    return bond.cover >= 0.5 and bond.shared >= 1.5 and all(any(t.lemma[:4] in word for t in side) for word, side in zip(words, bond.left, strict=True))


