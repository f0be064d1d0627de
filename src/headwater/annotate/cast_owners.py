"""Whose somebody is: `my assistant` is the speaker's, `one of them` one of those just told of; a name says so instead of the pronoun."""

import re

from headwater.annotate.cast_descriptions import DescribedCast
from headwater.annotate.cast_names import GENERAL_SCORE
from headwater.annotate.grammar import Place
from headwater.annotate.speakers import Phrase

OWNED = re.compile(r"(?P<pronoun>my|our|his|her|its|their) (?P<rest>\S.*)", re.IGNORECASE)
OF_THEM = re.compile(r"(?P<rest>(?:one|another|two|three|some|several|many|most|both|a (?:second|third)) of) (?P<pronoun>them|us)", re.IGNORECASE)
COUNTED = re.compile(r"^(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Many|Some)\b")  # of a description that opened its sentence
HIS, MINE = frozenset("his her its their".split()), frozenset(("my", "our"))
SHORT = 3  # words of a description to which `'s` can be put
DEEPEST = 3  # owners of owners (`his cousin's lawyer`)


class OwnedCast(DescribedCast):
    """A cast that knows whose somebody is who is told of with a possessive."""

    def _owned(self, at: int, phrase: Phrase, speaker: int | None, inside: Place | None, direct: bool) -> None:
        """Keep whose the somebody of a phrase is, where it says so and that one is surely known."""
        found = OWNED.fullmatch(phrase.words) or OF_THEM.fullmatch(phrase.words)
        one = self.referents[at]
        if found is None or one.names or one.owner is not None:
            return
        start = phrase.start + found.start("pronoun")
        word = self._grammar.word_at(start) if self._grammar is not None else None
        low = found["pronoun"].casefold()
        if low == "its" and (near := self._body_of_the_sentence(start)) is not None and near != self.one(at):
            one.owner, one.owned = near, found["rest"]
            return
        if low in HIS and inside is None:  # `The president has cancelled it, his office says`
            near = self._subject_before_comma(start, low)
            if near is not None and self.one(near) != self.one(at):
                one.owner, one.owned = self.one(near), found["rest"]
                return
        pronoun = Phrase(start, start + len(low), found["pronoun"], phrase.score, "PRON", -1 if word is None else word)
        owner, score = self._pronoun(low, pronoun, speaker, inside, direct)
        if owner is not None and score >= GENERAL_SCORE and self.one(owner) != self.one(at):
            one.owner, one.owned = self.one(owner), found["rest"]

    def _subject_before_comma(self, start: int, low: str) -> int | None:
        """The one subject before, in the same sentence, that a possessive right behind a comma can mean."""
        if not self._content[:start].rstrip().endswith(",") or self._grammar is None:
            return None
        words = self._grammar.words_in(max(0, start - 1), start + 1)
        first = self._grammar.starts[self._grammar.sentence_of(words[-1])[0]] if words else start
        fits = {self.one(seen.referent) for seen in self._seen if first <= seen.start < start and seen.subject and seen.quotation < 0 and self.fits(seen.referent, low)}
        return fits.pop() if len(fits) == 1 else None

    def _body_of_the_sentence(self, start: int) -> int | None:
        """`People are treated at Vell Hospital, according to its director`: the only body told of so far in the sentence."""
        words = self._grammar.words_in(max(0, start - 1), start + 1) if self._grammar is not None else range(0)
        if self._grammar is None or not words:
            return None
        first = self._grammar.starts[self._grammar.sentence_of(words[-1])[0]]
        fits = {self.one(seen.referent) for seen in self._seen if first <= seen.start < start and self.fits(seen.referent, "its")}
        return fits.pop() if len(fits) == 1 else None

    def _owned_by_speaker(self, at: int, speaker: int | None) -> None:
        """`My lawyer has it, and she believes`: the speaker's lawyer, told of before she is one who speaks."""
        one = self.referents[self.one(at)]
        found = OWNED.fullmatch(one.name) if not one.names and one.owner is None and speaker is not None else None
        if found is not None and speaker is not None and found["pronoun"].casefold() in MINE and self.one(speaker) != self.one(at):
            one.owner, one.owned = self.one(speaker), found["rest"]

    def is_one_of(self, at: int, groups: set[int]) -> bool:
        """Whether somebody is told of as one of a group (`one of them`)."""
        one = self.referents[self.one(at)]
        return one.owner is not None and one.owned.endswith(" of") and self.one(one.owner) in groups

    def name_of(self, at: int, depth: int = 0) -> str:
        """The fullest name of somebody; of one without a name who is somebody's, with that one's (`Orla Venn's assistant`)."""
        one = self.referents[self.one(at)]
        if one.names or one.owner is None or depth >= DEEPEST or not (OWNED.match(one.name) or OF_THEM.match(one.name)):
            return one.name
        owner = self.name_of(one.owner, depth + 1)
        if one.owned.endswith(" of"):
            return f"{one.owned} {owner if self.referents[one.owner].names else 'the ' + COUNTED.sub(lambda first: first.group().lower(), owner)}"
        if self.referents[one.owner].names or len(owner.split()) <= SHORT:
            return f"{owner}{chr(39) if owner.endswith('s') and self.referents[one.owner].plural else chr(39) + 's'} {one.owned}"
        return f"{one.owned} of {owner}"
