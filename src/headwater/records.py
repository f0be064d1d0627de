"""The whole vocabulary of Headwater: frozen records, nothing else.

The public lists of a dossier (`headwater-dossier/1`) are made of these; the JSON Schema is generated
from them. A record that states something refuses to be made without words to rest on. Ids hash the
key fields and never a score. Dates are EDTF as the contract limits it; unknown is None.
"""

from typing import Literal

import msgspec

from headwater.errors import EvidenceMissing
from headwater.text import Anchor, SourceSpan, Span, digest

FurnitureKind = Literal[
    "navigation", "caption", "appeal", "legal_notice", "related_link", "credit_line", "byline", "comment_box", "repeated", "other"
]
From = Literal["text", "page", "url", "header", "manifest", "neighbour"]
ActorKind = Literal["person", "organization", "place", "group", "law", "work"]
Naming = Literal["named", "pseudonymous", "anonymous"]
MentionForm = Literal["name", "description", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeSide = Literal["past", "future", "before", "after"]
TimeAnchor = Literal["explicit", "publication", "previous", "event"]
TimeBound = Literal["since", "until", "by", "before", "after"]
TimeUnit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "semester", "year", "decade", "century", "millennium"
]  # fmt: skip
Comparator = Literal["exact", "about", "more_than", "less_than", "up_to", "at_least"]
StatementKind = Literal["direct", "indirect", "mixed"]
Attitude = Literal[
    "asserts", "denies", "warns", "threatens", "predicts", "proposes", "urges", "asks", "announces", "complains", "cannot_verify"
]
EventStatus = Literal["happened", "ongoing", "announced", "planned", "proposed", "threatened", "denied", "alleged"]
Instrument = Literal["law", "decree", "bill", "draft", "policy", "order", "practice", "constitution", "unspecified"]
RuleKind = Literal["obligation", "prohibition", "permission", "penalty", "deprivation", "procedure"]
RuleStatus = Literal["in_force", "signed", "adopted", "announced", "planned", "draft", "proposed", "threatened", "reported_practice"]
ReuseKind = Literal["verbatim", "near", "paraphrase", "translation", "same_quote"]
DerivationKind = Literal["copy", "rewrite", "partial", "credit_only"]
DriftKind = Literal[
    "hedge_lost", "hedge_added", "softened", "strengthened", "generalised", "narrowed", "number_changed", "date_changed",
    "place_changed", "attribution_changed", "plural_inflated", "added", "dropped",
]  # fmt: skip
Stance = Literal["asserts", "denies", "hedges"]
ClaimStatus = Literal["single_origin", "corroborated", "contested", "denied", "updated"]
DiscrepancyKind = Literal["quantity", "date", "polarity", "rule", "attribution", "status"]
DiscrepancyClass = Literal["contradiction", "update", "rounding", "framing", "tension"]
ReadAs = Literal["full", "names_only", "none"]
Verdict = Literal["same", "not_same", "accept", "reject", "unsure", "revoked"]


class Record(msgspec.Struct, frozen=True):
    """What all records share: they are immutable and compared by value."""


# -- ground: what every statement of the dossier rests on -------------------------------------------


class Reason(msgspec.Struct, frozen=True):
    """Why: a code of `headwater.reasons` with ids, spans and plain values as arguments."""

    code: str
    refs: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    values: tuple[str | int | float, ...] = ()


class Capture(Record, frozen=True, kw_only=True):
    """Bytes as they were found. `sha256` of the bytes; `obtained` in UTC, ISO 8601; `charset_by` says how the charset was decided."""

    id: str
    sha256: str
    path: str
    media_type: str
    size: int
    obtained: str
    charset: str | None = None
    charset_by: str | None = None


class Basis(Record, frozen=True, kw_only=True):
    """One ground for a date or another fact about a report: where it is from, the words, the place when there is one."""

    from_: From = msgspec.field(name="from")
    text: str
    span: Span | SourceSpan | None = None


class Published(Record, frozen=True, kw_only=True):
    """When a report was published: bounds and the best single day (YYYY-MM-DD or None), with their grounds."""

    earliest: str | None = None
    latest: str | None = None
    best: str | None = None
    basis: tuple[Basis, ...] = ()


class Hint(Record, frozen=True, kw_only=True):
    """What a page or feed says of its origin (`isBasedOn`, canonical link, `<source>`, credit text), with the place in the capture."""

    kind: Literal["is_based_on", "canonical", "feed_source", "credit_text", "source_organization"]
    value: str
    span: SourceSpan | None = None


