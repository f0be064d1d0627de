"""Colon and dash styles: `Harbour office: two ships collided`, `Water bills to double - auditors`, `Q: ...`, transcripts.

In a headline (a short line without a full stop) one side of the colon or dash must be a person or a body; in a
transcript the line opens with a name, and another line does so too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.labels import is_label
from headwater.annotate.lead_ins import answer
from headwater.annotate.near import Near
from headwater.annotate.persons import can_speak, is_body
from headwater.annotate.speakers import Phrase, speaking_nouns

TURN = re.compile(
    r"(?:\[?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\]?(?:\s*[–—-])?\s+)?(?P<who>(?:@(?=\w)|[^\W\d])[^\n:,;!?\"“”«»()]{0,48}?)(?:\s*\([^()\n]{1,40}\))?\s*:\s+(?:\([^()\n]{1,40}\)[ \t]+(?=\S))?(?P<words>\S.+)"
)
WHERE = re.compile(
    r"\s*(?:\((?:@|via\b|on\b|by\b)[^()\n]*\)|,? (?:on|via|by|in an?) (?:[A-Z]\w*|phone|telephone|e-?mail|social media|text message|interview|statement|post|tweet)(?: \(?formerly Twitter\)?)?)$"
)  # what stands behind whoever posts: `Mara Lund on Telegram: ...`, `River Office (@river): ...`
HANDLE = re.compile(r"@\w{2,30}")
ARTICLE = re.compile(r"^(?:the|a|an|rt) (?=\S)", re.IGNORECASE)
HEADLINE = re.compile(r"(?P<left>[^\n]+?)(?P<mark>:|\s[–—-]{1,2})\s+(?P<right>[^\n]+)")
TOPICS, ARTICLES = frozenset("on about over after regarding".split()), frozenset("the a an his her their its this that".split())
LAST_DASH = re.compile(r"(?P<left>[^\n]+)(?P<mark>\s[–—-]{1,2})\s+(?P<right>[^\n]+)")
LONGEST_HEADLINE = 24  # words
SHORTEST_SAID = 4  # words behind the dash of one who speaks
LONGEST_NAME = 6  # words before a colon
LEAST_TURNS = 2
SCORE, TURN_SCORE = 0.75, 0.85
QUESTION = frozenset(("q", "question"))


def dialogue(content: str, paragraphs: Sequence[Place], grammar: Grammar, taken: Sequence[Place]) -> list[Draft]:
    """Drafts of the lines that are told by a colon or a dash; `taken` are direct quotations."""
    turns = [(found, start, end) for start, end in paragraphs if (found := TURN.match(content, start, end))]
    names = Counter(_key(found.group("who")) for found, _, _ in turns)
    quoted = Near(taken)
    drafts = []
    for found, _, end in turns:
        if _is_turn(found.group("who"), names):
            drafts.append(_turn(found, end))
    used = {end for found, _, end in turns if _is_turn(found.group("who"), names)}
    for start, end in paragraphs:
        if end not in used:
            near = quoted.within(start, end)
            drafts.extend(list(_headline(content, start, end, grammar, near)) or _opening(content, start, end, grammar, near))
    return drafts


def _key(who: str) -> str:
    return who.split()[-1].casefold()


def _is_turn(who: str, names: Counter[str]) -> bool:
    """Whether the words before the colon are one who takes turns: a name in capitals, Q and A, a name that comes again."""
    words = who.split()
    if len(words) > LONGEST_NAME or is_label(who):
        return False
    if who.casefold() in QUESTION | {"a", "answer"}:
        return names.total() >= LEAST_TURNS
    capital = all(word[:1].isupper() or word.isdigit() for word in words)  # `WITNESS 4`
    return capital and len(names) >= LEAST_TURNS and (who.isupper() or names[_key(who)] >= LEAST_TURNS)


def _turn(found: re.Match[str], end: int) -> Draft:
    phrase = Phrase(*found.span("who"), found.group("who"), TURN_SCORE, "PROPN")
    first, last = found.start("words"), min(found.end("words"), end)
    colon = found.string.rindex(":", found.end("who"), first)
    asks = found.group("words").rstrip().endswith("?")
    return Draft("direct", phrase.start, last, [(first, last)], (colon, colon + 1), phrase, "asks" if asks else "asserts", is_turn=True)


def _opening(content: str, start: int, end: int, grammar: Grammar, taken: Sequence[Place]) -> list[Draft]:
    """`15:04 Governor's office: no casualties so far.`: a speaker and a colon at the head of a paragraph."""
    found = TURN.match(content, start, end)
    phrase = _speaks(grammar, *found.span("who")) if found else None
    if found is None or phrase is None or any(a < found.end("words") and found.start("words") < b for a, b in taken):
        return []
    first, last = found.start("words"), _inside_marks(content, found.start("words"), min(found.end("words"), end))[1]
    colon = content.rindex(":", found.end("who"), first)
    return [Draft("indirect", phrase.start, last, [(first, last - (content[last - 1] == "."))], (colon, colon + 1), phrase)]


def _headline(content: str, start: int, end: int, grammar: Grammar, taken: Sequence[Place]) -> Iterator[Draft]:
    line = content[start:end].rstrip()
    end = start + len(line)
    if not line or line[-1] in ".!?:;," or len(line.split()) > LONGEST_HEADLINE:
        return
    for pattern in (HEADLINE, LAST_DASH):
        found = pattern.fullmatch(content, start, end)
        if found is None:
            continue
        for who, words in (("left", "right"), ("right", "left")):
            if who == "left" and found.group("mark") != ":" and not _is_said_by(found):
                continue
            phrase = _speaks(grammar, *found.span(who))
            place = _inside_marks(content, *found.span(words))
            if phrase and not any(a < place[1] and place[0] < b for a, b in taken):
                cue = found.span("mark")
                yield Draft(
                    "indirect",
                    start,
                    end,
                    [place],
                    (cue[0] + (len(found.group("mark")) - len(found.group("mark").lstrip())), cue[1]),
                    phrase,
                )
                return


def _is_said_by(found: re.Match[str]) -> bool:
    """`Police – body in canal is that of a teacher`: one word before the dash, and more behind it that opens with none of its own."""
    right = found.group("right")
    return " " not in found.group("left").strip() and right[:1].islower() and len(right.split()) >= SHORTEST_SAID


def _inside_marks(content: str, start: int, end: int) -> Place:
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end


def _speaks(grammar: Grammar, start: int, end: int) -> Phrase | None:
    """The words of a headline as a speaker: at most a few, with a person, a body or a word for one in them, and no verb."""
    words = grammar.words_in(start, end)
    addressed = next((w for w in words if grammar.low[w] == "to"), None)  # `Minister to striking teachers: come back`
    if addressed is not None and addressed > words.start:
        words, end = range(words.start, addressed), grammar.ends[addressed - 1]
    topic = next((w for w in words if grammar.low[w] in TOPICS and w > words.start and grammar.parse.upos[w - 1] == "PROPN"), None)
    if topic is not None and grammar.low[min(topic + 1, words.stop - 1)] in ARTICLES:  # `Lund on the strike: we will not move`
        words, end = range(words.start, topic), grammar.ends[topic - 1]
    if not 0 < len(words) <= LONGEST_NAME or any(grammar.parse.upos[w] == "VERB" for w in words):
        return None
    named = answer(grammar, words)
    if named is not None and named.who is not None:  # `Mara Lund's message to the strikers: come back`
        return named.who
    text = WHERE.sub("", grammar.parse.text[start:end].strip())
    first = start + len(grammar.parse.text[start:end]) - len(grammar.parse.text[start:end].lstrip())
    bare = ARTICLE.sub("", text)
    first, text = first + len(text) - len(bare), bare
    head = next((w for w in words if grammar.heads[w] not in words), words[-1])
    phrase = Phrase(first, first + len(text), text, SCORE, grammar.parse.upos[head], head)
    speaks = HANDLE.fullmatch(text) or can_speak(grammar, phrase) or grammar.low[head] in speaking_nouns() or is_body(grammar.low[head])
    return phrase if text and not is_label(text) and speaks else None
