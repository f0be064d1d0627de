"""How far a rule has got when the report was written (docs/rules.md, 3)."""

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.broad import people
from headwater.annotate.rules.readings import Norm
from headwater.annotate.rules.settings import DECIDING, Setting
from headwater.annotate.rules.stages import ORDER, as_status
from headwater.annotate.rules.words import listed, stem, step
from headwater.records import RuleStatus

HOLDING_OUT = listed("holding_out")
PRESENT = ("", "present", "have", "have_have", "have_has", "can", "ca", "lose", "right")  # what a witness can tell of
HARD = frozenset({"penalty", "deprivation"})
LEARNED = listed("learned")
WARNING = listed("warning")
DATES = listed("dates")
ORDERING = frozenset({"order", "decree", "instruct"})
PUTTING_FORWARD = frozenset({"propose", "suggest", "recommend"})
OBSERVERS = listed("observers")
PARTIES = listed("parties")
LEGISLATORS = listed("legislators")


def status_of(tree: Tree, norm: Norm, around: Setting) -> RuleStatus:
    """The first status of the guideline that fits."""
    if is_threat(tree, norm, around):
        return "threatened"
    if is_practice(tree, norm, around):
        return "reported_practice"
    return _by_vote(tree, around) or _by_governors(tree, norm, around) or _by_instrument(tree, norm, around) or _by_modal(tree, norm, around) or "in_force"


def is_threat(tree: Tree, norm: Norm, around: Setting) -> bool:
    """A sanction held out by an authority, and no instrument named that says so."""
    if ("threaten" in around.verbs or tree.lemma[norm.word] == "threaten") and around.by != "tool":
        return True
    if norm.strength == "threat" and around.link not in ("direct", "sentence"):
        return True
    if around.by == "s" and around.link not in ("direct", "sentence") and _state_holds_out(tree, norm, around):
        return True
    if norm.kind not in HARD or around.link in ("direct", "sentence") or norm.modal not in HOLDING_OUT:
        return False
    if around.speaker in ("s", "g") and norm.modal in ("might", "could") and norm.bound is not None and tree.child(norm.bound, "acl") is not None:
        return True
    if around.by == "s" and norm.modal in ("could", "might"):
        return True
    held_out = norm.modal in ("will", "would", "shall") and norm.bound is not None and tree.child(norm.bound, "acl") is not None
    if held_out and around.speaker in ("s", "g") and around.reported and around.attitude != "announces":
        return True
    if norm.strength == "threat":
        return True
    warned = bool(WARNING & set(around.verbs)) or (around.attitude in ("threatens", "warns"))
    if warned:
        return True
    vague = all(one.kind == "other" for one in norm.sanctions) and norm.kind == "penalty"
    return vague and around.reported and norm.modal in ("will", "would", "shall")


def _state_holds_out(tree: Tree, norm: Norm, around: Setting) -> bool:
    """`Beijing could bar any company that takes part, an official hinted`, `Russia may confiscate`: what a state can do, in its officials' mouth."""
    named = norm.giver is not None and tree.named.get(norm.giver) == "place"
    return named and around.reported and norm.modal in ("could", "might", "may") and norm.kind in (*HARD, "prohibition", "permission")


def is_decreed(tree: Tree, around: Setting) -> bool:
    """`..., the chief medical officer ordered`: whoever says it lays it down by saying so."""
    beside = around.aside
    return beside is not None and around.speaker in ("s", "b", "g", "body") and stem(tree, beside.verb, ORDERING) is not None


def is_lawful(around: Setting) -> bool:
    """Whether a clause says of itself that a law provides it."""
    return around.speaker == "law" or (around.rests and around.stage is not None)


