"""Follow a story upstream: who reported it first, who copied whom, on how many origins each claim rests.

Everything the commands do is a call here. The names are loaded on first use, so that `headwater --help` is quick.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.api import Article, Piece, Related, annotate, compare, extract, near_duplicates, reuse, similarity, stories, trace

__all__ = ["Article", "Piece", "Related", "annotate", "compare", "extract", "near_duplicates", "reuse", "similarity", "stories", "trace"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'headwater' has no attribute {name!r}")
    api = importlib.import_module("headwater.api")
    # all at once: a room of the same name (annotate) has been loaded by now and must not stand in the way
    globals().update({public: getattr(api, public) for public in __all__})
    return globals()[name]
