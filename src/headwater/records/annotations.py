"""Labelled spans of one text: what `annotate` finds, each with its words."""

from typing import Literal

from headwater.records.evidence import Decided, Record, needs
from headwater.text import Span

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
ReadAs = Literal["full", "names_only", "none"]


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
    judged: Decided | None = None


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
    judged: Decided | None = None

    def __post_init__(self) -> None:
        needs(self.content, "statement", "content")


class Term(Record, frozen=True, kw_only=True):
    """A content word of an assertion: lemma, stems, kind (noun, name, verb, trait), the part it plays (agent, patient, predicate, other),
    how it hangs on which word above, whether it is one of its kind (a, another), and the rows of one meaning that it stands in."""

    lemma: str
    stems: tuple[str, ...]
    kind: str
    part: str
    relation: str
    above: str
    single: bool = False
    meanings: tuple[str, ...] = ()


class Assertion(Record, frozen=True, kw_only=True):
    """One passage that says that something is so or is not so (`negative`), read for comparison with others.

    `statement`: the one that holds it, None where the report itself tells it. `mood`: fact, planned, asked, tried, possible.
    `small`: its words in small letters. `around`: stems of the sentences beside it. `times`: ids of those in it.
    `vector`: what it means (a unit vector in bytes, 127 is 1).
    """

    id: str
    span: Span
    statement: str | None
    terms: tuple[Term, ...]
    negative: bool
    mood: str
    small: tuple[str, ...]
    around: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[str, ...]
    vector: bytes


class Event(Record, frozen=True, kw_only=True):
    """What happened or is said to happen, with its status; the statement it stands in, if any.

    `weight`: how many reports tell of it. `happening`: what several reports tell of, of which this is one telling.
    """

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
    happening: str | None = None
    judged: Decided | None = None


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
    judged: Decided | None = None


class Credit(Record, frozen=True, kw_only=True):
    """Words naming where a report has something from; `resolved` is a document of the pile, or None."""

    id: str
    span: Span
    doc: str
    credited: str
    resolved: str | None = None
    judged: Decided | None = None


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
