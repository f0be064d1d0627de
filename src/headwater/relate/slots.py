"""Stock forms by their slots: the same frame in both reports, other names and figures in the same places of it."""

import difflib
from collections.abc import Sequence

from headwater.relate.profiles import WORD, Profile, in_order

LONGEST = 600  # words of a text that may be a form
FILLER = 6  # words of a slot on either side at most
FEWEST, FEWEST_INSIDE = 3, 2  # slots filled in anew, and of them so many inside the report, not in its head
OTHERWISE = 0.04  # share of the words that may differ beside the slots (forms up to .03, rewrites with changed figures .1 and more)
TIMES = 1.5  # slots filled in anew for each name or figure that both have inside the report (forms 2 and more, copies with errors up to 1.3)


def is_form(a: Profile, b: Profile) -> bool:
    """Whether two reports are one form filled in twice."""
    if not a.words or not b.words:
        return False
    if not in_order(a, b):
        a, b = b, a
    first, second = _words(a.content), _words(b.content)
    if max(len(first), len(second)) > LONGEST:
        return False
    match = difflib.SequenceMatcher(None, [w.casefold() for w in first], [w.casefold() for w in second], autojunk=False)
    head = len(_words(a.content[: a.words[0].start]))
    slots, inside, same, otherwise = 0, 0, 0, 0
    for kind, start, end, other, other_end in match.get_opcodes():
        left, right = first[start:end], second[other:other_end]
        if kind == "equal":
            same += _runs(left[max(0, head - start) :])
        elif max(len(left), len(right)) <= FILLER and _is_sharp(left) and _is_sharp(right):
            slots += 1
            inside += start >= head
        else:
            otherwise += max(len(left), len(right))
    edited = OTHERWISE * max(len(first), len(second))
    return slots >= FEWEST and inside >= FEWEST_INSIDE and slots >= TIMES * same and otherwise <= edited


def _words(text: str) -> list[str]:
    return [m.group() for m in WORD.finditer(text)]


def _is_sharp(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() or word[0].isupper() for word in words)


def _runs(words: Sequence[str]) -> int:
    """Names and figures, those side by side as one; a lone capital may begin a sentence and counts only beside another or a figure."""
    found, size, digit = 0, 0, False
    for word in (*words, "x"):
        if word[0].isdigit() or word[0].isupper():
            size, digit = size + 1, digit or word[0].isdigit()
            continue
        found += size > 1 or digit
        size, digit = 0, False
    return found
