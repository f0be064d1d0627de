"""Words that report in a parsed text: verbs and nouns of the lexicon where they are used to report.

A verb that is negated, only possible, conditional or an aim ("would say", "if he says", "wants to say") reports
nothing; "did not believe that" is a denial.
"""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from headwater import lexicon
from headwater.annotate import senses
from headwater.annotate.grammar import Grammar
from headwater.records import Attitude

MODALS = frozenset("would could might may should can ca must shall".split())
CONDITIONS = frozenset("if unless lest".split())
BELIEFS = frozenset(
    "believe believes believed believing think thinks thought thinking expect expects expected agree agrees agreed accept accepts accepted".split()
)
GOES_ON = frozenset(
    "go goes went gone going continue continues continued begin begins began start starts started proceed proceeded rush rushed came come heard used regret regrets regretted".split()
)
COURTS = frozenset("inquiry court jury tribunal inquest hearing trial committee magistrates mps lawmakers judge council".split())
SEEMS = frozenset("appear appears appeared seem seems seemed purport purports purported claim claims claimed".split())
CONVICTIONS: dict[str, Attitude] = {
    "convinced": "asserts",
    "confident": "predicts",
    "certain": "asserts",
    "adamant": "asserts",
    "afraid": "predicts",
    "worried": "predicts",
    "hopeful": "predicts",
    "optimistic": "predicts",
}
NOBODY = frozenset("nobody none neither no whoever anyone anybody".split())


WOULD, SPEAKING = frozenset(("would", "'d")), frozenset("say tell answer reply ask insist claim".split())
NEITHER = frozenset(("neither", "nor"))
NOT_OTHERS = NOBODY | frozenset("i we you it who that which".split())


class Report(msgspec.Struct, frozen=True):
    """A word that reports: its number in the parse, the last word of its cue, attitude, frames and prepositions of its content."""

    word: int
    last: int
    attitude: Attitude
    frames: str
    prepositions: frozenset[str]
    is_noun: bool = False


@functools.cache
def _verbs() -> dict[str, tuple[tuple[str, Attitude, str, frozenset[str]], ...]]:
    """By first word of each form: the second word (or nothing), attitude, frames, prepositions."""
    out: dict[str, list[tuple[str, Attitude, str, frozenset[str]]]] = {}
    for forms, attitude, frames in lexicon.rows("reporting"):
        letters, _, prepositions = frames.partition(":")
        for form in forms.split("|"):
            first, _, second = form.partition(" ")
            kept = frozenset(prepositions.split(",")) if prepositions else frozenset()
            out.setdefault(first, []).append((second, attitude, letters, kept))  # type: ignore[arg-type]
    return {first: tuple(sorted(rows, reverse=True)) for first, rows in out.items()}


@functools.cache
def _nouns() -> dict[str, Attitude]:
    return {form: attitude for forms, attitude in lexicon.rows("reporting_nouns") for form in forms.split("|")}  # type: ignore[misc]


def reports(grammar: Grammar, words: range, *, imagined: Sequence[int] = ()) -> Iterator[Report]:
    """The words among `words` that report, in order; words inside of somebody's own may report what is `imagined`."""
    for word in words:
        found = conviction(grammar, word) or verb(grammar, word, imagined=word in imagined) or noun(grammar, word)
        if found:
            yield found


def verb(grammar: Grammar, word: int, *, imagined: bool = False) -> Report | None:
    """The reporting verb at `word`, where it reports; `imagined` lets what somebody would say count."""
    rows = _verbs().get(grammar.low[word])
    if rows is None or not grammar.is_verb(word) or grammar.relation(word) in ("amod", "aux", "cop", "compound"):
        return None
    if grammar.parse.deprel[word] == "acl" and grammar.parse.xpos[word] == "VBN" and not _is_finite(grammar, word, rows):
        return None  # `the draft announced in May`
    for second, attitude, frames, prepositions in rows:
        last = _second(grammar, word, second) if second else word
        if last is not None:
            if senses.is_another(grammar, word, attitude):
                return None
            found = Report(word, last, attitude, frames, prepositions)
            return found if imagined and _is_imagined(grammar, word) else _in_mood(grammar, found)
    return None


