"""What a speaker does with words, by meaning: the verb's attitude, mended by what is said.

An order is an order though the verb is "said" (`"Go home," he said`), a question a question; who says what they
themselves will do announces it.
"""

import re

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.records import Attitude

SELF_WILL = re.compile(
    r"(?P<who>he|she|it|they|we|i)(?:['’]ll| would| will|['’]d(?= \w+\b(?<!ed)(?<!en)))(?: not| never| no longer)? (?!have\b|rather\b|sooner\b|like\b|be (?:able|because|an?|the|too|very|hard|difficult|possible|impossible|wrong|better|easier|worse)\b|see\b|know\b|need\b)\w+",
    re.IGNORECASE,
)
OURSELVES = frozenset(("i", "we"))
UNLESS = re.compile(r"\b(?:unless|if)\b", re.IGNORECASE)
IF_YOU = re.compile(r"(?:if|unless) [^.!?]{3,80}?, (?:we|i)\b", re.IGNORECASE)  # `If they close one shaft, we close the road`
NO_SUCH = re.compile(r"\b(?:no such|nothing of the (?:kind|sort)|never set (?:eyes|foot))\b", re.IGNORECASE)
QUESTION = re.compile(r"[^.!?]*\?")  # the first sentence is a question
MUST = frozenset(("must", "should", "ought"))
UNTRUE = re.compile(
    r"\b(?:(?:is|are|was|were|had been) (?:not true|untrue|false|incorrect|inaccurate|a lie|lies|fake|fabricated|baseless|nonsense|a fabrication|an invention)|no truth)\b",
    re.IGNORECASE,
)


def attitude(draft: Draft, content: str, grammar: Grammar | None) -> Attitude:
    """The attitude of a draft, from its verb and, where that only asserts, from its words."""
    if draft.attitude != "asserts":
        return draft.attitude
    words = content[draft.content[0][0] : draft.content[0][1]]
    if draft.kind == "direct" and QUESTION.match(words):
        return "asks"
    if grammar is not None and draft.kind == "direct" and _is_imperative(grammar, draft):
        return "urges"
    if (UNTRUE.search(words) or NO_SUCH.search(words)) and len(words) < 160:
        return "denies"
    will = SELF_WILL.match(words)
    own = will is not None and (draft.kind == "direct") == (will.group("who").casefold() in OURSELVES)
    if draft.kind == "direct" and IF_YOU.match(words):
        return "threatens"
    if own:
        return "threatens" if UNLESS.search(words) else "announces"
    return "urges" if grammar is not None and _must(grammar, draft) else "asserts"


def _root(grammar: Grammar, draft: Draft) -> int | None:
    """The head of the first clause of what is said."""
    words = grammar.words_in(*draft.content[0])
    return next((w for w in words if grammar.parse.upos[w] != "PUNCT" and grammar.heads[w] not in words), None)


def _is_imperative(grammar: Grammar, draft: Draft) -> bool:
    root = _root(grammar, draft)
    fragment = grammar.parse.text[draft.content[0][0]].islower()  # `contractors "put a screwdriver through it"`
    if root is None or grammar.parse.xpos[root] != "VB" or fragment:
        return False
    helped = any(grammar.relation(c) == "aux" and grammar.low[c] not in ("do", "don't") for c in grammar.below[root])
    return grammar.child(root, "nsubj") is None and not helped


def _must(grammar: Grammar, draft: Draft) -> bool:
    root = _root(grammar, draft)
    return root is not None and grammar.has_child(root, "aux", MUST)
