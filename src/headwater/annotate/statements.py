"""From drafts to statements: speakers named, caveats attached, the chain of mouths as far as it is read."""

import bisect
import re
from collections.abc import Sequence

import msgspec

from headwater.annotate import cues, direct, indirect, speakers
from headwater.annotate.caveats import with_caveats
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.names import Names
from headwater.annotate.quotations import Quotation
from headwater.annotate.sentences import sentences
from headwater.records import Mouth, Naming, Speaker, Statement, span_id
from headwater.text import Span

DATELINE = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][^\n.!?\"“”]{1,60}?(?:\([^()\n]{2,30}\))?\s*(?:—|–|--| -)\s+(?=[A-ZÀ-ÞА-ЯЁ\"“‘«„0-9])"
)  # `LUND FERRY, March 4 (TAV) -- `
PRONOUN_SCORE, UNRESOLVED_SCORE = 0.6, 0.2  # how sure a speaker is who is only called he or she
MEDIUM = re.compile(
    r"\bin an? (?:\w+ ){0,3}?(?P<a>interview|statement|post|message|letter|video|speech|briefing|hearing|press conference|report|email|e-mail|tweet)\b"
    r"|\bon (?:his|her|their|its|the) (?P<b>Telegram|Facebook|Twitter|YouTube|Instagram|X|VKontakte|TikTok)\b",
)


class _Scene(msgspec.Struct):
    """One text while its statements are made: what is known of the whole, and the last speaker, to whom pronouns
    and statements without a cue lead back."""

    content: str
    doc: str
    outlet: str | None
    quotes: Sequence[Quotation]
    names: Names
    hidden: frozenset[str]
    persons: Sequence[tuple[int, str, bool]]
    phrase: speakers.Phrase | None = None
    name: str | None = None
    naming: Naming = "anonymous"
    end: int = 0


def find_statements(
    content: str,
    paragraphs: Sequence[tuple[int, int]],
    quotes: Sequence[Quotation],
    *,
    doc: str,
    outlet: str | None = None,
    grammar: Grammar | None = None,
) -> tuple[Statement, ...]:
    """All statements of the given paragraphs of a text with its quotations, in order of their place."""
    drafts = direct.direct_statements(direct.Source(content, grammar), paragraphs, quotes)
    taken = sorted((draft.start, draft.end) for draft in drafts if draft.parent is None)
    starts = [start for start, _ in taken]
    for start, end in paragraphs:
        dateline = DATELINE.match(content, start, end)
        for first, last in sentences(content, dateline.end() if dateline else start, end):
            near = taken[max(0, bisect.bisect_left(starts, first) - 1) : bisect.bisect_left(starts, last)]
            drafts.extend(indirect.indirect_statements(content, first, last, near, grammar))
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    hidden = speakers.withheld(content, [(d.phrase.start, content[d.phrase.start : d.phrase.end]) for d in drafts if d.phrase])
    scene = _Scene(content, doc, outlet, quotes, Names(content), hidden, _outside(grammar.persons(), quotes) if grammar else ())
    made = [_statement(draft, scene) for draft in drafts]
    return with_caveats(content, _with_parents(made, drafts))


def _statement(draft: Draft, scene: _Scene) -> Statement:
    content, doc = scene.content, scene.doc
    inner = [] if draft.kind == "direct" else _quoted(draft, scene.quotes)
    span = Span(doc, draft.start, draft.end)
    speaker = _speaker(draft, scene)
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
        chain=_chain(scene.outlet, speaker),
    )


def _chain(outlet: str | None, speaker: Speaker | None) -> tuple[Mouth, ...]:
    """From the publishing outlet inward to the speaker, as far as both are known; longer chains come with the parser."""
    publishing = (Mouth(name=outlet),) if outlet else ()
    return (*publishing, Mouth(name=speaker.name, span=speaker.span)) if speaker and speaker.name else publishing


def _medium(around: str) -> str | None:
    found = MEDIUM.search(around)
    return next((group for group in found.groups() if group), None) if found else None


