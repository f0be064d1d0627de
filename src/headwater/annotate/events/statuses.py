"""The status of an event: its mode, and the statements in which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from headwater import lexicon
from headwater.annotate.events.modes import Mode, Stage, Wrap
from headwater.annotate.events.trees import Tree
from headwater.annotate.events.words import harms
from headwater.records import Attitude, EventStatus, Statement

CLOSED = frozenset("denied threatened proposed announced planned alleged".split())
FIRST = frozenset("i we".split())
THIRD = frozenset("he she they it".split())
OWN = frozenset("my our his her its their".split())
BYSTANDERS = frozenset(
    "expert analyst economist observer critic resident witness neighbour neighbor scientist forecaster researcher historian academic professor "
    "villager source activist relative opponent opposition survivor commentator report newspaper medium study survey doctor people".split()
)
OFFICES = frozenset(
    "spokesman spokeswoman spokesperson office ministry government minister president governor mayor company firm agency authority police army council "
    "court party union committee department commission administration embassy statement secretary official officer".split()
)
SPOKESMEN = frozenset("spokesman spokeswoman spokesperson".split())
CHANGES = frozenset(
    "fall rise drop collapse burst worsen increase decrease grow slow shrink flood erupt spread escalate decline soar plunge recover die".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks around an event: attitude, whether inside quotation marks, the words of the speaker, the word of the cue."""

    attitude: Attitude
    direct: bool
    speaker: str
    cue: int = -1
    confirms: bool = False
    hearsay: bool = False
    doubted: bool = False


def status_of(tree: Tree, word: int, mode: Mode, voices: Sequence[Voice]) -> EventStatus:
    """The status of the event at `word`; `voices` are those that speak it, innermost first."""
    stage = mode.stage
    for voice in voices:
        stage = _spoken(tree, word, stage, voice, mode)
    return _settled(tree, word, stage)


def _settled(tree: Tree, word: int, stage: Stage) -> EventStatus:
    """What is still open when nobody but the report speaks."""
    if stage in CLOSED or stage in ("happened", "ongoing"):
        return stage  # type: ignore[return-value]
    if stage in ("future", "open"):
        return "planned"
    if stage == "should":
        return "proposed"
    if stage == "could" and harms(tree, word):
        return "threatened"
    return {"would": "planned", "may": "alleged", "could": "alleged", "unreal": "alleged", "present": "ongoing"}.get(stage, "happened")  # type: ignore[return-value]


def _spoken(tree: Tree, word: int, stage: Stage, voice: Voice, mode: Mode) -> Stage:
    """What a voice makes of an event in its words."""
    if voice.attitude == "denies":
        return "denied" if stage not in ("announced",) else stage
    if stage in CLOSED:
        return stage
    if stage == "present" and tree.lemma[word] in ("face", "risk") and harms(tree, word):
        return _to_come(tree, word, "would", voice)
    if voice.attitude == "cannot_verify":
        return "alleged"
    if stage in ("future", "would", "may", "could", "open"):
        return _to_come(tree, word, stage, voice)
    if stage == "should":
        return "proposed"
    if stage in ("happened", "ongoing", "was_ongoing", "noun", "gerund", "present", "unreal"):
        base = "ongoing" if stage in ("ongoing", "was_ongoing") else "happened"
        return (
            base if voice.confirms or voice.attitude == "announces" or (not voice.hearsay and _own_deed(tree, word, voice)) else "alleged"
        )
    return stage


def _to_come(tree: Tree, word: int, stage: Stage, voice: Voice) -> Stage:
    attitude = voice.attitude
    if attitude == "threatens":
        return "threatened"
    if attitude in ("proposes", "urges", "asks") and stage != "future":
        return "proposed"
    if attitude == "predicts":
        return "alleged"
    if harms(tree, word) and not _bystander(voice):
        return "threatened"
    if voice.hearsay:
        return "alleged"
    if attitude == "warns" or stage in ("may", "could"):
        return "alleged"
    return "announced" if attitude == "announces" or _may_decide(tree, word, voice) else "alleged"


def _bystander(voice: Voice) -> bool:
    return bool(BYSTANDERS & _singular(voice.speaker))


def _singular(words: str) -> set[str]:
    low = words.casefold().replace("’", "'").split()
    return {form for word in low for form in (word.strip(",.'"), word.strip(",.'").removesuffix("'s").removesuffix("s"))}


def _may_decide(tree: Tree, word: int, voice: Voice) -> bool:
    """Whether what the speaker says will be done is his, or his side's, to do."""
    if _own_deed(tree, word, voice):
        return True
    if _bystander(voice) or tree.lemma[word] in CHANGES:
        return False
    subject = tree.subject(word)
    if subject is None or tree.named.get(subject) != "person":
        return True
    return bool(OFFICES & _singular(voice.speaker)) or bool(_singular(tree.parse.forms[subject]) & _singular(voice.speaker))


def _own_deed(tree: Tree, word: int, voice: Voice) -> bool:
    """Whether the speaker, or the body for which he speaks, is the one who does it."""
    subject = doer(tree, word)
    if subject is None or _testifies(tree, word, voice):
        return False
    low = tree.low[subject]
    if voice.direct:
        return low in FIRST or _owned(tree, subject, ("my", "our"))
    if low in THIRD:
        return _same(tree, low, voice)
    if SPOKESMEN & _singular(voice.speaker) and tree.lemma[subject] in OFFICES:
        return True
    return _owned(tree, subject, ("his", "her", "its", "their")) or bool(_heads(tree, subject) & _singular(voice.speaker))


