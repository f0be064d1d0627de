"""A smaller network learns from the scores of the larger one, and from the gold where there is gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import Batch
from training.network import Network, Sizes

TAGS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "names": 1.0}
GOLD = 0.5
"""Weight of the gold losses beside the teacher's."""


def load_teacher(path: Path) -> Network:
    """Return the larger network, frozen."""
    saved = torch.load(path, weights_only=False)
    net = Network(Sizes(**saved["sizes"]))
    net.load_state_dict(saved["net"])
    return net.eval().requires_grad_(False)


def soft(student: Tensor, teacher: Tensor, known: Tensor) -> Tensor:
    """Return the mean cross-entropy of the student's classes under the teacher's, over the known words."""
    goal = F.softmax(teacher.float()[known], -1)
    return -(goal * F.log_softmax(student.float()[known], -1)).sum(-1).mean()


def distil_losses(net: Network, teacher: Network, batch: Batch, losses: Callable[..., dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the losses of the student on one batch."""
    inputs = [batch[k] for k in ("embeds", "case", "mask", "first", "last")]
    with torch.no_grad():
        goal = teacher.read(*inputs)
    mine = net.read(*inputs, 0.1, 0.1)
    words = batch["words"]
    out = {t: w * soft(mine[t], goal[t], words) for t, w in TAGS.items()}
    beyond = ~torch.cat([torch.ones_like(words[:, :1]), words], 1)[:, None, :]
    sides = [x["arcs"].float().masked_fill(beyond, -1e4) for x in (mine, goal)]
    out["arcs"] = soft(sides[0], sides[1], words)
    heads = torch.where(batch["heads"] >= 0, batch["heads"], sides[1].argmax(-1))
    with torch.no_grad():
        relations = teacher.labels(goal["lab_dep"], goal["lab_head"], heads)
    out["labels"] = soft(net.labels(mine["lab_dep"], mine["lab_head"], heads, 0.1), relations, words)
    for key, value in losses(net, batch, mine, closed=False).items():
        out[key] = out[key] + GOLD * value
    return out
