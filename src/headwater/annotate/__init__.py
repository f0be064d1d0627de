"""One text at a time: labelled spans over the whole text, furniture as a mask.

Words and marks show where a statement is; the parse of the language model shows who speaks and where a clause begins.
"""

from headwater.annotate.whole import annotate

__all__ = ["annotate"]
