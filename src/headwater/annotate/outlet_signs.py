"""Which names a text itself treats as outlets: by what is done with the name, not by what it is called.

Each sign has a weight; a name is an outlet's from `ENOUGH` on. Signs that bodies, firms and persons give as well count half.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater import lexicon
from headwater.lexicon import outlets
from headwater.text import covered

CAPITAL = r"[A-ZÀ-ÞА-ЯЁЇІЄҐ0-9][\w/.&-]*\w"
NAME = rf"(?:[Tt]he\s+)?{CAPITAL}(?:\s+(?:of\s+|and\s+|de\s+|la\s+|di\s+|del\s+)?{CAPITAL}){{0,4}}"
RUSSIAN = r"(?:«(?P<quoted>[^«»\n]{2,40})»|(?P<latin>[A-Z][\w.-]*\w(?: [A-Z][\w.-]*\w){0,3}))"
KIND = r"(?:newspaper|paper|daily|weekly|news agency|agency|newswire|wire service|news site|news website|website|broadcaster|radio station|television station|TV station|TV channel|magazine|tabloid|broadsheet|channel|portal|outlet)"
DAY = r"(?:\s+(?:on|late on|early on|earlier on)\s+\w+|\s+\w+day|\s+(?:earlier|yesterday|this week|last week|exclusively))?"
ENOUGH = 2
SIGNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"\b(?:first|originally|initially) (?:published|reported|appeared|revealed|printed) (?:by|in|on) (?P<who>{NAME})", 2),
        (rf"(?P<who>{NAME}),? (?:was|were) (?:the )?first to (?:report|reveal|publish|break)", 2),
        (rf"(?P<who>{NAME}) (?:had |has )?(?:first|originally) (?:reported|revealed|published)\b", 2),
        (rf"(?P<who>{NAME}), an? [^,.\n]{{0,40}}?\b{KIND}\b", 2),
        (rf"\b{KIND} (?P<who>(?!The )(?:{CAPITAL})(?: {CAPITAL}){{0,3}}) (?:said|reported|reports|wrote|writes|quoted|published)\b", 2),
        (rf"\b(?:told|tells) (?P<who>the {NAME})", 2),
        (rf"\b(?:[Ss]ource|[Oo]fficial|[Rr]esident|[Ww]itness|[Ss]pokes\w+|[Hh]e|[Ss]he|[Tt]hey|[Ll]awyer|[Dd]iplomat|[A-Za-z][a-z]+s|[a-z]+) (?:have |has |had |later |also )?told (?P<who>(?!The ){NAME})(?=[.,;]|\s(?:that|on|in|by|at|he|she|they|the|it|there|how|over|late)\b|\s*$)", 2),
        (rf"\b(?P<who>[Tt]he {NAME}) (?:has |had |also |later )?(?:reports|reported|wrote|writes){DAY}(?=[.,;:]|\s+that\b|\s*$)", 2),
        (rf"[,”\"’] (?P<who>(?!The ){NAME}) (?:reports|reported|writes|wrote){DAY}(?=[.;:]|\s*$)", 2),
        (rf"(?P<who>(?!The ){NAME}) (?:has |had |also |later )?(?:reports|reported|writes|wrote){DAY}\s+that\b", 1),
        (rf"\b(?:quoted|cited|interviewed|published|reported|broadcast|aired) by (?P<who>the {NAME})", 2),
        (rf"\b(?:quoted|cited) by (?P<who>(?!The ){NAME})", 2),
        (rf"\b(?:reported|broadcast|aired) by (?P<who>(?!The ){NAME})", 1),
        (rf"\b(?:published|printed) (?:in|by) (?P<who>the {NAME})", 2),
        (rf"\b(?:published|printed) by (?P<who>(?!The ){NAME})", 1),
        (rf"\b(?:seen|obtained|reviewed|read|heard) by (?P<who>the {NAME})", 2),
        (rf"\b(?:seen|obtained|reviewed) by (?P<who>(?!The ){NAME})", 1),
        (rf"\binterviews? (?:with|to|for|in|published in|given to) (?P<who>the {NAME})", 2),
        (rf"\b[Aa] report (?:in|by) (?P<who>the {NAME})", 1),
        (rf"(?P<who>{NAME})['’]s? (?:correspondent|reporter|newsroom|editor-in-chief|readers|front page|website)\b", 2),
        (rf"\b(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|[Ww]ith reference to) (?:a report (?:in|by) )?(?P<who>{NAME})", 1),
        (r"(?m:^)[A-ZÀ-ÞА-ЯЁ][\w.,'’ /-]{1,60}? ?\((?P<who>[A-Z][\w./]+(?:\s[A-Z][\w./]+)?)\)\s*(?:[—–-]|--)", 2),
        (r"(?:[Пп]о (?:сообщению|сообщениям|информации)|[Кк]ак (?:сообщает|сообщил[аио]?|пишет|передает|передаёт)|со ссылкой на|в интервью|[Пп]иш[еу]т|[Сс]ообща[ею]т|[Пп]ереда[её]т|[Зз]а повідомленням|[Пп]овідомляє|[Пп]ише|[Зз] посиланням на) (?:газет[аыуе]\w*|агентств\w+|издани[еяю]|телеканал\w*|портал\w*|видання|агентств[оаі])? ?" + RUSSIAN, 2),
    )
)  # fmt: skip
AGAINST = (
    re.compile(rf"\b(?:spokes\w+ (?:for|of|at)|company|firm|employees of|shares of|minister|president|mayor|judge|Mr|Mrs|Ms|Dr|village of|town of|city of|in|at|from|near) (?P<who>(?!the ){NAME})"),
    re.compile(rf"(?P<who>(?<!the )(?<!The ){NAME})(?:, (?:\d\d|who|whose)\b| (?:plc|Inc|Ltd|denied|pleaded|announced plans)\b)"),
)  # fmt: skip


# only around these words signs are looked for; the patterns that begin with a name are slow
TRIGGER = re.compile(r"\b(?:report|wrote|writ|told|tells|publi|print|first|origin|quot|cit(?:ed|ing)|interview|seen|obtain|review|heard|read|aired|broadcast|accord|with reference|newspaper|paper|daily|weekly|agency|newswire|wire|website|site|station|channel|magazine|tabloid|broadsheet|portal|outlet|correspondent|newsroom|editor|front|[Сс]ообщ|[Пп]иш|[Пп]ередa|переда|ссылк|посилан|повідомл|интервью|[Пп]о информ)|\) ?[—–-]", re.IGNORECASE)  # fmt: skip
BEFORE, BEHIND = 120, 120  # code points around a trigger


def _windows(content: str) -> list[tuple[int, int]]:
    return covered((max(0, found.start() - BEFORE), min(len(content), found.end() + BEHIND)) for found in TRIGGER.finditer(content))


def outlets_by_use(content: str) -> frozenset[str]:
    """The names, bare, that a text treats as those of outlets, with the short forms it takes them up by."""
    weights: Counter[str] = Counter()
    windows = _windows(content)
    for pattern, weight in SIGNS:
        for name in {_who(found) for found in _found(pattern, content, windows)}:
            if outlets.may_be_one(name) and not _is_part(name, content):
                weights[outlets.bare(name)] += round(weight if _is_plural(name) else 2 * weight)
    for name in list(weights):
        weights[name] += 2 * outlets.reads_like_one(name)
    if not weights:
        return frozenset()
    for pattern in AGAINST:
        for name in {_who(found) for found in pattern.finditer(content)}:
            weights[outlets.bare(name)] -= 2
    return frozenset(name for name, weight in weights.items() if weight >= 2 * ENOUGH)


def sign_places(content: str) -> Iterator[tuple[int, int]]:
    """The places of names, half-open, at which a sign stands."""
    windows = _windows(content)
    for pattern, _ in SIGNS:
        for found in _found(pattern, content, windows):
            key = next((key for key in ("who", "quoted", "latin") if found.groupdict().get(key)), None)
            if key:
                yield found.span(key)


def _found(pattern: re.Pattern[str], content: str, windows: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in windows:
        yield from pattern.finditer(content, start, end)


def _who(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((groups[key] for key in ("who", "quoted", "latin") if groups.get(key)), "")


def _is_plural(name: str) -> bool:
    """Whether a name of one word reads as that of several people ("the Wanderers")."""
    word = outlets.bare(name)
    return " " not in word and re.search(r"[^s]s$", word) is not None and not outlets.reads_like_one(word) and outlets.known(name) is None


def _is_part(name: str, content: str) -> bool:
    """Whether a name of one word, without article, is elsewhere the last part of a longer one, as surnames are."""
    if " " in name:
        return False
    before = re.findall(rf"\b([A-ZÀ-ÞА-ЯЁ][\w'’-]*)\.?\s+{re.escape(name)}\b", content)
    return any(word.casefold() not in lexicon.entries("stopwords") and word.casefold() not in lexicon.entries("outlet_words") for word in before)
