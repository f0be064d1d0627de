"""Which statements a caveat hangs on: a declaration that somebody's account could not be verified
qualifies that person's statements, all of them and no others.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from headwater.annotate.cast import Cast
from headwater.annotate.cast_names import Referent
from headwater.annotate.cast_pronouns import HE, SHE, THEY
from headwater.annotate.caveat_things import FIGURES, INSIDE, held_in, thing_in, with_numbers
from headwater.annotate.caveat_words import NAMED_SO
from headwater.annotate.persons import person_nouns, singular
from headwater.records import Statement

INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)
OUTLET_WORDS = frozenset("newspaper paper daily weekly channel station agency portal website outlet magazine broadcaster report reports".split())
THE_ONE_BEFORE = frozenset("it this that report claim statement information rumour rumor allegation assertion news".split())
TOLD_OF = re.compile(r"\b(?:reports?|claims?|accounts?|allegations?|rumou?rs?)\b", re.IGNORECASE)  # a word on the account is not the account
NEAR = 120  # code points between a statement and a caveat that says "it"
AND_NOR = re.compile(r"\b(?:and|nor|or)\b")
BOTH = re.compile(r"\b(?:both|either|neither|two)\b|\bwhich (?:account|version|claim|side|story|figure)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
ACCOUNTS = frozenset(
    "account accounts claim claims allegation allegations statement statements report reports story stories testimony testimonies version versions assertion assertions "
    "accusation accusations information words details it this that these those authenticity veracity accuracy the of any independently".split()
)
SUCH = frozenset(("such",))
COMMON = frozenset("a an the is was were are had has have been be exists existed took place".split())
THESE = re.compile(r"\b(?:these|those|such) (?:\w+ )?(?:claims|accounts|allegations|statements|testimonies|stories|assertions|reports|accusations)\b", re.IGNORECASE)
LONGEST_GAP = 2  # ends of sentences or lines between two who tell one after the other
MEMBERS = re.compile(r"(?:another|second|third|fourth|fifth|one|two|three|four|some|several|many|most|others?)\b", re.IGNORECASE)
OF_THEM = re.compile(r"\b(?:one|two|three|some|another|many) of (?:them|the \w+),? $", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?][\"”’»]?\s|\n")
ACCOUNT_OF = re.compile(
    r"(?P<whose>[\w.'’ -]{2,60}['’]s? (?:\w+ )?(?:account|claim|testimony|story|version|report)s?)\b|\b(?:accounts?|claims?|testimon(?:y|ies)|stor(?:y|ies)|reports?) (?:of|by|from) "
    r"(?P<of>[\w.'’ -]{2,60}?)(?= (?:reached|was|were|is|are|has|have|had|came|comes|rests?|could|cannot)\b|,)",
    re.IGNORECASE,
)
NAME_OF = re.compile(r"(?P<name>[A-ZÀ-ÞА-ЯЁ][\w-]+(?: [A-ZÀ-ÞА-ЯЁ][\w-]+)*)['’]s?\b")
REPORTED = frozenset(("report", "reports"))
AHEAD = 24  # code points before a name in which `one of them,` stands
CUES = {"report": "report", "claim": "claim", "allegation": "alleg", "accusation": "accus", "assertion": "assert", "testimony": "testi"}
NOT_ASSERTED = frozenset(("denies", "asks", "complains", "warns", "urges", "proposes"))
STEM = 4  # letters that two forms of a word share (`the call`, `had called`)


def with_caveats(content: str, made: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> tuple[Statement, ...]:
    """The statements of one text, each with the ids of the caveats that qualify it; `who` tells the speaker of each by its id."""
    ordered = sorted(made, key=lambda s: s.span.start)
    qualified: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    for statement in made:
        if statement.parent:
            children.setdefault(statement.parent, []).append(statement.id)
    for caveat in (s for s in made if s.attitude == "cannot_verify"):
        meant = _meant(content, caveat, ordered, who, cast)
        for id in _with_children([*meant, *_told_by_both(meant, made)], children):
            if id != caveat.id:
                qualified.setdefault(id, []).append(caveat.id)
    return tuple(msgspec.structs.replace(s, caveats=tuple(qualified[s.id])) if s.id in qualified else s for s in made)


def _told_by_both(ids: Sequence[str], made: Sequence[Statement]) -> list[str]:
    """`The paper reported, citing two officers, that ...`: the paper's statement, whose words are the officers' too."""
    parents = {s.parent: s.content for s in made if s.id in ids and s.parent}
    return [s.id for s in made if s.id in parents and s.content == parents[s.id]]


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
    checker = who.get(caveat.id)
    told = [s for s in ordered if s.attitude != "cannot_verify" and s.id != caveat.id and not _is_the_checkers(s, caveat)]
    if checker is not None and not cast.is_outlet(checker):  # an outlet may have passed on the account that it could not verify
        told = [s for s in told if who.get(s.id) != checker]
    inside = [s.id for s in told if all(any(c.start <= t.start and t.end <= c.end for c in caveat.content) for t in s.content)]
    words = " ".join(content[span.start : span.end] for span in caveat.content)
    here = _in_this_sentence(content, caveat, told) if not inside else []
    people = [word for word in map(str.casefold, WORD.findall(words)) if word.replace("’", "'").removesuffix("'") in person_nouns()]
    if inside or here or (INDEFINITE.match(words) and not (people and ACCOUNTS.isdisjoint(words.casefold().split()))):
        alike = [s.id for s in told if s.id not in inside and any(_says(content, s, o) for o in told if o.id in inside)]
        return [*inside, *alike] or here
    if words.casefold() in ("it", "them", "none", "they"):
        words = _account_before(content, caveat) or words
    if BOTH.search(words):
        described = _persons(content, words, caveat, told, who, cast) if people or AND_NOR.search(words) else set()
        return [s.id for s in told if who.get(s.id) in described] if len(described) > 1 else _of_the_last_two(caveat, told, who, cast, persons=bool(people))
    persons = _persons(content, words, caveat, told, who, cast)
    about = _about(caveat, told, cast, words)
    found = {word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'") for word in WORD.findall(words)}
    if persons and not INSIDE & found:
        persons |= _members(content, words, told, persons, who, cast)
        persons |= {at for s in told if (at := who.get(s.id)) is not None and cast.is_one_of(at, persons)}  # `their account`: also `one of them`
        spoke = any(who.get(s.id) in persons and s.span.start < caveat.span.start for s in told)
        return [s.id for s in told if who.get(s.id) in persons or (not spoke and s.id in about)]
    if about:
        return about
    if SUCH & found:  # `that such a list exists`: whoever told of a list
        nouns = found - ACCOUNTS - SUCH
        return [s.id for s in told if nouns & {w.casefold() for c in s.content for w in WORD.findall(content[c.start : c.end])} - COMMON]
    if FIGURES & found:
        return with_numbers(content, caveat, told)
    thing = thing_in(content, caveat, found)
    if thing:
        return held_in(content, caveat, told, thing, who)
    return _told_before(content, caveat, told, who, cast, found)


def _says(content: str, one: Statement, other: Statement) -> bool:
    """Whether somebody said before what a caveat tells again (`The claim that the camp was closed could not be verified`)."""
    words = content[other.content[0].start : other.content[0].end].casefold()
    before = one.span.start < other.span.start and one.parent is None and one.attitude == "asserts"
    return before and any(words in content[c.start : c.end].casefold() for c in one.content)


def _told_before(
    content: str, caveat: Statement, told: Sequence[Statement], who: Mapping[str, int | None], cast: Cast, found: set[str]
) -> list[str]:
    """`The report could not be confirmed`, `these claims`, `the call`: the statement right before, the one that tells of the
    matter, else all of the last who asserted something."""
    before = [s for s in told if s.span.start < caveat.span.start and s.parent is None]
    name = NAME_OF.search(" ".join(content[c.start : c.end] for c in caveat.content))
    if name is not None:  # of somebody who said nothing here but of whom others tell
        return [s.id for s in before if any(name["name"] in content[c.start : c.end] for c in s.content)]
    right_before = _right_before(content, caveat, before)
    if right_before is not None and "\n" not in content[right_before.span.end : caveat.span.start] and not OUTLET_WORDS - REPORTED & found:
        return [right_before.id, *(s.id for s in told if s.parent == right_before.id)]
    reporting = [s for s in before if _is_report(content, s, who, cast)]
    if REPORTED & found and reporting:
        return [reporting[-1].id]
    nouns = [CUES[one] for word in found if (one := word.removesuffix("s")) in CUES]
    named_so = [s for s in before if s.cue is not None and content[s.cue.start : s.cue.end].casefold().startswith(tuple(nouns))] if nouns else []
    if named_so and not {"these", "this", "such"} & found:
        of_one = {s.id for s in told if who.get(s.id) is not None and who.get(s.id) == who.get(named_so[-1].id)} if any(w.endswith("s") for w in found) else set()
        return [s.id for s in told if s.id in of_one or s is named_so[-1]]
    if right_before is not None and not OUTLET_WORDS - REPORTED & found:
        return [right_before.id, *(s.id for s in told if s.parent == right_before.id)]
    if any(word in person_nouns() and singular(word) != word for word in found):  # of a group that told nothing here
        return []
    matter = _of_the_matter(content, before, found - ACCOUNTS - OUTLET_WORDS - COMMON)
    if matter:
        return matter
    before = [s for s in before if who.get(s.id) is not None]
    if THESE.search(" ".join(content[c.start : c.end] for c in caveat.content)):
        run = _of_the_run(content, caveat, before, who, cast)
        if run:
            return [s.id for s in told if s.id in run or s.parent in run]
    asserted = [s for s in before if s.attitude not in NOT_ASSERTED] or before
    outlets = [s for s in asserted if OUTLET_WORDS & found and cast.is_outlet(who[s.id])]
    party = who.get(caveat.id) is not None and not cast.is_outlet(who[caveat.id])  # police who cannot confirm a call doubt nobody's account
    last = who[(outlets or asserted)[-1].id] if before and not (party and found - ACCOUNTS) else None
    return [s.id for s in told if last is not None and who.get(s.id) == last]


def _of_the_run(content: str, caveat: Statement, before: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> set[str]:
    """`Vale said ... Lund said ... The Post could not verify these claims`: what persons tell of in the sentences or paragraphs right
    before, back to one in which nobody tells anything or a body answers."""
    run: set[str] = set()
    start = caveat.span.start
    for s in sorted(before, key=lambda s: s.span.end, reverse=True):
        gap = content[s.span.end : start] if s.span.end <= start else ""
        if s.attitude in NOT_ASSERTED or not _is_no_body(who.get(s.id), cast) or len(SENTENCE_END.findall(gap)) > LONGEST_GAP:
            break
        run.add(s.id)
        start = min(start, s.span.start)
    return run if len({who[s.id] for s in before if s.id in run}) > 1 else set()


def _is_report(content: str, statement: Statement, who: Mapping[str, int | None], cast: Cast) -> bool:
    cue = content[statement.cue.start : statement.cue.end].casefold() if statement.cue else ""
    return cue.startswith("report") or cast.is_outlet(who.get(statement.id))


def _of_the_matter(content: str, before: Sequence[Statement], found: set[str]) -> list[str]:
    """The last statement that tells of what the caveat names, in another form of the word or the same (`the call`: `had called`)."""
    stems = {word[: max(STEM, len(word) - 3)] for word in found if len(word) >= STEM}
    for s in reversed(before):
        words = {w.casefold() for c in s.content for w in WORD.findall(content[c.start : c.end])} - COMMON
        if any(word.startswith(stem) for stem in stems for word in words):
            return [s.id]
    return []


def _in_this_sentence(content: str, caveat: Statement, told: Sequence[Statement]) -> list[str]:
    """`..., a foreman said, in an account that could not be confirmed`: the statement that the caveat's noun stands beside."""
    start, end = caveat.content[0].start, caveat.content[0].end
    words = content[start:end]
    if not (NAMED_SO.fullmatch(words) and caveat.cue is not None and caveat.cue.start >= end) or words.casefold().startswith(("the ", "these", "this", "that")):
        return []
    ends = [s for s in told if s.span.start < start and s.content[-1].end <= start and not SENTENCE_END.search(content, s.content[-1].end, start)]
    opened = [s for s in told if s.cue is not None and s.cue.end <= start < s.content[0].start and not SENTENCE_END.search(content, s.cue.end, s.content[0].start)]
    last = max(ends, key=lambda s: (s.content[-1].end, s.parent is None), default=None) or next(iter(opened), None)
    return [last.id] if last is not None else []


