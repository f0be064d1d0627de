"""Which statements a caveat hangs on: a declaration that somebody's account could not be verified
qualifies that person's statements, all of them and no others.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from headwater.annotate.cast import Cast
from headwater.annotate.cast_names import Referent
from headwater.annotate.cast_pronouns import HE, SHE, THEY
from headwater.annotate.persons import person_nouns, singular
from headwater.records import Statement
from headwater.text import Span

INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)
OUTLET_WORDS = frozenset("newspaper paper daily weekly channel station agency portal website outlet magazine broadcaster report reports".split())
THE_ONE_BEFORE = frozenset("it this that report claim statement information rumour rumor allegation assertion news".split())
TOLD_OF = re.compile(r"\b(?:reports?|claims?|accounts?|allegations?|rumou?rs?)\b", re.IGNORECASE)  # a word on the account is not the account
NEAR = 120  # code points between a statement and a caveat that says "it"
AND = re.compile(r"\band\b")
BOTH = re.compile(r"\b(?:both|either|neither|two)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
ACCOUNTS = frozenset(
    "account accounts claim claims allegation allegations statement statements report reports story stories testimony testimonies version versions assertion assertions "
    "accusation accusations information words details it this that these those authenticity veracity accuracy the of any independently".split()
)
SUCH = frozenset(("such",))
COMMON = frozenset("a an the is was were are had has have been be exists existed took place".split())
FIGURES = frozenset("figure figures number numbers toll tolls count counts tally".split())
NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?)\b", re.IGNORECASE)
THING_ALIKE = frozenset("video videos footage clip clips film recording recordings".split())
OF_THING = frozenset(
    "video videos footage photo photos photograph photographs image images document documents letter letters recording recordings list figure figures number numbers toll count tally leaflet tape".split()
)


def with_caveats(content: str, made: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> tuple[Statement, ...]:
    """The statements of one text, each with the ids of the caveats that qualify it; `who` tells the speaker of each by its id."""
    ordered = sorted(made, key=lambda s: s.span.start)
    qualified: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    for statement in made:
        if statement.parent:
            children.setdefault(statement.parent, []).append(statement.id)
    for caveat in (s for s in made if s.attitude == "cannot_verify"):
        for id in _with_children(_meant(content, caveat, ordered, who, cast), children):
            if id != caveat.id:
                qualified.setdefault(id, []).append(caveat.id)
    return tuple(msgspec.structs.replace(s, caveats=tuple(qualified[s.id])) if s.id in qualified else s for s in made)


def _with_children(ids: Sequence[str], children: Mapping[str, Sequence[str]]) -> list[str]:
    """The statements and those that stand in them."""
    out: list[str] = []
    todo = list(ids)
    while todo:
        id = todo.pop()
        if id not in out:
            out.append(id)
            todo.extend(children.get(id, ()))
    return out


def _meant(content: str, caveat: Statement, ordered: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> list[str]:
    """The statements that a caveat speaks of: those told in its own words, those of the persons whom it names or describes, else those
    of the last who asserted something before it."""
    told = [s for s in ordered if s.attitude != "cannot_verify" and s.id != caveat.id and not _is_the_checkers(s, caveat)]
    inside = [s.id for s in told if all(any(c.start <= t.start and t.end <= c.end for c in caveat.content) for t in s.content)]
    words = " ".join(content[span.start : span.end] for span in caveat.content)
    if inside or INDEFINITE.match(words):
        return inside
    persons = _persons(words, caveat, told, who, cast)
    about = _about(caveat, told, cast, words)
    if persons:
        spoke = any(who.get(s.id) in persons and s.span.start < caveat.span.start for s in told)
        return [s.id for s in told if who.get(s.id) in persons or (not spoke and s.id in about)]
    if about:
        return about
    found = {word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'") for word in WORD.findall(words)}
    if SUCH & found:  # `that such a list exists`: whoever told of a list
        nouns = found - ACCOUNTS - SUCH
        return [s.id for s in told if nouns & {w.casefold() for c in s.content for w in WORD.findall(content[c.start : c.end])} - COMMON]
    thing = OF_THING & found
    if thing & FIGURES:
        return _with_numbers(content, caveat, told)
    if thing:
        held = [s.id for s in told if (s.medium or "").casefold() in thing or (THING_ALIKE if thing & THING_ALIKE else thing) & _speaker_words(content, s)]
        return held or _beside(content, caveat, told, thing)
    before = [s for s in told if s.span.start < caveat.span.start and s.parent is None and who.get(s.id) is not None]
    right_before = _right_before(content, caveat, before)
    if right_before is not None and not BOTH.search(words) and not OUTLET_WORDS - {"report", "reports"} & found:
        return [right_before.id, *(s.id for s in told if s.parent == right_before.id)]
    if not before:
        return []
    if BOTH.search(words):
        last = list(dict.fromkeys(who[s.id] for s in reversed(before)))[:2]
    else:
        asserted = [s for s in before if s.attitude not in ("denies", "asks", "complains")] or before
        outlets = [s for s in asserted if OUTLET_WORDS & found and cast.is_outlet(who[s.id])]
        last = [who[(outlets or asserted)[-1].id]]
    return [s.id for s in told if who.get(s.id) in last]


def _with_numbers(content: str, caveat: Statement, told: Sequence[Statement]) -> list[str]:
    """`The figures could not be checked`: the statements with numbers in the last paragraph that has any."""
    before = [s for s in told if s.span.end <= caveat.span.start and any(NUMBER.search(content, c.start, c.end) for c in s.content)]
    if not before:
        return []
    paragraph = content.rfind("\n", 0, before[-1].span.start)
    return [s.id for s in before if s.span.start > paragraph]


def _is_the_checkers(statement: Statement, caveat: Statement) -> bool:
    """Whether a statement is of the publishing outlet that could not verify: what it says itself is not in doubt."""
    one, other = statement.speaker, caveat.speaker
    return one is not None and other is not None and one.name is not None and one.name == other.name and len(statement.chain) <= 1


def _beside(content: str, caveat: Statement, told: Sequence[Statement], thing: frozenset[str]) -> list[str]:
    """The statements of the paragraph that brings the thing up ("In a video sent to us a man ..."), if none is the thing's own."""
    before = content[: caveat.span.start]
    at = max((before.casefold().find(word) for word in thing), default=-1)
    if at < 0:
        return []
    end = content.find("\n", at)
    return [s.id for s in told if at <= s.span.start < (end if end >= 0 else len(content)) and s.span.end <= caveat.span.start]


