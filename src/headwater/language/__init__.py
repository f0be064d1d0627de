"""The language foundation: one small typed face on trained models that read news offline.

from headwater.language import parse
read = parse("The Court of Appeal in Kampala freed Amina Okello.")
[(read.text[n.start:n.end], n.kind) for n in read.names]
"""

from headwater.language.encoder import Encoder, folder_encoder, sentence_encoder, static_encoder
from headwater.language.languages import Identified, identify
from headwater.language.parsed import Engine, Kind, Name, Parse, children, sentence_extents, sentence_numbers, subtree
from headwater.language.reading import parse, read_words
from headwater.language.weights import WeightsBroken, version

__all__ = [
    "Encoder",
    "Engine",
    "Identified",
    "Kind",
    "Name",
    "Parse",
    "WeightsBroken",
    "children",
    "folder_encoder",
    "identify",
    "parse",
    "read_words",
    "sentence_encoder",
    "sentence_extents",
    "sentence_numbers",
    "static_encoder",
    "subtree",
    "version",
]
