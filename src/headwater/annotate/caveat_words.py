"""Refusals to verify read off the order of words, where the parse does not tell: `The Watch could not authenticate the list`,
`confirmation of his words there is not`, `it gave no evidence for the claim`.
"""

import re

from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.speakers import Phrase

CHECK = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?|check(?:ed)?|establish(?:ed)?)"
SOFT = r"(?:(?:independently|immediately|officially|separately|fully|yet|also|directly|so far|at this (?:time|stage)|itself|themselves) )*"
NOT_ABLE = (
    rf"(?:(?:could|can|has|have|had|is|are|was|were)(?: ?not|n['’]t) {SOFT}(?:(?:been )?able to |(?:been )?in a position to )?"
    rf"|(?:was|were|is|are|has been|have been|remains?) {SOFT}unable to |(?:has|have|had) no (?:means|way|possibility) (?:to |of )|failed to )"
)
ACCOUNT = r"(?:accounts?|claims?|allegations?|accusations?|assertions?|charges?|reports?|statements?|figures?|numbers?|details?|version|story|testimony|information|words)"
OF_THEM = r"(?:the|this|that|these|those|its|his|her|their|such|either|both|any of the|[A-Z][\w-]+['’]s)"
ACTIVE = re.compile(
    rf"(?P<who>(?:the |this )?(?:[A-Z]|we\b|this (?:paper|newspaper|agency))[^,;:.]{{0,60}}?) (?P<cue>{NOT_ABLE}{SOFT}{CHECK}) (?:independently )?(?P<what>[^,;.]{{3,120}})", re.IGNORECASE
)
TRIED = re.compile(rf"(?P<who>\bwe\b|[A-Z][\w ]{{1,40}}?) (?:is|are|was|were) (?P<cue>trying to {CHECK}) (?P<what>[^,;.]{{3,60}}?),? (?:and|but) (?:has|have|had) not been able", re.IGNORECASE)
IMPOSSIBLE = re.compile(rf"(?P<cue>(?:not (?:been )?possible|impossible|did not succeed|no way) (?:to|of) {SOFT}{CHECK}(?:ing)?) (?P<what>[^,;.]{{3,120}})", re.IGNORECASE)
UNDONE = re.compile(rf"(?P<cue>to {CHECK}) (?P<what>[^,;.]{{3,120}}?) (?:from independent sources |independently )?(?:did not succeed|was not possible|is not possible|proved impossible)", re.IGNORECASE)
ABSENT = re.compile(r"(?P<cue>(?:official |independent )?(?:confirmation|verification)s? (?:of|to|for)) (?P<what>[^,;.]{3,120}?) (?:there (?:is|was) (?:not|none)|is (?:absent|missing|lacking)|does not exist)", re.IGNORECASE)
NO_PROOF = re.compile(
    rf"(?P<cue>(?:(?:gave|offered|provided|presented|produced|supplied|showed|cited) (?:no|not any)|(?:did not|has not|have not|had not) (?:give|given|offer|offered|provide|provided|present|presented|produce|produced|supply|supplied) (?:any )?|no)"
    rf" ?(?:further |immediate |other )?(?:evidence|proof)(?: (?:was|were|has been) (?:given|offered|provided|presented|produced))? (?:for|of|to support|to back up|to back))"
    rf" (?P<what>{OF_THEM} (?:\w+ ){{0,2}}?{ACCOUNT})\b",
    re.IGNORECASE,
)
WITHOUT_PROOF = re.compile(
    r"\bwithout (?:giving|providing|offering|presenting|citing|producing|showing|adducing|supplying)(?: any)?(?: further)? (?:evidence|proof)\b", re.IGNORECASE
)
NAMED_SO = re.compile(rf"(?:an? |the )?(?:\w+ )?{ACCOUNT}", re.IGNORECASE)
BESIDE = re.compile(rf", (?P<what>(?:an? |the )?(?:\w+ )?{ACCOUNT}) (?:that |which )?(?P<who>(?:the )?[A-Z][^,;:.]{{1,40}}?) (?P<cue>{NOT_ABLE}{SOFT}{CHECK})", re.IGNORECASE)
HARD = re.compile(rf"(?P<what>(?:[A-Z][\w-]*|the|his|her|their|its|this|these)[^,;:.]{{0,60}}?) (?P<cue>(?:(?:is|was|are|were|remains?|proved) )(?:impossible|not possible) to {SOFT}{CHECK})(?=[,;.]|$)", re.IGNORECASE)
LEFT_SO = re.compile(rf"(?P<what>(?:[A-Z][\w-]*|the|his|her|their|its|this|these|those)[^,;:.]{{0,60}}?) (?P<cue>(?:is|are|was|were|remains?|remained|stays?) {SOFT}(?:as yet |still )?un(?:verified|confirmed|corroborated|verifiable))", re.IGNORECASE)
OF_WHOM = re.compile(r"\b(?:identit(?:y|ies)|whereabouts|names?|age)\b", re.IGNORECASE)  # who somebody is, not what is told
AT_ALL = re.compile(r"verif|confirm|corrobor|authentic|substantiat|check|establish|evidence|proof", re.IGNORECASE)
LONGEST = 1500  # code points of a sentence
THING = re.compile(rf"\b(?:{ACCOUNT}|video|clip|footage|photographs?|pictures?|images?|recording|document|list|letter)\b", re.IGNORECASE)
FORMS = (LEFT_SO, BESIDE, HARD, TRIED, UNDONE, IMPOSSIBLE, ABSENT, NO_PROOF, ACTIVE)
ENDS = re.compile(r" (?:because|as|since|but|and (?:the|has|have|is|was|it|they|said|says)|while|when it|at this|in time|until|with a|by the time|independently|immediately|through|from independent)\b.*$", re.IGNORECASE)
ARTICLE = re.compile(r"(?:the|this|an?) ", re.IGNORECASE)
TOPIC = re.compile(rf"\b{ACCOUNT}\b|\b(?:this|that|it|them|these|contents?|authenticity|identit\w+|origin|document|list|letter|video|clip|footage|photographs?|pictures?|images?|recording|list|whether|how|when|where|what|that)\b", re.IGNORECASE)


