"""What one report has and the other has not at all: statements of speakers who are not there, figures that matter."""

from collections.abc import Iterator

from headwater.conclude.drift_figures import compares, same
from headwater.conclude.drift_hedges import kinds
from headwater.conclude.drift_sides import Found, Pair, Side, Told
from headwater.conclude.drift_speakers import Voice, has_name, is_paper, voice
from headwater.records import Quantity, Reason

LEAST = 25  # code points of a sentence that is told as left out
KNOWN = 0.6  # share of a sentence's content words that stand in the other report: then it was woven in elsewhere


def left_out(pair: Pair) -> Iterator[Found]:
    """Sentences of `a` without a partner that matter: one for each speaker who is not in `b`, one for each with a figure."""
    if not pair.whole:
        return
    gone: set[str] = set()
    for told in pair.a.told:
        if told.at in pair.of_a or told.span.end - told.span.start < LEAST or kinds(told) or _is_known(told, pair.b):
            continue
        said = _voice(pair.a, told)
        if said is not None:
            name = (said.speaker.actor or said.speaker.name or "").casefold()
            if name not in gone and not _is_there(pair.b, said):
                gone.add(name)
                yield Found("dropped", told.span, None, Reason("speaker_left_out"))
        elif (figure := _figure(told, pair.b)) is not None:
            yield Found("dropped", told.span, None, Reason("figure_left_out", values=(" ".join(pair.a.words(figure.span).split()),)))


def _voice(side: Side, told: Told) -> Voice | None:
    found = voice(side, told)
    return found if found is not None and not is_paper(found.speaker.name or "") else None


def _is_there(side: Side, one: Voice) -> bool:
    """Whether a named speaker stands in the other report."""
    return one.speaker.naming != "anonymous" and has_name(side, one.speaker.name)


def _is_known(told: Told, other: Side) -> bool:
    """Whether one sentence of the other report has most of its words."""
    return any(len(told.stems & each.stems) >= KNOWN * max(1, len(told.stems)) for each in other.told)


def _figure(told: Told, other: Side) -> Quantity | None:
    """A figure for people, money or something measured that the other report has nowhere."""
    known = [q for each in other.told for q in each.quantities]
    return next((q for q in told.quantities if _matters(q) and not any(same(q, each) for each in known)), None)


def _matters(one: Quantity) -> bool:
    return compares(one) and one.value is not None and (one.value > 2 or one.unit not in (None, "year", "day", "hour", "minute")) and one.unit != "times" and (one.counts is not None or one.unit is not None)


