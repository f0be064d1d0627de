"""What is said: the words that a reporting verb or noun governs, read off the parse frame by frame."""

import functools
from collections.abc import Sequence

from headwater.annotate.brackets import past_brackets
from headwater.annotate.clauses import goes_on_beside, is_clause, is_of_the_speaker, told_as_subject
from headwater.annotate.conditions import condition_before, with_conditions, with_what_would_be
from headwater.annotate.grammar import Grammar, Place
from headwater.annotate.infinitives import infinitive
from headwater.annotate.noun_contents import of_noun, opens_whole, read_as_noun
from headwater.annotate.reporting import Report, verb
from headwater.annotate.semicolons import before_the_next_to_speak
from headwater.annotate.speakers import speaking_nouns
from headwater.lexicon import entries, rows

BY_THE_WAY = frozenset("correcting contradicting echoing rebutting citing quoting adding according saying noting explaining insisting claiming".split())
MOVED = frozenset(("had", "would", "will", "could"))
WITHHELD = frozenset("named identified quoted recognised recognized photographed".split())
NAMES, SHOWN = frozenset("name names surname identity identities".split()), frozenset("published used disclosed revealed given printed mentioned shared".split())
ANONYMITY = frozenset(("anonymity", "anonymous"))
LONGEST_TAIL = 12  # words from the verb to the end of its sentence
RELATIVES = frozenset("who which that whose".split())
WITH_OBJECT = frozenset(("as", "for", "of", "at"))
WHETHER, DID = frozenset(("if", "whether")), frozenset(("did",))
BELONGING = frozenset("for to against between among from with over into".split())
ACT_OF_SPEAKING = frozenset("reporters journalists statement interview conference".split())
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PART"))
SAID_OF = frozenset("said reported believed alleged thought understood rumoured rumored claimed".split())  # `is said to be`
MESSAGES = frozenset("statement message letter interview post reply email e-mail video speech briefing hearing conference release tweet filing".split())
IN_OR_BY = frozenset("in at by on via during through".split())
ANSWERING = frozenset("explain say name give produce show provide comment specify confirm elaborate answer".split())
BUT, COULD = frozenset(("but",)), frozenset(("could", "would", "did", "was"))
CLOSING = frozenset(('"', "”", "»", "’", "''"))
NEAR_THAT, FAR_THAT, HEAD_OF_CLAUSE = 8, 16, 10  # words from the verb to its `that`; where the message and its reader stand between
HARMS = frozenset("consequence consequences repercussion repercussions danger dangers risk risks threat threats penalty penalties punishment attack attacks prosecution sanctions reprisals".split())
SHORTEST, OTHERWISE = 2, frozenset(("otherwise", "differently"))  # words of a clause; `pictures suggest otherwise`


def content(grammar: Grammar, report: Report) -> list[Place]:
    """The stretches of what the word reports; empty where it reports nothing here."""
    if report.is_noun:
        return of_noun(grammar, report)
    if _is_withheld(grammar, report) or grammar.low[min(report.last + 1, len(grammar.low) - 1)] in OTHERWISE:
        return []
    found = (
        _clause(grammar, report)
        or infinitive(grammar, report)
        or _behind_preposition(grammar, report)
        or _noun(grammar, report)
        or _evaluation(grammar, report)
        or _said_to_be(grammar, report)
        or _passive_subject(grammar, report)
        or _around(grammar, report)
        or _before_the_tail(grammar, report)
        or _behind_that(grammar, report)
        or read_as_noun(grammar, report)
    )
    found = [*condition_before(grammar, report), *with_what_would_be(grammar, report, with_conditions(grammar, report, found))] if found else []
    return before_the_next_to_speak(grammar, report.word, past_brackets(grammar, found)) if found else []