def is_practice(tree: Tree, norm: Norm, around: Setting) -> bool:
    """Told only by those whom it hit, or by guards on the spot."""
    if (norm.strength == "practice" and is_lawful(around)) or is_decreed(tree, around):
        return False
    if norm.strength == "practice" or around.by == "g":
        return True
    if _has_else(tree, norm.word) and is_witness(tree, around):
        return True
    if tree.lemma[norm.word] == "prevent" and around.by != "tool":
        return True
    if around.link in ("direct", "sentence") or not around.reported:
        return False
    if around.speaker == "g":
        return True
    if tree.base[norm.word] == "advcl" and tree.mark(norm.word):
        return False
    if is_witness(tree, around) and (norm.strength in ("strong", "weak") or (norm.strength == "whole" and norm.sanctions)) and norm.modal in PRESENT and not (norm.modal == "can" and norm.kind == "permission"):
        return True
    if around.speaker == "one" and norm.strength == "strong" and norm.kind == "penalty" and not norm.modal and tree.is_passive(norm.word) and norm.bound is not None and tree.upos[norm.bound] == "NOUN":
        return True
    if around.speaker == "one" and norm.strength == "strong" and tree.is_passive(norm.word) and not norm.modal and norm.kind in ("prohibition", "obligation") and not is_learned(tree, around):
        return True
    if around.speaker == "one" and norm.strength == "strong" and tree.lemma[norm.word] in ("allow", "let", "permit", "make", "require") and norm.kind != "permission" and not is_learned(tree, around):
        return True
    return around.speaker == "one" and norm.strength == "weak" and norm.kind in ("obligation", "prohibition") and norm.modal in ("have", "can", "ca", "right", "have_") and norm.bound is not None and (people(tree, norm.bound) or tree.low[norm.bound] == "you" or tree.named.get(norm.bound) is not None or tree.child(norm.bound, "acl") is not None) and (norm.modal == "right" or tree.xpos[norm.bound] == "NNS") and not (norm.modal == "right" and tree.xpos[norm.bound] == "NN" and not people(tree, norm.bound))


def _has_else(tree: Tree, word: int) -> bool:
    """`must hang the portrait or have their stall closed`."""
    return any(tree.upos[b] == "VERB" and any(tree.low[c] == "or" for c in tree.all_below(b, "cc")) for b in tree.all_below(word, "conj"))


def is_witness(tree: Tree, around: Setting) -> bool:
    """Whether those speak who live under a rule: `villagers`, `a man released from the colony`, `the mothers who queue`."""
    return around.speaker == "one" and not is_learned(tree, around) and any(_is_common(tree, word) for word in _who(tree, around))


def is_observed(tree: Tree, around: Setting) -> bool:
    """Whether those speak who look at how people are treated: `monitors`, `the report by the centre for rights`, `the mothers' league`."""
    return bool({tree.lemma[w] for word in _who(tree, around) for w in (word, *tree.under(word))} & OBSERVERS)


def _who(tree: Tree, around: Setting) -> list[int]:
    """The noun of the speaker."""
    if around.aside is not None:
        return [around.aside.who]
    said = around.statement.speaker if around.statement is not None else None
    if said is None or said.span is None:
        return []
    words = tree.words(said.span.start, said.span.end)
    return [word for word in (tree.top(words), next((w for w in words if tree.upos[w] == "NOUN"), None)) if word is not None]


def _is_common(tree: Tree, word: int) -> bool:
    return tree.upos[word] in ("NOUN", "NUM") and (people(tree, word) or tree.xpos[word] == "NNS")


def is_learned(tree: Tree, around: Setting) -> bool:
    """Whether a speaker tells the law rather than what happened: a lawyer, an expert, a notice."""
    if around.aside is not None:
        return tree.lemma[around.aside.who] in LEARNED
    said = around.statement.speaker if around.statement is not None else None
    if said is None or said.span is None:
        return False
    words = tree.words(said.span.start, said.span.end)
    return any(tree.lemma[word] in LEARNED for word in range(words.start, min(len(tree), words.stop + 5)))


def _by_vote(tree: Tree, around: Setting) -> RuleStatus | None:
    """`..., councillors in the port decided`: what a council decides is adopted."""
    beside = around.aside
    decided = beside is not None and tree.lemma[beside.verb] in DECIDING and any(tree.lemma[w] in LEGISLATORS for w in tree.under(beside.who))
    return "adopted" if decided and around.link not in ("direct", "sentence") else None


