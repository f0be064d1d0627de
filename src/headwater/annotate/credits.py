"""Where a report says it has something from: outlets, agencies, channels, unnamed reports."""

import re
from collections.abc import Iterable, Iterator

from headwater.annotate.outlet_signs import outlets_by_use, sign_places
from headwater.lexicon import outlets
from headwater.records import Credit, span_id
from headwater.text import Span

_CAP = r"[A-ZÀ-ÞА-ЯЁ0-9][\w/.&-]*[\w]|[A-Z]"
_NAME = rf"(?:[Tt]he\s+)?(?:{_CAP})(?:\s+(?:of|and|de|la|di|del|{_CAP}))*(?:['’]s?\s+(?:{_CAP})(?:\s+(?:{_CAP}))*)?(?:\s+(?:Telegram channel|channel|news agency|news site|news website|newspaper|website|portal|radio|television|magazine))?"
_REPORTED = r"(?:was (?:the )?first to (?:report|reveal|publish)|reports?|reported|has reported|writes|wrote|said in a report|revealed|first reported|published)"
PATTERNS = (
    re.compile(rf"(?P<who>{_NAME}),\s+(?:an?|the)\s[^,.\n]{{3,60}},\s+(?:has |had |also |first )?{_REPORTED}\b"),
    re.compile(rf"(?P<who>{_NAME})(?:\s+on \w+)?,?\s+(?:has |had |first |also |earlier |previously |this week )*{_REPORTED}\b"),
    re.compile(
        rf"\b(?P<kind>(?:news )?(?:agency|newspaper|daily|weekly|paper|channel|portal|website|broadcaster|station|magazine|outlet)) (?P<who>(?:{_CAP})(?: (?:{_CAP})){{0,3}})(?!['’]s)"
    ),
    re.compile(rf"\b(?:reported|published|obtained|broadcast|carried|quoted|cited) by (?P<who>{_NAME})"),
    re.compile(rf"\b(?:according to|citing|cites|cited|quoting|with reference to|referring to|quoted) (?P<who>{_NAME})"),
    re.compile(rf"\btold (?P<who>{_NAME})"),
    re.compile(rf"\b(?:[Ss]peaking|spoke|interviews?|talking|talked) (?:to|with|by|for) (?P<who>{_NAME})"),
    re.compile(rf"\b(?:with )?(?:additional )?reporting by (?P<who>{_NAME})", re.IGNORECASE),
    re.compile(rf"\b(?:first|originally) (?:published|appeared) (?:by|in|on) (?P<who>{_NAME})", re.IGNORECASE),
    re.compile(rf"\b[Ss]ources?: (?P<who>{_NAME})"),
    re.compile(
        r"\bon (?:his|her|its|their|the) (?P<who>(?:official )?(?:Telegram|Facebook|Twitter|YouTube|Instagram|VKontakte|X)(?: channel| page| account)?)\b"
    ),
    re.compile(r"\bpost on (?P<who>Telegram|Facebook|Twitter|X|Instagram|VKontakte)\b"),
)
DATELINE = re.compile(r"^(?:[A-ZÀ-ÞА-ЯЁ][\w.,'’ /-]{1,60}?)\s*\((?P<who>[A-Z][\w. /&-]{1,30})\)\s*(?:[—–-]|--)", re.MULTILINE)
CLOSING = re.compile(r"\((?P<who>[A-Z]{2,6}|[A-Z][\w./]+(?:\s[A-Z][\w./]+)?)\)\s*$", re.MULTILINE)
UNNAMED = re.compile(
    r"\b(?:reported|published|printed|carried|written|told|revealed|obtained|seen|citing|quoting|according to|with reference to|referring to)(?: first)?(?: on \w+)?(?: by)? "
    r"(?P<who>(?:an?|one|the) (?:[a-z]+ ){0,3}(?:newspaper|paper|daily|weekly|news agency|news site|news portal|agency|website|portal|channel|broadcaster|radio station|television channel|outlet|publication|magazine)"
    r"(?: (?:[A-Z][\w.&-]*\s?){1,4})?)(?=[\s,.;:]|$)"
)
GENERIC = re.compile(
    r"\b(?P<who>(?:(?:[Ll]ocal|[Ss]tate|[Ii]ndependent|[Ff]oreign|[Ss]everal|[Ss]ome|[Ss]ocial|[A-Z][a-z]+n) )*(?:media(?: reports| outlets)?|news reports|press reports|newspapers|news outlets|reports in [A-Z]\w+))"
    r"(?: in [A-Z]\w+)? (?:said|say|reported|report|claimed|have reported|published|wrote)\b"
)


def find_credits(content: str, *, doc: str) -> tuple[Credit, ...]:
    """The credits of a text in order; `credited` is the outlet's main name where it is known, else the words."""
    found: dict[tuple[int, int], str] = {}
    used = outlets_by_use(content)
    for start, end in (*_places(content), *(sign_places(content) if used else ())):
        name = _credited(content[start:end], used, in_brackets=content[start - 1 : start] == "(")
        if name and not any(a < end and start < b for a, b in found):
            found[start, end] = name
    return tuple(_credit(start, end, _in_full(name, found.values()), doc) for (start, end), name in sorted(found.items()))


def _in_full(name: str, others: Iterable[str]) -> str:
    """The longer name that a short form takes up ("the Courier"), where the text has just one."""
    longer = {other for other in others if outlets.short_of(name, other)}
    return longer.pop() if len(longer) == 1 and outlets.known(name) is None else name


def _credit(start: int, end: int, name: str, doc: str) -> Credit:
    span = Span(doc, start, end)
    return Credit(id=span_id("credit", span), span=span, doc=doc, credited=name)


def _places(content: str) -> Iterator[tuple[int, int]]:
    for pattern in (DATELINE, CLOSING, *PATTERNS, UNNAMED, GENERIC):
        for found in pattern.finditer(content):
            start, end = found.span("who")
            if "kind" in found.groupdict():
                start = found.start("kind")
            yield start, start + len(content[start:end].rstrip())


GENERIC_WORD = re.compile(r"\b(?:media|reports|newspapers|outlets)\b")
DESCRIBED = re.compile(
    r"(?:news )?(?:agency|newspaper|daily|weekly|paper|channel|portal|website|broadcaster|station|magazine|outlet) (?=[A-Z0-9])"
)
DATELINE_NAME = re.compile(r"[A-Z]{2,6}|[A-Z][\w./]+(?: [A-Z][\w./]+)?")


def _credited(words: str, used: frozenset[str] = frozenset(), *, in_brackets: bool = False) -> str | None:
    """The main name where the words are, or begin with, a known outlet's; the words where their form is an outlet's, or their use (`used`, bare names)."""
    plain = words.replace("’", "'").removeprefix("the ").removeprefix("The ")
    known = outlets.known(plain, platforms=True)
    if known:
        return known
    if DATELINE_NAME.fullmatch(plain) and in_brackets:
        return words
    if outlets.bare(words) in used:
        return words
    if words[:4].casefold() == "the " and any(outlets.short_of(words, name) for name in used):
        return words
    described = DESCRIBED.match(plain)
    if described:
        return _credited(plain[described.end() :], used) or plain[described.end() :]
    if plain[0].islower() or GENERIC_WORD.search(plain):
        return words
    return words if outlets.ends_like_one(plain) and (" " in plain or plain.isupper()) else None
