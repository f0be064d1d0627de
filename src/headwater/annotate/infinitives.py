"""What is promised, urged or denied in an infinitive or a gerund (`promised to pay`, `urged residents to leave`, `denied planning it`)."""

from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.reporting import Report

FOR_ALL_AFTER = frozenset(("after",))


def infinitive(grammar: Grammar, report: Report) -> list[Place]:
    """`promised to pay`, `denied planning it`, `urged residents to leave`, `called the plan reckless`."""
    clause = grammar.child(report.word, "xcomp")
    told = grammar.child(report.word, "obj", "iobj")
    if report.last != report.word:  # `called on the owners to pay`
        told = next((c for c in grammar.below[report.word] if grammar.relation(c) == "obl" and c > report.last), None)
        clause = clause or grammar.child(report.word, "advcl") or (grammar.child(told, "acl") if told is not None else None)
    if clause is None and told is not None and report.attitude in ("urges", "asks"):
        clause = _done_behind(grammar, report, told)
    if clause is None or clause < report.word or grammar.relation(clause) == "nsubj":
        return []
    to_do = grammar.has_child(clause, "mark", frozenset({"to"}))
    if told is not None and told < clause and ((to_do and set("oO") & set(report.frames)) or "x" in report.frames):
        first = [w for w in grammar.all_below(told) if w > report.last]
        behind = [w for w in _without_sources(grammar, _without_occasion(grammar, report, clause)) if w > report.last]
        return grammar.stretches({*first, *behind})
    if not to_do and (grammar.child(clause, "nsubj") is not None or (told is not None and told < clause)):  # `remembered two clerks saying that`
        return []
    if "i" in report.frames or ("o" in report.frames and grammar.is_passive(report.word)):
        return grammar.stretches(_without_sources(grammar, _without_occasion(grammar, report, clause)))
    return []


def _done_behind(grammar: Grammar, report: Report, told: int) -> int | None:
    """`asking anyone who was there at five to come forward`: what they are to do, where the parse hangs it on their doings."""
    below = [w for w in (*grammar.below[report.word], *grammar.all_below(told)) if w > told and grammar.relation(w) in ("advcl", "acl")]
    return next((w for w in below if grammar.has_child(w, "mark", frozenset({"to"})) and "o" in report.frames.casefold()), None)


def _without_occasion(grammar: Grammar, report: Report, clause: int) -> list[int]:
    """What is asked for without why now (`urged owners to keep dogs in after three fell ill`): that is the report's own."""
    words = grammar.all_below(clause)
    if report.attitude not in ("urges", "warns", "asks"):
        return words
    dropped: set[int] = set()
    for word in words:
        past = grammar.parse.xpos[word] in ("VBD", "VBN") and grammar.child(word, "nsubj") is not None
        if past and grammar.relation(word) == "advcl" and grammar.has_child(word, "mark", FOR_ALL_AFTER):
            dropped.update(grammar.all_below(word))
    return [word for word in words if word not in dropped]


def _without_sources(grammar: Grammar, words: list[int]) -> list[int]:
    """`denied holding him, according to a lawyer`: without who tells of the denial."""
    first = next((w for w in words if grammar.low[w] == "according" and w > words[0] and grammar.low[w - 1] == ","), None)
    dropped = set(grammar.all_below(grammar.heads[first])) if first is not None and grammar.heads[first] > first else set()
    return [w for w in words if w not in dropped]
