"""Names of news outlets and agencies: all forms that are known to the list `outlets`, and what makes a name an outlet's."""

import functools
import re

from headwater import lexicon
from headwater.lexicon import countries

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


def reads_like_one(name: str) -> bool:
    """Whether a capitalised name is formed as those of outlets are: by its last word, its first word, or a compound ("Coastwire")."""
    parts = [part.strip(".,'’").casefold() for part in name.split()]
    parts = parts[: parts.index("of")] if "of" in parts[1:] else parts  # the Evening Standard of Lund
    if not parts or not parts[-1]:
        return False
    if parts[-1] in lexicon.entries("outlet_words") or (len(parts) > 1 and parts[-1] in lexicon.entries("outlet_endings")):
        return True
    return (len(parts) > 1 and parts[0] in lexicon.entries("outlet_openings")) or COMPOUND.search(parts[-1]) is not None


COMPOUND = re.compile(r"\w{3}(?:wire|news|inform|newspaper|telegraph|post\.|\.(?:com|net|org|info|news|tv|ru|ua))$")


@functools.cache
def _bodies() -> frozenset[str]:
    """Words in the names of institutions and firms."""
    named = {row[0].casefold() for row in lexicon.rows("bodies") if len(row) > 1 and row[1] in ("head", "part", "trade", "form") and len(row[0]) > 3}
    return frozenset(named | lexicon.entries("body_nouns") | {"plc", "inc", "ltd", "llc", "gmbh", "corp", "ministers", "courts"}) - OWN


OWN = frozenset("times post news herald tribune gazette observer ledger journal chronicle courier press radio television station the of for and centre general publisher carrier mint".split())


def may_be_one(words: str) -> bool:
    """Whether nothing in a name shows that it is a person's, a place's or another body's."""
    name = words.strip(" .,;:'’\"«»").removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    parts = [part.strip(".,'’").casefold() for part in name.split()]
    if len(name) < 3 or not parts or name.casefold() in lexicon.entries("outlet_not") | lexicon.entries("acronyms"):
        return False
    article = words[:4].casefold() == "the "
    if known(name) or reads_like_one(name) or (article and name.casefold() in lexicon.entries("outlet_endings")):
        return article or len(parts) > 1 or name.casefold() not in lexicon.entries("outlet_words")
    if any(part in _bodies() or part.rstrip("s") in _bodies() for part in parts) or _is_place(name) or _is_place(parts[-1].title()):
        return False
    return not _is_person(name, parts)


def _is_place(name: str) -> bool:
    return any(found(name) is not None for found in (countries.country, countries.city, countries.people, countries.capital, countries.seat))


def _is_person(name: str, parts: list[str]) -> bool:
    """Persons' names and titles, days, short forms of bodies, words at the beginning of a sentence."""
    if name.isupper() and len(name) <= 6 and " " not in name:
        return True
    titles = ("person_nouns", "honorifics", "trades", "given_names")
    if any(parts[0] in lexicon.entries(list_) for list_ in titles) or any(part in lexicon.entries(list_) for part in parts for list_ in titles[:3]):
        return True
    return any(part in lexicon.entries(list_) for part in parts[:1] for list_ in ("stopwords", "months", "document_nouns")) or parts[0] in DAYS


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow here there now then".split())


def short_of(words: str, name: str | None) -> bool:
    """Whether words are the short form by which a name is taken up again ("the Ledger" for the Daily Ledger)."""
    short, whole = bare(words), bare(name or "")
    return bool(short) and whole.endswith(" " + short) and (len(short) > 3 or short.isupper()) and short not in ALONE


def names(words: str, outlet: str | None) -> bool:
    """Whether words name an outlet, in full or by the short form that its own pages and its neighbours use."""
    return same(words, outlet) or short_of(words, outlet)


ALONE = frozenset("news radio tv television online press agency service channel wire today live network website newspaper media".split())
