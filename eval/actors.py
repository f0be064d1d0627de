"""Actors across reports: own piles, MEANTIME, gun violence articles.

Own piles (`actors/*.toml`, form in docs/actors.md): B-cubed over the marked names, then with descriptions. MEANTIME: B-cubed over its
named mentions across all documents. GVA: pairs of mentions of the recorded participants within each incident; half of the incidents,
by hash, is looked at while developing.
"""

import hashlib
import json
import pathlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from eval import gold
from eval.gold import Place
from eval.scores import Prf, b_cubed, prf
from eval.task import Figure, Task, triple
from headwater import conclude, relate, run
from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.conclude import Resolved
from headwater.lexicon import persons
from headwater.records import Annotations, Document

SETS = pathlib.Path(__file__).with_name("actors")
MEANTIME = "meantime/docs.jsonl"
ARTICLES, FACTS = "gva/articles.jsonl", "gva/facts.jsonl"
LEAST_COMMON = 0.5  # share of both stretches together that a mention and a mark have in common
QUICK, WHOLE = 40, 200  # incidents


class Marked(msgspec.Struct, frozen=True):
    """A mark: where, the key, whether it is a description."""

    place: Place
    key: str
    description: bool


class Report(msgspec.Struct, frozen=True):
    """One report of a pile as it is written."""

    text: str
    outlet: str | None = None
    published: str | None = None

    @property
    def unmarked(self) -> tuple[str, list[Marked]]:
        """The text without marks, and the marks. Raises ValueError where one is not closed."""
        return unmark(self.text.strip("\n"))


class Pile(msgspec.Struct, frozen=True):
    """A pile: its reports, and pairs of keys that it leaves open."""

    name: str
    report: tuple[Report, ...]
    tests: str = ""
    doubtful: tuple[tuple[str, str], ...] = ()


def unmark(marked: str) -> tuple[str, list[Marked]]:
    """A text without its marks, and the marks; they may nest. Raises ValueError where one is not closed."""
    out: list[str] = []
    opened: list[int] = []
    marks: list[Marked] = []
    length = at = 0
    while at < len(marked):
        char = marked[at]
        closing = re.compile(r"\|(~?)([\w.-]+)\]").match(marked, at) if char == "|" and opened else None
        if closing:
            marks.append(Marked((opened.pop(), length), closing[2], bool(closing[1])))
            at = closing.end()
        elif char == "[":
            opened.append(length)
            at += 1
        else:
            out.append(char)
            length, at = length + 1, at + 1
    if opened:
        raise ValueError(f"a mark is not closed: {marked[:60]}")
    return "".join(out), sorted(marks, key=lambda one: one.place)


def files(name: str) -> tuple[pathlib.Path, ...]:
    """The files of an own set: `dev.toml`, `dev-b.toml` ... Raises gold.Missing."""
    found = tuple(sorted(SETS.glob(f"{name}*.toml")))
    if not found:
        raise gold.Missing(f"{name}*.toml")
    return found


def piles(name: str) -> tuple[Pile, ...]:
    """The piles of an own set, each by its file and name. Raises gold.Missing."""
    read = [(path.stem, msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["pile"], tuple[Pile, ...])) for path in files(name)]
    return tuple(msgspec.structs.replace(pile, name=f"{stem}: {pile.name}") for stem, found in read for pile in found)


def resolved(cards: Sequence[Document], found: Sequence[Annotations], *, compared: bool = True) -> Resolved:
    """The actors of some reports as a case has them; `compared`: whether reports are compared for shared passages first."""
    found = relate.spot_names(cards, found)
    edges = run.related(cards, found).actors if compared else relate.actor_edges(found)
    return conclude.resolve_actors(found, edges, (), {card.id: card for card in cards})


class Answered(msgspec.Struct):
    """A pile with its answers: marks by id to key and to actor; the actors of keys; pairs of actors left open."""

    gold: dict[str, str]
    found: dict[str, str]
    descriptions: set[str]
    words: dict[str, str]
    open: set[frozenset[str]]
    by_key: dict[str, set[str]]


def answer(pile: Pile) -> Answered:
    """Read a pile and look up who stands at its marks."""
    texts = [report.unmarked for report in pile.report]
    cards = [document(Piece(id=str(n), text=text, outlet=r.outlet, published=r.published)) for n, ((text, _), r) in enumerate(zip(texts, pile.report, strict=True))]
    made = resolved(cards, [annotate(card) for card in cards])
    mentions = [(m.span.doc, (m.span.start, m.span.end), m.actor) for m in made.mentions if m.actor]
    out = Answered({}, {}, set(), {}, {frozenset((o.left, o.right)) for o in made.open_edges}, defaultdict(set))
    for number, (text, marks) in enumerate(texts):
        near = [(place, actor) for doc, place, actor in mentions if doc == str(number)]
        for mark in marks:
            id = f"{pile.name} {number} {mark.place}"
            out.gold[id], out.words[id] = f"{pile.name} {mark.key}", text[slice(*mark.place)]
            actor = best(mark.place, near)
            if actor:
                out.found[id] = f"{pile.name} {actor}"
                out.by_key[mark.key].add(actor)
            if mark.description:
                out.descriptions.add(id)
    return out


