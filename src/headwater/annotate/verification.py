"""Refusals to verify: `The Post could not verify her account`, `the claims could not be independently confirmed`."""

import re

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar
from headwater.annotate.speakers import Phrase

_ABLE = r"(?:cannot|can not|can['’]t|could not|couldn['’]t|(?:was|were|is|are|has been|have been) (?:unable|not able) to|(?:has|have|had|did) not(?: been able to)?|(?:has|have|had|did)n['’]t(?: been able to)?|failed to)"
VERIFY = re.compile(
    rf"\b{_ABLE}\s+(?:\w+\s+){{0,2}}(?P<verb>verify|verified|confirm|confirmed|corroborate|corroborated|authenticate|authenticated|substantiate|check|checked|establish)\s+(?P<what>[^.;]+?)(?=[.;]|, (?:but|and|although|though|while)\b|$)",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"(?P<what>[^.;,]+?),?\s+(?:(?:which|that)\s+)?(?:could not|cannot|can not|couldn['’]t|(?:have|has|had) not(?: yet)?|was not|were not|is not|are not|remains? un)\s*"
    r"(?:be|been|being)?\s*(?:\w+\s+){0,2}(?P<verb>verified|confirmed|corroborated|authenticated|verifiable|substantiated|checked)(?:\s+by\s+(?P<who>[^.;,]+))?",
    re.IGNORECASE,
)
WAY = re.compile(
    r"\b(?:there (?:is|was|has been) no|no|without) (?:independent |outside |official )?(?P<verb>confirmation|verification|corroboration|way (?:to verify|of verifying))(?: of)? (?P<what>[^.;,]+)",
    re.IGNORECASE,
)
OWN_SCORE = 0.85
NOT_ACCOUNTS = re.compile(r"^(?:that he|that she|that they|whether|if)\b", re.IGNORECASE)


def verification(content: str, start: int, end: int, grammar: Grammar) -> Draft | None:
    """The declaration in `content[start:end]` that an account could not be verified, as a draft; None where there is none."""
    return _active(content, start, end, grammar) or _passive(content, start, end, grammar) or _no_way(content, start, end)


def _active(content: str, start: int, end: int, grammar: Grammar) -> Draft | None:
    found = VERIFY.search(content, start, end)
    word = grammar.word_at(found.start("verb")) if found else None
    if found is None or word is None or content[start : found.start()].rstrip().endswith(("who", "which")):
        return None
    who = grammar.subject(word)
    if who is None and grammar.heads[word] >= 0:
        who = grammar.subject(grammar.heads[word])
    return _draft(content, found, who) if who else None


def _passive(content: str, start: int, end: int, grammar: Grammar) -> Draft | None:
    found = PASSIVE.search(content, start, end)
    if found is None:
        return None
    word = grammar.word_at(found.start("who")) if found.group("who") else None
    by = grammar.word_at(found.start("verb"))
    who = grammar.agent(by) if word is not None and by is not None else None
    draft = _draft(content, found, who)
    subject = grammar.child(by, "nsubj") if by is not None else None
    if draft is not None and by is not None and subject is None and grammar.relation(by) == "conj":
        subject = grammar.child(grammar.heads[by], "nsubj")
    if draft is not None and subject is not None:  # the account alone, not all that the sentence says of it
        draft.content = grammar.stretches(w for w in grammar.all_below(subject))[:1] or draft.content
        draft.cover(draft.content[0])
    return draft


def _no_way(content: str, start: int, end: int) -> Draft | None:
    found = WAY.search(content, start, end)
    return _draft(content, found, None) if found else None


def _draft(content: str, found: re.Match[str], who: Phrase | None) -> Draft | None:
    first, last = _stripped(content, *found.span("what"))
    if first >= last:
        return None
    cue = found.span("verb")
    draft = Draft("indirect", min(first, found.start()), max(last, cue[1]), [(first, last)], cue, who, "cannot_verify")
    if who:
        draft.cover((who.start, who.end))
    return draft


def _stripped(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (content[start].isspace() or content[start] in ",;"):
        start += 1
    while end > start and (content[end - 1].isspace() or content[end - 1] in ",;."):
        end -= 1
    return start, end
