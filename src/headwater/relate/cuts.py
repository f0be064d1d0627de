"""Which of two reports that share a text is the plainer one: a hand that takes over simplifies.

Seven signs, none of who wrote: quotation marks that became plain speech, names, shortened words that were written out, marks on
letters that were left out (naïve, ё), words left out between words that both have, commas (phrases left out) and figures there. Words at the end
say nothing: a first flash is carried on below, and a long report is cut from below; so where the fuller report also goes
on for longer, nothing is said.
"""

import difflib
import functools
import re
import unicodedata
from collections.abc import Sequence

import msgspec

from headwater import lexicon
from headwater.relate.profiles import Profile, in_order

BLOCK, PAIR = 3, 2  # words in a row that both have from which they belong to the shared text; between which words are left out
LONGEST = 1500  # words of a report that are compared
AGREE = 2  # signs that must agree beyond those that speak against
TAIL = 6  # words by which the fuller report may go on for longer
# of posts of news channels without moments (336 pairs, the signs chosen on one half): right in .77 of .26 of it and .86 of .30 of the other half (whose figures were seen while the limits were set)
OPENING = re.compile("[«\"“„]")
NAME = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ] |,\s)[^\W\d_a-zа-яё]['’]?[^\W\d_A-ZА-ЯЁ]+")
PLAIN = frozenset("йЙїЇ")  # letters whose mark nobody leaves out


class Shared(msgspec.Struct, frozen=True):
    """The text that two reports share, as word numbers in both, half-open; `more` is by how many words the first one has more inside it."""

    a: tuple[int, int]
    b: tuple[int, int]
    more: int


def cut_from(a: Profile, b: Profile) -> int:
    """How many more signs speak for `b` being the plainer (above 0) or `a` (below 0); 0 where too few or nothing can be said."""
    if not in_order(a, b):
        return -cut_from(b, a)
    shared = _shared(_forms(a), _forms(b))
    if shared is None:
        return 0
    total = sum((*_signs(a, b), _sign(shared.more), *(_sign(count(a, shared.a) - count(b, shared.b)) for count in (_commas, _figures))))
    tail = (len(a.words) - shared.a[1]) - (len(b.words) - shared.b[1])
    return total if abs(total) >= AGREE and tail * _sign(total) <= TAIL else 0


def _forms(one: Profile) -> list[str]:
    return [word.form.replace("ё", "е") for word in one.words[:LONGEST]]


def _shared(a: Sequence[str], b: Sequence[str]) -> Shared | None:
    match = difflib.SequenceMatcher(None, a, b, autojunk=False)
    blocks = [block for block in match.get_matching_blocks() if block.size >= PAIR]
    long = [block for block in blocks if block.size >= BLOCK]
    if not long:
        return None
    inside = [(kind, end - start, other_end - other_start) for kind, start, end, other_start, other_end in match.get_opcodes()
              if _between(blocks[0].a, start, end, blocks[-1].a + blocks[-1].size) and _between(blocks[0].b, other_start, other_end, blocks[-1].b + blocks[-1].size)]  # fmt: skip
    more = sum(size - other for kind, size, other in inside if kind in ("delete", "insert"))
    first, last = long[0], long[-1]
    return Shared((first.a, last.a + last.size), (first.b, last.b + last.size), more)


def _between(first: int, start: int, end: int, last: int) -> bool:
    return first <= start and end <= last


def _signs(a: Profile, b: Profile) -> list[int]:
    """Quotation marks, names, shortened words, marks on letters: which report has more."""
    first, second = _said(a), _said(b)
    shortened = [sum(word.form in _short_forms() for word in one.words) for one in (a, b)]
    return [
        _sign(len(OPENING.findall(first)) - len(OPENING.findall(second))),
        _sign(len(NAME.findall(first)) - len(NAME.findall(second))),
        _sign(shortened[0] - shortened[1]),
        _sign(_marked(first) - _marked(second)),
    ]


def _said(one: Profile) -> str:
    """The report's sentences without marks of layout."""
    return " ".join(re.sub(r"[*_ ]+", " ", one.content[sentence.start : sentence.end]) for sentence in one.sentences)


@functools.cache
def _short_forms() -> frozenset[str]:
    return lexicon.entries("short_forms")


def _marked(text: str) -> int:
    """Letters with a mark above or below that one can leave out."""
    return sum(not char.isascii() and char not in PLAIN and len(unicodedata.normalize("NFD", char)) > 1 for char in text)


def _commas(one: Profile, place: tuple[int, int]) -> int:
    return one.content.count(",", one.words[place[0]].start, one.words[place[1] - 1].end)


def _figures(one: Profile, place: tuple[int, int]) -> int:
    return len({word.form for word in one.words[place[0] : place[1]] if word.form[0].isdigit()})


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
