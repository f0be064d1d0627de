"""Is it a rule: general, and with an instrument or an authority behind it?"""

from collections.abc import Sequence

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.broad import PROCEEDING
from headwater.annotate.rules.readings import CONTESTING, PAPERS, Norm, subject
from headwater.annotate.rules.words import authority, listed, stem, step, tool

ANYBODY = listed("anybody")
ONE = listed("one")
GENERAL = listed("general")
OFFICES = listed("offices")
JUDGES = listed("judges")
GATHERINGS = listed("gatherings")
NOT_DEEDS = listed("not_deeds")
ROLES = listed("roles")
SAYING = frozenset({"say", "announce", "confirm", "state", "specify", "reveal", "indicate", "suggest", "claim", "mention"})
PUNISHED = frozenset({"suspend", "dismiss", "fire", "sack", "punish", "prosecute", "charge", "discipline", "fine", "jail"})
USUALLY = frozenset({"often", "usually", "routinely", "regularly", "always", "habitually", "repeatedly", "frequently"})
AWAITING = frozenset({"face", "risk", "await", "serve", "receive", "get", "confront"})


def is_class(tree: Tree, word: int | None) -> bool:
    """Whether the words name anybody of a kind (or nobody is named), not one person, one firm, or a few."""
    if word is None:
        return True
    low = tree.low[word]
    if tree.upos[word] == "NUM":
        return False
    if low in ANYBODY:
        return not _is_given(tree, word)
    if low in ("you", "your"):
        return True
    if low in ("nobody", "no-one"):
        return True
    if low in ONE or low == "none":
        return False
    if low in ("they", "them", "their"):
        return True
    if tree.upos[word] in ("PROPN", "X") and not _is_plural(tree, word):
        if tree.named.get(word) is None and not tree.all_below(word, "flat", "compound") and (word == 0 or tree.sentence_of[word] != tree.sentence_of[word - 1]):
            return True  # a common noun at the head of its sentence, taken for a name
        return tree.named.get(word) not in ("person", "organization", None) or bool(_leads(tree, word) & GENERAL)
    return _is_plural_class(tree, word) if _is_plural(tree, word) else _is_single_class(tree, word)


def _is_given(tree: Tree, word: int) -> bool:
    return tree.low[word] in ("one", "person") and bool(_leads(tree, word) & {"the", "this", "that"}) and tree.child(word, "acl") is None


def _is_plural(tree: Tree, word: int) -> bool:
    return tree.xpos[word] in ("NNS", "NNPS")


def _leads(tree: Tree, word: int) -> set[str]:
    return {tree.low[below] for below in tree.below[word] if tree.base[below] in ("det", "nummod")}


def _is_plural_class(tree: Tree, word: int) -> bool:
    """`officials`, `its citizens`, `families with three children`; not `the two men`, `his players`."""
    leads = _leads(tree, word)
    counted = any(tree.base[below] == "nummod" for below in tree.below[word])
    if counted and not leads & GENERAL:
        return False
    owner = tree.child(word, "nmod:poss")
    if owner is not None and tree.low[owner] in ("his", "her", "my", "our", "your"):
        return False
    return not leads & {"these", "both"} and not {"several", "some"} & {tree.low[below] for below in tree.below[word]}


def _is_single_class(tree: Tree, word: int) -> bool:
    """`every teacher`, `an official who fails`, `military service`; not `the suspect`, `her brother`."""
    leads = _leads(tree, word)
    if leads & GENERAL or (tree.child(word, "acl") is not None and not leads & {"this"}):
        return True
    if tree.child(word, "nmod:poss") is not None and not _is_deed(tree, word):
        return False
    if "the" in leads and tree.lemma[word] in ROLES and tree.child(word, "nmod") is not None:
        return any(tree.low[c] in ("a", "an", "any", "such") or tree.xpos[of] == "NNS" for of in tree.all_below(word, "nmod") for c in (*tree.below[of], of))
    if leads & {"the", "this", "that"}:
        return tree.lemma[word] in OFFICES or _is_deed(tree, word)
    return True


def _is_deed(tree: Tree, word: int) -> bool:
    low = tree.low[word]
    return low not in NOT_DEEDS and low.endswith(("ing", "tion", "sion", "ment", "ance", "ence", "al", "age", "sale", "export", "import", "use", "offence", "offense", "charge", "crime", "visit", "term", "fee", "rent", "tax", "mask"))


def is_given_by(tree: Tree, word: int) -> str | None:
    """`tool` or the kind of the authority that a subject is, or None."""
    named = tool(tree, word)
    if named is not None:
        return "tool" if named.instrument is not None else "-"
    return authority(tree, word)


def is_unreal(tree: Tree, norm: Norm) -> bool:
    """`would have banned`: contrary to fact."""
    auxiliaries = [tree.low[aux] for aux in tree.auxiliaries(norm.word)]
    return "have" in auxiliaries and norm.modal in ("would", "could", "should", "might", "may", "must", "can") and tree.xpos[norm.word] in ("VBN", "VBD")


