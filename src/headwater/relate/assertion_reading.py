"""What one passage asserts, for comparison: its content words with their parts, whether it says no, how far it is a fact.

The words are read in the tree of the passage alone; pronouns and descriptions stand for whom the report leads them to.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import Stemmer

from headwater import lexicon
from headwater.language import Parse, children, subtree
from headwater.records import Term

CONTENT: Final = {"NOUN": "noun", "PROPN": "name", "VERB": "verb", "ADJ": "trait"}
SMALL: Final = frozenset(("ADP", "ADV", "PART", "DET", "ADJ", "VERB", "NOUN", "SCONJ", "PRON"))
LIGHT = frozenset("be have do get go say tell make let begin seem appear continue".split())
NAYS = frozenset("not n't no never nobody none nothing neither nor without nowhere cannot hardly nought".split())
DENYING = frozenset("deny dispute refute contradict refuse fail avoid reject".split())
PLANNING = frozenset("plan intend promise pledge vow agree threaten want prepare consider expect hope decide announce propose offer undertake schedule mean mull".split())
ASKING = frozenset("ask urge demand order tell instruct request call command advise recommend require beg plead appeal invite warn insist".split())
WISHING = frozenset("demand insist urge request order recommend propose".split())  # also with a clause of that
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "csubj")
SINGLE = frozenset("a an another one".split())
ALLOWING = frozenset("allow permit enable entitle authorise authorize let license".split())
OBLIGING = frozenset("have oblige require force compel need".split())
GOVERNING = ASKING | ALLOWING | OBLIGING
TRYING = frozenset("try attempt seek fight".split())
POSSIBLE = frozenset("may might could can".split())
AGENT, PATIENT, PREDICATE, OTHER = "agent", "patient", "predicate", "other"
_stemmer = Stemmer.Stemmer("english")


class Asserted(NamedTuple):
    """What one passage says: its terms, whether it says no, how far it is a fact, whether it says anything at all, its little words."""

    terms: tuple[Term, ...]
    negative: bool
    mood: str
    is_claim: bool
    small: tuple[str, ...]
    has_subject: bool


@functools.cache
def _meanings() -> tuple[Mapping[str, frozenset[str]], Mapping[str, Sequence[tuple[tuple[str, ...], str]]]]:
    """Each lemma, and each phrase of lemmas by its first word, to the rows of one meaning that it stands in."""
    words: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in lexicon.rows("claim_words"):
        for entry in row[0].split("|"):
            parts = tuple(entry.split())
            if len(parts) == 1:
                for form in (parts[0], stem_of(parts[0])):
                    words.setdefault(form, set()).add(row[0])
            else:
                phrases.setdefault(parts[0], []).append((parts, row[0]))
    return {k: frozenset(v) for k, v in words.items()}, phrases


@functools.cache
def stem_of(lemma: str) -> str:
    """The stem of an English word."""
    return str(_stemmer.stemWord(lemma))


@functools.cache
def _stopped() -> frozenset[str]:
    return lexicon.entries("stopwords")


def read_assertion(parse: Parse, first: int, last: int, *, masked: Sequence[tuple[int, int]]) -> Asserted:
    """What the words `first` to `last` of a parse say; words in `masked` stretches (times) are no terms."""
    below = children(parse)
    root = _root(parse, first, last)
    predicate, mood, governed = _predicate(parse, below, root)
    parts = _parts(parse, below, {root, predicate})
    negative = _negative(parse, below, first, last, root, predicate)
    terms = tuple(_terms(parse, first, last, masked, parts))
    small = tuple(dict.fromkeys(f.lower() for f, u in zip(parse.forms[first:last], parse.upos[first:last], strict=True) if u in SMALL))
    has_subject = any(parse.deprel[child].startswith("nsubj") for verb in (root, predicate) for child in below[verb])
    has_subject = has_subject and any(upos in ("VERB", "AUX") for upos in parse.upos[first:last])
    return Asserted(terms, negative != governed, mood, _is_claim(parse, below, root), small, has_subject)


def _root(parse: Parse, first: int, last: int) -> int:
    return next((at for at in range(first, last) if parse.heads[at] < first or parse.heads[at] >= last or parse.deprel[at] == "root"), first)


def _predicate(parse: Parse, below: list[list[int]], root: int) -> tuple[int, str, bool]:
    """The verb that tells the deed, how far it is done, whether a verb above it says that it was not."""
    at, mood, denied = root, "", False
    for _ in range(3):
        lemma = parse.lemma[at]
        mood = mood or _mood_of(parse, below, at)
        under = [c for c in below[at] if parse.deprel[c] in ("xcomp", "ccomp") and parse.upos[c] in ("VERB", "ADJ", "NOUN")]
        if not under:
            return at, mood or "fact", denied
        to_do = parse.upos[under[0]] == "VERB" and any(parse.forms[c].lower() == "to" for c in below[under[0]] if parse.deprel[c] == "mark")
        if lemma in DENYING and parse.upos[under[0]] == "VERB":
            denied = True
        elif lemma in PLANNING or (lemma == "go" and parse.forms[at] == "going"):
            mood = mood or "planned"
        elif lemma in ASKING and (to_do or (lemma in WISHING and parse.deprel[under[0]] == "ccomp")):
            mood = "asked"
        elif lemma in TRYING:
            mood = "tried"
        elif lemma in ALLOWING:
            mood = mood or "possible"
        elif lemma in OBLIGING and to_do:
            mood = mood or "duty"
        elif lemma not in ("be", "have", "say", "begin", "start", "continue", "seem", "appear", "stop"):
            return at, mood or "fact", denied
        at = under[0]
    return at, mood or "fact", denied


def _mood_of(parse: Parse, below: list[list[int]], at: int) -> str:
    auxiliaries = [parse.forms[c].lower() for c in below[at] if parse.deprel[c] in ("aux", "aux:pass", "cop")]
    if any(a in ("will", "shall", "'ll", "’ll", "wo", "would", "'d") for a in auxiliaries):
        return "planned"
    if any(a in ("may", "might", "could") for a in auxiliaries):
        return "" if "have" in auxiliaries else "possible"
    if "must" in auxiliaries:
        return "duty"
    marks = [parse.forms[c].lower() for c in below[at] if parse.deprel[c] == "mark"]
    return "planned" if "to" in marks and parse.deprel[at] == "root" else ""


def _parts(parse: Parse, below: list[list[int]], verbs: set[int]) -> dict[int, str]:
    """The words that do it and those that it is done to, with what hangs on them as names."""
    parts = dict.fromkeys(verbs, PREDICATE)
    for verb in verbs:
        for child in below[verb]:
            part = _part(parse, below, verb, child)
            if part == PATIENT and parse.lemma[verb] in GOVERNING and any(parse.deprel[c] == "xcomp" for c in below[verb]):
                part = AGENT  # of what they are asked, allowed or obliged to do
            if part:
                for word in subtree(below, child):
                    if word == child or parse.deprel[word] in ("flat", "compound", "nmod:desc", "conj", "appos"):
                        parts.setdefault(word, part)
    return parts


def _part(parse: Parse, below: list[list[int]], verb: int, child: int) -> str | None:
    relation = parse.deprel[child]
    if relation in ("nsubj", "csubj", "obl:agent"):
        return AGENT
    if relation in ("obj", "iobj", "nsubj:pass"):
        return PATIENT
    passive = any(parse.deprel[c] == "aux:pass" for c in below[verb])
    if relation == "obl" and passive and any(parse.forms[c].lower() == "by" for c in below[child] if parse.deprel[c] == "case"):
        return AGENT
    return None


def _negative(parse: Parse, below: list[list[int]], first: int, last: int, root: int, predicate: int) -> bool:
    """Whether the deed is said not to be: a word of no on the verbs or on what plays a part."""
    verbs = {root, predicate}
    arguments = {c for verb in verbs for c in below[verb] if parse.deprel[c] in ARGUMENTS}
    for at in range(first, last):
        if parse.forms[at].lower() in NAYS:
            head = int(parse.heads[at])
            if at in verbs or at in arguments or head in verbs or (head in arguments and parse.deprel[at] in ("det", "advmod", "cc:preconj")):
                return True
    return False


def _is_claim(parse: Parse, below: list[list[int]], root: int) -> bool:
    if "Mood=Imp" in parse.feats[root] and not any(parse.deprel[c].startswith("nsubj") for c in below[root]):
        return False
    return "?" not in parse.text[-2:]


def _phrases(parse: Parse, first: int, last: int) -> dict[int, set[str]]:
    """Meanings of phrases, on each of their words."""
    _, phrases = _meanings()
    lemmas = [lemma.lower() for lemma in parse.lemma[first:last]]
    out: dict[int, set[str]] = {}
    for at, lemma in enumerate(lemmas):
        for phrase, meaning in phrases.get(lemma, ()):
            if tuple(lemmas[at : at + len(phrase)]) == phrase:
                for word in range(first + at, first + at + len(phrase)):
                    out.setdefault(word, set()).add(meaning)
    return out


def _terms(parse: Parse, first: int, last: int, masked: Sequence[tuple[int, int]], parts: Mapping[int, str]) -> Iterator[Term]:
    words, _ = _meanings()
    phrases, below = _phrases(parse, first, last), children(parse)
    for at in range(first, last):
        kind = CONTENT.get(parse.upos[at])
        kind = "noun" if kind == "name" and parse.forms[at].islower() else kind
        start = int(parse.start[at])
        lemma, form = parse.lemma[at].lower(), parse.forms[at].lower()
        if kind is None or any(a <= start < z for a, z in masked) or not any(c.isalpha() for c in form):
            continue
        if kind != "name" and (lemma in LIGHT or (kind == "trait" and lemma in _stopped())) and at not in phrases:
            continue
        stems = tuple(dict.fromkeys((stem_of(lemma), stem_of(form))))
        meanings = frozenset().union(phrases.get(at, ()), *(words.get(one, ()) for one in (lemma, form, *stems)))
        single = kind == "noun" and "Plur" not in parse.feats[at] and any(parse.forms[c].lower() in SINGLE for c in below[at])
        head = int(parse.heads[at])
        above = stem_of(parse.lemma[head].lower()) if first <= head < last else ""
        yield Term(lemma=lemma, stems=stems, kind=kind, part=parts.get(at, OTHER), relation=parse.deprel[at], above=above, single=single, meanings=tuple(sorted(meanings)))
