"""Rules of one text: norms that are general and have an instrument or an authority behind them, as records."""

from collections.abc import Sequence

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.amounts import amounts
from headwater.annotate.rules.broad import people
from headwater.annotate.rules.garden import mended
from headwater.annotate.rules.gates import (
    is_class,
    is_command,
    is_description,
    is_joined,
    is_nobodys,
    is_over,
    is_own,
    is_past,
    is_single,
    is_unreal,
    is_unsettled,
    is_verdict,
)
from headwater.annotate.rules.norms import norms
from headwater.annotate.rules.penalties import as_records
from headwater.annotate.rules.places import named_states, state_at
from headwater.annotate.rules.punishing import is_holding
from headwater.annotate.rules.readings import NEEDED, PRACTICE, Norm, own_words
from headwater.annotate.rules.settings import BY_LAW, NEAR, Setting, setting
from headwater.annotate.rules.stages import Stage, stages
from headwater.annotate.rules.statuses import (
    DATES,
    goes_on,
    is_dated,
    is_decreed,
    is_lawful,
    is_learned,
    is_observed,
    is_practice,
    is_threat,
    is_witness,
    status_of,
)
from headwater.annotate.rules.told import is_held_out
from headwater.annotate.rules.words import authority, listed, stem, tool
from headwater.language import Parse
from headwater.records import Bound, Deadline, Instrument, Rule, Statement, Timex, span_id
from headwater.text import Span

STRIPPING = listed("stripping")
WANTING = listed("wanting")
TOLD_OF = listed("told_of")
CONTESTING = listed("contesting")
MENTAL = listed("mental")  # what nobody can be ordered to do
HARDSHIPS = listed("hardships")  # what people have to do by need, not by a rule
NO_BOUND = listed("no_bound")  # what is set, not whom it binds


def find_rules(
    parse: Parse, body: Sequence[tuple[int, int]], statements: Sequence[Statement], times: Sequence[Timex], *, doc: str
) -> tuple[Rule, ...]:
    """The rules that a text tells of, in order (docs/rules.md); `body` are the stretches that are no furniture.

    Needs a full parse; gives nothing where only boundaries could be read. Never raises on mutilated text.
    """
    if parse.read_as != "full":
        return ()
    tree = mended(Tree(parse))
    known = stages(tree)
    found: list[tuple[Norm, Setting]] = []
    for a, z in parse.sentences:
        words = range(int(a), int(z))
        if not len(words) or not any(start <= tree.starts[words[0]] < end for start, end in body):
            continue
        last = [norm for norm, _ in found if tree.sentence_of[norm.word] == tree.sentence_of[words[0]] - 1]
        told = [(norm, setting(tree, norm, known, statements)) for norm in norms(tree, words)]
        plain = [(norm, around) for norm, around in told if is_rule(tree, norm, around)]
        found += [one for one in told if one in plain or is_joined(tree, one[0], [*last, *(norm for norm, _ in plain)])]
    return tuple(_record(tree, norm, around, times, doc) for norm, around in found)


def is_rule(tree: Tree, norm: Norm, around: Setting) -> bool:
    """Whether a norm is general, binds now or is to bind, and has an instrument or an authority behind it."""
    if around.refused or (around.stage is not None and around.stage.status == "failed" and around.link != "carried"):
        return False
    office = around.by == "tool" and norm.strength == "given" and norm.bound is not None and tree.named.get(norm.bound) != "person" and tree.upos[norm.bound] in ("PROPN", "NOUN") and tree.low[norm.bound] not in ("suspect", "accused")
    if norm.bound is not None and tree.low[norm.bound] == "you" and around.speaker != "g" and norm.modal != "right" and norm.kind != "penalty" and not is_threat(tree, norm, around):
        return False
    if is_unsettled(tree, norm) or is_past(tree, norm) or is_unreal(tree, norm) or not (office or is_class(tree, norm.bound)) or _is_open(tree, norm, around):
        return False
    if is_own(tree, norm) or (is_nobodys(tree, norm) and around.link not in ("direct", "sentence") and around.by is None and not is_threat(tree, norm, around)):
        return False
    if _is_need(tree, norm, around) or _is_custom(tree, norm, around) or _is_demanded(tree, norm):
        return False
    if is_description(tree, norm) or is_single(tree, norm) or is_over(tree, norm):
        return False
    if is_verdict(tree, norm, around.by) or is_command(tree, norm, around.by):
        return False
    if norm.strength in ("given", "practice") and around.by in ("s", "b", "g") and tree.mark(norm.word) in ("if", "unless"):
        return False
    if norm.strength == "given":
        return around.by is not None or tree.lemma[norm.word] == "threaten"
    if norm.strength == "threat":
        return (around.speaker in ("s", "b", "g", "body") and is_held_out(tree, norm.word, norm.bound)) or is_warned(around)
    if norm.strength == "future":
        said = around.attitude == "announces" or is_dated(tree, norm.word)
        return around.speaker in ("s", "b", "body") and said and around.by is None
    if norm.strength == "whole":
        return (is_lawful(around) and around.by != "tool") or (bool(norm.sanctions) and is_witness(tree, around))
    if norm.strength == "practice":
        if stem(tree, norm.word, TOLD_OF) is not None and not tree.is_passive(norm.word):
            return is_witness(tree, around) or is_observed(tree, around)
        return around.speaker in ("one", "g") or around.by == "g" or is_lawful(around) or is_observed(tree, around)
    if norm.strength in ("strong", "noun"):
        return _is_strong(tree, norm, around)
    return _is_backed(tree, norm, around)


