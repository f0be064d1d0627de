"""Who speaks: whose word became whose, and one witness turned into several."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.cited import carries_speech, cited, is_reporting
from headwater.conclude.drift.scales import scales_of
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, Word, clause, stems, turned
from headwater.lexicon import outlets
from headwater.records import Reason, Speaker, Statement
from headwater.text import Span

SURE = 0.2  # score of a link from which its speakers are compared
SURE_NAME = 0.5  # score of a speaker that is compared
MOST_OF = 0.4  # share of a sentence that a statement's words must hold to be its voice
CLEAR = 0.42  # score of a link from which a voice that is gone, or new, is told
CLEAR_OF_PART = 0.6  # and any change of voice where only a part of a report was taken over (wrong pairs there .3 to .55)
SHOWN = 150  # code points of a sentence that is shown whole
ONE_DEED = 0.5  # score of a link from which its subjects need not have verbs alike
HIDDEN = 3  # more than both speakers
CUT = re.compile(r"\s+(?:of|in|at|from|inside|within|among|close|near|with|on|for|who|that)\b|,")
ONE_OF = re.compile(r"^(?:one|another|a second|some|several|many|two|three|other|others)\s+(?:of|among)\s+(?:the\s+|his\s+|her\s+|its\s+|their\s+)?", re.IGNORECASE)
SINGLE = re.compile(r"^(?:one|another)\s+of\b", re.IGNORECASE)
PREPOSITION = re.compile(r"\s+(?:of|in|at|from|inside|within|among|close|near|with|on|for|who|that)\b")
NEW = re.compile(r"(?:an?|one|another|some|several|many|two|three|other|a few)\s+[a-z]", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their|he|she|it)\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)
MIN_NOUN = 3  # letters of a noun that may stand beside a name
FIRST = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)
INQUIRIES = frozenset("investigation investigations inquiry inquiries probe law bill draft".split())
PAPERS = frozenset("newspaper paper daily weekly channel station agency portal website site outlet magazine broadcaster radio report publication media journal tabloid service".split())
DEEDS = frozenset(("urges", "asks", "threatens", "proposes"))  # speech that is a deed: somebody was ordered
SAID = re.compile(r"\b(?:according to|reported|reports|claim\w*|alleg\w*|says?|said|told)\b", re.IGNORECASE)
NOBODY = frozenset("it this that which there he she they".split())


class Voice(NamedTuple):
    """Who speaks in a sentence: whether it is one person, several, or a body (None: not known), how, and by which words."""

    speaker: Speaker
    number: str | None
    attitude: str
    cue: Span | None


def changed_voices(pair: Pair) -> Iterator[Found]:
    """Linked sentences whose word is somebody else's in `b`, nobody's, or that of several in place of one; two speakers once."""
    least = SURE if pair.whole else CLEAR_OF_PART
    told: dict[tuple[str, str, str], tuple[int, Found]] = {}
    for link in pair.links:
        if link.score >= least:
            for which, found in _changed(pair, link):
                told[which] = min((told.get(which, (HIDDEN, found)), (_hidden(pair, link), found)), key=lambda row: row[0])
    yield from (found for _, found in told.values())


def _hidden(pair: Pair, link: Link) -> int:
    """How many of the two sentences do not hold the words for their speaker: of several places the first that shows both is told."""
    voices = (voice(pair.a, link.a), link.a), (voice(pair.b, link.b), link.b)
    return sum(said is not None and not _holds(told, said.speaker.span) for said, told in voices)


def _holds(told: Told, span: Span | None) -> bool:
    return span is not None and told.span.start <= span.start and span.end <= told.span.end


def _changed(pair: Pair, link: Link) -> Iterator[tuple[tuple[str, str, str], Found]]:
    first, second = voice(pair.a, link.a), voice(pair.b, link.b)
    clear = link.score >= (CLEAR if pair.whole else CLEAR_OF_PART)
    if first is not None and second is not None:
        for found in _between(pair, link, first, second):
            yield (found.kind, key(first), _kept_apart(pair.b, second)), found
    elif clear and _is_unattributed(link.b) and not _voiced(pair.of_a[link.a.at]):
        gone = first or _paper(pair.a, link.a)
        if gone is not None and _is_source(pair.a, gone) and not _acts(gone, link.b) and (_is_own_deed(gone, link) or not is_heard(pair.b, gone)):
            yield ("voice_gone", str(link.a.at), ""), Found("attribution_changed", _place(gone, link.a), link.b.span, Reason("voice_gone"))
    elif clear and second is not None and _is_unattributed(link.a) and not _voiced(pair.of_b[link.b.at]) and _is_new(pair, second, link.a):
        yield ("voice_new", "", str(link.b.at)), Found("attribution_changed", link.a.span, _place(second, link.b), Reason("voice_new"))


def _kept_apart(side: Side, second: Voice) -> str:
    """What sets apart two lines on one upstream speaker: the named speaker of the other side, one of several, the noun for several."""
    if second.speaker.naming != "anonymous":
        return key(second)
    if _is_one_of(side, second) or second.number != "several":
        return "one of" if _is_one_of(side, second) else second.number or ""
    return next((word for word in _words(second.speaker.name) if _speakers().get(word) == "several"), "several")


def key(one: Voice) -> str:
    """By what a speaker is one: the actor, else the name."""
    return one.speaker.actor or (one.speaker.name or "").casefold()


def _paper(side: Side, told: Told) -> Voice | None:
    """Another outlet that a sentence is told after."""
    found = voice(side, told, papers=True)
    return found if found is not None and not outlets.same(found.speaker.name, side.document.outlet) else None


def _is_new(pair: Pair, second: Voice, told: Told) -> bool:
    """Whether a person is said to speak whom the report's own words were not from anyway."""
    if stems(second.speaker.name or "") & told.stems:
        return False
    return _is_source(pair.b, second) and not _is_upstream(pair.a, second) and second.number is not None and not is_heard(pair.a, second)


