"""How far an event has got by the words that govern it, before it is asked in whose statement it stands.

From the predicate outward, each governing word changes what is known so far: a plan makes an open
infinitive planned, a denial makes anything denied, a phase verb hands on its own form.
"""

from dataclasses import dataclass, replace

from headwater.annotate.events.forms import Form, form_of
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import harms, is_light, noun_class, operator, reporting, warns_of_harm
from headwater.records import Attitude

Stage = str  # a status, or one of the open ones: future, could, may, should, open, noun, present, unreal

DEEPEST = 40  # words on which one hangs that are asked: real sentences stay below 25, hostile ones must not take quadratic time
CONDITIONS = frozenset("if unless whether lest until till provided".split())
COMPLEMENTS = ("ccomp", "xcomp", "csubj")
OF = frozenset("of for with to from against about over on into in as that at between".split())
NOMINAL = ("obj", "obl", "nmod", "compound", "nsubj", "iobj", "conj", "appos")
DEEDS = frozenset("vote acquit cancel call_off scrap postpone indict convict sentence approve".split())  # events beside what they govern
AGENDA = frozenset("calendar agenda card cards schedule programme program horizon pipeline".split())  # `is on the agenda`
SPANS = frozenset("hour day week month year".split())
UNDER_WAY = frozenset("in under on at into".split())  # `is under way`, `is in its third week`
SELF = frozenset("propose suggest recommend urge demand announce promise pledge vow threaten plan offer request call proclaim".split())
READY = frozenset("ready prepared willing determined".split())
VOWS = frozenset("vow swear promise pledge".split())
OPEN = ("open", "gerund", "would", "noun", "present", "future", "may", "could", "should", "happened", "ongoing", "was_ongoing")
FROM_FORM: dict[Form, Stage] = {
    "done": "happened",
    "perfect": "happened",
    "under_way": "ongoing",
    "was_under_way": "was_ongoing",
    "arranged": "planned",
}
DRAFTS = frozenset("bill draft proposal amendment motion plan law act measure rule legislation order decree reform scheme".split())


@dataclass(frozen=True, slots=True)
class Wrap:
    """A reporting verb of the sentence in whose clause an event stands: its word, attitude, whether it confirms."""

    cue: int
    attitude: Attitude
    confirms: bool = False
    hearsay: bool = False


@dataclass(frozen=True, slots=True)
class Mode:
    """What the governing words say of the event at `word`: how far, the reporting verbs (innermost first), the outermost word of the verb group,
    whether it is told as real at all, and the operators that were passed."""

    word: int
    stage: Stage
    wraps: tuple[Wrap, ...] = ()
    shell: int = -1
    real: bool = True
    operators: tuple[int, ...] = ()
    aside: bool = False


def mode_of(tree: Tree, word: int) -> Mode:
    """The mode of the event whose predicate (verb, adjective or noun) is `word`."""
    mode = _start(tree, word)
    here = word
    for _ in range(DEEPEST):
        head = tree.heads[here]
        if head < 0:
            break
        mode = _step(tree, mode, here, head, word)
        here = head
    return mode


def stage_of_form(tree: Tree, word: int) -> Stage:
    """How far a predicate is by its own form and negation."""
    form = form_of(tree, word)
    if form == "unreal":
        return "unreal"
    if tree.negated(word):
        return "denied"
    stage = FROM_FORM.get(form, form)
    if form == "perfect" and is_copular(tree, word):
        return "ongoing"  # `has been under siege`
    return _would(tree, word) if stage == "would" else stage


def _would(tree: Tree, word: int) -> Stage:
    """`the bill would raise`: proposed; else what will be, told later."""
    subject = tree.subject(word)
    if subject is not None and tree.low[subject] in ("that", "which"):
        subject = tree.heads[word]
    under = [
        below for below in tree.all_below(word, "obl") if any(tree.low[case] in ("under", "by") for case in tree.all_below(below, "case"))
    ]
    above = tree.subject(tree.heads[word]) if tree.base[word] == "ccomp" else None
    sources = [*under, *(source for source in (subject, above) if source is not None)]
    if tree.rel[word] == "acl:relcl":
        sources.append(tree.heads[word])
    return "proposed" if any(_is_draft(tree, source) for source in sources) else "would"


def _is_draft(tree: Tree, noun: int) -> bool:
    return tree.lemma[noun] in DRAFTS or any(tree.low[below] in ("draft", "proposed") for below in tree.all_below(noun, "amod", "compound"))