def best(mark: Place, near: Iterable[tuple[Place, str]]) -> str | None:
    """The actor of the mention that covers a mark best, at least half of both together in common."""
    scored = [(_common(mark, place), actor) for place, actor in near]
    score, actor = max(scored, default=(0.0, ""))
    return actor if score >= LEAST_COMMON else None


def _common(a: Place, b: Place) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def own(name: str) -> Callable[[bool], list[Figure]]:
    """The measurement of one own set."""

    def measure(quick: bool) -> list[Figure]:
        answers = [(pile, answer(pile)) for pile in piles(name)]
        truth = {id: key for _, one in answers for id, key in one.gold.items()}
        found = {id: actor for _, one in answers for id, actor in one.found.items()}
        described = {id for _, one in answers for id in one.descriptions}
        names = {id: key for id, key in truth.items() if id not in described}
        whole = b_cubed(names, {id: actor for id, actor in found.items() if id in names})
        both = b_cubed(truth, found)
        return [
            Figure("names b3 f", whole.f),
            Figure("names b3 p", whole.p),
            Figure("names b3 r", whole.r, "none"),
            *triple("with descriptions b3", both),
            Figure("doubtful pairs left open", _open_share(answers), "none"),
            Figure("names found", sum(id in found for id in names) / max(1, len(names)), "none"),
            Figure("piles", len(answers), "none"),
        ]

    return measure


def _open_share(answers: Sequence[tuple[Pile, Answered]]) -> float:
    asked = [(one, pair) for pile, one in answers for pair in pile.doubtful]
    return sum(any(frozenset((a, b)) in one.open for a in one.by_key[x] for b in one.by_key[y]) for one, (x, y) in asked) / max(1, len(asked))


# -- MEANTIME -----------------------------------------------------------------------------------------


class Entity(msgspec.Struct, frozen=True):
    """A mention in MEANTIME; NAM is a name."""

    span: Place
    instance: str | None = None
    syntactic_type: str | None = None


class Wikinews(msgspec.Struct, frozen=True):
    """One document of MEANTIME."""

    id: str
    text: str
    entities: tuple[Entity, ...]


def meantime(quick: bool) -> list[Figure]:
    """B-cubed over the named mentions of persons, organisations and places of all documents, and of products too.

    A mention of MEANTIME holds the whole phrase (`the American computer company Apple`): the name in it that ends last before a comma or
    bracket answers it.
    """
    docs = gold.rows(MEANTIME, Wikinews)
    cards = [document(Piece(id=str(n), text=doc.text, language="en")) for n, doc in enumerate(docs)]
    made = resolved(cards, [annotate(card) for card in cards], compared=False)
    named: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)
    for mention in made.mentions:
        if mention.form == "name" and mention.actor:
            named[mention.span.doc].append(((mention.span.start, mention.span.end), mention.actor))
    truth: dict[str, str] = {}
    found: dict[str, str] = {}
    for number, doc in enumerate(docs):
        for entity in doc.entities:
            if entity.syntactic_type == "NAM" and entity.instance:
                id = f"{number} {entity.span}"
                truth[id] = entity.instance
                actor = _head_name(entity.span, doc.text, named[str(number)])
                if actor:
                    found[id] = actor
    core = {id: key for id, key in truth.items() if key[:3] in ("PER", "ORG", "LOC")}
    return [
        *triple("names b3", b_cubed(core, {id: actor for id, actor in found.items() if id in core})),
        *triple("with products b3", b_cubed(truth, found)),
        Figure("names found", sum(id in found for id in core) / max(1, len(core)), "none"),
        Figure("mentions", len(core), "none"),
    ]


def _head_name(span: Place, text: str, near: Sequence[tuple[Place, str]]) -> str | None:
    """The name that a whole phrase is about: the one at its end, what follows a comma or bracket left out."""
    words = text[slice(*span)]
    cut = min((at for at in (words.find(" ,"), words.find(" (")) if at > 0), default=len(words))
    inside = [(place, actor) for place, actor in near if place[0] < span[0] + cut and span[0] < place[1]]
    return max(inside, key=lambda one: (min(one[0][1], span[0] + cut), one[0][1] - one[0][0]), default=((0, 0), None))[1]


# -- gun violence -------------------------------------------------------------------------------------


