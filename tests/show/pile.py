"""An invented pile of seven reports as records: a canal lock that opened by itself, who copied whom, one report apart."""

from headwater.records import (
    Actor,
    Basis,
    Bound,
    Claim,
    Coverage,
    Credit,
    Deadline,
    Derivation,
    Discrepancy,
    Document,
    Dossier,
    Drift,
    Event,
    Furniture,
    Generator,
    Independent,
    Member,
    Mention,
    Mouth,
    Origin,
    Penalty,
    Published,
    Quantity,
    Reason,
    Reuse,
    Role,
    Rule,
    Speaker,
    Statement,
    Story,
    Timex,
    problem,
    span_id,
)  # fmt: skip
from headwater.text import Span, digest

TEXTS = {
    "gazette": """Menu  News  Boats  Weather

Lock keeper: we were told to sign first and look later

By Tove Armitage
Ovrin, 2 May 2031

Inspectors of the Ovrin canal signed off the upper lock without opening it, a keeper who works there told the Ovrin Gazette.

"They said: 'Sign first and look later, the barges will not wait,'" said Maret, who asked that only her first name be used. Her account could not be independently verified.

The lock opened by itself on the night of 28 April and at least 14 boats were thrown against the quay. Two skippers were treated for cuts, according to the harbour office.

Harbour master Jon Feyle denied that any inspection had been skipped. "Every gate was opened, every gate was seen," he said.

A draft by-law would fine keepers up to 900 crowns for speaking to the press without leave.

Support the Gazette! Four crowns a month keep our two reporters on the water.
""",
    "wire": """NORDFOLD WIRE 3 May 2031

OVRIN - Inspectors signed off a canal lock without opening it before it failed, the Ovrin Gazette reported, citing a keeper.

"They said: 'Sign first and look later, the barges will not wait,'" the keeper, named as Maret, told the newspaper, which said her account could not be independently verified.

At least 14 boats were thrown against the quay on 28 April.

The canal authority said on Saturday that 16 boats had been damaged. "We are still counting," its spokesman Ansel Brode said.
""",
    "mirror": """Canal workers reveal: nobody looked at the lock!

CITY MIRROR, 3 May 2031

Several keepers have revealed that inspectors signed off the deadly lock of Ovrin without opening it.

"They said: 'Sign first and look later, the barges will not wait,'" the workers said.

More than 20 boats were smashed against the quay on 28 April. <script>alert("mirror")</script>

READ MORE: Ten harbours that hide a secret
""",
    "radio": """Radio Hallen, evening news

At least 14 boats were thrown against the quay at Ovrin, TV Sund reports. The canal authority said on Saturday that 16 boats had been damaged.

The by-law that fines keepers who speak to the press was adopted on Monday, the town clerk said.
""",
    "fanal": """L'éclusière d'Ovrin : « Signe d'abord, tu regarderas après »

Des inspecteurs du canal d'Ovrin ont validé l'écluse d'amont sans l'ouvrir, affirme une éclusière à l'Ovrin Gazette.

« Ils ont dit : signe d'abord, tu regarderas après, les péniches n'attendront pas », raconte Maret.
""",
    "daily": """Authority: 17 boats damaged at Ovrin

HALLEN DAILY, 6 May 2031

The canal authority raised the number of damaged boats at Ovrin to 17 on Tuesday. "We have finished counting," its spokesman Ansel Brode said.
""",
    "baker": """Baker of Hallen wins the golden loaf

The prize of the guild went to Ilse Korn on Sunday. "It is only flour and patience," she said.
""",
}
CARDS = {
    "gazette": ("Ovrin Gazette", "Lock keeper: we were told to sign first and look later", "2031-05-02", "https://gazette.example/lock"),
    "wire": ("Nordfold Wire", "Inspectors signed off lock unseen", "2031-05-03", None),
    "mirror": ("City Mirror", "Canal workers reveal: nobody looked at the lock!", "2031-05-03", "javascript:alert(1)"),
    "radio": ("Radio Hallen", "Radio Hallen, evening news", "2031-05-05", None),
    "fanal": ("Le Fanal", "L'éclusière d'Ovrin : « Signe d'abord, tu regarderas après »", None, None),
    "daily": ("Hallen Daily", "Authority: 17 boats damaged at Ovrin", "2031-05-06", None),
    "baker": ("Hallen Daily", "Baker of Hallen wins the golden loaf", "2031-05-04", None),
}
QUOTE = "They said: 'Sign first and look later, the barges will not wait,'"


