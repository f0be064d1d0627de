"""Refusals to verify: `The Post could not verify her account`, `the claims could not be independently confirmed`,
`we have no means of confirming it`, `his words remain unverified`. Read off the parse.
"""

from headwater.annotate.caveat_words import tells_of_more, told_unverified
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import RELATIVE, SCORE, Grammar, Place
from headwater.annotate.speakers import Phrase

CHECKING = frozenset(
    "verify verified verifying confirm confirmed confirming corroborate corroborated corroborating authenticate authenticated authenticating "
    "substantiate substantiated check checked checking establish established".split()
)
ONLY_IF_UNABLE = frozenset("confirm confirmed check checked establish established".split())  # who "did not confirm" it may well have been able to
UNCHECKED = frozenset("unverified unconfirmed unverifiable uncorroborated unsubstantiated".split())
UNABLE, ABLE = frozenset(("unable", "impossible")), frozenset(("able", "possible"))
CAN = frozenset("can could ca".split())
NO_MEANS = frozenset("means way possibility ability position".split())
NONE = frozenset("neither no none".split())  # `Neither account could be verified`
CONFIRMATION = frozenset("confirmation verification corroboration".split())
ANYBODY = frozenset("independent other any anyone anybody outside outsiders either".split())
ABOUT = frozenset(("of", "for"))
FAILING = frozenset("fail fails failed".split())


def verification(grammar: Grammar, sentence: range) -> Draft | None:
    """The declaration in a sentence that an account could not be verified, as a draft; None where there is none."""
    for word in sentence:
        found = _at(grammar, word)
        if found is not None and tells_of_more(grammar.parse.text, *found.content[0]):
            return found
    return told_unverified(grammar, sentence)


def _at(grammar: Grammar, word: int) -> Draft | None:
    low = grammar.low[word]
    if low in CHECKING and grammar.parse.upos[word] in ("VERB", "ADJ"):
        return _cannot(grammar, word)
    if low in UNCHECKED:
        return _unchecked(grammar, word)
    if low in CONFIRMATION and any(grammar.low[c] in ("no", "without") for c in grammar.below[word]):
        return _draft(grammar, word, _of(grammar, word), None)
    return None


def _cannot(grammar: Grammar, word: int) -> Draft | None:
    inability = _inability(grammar, word)
    if inability is None:
        return None
    if grammar.is_passive(word) or (grammar.relation(word) == "conj" and grammar.is_passive(grammar.heads[word])):
        subject = grammar.child(word, "nsubj")
        if subject is None and grammar.relation(word) == "conj":
            subject = grammar.child(grammar.heads[word], "nsubj")
        return _draft(grammar, word, _antecedent(grammar, word, subject) or _stretch(grammar, subject), _checker(grammar, word))
    told = grammar.child(word, "obj", "ccomp")
    who = grammar.subject(inability) or grammar.subject(word)
    subjects = [c for c in grammar.below[word] if grammar.relation(c) == "nsubj" and c < word]
    if told is None and len(subjects) > 1:  # `the rest of his account we could not verify`
        told, who = subjects[0], grammar.phrase(subjects[-1], SCORE)
    what = _antecedent(grammar, word, told) or _stretch(grammar, told)
    impersonal = grammar.child(inability, "expl") is not None  # `it was not possible to confirm when they were taken`
    return _draft(grammar, word, what, who) if who is not None or impersonal else None


def _antecedent(grammar: Grammar, word: int, told: int | None) -> Place | None:
    """`in an account that could not be confirmed`, `a figure the agency could not confirm`: the noun that is meant."""
    clause = next((w for w in (word, grammar.heads[word]) if w >= 0 and grammar.parse.deprel[w] in ("acl:relcl", "acl")), None)
    if clause is None or (told is not None and grammar.low[told] not in RELATIVE) or grammar.parse.upos[grammar.heads[clause]] not in ("NOUN", "PROPN"):
        return None
    first = grammar.all_below(clause)[0]
    before = [w for w in grammar.all_below(grammar.heads[clause]) if w < first and grammar.relation(w) not in ("case", "punct", "mark")]
    found = grammar.stretches(before)
    return found[-1] if found else None


def _inability(grammar: Grammar, word: int) -> int | None:
    """The word by which the checking is denied: the verb itself, `unable`, `not able`, `no means`, `failed`."""
    negated = grammar.is_negated(word) or (grammar.relation(word) == "conj" and grammar.is_negated(grammar.heads[word]))
    held = [c for c in (word, grammar.heads[word]) if c >= 0]
    subject = grammar.child(word, "nsubj")
    if subject is not None and grammar.low[grammar.all_below(subject)[0]] in NONE:
        negated = True
    can = any(grammar.has_child(c, "aux", CAN) for c in held)
    if negated and (can or grammar.low[word] not in ONLY_IF_UNABLE or grammar.is_passive(word)):
        return word
    head = grammar.heads[word]
    while head >= 0 and grammar.relation(word) in ("xcomp", "acl", "advcl", "conj", "ccomp", "csubj", "nmod"):
        low = grammar.low[head]
        if low in UNABLE or low in FAILING or (low in ABLE and grammar.is_negated(head)):
            return head
        if low in NO_MEANS and (grammar.is_negated(head) or any(grammar.low[c] == "no" for c in grammar.below[head])):
            return grammar.heads[head] if grammar.heads[head] >= 0 else head
        word, head = head, grammar.heads[head]
    return None


def _checker(grammar: Grammar, word: int) -> Phrase | None:
    """Who could not check it; `by an independent source`, `by any other means` is nobody."""
    found = grammar.agent(word)
    return None if found is None or ANYBODY & set(found.words.casefold().split()) else found


def _unchecked(grammar: Grammar, word: int) -> Draft | None:
    """`his words remain unverified`."""
    holder = word if grammar.child(word, "cop") is not None else grammar.heads[word]
    if holder < 0 or (holder != word and not (grammar.is_verb(holder) and grammar.relation(word) in ("xcomp", "acl", "advmod", "obj"))):
        return None
    subject = grammar.child(holder, "nsubj")
    return _draft(grammar, word, _stretch(grammar, subject), None)


def _of(grammar: Grammar, word: int) -> Place | None:
    below = [c for c in grammar.all_below(word) if grammar.relation(c) in ("nmod", "acl")]
    held = next((c for c in below if grammar.relation(c) == "acl" or grammar.has_child(c, "case", ABOUT)), None)
    found = grammar.stretches(w for w in grammar.all_below(held) if w > grammar.all_below(held)[0] or grammar.low[w] not in ABOUT) if held is not None else []
    return found[0] if found else None


def _stretch(grammar: Grammar, word: int | None) -> Place | None:
    found = grammar.stretches(grammar.all_below(word)) if word is not None else []
    return found[0] if found else None


def _draft(grammar: Grammar, word: int, what: Place | None, who: Phrase | None) -> Draft | None:
    if what is None:
        return None
    cue = grammar.starts[word], grammar.ends[word]
    draft = Draft("indirect", min(what[0], cue[0]), max(what[1], cue[1]), [what], cue, who, "cannot_verify")
    if who is not None:
        draft.cover((who.start, who.end))
    return draft