def _clause(grammar: Grammar, report: Report) -> list[Place]:
    """`said that the gate is shut`, `The gate is shut, said Vale`."""
    word = report.word
    if "c" not in report.frames and "q" not in report.frames:
        return []
    found = [c for c in grammar.below[word] if grammar.relation(c) == "ccomp" or (grammar.parse.deprel[c] == "csubj:pass")]
    found = [c for c in found if not (grammar.has_child(c, "mark", WHETHER) and report.attitude != "asks")]
    told = grammar.child(word, "obj", "iobj")
    found = [c for c in found if c < word or ("i" in report.frames and (told is None or grammar.parse.xpos[c] != "VBG")) or is_clause(grammar, c)]
    found = [c for c in found if not (c > word and is_of_the_speaker(grammar, report, c))]
    if not found:
        return []
    clause = next((c for c in found if c > word), found[0])
    held = [c for c in found if c > word] if clause > word else [clause]
    speaker = {w for c in grammar.below[clause] if clause < c < word and grammar.relation(c) == "nsubj" for w in grammar.all_below(c)}
    if clause > word:  # `The keeper, who is ill, said he had left`, where the parse gives the keeper to the clause
        speaker |= {w for c in grammar.below[clause] if c < word for w in grammar.all_below(c)}
    held += goes_on_beside(grammar, report, clause)
    words = sorted({w for c in held for w in (*grammar.all_below(c), *told_as_subject(grammar, c))} - speaker)
    words = _without_asides(grammar, _without_listener(grammar, report, words))
    tied = [] if clause > word else grammar.all_below(word)
    if clause < word:
        words = [w for w in words if w not in set(tied) - set(grammar.all_below(clause))]
        if grammar.clause_between(word) == clause:  # `The reports were wrong, the office said`
            words = sorted({*words, *grammar.all_below(next(c for c in grammar.below[word] if grammar.relation(c) == "nsubj"))})
    return grammar.stretches(words, _between(grammar, words, report)) if len(words) >= SHORTEST else []


def _without_listener(grammar: Grammar, report: Report, words: Sequence[int]) -> list[int]:
    """The clause without the one told it, where the parse takes both for one (`told the broadcaster Asmet One the men were polite`)."""
    first = report.last + 1
    that = next((w for w in words if w > first and grammar.low[w] == "that" and grammar.relation(w) == "mark"), None)
    if (
        that is not None
        and words
        and grammar.relation(grammar.heads[that]) == "ccomp"
        and grammar.heads[grammar.heads[that]] == report.word
        and words[0] >= first
        and not any(grammar.relation(w) == "ccomp" and grammar.heads[w] == report.word for w in words if w < that)
    ):
        return [w for w in words if w > that]
    if "o" not in report.frames or not words or words[0] != first:
        return list(words)
    subjects = [c for c in words if grammar.relation(c) == "nsubj" and grammar.relation(grammar.heads[c]) == "ccomp"][:2]
    if len(subjects) == 2 and grammar.heads[subjects[0]] == grammar.heads[subjects[1]]:  # `told this agency it was recent`
        told = grammar.all_below(subjects[0])
        if told[0] == first and told[-1] + 1 == grammar.all_below(subjects[1])[0]:
            return [w for w in words if w > told[-1]]
    name = next((n for n in grammar.parse.names if first <= n.first <= first + 3), None)
    if name is None or name.last >= len(grammar.low) or name.last > words[-1]:
        return list(words)
    between = all(grammar.parse.upos[w] in ("DET", "NOUN", "ADJ") for w in range(first, name.first))
    follows = grammar.parse.upos[name.last] in ("DET", "PRON", "NOUN", "PROPN", "NUM", "SCONJ") or grammar.low[name.last] == "that"
    return [w for w in words if w >= name.last] if between and follows else list(words)


def _between(grammar: Grammar, words: Sequence[int], report: Report) -> list[int]:
    """The reporting words that stand inside the words reported ("They, she said, had left")."""
    if not words or not words[0] < report.word < words[-1]:
        return []
    inside = set(words)
    return [w for w in range(words[0], words[-1]) if w not in inside and w in set(grammar.all_below(report.word))]


def _without_asides(grammar: Grammar, words: Sequence[int]) -> list[int]:
    """The words of a clause without `..., citing two officers` and `according to`, which belong to the reporting, and
    without a second thing that the speaker does (`said it had lost touch and accused the rebels`)."""
    dropped: set[int] = set()
    for word in words:
        if goes_with_the_reporting(grammar, word) or _is_told_beside(grammar, word):
            dropped.update(grammar.all_below(word))
        if grammar.low[word] == "contrary" and grammar.low[word - 1] == ",":  # `found that it was shut, contrary to what he said`
            dropped.update(w for w in words if w >= word)
        if grammar.low[word] in BY_THE_WAY and word > 0 and grammar.low[word - 1] == ",":
            if grammar.relation(word) in ("advcl", "acl"):
                dropped.update(grammar.all_below(word))
            elif grammar.low[word] == "according" and grammar.heads[word] >= 0:
                dropped.update(grammar.all_below(grammar.heads[word]))
    return [word for word in words if word not in dropped]


