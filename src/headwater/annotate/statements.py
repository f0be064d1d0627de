"""From drafts to statements: who speaks, in whom, through which mouths, how surely, under which caveat."""

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from headwater.annotate import cues, direct, indirect, speakers
from headwater.annotate.attitudes import attitude
from headwater.annotate.carried import carried_on
from headwater.annotate.cast import Cast
from headwater.annotate.cast_pronouns import UNRESOLVED_SCORE
from headwater.annotate.caveats import with_caveats
from headwater.annotate.chains import chain, is_of_another, mouth, told_to
from headwater.annotate.dashes import dash_lines
from headwater.annotate.dialogue import dialogue
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.heard import hold, through_others
from headwater.annotate.labels import without_labels
from headwater.annotate.leads import Source
from headwater.annotate.near import Near
from headwater.annotate.persons import given_names
from headwater.annotate.quotations import Quotation
from headwater.annotate.speakers import Phrase
from headwater.lexicon import entries
from headwater.records import Mouth, Naming, Speaker, Statement, span_id
from headwater.text import Span

DATELINE = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][^\n.!?\"“”]{1,60}?(?:\([^()\n]{2,30}\))?\s*(?:—|–|--| -)\s+(?=[A-ZÀ-ÞА-ЯЁ\"“‘«„0-9])"
)  # `LUND FERRY, March 4 (TAV) -- `
HYPHEN_LEAD = re.compile(r"[(\d]|\b[A-ZÀ-ÞА-ЯЁ]{3,}\b")  # `President Akufo - Addo` is no dateline, `LUND FERRY - The` is
MEDIUM = re.compile(
    r"\b(?:in|at|during|through|via) (?:an?|the|his|her|their|its) (?:\w+ ){0,3}?(?P<a>interview|statement|post|message|letter|video|speech|briefing|hearing|news conference|press conference|report|email|e-mail|tweet|press release|memo|podcast|column|phone call|broadcast|testimony|lawsuit|filing)\b"
    r"|\b(?:on|via) (?:(?:his|her|their|its|the) )?(?P<b>Telegram|Facebook|Twitter|YouTube|Instagram|X|VKontakte|TikTok|WhatsApp|television|radio)\b"
    r"|\bby (?P<c>phone|telephone|email|e-mail|text message)\b|\b(?P<d>tweeted)\b",
)
OPENING_MEDIUM = re.compile(
    r"(?:In|At|During|Through|Via) (?:an?|the|his|her|their|its) (?:\w+ ){0,3}?(?P<a>interview|statement|post|message|letter|video|speech|briefing|hearing|news conference|press conference|report|email|e-mail|tweet|press release|memo|podcast|column|phone call|broadcast|testimony|lawsuit|filing)\b"
)
FIRST_PERSON = re.compile(r"\b(?:I|we|me|us|my|our|myself)\b|\b(?:I|we)['’]", re.IGNORECASE)
HEARD = re.compile(r"\b(?:heard (?:from|that)|(?:was|were|been) told|according to|rumou?rs?|word (?:was|is) that)\b", re.IGNORECASE)
INITIAL = re.compile(r"(?:[A-Z]\.?-?){1,3}|[A-Z][\w'’-]+ [A-Z]\.")
INSERTION = re.compile(r"\[[^\[\]\n]{1,80}\]")
OWN_VOICE = frozenset("we us our".split())  # a report that says we means its outlet
OWN_ACTS = frozenset(("announces", "threatens"))


class _Scene(msgspec.Struct):
    """One text while its statements are made: its cast, and who spoke in which words so far."""

    content: str
    doc: str
    outlet: str | None
    quotes: Sequence[Quotation]
    cast: Cast
    grammar: Grammar | None
    hidden: frozenset[str]
    held: dict[Place, tuple[int | None, tuple[Mouth, ...], bool]] = msgspec.field(default_factory=dict)  # content: who, chain, direct
    meant: dict[Span, int] = msgspec.field(default_factory=dict)  # whom the words at a place mean
    last: tuple[Phrase, int, int] | None = None  # the last speaker outside of any other's words: phrase, referent, end


