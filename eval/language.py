"""What the language foundation reads rightly, and how fast: `python -m eval.language`.

Gold tokens and raw text on the test parts of the treebanks, names on PUD, on world news and on our own unseen sentences,
speed, load time and memory. Data: the folder that HEADWATER_DATA names (by default `../shared/data` beside the repository);
what is not there is left out, and said so. All scores are per cent; labelled attachment counts punctuation and subtypes.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.language import Engine, Parse, identify, parse, read_words

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared" / "data"))
OWN = ROOT / "training" / "names"
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "group": "GRP", "law": "LAW", "work": "WORK"}
Extent = tuple[int, int]


@dataclass
class Gold:
    """A document of a gold set: its raw text, words, sentences, columns, and names as word ranges."""

    text: str = ""
    words: list[Extent] = field(default_factory=list)
    sentences: list[Extent] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    names: set[tuple[int, int, str]] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)


def read_gold(path: Path) -> Iterator[Gold]:
    """Yield the documents of a set in the format of the training folder."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _gold(json.loads(line))


def _gold(raw: dict[str, Any]) -> Gold:
    gold, text = Gold(), ""
    for sentence in raw["sents"]:
        first = len(gold.words)
        gold.starts.append(first)
        for row in sentence["toks"]:
            gold.words.append((len(text), len(text) + len(row[0])))
            gold.rows.append(row)
            text += row[0] + (" " if row[1] else "")
        if not text.endswith(" "):
            text += " "
        gold.sentences.append((first, len(gold.words)))
        gold.names |= {(first + a, first + z, label) for a, z, label in sentence["ents"] or ()}
    gold.text = text
    return gold


def f1(right: int, guessed: int, gold: int) -> float:
    """Return F1 in per cent."""
    return round(200 * right / max(guessed + gold, 1), 2)


def on_gold_words(documents: Sequence[Gold], engine: Engine) -> tuple[dict[str, float], list[Parse]]:
    """Return accuracies where words and sentences are given, and what was read."""
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    total, parses = 0, []
    for gold in documents:
        read = read_words(gold.text, gold.words, gold.sentences, engine=engine)
        parses.append(read)
        for a, z in gold.sentences:
            for i in range(a, z):
                row = gold.rows[i]
                head = row[6] - 1 + a if row[6] else -1
                hung = int(read.heads[i]) == head
                for key, ok in (("upos", read.upos[i] == row[3]), ("xpos", read.xpos[i] == row[4]), ("feats", read.feats[i] == row[5])):
                    right[key] += ok
                right["lemma"] += read.lemma[i] == row[2]
                right["uas"] += hung
                right["las"] += hung and read.deprel[i] == row[7]
                total += 1
    return {k: round(100 * v / max(total, 1), 2) for k, v in right.items()}, parses


def on_raw_text(documents: Sequence[Gold], engine: Engine) -> dict[str, float]:
    """Return F of words, sentences, tags and arcs from raw text, aligned by code points (CoNLL 2018)."""
    guessed, gold_words, words, sentences, upos, las, lemma = 0, 0, 0, [0, 0, 0], 0, 0, 0
    for gold in documents:
        read = parse(gold.text, engine=engine, language="en")
        place = {extent: i for i, extent in enumerate(gold.words)}
        mine = list(zip(read.start.tolist(), read.end.tolist(), strict=True))
        guessed, gold_words = guessed + len(mine), gold_words + len(gold.words)
        _count_sentences(gold, read, sentences)
        offset = {i: a for a, z in gold.sentences for i in range(a, z)}
        for i, extent in enumerate(mine):
            at = place.get(extent)
            if at is None:
                continue
            row = gold.rows[at]
            words += 1
            upos += read.upos[i] == row[3]
            lemma += read.lemma[i] == row[2]
            head = gold.words[row[6] - 1 + offset[at]] if row[6] else None
            mine_head = mine[read.heads[i]] if read.heads[i] >= 0 else None
            las += head == mine_head and read.deprel[i] == row[7]
    counted = {"words": words, "upos": upos, "lemma": lemma, "las": las}
    return {"sentences": f1(*sentences), **{k: f1(v, guessed, gold_words) for k, v in counted.items()}}


