"""Caveats on things: which statements a video, a letter, a list, a set of figures holds (`The clip could not be verified`)."""

import re
from collections.abc import Mapping, Sequence

from headwater.records import Statement
from headwater.text import Span

WORD = re.compile(r"[^\W\d_][\w'’-]*")
FIGURES = frozenset("figure figures number numbers toll tolls count counts tally tallies".split())
NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?)\b", re.IGNORECASE)
MOVING = frozenset("video videos footage clip clips film films recording recordings tape tapes audio".split())
STILL = frozenset("photo photos photograph photographs picture pictures image images".split())
PAPERS = frozenset(
    "document documents paper papers letter letters list lists order orders memo memos file files log logs diary diaries note notes leaflet leaflets record records "
    "decree certificate message messages post posts notebook chart charts transcript e-mail email".split()
)
THINGS = MOVING | STILL | PAPERS
ANY_PAPER = frozenset("document documents paper papers".split())
INSIDE = frozenset("contents content authenticity origin provenance".split())  # `its contents`: of the thing named before
SENTENCE_END = re.compile(r"[.!?][\"”’»]?\s|\n")
WRITING = re.compile(r"\bwr(?:ites?|ote|itten)\b|\bsigns?\b", re.IGNORECASE)
WRITTEN = frozenset("letter letters diary diaries note notes notebook message messages post posts e-mail email".split())


def thing_in(content: str, caveat: Statement, found: set[str]) -> frozenset[str]:
    """The words for the thing that a caveat speaks of and those alike; nothing where it speaks of none."""
    named = THINGS & found
    if not named and INSIDE & found:
        before = [word.casefold() for word in WORD.findall(content[: caveat.content[0].start])]
        named = frozenset(next(({word} for word in reversed(before) if word in THINGS), set()))
    if not named:
        return frozenset()
    alike = next((kind for kind in (MOVING, STILL) if kind & named), None)
    return alike or (PAPERS if ANY_PAPER & named else _in_both_numbers(named))


def _in_both_numbers(named: frozenset[str]) -> frozenset[str]:
    return frozenset(word for one in named for word in (one, one.removesuffix("s"), one + "s") if word in THINGS)


def held_in(content: str, caveat: Statement, told: Sequence[Statement], thing: frozenset[str], who: Mapping[str, int | None]) -> list[str]:
    """The statements that the thing holds: told by it or in it, else those of the paragraph that brings it up."""
    held = [s for s in told if (s.medium or "").casefold() in thing or thing & _speaker_words(content, s)]
    if thing & WRITTEN and (not held or all(s.medium for s in held)):
        held += [s for s in told if s.cue is not None and WRITING.search(content, s.cue.start, s.cue.end) and s not in held]
    persons = {who.get(s.id) for s in held} - {None}
    more = [s.id for s in told if who.get(s.id) in persons and (not s.medium or s.medium.casefold() in thing) and s.parent is None]
    beside = _beside(content, caveat, told, thing)
    if not held:
        return beside or [s.id for s in told if s.span.end <= caveat.span.start and any(_tells_of(content, s, word) for word in thing)]
    heard = _voices(content, told, held) if thing & (MOVING | STILL) else more
    return list(dict.fromkeys([*(s.id for s in held), *heard]))


def _tells_of(content: str, statement: Statement, word: str) -> bool:
    return any(re.search(rf"\b{word}\b", content[c.start : c.end], re.IGNORECASE) for c in statement.content)


def _voices(content: str, told: Sequence[Statement], held: Sequence[Statement]) -> list[str]:
    """What is heard in a video right behind the statement of what it shows: somebody without a name, in the same paragraph."""
    out = []
    for shown in held:
        for s in told:
            near = s.span.start - shown.span.end >= 0 and "\n" not in content[shown.span.end : s.span.start]
            if near and s.parent is None and s.speaker is not None and s.speaker.naming == "anonymous" and s.kind == "direct":
                out.append(s.id)
    return out


def with_numbers(content: str, caveat: Statement, told: Sequence[Statement]) -> list[str]:
    """`The figures could not be checked`: the statements with numbers in the last paragraph that has any."""
    before = [s for s in told if s.span.end <= caveat.span.start and any(NUMBER.search(content, c.start, c.end) for c in s.content)]
    if not before:
        return []
    paragraph = content.rfind("\n", 0, before[-1].span.start)
    return [s.id for s in before if s.span.start > paragraph]


def _beside(content: str, caveat: Statement, told: Sequence[Statement], thing: frozenset[str]) -> list[str]:
    """The statements of the paragraph that brings the thing up ("In a video sent to us a man ..."), if none is the thing's own."""
    before = content[: caveat.span.start].casefold()
    at = min((found.start() for word in thing for found in re.finditer(rf"\b{word}\b", before)), default=-1)
    if at < 0:
        return []
    end = content.find("\n", at)
    here = [s for s in told if at <= s.span.end and s.span.start < (end if end >= 0 else len(content)) and s.span.end <= caveat.span.start]
    first = max((found.end() for found in SENTENCE_END.finditer(content, 0, at)), default=0)
    here = [s for s in here if s.span.start >= first]
    if len(here) < 2:
        return [s.id for s in here]
    speaker = here[0].speaker.name if here[0].speaker else None
    return [s.id for s in here if s is here[0] or s.speaker is None or s.speaker.naming == "anonymous" or s.speaker.name == speaker]


def _speaker_words(content: str, statement: Statement) -> set[str]:
    """The words for the speaker of a statement."""
    span: Span | None = statement.speaker.span if statement.speaker else None
    return {word.casefold() for word in WORD.findall(content[span.start : span.end])} if span else set()