def gva(quick: bool) -> list[Figure]:
    """Pairs of the mentions of recorded participants, within each incident with two articles or more."""
    articles: defaultdict[str, list[gold.Article]] = defaultdict(list)
    for article in gold.rows(ARTICLES, gold.Article):
        articles[article.label].append(article)
    facts = {row["incident_uri"]: row for row in map(json.loads, gold.there(FACTS)[0].read_text(encoding="utf-8").splitlines())}
    chosen = [key for key, found in articles.items() if len(found) > 1 and recorded(facts.get(key, {}))]
    chosen = gold.sample(sorted(chosen), QUICK if quick else WHOLE)
    scores = {half: [incident(articles[key], recorded(facts[key])) for key in chosen if half_of(key) == half] for half in (0, 1)}
    looked, other = _sum(scores[0]), _sum(scores[1])
    return [
        *triple("pairs", _sum([*scores[0], *scores[1]])),
        Figure("pairs f, half looked at", looked.f, "none"),
        Figure("pairs f, other half", other.f, "none"),
        Figure("incidents", len(chosen), "none"),
    ]


def half_of(key: str) -> int:
    """0: looked at while developing; 1: never looked at."""
    return hashlib.sha256(key.encode()).digest()[-1] % 2


def recorded(row: Mapping[str, object]) -> list[str]:
    """The full names of the recorded participants, each once."""
    people = row.get("participants", [])
    assert isinstance(people, list)
    names = (" ".join(str(one.get("Name", "")).split()) for one in people)
    return list(dict.fromkeys(name for name in names if len(name.split()) > 1 and name.split()[0].casefold().rstrip(".") not in persons.titles()))


def incident(articles: Sequence[gold.Article], names: Sequence[str]) -> tuple[int, int, int]:
    """Pairs right, given and true among the mentions of recorded participants in the articles of an incident."""
    cards = [document(Piece(id=str(n), text=one.text, title=one.title, published=one.published, outlet=one.outlet, language="en")) for n, one in enumerate(articles)]
    made = resolved(cards, [annotate(card) for card in cards])
    truth: dict[str, str] = {}
    found: dict[str, str] = {}
    for number, card in enumerate(cards):
        near = [((m.span.start, m.span.end), m.actor) for m in made.mentions if m.span.doc == str(number) and m.actor and m.form == "name"]
        for place, name in told(card.text, names):
            id = f"{number} {place}"
            truth[id] = name
            actor = best(place, near)
            if actor:
                found[id] = actor
    return _pairs(truth, found)


def told(text: str, names: Sequence[str]) -> list[tuple[Place, str]]:
    """Where recorded participants are told by their full recorded name, or by a surname that only one of them has."""
    surnames = [_surname(name) for name in names]
    found: dict[Place, str] = {}
    for name in names:
        for hit in re.finditer(rf"\b{re.escape(name)}\b", text):
            found[hit.span()] = name
    for name, surname in zip(names, surnames, strict=True):
        if surnames.count(surname) == 1:
            for hit in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
                before, after = text[: hit.start()].split(" ")[-2:-1], text[hit.end() :]
                alone = not (before and before[0][:1].isupper() and text[hit.start() - 1] == " " and not re.search(r"[.,;:!?”\"]$", before[0]) and before[0].casefold().rstrip(".") not in TITLES)
                if alone and not re.match(r" [A-Z]", after) and not any(a <= hit.start() < b for a, b in found):
                    found[hit.span()] = name
    return sorted(found.items())


TITLES = persons.titles() | {"and", "but", "when", "after", "police", "if", "while", "as", "that", "because", "the"}


def _surname(name: str) -> str:
    parts = [part for part in name.split() if part.casefold().rstrip(".") not in persons.GENERATIONS]
    return parts[-1]


def _pairs(truth: Mapping[str, str], found: Mapping[str, str]) -> tuple[int, int, int]:
    ids = sorted(truth)
    right = given = true = 0
    for at, one in enumerate(ids):
        for other in ids[:at]:
            same, together = truth[one] == truth[other], one in found and found.get(one) == found.get(other)
            right, given, true = right + (same and together), given + together, true + same
    return right, given, true


def _sum(counts: Sequence[tuple[int, int, int]]) -> Prf:
    return prf(*(sum(one[at] for one in counts) for at in range(3)))


def _set_files(name: str) -> Callable[[], tuple[pathlib.Path, ...]]:
    return lambda: files(name)


TASKS = (
    Task("actors_dev", _set_files("dev"), own("dev")),
    Task("actors_unseen", _set_files("unseen"), own("unseen")),
    Task("actors_meantime", lambda: gold.there(MEANTIME), meantime),
    Task("actors_gva", lambda: gold.there(ARTICLES, FACTS), gva),
)
