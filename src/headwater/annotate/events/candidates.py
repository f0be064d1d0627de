"""Which words of a parse carry an event worth a row."""

from headwater import lexicon
from headwater.annotate.events.forms import form_of
from headwater.annotate.events.modes import DEEDS, SELF, UNDER_WAY, Mode, is_copular
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import (
    harmful_verb,
    harms,
    is_light,
    is_state,
    noun_class,
    operator,
    reporting,
    reporting_prepositions,
    warns_of_harm,
)

PLAIN = ("done", "perfect", "present")
TRIFLES = frozenset(
    "name date detail figure reason comment information answer explanation look doubt loss number toll interview idea".split()
)
HABITS = frozenset("often usually always regularly typically normally generally frequently sometimes rarely".split())
IDLE_FEARS = frozenset("fear worry concern risk danger chance possibility".split())  # `the fear of an attack` is no event
SILENCES = frozenset("comment answer respond reply elaborate discuss name identify disclose verify".split())  # `declined to comment`
GENERIC = frozenset("anyone whoever everyone everybody anybody those one".split())
ADJECTIVES = frozenset("hurt dead wounded injured missing".split())  # states that tell of what befell somebody
LEFT_SO = frozenset("remain stay go be".split())
IN_PROGRESS = frozenset("trial strike fire attack siege arrest talks".split())  # `on strike`, `under fire`
CAUSES = frozenset("make get let tell lead require oblige cause".split())  # causing verbs too pale for a row
SPOKEN_DEEDS = frozenset(
    "order declare proclaim swear hold question appeal protest find recall dismiss accept establish".split()
)  # deeds, where no clause follows
INTRANSITIVE = frozenset(
    "appeal fail vote protest apologise apologize abstain".split()
)  # governing words that are deeds where they govern nothing
OF_LAW = frozenset(
    "charge indict reject dismiss acquit clear foil thwart abandon drop ditch axe withdraw veto block investigate cancel call_off scrap postpone refuse".split()
)
COMPLEMENT = ("xcomp", "ccomp", "csubj")
POINTS_ELSEWHERE = frozenset("denied threatened warned proposed want announced planned alleged predicted confirmed ongoing through".split())
AT_TIMES = frozenset("after before during since following until amid despite".split())
DEPENDENT = ("amod", "compound", "case", "mark", "fixed", "flat", "det", "obl", "nmod", "obj", "iobj", "nsubj", "appos", "cc", "dep")


def candidates(tree: Tree) -> list[int]:
    """The words that may carry an event, in order."""
    return [word for word in range(len(tree)) if carries(tree, word)]


def carries(tree: Tree, word: int) -> bool:
    """Whether a word may carry an event."""
    part = tree.upos[word]
    if part == "VERB":
        if tree.base[word] == "conj" and tree.upos[tree.heads[word]] in ("NOUN", "PROPN") and not tree.child(tree.heads[word], "cop"):
            return False
        return tree.base[word] not in DEPENDENT and not _is_name(tree, word) and _verb(tree, word)
    if part == "NOUN":
        return _noun(tree, word)
    return part == "ADJ" and tree.low[word] in ADJECTIVES and _befallen(tree, word)


def _befallen(tree: Tree, word: int) -> bool:
    """`three are missing`, `two remain missing`: a state that is said of somebody (the model reads the copula now as one, now as an auxiliary)."""
    if tree.auxiliaries(word) and tree.subject(word) is not None:
        return True
    somebody = tree.subject(word) is not None or tree.subject(tree.heads[word]) is not None
    return tree.base[word] == "xcomp" and tree.lemma[tree.heads[word]] in LEFT_SO and somebody


def _is_name(tree: Tree, word: int) -> bool:
    """A capital inside a sentence: a name that was read as a verb."""
    before = tree.low[word - 1] if word else ""
    first = word == int(tree.parse.sentences[tree.sentence_of[word]][0])
    return tree.parse.forms[word][0].isupper() and not first and not any(sign in before for sign in "\"“«:'‘-")


