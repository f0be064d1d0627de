"""The shipped weights: where they lie, and the check that they are the ones that were measured."""

import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.errors import HeadwaterError

FOLDER = Path(__file__).with_name("weights")


class WeightsBroken(HeadwaterError):
    """A file of the shipped model is missing, or is not the one that was shipped."""


@lru_cache(maxsize=1)
def manifest() -> dict[str, Any]:
    """Return the manifest: version, and the SHA-256 of each file."""
    found: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return found


def version() -> str:
    """Return the version of the shipped models, with the start of their common digest."""
    digest = hashlib.sha256("".join(sorted(manifest()["files"].values())).encode()).hexdigest()[:12]
    return f"{manifest()['version']}+{digest}"


@lru_cache(maxsize=32)
def checked(name: str) -> Path:
    """Return the path of a shipped file whose digest is right; raise `WeightsBroken` otherwise."""
    path = FOLDER / name
    try:
        with path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise WeightsBroken(f"{name}: {error.strerror}") from error
    if found != manifest()["files"].get(name):
        raise WeightsBroken(f"{name} is not the file that was shipped (SHA-256 {found[:12]})")
    return path


@lru_cache(maxsize=8)
def read_json(name: str) -> Any:
    """Return the content of a shipped JSON file, compressed or not."""
    raw = checked(name).read_bytes()
    return json.loads(gzip.decompress(raw) if name.endswith(".gz") else raw)


@lru_cache(maxsize=1)
def _table() -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    codes: NDArray[np.int8] = np.load(checked("words.npy"), mmap_mode="r", allow_pickle=False)
    scale: NDArray[np.float32] = np.load(checked("words-scale.npy"), allow_pickle=False)
    return codes, scale


def embed(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the word embeddings of piece ids, shape (..., 384): one table, eight bits, shared by every model."""
    codes, scale = _table()
    result: NDArray[np.float32] = codes[ids].astype(np.float32) * scale[ids][..., None]
    return result


def session(path: Path) -> Any:
    """Return an onnxruntime session on one core: the caller decides how many processes read."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