def _account_before(content: str, caveat: Statement) -> str | None:
    """`The driver's account reached us by letter, and we could not confirm it`: the account that is meant."""
    found = ACCOUNT_OF.search(_sentence_before(content, caveat))
    return next((words for words in found.groups() if words), None) if found else None


def _is_no_body(at: int | None, cast: Cast) -> bool:
    return at is not None and cast.referents[at].sort != "body"


def _of_the_last_two(caveat: Statement, told: Sequence[Statement], who: Mapping[str, int | None], cast: Cast, *, persons: bool) -> list[str]:
    """`Neither account could be verified`, `the claims of either side`: those of the last two who told something before."""
    before = [s for s in told if s.span.start < caveat.span.start and s.parent is None and who.get(s.id) is not None and s.attitude not in ("urges", "asks")]
    if persons:  # `the accounts of both men`: of no ministry
        before = [s for s in before if _is_no_body(who.get(s.id), cast)]
    last = list(dict.fromkeys(who[s.id] for s in reversed(before)))[:2]
    return [s.id for s in told if who.get(s.id) in last]


def _members(content: str, words: str, told: Sequence[Statement], persons: set[int], who: Mapping[str, int | None], cast: Cast) -> set[int]:
    """`the villagers' accounts`: also those of `a third`, `one of them`, said behind the group."""
    if not any(word.removesuffix("'") in person_nouns() and singular(word.removesuffix("'")) != word for word in words.casefold().replace("’", "'").split()):
        return set()
    out = set()
    for at, s in enumerate(told):
        span = s.speaker.span if s.speaker else None
        one = who.get(s.id)
        if span is not None and one is not None and any(who.get(o.id) in persons for o in told[:at]) and (
            MEMBERS.match(content, span.start, span.end) or OF_THEM.search(content, max(0, span.start - AHEAD), span.start)
        ):
            out.add(one)
    return out


