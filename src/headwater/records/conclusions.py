"""Edges between documents, groups made of them, a person's judgements, and the dossier that holds it all."""

from typing import Literal

import msgspec

from headwater.records.annotations import (
    ActorKind,
    Credit,
    Event,
    EventStatus,
    Mention,
    Naming,
    Quantity,
    ReadAs,
    Role,
    Rule,
    Statement,
    Timex,
)
from headwater.records.evidence import Decided, Document, Problem, Reason, Record, needs
from headwater.text import Anchor, Span

ReuseKind = Literal["verbatim", "near", "paraphrase", "translation", "same_quote"]
DerivationKind = Literal["copy", "rewrite", "partial", "credit_only"]
DriftKind = Literal[
    "hedge_lost", "hedge_added", "softened", "strengthened", "generalised", "narrowed", "number_changed", "date_changed",
    "place_changed", "attribution_changed", "plural_inflated", "added", "dropped",
]  # fmt: skip
RowKind = Literal["shared", "changed", "lost", "added"]
Stance = Literal["asserts", "denies", "hedges"]
ClaimStatus = Literal["single_origin", "corroborated", "contested", "denied", "updated"]
DiscrepancyKind = Literal["quantity", "date", "polarity", "rule", "attribution", "status"]
DiscrepancyClass = Literal["contradiction", "update", "rounding", "framing", "tension"]
Verdict = Literal["same", "not_same", "accept", "reject", "unsure", "revoked", "protect", "speaker", "status", "date", "reliability", "note"]


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
        needs(self.because, "edge", "a reason")


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
    judged: Decided | None = None

    def __post_init__(self) -> None:
        needs(self.because, "derivation", "a reason")


class Story(Record, frozen=True, kw_only=True):
    """Reports on the same story; named by its first report's title."""

    id: str
    title: str | None
    documents: tuple[str, ...]
    started: str | None
    last: str | None
    judged: Decided | None = None


class Happening(Record, frozen=True, kw_only=True):
    """What two or more reports tell of: their events, every time told of it (EDTF; more than one where they differ), every status."""

    id: str
    what: str
    events: tuple[str, ...]
    documents: tuple[str, ...]
    times: tuple[str, ...]
    statuses: tuple[EventStatus, ...]


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


class Credibility(Record, frozen=True, kw_only=True):
    """How far a claim can be believed, 1 (confirmed) to 6 (cannot be judged), as the Admiralty code has it: suggested from origins and stances alone."""

    grade: int
    because: tuple[Reason, ...]


class Claim(Record, frozen=True, kw_only=True):
    """What several reports assert or deny, in a member's own words. `reserves`: hedges and caveats of any member, which hold for all."""

    id: str
    text: str
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    independent: Independent
    status: ClaimStatus
    reserves: tuple[Span, ...] = ()
    credibility: Credibility | None = None
    judged: Decided | None = None

    def __post_init__(self) -> None:
        needs(self.members, "claim", "a member")


class OpenEdge(Record, frozen=True, kw_only=True):
    """Two actors that may be one: left apart until a person decides; `score` 0 to 1, grounds on both sides in `because`."""

    id: str
    kind: Literal["actor"]
    left: str
    right: str
    score: float
    because: tuple[Reason, ...]

    def __post_init__(self) -> None:
        needs(self.because, "edge", "a reason")


class Pinned(Record, frozen=True, kw_only=True):
    """A mention that a judgement is about: its report and its anchor (position, words, what stands before and after)."""

    doc: str
    anchor: Anchor


class Judgement(Record, frozen=True, kw_only=True):
    """A person's decision: who, when (UTC, ISO 8601), why; each side by the anchors of what was judged.

    `revokes`: the id of an earlier judgement that this one takes back. `orphan`: what it was about is no longer found in the reports.
    `subject`: the list of what was judged (statements, claims ...; `detail`: words that would give a person away), `record`: its id then.
    `value`: what was set (a pseudonym, a speaker, a status, a date, a grade). `details`: of a protected person all such words are hidden.
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
    subject: str = ""
    record: str | None = None
    value: str | None = None
    details: bool = False


class Version(Record, frozen=True, kw_only=True):
    """One page that stands in the pile in several versions: its address, its reports in the order in which they were written."""

    id: str
    url: str
    documents: tuple[str, ...]


class Drift(Record, frozen=True, kw_only=True):
    """What a rewrite did to the facts; `explanation` is rendered from `because`."""

    id: str
    derivation: str
    kind: DriftKind
    a: Span | None
    b: Span | None
    explanation: str
    because: tuple[Reason, ...] = ()
    judged: Decided | None = None


class Row(Record, frozen=True, kw_only=True):
    """One line of a comparison: the sentences of either side that tell the same; `drift` names what changed in them."""

    kind: RowKind
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    drift: tuple[str, ...] = ()


class Comparison(Record, frozen=True, kw_only=True):
    """Two reports or two revisions side by side, in the order of `a`; `derivation`: the link between them, where there is one,
    `revisions`: both are versions of one page."""

    a: str
    b: str
    derivation: str | None
    revisions: bool
    rows: tuple[Row, ...]
    drift: tuple[Drift, ...]


class Discrepancy(Record, frozen=True, kw_only=True):
    """Two accounts that do not agree, and in what way."""

    id: str
    kind: DiscrepancyKind
    class_: DiscrepancyClass = msgspec.field(name="class")
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    explanation: str
    judged: Decided | None = None


class Coverage(Record, frozen=True, kw_only=True):
    """What was and was not done with one report, in plain words."""

    id: str
    doc: str
    sentences: int
    read_as: ReadAs
    unread: tuple[Span, ...]
    notes: tuple[str, ...] = ()


class Generator(Record, frozen=True, kw_only=True):
    """What made the dossier; `created` is the time of the case's last change (UTC, ISO 8601). `publishable`: protected words are left out."""

    version: str
    models: tuple[str, ...]
    created: str | None
    publishable: bool = False


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
    happenings: tuple[Happening, ...] = ()
    versions: tuple[Version, ...] = ()
