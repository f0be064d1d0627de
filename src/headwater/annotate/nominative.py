"""Names in Cyrillic script led back to the form in which they are entered: the nominative of a Russian name in any of its cases."""

import re
from collections.abc import Sequence

CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄє]")
ADJECTIVE = re.compile(r"(?P<stem>.+(?:ск|цк|н|ж|ш|ч|щ))(?:ого|ому|им|ым|ом|его|ему|ем)$")
ADJECTIVE_SHE = re.compile(r"(?P<stem>.+(?:ск|цк|н))(?:ой|ую|ою|ая)$")
POSSESSIVE = re.compile(r"(?P<stem>.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|ом|е|ой|ою)?$")
POSSESSIVE_SHE = re.compile(r"(?:ов|ев|ёв|ин|ын)а$")
HARD = re.compile(r"(?P<stem>.+[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|е)$")


def nominative(forms: Sequence[str], lemmas: Sequence[str], kind: str) -> str:
    """The nominative of a name by its words and their lemmas; a name in Latin script as it is."""
    if not CYRILLIC.search("".join(forms)):
        return " ".join(forms)
    if kind != "person":
        return _capital(lemmas[0]) if len(forms) == 1 and kind == "place" else " ".join(forms)
    given = [_capital(lemma) if form[-1:].isalpha() else form for form, lemma in zip(forms[:-1], lemmas[:-1], strict=True)]
    undeclined = bool(given) and given[0].casefold() == forms[0].casefold() and given[0][-1:] not in "аяйоьеи"
    she = bool(given) and (given[0][-1:] in "ая" or (undeclined and POSSESSIVE_SHE.search(forms[-1]) is not None))  # `Айгерим Сулейменова`: of a man it would be `Айгерима`
    surname = _surname(forms[-1], she=she) if given else _capital(lemmas[-1])
    return " ".join([*given, surname])


def _surname(form: str, *, she: bool) -> str:
    adjective = (ADJECTIVE_SHE if she else ADJECTIVE).match(form)
    if adjective:
        return adjective["stem"] + ("ая" if she else "ий")
    possessive = POSSESSIVE.match(form)
    if possessive:
        return possessive["stem"] + ("а" if she else "")
    hard = HARD.match(form)
    return hard["stem"] if hard and not she else form


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
