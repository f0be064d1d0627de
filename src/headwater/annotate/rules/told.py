"""Norms told without a verb of rules: what is announced, held out, wished, standing, done as a matter of course, or set as a way of proceeding."""

from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.asides import aside
from headwater.annotate.rules.broad import ADMITTING, TAKING, WHOLE, harm, is_proceeding, people, practice_kind, take_away
from headwater.annotate.rules.penalties import LOST, SEIZED, Sanction, sanctions, taken
from headwater.annotate.rules.readings import (
    PAPERS,
    REFUSED,
    TAKEN,
    TAXES,
    TELLING,
    WISHING,
    Norm,
    giver,
    has_clause,
    modal_of,
    own_words,
    owner_of,
    subject,
)
from headwater.annotate.rules.words import authority, listed, noun_kind, stem, step, tool
from headwater.records import RuleKind

ABSTAINING = listed("abstaining")
DEDUCTING = listed("deducting")
LEAVING = listed("leaving")
HANDING = listed("handing")
CLOSED = listed("closed")
VALUABLES = listed("valuables")
MOVING = frozenset({"put", "take", "bring", "call", "send"})
COURTS = frozenset({"court", "tribunal", "trial", "justice", "judge", "prison", "jail", "front"})
REPORTING = frozenset({"report", "describe", "complain", "recount", "tell", "say", "speak"})
KINDLY = listed("kindly")  # what is done to people for their good or in the way of business
CELLS = listed("cells")
PUTTING = frozenset({"put"})
RECEIVING = listed("receiving")
HANDLED = listed("handled")
TITLE = 18  # words of a title; own headlines have 6 to 16
CHOOSING = listed("choosing")  # a way of proceeding, whatever is chosen


def _practised(tree: Tree, word: int) -> int | None:
    """Whom a practice hits: its object where people are, or whose thing the object is (`take the telephones of everybody`)."""
    held = tree.child(word, "obj", "iobj")
    if stem(tree, word, frozenset({"make"})) is not None:
        return held if tree.child(word, "xcomp", "ccomp") is not None else None
    owner = owner_of(tree, word, held) if held is not None else None
    return owner if owner is not None else held


def taking(tree: Tree, word: int) -> Norm | None:
    """`a court may take away the children of parents who`, `the tax office can freeze the accounts of firms that`."""
    if tree.upos[word] != "VERB" or tree.is_passive(word) or not take_away(tree, word):
        return None
    who, held = subject(tree, word), tree.child(word, "obj")
    if modal_of(tree, word) not in ("may", "can", "could", "will", "would") and (who is None or tool(tree, who) is None):
        return None
    if who is None or (authority(tree, who) is None and tool(tree, who) is None) or tree.negated(word):
        return None
    owner = owner_of(tree, word, held)
    return Norm(word, "deprivation", owner, who, word, "given", modal_of(tree, word), tuple(one for one in sanctions(tree, own_words(tree, word)) if one.kind in TAKEN) or (taken(tree, word, own_words(tree, word)),))


def held_out(tree: Tree, word: int) -> Norm | None:
    """`soldiers who surrender will be shot`, `workers who join would be sacked`: a deed held out to whoever does something."""
    if tree.upos[word] != "VERB" or tree.negated(word) or modal_of(tree, word) not in ("will", "would", "shall", "could", "'ll"):
        return None
    if subject(tree, word) is not None and tree.low[subject(tree, word) or 0] == "we":
        return _we_will(tree, word)
    found = harm(tree, word) or _undergone(tree, word) or (Sanction("other", None, word) if tree.lemma[word] == "make" and tree.is_passive(word) and any(harm(tree, b) for b in tree.all_below(word, "xcomp")) else None)
    who = subject(tree, word)
    if found is None or who is None or not (has_clause(tree, who) or tree.low[who] in ("whoever", "anyone", "anybody", "everybody", "everyone", "those") or (tree.low[who] == "you" and tree.child(word, "advcl") is not None) or _is_warned_class(tree, word, who, found)):
        return None
    return Norm(word, "deprivation" if found.kind == "loss" else "penalty", who, None, word, "threat", modal_of(tree, word), (found,))


