"""Whose rule it is: the state by its name, its people, its capital."""

import functools
import re

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.lexicon import countries


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """All words for states (case counts) with their codes."""
    codes: dict[str, str] = {word: code for word, code, *_ in lexicon.rows("jurisdiction_parts")}  # Brussels legislates for the Union
    codes = {**countries.written(), **codes}
    longest = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"), codes


def states(text: str) -> list[tuple[int, int, str]]:
    """The words for states in a text, with the ISO 3166-1 alpha-2 code of each."""
    pattern, codes = _names()
    return [(found.start(), found.end(), codes[found.group()]) for found in pattern.finditer(text)]


def state_at(tree: Tree, word: int | None) -> str | None:
    """The one state that the words of a noun phrase name, or None."""
    if word is None:
        return None
    within = [w for w in tree.under(word) if w <= word + 5 and not any(tree.base[c] == "acl" for c in (w, *_between(tree, w, word)))]
    start, end = tree.extent(within or [word])
    return next(iter(named_states(tree, start, end)), None)


def _between(tree: Tree, word: int, top: int) -> list[int]:
    out = []
    while word != top and word >= 0:
        word = tree.heads[word]
        out.append(word)
    return out


def named_states(tree: Tree, start: int, end: int) -> list[str]:
    """The states named in a stretch of the text, in order, each once; names of persons (`Orla Dane`) name none."""
    found = [(start + a, start + z, code) for a, z, code in states(tree.parse.text[start:end])]
    return list(dict.fromkeys(code for a, z, code in found if not any(tree.named.get(word) == "person" for word in tree.words(a, z))))