def _count_sentences(gold: Gold, read: Parse, counts: list[int]) -> None:
    a = {(gold.words[x][0], gold.words[y - 1][1]) for x, y in gold.sentences}
    b = {(int(read.start[x]), int(read.end[y - 1])) for x, y in read.sentences}
    for i, n in enumerate((len(a & b), len(b), len(a))):
        counts[i] += n


def score_names(
    gold: Sequence[set[tuple[int, int, str]]], guess: Sequence[set[tuple[int, int, str]]], labels: Sequence[str]
) -> dict[str, float]:
    """Return exact-match F1 over all labels and of each."""
    out = {}
    for chosen in (tuple(labels), *((label,) for label in labels)):
        a = [{n for n in names if n[2] in chosen} for names in gold]
        b = [{n for n in names if n[2] in chosen} for names in guess]
        right = sum(len(x & y) for x, y in zip(a, b, strict=True))
        out["all" if len(chosen) > 1 else chosen[0]] = f1(right, sum(map(len, b)), sum(map(len, a)))
    return out


def word_names(read: Parse) -> set[tuple[int, int, str]]:
    """Return the names of a parse as word ranges with the short labels of the corpora."""
    return {(n.first, n.last, KINDS[n.kind]) for n in read.names}


def treebank(name: str, engine: Engine, *, raw: bool = True, names: bool = True) -> dict[str, Any]:
    """Return all scores of one treebank."""
    documents = list(read_gold(DATA / "training" / f"{name}.jsonl.gz"))
    gold_words, parses = on_gold_words(documents, engine)
    out: dict[str, Any] = {"gold_words": gold_words}
    if raw:
        out["raw"] = on_raw_text(documents, engine)
    if names:
        out["names"] = score_names([g.names for g in documents], [word_names(p) for p in parses], ("PER", "ORG", "LOC"))
    return out


def world_news(engine: Engine) -> dict[str, float]:
    """Return the scores of names on world news (persons, organisations, places), words given."""
    documents = list(read_gold(DATA / "entities" / "worldwide-dev.jsonl.gz"))
    guess = [word_names(read_words(g.text, g.words, g.sentences, engine=engine)) for g in documents]
    return score_names([g.names for g in documents], guess, ("PER", "ORG", "LOC"))


def own_names(pattern: str, engine: Engine) -> dict[str, float]:
    """Return the scores of names on our own sentences, from raw text, by code points, over all six kinds."""
    reader = _own_format()
    gold, guess = [], []
    for path in sorted(OWN.glob(pattern)):
        for text, spans in reader.read_file(path):
            gold.append({(a, z, label) for a, z, label in spans})
            guess.append({(n.start, n.end, KINDS[n.kind]) for n in parse(text, engine=engine, language="en").names})
    if not gold:
        raise FileNotFoundError(pattern)
    return {"sentences": len(gold), **score_names(gold, guess, ("PER", "ORG", "LOC", "GRP", "LAW", "WORK"))}