def _is_warned_class(tree: Tree, word: int, who: int, found: Sanction) -> bool:
    """`the general warned: smugglers will be shot`: death held out to all of a kind by an authority that says so itself."""
    if found.kind != "death" or tree.xpos[who] != "NNS" or tree.child(who, "det", "nummod", "nmod:poss") is not None or tree.child(word, "obl:agent") is not None:
        return False
    beside = aside(tree, word)
    verbs = [(beside.verb, beside.who)] if beside is not None else [(w, tree.subject(w)) for w in tree.chain(word)]
    by = any(tree.low[c] == "by" for b in tree.all_below(word, "obl") for c in tree.all_below(b, "case"))
    return not by and any(tree.lemma[verb] in ("warn", "threaten") and speaker is not None and authority(tree, speaker) in ("s", "g") for verb, speaker in verbs)


def is_held_out(tree: Tree, word: int, who: int | None) -> bool:
    """Whether a threat names its deed (`will be shot`), or whom it hits by any, every, whoever, or as people."""
    if harm(tree, word) is not None or who is None or not tree.is_passive(word):
        return True
    return people(tree, who) or tree.low[who] in ("whoever", "anyone", "those") or any(tree.low[b] in ("any", "every", "all") for b in tree.below[who])


def _undergone(tree: Tree, word: int) -> Sanction | None:
    """`any ship that ignores it will be sunk`, `all bloggers who film us will be put before a tribunal`: what is done to whoever does something."""
    moved = stem(tree, word, MOVING) is not None and any({tree.low[c] for c in tree.all_below(b, "case")} & {"off", "out", "away"} or tree.lemma[b] in COURTS for b in tree.all_below(word, "obl", "advmod"))
    if not tree.is_passive(word) or tree.base[word] == "acl" or (stem(tree, word, KINDLY) is not None and not moved) or tree.child(word, "xcomp", "ccomp") is not None:
        return None
    return Sanction("loss", None, word) if stem(tree, word, TAKING) is not None else Sanction("other", None, word)


def _we_will(tree: Tree, word: int) -> Norm | None:
    """`we will cut off the electricity of any village that hides them`."""
    if stem(tree, word, TAKING) is None:
        return None
    anyone = next((w for w in tree.under(word) if w > word and tree.low[w] in ("any", "every", "anyone", "whoever", "everyone", "those")), None)
    if anyone is None:
        return None
    who = tree.heads[anyone] if tree.low[anyone] in ("any", "every") else anyone
    return Norm(word, "deprivation", who, None, word, "threat", "will", (Sanction("loss", None, word),))


def admitted(tree: Tree, word: int) -> Norm | None:
    """`will be admitted`, `will no longer be able to bring`, `are to stay shut`, `will have to pay`: what is announced."""
    head = tree.heads[word]
    if tree.rel[word] == "xcomp" and head >= 0 and tree.has_to(word) and tree.lemma[head] in ("able", "free", "unable") and tree.upos[head] == "ADJ":
        modal = modal_of(tree, head)
        barred = tree.negated(head) or _no_longer(tree, head) or tree.lemma[head] == "unable"
        kind: RuleKind = "prohibition" if barred else "permission"
        return Norm(head, kind, subject(tree, head), None, head, "weak", modal) if modal in ("will", "would") else None
    if stem(tree, word, ADMITTING) and tree.is_passive(word) and tree.lemma[subject(tree, word) or 0] in PAPERS and modal_of(tree, word) == "will":
        return Norm(word, "procedure", None, None, word, "weak", "will")
    if stem(tree, word, ADMITTING) and tree.is_passive(word) and modal_of(tree, word) in ("will", "would", "may", "can"):
        return Norm(word, "prohibition" if tree.negated(word) else "permission", subject(tree, word), None, word, "weak", modal_of(tree, word))
    if tree.is_passive(word) and modal_of(tree, word) in ("will", "would") and (tree.negated(word) or _no_longer(tree, word)) and not tree.child(word, "obl:agent"):
        who = subject(tree, word)
        if who is None or tree.low[who] in ("nobody", "none", "one") or tree.low[who - 1] == "no":
            return None
        return Norm(word, "prohibition", who, None, word, "weak", modal_of(tree, word))
    return _are_to(tree, word)


