"""Direct quotations with their speakers: cue after, cue before, split around the cue, carried on.

Scare quotes, titles and quoted terms are no quotations: what is quoted must end as speech does or
stand beside a reporting verb with a comma or colon between.
"""

import bisect
import re
from collections.abc import Sequence

from headwater.annotate import speakers
from headwater.annotate.cues import ADDRESSED, Verb, verb_at, verbs
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.heard import heard
from headwater.annotate.leads import (
    BEHIND_COLON,
    LEAD_SCORE,
    SIGNED,
    TIMESTAMP,
    Source,
    answered,
    behind_colon,
    lead_name,
    quoted_as_saying,
    signed,
)
from headwater.annotate.quotations import Quotation
from headwater.annotate.reporting import verb
from headwater.annotate.sentences import sentence_end, sentence_start
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import Token, tokens
from headwater.annotate.who import speaker
from headwater.records import Attitude

SPEECH_END = re.compile(r"[.,!?…;:—–-][\"'”’»]*$")
SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bRep)[.!?…] ")
ROLE_WORDS = 9  # `its deputy head for the northern districts, Orrin Vale, said`
BESIDE = ("in", "on", "at", "to", "of", "after", "by", "with", "from", "through", "during", "over")
AT = frozenset(("at", "to"))
LABEL = re.compile(r"[^\W\d_][^\n.!?:;,\"“”]{1,30}\s[–—-]{1,2}\s*")  # `Upper Vell – "..."` in a column of short news
UNCLOSED = 600  # code points in which the end of a quotation without a closing mark is looked for
SHORTEST_UNLED = 3  # words in words without comma or colon before them
REACH = 16  # words between a quotation and its verb
INHERIT_SCORE = 0.75
PARAGRAPH_INHERIT_SCORE = 0.5


