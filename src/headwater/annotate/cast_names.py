"""Who is named in one text: its names grouped (a last name is the one person of that name), with what stands beside them."""

import bisect
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from headwater.annotate import speakers
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.names import TITLE_WORDS, Names
from headwater.annotate.persons import Gender, gender_of, given_names, is_body, person_nouns, singular

Sort = Literal["person", "body", "group"]
NAMED_SCORE, SAME_WORDS_SCORE, ROLE_SCORE, GENERAL_SCORE = 0.95, 0.85, 0.8, 0.6
OBJECTS = ("obj", "iobj", "obl")
AGE = re.compile(r"\b(\d{1,3})-year-old\b")
AGE_AFTER = re.compile(r",\s*(?:aged\s+)?(\d{1,3}),|\s\((\d{1,3})\)")
PORTFOLIO = re.compile(r"\b(?P<which>[Pp]rime|[Ff]oreign) [Mm]inister,? $")
PORTFOLIO_BEHIND = re.compile(r", (?:the|its|their) (?:\w+ )?(?P<which>[Pp]rime|[Ff]oreign) [Mm]inister")
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
TITLE_BEFORE = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Sir|Lady)\.? [A-ZÀ-ÞА-ЯЁ][\w'’-]*(?:['’]s)?$")
LONGEST_TITLE = 5  # code points before a name in which `Mrs. ` stands
NAMING = frozenset("gave give gives giving identified called named known".split())
LOOSE = re.compile(
    r" (?:in question|again|also|too|later|meanwhile|(?:him|her|it)self|themselves)$", re.IGNORECASE
)  # behind a name or a description
SELF_NAMED = re.compile(r"(?:, I\b|\.\s*$)", re.MULTILINE)  # behind `WITNESS: Orrin Vale`
SHORTENED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w'’-]+ [A-ZÀ-ÞА-ЯЁ]\.")  # `Selma K.`


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
    owner: int | None = None  # whose it is (`her assistant`), and the words without the pronoun
    owned: str = ""

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


