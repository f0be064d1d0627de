"""What rules are laid down in, as a text goes on: each instrument with how far it has got."""

from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.words import Tool, listed, stem, step, tool
from headwater.records import Instrument, RuleStatus

ORDER = ("planned", "draft", "proposed", "announced", "adopted", "signed", "in_force")
REMEMBERED = 8  # sentences for which an instrument is carried to norms that name none; the example's act is told 5 sentences later
FORCE = listed("force")
FORCE_VERBS = listed("force_verbs")
PAPER = listed("paper")
BILLS = frozenset({"bill", "motion"})
PUT = listed("put")
PRESENT_LAWS = listed("present_laws")
NO_CODE = listed("no_code")
VOID = frozenset({"unconstitutional", "void", "invalid", "null", "unlawful", "illegal"})
PARTS = listed("parts")


class Stage(NamedTuple):
    """An instrument at a word: what it is, how far it has got (`failed`: rejected, ended), the sentence it stands in, whether its stage was told."""

    word: int
    instrument: Instrument
    status: str
    sentence: int
    told: bool = True


def stages(tree: Tree) -> list[Stage]:
    """Every instrument of the text with how far it has got, in order; a definite one goes on with what was told of it before."""
    out: list[Stage] = []
    for word in range(len(tree)):
        named = tool(tree, word)
        if named is None or named.instrument is None or not _is_instrument(tree, word):
            continue
        out.append(_stage(tree, word, named, out))
    return out


def _is_instrument(tree: Tree, word: int) -> bool:
    """`act`, `order`, `plan` as nouns for something else are told by their company: `in order to`, `acts of violence`."""
    if tree.named.get(word) == "organization":
        return False
    if tree.lemma[word] in ("term", "terms") and any(tree.lemma[below] in ("prison", "jail") for below in tree.below[word]):
        return False
    if tree.lemma[word] == "code" and any(tree.low[below] in NO_CODE for below in tree.below[word]):
        return False
    if tree.lemma[word] == "order" and word and tree.low[word - 1] == "in":
        return False
    if tree.lemma[word] == "act" and tree.upos[word] == "NOUN" and tree.xpos[word] == "NNS":
        return False
    head = tree.heads[word]
    if tree.rel[word] == "compound" and head >= 0 and tree.xpos[head] == "VBN":
        return True  # `a law promulgated on Saturday`, read as one noun
    if tree.lemma[word] == "law" and tree.rel[word] == "compound" and tree.heads[word] >= 0:
        return tree.lemma[tree.heads[word]] in ("draft", "bill", "amendment")
    return not (tree.rel[word] == "compound" and tree.heads[word] >= 0 and tool(tree, tree.heads[word]) is None and tree.upos[tree.heads[word]] == "NOUN")


def _stage(tree: Tree, word: int, named: Tool, before: list[Stage]) -> Stage:
    told = _told(tree, word)
    instrument = named.instrument or "unspecified"
    earlier = None if any(_described(tree, below, word) for below in tree.all_below(word, "acl")) else _earlier(tree, word, instrument, before)
    if _is_draft(tree, word):
        return Stage(word, "draft", "draft", tree.sentence_of[word])
    status = _furthest([one for one in (told, earlier.status if earlier else None) if one]) or named.status
    if earlier is not None and tree.lemma[word] in PARTS:
        instrument = earlier.instrument
    if tree.low[word] == "plans" and told is None and earlier is None and not tree.child(word, "det"):
        status = "planned"
    if told is None and earlier is None and any(tree.low[b] in ("proposed", "planned") for b in tree.all_below(word, "amod")):
        status = "proposed" if any(tree.low[b] == "proposed" for b in tree.below[word]) else "planned"
    return Stage(word, instrument, status, tree.sentence_of[word], told is not None or earlier is not None or status != "in_force")


def _furthest(found: list[str]) -> str | None:
    if "failed" in found:
        return "failed"
    return max(found, key=lambda status: ORDER.index(status) if status in ORDER else -1, default=None)