def is_past(tree: Tree, norm: Norm) -> bool:
    """`was allowed to`, `were forced to`, `had to`: a deed of the past, no rule."""
    word = norm.word
    auxiliaries = {tree.low[aux] for aux in tree.auxiliaries(word)}
    if norm.content != word and tree.lemma[word] in ("come", "enter", "take", "go"):
        return False  # `a ban on exports came into force on Monday`
    if norm.modal in ("had", "have_had") or (norm.strength == "given" and auxiliaries & {"had", "'d"} and "would" not in auxiliaries):
        return True
    if norm.strength in ("strong", "weak") and auxiliaries & {"was", "were", "did", "had"} and not auxiliaries & {"would"}:
        return True
    return tree.xpos[word] == "VBD" and norm.strength in ("strong", "weak") and not auxiliaries


def is_verdict(tree: Tree, norm: Norm, by: str | None) -> bool:
    """`the court fined the editor`, `prosecutors demanded 12 years`: a sentence passed or asked for, no rule."""
    if by not in ("s", "g") or norm.giver is None:
        return False
    judging = bool({tree.lemma[norm.giver], tree.low[norm.giver]} & JUDGES)
    held = norm.bound
    if judging and norm.strength == "given" and tree.xpos[norm.word] == "VBD" and held is not None and tree.xpos[held] == "NN" and _leads(tree, held) & {"the", "this", "that"}:
        return True  # `a court ordered the state to pay the widow`
    passed = norm.kind in ("penalty", "deprivation") and tree.xpos[norm.word] in ("VBD", "VBN") and norm.strength == "given"
    return (judging and passed) or tree.lemma[norm.word] == "demand"


def is_command(tree: Tree, norm: Norm, by: str | None) -> bool:
    """`officers ordered the demonstrators off the bridge`: a command of the moment."""
    held = norm.bound
    counted = held is not None and any(tree.upos[c] == "NUM" for b in tree.all_below(held, "nmod") for c in tree.below[b])
    if by == "s" and norm.strength == "given" and tree.xpos[norm.word] == "VBD" and counted and norm.giver is not None and tree.lemma[norm.giver] == "police":
        return True  # `police ordered residents of two blocks to leave`
    definite = held is not None and bool(_leads(tree, held) & {"the", "this", "that"}) and tree.child(held, "acl") is None
    return by == "g" and norm.strength == "given" and tree.xpos[norm.word] == "VBD" and definite


def is_description(tree: Tree, norm: Norm) -> bool:
    """`landlords who let rooms without a permit`: a restrictive clause says who is meant, and lays nothing down itself."""
    head = tree.heads[norm.word]
    if norm.strength != "given" or tree.rel[norm.word] != "acl:relcl" or norm.giver != head or tool(tree, head) is not None:
        return False
    first = min(tree.under(norm.word))
    return first > 0 and tree.low[first - 1] != "," and tree.low[first] != ","


def is_single(tree: Tree, norm: Norm) -> bool:
    """`police banned the march planned for Saturday`: one gathering, not a kind of them."""
    held = tree.child(norm.word, "nsubj" if tree.is_passive(norm.word) else "obj")
    if held is None or norm.kind not in ("prohibition", "permission") or tree.xpos[norm.word] not in ("VBD", "VBN"):
        return False
    return tree.lemma[held] in GATHERINGS and tree.xpos[held] == "NN" and bool(_leads(tree, held) & {"the", "this", "that", "a"})


def is_over(tree: Tree, norm: Norm) -> bool:
    """`the curfew was lifted in 2015`: told only as past."""
    years = [w for w in tree.all_below(norm.word, "obl", "nmod") if len(tree.low[w]) == 4 and tree.low[w].isdigit()]
    was = any(tree.low[aux] in ("was", "were") for aux in tree.auxiliaries(norm.word))
    if was and any(tree.low[w] == "ago" for w in tree.under(norm.word)):
        return True
    return norm.strength == "noun" and was and bool(years)


def is_joined(tree: Tree, norm: Norm, plain: Sequence[Norm]) -> bool:
    """`cars are banned from the island, but residents may use carts`: a modal told of a class, joined to a rule."""
    if norm.strength in ("weak", "whole") and _goes_on(tree, norm, plain):
        return True
    if norm.strength != "weak" or norm.modal not in ("may", "must", "can", "forfeit") or tree.base[norm.word] not in ("conj", "parataxis") or not is_class(tree, norm.bound):
        return False
    return norm.bound is not None and (_is_plural(tree, norm.bound) or tree.low[norm.bound] in ANYBODY) and tree.heads[norm.word] in [one.word for one in plain]


