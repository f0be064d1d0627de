"""What joins two reports: copy, rewrite, credit, the same event, nothing.

By the words of the two reports alone: runs of words that both have outside quotation marks, content stems in the same order,
names of media that are credited, and how far both tell the same. `eval/derivation/README.md` says what the labels mean; the limits
were set on its development half.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from headwater.language import Encoder
from headwater.lexicon import outlets
from headwater.relate.derivation import is_outlet, same_outlet
from headwater.relate.derivation_link import Side
from headwater.relate.derivation_media import media_named, names_medium
from headwater.relate.derivation_words import own_words
from headwater.relate.profiles import WORD, stem
from headwater.relate.similarity import similarity

Relation = Literal["copy", "rewrite", "credit", "same_event", "unrelated"]
RUN = 4  # words in a row
LONG_RUN = 12  # words in a row that no two writers find alone
WHOLE, COPIED = 0.9, 0.43  # share of the shorter report in runs, or in long ones, from which it is a copy (copies .45 and more, reports with taken passages up to .40)
TAKEN = 0.12  # share in long runs from which a longer report is a rewrite
MESSAGE = 100  # content words up to which a report is a message: its whole course can be compared
TINY = 11  # content words below which a message is a bare fact
RETOLD = 1.05  # course (share of the shorter message's content words that the other has in the same order) and similarity together (rewrites 1.06 and more, own messages up to 1.0)
FEW_FIGURES, OTHER_FIGURES = 3, 0.5  # a form filled in anew: figures, and the share of them that both have at most
SAME, SAME_MESSAGE, SAME_CREDITED = 0.42, 0.335, 0.35  # similarity from which two reports are on one happening; where one names the other


class Measure(msgspec.Struct, frozen=True):
    """How two reports compare: shares of the shorter one (0 to 1), its content words, whether a form was filled in anew, similarity."""

    runs: float
    long_runs: float
    course: float
    size: int
    form: bool
    alike: float


def relation(a: Side, b: Side, *, encoder: Encoder | None = None) -> Relation:
    """What joins two reports by their words; symmetric."""
    found = measured(a, b, encoder=encoder)
    if found.form:
        return "unrelated"
    if found.long_runs >= COPIED or found.runs >= WHOLE:
        return "copy"
    if _is_rewrite(found):
        return "rewrite"
    least = SAME_MESSAGE if found.size < MESSAGE else SAME
    if found.alike >= min(least, SAME_CREDITED) and names_other(a, b):
        return "credit"
    if found.alike < least:
        return "unrelated"
    return "credit" if common_media(a, b) else "same_event"


def _is_rewrite(found: Measure) -> bool:
    if found.size >= MESSAGE:
        return found.long_runs >= TAKEN
    return found.size >= TINY and found.course + found.alike >= RETOLD


def measured(a: Side, b: Side, *, encoder: Encoder | None = None) -> Measure:
    """Two reports compared by their own words."""
    whole, plain = [_own(side) for side in (a, b)], [_own(side, quoted=False) for side in (a, b)]
    language = a.document.language or "en"
    stems = [[found for word in _words(text) if (found := stem(word, language))] for text in whole]
    size = min(map(len, stems))
    runs, long_runs = _shared(*sorted(map(_words, plain), key=len))
    return Measure(
        runs=runs, long_runs=long_runs, course=_common_course(*stems) / max(1, size) if size < MESSAGE else 0.0, size=size,
        form=_is_form(*map(_words, whole)), alike=similarity(*(_headed(side, text) for side, text in zip((a, b), whole, strict=True)), encoder=encoder),
    )  # fmt: skip


def _own(side: Side, *, quoted: bool = True) -> str:
    marks = [mark.span for mark in side.document.furniture]
    return own_words(side.document.text, marks, () if quoted else side.annotations.quotations).strip()


def _headed(side: Side, text: str) -> str:
    return f"{side.document.title}\n\n{text}" if side.document.title else text


def _words(text: str) -> list[str]:
    return [m.group().lower().replace("’", "'") for m in WORD.finditer(text)]


def _shared(a: Sequence[str], b: Sequence[str]) -> tuple[float, float]:
    """The share of the first list's words that stand in runs of the second, and in long runs."""
    held = {tuple(b[at : at + RUN]) for at in range(len(b) - RUN + 1)}
    marked = [False] * len(a)
    for at in range(len(a) - RUN + 1):
        if tuple(a[at : at + RUN]) in held:
            marked[at : at + RUN] = [True] * RUN
    stretches = _stretches(marked)
    return sum(stretches) / max(1, len(a)), sum(size for size in stretches if size >= LONG_RUN) / max(1, len(a))


def _stretches(marked: Iterable[bool]) -> list[int]:
    out, size = [], 0
    for mark in (*marked, False):
        if mark:
            size += 1
        elif size:
            out.append(size)
            size = 0
    return out


def _common_course(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for one in a:
        before = 0
        for at, other in enumerate(b, start=1):
            above = row[at]
            row[at] = before + 1 if one == other else max(row[at], row[at - 1])
            before = above
    return row[-1]


def _is_form(a: Sequence[str], b: Sequence[str]) -> bool:
    """Two messages with figures of their own in the same places."""
    first, second = ({word for word in words if word[0].isdigit()} for words in (a, b))
    least = min(len(first), len(second))
    return max(len(a), len(b)) < 2 * MESSAGE and least >= FEW_FIGURES and len(first & second) <= OTHER_FIGURES * least


def names_other(a: Side, b: Side) -> bool:
    """Whether one of two reports of different outlets names the other's outlet as its source."""
    return not same_outlet(a, b) and (_names(a, b) or _names(b, a))


def common_media(a: Side, b: Side) -> frozenset[str]:
    """The media, neither of them one of the two outlets, that both reports name as their source."""
    first, second = (_sources(side) - {_main(a), _main(b)} for side in (a, b))
    return frozenset(first & second)


def _names(one: Side, other: Side) -> bool:
    named = any(is_outlet(credit, other.document) for credit in one.annotations.credits)
    return named or names_medium(_own(one), other.document.outlet)


def _main(side: Side) -> str:
    return outlets.known(side.document.outlet or "") or outlets.bare(side.document.outlet or "")


def _sources(side: Side) -> set[str]:
    credited = {outlets.known(credit.credited) or "" for credit in side.annotations.credits}
    return (credited | media_named(side.document.text)) - {""}
