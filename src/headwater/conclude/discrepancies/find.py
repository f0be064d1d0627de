"""From the assertions of a pile to its discrepancies: which passages are laid side by side, what is kept of what is found."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from headwater.conclude.discrepancies.answers import contested, denied_claim, in_words
from headwater.conclude.discrepancies.bonds import Bond, bond, rarity
from headwater.conclude.discrepancies.counts import differing_counts, revised_inside
from headwater.conclude.discrepancies.days import differing_days
from headwater.conclude.discrepancies.found import Found
from headwater.conclude.discrepancies.norms import differing_rules
from headwater.conclude.discrepancies.passages import WORD, Passage, Pile, passages
from headwater.conclude.discrepancies.words import turned, turns
from headwater.reasons import render
from headwater.records import Actor, Annotations, Assertion, Claim, Derivation, Discrepancy, Document, Dossier, Rule, Statement
from headwater.text import Span, digest

SURE = {"quantity": 0.6, "date": 0.75, "polarity": 0.64, "rule": 0.62, "attribution": 0.85, "status": 0.8}  # from which a finding is shown
ASKED = {"quantity": 0.05, "date": 0.1, "rule": 0.0}  # where a person points at a pair; the other kinds need no more than to be found
FRAMED = 0.75  # from which loaded words are shown
COMMON = 60  # passages that share a stem, beyond which it brings no two together
FIGURE = re.compile(r"\d[\d.,]*")
MOST_PAIRS = 150_000  # pairs of a story that are looked at, those that share most first (1,000 reports: under 30 s)
MANY = 4  # stems that two passages share from which they are compared for whoever did it
SHARED = 2  # stems that two passages must share to be compared
AGAIN = 0.6  # share of the words of the shorter of two sides from which they are one wording
EQUAL = 0.35  # what a finding may be less sure than another one and still stand for both
MOST = 30  # discrepancies of a story


class Ground(msgspec.Struct, frozen=True):
    """What discrepancies are found in: reports, what was found in them, the assertions of each report, statements and actors
    as resolved, the reports of each story."""

    documents: Mapping[str, Document]
    annotations: Sequence[Annotations]
    said: Mapping[str, Sequence[Assertion]]
    statements: Sequence[Statement]
    actors: Sequence[Actor]
    stories: Sequence[Sequence[str]]
    rules: Sequence[Rule] = ()
    claims: Sequence[Claim] = ()
    derivations: Sequence[Derivation] = ()


def ground_of(dossier: Dossier, annotations: Sequence[Annotations], asserted: Sequence[Assertion]) -> Ground:
    """What discrepancies are found in, from a dossier that has all else."""
    said: defaultdict[str, list[Assertion]] = defaultdict(list)
    for one in asserted:
        said[one.span.doc].append(one)
    cards = {one.id: one for one in dossier.documents}
    stories = [story.documents for story in dossier.stories]
    return Ground(cards, annotations, said, dossier.statements, dossier.actors, stories, dossier.rules, dossier.claims, dossier.derivations)


def find_discrepancies(ground: Ground) -> tuple[Discrepancy, ...]:
    """The discrepancies of a pile, story by story, the surest first."""
    told = _told(ground)
    found: list[Found] = []
    for story in ground.stories:
        here = [passage for doc in story for passage in told.get(doc, ())]
        here_found = _of_story(here, list(contested(ground.claims, here)), [rule for rule in ground.rules if rule.span.doc in story])
        found += _kept(here_found, ground)
    return tuple(_record(one, ground.claims) for one in found)


def _told(ground: Ground) -> dict[str, list[Passage]]:
    """The passages of each report."""
    pile = Pile(ground.documents, {one.id: one for one in ground.actors}, {one.id: one for one in ground.statements})
    return {one.doc: passages(ground.said.get(one.doc, ()), one, pile) for one in ground.annotations}


def asked(ground: Ground, a: Span, b: Span) -> Discrepancy | None:
    """How two cited places disagree, and None where they do not: a person points at them, so less is needed to see one question."""
    told = _told(ground)
    rare = rarity([one for each in told.values() for one in each])
    pairs = [(x, y) for x in _citing(told, a) for y in _citing(told, b)]
    found = [one for x, y in pairs for one in _checked(x, y, bond(x, y, rare)) if one.score >= ASKED.get(one.kind, -1.0)]
    best = max(found, key=lambda one: one.score, default=None)
    return _record(best) if best else None


def _citing(told: Mapping[str, Sequence[Passage]], cited: Span) -> list[Passage]:
    """The passages that hold cited words, with no other figures and times than those cited where any are."""
    held = [one for one in told.get(cited.doc, ()) if _overlap(one.span, cited)]
    return [_narrowed(one, cited) for one in held]


def _narrowed(one: Passage, cited: Span) -> Passage:
    figures = tuple(q for q in one.quantities if _overlap(q.span, cited))
    return msgspec.structs.replace(one, quantities=figures) if figures else one


def _checked(a: Passage, b: Passage, held: Bond) -> Iterator[Found]:
    counts = list(differing_counts(a, b, held))
    yield from counts
    days = list(differing_days(a, b, held))
    yield from days
    if not counts and not days:
        yield from in_words(a, b, held)


def _of_story(told: Sequence[Passage], pairs: Sequence[tuple[Passage, Passage]], rules: Sequence[Rule]) -> list[Found]:
    rare = rarity(told)
    found = [one for a, b in pairs for one in denied_claim(a, b, bond(a, b, rare))]
    found += [one for a, b in _pairs(told) for one in _checked(a, b, bond(a, b, rare)) if one.score >= (FRAMED if one.class_ == "framing" else SURE[one.kind])]
    found += [one for passage in told for one in revised_inside(passage)]
    found += differing_rules(rules, told, rare)
    return found


def _pairs(told: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages that share telling stems, those of one report included; a short one shares all it has."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for key in {key for term in one.said.terms for key in (*term.stems[:1], *term.meanings)} | {f"#{q.unit}" for q in one.quantities if q.unit}:
            places[key].append(at)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for here in places.values():
        if len(here) <= COMMON:
            for number, left in enumerate(here):
                for right in here[number + 1 :]:
                    shared[left, right] += 1
    ranked = sorted(shared.items()) if len(shared) <= MOST_PAIRS else sorted(sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PAIRS])
    for (left, right), count in ranked:
        a, b = told[left], told[right]
        if count < MANY and not _may_answer(a, b):
            continue
        if count >= min(SHARED, len(a.said.terms), len(b.said.terms)) and not _overlap(a.span, b.span) and a.sentence != b.sentence:
            yield a, b


def _may_answer(a: Passage, b: Passage) -> bool:
    """Whether two passages have anything in which they could differ: figures, times, a word of no, opposite or loaded words, steps."""
    if (a.quantities and b.quantities) or (a.times and b.times) or a.said.negative != b.said.negative:
        return True
    return not turns(a.sentence).isdisjoint(turned(b.sentence))


def _overlap(a: Span, b: Span) -> bool:
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def _kept(found: Sequence[Found], ground: Ground) -> list[Found]:
    """Each finding once, the surest first; of the same two answers in several reports those of the reports that had them first."""
    kept: list[Found] = []
    text = {id: one.text for id, one in ground.documents.items()}
    for one in sorted(found, key=lambda each: (-each.score, each.a, each.b)):
        place = next((at for at, other in enumerate(kept) if _is_told(one, other) or _told_again(one, other, text)), None)
        if place is None:
            kept.append(one)
        elif one.class_ == kept[place].class_ and one.score >= kept[place].score - EQUAL and _age(one, ground) < _age(kept[place], ground):
            kept[place] = one
    return kept[:MOST]


def _age(one: Found, ground: Ground) -> tuple[int, int, str]:
    """How far from its origin a finding is told: reports that its reports are made from, whether they have a day, the days."""
    docs = {one.a.doc, one.b.doc}
    made = sum(_depth(doc, ground, frozenset()) for doc in docs)
    days = [ground.documents[doc].published.earliest for doc in sorted(docs)]
    return made, sum(day is None for day in days), min((day for day in days if day), default="")


def _depth(doc: str, ground: Ground, seen: frozenset[str]) -> int:
    """How many reports one after the other a report goes back over."""
    ups = [link.upstream for link in ground.derivations if link.downstream == doc and link.upstream and link.upstream not in seen]
    return max((1 + _depth(up, ground, seen | {doc}) for up in ups), default=0)


def _figures(one: Found) -> frozenset[str]:
    """The bare figures of a finding."""
    return frozenset(found[0].strip(".,") if (found := FIGURE.search(str(value))) else str(value).casefold() for value in one.because.values)


def _told_again(one: Found, other: Found, text: Mapping[str, str]) -> bool:
    """Whether both sides of a finding say in nearly the same words what both sides of another one say."""
    if one.kind != other.kind:
        return False
    mine, theirs = ([_stems(text[span.doc][span.start : span.end]) for span in (each.a, each.b)] for each in (one, other))
    return any(all(x and y and len(x & y) >= AGAIN * min(len(x), len(y)) for x, y in zip(mine, order, strict=True)) for order in (theirs, theirs[::-1]))


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:5].casefold() for word in WORD.findall(words) if len(word) > 3)


def _is_told(one: Found, other: Found) -> bool:
    """Whether a finding is another one again: at the same places, or with the same figures, or with one place and report in common."""
    if one.kind == other.kind and one.because.values and _figures(one) == _figures(other):
        return True
    straight, crossed = (_overlap(one.a, other.a), _overlap(one.b, other.b)), (_overlap(one.a, other.b), _overlap(one.b, other.a))
    if all(straight) or all(crossed):
        return True
    docs = {one.a.doc, one.b.doc} == {other.a.doc, other.b.doc}
    return one.kind == other.kind and docs and (any(straight) or any(crossed))


def _claims(one: Found, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims whose members the two places lie in."""
    return tuple(claim.id for claim in claims if any(_overlap(member.span, span) for member in claim.members for span in (one.a, one.b)))


def _record(one: Found, claims: Sequence[Claim] = ()) -> Discrepancy:
    places = [f"{span.doc}:{span.start}-{span.end}" for span in (one.a, one.b)]
    return Discrepancy(
        id="x" + digest("discrepancy", one.kind, one.class_, *places),
        kind=one.kind,
        class_=one.class_,
        claims=_claims(one, claims),
        spans=(one.a, one.b),
        explanation=render(one.because.code, one.because.values),
    )
