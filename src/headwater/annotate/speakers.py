"""Who speaks: the noun phrase before or after a reporting verb, by the form of words alone.

A guess that abstains: where the words before the verb do not look like one noun phrase there is no
speaker. Pronouns and last names are led back to the fullest earlier name of the same report.
"""

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from headwater import lexicon
from headwater.annotate.cues import AUXILIARIES, verbs
from headwater.annotate.tokens import NAME_LINKS, Token
from headwater.records import Naming

PRONOUNS = frozenset("he she they i we it him her them his their its my our me us".split())
SUBJECTS = frozenset("he she they i we".split())
ARTICLES = frozenset("the a an".split())
DETERMINERS = ARTICLES | frozenset(
    "his her their its our my this that these those some several many most one two three four five six seven other another both no any".split()
)
LEADING = frozenset(
    "but and also meanwhile however yet still so for instead later earlier then indeed thus while as although though because when after before since in".split()
)
TIME_NOUNS = frozenset("hour minute day night week month year morning evening afternoon time moment while".split())
STOPS = frozenset(
    "that which who whom whose while because although though when where after before if unless until whether but or nor so as since than".split()
)
FINITE = frozenset("is are was were am be been has have had do does did will would can could may might must shall should".split())
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow last this earlier late early on in at during by via through to with about over "
    "from after before when while as and but for adding without".split()
)
KEEPING = frozenset("kept keeps keep started starts began begins stopped".split())  # `Mum kept saying`
NOTICE_REACH = 700
LONGEST = 16  # words of a speaker's phrase
BODIES = re.compile(
    r"\b(?:statement|embassy|ministry|office|court|police|government|authorities|agency|army|military|union|committee|commission|council|party|"
    r"company|report|letter|decree|document|newspaper|radio|channel|service|administration|parliament|spokesperson's office|study|survey|poll|press release)\b",
    re.IGNORECASE,
)
NAME_WITHHELD = re.compile(
    r"(?:not|n['’]t|declin\w+|refus\w+|without)\b[^.]{0,40}\b(?:full name|name(?:d|s)? in full|last name|surname|be (?:fully )?named|be identified|to give (?:his|her|their) name)"
    r"|\bgave (?:only )?(?:his|her|their) (?:first )?name (?:only )?as\b|\bgave only (?:his|her|their|a) (?:first )?name"
    r"|\bonly (?:by )?(?:his|her|their) first name|\bname (?:has been |was |is |have been )?changed|\bnot (?:his|her|their) real name|\bpseudonym|\bspoke (?:on condition of|under)|\bcondition of anonymity"
    r"|\b(?:asked|wish\w*|want\w*|request\w*) (?:not to be|to remain) (?:named|identified|anonymous)",
    re.IGNORECASE,
)


CALLED = re.compile(
    r"\b(?:name (?:only |simply )?as|identified (?:him|her)?(?:self )?(?:only |simply )?as|known (?:only )?as|calls? (?:him|her)self|asked to be called|(?:whom|who) we call) "
    r"(?P<name>[A-ZÀ-ÞА-ЯЁ][\w'’-]+)(?! [A-ZÀ-ÞА-ЯЁ])"
)


@functools.cache
def speaking_nouns() -> frozenset[str]:
    """Nouns for persons and documents, in both numbers."""
    return frozenset(form for name in ("person_nouns", "document_nouns") for row in lexicon.rows(name) for form in row[:2])


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase taken as speaker: offsets (article left out), its words, how sure (0 to 1), the tag of its head."""

    start: int
    end: int
    words: str
    score: float
    upos: str = ""  # of its head, where the parse gives it
    head: int = -1  # its word in the parse

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a personal pronoun."""
        return self.words.casefold() in PRONOUNS


def before(words: Sequence[Token], cue: int) -> Phrase | None:
    """The subject that stands before the reporting verb at `cue`."""
    end = cue - (cue > 0 and words[cue].low.endswith("ing") and words[cue - 1].low in KEEPING)
    while end > 0 and (words[end - 1].low in AUXILIARIES or words[end - 1].low.endswith("ly") or words[end - 1].low in ("quite", "very")):
        end -= 1
    if end > 0 and words[end - 1].words == ",":
        return _main_subject(words, end - 1, cue) or _before_apposition(words, end - 1)
    return _phrase(words, _clause_start(words, end), end, score=0.9)