def _is_need(tree: Tree, norm: Norm, around: Setting) -> bool:
    """`motorists must expect queues`, `anyone who wants to see the comet must get up early`: what the world asks, no authority."""
    if norm.strength != "weak" or around.link in ("direct", "sentence") or norm.kind not in ("obligation", "prohibition"):
        return False
    if stem(tree, norm.word, MENTAL) is not None:
        return True
    wants = norm.bound is not None and any(stem(tree, b, WANTING) is not None for b in tree.all_below(norm.bound, "acl"))
    return wants and (stem(tree, norm.word, HARDSHIPS) is not None or tree.particle(norm.word).endswith("_up"))


def _is_custom(tree: Tree, norm: Norm, around: Setting) -> bool:
    """`as tradition has it`."""
    a, z = tree.parse.sentences[tree.sentence_of[norm.word]]
    return around.link not in ("direct", "sentence") and any(tree.low[w] in ("tradition", "custom", "superstition", "etiquette") for w in range(int(a), int(z)))


def _is_demanded(tree: Tree, norm: Norm) -> bool:
    """`an activist demanded that the government ban short flights`: a wish of somebody who makes no rules."""
    head = tree.heads[norm.word]
    if head < 0 or tree.base[norm.word] != "ccomp" or tree.lemma[head] not in ("demand", "insist", "urge"):
        return False
    who = tree.subject(head)
    return who is not None and authority(tree, who) is None and tool(tree, who) is None


def _is_open(tree: Tree, norm: Norm, around: Setting) -> bool:
    """Denied, asked for, wished, contrary to fact."""
    if {"deny", "urge", "ask", "call", "beg", "appeal", "refuse", "fail"} & set(around.verbs):
        return True
    weighed = {"planned", "proposed"} & set(around.outer) and norm.modal == "should"  # `is considering whether they should be barred`
    if any(tree.mark(w) == "whether" and not tree.has_to(w) for w in (norm.word, *tree.chain(norm.word)[:2])) and not weighed:
        return True
    if set(around.verbs) & WANTING and around.by not in ("s", "b", "tool") and around.speaker not in ("s", "b", "body"):
        return True
    return around.attitude == "denies" and around.link != "direct"


def _is_strong(tree: Tree, norm: Norm, around: Setting) -> bool:
    if norm.modal == "should":
        if {"planned", "proposed"} & set(around.outer) and tree.mark(norm.word) == "whether":
            return True
        return around.speaker == "s" and norm.kind in ("penalty", "deprivation", "prohibition")
    if norm.modal == "duty" and _is_quoted(around) and around.speaker == "one" and not is_learned(tree, around):
        return False
    if norm.modal == "must" and norm.kind == "penalty" and not around.reported and any(one.amount is not None for one in norm.sanctions):
        return True  # `those who fail to register must pay a fine of 4,000`
    if norm.modal == "must" or (tree.lemma[norm.word] in ("force", "compel") and tree.upos[norm.word] == "VERB" and not is_practice(tree, norm, around)):
        return around.link in ("direct", "sentence")
    if is_threat(tree, norm, around):
        return True
    wordless = around.speaker == "one" and around.link not in ("direct", "sentence") and norm.modal != "duty"
    return not (wordless and (norm.kind in ("obligation", "permission") or _is_quoted(around)) and not is_practice(tree, norm, around))


