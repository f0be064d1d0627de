"""From a checkpoint to what ships: `python -m training.export engine|encoder|words|lemmas ... --out WEIGHTS`.

Graphs are eight-bit (weights per channel, activations at run time); word embeddings lie outside, in one shared table.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.data import Labels, read_sentences
from training.network import WIDTH, Encoder, Network, Sizes, load_minilm, read_safetensors
from training.train import minilm_folder

TASKS = ("upos", "xpos", "feats", "lemma")
INPUTS = ("embeds", "case", "mask", "first", "last")


class Reader(nn.Module):
    """The network as it ships: tags chosen inside, arcs and names as scores."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, embeds: Tensor, case: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        s = self.net.read(embeds, case, mask, first, last)
        chosen = [s[t].argmax(-1).to(torch.int32) for t in TASKS]
        return (*chosen, s["names"], s["arcs"], s["lab_dep"], s["lab_head"])


class Relations(nn.Module):
    """The scorer of relations for chosen heads."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        return self.net.labels(dep, head, heads).argmax(-1).to(torch.int32)


class Pooled(nn.Module):
    """The sentence encoder: mean of the last states."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embeds: Tensor, mask: Tensor) -> Tensor:
        states = self.encoder(embeds, None, mask, 0.0)[-1]
        return (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)


def read_network(path: Path) -> tuple[Network, Labels]:
    """Return the network of a checkpoint, and its classes."""
    saved = torch.load(path, weights_only=False)
    net = Network(Sizes(**saved["sizes"]))
    net.load_state_dict(saved["net"])
    return net.eval(), Labels(**saved["labels"])


def quantise(fp32: Path, out: Path, *, keep: tuple[str, ...] = ()) -> None:
    """Write the eight-bit form of a graph; nodes whose name holds one of `keep` stay in 32 bits."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    left = [n.name for n in onnx.load(fp32).graph.node if any(k in n.name for k in keep)]
    quantize_dynamic(
        fp32,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        op_types_to_quantize=["MatMul", "Gemm", "Attention"],
        nodes_to_exclude=left,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def fuse(path: Path, out: Path) -> None:
    """Write the graph with attention, norms and activations as single operators."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    # measured on one core: these fused operators are slower than their parts
    options.enable_attention = options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_bias_gelu = False
    model = optimize_model(str(path), "bert", num_heads=12, hidden_size=WIDTH, optimization_options=options, opt_level=1)
    model.save_model_to_file(str(out))