def _quoted(draft: Draft, quotes: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The stretches inside quotation marks in the words of a draft."""
    first = bisect.bisect_left(quotes, draft.start, key=lambda quote: quote.start)
    last = bisect.bisect_left(quotes, draft.end, key=lambda quote: quote.start)
    inside = (quote for quote in quotes[first:last] if any(a <= quote.start and quote.end <= b + 1 for a, b in draft.content))
    return [(quote.inner_start, quote.inner_end) for quote in inside]


def _speaker(draft: Draft, scene: _Scene) -> Speaker | None:
    phrase = draft.phrase
    if phrase is None:
        return _inherited(draft, scene)
    if phrase.is_pronoun:
        return _pronoun(phrase, draft, scene)
    words = scene.content[phrase.start : phrase.end]
    naming = "pseudonymous" if words in scene.hidden else speakers.naming_of(words, phrase.upos)
    name = scene.names.fullest(words) if naming == "named" else words
    if draft.parent is None and draft.attitude != "cannot_verify":
        scene.phrase, scene.name, scene.naming, scene.end = phrase, name, naming, draft.end
    return Speaker(span=Span(scene.doc, phrase.start, phrase.end), actor=None, name=name, naming=naming, score=phrase.score)


def _pronoun(phrase: speakers.Phrase, draft: Draft, scene: _Scene) -> Speaker:
    """The last speaker, where number allows it; else nobody, with a low score."""
    word = phrase.words.casefold()
    if draft.parent is not None:  # inside a quotation "he" is somebody whom its speaker speaks of
        return Speaker(span=Span(scene.doc, phrase.start, phrase.end), actor=None, name=None, naming="anonymous", score=UNRESOLVED_SCORE)
    many = scene.naming == "anonymous" and scene.name is not None and scene.name.endswith("s")
    body = word == "it" and scene.name is not None and bool(speakers.BODIES.search(scene.name))
    fits = body or word in ("they", "them") or (word in ("he", "she", "him", "her") and not many)
    name = scene.name if fits else None
    since = _person_since(phrase.start, scene)
    if since and name and word in ("he", "she", "him", "her") and since[1].rsplit(" ", 1)[-1] != name.rsplit(" ", 1)[-1]:
        # somebody else has been named since: the subject of a sentence takes over, anybody else makes it unclear
        name = scene.names.fullest(since[1]) if since[2] else None
        scene.name, scene.naming = (name, "named") if name else (scene.name, scene.naming)
    scene.end = draft.end
    span = Span(scene.doc, phrase.start, phrase.end)
    return Speaker(
        span=span, actor=None, name=name, naming=scene.naming if name else "anonymous", score=PRONOUN_SCORE if name else UNRESOLVED_SCORE
    )


def _outside(persons: Sequence[tuple[int, str, bool]], quotes: Sequence[Quotation]) -> list[tuple[int, str, bool]]:
    """The persons whom the report names itself: those inside quotation marks are their speakers' to name."""
    outer = [quote for quote in quotes if quote.depth == 0]
    starts = [quote.start for quote in outer]
    kept = []
    for person in persons:
        at = bisect.bisect_right(starts, person[0]) - 1
        if at < 0 or outer[at].end <= person[0]:
            kept.append(person)
    return kept


def _person_since(start: int, scene: _Scene) -> tuple[int, str, bool] | None:
    """The last person named after the last statement and before `start`: place, name, whether as a subject."""
    at = bisect.bisect_left(scene.persons, (start, "", False)) - 1
    return scene.persons[at] if at >= 0 and scene.persons[at][0] >= scene.end else None


def _inherited(draft: Draft, scene: _Scene) -> Speaker | None:
    """The last speaker, for a quotation without a cue in the same or the next paragraph."""
    if not draft.inherits or scene.phrase is None or scene.name is None or scene.end > draft.start:
        return None
    between = scene.content[scene.end : draft.start]
    if between.strip().count("\n") > 1:
        return None
    score = direct.INHERIT_SCORE if "\n" not in between else direct.PARAGRAPH_INHERIT_SCORE
    scene.end = draft.end
    span = Span(scene.doc, scene.phrase.start, scene.phrase.end)
    return Speaker(span=span, actor=None, name=scene.name, naming=scene.naming, score=score)


def _with_parents(made: Sequence[Statement], drafts: Sequence[Draft]) -> list[Statement]:
    """Each nested statement with the id of the one that it stands in."""
    by_content = {(c.start, c.end): s.id for s, draft in zip(made, drafts, strict=True) if not draft.parent for c in s.content}
    parents = [by_content.get(draft.parent) if draft.parent else None for draft in drafts]
    return [msgspec.structs.replace(s, parent=parent) if parent else s for s, parent in zip(made, parents, strict=True)]
