"""Names that a pile knows, found where the language model passed them over: in headlines, datelines, in capitals.

A name of several words is looked for in all reports; a surname alone only where the report names the person in full.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from headwater import lexicon
from headwater.lexicon import countries, persons
from headwater.records import ActorKind, Annotations, Document, Mention, Referent, span_id
from headwater.relate.naming.units import common_words
from headwater.text import Span

WORD = re.compile(r"[^\W_](?:[\w'’./&-]*[^\W_])?")
SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+\b")
CAPITALS = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ]?[A-ZÀ-Þ&]{1,6}")
LEAST_ALONE = 4  # letters of a surname that is looked for in reports that do not name the person in full
LEAST_LETTERS = 3  # of a surname that is looked for
MOST_WORDS = 12
Known = dict[str, list[tuple[tuple[str, ...], ActorKind]]]


def spot_names(documents: Sequence[Document], annotations: Sequence[Annotations]) -> list[Annotations]:
    """The annotations with the mentions of known names that were passed over, and their referents."""
    known = _known(annotations)
    texts = {document.id: document.text for document in documents}
    surnames = _surnames(annotations, texts.values())
    short = frozenset(one.short for found in annotations for one in found.referents if one.short) | _acronyms(annotations)
    return [_spotted(found, texts[found.doc], known, surnames, short) if found.doc in texts else found for found in annotations]


def _surnames(annotations: Sequence[Annotations], texts: Iterable[str]) -> dict[str, tuple[str, ActorKind]]:
    """Surnames of persons whom the pile names in full: no word that the pile writes small, no name of anything else, no given name."""
    named = [one for found in annotations for one in found.referents if one.form == "name"]
    found = {persons.bare(one.name).split()[-1] for one in named if one.kind == "person" and " " in one.name}
    others = {word for one in named if one.kind != "person" for word in one.name.split() if " " in one.name}
    given = {word for one in named if one.kind == "person" for word in one.name.split()[:-1]}
    kept = {name for name in found - others - given if len(name) >= LEAST_ALONE and name[:1].isupper() and name.casefold() not in lexicon.entries("given_names")}
    small = {word for text in texts for word in SMALL.findall(text)} if kept else set()
    return {name: (name, "person") for name in kept if name.casefold() not in small}


def _known(annotations: Sequence[Annotations]) -> Known:
    """Names of several words by their first word, each with the kind that it mostly is."""
    votes: defaultdict[tuple[str, ...], Counter[ActorKind]] = defaultdict(Counter)
    for found in annotations:
        for one in found.referents:
            words = tuple(match.group() for match in WORD.finditer(one.name))
            if one.form == "name" and 1 < len(words) <= MOST_WORDS and not one.stands_for and all(word[:1].isupper() or len(word) < 4 for word in words):
                votes[words][one.kind] += len(one.mentions)
    out: Known = defaultdict(list)
    for words, kinds in sorted(votes.items()):
        out[words[0]].append((words, max(kinds, key=lambda kind: (kinds[kind], kind))))
    return out


def _spotted(found: Annotations, content: str, known: Known, surnames: Mapping[str, tuple[str, ActorKind]], short: frozenset[str]) -> Annotations:
    taken = [(m.span.start, m.span.end) for m in found.mentions if m.form == "name"]
    words = list(WORD.finditer(content))
    single = {**surnames, **_single(found)}
    new: dict[tuple[str, ActorKind], list[Mention]] = {}
    covered = sorted(taken)
    for start, end, name, kind in (*_several(words, known), *_short(words, short, content), *_alone(words, single, content)):
        if not any(a < end and start < b and (b - a >= end - start or not (start <= a and b <= end)) for a, b in covered):
            span = Span(found.doc, start, end)
            new.setdefault((name, kind), []).append(Mention(id=span_id("mention", span), span=span, kind=kind, form="name"))
            covered.append((start, end))
    return _with(found, new) if new else found


def _several(words: Sequence[re.Match[str]], known: Known) -> Iterator[tuple[int, int, str, ActorKind]]:
    for at, word in enumerate(words):
        for parts, kind in known.get(word.group(), ()):
            here = words[at : at + len(parts)]
            if tuple(match.group().removesuffix("'s").removesuffix("’s") if n == len(parts) - 1 else match.group() for n, match in enumerate(here)) == parts:
                last = here[-1].end() - (len(here[-1].group()) - len(parts[-1]))
                if "\n" not in here[0].string[here[0].start() : last]:
                    people = _people_before(words, at) if kind in ("organization", "law") and _is_general(parts) else ""
                    yield here[0].start() - len(people), last, people + " ".join(parts), kind


def _acronyms(annotations: Sequence[Annotations]) -> frozenset[str]:
    """Short forms in capitals by which the pile calls bodies."""
    return frozenset(one.name for found in annotations for one in found.referents if one.kind == "organization" and one.form == "name" and CAPITALS.fullmatch(one.name))


def _short(words: Sequence[re.Match[str]], short: frozenset[str], content: str) -> Iterator[tuple[int, int, str, ActorKind]]:
    """Short forms of bodies, with the people before them (`the Kenyan FIS`); not in a line that is all in capitals."""
    for at, word in enumerate(words):
        form = word.group().removesuffix("'s").removesuffix("’s")
        if form in short and not _shouted(words, at):
            start, end = word.start() - len(_people_before(words, at)), word.start() + len(form)
            yield start, end, content[start:end], "organization"


def _people_before(words: Sequence[re.Match[str]], at: int) -> str:
    """`Kenyan ` before a name that bodies of several countries have."""
    before = words[at - 1].group() if at else ""
    gap = words[at].string[words[at - 1].end() : words[at].start()] if at else ""
    return f"{before} " if gap == " " and not before.endswith("s") and countries.people(before) and not countries.country(before) else ""


def _is_general(parts: Sequence[str]) -> bool:
    return all(part.casefold() in common_words() for part in parts)


def _shouted(words: Sequence[re.Match[str]], at: int) -> bool:
    beside = [words[n].group() for n in (at - 1, at + 1) if 0 <= n < len(words)]
    return bool(beside) and all(word.isupper() and len(word) > 1 for word in beside)


def _single(found: Annotations) -> Mapping[str, tuple[str, ActorKind]]:
    """Words that stand alone for somebody or something the report names: surnames of its persons, its places in capitals."""
    out: dict[str, tuple[str, ActorKind]] = {}
    for one in found.referents:
        last = persons.bare(one.name).split()[-1]
        if one.form != "name" or len(last) < LEAST_LETTERS or one.stands_for:
            continue
        if one.kind == "person" and " " in one.name and last.casefold() not in lexicon.entries("stopwords"):
            out[last] = (last, "person")
        if one.kind == "place" and " " not in one.name and not countries.code(one.name):
            out[one.name.upper()] = (one.name, "place")
    return out


def _alone(words: Sequence[re.Match[str]], single: Mapping[str, tuple[str, ActorKind]], content: str) -> Iterator[tuple[int, int, str, ActorKind]]:
    for at, word in enumerate(words):
        form = word.group().removesuffix("'s").removesuffix("’s")
        if form in single and not (_capital(words, at - 1, content, before=True) or (form == word.group() and _capital(words, at + 1, content, before=False))):
            yield (word.start(), word.start() + len(form), *single[form])


def _capital(words: Sequence[re.Match[str]], at: int, content: str, *, before: bool) -> bool:
    """Whether the word beside is a part of a longer name: with a capital, in the same phrase, no title, not the first of its sentence."""
    if not 0 <= at < len(words) or not words[at].group()[:1].isupper():
        return False
    gap = content[words[at].end() : words[at + 1].start()] if before else content[words[at - 1].end() : words[at].start()]
    low = words[at].group().casefold().rstrip(".")
    if gap.strip(" ") not in ("", "-") or low in persons.titles() or low in lexicon.entries("stopwords"):
        return False
    opens = at == 0 or content[words[at - 1].end() : words[at].start()].strip(" ") not in ("", ",", "-")
    return not (before and opens and "-" not in gap)


def _with(found: Annotations, new: Mapping[tuple[str, ActorKind], Sequence[Mention]]) -> Annotations:
    """The annotations with more mentions: of a referent that has the name, or of a new one."""
    referents = list(found.referents)
    by_name = {(one.name, one.kind): at for at, one in enumerate(referents) if one.form == "name" and not one.stands_for}
    for (name, kind), mentions in new.items():
        ids = tuple(mention.id for mention in mentions)
        at = by_name.get((name, kind))
        if at is not None:
            referents[at] = msgspec.structs.replace(referents[at], mentions=(*referents[at].mentions, *ids))
        else:
            referents.append(Referent(id=span_id("referent", mentions[0].span, kind, name, "spotted"), doc=found.doc, kind=kind, name=name, form="name", mentions=ids))
    every = {m.id: m for m in (*found.mentions, *(m for group in new.values() for m in group))}
    return msgspec.structs.replace(found, referents=tuple(referents), mentions=tuple(sorted(every.values(), key=lambda m: m.span)))