def _verb(tree: Tree, word: int) -> bool:
    if _complements(tree, word) and tree.particle(word) not in DEEDS:
        causing = operator(tree, word) in ("cause", "prevent")
        return causing and (
            tree.lemma[word] not in CAUSES
            or (tree.lemma[word] == "tell" and tree.is_passive(word) and tree.child(word, "xcomp") is not None)
        )
    if is_light(tree, word) and (_event_noun_beside(tree, word) or _trifle(tree, word)):
        return False
    if tree.lemma[word] in INTRANSITIVE and tree.child(word, "ccomp", "xcomp") is None:
        return True
    points = operator(tree, word)
    if points in POINTS_ELSEWHERE and points not in ("ongoing", "through") and tree.particle(word) not in DEEDS:
        return _points_at_thing(tree, word, points)
    if is_state(tree, word, plain=form_of(tree, word) in PLAIN):
        return tree.lemma[word] in ("face", "risk", "have") and harms(tree, word)
    if form_of(tree, word) not in PLAIN or (points in ("cause", "prevent") and tree.is_passive(word)):
        return True
    return reporting(tree, word) is None or _blow(tree, word) or (tree.lemma[word] in SPOKEN_DEEDS and tree.child(word, "obj", "nsubj:pass") is not None)


def _blow(tree: Tree, word: int) -> bool:
    """`attacked the town`, `put him in a van`: verbs of blows and moves that report only with their preposition (`attacked it as`, `put it at`)."""
    said = reporting_prepositions(tree, word)
    cases = {tree.low[case] for below in tree.below[word] for case in tree.all_below(below, "case", "mark")}
    hits = tree.lemma[word] in lexicon.entries("event_invariant") or harmful_verb(tree.lemma[word])
    return bool(said) and hits and not said & cases and tree.child(word, "obj", "nsubj:pass") is not None


def _trifle(tree: Tree, word: int) -> bool:
    """`gave only her first name`, `made it clear`: no event."""
    if tree.lemma[word] == "make" and any(tree.upos[below] == "ADJ" for below in tree.all_below(word, "xcomp")):
        return True
    return any(tree.lemma[below] in TRIFLES for below in tree.all_below(word, "obj"))


def _points_at_thing(tree: Tree, word: int, points: str) -> bool:
    """`announced a new route`, `threatened residents with prison`, `charged two men`: the object is no event word."""
    has_object = tree.child(word, "obj", "nsubj:pass") is not None
    if points == "warned":
        return warns_of_harm(tree, word)
    if tree.lemma[word] == "ask":
        return any(tree.low[case] == "for" for below in tree.all_below(word, "obl") for case in tree.all_below(below, "case"))
    if tree.lemma[word] in SELF:
        return has_object or tree.lemma[word] == "call"
    return has_object and (
        tree.particle(word) in OF_LAW or tree.lemma[word] in OF_LAW or (points == "planned" and reporting(tree, word) is None)
    )


def _complements(tree: Tree, word: int) -> bool:
    """Whether the event stands in a clause or a noun that this word governs."""
    points = operator(tree, word)
    if points is None:
        return reporting(tree, word) is not None and tree.child(word, "ccomp") is not None
    if points == "warned" and not _clause(tree, word) and warns_of_harm(tree, word):
        return False
    parts = ("VERB",) if points in ("through", "ongoing", "cause") else ("VERB", "ADJ", "NOUN")
    if any(tree.base[below] in COMPLEMENT and tree.upos[below] in parts and not _is_name(tree, below) for below in tree.below[word]):
        return True
    gerund = any(tree.base[below] == "advcl" and tree.xpos[below] == "VBG" and tree.mark(below) for below in tree.below[word])
    if points in ("alleged", "prevent", "denied") and gerund:
        return True
    return points in POINTS_ELSEWHERE and any(
        tree.base[below] in ("obj", "obl") or tree.rel[below] == "nsubj:pass" for below in tree.below[word] if noun_class(tree, below)
    )


def _clause(tree: Tree, word: int) -> bool:
    """Whether a verb governs a clause; a bare participle after it is none (`warned citizens working there`)."""
    return any(tree.xpos[below] != "VBG" or tree.auxiliaries(below) for below in tree.all_below(word, "ccomp"))


def _event_noun_beside(tree: Tree, word: int) -> bool:
    return any(noun_class(tree, below) for below in tree.below[word] if tree.base[below] in ("obj", "nsubj")) or any(
        tree.base[below] == "obl" and noun_class(tree, below) and tree.lemma[word] in ("come", "go", "take") and not _sets_in(tree, word, below)
        for below in tree.below[word]
    )


def _sets_in(tree: Tree, verb: int, noun: int) -> bool:
    """`went on strike`, `goes on trial`: the verb tells that it began."""
    return tree.lemma[verb] == "go" and _in_progress(tree, noun)


