"""The simplest indirect statements: `S said (that) C`, `C, S said`, `according to S, C`, refusals to verify.

Works on one sentence; words inside quotation marks that belong to a direct statement are left to
`direct`. Where no speaker can be read off, nothing is stated.
"""

import re
from collections.abc import Sequence

from headwater.annotate import speakers
from headwater.annotate.cues import ADDRESSED, verb_at
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.speakers import Phrase
from headwater.annotate.tokens import Token, tokens
from headwater.annotate.who import speaker

SHORTEST = 3  # words of an attributed clause
TAIL = 9  # words that may follow the verb when the clause stands before it (`he said on Monday in a statement`)
ACCORDING = re.compile(r"\b(?:according to|in the words of|in the view of)\s+", re.IGNORECASE)
VERIFY = re.compile(
    r"\b(?:cannot|can not|can['’]t|could not|couldn['’]t|(?:was|were|is|are|has been|have been) (?:unable|not able) to|did not)\s+(?:\w+\s+){0,2}(?P<verb>verify|confirm|corroborate)\s+(?P<what>[^.;]+?)(?=[.;]|, (?:but|and|although|though|while)\b|$)",
    re.IGNORECASE,
)
PASSIVE_VERIFY = re.compile(
    r"(?P<what>[^.;,]+?)\s+(?:could not|cannot|can not|couldn['’]t|have not|has not)\s+(?:be|been)\s+(?:\w+\s+){0,2}(?P<verb>verified|confirmed|corroborated)(?:\s+by\s+(?P<who>[^.;,]+))?",
    re.IGNORECASE,
)
AS_REPORTED = re.compile(
    r"[Aa]s (?P<who>(?:[Tt]he )?[^,.;]{2,60}?) (?:has |had |have )?(?P<cue>said|says|wrote|writes|reported|reports|noted|explained|told \w+)"
    r"(?: (?:on|in|last|earlier) [^,]{1,30})?,\s"
)
NEEDS_THAT = frozenset(
    "report show find know hold feel suggest indicate estimate mention reveal recall describe explain announce confirm".split()
)
REPORTING = frozenset("say says said report reports reported write writes wrote".split())
ADJUNCTS = frozenset("on in at to last earlier late via during after around before yesterday today again".split())
OBJECT_STOPS = frozenset("that he she they it there his her their the a an this these some many no all".split())


def indirect_statements(
    content: str, start: int, end: int, taken: Sequence[tuple[int, int]], grammar: Grammar | None = None
) -> list[Draft]:
    """Drafts of the indirect statements of one sentence; `taken` are stretches of direct quotations."""
    verify = _verification(content, start, end)
    if verify:
        return [verify]
    words = tokens(content, start, end)
    if not words:
        return []
    as_said = _as_reported(content, start, end)
    if as_said and not _overlaps(as_said.content[0], taken):
        return [as_said]
    according = _according(content, start, end, taken)
    if according and _is_set_off(content, start, according):
        return [according]
    for at in range(len(words)):
        verb = verb_at(words, at)
        if verb is None or _inside(words[at], taken):
            continue
        if grammar is not None and not grammar.reports(words[at].start):
            continue
        draft = _clause_after(content, words, at, end, taken, grammar)
        if draft is None and verb.speaks:
            draft = _clause_before(content, words, at, start, taken, grammar)
        if draft:
            draft.attitude = verb.attitude
            return [draft]
    return [according] if according else []


def _is_set_off(content: str, start: int, draft: Draft) -> bool:
    """`According to` opens its sentence or stands after a comma; elsewhere a verb of saying comes first."""
    assert draft.cue is not None
    return not content[start : draft.cue[0]].strip(' "“') or content[start : draft.cue[0]].rstrip().endswith(",")


def _as_reported(content: str, start: int, end: int) -> Draft | None:
    """`As the Courier wrote on Monday, the gate is shut.`"""
    found = AS_REPORTED.match(content, start, end)
    if found is None:
        return None
    who = speakers_phrase(content, *found.span("who"))
    place = _stripped(content, found.end(), end)
    if who is None or len(content[place[0] : place[1]].split()) < SHORTEST:
        return None
    return Draft("indirect", min(who.start, place[0]), place[1], [place], found.span("cue"), who)


