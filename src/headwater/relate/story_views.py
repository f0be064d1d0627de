"""What a stream of stories needs to know of a report: five bags of keys, read from the words in one cheap pass.

Words, headline, names (capitals inside a sentence), pairs of capitalised words beside each other, numbers and ages.
No model is asked: a stream reads far faster than a parser.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator

import msgspec

from headwater.relate.profiles import WORD, stem

LEAST_WORDS = 8  # words of a line that is prose; shorter ones are navigation, captions, bylines, credits
LONGEST = 4000  # code points of a text without lines of prose
LIMIT = 400  # words of a report that are read: what it is about stands in front; all of it was no better (GVA, ECB+)
CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
AGE = re.compile(r"\b(\d{1,2})(?:-year-old\b|-летн|-річн)|(?<=, )(\d\d)(?=[,.;])|\b(?:aged?|ages) (\d{1,2})\b")
ENDS = frozenset('.!?:\n"”»')
ADDRESS = re.compile(r"(?:https?\s*:|www\s*\.)", re.IGNORECASE)  # a line that begins with an address is no prose
PARTS = re.compile(r"\s+[-–—|:»]\s+|\s*\|\s*")  # between a headline and the name of the site behind it


class Views(msgspec.Struct, frozen=True, gc=False):
    """The bags of one report: keys with counts, in the order words, title, names, pairs, numbers."""

    words: Counter[str]
    title: Counter[str]
    names: Counter[str]
    pairs: Counter[str]
    numbers: Counter[str]

    def bags(self) -> tuple[Counter[str], ...]:
        """All five in their order."""
        return (self.words, self.title, self.names, self.pairs, self.numbers)


def views(text: str, *, title: str | None = None, language: str | None = None, stock: Container[str] = ()) -> Views:
    """The views of a report from its text and headline; `language` is a two-letter code, guessed by script where unknown.

    Lines and parts of the headline that are `stock` (see `lines`) are left out.

    >>> sorted(views("Two boats sank near Lund Ferry on Monday, said harbour master Edda Solvang.").pairs)
    ['edda solvang', 'lund ferry']
    """
    spoken = language or ("ru" if CYRILLIC.search(text[:200]) else "en")
    kept = [line for line in prose(text) if line not in stock] or [text[:LONGEST]]
    head = " ".join(part for part in headline(title) if part not in stock) or kept[0]
    body = "\n".join(kept)
    found = [match for match, _ in zip(WORD.finditer(body), range(LIMIT), strict=False)]
    words, top = Counter(_stems(found, spoken)), Counter(_stems(list(WORD.finditer(head)), spoken))
    words.update(top)
    words.update(top)
    names, pairs = _names(body, found, spoken)
    return Views(words, top, names, pairs, _numbers(body[: found[-1].end() if found else 0]))


def prose(text: str) -> list[str]:
    """The lines long enough to be prose, each once (pages repeat galleries and teasers), as far as a report is read."""
    found: dict[str, int] = {}
    left = LIMIT
    for line in text.split("\n"):
        line = line.strip()
        count = line.count(" ") + 1
        if count >= LEAST_WORDS and line not in found and not ADDRESS.match(line):
            found[line] = count
            left -= count
            if left < -LIMIT:
                break
    return list(found)


def headline(title: str | None) -> list[str]:
    """The parts of a headline: the site's name often stands behind a bar or dash."""
    return [part for part in PARTS.split(title.strip()) if part] if title else []


def _stems(found: list[re.Match[str]], language: str) -> Iterator[str]:
    for match in found:
        one = stem(_folded(match.group()), language)
        if one is not None:
            yield one


def _folded(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _names(body: str, found: list[re.Match[str]], language: str) -> tuple[Counter[str], Counter[str]]:
    """Capitalised words that do not merely begin a sentence, and those that stand side by side."""
    names: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    before, end = "", -1  # the capitalised word right before, where it ends
    for match in found:
        word, start = match.group(), match.start()
        if not (word[0].isupper() or (word[0].isdigit() and before)):
            continue
        one = _folded(word)
        beside = bool(before) and start - end <= 2 and "\n" not in body[end:start] and "," not in body[end:start]
        if beside:
            pairs[f"{before} {one}"] += 1
        if stem(one, language) is not None and (beside or not _begins(body, start)):
            names[one] += 1
        before, end = one, match.end()
    return names, pairs


def _begins(body: str, at: int) -> bool:
    """Does a sentence begin at `at`? There a capital says nothing."""
    while at > 0 and body[at - 1] in " \t“‘'(":
        at -= 1
    return at == 0 or body[at - 1] in ENDS


def _numbers(body: str) -> Counter[str]:
    """Figures of two digits and more, and ages."""
    numbers = Counter(match.group() for match in re.finditer(r"\b\d[\d,.:]*\d\b", body))
    numbers.update(f"{next(filter(None, match.groups()))} years" for match in AGE.finditer(body))
    return numbers
