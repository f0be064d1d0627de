"""Through which mouths words came: the publishing outlet, whom the speaker told it, who reported it, who speaks in whom."""

import re
from collections.abc import Sequence

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.reporting import verb
from headwater.annotate.speakers import BODIES, Phrase
from headwater.lexicon import entries, outlets
from headwater.records import Mouth
from headwater.text import Span

TELLING = frozenset("tell tells told telling inform informs informed assure assured".split())
SPEAKING_TO = re.compile(r"\b(?:in an interview (?:with|to|for)|(?:speaking|talking|spoke|talked) (?:to|with)|told)\s+")
OWN = re.compile(
    r"^(?:this|our|the (?:newspaper|paper|programme|station|agency|site|reporter|correspondent))\b|^(?:us|me|reporters?|journalists?)\b",
    re.IGNORECASE,
)


def told_to(grammar: Grammar, draft: Draft) -> Phrase | None:
    """The outlet or agency that the speaker told it ("told Northline News on Monday"), if the report names one."""
    word = grammar.word_at(draft.cue[0]) if draft.cue else None
    if word is None:
        return None
    beside = _named_behind(grammar, word) if grammar.low[word] in TELLING else None
    if beside is not None and is_outlet(grammar, beside):
        return beside
    heard = grammar.child(word, "nsubj:pass") if grammar.low[word] in TELLING else None  # `the Mirror was told by two ministers that`
    phrase = grammar.phrase(heard, 0.8) if heard is not None else None
    if phrase is not None and is_outlet(grammar, phrase):
        return phrase
    for child in grammar.below[word]:
        listener = grammar.low[word] in TELLING and grammar.relation(child) in ("obj", "iobj")
        if listener or (grammar.relation(child) == "obl" and _is_interview(grammar, child)):
            phrase = grammar.phrase(child if listener else _interviewer(grammar, child), 0.8)
            if phrase and is_outlet(grammar, phrase):
                return phrase
        if grammar.relation(child) == "advcl" and grammar.low[child] in ("speaking", "talking"):
            spoken = next((c for c in grammar.below[child] if grammar.relation(c) == "obl"), None)
            phrase = grammar.phrase(spoken, 0.8) if spoken is not None else None
            if phrase and is_outlet(grammar, phrase):
                return phrase
    return None


def is_of_another(grammar: Grammar, medium: int, cue: int, *, behind: bool) -> bool:
    """Whether the medium named at `medium` hangs on another word that reports than the cue (`denied it, and said in a letter that`);
    one that opens the sentence holds for all that is said in it; one `behind` the statement stands in the sentence of its cue."""
    word, own = grammar.word_at(medium), grammar.word_at(cue)
    if word is None or own is None or grammar.sentence_of(own) != grammar.sentence_of(word):
        return behind
    first = word
    while word >= 0 and word != own:
        if verb(grammar, word) is not None:
            return not (first < word and own in grammar.all_below(word))
        word = grammar.heads[word]
    return False


def _named_behind(grammar: Grammar, word: int) -> Phrase | None:
    """The name right behind `told`, an article or a word for what it is between (`told the weekly Tinta`)."""
    name = next((n for n in grammar.parse.names if word < n.first <= word + 4), None)
    if name is None or any(grammar.parse.upos[w] not in ("DET", "NOUN", "ADJ") for w in range(word + 1, name.first)):
        return None
    start, end = grammar.whole_word(name.start, name.end)
    return Phrase(start, end, grammar.parse.text[start:end], 0.8, "PROPN", name.first)


def _is_interview(grammar: Grammar, word: int) -> bool:
    return grammar.low[word] in ("interview", "conversation", "briefing", "comments", "remarks", "statement")


def _interviewer(grammar: Grammar, word: int) -> int:
    return next(
        (
            c
            for c in grammar.below[word]
            if grammar.relation(c) == "nmod" and not grammar.has_child(c, "case", frozenset({"on", "in", "at", "of"}))
        ),
        word,
    )


def is_outlet(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether a phrase names a news outlet: one that is known, one whose last word outlets bear, or a name called one beside it."""
    words = phrase.words
    if OWN.match(words) or not (words[:1].isupper() or words[:1].isdigit()):
        return False
    if outlets.known(words) or outlets.ends_like_one(words):
        return True
    beside = [grammar.low[w] for w in range(max(0, phrase.head - 3), phrase.head)] if phrase.head >= 0 else []
    called = any(word in entries("outlet_words") for word in beside) or any(
        word.casefold() in entries("outlet_words") for word in words.split()
    )
    kind = next((n.kind for n in grammar.parse.names if n.start < phrase.end and phrase.start < n.end), None)
    return called or (kind in ("work", "organization") and not BODIES.search(words))


def chain(mouths: Sequence[Mouth]) -> tuple[Mouth, ...]:
    """The mouths in order without one named twice in a row or without a name."""
    kept: list[Mouth] = []
    for mouth in mouths:
        if mouth.name and not any(_same(mouth.name, held.name or "") for held in kept):
            kept.append(mouth)
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    if outlets.is_form(one) and outlets.is_form(other) and outlets.known(one) == outlets.known(other):
        return True
    a, b = outlets.bare(one), outlets.bare(other)
    return a == b or (outlets.ends_like_one(a) and b.endswith(" " + a)) or (outlets.ends_like_one(b) and a.endswith(" " + b))


def mouth(doc: str, name: str | None, phrase: Phrase | None) -> Mouth:
    """A link of a chain with the words that name it here."""
    return Mouth(name=name, span=Span(doc, phrase.start, phrase.end) if phrase else None)