def find_statements(
    content: str,
    paragraphs: Sequence[Place],
    quotes: Sequence[Quotation],
    *,
    doc: str,
    outlet: str | None = None,
    grammar: Grammar | None = None,
) -> tuple[Statement, ...]:
    """All statements of the given paragraphs of a text with its quotations, in order of their place."""
    return with_cast(content, paragraphs, quotes, doc=doc, outlet=outlet, grammar=grammar)[0]


def with_cast(
    content: str,
    paragraphs: Sequence[Place],
    quotes: Sequence[Quotation],
    *,
    doc: str,
    outlet: str | None = None,
    grammar: Grammar | None = None,
) -> tuple[tuple[Statement, ...], Cast, frozenset[str]]:
    """The statements, who is who in the text, and the names that it says are no full ones."""
    drafts = _drafts(content, paragraphs, quotes, grammar)
    named = [(d.phrase.start, d.phrase.words) for d in drafts if d.phrase]
    outer = [(quote.start, quote.end) for quote in quotes if quote.depth == 0]
    scene = _Scene(content, doc, outlet, quotes, Cast(content, grammar, outer, outlet=outlet), grammar, speakers.withheld(content, named))
    made, who = [], {}
    for draft in drafts:
        statement, referent = _statement(draft, scene)
        made.append(statement)
        who[statement.id] = referent
    at_last = [_named_at_last(statement, scene) for statement in _with_parents(made, drafts)]
    kept = with_caveats(content, at_last, {id: None if at is None else scene.cast.one(at) for id, at in who.items()}, scene.cast)
    return kept, scene.cast, scene.hidden


def _drafts(content: str, paragraphs: Sequence[Place], quotes: Sequence[Quotation], grammar: Grammar | None) -> list[Draft]:
    paragraphs = without_labels(content, paragraphs)
    drafts = direct.direct_statements(Source(content, grammar), paragraphs, quotes)
    drafts += _unmarked(dash_lines(content, paragraphs, grammar), drafts)
    if grammar is not None:
        inner = through_others(grammar, drafts)
        held = {id(draft) for draft, _ in inner}
        taken = [place for draft in drafts if id(draft) not in held for place in draft.content]
        lines = dialogue(content, paragraphs, grammar, [place for draft in drafts for place in draft.content])
        told = hold(grammar, inner, indirect.indirect_statements(grammar, paragraphs, taken))
        around = Near((line.start, line.end) for line in lines)
        words = {(line.start, line.end): line.content[0][0] for line in lines}
        drafts += [*lines, *(draft for draft in told if not _told_twice(draft, around, words))]
        _nest(drafts)
        drafts += carried_on(grammar, paragraphs, drafts)
        drafts = [_in_marks(draft, quotes) for draft in drafts]
    drafts = [draft for draft in drafts if all(start < end for start, end in draft.content)]
    _nest(drafts)
    return sorted(drafts, key=lambda draft: (draft.start, draft.parent in draft.content, -draft.end, -sum(b - a for a, b in draft.content)))


