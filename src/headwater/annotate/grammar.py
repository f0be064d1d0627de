"""The parse of a text, asked by place: phrases, clauses, subjects. Relations are those of Universal Dependencies 2."""

import bisect
from collections.abc import Iterable, Sequence

from headwater.annotate.speakers import BODIES, LONGEST, TIME_NOUNS, Phrase, name_part, speaking_nouns
from headwater.annotate.tokens import Token
from headwater.annotate.whole_words import whole_word, without_article
from headwater.language import Parse, children, subtree

Place = tuple[int, int]
SCORE = 0.9  # of a subject that the parse gives; through another verb it is less sure
SHARED_SCORE, OF_NOUN_SCORE = 0.8, 0.75
LEFT_OUT = ("acl", "appos", "advcl", "parataxis", "punct", "cc:preconj", "discourse", "vocative", "dep", "ccomp", "orphan")
THROUGH = ("conj", "advcl", "xcomp")  # a verb without a subject of its own has that of the verb it hangs on
UNSAID, RELATIVE = frozenset(("what", "which")), frozenset("who which that whom".split())
NEGATIONS = frozenset("not never n't n’t hardly barely neither nor".split())
CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp")
QUOTED = frozenset("quote quotes quoted quoting cite cites cited citing".split())
ISSUING = frozenset(
    "issue issues issued issuing release releases released publish publishes published send sends sent post posts posted make made circulate circulated distribute distributed write wrote sign signed".split()
)
HEARING = frozenset("hear hears heard hearing learn learns learned learnt learning".split())
MARKS = frozenset(("\"", "“", "”", "«", "»", "„", "''", "``"))
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
KEPT = MARKS | frozenset(("‘", "’", "'", "(", ")"))  # at the edges of what is said
ON, HAD = frozenset(("on",)), frozenset(("had",))
POSTPOSED = frozenset("general elect designate".split())  # `the attorney general`
REFLEXIVE = frozenset("himself herself itself themselves".split())