def _is_own_deed(one: Voice, link: Link) -> bool:
    """Whether the one who told of himself is now told to have done it: the subject of a sentence that is no speech."""
    told = link.b
    if not any(word.form in ("he", "she") and word.relation.startswith("nsubj") for word in link.a.words):
        return False
    last = _words(one.speaker.name)[-1:]
    root = next((at for at, word in enumerate(told.words) if word.head < 0), -1)
    subject = any(word.head == root and word.relation == "nsubj" and word.upos == "PROPN" for word in told.words)
    named = one.number == "one" and one.speaker.naming == "named" and bool(last) and any(word.form == last[0] for word in told.words[:root])
    return named and subject and not is_reporting(told.words[root]) and told.words[root].xpos == "VBD"


def is_heard(side: Side, one: Voice) -> bool:
    """Whether a report speaks of a speaker anywhere: then what he is not named for again may still be his."""
    words = CUT.split(ONE_OF.sub("", (one.speaker.name or "").casefold()))[0]
    last = _words(words)[-1:] or _words(one.speaker.name)[-1:]
    known = {word for word in (one.speaker.name or "").split() if word[:1].isupper()} if one.number is None else set()
    return not last or any(told.stems & stems(" ".join((last[0], *known))) for told in side.told)


def _acts(one: Voice, told: Told) -> bool:
    """Whether several, or a body, told of what they did themselves: they stand in the other sentence as those who do it."""
    words = stems(one.speaker.name or "")
    return one.number != "one" and bool(words) and words <= told.stems


def _voiced(partners: Sequence[Told]) -> bool:
    return any(not _is_unattributed(told) for told in partners)


def voice(side: Side, told: Told, *, papers: bool = False) -> Voice | None:
    """Who vouches for most of a sentence: the outermost speaker who is no outlet (with `papers` one who is), the one with most of its words."""
    least = MOST_OF * (told.span.end - told.span.start)
    fitting = [one for one in told.statements if one.attitude != "cannot_verify" and _held(one, told) >= least and _speaks(one, papers)]
    outer = {one.id for one in fitting}
    for one in sorted(fitting, key=lambda one: (one.parent in outer, -_held(one, told))):
        if one.speaker is not None:
            speaker = _as_worded(side, told, one.speaker, one.cue)
            return Voice(speaker, number(side, speaker), one.attitude, one.cue)
    return None if papers else _by_words(side, told)


