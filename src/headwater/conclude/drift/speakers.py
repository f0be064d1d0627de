"""Whose word became whose, and one witness turned into several."""

import re
from collections.abc import Iterator, Sequence

from headwater import lexicon
from headwater.conclude.drift.cited import carries_speech, cited, has_said, is_reporting
from headwater.conclude.drift.sides import Found, Link, Pair, Side, Told, shared, stems, turned
from headwater.conclude.drift.voices import (
    CUT,
    NOBODY,
    ONE_OF,
    SINGLE,
    Voice,
    has_name,
    is_paper,
    key,
    kinds_of,
    speaking_nouns,
    voice,
    words_of,
)
from headwater.lexicon import outlets
from headwater.records import Reason, Speaker
from headwater.text import Span

SURE = 0.2  # score of a link from which its speakers are compared
CLEAR = 0.42  # score of a link from which a voice that is gone, or new, is told
CLEAR_OF_PART = 0.6  # and any change of voice where only a part of a report was taken over (wrong pairs there .3 to .55)
ALIKE = 0.2  # or share of the shorter sentence's words in the other from which two voices are compared
SHOWN = 150  # code points of a sentence that is shown whole
HIDDEN = 3  # more than both speakers
DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their|he|she|it)\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)
MIN_NOUN = 3  # letters of a noun that may stand beside a name
FIRST = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)
INQUIRIES = frozenset("investigation investigations inquiry inquiries probe law bill draft".split())
DEEDS = frozenset(("urges", "asks", "threatens", "proposes"))  # speech that is a deed: somebody was ordered
SAID = re.compile(r"\b(?:according to|reported|reports|claim\w*|alleg\w*|says?|said|told)\b", re.IGNORECASE)


def changed_voices(pair: Pair) -> Iterator[Found]:
    """Linked sentences whose word is somebody else's in `b`, nobody's, or that of several in place of one; two speakers once."""
    least = SURE if pair.whole else CLEAR_OF_PART
    told: dict[tuple[str, str, str], tuple[tuple[int, bool], Found]] = {}
    for link in pair.links:
        if link.score >= least:
            for which, found in _changed(pair, link):
                told[which] = min((told.get(which, ((HIDDEN, True), found)), ((_hidden(pair, link), link.score < CLEAR), found)), key=lambda row: row[0])
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
    if first is not None and second is not None and (clear or shared(link.a, link.b) >= ALIKE):
        for found in _between(pair, link, first, second):
            yield (found.kind, key(first), _kept_apart(pair.b, second)), found
    elif clear and _is_unattributed(link.b) and not _voiced(pair.of_a[link.a.at]):
        gone = first or _paper(pair.a, link.a)
        if gone is not None and _is_source(pair.a, gone) and (first is None or _vouches(link.a, gone, link.b)) and not _acts(gone, link.b) and (_is_own_deed(gone, link) or _is_outlet(first, gone) or not is_heard(pair.b, gone)):
            yield ("voice_gone", str(link.a.at), ""), Found("attribution_changed", _place(gone, link.a), link.b.span, Reason("voice_gone"))
    elif clear and second is not None and _is_unattributed(link.a) and not _voiced(pair.of_b[link.b.at]) and _is_new(pair, second, link.a) and _vouches(link.b, second, link.a):
        yield ("voice_new", "", str(link.b.at)), Found("attribution_changed", link.a.span, _place(second, link.b), Reason("voice_new"))


def _kept_apart(side: Side, second: Voice) -> str:
    """What sets apart two lines on one upstream speaker: the named speaker of the other side, one of several, the noun for several."""
    if second.speaker.naming != "anonymous":
        return key(second)
    if _is_one_of(side, second) or second.number != "several":
        return "one of" if _is_one_of(side, second) else second.number or ""
    return next((word for word in words_of(second.speaker.name) if speaking_nouns().get(word) == "several"), "several")


def _is_outlet(first: Voice | None, gone: Voice) -> bool:
    """Whether a sentence was told after an outlet by name, and nobody else: that must be told each time."""
    return first is None and (gone.speaker.name or "")[:1].isupper()


def _paper(side: Side, told: Told) -> Voice | None:
    """Another outlet that a sentence is told after."""
    found = voice(side, told, papers=True)
    return found if found is not None and not outlets.same(found.speaker.name, side.document.outlet) else None