def _is_draft(tree: Tree, word: int) -> bool:
    """`draft rules`, `the draft law`, `is drafting rules`."""
    head = tree.heads[word]
    if any(step(tree, below) == "draft" and tree.child(below, "obl:agent", "aux:pass") is not None for below in tree.all_below(word, "acl")):
        return True  # `rules being drafted by the ministry`
    if any(tree.low[below] == "draft" for below in tree.all_below(word, "compound", "amod")):
        return True
    return head >= 0 and tree.base[word] == "obj" and step(tree, head) == "draft"


def _earlier(tree: Tree, word: int, instrument: Instrument, before: list[Stage]) -> Stage | None:
    """The last one of the same kind (a part: of any kind) near before it, where this one is definite."""
    if any(tree.low[below] in PRESENT_LAWS for below in tree.all_below(word, "amod")):
        return None  # `the current law` beside a draft
    definite = any(tree.low[below] in ("the", "this", "that") for below in tree.all_below(word, "det"))
    if not definite:
        return None
    near = [one for one in before if tree.sentence_of[word] - one.sentence <= REMEMBERED and one.status != "failed" and one.told]
    same = [one for one in near if one.instrument == instrument or tree.lemma[word] in PARTS or {one.instrument, instrument} <= {"bill", "law", "draft"}]
    return max(same, key=lambda one: ORDER.index(one.status) if one.status in ORDER else -1, default=None)


def _told(tree: Tree, word: int) -> str | None:
    """How far the predicates that govern or describe the instrument take it; the furthest counts, an end counts above all."""
    head = tree.heads[word]
    if tree.rel[word] == "compound" and head >= 0 and tree.xpos[head] == "VBN" and (joined := step(tree, head)) is not None:
        return joined
    called = [step(tree, b) for b in tree.all_below(word, "amod") if tree.xpos[b] == "VBN" and tree.upos[b] == "VERB"]  # `the newly signed law`
    found = [one for one in called if one in ("adopted", "signed", "failed")]
    found += [status for status in (_governed(tree, word), *(_described(tree, below, word) for below in tree.all_below(word, "acl")), *_beside(tree, word)) if status]
    return _furthest(found)


def _beside(tree: Tree, word: int) -> list[str]:
    """`entered into force`, `was signed`, of which the instrument is the subject."""
    head = tree.heads[word]
    if head < 0 or tree.base[word] != "nsubj":
        return []
    heads = [head, *tree.all_below(head, "conj")]
    return [status for one in heads if (status := _of_subject(tree, one))]


def _of_subject(tree: Tree, head: int) -> str | None:
    if tree.is_passive(head):
        found = step(tree, head)
        return found if found not in ("announced", "threatened") else None
    return _into_force(tree, head)


def _into_force(tree: Tree, head: int) -> str | None:
    """`took effect`, `enters into force on June 1` (not yet: the step before), `is still in effect`."""
    below = [w for w in tree.below[head] if tree.low[w] in FORCE and tree.base[w] in ("obj", "obl")]
    if tree.low[head] in FORCE and tree.child(head, "cop", "case") is not None:
        return "in_force"
    if not below or tree.lemma[head] not in FORCE_VERBS:
        return None
    if tree.xpos[head] in ("VBD", "VBN") or tree.lemma[head] in ("remain", "be"):
        return "in_force"
    auxiliaries = {tree.low[aux] for aux in tree.auxiliaries(head)}
    return None if auxiliaries & {"would", "could", "may", "might"} else "signed"  # `takes effect on 1 July`


def _described(tree: Tree, below: int, word: int) -> str | None:
    """`a law signed on Friday`, `an act that took effect in June`, `the bill, which was vetoed`."""
    if tree.xpos[below] == "VBN" or tree.is_passive(below):
        found = "proposed" if tree.lemma[word] in BILLS and stem(tree, below, PUT) else step(tree, below)
        return found if found not in (None, "announced", "threatened") else None
    if tree.rel[below] == "acl:relcl" and tree.xpos[below] == "VBD" and tree.subject(below) is not None and _is_object(tree, below):
        found = step(tree, below)
        if found not in (None, "announced", "threatened"):
            return found  # `the act that she signed`
    own = _into_force(tree, below)
    return own or next((status for one in tree.all_below(below, "conj") if (status := _into_force(tree, one))), None)


