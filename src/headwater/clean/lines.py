"""What the form of a line says: its words, its marks, whether it could be a sentence of a report."""

import re
from collections.abc import Iterator

import msgspec

from headwater import lexicon
from headwater.text import paragraphs

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
READER = re.compile(r"\b(?:you|your|yours|we|our|ours|us)\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]?|(?<!\w)[‘'][^’']*[’'](?!\w)")
PAST = re.compile(
    r"\b(?:was|were|had|has|have|said|says|told|reports?|will|would|could|may|might|\w{3,}ed|fled|won|lost|took|went|came|left|held|broke|fell|rose|made|found|saw|shot|hit|"
    r"met|led|sent|struck|died|began|became|bought|brought|built|caught|chose|cut|drove|fought|gave|got|grew|heard|kept|knew|laid|paid|put|ran|sank|sold|spoke|spent|"
    r"stood|stole|threw|thought|tore|wore|wrote|swept|set|shut|drew|forced)\b",
    re.IGNORECASE,
)
CREDIT_TAIL = re.compile(r"[.)]\s+\(?[A-ZÀ-ÞА-Я][\w.'’-]+(?:\s+[A-ZÀ-ÞА-Я][\w.'’-]+){0,4}\s*/\s*[A-ZÀ-ÞА-Я0-9][\w.'’ -]{1,40}\)?\.?$")
CALL = re.compile(r"^(?:support|donate|subscribe|join|follow|help|sign up|contribute|поддержите|подпишитесь)\b.*!$", re.IGNORECASE)
FORMS = (
    ("appeal", CALL, "a call with an exclamation mark"),
    (
        "comment_box",
        re.compile(r"^\d+\s+(?:comments?|replies|Kommentare?|commentaires?|комментари\w+)$", re.IGNORECASE),
        "a count of comments",
    ),
    ("other", re.compile(r"^[A-Z]{2,6}(?:/[A-Za-z]{1,4})+$"), "the sign-off of an agency"),
    ("other", re.compile(r"^(?:press|media|news)?\s?contacts?:|\bpress contact\b|^\S+@\S+\.\w+$", re.IGNORECASE), "a contact"),
    (
        "appeal",
        re.compile(
            r"(?:^|[.!?]\s+)(?:Donate|Subscribe|Sign up|Support us|Join us|Become a (?:friend|member|supporter|subscriber|patron)\b[^.]*)[.!]?$",
            re.IGNORECASE,
        ),
        "ends in a call",
    ),
    (
        "legal_notice",
        re.compile(
            r"^(?:This|The|Any|All)\b.{0,60}\b(?:may|can) (?:not )?be (?:quoted|reproduced|republished|reprinted|copied|distributed)\b",
            re.IGNORECASE,
        ),
        "terms of use",
    ),
)
PHOTO_TAIL = re.compile(
    r"(?:photo|image|picture|foto|фото)\s*(?:by|:|/)|\((?:AP|AFP|Reuters|EPA|Getty|TASS)[^)]*\)$|©\s*(?!\d{4})\w+", re.IGNORECASE
)


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: its place and its words (blanks at both ends left out)."""

    start: int
    end: int
    words: str

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.words))


def kept_lines(content: str) -> Iterator[Line]:
    """The lines of a text that are not blank, in order; of a hard-wrapped text its paragraphs."""
    for start, end in paragraphs(content):
        yield Line(start, end, content[start:end])


def is_sentence(line: Line) -> bool:
    """Whether the line ends as a sentence does and is long enough to be one."""
    return bool(SENTENCE_END.search(line.words)) and line.count >= 4


def is_prose(line: Line) -> bool:
    """Whether the line could be a paragraph of a report: a sentence of some length, or several."""
    return is_sentence(line) and line.count >= 9


def reader_words(line: Line) -> int:
    """How often the line speaks to the reader or of the newsroom, outside quotation marks."""
    return len(READER.findall(QUOTED.sub(" ", line.words)))


def is_caption_credit(line: Line) -> bool:
    """Whether the line ends in a photographer and an agency, or says what kind of picture it is."""
    return bool(CREDIT_TAIL.search(line.words) or PHOTO_TAIL.search(line.words))


def is_picture_sentence(line: Line) -> bool:
    """Whether it is one short sentence in the present tense, as captions are."""
    if not line.words.endswith("."):
        return False
    body = line.words.rstrip(".")
    single = len(re.findall(r"[.!?]\s", body)) == 0
    return single and 4 <= line.count <= 18 and not PAST.search(body) and not QUOTED.search(body)


def furniture_form(line: Line) -> tuple[str, str] | None:
    """Kind and name of the first telling form that the line has."""
    return next(((kind, name) for kind, form, name in FORMS if form.search(line.words) and line.count <= 30), None)


def furniture_words(line: Line) -> tuple[str, str] | None:
    """Kind and words of the first entry of the furniture list that the line meets."""
    low = line.words.casefold().replace("’", "'")
    bare = low.strip(" .:!…›»>|-–—•[]()")
    for kind, where, words in lexicon.rows("furniture"):
        if _meets(low, bare, where, words) and _short_enough(line, where):
            return kind, words
    return None


def _meets(low: str, bare: str, where: str, words: str) -> bool:
    if where == "line":
        return bare == words
    if where == "start":
        return low.startswith(words) and not low[len(words) : len(words) + 1].isalpha()
    at = low.find(words)
    return at >= 0 and not low[at - 1 : at].isalpha() and not low[at + len(words) : at + len(words) + 1].isalpha()


def _short_enough(line: Line, where: str) -> bool:
    return where != "start" or line.count <= 40