def _is_the_checkers(statement: Statement, caveat: Statement) -> bool:
    """Whether a statement is of the publishing outlet that could not verify: what it says itself is not in doubt."""
    one, other = statement.speaker, caveat.speaker
    return one is not None and other is not None and one.name is not None and one.name == other.name and len(statement.chain) <= 1


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


def _sentence_before(content: str, caveat: Statement) -> str:
    """The words of the caveat's sentence before its content."""
    start = max((found.end() for found in SENTENCE_END.finditer(content, 0, caveat.content[0].start)), default=0)
    return content[start : caveat.content[0].start]


def _persons(content: str, words: str, caveat: Statement, told: Sequence[Statement], who: Mapping[str, int | None], cast: Cast) -> set[int]:
    """The speakers whom the words of a caveat name ("Vale's account"), describe ("the nurse's claims") or mean ("her account")."""
    speakers = {at for s in told if (at := who.get(s.id)) is not None}
    found = [word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'") for word in WORD.findall(words)]
    named = {at for at in speakers if any(_parts(name) & set(found) for name in cast.referents[at].names)}
    bare = (set(found) | {singular(word) for word in found}) - ACCOUNTS - HE - SHE - THEY - {"its"}
    described = {at for at in speakers if cast.referents[at].heads & bare or _is_its_office(cast.referents[at], bare)}
    if named or described:
        return named | described if AND_NOR.search(words) else named or described
    beside_name = {at for s in told if (at := who.get(s.id)) is not None and _calls(content, s, words)}
    if beside_name:
        return beside_name
    group = next((word for word in found if word in person_nouns() and singular(word) != word), None)
    if group is not None:  # `what the passengers say`: all who are only described
        return {at for at in speakers if cast.referents[at].sort != "body" and not cast.has_office(at)}
    pronoun = next((word for word in found if word in HE | SHE | THEY | {"its"}), None)
    if pronoun is None:
        return set()
    near = [at for s in told if s.span.start < caveat.span.start and (at := who.get(s.id)) is not None and cast.fits(at, pronoun)]
    beside = {word.casefold() for word in WORD.findall(_sentence_before(content, caveat))} - ACCOUNTS
    named = {at for at in near if cast.referents[at].heads & beside or any(_parts(name) & beside for name in cast.referents[at].names)}
    if len(named) == 1:  # `finds the nurse credible, but could not verify her account`
        return named
    last = cast.last_meant(pronoun, caveat.content[0].start)
    if last in speakers:
        return {last}
    if last is not None and any(cast.mentioned(last, c.start, c.end) for s in told if s.span.end <= caveat.span.start for c in s.content):
        return set()  # somebody whom a statement tells of: see `_about`
    lay = {at for at in near if not cast.has_office(at) and cast.referents[at].sort != "body"}
    if len(lay) == 1 and pronoun in HE | SHE:  # the one who tells of what befell them, not those who speak by office
        return lay
    return {near[-1]} if near and last is None else set()


def _calls(content: str, statement: Statement, words: str) -> bool:
    """`A clerk who asked to be called Ilka said`, `Ilka's claims`: whether the name stands between the speaker and the cue."""
    name = NAME_OF.search(words)
    span = statement.speaker.span if statement.speaker else None
    if name is None or span is None or statement.cue is None or statement.kind == "direct":
        return False
    return re.search(rf"\b{re.escape(name['name'])}\b", content[span.start : max(span.end, statement.cue.start)]) is not None


def _is_its_office(one: Referent, words: set[str]) -> bool:
    """`the army's account`, told by the army's media office."""
    return one.sort == "body" and any(words & {part.removesuffix("'s") for part in name.casefold().replace("’", "'").split()} for name in one.descriptions)


def _parts(name: str) -> set[str]:
    return {part.casefold() for part in name.split() if part[:1].isupper() and len(part) > 2}
