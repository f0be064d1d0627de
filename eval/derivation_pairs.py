"""Pairs of reports to be labelled, drawn by how much they share so that all relations occur: `python -m eval.derivation_pairs draw`.

`show NAME [FROM TO]` prints the drawn pairs for the one who labels. Nothing of the texts is kept: the files hold ids.
"""

import importlib
import math
import pathlib
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from eval import gold

FOLDER = pathlib.Path(__file__).with_name("derivation")
POSTS, ARTICLES = "telegram-ru/posts.jsonl.gz", "archive/articles.parquet"
SEED, SHINGLE, HOT = 7, 6, 30
DAYS = {"telegram-ru": 1, "archive": 2}  # between the two reports at most
ANCHORS = 4000  # reports of a set whose neighbours are weighed
LONGEST = 9000  # code points of an article that a person is asked to read
SHORTEST = {"telegram-ru": 80, "archive": 400}
# stratum: (share of the smaller one's word runs, cosine of the words) from; pairs a half of each set
STRATA = {"runs .7": 12, "runs .3": 14, "runs .05": 14, "names": 16, "words .4": 18, "words .2": 14, "words .05": 6}
COUNT = {"telegram-ru": 1.15, "archive": 0.7}
SHOWN = 1400  # code points of an opening


class Text(msgspec.Struct, frozen=True):
    """One report of a set."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None

    @property
    def whole(self) -> str:
        """Headline and text."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


class Pair(msgspec.Struct, frozen=True, order=True):
    """Two reports of one set, by id."""

    set: str
    a: str
    b: str


class Bags(msgspec.Struct, frozen=True):
    """A report as a sampler sees it: word runs, weights of its words by their rarity."""

    runs: frozenset[int]
    words: dict[str, float]


def texts(name: str) -> dict[str, Text]:
    """The reports of a set by id. Raises gold.Missing where the set, or what reads it, is not there."""
    if name == "telegram-ru":
        return {one.id: one for one in gold.rows(POSTS, Text)}
    (path,) = gold.there(ARTICLES)
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError as missing:
        raise gold.Missing(f"{ARTICLES} (pyarrow is not installed)") from missing
    table = parquet.read_table(path, columns=["id", "text", "title", "published", "outlet"])
    return {row["id"]: msgspec.convert({**row, "language": "en"}, Text) for row in table.to_pylist() if row["text"]}


def pairs(name: str) -> list[Pair]:
    """The drawn pairs of a half: dev or unseen."""
    lines = (FOLDER / f"{name}-pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines]


def draw() -> dict[str, list[Pair]]:
    """Both halves; no report stands in two pairs."""
    halves: dict[str, list[Pair]] = {"dev": [], "unseen": []}
    for name in DAYS:
        rng = random.Random(SEED)
        strata = _strata(name, rng)
        used: set[str] = set()
        for stratum, count in STRATA.items():
            free = [pair for pair in strata[stratum] if not {pair.a, pair.b} & used]
            rng.shuffle(free)
            wanted = round(COUNT[name] * count)
            taken: list[Pair] = []
            for pair in free:
                if len(taken) < 2 * wanted and not {pair.a, pair.b} & used:
                    taken.append(pair)
                    used |= {pair.a, pair.b}
            halves["dev"] += taken[::2]
            halves["unseen"] += taken[1::2]
    for half in halves.values():
        random.Random(SEED).shuffle(half)
        half.sort(key=lambda pair: pair.set)
    return halves


def _strata(name: str, rng: random.Random) -> dict[str, list[Pair]]:
    found = {id: one for id, one in texts(name).items() if _day(one) and SHORTEST[name] <= len(one.text) <= LONGEST}
    days: dict[int, list[str]] = defaultdict(list)
    for id, one in found.items():
        days[_day(one) or 0].append(id)
    bags = _bags(found)
    outlets = _names(found)
    strata: dict[str, list[Pair]] = defaultdict(list)
    for anchor in rng.sample(sorted(found), min(ANCHORS, len(found))):
        day = _day(found[anchor]) or 0
        for other in sorted(id for at in range(day - DAYS[name], day + DAYS[name] + 1) for id in days[at]):
            if other != anchor and found[other].outlet != found[anchor].outlet:
                stratum = _stratum(bags[anchor], bags[other])
                first, second = sorted((anchor, other))
                strata[stratum].append(Pair(name, first, second))
                if stratum.startswith("words") and stratum != "words .05" and _is_named(found[anchor], found[other], outlets):
                    strata["names"].append(Pair(name, first, second))
    return {stratum: sorted(set(some)) for stratum, some in strata.items()}


def _stratum(a: Bags, b: Bags) -> str:
    runs = len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs)))
    for least in (0.7, 0.3, 0.05):
        if runs >= least:
            return f"runs {least:.2g}".replace("0.", ".")
    small, large = (a, b) if len(a.words) < len(b.words) else (b, a)
    cosine = sum(weight * large.words.get(word, 0.0) for word, weight in small.words.items())
    return next((f"words {least:.2g}".replace("0.", ".") for least in (0.4, 0.2, 0.05) if cosine >= least), "")