def _is_told_beside(grammar: Grammar, word: int) -> bool:
    """`said the gate was shut, as doubts grew`: what the report itself sets beside."""
    if grammar.relation(word) != "advcl" or grammar.child(word, "nsubj") is None:
        return False
    first = grammar.all_below(word)[0]
    return grammar.low[first] == "as" and grammar.relation(first) == "mark" and first > 0 and grammar.low[first - 1] == ","


def goes_with_the_reporting(grammar: Grammar, word: int) -> bool:
    """Whether a second verb without a subject belongs to the verb of saying: the first one is moved back in time, it is not."""
    if grammar.relation(word) != "conj" or grammar.child(word, "nsubj") is not None or not grammar.is_verb(word):
        return False
    head = grammar.heads[word]
    if grammar.relation(head) == "ccomp" and verb(grammar, word) is not None and grammar.goes_with_cue(word):
        return True
    if grammar.low[word] in ANSWERING and grammar.is_negated(word) and grammar.has_child(word, "cc", BUT) and grammar.has_child(word, "aux", COULD):
        return True  # `assured that the works had ended, but could not explain the letter`
    past = grammar.is_past(word) or grammar.has_child(word, "aux", DID)
    if grammar.relation(head) != "ccomp" or not past or grammar.parse.xpos[grammar.heads[head]] != "VBD":
        return False
    if grammar.parse.xpos[head] in ("VBZ", "VBP") and grammar.parse.xpos[word] == "VBD":  # `confirmed that a file exists, and refused to say more`
        return True
    reports = (found := verb(grammar, word)) is not None and "o" not in found.frames
    return reports or grammar.has_child(word, "aux", DID) or grammar.has_child(head, "aux", MOVED)


