"""What a speaker does with words, by meaning: the verb's attitude, mended by what is said.

An order is an order though the verb is "said" (`"Go home," he said`), a question a question; who says what they
themselves will do announces it.
"""

import re
from collections.abc import Sequence

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.noun_contents import swallowed
from headwater.annotate.reporting import MODALS, Report
from headwater.records import Attitude

SELF_WILL = re.compile(
    r"(?P<who>he|she|it|they|we|i)(?:['’]ll| would| will|['’]d(?= \w+\b(?<!ed)(?<!en)))(?: not| never| no longer)? (?!have\b|rather\b|sooner\b|like\b|be able|see\b|know\b|need\b)\w+",
    re.IGNORECASE,
)
IT_WOULD_BE = re.compile(r"it(?:['’]ll| would| will|['’]d)(?: not)? be (?:because|an?|the|too|very|hard|difficult|possible|impossible|wrong|better|easier|worse)\b", re.IGNORECASE)
OURSELVES = frozenset(("i", "we"))
UNLESS = re.compile(r"\b(?:unless|if)\b", re.IGNORECASE)
IF_YOU = re.compile(r"(?:if|unless) [^.!?]{3,80}?, (?:we|i)\b", re.IGNORECASE)  # `If they close one shaft, we close the road`
NO_SUCH = re.compile(r"\b(?:no such|nothing of the (?:kind|sort)|never set (?:eyes|foot))\b", re.IGNORECASE)
QUESTION = re.compile(r"[^.!?]*\?")  # the first sentence is a question
PERFECT = frozenset("had has have will would".split())
MUST = frozenset(("must", "should", "ought"))
RULINGS = frozenset("rule rules ruled ruling decide decides decided found hold holds held".split())  # what a court or a league decides, it asks of nobody
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
    own = will is not None and not IT_WOULD_BE.match(words) and (draft.kind == "direct") == (will.group("who").casefold() in OURSELVES)
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
    if root is None or not grammar.has_child(root, "aux", MUST):
        return False
    cue = grammar.word_at(draft.cue[0]) if draft.cue is not None else None
    return cue is None or grammar.low[cue] not in RULINGS


def of_report(grammar: Grammar, report: Report, places: Sequence[Place]) -> Attitude:
    """The attitude of a word that reports with its content: to tell somebody to do is to urge, to suggest doing is to propose."""
    words = grammar.words_in(*places[0])
    to_do = any(
        grammar.low[w] == "to"
        and grammar.relation(w) == "mark"
        and grammar.relation(grammar.heads[w]) == "xcomp"
        and grammar.heads[grammar.heads[w]] == report.word
        for w in words
    )
    asked_for = "for" in report.prepositions and any(
        grammar.low[w] == "for" and w in grammar.sentence_of(report.word) and report.word < w <= report.word + 4
        for w in range(report.word + 1, max(words.start, min(words.stop, report.word + 5)))
    )
    if report.attitude in ("asserts", "asks") and (asked_for or (to_do and "o" in report.frames)):
        return "urges"
    if report.attitude == "asks" and _is_subjunctive(grammar, report.word) and grammar.child(report.word, "ccomp") is not None:
        return "urges"
    if report.is_noun and report.attitude == "proposes" and swallowed(grammar, report):  # `rejected suggestions that`
        return "asserts"
    proposes = grammar.low[report.word].startswith("suggest") and (to_do or _is_subjunctive(grammar, report.word))
    return "proposes" if proposes else report.attitude


def _is_subjunctive(grammar: Grammar, word: int) -> bool:
    """`suggested that they try it`: the clause's verb stands in its base form, or is itself a gerund."""
    clause = grammar.child(word, "ccomp", "xcomp")
    if clause is None or any(grammar.low[w] in ("whether", "if", "what", "why", "how", "who", "when", "where") for w in grammar.all_below(clause)[:1]):
        return False
    if grammar.has_child(clause, "aux", MODALS - {"should"}) or grammar.has_child(clause, "aux", PERFECT):
        return False
    bare = grammar.parse.xpos[clause] in ("VB", "VBP", "VBG") and grammar.child(clause, "aux", "cop") is None
    return bare or grammar.has_child(clause, "aux", frozenset(("be",))) or grammar.has_child(clause, "cop", frozenset(("be",)))