def _is_quoted(around: Setting) -> bool:
    """In the mouth of a private person, in so many words: `Today it is illegal to be wrong`."""
    return around.statement is not None and around.statement.kind == "direct"


def _is_backed(tree: Tree, norm: Norm, around: Setting) -> bool:
    """A modal alone is a rule where an instrument stands behind it, where an authority announces it, or in the form of rules."""
    if norm.bound is not None and tree.upos[norm.bound] == "PROPN" and tree.named.get(norm.bound) == "place" and norm.kind != "deprivation":
        return False
    if is_practice(tree, norm, around) or is_threat(tree, norm, around) or _goes_with_practice(tree, norm):
        return True
    if (_only(tree, norm) or is_holding(tree, norm.word)) and not around.reported:
        return True
    if norm.kind == "permission" and norm.modal in ("may", "can") and around.speaker in ("s", "b", "body") and (is_dated(tree, norm.word) or around.attitude == "announces") and norm.bound is not None and _is_anybody(tree, norm.bound):
        return True
    if norm.kind == "permission" and norm.modal in ("can", "could") and not ((around.link == "direct" or around.rests) and (norm.modal == "can" or (around.rests and norm.bound is not None and tree.xpos[norm.bound] == "NNS" and people(tree, norm.bound)))) and around.speaker not in ("body", "law"):
        return False  # `steps that could help` beside a bill; an ability, no right
    if around.link in ("direct", "sentence"):
        return norm.modal != "should" or around.speaker == "s"
    if around.link == "carried" and around.stage is not None and around.stage.status != "failed":
        near = norm.kind in ("obligation", "prohibition") or tree.sentence_of[norm.word] - around.stage.sentence <= NEAR
        if norm.modal not in ("can", "could", "should") and (near or norm.modal in ("must", "shall")) and not around.reported:
            return True
    if norm.modal in ("will", "would", "be_to", "have_will", "have_would", "need") and around.speaker in ("s", "b", "body"):
        return True
    if norm.kind == "permission" and norm.bound is not None and not people(tree, norm.bound) and not _is_anybody(tree, norm.bound):
        return False
    if around.speaker == "body" and norm.modal in ("must", "have", "may", "can", "have_have", "have_has", "shall"):
        return True
    return _in_form(tree, norm, around)


def _is_anybody(tree: Tree, word: int) -> bool:
    """`drivers`, `nobody`, `every driver`: a class without an article."""
    if tree.low[word] in ("nobody", "anyone", "everyone", "whoever", "no-one"):
        return True
    lead = tree.child(word, "det")
    return (tree.xpos[word] == "NNS" and lead is None) or (lead is not None and tree.low[lead] in ("every", "no", "any", "all"))


def _only(tree: Tree, norm: Norm) -> bool:
    """`only people over 25 can buy a pistol`."""
    return norm.kind == "prohibition" and norm.bound is not None and people(tree, norm.bound) and tree.xpos[norm.bound] == "NNS" and any(tree.low[b] == "only" for b in tree.below[norm.bound]) and norm.modal in ("can", "may")


def is_warned(around: Setting) -> bool:
    """Whether words of warning stand around it."""
    return bool({"warn", "threaten"} & set(around.verbs)) or (around.attitude in ("warns", "threatens"))


def _goes_with_practice(tree: Tree, norm: Norm) -> bool:
    """`holders of passports are stopped, while others can freely go home`."""
    head = tree.heads[norm.word]
    return head >= 0 and norm.modal == "can" and tree.base[norm.word] in ("advcl", "conj") and tree.lemma[head] in PRACTICE


def _in_form(tree: Tree, norm: Norm, around: Setting) -> bool:
    """The form of rules without an instrument: a class as subject, must or a term, in the report's own voice or a lawyer's."""
    if norm.kind == "procedure":
        return norm.modal not in ("will", "would", "could", "should") and (norm.modal != "can" or stem(tree, norm.word, CONTESTING) is not None)
    if norm.modal in ("term", "lose"):
        return True
    if norm.modal == "right":
        return not around.reported and norm.kind == "permission" and norm.bound is not None and tree.xpos[norm.bound] == "NNS"
    if norm.modal == "need":
        thing = tree.child(norm.word, "obj")
        return not around.reported and norm.kind in ("obligation", "permission") and thing is not None and tree.lemma[thing] in NEEDED and norm.bound is not None and _is_anybody(tree, norm.bound)
    if norm.modal == "duty":
        return not around.reported and norm.bound is not None and _is_anybody(tree, norm.bound)
    if norm.modal in ("have", "have_have") and stem(tree, norm.word, HARDSHIPS) is not None:
        return False
    if norm.modal == "be_to":
        return around.speaker in ("", "s", "b", "body") and norm.bound is not None and tree.xpos[norm.bound] == "NNS"
    if around.statement is not None and around.speaker != "one":
        return False
    if norm.bound is None or not _is_anybody(tree, norm.bound):
        return False
    if norm.modal in ("may", "can") and norm.kind == "prohibition":
        return not around.reported and (norm.modal == "may" or not tree.negated(norm.word))
    if norm.modal == "may" and norm.kind == "permission" and any(tree.upos[w] == "NUM" for w in own_words(tree, norm.word)) and not tree.is_passive(norm.word):
        return not around.reported and tree.lemma[norm.bound] not in ("snow", "price")
    return not around.reported and norm.modal in ("must", "have", "shall", "have_have")