def _start(tree: Tree, word: int) -> Mode:
    stage = stage_of_form(tree, word)
    own = operator(tree, word)
    if own and tree.lemma[word] in SELF and stage in ("happened", "ongoing", "was_ongoing", "present") and tree.upos[word] == "VERB":
        stage = own
    if own == "warned" and stage in ("happened", "ongoing", "was_ongoing", "present") and warns_of_harm(tree, word):
        stage = "threatened"
    if own == "announced" and tree.lemma[word] in VOWS and harms(tree, word) and stage == own:
        stage = "threatened"
    mode = _inserted(tree, Mode(word, stage, shell=word), word)
    for below in tree.below[word]:
        if tree.base[below] in ("amod", "advmod", "compound") and (found := operator(tree, below)) and tree.upos[below] != "NOUN":
            mode = replace(mode, stage=_composed(found, mode.stage, tree, word, negated=False))
    if tree.mark(word) in CONDITIONS or (tree.mark(word) == "as" and "if" in [tree.low[b] for b in tree.below[word]]):
        mode = replace(mode, real=False)
    return mode


def _inserted(tree: Tree, mode: Mode, word: int) -> Mode:
    """`, neighbours say,` and `, police suspect` beside the clause of `word`."""
    for below in tree.all_below(word, "parataxis"):
        if tree.subject(below) is None or tree.child(below, "ccomp", "obj") is not None:
            continue
        attitude = reporting(tree, below)
        if attitude:
            mode = replace(mode, wraps=(*mode.wraps, _wrap(tree, below, attitude)))
        elif operator(tree, below) in ("alleged", "predicted") and mode.stage in OPEN:
            mode = replace(mode, stage="alleged")
    return mode


def _step(tree: Tree, mode: Mode, here: int, head: int, word: int) -> Mode:
    """One step outward, from `here` to the word on which it hangs."""
    mode = _inserted(tree, mode, head)
    if tree.base[here] == "conj":
        return mode
    if tree.mark(here) in CONDITIONS:
        mode = replace(mode, real=False)
    governor = None if mode.aside else _governor(tree, here, head)
    if governor is not None:
        return _governed(tree, mode, here, governor, word)
    if tree.base[here] in (*COMPLEMENTS, "parataxis") and (attitude := reporting(tree, head)):
        return replace(mode, wraps=(*mode.wraps, _wrap(tree, head, attitude)))
    return replace(mode, stage=_beside(tree, mode, head) if here == word and not mode.aside else mode.stage, aside=True)


def _governor(tree: Tree, here: int, head: int) -> int | None:
    """The word that says how far what hangs on it by `here` has got: the head, or the word past it (`cleared the nurse of murder`,
    `fears grew that`); None where none does."""
    if _governs(tree, here, head):
        return tree.heads[head] if _past(tree, here, head) else head
    clause = tree.base[here] == "ccomp" or (tree.base[here] == "advcl" and tree.mark(here) == "of")
    return _spreading(tree, head) if clause else None


def _beside(tree: Tree, mode: Mode, head: int) -> Stage:
    """What a verb that does not govern says of the event beside it: `left, taking the boy`, `sing at the opening`, `the strike will cost`."""
    word, relation = mode.word, tree.base[mode.word]
    if relation == "advcl" and tree.xpos[word] == "VBG" and not tree.auxiliaries(word):
        return _inherit(mode.stage, stage_of_form(tree, head))
    if mode.stage != "noun" or tree.upos[head] != "VERB":
        return mode.stage
    if relation == "obl" and _case(tree, word) in ("at", "in", "during", "ahead"):
        coming = _case(tree, word) == "ahead" or mode_of(tree, head).stage in ("planned", "future")
        return "planned" if coming else mode.stage
    outer = stage_of_form(tree, head)
    return outer if relation == "nsubj" and outer in ("ongoing", "future", "planned") else mode.stage


def _case(tree: Tree, word: int) -> str:
    return next((tree.low[case] for case in tree.all_below(word, "case")), "")


def _spreading(tree: Tree, head: int) -> int | None:
    """`fears grew that`, `reports emerged that`: the noun that governs the clause."""
    subject = tree.subject(head)
    return (
        subject
        if subject is not None and reporting(tree, head) is None and tree.upos[subject] == "NOUN" and operator(tree, subject)
        else None
    )


def _past(tree: Tree, here: int, head: int) -> bool:
    above = tree.heads[head]
    if (
        above < 0
        or tree.base[head] != "obj"
        or tree.upos[head] == "VERB"
        or operator(tree, head) is not None
        or operator(tree, above) is None
    ):
        return False
    case = tree.mark(here) if tree.base[here] == "acl" else next((tree.low[c] for c in tree.all_below(here, "case")), "")
    return case in ("of", "with", "from", "for") and tree.base[here] in ("acl", "nmod")