def at(doc: str, words: str, nth: int = 0) -> Span:
    """Where `words` stand in the report `doc` for the `nth` time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[doc].index(words, start + 1)
    return Span(doc, start, start + len(words))


def why(code: str, *values: str | int, spans: tuple[Span, ...] = (), refs: tuple[str, ...] = ()) -> Reason:
    return Reason(code, refs, spans, values)


def furniture(doc: str, words: str, kind: str, code: str) -> Furniture:
    span = at(doc, words)
    return Furniture(id=span_id("furniture", span), span=span, kind=kind, because=(why(code),))  # type: ignore[arg-type]


def document(name: str) -> Document:
    outlet, title, day, url = CARDS[name]
    basis = (Basis(from_="text", text=day, span=None),) if day else ()
    marked = {
        "gazette": (
            furniture("gazette", "Menu  News  Boats  Weather", "navigation", "navigation_words"),
            furniture("gazette", "By Tove Armitage", "byline", "byline_form"),
            furniture("gazette", "Support the Gazette! Four crowns a month keep our two reporters on the water.", "appeal", "appeal_form"),
        ),
        "mirror": (furniture("mirror", "READ MORE: Ten harbours that hide a secret", "related_link", "related_form"),),
    }.get(name, ())
    return Document(
        id=name, path=f"{name}.txt", url=url, sha256=digest(name) * 4, outlet=outlet, title=title,
        authors=("Tove Armitage",) if name == "gazette" else (), language="fr" if name == "fanal" else "en",
        published=Published(earliest=day, latest=day, best=day, basis=basis), text=TEXTS[name], furniture=marked,
    )  # fmt: skip


def speaker(doc: str, words: str, name: str, *, actor: str | None = None, naming: str = "named") -> Speaker:
    return Speaker(span=at(doc, words), actor=actor, name=name, naming=naming, score=0.9)  # type: ignore[arg-type]


def said(doc: str, whole: str, content: str, cue: str | None, who: Speaker | None, **more: object) -> Statement:
    span, inside = at(doc, whole), at(doc, content)
    fields = {"kind": "direct", "quoted": (inside,), "attitude": "asserts"} | more
    mark = at(doc, cue, TEXTS[doc][: span.start + whole.rindex(cue)].count(cue)) if cue else None
    return Statement(id=span_id("statement", span), span=span, content=(inside,), cue=mark, speaker=who, **fields)  # type: ignore[arg-type]


VERIFY = said(
    "gazette", "Her account could not be independently verified", "Her account could not be independently verified", None, None,
    kind="indirect", quoted=(), attitude="cannot_verify",
)  # fmt: skip
STATEMENTS = (
    said(
        "gazette", f'"{QUOTE}" said Maret', QUOTE, "said", speaker("gazette", "Maret", "Maret", actor="maret", naming="pseudonymous"),
        caveats=(VERIFY.id,), first_hand=True, chain=(Mouth(name="Ovrin Gazette"), Mouth(name="Maret", actor="maret")),
    ),
    VERIFY,
    said(
        "gazette", "Inspectors of the Ovrin canal signed off the upper lock without opening it, a keeper who works there told the Ovrin Gazette",
        "Inspectors of the Ovrin canal signed off the upper lock without opening it", "told",
        speaker("gazette", "a keeper who works there", "a keeper who works there", naming="anonymous"), kind="indirect", quoted=(),
    ),
    said(
        "gazette", "Harbour master Jon Feyle denied that any inspection had been skipped", "any inspection had been skipped", "denied",
        speaker("gazette", "Jon Feyle", "Jon Feyle", actor="feyle"), kind="indirect", quoted=(), attitude="denies",
    ),
    said(
        "gazette", '"Every gate was opened, every gate was seen," he said', "Every gate was opened, every gate was seen,", "said",
        speaker("gazette", "he", "Jon Feyle", actor="feyle"),
    ),
    said(
        "wire", f'"{QUOTE}" the keeper, named as Maret, told the newspaper', QUOTE, "told",
        speaker("wire", "Maret", "Maret", actor="maret", naming="pseudonymous"), hedges=(at("wire", "could not be independently verified"),),
        chain=(Mouth(name="Nordfold Wire"), Mouth(name="Ovrin Gazette"), Mouth(name="Maret", actor="maret")), first_hand=False,
    ),
    said("wire", '"We are still counting," its spokesman Ansel Brode said', "We are still counting,", "said", speaker("wire", "Ansel Brode", "Ansel Brode")),
    said("mirror", f'"{QUOTE}" the workers said', QUOTE, "said", speaker("mirror", "the workers", "the workers", naming="anonymous")),
    said("fanal", "signe d'abord, tu regarderas après, les péniches n'attendront pas », raconte Maret",
         "signe d'abord, tu regarderas après, les péniches n'attendront pas", "raconte", speaker("fanal", "Maret", "Maret", actor="maret")),
    said("daily", '"We have finished counting," its spokesman Ansel Brode said', "We have finished counting,", "said",
         speaker("daily", "Ansel Brode", "Ansel Brode")),
    said("baker", '"It is only flour and patience," she said', "It is only flour and patience,", "said", None),
)  # fmt: skip
SHARED = (
    ("gazette", QUOTE, "wire", QUOTE, "verbatim", 1.0),
    ("gazette", "at least 14 boats were thrown against the quay", "wire", "At least 14 boats were thrown against the quay on 28 April", "near", 0.9),
    ("wire", QUOTE, "mirror", QUOTE, "verbatim", 1.0),
    ("wire", "Inspectors signed off a canal lock without opening it before it failed", "mirror",
     "inspectors signed off the deadly lock of Ovrin without opening it", "near", 0.7),
    ("wire", "At least 14 boats were thrown against the quay on 28 April.", "mirror", "More than 20 boats were smashed against the quay on 28 April.", "near", 0.6),
    ("wire", "The canal authority said on Saturday that 16 boats had been damaged.", "radio",
     "The canal authority said on Saturday that 16 boats had been damaged.", "verbatim", 1.0),
    ("gazette", "Inspectors of the Ovrin canal signed off the upper lock without opening it, a keeper who works there told the Ovrin Gazette",
     "fanal", "Des inspecteurs du canal d'Ovrin ont validé l'écluse d'amont sans l'ouvrir, affirme une éclusière à l'Ovrin Gazette", "translation", 0.8),
)  # fmt: skip


def _reuse(a: str, words_a: str, b: str, words_b: str, kind: str, score: float) -> Reuse:
    one, two = at(a, words_a), at(b, words_b)
    return Reuse(id="u" + digest("reuse", str(one), str(two)), a=one, b=two, kind=kind, score=score)  # type: ignore[arg-type]


def _derivation(
    up: str | None, down: str, kind: str, coverage: float, confidence: float, *because: Reason, name: str | None = None
) -> Derivation:
    key = "d" + digest("derivation", up or name or "", down)
    return Derivation(
        id=key, upstream=up, upstream_name=name, downstream=down, kind=kind, coverage=coverage, confidence=confidence, because=because
    )  # type: ignore[arg-type]


DERIVATIONS = (
    _derivation(
        "gazette",
        "wire",
        "rewrite",
        0.58,
        0.95,
        why("shared_passages", 2),
        why("names_outlet", spans=(at("wire", "the Ovrin Gazette reported"),)),
    ),
    _derivation("wire", "mirror", "rewrite", 0.71, 0.8, why("same_mouth", spans=(at("mirror", QUOTE),)), why("drops_detail")),
    _derivation("wire", "radio", "partial", 0.36, 0.55, why("covers", 36)),
    _derivation(
        "gazette", "fanal", "rewrite", 0.82, 0.7, why("parallel_sentences", 3), why("names_outlet", spans=(at("fanal", "l'Ovrin Gazette"),))
    ),
    _derivation(None, "radio", "credit_only", 0.0, 0.6, why("credits_other", spans=(at("radio", "TV Sund reports"),)), name="TV Sund"),
)


def _member(doc: str, words: str, stance: str = "asserts", statement: str | None = None) -> Member:
    return Member(statement=statement, doc=doc, span=at(doc, words), stance=stance)  # type: ignore[arg-type]


CLAIMS = (
    Claim(
        id="c1", text=QUOTE,
        members=tuple(_member(s.span.doc, TEXTS[s.span.doc][s.content[0].start : s.content[0].end], statement=s.id) for s in (STATEMENTS[0], STATEMENTS[5], STATEMENTS[7], STATEMENTS[8])),
        origins=(Origin(root="maret", kind="person", documents=("gazette", "wire", "mirror", "fanal"),
                        because=(why("derived_one_origin", refs=("gazette", "wire")), why("same_mouth", spans=(at("gazette", "Maret"), at("wire", "Maret"))))),),
        independent=Independent(low=1, high=1), status="single_origin",
    ),
    Claim(
        id="c2", text="Inspectors of the Ovrin canal signed off the upper lock without opening it",
        members=(_member("gazette", "Inspectors of the Ovrin canal signed off the upper lock without opening it", statement=STATEMENTS[2].id),
                 _member("wire", "Inspectors signed off a canal lock without opening it before it failed", "hedges"),
                 _member("mirror", "inspectors signed off the deadly lock of Ovrin without opening it"),
                 _member("gazette", "any inspection had been skipped", "denies", STATEMENTS[3].id)),
        origins=(Origin(root="maret", kind="person", documents=("gazette", "wire", "mirror"), because=(why("derived_one_origin"),)),),
        independent=Independent(low=1, high=1), status="denied",
    ),
    Claim(
        id="c3", text="At least 14 boats were thrown against the quay on 28 April",
        members=(_member("gazette", "at least 14 boats were thrown against the quay"), _member("wire", "At least 14 boats were thrown against the quay on 28 April"),
                 _member("mirror", "More than 20 boats were smashed against the quay on 28 April"), _member("radio", "At least 14 boats were thrown against the quay at Ovrin"),
                 _member("daily", "raised the number of damaged boats at Ovrin to 17")),
        origins=(Origin(root="gazette", kind="document", documents=("gazette", "wire", "mirror", "radio"), because=(why("derived_one_origin"),)),
                 Origin(root=None, kind="credit", documents=("daily",), because=(why("same_words"),))),
        independent=Independent(low=1, high=2), status="updated",
    ),
)  # fmt: skip


def _event(doc: str, words: str, what: str, time: str | None, status: str, weight: float) -> Event:
    span = at(doc, words)
    return Event(
        id=span_id("event", span), span=span, what=what, who=(), where="Ovrin", time=time, status=status, statement=None, weight=weight
    )  # type: ignore[arg-type]


EVENTS = (
    _event("gazette", "The lock opened by itself on the night of 28 April", "lock opened by itself", "2031-04-28", "happened", 4.1),
    _event("gazette", "signed off the upper lock", "signed off the upper lock", "../2031-04-28", "alleged", 3.1),
    _event("radio", "was adopted on Monday", "by-law adopted", "2031-05-05", "announced", 1.0),
    _event("gazette", "would fine keepers", "fine keepers", "2031-05-02/..", "proposed", 1.0),
    _event("wire", "We are still counting", "still counting", None, "ongoing", 1.0),
)
_RULE = at("gazette", "A draft by-law would fine keepers up to 900 crowns for speaking to the press without leave")
RULES = (
    Rule(
        id=span_id("rule", _RULE), span=_RULE, instrument="draft", authority="town", jurisdiction=None, kind="penalty", status="draft", time=None, statement=None,
        bound=(Bound(name="keepers", span=at("gazette", "keepers")),), content=at("gazette", "speaking to the press without leave"),
        penalties=(Penalty(kind="fine", max=900, unit="crowns", span=at("gazette", "up to 900 crowns")),), deadline=Deadline(value=30, unit="days"),
    ),
)  # fmt: skip
MENTIONS = tuple(
    Mention(id=span_id("mention", span), span=span, actor=actor, kind="person", form="name")
    for span, actor in ((at("gazette", "Maret"), "maret"), (at("wire", "Maret"), "maret"), (at("gazette", "Jon Feyle"), "feyle"))
)
ACTORS = (
    Actor(id="maret", kind="person", name="Maret", names=("Maret", "the keeper"), roles=(Role(name="keeper", span=at("gazette", "a keeper")),), country=None,
          naming="pseudonymous", mentions=(MENTIONS[0].id, MENTIONS[1].id), because=(why("same_name"),)),
    Actor(id="feyle", kind="person", name="Jon Feyle", names=("Jon Feyle",), roles=(Role(name="harbour master", span=at("gazette", "Harbour master")),),
          country=None, naming="named", mentions=(MENTIONS[2].id,), because=()),
)  # fmt: skip
DRIFT = (
    Drift(id="r1", derivation=DERIVATIONS[1].id, kind="hedge_lost", a=at("wire", "her account could not be independently verified"), b=None,
          explanation="The caveat is not carried over."),
    Drift(id="r2", derivation=DERIVATIONS[1].id, kind="plural_inflated", a=at("wire", "the keeper, named as Maret"), b=at("mirror", "Several keepers"),
          explanation="One witness has become several."),
    Drift(id="r3", derivation=DERIVATIONS[1].id, kind="number_changed", a=at("wire", "At least 14 boats were thrown against the quay"),
          b=at("mirror", "More than 20 boats were smashed against the quay"), explanation="The number is higher."),
)  # fmt: skip
DISCREPANCIES = (
    Discrepancy(id="x1", kind="quantity", class_="update", claims=("c3",), explanation="A later count replaces an earlier one.",
                spans=(at("wire", "16 boats had been damaged"), at("daily", "raised the number of damaged boats at Ovrin to 17"))),
    Discrepancy(id="x2", kind="polarity", class_="contradiction", claims=("c2",), explanation="One side asserts what the other denies.",
                spans=(at("gazette", "signed off the upper lock without opening it"), at("gazette", "Every gate was opened, every gate was seen"))),
)  # fmt: skip
TIMES = tuple(
    Timex(id=span_id("time", span), span=span, type="DATE", value="2031-04-28", interval="2031-04-28")
    for span in (at("gazette", "28 April"), at("wire", "28 April"), at("mirror", "28 April"))
)
QUANTITIES = tuple(
    Quantity(id=span_id("quantity", span), span=span, value=14, low=14, high=None, unit=None, counts="boats", comparator="at_least")
    for span in (at("gazette", "at least 14 boats"), at("wire", "At least 14 boats"))
)
STORIES = (
    Story(
        id="s1",
        title=CARDS["gazette"][1],
        documents=("gazette", "wire", "mirror", "radio", "fanal", "daily"),
        started="2031-05-02",
        last="2031-05-06",
    ),
    Story(id="s2", title=CARDS["baker"][1], documents=("baker",), started="2031-05-04", last="2031-05-04"),
)
CREDIT = Credit(id="k1", span=at("radio", "TV Sund reports"), doc="radio", credited="TV Sund")
COVERAGE = tuple(
    Coverage(id=f"v-{name}", doc=name, sentences=5, read_as="names_only" if name == "fanal" else "full",
             unread=(at("radio", "Radio Hallen, evening news"),) if name == "radio" else (), notes=("drift is not built yet",) if name == "wire" else ())
    for name in TEXTS
)  # fmt: skip


def pile() -> Dossier:
    """The whole pile, every layer filled."""
    return Dossier(
        generator=Generator(version="0.1.0", models=("rules",), created="2031-05-07T08:30:00Z"),
        documents=tuple(document(name) for name in TEXTS), stories=STORIES, actors=ACTORS, mentions=MENTIONS, times=TIMES, quantities=QUANTITIES,
        statements=STATEMENTS, events=EVENTS, rules=RULES, credits=(CREDIT,), reuse=tuple(_reuse(*row) for row in SHARED),  # type: ignore[arg-type]
        derivations=DERIVATIONS, drift=DRIFT, claims=CLAIMS, discrepancies=DISCREPANCIES, coverage=COVERAGE,
        problems=(problem("read", "scan.pdf", "the file holds pictures of pages and no text"),),
    )  # fmt: skip
