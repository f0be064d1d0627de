"""Conditions and reasons that belong to what is said, though the parse hangs them on the saying."""

from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.reporting import Report

CONDITIONS = frozenset("if unless until when because after before once although though so".split())
WOULD = frozenset(("would",))
ASKED = frozenset("asked reached contacted speaking pressed questioned".split())


def condition_before(grammar: Grammar, report: Report) -> list[Place]:
    """`If the men were freed, Vale said, it was her doing`: the condition that opens what is said around the saying."""
    sentence, word = grammar.sentence_of(report.word), report.last
    clause = next((c for c in grammar.below[report.word] if grammar.relation(c) == "advcl" and c < report.word), None)
    told = grammar.child(report.word, "ccomp")
    if clause is None or told is None or told < word or word + 1 >= sentence.stop or grammar.low[word + 1] != ",":
        return []
    words = grammar.all_below(clause)
    opens = words[0] == sentence.start and grammar.low[words[0]] in CONDITIONS and grammar.child(clause, "nsubj") is not None
    return grammar.stretches(words) if opens and not {grammar.low[w] for w in words} & ASKED else []


def with_conditions(grammar: Grammar, report: Report, found: list[Place]) -> list[Place]:
    """What is said with the condition or reason behind it that the parse hangs on the saying (`warned of strikes if it closes`)."""
    start, end = found[-1]
    for clause in grammar.below[report.word]:
        words = grammar.all_below(clause)
        first = grammar.starts[words[0]]
        if (
            grammar.relation(clause) != "advcl"
            or first < end
            or len(grammar.words_in(end, first)) > 0
            or {grammar.low[w] for w in words} & ASKED
        ):
            continue
        if grammar.low[words[0]] in CONDITIONS or grammar.low[words[0]] == "should":
            end = grammar.stretches(words)[-1][1]
    return [*found[:-1], (start, end)]


def with_what_would_be(grammar: Grammar, report: Report, found: list[Place]) -> list[Place]:
    """`told me any sailor who left and those who stay would be fined`: what would be, where the parse hangs it on the telling."""
    start, end = found[-1]
    for verb in grammar.below[report.word]:
        words = grammar.all_below(verb)
        if grammar.relation(verb) != "conj" or not grammar.has_child(verb, "aux", WOULD) or grammar.child(verb, "nsubj") is None:
            continue
        between = [w for w in grammar.words_in(end, grammar.starts[words[0]]) if grammar.parse.upos[w] != "PUNCT"]
        if grammar.starts[words[0]] >= end and not between and grammar.low[words[0]] == "and":
            end = grammar.stretches(words)[-1][1]
    return [*found[:-1], (start, end)]
