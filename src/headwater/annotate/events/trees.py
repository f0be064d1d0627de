"""The parse of a text as the finder of events asks it: by words, their relations and their verb groups."""

import bisect
import functools
from collections.abc import Iterable, Sequence

from headwater import lexicon
from headwater.language import Parse, children, subtree

AUXILIARY = ("aux", "aux:pass", "cop")
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
NEVER = frozenset("not n't n’t never no nor neither nobody nothing none hardly scarcely".split())
NO_ONE = frozenset("nobody none nothing neither no-one".split())
CURLY = str.maketrans({"’": "'"})


STATES = frozenset("dead missing".split())  # adjectives that the model takes for verbs at times
LISTS = ("event_operators", "event_states", "event_harm", "event_omissions")


@functools.cache
def _listed() -> frozenset[str]:
    return frozenset().union(*(lexicon.entries(name) for name in LISTS)) | {row[0].partition("|")[0] for row in lexicon.rows("reporting")}


def _part(upos: str, xpos: str, low: str) -> str:
    """The part of speech; `missing` and its like are adjectives where one of the model's two readings says so."""
    return "ADJ" if low in STATES and upos == "VERB" and xpos == "JJ" else upos


@functools.cache
def _repaired(lemma: str, form: str, upos: str) -> str:
    """The lemma; of a verb whose lemma is in no list, a listed one that its form can be of (lemmas are guessed: `prosecut`)."""
    lemma, low = lemma.casefold(), form.casefold()
    if upos == "ADJ" and low in STATES:
        return low
    if upos != "VERB" or lemma in _listed():
        return lemma
    stems = [lemma, *(low.removesuffix(ending) for ending in ("ing", "ed", "d", "s") if low.endswith(ending))]
    guesses = [guess for stem in stems for guess in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)]
    return next((guess for guess in guesses if guess in _listed()), lemma)


class Tree:
    """Words of a parse by number, with what hangs on them."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.below = children(parse)
        self.starts = [int(start) for start in parse.start]
        self.ends = [int(end) for end in parse.end]
        self.heads = [int(head) for head in parse.heads]
        self.low = [form.casefold().translate(CURLY) for form in parse.forms]
        self.xpos, self.rel = parse.xpos, parse.deprel
        self.upos = [_part(*word) for word in zip(parse.upos, parse.xpos, self.low, strict=True)]
        self.lemma = [_repaired(*word) for word in zip(parse.lemma, parse.forms, self.upos, strict=True)]
        self.base = [relation.partition(":")[0] for relation in parse.deprel]
        self.sentence_of = [number for number, (a, z) in enumerate(parse.sentences) for _ in range(int(a), int(z))]

    @functools.cached_property
    def named(self) -> dict[int, str]:
        """The kind of the name that each word is part of."""
        return {word: name.kind for name in self.parse.names for word in range(name.first, name.last)}

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.starts)

    def words(self, start: int, end: int) -> range:
        """The words that overlap a stretch of the text."""
        first = bisect.bisect_right(self.ends, start)
        return range(first, max(first, bisect.bisect_left(self.starts, end)))

    def top(self, words: Iterable[int]) -> int | None:
        """The word of `words` on which the others hang, directly or not: the first whose head is outside of them."""
        inside = list(words)
        held = set(inside)
        return next((word for word in inside if self.heads[word] not in held and self.rel[word] != "punct"), None)

    def child(self, word: int, *relations: str) -> int | None:
        """The first word that hangs on `word` by one of the relations (subtypes count)."""
        return next((below for below in self.below[word] if self.rel[below] in relations or self.base[below] in relations), None)

    def all_below(self, word: int, *relations: str) -> list[int]:
        """The words that hang on `word` by one of the relations (subtypes count)."""
        return [below for below in self.below[word] if self.rel[below] in relations or self.base[below] in relations]

    def auxiliaries(self, word: int) -> list[int]:
        """Auxiliaries and copulas of a predicate, in order."""
        return [below for below in self.below[word] if self.base[below] in ("aux", "cop")]

    def particle(self, word: int) -> str:
        """The lemma with its particle: `call_off`."""
        found = self.child(word, "compound:prt") if self.upos[word] == "VERB" else None
        return f"{self.lemma[word]}_{self.low[found]}" if found is not None else self.lemma[word]

    def has_to(self, word: int) -> bool:
        """Whether it is an infinitive with "to"."""
        return self.xpos[word] != "VBG" and any(self.rel[below] == "mark" and self.low[below] == "to" for below in self.below[word])

    def mark(self, word: int) -> str:
        """The conjunction that opens the clause of `word`, lower case; empty without one."""
        gerund = self.xpos[word] == "VBG"
        found = next((below for below in self.below[word] if self.rel[below] == "mark" and (gerund or self.low[below] != "to")), None)
        return self.low[found] if found is not None else ""

    def negated(self, word: int) -> bool:
        """Whether the predicate (or the noun) is negated: by an adverb, or by a subject, object or agent that is nobody."""
        for below in self.below[word]:
            low = self.low[below]
            if self.base[below] in ("advmod", "det", "cc") and low in NEVER and not self._only(below):
                return True
            if self.base[below] in ("case", "mark", "advmod") and (
                low in ("without", "instead") or (low == "far" and self._before(below, "from"))
            ):
                return True
            if low == "longer" and below and self.low[below - 1] == "no":
                return True
            if self.base[below] in ("nsubj", "obj", "obl") and (self._no(below) and self._own(below, word)):
                return True
        return False

    def _no(self, noun: int) -> bool:
        if self.low[noun] in NO_ONE:
            return True
        leads = {self.low[below] for below in self.below[noun] if self.base[below] in ("det", "advmod", "cc")}
        if self.base[noun] == "obl" and not ({"no", "none"} & leads):
            return False
        if {"no", "neither"} & leads:
            return True
        return "not" in leads and self.base[noun] == "nsubj" and not self._only(noun)

    def _before(self, word: int, low: str) -> bool:
        return word + 1 < len(self) and self.low[word + 1] == low

    def _only(self, word: int) -> bool:
        """`not only`, `not just`: no negation."""
        after = self.low[word + 1] if word + 1 < len(self) else ""
        return after in ("only", "just", "least", "long") and self.low[word] in ("not", "n't")

    def _own(self, noun: int, word: int) -> bool:
        """`at no time`, `in no way` negate; `for no reason` does not."""
        return not (self.base[noun] == "obl" and self.low[noun] in ("reason", "doubt", "longer"))

    def subject(self, word: int) -> int | None:
        """The subject of a predicate's own, or None."""
        return self.child(word, "nsubj", "csubj")

    def is_passive(self, word: int) -> bool:
        """Whether the predicate stands in the passive."""
        if any(self.rel[below] in ("nsubj:pass", "aux:pass") for below in self.below[word]):
            return True
        return self.base[word] in ("acl", "advcl") and self.xpos[word] == "VBN"

    def chain(self, word: int) -> list[int]:
        """The words on which a word hangs, innermost first."""
        out: list[int] = []
        here = self.heads[word]
        while here >= 0 and len(out) < len(self):
            out.append(here)
            here = self.heads[here]
        return out

    def under(self, word: int) -> list[int]:
        """A word and all that hangs below it, in order."""
        return subtree(self.below, word)

    def extent(self, words: Sequence[int]) -> tuple[int, int]:
        """The stretch of the text from the first to the last of the words."""
        return self.starts[min(words)], self.ends[max(words)]