def _bags(found: Mapping[str, Text]) -> dict[str, Bags]:
    words = {id: re.findall(r"\w+", one.whole.lower()) for id, one in found.items()}
    counts = Counter(word for some in words.values() for word in set(some))
    return {id: Bags(_runs(some), _weights(some, counts, len(words))) for id, some in words.items()}


def _runs(words: Sequence[str]) -> frozenset[int]:
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))


def _weights(words: Sequence[str], counts: Mapping[str, int], total: int) -> dict[str, float]:
    raw = {word: (1 + math.log(n)) * math.log(total / counts[word]) for word, n in Counter(words).items()}
    norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / norm for word, weight in raw.items()}


def _names(found: Mapping[str, Text]) -> list[str]:
    return sorted({one.outlet for one in found.values() if one.outlet and len(one.outlet) > 2})


def _is_named(a: Text, b: Text, outlets: Sequence[str]) -> bool:
    """Whether one names the other's outlet, or both name the same outlet of the set or the same linked host."""
    first, second = _named(a, outlets), _named(b, outlets)
    return bool(b.outlet in first or a.outlet in second or (first & second) - {a.outlet, b.outlet})


def _named(one: Text, outlets: Sequence[str]) -> set[str]:
    hosts = {host for host in re.findall(r"https?://(?:www\.)?([\w.-]+)", one.text) if host != "t.me"}
    sources = set(re.findall(r"(?:РИА|ТАСС|РБК|Интерфакс|Коммерсант|Ведомости|Известия|Reuters|Associated Press|Bloomberg|CNN|BBC)", one.text))
    return {name for name in outlets if name in one.text} | hosts | sources


def _day(one: Text) -> int | None:
    try:
        return date.fromisoformat((one.published or "")[:10]).toordinal()
    except ValueError:
        return None


def show(name: str, first: int, last: int) -> Iterator[str]:
    """The pairs `first` to `last` (from 1) of a half as text for the one who labels."""
    held = {set_: texts(set_) for set_ in DAYS}
    for at, pair in enumerate(pairs(name), start=1):
        if first <= at <= last:
            a, b = held[pair.set][pair.a], held[pair.set][pair.b]
            yield f"\n===== {at} {pair.set} {pair.a} {pair.b}: {len(a.text)} and {len(b.text)} code points"
            yield from (f"--- {one.outlet} {one.published}: {one.title or ''}\n{one.text[:SHOWN]}" for one in (a, b))
            yield "--- both: " + " | ".join(_both(a.text, b.text))


def _both(a: str, b: str) -> list[str]:
    """The stretches of the first text whose words run on in the second."""
    words = list(re.finditer(r"\w+", a))
    other = _runs(re.findall(r"\w+", b.lower()))
    forms = [word.group().lower() for word in words]
    marked = [False] * len(words)
    for at in range(len(forms) - SHINGLE + 1):
        if hash(tuple(forms[at : at + SHINGLE])) in other:
            marked[at : at + SHINGLE] = [True] * SHINGLE
    out, start = [], None
    for at, mark in enumerate([*marked, False]):
        if mark and start is None:
            start = at
        elif not mark and start is not None:
            stretch = a[words[start].start() : words[at - 1].end()]
            out.append(f"{len(stretch)}: {stretch[:160]}")
            start = None
    return out


def main() -> int:
    """Exit status 0; 2 for wrong use."""
    if sys.argv[1:2] == ["draw"]:
        for name, half in draw().items():
            (FOLDER / f"{name}-pairs.tsv").write_text("".join(f"{p.set}\t{p.a}\t{p.b}\n" for p in half), encoding="utf-8")
            print(name, len(half), Counter(pair.set for pair in half))
        return 0
    if sys.argv[1:2] == ["show"] and len(sys.argv) > 2:
        bounds = [int(one) for one in sys.argv[3:5]] or [1, 10**6]
        print("\n".join(show(sys.argv[2], bounds[0], bounds[-1])))
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
