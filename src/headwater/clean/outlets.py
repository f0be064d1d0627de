"""Which outlet a report is from, where only its own words tell.

An outlet shows itself by what it says of itself: in its furniture (appeals, notices, credit lines),
and in the body where it is told something or cannot verify something. One mention elsewhere is no ground.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.clean.head import is_masthead, is_signed
from headwater.clean.lines import Line, furniture_words, kept_lines
from headwater.days import find_days
from headwater.lexicon import outlets
from headwater.records import Basis, Furniture
from headwater.text import Span

_PART = r"[A-ZÀ-ÞА-Я0-9](?:[\w/.'’&-]*\w)?"
NAME = rf"(?:the )?{_PART}(?: (?:of|and|de|la|di|{_PART})){{0,5}}"
SELF = (
    re.compile(rf"\btold\s+({NAME})(?! (?:newspaper|news agency|agency|channel|portal|website|radio station))"),
    re.compile(
        rf"\b({NAME})\s+(?:cannot|could not|couldn['’]t|can['’]t|was unable to|has not been able to|was not able to)\s+(?:immediately\s+|independently\s+){{0,2}}(?:verify|confirm)"
    ),
    re.compile(rf"\b({NAME})(?:['’]s)?\s+(?:correspondent|reporter|journalist)s?\b"),
)
YEAR = re.compile(r"^(?:©\s*)?(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)?\d\d)?\s+")
SEPARATOR = re.compile(r"\s+[/|»·–—-]\s+|\s*\|\s*")
SECTIONS = frozenset(
    ("news", "rss", "feed", "latest", "home", "world", "latest news", "top stories", "all news", "rss feed", "front page", "news feed")
)
MASTHEAD = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ0-9][\w.'’&-]*|of|and|the|for|de|la)(?:\s+(?:[A-ZÀ-ÞА-ЯЁ0-9][\w.'’&-]*|of|and|the|for|de|la))*")
KICKERS = SECTIONS | frozenset(
    ("press release", "news release", "media release", "breaking", "breaking news", "live", "live blog", "opinion", "analysis", "exclusive", "update", "editorial", "comment", "sport", "sports", "business", "politics", "statement", "news in brief", "in brief", "local news", "crime", "courts", "video", "interview", "feature", "letters", "obituary", "obituaries", "weather", "culture", "travel", "economy", "health", "science", "technology", "region", "regions", "society", "notice")
)
DATED_NAME = re.compile(rf"^({_PART}(?: (?:of|and|de|la|{_PART})){{0,4}}), (?=\d|[A-Z])")
SIGN_OFF = re.compile(r"^([A-Z]{2,6})(?:/[A-Za-z]{1,4})+$", re.MULTILINE)
SELF_WEIGHTS = (1, 2, 1)  # others too are told things by an outlet; only it says that it could not verify them
OWN_VOICE = {"appeal": 3, "legal_notice": 3, "credit_line": 1, "comment_box": 1, "navigation": 2, "caption": 1}
ENOUGH = 2  # weight of the evidence from which an outlet is named


def outlet_of(
    content: str, furniture: Sequence[Furniture], *, doc: str, title: tuple[int, int] | None = None
) -> tuple[str | None, tuple[Basis, ...]]:
    """The outlet by its own words, with the place of the clearest one; None where the evidence is thin or split."""
    weights: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    written: dict[str, str] = {}  # the first of the forms of a name that differ by article and capitals
    for found, start, end, weight in (*_in_masthead(content, title), *_in_furniture(content, furniture), *_in_body(content)):
        form = written.setdefault(outlets.bare(found), in_title_case(found))
        weights[form] += weight
        places.setdefault(form, (start, end))
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None, ()
    name = ranked[0][0]
    start, end = places[name]
    return name, (Basis(from_="text", text=content[start:end], span=Span(doc, start, end)),)


def outlet_like(words: str) -> str | None:
    """The name itself where it has the form of an outlet's ("the Bay Courier"), or the main name of a known one."""
    words = YEAR.sub("", words)
    if " The " in words:  # `Support The Lund Post`
        words = words.rpartition(" The ")[2]
    known = outlets.known(words)
    if known:
        return known
    bare = re.sub(r"['’]s\b.*$", "", words.strip().removeprefix("the ").removeprefix("The "))
    parts = bare.split()
    return bare if len(parts) > 1 and outlets.ends_like_one(bare) and parts[-1][0].isupper() else None


def _in_masthead(content: str, title: tuple[int, int] | None) -> Iterator[tuple[str, int, int, int]]:
    """The first line where several lines stand above the title as one block, none of them a link of the page; and
    the agency whose sign-off and dateline agree."""
    lines = list(kept_lines(content[: title[0]])) if title else []
    block = [line for at, line in enumerate(lines) if content.count("\n", lines[0].start, line.start) == at]
    if block and title and not any(furniture_words(line) for line in block):
        name = SEPARATOR.split(block[0].words)[0].strip()
        sure = len(block) > 1 or next(find_days(block[0].words), None) is not None
        if 1 <= len(name.split()) <= 6 and MASTHEAD.fullmatch(name) and name.casefold() not in KICKERS and (sure or _is_above(content, name, block, title)):
            yield name, block[0].start, block[0].start + len(name), 2
    yield from _beside_date(content, title)
    for found in SIGN_OFF.finditer(content):
        if f"({found.group(1)})" in content:
            yield found.group(1), found.start(1), found.end(1), 3


def _is_above(content: str, name: str, block: Sequence[Line], title: tuple[int, int]) -> bool:
    """Whether one line stands right above a headline that is signed or dated, and nothing shows that it is a place or a person."""
    if content.count("\n", block[0].end, title[0]) != 1 or not is_signed(content, title[1]):
        return False
    if is_masthead(content, name):
        return True
    return outlets.may_be_one(name) and re.search(rf"\b(?:in|at|from|near|of|around) {re.escape(name)}\b", content) is None


def _beside_date(content: str, title: tuple[int, int] | None) -> Iterator[tuple[str, int, int, int]]:
    """The outlet that a line below the title gives before the date ("Lund Courier, 3 March 2024")."""
    for line in list(kept_lines(content[title[1] : title[1] + 300]))[:3] if title else ():
        found = DATED_NAME.match(line.words)
        if found and title and next(find_days(line.words[found.end() :]), None) and (outlets.known(found.group(1)) or outlets.reads_like_one(found.group(1))):
            yield found.group(1), title[1] + line.start, title[1] + line.start + found.end(1), 2


def in_title_case(name: str) -> str:
    """A name in capitals written as names are; short words of capitals stay, since they are initials."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(
        word.lower() if word in ("OF", "AND", "THE", "FOR") else word.capitalize() if len(word) > 3 else word for word in name.split()
    )


def bare_outlet(name: str) -> str:
    """The name of an outlet without the section that feeds and pages add ("The Courier - News")."""
    parts = [part.strip() for part in SEPARATOR.split(name) if part.strip()]
    kept = [part for part in parts if part.casefold() not in SECTIONS]
    return kept[0] if kept and len(kept) < len(parts) else name


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
    for pattern, weight in zip(SELF, SELF_WEIGHTS, strict=True):
        for found in pattern.finditer(content):
            name = outlet_like(found.group(1))
            if name:
                yield name, found.start(1), found.end(1), weight