def export_engine(checkpoint: Path, out: Path, name: str, *, fp32: bool = False) -> None:
    """Write NAME.onnx and NAME-relations.onnx."""
    net, labels = read_network(checkpoint)
    b, n, w = 2, 9, 5
    mask = torch.ones(b, n)
    at = torch.arange(1, w + 1).repeat(b, 1)
    case = torch.zeros(b, n, dtype=torch.long)
    dynamic = {k: {0: "b", 1: "n"} for k in ("embeds", "case", "mask")} | {
        k: {0: "b", 1: "w"} for k in ("first", "last", *TASKS, "names", "arcs", "dep", "head")
    }
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            Reader(net).eval(), (torch.randn(b, n, WIDTH), case, mask, at, at), str(raw), input_names=list(INPUTS),
            output_names=[*TASKS, "names", "arcs", "dep", "head"], dynamic_axes=dynamic, opset_version=17, dynamo=False,
        )  # fmt: skip
        finish(raw, out / f"{name}.onnx", fp32=fp32)
    dep, head = torch.randn(b, w, 2 * net.sizes.label), torch.randn(b, w + 1, 2 * net.sizes.label)
    torch.onnx.export(
        Relations(net).eval(), (dep, head, torch.zeros(b, w, dtype=torch.long)), str(out / f"{name}-relations.onnx"), input_names=["dep", "head", "heads"],
        output_names=["deprel"], dynamic_axes={"dep": {0: "b", 1: "w"}, "head": {0: "b", 1: "r"}, "heads": {0: "b", 1: "w"}, "deprel": {0: "b", 1: "w"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    (out / "labels.json").write_text(json.dumps(vars(labels), ensure_ascii=False, indent=0), encoding="utf-8")


def finish(raw: Path, out: Path, *, fp32: bool) -> None:
    """Fuse and quantise a raw graph."""
    fused = raw.with_name("fused.onnx")
    fuse(raw, fused)
    if fp32:
        out.write_bytes(fused.read_bytes())
    else:
        quantise(fused, out)


def export_encoder(out: Path, *, fp32: bool = False) -> None:
    """Write encoder.onnx: MiniLM as it is, pooled."""
    encoder = Encoder(6, cases=False)
    load_minilm(encoder, read_safetensors(minilm_folder() / "model.safetensors"), tuple(range(6)))
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            Pooled(encoder).eval(), (torch.randn(2, 9, WIDTH), torch.ones(2, 9)), str(raw), input_names=["embeds", "mask"], output_names=["vector"],
            dynamic_axes={"embeds": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"}, "vector": {0: "b"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        finish(raw, out / "encoder.onnx", fp32=fp32)


def eight_bits(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a table as bytes with one scale a row."""
    scale = np.maximum(np.abs(table).max(1), 1e-8).astype(np.float32) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale


def export_words(out: Path) -> None:
    """Write the shared table of word embeddings, and the tokenizer."""
    folder = minilm_folder()
    codes, scale = eight_bits(read_safetensors(folder / "model.safetensors")["embeddings.word_embeddings.weight"])
    np.save(out / "words.npy", codes)
    np.save(out / "words-scale.npy", scale)
    (out / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())


@torch.no_grad()
def export_static(out: Path, width: int = 256) -> None:
    """Write the static encoder, as model2vec makes it: each piece through the encoder alone, principal components, Zipf weights."""
    folder = minilm_folder()
    weights = read_safetensors(folder / "model.safetensors")
    table = torch.from_numpy(weights["embeddings.word_embeddings.weight"].copy())
    encoder = Encoder(6, cases=False)
    load_minilm(encoder, weights, tuple(range(6)))
    pooled = Pooled(encoder).eval()
    rows = []
    for start in range(0, len(table), 512):
        middle = table[start : start + 512]
        ends = [table[i].expand(len(middle), -1) for i in (101, 102)]
        rows.append(pooled(torch.stack([ends[0], middle, ends[1]], 1), torch.ones(len(middle), 3)))
    vectors = torch.cat(rows).numpy().astype(np.float64)
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    small = centred @ axes[:width].T
    rank = np.arange(2, len(table) + 2)
    odds = (1 / rank) / (1 / rank).sum()
    small *= (1e-4 / (1e-4 + odds))[:, None]
    codes, scale = eight_bits(small.astype(np.float32))
    np.save(out / "static.npy", codes)
    np.save(out / "static-scale.npy", scale)


def export_lemmas(data: Path, out: Path) -> None:
    """Write the lemmas of forms and tags that were always (nine times of ten) the same in training; regular names left out."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for part in ("ewt_train", "gumfree_train"):
        for s in read_sentences(data / f"{part}.jsonl.gz"):
            assert s.lemma
            assert s.upos
            assert s.xpos
            for form, lemma, upos, xpos in zip(s.forms, s.lemma, s.upos, s.xpos, strict=True):
                if upos != "PROPN":
                    seen[f"{form.lower()}\t{xpos}"][lemma] += 1
    table = {k: c.most_common(1)[0][0] for k, c in sorted(seen.items()) if c.most_common(1)[0][1] >= 0.9 * c.total() and c.total() >= 2}
    packed = gzip.compress(json.dumps(table, ensure_ascii=False).encode(), mtime=0)
    (out / "lemmas.json.gz").write_bytes(packed)


def write_manifest(out: Path, version: str) -> None:
    """Write the digests of all files."""
    skip = {"manifest.json", "ATTRIBUTION.md", "LICENSE.md"}
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.is_file() and p.name not in skip}
    (out / "manifest.json").write_text(json.dumps({"version": version, "files": files}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write the parts that are asked for."""
    p = argparse.ArgumentParser()
    p.add_argument("parts", nargs="+", choices=["accurate", "fast", "encoder", "static", "words", "lemmas", "manifest"])
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--checkpoint", type=Path)
    p.add_argument("--data", type=Path, default=Path("../shared/data/training"))
    p.add_argument("--version", default="1")
    p.add_argument("--fp32", action="store_true")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for part in a.parts:
        if part in ("accurate", "fast"):
            export_engine(a.checkpoint, a.out, part, fp32=a.fp32)
        elif part == "encoder":
            export_encoder(a.out, fp32=a.fp32)
        elif part == "static":
            export_static(a.out)
        elif part == "words":
            export_words(a.out)
        elif part == "lemmas":
            export_lemmas(a.data, a.out)
        else:
            write_manifest(a.out, a.version)


if __name__ == "__main__":
    main()
