"""Words and sentences from raw text, by the conventions of the English treebanks (UD EWT and GUM).

Words come from rules: hyphens part compounds but not prefixes, clitics are words, runs of the same mark stay one.
Where a sentence may end (a closing mark, a line break) a small linear model trained on the treebanks decides.
Offsets are code points of the given text; nothing is normalised.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Final

Extent = tuple[int, int]

_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u109f\u1780-\u17ff\u200c\u200d"
_L: Final = rf"(?:[^\W\d_]|[{_MARKS}])"
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PREFIXES: Final = "anti|arch|co|counter|cross|e|ex|extra|inter|intra|mega|meta|micro|mid|mini|multi|neo|non|off|over|pan|post|pre|pro|psycho|quasi|re|semi|socio|sub|super|trans|ultra|un|under|wi"
_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Sen|Rep|Reps|Gov|Gen|Lt|Col|Capt|Cmdr|Adm|Maj|Sgt|Cpl|Pvt|Brig|Hon|Rev|Fr|Msgr|Pres|Supt|Insp|Det|Jr|Sr|Esq|"
    "Inc|Corp|Co|Ltd|Bros|Cos|LLC|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Ft|Ave|Blvd|Rd|Ph|Univ|Dept|Assn|Intl|"
    "vs|v|etc|e\\.g|i\\.e|al|ca|cf|c|approx|est|p|pp|vol|vols|ed|eds|fig|figs|ch|sec|para|art|a\\.m|p\\.m|"
    "Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Calif|Fla|Mass|Mich|Minn|Pa|Tex|Va|Wash|Wis|Ariz|Colo|Conn|Ill|Ind|Tenn|Okla|Ore|Neb|Nev|Kan|Ky|La|Md|Mo|Ala|Ark|Ga|Dak"
)
_UNITS: Final = "am|pm|bn|mn|tn|m|k|km|cm|mm|kg|g|mg|mph|kph|kmh|km²|km2|m2|m²|ft|lb|lbs|hrs|hr|h|min|mins|sec|secs|GB|MB|TB|MW|GW|kW|kWh|MHz|GHz|ml|l|bps|p|x|C|F"
_TAILS: Final = r"['’‘`´](?:s|m|re|ve|ll|d|S|M|RE|VE|LL|D)(?!\w)"

WORD: Final = re.compile(
    "|".join(
        [
            r"(?P<link>(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’])",
            r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
            r"(?P<site>(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|io|co|int|news|tv|uk|us|eu|de|fr|ru|ua|kz|in|za|ng|ke|au|ca|nz|cn|jp|br|mx|me)(?:/[\w/%.?=&#~-]*[\w/])?(?![\w.]*\w))",
            r"(?P<handle>[@#]\w+)",
            rf"(?P<han>[{_HAN}]|[\u3040-\u309f\u30fc]+|[\u30a0-\u30ff]+|[\u0e00-\u0eff]+)",
            r"(?P<unit>\d+(?:[.,]\d+)*(?=(?:" + _UNITS + r")(?![\w-])))",
            r"(?P<number>\d+(?:[.,:/]\d+)+(?!\w)|\d{3,4}-\d{3,4}(?:-\d{3,4})+(?!\w)|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|['’]s(?=\s))?(?!\w)|\d+(?:[.,]\d+)+)",
            r"(?P<dotted>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w']))?|\b(?:Ph\.D|M\.Sc|B\.Sc|a\.k\.a|Ph\.Ds)\.?)",
            r"(?P<abbr>\b(?:" + _ABBREVIATIONS + r")\.(?!\.)(?!\w{2}))",
            r"(?P<no>\bNos?\.(?=\s?\d))",
            r"(?P<initial>(?<![\w'’.-])[A-ZÀ-ÖØ-ÞА-Я]\.(?!\.))",
            r"(?P<cannot>(?i:\bcan(?=not\b)|\bgon(?=na\b)|\bgot(?=ta\b)|\bwan(?=na\b)|\b(?:do|did|does|is|was|would|could|should|have|has|are|were|wo)(?=nt\b)))",
            r"(?P<not>n['’‘`´]t(?!\w)|N['’‘]T(?!\w))",
            rf"(?P<clitic>{_TAILS})",
            rf"(?P<prefixed>(?i:\b(?:{_PREFIXES}))-(?=\w)(?!{_L}{{1,4}}-)(?:{_L}|\d)+(?:['’](?!(?:s|S)\b){_L}+)?)",
            r"(?P<amp>\b[A-Z]+&[A-Z]+\b)",
            rf"(?P<word>(?:{_L}|\d|_)+?(?=n['’‘`´]t(?!\w)|N['’‘]T(?!\w))|(?:{_L}|\d|_)+(?:(?!{_TAILS})(?!(?<=n)['’‘`´]t(?!\w))['’]{_L}(?:{_L}|\d)*)*)",
            r"(?P<run>\.{2,}|…+|-{2,}|[–—]+|!+\?*!*|\?+!*\?*|\*+|_+|=+|~+|#+|\++|<+|>+|''|``|‘’|’’)",
            r"(?P<emoji>(?:[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*))",
            r"(?P<other>\S)",
        ]
    )
)


def find_words(text: str) -> list[Extent]:
    """Return the words of a text as code-point extents, in order, never overlapping, never holding a blank."""
    return [found.span() for found in WORD.finditer(text)]


_CLOSERS: Final = frozenset("\"'”’»)]}›」』")
_ENDERS: Final = frozenset({".", "?", "!", "…", "...", "。", "！", "？", "।", "؟", "۔", "။", "։"})
_CANDIDATE: Final = re.compile(r"^(?:[.!?…]+|[:;]+|[\"”’»)\]}'›」』]|.+\.|[。！？।؟۔။։])$", re.DOTALL)
SURE: Final = frozenset("。！？।؟۔။։")
"""Marks of other scripts that always end a sentence."""


def shape(word: str) -> str:
    """Return a coarse shape of a word: what a sentence's start looks like."""
    if word.isalpha():
        return "a" if word.islower() else "A" if word.isupper() and len(word) > 1 else "Aa" if word[0].isupper() else "aA"
    if word[0].isdigit():
        return "0"
    return word[:2] if not word[0].isalpha() else "A." if word[0].isupper() else "a."