def _own_format() -> Any:
    spec = importlib.util.spec_from_file_location("headwater_names_format", OWN / "format.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def speed(engine: Engine) -> dict[str, float]:
    """Return words a second of processor time on one core, from raw text, document by document, everything included."""
    texts = [g.text for g in read_gold(DATA / "training" / "pud_test.jsonl.gz")]
    joined = [" ".join(texts[i : i + 8]) for i in range(0, len(texts), 8)]
    parse(joined[0], engine=engine, language="en")
    began, words = time.process_time(), 0
    for text in joined:
        words += len(parse(text, engine=engine, language="en"))
    return {"words_per_second": round(words / (time.process_time() - began)), "words": words}


_LOAD = """
import json, resource, time
began = time.perf_counter(); cpu = time.process_time()
from headwater.language import parse
parse("The court sat.", engine="{engine}", language="en")
took = time.perf_counter() - began; cpu = time.process_time() - cpu
text = " ".join(["The minister told reporters in Kampala on Monday that the court had freed them."] * 600)
parse(text, engine="{engine}")
print(json.dumps({{"seconds": round(took, 2), "cpu_seconds": round(cpu, 2), "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}}))
"""


def load_time(engine: Engine) -> dict[str, float]:
    """Return the time from a fresh process to the first parse, and the peak memory after a long document."""
    done = subprocess.run([sys.executable, "-c", _LOAD.format(engine=engine)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def encoders() -> dict[str, float]:
    """Return the rank correlation of each encoder with rated headline pairs."""
    from headwater.language import sentence_encoder, static_encoder

    out = {}
    for year in (2013, 2014):
        rows = [json.loads(line) for line in (DATA / "headline-similarity" / f"{year}.jsonl").open(encoding="utf-8")]
        sides = [[str(r[k]) for r in rows] for k in ("a", "b")]
        rated = [float(r["score"]) for r in rows]
        for encoder in (sentence_encoder(), static_encoder()):
            a, b = (encoder.encode(s) for s in sides)
            out[f"{encoder.name.split('@')[0]} {year}"] = round(correlation((a * b).sum(1).tolist(), rated), 3)
    return out


def correlation(a: Sequence[float], b: Sequence[float]) -> float:
    """Return Pearson's correlation."""
    n, ma, mb = len(a), sum(a) / len(a), sum(b) / len(b)
    over = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True)) / n
    spread = (sum((x - ma) ** 2 for x in a) / n) ** 0.5 * (sum((y - mb) ** 2 for y in b) / n) ** 0.5
    return float(over / spread)


def languages() -> dict[str, float]:
    """Return how often the language of a Russian post, a Ukrainian message and an English article is found."""
    out = {}
    for name, code in (("translation/ru-en-2022", "ru"), ("translation/uk-en-2022", "uk")):
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [" ".join(json.loads(line)["source"]) for line in lines]
        out[code] = round(100 * sum(identify(t).language == code for t in texts) / max(len(texts), 1), 1)
    texts = [g.text for g in read_gold(DATA / "entities" / "worldwide-dev.jsonl.gz")]
    out["en"] = round(100 * sum(identify(t).language == "en" for t in texts) / len(texts), 1)
    return out


def russian() -> dict[str, float]:
    """Return how well Russian is read on our own corrected sentences, from raw text; relations without subtypes.

    UD Russian PUD is not among the data. These sentences were read by the same tool first: take the figures as an upper bound.
    """
    counts = dict.fromkeys(("words", "upos", "uas", "las"), 0)
    guessed = total = 0
    for text, rows in _conllu(ROOT / "tests" / "language" / "russian.conllu"):
        read = parse(text, language="ru")
        if read.read_as != "full":
            raise FileNotFoundError("natasha is not installed (headwater[ru])")
        mine = {(i, form): i for i, form in enumerate(read.forms)}
        guessed, total = guessed + len(read), total + len(rows)
        for i, (form, upos, head, rel) in enumerate(rows):
            if (i, form) not in mine:
                continue
            hung = int(read.heads[i]) + 1 == head
            counts["words"] += 1
            counts["upos"] += read.upos[i] == upos
            counts["uas"] += hung
            counts["las"] += hung and read.deprel[i].split(":")[0] == rel
    return {k: f1(v, guessed, total) for k, v in counts.items()}


def _conllu(path: Path) -> Iterator[tuple[str, list[tuple[str, str, int, str]]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
        cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if cells:
            yield text, [(c[1], c[3], int(c[6]), c[7]) for c in cells]


def figures() -> dict[str, Any]:
    """Return every figure of the model card; what cannot be measured here is named under `left_out`."""
    out: dict[str, Any] = {"left_out": []}
    for engine in ("accurate", "fast"):
        part = out[engine] = {}
        jobs: dict[str, Any] = {
            "pud": lambda e=engine: treebank("pud_test", e),
            "ewt": lambda e=engine: treebank("ewt_test", e),
            "gum": lambda e=engine: treebank("gumfree_test", e, names=False),
            "names_world_dev": lambda e=engine: world_news(e),
            "names_own_unseen": lambda e=engine: own_names("unseen*.txt", e),
            "speed": lambda e=engine: speed(e),
            "load": lambda e=engine: load_time(e),
        }
        for name, job in jobs.items():
            _attempt(part, name, job, out["left_out"], f"{engine} {name}")
    _attempt(out, "encoders", encoders, out["left_out"], "encoders")
    _attempt(out, "languages", languages, out["left_out"], "languages")
    _attempt(out, "russian", russian, out["left_out"], "russian")
    out["peak_mb_of_this_run"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return out


def _attempt(into: dict[str, Any], name: str, job: Any, left_out: list[str], label: str) -> None:
    try:
        into[name] = job()
    except FileNotFoundError as error:
        left_out.append(f"{label}: {error}")


if __name__ == "__main__":
    print(json.dumps(figures(), indent=1))