def _wrap(tree: Tree, head: int, attitude: Attitude) -> Wrap:
    return Wrap(head, attitude, confirms=operator(tree, head) == "confirmed" and not tree.negated(head), hearsay=tree.is_passive(head))


def _inherit(stage: Stage, governor: Stage) -> Stage:
    return governor if stage == "gerund" and governor not in ("denied", "unreal") else stage


def is_copular(tree: Tree, word: int) -> bool:
    """Whether a word that is no verb is made a predicate by a copula."""
    return tree.upos[word] != "VERB" and tree.child(word, "cop") is not None


def _governs(tree: Tree, here: int, head: int) -> bool:
    """Whether `head` is a word that says how far what hangs on it by `here` has got."""
    relation, full = tree.base[here], tree.rel[here]
    if _past(tree, here, head):
        return True
    if noun_class(tree, here) or tree.upos[here] in ("NOUN", "PROPN"):
        return _governs_noun(tree, here, head, relation)
    if relation in COMPLEMENTS:
        found = operator(tree, head)
        return found is not None and not (found == "warned" and tree.xpos[here] == "VBG")
    if relation == "advcl":
        return operator(tree, head) is not None and tree.mark(here) in OF and tree.xpos[here] == "VBG"
    return relation == "acl" and full != "acl:relcl" and operator(tree, head) is not None and tree.upos[head] == "NOUN"


def _governs_noun(tree: Tree, here: int, head: int, relation: str) -> bool:
    if relation not in NOMINAL:
        return False
    if tree.upos[head] in ("VERB", "AUX") and relation in ("obj", "nsubj") and is_light(tree, head):
        return True
    if relation == "nsubj" and is_copular(tree, head) and any(tree.low[c] in UNDER_WAY for c in tree.all_below(head, "case")):
        return True
    found = operator(tree, head)
    if found is None:
        return False
    if relation == "nsubj":
        return (
            tree.is_passive(head)
            or (found == "denied" and is_copular(tree, head))
            or (found in ("ongoing", "alleged", "planned", "through") and tree.upos[head] != "NOUN")
        )
    if relation in ("obl", "nmod"):
        case = tree.child(here, "case")
        if case is not None and tree.low[case] == "by" and found in ("denied", "alleged") and noun_class(tree, here):
            return True  # denies fraud by abuse of office
        return case is None or (
            tree.low[case] in OF and (tree.low[case] not in ("in", "at") or (relation == "nmod" and found != "planned"))
        )
    return relation in ("obj", "compound")


def _governed(tree: Tree, mode: Mode, here: int, head: int, word: int) -> Mode:
    found, attitude = _sharpened(tree, here, head, word), reporting(tree, head)
    if tree.base[here] in ("ccomp", "parataxis") and _only_reports(tree, found, attitude, mode.stage, head):
        return replace(mode, wraps=(*mode.wraps, _wrap(tree, head, attitude or "asserts")))
    if found == "announced" and mode.stage in ("ongoing", "was_ongoing") and _continues(tree, mode):
        return replace(mode, wraps=(*mode.wraps, _wrap(tree, head, attitude or "announces")))
    stage = _stage_under(tree, mode, here, head, word, found)
    joined = mode.shell == here and _joins(tree, here, head)
    real = mode.real and not (found == "denied" and tree.negated(head))  # `does not rule out`
    return replace(mode, stage=stage, shell=head if joined else mode.shell, operators=(*mode.operators, head), real=real)


def _sharpened(tree: Tree, here: int, head: int, word: int) -> str:
    """The class of a governing word as it is used here: a vow to harm is a threat, a decision against is a denial."""
    found = operator(tree, head) or "through"
    against = tree.mark(here) == "against" or any(tree.low[case] == "against" for case in tree.all_below(here, "case"))
    if found == "planned" and against:
        return "denied"
    if found == "announced" and tree.lemma[head] in VOWS and not tree.negated(head) and harms(tree, word):
        return "threatened"
    return "threatened" if found == "planned" and tree.low[head] in READY and harms(tree, word) else found


def _continues(tree: Tree, mode: Mode) -> bool:
    """`announced that it was continuing`: under way already."""
    return "ongoing" in [operator(tree, passed) for passed in (mode.word, *mode.operators)]


