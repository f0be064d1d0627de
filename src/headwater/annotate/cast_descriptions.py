"""Whom a name or a description means: somebody known by it, by role, age or a general word, or somebody new."""

import bisect
import re

from headwater.annotate import speakers
from headwater.annotate.cast_kinds import KindCast
from headwater.annotate.cast_names import AGE, AGE_AFTER, GENERAL_SCORE, NAMED_SCORE, ROLE_SCORE, SAME_WORDS_SCORE, Referent, Sort, plain
from headwater.annotate.cast_pronouns import REACH
from headwater.annotate.grammar import Grammar
from headwater.annotate.names import TITLE_WORDS
from headwater.annotate.persons import body_nouns, gender_of, is_body, person_nouns, singular
from headwater.annotate.speakers import Phrase
from headwater.lexicon import outlets

NOTICE = 300  # code points behind a description in which its name may be said to be withheld
LEDE = 400  # code points from the start in which a report tells of somebody whom it names next
NEW_NAME = 40  # code points between where a name first stands and where it speaks: its first mention, with a title
INDEFINITE = re.compile(r"\b(?:an?|another|one|some|several|two|three|four|five|many|other|both)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
NOMINAL = ("NOUN", "PROPN", "PRON")
OFFICES = frozenset(
    "minister mayor governor prosecutor judge police officer official president director chief commander secretary ambassador lawyer attorney counsel solicitor barrister spokesman spokeswoman spokesperson agent manager coach".split()
)
RANKS = frozenset("deputy vice assistant".split())
RELATED = re.compile(r"\b(?:of|for|to|with|by|from|and|in|on|at)\b|['’]s?\b", re.IGNORECASE)
OF_BODY = re.compile(r"(?P<name>[^\W\d_][\w'’.-]+(?: [A-ZÀ-ÞА-ЯЁ][\w'’.-]*)+) (?:of|from|at|with) (?:(?:the|an?|its|their) )?[a-zà-þ]")
ASKING = re.compile(
    r"\b(?:told|asked by|(?:questions?|quer(?:y|ies)|inquir(?:y|ies)|enquir(?:y|ies)|requests?|calls?|e-?mails?) (?:from|by|of)|interview (?:with|for|to)|seen by|obtained by|according to) (?:the )?(?:\w+ )?$"
)  # before the name of who asks and prints, whom `the company` does not mean
ASKED_BEFORE = 40  # code points in which that stands
EVERY = re.compile(r"(?:every|each|any|no|all|most) ", re.IGNORECASE)
OWNER = re.compile(r"^(?:his|her|their|its|my|our|[A-Z][\w-]+['’]s)\s", re.IGNORECASE)


class DescribedCast(KindCast):
    """A cast that is asked for names and descriptions."""

    def _phrase(self, phrase: Phrase) -> tuple[int, float]:
        words = phrase.words if self._are_offices(phrase) else _without_place(plain(phrase.words) or phrase.words)
        if phrase.head in self._named_later:
            return self._named_later[phrase.head], ROLE_SCORE
        if _is_name(words, phrase) and not self._are_offices(phrase):
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

    def _are_offices(self, phrase: Phrase) -> bool:
        """`the Prime Ministers of Vell and Ostra`: persons by their offices, no name."""
        grammar = self._grammar
        return grammar is not None and phrase.head >= 0 and grammar.parse.xpos[phrase.head] == "NNPS" and grammar.low[phrase.head] in person_nouns()

    def _by_name(self, words: str, phrase: Phrase) -> tuple[int, float]:
        at = self._named(words)
        if at is None:
            at = self._of_title(phrase.words, words)
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
        by_office = bool(other.heads & OFFICES) and not INDEFINITE.search(self._content, max(0, other.first - 24), other.first)
        if not by_office and not AGE_AFTER.match(self._content, phrase.end) and (
            near[0].referent in self._spoken or other.first > LEDE or "\n" not in self._content[other.first : phrase.start]
        ):
            return  # a keeper who says something is not the one who is named next
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
        if INDEFINITE.search(self._content, max(0, phrase.start - 24), phrase.start) or INDEFINITE.match(words) or EVERY.match(words):
            return None
        low, plural = words.casefold(), self._is_plural(phrase)
        of_two = self._one_of_two(low, phrase)
        if of_two is not None:
            return of_two, ROLE_SCORE
        if many := self._so_many(words):
            return self._general(many, phrase, "person", by_gender=True)
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
        of_kind = self._by_kind(words, head, phrase) if not plural and not role else None
        if of_kind is not None:
            return of_kind
        kin = self._by_kin(head, words, phrase) if not plural and not role else None
        if kin is not None:
            return kin, ROLE_SCORE
        noun = person_nouns().get(head)
        if noun and noun[2] and not plural and " " not in words and not words.isupper():
            return self._general(head, phrase, "person")
        return None

    def _organisation(self, start: int) -> int | None:
        """`the company`: the one organisation named so far whose name does not say that it is some other body."""
        named = {
            seen.referent
            for seen in self._seen
            if seen.start < start
            and self.referents[seen.referent].sort == "body"
            and self.referents[seen.referent].names
            and not ASKING.search(self._content, max(0, seen.start - ASKED_BEFORE), seen.start)
            and not any(outlets.known(name) or outlets.ends_like_one(name) for name in self.referents[seen.referent].names)
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

    def _sentence_start(self, phrase: Phrase) -> int:
        """Where the sentence of a phrase begins: `Mara Lund remembers the guard saying`: the guard is somebody else."""
        if self._grammar is None or phrase.head < 0 or phrase.head in self._grammar.sentence_of(phrase.head)[:1]:
            return phrase.start
        return self._grammar.starts[self._grammar.sentence_of(phrase.head)[0]]

    def _general(self, head: str, phrase: Phrase, sort: Sort, *, by_gender: bool = False) -> tuple[int, float] | None:
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
            and seen.start < self._sentence_start(phrase)
            and seen.referent not in self._labels
            and self.referents[seen.referent].sort == sort
            and not self.referents[seen.referent].plural
        ]
        near = [seen for seen in near if gender is None or self.referents[seen.referent].gender in (None, gender)]
        named = [seen for seen in near if self.referents[seen.referent].names] or near
        if not named or len({seen.referent for seen in named}) > 1:
            return None
        if by_gender and self.referents[named[0].referent].gender not in (None, gender):
            return None
        if gender is None and not AGE.search(phrase.words) and self.referents[named[0].referent].heads - {head}:
            return None
        return named[0].referent, GENERAL_SCORE


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


def _with_rank(grammar: Grammar, word: int) -> str:
    """A noun for a person in the singular, with the rank before it: a deputy director is no director."""
    noun = singular(grammar.low[word])
    rank = next((grammar.low[c] for c in grammar.below[word] if grammar.low[c] in RANKS and c < word), None)
    return f"{rank} {noun}" if rank else noun
