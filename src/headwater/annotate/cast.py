"""Who is who in one text: names led back to the fullest form, descriptions and pronouns to whom they mean.

Rules on the parse with scores. Names of one text are grouped first (a last name is the one person of that name);
then, in reading order, each way of naming a speaker is led to somebody already known, or is somebody new.
Where two may be meant nobody is: a wrong speaker is worse than none (after the sieves of Lee et al. 2013,
the most precise first).
"""

import bisect
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from headwater.annotate import speakers
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.names import TITLE_WORDS, Names
from headwater.annotate.persons import Gender, body_nouns, gender_of, given_names, is_body, person_nouns, singular, speaks_together
from headwater.annotate.speakers import Phrase
from headwater.lexicon import entries, outlets

Sort = Literal["person", "body", "group"]

NAMED_SCORE, SAME_WORDS_SCORE, ROLE_SCORE, GENERAL_SCORE = 0.95, 0.85, 0.8, 0.6
SUBJECT_SCORE, NEAR_SCORE, UNRESOLVED_SCORE = 0.75, 0.5, 0.2
NOTICE = 300  # code points behind a description in which its name may be said to be withheld
NEW_NAME = 40  # code points between where a name first stands and where it speaks: its first mention, with a title
REACH = 900  # code points that a pronoun or a general description looks back
HE, SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
THEY, IT, SELF = frozenset("they them their theirs".split()), frozenset(("it", "its")), frozenset("i me my we us our".split())
ANSWER_REACH = 400  # code points between what one says and the words that it answers or goes on with
ONES = HE | SHE
PRONOUNS = ONES | THEY | IT | SELF | {"who"}
UNSAID = frozenset(
    "what which that you your".split()
)  # the words that stand for somebody elsewhere in the sentence, or for whoever hears it
INDEFINITE = re.compile(r"\b(?:an?|another|one|some|several|two|three|four|five|many|other|both)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
OBJECTS = ("obj", "iobj", "obl")
NOMINAL = ("NOUN", "PROPN", "PRON")
TURNS = {"q": True, "question": True, "a": False, "answer": False}
INTERVIEW_WITH = re.compile(r"\b(?:interview|conversation|questions?|q\s*&\s*a|talk) (?:with|to|for)\b", re.IGNORECASE)
TALKED = re.compile(r"\b(?:spoke|talked|was (?:speaking|talking)) (?:to|with)\b|\bwas interviewed by\b")
TITLE_REACH = 60  # code points between a name and the words that say it talked
SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s")
AGE = re.compile(r"\b(\d{1,3})-year-old\b")
AGE_AFTER = re.compile(r",\s*(?:aged\s+)?(\d{1,3}),|\s\((\d{1,3})\)")
MISTER: dict[str, Gender] = {
    "mr": "m",
    "mr.": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "sir": "m",
    "lady": "f",
    "king": "m",
    "queen": "f",
}
TITLED = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Dr)\.? (?P<name>[A-ZÀ-ÞА-ЯЁ][\w'’-]+)\b(?! [A-ZÀ-Þ])")
OFFICES = frozenset(
    "minister mayor governor prosecutor judge police officer official president director chief commander secretary ambassador lawyer attorney counsel solicitor barrister spokesman spokeswoman spokesperson agent manager coach".split()
)
RANKS = frozenset("deputy vice assistant".split())
NAMING = frozenset("gave give gives giving identified called named known".split())
LOOSE = re.compile(
    r" (?:in question|again|also|too|later|meanwhile|(?:him|her|it)self|themselves)$", re.IGNORECASE
)  # behind a name or a description
SELF_NAMED = re.compile(r"(?:, I\b|\.\s*$)", re.MULTILINE)  # behind `WITNESS: Orrin Vale`
SHORTENED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w'’-]+ [A-ZÀ-ÞА-ЯЁ]\.")  # `Selma K.`
RELATED = re.compile(r"\b(?:of|for|to|with|by|from|and|in|on|at)\b|['’]s?\b", re.IGNORECASE)
OF_BODY = re.compile(r"(?P<name>[^\W\d_][\w'’.-]+(?: [A-ZÀ-ÞА-ЯЁ][\w'’.-]*)+) (?:of|from|at|with) (?:(?:the|an?|its|their) )?[a-zà-þ]")
OWNER = re.compile(r"^(?:his|her|their|its|my|our|[A-Z][\w-]+['’]s)\s", re.IGNORECASE)


class Referent(msgspec.Struct):
    """Somebody or something that speaks in a text: all its names and descriptions, what is known of it."""

    sort: Sort
    names: list[str] = msgspec.field(default_factory=list)
    descriptions: list[str] = msgspec.field(default_factory=list)
    heads: set[str] = msgspec.field(default_factory=set)
    gender: Gender | None = None
    plural: bool = False
    age: str | None = None
    first: int = 0

    @property
    def name(self) -> str:
        """The fullest name, else the fullest description."""
        return max(self.names or self.descriptions, key=len, default="")


class Seen(msgspec.Struct, frozen=True):
    """One place where somebody is mentioned: whether as a subject, inside which outermost quotation (-1 outside)."""

    start: int
    referent: int
    subject: bool
    quotation: int
    main: bool = True  # not in a clause that somebody else says


class Cast:
    """The persons and bodies of one text, asked in reading order who a phrase means."""

    def __init__(self, content: str, grammar: Grammar | None, quotations: Sequence[Place], *, outlet: str | None = None) -> None:
        """`outlet` is who publishes the text: its issuer, where it is no news outlet, is one of those it may speak of."""
        self._content, self._grammar = content, grammar
        self._quotations = list(quotations)
        self._opens = [place[0] for place in quotations]
        self._full = Names(content)
        self.referents: list[Referent] = []
        self._seen: list[Seen] = []
        self._turns: tuple[int, int] | tuple[()] = ()
        self._merged: dict[int, int] = {}
        self._nouns: list[int] = []
        self.phrases: dict[Place, int] = {}  # where nouns and pronouns stand for somebody, and for whom
        self._labels: set[int] = set()  # who speaks in turns
        self._introduced: dict[int, int] = {}  # where a person is first named as a subject, and who it is
        self._named_later: dict[int, int] = {}  # `a passenger who gave only her first name, Selam`: word of the noun, referent
        self._issuer = outlet
        if outlet:
            self._new(Referent("body", names=[outlet]))
        if grammar is not None:
            self._from_names(grammar)
            self._nouns = [w for w in range(len(grammar.low)) if w in self._introduced or self._stands_for_somebody(grammar, w)]
        self._seen.sort(key=lambda seen: seen.start)

    # -- building ---------------------------------------------------------------------------------

    def _from_names(self, grammar: Grammar) -> None:
        people = [
            name for name in grammar.parse.names if name.kind in ("person", "organization", "group") and not grammar.is_left_out(name.first)
        ]
        for name in sorted(people, key=lambda n: -len(grammar.parse.text[n.start : n.end].split())):
            written = self._content[slice(*grammar.whole_word(name.start, name.end))]
            words = _plain(written)
            sort: Sort = "person" if name.kind == "person" or SHORTENED.fullmatch(words) else "body"
            at = self._named(words, sort)
            if at is None and sort == "person" and " " not in words:
                at = self._person_taken_for_a_body(words)
            if at is None and sort == "body" and " " not in words and not words.isupper():
                at = self._named(words, "person")  # `Benicio Caal Ixim ... Caal`, which the model takes for a body
            if at is None:
                at = self._new(Referent(sort, names=[words], first=name.start))
            one = self.referents[at]
            one.first = min(one.first, name.start)
            if words not in one.names:
                one.names.append(words)
            for title in written.removesuffix(words).casefold().split():
                if title in person_nouns():
                    self._called(one, title)
            head = _head(grammar, name.first, name.last)
            self._describe(grammar, one, head, name.first)
            role = next((c for c in self._after(grammar, head) if grammar.low[c] in person_nouns()), None)
            if role is not None and sort == "person":  # `N., a seamstress, came`
                self._called(one, grammar.low[role])
                self._named_later[role] = at
            self._seen.append(
                Seen(
                    name.start,
                    at,
                    grammar.relation(self._top(grammar, head)) in ("nsubj", "root"),
                    self._quotation(name.start),
                    _is_main(grammar, head),
                )
            )
            if sort == "person" and grammar.relation(head) == "nsubj" and one.first == name.start:
                self._introduced[head] = at
        self._from_titles(grammar)
        self._from_appositions(grammar)
        for one in self.referents:
            if one.sort == "person" and one.gender is None:
                given = (part for name in one.names for part in name.split()[:1])
                one.gender = next((g for part in given if (g := given_names().get(part.casefold()))), None)

    def _from_titles(self, grammar: Grammar) -> None:
        """`Mr Vale`: a name that the model passed over, known by the title before it."""
        for found in TITLED.finditer(self._content):
            name = found.group("name")
            word = grammar.word_at(found.start("name"))
            if word is not None and self._named(name) is None:
                at = self._new(
                    Referent("person", names=[name], gender=MISTER.get(found.group("title").casefold()), first=found.start("name"))
                )
                self._seen.append(
                    Seen(
                        found.start("name"),
                        at,
                        grammar.relation(self._top(grammar, word)) in ("nsubj", "root"),
                        self._quotation(found.start()),
                    )
                )

    def _from_appositions(self, grammar: Grammar) -> None:
        """`N., a seamstress, came to the desk`: a name that the model passed over, known by what stands beside it."""
        known = {word for name in grammar.parse.names for word in range(name.first, name.last)}
        for word in range(len(grammar.low)):
            if grammar.parse.upos[word] != "PROPN" or word in known or grammar.relation(word) not in ("nsubj", "root"):
                continue
            role = next((c for c in (*grammar.below[word], *self._after(grammar, word)) if grammar.low[c] in person_nouns()), None)
            phrase = grammar.phrase(word, NAMED_SCORE) if role is not None else None
            if role is not None and phrase is not None and self._named(phrase.words) is None:
                at = self._new(Referent("person", names=[_plain(phrase.words)], first=phrase.start))
                self._describe(grammar, self.referents[at], word, word)
                self._called(self.referents[at], grammar.low[role])
                self._named_later[role] = at
                self._seen.append(Seen(phrase.start, at, True, self._quotation(phrase.start)))

    @staticmethod
    def _after(grammar: Grammar, word: int) -> list[int]:
        """The subjects behind a comma beside a subject (`N., a seamstress, came`), which the parse takes for two."""
        if grammar.relation(word) != "nsubj" or word + 1 >= len(grammar.low) or grammar.low[word + 1] != ",":
            return []
        return [c for c in grammar.below[grammar.heads[word]] if word < c <= word + 4 and grammar.relation(c) == "nsubj"]

    @staticmethod
    def _top(grammar: Grammar, head: int) -> int:
        """The head of the phrase that a name stands in beside its role ("the governor, Tunde Balewi")."""
        while grammar.relation(head) in ("appos", "flat", "compound") and grammar.heads[head] >= 0:
            head = grammar.heads[head]
        return head

    def _stands_for_somebody(self, grammar: Grammar, word: int) -> bool:
        """A noun for a person as the subject of a sentence, or introduced with an article, outside of quotations."""
        low = grammar.low[word]
        if low in ("one", "another") and grammar.relation(word) == "nsubj":  # `one of the skaters`
            inner = grammar.child(word, "nmod")
            return inner is not None and grammar.low[inner] in person_nouns() and not self._is_named(grammar, word)
        speaks = low in person_nouns() or low in speakers.speaking_nouns() or is_body(low)
        if not speaks or not (grammar.parse.upos[word] == "NOUN" or (grammar.parse.upos[word] == "PROPN" and is_body(low))):
            return False
        return not self._is_named(grammar, word) and grammar.relation(word) in (
            "nsubj",
            "root",
            *(OBJECTS if low in person_nouns() or is_body(low) else ()),
        )

    @staticmethod
    def _is_named(grammar: Grammar, word: int) -> bool:
        return any(grammar.parse.upos[c] == "PROPN" and grammar.relation(c) in ("appos", "flat") for c in grammar.below[word])

    def _read_to(self, start: int) -> None:
        """Take up the nouns for persons that stand before a place."""
        while self._nouns and self._grammar is not None and self._grammar.starts[self._nouns[0]] < start:
            word = self._nouns.pop(0)
            if word in self._introduced:
                self._meet_name(word)
                continue
            phrase = self._grammar.phrase(word, NEAR_SCORE)
            if phrase is not None and phrase.end < start and (phrase.start, phrase.end) not in self.phrases:
                at, _ = self._phrase(phrase)
                self.mention(at, phrase.start, subject=self._grammar.relation(word) not in OBJECTS, main=_is_main(self._grammar, word))
                self.phrases[phrase.start, phrase.end] = at

    def _meet_name(self, word: int) -> None:
        """The first place of a name, as the subject of its sentence."""
        phrase = self._grammar.phrase(word, NAMED_SCORE) if self._grammar is not None else None
        if phrase is not None:
            self._told_before_named(self._introduced[word], phrase)

    def _person_taken_for_a_body(self, last: str) -> int | None:
        """A name of two words that the model took for a body, when its last word alone is a person's elsewhere in the text."""
        for at, one in enumerate(self.referents):
            if one.sort == "body" and any(name.split()[1:] == [last] and not speakers.BODIES.search(name) for name in one.names):
                one.sort = "person"
                return at
        return None

    def _describe(self, grammar: Grammar, one: Referent, head: int, first: int) -> None:
        """What stands beside a name: a title, a role before or behind it, an age."""
        for word in grammar.below[head]:
            if (
                grammar.relation(word) in ("compound", "amod", "flat", "nmod")
                and word < first
                and (grammar.parse.upos[word] in ("NOUN", "PROPN") or grammar.low[word] in person_nouns())
            ):
                one.gender = one.gender or MISTER.get(grammar.low[word])
                if grammar.parse.upos[word] == "NOUN" or grammar.low[word] in person_nouns():
                    self._called(one, grammar.low[word])
            if grammar.relation(word) == "appos" and (
                grammar.parse.upos[word] == "NOUN" or (grammar.low[word] in person_nouns() and grammar.low[word - 1] == "(")
            ):
                self._called(one, grammar.low[word])
        beside = self._role_beside(grammar, head)
        if beside is not None and one.sort == "person":
            self._called(one, grammar.low[beside])
        relative = self._relative_above(grammar, head)
        if relative is not None and one.sort == "person":
            self._called(one, grammar.low[relative])
            self._named_later[relative] = self.referents.index(one)
        above = grammar.heads[head]
        if grammar.relation(head) == "appos" and above >= 0 and grammar.relation(above) == "nmod":  # `the envoy for the accord, Orrin Vale`
            above = grammar.heads[above]
        role = grammar.low[above] if above >= 0 else ""
        if (
            role
            and ":" in self._content[grammar.ends[above] : grammar.starts[head]]
            and not SELF_NAMED.match(self._content, grammar.ends[grammar.all_below(head)[-1]])
        ):
            role, above = "", -1  # `THE CHAIR: Deputy Vale has the floor.`
        if (
            grammar.relation(head) in ("appos", "flat", "nsubj")
            and above >= 0
            and (grammar.parse.upos[above] == "NOUN" or role in person_nouns())
        ):
            self._called(one, role)
        age = AGE_AFTER.match(self._content, grammar.ends[head], grammar.ends[head] + 14) or AGE.search(
            self._content, grammar.starts[first] - 40 if first else 0, grammar.starts[first]
        )
        if age and one.sort == "person":
            one.age = one.age or next(g for g in age.groups() if g)

    @staticmethod
    def _role_beside(grammar: Grammar, head: int) -> int | None:
        """`The minister of culture Orrin Vale opened`: the role right before a name, where the parse takes both for subjects."""
        if grammar.relation(head) != "nsubj":
            return None
        start = grammar.all_below(head)[0]
        siblings = (
            c
            for c in grammar.below[grammar.heads[head]]
            if c < head and grammar.relation(c) == "nsubj" and grammar.low[c] in person_nouns()
        )
        return next((c for c in siblings if grammar.all_below(c)[-1] == start - 1), None)

    @staticmethod
    def _relative_above(grammar: Grammar, head: int) -> int | None:
        """The noun whose relative clause gives this name as its own (`a passenger who gave only her first name, Selam`)."""
        word = grammar.heads[head]
        while word >= 0 and not (grammar.low[word] in NAMING and grammar.relation(word) in ("acl", "conj", "xcomp")):
            word = grammar.heads[word]
        while word >= 0 and grammar.is_verb(word) and grammar.relation(word) in ("acl", "conj", "xcomp"):
            word = grammar.heads[word]
        return word if word >= 0 and grammar.parse.upos[word] == "NOUN" else None

    def _called(self, one: Referent, noun: str) -> None:
        one.heads.add(singular(noun))
        gender = gender_of(noun.rsplit(" ", 1)[-1])
        if one.sort == "person":
            one.gender = one.gender or gender

    def _new(self, referent: Referent) -> int:
        self.referents.append(referent)
        return len(self.referents) - 1

    def _named(self, words: str, sort: Sort | None = None) -> int | None:
        """The one referent with this name or a longer form of it; None where there is none or more than one."""
        low = words.casefold()
        exact = [at for at, one in enumerate(self.referents) if any(low == name.casefold() for name in one.names)]
        if exact:
            return exact[0]
        parts = low.split()
        single = " " not in words and low not in given_names()
        if self._issuer and (sort != "person" or single) and _is_part(words, self._issuer):
            return 0
        fits = [
            at
            for at, one in enumerate(self.referents)
            if sort in (None, one.sort) and any(_is_form(parts, name.casefold().split()) for name in one.names)
        ]
        return fits[0] if len(fits) == 1 else None

    def _quotation(self, start: int) -> int:
        at = bisect.bisect_right(self._opens, start) - 1
        return at if at >= 0 and start < self._quotations[at][1] else -1

    # -- asking -----------------------------------------------------------------------------------

    def who(
        self, phrase: Phrase, *, speaker: int | None = None, inside: Place | None = None, direct: bool = False
    ) -> tuple[int | None, float]:
        """Whom a phrase means and how sure; `speaker` and `inside` are those of the statement that it stands in."""
        low = phrase.words.casefold()
        self._read_to(phrase.start)
        if low in TURNS:
            return self._of_turn(TURNS[low], phrase), phrase.score
        known = self.phrases.get((phrase.start, phrase.end))
        if low in UNSAID:
            return None, UNRESOLVED_SCORE
        if low in PRONOUNS:
            at, score = self._pronoun(low, phrase, speaker, inside, direct)
        elif known is not None:
            return self.one(known), phrase.score
        else:
            at, score = self._phrase(phrase)
        if at is not None:
            at = self.one(at)
            if self._content.startswith(":", phrase.end):
                self._labels.add(at)
            self.mention(at, phrase.start, main=inside is None)
            self.phrases[phrase.start, phrase.end] = at
        return at, score

    def read_on(self) -> None:
        """Take up the nouns for persons behind the last one asked for."""
        self._read_to(len(self._content) + 1)

    def final(self, at: int) -> Referent:
        """Who somebody turned out to be, once the whole text has been read."""
        return self.referents[self.one(at)]

    def has_office(self, at: int) -> bool:
        """Whether somebody speaks by office: a full name with a role, or a spokesman, minister and the like."""
        one = self.referents[at]
        return bool(one.heads & OFFICES) or (bool(one.heads) and any(" " in name for name in one.names))

    def last_meant(self, pronoun: str, start: int) -> int | None:
        """Whom a pronoun at `start` means, speaker or not; None where nobody or more than one can be meant."""
        near = [seen for seen in self._before(start, pronoun) if seen.quotation < 0]
        return self.one(near[0].referent) if near else None

    def mentioned(self, at: int, start: int, end: int) -> bool:
        """Whether somebody is mentioned in a stretch."""
        return any(start <= seen.start < end and self.one(seen.referent) == at for seen in self._seen)

    def is_outlet(self, at: int | None) -> bool:
        """Whether somebody is a news outlet, by its name or what it is called."""
        if at is None:
            return False
        one = self.referents[at]
        return any(outlets.known(name) or outlets.ends_like_one(name) for name in one.names) or bool(one.heads & entries("outlet_words"))

    def mention(self, at: int, start: int, *, subject: bool = True, main: bool = True) -> None:
        """Somebody is spoken of at `start`, or speaks: whoever is meant next is likely the same."""
        bisect.insort(self._seen, Seen(start, at, subject, self._quotation(start), main), key=lambda seen: seen.start)

    def _pronoun(self, low: str, phrase: Phrase, speaker: int | None, inside: Place | None, direct: bool) -> tuple[int | None, float]:
        if low in SELF:
            return speaker, SAME_WORDS_SCORE if speaker is not None else UNRESOLVED_SCORE
        near = self._before(phrase.start, low)
        if inside is None:
            outside = [seen for seen in near if seen.quotation < 0]
            return self._best(self._not_spoken_of(outside, phrase), low)
        near = [seen for seen in near if not direct or seen.referent not in self._labels]
        within = [seen for seen in near if seen.start >= inside[0] and seen.referent != speaker]
        if not direct and speaker is not None and self.fits(speaker, low) and not any(seen.subject for seen in within):
            return speaker, SUBJECT_SCORE
        within = within or (self._spoken_before(near, inside, speaker) if direct else [])
        if within:
            return self._best(within, low)
        others = [seen for seen in near if seen.referent != speaker and seen.quotation < 0]
        told = [seen for seen in others if not seen.main and inside[0] - ANSWER_REACH < seen.start]
        if direct and told and low in ONES:
            return told[0].referent, NEAR_SCORE
        if direct and (low in THEY or len({seen.referent for seen in others}) > 1):
            return None, UNRESOLVED_SCORE
        at, score = self._best(others, low)
        return at, min(score, NEAR_SCORE)

    def _spoken_before(self, near: Sequence[Seen], inside: Place, speaker: int | None) -> list[Seen]:
        """Whom words said right before may mean: those of the quotation before this one, or of the turn before."""
        at = self._quotation(inside[0])
        earlier = [seen for seen in near if seen.referent != speaker and inside[0] - ANSWER_REACH < seen.start < inside[0]]
        return earlier if at < 0 else [seen for seen in earlier if seen.quotation >= 0 and seen.quotation == at - 1]

    def _not_spoken_of(self, near: list[Seen], phrase: Phrase) -> list[Seen]:
        """`The engineer, he said, had smelled it`: not who stands in the words that the pronoun says."""
        grammar, word = self._grammar, phrase.head
        if grammar is None or word < 1 or grammar.low[word - 1] != ",":
            return near
        verb = grammar.heads[word]
        if verb < 0 or grammar.relation(verb) != "parataxis" or grammar.heads[verb] < 0:
            return near
        first = grammar.sentence_of(word)[0]
        start = grammar.starts[max((w for w in range(first, word) if grammar.low[w] in (":", ";")), default=first)]
        rest = [seen for seen in near if seen.start < start]
        return rest or near

    def _before(self, start: int, low: str) -> list[Seen]:
        """Mentions that a pronoun may mean, the nearest first."""
        last = bisect.bisect_left(self._seen, start, key=lambda seen: seen.start)
        first = bisect.bisect_left(self._seen, start - REACH, key=lambda seen: seen.start)
        return [seen for seen in reversed(self._seen[first:last]) if self.fits(seen.referent, low)]

    def fits(self, at: int, low: str) -> bool:
        """Whether a pronoun can mean somebody, by kind, number and gender."""
        one = self.referents[at]
        if low in HE or low in SHE:
            return one.sort == "person" and not one.plural and one.gender in (None, "m" if low in HE else "f")
        if low in IT:
            return one.sort == "body" and not one.plural
        return (one.plural or one.sort in ("group", "body")) and (bool(one.names) or any(speaks_together(head) for head in one.heads))

    def _best(self, near: Sequence[Seen], low: str) -> tuple[int | None, float]:
        """The nearest subject or speaker; somebody else only where nobody else is near."""
        if not near:
            return None, UNRESOLVED_SCORE
        subject = next((seen for seen in near if seen.subject), None)
        if subject is not None and not subject.main:
            subject = self._above(subject, near) or subject
        others = {seen.referent for seen in near}
        if subject is None:
            return (near[0].referent, NEAR_SCORE) if len(others) == 1 else (None, UNRESOLVED_SCORE)
        at = subject.referent
        if low in ONES:
            gender: Gender = "m" if low in HE else "f"
            surer = next((seen for seen in near if seen.subject and self._is_person(seen.referent)), None)
            if surer and not self._is_person(at):
                at = surer.referent
            elif self.referents[at].gender is None and self.referents[near[0].referent].gender == gender and self._parted(subject, near[0]):
                at = near[0].referent
            self.referents[at].gender = gender
        return at, SUBJECT_SCORE if len(others) == 1 or near[0] == subject else GENERAL_SCORE

    def _is_person(self, at: int) -> bool:
        """Whether somebody is surely a person: by name or by a noun for persons."""
        one = self.referents[at]
        return bool(one.names or one.gender or one.heads & person_nouns().keys())

    def _parted(self, earlier: Seen, later: Seen) -> bool:
        """Whether a sentence ends between two mentions."""
        return earlier.start < later.start and SENTENCE_END.search(self._content, earlier.start, later.start) is not None

    def _above(self, subject: Seen, near: Sequence[Seen]) -> Seen | None:
        """`Orrin Vale said the owner slept. He added`: who says it before whom it is said of, in the same sentence."""
        if self._grammar is None:
            return None
        words = self._grammar.words_in(0, subject.start + 1)
        start = self._grammar.starts[self._grammar.sentence_of(words[-1])[0]] if words else 0
        return next((seen for seen in near if seen.main and seen.subject and start <= seen.start < subject.start), None)

    def _phrase(self, phrase: Phrase) -> tuple[int, float]:
        words = _without_place(_plain(phrase.words) or phrase.words)
        if phrase.head in self._named_later:
            return self._named_later[phrase.head], ROLE_SCORE
        if _is_name(words, phrase):
            return self._by_name(words, phrase)
        titled = self._titled(words)
        if titled is not None:
            return titled, NAMED_SCORE
        head = self._head_noun(phrase)
        known = self._described(words, head, phrase)
        if known is not None:
            at, score = known
            one = self.referents[at]
            one.heads.add(head)
            if words not in one.descriptions:
                one.descriptions.append(words)
            return at, score
        return self._introduce(words, head, phrase), phrase.score

    def _by_name(self, words: str, phrase: Phrase) -> tuple[int, float]:
        at = self._named(words)
        if at is None:
            at = self._titled(words)
        if at is None:
            full = self._full.fullest(words)
            at = self._named(full) if full != words else None
        if at is None:
            body = speakers.BODIES.search(words) is not None
            at = self._new(Referent("body" if body else "person", names=[self._full.fullest(words)], first=phrase.start))
        self._told_before_named(at, phrase)
        return self.one(at), min(phrase.score, NAMED_SCORE)

    def _titled(self, words: str) -> int | None:
        """`Interior Minister Orrin Vale`: the one person whose whole name ends the phrase."""
        if RELATED.search(words):
            return None
        fits = [
            at
            for at, one in enumerate(self.referents)
            if one.sort == "person" and any(" " in n and words.endswith(" " + n) for n in one.names)
        ]
        return fits[0] if len(fits) == 1 else None

    def _told_before_named(self, at: int, phrase: Phrase) -> None:
        """`A former clerk denied it. ... Orrin Vale, 58, told the court`: a name that comes without a role right behind a person
        without a name is that person's."""
        one = self.referents[at]
        if one.sort != "person" or one.heads or not 0 <= phrase.start - one.first < NEW_NAME or at in self._merged:
            return
        if -1 < self._content.find(phrase.words) < phrase.start - NEW_NAME:  # named before, where nobody saw a person
            return
        near = [
            seen
            for seen in self._before(phrase.start, "he" if one.gender != "f" else "she")
            if seen.quotation < 0 and seen.referent != at and seen.subject
        ]
        if not near or any(seen.referent != near[0].referent for seen in near) or not near[0].subject:
            return
        other = self.referents[near[0].referent]
        if speakers.NAME_WITHHELD.search(self._content, near[0].start, min(near[0].start + NOTICE, phrase.start)):
            return  # who asked not to be named is not the next one who is
        if not other.heads & person_nouns().keys() or phrase.words.split()[0].casefold().rstrip(".") in TITLE_WORDS | person_nouns().keys():
            return
        if (
            other.names
            or other.plural
            or other.name.isupper()
            or (one.gender and other.gender and one.gender != other.gender)
            or OWNER.match(other.name)
        ):
            return
        self._merged[near[0].referent] = at
        one.heads |= other.heads
        one.descriptions.extend(other.descriptions)

    def _of_turn(self, asks: bool, phrase: Phrase) -> int:
        """Who asks and who answers in an interview, as its opening says; else the label itself."""
        if not self._turns:
            self._turns = self._interview(phrase)
        return self._turns[0 if asks else 1]

    def _interview(self, phrase: Phrase) -> tuple[int, int]:
        opening = self._content[: phrase.start]
        people = list(
            dict.fromkeys(
                seen.referent for seen in self._seen if seen.start < phrase.start and self.referents[seen.referent].sort == "person"
            )
        )
        labels = [self._new(Referent("person", descriptions=[label], first=phrase.start)) for label in ("Q", "A")]
        if not people:
            return self._talked() or (labels[0], labels[1])
        if len(people) == 1:
            return (0 if self._issuer else labels[0]), people[0]
        if len(people) != 2:
            return labels[0], labels[1]
        first, second = people
        return (second, first) if INTERVIEW_WITH.search(opening) else (first, second)

    def _talked(self) -> tuple[int, int] | None:
        """Who asked and who answered, where a line below says who spoke to whom."""
        for found in TALKED.finditer(self._content):
            before = [seen.referent for seen in self._seen if found.start() - TITLE_REACH < seen.start < found.start()]
            behind = [seen.referent for seen in self._seen if found.end() - 1 <= seen.start < found.end() + TITLE_REACH]
            if (
                before
                and behind
                and all(self.referents[at].sort == "person" and self.referents[at].names for at in (before[-1], behind[0]))
            ):
                return behind[0], before[-1]
        return None

    def one(self, at: int) -> int:
        """The referent that a merged one became."""
        return self._merged.get(at, at)

    def _head_noun(self, phrase: Phrase) -> str:
        if self._grammar is None or phrase.head < 0:
            return singular(phrase.words.split()[-1].casefold())
        return _with_rank(self._grammar, phrase.head)

    def _introduce(self, words: str, head: str, phrase: Phrase) -> int:
        plural = self._is_plural(phrase)
        body = (
            speakers.BODIES.search(words) is not None or head in speakers.speaking_nouns() or is_body(head)
        ) and head not in person_nouns()
        sort: Sort = "body" if body else "group" if plural else "person"
        age = AGE.search(words)
        gender = gender_of(head.rsplit(" ", 1)[-1])
        beside = self._called_beside(phrase.head)
        gender = gender or next((g for noun in beside if (g := gender_of(noun))), None)
        return self._new(
            Referent(
                sort,
                descriptions=[words],
                heads={head, *beside},
                gender=gender,
                plural=plural,
                age=age.group(1) if age else None,
                first=phrase.start,
            )
        )

    def _called_beside(self, head: int) -> list[str]:
        """The nouns for persons beside a description (`one of the skaters, a girl in a green helmet`)."""
        if self._grammar is None or head < 0:
            return []
        grammar = self._grammar
        return [
            singular(grammar.low[c]) for c in grammar.below[head] if grammar.relation(c) == "appos" and grammar.low[c] in person_nouns()
        ]

    def _is_plural(self, phrase: Phrase) -> bool:
        if self._grammar is None or phrase.head < 0:
            return phrase.words.endswith("s")
        beside = self._grammar.child(phrase.head, "conj")
        several = (
            beside is not None
            and self._grammar.parse.upos[beside] in NOMINAL
            and beside in self._grammar.words_in(phrase.start, phrase.end)
        )
        return several or self._grammar.parse.xpos[phrase.head] in ("NNS", "NNPS")

    def _described(self, words: str, head: str, phrase: Phrase) -> tuple[int, float] | None:
        """Somebody known whom a description means: by the same words, by role, by age, by a general word for who was just named."""
        if INDEFINITE.search(self._content, max(0, phrase.start - 24), phrase.start) or INDEFINITE.match(words):
            return None
        low, plural = words.casefold(), self._is_plural(phrase)
        before = [at for at, one in enumerate(self.referents) if one.first <= phrase.start]
        same = [at for at in before if low in (d.casefold() for d in self.referents[at].descriptions)]
        if same:
            return same[-1], SAME_WORDS_SCORE
        age = AGE.search(words)
        if age:
            aged = [at for at in before if self.referents[at].age == age.group(1)]
            return (aged[0], ROLE_SCORE) if len(aged) == 1 else self._general(head, phrase, "person")
        if (
            OWNER.match(words)
            and head not in OFFICES
            and not (words.casefold().startswith(("its ", "their ")) and person_nouns().get(head, ("", None, False))[2])
        ):
            return None
        role = [
            at
            for at in before
            if head in self.referents[at].heads and self.referents[at].plural == plural and self._compatible(at, words, head)
        ]
        if len(role) == 1 or (role and len({self._last(at, phrase.start) for at in role}) == len(role)):
            at = max(role, key=lambda at: self._last(at, phrase.start))
            return at, ROLE_SCORE if len(role) == 1 else GENERAL_SCORE
        body = [
            at
            for at in before
            if head not in person_nouns()
            and head != "one"
            and self.referents[at].sort == "body"
            and any(head in name.casefold().split() for name in self.referents[at].names)
        ]
        if body and not plural:
            return max(body, key=lambda at: self._last(at, phrase.start)), ROLE_SCORE
        company = self._organisation(phrase.start) if body_nouns().get(head) and " " not in words else None
        if company is not None and not plural:
            return company, GENERAL_SCORE
        later = [
            at
            for at, one in enumerate(self.referents)
            if one.first >= phrase.start and one.names and one.sort != "group" and head in one.heads
        ]
        if len(later) == 1 and not plural and not role:  # `..., the health minister said. ... Health Minister Tadala Mvalo`
            return later[0], GENERAL_SCORE
        noun = person_nouns().get(head)
        if noun and noun[2] and not plural and " " not in words and not words.isupper():
            return self._general(head, phrase, "person")
        return None

    def _organisation(self, start: int) -> int | None:
        """`the company`: the one organisation named so far whose name does not say that it is some other body."""
        named = {
            seen.referent
            for seen in self._seen
            if seen.start < start and self.referents[seen.referent].sort == "body" and self.referents[seen.referent].names
        }
        fits = [at for at in named if not any(is_body(part) for name in self.referents[at].names for part in name.casefold().split())]
        return fits[0] if len(fits) == 1 else None

    def _compatible(self, at: int, words: str, head: str) -> bool:
        """Whether a description can be of somebody known by others: not where both say of what, and say it otherwise."""
        one = self.referents[at]
        mine = _modifiers(words, head)
        if one.names or not mine:
            return True
        theirs = [_modifiers(known, head) for known in one.descriptions]
        return not all(theirs) or any(mine & known for known in theirs)

    def _last(self, at: int, before: int) -> int:
        return max((seen.start for seen in self._seen if seen.referent == at and seen.start < before), default=0)

    def _general(self, head: str, phrase: Phrase, sort: Sort) -> tuple[int, float] | None:
        """`the woman`, `the activist`: the person just spoken of, where only one can be meant and nothing else is known of them."""
        if self._quotation(phrase.start) >= 0:
            return None
        gender = gender_of(head.rsplit(" ", 1)[-1])
        last = bisect.bisect_left(self._seen, phrase.start, key=lambda seen: seen.start)
        first = bisect.bisect_left(self._seen, phrase.start - REACH, key=lambda seen: seen.start)
        near = [
            seen
            for seen in reversed(self._seen[first:last])
            if seen.quotation < 0
            and seen.referent not in self._labels
            and self.referents[seen.referent].sort == sort
            and not self.referents[seen.referent].plural
        ]
        near = [seen for seen in near if gender is None or self.referents[seen.referent].gender in (None, gender)]
        named = [seen for seen in near if self.referents[seen.referent].names] or near
        if not named or len({seen.referent for seen in named}) > 1:
            return None
        if gender is None and not AGE.search(phrase.words) and self.referents[named[0].referent].heads - {head}:
            return None
        return named[0].referent, GENERAL_SCORE


def _plain(words: str) -> str:
    bare = LOOSE.sub("", " ".join(words.split()))
    parts = re.sub(r"['’]s?$", "", bare).split(" ")
    while len(parts) > 1 and parts[0].casefold().rstrip(".") in TITLE_WORDS | {"the"} and parts[1][:1].isupper():
        parts = parts[1:]
    return " ".join(parts).strip() or words


def _without_place(words: str) -> str:
    """`Orrin Vale of the farmers' union`: the name alone."""
    found = OF_BODY.match(words)
    return found.group("name") if found and not speakers.BODIES.search(found.group("name")) else words


def _modifiers(words: str, head: str) -> set[str]:
    """The words of a description that tell of which kind or of what it is."""
    return {
        word
        for word in words.casefold().split()
        if word not in (head, "of", "the", "a", "an", "for", "in", "at", "and") and singular(word) != head
    }


def _is_name(words: str, phrase: Phrase) -> bool:
    if " " not in words and words.casefold() in person_nouns():  # `the Minister`
        return False
    return phrase.upos in ("PROPN", "") and words[:1].isupper() and words.split()[-1][:1].isupper()


def _is_form(parts: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name is a form of a longer one: its first or last part, or its words in order."""
    if len(parts) >= len(full):
        return False
    if len(parts) == 1 and len(full) in (3, 4) and full[-2] == parts[0]:  # `Caal` of `Benicio Caal Ixim`
        return True
    return list(full[-len(parts) :]) == list(parts) or list(full[: len(parts)]) == list(parts)


def _is_main(grammar: Grammar, word: int) -> bool:
    """Whether a word stands in no clause that somebody says."""
    while word >= 0:
        if grammar.relation(word) in ("ccomp", "acl"):
            return False
        word = grammar.heads[word]
    return True


def _is_part(words: str, name: str) -> bool:
    """Whether words are a part of the name of a body or its initials."""
    parts = re.findall(r"[\w'’.-]+", name)
    initials = "".join(part[0] for part in re.findall(r"[\w'’]+", name) if part[0].isupper())
    return (len(words) > 2 and words == initials) or (
        words[:1].isupper() and not words.isupper() and len(words) > 3 and f" {words.casefold()} " in f" {' '.join(parts).casefold()} "
    )


def _with_rank(grammar: Grammar, word: int) -> str:
    """A noun for a person in the singular, with the rank before it: a deputy director is no director."""
    noun = singular(grammar.low[word])
    rank = next((grammar.low[c] for c in grammar.below[word] if grammar.low[c] in RANKS and c < word), None)
    return f"{rank} {noun}" if rank else noun


def _head(grammar: Grammar, first: int, last: int) -> int:
    """The word of a name that hangs on something outside of it."""
    return next((w for w in range(first, last) if not first <= grammar.heads[w] < last), first)