def _inside(word: Token, taken: Sequence[tuple[int, int]]) -> bool:
    return any(a <= word.start < b for a, b in taken)


def _overlaps(place: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < place[1] and place[0] < b for a, b in taken)


def _clause_after(
    content: str, words: Sequence[Token], at: int, end: int, taken: Sequence[tuple[int, int]], grammar: Grammar | None
) -> Draft | None:
    phrase = speaker(words, at, grammar)
    if phrase is None:
        return None
    first = _content_start(words, at)
    if first is None and grammar is not None:
        offset = grammar.clause(words[at].start)
        first = next((k for k in range(at + 1, len(words)) if words[k].start == offset), None)
    if first is None:
        return None
    last = _trim_end(content, words[first].start, end)
    place = (words[first].start, _without_tail(content, words[first].start, last))
    if words[first].low in speakers.FINITE or len(content[place[0] : place[1]].split()) < SHORTEST or _overlaps(place, taken):
        return None
    return _draft(phrase, words[at], place)


def _without_tail(content: str, start: int, end: int) -> int:
    """The end of a clause without a second attribution behind it (`..., the Courier reports`)."""
    comma = content.rfind(",", start, end)
    words = tokens(content, comma + 1, end) if comma > 0 else []
    is_tail = 2 <= len(words) <= 6 and verb_at(words, len(words) - 1) is not None and words[-1].low in REPORTING
    return comma if is_tail else end


def _content_start(words: Sequence[Token], at: int) -> int | None:
    """Where the attributed clause begins after the verb at `at`; None when no clause follows."""
    low = [word.low for word in words]
    stop = next((k for k in range(at + 1, len(words)) if low[k] in (";",) or words[k].words in '"“”'), len(words))
    that = next((k for k in range(at + 1, min(stop, at + 24)) if low[k] == "that"), None)
    if that is not None and that + 1 < len(words) and (that == at + 1 or low[at] in ADDRESSED or _is_adjunct(low[at + 1 : that])):
        return that + 1
    if low[at] in ADDRESSED:
        return _after_addressee(words, at)
    if _base(low[at]) in NEEDS_THAT or at + 1 >= len(words) or not words[at + 1].is_word:
        return None
    return at + 1 if _starts_clause(words, at + 1) else None


def _base(form: str) -> str:
    for ending in ("ied", "ed", "ies", "es", "s", "d", "ing"):
        if form.endswith(ending):
            for base in (form.removesuffix(ending), form.removesuffix(ending) + "e", form.removesuffix(ending) + "y"):
                if base in NEEDS_THAT:
                    return base
    return {"found": "find", "knew": "know", "shown": "show", "held": "hold", "felt": "feel", "explained": "explain"}.get(form, form)


def _is_adjunct(between: Sequence[str]) -> bool:
    """`said on Monday that`, `said in a statement that`."""
    return bool(between) and (between[0] in ADJUNCTS or between[0].endswith("day") or between[0] == ",")


def _starts_clause(words: Sequence[Token], at: int) -> bool:
    """The words after the verb can begin a clause: they are followed by a finite verb before any comma."""
    first = words[at].low
    if first in ("about", "around", "over", "at") and at + 1 < len(words) and words[at + 1].words[0].isdigit():
        return True
    if first in (
        "when",
        "while",
        "after",
        "before",
        "during",
        "until",
        "on",
        "in",
        "at",
        "to",
        "by",
        "with",
        "of",
        "and",
        "or",
        "as",
        "about",
        "for",
        "from",
        "into",
        "against",
        "over",
    ):
        return False
    span = words[at : at + 14]
    return any(
        word.low in speakers.FINITE or word.low.endswith(("ed", "n't")) or (k and word.low.endswith("s") and not word.is_capital)
        for k, word in enumerate(span)
    )


def _after_addressee(words: Sequence[Token], at: int) -> int | None:
    """The first word after `told the Courier`."""
    k = at + 1
    if k < len(words) and words[k].low in speakers.DETERMINERS | {"the"}:
        k += 1
    while k < len(words) and words[k].is_word and (words[k].is_capital or k == at + 1 or words[k].low not in OBJECT_STOPS) and k - at < 7:
        if k > at + 1 and words[k].low in OBJECT_STOPS:
            break
        k += 1
    return k if k < len(words) and k > at + 1 and words[k].is_word and words[k].low in OBJECT_STOPS and _starts_clause(words, k) else None


