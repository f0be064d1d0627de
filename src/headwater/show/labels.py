"""The fixed vocabulary of the page: every word on it that is not a report's own stands here or in `reasons`.

A sign goes with each label whose colour means something, so that colour never speaks alone.
"""

from typing import NamedTuple


class Label(NamedTuple):
    """A sign, the words, and the class that colours them."""

    sign: str
    words: str
    tone: str = ""


ATTITUDES: dict[str, Label] = {
    "asserts": Label("+", "says"),
    "denies": Label("✕", "denies", "denied"),
    "warns": Label("!", "warns"),
    "threatens": Label("!", "threatens"),
    "predicts": Label("→", "predicts"),
    "proposes": Label("→", "proposes"),
    "urges": Label("→", "urges"),
    "asks": Label("?", "asks"),
    "announces": Label("→", "announces"),
    "complains": Label("!", "complains"),
    "cannot_verify": Label("?", "could not verify", "unverified"),
}
STANCES: dict[str, Label] = {
    "asserts": Label("+", "asserts"),
    "denies": Label("✕", "denies", "denied"),
    "hedges": Label("?", "with a caveat", "unverified"),
}
CLAIM_STATUS: dict[str, Label] = {
    "single_origin": Label("①", "one origin only", "unverified"),
    "corroborated": Label("+", "more than one origin"),
    "contested": Label("⇄", "contested", "denied"),
    "denied": Label("✕", "denied", "denied"),
    "updated": Label("↻", "updated, not a contradiction"),
}
NAMING = {"named": "named", "pseudonymous": "under a pseudonym", "anonymous": "not named"}
STATEMENT_KINDS = {"direct": "direct quotation", "indirect": "in the report's words", "mixed": "partly quoted"}
DERIVATIONS = {"copy": "copy", "rewrite": "rewrite", "partial": "partial", "credit_only": "credit"}
REUSE = {
    "verbatim": "word for word",
    "near": "nearly word for word",
    "paraphrase": "in other words",
    "translation": "translation",
    "same_quote": "same quotation",
}
DRIFT = {
    "hedge_lost": "caveat lost",
    "hedge_added": "caveat added",
    "softened": "softened",
    "strengthened": "strengthened",
    "generalised": "generalised",
    "narrowed": "narrowed",
    "number_changed": "number changed",
    "date_changed": "date changed",
    "place_changed": "place changed",
    "attribution_changed": "attribution changed",
    "plural_inflated": "one became several",
    "added": "added",
    "dropped": "left out",
}
DISCREPANCY_KINDS = {
    "quantity": "number",
    "date": "date",
    "polarity": "yes and no",
    "rule": "rule",
    "attribution": "who said it",
    "status": "status",
}
DISCREPANCY_CLASSES: dict[str, Label] = {
    "contradiction": Label("✕", "contradiction", "denied"),
    "update": Label("↻", "update, not a contradiction"),
    "rounding": Label("≈", "rounding"),
    "framing": Label("◇", "framing"),
    "tension": Label("⇄", "tension: other scope, group, jurisdiction or time of speaking", "unverified"),
}
EVENT_STATUS: dict[str, Label] = {
    "happened": Label("●", "told as happened"),
    "ongoing": Label("●", "ongoing"),
    "announced": Label("○", "announced"),
    "planned": Label("○", "planned"),
    "proposed": Label("○", "proposed"),
    "threatened": Label("!", "threatened"),
    "denied": Label("✕", "denied", "denied"),
    "alleged": Label("?", "alleged", "unverified"),
}
RULE_STATUS = {
    "in_force": "in force",
    "signed": "signed",
    "adopted": "adopted",
    "announced": "announced, not in force",
    "planned": "planned, not in force",
    "draft": "a draft, not in force",
    "proposed": "proposed, not in force",
    "threatened": "threatened, not in force",
    "reported_practice": "a reported practice",
}
NOT_IN_FORCE = frozenset({"announced", "planned", "draft", "proposed", "threatened"})
ORIGIN_KINDS = {
    "person": "one person's words",
    "body": "one body's words",
    "reporting": "own reporting",
    "document": "one report",
    "credit": "credited elsewhere",
    "outlet": "one outlet",
}
READ_AS = {"full": "read in full", "names_only": "names only", "none": "not read"}
FURNITURE = {
    "navigation": "navigation",
    "caption": "caption",
    "appeal": "appeal",
    "legal_notice": "legal notice",
    "related_link": "related link",
    "credit_line": "credit line",
    "byline": "byline",
    "comment_box": "comment box",
    "repeated": "repeated line",
    "other": "other furniture",
}
COMPARATORS = {
    "exact": "",
    "about": "about ",
    "more_than": "more than ",
    "less_than": "less than ",
    "up_to": "up to ",
    "at_least": "at least ",
}
FROM = {
    "text": "the text",
    "page": "the page",
    "url": "the address",
    "header": "the server",
    "manifest": "the manifest",
    "neighbour": "a neighbouring report",
    "person": "a person’s decision",
}
JUDGED = {"accepted": "✓", "rejected": "✗", "unsure": "?", "corrected": "✎"}  # marks of what a person decided, beside a record's label
LAYERS = {
    "st": "statements",
    "cl": "claims and rules",
    "di": "differences",
    "hg": "hedges",
    "ru": "reuse and credits",
    "tm": "times",
    "ev": "events",
    "qu": "quantities",
    "fu": "furniture",
}
LAYERS_ON = frozenset({"st", "cl", "di", "hg", "fu"})


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `3 reports`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def between(low: int, high: int, one: str) -> str:
    """A count that is not one number: `1 to 2 origins`; `1 origin` where both ends agree."""
    return count(low, one) if low == high else f"{low} to {high} {one}s"


def kind_words(value: str) -> str:
    """A code without a label of its own, readable."""
    return value.replace("_", " ")