# -- the record ------------------------------------------------------------------------------------------


def _record(tree: Tree, norm: Norm, around: Setting, times: Sequence[Timex], doc: str) -> Rule:
    words = clause(tree, norm, around)
    start, end = tree.extent(words)
    content = [w for w in own_words(tree, norm.word) if w >= norm.word or tree.base[w] in ("aux", "cop")]
    place = tree.extent([w for w in content if words[0] <= w <= words[-1]] or words)
    span = Span(doc, start, end)
    status = status_of(tree, norm, around)
    state = _jurisdiction(tree, norm, around)
    return Rule(
        id=span_id("rule", span, norm.kind),
        span=span,
        instrument=_instrument(tree, norm, around, status),
        authority=_authority(tree, norm, around),
        jurisdiction=state,
        bound=_bound(tree, norm, doc),
        kind=norm.kind,
        content=Span(doc, *place),
        penalties=as_records(tree, norm.sanctions, doc, state) if norm.kind in ("penalty", "deprivation") else (),
        deadline=_deadline(tree, words) if norm.kind != "penalty" else None,
        status=status,
        time=None,
        timex=_timex(tree, norm, words, times),
        statement=around.statement.id if around.statement is not None else None,
    )


def clause(tree: Tree, norm: Norm, around: Setting) -> list[int]:
    """The words of the norm: bound and predicate with what hangs on them, without who says so and what is laid down beside it; in order."""
    kept = own_words(tree, norm.word)
    if norm.bound is not None and norm.bound not in kept and tree.sentence_of[norm.bound] == tree.sentence_of[norm.word]:
        kept += [w for w in tree.under(norm.bound) if norm.word not in (w, *tree.chain(w))]
    if norm.strength in ("noun",) or norm.content != norm.word:
        kept += tree.under(norm.content)
    if norm.kind in ("penalty", "deprivation"):
        kept += [w for one in norm.sanctions for w in (one.word, *([one.amount.last] if one.amount else [])) if norm.word in tree.chain(w)]
    beside = around.aside
    kept = sorted({w for w in kept if beside is None or not beside.first <= w <= beside.last} - set(_leading(tree, norm))) or [norm.word]
    while len(kept) > 1 and (tree.rel[kept[0]] in ("punct", "cc", "mark") or tree.upos[kept[0]] == "PUNCT"):
        kept = kept[1:]
    while len(kept) > 1 and tree.upos[kept[-1]] == "PUNCT":
        kept = kept[:-1]
    return list(range(kept[0], kept[-1] + 1))


def _leading(tree: Tree, norm: Norm) -> list[int]:
    """`Under the measures in force since Sunday, ...`: the instrument in front of the clause, which its words may leave out."""
    first = min([norm.word, norm.content, *([norm.bound] if norm.bound is not None else [])])
    for below in tree.all_below(norm.word, "obl", "nmod"):
        words = tree.under(below)
        comma = next((w for w in words if tree.low[w] == "," and w < first), max(words))
        words = [w for w in words if w <= comma]
        if max(words) < first and tree.low[words[0]] in BY_LAW and "," in (tree.low[max(words)], tree.low[max(words) + 1]):
            return list(range(words[0], max(words) + 2))
    return []


def _timex(tree: Tree, norm: Norm, words: Sequence[int], times: Sequence[Timex]) -> str | None:
    """The time from which a rule holds or at which it was made: a date in its own words, else the only one of its sentence."""
    a, z = tree.parse.sentences[tree.sentence_of[norm.word]]
    start, end = tree.starts[int(a)], tree.ends[int(z) - 1]
    near = [one for one in times if start <= one.span.start < end and one.type in ("DATE", "TIME") and not one.dates_law]
    own = [one for one in near if tree.starts[words[0]] <= one.span.start < tree.ends[words[-1]]]
    chosen = own or near
    return chosen[0].id if len(chosen) == 1 else None


