"""Whose rule it is: the state by its name, its people, its capital."""

import functools
import re

from headwater import lexicon
from headwater.annotate.events.trees import Tree

UPPER = frozenset("US EU UK UAE USA PRC DRC DPRK".split())
NOT_STATES = frozenset("Polish Poles Pole Dane Turk Croat Finn Swede Jordan Chad".split())


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """All words for states (case counts), their codes, and which of them are names or capitals."""
    codes: dict[str, str] = {}
    plain: set[str] = set()
    for row in lexicon.rows("jurisdictions"):
        for at, column in enumerate(row[1:]):
            for word in filter(None, column.split("|")):
                codes.setdefault(word, row[0])
                if at != 1:
                    plain.add(word)
    codes.update({word: code for word, code in lexicon.rows("jurisdiction_parts") if word not in codes})
    longest = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"), codes, frozenset(plain)


def states(text: str) -> list[tuple[int, int, str]]:
    """The words for states in a text, with the ISO 3166-1 alpha-2 code of each."""
    pattern, codes, _ = _names()
    return [(found.start(), found.end(), codes[found.group()]) for found in pattern.finditer(text)]


def state_at(tree: Tree, word: int | None) -> str | None:
    """The one state that the words of a noun phrase name, or None."""
    if word is None:
        return None
    within = [w for w in tree.under(word) if w <= word + 5 and not any(tree.base[c] == "acl" for c in (w, *_between(tree, w, word)))]
    start, end = tree.extent(within)
    found = dict.fromkeys(code for _, _, code in states(tree.parse.text[start:end]))
    return next(iter(found)) if found else None


def _between(tree: Tree, word: int, top: int) -> list[int]:
    out = []
    while word != top and word >= 0:
        word = tree.heads[word]
        out.append(word)
    return out
