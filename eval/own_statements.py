"""Own texts with their statements: found with the right speaker, direct ones exact, attitudes, chains, caveats, pronouns.

A statement is found when the intersection over union of its content characters with ours is at least a half, counted
once. Its speaker is right when the name is (one may hold the other), or, where nobody is named, when the words overlap.
A second quotation behind the sentence that says who speaks is one statement with the first (as PolNeAR has it).
Section numbers are those of the guideline (`docs/statements.md`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from eval import product
from eval.gold import Place
from eval.scores import chars, prf
from eval.statement_texts import Entered, placed, texts
from eval.task import Figure, Task, triple

HERE = Path(__file__).parent / "statements"
ENOUGH = 0.5  # intersection over union
PRONOUNS = frozenset("he she they it i we him her them who".split())
ARTICLES = ("the ", "a ", "an ")
OWNED = re.compile(r"^(?:my|our|his|her|its|their|your) (?:own )?|(?<=\bof )(?:them|us)$", re.IGNORECASE)


class Speaker(msgspec.Struct, frozen=True):
    """As `annotate` prints it."""

    span: Place | None = None
    name: str | None = None
    naming: str = "named"


class Mouth(msgspec.Struct, frozen=True):
    """One link of a chain."""

    name: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """As `annotate` prints it."""

    id: str
    kind: str
    content: tuple[Place, ...]
    speaker: Speaker | None = None
    attitude: str = "asserts"
    chain: tuple[Mouth, ...] = ()
    caveats: tuple[str, ...] = ()
    parent: str | None = None
    first_hand: bool | None = None


class Answer(msgspec.Struct, frozen=True):
    """One text's statements."""

    id: str
    statements: tuple[Statement, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """A statement of the guideline's kind, whoever found it: places of the content, speaker, name and the rest."""

    id: str
    kind: str
    content: tuple[Place, ...]
    words: str | None
    name: str | None
    attitude: str
    chain: tuple[str, ...]
    caveats: tuple[str, ...]
    first_hand: bool | None = None
    at: Place | None = None
    parent: str | None = None


def measured(paths: Sequence[Path]) -> tuple[Counter[str], list[tuple[str, str, Told | None, Told | None]]]:
    """Counts over the texts of the files, and each difference: text id, what, gold, ours."""
    every = [one for path in paths for one in texts(path)]
    lines = [{"id": str(at), "text": one.text, "outlet": one.outlet} for at, one in enumerate(every)]
    answers = {a.id: a.statements for a in product.ask(["annotate", "--layers", "statements"], lines, Answer).lines}
    count: Counter[str] = Counter()
    differences: list[tuple[str, str, Told | None, Told | None]] = []
    for at, one in enumerate(every):
        count += _compare(one, _true(one), _ours(one.text, answers.get(str(at), ())), differences)
    return count, differences


def _true(one: Entered) -> list[Told]:
    told = [
        Told(e.id, e.kind, p.content, e.speaker, e.name, e.attitude, e.chain, e.caveats, e.first_hand, None, e.parent)
        for p in placed(one)
        for e in [p.entry]
    ]
    cued = {p.entry.id for p in placed(one) if p.entry.cue}
    return _joined(one.text, told, cued)


def _ours(text: str, found: Sequence[Statement]) -> list[Told]:
    return [
        Told(
            s.id, s.kind, s.content,
            text[slice(*s.speaker.span)] if s.speaker and s.speaker.span else None,
            s.speaker.name if s.speaker else None,
            s.attitude, tuple(m.name or "" for m in s.chain), s.caveats, s.first_hand,
            s.speaker.span if s.speaker else None, s.parent,
        )
        for s in found
    ]  # fmt: skip


def _joined(text: str, told: Sequence[Told], cued: set[str]) -> list[Told]:
    """Direct statements without a cue joined to the one before in the same paragraph, where one sentence stands between."""
    out: list[Told] = []
    for one in told:
        before = out[-1] if out else None
        if before and one.kind == before.kind == "direct" and one.id not in cued and before.id in cued and before.name == one.name:
            between = text[before.content[-1][1] : one.content[0][0]]
            if "\n" not in between and before.parent == one.parent and between.strip(' "”“').count(". ") <= 1 and 3 < len(between) < 160:
                out[-1] = msgspec.structs.replace(before, content=(*before.content, *one.content))
                cued.add(one.id)
                continue
        out.append(one)
    return out


def _compare(
    one: Entered, true: Sequence[Told], ours: Sequence[Told], differences: list[tuple[str, str, Told | None, Told | None]]
) -> Counter[str]:
    pairs = _paired(true, ours)
    count = Counter(gold=len(true), given=len(ours), found=len(pairs))
    for g, o in pairs:
        for what, asked, right in _judged(one.text, g, o):
            count[what] += asked
            count[what + " right"] += right if asked else 0
            if asked and not right:
                differences.append((one.id, what, g, o))
    exact = {place for o in ours if o.kind == "direct" for place in o.content}
    for g in true:
        if g.kind == "direct":
            count["direct"] += len(g.content)
            count["direct right"] += sum(place in exact for place in g.content)
            differences.extend((one.id, "direct", g, None) for place in g.content if place not in exact)
    differences.extend((one.id, "missed", g, None) for g in true if g not in [p[0] for p in pairs])
    differences.extend((one.id, "extra", None, o) for o in ours if o not in [p[1] for p in pairs])
    return count + _caveats(pairs, true, ours)


def _paired(true: Sequence[Told], ours: Sequence[Told]) -> list[tuple[Told, Told]]:
    scored = sorted(
        (
            (_overlap(g, o), (g.parent is None) == (o.parent is None), -i, -k)
            for i, g in enumerate(true)
            for k, o in enumerate(ours)
            if _overlap(g, o) >= ENOUGH
        ),
        reverse=True,
    )
    used_true: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, _, i, k in scored:
        if i not in used_true and k not in used:
            used_true.add(i)
            used.add(k)
            pairs.append((true[-i], ours[-k]))
    return pairs


def _overlap(a: Told, b: Told) -> float:
    mine, theirs = chars(a.content), chars(b.content)
    return len(mine & theirs) / len(mine | theirs)


def _judged(text: str, g: Told, o: Told) -> Iterator[tuple[str, int, int]]:
    """What is asked of a found statement, whether it is asked, whether it is right."""
    right = _speaker_right(text, g, o)
    yield "speaker", 1, right
    yield "attitude", 1, o.attitude == g.attitude
    yield "chain", 1, len(o.chain) == len(g.chain) and all(_says_whose(a, b) for a, b in zip(o.chain, g.chain, strict=True))
    needs = bool(g.words and g.name and _is_reference(g.words, g.name))
    yield "referring", needs, bool(needs and o.name)
    yield "referred", int(needs and bool(o.name)), needs and right
    yield "first hand", g.first_hand is not None, g.first_hand == o.first_hand


def _speaker_right(text: str, g: Told, o: Told) -> bool:
    if g.name is None:
        return o.name is None or (g.words is not None and o.words is not None and o.words.casefold() == g.words.casefold())
    return o.name is not None and _says_whose(o.name, g.name)


def _is_reference(words: str, name: str) -> bool:
    """Whether the words at the statement leave it to the reader who is meant: a pronoun, or a description of somebody called otherwise."""
    return words.casefold() in PRONOUNS or (words[:1].islower() and not same_name(words, name))


def same_name(a: str, b: str) -> bool:
    """Whether two names are one: alike without article and case, or one holds the other."""
    x, y = _bare(a), _bare(b)
    return x == y or (bool(x and y) and (f" {x} " in f" {y} " or f" {y} " in f" {x} "))


def _says_whose(ours: str, true: str) -> bool:
    """Whether two names are one; where the text's annotator left a pronoun (`My assistant`), ours may say whose (`Orla Venn's assistant`)."""
    owned = OWNED.sub("", true) if not OWNED.match(ours) else true
    return same_name(ours, true) or (owned != true and (ours.endswith(owned) or ours.startswith(owned)))


def _bare(name: str) -> str:
    low = name.casefold().replace("’", "'").removesuffix("'s").strip()
    return next((low.removeprefix(article) for article in ARTICLES if low.startswith(article)), low)


def _caveats(pairs: Sequence[tuple[Told, Told]], true: Sequence[Told], ours: Sequence[Told]) -> Counter[str]:
    """Pairs of a statement and a caveat on it, by the places of their contents."""
    same = {o.id: g.id for g, o in pairs}
    known = {(g.id, c) for g in true for c in g.caveats}
    given = {(same.get(o.id, "?" + o.id), same.get(c, "?" + c)) for o in ours for c in o.caveats}
    return Counter({"caveats gold": len(known), "caveats given": len(given), "caveats right": len(known & given)})


def figures(count: Counter[str]) -> list[Figure]:
    """The figures that the counts give."""
    return [
        *triple("found", prf(count["found"], count["given"], count["gold"])),
        *triple("with speaker", prf(count["speaker right"], count["given"], count["gold"])),
        *triple("caveats", prf(count["caveats right"], count["caveats given"], count["caveats gold"])),
        Figure("direct exact", count["direct right"] / max(1, count["direct"])),
        Figure("attitude", count["attitude right"] / max(1, count["attitude"])),
        Figure("chain", count["chain right"] / max(1, count["chain"])),
        Figure("references decided", count["referring right"] / max(1, count["referring"])),
        Figure("references right", count["referred right"] / max(1, count["referred"])),
        Figure("first hand", count["first hand right"] / max(1, count["first hand"])),
    ]


def _task(name: str, pattern: str) -> Task:
    return Task(name, lambda: tuple(sorted(HERE.glob(pattern))), lambda quick: figures(measured(sorted(HERE.glob(pattern)))[0]))


TASKS = (_task("statements_dev", "dev-*.toml"), _task("statements_unseen", "unseen-*.toml"))
