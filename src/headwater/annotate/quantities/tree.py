"""The parse of a text, asked from the words of a number: what it hangs on, what hangs on that."""

import bisect

from headwater.annotate.quantities.words import KINDS
from headwater.language import Parse, children

MODIFIERS = ("amod", "compound", "nummod", "det", "nmod", "flat", "punct", "advmod", "obl", "cc", "conj", "case", "goeswith")


class Tree:
    """Universal Dependencies over the words of a text, by code-point places."""

    def __init__(self, parse: Parse) -> None:
        self.starts: list[int] = parse.start.tolist()
        self.ends: list[int] = parse.end.tolist()
        self.heads: list[int] = parse.heads.tolist()
        self.upos = parse.upos
        self.deprel = parse.deprel
        self.lemma = parse.lemma
        self.forms = parse.forms
        self.feats = parse.feats
        self.below = children(parse)

    def first_at(self, start: int) -> int:
        """The first word that begins at or behind a place."""
        return bisect.bisect_left(self.starts, start)

    def inside(self, start: int, end: int) -> range:
        """The words that begin within a stretch."""
        return range(self.first_at(start), bisect.bisect_left(self.starts, end))

    def top(self, within: range) -> int | None:
        """The word of a stretch that hangs on a word outside it (or is the root)."""
        for word in within:
            if self.heads[word] not in within and self.upos[word] not in ("PUNCT", "ADP", "DET", "CCONJ", "ADV"):
                return word
        return next((word for word in within if self.heads[word] not in within), None)

    def relation(self, word: int) -> str:
        """The relation of a word to its head, without its subtype."""
        return self.deprel[word].partition(":")[0]

    def is_noun(self, word: int) -> bool:
        """Whether a word is a common noun or a name."""
        return self.upos[word] in ("NOUN", "PROPN")

    def is_plural(self, word: int) -> bool:
        """Whether a noun stands in the plural."""
        return "Number=Plur" in self.feats[word]

    def child(self, word: int, *relations: str) -> int | None:
        """The first word below that stands in one of the relations (subtypes counted in)."""
        return next((at for at in self.below[word] if self.relation(at) in relations), None)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb it hangs on."""
        for _ in range(3):
            found = self.child(verb, "nsubj")
            if found is not None:
                return found
            if self.relation(verb) not in ("conj", "xcomp", "advcl") or self.heads[verb] < 0:
                return None
            verb = self.heads[verb]
        return None

    def phrase(self, head: int, floor: int = 0) -> tuple[int, int]:
        """A noun with the words before it that belong to it, without articles, numbers and possessives, as a stretch of
        the text; nothing before word `floor`."""
        first = head
        for word in range(head - 1, max(floor - 1, head - 9), -1):
            if not self._belongs(word, head):
                break
            if self.upos[word] not in ("PUNCT", "NUM", "DET") or first != word + 1 or self.upos[word] == "PUNCT":
                first = word
        return self.starts[self._trimmed(first, head)], self.ends[self._extended(head)]

    def _belongs(self, word: int, head: int) -> bool:
        if self.relation(word) in ("det", "nummod", "case", "mark", "cop", "aux") or self.upos[word] in (
            "VERB",
            "AUX",
            "ADP",
            "SCONJ",
            "PRON",
        ):
            return self.upos[word] == "VERB" and self.relation(word) in ("amod", "compound")
        for _ in range(4):
            if word == head:
                return True
            word = self.heads[word]
        return False

    def _trimmed(self, first: int, head: int) -> int:
        while first < head and (
            self.upos[first] in ("PUNCT", "DET", "NUM", "ADP", "PART") or self.forms[first].lower() in ("more", "'s", "’s")
        ):
            first += 1
        return first

    def _extended(self, head: int) -> int:
        """`men and women`: a bare noun joined right behind."""
        last = head + 2
        if (
            last < len(self.forms)
            and self.forms[head + 1] == "and"
            and self.heads[last] == head
            and self.relation(last) == "conj"
            and self.upos[last] == "NOUN"
            and self.forms[last].lower() not in KINDS
        ):
            return last
        return head