def _no_longer(tree: Tree, word: int) -> bool:
    return any(tree.low[below] == "longer" for below in tree.under(word))


def _are_to(tree: Tree, word: int) -> Norm | None:
    """`shops are to stay shut`, `objections are to be sent to the office`."""
    copula = next((aux for aux in (*tree.auxiliaries(word), tree.heads[word]) if aux >= 0 and tree.low[aux] in ("are", "is")), None)
    if copula is None or not tree.has_to(word) or tree.upos[word] not in ("VERB", "ADJ", "AUX"):
        return None
    who = subject(tree, word)
    if who is None:
        return None
    kind: RuleKind = "procedure" if tree.lemma[who] in PAPERS else "prohibition" if tree.negated(word) else "obligation"
    return Norm(word, kind, who, None, word, "weak", "be_to")


def whole(tree: Tree, word: int) -> Norm | None:
    """A clause in the present that a law is said to contain: `the council elects the mayor, according to the charter`."""
    head = tree.heads[word]
    if modal_of(tree, word) or not (tree.base[word] == "root" or (tree.base[word] in ("conj", "parataxis") and tree.subject(word) is not None and authority(tree, tree.subject(word) or 0) is not None) or (tree.base[word] in ("ccomp", "parataxis") and head >= 0 and tree.lemma[head] in TELLING)):
        return None
    who = subject(tree, word)
    if who is None or tree.low[who] in ("it", "this", "that", "he", "she", "there") or tool(tree, who) is not None:
        return None
    if tree.xpos[word] == "VBG" or (tree.named.get(who) == "person" and authority(tree, who) is None):
        return None
    if _nobody(tree, who) and tree.xpos[word] in ("VBZ", "VBP"):
        return Norm(word, "prohibition", who, None, word, "whole", "present")  # `nobody leaves the barracks without a pass`
    present = tree.xpos[word] in ("VBZ", "VBP") or any(tree.low[aux] in ("is", "are") for aux in tree.auxiliaries(word))
    plain = tree.upos[word] == "VERB" or (tree.upos[word] == "ADJ" and tree.low[word] in WHOLE)
    if not present or not plain or tree.negated(word):
        return None
    if stem(tree, word, ABSTAINING):
        return Norm(word, "prohibition", who, None, word, "whole", "present")
    if tree.lemma[word] == "have" and (cut := next((b for b in tree.under(word) if b > word and tree.xpos[b] == "VBN" and stem(tree, b, DEDUCTING)), None)) is not None:
        return Norm(word, "deprivation", who, None, word, "whole", "present", (taken(tree, cut, own_words(tree, word)),))  # `clubs have points deducted`
    if people(tree, who) and tree.upos[word] == "VERB" and not tree.is_passive(word) and authority(tree, who) is None:
        return Norm(word, "permission" if stem(tree, word, RECEIVING) or any(tree.low[b] == "free" for b in tree.below[word]) else "obligation", who, None, word, "whole", "present")  # `visitors leave their telephones at the gate`
    return Norm(word, "procedure", None, who, word, "whole", "present")


def struck(tree: Tree, word: int) -> Norm | None:
    """`are to be struck off for five years`, `are struck from the register`."""
    who = subject(tree, word)
    if tree.lemma[word] not in ("strike", "struck") or not tree.is_passive(word) or tree.negated(word) or who is None:
        return None
    off = tree.particle(word).endswith("_off") or any(tree.low[c] in ("from", "off") for b in tree.all_below(word, "obl") for c in tree.all_below(b, "case"))
    return Norm(word, "deprivation", who, None, word, "strong", modal_of(tree, word), (taken(tree, word, own_words(tree, word)),)) if off else None


