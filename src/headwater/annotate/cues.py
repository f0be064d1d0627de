"""Words that report, hedge, deny: found from the lexicon, with the attitude they carry."""

import functools
from collections.abc import Sequence

import msgspec

from headwater import lexicon
from headwater.annotate.tokens import Token
from headwater.records import Attitude, Cue
from headwater.text import Span

AUXILIARIES = frozenset(
    "has have had is are was were been be being also later recently then now again repeatedly already once still even just only further reportedly "
    "previously earlier often always since flatly strongly openly publicly officially privately separately meanwhile today yesterday both all".split()
)
BLOCKERS = frozenset(
    "to not n't never didn't doesn't don't won't wouldn't cannot can't couldn't haven't hasn't hadn't if would could should might may must without".split()
)
ADDRESSED = frozenset(
    "tell tells told telling warn warns warned notify notifies notified assure assures assured inform informs informed remind reminds reminded".split()
)
PASSIVE = frozenset("been was were is are being be".split())
DETERMINED = frozenset("the a an his her their its our my these those such no any".split())
BASE_FORMS = frozenset(
    "state report claim note comment remark order demand hope fear request question offer appeal project cite forecast command query reply answer dispute quote estimate show find".split()
)
NOUN_PLURALS = frozenset(
    "states reports claims notes comments remarks orders demands hopes fears requests questions offers appeals projects forecasts commands replies answers disputes quotes estimates shows finds".split()
)


class Verb(msgspec.Struct, frozen=True):
    """A reporting verb form: attitude, whether it introduces direct speech and clauses without "that"."""

    attitude: Attitude
    speaks: bool


@functools.cache
def verbs() -> dict[str, Verb]:
    """All single-word forms of reporting verbs, casefolded."""
    return {
        form: Verb(row[1], "q" in row[2].partition(":")[0])  # type: ignore[arg-type]
        for row in lexicon.rows("reporting")
        for form in row[0].split("|")
        if " " not in form
    }


def verb_at(words: Sequence[Token], at: int) -> Verb | None:
    """The reporting verb at position `at`, if one stands there and reports: not "to say", "did not say",
    "was told", a name ("State Office") or a noun of the same form ("the report", "a warning")."""
    verb = verbs().get(words[at].low)
    if verb is None or (words[at].is_capital and at > 0):
        return None
    before = [word.low for word in words[max(0, at - 3) : at]]
    if any(word in ("not", "never") or word.endswith("n't") for word in before) or (before and before[-1] in BLOCKERS):
        return None
    return None if _is_passive(words[at].low, before) or _is_noun(words[at].low, before) else verb


def _is_passive(form: str, before: Sequence[str]) -> bool:
    return form.endswith(("ed", "told", "said", "known", "held", "shown")) and any(word in PASSIVE for word in before[-2:])


def _is_noun(form: str, before: Sequence[str]) -> bool:
    """Forms that are also nouns report only after a plural or a pronoun ("officials claim"); -ing forms after a comma."""
    if not before:
        return False
    if form.endswith("ing"):
        return before[-1] != ","
    if form in NOUN_PLURALS:
        return before[-1] in DETERMINED or before[-1].endswith("s")
    if form in BASE_FORMS:
        return not (before[-1].endswith("s") or before[-1] in ("they", "we", "i", "people", "police", "who") or before[-1] in AUXILIARIES)
    return False


def hedges(content: str, start: int, end: int, *, doc: str) -> tuple[Span, ...]:
    """The hedging words in `content[start:end]`."""
    return tuple(Span(doc, found.start(), found.end()) for found in lexicon.pattern("hedges").finditer(content, start, end))


def hedge_cues(content: str, *, doc: str) -> tuple[Cue, ...]:
    """All hedging words of a text as cues."""
    return tuple(Cue(span=span, kind="hedge") for span in hedges(content, 0, len(content), doc=doc))
