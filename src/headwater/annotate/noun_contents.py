"""What nouns of saying tell: `the claim that she was pushed`, `a promise to pay`."""

from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.reporting import Report, verb

TO_DO = frozenset(
    "intention intentions promise promises pledge pledges vow vows threat threats demand demands offer offers order orders request requests appeal appeals call calls plea pleas".split()
)
RELATIVES = frozenset("who which that whose".split())
DENYING = frozenset(("deny", "denies", "denied", "denying"))  # `denied claims that` tells of one statement


def of_noun(grammar: Grammar, report: Report) -> list[Place]:
    """`the claim that she was pushed`, `a promise to pay`."""
    for c in grammar.below[report.word]:
        if grammar.relation(c) not in ("acl", "ccomp") or grammar.all_below(c)[0] < report.word:
            continue
        that = grammar.all_below(c)[0] if grammar.low[grammar.all_below(c)[0]] == "that" else None
        relative = grammar.parse.deprel[c] == "acl:relcl" or (that is not None and grammar.relation(that) != "mark")
        if relative and (that is None or not opens_whole(grammar, that)):
            continue
        if that is not None or (
            grammar.has_child(c, "mark", frozenset({"to"})) and grammar.low[report.word] in TO_DO
        ):
            return grammar.stretches(w for w in grammar.all_below(c) if w != that)
    return []


def opens_whole(grammar: Grammar, that: int) -> bool:
    """Whether nothing is left for a `that` to stand for, so that it opens what is said (`a report that a jet had bombed it`)."""
    clause = grammar.heads[that]
    if grammar.all_below(clause)[0] != that:
        return False
    filled = {grammar.parse.deprel[c] for c in grammar.below[clause] if c != that}
    passive = "nsubj:pass" in filled
    return passive or ("nsubj" in filled and bool(filled & {"obj", "cop", "obl", "xcomp", "ccomp"}) and (grammar.relation(that) != "obj" or "obj" in filled))


def swallowed(grammar: Grammar, report: Report) -> bool:
    """Whether a noun's clause is told by the verb that the noun hangs on ("rejected claims that ...")."""
    head = grammar.heads[report.word]
    return head >= 0 and grammar.relation(report.word) == "obj" and (above := verb(grammar, head)) is not None and "n" in above.frames


def is_denied(grammar: Grammar, report: Report) -> bool:
    """Whether somebody denies what the noun says: then it is somebody's claim (`rejected suggestions that ...`)."""
    above = verb(grammar, grammar.heads[report.word])
    return above is not None and above.attitude == "denies" and grammar.low[grammar.heads[report.word]] not in DENYING


def read_as_noun(grammar: Grammar, report: Report) -> list[Place]:
    """`claimed the windows leaked`, `said prints found near the mill "could be a dog's"`: all behind the verb, where the parse takes the
    subject of what is said for an object or a second subject of the verb."""
    if "c" not in report.frames or report.last != report.word:
        return []
    noun = next((c for c in grammar.below[report.word] if c > report.word and grammar.relation(c) in ("obj", "nsubj")), None)
    if noun is None or grammar.all_below(noun)[0] != report.word + 1 or (own := grammar.child(report.word, "nsubj")) is None or own > report.word:
        return []
    finite = [w for w in grammar.all_below(noun) if w > noun and grammar.parse.xpos[w] in ("VBD", "MD") and not _has_relative(grammar, w, noun)]
    return grammar.stretches(w for w in grammar.all_below(report.word) if w > report.word) if finite else []


def _has_relative(grammar: Grammar, word: int, noun: int) -> bool:
    """Whether a finite verb stands in a relative clause with a pronoun or a subject of its own."""
    while grammar.relation(word) == "aux":
        word = grammar.heads[word]
    below = [w for w in grammar.all_below(word) if noun < w < word]
    return any(grammar.low[w] in RELATIVES or grammar.relation(w) == "nsubj" for w in below)