def refusing(tree: Tree, word: int) -> Norm | None:
    """`the airline no longer accepts dogs`: what a body does not do for anybody."""
    if tree.upos[word] != "VERB" or tree.is_passive(word) or not _no_longer(tree, word) or modal_of(tree, word) or stem(tree, word, REFUSED) is None:
        return None
    by, held = giver(tree, word), tree.child(word, "obj")
    return Norm(word, "prohibition", None, by, word, "given", "") if by is not None and held is not None and tree.xpos[held] == "NNS" else None


def _nobody(tree: Tree, who: int) -> bool:
    return tree.low[who] in ("nobody", "none", "no-one") or any(tree.low[b] == "no" for b in tree.below[who])


def future(tree: Tree, word: int) -> Norm | None:
    """`all students will take a course in first aid, the rector announced`: what a class will do, in an authority's mouth."""
    who = subject(tree, word)
    if tree.upos[word] != "VERB" or tree.is_passive(word) or modal_of(tree, word) != "will" or who is None or not people(tree, who):
        return None
    if tree.lemma[word] == "have" and (deed := tree.child(word, "xcomp")) is not None and tree.has_to(deed):
        return None  # told by what they have to do
    if not (tree.xpos[who] == "NNS" or any(tree.low[b] in ("every", "each", "all") for b in tree.below[who])):
        return None
    if tree.negated(word) or _no_longer(tree, word) or _nobody(tree, who):
        paid = tree.child(word, "obj")
        free = tree.lemma[word] == "pay" and paid is not None and tree.lemma[paid] in TAXES
        return Norm(word, "permission" if free else "prohibition", who, None, word, "future", "will")
    return Norm(word, "permission" if stem(tree, word, RECEIVING) else "obligation", who, None, word, "future", "will")


def told_of(tree: Tree, word: int) -> Norm | None:
    """`every driver hands over 20 dollars`, `nobody gets out of the camp without paying`: what witnesses tell in the present tense."""
    who = tree.subject(word)
    if who is None or tree.xpos[word] not in ("VBZ", "VBP") or tree.upos[word] != "VERB" or modal_of(tree, word):
        return None
    if _nobody(tree, who) and stem(tree, word, LEAVING):
        return Norm(word, "prohibition", who, None, word, "practice", "")
    gets = tree.child(word, "obj")
    classed = people(tree, who) and (tree.xpos[who] == "NNS" or any(tree.low[b] in ("every", "each") for b in tree.below[who]))
    narrow = tree.child(who, "acl", "nmod") is not None
    if stem(tree, word, RECEIVING) and classed and any(tree.low[b] == "only" for b in tree.under(word)) and any(tree.mark(b) or tree.base[b] == "advcl" for b in tree.all_below(word, "advcl")):
        return Norm(word, "procedure", who, None, word, "practice", "")  # `widows receive rations only when a relative signs`
    if stem(tree, word, RECEIVING) and gets is not None and (tree.lemma[gets] in LOST or classed) and any(tree.low[b] == "no" for b in tree.below[gets]) and narrow:
        return Norm(word, "deprivation", who, None, word, "practice", "", (Sanction("loss", None, gets),))
    return Norm(word, "obligation", who, None, word, "practice", "") if classed and stem(tree, word, HANDING) and gets is not None and not tree.negated(word) else None


def caused(tree: Tree, word: int) -> Norm | None:
    """`intends to have all tourists fingerprinted`, `wants to have permits issued by one office`: what an authority wants done."""
    head = tree.heads[word]
    if head < 0 or tree.lemma[head] != "have" or tree.xpos[word] != "VBN" or not tree.has_to(head) or tree.base[word] not in ("xcomp", "ccomp", "acl", "advcl"):
        return None
    by = giver(tree, head)
    held = tree.child(head, "obj") or tree.subject(word)
    if by is None or held is None or step(tree, tree.heads[head]) is None:
        return None
    kind: RuleKind = "procedure" if tree.lemma[held] in PAPERS else "obligation"
    return Norm(word, kind, held, by, word, "given", "")


