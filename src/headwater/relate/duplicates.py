"""Near-duplicate texts in a stream or an archive: one fold, so that both give the same answer.

Sampled word runs lead to candidates, each verified on all runs of both texts. A run that leads to many texts is hot: it is
capped, and counted. Hot runs that stand in texts with different rest are stock (a form, a court notice, page furniture), and
what two texts share of stock does not make them copies.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from headwater.relate.signatures import THIN, Signature, coverage, sign

LEAST = 0.45  # share of the shorter text's words in shared runs: half the text, less a run at each end of what was kept
TELLING = 0.1  # share of the smaller sample that must be shared before the texts themselves are compared
HOLDERS = 24  # texts a run leads to; of a hot run the first ones
FAMILIES = 3  # different texts (not copies of one another) in which a run may stand before it is stock
FORM = 8  # texts that share a run from which it may be a form: from then on a copy must be the whole of the shorter text
SAME = 0.9  # share from which a text is the whole of another: forms differ in what is filled in, cuts do not


class Duplicate(msgspec.Struct, frozen=True):
    """Two texts that are one; `score` is the share of the shorter one's words that the other has in the same runs."""

    a: str
    b: str
    score: float


class Index(msgspec.Struct):
    """What has been seen: texts with their signatures, where each sampled run leads, families of copies, what was capped."""

    ids: list[str] = msgspec.field(default_factory=list)
    signatures: list[Signature] = msgspec.field(default_factory=list)
    family: list[int] = msgspec.field(default_factory=list)  # first text of the family a text belongs to
    sizes: Counter[int] = msgspec.field(default_factory=Counter)
    leads: dict[int, int | list[int]] = msgspec.field(default_factory=dict)
    stock: set[int] = msgspec.field(default_factory=set)  # sampled runs that stand in different texts
    capped: Counter[int] = msgspec.field(default_factory=Counter)  # hot runs, with the number of texts they no longer lead to


def near_duplicates(texts: Iterable[tuple[str, str]]) -> Iterator[Duplicate]:
    """The near-duplicate pairs of `(id, text)`, each as soon as its second text comes."""
    return folded((id, sign(text)) for id, text in texts)


def folded(signed: Iterable[tuple[str, Signature]], index: Index | None = None) -> Iterator[Duplicate]:
    """The same for texts that are signed already; `index` goes on where it stands."""
    held = Index() if index is None else index
    for id, signature in signed:
        yield from add(held, id, signature)


def add(index: Index, id: str, one: Signature) -> list[Duplicate]:
    """The earlier texts that this one is a near-duplicate of, in order of arrival; the index moves on."""
    at = len(index.ids)
    found = [(other, score) for other in _candidates(index, one) if (score := _alike(index, one, other)) >= LEAST]
    index.ids.append(id)
    index.signatures.append(one)
    index.family.append(min((_root(index, other) for other, _ in found), default=at))
    for other, _ in found:
        _join(index, other, at)
    index.sizes[index.family[at]] += 1
    _lead(index, one, at)
    return [Duplicate(index.ids[other], id, round(score, 3)) for other, score in found]


def _candidates(index: Index, one: Signature) -> list[int]:
    """Earlier texts that share enough of the sample, in order of arrival."""
    shared: Counter[int] = Counter()
    for key in one.sample:
        held = index.leads.get(key)
        if isinstance(held, int):
            shared[held] += 1
        elif held is not None:
            shared.update(held)
    least = len(one.sample) * TELLING
    return sorted(at for at, count in shared.items() if count >= min(least, len(index.signatures[at].sample) * TELLING))


def _alike(index: Index, one: Signature, other: int) -> float:
    """The share of the shorter text's words that the longer one has in the same runs; 0 where they share no more than stock."""
    two = index.signatures[other]
    small, large = (one, two) if one.words <= two.words else (two, one)
    score = coverage(small, large)
    if score < LEAST or score >= SAME <= coverage(large, small):
        return score
    both = set(one.sample) & set(two.sample)
    both = {key for key in both if key < THIN} or both  # only these were sampled from every text, so only these are counted fairly
    if 2 * sum(key in index.stock for key in both) > len(both):
        return 0.0
    return score if score >= SAME or 2 * sum(_is_form(index, key) for key in both) <= len(both) else 0.0


def _is_form(index: Index, key: int) -> bool:
    """Does a run lead to so many texts that those which differ beside it share a form?"""
    held = index.leads.get(key)
    return isinstance(held, list) and len(held) >= FORM


def _lead(index: Index, one: Signature, at: int) -> None:
    for key in one.sample:
        held = index.leads.get(key)
        if held is None:
            index.leads[key] = at
            continue
        several = [held] if isinstance(held, int) else held
        if len(several) >= HOLDERS:
            index.capped[key] += 1
            continue
        several.append(at)
        index.leads[key] = several
        if len({_root(index, other) for other in several}) >= FAMILIES:
            index.stock.add(key)


def _root(index: Index, at: int) -> int:
    """The first text of a family (path halving)."""
    family = index.family
    while family[at] != at:
        family[at] = family[family[at]]
        at = family[at]
    return at


def _join(index: Index, a: int, b: int) -> None:
    first, second = sorted((_root(index, a), _root(index, b)))
    if first != second:
        index.family[second] = first
        index.sizes[first] += index.sizes.pop(second, 0)
