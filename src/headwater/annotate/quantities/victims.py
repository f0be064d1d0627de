"""Killed and injured, as a report states them: numbers and single persons, by what the parse says befell them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from headwater.annotate.quantities.harm import BETWEEN, HARMS, PERSONS, Harm, as_harm, harm_by_tree, harm_of, harms
from headwater.annotate.quantities.tree import Tree
from headwater.language import Parse
from headwater.records import Quantity
from headwater.text import Span

ONE = frozenset("a an one another".split())
SELF_DEEDS = frozenset("kill kills killed killing shot shoot shoots shooting gun fatally".split())
SELF_REACH = 8  # words between the deed and "himself"
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
SPANS = frozenset("this last past each per every".split())
NO_PERSONS = frozenset(
    "dog dogs cat cats horse deer animal animals shot shots round rounds bullet bullets bill time times gun guns pistol picture picture"
    " home homes house houses car cars vehicle vehicles business businesses building day days week weeks year years".split()
)
MULTIPLES = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "quintuple": 5.0}
MULTIPLE_OF = {"homicide": "killed", "murder": "killed", "killing": "killed", "slaying": "killed", "murders": "killed", "shooting": "hit"}
SEVERAL_EVENTS = frozenset("weekend incidents shootings homicides killings nationwide statistics annually overall".split())
OFFENDERS = frozenset("gunman shooter suspect attacker assailant".split())
YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
LEAD = 400  # code points: title and first sentences; a single person named later is one of several (GVA: right in 6 of 10 against 9 of 10)
TITLE = 100  # code points: titles leave articles out ("Mother, 2 children dead")
STATED_EARLY = 900  # code points: the head of a report, where it sums up (GVA: right in 5 of 6 there, in 3 of 5 behind it)
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
    """Whether a report tells that who did it died too: its number may or may not count that one in."""
    tree = Tree(parse)
    for word, form in enumerate(tree.forms):
        if form.lower() in ("himself", "herself"):
            near = {tree.forms[at].lower() for at in range(max(0, word - SELF_REACH), word)}
            if near & SELF_DEEDS:
                return True
        elif form.lower() in OFFENDERS and any(harm in ("killed", "hit") for harm in harms(tree, word)):
            return True
    return "murder-suicide" in parse.text.lower()


def _ruling(found: Sequence[Stated]) -> Stated | None:
    """The number said most in the title and first lines, else in the head of the report; without one the first person of the first lines."""
    early = [one for one in found if one.span.start < STATED_EARLY]
    numbers = [one for one in early if one.told == "number"]
    lead = [one for one in numbers if one.span.start < LEAD / 2]
    if numbers:
        often = Counter((one.low, one.high) for one in numbers)
        return max(lead or numbers, key=lambda one: (often[one.low, one.high], -one.span.start))
    return next((one for one in found if one.span.start < LEAD), None)


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
    pairs = {(tree.forms[word].lower(), tree.forms[word + 1].lower()) for word in range(first, last - 1)}
    tallied = any((before, "year") in pairs for before in SPANS) or ("years" in words and "ago" in words)
    return tallied or bool(words & SEVERAL_EVENTS) or any(YEAR.fullmatch(word) for word in words)


def _numbers(tree: Tree, word: int, one: Quantity, joined: Mapping[int, list[int]], counted: Mapping[int, Quantity]) -> Iterator[Stated]:
    """`three women and one man were injured`: a number with those joined to it."""
    harm = None if is_part(tree, one) else harm_of(tree, word, one)
    if harm is None:
        harm = next((found for at in joined.get(word, ()) if at in counted and (found := harm_of(tree, at, counted[at]))), None)
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
        elif (
            before is not None
            and before not in counted
            and _is_person(tree, before)
            and (tree.starts[before] < TITLE or word in _linked(tree, before))
        ):
            out.setdefault(word, []).append(before)
        more = [child for child in tree.below[word] if child not in counted and tree.relation(child) == "conj" and _is_another(tree, child)]
        if more:
            out.setdefault(owner.get(word, word), []).extend(more)
            continue
        after = word + 1
        after += after < len(tree.forms) and tree.forms[after] in (",", "and")
        if after == word + 2 and after < len(tree.forms) and _is_listed(tree, after):
            out.setdefault(owner.get(word, word), []).append(after)
    return {word: also for word, also in out.items() if word not in owner}


def _is_another(tree: Tree, word: int) -> bool:
    """`and a woman`: one person more."""
    return _is_person(tree, word) and any(tree.forms[child].lower() in ONE for child in tree.below[word])


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


def is_part(tree: Tree, one: Quantity) -> bool:
    """`one critically`, `two of them in critical condition`: some of those told of before."""
    after = tree.first_at(one.span.end)
    words = [tree.forms[at].lower() for at in range(after, min(after + 2, len(tree.forms)))]
    first = tree.first_at(one.span.start)
    if first and tree.forms[first - 1].lower() == "other":
        return True
    if after + 2 < len(tree.forms) and tree.forms[after + 2].lower() == "fatally":
        return False
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
            yield Stated(as_harm(kind), MULTIPLES[form], MULTIPLES[form], span, "number")
    elif _is_single(tree, word) and (harm := harm_by_tree(tree, word)):
        also = {*_linked(tree, word), word + 2 if tree.forms[word + 1 : word + 2] in ((",",), ("and",)) else word} - {
            word,
            tree.heads[word],
        }
        size = 1.0 + sum(_is_single(tree, at) for at in also if 0 <= at < len(tree.forms))
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
    if any(tree.forms[child].lower() in ORDINALS for child in tree.below[word]):
        return False
    if any(tree.forms[child].lower() in ONE for child in tree.below[word]):
        return tree.starts[word] < LEAD or tree.relation(word) in ("nsubj", "obj")
    return tree.starts[word] < STATED_EARLY / 10 and all(
        tree.relation(child) in ("amod", "nummod", "compound", "punct", "acl") for child in tree.below[word]
    )
