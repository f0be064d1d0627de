"""Who is who in one text: names led back to the fullest form, descriptions and pronouns to whom they mean.

Rules on the parse with scores. Names of one text are grouped first (a last name is the one person of that name);
then, in reading order, each way of naming a speaker is led to somebody already known, or is somebody new.
Where two may be meant nobody is: a wrong speaker is worse than none (after the sieves of Lee et al. 2013,
the most precise first).
"""

import bisect
import functools
import re

from headwater.annotate.cast_descriptions import OFFICES
from headwater.annotate.cast_names import NAMED_SCORE, OBJECTS, Referent, Seen, is_main
from headwater.annotate.cast_owners import OwnedCast
from headwater.annotate.cast_pronouns import IT, NEAR_SCORE, ONES, SELF, THEY, UNRESOLVED_SCORE
from headwater.annotate.grammar import Place
from headwater.annotate.speakers import Phrase
from headwater.lexicon import entries, outlets

PRONOUNS = ONES | THEY | IT | SELF | {"who"}
UNSAID = frozenset(
    "what which that you your".split()
)  # the words that stand for somebody elsewhere in the sentence, or for whoever hears it
TURNS = {"q": True, "question": True, "a": False, "answer": False}
INTERVIEW_WITH = re.compile(r"\b(?:interview|conversation|questions?|q\s*&\s*a|talk) (?:with|to|for)\b", re.IGNORECASE)
TALKED = re.compile(r"\b(?:spoke|talked|was (?:speaking|talking)) (?:to|with)\b|\bwas interviewed by\b")
CHAIRS = frozenset(("chair", "the chair", "chairman", "chairwoman", "chairperson", "presiding", "president", "speaker", "moderator"))
IN_THE_CHAIR = re.compile(
    r"(?:\b[Ii]n the chair|\b[Cc]hair(?:man|woman|person)?|\b[Cc]haired by|\b[Pp]resid(?:ing|ed over by)|\b[Mm]oderator|\b[Mm]oderated by)(?: was| is|:|,)? (?:(?:Mr|Mrs|Ms|Dr|Sir|Judge|Justice) )?(?P<name>[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)+)"
)
TITLE_REACH = 60  # code points between a name and the words that say it talked


class Cast(OwnedCast):
    """The persons and bodies of one text, asked in reading order who a phrase means."""

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
                self.mention(at, phrase.start, subject=self._grammar.relation(word) not in OBJECTS, main=is_main(self._grammar, word))
                self.phrases[phrase.start, phrase.end] = at

    def _meet_name(self, word: int) -> None:
        """The first place of a name, as the subject of its sentence."""
        phrase = self._grammar.phrase(word, NAMED_SCORE) if self._grammar is not None else None
        if phrase is not None:
            self._told_before_named(self._introduced[word], phrase)

    def who(
        self, phrase: Phrase, *, speaker: int | None = None, inside: Place | None = None, direct: bool = False
    ) -> tuple[int | None, float]:
        """Whom a phrase means and how sure; `speaker` and `inside` are those of the statement that it stands in."""
        low = phrase.words.casefold()
        self._read_to(phrase.start)
        if low in TURNS:
            return self._of_turn(TURNS[low], phrase), phrase.score
        if self._in_the_chair and low in CHAIRS:
            return self._in_the_chair[0], phrase.score
        known = self.phrases.get((phrase.start, phrase.end))
        if low in UNSAID:
            return None, UNRESOLVED_SCORE
        if low in PRONOUNS:
            at, score = self._pronoun(low, phrase, speaker, inside, direct)
            if at is not None and inside is not None:
                self._owned_by_speaker(at, speaker)
        elif known is not None:
            self._owned(self.one(known), phrase, speaker, inside, direct)
            self._spoken.add(known)
            return self.one(known), phrase.score
        else:
            at, score = self._phrase(phrase)
            self._owned(self.one(at), phrase, speaker, inside, direct)
        if at is not None:
            at = self.one(at)
            self._spoken.add(at)
            if self._content.startswith(":", phrase.end):
                self._labels.add(at)
            self.mention(at, phrase.start, main=inside is None)
            self.phrases[phrase.start, phrase.end] = at
        return at, score

    @functools.cached_property
    def _in_the_chair(self) -> list[int]:
        """Who takes the chair of the hearing that a text records (`In the chair: Orrin Vale`), where it says so."""
        found = IN_THE_CHAIR.search(self._content)
        at = self._named(found["name"], "person") if found else None
        return [at] if at is not None else []

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