def _is_finite(grammar: Grammar, word: int, rows: Sequence[tuple[str, Attitude, str, frozenset[str]]]) -> bool:
    """Whether what the parse takes for a participle is none: in the passive, or with an object and what was said behind a preposition
    (`four states threatened their citizens with prison`)."""
    told = grammar.child(word, "obj", "iobj")
    behind = [c for c in grammar.below[word] if grammar.relation(c) in ("obl", "advcl") and told is not None and c > told > word]
    said = any(grammar.has_child(c, kind, row[3]) for c in behind for kind in ("case", "mark") for row in rows)
    return said or grammar.child(word, "aux:pass") is not None


def conviction(grammar: Grammar, word: int) -> Report | None:
    """`is convinced that the gate is shut`: an adjective of belief with its clause."""
    attitude = CONVICTIONS.get(grammar.low[word])
    if attitude is None or grammar.child(word, "cop", "aux:pass") is None or grammar.is_negated(word):
        return None
    clause = grammar.child(word, "ccomp")
    return Report(word, word, attitude, "c", frozenset()) if clause is not None and clause > word else None


def _second(grammar: Grammar, word: int, form: str) -> int | None:
    """`called for`, `pointed out`: the second word right behind, or hanging on the verb."""
    return word + 1 if word + 1 < len(grammar.low) and grammar.low[word + 1] == form else None


def _in_mood(grammar: Grammar, found: Report) -> Report | None:
    word = found.word
    if grammar.low[word] == "told" and _is_court(grammar, word):
        return None  # `Captain was asleep, inquiry told`: nobody says who told it
    if any(grammar.low[c] in NEITHER and grammar.relation(c) in ("cc", "advmod", "det") for c in grammar.below[word]):
        return None  # `neither confirmed nor denied it`
    if grammar.is_negated(word):
        return (
            msgspec.structs.replace(found, attitude="denies", frames="cx" if "x" in found.frames else "c", prepositions=frozenset())
            if grammar.low[word] in BELIEFS or _belief_base(grammar, word)
            else None
        )
    if grammar.has_child(word, "aux", WOULD) and word + 1 < len(grammar.low) and grammar.low[word + 1] == "only" and "c" in found.frames:
        return found  # `would say only that the search went on`
    if grammar.has_child(word, "aux", MODALS) or grammar.has_child(word, "mark", CONDITIONS):
        return None
    if grammar.has_child(word, "mark", frozenset({"to"})) and not (_goes_on(grammar, word) or _seems_to_show(grammar, word)):
        return None
    return found


def _is_imagined(grammar: Grammar, word: int) -> bool:
    """`The owners would say that all is well`, told by somebody: what others would say, not what the one who speaks would."""
    subject = grammar.child(word, "nsubj")
    would = grammar.has_child(word, "aux", WOULD) and grammar.low[word] in SPEAKING and not grammar.is_negated(word)
    return would and subject is not None and grammar.low[subject] not in NOT_OTHERS and not grammar.has_child(word, "mark", CONDITIONS)


def _belief_base(grammar: Grammar, word: int) -> bool:
    return grammar.low[word] in BELIEFS


def _goes_on(grammar: Grammar, word: int) -> bool:
    """`went on to say`."""
    return grammar.relation(word) in ("xcomp", "advcl") and grammar.low[grammar.heads[word]] in GOES_ON


def _is_court(grammar: Grammar, word: int) -> bool:
    """`..., inquiry told` at the end of a headline: a court that is told, not one who tells."""
    last = word + 1 >= len(grammar.low) or word == grammar.sentence_of(word)[-1]
    return last and word > 0 and grammar.low[word - 1] in COURTS


def _seems_to_show(grammar: Grammar, word: int) -> bool:
    """`a video purports to show`."""
    return grammar.low[word] == "show" and grammar.relation(word) in ("xcomp", "advcl") and grammar.low[grammar.heads[word]] in SEEMS


def noun(grammar: Grammar, word: int) -> Report | None:
    """The noun of saying at `word` ("the warning that ...")."""
    attitude = _nouns().get(grammar.low[word])
    if attitude is None or grammar.parse.upos[word] != "NOUN":
        return None
    return Report(word, word, attitude, "ci", frozenset(), is_noun=True)