def _noun(tree: Tree, word: int) -> bool:
    """An event noun with somebody's part in it, or that is introduced; a bare `the attack` refers to one told before."""
    kind = noun_class(tree, word)
    if kind is None or tree.base[word] in ("compound", "flat", "fixed", "vocative"):
        return False
    if tree.child(word, "cop") is not None:
        return _in_progress(tree, word)
    if tree.heads[word] >= 0 and _sets_in(tree, tree.heads[word], word):
        return False
    if tree.heads[word] >= 0 and tree.lemma[tree.heads[word]] in ("remain", "stay", "come", "be") and _in_progress(tree, word):
        return True
    return _governed(tree, word) or (kind == "d" and _introduced(tree, word))


def _in_progress(tree: Tree, word: int) -> bool:
    """`is on strike`, `came under fire`."""
    return tree.low[word] in IN_PROGRESS and any(
        tree.low[case] in ("on", "under") or (case and tree.low[word] == "talks") for case in tree.all_below(word, "case")
    )


def _governed(tree: Tree, word: int) -> bool:
    while tree.base[word] == "conj" and tree.upos[tree.heads[word]] == "NOUN":
        word = tree.heads[word]  # `smaller classes and the sacking of the inspector`
    head = tree.heads[word]
    if any(operator(tree, below) in POINTS_ELSEWHERE for below in tree.below[word] if tree.base[below] == "amod"):
        known = any(tree.low[below] in ("the", "its", "his", "her", "their") for below in tree.below[word])
        return tree.base[word] not in ("obl", "nmod") or not known
    if head < 0:
        return False
    points = operator(tree, head)
    if tree.base[word] == "obj" or (tree.base[word] == "nsubj" and not is_copular(tree, head)):
        return points in POINTS_ELSEWHERE or is_light(tree, head)
    if tree.base[word] == "nsubj":
        return any(tree.low[c] in UNDER_WAY for c in tree.all_below(head, "case"))
    return (
        tree.base[word] in ("obl", "nmod")
        and points in POINTS_ELSEWHERE - {"ongoing"}
        and (points != "through" or tree.upos[head] == "NOUN")
    )


def _introduced(tree: Tree, word: int) -> bool:
    lead = any(tree.low[below] in ("a", "an", "another", "no") or tree.rel[below] == "nmod:poss" for below in tree.below[word])
    part = any(tree.base[below] == "nmod" for below in tree.below[word])
    case = {tree.low[below] for below in tree.below[word] if tree.base[below] == "case"}
    return (lead or part) and (tree.base[word] in ("nsubj", "obj", "root") or bool(case & AT_TIMES))


def is_told(tree: Tree, word: int, mode: Mode, *, dated: bool, spoken: bool) -> bool:
    """Whether the candidate is told as a single event: no condition, question, habit, purpose or general truth."""
    if not mode.real or mode.stage in ("unreal", "open") or _asked(tree, word) or _asked(tree, mode.shell):
        return False
    if (
        _generic(tree, word, spoken=spoken)
        or _generic(tree, mode.shell, spoken=spoken)
        or any(_swallows(tree, passed) for passed in mode.operators)
    ):
        return False
    if tree.rel[mode.shell] == "acl:relcl" and mode.shell != word and form_of(tree, mode.shell) == "present" and mode.stage == "denied":
        return False
    if any(tree.low[below] in HABITS for part in (word, *mode.operators) for below in tree.below[part]):
        return False
    if tree.upos[word] != "VERB":
        return not any(tree.lemma[passed] in IDLE_FEARS and tree.upos[passed] == "NOUN" for passed in mode.operators)
    return _told_verb(tree, word, mode, dated=dated, spoken=spoken)


def _swallows(tree: Tree, passed: int) -> bool:
    """Governing words whose complement is no event of its own: `forced to`, `prevented from`, `warned against`, `possible to`."""
    points = operator(tree, passed)
    if points in ("cause", "prevent"):
        return True
    if points == "warned":
        return any(
            tree.mark(below) == "against" or any(tree.low[c] == "against" for c in tree.all_below(below, "case"))
            for below in tree.below[passed]
        )
    return tree.low[passed] in ("possible", "impossible", "able") or (
        tree.low[passed] in ("refusal", "failure", "inability") and tree.child(passed, "nmod:poss") is None
    )