def _testifies(tree: Tree, word: int, voice: Voice) -> bool:
    """`I counted twelve bodies`: a witness tells what there was; what a body with an office finds is its own deed."""
    return tree.lemma[word] in lexicon.entries("event_testimony") and not OFFICES & _singular(voice.speaker)


def _heads(tree: Tree, subject: int) -> set[str]:
    words = [subject, *tree.all_below(subject, "flat", "compound", "amod")]
    return {tree.low[word] for word in words} - {"new", "first"} if tree.upos[subject] in ("PROPN", "NOUN") else set()


def _owned(tree: Tree, subject: int, owners: Sequence[str]) -> bool:
    """`her party`, `its engineers`."""
    return any(tree.rel[below] == "nmod:poss" and tree.low[below] in owners for below in tree.below[subject])


def _same(tree: Tree, low: str, voice: Voice) -> bool:
    """Whether the pronoun can be the speaker: by number, and by gender where the speaker is a pronoun himself."""
    speaker = voice.speaker.casefold().split()
    if not speaker:
        return False
    if len(speaker) == 1 and speaker[0] in THIRD | FIRST:
        return speaker[0] == low
    many = (voice.speaker.endswith("s") and not voice.speaker[0].isupper()) or " and " in voice.speaker
    body = bool(OFFICES & _singular(voice.speaker))
    return {"they": many or body, "it": body or not many}.get(low, not many)


def doer(tree: Tree, word: int) -> int | None:
    """The word that does what `word` tells: the subject, that of the governing verb, or a noun's owner; None in the passive."""
    if tree.upos[word] in ("NOUN", "PROPN") and not tree.child(word, "cop"):
        return _noun_doer(tree, word)
    for _ in range(5):
        if tree.is_passive(word):
            return None
        subject = tree.subject(word)
        if subject is not None:
            return tree.heads[word] if tree.low[subject] in ("who", "that", "which") and tree.rel[word] == "acl:relcl" else subject
        head = tree.heads[word]
        if head < 0:
            return None
        held = controller(tree, word, head)
        if held is not None:
            return held
        if tree.base[word] == "acl" and tree.has_to(word) and tree.base[head] == "obj":
            word = tree.heads[head]  # `dropped its plan to sell`
        elif tree.base[word] in ("xcomp", "conj", "advcl"):
            word = head
        else:
            return None
    return None


def controller(tree: Tree, word: int, head: int) -> int | None:
    """The word that an infinitive or gerund under `head` says something of: `urged deputies to pass`, `accused of stealing`."""
    relation = tree.base[word]
    if relation == "acl":
        return head if tree.xpos[word] == "VBG" else tree.child(head, "nmod:poss") if tree.has_to(word) else None
    if relation != "xcomp" and not (relation == "advcl" and tree.mark(word) in ("of", "from", "for", "into")):
        return None
    held = tree.child(head, "obj", "iobj", "nsubj:pass")
    return held if held is not None and held < word else None


def _noun_doer(tree: Tree, word: int) -> int | None:
    owner = tree.child(word, "nmod:poss")
    head = tree.heads[word]
    if owner is not None:
        return owner
    return doer(tree, head) if head >= 0 and tree.upos[head] == "VERB" and tree.base[word] == "obj" else None


def voices_of(tree: Tree, word: int, mode: Mode, statements: Sequence[Statement]) -> tuple[Voice, ...]:
    """Who speaks around an event: reporting verbs of its sentence and `statements` (innermost first), each cue once."""
    cued = {_cue(tree, statement): statement for statement in statements}
    inner = [_from_wrap(tree, wrap, cued.get(wrap.cue), word) for wrap in mode.wraps]
    seen = {wrap.cue for wrap in mode.wraps} | set(mode.operators)
    outer = [_from_statement(tree, statement, cue, word) for cue, statement in cued.items() if cue < 0 or cue not in seen]
    return (*inner, *outer)


def _cue(tree: Tree, statement: Statement) -> int:
    """The word of a statement's cue; below -1 and different for each statement without one."""
    words = tree.words(statement.cue.start, statement.cue.end) if statement.cue else range(0)
    return next((word for word in words if tree.upos[word] == "VERB"), next(iter(words), -2 - statement.span.start))


def _from_wrap(tree: Tree, wrap: Wrap, statement: Statement | None, word: int) -> Voice:
    subject = tree.subject(wrap.cue)
    near = [] if subject is None else [subject, *tree.all_below(subject, "flat", "compound", "amod", "nmod", "appos")]
    words = " ".join(tree.parse.forms[w] for w in near)
    if statement is None:
        return Voice(wrap.attitude, False, words, wrap.cue, wrap.confirms, wrap.hearsay)
    told = _from_statement(tree, statement, wrap.cue, word)
    return Voice(wrap.attitude, told.direct, f"{words} {told.speaker}".strip(), wrap.cue, wrap.confirms, wrap.hearsay)


def _from_statement(tree: Tree, statement: Statement, cue: int, word: int) -> Voice:
    speaker = statement.speaker
    place = speaker.span if speaker else None
    words = tree.parse.text[place.start : place.end] if place else ""
    name = (speaker.name or "") if speaker else ""
    quoted = any(span.start <= tree.starts[word] < span.end for span in statement.quoted)
    return Voice(statement.attitude, quoted, words if name in words else f"{words} {name}".strip(), cue)