def _goes_on(tree: Tree, norm: Norm, plain: Sequence[Norm]) -> bool:
    """`objections must be filed within a month; the head of the office decides on them`: an office's part in a proceeding told right before."""
    who = norm.giver if norm.strength == "whole" else norm.bound
    before = [one for one in plain if one.word < norm.word and (one.kind == "procedure" or stem(tree, one.word, CONTESTING) or authority(tree, one.bound or 0))]
    if who is None or not before or norm.kind not in ("procedure", "permission", "prohibition", "obligation"):
        return False
    ours = authority(tree, who) == "s" and tree.named.get(who) != "person"
    its = any(tree.low[b] in ("its", "their") for b in tree.all_below(who, "nmod:poss")) and tree.lemma[who] in PAPERS
    return (ours or its) and (norm.strength == "weak" or stem(tree, norm.word, PROCEEDING) is not None or tree.upos[norm.word] == "ADJ")


def is_own(tree: Tree, norm: Norm) -> bool:
    """`the senator suspended his campaign`, `gave me prison time`: a thing or a person of its own, no class."""
    held = [below for below in tree.below[norm.word] if tree.base[below] in ("obj", "iobj")]
    if any(tree.low[below] in ("me", "him", "her", "us", "myself", "himself", "herself") for below in held):
        return norm.kind in ("penalty", "deprivation", "prohibition")
    owners = {tree.low[owner] for below in held for owner in tree.all_below(below, "nmod:poss")}
    return norm.kind == "prohibition" and norm.strength == "given" and norm.bound is None and bool(owners & {"his", "her", "my", "our", "their"})


def is_nobodys(tree: Tree, norm: Norm) -> bool:
    """`deporting illegal aliens`: a punishing verb that has neither a subject nor an instrument."""
    return norm.kind == "penalty" and norm.strength == "strong" and tree.upos[norm.word] == "VERB" and not tree.is_passive(norm.word) and subject(tree, norm.word) is None


def is_unsettled(tree: Tree, norm: Norm) -> bool:
    """Told of, not laid down: left unsaid, feared, an instrument that is taken back itself, one episode, one accused."""
    return _is_unsaid(tree, norm) or _is_feared(tree, norm) or _takes_back(tree, norm) or _is_episode(tree, norm) or _is_accused(tree, norm) or _is_spared(tree, norm)


def _is_unsaid(tree: Tree, norm: Norm) -> bool:
    """`did not say that the guards would be suspended`."""
    pairs = zip([norm.word, *tree.chain(norm.word)], tree.chain(norm.word), strict=False)
    return any(tree.base[low] in ("ccomp", "xcomp") and stem(tree, head, SAYING) is not None and tree.negated(head) for low, head in pairs)


def _is_feared(tree: Tree, norm: Norm) -> bool:
    """`for fear of losing her pension`: a loss on somebody's mind."""
    head = tree.heads[norm.word]
    return norm.modal == "lose" and head >= 0 and tree.base[norm.word] == "acl" and tree.mark(norm.word) == "of" and tree.upos[head] == "NOUN"


def _takes_back(tree: Tree, norm: Norm) -> bool:
    """`the cabinet withdrew a bill`: what is taken away is the instrument, from nobody."""
    held = tree.child(norm.word, "nsubj" if tree.is_passive(norm.word) else "obj")
    return norm.kind in ("deprivation", "prohibition") and norm.strength == "given" and held is not None and tool(tree, held) is not None and step(tree, norm.word) == "failed"


def _is_episode(tree: Tree, norm: Norm) -> bool:
    """`guards beat their sons and forced them to stand until dawn`: what was done once to these."""
    held, verbs = norm.bound, (norm.word, *(w for w in tree.chain(norm.word)[:1] if tree.base[norm.word] == "conj"), *tree.all_below(norm.word, "conj"))
    if held is None or norm.giver is None or norm.strength not in ("given", "practice") or not any(tree.xpos[w] == "VBD" for w in verbs):
        return False
    if norm.modal or tree.is_passive(norm.word) or any(tree.low[b] in USUALLY for w in verbs for b in tree.below[w]):
        return False
    these = tree.low[held] in ("them", "him", "her", "us", "me") or (tree.child(held, "nmod:poss") is not None and tree.low[tree.child(held, "nmod:poss") or 0] in ("their", "his", "her"))
    these = these or any(tree.xpos[w] == "VBD" and tree.low[b] in ("them", "him", "her") for w in verbs for b in tree.all_below(w, "obj"))
    return these and authority(tree, norm.giver) == "g"


def _is_accused(tree: Tree, norm: Norm) -> bool:
    """`Petrov faces up to ten years if convicted`: one name, and what awaits a person."""
    who = norm.bound
    if norm.kind != "penalty" or who is None or tree.upos[who] != "PROPN" or _is_plural(tree, who):
        return False
    return tree.lemma[norm.word] in AWAITING or tree.is_passive(norm.word) or any(tree.mark(w) in ("if", "when") for w in tree.all_below(norm.word, "advcl"))


def _is_spared(tree: Tree, norm: Norm) -> bool:
    """`said that the guards would not be suspended`: a punishment that does not come forbids nobody anything."""
    return norm.kind == "prohibition" and tree.is_passive(norm.word) and tree.negated(norm.word) and stem(tree, norm.word, PUNISHED) is not None