def _stage_under(tree: Tree, mode: Mode, here: int, head: int, word: int, found: str) -> Stage:
    if tree.lemma[head] == "claim" and any(tree.low[passed] == "responsibility" for passed in mode.operators):
        return "happened"
    negated = tree.negated(head) or (form_of(tree, head) == "unreal" and found not in ("denied", "alleged"))
    stage = _composed(found, mode.stage, tree, word, negated=negated)
    if found in ("through", "ongoing", "cause", "prevent"):
        stage = _phased(found, mode.stage, tree, head, finite=tree.base[here] == "ccomp")
    if found == "planned" and tree.lemma[head] in ("expect", "anticipate", "project") and _others(tree, head, here):
        stage = "alleged" if mode.stage in OPEN else mode.stage
    doubted = any(operator(tree, adverb) == "alleged" for adverb in tree.all_below(head, "advmod"))
    return _composed("alleged", stage, tree, word, negated=False) if doubted else stage


def _joins(tree: Tree, here: int, head: int) -> bool:
    """Whether the governing word belongs to the verb group: `is expected to visit`, not `denied that he came`."""
    if tree.base[here] == "acl":
        return tree.has_to(here)
    return tree.particle(head) not in DEEDS and tree.base[here] in ("xcomp", "obj", "obl", "nmod", "nsubj", "compound")


def _only_reports(tree: Tree, found: str, attitude: Attitude | None, stage: Stage, head: int) -> bool:
    """Whether a verb that can govern (`told them to go`) only reports a clause here (`told them that he went`)."""
    if found in ("cause", "through", "ongoing", "want"):
        return attitude is not None
    if found == "alleged":
        return attitude is not None and not tree.is_passive(head)
    if found == "proposed" and stage not in ("open", "should") and attitude is not None:
        return True
    if found == "planned":
        return stage in ("happened", "ongoing", "was_ongoing") and attitude is not None
    return found == "confirmed" or (found in ("announced", "proposed") and stage == "happened" and attitude is not None)


def _others(tree: Tree, head: int, here: int) -> bool:
    """`expects prices to fall`: what somebody expects of others."""
    return not tree.is_passive(head) and (
        tree.subject(here) is not None or tree.base[here] == "ccomp" or tree.child(head, "obj") is not None
    )


def _phased(found: str, stage: Stage, tree: Tree, head: int, *, finite: bool) -> Stage:
    """A phase or causing verb hands on its own form."""
    outer = stage_of_form(tree, head)
    if finite and found in ("through", "ongoing") and outer != "unreal" and not (outer == "denied" and tree.upos[head] == "ADJ"):
        return stage
    if stage == "denied":
        return "denied"
    if outer in ("denied", "unreal"):
        return "denied"
    if found == "prevent":
        return "denied"
    if is_copular(tree, head) and tree.lemma[head] in AGENDA and stage == "noun":
        return "planned"
    if tree.lemma[head] == "enter" and any(tree.lemma[below] in SPANS for below in tree.all_below(head, "obj")):
        return "ongoing"  # `the strike entered its third week`
    if found == "through" and outer in ("present", "ongoing") and is_copular(tree, head):
        return "ongoing" if stage in ("noun", "happened") else stage
    if found == "ongoing" and (form_of(tree, head) in ("perfect", "present", "under_way")):
        return "ongoing"
    if outer == "noun":
        return stage
    return outer if stage in ("open", "gerund", "noun", "happened", "ongoing", "was_ongoing", "present") else stage


def _warned(tree: Tree, word: int, stage: Stage) -> Stage:
    """`warned that they would be expelled`: what is to befall those who are warned is a threat."""
    subject = tree.subject(word)
    befalls = subject is not None and tree.low[subject] in ("he", "she", "they", "it", "we") and tree.is_passive(word)
    return "threatened" if harms(tree, word) or (befalls and stage in ("future", "would", "could")) else "alleged"


def _composed(found: str, stage: Stage, tree: Tree, word: int, *, negated: bool) -> Stage:
    """What a governing word of class `found` makes of what is known so far."""
    if negated:
        return "alleged" if found in ("denied", "predicted", "confirmed", "threatened") else "denied"
    if found == "denied" or (stage == "denied" and found not in ("threatened", "proposed", "want")):
        return "denied"
    if found == "warned":
        return "proposed" if stage == "open" and tree.upos[word] == "VERB" and tree.has_to(word) else _warned(tree, word, stage)
    if found in ("alleged", "predicted"):
        return "alleged" if found == "alleged" or stage in OPEN else stage
    if found == "threatened":
        return "threatened"
    if found in ("proposed", "want"):
        return "proposed"
    if found == "announced":
        return "announced" if stage in OPEN and stage != "happened" else stage
    if found == "planned":
        return "planned" if stage in ("open", "gerund", "noun", "present", "future", "would", "should", "may", "could") else stage
    if found == "future":
        return "future" if stage in OPEN else stage
    if found == "ongoing":
        return "ongoing" if stage in ("noun", "open", "gerund", "present") else stage
    return stage