def staying(tree: Tree, word: int) -> Norm | None:
    """`the beaches will stay closed`, `the border remains shut`."""
    head = tree.heads[word]
    if tree.low[word] not in CLOSED or head < 0 or tree.base[word] != "xcomp" or tree.lemma[head] not in ("stay", "remain"):
        return None
    return Norm(head, "prohibition", None, None, head, "weak", modal_of(tree, head) or "present")


def wished(tree: Tree, word: int) -> Norm | None:
    """`the party wants civil servants to swear an oath`, `the board suggested that tourists pay a deposit`."""
    head = tree.heads[word]
    if head < 0 or tree.base[word] not in ("xcomp", "ccomp", "advcl") or stem(tree, head, WISHING) is None or tree.upos[word] != "VERB":
        return None
    who = tree.subject(word) if tree.base[word] == "ccomp" else tree.child(head, "obj", "iobj")
    by = giver(tree, head)
    bare = tree.has_to(word) or (tree.xpos[word] in ("VB", "VBP") and not tree.auxiliaries(word))
    if who is None or by is None or tree.negated(head) or not bare or tree.xpos[who] != "NNS":
        return None
    return Norm(word, "prohibition" if tree.negated(word) else "obligation", who, by, word, "given", "")


def headline(tree: Tree, word: int) -> Norm | None:
    """`Curfew in the port: nobody allowed out after nine`, `Two years in jail for booing the anthem`: a title without a verb."""
    first, end = (int(at) for at in tree.parse.sentences[tree.sentence_of[word]])
    if tree.base[word] != "root" or tree.upos[word] not in ("NOUN", "PROPN") or end - first > TITLE or tree.child(word, "nsubj", "cop", "det") is not None or tree.low[end - 1] in (".", "!", "?"):
        return None
    kind = noun_kind(tree, word)
    if kind is not None:
        return Norm(word, kind, None, None, word, "noun", "")
    named = tuple(sanctions(tree, own_words(tree, word)))
    for_what = any(tree.low[c] in ("for", "against") for b in tree.under(word) if b > word for c in tree.all_below(b, "case", "mark"))
    hard = named and any(one.amount is not None or one.kind == "death" for one in named) and for_what
    return Norm(word, "penalty", None, None, word, "noun", "", named) if hard else None


def standing(tree: Tree, word: int) -> Norm | None:
    """`a moratorium on the death penalty is in effect`, `the curfew remains in force`."""
    kind = noun_kind(tree, word)
    head = tree.heads[word]
    if kind is None or tree.base[word] != "nsubj" or head < 0:
        return None
    if tree.lemma[head] == "be" and tree.child(head, "expl") is not None and tree.xpos[head] in ("VBZ", "VBP") and not tree.negated(word) and not tree.negated(head):
        on = word + 1 < len(tree) and tree.low[word + 1] in ("on", "against", "for")
        return Norm(head, kind, None, None, word, "strong", "") if on else None
    words = [tree.low[w] for w in tree.under(head) if w > word]
    lasts = tree.low[head] in ("force", "effect", "place") or tree.lemma[head] in ("apply", "remain", "continue", "stay", "be", "come", "enter", "take", "go")
    if not lasts or not {"force", "effect", "place", "applies", "apply"} & {*words, tree.low[head]} or tree.negated(head):
        return None
    return Norm(head, kind, None, None, word, "strong", "")


def _told_by(tree: Tree, word: int) -> bool:
    """Whether a clause rests on an instrument by its own words."""
    return any(tool(tree, below) is not None for below in tree.all_below(word, "obl"))