def _by_governors(tree: Tree, norm: Norm, around: Setting) -> RuleStatus | None:
    """`plan to ban`, `voted to ban`, `proposed that children be banned`, `announced a ban`; the outermost plan counts most."""
    told = [one for one in around.outer if one in ORDER and one != "in_force"]
    if {"want", "seek", "push"} & set(around.verbs) and not around.rests and around.by == "s" and norm.giver is not None and not {tree.lemma[norm.giver], *(tree.lemma[b] for b in tree.below[norm.giver])} & PARTIES:
        told = ["planned" if one == "proposed" else one for one in told]
    own = [one for one in (_own_step(tree, norm),) if one in ORDER and one != "in_force"]
    if around.by == "tool" or (around.stage is not None and around.link == "direct"):
        told = [one for one in told if one in ("planned",)]
        own = []
    if around.link != "direct" and around.by != "tool" and not around.rests and PUTTING_FORWARD & set(around.verbs) and around.speaker != "law":
        return "proposed"
    found = [*own, *told]
    if not found:
        return None
    if tree.rel[norm.word] in ("xcomp", "advcl", "ccomp") or norm.content != norm.word:
        found = ["planned" if one == "draft" else one for one in found]  # `is preparing to revoke`
    early = [one for one in found if one in ("planned", "proposed", "draft")]
    return as_status(early[-1] if early else found[0])


def _own_step(tree: Tree, norm: Norm) -> str | None:
    if tree.lemma[norm.word] == "look" and any(tree.low[c] in ("at", "into") for b in tree.all_below(norm.word, "obl") for c in tree.all_below(b, "case")):
        return "planned"
    return step(tree, norm.word) if norm.strength in ("given", "noun") or norm.kind == "penalty" else None


def _by_instrument(tree: Tree, norm: Norm, around: Setting) -> RuleStatus | None:
    if around.stage is None or (around.link == "carried" and not goes_on(norm, around)):
        return None
    if norm.modal == "should" and around.stage.status not in ("draft", "proposed"):
        return "proposed"
    if not around.stage.told and norm.modal == "would":
        return "proposed"
    return as_status(around.stage.status)


def goes_on(norm: Norm, around: Setting) -> bool:
    """Whether a norm that names no instrument goes on telling the last one: in the report's own voice, or as what a bill would do."""
    if around.speaker not in ("", "law"):
        return norm.modal in ("would", "should") or norm.kind == "procedure"
    return norm.strength == "weak" or (norm.strength == "strong" and around.near and around.by is None) or norm.kind in HARD or norm.modal in ("would", "will", "shall", "must")


def is_dated(tree: Tree, word: int) -> bool:
    """Whether a predicate is told to hold from a day on: `from Monday`, `as of April`."""
    below = [*tree.all_below(word, "obl", "nmod"), *[w for obj in tree.all_below(word, "obj", "obl") for w in tree.all_below(obj, "nmod")]]
    return any(tree.low[w] in DATES and any(tree.low[c] in ("from", "as", "on", "until") for c in tree.all_below(w, "case")) for w in below)


def _by_modal(tree: Tree, norm: Norm, around: Setting) -> RuleStatus | None:
    if norm.modal in ("should",):
        return "proposed"
    if norm.modal in ("may", "can", "will") and around.speaker in ("s", "b", "body") and is_dated(tree, norm.word):
        return "announced"
    if around.attitude == "announces" and around.speaker in ("s", "b", "body") and norm.strength in ("weak", "noun"):
        return "announced"
    named = any(one.kind != "other" for one in norm.sanctions)
    if norm.modal in ("will", "shall") and norm.kind == "penalty" and named and norm.giver is None:
        return None  # `will be punished by up to ten years`: the wording of laws
    if norm.modal in ("will", "would", "have_will", "have_would") and around.speaker in ("s", "b", "body"):
        return "announced"
    if norm.modal == "be_to" and norm.kind != "procedure":
        return "announced"
    if norm.modal in ("will", "have_will") and not around.reported:
        return "announced" if norm.kind not in HARD else None
    if tree.has_to(norm.word) and norm.strength == "given":
        return "planned"
    if norm.modal in ("would", "have_would"):
        return "proposed"
    return None
