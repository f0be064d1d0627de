"""Whom a more general word means: `the watchdog`, `the head of state`, `the latter`, `the mother of three`, `the widow`."""

import functools
import re

import msgspec

from headwater import lexicon
from headwater.annotate.cast_names import ROLE_SCORE, Seen, Sort
from headwater.annotate.cast_pronouns import REACH, PronounCast
from headwater.annotate.persons import gender_of
from headwater.annotate.speakers import Phrase

OF_SO_MANY = re.compile(r"(?P<noun>mother|father|parent|grandmother|grandfather) of (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)$")
TOGETHER = re.compile(r"\b(?:and|or|with|but|between|against|as well as)\b")
NEAR = 600  # code points between two who are named together and `the latter`
KIN = {
    "father": "son daughter child children boy girl baby twins sons daughters",
    "mother": "son daughter child children boy girl baby twins sons daughters",
    "son": "father mother parents",
    "daughter": "father mother parents",
    "widow": "husband",
    "widower": "wife",
    "wife": "husband",
    "husband": "wife",
    "brother": "sister brother",
    "sister": "brother sister",
}  # the kinsman of somebody named, and what stands behind the name


class _Kind(msgspec.Struct, frozen=True):
    sort: Sort
    words: frozenset[str]


@functools.cache
def _kinds() -> dict[str, _Kind]:
    return {word: _Kind("person" if sort == "person" else "body", frozenset(kinds.split("|"))) for word, sort, kinds in lexicon.rows("noun_kinds")}


class KindCast(PronounCast):
    """A cast that is asked for words that say of what kind somebody is."""

    def _by_kind(self, words: str, head: str, phrase: Phrase) -> tuple[int, float] | None:
        """The one named person or body before a general word that it fits; None where there is none or more than one."""
        low = words.casefold()
        kind = _kinds().get(low) or (_kinds().get(head) if low.split()[-1] == head else None)
        if kind is None or not self._is_told(phrase):
            return None
        near = self._named_before(phrase.start, kind.sort)
        fits = [at for at in near if self._is_of(at, kind)]
        if len(fits) != 1 or (kind.sort == "person" and self._other_gender(fits[0], head)):
            return None
        return fits[0], ROLE_SCORE

    def _is_told(self, phrase: Phrase) -> bool:
        """Whether an article says that somebody told of before is meant."""
        before = self._content[max(0, phrase.start - 5) : phrase.start].casefold()
        return before.endswith(("the ", "this ", "that ")) or phrase.words.casefold().startswith("the ")

    def _named_before(self, start: int, sort: Sort) -> list[int]:
        """Who of a sort has been named by then within reach, each once."""
        named = (self.one(seen.referent) for seen in self._seen if start - REACH <= seen.start < start)
        return [at for at in dict.fromkeys(named) if self.referents[at].sort == sort and self.referents[at].names and not self.referents[at].plural]

    def _is_of(self, at: int, kind: _Kind) -> bool:
        one = self.referents[at]
        if kind.sort == "person":
            return bool(one.heads & kind.words)
        return any(kind.words & set(name.casefold().split()) for name in one.names)

    def _other_gender(self, at: int, noun: str) -> bool:
        gender, own = gender_of(noun), self.referents[at].gender
        return gender is not None and own is not None and gender != own

    def _so_many(self, words: str) -> str | None:
        """`mother` of `mother of three`."""
        found = OF_SO_MANY.match(words.casefold())
        return found["noun"] if found else None

    # -- the former, the latter ---------------------------------------------------------------------------

    def _one_of_two(self, low: str, phrase: Phrase) -> int | None:
        """`The former`, `the latter` of two who are named together in the sentence before."""
        if low not in ("former", "latter", "the former", "the latter") or not self._is_told(phrase):
            return None
        pair = self._last_pair(phrase.start)
        return None if pair is None else pair["latter" in low]

    def _last_pair(self, start: int) -> tuple[int, int] | None:
        """The last two subjects or others that are named together before a place."""
        near = [seen for seen in self._seen if start - NEAR <= seen.start < start and seen.quotation < 0]
        for later, earlier in zip(reversed(near), reversed(near[:-1]), strict=False):
            if later.referent != earlier.referent and self._together(earlier, later):
                return self.one(earlier.referent), self.one(later.referent)
        return None

    def _together(self, a: Seen, b: Seen) -> bool:
        between = self._content[a.start : b.start]
        return len(between) < NEAR / 4 and not re.search(r"[.!?;]\s|\n", between) and TOGETHER.search(between) is not None

    # -- kin ----------------------------------------------------------------------------------------------

    def _by_kin(self, head: str, words: str, phrase: Phrase) -> int | None:
        """`Lena Brask's husband died. ... The widow said`: the one person whose kin was told."""
        if head not in KIN or " " in words or not self._is_told(phrase):
            return None
        behind = re.compile(rf"(?P<name>[A-ZÀ-ÞА-ЯЁ][\w’-]+)['’]s? (?:[\w-]+ )?(?:{'|'.join(KIN[head].split())})\b")
        found = {at for hit in behind.finditer(self._content, 0, phrase.start) if (at := self._named(hit["name"], "person")) is not None}
        fits = [at for at in found if not self._other_gender(at, head) and self.referents[at].names]
        return fits[0] if len(fits) == 1 else None
