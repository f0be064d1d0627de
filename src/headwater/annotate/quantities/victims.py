"""Killed and injured, as a report states them: numbers and single persons, by what the parse says befell them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from headwater import lexicon
from headwater.annotate.quantities.tree import Tree
from headwater.language import Parse
from headwater.records import Quantity
from headwater.text import Span

Harm = Literal["killed", "injured", "hit"]
HARMS: dict[str, tuple[str, str]] = {form: (row[1], row[2]) for row in lexicon.rows("harms") for form in (row[0], *row[3].split("|"))}
FATAL = frozenset("fatally dead death fatal".split())
ONE = frozenset("a an one another".split())
NO_PERSONS = frozenset(
    "dog dogs cat cats horse deer animal animals shot shots round rounds bullet bullets bill time times gun guns pistol picture picture"
    " home homes house houses car cars vehicle vehicles business businesses building day days week weeks year years".split()
)
MULTIPLES = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "quintuple": 5.0}
MULTIPLE_OF = {"homicide": "killed", "murder": "killed", "killing": "killed", "slaying": "killed", "murders": "killed", "shooting": "hit"}
BETWEEN = frozenset(
    "was were is are been being have has had also reported confirmed left found critically seriously badly severely fatally -".split()
)
PERSONS = frozenset(
    "people person persons others other men man women woman teens teenagers children kids victims students boys girls officers police".split()
)
SEVERAL_EVENTS = frozenset("weekend incidents shootings homicides killings nationwide statistics annually overall".split())
OFFENDERS = frozenset("gunman shooter suspect attacker assailant himself herself".split())
YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
LEAD = 400  # code points: title and first sentences; a single person named later is one of several (GVA: right in 6 of 10 against 9 of 10)
STATED_EARLY = 1500  # code points: the head of a report, where it sums up
NEAR = 500  # code points within which killed and shot are told of together


class Stated(msgspec.Struct, frozen=True):
    """A number of people killed or injured as the words at `span` give it; `high` None where the words leave it open. `told` says
    whether a number stands there or a single person."""

    harm: Harm
    low: float
    high: float | None
    span: Span
    told: Literal["number", "person"]


class Toll(msgspec.Struct, frozen=True):
    """What a report says in all; None where it says no number."""

    killed: Stated | None
    injured: Stated | None


def victims(parse: Parse, quantities: Sequence[Quantity], *, doc: str) -> Toll:
    """The killed and injured that a report states, summed up from `mentions`."""
    found = sorted(mentions(parse, quantities, doc=doc), key=lambda one: one.span)
    killed, injured, hit = (_ruling([one for one in found if one.harm == harm]) for harm in ("killed", "injured", "hit"))
    if killed and killed.told == "number" and killed.high is not None and killed.harm == "killed" and _offender_died(parse):
        killed = msgspec.structs.replace(killed, high=killed.high + 1)
    return Toll(killed, injured or _left(hit, killed))


def _offender_died(parse: Parse) -> bool:
    """Whether the head of a report tells that who did it died too: its number may or may not count that one in."""
    tree = Tree(parse)
    for word in tree.inside(0, STATED_EARLY):
        if tree.forms[word].lower() in OFFENDERS and any(harm in ("killed", "hit") for harm in _harms(tree, word)):
            return True
    return "murder-suicide" in parse.text[:STATED_EARLY].lower()


def _ruling(found: Sequence[Stated]) -> Stated | None:
    """The first number of the head of the report, else the first person there, else the first of all."""
    early = [one for one in found if one.span.start < STATED_EARLY]
    numbers = [one for one in early if one.told == "number"]
    if numbers:
        often = Counter((one.low, one.high) for one in numbers)
        return max(numbers, key=lambda one: (often[one.low, one.high], -one.span.start))
    return next((one for one in found if one.span.start < LEAD or one.told == "number"), None)


def _left(hit: Stated | None, killed: Stated | None) -> Stated | None:
    """Of those shot, the ones who were not killed were injured."""
    if hit is None or (hit.told == "person" and (killed is not None or hit.span.start >= LEAD)):
        return None
    gone = killed.low if killed and abs(killed.span.start - hit.span.start) < NEAR else 0.0
    if hit.low <= gone:
        return None
    high = hit.high - gone if hit.high is not None else None
    return Stated("injured", hit.low - gone, high, hit.span, hit.told)


def mentions(parse: Parse, quantities: Sequence[Quantity], *, doc: str) -> Iterator[Stated]:
    """Every number of people, and every single person, that is said to be killed, injured or shot; none of other years."""
    tree = Tree(parse)
    counted = _counted_words(tree, quantities)
    joined = _joined(tree, counted)
    summed = {at for also in joined.values() for at in also if at in counted}
    for first, last in parse.sentences.tolist():
        if _is_elsewhere(tree, first, last):
            continue
        for word in range(first, last):
            one = counted.get(word)
            if one and word not in summed:
                yield from _numbers(tree, word, one, joined, counted)
            elif not one:
                yield from _singles(tree, word, doc)


def _is_elsewhere(tree: Tree, first: int, last: int) -> bool:
    """Whether a sentence tells of another year, or sums up several events."""
    words = {tree.forms[word].lower() for word in range(first, last)}
    return any(YEAR.fullmatch(word) for word in words) or bool(words & SEVERAL_EVENTS) or ("years" in words and "ago" in words)


def _numbers(tree: Tree, word: int, one: Quantity, joined: Mapping[int, list[int]], counted: Mapping[int, Quantity]) -> Iterator[Stated]:
    """`three women and one man were injured`: a number with those joined to it."""
    harm = None if _is_part(tree, one) else _harm_of(tree, word, one)
    if harm is None:
        harm = next((found for at in joined.get(word, ()) if at in counted and (found := _harm_of(tree, at, counted[at]))), None)
    if harm is None:
        return
    low, high = one.low or one.value or 0.0, one.high if one.comparator != "about" else one.value
    also = joined.get(word, ())
    if sum(counted[child].low or 0.0 for child in also if child in counted) == low:
        also = ()  # "eight victims, five men and three women": the same once more
    for child in also:
        more = counted.get(child)
        low += (more.low or more.value or 0.0) if more else 1.0
        high = None if high is None or (more and more.high is None) else high + (more.high or 0.0 if more else 1.0)
    if _is_also(tree, word):
        high = None
    yield Stated(harm, low, high, one.span, "number")


def _joined(tree: Tree, counted: Mapping[int, Quantity]) -> dict[int, list[int]]:
    """For each number the persons and numbers that are told of in one breath with it; those that are summed up so hold none of their own."""
    out: dict[int, list[int]] = {}
    owner: dict[int, int] = {}
    for word in sorted(counted):
        first = tree.inside(counted[word].span.start, counted[word].span.end).start
        before = _beside(tree, first - 1)
        if before is not None and before in counted and _behind(tree, counted[before]) is None:
            top = owner.get(before, before)
            owner[word] = top
            out.setdefault(top, []).append(word)
        elif before is not None and before not in counted and _is_person(tree, before) and (before <= 1 or word in _linked(tree, before)):
            out.setdefault(word, []).append(before)
        after = word + 1
        after += after < len(tree.forms) and tree.forms[after] in (",", "and")
        if after == word + 2 and after < len(tree.forms) and _is_listed(tree, after):
            out.setdefault(owner.get(word, word), []).append(after)
    return {word: also for word, also in out.items() if word not in owner}


def _beside(tree: Tree, at: int) -> int | None:
    """The word before a number with only a comma or "and" between."""
    here = at
    while here >= 0 and tree.forms[here] in (",", "and", "&", "the", "her", "his", "their"):
        here -= 1
    crossed = {tree.forms[place] for place in range(here + 1, at + 1)}
    return here if here >= 0 and crossed & {",", "and", "&"} else None


def _is_listed(tree: Tree, word: int) -> bool:
    """`2 officers, woman injured`: a single person, and then what befell both."""
    after = word + 1
    follows = HARMS.get(tree.forms[after].lower()) if after < len(tree.forms) else None
    return tree.upos[word] == "NOUN" and _is_person(tree, word) and follows is not None


def _linked(tree: Tree, word: int) -> set[int]:
    """The words that hang on a word as its like, or that it hangs on."""
    return {
        tree.heads[word],
        *(child for child in tree.below[word] if tree.relation(child) in ("conj", "list", "appos", "dep", "parataxis")),
    }


def _behind(tree: Tree, one: Quantity) -> str | None:
    """The harm that the words right behind a number tell of."""
    after = tree.first_at(one.span.end)
    while after < len(tree.forms) and (tree.forms[after].lower() in PERSONS or tree.forms[after].lower() in BETWEEN):
        after += 1
    kind = HARMS.get(tree.forms[after].lower()) if after < len(tree.forms) else None
    return kind[0] if kind else None


def _is_person(tree: Tree, word: int) -> bool:
    if tree.upos[word] == "PROPN" and tree.relation(word) not in ("nsubj", "obj", "conj", "appos", "flat"):
        return False
    return tree.upos[word] in ("NOUN", "PROPN", "PRON") and not tree.is_plural(word) and tree.forms[word].lower() not in NO_PERSONS


def _is_part(tree: Tree, one: Quantity) -> bool:
    """`one critically`, `two of them in critical condition`: some of those told of before."""
    after = tree.first_at(one.span.end)
    words = [tree.forms[at].lower() for at in range(after, min(after + 2, len(tree.forms)))]
    return words[:1] in (["critically"], ["seriously"], ["severely"]) or words in (
        ["of", "them"],
        ["of", "whom"],
        ["in", "critical"],
        ["in", "serious"],
    )


def _is_also(tree: Tree, word: int) -> bool:
    """`a shooting that also injured three`: somebody else was told of before."""
    head = tree.heads[word]
    return head >= 0 and any(tree.forms[child].lower() == "also" for child in tree.below[head])


def _singles(tree: Tree, word: int, doc: str) -> Iterator[Stated]:
    """`a man was killed`, `Teen dead`, `a double homicide`."""
    span = Span(doc, tree.starts[word], tree.ends[word])
    form = tree.forms[word].lower()
    if form in MULTIPLES and word + 1 < len(tree.forms):
        kind = MULTIPLE_OF.get(tree.forms[word + 1].lower())
        kind = "killed" if kind == "hit" and word and tree.forms[word - 1].lower() in ("fatal", "deadly") else kind
        if kind:
            yield Stated(_as_harm(kind), MULTIPLES[form], MULTIPLES[form], span, "number")
    elif _is_single(tree, word) and (harm := _harm(tree, word)):
        size = 1.0 + sum(tree.relation(child) == "conj" and _is_single(tree, child) for child in tree.below[word])
        yield Stated(harm, size, size, span, "person")


def _counted_words(tree: Tree, quantities: Sequence[Quantity]) -> dict[int, Quantity]:
    """The word that each plain count hangs on its predicate by: the noun counted, or the number itself."""
    out: dict[int, Quantity] = {}
    for one in quantities:
        within = tree.inside(one.span.start, one.span.end)
        top = tree.top(within) if one.unit is None and within else None
        if top is None:
            continue
        head = tree.heads[top]
        while head >= 0 and head > top and tree.is_noun(head) and tree.relation(top) in ("nummod", "compound", "det", "nmod", "advmod"):
            top, head = head, tree.heads[head]
        if tree.forms[top].lower() not in NO_PERSONS:
            out.setdefault(top, one)
    return out


def _is_single(tree: Tree, word: int) -> bool:
    """A person alone: a singular noun or an age with "a", or a bare one that begins a title."""
    if tree.upos[word] not in ("NOUN", "ADJ") or tree.is_plural(word) or tree.forms[word].lower() in NO_PERSONS:
        return False
    if tree.relation(word) in ("compound", "flat", "amod") or (tree.upos[word] == "ADJ" and tree.forms[word].lower() != "old"):
        return False
    if any(tree.forms[child].lower() in ONE for child in tree.below[word]):
        return True
    return tree.starts[word] < STATED_EARLY / 10 and all(
        tree.relation(child) in ("amod", "nummod", "compound", "punct", "acl") for child in tree.below[word]
    )


def _harm_of(tree: Tree, word: int, one: Quantity) -> Harm | None:
    """What befell the people of a number: by the words right behind, else by the predicate."""
    after = tree.first_at(one.span.end)
    while after < len(tree.forms) and (
        tree.forms[after].lower() in PERSONS or (tree.is_noun(after) and after <= word) or (tree.upos[after] == "ADJ" and after < word)
    ):
        after += 1
    skipped = [tree.forms[at].lower() for at in range(after, min(after + 3, len(tree.forms)))]
    if skipped[:1] == ["fatally"]:
        return "killed"
    while after < len(tree.forms) and tree.forms[after].lower() in BETWEEN:
        after += 1
    told = _before(tree, tree.first_at(one.span.start) - 1)
    if told:
        return told
    kind = HARMS.get(tree.forms[after].lower()) if after < len(tree.forms) else None
    if kind and (kind[1] in ("p",) or (kind[1] == "o" and _is_passive(tree, after))):
        fatal = "fatally" in skipped or any(tree.forms[child].lower() in FATAL for child in tree.below[after])
        return "killed" if fatal else _as_harm(kind[0])
    return _harm(tree, word)


def _before(tree: Tree, verb: int) -> Harm | None:
    """`Kills three`, `injuring 12`: the verb right before a number."""
    form = tree.forms[verb].lower() if verb >= 0 else ""
    kind = HARMS.get(form)
    if (
        kind is None
        or kind[1] != "o"
        or _is_unreal(tree, verb)
        or (verb and tree.forms[verb - 1].lower() in ("was", "were", "been", "be", "being", "and"))
    ):
        return None
    return _as_harm(kind[0])


def _is_passive(tree: Tree, verb: int) -> bool:
    """Whether nobody stands behind the participle whom it could befall."""
    after = verb + 1
    return after >= len(tree.forms) or (
        tree.upos[after] not in ("DET", "NUM", "PROPN", "PRON") and tree.forms[after].lower() not in ("at", "into")
    )


def _harm(tree: Tree, word: int) -> Harm | None:
    found = list(_harms(tree, word))
    return next((_as_harm(harm) for harm in ("killed", "injured", "hit") if harm in found), None)


def _as_harm(kind: str) -> Harm:
    return "killed" if kind == "killed" else "injured" if kind == "injured" else "hit"


def _harms(tree: Tree, word: int) -> Iterator[str]:
    """What the words that a noun depends on, and those that depend on it, say befell it."""
    word = _first_conjunct(tree, word)
    head, relation = tree.heads[word], tree.deprel[word]
    if head >= 0:
        role = _role(tree, head, relation)
        yield from _of_predicate(tree, head, role)
    for child in tree.below[word]:
        if tree.relation(child) in ("acl", "amod", "xcomp") and tree.deprel[child] != "acl:relcl":
            yield from _of_predicate(tree, child, "o")
    if tree.upos[word] in ("ADJ", "NUM") and tree.forms[word].lower() in HARMS:
        yield HARMS[tree.forms[word].lower()][0]


def _first_conjunct(tree: Tree, word: int) -> int:
    for _ in range(4):
        if tree.relation(word) != "conj" or tree.heads[word] < 0 or tree.upos[tree.heads[word]] in ("VERB", "AUX"):
            return word
        word = tree.heads[word]
    return word


def _role(tree: Tree, verb: int, relation: str) -> str:
    """`o` for whom something befalls, `s` for who does or dies."""
    if relation in ("nsubj:pass", "obj"):
        return "o"
    if relation == "nsubj":
        return "o" if _is_short_passive(tree, verb) else "s"
    return ""


def _is_short_passive(tree: Tree, verb: int) -> bool:
    """`3 wounded in shooting`: a title leaves "were" out."""
    kind = HARMS.get(tree.forms[verb].lower())
    at = tree.forms[verb + 1].lower() if verb + 1 < len(tree.forms) else ""
    return (
        kind is not None
        and kind[1] == "o"
        and tree.child(verb, "obj") is None
        and tree.forms[verb].lower().endswith(("ed", "ot", "rt", "in"))
        and at not in ("at", "into", "and")
    )


def _is_unreal(tree: Tree, verb: int) -> bool:
    """`was not hurt`, `intent to kill`, `could die`: nothing befell anybody."""
    words = {tree.forms[child].lower() for child in tree.below[verb] if child < verb}
    return bool(words & {"not", "n't", "n’t", "never", "to", "could", "would", "might", "may", "can", "should", "if", "nearly", "almost"})


def _of_predicate(tree: Tree, verb: int, role: str) -> Iterator[str]:
    if _is_unreal(tree, verb):
        return
    kind = HARMS.get(tree.forms[verb].lower())
    if kind and role and (kind[1] in ("p", "n") or kind[1] == role):
        fatal = any(tree.forms[child].lower() in FATAL for child in tree.below[verb])
        yield "killed" if fatal and kind[0] in ("hit", "injured") else kind[0]
    for child in tree.below[verb]:
        if tree.relation(child) == "xcomp" and tree.forms[child].lower() in HARMS and role == "o":
            yield HARMS[tree.forms[child].lower()][0]
        if tree.relation(child) == "conj" and tree.upos[child] == "VERB" and tree.child(child, "nsubj") is None and role:
            kind = HARMS.get(tree.forms[child].lower())
            own = tree.child(child, "obj") is not None
            if kind and not own and (kind[1] == role or (kind[1] == "s" and role == "o")):
                yield kind[0]
