"""The version of Headwater and of its stages."""

import hashlib
import importlib.resources
from importlib.resources.abc import Traversable

VERSION = "0.1.0"
GROUND = ("text.py", "records", "days.py", "lexicon", "language")  # what every stage rests on; weights have digests of their own


def sources_digest(room: str) -> str:
    """The version of a stage: SHA-256 (12 hex digits) over the code of its room, the ground floor and the word lists."""
    whole = hashlib.sha256()
    for part in (room, *GROUND):
        for name, content in _files(importlib.resources.files(__package__) / part):
            whole.update(name.encode() + content)
    return whole.hexdigest()[:12]


def _files(place: Traversable) -> list[tuple[str, bytes]]:
    if place.is_file():
        return [(place.name, place.read_bytes())] if place.name.endswith((".py", ".tsv")) else []
    if not place.is_dir() or place.name in ("__pycache__", "weights"):
        return []
    return [found for inner in sorted(place.iterdir(), key=lambda inner: inner.name) for found in _files(inner)]