def _is_withheld(grammar: Grammar, report: Report) -> bool:
    """`asked not to be named for fear of reprisals`, `requested anonymity`: how a source is shown, nothing that it says of the matter."""
    if report.attitude not in ("asks", "urges"):
        return False
    words = range(report.last + 1, min(report.last + HEAD_OF_CLAUSE, grammar.sentence_of(report.word).stop))
    low = [grammar.low[w] for w in words]
    named = "not" in low and (WITHHELD & set(low) or (NAMES & set(low) and SHOWN & set(low)))
    return bool(named) or bool(ANONYMITY & set(low[:HEAD_OF_CLAUSE // 2]))


def _behind_preposition(grammar: Grammar, report: Report) -> list[Place]:
    """`warned of floods`, `accused the mayor of lying`, `described it as a gift`."""
    if not report.prepositions:
        return []
    told = grammar.child(report.word, "obj", "iobj")
    for preposition in grammar.all_below(report.word):
        head = grammar.heads[preposition]
        fits = (
            preposition > report.word
            and grammar.low[preposition] in report.prepositions
            and grammar.relation(preposition) in ("case", "mark")
        )
        if fits and _hangs_near(grammar, head, report.word, told):
            words = {w for w in grammar.all_below(head) if w > preposition}
            if (
                told is not None
                and report.word < told < preposition
                and grammar.low[preposition] in WITH_OBJECT
                and report.attitude != "warns"
            ):
                words |= set(range(grammar.all_below(told)[0], preposition + 1))
            elif told is None and grammar.low[preposition] == "of" and report.attitude == "complains" and "o" in report.frames:
                words |= set(range(report.last + 1, preposition + 1))  # `accused "two families" of it`: the marks hide the one accused
            return grammar.stretches(_extended(grammar, sorted(words)))
    return _far_harm(grammar, report, told)


def _far_harm(grammar: Grammar, report: Report, told: int | None) -> list[Place]:
    """`warned citizens working abroad of serious consequences`: the harm, where the parse hangs it on somebody else's doing."""
    if report.attitude != "warns" or told is None:
        return []
    for word in range(told + 1, min(told + FAR_THAT, grammar.sentence_of(report.word).stop)):
        head = grammar.heads[word]
        if grammar.low[word] in report.prepositions and grammar.relation(word) == "case" and grammar.low[head] in HARMS:
            return grammar.stretches(range(word + 1, grammar.all_below(grammar.clause_head(head))[-1] + 1))
    return []


def _hangs_near(grammar: Grammar, word: int, verb_: int, told: int | None) -> bool:
    """Whether a word hangs on the verb itself or on the one told, or on what that one does, not deeper."""
    near = {verb_, *((told,) if told is not None else ())}
    head = grammar.heads[word]
    return head in near or (head >= 0 and grammar.relation(head) in ("xcomp", "acl", "advcl", "ccomp") and grammar.heads[head] in near)


def _extended(grammar: Grammar, words: list[int]) -> list[int]:
    """The words with the phrases right behind them that say for what or against whom (`repercussions for joining`)."""
    while words and words[-1] + 1 < len(grammar.low):
        behind = words[-1] + 1
        if grammar.low[behind] not in BELONGING or grammar.relation(behind) not in ("case", "mark"):
            return words
        below = [w for w in grammar.all_below(grammar.heads[behind]) if w >= behind]
        if any(grammar.low[w] in ACT_OF_SPEAKING for w in below):
            return words
        words = [*words, *below]
    return words


def _noun(grammar: Grammar, report: Report) -> list[Place]:
    """`announced a freeze on loans`, `denied the report`, `called for an inquiry`."""
    if "n" not in report.frames and not ("d" in report.frames and _is_document(grammar, report.word)):
        return []
    if report.last != report.word:  # behind the second word of the cue: `called for`
        found = next((c for c in grammar.below[report.word] if grammar.relation(c) in ("obl", "obj") and c > report.last), None)
        return grammar.stretches(w for w in grammar.all_below(found) if w > report.last) if found is not None else []
    found = grammar.child(report.word, "obj") or (_shown_doing(grammar, report.word) if "d" in report.frames else None)
    if found is None or found < report.word or (grammar.parse.upos[found] == "PRON" and report.attitude != "denies"):
        return []
    if report.attitude == "threatens" and (grammar.parse.upos[found] in ("PROPN", "PRON") or grammar.low[found] in speaking_nouns()):
        return []
    words = _extended(grammar, _without_asides(grammar, grammar.all_below(found)))
    if "d" in report.frames:
        words = _with_places(grammar, report, words)
    return grammar.stretches(_without_act(grammar, words, found))


def _shown_doing(grammar: Grammar, word: int) -> int | None:
    """`shows fighters standing on a runway`: who is shown, where the parse takes them for one who is shown something."""
    return grammar.child(word, "iobj") if grammar.child(word, "ccomp") is not None else None


def _with_places(grammar: Grammar, report: Report, words: list[int]) -> list[int]:
    """What a picture shows with the place right behind it, which the parse hangs on the showing (`shows a shark in the street`)."""
    for behind in grammar.below[report.word]:
        below = grammar.all_below(behind)
        if grammar.relation(behind) in ("obl", "ccomp") and below[0] == words[-1] + 1:
            words = [*words, *below]
    return words


def _without_act(grammar: Grammar, words: Sequence[int], head: int) -> list[int]:
    """The words without the message they stand in (`confirmed the fire in a statement`) and without what is told beside (`, who ...`)."""
    dropped: set[int] = set()
    for word in words:
        message = grammar.relation(word) in ("nmod", "obl") and grammar.low[word] in MESSAGES and grammar.has_child(word, "case", IN_OR_BY)
        below = grammar.all_below(word)
        beside = grammar.parse.deprel[word] == "acl:relcl" and below[0] > head and grammar.low[below[0] - 1] == ","
        if message or (beside and below[-1] >= words[-1]):
            dropped.update(below)
    return [word for word in words if word not in dropped]


def _evaluation(grammar: Grammar, report: Report) -> list[Place]:
    """`rated the bridge "fair"`, `in what it called the worst raid`: the judgement, though the parse takes all for one object."""
    if "x" not in report.frames:
        return []
    held = grammar.child(report.word, "obj", "xcomp")
    if held is None or held < report.word:
        return []
    words = [w for w in grammar.all_below(held) if w > report.word]
    what = grammar.relation(report.word) == "acl" and grammar.low[grammar.heads[report.word]] == "what"
    behind = words[-1] + 1 < len(grammar.low) and grammar.low[words[-1]] in CLOSING and len(words) > SHORTEST
    return grammar.stretches(words) if what or behind else []


def _passive_subject(grammar: Grammar, report: Report) -> list[Place]:
    """`The claims are rejected`, `The strike was announced by the union`."""
    subject = grammar.child(report.word, "nsubj:pass")
    if "n" not in report.frames or subject is None or subject > report.word or not grammar.is_passive(report.word):
        return []
    if report.attitude == "denies" and grammar.low[subject] in speaking_nouns() - entries("document_nouns"):  # `no worker had been dismissed`
        return []
    if grammar.low[subject] in RELATIVES or grammar.parse.upos[subject] == "PRON" or grammar.child(report.word, "obj", "xcomp") is not None:
        return []
    return grammar.stretches(grammar.all_below(subject)) if grammar.agent(report.word) is not None or report.attitude == "denies" else []


def _said_to_be(grammar: Grammar, report: Report) -> list[Place]:
    """`The ministry is said to be weighing a loan`: who it is said of, and what."""
    clause = grammar.child(report.word, "xcomp")
    subject = grammar.child(report.word, "nsubj:pass")
    if grammar.low[report.word] not in SAID_OF or clause is None or subject is None:
        return []
    if not grammar.has_child(clause, "mark", frozenset({"to"})) or grammar.low[subject] in RELATIVES:
        return []
    of_whom = grammar.stretches(grammar.all_below(subject))
    return [*of_whom, *grammar.stretches(grammar.all_below(clause))]


def _is_document(grammar: Grammar, word: int) -> bool:
    """Whether the subject of a verb is a document or a figure, which shows what stands in it."""
    above = grammar.heads[word] if grammar.relation(word) in ("xcomp", "advcl") else word  # `a video purports to show`
    subject = grammar.child(above, "nsubj")
    return subject is not None and grammar.low[subject] in entries("document_nouns") | _plurals()


@functools.cache
def _plurals() -> frozenset[str]:
    return frozenset(row[1] for row in rows("document_nouns"))


def _around(grammar: Grammar, report: Report) -> list[Place]:
    """`The ship, officials say, sank`, `As the Post reported, the ship sank`: the clause that the reporting is put into."""
    word = report.word
    relation, head = grammar.relation(word), grammar.heads[word]
    if head < 0 or not ("q" in report.frames or "c" in report.frames):
        return []
    as_said = relation == "advcl" and grammar.has_child(word, "mark", frozenset({"as"}))
    if relation != "parataxis" and not as_said:
        return []
    if grammar.child(word, "obj") is not None and not as_said:
        return []
    tied = set(grammar.all_below(word))
    beside = grammar.beside(word)
    tied |= set(grammar.all_below(beside)) if beside is not None else set()
    words = _without_asides(grammar, [w for w in grammar.all_below(head) if w not in tied])
    return grammar.stretches(words, tied) if len(words) > SHORTEST else []


def _before_the_tail(grammar: Grammar, report: Report) -> list[Place]:
    """`The rules bind all, he wrote on his channel.`, where the parse hangs the tail elsewhere: all before its comma."""
    word, sentence = report.word, grammar.sentence_of(report.word)
    subject = grammar.child(word, "nsubj")
    if (
        "q" not in report.frames
        or subject is None
        or subject > word
        or grammar.child(word, "ccomp", "xcomp", "obj", "iobj") is not None
        or sentence[-1] - word > LONGEST_TAIL
    ):
        return []
    first = grammar.all_below(subject)[0]
    while first > sentence[0] and grammar.parse.upos[first - 1] in NOMINAL and grammar.low[first - 1] != ",":
        first -= 1
    if first <= sentence[0] + SHORTEST or grammar.low[first - 1] != "," or grammar.low[first] in RELATIVES:
        return []
    words = range(sentence[0], first - 1)
    return grammar.stretches(words) if grammar.low[words[0]] not in ("as", "according") and any(grammar.is_verb(w) for w in words) else []


def _behind_that(grammar: Grammar, report: Report) -> list[Place]:
    """`recommends that women who came there telephone`: all behind `that`, where the parse finds no clause there."""
    sentence = grammar.sentence_of(report.word)
    that = next((w for w in range(report.last + 1, min(report.last + FAR_THAT, sentence.stop)) if grammar.low[w] == "that"), None)
    if that is not None and that >= report.last + NEAR_THAT and not (opens_whole(grammar, that) and grammar.parse.upos[report.last + 1] == "ADP"):
        return []
    if "c" not in report.frames or that is None or grammar.parse.upos[that] == "DET" or grammar.child(report.word, "xcomp") is not None:
        return []
    if any(grammar.low[w] in (",", ";", ":", "and", "or", "but") or grammar.is_verb(w) for w in range(report.last + 1, that)):
        return []
    end = next((w for w in range(that, sentence.stop) if grammar.low[w] == ";"), sentence.stop)
    return grammar.stretches(range(that + 1, end)) if end - that > SHORTEST else []