def _instrument(tree: Tree, norm: Norm, around: Setting, status: str) -> Instrument:
    if status == "reported_practice" or (around.by == "g" and around.link != "direct"):
        return "practice"
    if around.stage is not None and (around.link != "carried" or goes_on(norm, around)) and not (around.by == "g" or status == "threatened"):
        return around.stage.instrument
    if is_decreed(tree, around) and around.aside is not None and status != "threatened":
        return "decree" if stem(tree, around.aside.verb, frozenset({"decree"})) else "order"
    if around.by == "b":
        return "policy"
    return "order" if around.by == "s" and norm.strength == "given" and status != "threatened" else "unspecified"


def _authority(tree: Tree, norm: Norm, around: Setting) -> str | None:
    if around.by not in ("s", "b", "g") or norm.giver is None:
        return None
    words = [w for w in tree.under(norm.giver) if not any(tree.base[c] in ("acl", "appos") for c in (w, *tree.chain(w)) if c != norm.giver and norm.giver in tree.chain(c))]
    inside = [w for w in words if w == norm.giver or norm.giver in tree.chain(w)]
    dated = {b for w in inside if tree.low[w] in DATES and w != norm.giver for b in tree.under(w)}
    inside = [w for w in inside if w not in dated] or [norm.giver]
    start, end = tree.extent(inside)
    return tree.parse.text[start:end]


def _jurisdiction(tree: Tree, norm: Norm, around: Setting) -> str | None:
    """The state named by the giver, the instrument, its giver, whom it binds; else the only one of the sentence."""
    for word in (norm.giver, around.stage.word if around.stage is not None and around.link != "carried" else None):
        if word is not None and (found := state_at(tree, word)):
            return found
    if around.statement is not None and around.statement.speaker is not None and around.statement.speaker.span is not None:
        words = tree.words(around.statement.speaker.span.start, around.statement.speaker.span.end)
        top = tree.top(words)
        if top is not None and (found := state_at(tree, top)):
            return found
    if around.aside is not None and (found := state_at(tree, around.aside.who)):
        return found
    a, z = tree.parse.sentences[tree.sentence_of[norm.word]]
    named = named_states(tree, tree.starts[int(a)], tree.ends[int(z) - 1])
    return named[0] if len(named) == 1 else None


def _bound(tree: Tree, norm: Norm, doc: str) -> tuple[Bound, ...]:
    if norm.bound is None or tree.low[norm.bound] in ("it", "that", "which", "who") or tree.lemma[norm.bound] in NO_BOUND:
        return ()
    words = [w for w in tree.under(norm.bound) if (w != norm.word and norm.word not in tree.chain(w)) or norm.word in tree.chain(norm.bound)]
    lost = {w for b in tree.all_below(norm.bound, "nmod") if stem(tree, norm.word, STRIPPING) and any(tree.low[c] == "of" for c in tree.all_below(b, "case")) for w in tree.under(b)}
    words = _stretch([w for w in words if (w == norm.bound or norm.bound in tree.chain(w)) and w not in lost], norm)
    while len(words) > 1 and tree.base[words[0]] in ("case", "mark", "punct", "cc"):
        words = words[1:]
    start, end = tree.extent(words)
    return (Bound(name=tree.parse.text[start:end], span=Span(doc, start, end)),)


def _stretch(words: list[int], norm: Norm) -> list[int]:
    """The words around the bound noun that do not reach over the predicate."""
    bound = norm.bound if norm.bound is not None else words[0]
    kept = [w for w in words if (w < norm.word) == (bound < norm.word) and w != norm.word]
    return kept or [bound]


def _deadline(tree: Tree, words: Sequence[int]) -> Deadline | None:
    """`within 48 hours`, `has two weeks to`."""
    for one in amounts(tree, words):
        before = [tree.low[w] for w in range(max(0, one.first - 2), one.first)]
        held = tree.lemma[tree.heads[one.last]] in ("have", "give") if tree.heads[one.last] >= 0 else False
        if one.of == "time" and one.value is not None and ("within" in before or (held and tree.base[one.last] == "obj")):
            return Deadline(value=one.value, unit=one.unit)
    return None


__all__ = ["Stage", "find_rules", "is_rule"]