class Grammar:
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
        return self.child(word, "nsubj:pass") is not None and self.parse.xpos[word] != "VBD"

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

    def subject_at(self, start: int) -> Phrase | None:
        """The subject of the verb at `start`, or None."""
        word = self.word_at(start)
        return None if word is None else self.subject(word)

    def subject(self, word: int) -> Phrase | None:
        """Who does what the verb says: its subject, that of the verb it hangs on, the noun it describes, the agent of a passive."""
        score = SCORE
        for _ in range(4):
            if self.is_passive(word):
                return self.agent(word)
            found = self._heard_from(word) or self._subject_of(word)
            if found is not None and self.low[found] not in UNSAID and not (self.low[found] in RELATIVE and self.relation(word) == "acl"):
                return self.phrase(found, score)
            relation = self.relation(word)
            if relation == "advcl" and self.low[word].endswith("ing") and word and self.low[word - 1] == ",":
                inserted = self._said_before(word)
                if inserted is not None:
                    return self.phrase(inserted, SHARED_SCORE)
            if relation == "acl" and (found is not None or self.low[word].endswith("ing")):
                if found is None and self.low[word - 1] == "," and not self._may_speak(self.heads[word]):
                    return self._of_the_sentence(word)
                return self._who_issued(self.heads[word]) or self.phrase(self._named_before(self.heads[word]), OF_NOUN_SCORE)
            if relation == "acl" and self.parse.xpos[word] == "VBN" and self.child(word, "obj", "iobj") is not None:
                return self.phrase(self.heads[word], OF_NOUN_SCORE)
            if relation not in THROUGH:
                return None
            before, word, score = word, self.heads[word], SHARED_SCORE
            if relation == "conj" and self.relation(word) == "ccomp" and self.is_past(before) and not self.is_past(word):
                word = self.heads[word]  # `said it had lost touch and accused the rebels`
            elif relation == "conj" and self.relation(word) == "ccomp" and self.goes_with_cue(before):
                word = self.heads[word]  # `conceded that voters "wanted another face" and said`
            if self.low[word] in QUOTED and relation in ("advcl", "xcomp", "acl"):  # `quoted her as saying`: the one quoted says it
                quoted = self.child(word, "nsubj:pass") if self.is_passive(word) else self.child(word, "obj")
                return self.phrase(quoted, SHARED_SCORE) if quoted is not None else None
        return None

    def goes_with_cue(self, word: int) -> bool:
        """Whether a second verb behind a clause that is said (`says the gate is shut, and asks`) can go with the saying: parted
        from the clause by a comma or the end of a quotation, in the tense of the saying."""
        clause = self.heads[word]
        first = min((word, *(c for c in self.below[word] if self.relation(c) in ("aux", "advmod") and c < word)))
        if self._closes_between(clause, first):
            return True
        if first < 2 or self.low[first - 1] not in ("and", "but") or self.low[first - 2] != "," or self.heads[clause] < 0:
            return False
        now = self.parse.xpos[self.heads[clause]] in ("VBZ", "VBP")
        perfect = self.has_child(word, "aux", frozenset(("has", "have")))
        return (self.parse.xpos[word] in ("VBZ", "VBP") or perfect) if now else self.is_past(word) and not self.has_child(word, "aux", HAD)

    def _closes_between(self, first: int, last: int) -> bool:
        """Whether a quotation that opens in the clause of `first` ends before `last`."""
        marks = [self.parse.forms[w] for w in range(self.all_below(first)[0], last) if self.parse.forms[w] in MARKS]
        return bool(marks) and len(marks) % 2 == 0 and self.low[last - 1] in ("and", "but")

    def _named_before(self, noun: int) -> int:
        """`Orrin Vale, a deckhand who asked`: the person whom the noun stands beside, or the noun."""
        above = self.heads[noun]
        return above if above >= 0 and self.relation(noun) == "appos" and self._person_at(above) is not None else noun

    def _who_issued(self, noun: int) -> Phrase | None:
        """`the office issued a statement warning that`: who issued it speaks, not the paper."""
        verb = self.heads[noun]
        if verb < 0 or self.relation(noun) != "obj" or self.low[verb] not in ISSUING or self.low[noun] not in speaking_nouns():
            return None
        found = self._subject_of(verb)
        return self.phrase(found, SHARED_SCORE) if found is not None else None

    def _said_before(self, word: int) -> int | None:
        """`Prices fell, the bank said, blaming the war`: the subject of the saying that stands between."""
        for before in range(word - 1, self.sentence_of(word)[0], -1):
            if (
                self.relation(before) == "parataxis"
                and self.is_verb(before)
                and before > (self._subject_of(before) or before) > self.heads[before]
            ):
                return self._subject_of(before)
        return None

    def _may_speak(self, word: int) -> bool:
        """Whether a noun can be one who speaks: a name, a person, a body, a document."""
        low = self.low[word]
        return self.parse.upos[word] in ("PROPN", "PRON") or low in speaking_nouns() or BODIES.search(low) is not None

    def _of_the_sentence(self, word: int) -> Phrase | None:
        """`He argued that a list would help, saying it is cheap`: the subject of the sentence, where the parse hangs the word on a noun."""
        root = next((w for w in self.sentence_of(word) if self.heads[w] < 0), word)
        found = self._subject_of(root)
        return self.phrase(found, SHARED_SCORE) if found is not None and found < word else None

    def _heard_from(self, word: int) -> int | None:
        """`heard from his aunt that`: the aunt speaks."""
        if self.low[word] not in HEARING:
            return None
        return next((c for c in self.below[word] if self.relation(c) == "obl" and self.has_child(c, "case", frozenset({"from"}))), None)

    def _subject_of(self, word: int) -> int | None:
        """The subject of a verb; of two side by side (`analyst Per Lunde`), which the parse takes for two, the name."""
        found = [c for c in self.below[word] if self.relation(c) == "nsubj"]
        found = [c for c in found if self.child(c, "case") is None] or found  # `said Orrin Vale, of Port Road`
        if len(found) > 1 and self.clause_between(word) is not None:
            return found[-1]
        if len(found) > 1 and self.parse.upos[found[1]] == "PROPN" and self._meet(*found[:2]):
            return found[1]
        return found[0] if found else self._behind_its_clause(word) or self._beside(word)

    def clause_between(self, word: int) -> int | None:
        """`The reports were wrong, the office said`: the clause said, whose subject the parse gives to the verb of saying too."""
        found = [c for c in self.below[word] if self.relation(c) == "nsubj"]
        between = [c for c in self.below[word] if self.relation(c) == "ccomp" and len(found) > 1 and found[0] < c < found[-1] < word]
        return between[0] if between and self.child(between[0], "nsubj") is None else None

    def _meet(self, first: int, second: int) -> bool:
        """Whether two phrases stand side by side."""
        return self.all_below(first)[-1] + 1 == self.all_below(second)[0] or (second == first + 1 and self.parse.upos[first] == "PROPN")

    def _behind_its_clause(self, word: int) -> int | None:
        """`The army will stay, Orrin Vale said`: the subject right before the verb, where the parse gives it to the clause before."""
        for clause in self.below[word]:
            if self.relation(clause) == "ccomp" and clause < word:
                subjects = [c for c in self.below[clause] if self.relation(c) == "nsubj" and clause < c < word]
                if subjects and self.all_below(subjects[-1])[-1] == word - 1:
                    return subjects[-1]
        return None

    def _beside(self, word: int) -> int | None:
        """`Prices fell, its director, Orrin Vale, said`: the noun right before the verb, where the parse hangs both on the clause."""
        if self.relation(word) != "parataxis":
            return None
        siblings = [c for c in self.below[self.heads[word]] if c < word and self.parse.upos[c] in ("NOUN", "PROPN", "PRON")]
        return next((c for c in siblings if self.relation(c) in ("parataxis", "appos") and self.all_below(c)[-1] >= word - 2), None)

    def agent(self, word: int) -> Phrase | None:
        """The agent of a passive verb ("was told by the guards")."""
        for child in self.below[word]:
            if self.relation(child) == "obl" and self.has_child(child, "case", frozenset({"by"})):
                return self.phrase(child, SCORE)
        return None

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

    def phrase(self, head: int, score: float) -> Phrase | None:
        """The noun phrase of a head as a speaker, without article, clauses and insertions; the name beside a role."""
        name = self._name_beside(head) or self._named_at_the_end(head)
        words = self._nominal(head if name is None else name)
        words = [w for w in words if w >= head or not self._is_preposition(w)]
        tokens = [Token(self.starts[w], self.ends[w], self.parse.forms[w]) for w in words]
        tokens = [token for token in without_article(tokens) if token.words not in ("'s", "’s") or token is not tokens[-1]]
        if not tokens or len(tokens) > LONGEST + 4:
            return None
        named = head if name is None else name
        tokens = self._whole_name(named, tokens)
        part = tokens if any(self.parse.upos[w] == "ADP" for w in words) else name_part(tokens)
        if self.parse.upos[named] == "PROPN" and not any(self.parse.upos[w] == "ADP" for w in words):
            while len(part) > 1 and part[0].words.islower():  # `the daily Northline`
                part = part[1:]
        first, last = self.whole_word(part[0].start, part[-1].end)
        if named + 1 < len(self.low) and self.low[named + 1] in POSTPOSED and last == self.ends[named]:
            last = self.ends[named + 1]
        text = self.parse.text[first:last]
        return Phrase(first, last, text, score, self.parse.upos[named], named)

    def _whole_name(self, head: int, tokens: list[Token]) -> list[Token]:
        """The phrase with the rest of the person's name that its head begins, where the parse hangs it elsewhere."""
        number = self._persons.get(head)
        words = [w for w in range(head, min(head + 6, len(self.low))) if number is not None and self._persons.get(w) == number]
        rest = [Token(self.starts[w], self.ends[w], self.parse.forms[w]) for w in words if self.starts[w] >= tokens[-1].end]
        return [*tokens, *rest] if rest and rest[0].start - tokens[-1].end <= 1 else tokens

    def whole_word(self, start: int, end: int) -> Place:
        """The phrase with the rest of a word that the parse cut (`RFE/RL`, `Solveig Aamodt-Rui`, `Bengt-Ola Frisk`)."""
        return whole_word(self.parse.text, start, end)

    def _is_preposition(self, word: int) -> bool:
        """Whether a word is (part of) the preposition before a phrase, which is no part of who it names."""
        return self.relation(word) in ("case", "mark", "cc") or (self.relation(word) == "fixed" and self._is_preposition(self.heads[word]))

    def _name_beside(self, head: int) -> int | None:
        """`the keeper, Orrin Vale`, `analyst Per Lunde`: the person named beside a role."""
        if self.parse.upos[head] not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        beside = [w for w in self.below[head] if self.relation(w) in ("appos", "flat", "compound") and self.parse.upos[w] == "PROPN"]
        named = next((w for w in beside if (self._person_at(w) is not None) and self._person_at(w) != self._person_at(head)), None)
        if named is not None and (self.relation(named) == "appos" or self._person_at(head) is None):
            return named
        if self.parse.upos[head] == "PROPN":
            return next((w for w in beside if w > head and self.relation(w) == "appos" and self._is_role(head)), None)
        role = next((w for w in self.below[head] if self.relation(w) == "appos" and self.parse.upos[w] == "NOUN"), None)
        if role is not None:  # `their witness, engineer Orrin Vale`
            return self._name_beside(role)
        return next((w for w in beside if self.relation(w) in ("appos", "flat") and w > head), None)

    def _is_role(self, head: int) -> bool:
        """Whether a capitalised word is an office, no name (`the Director-General, Orrin Vale`)."""
        return self.low[head] in speaking_nouns() and self._person_at(head) is None and bool(self.below[head])

    def _named_at_the_end(self, head: int) -> int | None:
        """`the head of the port office, Orrin Vale`, where the parse hangs the name on the office."""
        if self.parse.upos[head] != "NOUN":
            return None
        inner = next((c for c in self.below[head] if self.relation(c) == "nmod" and c > head), None)
        named = next((c for c in self.below[inner] if self.relation(c) == "appos"), None) if inner is not None else None
        return named if named is not None and self.parse.upos[named] == "PROPN" else None

    def _person_at(self, word: int) -> int | None:
        """The number of the person's name that a word is part of."""
        return self._persons.get(word)

    def _is_date(self, word: int) -> bool:
        """Whether a phrase says when (`the senate on Tuesday`), which is no part of who speaks."""
        below = {self.low[w] for w in self.all_below(word)} if self.relation(word) == "nmod" and self.has_child(word, "case", ON) else set()
        return bool(below & (TIME_NOUNS | DAYS))

    def _nominal(self, head: int) -> list[int]:
        """The words of a noun phrase, without clauses and inserted words, as one stretch around its head."""
        kept, todo = [head], [head]
        while todo:
            for child in self.below[todo.pop()]:
                if self._is_date(child):
                    continue
                if self.low[child] == "-":
                    kept.append(child)
                elif self.relation(child) not in LEFT_OUT and self.parse.deprel[child] not in LEFT_OUT and self.low[child] not in REFLEXIVE:
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
