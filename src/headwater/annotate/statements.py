"""From drafts to statements: speakers named, caveats attached, the chain of mouths as far as it is read."""

import re
from collections.abc import Sequence

import msgspec

from headwater.annotate import cues, direct, indirect, speakers
from headwater.annotate.caveats import with_caveats
from headwater.annotate.drafts import Draft
from headwater.annotate.names import Names
from headwater.annotate.quotations import Quotation
from headwater.annotate.sentences import sentences
from headwater.records import Mouth, Naming, Speaker, Statement, span_id
from headwater.text import Span

MEDIUM = re.compile(
    r"\bin an? (?:\w+ ){0,3}?(?P<a>interview|statement|post|message|letter|video|speech|briefing|hearing|press conference|report|email|e-mail|tweet)\b"
    r"|\bon (?:his|her|their|its|the) (?P<b>Telegram|Facebook|Twitter|YouTube|Instagram|X|VKontakte|TikTok)\b",
)


class _Known(msgspec.Struct):
    """The speakers so far, for pronouns and statements without a cue."""

    phrase: speakers.Phrase | None = None
    name: str | None = None
    naming: Naming = "anonymous"
    end: int = 0


def find_statements(content: str, paragraphs: Sequence[tuple[int, int]], quotes: Sequence[Quotation], *, doc: str, outlet: str | None = None) -> tuple[Statement, ...]:
    """All statements of the given paragraphs of a text with its quotations, in order of their place."""
    drafts = direct.direct_statements(content, paragraphs, quotes)
    taken = [(draft.start, draft.end) for draft in drafts]
    for start, end in paragraphs:
        for first, last in sentences(content, start, end):
            drafts.extend(indirect.indirect_statements(content, first, last, taken))
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    names = Names(content)
    hidden = speakers.withheld(content, [(d.phrase.start, content[d.phrase.start : d.phrase.end]) for d in drafts if d.phrase])
    known = _Known()
    made = [_statement(content, draft, quotes, names, hidden, known, outlet, doc) for draft in drafts]
    return with_caveats(content, _with_parents(made, drafts))


def _statement(
    content: str, draft: Draft, quotes: Sequence[Quotation], names: Names, hidden: frozenset[str], known: _Known, outlet: str | None, doc: str
) -> Statement:
    inner = [] if draft.kind == "direct" else _quoted(content, draft, quotes)
    span = Span(doc, draft.start, draft.end)
    speaker = _speaker(content, draft, names, hidden, known, doc)
    sentence_end = content.find("\n", draft.end)
    around = content[draft.start : sentence_end if 0 <= sentence_end < draft.end + 80 else draft.end + 80]
    return Statement(
        id=span_id("statement", span, *(f"{a}-{b}" for a, b in draft.content)),
        kind="mixed" if inner else draft.kind,
        span=span,
        content=tuple(Span(doc, *place) for place in draft.content),
        quoted=tuple(Span(doc, *place) for place in (draft.content if draft.kind == "direct" else inner)),
        cue=Span(doc, *draft.cue) if draft.cue else None,
        speaker=speaker,
        attitude=draft.attitude,
        hedges=tuple(h for a, b in draft.content for h in cues.hedges(content, a, b, doc=doc)),
        medium=_medium(around),
        chain=_chain(outlet, speaker),
    )


def _chain(outlet: str | None, speaker: Speaker | None) -> tuple[Mouth, ...]:
    """From the publishing outlet inward to the speaker, as far as both are known; longer chains come with the parser."""
    publishing = (Mouth(name=outlet),) if outlet else ()
    return (*publishing, Mouth(name=speaker.name, span=speaker.span)) if speaker and speaker.name else publishing


def _medium(around: str) -> str | None:
    found = MEDIUM.search(around)
    return next((group for group in found.groups() if group), None) if found else None


def _quoted(content: str, draft: Draft, quotes: Sequence[Quotation]) -> list[tuple[int, int]]:
    return [
        (quote.inner_start, quote.inner_end)
        for quote in quotes
        if any(a <= quote.start and quote.end <= b + 1 for a, b in draft.content)
    ]


def _speaker(content: str, draft: Draft, names: Names, hidden: frozenset[str], known: _Known, doc: str) -> Speaker | None:
    phrase = draft.phrase
    if phrase is None:
        return _inherited(content, draft, known, doc)
    span = Span(doc, phrase.start, phrase.end)
    if phrase.is_pronoun:
        single = phrase.words.casefold() in ("he", "she", "him", "her")
        many = known.naming == "anonymous" and known.name is not None and known.name.endswith("s")
        name = known.name if (single and not many) or phrase.words.casefold() in ("they", "them") else None
        known.end = draft.end
        return Speaker(span=span, actor=None, name=name, naming=known.naming if name else "anonymous", score=0.6 if name else 0.2)
    words = content[phrase.start : phrase.end]
    naming = "pseudonymous" if words in hidden else speakers.naming_of(words)
    name = names.fullest(words) if naming == "named" else words
    if draft.parent is None and draft.attitude != "cannot_verify":
        known.phrase, known.name, known.naming, known.end = phrase, name, naming, draft.end
    return Speaker(span=span, actor=None, name=name, naming=naming, score=phrase.score)


def _inherited(content: str, draft: Draft, known: _Known, doc: str) -> Speaker | None:
    if not draft.inherits or known.phrase is None or known.name is None:
        return None
    between = content[known.end : draft.start].strip().count("\n")
    if known.end > draft.start or between > 1:
        return None
    same = "\n" not in content[known.end : draft.start]
    score = direct.INHERIT_SCORE if same else direct.PARAGRAPH_INHERIT_SCORE
    known.end = draft.end
    return Speaker(span=Span(doc, known.phrase.start, known.phrase.end), actor=None, name=known.name, naming=known.naming, score=score)


def _with_parents(made: Sequence[Statement], drafts: Sequence[Draft]) -> list[Statement]:
    out = []
    for statement, draft in zip(made, drafts, strict=True):
        parent = next((s.id for s in made if draft.parent and any((c.start, c.end) == draft.parent for c in s.content)), None)
        out.append(msgspec.structs.replace(statement, parent=parent) if parent else statement)
    return out