class NamedCast:
    """The persons and bodies that a text names, with what the words around the names tell of them."""

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
        self._spoken: set[int] = set()  # who has spoken so far
        self._introduced: dict[int, int] = {}  # where a person is first named as a subject, and who it is
        self._named_later: dict[int, int] = {}  # `a passenger who gave only her first name, Selam`: word of the noun, referent
        self._issuer = outlet
        if outlet:
            self._new(Referent("body", names=[outlet]))
        if grammar is not None:
            self._from_names(grammar)
            self._nouns = [w for w in range(len(grammar.low)) if w in self._introduced or self._stands_for_somebody(grammar, w)]
        self._seen.sort(key=lambda seen: seen.start)

    def _from_names(self, grammar: Grammar) -> None:
        people = [
            name for name in grammar.parse.names if name.kind in ("person", "organization", "group") and not grammar.is_left_out(name.first)
        ]
        for name in sorted(people, key=lambda n: -len(grammar.parse.text[n.start : n.end].split())):
            written = self._content[slice(*grammar.whole_word(name.start, name.end))]
            words = plain(written)
            sort: Sort = "person" if name.kind == "person" or SHORTENED.fullmatch(words) else "body"
            at = self._named(words, sort)
            if at is None and sort == "person":
                at = self._of_title(self._content[max(0, name.start - LONGEST_TITLE) : name.start] + written, words)
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
                    is_main(grammar, head),
                )
            )
            if sort == "person" and grammar.relation(head) == "nsubj" and one.first == name.start:
                self._introduced[head] = at
            if one.sort == "person" and len(words.split()) > 1:
                one.gender = one.gender or given_names().get(words.split()[0].casefold())
        self._from_titles(grammar)
        self._from_appositions(grammar)
        for one in self.referents:
            if one.sort == "person" and one.gender is None:
                given = (part for name in one.names for part in name.split()[:1])
                one.gender = next((g for part in given if (g := given_names().get(part.casefold()))), None)

    def _of_title(self, written: str, words: str) -> int | None:
        """`Ms Sarr` where the text names a man and a woman of that surname."""
        found = TITLE_BEFORE.search(written)
        gender = MISTER.get(found["title"].casefold()) if found and " " not in words else None
        if gender is None:
            return None
        low = f" {words.casefold()}"
        fits = [at for at, one in enumerate(self.referents) if one.sort == "person" and any(name.casefold().endswith(low) for name in one.names)]
        same = [at for at in fits if self.referents[at].gender == gender]
        return same[0] if len(same) == 1 and all(self.referents[at].gender for at in fits) else None

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
                at = self._new(Referent("person", names=[plain(phrase.words)], first=phrase.start))
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
        if low in ("one", "another") and grammar.relation(word) in ("nsubj", *OBJECTS):  # `one of the skaters`
            inner = grammar.child(word, "nmod")
            return inner is not None and grammar.low[inner] in person_nouns() and not self._is_named(grammar, word)
        speaks = low in person_nouns() or low in speakers.speaking_nouns() or is_body(low)
        titles = grammar.parse.xpos[word] == "NNPS" and low in person_nouns()  # `The Prime Ministers of Vell and Ostra met`
        if not speaks or not (grammar.parse.upos[word] == "NOUN" or titles or (grammar.parse.upos[word] == "PROPN" and is_body(low))):
            return False
        return not self._is_named(grammar, word) and grammar.relation(word) in (
            "nsubj",
            "root",
            *(OBJECTS if low in person_nouns() or is_body(low) else ()),
        )

    @staticmethod
    def _is_named(grammar: Grammar, word: int) -> bool:
        return any(grammar.parse.upos[c] == "PROPN" and grammar.relation(c) in ("appos", "flat") for c in grammar.below[word])

    def _person_taken_for_a_body(self, last: str) -> int | None:
        """A name of two words that the model took for a body, when its last word alone is a person's elsewhere in the text."""
        for at, one in enumerate(self.referents):
            if one.sort == "body" and any(name.split()[1:] == [last] and not speakers.BODIES.search(name) for name in one.names):
                one.sort = "person"
                return at
        return None

    def _portfolio(self, grammar: Grammar, one: Referent, first: int) -> None:
        """`Prime Minister Orrin Vale`, `Foreign Minister Lisa Kord`: the word before the office, by which `the premier` is known."""
        found = PORTFOLIO.search(self._content, max(0, grammar.starts[first] - 40), grammar.starts[first])
        if found is None and one.first == grammar.starts[first]:
            found = PORTFOLIO_BEHIND.match(self._content, grammar.starts[first] + len(one.name))
        if found is not None and one.sort == "person":
            one.heads.add(found.group("which").casefold())

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
        self._portfolio(grammar, one, first)
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

    def one(self, at: int) -> int:
        """The referent that a merged one became."""
        return self._merged.get(at, at)


def plain(words: str) -> str:
    bare = LOOSE.sub("", " ".join(words.split()))
    parts = re.sub(r"['’]s?$", "", bare).split(" ")
    while len(parts) > 1 and parts[0].casefold().rstrip(".") in TITLE_WORDS | {"the"} and parts[1][:1].isupper():
        parts = parts[1:]
    return " ".join(parts).strip() or words


def _is_form(parts: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name is a form of a longer one: its first or last part, or its words in order."""
    if len(parts) >= len(full):
        return False
    if len(parts) == 1 and len(full) in (3, 4) and full[-2] == parts[0]:  # `Caal` of `Benicio Caal Ixim`
        return True
    return list(full[-len(parts) :]) == list(parts) or list(full[: len(parts)]) == list(parts)


def is_main(grammar: Grammar, word: int) -> bool:
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


def _head(grammar: Grammar, first: int, last: int) -> int:
    """The word of a name that hangs on something outside of it."""
    return next((w for w in range(first, last) if not first <= grammar.heads[w] < last), first)
