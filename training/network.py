"""The multi-task network: a MiniLM encoder, a case embedding, and one head for each thing that is read off a word.

The word embeddings are frozen and looked up outside the network, so that every shipped model shares one table.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, HEADS, INNER, CASES = 384, 12, 1536, 8


class Sizes(NamedTuple):
    """How many classes each head has, and how many layers the encoder keeps."""

    upos: int
    xpos: int
    feats: int
    lemma: int
    deprel: int
    names: int
    layers: int = 6
    arc: int = 256
    label: int = 192


class Layer(nn.Module):
    """One BERT layer (post-norm), queries, keys and values in one product."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.jit.is_tracing():
            scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
            mixed = torch.softmax(scores, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + F.dropout(self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH)), drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """The MiniLM encoder over embeddings that are looked up outside; returns the states of every layer."""

    def __init__(self, layers: int, *, cases: bool = True) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(512, WIDTH))
        self.case = nn.Embedding(CASES, WIDTH) if cases else None
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        if self.case is not None:
            nn.init.zeros_(self.case.weight)

    def forward(self, embeds: Tensor, case: Tensor | None, mask: Tensor, drop: float = 0.1) -> list[Tensor]:
        x = embeds + self.position[: embeds.shape[1]]
        if self.case is not None and case is not None:
            x = x + self.case(case)
        x = F.dropout(self.norm(x), drop, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        states = []
        for layer in self.layers:
            x = layer(x, bias, drop)
            states.append(x)
        return states


def gather_words(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Return one vector a word: the mean of the states of its first and its last piece."""
    if torch.jit.is_tracing():
        b, n, width = states.shape
        flat, row = states.reshape(b * n, width), torch.arange(b).unsqueeze(1) * n
        return (flat[first + row] + flat[last + row]) * 0.5
    wide = (-1, -1, states.shape[-1])
    a = torch.gather(states, 1, first.unsqueeze(-1).expand(*wide))
    z = torch.gather(states, 1, last.unsqueeze(-1).expand(*wide))
    return (a + z) * 0.5


class Network(nn.Module):
    """Encoder and heads. `read` gives raw scores; `labels` scores relations for chosen heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.layers)
        self.mix = nn.Parameter(torch.zeros(3, sizes.layers))
        with torch.no_grad():
            self.mix[:, -1] = 2.0
        self.tags = nn.ModuleDict({t: nn.Linear(WIDTH, getattr(sizes, t)) for t in ("upos", "xpos", "feats", "lemma")})
        self.names_up = nn.Linear(WIDTH, 256)
        self.names = nn.Linear(256, sizes.names)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, sizes.arc), nn.Linear(WIDTH, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.lab_dep, self.lab_head = nn.Linear(WIDTH, 2 * sizes.label), nn.Linear(WIDTH, 2 * sizes.label)
        self.lab = nn.Linear(2 * sizes.label, sizes.deprel)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)

    def words(self, embeds: Tensor, case: Tensor, mask: Tensor, first: Tensor, last: Tensor, drop: float) -> list[Tensor]:
        """Return the word vectors for tags, for trees and for names: each its own mixture of layers."""
        states = self.encoder(embeds, case, mask, drop)
        weights = torch.softmax(self.mix, -1)
        gathered = [gather_words(s, first, last) for s in states]
        if torch.jit.is_tracing():
            mixed = torch.stack(gathered, -1) @ weights.t()
            return [mixed[..., i] for i in range(3)]
        stacked = torch.stack(gathered)
        return [(weights[i].view(-1, 1, 1, 1) * stacked).sum(0) for i in range(3)]

    def read(
        self, embeds: Tensor, case: Tensor, mask: Tensor, first: Tensor, last: Tensor, drop: float = 0.0, head_drop: float = 0.0
    ) -> dict[str, Tensor]:
        """Return scores: upos, xpos, feats, lemma, names (b, w, classes), arcs (b, w, 1 + w), and the two sides of labels."""
        tag, tree, name = (F.dropout(x, head_drop, self.training) for x in self.words(embeds, case, mask, first, last, drop))
        scores = {task: head(tag) for task, head in self.tags.items()}
        scores["names"] = self.names(F.dropout(F.gelu(self.names_up(name)), head_drop, self.training))
        rooted = torch.cat([self.root.view(1, 1, -1).expand(tree.shape[0], 1, -1).to(tree.dtype), tree], 1)
        dep = F.dropout(F.gelu(self.arc_dep(tree)), head_drop, self.training)
        head = F.dropout(F.gelu(self.arc_head(rooted)), head_drop, self.training)
        scores["arcs"] = self.arc(dep) @ head.transpose(1, 2) * self.sizes.arc**-0.5 + self.arc_bias(head).transpose(1, 2)
        scores["lab_dep"], scores["lab_head"] = self.lab_dep(tree), self.lab_head(rooted)
        return scores

    def labels(self, lab_dep: Tensor, lab_head: Tensor, heads: Tensor, head_drop: float = 0.0) -> Tensor:
        """Return relation scores (b, w, relations) for the given heads (0 is the root)."""
        side = torch.gather(lab_head, 1, heads.unsqueeze(-1).expand(-1, -1, lab_head.shape[-1]))
        k = self.sizes.label
        joined = torch.cat([F.gelu(lab_dep[..., :k] + side[..., :k]), lab_dep[..., k:] * side[..., k:]], -1)
        return self.lab(F.dropout(joined, head_drop, self.training))


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Return the tensors of a safetensors file (32-bit floats only; others are passed over)."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    out = {}
    for name, info in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and info["dtype"] == "F32":
            start, end = info["data_offsets"]
            out[name] = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32).reshape(info["shape"])
    return out


def load_minilm(encoder: Encoder, weights: dict[str, np.ndarray], keep: tuple[int, ...]) -> None:
    """Fill the encoder with MiniLM's weights, taking its layers `keep` in order; the one token type goes into positions."""
    w = {k: torch.from_numpy(v.copy()) for k, v in weights.items()}
    with torch.no_grad():
        encoder.position.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        encoder.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for layer, number in zip(encoder.layers, keep, strict=True):
            base = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                qkv = [w[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(qkv))
                getattr(layer.out, kind).copy_(w[f"{base}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(w[f"{base}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(w[f"{base}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(w[f"{base}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(w[f"{base}output.LayerNorm.{kind}"])