def _is_object(tree: Tree, below: int) -> bool:
    """Whether the noun that a clause describes is what its verb is done to."""
    held, who = tree.child(below, "obj"), tree.subject(below)
    return (held is None or tree.low[held] in ("that", "which")) and who is not None and tree.low[who] not in ("that", "which", "who")


def _approved(tree: Tree, word: int, head: int) -> str | None:
    """`gave its approval to the bill`, `gave the royal assent to the act`."""
    giving = head if tree.lemma[head] in ("give", "grant") else tree.heads[head]
    held = tree.child(giving, "obj") if giving >= 0 and tree.lemma[giving] in ("give", "grant", "win", "receive") else None
    to = any(tree.low[case] in ("to", "for") for case in tree.all_below(word, "case"))
    return lexicon.mapping("rule_approvals").get(tree.lemma[held]) if held is not None and to else None


def _governed(tree: Tree, word: int) -> str | None:
    """`signed a law`, `plan to submit legislation`, `passed a bill`, `called for a law`."""
    head = tree.heads[word]
    if head < 0 or tree.base[word] not in ("obj", "obl", "conj", "nmod"):
        return None
    outer = tree.heads[head]
    if tree.base[word] == "nmod" and outer >= 0 and tree.lemma[head] in ("name", "signature") and tree.lemma[outer] in ("put", "set", "add"):
        return "signed"
    if tree.base[word] in ("nmod", "obl") and (given := _approved(tree, word, head)) is not None:
        return given
    if tree.base[word] == "nmod":  # `amendments to the code`, `adoption of the law`
        return None
    if tree.lemma[head] in ("put", "set") and any(tree.lemma[w] in ("name", "signature") for w in tree.all_below(head, "obj")):
        return "signed"  # `put his name to a bill`
    if _is_undone(tree, word, head):
        return "failed"
    if tree.base[word] == "obl" and tree.lemma[head] not in ("agree", "vote", "call", "work"):
        return None
    if tree.lemma[head] == "call" or (tree.base[word] == "obl" and tree.lemma[head] == "call"):
        return "failed"
    found = "draft" if tree.lemma[head] == "work" and tree.base[word] == "obl" else step(tree, head)
    if stem(tree, head, frozenset({"introduce", "present", "file"})) and tool(tree, word) is not None and tree.lemma[word] in PAPER:
        found = "proposed"
    return _with_plans(tree, head, found) if found else None


def _is_undone(tree: Tree, word: int, head: int) -> bool:
    """`did away with a law`, `declared an act unconstitutional`."""
    away = tree.base[word] == "obl" and tree.lemma[head] == "do" and any(tree.low[b] == "away" for b in tree.below[head])
    void = tree.base[word] == "obj" and tree.lemma[head] in ("declare", "rule", "find") and any(tree.low[b] in VOID for b in tree.below[head])
    return away or void


def _with_plans(tree: Tree, head: int, found: str) -> str:
    """`plan to submit`, `wants to pass`, `refused to sign`: the verb outside counts."""
    here = head
    while tree.heads[here] >= 0 and tree.rel[here] in ("xcomp", "advcl", "ccomp"):
        outer = tree.heads[here]
        told = step(tree, outer)
        if tree.rel[here] == "ccomp" and tree.xpos[here] in ("VBD", "VBN") and told == "announced":
            return found  # `signed the act, her office announced`
        if told in ("planned", "proposed", "failed", "announced"):
            return told
        if stem(tree, outer, frozenset({"refuse", "decline", "fail"})):
            return "failed"
        if stem(tree, outer, frozenset({"urge", "ask", "call", "expect"})):
            return "proposed"
        here = outer
    modal = {tree.low[aux] for aux in tree.auxiliaries(head)}
    return "proposed" if modal & {"would", "will", "should", "could", "may"} and found in ORDER[4:] else found


def as_status(found: str) -> RuleStatus:
    """The status of a rule laid down in an instrument at that stage."""
    return found if found != "failed" else "proposed"  # type: ignore[return-value]
