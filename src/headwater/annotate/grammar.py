"""What the parse says of a verb: who its subject is, whether it is a verb at all.

Relations are those of Universal Dependencies 2. The subject is taken without relative clauses and inserted
words; a role with a name beside it ("the keeper, Orrin Vale") gives the name.
"""

from collections.abc import Sequence

from headwater.annotate.speakers import LONGEST, Phrase, name_part
from headwater.annotate.tokens import Token
from headwater.language import Parse, children, subtree

SCORE = 0.9  # of a subject that the parse gives; through another verb it is less sure
SHARED_SCORE = 0.8
LEFT_OUT = ("acl", "appos", "advcl", "parataxis", "punct", "cc:preconj", "discourse", "vocative", "dep", "ccomp", "orphan")
THROUGH = ("conj", "advcl", "xcomp")  # a verb without a subject of its own has that of the verb it hangs on


class Grammar:
    """The parse of a text, asked by places in it."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._below = children(parse)
        self._at = {int(start): word for word, start in enumerate(parse.start)}

    def reports(self, start: int) -> bool:
        """Whether the word at `start` can report: a verb, or unknown to the parse."""
        word = self._at.get(start)
        return word is None or self._parse.upos[word] in ("VERB", "AUX", "")

    def is_passive(self, start: int) -> bool:
        """Whether the verb at `start` stands in the passive."""
        word = self._at.get(start)
        return word is not None and any(self._parse.deprel[child] in ("nsubj:pass", "aux:pass") for child in self._below[word])

    def subject(self, start: int) -> Phrase | None:
        """The subject of the verb at `start`, or None."""
        word = self._at.get(start)
        score = SCORE
        for _ in range(3):
            if word is None:
                return None
            found = next((child for child in self._below[word] if self._parse.deprel[child].startswith("nsubj")), None)
            if found is not None:
                return None if self._parse.deprel[found] == "nsubj:pass" else self._phrase(found, score)
            if self._parse.deprel[word].partition(":")[0] not in THROUGH:
                return None
            word, score = int(self._parse.heads[word]), SHARED_SCORE
        return None

    def clause(self, start: int) -> int | None:
        """Where the clause begins that the verb at `start` takes as its object ("that" left out); None without one."""
        word = self._at.get(start)
        if word is None:
            return None
        clauses = [child for child in self._below[word] if self._parse.deprel[child] == "ccomp" and child > word]
        if not clauses:
            return None
        words = [w for w in subtree(self._below, clauses[0]) if w > word and self._parse.deprel[w] not in ("mark", "punct")]
        return int(self._parse.start[words[0]]) if words else None

    def persons(self) -> list[tuple[int, str, bool]]:
        """The persons named in the text, in order: place, name, whether it is the subject of its sentence."""
        found = [
            (name.start, self._parse.text[name.start : name.end], self._parse.deprel[name.first].startswith("nsubj"))
            for name in self._parse.names
            if name.kind == "person"
        ]
        return sorted(found)

    def _phrase(self, head: int, score: float) -> Phrase | None:
        name = self._name_beside(head)
        words = self._nominal(head if name is None else name)
        tokens = [Token(int(self._parse.start[w]), int(self._parse.end[w]), self._parse.forms[w]) for w in words]
        tokens = [token for token in _without_article(tokens) if token.words not in ("'s", "’s") or token is not tokens[-1]]
        if not tokens or len(tokens) > LONGEST + 4:
            return None
        part = name_part(tokens)
        text = self._parse.text[part[0].start : part[-1].end]
        upos = self._parse.upos[head if name is None else name]
        return Phrase(part[0].start, part[-1].end, text, score, upos)

    def _name_beside(self, head: int) -> int | None:
        """`the keeper, Orrin Vale`: the name in apposition to a common noun."""
        if self._parse.upos[head] != "NOUN":
            return None
        return next((w for w in self._below[head] if self._parse.deprel[w] == "appos" and self._parse.upos[w] == "PROPN"), None)

    def _nominal(self, head: int) -> list[int]:
        """The words of a noun phrase, without clauses and inserted words, as one stretch around its head."""
        kept, todo = [head], [head]
        while todo:
            for child in self._below[todo.pop()]:
                if self._parse.deprel[child].partition(":")[0] not in LEFT_OUT:
                    kept.append(child)
                    todo.append(child)
        return _stretch(sorted(kept), head)


def _stretch(words: Sequence[int], head: int) -> list[int]:
    """The words next to each other around the head; a gap of one (a mark) is crossed only between parts of a list."""
    at = words.index(head)
    first = last = at
    while first > 0 and words[first] - words[first - 1] <= 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 1:
        last += 1
    return list(words[first : last + 1])


def _without_article(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while len(kept) > 1 and kept[0].low in ("the", "a", "an", "both", "but", "and"):
        kept = kept[1:]
    return kept