def _as_worded(side: Side, told: Told, speaker: Speaker, cue: Span | None) -> Speaker:
    """A speaker who is brought in as somebody not known so far ("a resident") is that, whomever the words were taken for."""
    spans = [one.span for one in cited(told) if cue is not None and one.cue.start < cue.end and cue.start < one.cue.end]
    span = spans[0] if spans else speaker.span
    words = side.words(span) if span else ""
    own = {word.strip(".,") for word in PREPOSITION.split(words)[0].casefold().split()}
    if not NEW.match(words) or set(_words(speaker.name)[-1:]) & own:
        return speaker
    return Speaker(span=span, actor=None, name=words, naming="anonymous", score=speaker.score)


def _by_words(side: Side, told: Told) -> Voice | None:
    """Who speaks by the words for speaking alone, where no statement was read: the one whose speech rules the sentence."""
    for one in cited(told):
        name = side.words(one.span)
        if name.casefold() in NOBODY or is_paper(name) or one.depth > 0:
            continue
        named = any(mention.form == "name" and mention.kind == "person" and mention.span.start < one.span.end and one.span.start < mention.span.end for mention in told.mentions)
        speaker = Speaker(name=name, actor=None, naming="named" if named else "anonymous", span=one.span, score=SURE_NAME)
        return Voice(speaker, "one" if named else number(side, speaker), "asserts", one.cue)
    return None


def _speaks(one: Statement, papers: bool) -> bool:
    """Whether a statement has a speaker who can be compared, an outlet or none."""
    speaker = one.speaker
    if speaker is None or not speaker.name or speaker.score < SURE_NAME or speaker.name.casefold() in NOBODY:
        return False
    return is_paper(speaker.name) == papers


def _held(one: Statement, told: Told) -> int:
    """How much of a sentence a statement covers."""
    return max(0, min(one.span.end, told.span.end) - max(one.span.start, told.span.start))


def is_paper(name: str) -> bool:
    """Whether a speaker is an outlet or a report: words of theirs are passed on, not vouched for."""
    words = name.casefold().split()
    return outlets.known(name) is not None or (name[:1].isupper() and outlets.ends_like_one(name)) or any(word.strip(".,'’") in PAPERS for word in words)


def number(side: Side, speaker: Speaker) -> str | None:
    """`one` person, `several`, or None for a body or where it cannot be told."""
    words = (side.words(speaker.span) if speaker.span else speaker.name or "").strip()
    low = words.casefold()
    if SINGLE.match(low):
        return "one"
    if low in ("he", "she", "i"):
        return "one"
    if low in ("they", "others", "many", "some", "several"):
        return "several"
    head = [word.strip(".,'’\"”") for word in CUT.split(ONE_OF.sub("", low))[0].split()]
    if head and words.split()[-1].islower() and head[-1] in _speakers():
        return _speakers()[head[-1]]
    if speaker.naming in ("named", "pseudonymous"):
        return "one" if _is_person(side, speaker) else None
    return next((_speakers()[word] for word in reversed(head) if word in _speakers()), None)


def _is_person(side: Side, speaker: Speaker) -> bool:
    """Whether a named speaker is a person by the report's own mentions."""
    return "person" in _kinds(side, speaker)


def _kinds(side: Side, speaker: Speaker) -> set[str]:
    """What a report's mentions take a speaker for."""
    kinds: set[str] = {one.kind for one in side.referents.values() if speaker.name and one.name.casefold() == speaker.name.casefold()}
    if not kinds and speaker.span is not None:
        at = speaker.span
        kinds = {mention.kind for told in side.told for mention in told.mentions if mention.span.start < at.end and at.start < mention.span.end}
    return kinds


@functools.cache
def _persons() -> dict[str, str]:
    """Nouns for persons, by the number that they stand in."""
    found = dict(lexicon.mapping("drift_sources"))
    for row in lexicon.rows("person_nouns"):
        found.setdefault(row[0], "one")
        if row[1] not in ("-", row[0]):
            found[row[1]] = "several"
    return found


