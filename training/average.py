"""One checkpoint of several: the mean of their weights.

`python -m training.average a/model.pt b/model.pt --out c/model.pt`: checkpoints of the same labels and sizes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean of the checkpoints; labels and sizes are the first one's."""
    p = argparse.ArgumentParser()
    p.add_argument("checkpoints", nargs="+", type=Path)
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    saved = [torch.load(path, weights_only=False) for path in a.checkpoints]
    if any((s["labels"], s["sizes"]) != (saved[0]["labels"], saved[0]["sizes"]) for s in saved):
        p.error("the checkpoints differ in labels or sizes")
    nets = [s["net"] for s in saved]
    mean = {k: torch.stack([net[k] for net in nets]).mean(0) for k in nets[0]}
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(saved[0] | {"net": mean}, a.out)


if __name__ == "__main__":
    main()
