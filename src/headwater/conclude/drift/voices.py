"""Who vouches for a sentence: the speaker of its statement, else the one whom its words for speaking name; one person, several, or a body."""

import functools
import re
from typing import NamedTuple

from headwater import lexicon
from headwater.conclude.drift.cited import cited
from headwater.conclude.drift.sides import Side, Told
from headwater.lexicon import outlets
from headwater.records import Speaker, Statement
from headwater.text import Span

SURE_NAME = 0.5  # score of a speaker that is compared
MOST_OF = 0.4  # share of a sentence that a statement's words must hold to be its voice
CUT = re.compile(r"\s+(?:of|in|at|from|inside|within|among|close|near|with|on|for|who|that)\b|,")
ONE_OF = re.compile(r"^(?:one|another|a second|some|several|many|two|three|other|others)\s+(?:of|among)\s+(?:the\s+|his\s+|her\s+|its\s+|their\s+)?", re.IGNORECASE)
SINGLE = re.compile(r"^(?:one|another)\s+of\b", re.IGNORECASE)
PREPOSITION = re.compile(r"\s+(?:of|in|at|from|inside|within|among|close|near|with|on|for|who|that)\b")
NEW = re.compile(r"(?:an?|one|another|some|several|many|two|three|other|a few)\s+[a-z]", re.IGNORECASE)
PAPERS = frozenset("newspaper paper daily weekly channel station agency portal website site outlet magazine broadcaster radio report publication media journal tabloid service".split())
NOBODY = frozenset("it this that which there he she they".split())


class Voice(NamedTuple):
    """Who speaks in a sentence: whether it is one person, several, or a body (None: not known), how, and by which words."""

    speaker: Speaker
    number: str | None
    attitude: str
    cue: Span | None


def key(one: Voice) -> str:
    """By what a speaker is one: the actor, else the name."""
    return one.speaker.actor or (one.speaker.name or "").casefold()


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
    if not NEW.match(words) or set(words_of(speaker.name)[-1:]) & own:
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
    if head and words.split()[-1].islower() and head[-1] in speaking_nouns():
        return speaking_nouns()[head[-1]]
    if speaker.naming in ("named", "pseudonymous"):
        return "one" if _is_person(side, speaker) else None
    return next((speaking_nouns()[word] for word in reversed(head) if word in speaking_nouns()), None)


def _is_person(side: Side, speaker: Speaker) -> bool:
    """Whether a named speaker is a person by the report's own mentions."""
    return "person" in kinds_of(side, speaker)


def kinds_of(side: Side, speaker: Speaker) -> set[str]:
    """What a report's mentions take a speaker for."""
    kinds: set[str] = {one.kind for one in side.referents.values() if speaker.name and one.name.casefold() == speaker.name.casefold()}
    if not kinds and speaker.span is not None:
        at = speaker.span
        kinds = {mention.kind for told in side.told for mention in told.mentions if mention.span.start < at.end and at.start < mention.span.end}
    return kinds


@functools.cache
def persons() -> dict[str, str]:
    """Nouns for persons, by the number that they stand in."""
    found = dict(lexicon.mapping("drift_sources"))
    for row in lexicon.rows("person_nouns"):
        found.setdefault(row[0], "one")
        if row[1] not in ("-", row[0]):
            found[row[1]] = "several"
    return found


@functools.cache
def speaking_nouns() -> dict[str, str]:
    """Nouns for those who speak, papers too, by the number that they stand in."""
    found = dict(persons())
    for row in lexicon.rows("document_nouns"):
        found.setdefault(row[0], "one")
        if len(row) > 1 and row[1] not in ("-", row[0]):
            found.setdefault(row[1], "several")
    return found


def has_name(side: Side, name: str | None) -> bool:
    """Whether the last word of a name stands in a report."""
    last = words_of(name)[-1:]
    return bool(last) and re.search(rf"(?<!\w){re.escape(last[0])}(?!\w)", side.low) is not None


def words_of(name: str | None) -> list[str]:
    return [word.strip(".,'’“”\"").removesuffix("'s").removesuffix("’s") for word in (name or "").casefold().split()]