def _clause_before(
    content: str, words: Sequence[Token], at: int, start: int, taken: Sequence[tuple[int, int]], grammar: Grammar | None
) -> Draft | None:
    """`The gate is closed, Orrin said on Monday.`"""
    if len(words) - at > TAIL:
        return None
    inverted = at > 0 and words[at - 1].words == ","
    phrase = speaker(words, at, grammar, inverted=inverted)
    if phrase is None:
        return None
    comma = at - 1 if inverted else next((k for k in range(at - 1, 0, -1) if words[k].words == "," and words[k].start < phrase.start), None)
    if comma is None or comma < SHORTEST:
        return None
    place = (start, words[comma].start)
    return None if _overlaps(place, taken) else _draft(phrase, words[at], place)


def _according(content: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Draft | None:
    found = ACCORDING.search(content, start, end)
    if not found or any(a <= found.start() < b for a, b in taken):
        return None
    comma = content.find(",", found.end(), end)
    leads = content[start : found.start()].strip(' "“—-').casefold() in ("", "but", "and", "however,")
    last = comma if leads and comma >= 0 else _trim_end(content, found.end(), end)
    who = speakers_phrase(content, found.end(), last)
    if who is None:
        return None
    place = (comma + 1, _trim_end(content, comma + 1, end)) if leads else (start, found.start())
    if leads and comma < 0:
        return None
    first, last = _stripped(content, *place)
    if len(content[first:last].split()) < SHORTEST or _overlaps((first, last), taken):
        return None
    draft = Draft("indirect", min(first, found.start()), max(last, who.end), [(first, last)], (found.start(), found.end()), who)
    return draft


def speakers_phrase(content: str, start: int, end: int) -> Phrase | None:
    """The noun phrase of `content[start:end]` up to a comma or relative word, article left out."""
    words = tokens(content, start, end)
    stop = next((k for k, word in enumerate(words) if word.words in ',;:—–()"“' or word.low in speakers.STOPS), len(words))
    part = words[:stop]
    if not part or len(part) > speakers.LONGEST:
        return None
    if part[0].low in speakers.ARTICLES and len(part) > 1:
        part = part[1:]
    if part[0].low in ("its", "their") and part[-1].low in ("laws", "law", "rules", "wishes", "plans", "needs"):
        return None
    part = list(speakers.name_part(part))
    return Phrase(part[0].start, part[-1].end, content[part[0].start : part[-1].end], 0.85)


def _verification(content: str, start: int, end: int) -> Draft | None:
    active = VERIFY.search(content, start, end)
    passive = None if active else PASSIVE_VERIFY.search(content, start, end)
    found = active or passive
    if found is None:
        return None
    first, last = _stripped(content, *found.span("what"))
    cue = (found.start("verb"), found.end("verb"))
    who: Phrase | None
    if active:
        words = tokens(content, start, found.start())
        who = speakers.before(words, len(words)) if words else None
        if who is None or words[-1].low in ("who", "which"):
            return None
    else:
        who = speakers_phrase(content, *found.span("who")) if found.group("who") else None
    draft = Draft("indirect", min(first, found.start()), max(last, cue[1]), [(first, last)], cue, who, "cannot_verify")
    if who:
        draft.cover((who.start, who.end))
    return draft


def _draft(phrase: Phrase, cue: Token, place: tuple[int, int]) -> Draft:
    start = min(phrase.start, cue.start, place[0])
    return Draft("indirect", start, max(phrase.end, cue.end, place[1]), [place], (cue.start, cue.end), phrase)


def _trim_end(content: str, start: int, end: int) -> int:
    while end > start and (content[end - 1].isspace() or content[end - 1] in ".;!"):
        end -= 1
    return end


def _stripped(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (content[start].isspace() or content[start] in ",;"):
        start += 1
    while end > start and (content[end - 1].isspace() or content[end - 1] in ",;."):
        end -= 1
    return start, end
