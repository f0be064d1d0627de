"""Which outlet a report is from, where only its own words tell.

An outlet shows itself by what it says of itself: in its furniture (appeals, notices, credit lines),
and in the body where it is told something or cannot verify something. One mention elsewhere is no ground.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater import lexicon
from headwater.records import Basis, Furniture
from headwater.text import Span

NAME = r"(?:the\s+)?(?:[A-ZÀ-ÞА-Я0-9][\w/.'’&-]*)(?:\s+(?:of|and|de|la|di|[A-ZÀ-ÞА-Я0-9][\w/.'’&-]*)){0,5}"
SELF = (
    re.compile(rf"\btold\s+({NAME})"),
    re.compile(rf"\b({NAME})\s+(?:cannot|could not|couldn['’]t|can['’]t|was unable to|has not been able to|was not able to)\s+(?:immediately\s+|independently\s+){{0,2}}(?:verify|confirm)"),
    re.compile(rf"\b({NAME})(?:['’]s)?\s+(?:correspondent|reporter|journalist)s?\b"),
)
OWN_VOICE = {"appeal": 3, "legal_notice": 3, "credit_line": 1, "comment_box": 1, "navigation": 1}
ENOUGH = 2  # weight of the evidence from which an outlet is named


def outlet_of(content: str, furniture: Sequence[Furniture], *, doc: str) -> tuple[str | None, tuple[Basis, ...]]:
    """The outlet by its own words, with the place of the clearest one; None where the evidence is thin or split."""
    weights: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for name, start, end, weight in (*_in_furniture(content, furniture), *_in_body(content)):
        weights[name] += weight
        places.setdefault(name, (start, end))
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None, ()
    name = ranked[0][0]
    start, end = places[name]
    return name, (Basis(from_="text", text=content[start:end], span=Span(doc, start, end)),)


@functools.cache
def outlet_names() -> dict[str, str]:
    """All names of known outlets and agencies (platforms left out), casefolded, to the main name."""
    names: dict[str, str] = {}
    for name, others, kind in lexicon.rows("outlets"):
        if kind != "platform":
            for form in (name, *others.split("|")):
                names.setdefault(form.casefold(), name)
    names.pop("", None)
    return names


def known_outlet(words: str) -> str | None:
    """The main name of the outlet that `words` begin with or are, or None. Ends of phrases ("'s Kyrgyz Service") are passed over."""
    parts = re.split(r"\s+", words.strip().replace("’", "'"))
    for size in range(len(parts), 0, -1):
        form = " ".join(parts[:size]).rstrip(".,;:!?").removesuffix("'s")
        for candidate in (form, form.removeprefix("the ").removeprefix("The ")):
            if candidate.casefold() in outlet_names() and not candidate.islower():
                return outlet_names()[candidate.casefold()]
    return None


def outlet_like(words: str) -> str | None:
    """The name itself where it has the form of an outlet's ("the Bay Courier"), or the main name of a known one."""
    known = known_outlet(words)
    if known:
        return known
    bare = re.sub(r"['’]s\b.*$", "", words.strip().removeprefix("the ").removeprefix("The "))
    parts = bare.split()
    ends = parts and parts[-1].strip(".,").casefold() in lexicon.entries("outlet_words")
    return bare if ends and len(parts) > 1 and parts[-1][0].isupper() else None


def _in_furniture(content: str, furniture: Sequence[Furniture]) -> Iterator[tuple[str, int, int, int]]:
    for mark in furniture:
        weight = OWN_VOICE.get(mark.kind, 0)
        if weight:
            words = content[mark.span.start : mark.span.end]
            for found in re.finditer(NAME, words):
                name = outlet_like(found.group())
                if name:
                    yield name, mark.span.start + found.start(), mark.span.start + found.end(), weight


def _in_body(content: str) -> Iterator[tuple[str, int, int, int]]:
    for pattern in SELF:
        for found in pattern.finditer(content):
            name = outlet_like(found.group(1))
            if name:
                yield name, found.start(1), found.end(1), 2