@functools.cache
def _speakers() -> dict[str, str]:
    """Nouns for those who speak, papers too, by the number that they stand in."""
    found = dict(_persons())
    for row in lexicon.rows("document_nouns"):
        found.setdefault(row[0], "one")
        if len(row) > 1 and row[1] not in ("-", row[0]):
            found.setdefault(row[1], "several")
    return found


# -- two voices -----------------------------------------------------------------------------------------------------


def _between(pair: Pair, link: Link, first: Voice, second: Voice) -> Iterator[Found]:
    places = _place(first, link.a), _place(second, link.b)
    if first.number == "one" and (second.number == "several" or _is_one_of(pair.b, second)) and not _named_there(pair, first):
        yield Found("plural_inflated", *places, Reason("one_to_several"))
    elif first.number == "several" and second.number == "one" and not _named_there_back(pair, second):
        yield Found("attribution_changed", *places, Reason("several_to_one"))
    elif not (_is_paperwork(first) or _is_paperwork(second)) and not _same(pair, first, second) and not _is_upstream(pair.a, second) and not _is_upstream(pair.b, first):
        yield Found("attribution_changed", *places, Reason(_how(first, second)))


def _is_paperwork(one: Voice) -> bool:
    """Whether a document or an inquiry speaks: who stands behind it is not told."""
    return any(word.removesuffix("s") in lexicon.entries("document_nouns") or word in INQUIRIES for word in _words(one.speaker.name))


def _how(first: Voice, second: Voice) -> str:
    named = first.speaker.naming != "anonymous", second.speaker.naming != "anonymous"
    return "other_voice" if named == (True, True) else "voice_unnamed" if named[0] else "voice_named" if named[1] else "other_voice"


def _is_one_of(side: Side, one: Voice) -> bool:
    return one.speaker.span is not None and SINGLE.match(side.words(one.speaker.span)) is not None


def _named_there(pair: Pair, one: Voice) -> bool:
    """Whether the person stands by name in the sentence's words on the other side anyway."""
    return one.speaker.naming != "anonymous" and has_name(pair.b, one.speaker.name)


def _named_there_back(pair: Pair, one: Voice) -> bool:
    return one.speaker.naming != "anonymous" and has_name(pair.a, one.speaker.name)


def has_name(side: Side, name: str | None) -> bool:
    """Whether the last word of a name stands in a report."""
    last = _words(name)[-1:]
    return bool(last) and re.search(rf"(?<!\w){re.escape(last[0])}(?!\w)", side.low) is not None


def _words(name: str | None) -> list[str]:
    return [word.strip(".,'’“”\"").removesuffix("'s").removesuffix("’s") for word in (name or "").casefold().split()]


def _same(pair: Pair, first: Voice, second: Voice) -> bool:
    """Whether two speakers are one by their actor, a shared name or noun, or what either report calls them."""
    one, other = first.speaker, second.speaker
    if one.actor is not None and one.actor == other.actor:
        return True
    mine, theirs = _known_as(pair.a, one) | _known_as(pair.b, one), _known_as(pair.a, other) | _known_as(pair.b, other)
    if mine & theirs or stems(" ".join(mine)) & stems(" ".join(theirs)):
        return True
    unnamed = one.naming == "anonymous" or other.naming == "anonymous"
    if _is_pointed_at(pair, one, other) or _is_pointed_at(turned(pair), other, one):
        return True
    if unnamed and first.number != "several" and second.number != "several" and one.naming == other.naming:
        return bool({"man", "woman", "person", "source", "official", "resident"} & (mine | theirs)) or first.number is None or second.number is None
    if unnamed and (has_name(pair.b, one.name) if one.naming != "anonymous" else has_name(pair.a, other.name)):
        return True  # named elsewhere: a description of the same person
    return (first.number is None and second.number is None and unnamed) or (first.number != second.number and None in (first.number, second.number))


