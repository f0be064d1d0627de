"""Invented reports for tests of relations."""

import random

from headwater.annotate import annotate
from headwater.api import Piece, document
from headwater.records import Annotations, Document

WIRE = """LUND FERRY (TAV) -- The harbour office of Lund Ferry has barred at least 40 fishers from leaving port since Monday, three of them said.

"They told us at the gate that our names are on a list and that nobody sails before March 20," said Orrin Vale, a deckhand.

Harbour master Edda Solvang denied that any list exists. "We check papers, as we do every spring," she said by telephone.

A draft ordinance that would punish unlicensed sailing with up to two years in prison was sent to the council last week, according to its clerk.

The council of Lund Ferry will meet on Friday, and crews have called for a strike at the cannery until the gate is opened again.
"""
COPY = """Fishers Kept In Port

LUND FERRY (TAV) -- The harbour office of Lund Ferry has barred at least 40 fishers from leaving port since Monday, three of them said.

"They told us at the gate that our names are on a list and that nobody sails before March 20," said Orrin Vale, a deckhand.

Harbour master Edda Solvang denied that any list exists. "We check papers, as we do every spring," she said by telephone.

A draft ordinance that would punish unlicensed sailing with up to two years in prison was sent to the council last week, according to its clerk.
"""
REWRITE = """Coast: Crews Held Back By Secret List

In Lund Ferry dozens of fishers may not leave the port, the agency TAV reports. The harbour office has barred at least 40 fishers from sailing since Monday.

"They told us at the gate that our names are on a list and that nobody sails before March 20," one of the deckhands said.

The harbour master denied that any list exists. Unlicensed sailing could soon be punished with up to two years in prison under a draft ordinance that was sent to the council last week.
"""
OWN = """Cannery Workers Back Crews In Lund Ferry

The women of the cannery in Lund Ferry walked out on Thursday in support of crews who are not allowed to sail.

"My brother has not earned a penny since Monday," said Ibe Tarn, who cleans fish on the night shift.

The owner of the cannery, Karst Oden, said he would close it until the dispute is over.
"""
OTHER = """Choir Wins Regional Prize

The children's choir of Sundermark won the regional prize on Sunday with a song about the winter, its conductor said.

The prize comes with a week in the mountains, where the choir will rehearse for the autumn season.
"""


def read(id: str, text: str, **known: str) -> tuple[Document, Annotations]:
    made = document(Piece(id=id, text=text, language="en", **known))
    return made, annotate(made)


def talk(seed: int, *, sentences: int = 20) -> str:
    """Sentences of made-up words that no other seed's share."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)) for _ in range(150)]
    return "\n".join(" ".join(rng.choice(vocabulary) for _ in range(15)).capitalize() + "." for _ in range(sentences))
