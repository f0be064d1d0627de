"""All layers of one text."""

import re
from collections.abc import Sequence

from headwater.annotate.cast import Cast
from headwater.annotate.credits import find_credits
from headwater.annotate.cues import hedge_cues
from headwater.annotate.events import find_events
from headwater.annotate.grammar import Grammar
from headwater.annotate.labels import labels
from headwater.annotate.mentions import find_mentions
from headwater.annotate.near import Near
from headwater.annotate.quantities import find_quantities
from headwater.annotate.quotations import quotations
from headwater.annotate.referents import find_referents
from headwater.annotate.rules import find_rules
from headwater.annotate.sentences import sentences
from headwater.annotate.statements import datelines, with_cast
from headwater.annotate.timex import find_times
from headwater.language import Engine, parse
from headwater.records import Annotations, Document, ReadAs, Referent
from headwater.text import Span, paragraphs

# marks of windows-1252 that were once decoded as Latin-1: read as what they are, offsets unchanged
MISREAD = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"}
LONGEST_PARSED = 500_000  # code points (some 80,000 words, ten seconds); a longer text is a book or a mistake and is read by form alone
OPENING_PAIR, CLOSING_PAIR = re.compile(r"(?<![\w.,!?'])(?:''|``)(?=[^\s'])"), re.compile(r"(?<=[^\s'])''(?!')")
NAMED_IN_MARKS = re.compile(
    r"(?P<before>\b(?:told|newspaper|daily|weekly|magazine|paper|agency|website|site|portal|broadcaster|station|channel|radio) )[«\"“„](?P<name>[A-ZÀ-ÞА-ЯЁ][\w’'-]*(?: [\w’'-]+){0,4})[»\"”“](?=[ ,.;:]|$)",
    re.MULTILINE,
)  # `told «Le Quai» that`: a name, which the parser reads better without its marks
READ_LANGUAGES = {"en"}  # languages whose reporting words are known


def annotate(document: Document, *, engine: Engine = "accurate", parsed: bool = True) -> Annotations:
    """The annotations of one document; furniture is passed over, save for credits and names, which often stand there.

    `engine` is the language model that reads; where it is not asked (`parsed` False) mentions stay empty and speakers
    are told by the form of words alone.
    """
    content, doc, language = _readable(document.text), document.id, document.language
    body = body_paragraphs(document)
    placed = tuple(Span(doc, *place) for start, end in body for place in sentences(content, start, end))
    parsed = parsed and len(content) <= LONGEST_PARSED
    title = [(document.title_span.start, document.title_span.end)] if document.title_span else []
    read = parse(_without_dashes(content, body, title), engine=engine, language=language) if parsed else None
    mentions = find_mentions(read, doc=doc) if read else ()
    times = find_times(content, doc=doc, body=[*title, *body], language=language)
    if language not in READ_LANGUAGES:
        unread = tuple(Span(doc, *place) for place in body)
        read_as: ReadAs = "names_only" if read and read.read_as == "full" else "none"
        referents: tuple[Referent, ...] = ()
        if read and read_as == "names_only":
            plain = Grammar(read)
            referents, mentions = find_referents(content, plain, Cast(content, None, ()), (), doc=doc, withheld=frozenset())
        return Annotations(
            doc=doc, language=language, read_as=read_as, sentences=placed, mentions=mentions, times=times, unread=unread, parsed=parsed, referents=referents
        )
    spoken = sorted([*title, *body])  # titles tell and quote too
    marked = quotations(content, spoken)
    grammar = Grammar(read, left_out=datelines(content, body)) if read else None
    statements, cast, withheld = with_cast(content, spoken, marked, doc=doc, outlet=document.outlet, grammar=grammar)
    referents, mentions = find_referents(content, grammar, cast, statements, doc=doc, withheld=withheld) if grammar else ((), ())
    return Annotations(
        doc=doc,
        language=language,
        read_as="full",
        sentences=placed,
        mentions=mentions,
        parsed=parsed,
        quotations=tuple(Span(doc, quote.inner_start, quote.inner_end) for quote in marked if quote.depth == 0),
        cues=hedge_cues(content, doc=doc),
        times=times,
        quantities=find_quantities(content, spoken, doc=doc, parse=read, statements=statements, times=times),
        statements=statements,
        events=find_events(read, body, statements, times, doc=doc) if read else (),
        rules=find_rules(read, body, statements, times, doc=doc) if read else (),
        credits=find_credits(content, doc=doc),
        referents=referents,
    )


def _readable(content: str) -> str:
    """The text with one kind of marks for another, every offset unchanged: ''two apostrophes'' are read as one double mark."""
    content = content.translate(MISREAD)
    return CLOSING_PAIR.sub('" ', OPENING_PAIR.sub(' "', content)) if "''" in content or "``" in content else content


def _without_dashes(content: str, body: Sequence[tuple[int, int]], title: Sequence[tuple[int, int]]) -> str:
    """The text for the parser, in which a dateline is a sentence of its own (a full stop for its dash) and a label is blank, every offset unchanged."""
    for start, end in body:
        if "\n" in content[start:end]:  # a hard-wrapped paragraph: its lines are one text
            content = content[:start] + content[start:end].replace("\n", " ") + content[end:]
    content = NAMED_IN_MARKS.sub(lambda found: f"{found['before']} {found['name']} ", content)
    for start, end in datelines(content, body):
        lead = content[start:end].rstrip(" \n—–-")
        content = f"{content[:start]}{lead}.{' ' * (end - start - len(lead) - 1)}{content[end:]}"
    for start, end in labels(content, [*title, *body]):
        content = f"{content[:start]}{' ' * (end - start)}{content[end:]}"
    return content


def body_paragraphs(document: Document) -> list[tuple[int, int]]:
    """The paragraphs that are neither furniture nor the title, in order."""
    out: list[tuple[int, int]] = []
    masks = [(mark.span.start, mark.span.end) for mark in document.furniture]
    if document.title_span:
        masks.append((document.title_span.start, document.title_span.end))
    near = Near(masks)
    for start, end in paragraphs(document.text):
        out.extend(_unmasked(start, end, near.within(start, end)))
    return out


def _unmasked(start: int, end: int, masks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = [(start, end)]
    for first, last in masks:
        pieces = [
            part
            for a, b in pieces
            for part in ((a, min(b, first)), (max(a, last), b))
            if part[0] < part[1] and not (last <= a or b <= first)
        ] + [(a, b) for a, b in pieces if last <= a or b <= first]
    return sorted(piece for piece in pieces if piece[1] - piece[0] > 1)