def _is_pointed_at(pair: Pair, one: Speaker, other: Speaker) -> bool:
    """Whether the speaker in `b` is told by a pronoun, by whose he is, or by a noun for anybody, so that it may well be the one in `a`."""
    first, second = _worded(pair.a, one), _worded(pair.b, other)
    head = CUT.split(second.casefold())[0].split()[-1:]
    if second.casefold() in NOBODY:
        return any(told.stems & stems(CUT.split(first.casefold())[0]) for told in pair.b.told)
    if POSSESSIVE.match(second) and POSSESSIVE.match(first):
        return True
    if DEFINITE.match(second) and head and head[0] in lexicon.entries("drift_people") and (DEFINITE.match(first) or one.naming != "anonymous"):
        return True
    return bool(head) and _stand_together(pair, CUT.split(first.casefold())[0].split()[-1:], head)


def _stand_together(pair: Pair, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a noun and a name stand next to one another in either report: "the charity Lifeboat"."""
    if not first or not second or len(first[0]) < MIN_NOUN or len(second[0]) < MIN_NOUN:
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(first[0])}(?:, (?:the )?| (?:of |called )?){re.escape(second[0])}|(?<!\w){re.escape(second[0])}, (?:the|an?) (?:\w+ ){{0,2}}{re.escape(first[0])}")
    return any(pattern.search(side.low) for side in (pair.a, pair.b))


def _worded(side: Side, speaker: Speaker) -> str:
    return side.words(speaker.span) if speaker.span is not None and speaker.span.doc == side.document.id else speaker.name or ""


def _known_as(side: Side, speaker: Speaker) -> frozenset[str]:
    """The telling words by which a report calls a speaker: names, roles, nouns."""
    stop = lexicon.entries("stopwords")
    words = {word for word in _words(speaker.name) if word not in stop}
    if speaker.span is not None and speaker.span.doc == side.document.id:
        words |= {word for word in _words(side.words(speaker.span)) if word not in stop}
    for one in side.referents.values():
        names = set(_words(one.name))
        if names and names & set(_words(speaker.name)) and (speaker.naming != "anonymous" or one.name.casefold() == (speaker.name or "").casefold()):
            words |= {head.casefold() for head in one.heads} | {word for role in one.roles for word in _words(role.name) if word not in stop} | names
    return frozenset(word for word in words if len(word) > 2)


def _is_upstream(side: Side, one: Voice) -> bool:
    """Whether a voice is the other report or its outlet: a credit, no change of source."""
    outlet = (side.document.outlet or "").casefold()
    name = (one.speaker.name or "").casefold()
    return is_paper(name) or (bool(outlet) and (outlet in name or name in outlet))


def _is_source(side: Side, one: Voice) -> bool:
    """Whether a voice vouches for something that a reader would weigh by who says it; a test or a paper is none."""
    name = one.speaker.name or ""
    if not is_paper(name) and _is_paperwork(one):
        return False
    told = side.words(one.cue).casefold() if one.cue is not None else ""
    if told.isalpha() and not carries_speech(told):
        return False
    weighed = one.attitude in ("asserts", "denies", "complains", "cannot_verify", "predicts", "warns")
    return weighed and (one.number is not None or bool(_kinds(side, one.speaker) & {"person", "organization", "group"}) or is_paper(name))


def _is_unattributed(told: Told) -> bool:
    """Whether nobody is said to speak in a sentence and no statement can be meant to go on there."""
    spoken = [one for one in told.statements if one.speaker is not None or one.attitude not in DEEDS]
    return not spoken and not FIRST.search(told.content) and not SAID.search(told.content) and not cited(told)


def _place(one: Voice, told: Told) -> Span:
    """Who says it: the sentence where it is short, else speaker and cue with what is between them."""
    span = one.speaker.span
    if told.span.end - told.span.start <= SHOWN:
        return told.span
    if span is None or (span.end - span.start <= 4 and told.content[span.start - told.span.start : span.end - told.span.start].casefold() in NOBODY) or not _holds(told, span):
        return told.span
    cue = one.cue
    if cue is not None and told.span.start <= cue.start and cue.end <= told.span.end and max(cue.end, span.end) - min(cue.start, span.start) <= 160:
        return Span(span.doc, min(cue.start, span.start), max(cue.end, span.end))
    return span


# -- one and several outside of speech --------------------------------------------------------------------------------


def inflated(pair: Pair) -> Iterator[Found]:
    """What happened to one person in `a` and to several in `b`, by the subjects of linked sentences."""
    for link in pair.links:
        mine, theirs = _subjects(link.a), _subjects(link.b)
        there = [row for told in pair.of_a[link.a.at] for row in _subjects(told)]
        here = [row for told in pair.of_b[link.b.at] for row in _subjects(told)]
        if link.score < SURE or not mine or not theirs:
            continue
        if all(kind == "one" for _, kind in (*mine, *here)) and all(kind == "several" for _, kind in (*theirs, *there)):
            found = _of_one_deed(pair, link, [at for at, _ in mine], [at for at, _ in theirs])
            if found is not None:
                yield Found("plural_inflated", clause(link.a, found[0]), clause(link.b, found[1]), Reason("one_to_several"))
                continue
        yield from _same_noun(pair, link)


def _same_noun(pair: Pair, link: Link) -> Iterator[Found]:
    """A single case in `a`, subject of its sentence, that is several of the same in `b`, nowhere counted."""
    for at, word in enumerate(link.a.words):
        single = any(other.head == at and other.form in ("a", "an", "one") for other in link.a.words)
        if word.xpos != "NN" or not single or word.relation not in ("nsubj", "nsubj:pass") or link.score < ONE_DEED:
            continue
        for place, other in enumerate(link.b.words):
            if other.lemma == word.lemma and other.xpos == "NNS" and other.relation in ("nsubj", "nsubj:pass") and not _is_counted(pair, link.b, place):
                yield Found("plural_inflated", clause(link.a, at), clause(link.b, place), Reason("one_to_several"))


def _is_counted(pair: Pair, told: Told, at: int) -> bool:
    """Whether several are counted, or told of in the other report too."""
    return any(other.head == at and other.relation in ("nummod", "nmod:poss", "det") for other in told.words) or _stands(pair.a, told.words[at].form)


def _stands(side: Side, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", side.low) is not None


def _of_one_deed(pair: Pair, link: Link, mine: Sequence[int], theirs: Sequence[int]) -> tuple[int, int] | None:
    """Two subjects of verbs that are one or stand on one scale; the first two where the sentences clearly tell the same."""
    for one in mine:
        for other in theirs:
            first, second = link.a.words[one].head, link.b.words[other].head
            if _stands(pair.a, link.b.words[other].form) or (link.a.words[one].upos == "NOUN" and _stands(pair.b, link.a.words[one].form)):
                continue
            if link.a.words[first].lemma == link.b.words[second].lemma or scales_of(link.a, first) & scales_of(link.b, second):
                return one, other
    free = not _stands(pair.a, link.b.words[theirs[0]].form) and not (link.a.words[mine[0]].upos == "NOUN" and _stands(pair.b, link.a.words[mine[0]].form))
    return (mine[0], theirs[0]) if link.score >= ONE_DEED and free and len(mine) == len(theirs) == 1 else None


def _subjects(told: Told) -> list[tuple[int, str]]:
    """The persons who are subjects in a sentence, outside of what is only about somebody: word and number."""
    found = []
    for at, word in enumerate(told.words):
        if word.relation not in ("nsubj", "nsubj:pass") or (word.head >= 0 and is_reporting(told.words[word.head])):
            continue
        kind = "one" if _is_named(told, word) else _number(told.words, at)
        if kind is not None:
            found.append((at, kind))
    return found


def _is_named(told: Told, word: Word) -> bool:
    """Whether a subject is a person by name, alone."""
    alone = not any(other.relation == "conj" and told.words[other.head] is word for other in told.words if other.head >= 0)
    inside = (one for one in told.mentions if one.kind == "person" and one.form == "name" and one.span.start <= word.start < one.span.end)
    return word.upos == "PROPN" and alone and any(True for _ in inside)


def _number(words: Sequence[Word], at: int) -> str | None:
    word = words[at]
    if word.form in ("he", "she"):
        return "one"
    if word.form == "they" and word.relation == "nsubj:pass":
        return "several"
    if word.upos == "NOUN":
        counted = any(other.head == at and other.upos == "NUM" for other in words)
        return None if counted else _persons().get(word.form)
    return None