def practice(tree: Tree, word: int) -> Norm | None:
    """`guards turn back men of military age`, `holders of such passports are stopped`: what is done as a matter of course."""
    if tree.xpos[word] not in ("VBP", "VBZ", "VBN", "VBG") or (practice_kind(tree, word) is None and tree.child(word, "aux:pass") is None):
        return None
    if tree.base[word] in ("acl", "advcl"):
        return None
    if tree.negated(word) and not tree.is_passive(word):
        return None
    passive = tree.child(word, "aux:pass") is not None
    present = any(tree.low[aux] in ("are", "is") or (tree.low[aux] == "being" and tree.lemma[tree.heads[word]] in REPORTING) or (tree.low[aux] == "been" and tree.xpos[word] == "VBG") for aux in tree.auxiliaries(word))
    perfect = passive and any(tree.low[aux] == "have" for aux in tree.auxiliaries(word))
    if tree.xpos[word] in ("VBN", "VBG") and not (present or perfect):
        return None
    bound = subject(tree, word) if passive else _practised(tree, word)
    if bound is None or not (tree.xpos[bound] in ("NNS", "DT") or tree.low[bound] in ("they", "them", "everybody", "everyone", "anyone", "one", "nobody")) or tree.child(bound, "nummod") is not None:
        return None
    denied = passive and tree.negated(word) and tree.child(word, "obj", "xcomp") is not None  # `lawyers are not shown the file`
    if practice_kind(tree, word) is None and not (people(tree, bound) and (_told_by(tree, word) or stem(tree, word, HANDLED) or denied)):
        return None
    held = tree.child(word, "obj")
    if not passive and practice_kind(tree, word) == "deprivation" and (held is None or (tree.lemma[held] not in LOST | SEIZED | VALUABLES and not _theirs(tree, held))):
        return None
    if stem(tree, word, PUTTING) and not any(tree.lemma[w] in CELLS for w in tree.all_below(word, "obl")):
        return None
    if tree.base[bound] in ("nsubj",) and passive and practice_kind(tree, word) == "deprivation":
        bound = owner_of(tree, word, None) or bound  # `passports are taken away from workers`
    unknown: RuleKind = "procedure" if tree.xpos[word] == "VBN" and practice_kind(tree, word) is None and _told_by(tree, word) else "prohibition"
    kind: RuleKind = "prohibition" if tree.negated(word) else practice_kind(tree, word) or unknown
    if passive and tree.lemma[word] == "send" and any(tree.low[b] in ("home", "back") for b in tree.below[word]) and tree.child(bound, "acl") is not None:
        return Norm(word, "penalty", bound, None, word, "practice", "", (Sanction("expulsion", None, word),))
    return Norm(word, kind, bound, None if passive else subject(tree, word), word, "practice", "")


def _theirs(tree: Tree, held: int) -> bool:
    """`inspectors take their plates`."""
    owner = tree.child(held, "nmod:poss")
    return owner is not None and tree.low[owner] == "their"


def procedure(tree: Tree, word: int) -> Norm | None:
    """`applications are decided by a panel within 90 days`, `permits are issued by the district office`."""
    if not is_proceeding(tree, word) or not tree.is_passive(word) or tree.negated(word):
        return None
    if practice_kind(tree, word) == "deprivation" and any(tree.low[below] == "away" for below in tree.below[word]):
        return None
    who = subject(tree, word)
    if who is not None and tree.named.get(who) == "person":
        return None
    if who is None or not (tree.lemma[who] in PAPERS or stem(tree, word, CHOOSING)) or tree.child(word, "xcomp", "ccomp", "obj") is not None or not any(tree.low[aux] in ("are", "is", "will", "shall", "would", "can", "could", "may") for aux in tree.auxiliaries(word)):
        return None
    if tree.xpos[who] == "NN" and not tree.has_to(word) and tree.child(word, "obl", "advmod") is None:
        return None
    return Norm(word, "procedure", None, tree.child(word, "obl:agent"), word, "weak", "present")
