"""Who has text from whom: planted near duplicates, and translations of one document."""

import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from eval import gold, product
from eval.task import Figure, Task, speed

ARTICLES, TRANSLATED = "timeline17/articles.jsonl.gz", "translation/ru-en-2022.jsonl.gz"
QUICK_PILE, WHOLE_PILE = 100, 1000  # articles, half of which get a damaged twin
QUICK_TRANSLATED = 30
LONG = 1500  # characters of an article that is worth damaging
UNLIKE = 0.5  # share of common words under which two texts are no duplicates


class Pair(msgspec.Struct, frozen=True):
    """Two related documents, as `reuse` prints them."""

    a: str
    b: str
    score: float = 0.0

    @property
    def key(self) -> frozenset[str]:
        """The pair without order."""
        return frozenset((self.a, self.b))


def _cut(text: str, rng: random.Random, words: Sequence[str]) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(lines[: max(1, len(lines) * 6 // 10)])


def _reorder(text: str, rng: random.Random, words: Sequence[str]) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    rng.shuffle(lines)
    return "\n".join(lines)


def _append(text: str, rng: random.Random, words: Sequence[str]) -> str:
    return text + "\n" + " ".join(rng.choice(words) for _ in range(len(text.split()) // 2))


def _noise(text: str, rng: random.Random, words: Sequence[str]) -> str:
    return "".join(char if rng.random() > 0.02 else rng.choice("abcdefghijklmnopqrstuvwxyz ") for char in text)


def _reword(text: str, rng: random.Random, words: Sequence[str]) -> str:
    return " ".join(word if rng.random() > 0.06 else rng.choice(words) for word in text.split(" "))


DAMAGE: dict[str, Callable[[str, random.Random, Sequence[str]], str]] = {
    "cut": _cut, "reorder": _reorder, "append": _append, "noise": _noise, "words": _reword,
}  # fmt: skip


def duplicates(quick: bool) -> list[Figure]:
    """Recall of planted twins, each kind of damage apart, and printed pairs that have few words in common."""
    texts, planted = _pile(gold.rows(ARTICLES, gold.Article), QUICK_PILE if quick else WHOLE_PILE)
    answers = product.ask(["reuse", "--near-duplicates"], ({"id": at, "text": text} for at, text in texts.items()), Pair)
    found = {pair.key for pair in answers.lines}
    by, every = Counter(how for pair, how in planted.items() if pair in found), Counter(planted.values())
    unlike = sum(_unlike(*(texts[one] for one in sorted(pair))) for pair in found - planted.keys())
    return [
        Figure("recall", sum(by.values()) / len(planted)),
        *(Figure(how, by[how] / every[how], "none") for how in DAMAGE),
        Figure("unlike pairs", unlike, "down"),
        speed(answers.per_second),
    ]


def _pile(docs: Sequence[gold.Article], size: int) -> tuple[dict[str, str], dict[frozenset[str], str]]:
    """Texts under new ids in mixed order; the planted pairs with their damage."""
    base, rng = _distinct(docs), random.Random(11)
    words = sorted({word for text in base[:200] for word in re.findall(r"[a-z]{3,}", text)})
    pile: list[tuple[int, str, str]] = []  # number of the original, damage or nothing, text
    for at, text in enumerate(base[:size]):
        pile.append((at, "", text))
        if at % 2 == 0:
            how = list(DAMAGE)[at // 2 % len(DAMAGE)]
            pile.append((at, how, DAMAGE[how](text, rng, words)))
    rng.shuffle(pile)
    numbered = product.numbered(pile)
    original = {number: at for at, (number, how, _) in numbered.items() if not how}
    planted = {frozenset((at, original[number])): how for at, (number, how, _) in numbered.items() if how}
    return {at: text for at, (_, _, text) in numbered.items()}, planted


def _distinct(docs: Sequence[gold.Article]) -> list[str]:
    first: dict[bytes, str] = {}
    for doc in docs:
        if len(doc.text) > LONG:
            first.setdefault(hashlib.sha256(doc.text[:300].encode()).digest(), doc.text)
    return list(first.values())


def _unlike(a: str, b: str) -> bool:
    one, other = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(one & other) < UNLIKE * min(len(one), len(other))


def translation(quick: bool) -> list[Figure]:
    """Is the other-language counterpart the best-scored partner?"""
    docs = gold.rows(TRANSLATED, gold.Translated)[: QUICK_TRANSLATED if quick else None]
    sides = [side for at, doc in enumerate(docs) for side in ((at, doc.lang[0], doc.source), (at, "en", doc.english))]
    random.Random(5).shuffle(sides)
    lines = product.numbered(sides)
    answers = product.ask(
        ["reuse"], ({"id": at, "text": "\n".join(text), "language": language} for at, (_, language, text) in lines.items()), Pair
    )
    best: dict[int, tuple[float, int]] = {}
    for pair in answers.lines:
        source, english = sorted((lines[pair.a], lines[pair.b]), key=lambda side: side[1] == "en")
        if source[1] != "en" == english[1] and pair.score > best.get(source[0], (0.0, -1))[0]:
            best[source[0]] = (pair.score, english[0])
    right = sum(partner == at for at, (_, partner) in best.items())
    return [Figure("p at 1", right / len(docs)), Figure("answered", len(best) / len(docs), "none"), speed(answers.per_second)]


TASKS = (
    Task("duplicates", lambda: gold.there(ARTICLES), duplicates),
    Task("translation_ru", lambda: gold.there(TRANSLATED), translation),
)