def _before_apposition(words: Sequence[Token], comma: int) -> Phrase | None:
    """`Orrin Vale, a deckhand of the port, said`: the name before the inserted words."""
    first = comma - 1
    while first >= 0 and words[first].words != ",":
        first -= 1
    if first <= 0 or comma - first > 30:
        return None
    inserted = words[first + 1 : comma]
    if not inserted or inserted[0].low in ("and", "but"):
        return None
    described = not words[first - 1].is_capital
    if (1 if described else 2) <= len(inserted) < 5 and all(word.is_capital or word.low in NAME_LINKS for word in inserted):
        return _phrase(words, first + 1, comma, score=0.9)
    return _phrase(words, _clause_start(words, first), first, score=0.85)


def _main_subject(words: Sequence[Token], comma: int, cue: int) -> Phrase | None:
    """`The embassy issued a notice on Monday, saying`: the words before the first verb of the sentence."""
    if not words[cue].low.endswith("ing"):
        return None
    verb = next((k for k in range(1, comma) if words[k].low in FINITE or (words[k].low.endswith("ed") and not words[k].is_capital)), None)
    return _phrase(words, _clause_start(words, verb), verb, score=0.8) if verb else None


def _clause_start(words: Sequence[Token], end: int) -> int:
    at = end
    while at > 0 and words[at - 1].words not in ',;:—–-()"“”„«»' and words[at - 1].low not in STOPS:
        at -= 1
    return at


def after(words: Sequence[Token], cue: int) -> Phrase | None:
    """The subject that stands after the verb, as in `said Orrin Vale, who`."""
    start = cue + 1
    end = start
    named = False
    while end < len(words) and words[end].is_word and end - start < LONGEST:
        word = words[end]
        if word.low in TIME_WORDS and end > start and not (word.low in ("for", "and", "in", "at", "from", "with") and not named):
            break
        if word.is_capital and word.low not in DETERMINERS:
            named = True
        elif named and word.low not in NAME_LINKS and not word.is_capital:
            break
        end += 1
    while end > start and words[end - 1].low in NAME_LINKS | TIME_WORDS:
        end -= 1
    return _named_of_them(words, start, end) or _phrase(words, start, end, score=0.85)


def _named_of_them(words: Sequence[Token], start: int, end: int) -> Phrase | None:
    """`asked one of them, retired postman Orrin Vale`: the name behind the comma."""
    if words[start:end] and words[end - 1].low == "them" and end < len(words) and words[end].words == ",":
        last = next((k for k in range(end + 1, len(words)) if not words[k].is_word), len(words))
        named = name_part(words[end + 1 : last])
        if len(named) > 1 and all(word.is_capital for word in named):
            return Phrase(named[0].start, named[-1].end, " ".join(word.words for word in named), 0.8, "PROPN")
    return None


def whole(words: Sequence[Token]) -> Phrase | None:
    """All the words as one phrase, where they look like one."""
    return _phrase(words, 0, len(words), score=0.85)


def _phrase(words: Sequence[Token], start: int, end: int, *, score: float) -> Phrase | None:
    while start < end and words[start].low in LEADING and end - start > 1:
        start += 1
    part = words[start:end]
    if part and part[-1].low in PRONOUNS and not (len(part) > 1 and part[-2].low == "of"):  # `on Sunday she`
        part = part[-1:]
    elif len(part) > 2 and part[0].low in SUBJECTS and part[1].low not in SUBJECTS:  # `he stood behind me and`
        return Phrase(part[0].start, part[0].end, part[0].words, 0.7)
    if part and part[-1].low == "and":  # `the deputy called it a gag and said`
        verb = next(
            (
                k
                for k, word in enumerate(part)
                if k and (word.low in FINITE or word.low in verbs() or word.low.endswith("ed")) and not word.is_capital
            ),
            None,
        )
        return _phrase(words, start, start + verb, score=0.75) if verb else None
    if part and (
        part[0].low == "let" or (part[0].low.endswith("ed") and len(part) > 1 and not part[0].is_capital and part[1].low in DETERMINERS)
    ):
        return None
    if not part or len(part) > LONGEST or not _looks_nominal(part):
        return None
    if part[0].low in ARTICLES and len(part) > 1:
        part = part[1:]
    part = name_part(part)
    last = part[-1]
    trimmed = last.end - 2 if last.low.endswith("'s") and len(last.words) > 2 else last.end
    words_ = " ".join(word.words for word in part)
    return Phrase(part[0].start, trimmed, words_, score)


