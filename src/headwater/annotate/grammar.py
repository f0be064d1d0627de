"""The parse of a text, asked by place: phrases, clauses, subjects. Relations are those of Universal Dependencies 2."""

from collections.abc import Sequence

from headwater.annotate.grammar_tree import MARKS, Tree
from headwater.annotate.grammar_tree import Place as Place
from headwater.annotate.speakers import BODIES, LONGEST, TIME_NOUNS, Phrase, name_part, speaking_nouns
from headwater.annotate.tokens import Token
from headwater.annotate.whole_words import whole_word, without_article

SCORE = 0.9  # of a subject that the parse gives; through another verb it is less sure
SHARED_SCORE, OF_NOUN_SCORE = 0.8, 0.75
LEFT_OUT = ("acl", "appos", "advcl", "parataxis", "punct", "cc:preconj", "discourse", "vocative", "dep", "ccomp", "orphan")
THROUGH = ("conj", "advcl", "xcomp")  # a verb without a subject of its own has that of the verb it hangs on
UNSAID, RELATIVE = frozenset(("what", "which")), frozenset("who which that whom".split())
QUOTED = frozenset("quote quotes quoted quoting cite cites cited citing".split())
ISSUING = frozenset(
    "issue issues issued issuing release releases released publish publishes published send sends sent post posts posted make made circulate circulated distribute distributed write wrote sign signed".split()
)
HEARING = frozenset("hear hears heard hearing learn learns learned learnt learning".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
ON, HAD = frozenset(("on",)), frozenset(("had",))
POSTPOSED = frozenset("general elect designate".split())  # `the attorney general`
BY_MEANS = frozenset("telephone phone letter e-mail email text message post radio fax video mail courier".split())  # `was told by telephone`
RECEIVING = frozenset("received receives obtained got saw seen found published read leaked".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())


class Grammar(Tree):
    """The parse of a text with its phrases and with who does what."""

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
            if relation == "advcl" and (paper := self._paper_received(word)) is not None:
                return self.phrase(paper, SHARED_SCORE)
            before, word, score = word, self.heads[word], SHARED_SCORE
            if self.low[before].endswith("ing") and relation == "advcl" and self.relation(word) == "ccomp" and not self._can_do(word):
                word = self.heads[word]  # `said two units had returned, pointing out that`: no unit points out
            if relation == "conj" and self.relation(word) == "ccomp" and self.is_past(before) and not self.is_past(word):
                word = self.heads[word]  # `said it had lost touch and accused the rebels`
            elif relation == "conj" and self.relation(word) == "ccomp" and self.goes_with_cue(before):
                word = self.heads[word]  # `conceded that voters "wanted another face" and said`
            if relation == "conj" and word == self.heads[before] and self.is_passive(word) and not self.is_passive(before):
                found = self.child(word, "nsubj")  # `She was born there and had told her`
                return self.phrase(found, score) if found is not None and self.low[found] not in RELATIVE else None
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
        if above >= 0 and self.relation(noun) == "nmod" and not self._may_speak(noun) and self.low[above] in speaking_nouns():
            return above  # `the deputy of the district, who promises`
        return above if above >= 0 and self.relation(noun) == "appos" and self._person_at(above) is not None else noun

    def _who_issued(self, noun: int) -> Phrase | None:
        """`the office issued a statement warning that`: who issued it speaks, not the paper."""
        verb = self.heads[noun]
        if verb < 0 or self.relation(noun) != "obj" or self.low[verb] not in ISSUING or self.low[noun] not in speaking_nouns():
            return None
        found = self._subject_of(verb)
        return self.phrase(found, SHARED_SCORE) if found is not None else None

    def _paper_received(self, word: int) -> int | None:
        """`has received a letter from the owner alleging that`: the letter alleges."""
        paper = self.child(self.heads[word], "obj") if self.low[self.heads[word]] in RECEIVING and self.low[word].endswith("ing") else None
        near = paper is not None and self.low[word - 1] != "," and paper < word
        return paper if near and paper is not None and self.low[paper] in speaking_nouns() else None

    def _can_do(self, verb: int) -> bool:
        """Whether the subject of a verb can speak, or is not known."""
        found = self._subject_of(verb)
        found = self.child(verb, "nsubj") if found is None else found
        return found is None or self._may_speak(found)

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
        if len(found) > 1 and found[-1] < word and self._stands_behind_where(found[-1]):
            return found[-1]
        if len(found) > 1 and self.clause_between(word) is not None:
            return found[-1]
        if len(found) > 1 and self.parse.upos[found[1]] == "PROPN" and self._meet(*found[:2]):
            return found[1]
        return found[0] if found else self._behind_its_clause(word) or self.beside(word) or self._before_its_clause(word)

    def _stands_behind_where(self, word: int) -> bool:
        """`In a post on the page, one user alleged`: whether a phrase stands behind the comma of one that says where."""
        first = self.all_below(word)[0]
        opening = self.sentence_of(word)[0]
        return first > opening and self.low[first - 1] == "," and self.parse.upos[opening] == "ADP"

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

    def _before_its_clause(self, word: int) -> int | None:
        """`The keeper, who is ill, said he had left`: the subject before the verb, where the parse gives it to the clause behind."""
        clause = next((c for c in self.below[word] if self.relation(c) == "ccomp" and c > word), None)
        before = [c for c in self.below[clause] if self.relation(c) == "nsubj" and c < word] if clause is not None else []
        own = clause is not None and any(self.relation(c) in ("nsubj", "expl") and word < c for c in self.below[clause])
        return before[0] if before and own and self.child(word, "aux:pass") is None else None

    def beside(self, word: int) -> int | None:
        """`Prices fell, its director, Orrin Vale, said`: the noun right before the verb, where the parse hangs both on the clause."""
        if self.relation(word) != "parataxis":
            return None
        siblings = [c for c in self.below[self.heads[word]] if c < word and self.parse.upos[c] in ("NOUN", "PROPN", "PRON")]
        return next((c for c in siblings if self.relation(c) in ("parataxis", "appos") and self.all_below(c)[-1] >= word - 2), None)

    def agent(self, word: int) -> Phrase | None:
        """The agent of a passive verb ("was told by the guards")."""
        for child in self.below[word]:
            if self.relation(child) == "obl" and self.has_child(child, "case", frozenset({"by"})) and self.low[child] not in BY_MEANS:
                return self.phrase(child, SCORE)
        return None

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
        behind = self.word_at(tokens[-1].end + 1)
        words += [behind] if behind is not None and behind not in words and behind == head + 1 and self.is_surname(behind) else []
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
        if head + 3 < len(self.low) and self.low[head + 1] == "," and self.is_surname(head + 3):
            return head + 2
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
