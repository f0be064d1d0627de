"""Names of news outlets and agencies: all forms that are known to the list `outlets`, and what makes a name an outlet's."""

import functools
import re

from headwater import lexicon

PLATFORM = "platform"


@functools.cache
def _forms(kinds: frozenset[str]) -> dict[str, str]:
    """Every form of a name, casefolded and without article, to the main name."""
    names: dict[str, str] = {}
    for name, others, kind in lexicon.rows("outlets"):
        if kind in kinds:
            for form in (name, *others.split("|")):
                names.setdefault(bare(form), name)
    names.pop("", None)
    return names


def bare(name: str) -> str:
    """A name for comparison: casefolded, plain apostrophes, no article, no 's."""
    return name.casefold().replace("’", "'").strip(" .,;:!?").removeprefix("the ").removesuffix("'s").removesuffix("'")


def known(words: str, *, platforms: bool = False) -> str | None:
    """The main name of the outlet that `words` are or begin with ("RFE/RL's Kyrgyz Service"), or None."""
    forms = _forms(frozenset(("agency", "outlet", PLATFORM) if platforms else ("agency", "outlet")))
    parts = re.split(r"\s+", words.strip())
    for size in range(len(parts), 0, -1):
        form = " ".join(parts[:size])
        if bare(form) in forms and not form.islower():
            return forms[bare(form)]
    return None


def is_form(words: str) -> bool:
    """Whether words are a form of an outlet's own name, not of a service or section of it."""
    return bare(words) in _forms(frozenset(("agency", "outlet")))


def ends_like_one(name: str) -> bool:
    """Whether the last word of a name is one that outlets have ("the Bay Courier")."""
    return name.split()[-1].strip(".,").casefold() in lexicon.entries("outlet_words") if name.split() else False


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are of one outlet; a service or section of it counts as it."""
    a, b = bare(one or ""), bare(other or "")
    return bool(a and b) and (a == b or a.startswith(b + " ") or b.startswith(a + " "))