def _looks_nominal(part: Sequence[Token]) -> bool:
    first = part[0]
    if any(word.low in FINITE or word.words in '"“”«»:;?!' for word in part):
        return False
    if len(part) == 1:
        return first.is_capital or first.low in PRONOUNS or first.low.endswith("s") or bool(BODIES.fullmatch(first.low))
    if any(word.low in verbs() and not word.is_capital and k for k, word in enumerate(part[:-1])) and not any(w.low == "of" for w in part):
        return False
    if first.low in PRONOUNS or part[-1].low in TIME_NOUNS | NAME_LINKS | {"to", "in", "with", "by", "at", "on", "somehow"}:
        return False
    if first.low.endswith("ing") and len(part) > 2:
        return False
    return first.is_capital or first.low in DETERMINERS or part[-1].low.endswith("s") or part[0].low.isalpha()


def withheld(content: str, names: Sequence[tuple[int, str]]) -> frozenset[str]:
    """The names of one word that a report itself calls incomplete or false: the nearest one before such a notice.

    `names` are offsets and words of speakers; a notice further than `NOTICE_REACH` code points off names nobody.
    """
    found = {called.group("name") for called in CALLED.finditer(content)}
    single = sorted((at, name) for at, name in names if " " not in name and name[:1].isupper())
    for notice in NAME_WITHHELD.finditer(content):
        last = bisect.bisect_right(single, (notice.end(), "")) - 1
        if last >= 0 and notice.end() - single[last][0] <= NOTICE_REACH:
            found.add(single[last][1])
    return frozenset(found)


def name_part(words: Sequence[Token]) -> Sequence[Token]:
    """`rights activist Orrin Vale`: the name at the end of a phrase, or the whole phrase."""
    at = len(words)
    while at > 0 and (
        words[at - 1].is_capital or (words[at - 1].low in NAME_LINKS and words[at - 1].low not in ("of", "and", "for", "the"))
    ):
        at -= 1
    return words[at:] if 0 < at < len(words) - 1 and words[at - 1].low not in NAME_LINKS | {"'s"} and words[at].is_capital else words


def naming_of(words: str, upos: str = "") -> Naming:
    """Named or anonymous, by the tag of the head where it is known, else by the form of the words
    (pseudonymous is for the report to say: `withheld`)."""
    if upos == "NOUN":
        several = words.casefold().split(" ")[0] in ("one", "another", "some", "several")
        return "named" if BODIES.search(words) and not several else "anonymous"
    parts = [part for part in re.split(r"\s+", words) if part]
    if parts[0].casefold() in ("one", "some", "several", "another", "other") and (
        (len(parts) > 1 and parts[1] == "of") or not BODIES.search(words)
    ):
        return "anonymous"
    capitals = [part for part in parts if part[0].isupper() or part[0].isdigit()]
    if not capitals or (len(capitals) == 1 and parts[0] == capitals[0] and parts[0].casefold() in DETERMINERS):
        return "named" if BODIES.search(words) else "anonymous"
    if parts[0].casefold() in ("one", "a", "an", "some", "several", "two", "three", "many", "another", "other") or _ends_common(parts):
        return "named" if BODIES.search(words) else "anonymous"
    return "named"


def _ends_common(parts: Sequence[str]) -> bool:
    """`Kharo migrants`, `Ruvian officials`: a plural of the common kind after an adjective of place."""
    return parts[-1][0].islower() and parts[-1].endswith("s") and len(parts) > 1