def direct_statements(source: Source, paragraphs: Sequence[tuple[int, int]], quotes: Sequence[Quotation]) -> list[Draft]:
    """Drafts of all direct statements of a text, nested ones after the one they stand in."""
    drafts: list[Draft] = []
    previous: Draft | None = None
    starts = [quote.start for quote in quotes]
    before: tuple[int, int] | None = None  # the paragraph before: its colon may lead to a quotation
    for start, end in paragraphs:
        inside = quotes[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        floor = before[0] if before is not None and source.content[slice(*before)].rstrip().endswith(":") else start
        here = _in_paragraph(source, floor, end, [quote for quote in inside if quote.depth == 0], previous)
        before = start, end
        drafts.extend(draft for draft in here if draft is not previous)
        drafts.extend(_nested(source, inside))
        previous = here[-1] if here else (previous if previous and previous.end >= start else None)
    return drafts


def _in_paragraph(source: Source, start: int, end: int, quotes: Sequence[Quotation], previous: Draft | None) -> list[Draft]:
    drafts: list[Draft] = []
    for at, quote in enumerate(quotes):
        floor = quotes[at - 1].end if at else start
        ceiling = quotes[at + 1].start if at + 1 < len(quotes) else end
        if quote.continues and previous is not None and not drafts:
            previous.content.append((quote.inner_start, quote.inner_end))
            previous.cover((quote.start, quote.end))
            _take_cue(previous, *_cue_after(source, quote.end, ceiling))
            drafts.append(previous)
            continue
        draft = _quotation(source, quote, floor, ceiling, drafts, previous)
        if draft is not None and draft not in drafts:
            drafts.append(draft)
    return [draft for draft in drafts if draft is not previous] or ([previous] if previous and drafts else [])


def _quotation(source: Source, quote: Quotation, floor: int, ceiling: int, drafts: Sequence[Draft], previous: Draft | None) -> Draft | None:
    content = source.content
    gap = content[floor : quote.start]
    if drafts and _splits(gap) and drafts[-1].end >= floor and drafts[-1].cue and _is_led_anew(source, drafts[-1].cue[0], floor, quote) is None:
        return _joined(drafts[-1], quote)
    shouted = _verb_right_before(source, floor, quote)
    if not shouted and not _is_speech(content, quote, floor) and not (quote.closed and lead_name(source, floor, quote.start)):
        return None
    draft = Draft("direct", quote.start, quote.end, [(quote.inner_start, quote.inner_end)])
    if not quote.closed and not quote.goes_on:
        _close_at_cue(draft, source, quote)
    if draft.cue is None and _ends_as_sentence(content, quote):
        _take_cue(draft, *_cue_before(source, floor, quote.start))
    if draft.cue is None:
        after = _cue_after(source, quote.end, ceiling)
        if not (_ends_as_sentence(content, quote) and _tells_more(source, after[0])):
            _take_cue(draft, *after)
    if draft.cue is None:
        _take_cue(draft, *_cue_before(source, floor, quote.start))
    if draft.cue is None and (told := _told(source, floor, quote.start)):
        draft.cue = told.start, told.end
        draft.attitude = _attitude(told)
        return draft
    if draft.cue is None:
        _take_cue(draft, *quoted_as_saying(content, quote.end, ceiling))
    if draft.cue is None:
        _take_cue(draft, *signed(content, quote.end))
    if draft.cue is None and (reply := answered(source, floor, quote.start)):
        draft.cue, draft.phrase, draft.attitude = reply
        return draft
    if draft.cue is None and _led_in(content, floor, quote.start):
        draft.phrase = lead_name(source, floor, quote.start)
    if draft.cue is None and draft.phrase is None:
        draft.phrase = behind_colon(source, quote, ceiling)
    if draft.cue is None and draft.phrase is None:
        if not _opens_sentence(content, floor, quote.start):
            return draft if content[floor : quote.start].rstrip().endswith(":") else None
        if drafts and _said_between(content, drafts[-1], floor, quote):
            return _joined(drafts[-1], quote)
        draft.inherits = not _goes_on(content, quote)
    return draft


def _ends_as_sentence(content: str, quote: Quotation) -> bool:
    """Whether the words led to by a comma or colon end as a sentence does: what comes behind them is another (`..., "Wait." I laughed.`)."""
    inner = content[quote.inner_start : quote.inner_end].rstrip("\"'”’» ")
    return quote.closed and inner.endswith((".", "!", "?", "…")) and content[quote.end : quote.end + 1] not in (",", "") and not content[quote.end :][1:2].islower()


def _tells_more(source: Source, cue: Token | None) -> bool:
    """Whether the verb behind a quotation says something of its own (`"We ran." She said the guards had left.`)."""
    word = source.grammar.word_at(cue.start) if source.grammar is not None and cue is not None else None
    clause = source.grammar.child(word, "ccomp") if source.grammar is not None and word is not None else None
    return clause is not None and word is not None and clause > word


def _verb_right_before(source: Source, floor: int, quote: Quotation) -> bool:
    """`The crowd shouts "Now! Now!"`: a verb of saying and whole words behind it, without a comma."""
    inner = source.content[quote.inner_start : quote.inner_end]
    if not quote.closed or not inner[:1].isupper() or not SPEECH_END.search(inner):
        return False
    cue, phrase = _cue_before(source, floor, quote.start)
    return cue is not None and phrase is not None


def _said_between(content: str, before: Draft, floor: int, quote: Quotation) -> bool:
    """`"We waited," he said. "Nobody came."`: between the two stands nothing but the one sentence that says who speaks."""
    if before.cue is None or not floor <= before.cue[0] < quote.start:
        return False
    return not SENTENCE_END.search(content[floor : quote.start].strip()[:-1])


def _goes_on(content: str, quote: Quotation) -> bool:
    """Whether the sentence goes on behind a quotation that ends in a comma: somebody there may be its speaker."""
    return content[quote.inner_end - 1 : quote.inner_end] == "," or content[quote.end : quote.end + 1] == ","


def _close_at_cue(draft: Draft, source: Source, quote: Quotation) -> None:
    """Where the closing mark is missing the words end before the first `, said Orrin` or `, Orrin said`."""
    content = source.content
    for comma in range(quote.inner_start, min(quote.inner_end, quote.inner_start + UNCLOSED)):
        if content[comma] in ",.!?" and content[comma + 1 : comma + 2] == " ":
            cue, phrase = _cue_after(source, comma + 1, quote.end)
            if cue and phrase:
                draft.content = [(quote.inner_start, comma)]
                draft.end = comma
                _take_cue(draft, cue, phrase)
                return


def _is_led_anew(source: Source, cue: int, floor: int, quote: Quotation) -> Token | None:
    """The saying of its own that leads to a second quotation, where the first was led to by another (`He said, "No." Kel shouted, "Yes."`)."""
    if cue >= floor:
        return None
    gap = source.content[floor : quote.start].strip()
    if gap[:1].isupper() and gap.endswith(":") and re.search(r"[.!?…][\"'”’»]+$", source.content[max(0, floor - 4) : floor]):
        return Token(floor, quote.start, gap)  # `... "No." The judge: "Take him down."`
    return _cue_before(source, floor, quote.start)[0]


def _splits(gap: str) -> bool:
    """`"We waited," he said, "until dark."`: the words between end in a comma, no sentence ends in them."""
    return gap.rstrip().endswith((",", ";", ":", "—", "–", "-")) and not re.search(r"[.!?]\s", gap)


def _joined(draft: Draft, quote: Quotation) -> Draft:
    draft.content.append((quote.inner_start, quote.inner_end))
    draft.cover((quote.start, quote.end))
    return draft


def _is_speech(content: str, quote: Quotation, floor: int) -> bool:
    inner = content[quote.inner_start : quote.inner_end]
    words = len(inner.split())
    if words < 2 and not (inner[-1:] in ",.!?" and inner[:1].isupper()):
        return False
    if BEHIND_COLON.match(content, quote.end) and words > 2:
        return _opens_sentence(content, floor, quote.start)
    if words > 2 and SIGNED.match(content, quote.end) and _opens_sentence(content, floor, quote.start):
        return True
    ends = bool(SPEECH_END.search(inner)) or (content[quote.end : quote.end + 1] in (",", ".") and _led_in(content, floor, quote.start))
    if _opens_sentence(content, floor, quote.start):
        return ends or not quote.closed or content[quote.end : quote.end + 1] == ","
    return ends and _led_in(content, floor, quote.start)


def _led_in(content: str, floor: int, start: int) -> bool:
    return content[floor:start].rstrip().endswith((",", ":"))


def _opens_sentence(content: str, floor: int, start: int) -> bool:
    stamp = TIMESTAMP.match(content, floor, start) or LABEL.match(content, floor, start)
    lead = content[stamp.end() if stamp else floor : start].strip(" \t\n—–-")
    return not lead or bool(re.search(r"[.!?…][\"'”’»)]*$", lead))


def _take_cue(draft: Draft, cue: Token | None, phrase: Phrase | None) -> None:
    if cue is None or phrase is None:
        return
    draft.cue, draft.phrase = (cue.start, cue.end), phrase
    draft.attitude = _attitude(cue)
    draft.cover(draft.cue, (phrase.start, phrase.end))


def _attitude(cue: Token) -> Attitude:
    verb = verbs().get(cue.low)
    return verb.attitude if verb else "asserts"


def _verb(source: Source, words: Sequence[Token], at: int) -> Verb | None:
    """The reporting verb at a word: by the parse where there is one, else by the form of the words around it."""
    word = source.grammar.word_at(words[at].start) if source.grammar is not None else None
    if source.grammar is None or word is None or source.grammar.parse.read_as != "full":
        return verb_at(words, at)
    found = verb(source.grammar, word)
    if found is not None and source.grammar.low[found.last] in AT:  # `shouted at her, "..."`: the words of the shout, not what is asked
        return verbs().get(words[at].low)
    return Verb(found.attitude, "q" in found.frames) if found else None


def _verb_of_quotation(source: Source, words: Sequence[Token], at: int) -> Verb | None:
    """The verb before a quotation, in whatever mood: `used to say: ...`, `as if one said: ...`; what is not said is not quoted."""
    found, grammar = _verb(source, words, at), source.grammar
    word = grammar.word_at(words[at].start) if found is None and grammar is not None else None
    if word is None or grammar is None or not grammar.is_verb(word) or grammar.is_negated(word) or grammar.is_passive(word):
        return found
    return verbs().get(words[at].low)


def _heard_verb(source: Source, words: Sequence[Token], at: int) -> Verb | None:
    """The saying in `heard an officer shout`, which the parse may take for a noun."""
    found = verbs().get(words[at].low)
    return found if found is not None and heard(source.grammar, words, at) is not None else None


def _cue_after(source: Source, start: int, ceiling: int) -> tuple[Token | None, Phrase | None]:
    """Verb and speaker in the words right after a quotation: `Orrin said`, `said Orrin`."""
    words = tokens(source.content, start, sentence_end(source.content, start, ceiling))
    while words and words[0].words in ",—–-":
        words = words[1:]
    for at in range(min(len(words), REACH)):
        found = _verb(source, words, at)
        if found is None or not found.speaks or (at and _tells_of_the_speaker(source, words[at])):
            continue
        phrase = speaker(words, at, source.grammar, inverted=at == 0)
        if phrase and (at == 0 or phrase.start == words[0].start or _starts_near(words, phrase)):
            return words[at], phrase
        return None, None
    return None, None


def _tells_of_the_speaker(source: Source, token: Token) -> bool:
    """`a fisherman who asked to be called Taro told us`: a verb in the relative clause of who speaks."""
    word = source.grammar.word_at(token.start) if source.grammar is not None else None
    if source.grammar is None or word is None or source.grammar.parse.deprel[word] != "acl:relcl":
        return False
    return any(source.grammar.low[c] == "who" and c < word for c in source.grammar.below[word])


def _starts_near(words: Sequence[Token], phrase: Phrase) -> bool:
    """The speaker's phrase begins the words after the quotation, articles apart; a role may stand before the name."""
    lead = [word for word in words if word.start < phrase.start]
    verbal = any(word.low in speakers.FINITE or word.low in verbs() for word in lead)
    return len(lead) <= 2 or (len(lead) <= ROLE_WORDS and not verbal)


def _cue_before(source: Source, floor: int, end: int) -> tuple[Token | None, Phrase | None]:
    """Verb and speaker in the words that lead to a quotation: `Orrin said: `, `the clerk told them, `."""
    lead = source.content[floor:end].rstrip()
    marked = lead.endswith((",", ":"))
    last = floor + len(lead)
    words = tokens(source.content, sentence_start(source.content, floor, last), last - marked)
    if not marked:
        words = words[-REACH:]
        found = _verb(source, words, len(words) - 1) if words else None
        phrase = speaker(words, len(words) - 1, source.grammar) if found and found.speaks else None
        return (words[-1], phrase) if phrase else (None, None)
    for at in range(len(words) - 1, max(-1, len(words) - 1 - REACH), -1):
        found = _verb_of_quotation(source, words, at) or _heard_verb(source, words, at)
        if (
            found
            and found.speaks
            and (lead.endswith(":") or at == len(words) - 1 or words[at].low in ADDRESSED or words[at + 1].low in BESIDE)
        ):
            phrase = _who_at(source, words, at)
            if phrase:
                return words[at], phrase
            if words[at].low in ADDRESSED and _is_passive(source, words[at]):
                break
    return None, None


def _who_at(source: Source, words: Sequence[Token], at: int) -> Phrase | None:
    """Who speaks at a verb before a quotation: who is heard at it, the agent of a passive, its subject."""
    word = source.grammar.word_at(words[at].start) if source.grammar is not None else None
    if source.grammar is not None and word is not None and words[at].low in ADDRESSED and source.grammar.is_passive(word):
        return source.grammar.agent(word)
    return heard(source.grammar, words, at) or speaker(words, at, source.grammar) or _read_as_object(source.grammar, word)


def _read_as_object(grammar: Grammar | None, word: int | None) -> Phrase | None:
    """`his neighbour, a miner, had told him`: the one before the verb, which the parse takes for one told."""
    told = grammar.child(word, "iobj") if grammar is not None and word is not None and grammar.child(word, "nsubj") is None else None
    return grammar.phrase(told, LEAD_SCORE) if grammar is not None and word is not None and told is not None and told < word else None


def _is_passive(source: Source, token: Token) -> bool:
    return source.grammar is not None and source.grammar.passive_at(token.start)


def _nested(source: Source, quotes: Sequence[Quotation]) -> list[Draft]:
    """Quotations inside quotations with a cue of their own."""
    content = source.content
    drafts = []
    opened: list[Quotation] = []
    for quote in quotes:
        opened = [*(o for o in opened if quote.end <= o.end and o.depth < quote.depth), quote]
        outer = opened[-2] if len(opened) > 1 else None
        if outer is None:
            continue
        cue, phrase = _cue_before(source, outer.inner_start, quote.start)
        long = len(content[quote.inner_start : quote.inner_end].split()) >= SHORTEST_UNLED or _led_in(content, outer.start, quote.start)
        if cue is None and long:
            cue, phrase = _lead_without_comma(source, outer.inner_start, quote.start)
        if cue is None:
            cue, phrase = _told(source, outer.inner_start, quote.start), None
        if cue is None:
            continue
        draft = Draft("direct", quote.start, quote.end, [(quote.inner_start, quote.inner_end)], parent=(outer.inner_start, outer.inner_end))
        draft.cue = cue.start, cue.end
        _take_cue(draft, cue, phrase)
        drafts.append(draft)
    return drafts


def _told(source: Source, floor: int, end: int) -> Token | None:
    """`I was told, 'Go home.'`: the verb in the passive right before words in words, which nobody is named for."""
    words = tokens(source.content, sentence_start(source.content, floor, end), end)
    words = words[:-1] if words and words[-1].words in ",:" else words
    word = source.grammar.word_at(words[-1].start) if words and source.grammar is not None else None
    is_told = word is not None and source.grammar is not None and words[-1].low in ADDRESSED and source.grammar.is_passive(word)
    return words[-1] if is_told else None


def _lead_without_comma(source: Source, floor: int, end: int) -> tuple[Token | None, Phrase | None]:
    """`The guards explained to me that 'you are on the list'`: a cue before, no comma."""
    words = tokens(source.content, floor, end)
    for at in range(len(words) - 1, -1, -1):
        found = _verb(source, words, at)
        if found and found.speaks:
            phrase = speaker(words, at, source.grammar)
            return (words[at], phrase) if phrase else (None, None)
    return None, None
