"""One text at a time: labelled spans over the whole text, furniture as a mask.

This first version works on words and marks alone; a parser replaces the guessing of speakers.
"""

from headwater.annotate.whole import annotate

__all__ = ["annotate"]