def told_unverified(grammar: Grammar, sentence: range) -> Draft | None:
    """The declaration in a sentence that an account could not be verified, as a draft; None where its words are of no such form."""
    start, end = grammar.starts[sentence[0]], grammar.ends[sentence[-1]]
    if end - start > LONGEST or not AT_ALL.search(grammar.parse.text, start, end):
        return None
    for form in FORMS:
        found = form.search(grammar.parse.text, start, end)
        if found is None:
            continue
        first, last = found.span("what")
        last = first + len(ENDS.sub("", found["what"]).rstrip())
        if last > first and TOPIC.search(found.string, first, last) and tells_of_more(found.string, first, last):
            who = _phrase(grammar, found.span("who")) if form in (ACTIVE, TRIED, BESIDE) else None
            cue = found.start("cue"), found.start("cue") + len(found["cue"].rstrip())
            return Draft("indirect", min(cue[0], first, who.start if who else first), max(cue[1], last), [(first, last)], cue, who, "cannot_verify")
    return None


def tells_of_more(text: str, start: int, end: int) -> bool:
    """Whether words speak of more than who somebody is (`his identity`, but `his identity or when the clip was filmed`)."""
    return OF_WHOM.search(text, start, end) is None or THING.search(text, start, end) is not None


def without_proof(grammar: Grammar, sentence: range, told: Draft) -> Draft | None:
    """`The army said, without giving evidence, that the hall held fighters`: the caveat on what is told, or None."""
    start, end = grammar.starts[sentence[0]], grammar.ends[sentence[-1]]
    found = WITHOUT_PROOF.search(grammar.parse.text, start, end)
    if found is None or told.cue is None or told.attitude in ("denies", "cannot_verify", "urges", "asks"):
        return None
    first, (start, end) = told.content[0][0], told.content[-1]
    if start < found.start() < end <= found.end():
        told.content[-1] = (start, start + len(found.string[start : found.start()].rstrip(" ,")))
    return Draft("indirect", min(first, found.start()), max(told.content[-1][1], found.end()), list(told.content), found.span(), None, "cannot_verify")


def cut_before_caveat(text: str, told: Draft, verify: Draft) -> None:
    """`said 58 had died, a figure the agency could not confirm`: what is told ends before the figure."""
    start, end = told.content[-1]
    what = verify.content[0]
    if not start <= what[0] < end or not NAMED_SO.fullmatch(text, *what):
        return
    before = text[start : what[0]].rstrip()
    if before.endswith(","):
        told.content[-1] = (start, start + len(before.rstrip(" ,")))
    elif len(told.content) > 1 and before.casefold() in ("in", "by", "with", ""):
        told.content.pop()


def _phrase(grammar: Grammar, place: Place) -> Phrase:
    start, end = place
    lead = ARTICLE.match(grammar.parse.text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    head = grammar.words_in(start, end)
    return Phrase(start, end, grammar.parse.text[start:end], 0.8, "PROPN", head[-1] if head else -1)