def _right_before(content: str, caveat: Statement, before: Sequence[Statement]) -> Statement | None:
    """`It could not be verified`, `the report could not be confirmed`: the statement that ends right before the caveat's sentence."""
    words = content[caveat.content[0].start : caveat.content[0].end].casefold()
    if not before or words.removeprefix("the ").removeprefix("this ") not in THE_ONE_BEFORE:
        return None
    told = [s for s in before if not any(TOLD_OF.search(content, c.start, c.end) for c in s.content)] or before
    last = max(told, key=lambda s: s.span.end)
    return last if 0 <= caveat.span.start - last.span.end < NEAR else None


def _about(caveat: Statement, told: Sequence[Statement], cast: Cast, words: str) -> list[str]:
    """`a clerk, known as Ilka, had been told to ... could not verify her account`: the last statement that tells of her."""
    pronoun = next((word for word in map(str.casefold, WORD.findall(words)) if word in HE | SHE), None)
    last = cast.last_meant(pronoun, caveat.content[0].start) if pronoun else None
    if last is None:
        return []
    telling = [s for s in told if s.span.end <= caveat.span.start and s.parent is None and any(cast.mentioned(last, c.start, c.end) for c in s.content)]
    return [telling[-1].id] if telling else []


def _persons(words: str, caveat: Statement, told: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> set[int]:
    """The speakers whom the words of a caveat name ("Vale's account"), describe ("the nurse's claims") or mean ("her account")."""
    speakers = {at for s in told if (at := who.get(s.id)) is not None}
    found = [word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'") for word in WORD.findall(words)]
    named = {at for at in speakers if any(_parts(name) & set(found) for name in cast.referents[at].names)}
    bare = (set(found) | {singular(word) for word in found}) - ACCOUNTS
    described = {at for at in speakers if cast.referents[at].heads & bare or _is_its_office(cast.referents[at], bare)}
    if named or described:
        return named | described if AND.search(words) else named or described
    group = next((word for word in found if word in person_nouns() and singular(word) != word), None)
    if group is not None:  # `what the passengers say`: all who are only described
        return {at for at in speakers if cast.referents[at].sort != "body" and not cast.has_office(at)}
    pronoun = next((word for word in found if word in HE | SHE | THEY | {"its"}), None)
    if pronoun is None:
        return set()
    near = [at for s in told if s.span.start < caveat.span.start and (at := who.get(s.id)) is not None and cast.fits(at, pronoun)]
    last = cast.last_meant(pronoun, caveat.content[0].start)
    if last in speakers:
        return {last}
    if last is not None and any(cast.mentioned(last, c.start, c.end) for s in told if s.span.end <= caveat.span.start for c in s.content):
        return set()  # somebody whom a statement tells of: see `_about`
    lay = {at for at in near if not cast.has_office(at) and cast.referents[at].sort != "body"}
    if len(lay) == 1 and pronoun in HE | SHE:  # the one who tells of what befell them, not those who speak by office
        return lay
    return {near[-1]} if near and last is None else set()


def _is_its_office(one: Referent, words: set[str]) -> bool:
    """`the army's account`, told by the army's media office."""
    return one.sort == "body" and any(words & {part.removesuffix("'s") for part in name.casefold().replace("’", "'").split()} for name in one.descriptions)


def _parts(name: str) -> set[str]:
    return {part.casefold() for part in name.split() if part[:1].isupper() and len(part) > 2}


def _speaker_words(content: str, statement: Statement) -> set[str]:
    """The words for the speaker of a statement."""
    span: Span | None = statement.speaker.span if statement.speaker else None
    return {word.casefold() for word in WORD.findall(content[span.start : span.end])} if span else set()
