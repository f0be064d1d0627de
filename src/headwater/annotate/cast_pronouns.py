"""Whom a pronoun means: the nearest subject or speaker that it fits, and nobody where two may be meant."""

import bisect
import re
from collections.abc import Sequence

from headwater.annotate.cast_names import GENERAL_SCORE, SAME_WORDS_SCORE, NamedCast, Seen
from headwater.annotate.grammar import Place
from headwater.annotate.persons import Gender, is_body, person_nouns, speaks_together
from headwater.annotate.speakers import Phrase

SUBJECT_SCORE, NEAR_SCORE, UNRESOLVED_SCORE = 0.75, 0.5, 0.2
REACH = 900  # code points that a pronoun or a general description looks back
HE, SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
THEY, IT, SELF = frozenset("they them their theirs".split()), frozenset(("it", "its")), frozenset("i me my we us our".split())
ANSWER_REACH = 400  # code points between what one says and the words that it answers or goes on with
ONES = HE | SHE
OBJECT_HER = re.compile(r"\bher\b(?= (?:to|that|not|in|on|at|with|about|from|and|as|for|into|out|down|up|off|away|\d|how|why|what|when|where|it|the|a|an|she|he|they|there)\b|[.,;:!?])")
OBJECT_HIM = re.compile(r"\bhim\b")
WITHIN = frozenset(("in", "at", "from"))
TOPIC = re.compile(r"\b(?:[Aa]s (?:for|regards|to)|[Rr]egarding|[Cc]oncerning) (?:the )?[^.!?\n,]{2,90}, $")
TOPIC_REACH = 110
KIN_REACH = 120  # code points from `sister of one of ...` to the name
KIN_OF = re.compile(
    r"(?:[\w-]+ ){0,2}(?:sister|mother|wife|daughter|widow|aunt|niece|grandmother|cousin|brother|father|husband|son|uncle|nephew|grandfather|widower|relative|lawyer) "
    r"of (?:one of (?:the|them|those|these|its|his|her|their)|an?|another)\b[^.,;!?\n]{0,60}, "
)
SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s")