def _is_new(pair: Pair, second: Voice, told: Told) -> bool:
    """Whether a person is said to speak whom the report's own words were not from anyway."""
    if stems(second.speaker.name or "") & told.stems:
        return False
    return _is_source(pair.b, second) and not _is_upstream(pair.a, second) and second.number is not None and not is_heard(pair.a, second)


def _vouches(told: Told, one: Voice, other: Told) -> bool:
    """Whether what a speaker is given for is told as said, in a part of the sentence of which the other sentence has words."""
    at = next((at for at, word in enumerate(told.words) if one.cue is not None and one.cue.start <= word.start < one.cue.end and word.upos == "VERB"), None)
    if at is None:
        return True
    cut = told.content.split(";")
    ends = [sum(len(part) + 1 for part in cut[: n + 1]) for n in range(len(cut))]
    part = next((part for part, end in zip(cut, ends, strict=True) if told.words[at].start - told.span.start < end), told.content)
    return (not is_reporting(told.words[at]) or has_said(told.words, at) or "“" in part or '"' in part) and (len(cut) == 1 or bool(stems(part) & other.stems))


def _is_own_deed(one: Voice, link: Link) -> bool:
    """Whether the one who told of himself is now told to have done it: the subject of a sentence that is no speech."""
    told = link.b
    if not any(word.form in ("he", "she") and word.relation.startswith("nsubj") for word in link.a.words):
        return False
    last = words_of(one.speaker.name)[-1:]
    root = next((at for at, word in enumerate(told.words) if word.head < 0), -1)
    subject = any(word.head == root and word.relation == "nsubj" and word.upos == "PROPN" for word in told.words)
    named = one.number == "one" and one.speaker.naming == "named" and bool(last) and any(word.form == last[0] for word in told.words[:root])
    return named and subject and not is_reporting(told.words[root]) and told.words[root].xpos == "VBD"


def is_heard(side: Side, one: Voice) -> bool:
    """Whether a report speaks of a speaker anywhere: then what he is not named for again may still be his."""
    words = CUT.split(ONE_OF.sub("", (one.speaker.name or "").casefold()))[0]
    last = words_of(words)[-1:] or words_of(one.speaker.name)[-1:]
    known = {word for word in (one.speaker.name or "").split() if word[:1].isupper()} if one.number is None else set()
    return not last or any(told.stems & stems(" ".join((last[0], *known))) for told in side.told)


def _acts(one: Voice, told: Told) -> bool:
    """Whether several, or a body, told of what they did themselves: they stand in the other sentence as those who do it."""
    words = stems(one.speaker.name or "")
    return one.number != "one" and bool(words) and words <= told.stems


def _voiced(partners: Sequence[Told]) -> bool:
    return any(not _is_unattributed(told) for told in partners)


# -- two voices ---------------------------------------------------------------------------------------------------


def _between(pair: Pair, link: Link, first: Voice, second: Voice) -> Iterator[Found]:
    places = _place(first, link.a), _place(second, link.b)
    if first.number == "one" and not (_is_paperwork(first) or _is_paperwork(second)) and (second.number == "several" or _is_one_of(pair.b, second)) and not _named_there(pair, first):
        yield Found("plural_inflated", *places, Reason("one_to_several"))
    elif first.number == "several" and second.number == "one" and not _named_there_back(pair, second):
        yield Found("attribution_changed", *places, Reason("several_to_one"))
    elif not (_is_paperwork(first) or _is_paperwork(second)) and not _same(pair, first, second) and not _is_upstream(pair.a, second) and not _is_upstream(pair.b, first):
        yield Found("attribution_changed", *places, Reason(_how(first, second)))


def _is_paperwork(one: Voice) -> bool:
    """Whether a document or an inquiry speaks: who stands behind it is not told."""
    return any(word.removesuffix("s") in lexicon.entries("document_nouns") or word in INQUIRIES for word in words_of(one.speaker.name))


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
    words = {word for word in words_of(speaker.name) if word not in stop}
    if speaker.span is not None and speaker.span.doc == side.document.id:
        words |= {word for word in words_of(side.words(speaker.span)) if word not in stop}
    for one in side.referents.values():
        names = set(words_of(one.name))
        if names and names & set(words_of(speaker.name)) and (speaker.naming != "anonymous" or one.name.casefold() == (speaker.name or "").casefold()):
            words |= {head.casefold() for head in one.heads} | {word for role in one.roles for word in words_of(role.name) if word not in stop} | names
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
    return weighed and (one.number is not None or bool(kinds_of(side, one.speaker) & {"person", "organization", "group"}) or is_paper(name))


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