class Furniture(Record, frozen=True, kw_only=True):
    """A stretch of the page that is not the report: never cut, never part of a statement."""

    id: str
    span: Span
    kind: FurnitureKind
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        _needs(self.because, "furniture", "a reason")


class Document(Record, frozen=True, kw_only=True):
    """The index card of one report with its reading text."""

    id: str
    path: str
    url: str | None = None
    sha256: str
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Published = Published()
    text: str
    furniture: tuple[Furniture, ...] = ()
    title_span: Span | None = None
    hints: tuple[Hint, ...] = ()
    facts: tuple[Basis, ...] = ()
    pages: tuple[int, ...] = ()


# -- annotate: labelled spans of one text -----------------------------------------------------------


class Mention(Record, frozen=True, kw_only=True):
    """A name, description or pronoun; `actor` is filled when actors are resolved."""

    id: str
    span: Span
    actor: str | None = None
    kind: ActorKind
    form: MentionForm


class Offset(Record, frozen=True, kw_only=True):
    """How far a time lies from its anchor: `amount` units, negative before it, 0 the unit that holds the anchor."""

    amount: float
    unit: TimeUnit


class Timex(Record, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type and value (X for figures not yet known), EDTF interval (None until it is resolved).

    `anchor`: what it counts from. `direction`: on which side of the anchor it lies, the anchor itself excluded for before
    and after. `modifier`: TIMEX3's mod (START, MID, END, APPROX, MORE_THAN, LESS_THAN), and FISCAL. `bound`: an open end
    told by the word before it (since, until, by, before, after). `pair`: the time at the other end of a range. `dates_law`:
    it is the date of a law or treaty, not of what is told. `zone`: the time zone as written.
    """

    id: str
    span: Span
    type: TimeType
    value: str | None
    interval: str | None
    anchor: TimeAnchor = "explicit"
    offset: Offset | None = None
    direction: TimeSide | None = None
    modifier: str | None = None
    bound: TimeBound | None = None
    pair: str | None = None
    dates_law: bool = False
    zone: str | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """A number with what it counts; bounds by comparator, in the words' own unit."""

    id: str
    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    counts: str | None
    comparator: Comparator
    as_of: str | None = None
    statement: str | None = None


class Cue(Record, frozen=True, kw_only=True):
    """Words that signal reporting, a hedge, a denial or a credit."""

    span: Span
    kind: Literal["reporting", "hedge", "denial", "credit"]
    attitude: Attitude | None = None


class Speaker(Record, frozen=True, kw_only=True):
    """Who is said to speak: the words, the actor when resolved, the name to show, how sure (0 to 1)."""

    span: Span | None
    actor: str | None
    name: str | None
    naming: Naming
    score: float


class Mouth(Record, frozen=True, kw_only=True):
    """One link of the chain from the publishing outlet inward to the speaker."""

    name: str | None
    actor: str | None = None
    span: Span | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Words that a report puts into somebody's mouth; `insertions` are an editor's words in square brackets inside quoted ones.
    All spans are of one document."""

    id: str
    kind: StatementKind
    span: Span
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: Span | None
    speaker: Speaker | None
    attitude: Attitude
    hedges: tuple[Span, ...] = ()
    caveats: tuple[str, ...] = ()
    medium: str | None = None
    said: str | None = None
    first_hand: bool | None = None
    chain: tuple[Mouth, ...] = ()
    parent: str | None = None
    insertions: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _needs(self.content, "statement", "content")


class Event(Record, frozen=True, kw_only=True):
    """What happened or is said to happen, with its status; the statement it stands in, if any."""

    id: str
    span: Span
    what: str
    who: tuple[str, ...]
    where: str | None
    time: str | None
    status: EventStatus
    statement: str | None
    weight: float
    timex: str | None = None


class Penalty(Record, frozen=True, kw_only=True):
    """What a rule threatens: kind, maximum in its unit, the words."""

    kind: str
    max: float | None
    unit: str | None
    span: Span


class Bound(Record, frozen=True, kw_only=True):
    """Whom a rule binds, in the report's words."""

    name: str
    span: Span


class Deadline(Record, frozen=True, kw_only=True):
    """A term that a rule sets."""

    value: float
    unit: str


class Telling(Record, frozen=True, kw_only=True):
    """One place where a rule is told, and how it reads there; `statement` is None where the report itself tells it."""

    span: Span
    statement: str | None
    status: RuleStatus
    penalties: tuple[Penalty, ...]
    deadline: Deadline | None


class Rule(Record, frozen=True, kw_only=True):
    """A rule as reports tell it. `tellings`: every place where it is told, the row's own first; `differs`: in which of
    status, penalties and deadline they do not agree. `timex`: the time expression that `time` is read from."""

    id: str
    span: Span
    instrument: Instrument
    authority: str | None
    jurisdiction: str | None
    bound: tuple[Bound, ...]
    kind: RuleKind
    content: Span
    penalties: tuple[Penalty, ...]
    deadline: Deadline | None
    status: RuleStatus
    time: str | None
    statement: str | None
    timex: str | None = None
    tellings: tuple[Telling, ...] = ()
    differs: tuple[str, ...] = ()


class Credit(Record, frozen=True, kw_only=True):
    """Words naming where a report has something from; `resolved` is a document of the pile, or None."""

    id: str
    span: Span
    doc: str
    credited: str
    resolved: str | None = None


class Role(Record, frozen=True, kw_only=True):
    """A role an actor is given, with the place where."""

    name: str
    span: Span


class Referent(Record, frozen=True, kw_only=True):
    """Who is who inside one text: one name (or, without one, one description) with all its mentions there.

    `heads`: nouns in the singular for what they are called. `country`: code (ISO 3166-1 alpha-2) or, where it is not of the
    list, the country's name as written. `short`: the acronym introduced for it. `stands_for`: the name acts as a government.
    `capital_of`: the country that the text says it is the capital of. `led_to`: ids of referents of the same text that
    its words lead back to. `withheld`: the text says that it is no full or no real name.
    `acts`: a name of one word, taken for a body, that acts as a government does: a capital where the pile has such a town.
    """

    id: str
    doc: str
    kind: ActorKind
    name: str
    form: MentionForm
    mentions: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    heads: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    age: int | None = None
    country: str | None = None
    short: str | None = None
    stands_for: Literal["government"] | None = None
    capital_of: str | None = None
    led_to: tuple[str, ...] = ()
    withheld: bool = False
    acts: bool = False


class Annotations(Record, frozen=True, kw_only=True):
    """Everything found in one text: `quotations` are the stretches inside outermost quotation marks, `unread` body
    stretches in which nothing could be understood. `parsed` is False where the language model was not asked."""

    doc: str
    language: str | None
    read_as: ReadAs
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    credits: tuple[Credit, ...] = ()
    unread: tuple[Span, ...] = ()
    parsed: bool = True
    referents: tuple[Referent, ...] = ()


# -- relate: edges between documents ----------------------------------------------------------------


class Reuse(Record, frozen=True, kw_only=True):
    """Two passages that say the same in the same or other words; `score` 0 to 1."""

    id: str
    a: Span
    b: Span
    kind: ReuseKind
    score: float


class Edge(Record, frozen=True, kw_only=True):
    """Anything uncertain between two records, with its grounds; `score` 0 to 1."""

    kind: Literal["story", "derivation", "origin", "actor", "claim"]
    left: str
    right: str
    score: float
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        _needs(self.because, "edge", "a reason")


class Derivation(Record, frozen=True, kw_only=True):
    """One report (or an outlet outside the pile) is upstream of another; `coverage` of the downstream body."""

    id: str
    upstream: str | None
    upstream_name: str | None
    downstream: str
    kind: DerivationKind
    coverage: float
    confidence: float
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        _needs(self.because, "derivation", "a reason")


# -- conclude: groups -------------------------------------------------------------------------------


class Story(Record, frozen=True, kw_only=True):
    """Reports on the same story; named by its first report's title."""

    id: str
    title: str | None
    documents: tuple[str, ...]
    started: str | None
    last: str | None


class Actor(Record, frozen=True, kw_only=True):
    """Somebody or something that reports speak of: the fullest name, all forms, why they are one."""

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    country: str | None
    naming: Naming
    mentions: tuple[str, ...]
    because: tuple[Reason, ...]


class Member(Record, frozen=True, kw_only=True):
    """One place where a claim is made; `statement` is None where the report itself asserts."""

    statement: str | None
    doc: str
    span: Span
    stance: Stance


class Origin(Record, frozen=True, kw_only=True):
    """One root of a claim and the reports that rest on it."""

    root: str | None
    kind: str
    documents: tuple[str, ...]
    because: tuple[Reason, ...]


class Independent(Record, frozen=True, kw_only=True):
    """How many origins, not articles: `low` merges whatever may be dependent, `high` only what is shown to be."""

    low: int
    high: int


class Claim(Record, frozen=True, kw_only=True):
    """What several reports assert or deny, in a member's own words."""

    id: str
    text: str
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    independent: Independent
    status: ClaimStatus

    def __post_init__(self) -> None:
        _needs(self.members, "claim", "a member")


class OpenEdge(Record, frozen=True, kw_only=True):
    """Two actors that may be one: left apart until a person decides; `score` 0 to 1, grounds on both sides in `because`."""

    id: str
    kind: Literal["actor"]
    left: str
    right: str
    score: float
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        _needs(self.because, "edge", "a reason")


class Pinned(Record, frozen=True, kw_only=True):
    """A mention that a judgement is about: its report and its anchor (position, words, what stands before and after)."""

    doc: str
    anchor: Anchor


class Judgement(Record, frozen=True, kw_only=True):
    """A person's decision on two sides: who, when (UTC, ISO 8601), why; each side by the anchors of what was judged.

    `revokes`: the id of an earlier judgement that this one takes back. `orphan`: what it was about is no longer found in the reports.
    """

    id: str
    verdict: Verdict
    left: tuple[Pinned, ...]
    right: tuple[Pinned, ...]
    by: str
    at: str
    left_name: str = ""
    right_name: str = ""
    note: str = ""
    revokes: str | None = None
    orphan: bool = False


class Drift(Record, frozen=True, kw_only=True):
    """What a rewrite did to the facts."""

    id: str
    derivation: str
    kind: DriftKind
    a: Span | None
    b: Span | None
    explanation: str


class Discrepancy(Record, frozen=True, kw_only=True):
    """Two accounts that do not agree, and in what way."""

    id: str
    kind: DiscrepancyKind
    class_: DiscrepancyClass = msgspec.field(name="class")
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    explanation: str


class Coverage(Record, frozen=True, kw_only=True):
    """What was and was not done with one report, in plain words."""

    id: str
    doc: str
    sentences: int
    read_as: ReadAs
    unread: tuple[Span, ...]
    notes: tuple[str, ...] = ()


class Problem(Record, frozen=True, kw_only=True):
    """An input that could not be read or a stage that failed on it: stage, input (its file name), message."""

    id: str
    stage: str
    input: str
    message: str


class Generator(Record, frozen=True, kw_only=True):
    """What made the dossier; `created` is the time of the case's last change (UTC, ISO 8601)."""

    version: str
    models: tuple[str, ...]
    created: str | None


class Dossier(Record, frozen=True, kw_only=True):
    """The whole result of a case (format `headwater-dossier/1`)."""

    format: Literal["headwater-dossier/1"] = "headwater-dossier/1"
    generator: Generator
    documents: tuple[Document, ...] = ()
    stories: tuple[Story, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    credits: tuple[Credit, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    drift: tuple[Drift, ...] = ()
    claims: tuple[Claim, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    problems: tuple[Problem, ...] = ()
    open_edges: tuple[OpenEdge, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def _needs(evidence: tuple[object, ...], what: str, kind: str) -> None:
    if not evidence:
        raise EvidenceMissing(f"a {what} needs {kind}")


def span_id(kind: str, span: Span, *more: str) -> str:
    """The id of a record whose key is its kind and its place."""
    return kind[0] + digest(kind, span.doc, str(span.start), str(span.end), *more)


def problem(stage: str, path: str, message: str) -> Problem:
    """A problem line; the same fault of the same input is the same record."""
    return Problem(id="p" + digest("problem", stage, path, message), stage=stage, input=path, message=message)


# -- read: what a reader gives ----------------------------------------------------------------------


class Block(Record, frozen=True, kw_only=True):
    """A stretch of a reading text with what its form says of it (tag path, link density, heading level)."""

    start: int
    end: int
    role: Literal["body", "heading", "furniture"]
    kind: FurnitureKind | None = None
    why: str = ""


class Reading(Record, frozen=True, kw_only=True):
    """One report as read from a capture: reading text, the way back, and what the form itself states.

    `locator` names the report inside its capture (feed entry, archive member; empty for the whole).
    `parent` is the decoded capture that `source_map` and all source spans point into; None where the
    form has no text of its own (PDF, DOCX).
    """

    locator: str
    text: str
    source_map: tuple[tuple[int, int, int, int], ...] = ()
    parent: str | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    facts: tuple[Basis, ...] = ()
    hints: tuple[Hint, ...] = ()
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    charset: str | None = None
    charset_by: str | None = None