def features(words: Sequence[str], i: int, gap: int, since: int, quotes: int) -> Iterator[str]:
    """Yield what the linear model sees where a sentence may end after word `i` (`gap`: 0 glued, 1 blank; `quotes` open)."""
    here = words[i].lower()
    before = words[i - 1] if i else "^"
    next1 = words[i + 1] if i + 1 < len(words) else "$"
    next2 = words[i + 2] if i + 2 < len(words) else "$"
    s0, sb, s1, s2 = shape(here), shape(before), shape(next1), shape(next2)
    kind = here if len(here) < 3 or here in ("...",) else "abbr" if here.endswith(".") else s0
    yield f"k={kind}|{gap}"
    yield f"k={kind}|{gap}|1={s1}"
    yield f"k={kind}|{gap}|1={s1}|b={sb}"
    yield f"k={kind}|1={s1}|2={s2}"
    yield f"h={here}"
    yield f"h={here}|1={s1}"
    yield f"k={kind}|n={next1.lower()}"
    yield f"k={kind}|b={before.lower()}"
    yield f"k={kind}|b={sb}|bl={min(len(before), 4)}|1={s1}"
    yield f"k={kind}|q={quotes}|1={s1}"
    yield f"k={kind}|since={min(since, 4) if since < 5 else 5 if since < 12 else 6}"


def paragraphs(text: str) -> Iterator[Extent]:
    """Yield the stretches of a text between line breaks that end a sentence; blank ones are left out."""
    breaks = _BLANK_LINE if is_wrapped(text) else _BREAK
    start = 0
    for found in [*breaks.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[start:end].strip():
            yield start, end
        start = found.end() if found else end


def _weigh(weights: Mapping[str, float], found: Iterator[str]) -> float:
    return sum(weights.get(f, 0.0) for f in found)


def candidates(words: Sequence[str]) -> list[int]:
    """Return the places after which a sentence may end, by the mark that stands there."""
    known: dict[str, bool] = {}
    out = []
    for i, word in enumerate(words):
        is_one = known.get(word)
        if is_one is None:
            is_one = known[word] = bool(_CANDIDATE.match(word))
        if is_one:
            out.append(i)
    return out


_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n|\u2029|\f")
_BREAK: Final = re.compile(r"[\n\r\u2028\u2029\f\v\x85]")


def is_wrapped(text: str) -> bool:
    """Say whether single line breaks merely wrap the text: most long lines are alike long and end in mid-sentence."""
    lines = [line.strip() for line in text.splitlines()]
    long = [line for line in lines if len(line) > 40]
    if len(long) < 4 or len(long) < 0.5 * sum(1 for line in lines if line):
        return False
    middle = median(len(line) for line in long)
    if middle > 110 or max(len(line) for line in long) > 1.5 * middle:
        return False
    return sum(1 for line in long if line[-1] not in '.!?"”’»…:') > 0.6 * len(long)


def _break_kind(gap: str, *, wrapped: bool) -> int:
    """Return 0 glued, 1 blank, 2 a break that ends the sentence."""
    if not gap:
        return 0
    if not _BREAK.search(gap):
        return 1
    return 1 if wrapped and not _BLANK_LINE.search(gap) else 2


def find_sentences(text: str, words: Sequence[Extent], weights: Mapping[str, float], *, threshold: float = 0.0) -> list[Extent]:
    """Return the sentences as half-open ranges of words; they cover all words, in order."""
    forms = [text[a:z] for a, z in words]
    maybe = set(candidates(forms))
    wrapped = is_wrapped(text)
    out: list[Extent] = []
    start, quotes = 0, 0
    for i, form in enumerate(forms):
        if form in ('"', "“", "”", "«", "»"):
            quotes = 1 if form in "“«" or (form == '"' and not quotes) else 0
        if i + 1 == len(forms):
            break
        kind = _break_kind(text[words[i][1] : words[i + 1][0]], wrapped=wrapped)
        if kind == 2 or (form in SURE and forms[i + 1][0] not in _CLOSERS):
            out.append((start, i + 1))
            start, quotes = i + 1, 0
        elif i in maybe and _weigh(weights, features(forms, i, kind, i - start, quotes)) > threshold:
            out.append((start, i + 1))
            start = i + 1
    if start < len(forms):
        out.append((start, len(forms)))
    return out
