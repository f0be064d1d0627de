"""Tokens and their classes: what each word, number or mark can be in a time expression.

A class is a set of kinds and is written as one character, so that a text becomes a string of classes on which the
grammar is one regular expression: no pattern ever runs over the letters of the text.
"""

import re
from collections.abc import Iterable

from headwater import lexicon

TOKEN = re.compile(
    r"[^\W\d_]{3,}"  # most tokens are words: tried first
    r"|[AaPp]\.\s?[Mm]\b\.?"  # a.m.
    r"|Q[1-4]\b|[1-4]Q\b"
    r"|[^\W\d_]+"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
    r"|\d{1,2}([/.])\d{1,2}\1\d{4}(?!\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|['’‘]?\d0(?:['’]?s)\b|\d{3}0['’]?s\b"
    r"|(?:\d\d)?\d0-[ех]\b"
    r"|['’‘]\d\d(?![\w])"
    r"|\d{1,2}(?:st|nd|rd|th)\b"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|\n[^\S\n]*\n"
    r"|[^\w\s]"
)
MARKS = {
    ",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "‑": "DASH", "—": "RULE", "'": "APOS", "’": "APOS", "/": "SLASH",
    "(": "LPAR", ")": "RPAR", "%": "PERCENT", "#": "HASH", "$": "MONEY", "£": "MONEY", "€": "MONEY", "¥": "MONEY", "№": "HASH",
    "[": "SQUARE", "]": "SQUARE", "!": "STOP", "?": "STOP", ";": "STOP", ":": "COLON", "\"": "QUOTE", "“": "QUOTE", "”": "QUOTE",
}  # fmt: skip
FORMS = (
    (re.compile(r"[AaPp]\.\s?[Mm]\.?|[AaPp][Mm]"), "AMPM"),
    (re.compile(r"\d{4}-\d\d-\d\d.*"), "ISODATE"),
    (re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{4}"), "SLASHED"),
    (re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::\d\d)?"), "CLOCK"),
    (re.compile(r"['’‘]\d0['’]?s|\d{3}0['’]?s"), "DECADES"),
    (re.compile(r"\d0['’]?s"), "TENSS"),
    (re.compile(r"(?:\d\d)?\d0-[ех]"), "TENYEARS"),
    (re.compile(r"['’‘]\d\d"), "YEARTWO"),
    (re.compile(r"[1-9]\d?(?:st|nd|rd|th)"), "ORD"),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"), "DAYORD"),
    (re.compile(r"0?[1-9]|[12]\d|3[01]"), "DAYNUM"),
    (re.compile(r"0?[1-9]|1[0-2]"), "HOURNUM"),
    (re.compile(r"\d\d"), "TWO"),
    (re.compile(r"(?:[01]\d|2[0-4])[0-5]\d"), "NUM4"),
    (re.compile(r"1[5-9]\d\d|20\d\d"), "YEAR"),
    (re.compile(r"\d+|\d{1,3}(?:,\d{3})+"), "NUM"),
    (re.compile(r"\d+\.\d+"), "DECIMAL"),
    (re.compile(r"Q[1-4]|[1-4]Q"), "QUARTER"),
    (re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})"), "ROMAN"),
)
ROMAN = ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI").split()
OTHER, BREAK = "x", "b"  # the classes of a word that no pattern asks for, and of a break between paragraphs
MOST_KEPT, LONGEST_KEPT = 200_000, 20  # words kept with their class, and their letters
FIRST_CLASS = 0xE000  # classes are written in Unicode's private area


class Classes(dict[str, str]):
    """From a token as it is written to its class. Words are there from the start; numbers are classed when met."""

    def __init__(self, words: Iterable[tuple[str, str, str]], literals: Iterable[str]) -> None:
        super().__init__()
        self.kinds: dict[str, frozenset[str]] = {OTHER: frozenset({"W"}), BREAK: frozenset()}
        self.meanings: dict[tuple[str, str], str] = {}
        self._class_of: dict[frozenset[str], str] = {}
        found: dict[str, set[str]] = {}
        for form, kind, value in words:
            self.meanings[form.casefold(), kind] = value
            for written in _writings(form):
                found.setdefault(written, set()).add(kind)
        for literal in literals:
            for written in _writings(literal):
                found.setdefault(written, set()).add(f"={literal}")
        for written, kinds in found.items():
            self[written] = self._class(kinds | {"W"})
        for mark, kind in MARKS.items():
            self[mark] = self._class({kind})
        self._numbers()

    def having(self, kind: str) -> set[str]:
        """The classes that hold a kind."""
        return {name for name, kinds in self.kinds.items() if kind in kinds}

    def _numbers(self) -> None:
        """Class the numbers that are met most, so that every class a pattern can ask for is there when it is compiled."""
        plain = (str(number) for number in range(10_000))
        padded = (f"{number:02d}" for number in range(100))
        ranks = (f"{number}{end}" for number in range(1, 100) for end in ("st", "nd", "rd", "th"))
        clocks = ("9:30", "09:30", "2021-03-04", "1/2/2021", "'80s", "’89", "1,000", "2.5", "0930", "a.m.", "80s", "1980s", "1990-х", "10000")
        letters = ("am", "AM", "pm", "PM", *(f"Q{n}" for n in "1234"), *(f"{n}Q" for n in "1234"), *ROMAN)
        for token in (*plain, *padded, *ranks, *clocks, *letters):
            self[token] = self._class(_forms(token))

    def __missing__(self, token: str) -> str:
        """The class of a number, a mark or a break; other words need none."""
        first = token[0]
        if first.isalpha():
            one = self["a.m."] if "." in token else OTHER
            if len(self) < MOST_KEPT and len(token) < LONGEST_KEPT:
                self[token] = one
            return one
        if first == "\n":
            return BREAK
        kinds = _forms(token)
        return self._class(kinds) if kinds else OTHER

    def _class(self, kinds: Iterable[str]) -> str:
        key = frozenset(kinds)
        if key not in self._class_of:
            self._class_of[key] = chr(FIRST_CLASS + len(self._class_of))
            self.kinds[self._class_of[key]] = key
        return self._class_of[key]


def _writings(form: str) -> set[str]:
    """As it stands where it has a capital in the table, with its capitals; else in small letters, with a capital, in capitals."""
    return {form, form.upper()} if form[0].isupper() else {form, form.capitalize(), form.upper()}


def _forms(token: str) -> set[str]:
    return {kind for shape, kind in FORMS if shape.fullmatch(token)}


def words_of(language: str) -> list[tuple[str, str, str]]:
    """Form, kind and value of each word of the language's table."""
    return [
        (form, kind, value)
        for forms, columns in lexicon.rows(f"times_words_{language}")
        for form in forms.split("|")
        for kind, _, value in (column.partition("=") for column in columns.split())
    ]
