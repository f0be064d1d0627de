"""From a reading to an index card: furniture marked with its reason, metadata chosen, language named.

A text is never cut. The evidence for furniture is form, position and repetition.
"""

from headwater.clean.document import document
from headwater.clean.furniture import find_furniture, repeated_lines

__all__ = ["document", "find_furniture", "repeated_lines"]
