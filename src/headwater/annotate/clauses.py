"""Which clauses beside a verb of saying are said: not those on who speaks or on when; also halves that the parse sets elsewhere."""

from headwater.annotate.grammar import Grammar
from headwater.annotate.reporting import Report, verb

RELATIVES = frozenset("who which that whose".split())
WHEN = frozenset("before after while when until since because as".split())
HAD = frozenset(("had",))
CLOSING = frozenset(('"', "”", "»", "’", "''"))
FINITE = frozenset("would will could can may might must shall should had has have was were is are did".split())


def is_of_the_speaker(grammar: Grammar, report: Report, clause: int) -> bool:
    """`said Mara Lund, whose boat sank`, `said a driver who crossed it before it fell`: a clause on who speaks, or on when, not what is said."""
    first = next((w for w in grammar.all_below(clause) if grammar.parse.upos[w] != "PUNCT"), clause)
    if grammar.low[first] in RELATIVES and grammar.relation(first) != "mark" and grammar.low[first - 1] == "," and first > report.last + 2:
        return True
    subject = grammar.child(report.word, "nsubj")
    return grammar.has_child(clause, "mark", WHEN) and subject is not None and report.word < subject < clause


def goes_on_beside(grammar: Grammar, report: Report, clause: int) -> list[int]:
    """`said she had asked and had had no answer`, `told me the alarm rang and a clerk switched it off`: the second half, which the
    parse sets beside the saying; without a comma before it, moved back as the first, or with a subject of its own behind `told me`."""
    out = []
    for word in grammar.below[report.word]:
        if grammar.relation(word) != "conj" or word < clause or verb(grammar, word) is not None or not grammar.is_verb(word):
            continue
        first = grammar.all_below(word)[0]
        if grammar.low[first] != "and" or grammar.low[first - 1] in (",", *CLOSING):
            continue
        moved = grammar.has_child(word, "aux", HAD) and grammar.has_child(clause, "aux", HAD) and grammar.child(word, "nsubj") is None
        told = grammar.child(report.word, "iobj") is not None and grammar.child(word, "nsubj") is not None
        out += [word] if moved or told else []
    return out


def told_as_subject(grammar: Grammar, clause: int) -> list[int]:
    """`told me any [visiting] sailor who left would be jailed`: the subject, where the parse takes it for one more who is told."""
    if grammar.child(clause, "nsubj", "csubj", "expl", "mark") is not None or not grammar.has_child(clause, "aux", FINITE):
        return []
    told = [c for c in grammar.below[grammar.heads[clause]] if grammar.relation(c) in ("obj", "iobj") and c < clause]
    return grammar.all_below(told[-1]) if len(told) > 1 else []


def is_clause(grammar: Grammar, word: int) -> bool:
    """Whether words behind a verb of saying are a clause, not what the speaker does meanwhile (`said the cook, wiping her hands`)."""
    if grammar.child(word, "nsubj", "csubj", "expl", "aux", "cop", "mark") is not None:
        return True
    return grammar.parse.xpos[word] not in ("VBG", "VBN") and (grammar.is_verb(word) or grammar.child(word, "case") is None)