def _unmarked(lines: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The lines of talk without marks: those in which nothing is quoted."""
    return [line for line in lines if not any(line.start < draft.end and draft.start < line.end for draft in drafts)]


def _in_marks(draft: Draft, quotes: Sequence[Quotation]) -> Draft:
    """`underlined that "no panic exists"`: where all that is attributed stands in marks the statement is direct."""
    if draft.kind == "direct" or len(draft.content) != 1:
        return draft
    start, end = draft.content[0]
    at = bisect.bisect_left(quotes, start, key=lambda quote: quote.start)
    if at < len(quotes) and quotes[at].start == start and quotes[at].closed and 0 <= end - quotes[at].inner_end <= 1 and end - start > 3:
        draft.kind, draft.content = "direct", [(quotes[at].inner_start, quotes[at].inner_end)]
        draft.cover((quotes[at].start, quotes[at].end))
    return draft


def _told_twice(draft: Draft, lines: Near, words: dict[Place, int]) -> bool:
    """Whether a draft crosses a line of dialogue instead of standing in its words, which begin at `words` of the line."""
    near = lines.within(draft.start, draft.end)
    return any(draft.start < line[1] and line[0] < draft.end and not words[line] <= draft.start for line in near)


def datelines(content: str, paragraphs: Sequence[Place]) -> list[Place]:
    """The datelines that paragraphs open with."""
    found = (DATELINE.match(content, start, end) for start, end in paragraphs)
    return [one.span() for one in found if one and (" - " not in one.group() or HYPHEN_LEAD.search(one.group()))]


def _nest(drafts: Sequence[Draft]) -> None:
    """Each draft whose words stand inside those of another, the narrowest, gets that one as its parent."""
    places = sorted((place for draft in drafts for place in draft.content), key=lambda place: (place[0], -place[1]))
    starts = [place[0] for place in places]
    split = sorted((draft for draft in drafts if len(draft.content) > 1), key=lambda draft: draft.start)
    opened = [draft.start for draft in split]
    for draft in drafts:
        if draft.parent is not None:
            continue
        first, last = min(draft.start, draft.content[0][0]), max(draft.content[-1][1], draft.cue[1] if draft.cue else 0)
        if draft.cue is None:
            first, last = draft.content[0][0], draft.content[-1][1]
        at = bisect.bisect_right(starts, first)
        around = [place for place in places[max(0, at - 12) : at] if place[1] >= last and place not in draft.content]
        draft.parent = min(around, key=lambda place: place[1] - place[0], default=None) or _in_split(
            draft, split[max(0, bisect.bisect(opened, draft.start) - 4) : bisect.bisect(opened, draft.end)][:8]
        )


def _in_split(draft: Draft, split: Sequence[Draft]) -> Place | None:
    """The stretch with its cue, where what is said around another's saying holds it (`The cousin, he said, told him that ...`)."""
    own = [*draft.content, *([draft.cue] if draft.cue else []), *([(draft.phrase.start, draft.phrase.end)] if draft.phrase else [])]
    around = [
        other
        for other in split
        if other is not draft
        and other.start < draft.end
        and other.content != draft.content
        and all(any(a <= start and end <= b for a, b in other.content) for start, end in own)
    ]
    narrowest = min(around, key=lambda other: other.end - other.start, default=None)
    return next((place for place in narrowest.content if place[0] <= own[-1][0] < place[1]), None) if narrowest else None


def _statement(draft: Draft, scene: _Scene) -> tuple[Statement, int | None]:
    content, doc = scene.content, scene.doc
    inner = [] if draft.kind == "direct" and not draft.is_turn else _quoted(draft, scene.quotes)
    span = Span(doc, draft.start, draft.end)
    referent, speaker = _speaker(draft, scene)
    mouths = _mouths(draft, speaker, scene)
    for place in draft.content:
        scene.held[place] = (referent, mouths, draft.kind == "direct")
    statement = Statement(
        id=span_id("statement", span, *(f"{a}-{b}" for a, b in (*draft.content, *([draft.cue] if draft.cue else [])))),
        kind="mixed" if inner and draft.kind != "direct" else draft.kind,
        span=span,
        content=tuple(Span(doc, *place) for place in draft.content),
        quoted=tuple(Span(doc, *place) for place in (inner if draft.kind != "direct" or draft.is_turn else draft.content)),
        cue=Span(doc, *draft.cue) if draft.cue else None,
        speaker=speaker,
        attitude=attitude(draft, content, scene.grammar),
        hedges=tuple(h for a, b in draft.content for h in cues.hedges(content, a, b, doc=doc)),
        medium=_medium(draft, content, scene.grammar),
        first_hand=_first_hand(draft, scene),
        chain=mouths,
        insertions=tuple(_insertions(draft.content if draft.kind == "direct" else inner, content, doc)),
    )
    return statement, referent


def _medium(draft: Draft, content: str, grammar: Grammar | None) -> str | None:
    """The medium named around the statement's words, in the same sentence, where it is not that of another saying."""
    line_end = content.find("\n", draft.end)
    around = content[draft.start : min(line_end if line_end >= 0 else len(content), draft.end + 80)]
    opening = _opening_medium(draft, content, grammar)
    if opening is not None:
        return opening
    for start, end in draft.content:
        around = around.replace(content[start:end], " " * (end - start)) if draft.kind == "direct" else around
    for found in MEDIUM.finditer(around):
        group = next((name for name, words in found.groupdict().items() if words), None)
        at = draft.start + found.start(group) if group else 0
        if group and not (grammar and draft.cue and is_of_another(grammar, at, draft.cue[0], behind=at >= draft.end)):
            return found[group]
    return None


def _opening_medium(draft: Draft, content: str, grammar: Grammar | None) -> str | None:
    """`In a letter smuggled out in April, a prisoner writes`: the medium that the sentence of the cue opens with, before its speaker."""
    word = grammar.word_at(draft.cue[0]) if grammar is not None and draft.cue is not None and draft.parent is None else None
    if grammar is None or word is None or draft.cue is None:
        return None
    start = grammar.starts[grammar.sentence_of(word)[0]]
    found = OPENING_MEDIUM.match(content, start, min(draft.start, draft.cue[0]))
    return found["a"] if found and not is_of_another(grammar, found.start("a"), draft.cue[0], behind=False) else None


def _insertions(quoted: Sequence[Place], content: str, doc: str) -> Iterator[Span]:
    """An editor's words in square brackets inside of quoted ones, brackets and all."""
    for start, end in quoted:
        for found in INSERTION.finditer(content, start, end):
            yield Span(doc, *found.span())


def _quoted(draft: Draft, quotes: Sequence[Quotation]) -> list[Place]:
    """The stretches inside quotation marks in the words of a draft."""
    first = bisect.bisect_left(quotes, draft.start, key=lambda quote: quote.start)
    last = bisect.bisect_left(quotes, draft.end, key=lambda quote: quote.start)
    inside = (quote for quote in quotes[first:last] if any(a <= quote.start and quote.end <= b + 1 for a, b in draft.content))
    return [(quote.inner_start, quote.inner_end) for quote in inside]


def _speaker(draft: Draft, scene: _Scene) -> tuple[int | None, Speaker | None]:
    phrase = draft.phrase
    if phrase is None and draft.attitude == "cannot_verify" and scene.outlet:
        return None, Speaker(span=None, actor=None, name=scene.outlet, naming="named", score=direct.INHERIT_SCORE)
    if phrase is None:
        return _inherited(draft, scene)
    checks = draft.attitude == "cannot_verify" and scene.outlet is not None and _is_short_for(phrase.words, scene.outlet)
    if scene.outlet and (checks or (draft.parent is None and _is_own_voice(phrase))):
        return None, Speaker(
            span=Span(scene.doc, phrase.start, phrase.end), actor=None, name=scene.outlet, naming="named", score=direct.INHERIT_SCORE
        )
    outer, _, is_direct = scene.held.get(draft.parent, (None, (), False)) if draft.parent else (None, (), False)
    referent, score = scene.cast.who(phrase, speaker=outer, inside=draft.parent, direct=is_direct)
    span = Span(scene.doc, phrase.start, phrase.end)
    if referent is None:
        return None, Speaker(span=span, actor=None, name=None, naming="anonymous", score=UNRESOLVED_SCORE)
    scene.meant[span] = referent
    if draft.parent is None and draft.attitude != "cannot_verify":
        scene.last = phrase, referent, draft.end
    return referent, _named(referent, span, min(score, phrase.score), scene)


def _named_at_last(statement: Statement, scene: _Scene) -> Statement:
    """The statement with the names that the whole text gives its speaker and the mouths before."""
    speaker = statement.speaker
    at = scene.meant.get(speaker.span) if speaker is not None and speaker.span is not None and speaker.name else None
    if speaker is not None and at is not None:
        speaker = msgspec.structs.replace(speaker, name=scene.cast.name_of(at), naming=_naming(at, scene))
    mouths = tuple(
        msgspec.structs.replace(m, name=scene.cast.name_of(scene.meant[m.span])) if m.span in scene.meant else m for m in statement.chain
    )
    return msgspec.structs.replace(statement, speaker=speaker, chain=chain(mouths))


def _is_own_voice(phrase: Phrase) -> bool:
    low = phrase.words.casefold()
    return low in OWN_VOICE or (low.startswith(("this ", "our ")) and low.rsplit(" ", 1)[-1] in entries("outlet_words"))


def _is_short_for(words: str, outlet: str) -> bool:
    """`The Monitor` of the Sea Road Monitor could not verify it."""
    parts = words.casefold().removeprefix("the ").split()
    return words[:1].isupper() and bool(parts) and set(parts) <= set(outlet.casefold().split())


def _named(referent: int, span: Span, score: float, scene: _Scene) -> Speaker:
    return Speaker(span=span, actor=None, name=scene.cast.name_of(referent), naming=_naming(referent, scene), score=score)


def _naming(referent: int, scene: _Scene) -> Naming:
    one = scene.cast.final(referent)
    if any(name in scene.hidden for name in one.names) or (one.sort == "person" and one.names and all(map(_is_first_name, one.names))):
        return "pseudonymous"
    return "named" if one.names or one.sort == "body" else speakers.naming_of(one.name, "NOUN")


def _is_first_name(name: str) -> bool:
    """A first name or an initial alone: no full name."""
    return name.casefold() in given_names() or INITIAL.fullmatch(name) is not None


def _inherited(draft: Draft, scene: _Scene) -> tuple[int | None, Speaker | None]:
    """The last speaker, for a quotation without a cue in the same or the next paragraph."""
    if not draft.inherits or scene.last is None or scene.last[2] > draft.start:
        return None, None
    phrase, referent, end = scene.last
    between = scene.content[end : draft.start]
    if between.strip().count("\n") > 1:
        return None, None
    score = direct.INHERIT_SCORE if "\n" not in between else direct.PARAGRAPH_INHERIT_SCORE
    scene.last = phrase, referent, draft.end
    return referent, _named(referent, Span(scene.doc, phrase.start, phrase.end), score, scene)


def _mouths(draft: Draft, speaker: Speaker | None, scene: _Scene) -> tuple[Mouth, ...]:
    """From the publishing outlet inward to the speaker: through the parent's mouths, the outlet told, those who pass it on."""
    before: list[Mouth] = [Mouth(name=scene.outlet)] if scene.outlet else []
    if draft.parent is not None and draft.parent in scene.held:
        before = list(scene.held[draft.parent][1])
    listener = told_to(scene.grammar, draft) if scene.grammar is not None else None
    for phrase in [*draft.through, *([listener] if listener else [])]:
        at, _ = scene.cast.who(phrase)
        if at is not None:
            scene.meant[Span(scene.doc, phrase.start, phrase.end)] = at
        before.append(mouth(scene.doc, scene.cast.name_of(at) if at is not None else phrase.words, phrase))
    if speaker and speaker.name:
        before.append(Mouth(name=speaker.name, span=speaker.span))
    return chain(before)


def _first_hand(draft: Draft, scene: _Scene) -> bool | None:
    """Whether the speaker tells what they did or saw themselves; None where the words leave it open."""
    words = " ".join(scene.content[a:b] for a, b in draft.content)
    if draft.parent is not None or draft.through or HEARD.search(words):
        return False
    if draft.attitude in OWN_ACTS or (draft.kind == "direct" and FIRST_PERSON.search(words)):
        return True
    opening = words.split(" ", 1)[0].casefold()
    return True if draft.kind == "indirect" and opening in ("he", "she", "they", "it") and draft.phrase is not None else None


def _with_parents(made: Sequence[Statement], drafts: Sequence[Draft]) -> list[Statement]:
    """Each nested statement with the id of the one that it stands in."""
    by_content: dict[Place, str] = {}
    for statement in made:  # of two with the same words the outer one comes first
        for span in statement.content:
            by_content.setdefault((span.start, span.end), statement.id)
    parents = [by_content.get(draft.parent) if draft.parent else None for draft in drafts]
    return [msgspec.structs.replace(s, parent=parent) if parent and parent != s.id else s for s, parent in zip(made, parents, strict=True)]
