"""The tree of a parse, asked by place: words, what hangs on what, stretches. Relations are those of Universal Dependencies 2."""

import bisect
from collections.abc import Iterable, Sequence

from headwater.language import Parse, children, subtree

Place = tuple[int, int]
SURNAMES, OF_SOMEBODY = frozenset(("said", "say")), frozenset(("'s",))
NEGATIONS = frozenset("not never n't n’t hardly barely neither nor".split())
CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp")
TOLD = frozenset("told asked ordered warned advised instructed urged assured informed".split())
MARKS = frozenset(("\"", "“", "”", "«", "»", "„", "''", "``"))
KEPT = MARKS | frozenset(("‘", "’", "'", "(", ")"))  # at the edges of what is said


class Tree:
    """The parse of a text; words are numbers into it, places are code points, half-open."""

    def __init__(self, parse: Parse, *, left_out: Sequence[Place] = ()) -> None:
        """`left_out` are stretches that are nobody's words, such as datelines."""
        self.parse = parse
        self.below = children(parse)
        self._subtrees: dict[int, list[int]] = {}
        self.heads: list[int] = parse.heads.tolist()
        self.starts: list[int] = parse.start.tolist()
        self.ends: list[int] = parse.end.tolist()
        self.low = [form.casefold().replace("’", "'") for form in parse.forms]
        self._left_out = frozenset(word for place in left_out for word in self.words_in(*place))
        people = [name for name in parse.names if name.kind == "person"]
        self._persons = {word: number for number, name in enumerate(people) for word in range(name.first, name.last)}
        self._firsts: list[int] = parse.sentences[:, 0].tolist()
        self._lasts: list[int] = parse.sentences[:, 1].tolist()

    def word_at(self, start: int) -> int | None:
        """The word that begins at `start`."""
        at = bisect.bisect_left(self.starts, start)
        return at if at < len(self.starts) and self.starts[at] == start else None

    def words_in(self, start: int, end: int) -> range:
        """The words that begin in a stretch."""
        return range(bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end))

    def sentence_of(self, word: int) -> range:
        """The words of its sentence."""
        at = bisect.bisect_right(self._firsts, word) - 1
        return range(self._firsts[at], self._lasts[at])

    def sentences_in(self, start: int, end: int) -> list[range]:
        """The sentences that begin in a stretch."""
        words = self.words_in(start, end)
        first = bisect.bisect_left(self._firsts, words.start)
        last = bisect.bisect_left(self._firsts, words.stop)
        return [range(a, z) for a, z in zip(self._firsts[first:last], self._lasts[first:last], strict=True)]

    def relation(self, word: int) -> str:
        """The relation of a word to its head, without subtype."""
        return self.parse.deprel[word].partition(":")[0]

    def is_left_out(self, word: int) -> bool:
        """Whether a word stands in a stretch that is nobody's words."""
        return word in self._left_out

    def is_verb(self, word: int) -> bool:
        """Whether the parse takes it for a verb."""
        return self.parse.upos[word] in ("VERB", "AUX")

    def is_surname(self, word: int) -> bool:
        """Whether `Said` or `Say` is somebody's last name (`her deputy, Omar Said, said`), whatever the parse takes it for: behind a
        capital, before a verb, or before a comma where the sentence has another verb."""
        forms = self.parse.forms
        if self.low[word] not in SURNAMES or not forms[word].istitle() or word < 1 or word + 1 >= len(forms):
            return False
        if self.parse.upos[word - 1] != "PROPN" or not forms[word - 1][:1].isupper() or self.starts[word] - self.ends[word - 1] != 1:
            return False
        told = self.low[word + 1] in OF_SOMEBODY or (self.is_verb(word + 1) and forms[word + 1].islower())
        return told or (forms[word + 1] == "," and any(self.is_verb(w) and forms[w].islower() for w in self.sentence_of(word)))

    def child(self, word: int, *relations: str) -> int | None:
        """The first word that hangs on `word` by one of these relations (with or without subtype)."""
        return next((c for c in self.below[word] if self.parse.deprel[c] in relations or self.relation(c) in relations), None)

    def has_child(self, word: int, relation: str, forms: frozenset[str]) -> bool:
        """Whether a word of these forms hangs on it by this relation."""
        return any(self.low[c] in forms for c in self.below[word] if self.relation(c) == relation)

    def all_below(self, word: int) -> list[int]:
        """A word and all that hangs below it, in order; asked for again and again, so kept."""
        found = self._subtrees.get(word)
        if found is None:
            found = self._subtrees[word] = subtree(self.below, word)
        return found

    def is_negated(self, word: int) -> bool:
        """Whether the verb is negated ("did not say")."""
        return self.has_child(word, "advmod", NEGATIONS)

    def is_past(self, word: int) -> bool:
        """Whether a verb stands in the simple past, without an auxiliary."""
        if self.child(word, "aux") is not None:
            return False
        above = self.heads[word]  # `had been empty and accused the north`: no participle
        finite = self.parse.xpos[word] == "VBN" and self.relation(word) == "conj" and self.child(above, "cop") is not None
        return self.parse.xpos[word] == "VBD" or (finite and self.child(word, "obj") is not None)

    def is_passive(self, word: int) -> bool:
        """Whether the verb stands in the passive; a verb in the plain past without `was` does not, whatever its subject is taken for."""
        if self.child(word, "aux:pass") is not None:
            return True
        subject = self.child(word, "nsubj:pass")
        if subject is not None and subject > word and self.child(word, "aux") is None:  # `..., informed the mayor's office`
            return False
        if self.low[word] in TOLD and self.parse.xpos[word] == "VBN" and self.relation(word) == "conj" and self.child(word, "nsubj", "aux") is None:
            above = self.heads[word]  # `had been turned away and told to come back`
            return self.child(above, "aux:pass") is not None and self.parse.xpos[above] == "VBN"
        return subject is not None and self.parse.xpos[word] != "VBD"

    def clause_head(self, word: int) -> int:
        """The head of the clause that a word stands in."""
        while self.heads[word] >= 0 and self.relation(word) not in CLAUSES:
            word = self.heads[word]
        return word

    def reports(self, start: int) -> bool:
        """Whether the word at `start` can report: a verb, or unknown to the parse."""
        word = self.word_at(start)
        return word is None or self.parse.upos[word] in ("VERB", "AUX", "")

    def passive_at(self, start: int) -> bool:
        """Whether the verb at `start` stands in the passive."""
        word = self.word_at(start)
        return word is not None and self.is_passive(word)

    def persons(self) -> list[tuple[int, str, bool]]:
        """The persons named in the text, in order: place, name, whether it is the subject of its sentence."""
        found = [
            (name.start, self.parse.text[name.start : name.end], self.parse.deprel[name.first].startswith("nsubj"))
            for name in self.parse.names
            if name.kind == "person"
        ]
        return sorted(found)

    def extent(self, words: Sequence[int]) -> Place:
        """From the first to the last of the words."""
        return self.starts[words[0]], self.ends[words[-1]]

    def stretches(self, words: Iterable[int], without: Iterable[int] = ()) -> list[Place]:
        """The words as stretches, cut where the words left out stand between; marks and "that" trimmed at the edges."""
        left_out = self._left_out.union(without)
        kept = [word for word in sorted(words) if word not in left_out]
        runs: list[list[int]] = []
        for word in kept:
            if runs and not any(gap in left_out for gap in range(runs[-1][-1] + 1, word)):
                runs[-1].append(word)
            else:
                runs.append([word])
        trimmed = (self._trimmed(run) for run in runs)
        return [self.extent(run) for run in trimmed if run]

    def _trimmed(self, run: list[int]) -> list[int]:
        first, last = 0, len(run)
        while first < last and (self._is_edge(run[first]) or (self.relation(run[first]) == "mark" and self.low[run[first]] == "that")):
            first += 1
        while last > first and self._is_edge(run[last - 1]):
            last -= 1
        return run[first:last]

    def _is_edge(self, word: int) -> bool:
        return self.parse.upos[word] == "PUNCT" and self.parse.forms[word] not in KEPT

    def _person_at(self, word: int) -> int | None:
        """The number of the person's name that a word is part of."""
        return self._persons.get(word)