def _told_verb(tree: Tree, word: int, mode: Mode, *, dated: bool, spoken: bool) -> bool:
    form = form_of(tree, word)
    if (form == "should" and not (mode.wraps or spoken)) or _imperative(tree, word):
        return False
    if form == "may" and (tree.negated(word) or (tree.is_passive(word) and not spoken)):
        return False
    subject = tree.subject(word)
    if mode.stage == "could" and subject is not None and tree.upos[subject] == "PRON" and not harms(tree, word):
        return False
    if tree.rel[word] == "acl:relcl" and form == "perfect" and not _definite(tree, tree.heads[word]):
        return False
    if form == "present" and not mode.operators:
        return mode.stage != "denied" and (dated or _told_in_present(tree, word, mode))
    if mode.stage == "denied" and (tree.lemma[word] in SILENCES or (reporting(tree, word) and tree.lemma[word] not in SPOKEN_DEEDS)):
        return False
    denying = any(operator(tree, passed) == "denied" for passed in mode.operators)
    if mode.stage == "denied" and not denying and tree.lemma[word] in lexicon.entries("event_omissions"):
        return False
    return _is_finite(tree, word, form) or bool(mode.operators) or _befalls(tree, word)


def _told_in_present(tree: Tree, word: int, mode: Mode) -> bool:
    """`are stopped at airports`: a practice; `urges citizens`: said now."""
    if mode.stage in ("threatened", "announced", "proposed", "planned"):
        return True
    return tree.is_passive(word) and tree.base[word] in ("root", "ccomp", "conj") and not harms(tree, word)


def _definite(tree: Tree, noun: int) -> bool:
    """Whether a noun means somebody in particular: `the men who have fled`, not `workers who have got passports`."""
    return tree.upos[noun] == "PROPN" or any(
        tree.low[below] in ("the", "this", "that") or tree.base[below] == "nummod" for below in tree.below[noun]
    )


def _is_finite(tree: Tree, word: int, form: str) -> bool:
    """Neither `people hailing from the hills` nor `after leaving home`."""
    if tree.xpos[word] == "VBG" and tree.mark(word) in ("for", "of", "in", "by", "without", "on", "with", "from", "to"):
        return False
    if tree.base[word] == "advcl" and tree.xpos[word] == "VBG" and operator(tree, word) in ("cause", "prevent"):
        return True  # `forcing him to leave`
    if tree.base[word] in ("acl", "advcl", "xcomp", "ccomp") and tree.rel[word] != "acl:relcl" and tree.xpos[word] in ("VBN", "VBG"):
        return bool(tree.auxiliaries(word)) or (tree.xpos[word] == "VBN" and tree.subject(word) is not None)
    return form != "open"


def _befalls(tree: Tree, word: int) -> bool:
    """`two men killed in the blast`."""
    return harms(tree, word) and tree.xpos[word] == "VBN"


def _asked(tree: Tree, word: int) -> bool:
    sentence = tree.parse.sentences[tree.sentence_of[word]]
    if tree.low[int(sentence[1]) - 1] == "?" or any(tree.low[w] == "?" for w in tree.below[word]):
        return True
    while tree.base[word] == "conj":
        word = tree.heads[word]
    if tree.base[word] not in ("ccomp", "csubj", "acl", "advcl"):
        return False
    subject = tree.subject(word)
    near = [*tree.below[word], *(tree.under(subject) if subject is not None and subject > word - 12 else ())]
    return (
        any(tree.low[below] in ("whether", "why", "how", "what", "whose") and below < word for below in near)
        and tree.rel[word] != "acl:relcl"
    )


def _generic(tree: Tree, word: int, *, spoken: bool) -> bool:
    """`anyone who spreads`, `whoever walks`: nobody in particular."""
    if tree.rel[word] == "acl:relcl" and tree.heads[word] >= 0:
        head = tree.heads[word]
        leads = {tree.low[below] for below in tree.below[head] if tree.base[below] == "det"}
        return tree.low[head] in GENERIC or tree.lemma[head] == "case" or bool(leads & {"any", "every"})
    subject = tree.subject(word)
    return subject is not None and tree.low[subject] in ("whoever", "whatever", "you") and not (harms(tree, word) and spoken)


def _imperative(tree: Tree, word: int) -> bool:
    return tree.xpos[word] == "VB" and not tree.auxiliaries(word) and tree.base[word] == "root" and not tree.has_to(word)