class PronounCast(NamedCast):
    """A cast that is asked for pronouns."""

    def _pronoun(self, low: str, phrase: Phrase, speaker: int | None, inside: Place | None, direct: bool) -> tuple[int | None, float]:
        if low in SELF:
            return speaker, SAME_WORDS_SCORE if speaker is not None else UNRESOLVED_SCORE
        near = self._before(phrase.start, low)
        topic = self._topic(phrase, near) if inside is None else None
        if topic is not None:
            return topic, SUBJECT_SCORE
        within_body = self._body_within(phrase) if low in THEY else None
        if within_body is not None:
            return within_body, SUBJECT_SCORE
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
        if direct and low in THEY:
            return self._only_group(others, inside[0])
        if direct and len({seen.referent for seen in others}) > 1:
            return None, UNRESOLVED_SCORE
        at, score = self._best(others, low)
        return at, min(score, NEAR_SCORE)

    def _only_group(self, others: Sequence[Seen], start: int) -> tuple[int | None, float]:
        """`Vale said guards came at night. "They took my phone,"`: the only group that is said of right before; nobody where there are two."""
        groups = [s.referent for s in others if not s.main and start - ANSWER_REACH < s.start and self.referents[s.referent].plural and self.referents[s.referent].heads & person_nouns().keys()]
        return (groups[0], GENERAL_SCORE) if len(set(groups)) == 1 else (None, UNRESOLVED_SCORE)

    def _topic(self, phrase: Phrase, near: Sequence[Seen]) -> int | None:
        """`As for the owners, they complain`: who the sentence says it is about."""
        found = TOPIC.search(self._content, max(0, phrase.start - TOPIC_REACH), phrase.start)
        if found is None:
            return None
        return next((seen.referent for seen in near if found.start() <= seen.start < found.end()), None)

    def _body_within(self, phrase: Phrase) -> int | None:
        """`In the ministry they explained`: the body in which they say it."""
        grammar, word = self._grammar, phrase.head
        if grammar is None or word < 0 or grammar.heads[word] < 0:
            return None
        first = grammar.sentence_of(word)[0]
        where = [c for c in grammar.below[grammar.heads[word]] if c < word and grammar.relation(c) == "obl" and grammar.has_child(c, "case", WITHIN)]
        if not where:
            return self._body_where(phrase)
        bodies = [c for c in where if is_body(grammar.low[c]) and grammar.low[first] in WITHIN]
        inner = grammar.phrase(bodies[0], NEAR_SCORE) if len(bodies) == 1 else None
        return self._phrase(inner)[0] if inner is not None else None

    def _body_where(self, phrase: Phrase) -> int | None:
        """`from the tax office, where they explain`: the body in which they say it."""
        grammar, word = self._grammar, phrase.head
        if grammar is None:
            return None
        verb = grammar.heads[word]
        if grammar.relation(verb) != "acl" or not any(grammar.low[c] == "where" and c < word for c in grammar.below[verb]):
            return None
        inner = grammar.phrase(grammar.heads[verb], NEAR_SCORE)
        return self._phrase(inner)[0] if inner is not None and (is_body(grammar.low[inner.head]) or inner.upos == "PROPN") else None

    def _phrase(self, phrase: Phrase) -> tuple[int, float]:
        raise NotImplementedError

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
        inserted = verb >= 0 and grammar.relation(verb) == "parataxis" and grammar.heads[verb] >= 0
        behind = verb >= 0 and any(grammar.relation(c) == "ccomp" and c < word for c in grammar.below[verb])  # `His cousin had left, he said`
        if not inserted and not behind:
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
        kin = self._whose_kin_is_named(subject or near[0], near) if low in ONES else None
        if kin is not None:
            return kin.referent, GENERAL_SCORE
        others = {seen.referent for seen in near}
        if subject is None:
            return (near[0].referent, NEAR_SCORE) if len(others) == 1 else (None, UNRESOLVED_SCORE)
        at = subject.referent
        if low in ONES:
            gender: Gender = "m" if low in HE else "f"
            if self._acts_on(subject, near, low):  # `An officer advised her. She believes`
                subject = next((seen for seen in near if seen.subject and seen.referent != at), subject)
                at = subject.referent
            surer = next((seen for seen in near if seen.subject and self._is_person(seen.referent)), None)
            if surer and not self._is_person(at):
                at = surer.referent
            elif self.referents[at].gender is None and self.referents[near[0].referent].gender == gender and self._parted(subject, near[0]):
                at = near[0].referent
            self.referents[at].gender = gender
        return at, SUBJECT_SCORE if len(others) == 1 or near[0] == subject else GENERAL_SCORE

    def _whose_kin_is_named(self, subject: Seen, near: Sequence[Seen]) -> Seen | None:
        """`spoke to the sister of one of the boatmen, Orrin Vale. She said`: the sister, not the boatman whose name stands beside."""
        before = [seen for seen in near if seen.referent != subject.referent and subject.start - KIN_REACH < seen.start < subject.start]
        return next((seen for seen in before if KIN_OF.fullmatch(self._content, seen.start, subject.start)), None)

    def _acts_on(self, subject: Seen, near: Sequence[Seen], low: str) -> bool:
        """Whether somebody of unknown gender does something to whom the pronoun means, so is somebody else."""
        one = self.referents[subject.referent]
        if one.gender is not None or one.names or not any(seen.referent != subject.referent and seen.subject for seen in near):
            return False
        end = SENTENCE_END.search(self._content, subject.start)
        other = OBJECT_HER if low in SHE else OBJECT_HIM
        return other.search(self._content, subject.start, end.end() if end else len(self._content)) is not None

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
