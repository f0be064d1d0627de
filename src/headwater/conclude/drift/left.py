"""What one report has and the other has not at all: statements of speakers who are not there, figures that matter."""

import re
from collections.abc import Iterator, Sequence

from headwater.conclude.drift.cited import teller
from headwater.conclude.drift.figures import compares, counts_persons, is_time, same
from headwater.conclude.drift.hedges import kinds
from headwater.conclude.drift.sides import Found, Pair, Side, Told
from headwater.conclude.drift.speakers import is_heard
from headwater.conclude.drift.voices import SURE_NAME, Voice, has_name, is_paper, key, number, voice
from headwater.records import Quantity, Reason, Speaker

LEAST = 18  # code points of a sentence that is told as left out
SHORT = 8  # sentences of a report that has no such opening
OPENING = 2  # sentences at the head of a report that tell in short what follows
FURNITURE = re.compile(r"\b(?:Photographer|Photo|Image|Picture|Credit|Read more|File photo)\s*:", re.IGNORECASE)
LARGE = 1000  # from which a figure matters whatever it counts (years are none)
HOLDS_PERSONS = frozenset(("households", "families", "homes", "houses", "flats", "apartments", "jobs", "dead", "wounded", "injured", "missing"))
KNOWN = 0.6  # share of a sentence's content words that stand in the other report: then it was woven in elsewhere


def left_out(pair: Pair) -> Iterator[Found]:
    """Sentences of `a` without a partner that matter: one for each speaker who is not in `b`, one for each with a figure."""
    if not pair.whole:
        return
    gone: set[str] = set()
    voices = [said for at in pair.of_a if (said := _voice(pair.a, pair.a.told[at])) is not None]
    heard, unnamed = {key(said) for said in voices}, any(_is_unnamed(said) for said in voices)
    for told in pair.a.told:
        if FURNITURE.search(told.content) or told.at in pair.of_a or told.span.end - told.span.start < LEAST or kinds(told) or _is_known(told, pair.b):
            continue
        said = _voice(pair.a, told)
        if said is not None:
            name = key(said)
            if name not in gone and name not in heard and not (unnamed and _is_unnamed(said)) and not _is_there(pair.b, said, told.at, pair.a.told):
                gone.add(name)
                yield Found("dropped", told.span, None, Reason("speaker_left_out"))
        elif (figure := _figure(told, pair.b)) is not None:
            yield Found("dropped", told.span, None, Reason("figure_left_out", values=(" ".join(pair.a.words(figure.span).split()),)))


def _voice(side: Side, told: Told) -> Voice | None:
    found = voice(side, told) or _stand(side, told)
    return found if found is not None and not is_paper(found.speaker.name or "") else None


def _stand(side: Side, told: Told) -> Voice | None:
    span = teller(told)
    if span is None:
        return None
    words = side.words(span)
    speaker = Speaker(span=span, actor=None, name=words.removeprefix("The ").removeprefix("the "), naming="named" if words[:1].isupper() and " " in words else "anonymous", score=SURE_NAME)
    return Voice(speaker, number(side, speaker), "asserts", None)


def _is_unnamed(one: Voice) -> bool:
    """Whether one person speaks without a name: another description may be of the same."""
    return (one.speaker.naming == "anonymous" or (one.speaker.name or "").islower()) and one.number != "several"


def _is_there(side: Side, one: Voice, at: int, told: Sequence[Told]) -> bool:
    """Whether a speaker stands in the other report, or is one whom an opening speaks of before naming him."""
    if one.speaker.naming == "anonymous" and at < OPENING and len(told) > SHORT:
        return True
    return has_name(side, one.speaker.name) or is_heard(side, one)


def _is_known(told: Told, other: Side) -> bool:
    """Whether one sentence of the other report has most of its words."""
    return any(len(told.stems & each.stems) >= KNOWN * max(1, len(told.stems)) for each in other.told)


def _figure(told: Told, other: Side) -> Quantity | None:
    """A figure for people, money or something measured that the other report has nowhere."""
    known = [q for each in other.told for q in each.quantities]
    return next((q for q in told.quantities if _matters(q) and not _is_age(told, q) and not any(same(q, each) for each in known)), None)


def _is_age(told: Told, one: Quantity) -> bool:
    """Whether a bare figure stands between commas behind a person: "the jeweller, 61,"."""
    at, end = one.span.start - told.span.start, one.span.end - told.span.start
    return one.unit is None and told.content[:at].endswith(", ") and told.content[end : end + 1] in (",", ".")


def _matters(one: Quantity) -> bool:
    if not compares(one) or one.value is None or is_time(one) or one.unit == "times":
        return False
    return one.unit is not None or counts_persons(one) or one.value >= LARGE or (one.counts or "").casefold() in HOLDS_PERSONS


