"""Quotation marks paired into quotations: straight, curly, guillemets, low marks; nested, unbalanced,
running over paragraphs.

A mark that is never closed runs to the close of the quotation inside it where the two share it, else to
the end of its paragraph, and it goes on in the next paragraph where that opens with a mark again
(the usual way of print, Chicago Manual of Style 13.32).
"""

import re
from collections import Counter

import msgspec

CLOSER_OF = {"“": "”“", "„": '“”"', "«": "»", "‹": "›", "‘": "’'", '"': '"”', "'": "'’", "”": "”", "»": "«"}
OPENERS_OF = {mark: [opener for opener, closers in CLOSER_OF.items() if mark in closers] for mark in "\"'“”„«»‹›‘’"}
BLANKS = " \u00a0\u202f\u2009"
MARK = re.compile("[\"'“”„«»‹›‘’]")
DEEPEST = 8  # quotations in quotations; nobody writes more than four, and marks over and over nest without end
DOUBLE = '"“”„«»'


class Quotation(msgspec.Struct, frozen=True):
    """One pair of marks: `start` to `end` with them, `inner_start` to `inner_end` without; `depth` 0 is outermost.

    `closed` is False where the closing mark is missing; `goes_on` where the next paragraph carries on;
    `continues` where this paragraph carries on an earlier one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    goes_on: bool = False
    continues: bool = False


def quotations(content: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """All quotations of a text in order of their start, outer before inner."""
    found: list[Quotation] = []
    open_before = False
    for at, (start, end) in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        opens_next = following is not None and content[following[0]] in DOUBLE
        here = _in_paragraph(content, start, end, opens_next)
        if here and open_before and here[0].start == start:
            here[0] = msgspec.structs.replace(here[0], continues=True)
        open_before = (bool(here) and here[-1].goes_on) or any(quote.goes_on for quote in here)
        found.extend(here)
    trimmed = (_without_blanks(content, quote) for quote in found if quote.depth < DEEPEST)
    kept = (quote for quote in trimmed if quote.inner_start < quote.inner_end)
    return sorted(kept, key=lambda quote: (quote.start, -quote.end))


class _Open(msgspec.Struct):
    at: int
    mark: str


class _Stack:
    """The marks that are open, in order, with how often each kind is."""

    def __init__(self) -> None:
        self.held: list[_Open] = []
        self._counts: Counter[str] = Counter()

    def push(self, at: int, mark: str) -> None:
        self.held.append(_Open(at, mark))
        self._counts[mark] += 1

    def pop(self) -> _Open:
        top = self.held.pop()
        self._counts[top.mark] -= 1
        return top

    def has_partner(self, closer: str) -> bool:
        """Whether a mark is open that this one closes."""
        return any(self._counts[opener] for opener in OPENERS_OF[closer])


def _in_paragraph(content: str, start: int, end: int, opens_next: bool) -> list[Quotation]:
    found: list[Quotation] = []
    stack = _Stack()
    last_single = _last_single(content, start, end)
    for one in MARK.finditer(content, start, end):
        at, mark = one.start(), one.group()
        if stack.held and _closes(content, at, end, stack):
            while not _is_partner(stack.held[-1].mark, mark):
                stack.pop()
            top = stack.pop()
            found.append(_quotation(top.at, at + 1, at, len(stack.held), closed=True))
        elif _opens(content, at, start, end, last_single):
            stack.push(at, mark)
    return found + _left_open(content, stack.held, found, end, opens_next)


def _last_single(content: str, start: int, end: int) -> int:
    """Where the last single mark stands that can close: no apostrophe, no blank before it."""
    for at in range(end - 1, start, -1):
        if content[at] in "'’" and not content[at - 1].isspace() and not (at + 1 < end and content[at + 1].isalnum()):
            return at
    return -1


def _quotation(start: int, end: int, inner_end: int, depth: int, *, closed: bool, goes_on: bool = False) -> Quotation:
    return Quotation(start, end, start + 1, inner_end, depth, closed, goes_on)


def _without_blanks(content: str, quote: Quotation) -> Quotation:
    """The quotation without the blanks that French print sets inside its marks."""
    start, end = quote.inner_start, quote.inner_end
    while start < end and content[start] in BLANKS:
        start += 1
    while end > start and content[end - 1] in BLANKS and quote.closed:
        end -= 1
    return quote if (start, end) == (quote.inner_start, quote.inner_end) else msgspec.structs.replace(quote, inner_start=start, inner_end=end)


def _is_partner(opener: str, closer: str) -> bool:
    return closer in CLOSER_OF.get(opener, "")


def _closes(content: str, at: int, end: int, stack: _Stack) -> bool:
    mark = content[at]
    if not stack.has_partner(mark):
        return False
    before = content[at - 1] if at else " "
    after = content[at + 1] if at + 1 < end else " "
    if mark in "'’":
        return _is_partner(stack.held[-1].mark, mark) and not after.isalnum() and not before.isspace() and not _is_possessive(content, at, end)
    if mark == '"':
        return not before.isspace() and (not after.isalnum() or before in ".,!?…")
    if mark == "“":
        return stack.held[-1].mark == "„"
    return True


def _is_possessive(content: str, at: int, end: int) -> bool:
    """`the migrants' rights, he said'`: an apostrophe after s with a better close still to come."""
    if content[at - 1] not in "sSzx":
        return False
    rest = content[at + 1 : min(end, at + 400)]
    return any(rest[k] in "'’" and rest[k - 1 : k] in (".", ",", "!", "?") for k in range(1, len(rest)))


def _opens(content: str, at: int, start: int, end: int, last_single: int) -> bool:
    mark = content[at]
    before = content[at - 1] if at > start else " "
    after = content[at + 1] if at + 1 < end else " "
    free = before.isspace() or before in "([{—–-:/\"“„«‘'…"
    if after.isspace() and mark not in "«":
        return False
    if mark in "„«‹":
        return True
    if mark == "“":
        return True
    if mark in "‘'":
        return free and after.isalnum() and at + 2 <= last_single and not _is_elision(content, at)
    if mark in '"”»':
        return free and before not in "0123456789"
    return False


ELISIONS = ("'em", "'tis", "'twas", "'n'", "'cause", "'til", "'bout", "'round")


def _is_elision(content: str, at: int) -> bool:
    words = content[at : at + 6].replace("‘", "'").lower()
    return words.startswith(ELISIONS) or (words[1:3].isdigit() and words[3:4] in "s ")


def _left_open(content: str, stack: list[_Open], found: list[Quotation], end: int, opens_next: bool) -> list[Quotation]:
    left: list[Quotation] = []
    last = {content[quote.end - 1]: quote for quote in found}  # by closing mark; what closed before an open mark began is no partner
    for depth, held in enumerate(stack):
        if held.mark in "'‘":
            continue
        closed = [last[mark] for mark in CLOSER_OF[held.mark] if mark in last and last[mark].start > held.at]
        inside = max(closed, key=lambda quote: quote.end, default=None)
        if opens_next and depth == 0 and inside is None:
            left.append(Quotation(held.at, end, held.at + 1, end, depth, False, goes_on=True))
        elif inside is not None:
            left.append(Quotation(held.at, inside.end, held.at + 1, inside.inner_end, depth, False))
        else:
            left.append(Quotation(held.at, end, held.at + 1, end, depth, False, goes_on=opens_next and depth == 0))
    return left
