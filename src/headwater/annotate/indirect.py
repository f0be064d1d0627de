"""Indirect and mixed statements of a parsed text: `S said (that) C`, `C, S said`, `S urged O to do`, `according to S, C`,
`S's warning that C`, `citing S`, and refusals to verify. Where no speaker can be read off, nothing is stated, save
where the report itself says that somebody reports (`it was reported that C`).
"""

from collections.abc import Sequence

from headwater.annotate import contents
from headwater.annotate.asides import LONGEST_SENTENCE, Aside, aside
from headwater.annotate.attitudes import of_report
from headwater.annotate.caveat_words import cut_before_caveat, without_proof
from headwater.annotate.drafts import Draft
from headwater.annotate.grammar import QUOTED, Grammar, Place
from headwater.annotate.heard import heard_saying
from headwater.annotate.lead_ins import behind_colon, behind_noun, documents_show, questions_put
from headwater.annotate.near import Near
from headwater.annotate.noun_contents import is_denied, swallowed
from headwater.annotate.per import per
from headwater.annotate.reporting import CONVICTIONS, NOBODY, Report, reports, verb
from headwater.annotate.semicolons import before_the_next_to_speak
from headwater.annotate.speakers import Phrase
from headwater.annotate.told_inside import told_inside
from headwater.annotate.verification import verification

LIGHT = frozenset(
    "make makes made making issue issues issued issuing repeat repeats repeated repeating give gives gave given voice voiced express expresses expressed "
    "deliver delivered sound sounded raise raised air aired renew renewed reiterate reiterated".split()
)
BY_WHOM = frozenset("by of from".split())
NO_SPEAKERS = frozenset(
    "law laws rule rules wishes plan plans need needs schedule tradition custom size age rank ability circumstances results".split()
)
PRINTED, IN_OR_ON = frozenset("press media newspapers papers newspaper paper tabloids outlets".split()), frozenset(("in", "on"))
ACCORDING_SCORE = 0.85
BODY_OF_VIEW = frozenset("words view opinion eyes account".split())


LONGEST_IN_LIST = 60  # words of a saying with all it says in a list or broken text, where one may hold hundreds of others
NAMING = frozenset("call calls called describe describes described label labels labeled labelled".split())
THIS, INTENTIONS = frozenset(("this", "that", "it")), frozenset(("intention", "intentions"))  # told only where somebody expresses them
SEEMING = frozenset("seems seemed appears appeared emerged emerges turned follows followed".split())


def indirect_statements(grammar: Grammar, paragraphs: Sequence[Place], taken: Sequence[Place]) -> list[Draft]:
    """Drafts of all indirect statements; `taken` are the stretches of direct quotations, inside of which only nested ones are looked for."""
    drafts: list[Draft] = []
    quoted = Near(taken)
    for start, end in paragraphs:
        before: range | None = None
        for sentence in grammar.sentences_in(start, end):
            near = quoted.within(grammar.starts[(before or sentence)[0]], grammar.ends[sentence[-1]])
            here = _reported_before(grammar, sentence, before, near) if before else []
            drafts.extend(here or _in_sentence(grammar, sentence, near))
            before = sentence
    return drafts


def _reported_before(grammar: Grammar, sentence: range, before: range, taken: Sequence[Place]) -> list[Draft]:
    """`This is reported by the Post with reference to two officers.`: the sentence before is the Post's, and the officers'."""
    root = next((w for w in sentence if grammar.heads[w] < 0), None)
    report = verb(grammar, root) if root is not None else None
    if root is None or report is None or "c" not in report.frames or grammar.low[sentence[0]] not in THIS:
        return []
    subject = grammar.child(root, "nsubj", "obj")
    if subject != sentence[0] or grammar.child(root, "ccomp") is not None:
        return []
    who = grammar.subject(root)
    places = grammar.stretches(before)
    if who is None or not places or (not grammar.is_passive(root) and grammar.child(root, "nsubj") == subject):
        return []
    cue = grammar.starts[root], grammar.ends[root]
    draft = Draft("indirect", places[0][0], max(who.end, cue[1]), places, cue, who, report.attitude)
    drafts = [draft]
    for word in sentence:
        source = _source_behind(grammar, word, sentence)
        phrase = grammar.phrase(source, ACCORDING_SCORE) if source is not None else None
        if phrase is not None and phrase != who:
            drafts.append(
                Draft(
                    "indirect",
                    draft.start,
                    max(draft.end, phrase.end),
                    list(places),
                    (grammar.starts[word], phrase.start),
                    phrase,
                    parent=places[0],
                )
            )
    return [draft for draft in drafts if not _clashes(draft, taken)]


def _in_sentence(grammar: Grammar, sentence: range, taken: Sequence[Place]) -> list[Draft]:
    verify = verification(grammar, sentence)
    inside = [word for word in sentence if any(start <= grammar.starts[word] < end for start, end in taken)]
    drafts = [draft for report in reports(grammar, sentence, imagined=inside) if (draft := _reported(grammar, report))]
    drafts.extend(_according(grammar, sentence))
    drafts.extend(documents_show(grammar, sentence))
    drafts.extend(behind_colon(grammar, sentence, drafts) or behind_noun(grammar, sentence))
    asked = questions_put(grammar, sentence)
    drafts = [*(draft for draft in drafts if draft.cue not in [question.cue for question in asked]), *asked]
    _cite(grammar, sentence, drafts)
    drafts.extend(proof for draft in drafts[:1] if (proof := without_proof(grammar, sentence, draft)))
    if verify:
        for draft in drafts:
            cut_before_caveat(grammar.parse.text, draft, verify)
        drafts = [verify, *(draft for draft in drafts if not _in_cue(draft, verify) and draft.content != verify.content)]
    near = Near(taken)
    for draft in drafts:
        _cut_before_quotation(grammar.parse.text, draft, near.within(*draft.content[-1]))
    return _distinct([draft for draft in drafts if not _clashes(draft, near.within(draft.start, draft.end))])


def _in_cue(draft: Draft, verify: Draft) -> bool:
    """`offered no proof of the accusation`: whether a word that reports is part of the refusal to verify."""
    return draft.cue is not None and verify.cue is not None and draft.cue[0] < verify.cue[1] and verify.cue[0] < draft.cue[1]


def _cut_before_quotation(content: str, draft: Draft, taken: Sequence[Place]) -> None:
    """`warned that strikes would come: "We close the road."`: the clause ends at the colon, the quotation is a statement of its own."""
    start, end = draft.content[-1]
    for first, _ in taken:
        lead = content[start:first].rstrip(" \n\"“«„'‘")
        if start < first <= end and lead.endswith(":"):
            draft.content[-1] = (start, start + len(lead.rstrip(": ")))
            return


def _reported(grammar: Grammar, report: Report) -> Draft | None:
    if report.is_noun and swallowed(grammar, report) and not is_denied(grammar, report):
        return None
    if grammar.low[report.word] == "contradicting" and grammar.low[report.word - 1] == ",":  # the report sets one beside the other
        return None
    if len(grammar.sentence_of(report.word)) > LONGEST_SENTENCE and len(grammar.all_below(report.word)) > LONGEST_IN_LIST:
        return None
    inside = None if report.is_noun else told_inside(grammar, report)
    if inside is not None:
        return inside
    places = contents.content(grammar, report)
    who = _of_noun(grammar, report.word) if report.is_noun else _subject(grammar, report.word)
    inserted = None if report.is_noun else _inserted(grammar, report)
    sure = bool(places and who and not _is_within(who, places))
    if inserted is not None and (not sure or (len(inserted.places) > len(places) and places[-1][1] < grammar.starts[report.word])):
        places, who = inserted.places, inserted.who
    elif inserted is not None and _is_before_comma(grammar, report, places, inserted.places):
        places = [inserted.places[0], *places]
    if not places or _is_free_relative(grammar, report.word):
        return None
    if who is not None and who.words.casefold().split()[0] in NOBODY:
        return None
    if who is None and not _is_impersonal(grammar, report) and (not report.is_noun or grammar.low[report.word] in INTENTIONS):
        return None
    cue = grammar.starts[report.word], grammar.ends[report.last]
    if who and any(start <= who.start < end and not start <= cue[0] < end for start, end in places):
        return None
    draft = Draft("indirect", min(cue[0], places[0][0]), max(cue[1], places[-1][1]), places, cue, who, of_report(grammar, report, places))
    if (
        grammar.heads[report.word] >= 0
        and grammar.low[grammar.heads[report.word]] in QUOTED
        and not grammar.is_passive(grammar.heads[report.word])
        and grammar.relation(report.word) not in ("parataxis", "conj")
    ):
        quoting = grammar.subject(grammar.heads[report.word])
        draft.through = [quoting] if quoting else []
    if who:
        draft.cover((who.start, who.end))
    return draft


def _subject(grammar: Grammar, word: int) -> Phrase | None:
    """The subject of a verb of saying; where the parse has none, `it finds that ...` and `families camped at the gate say`."""
    if grammar.low[word] in CONVICTIONS:
        believer = grammar.child(word, "nsubj")
        return grammar.phrase(believer, ACCORDING_SCORE) if believer is not None and grammar.parse.upos[believer] != "ADV" else None
    found = heard_saying(grammar, word) or grammar.subject(word)
    if found is not None or grammar.is_passive(word):
        return found
    if grammar.relation(word) == "xcomp" and grammar.low[grammar.heads[word]] == "heard":  # `was heard to say`
        heard = grammar.child(grammar.heads[word], "nsubj:pass")
        return grammar.phrase(heard, ACCORDING_SCORE) if heard is not None else None
    it = grammar.child(word, "expl")
    if it is not None and it < word and grammar.low[it] == "it" and grammar.low[word] not in SEEMING:
        return grammar.phrase(it, ACCORDING_SCORE)
    clauses = [c for c in grammar.below[word] if grammar.relation(c) == "ccomp"]
    reduced = next((c for c in clauses if c < word and clauses[-1] > word and grammar.low[word - 1] != ","), None)
    head = grammar.child(reduced, "nsubj") if reduced is not None else None
    return grammar.phrase(head, ACCORDING_SCORE) if head is not None else None


def _inserted(grammar: Grammar, report: Report) -> Aside | None:
    """`C, the union said on Thursday` where the tree does not tell: verbs of speech in the active voice."""
    speaks = {"q", "c"} & set(report.frames) and not grammar.is_passive(report.word)
    return aside(grammar, report) if speaks else None


def _is_before_comma(grammar: Grammar, report: Report, behind: Sequence[Place], before: Sequence[Place]) -> bool:
    """`He was freed, his sister said, only after they paid`: whether the clause before the saying is said too."""
    goes_on = report.last + 1 < len(grammar.low) and grammar.low[report.last + 1] == ","
    return goes_on and bool(behind) and before[0][1] < grammar.starts[report.word] < behind[0][0]


def _is_within(who: Phrase, places: Sequence[Place]) -> bool:
    return any(start <= who.start < end for start, end in places)


def _is_free_relative(grammar: Grammar, word: int) -> bool:
    """`whatever he asked me to do`: what was said stands before the verb and is not told; `what it called a lie` tells it."""
    if grammar.low[word] in NAMING and grammar.low[grammar.heads[word]] == "what":
        return False
    if grammar.relation(word) == "acl" and grammar.low[grammar.heads[word]] in ("whatever", "what"):
        return True
    below = [c for c in grammar.all_below(word) if c < word]
    return any(grammar.low[c] == "whatever" or (grammar.low[c] in ("what", "which") and grammar.relation(c) == "obj") for c in below)


def _is_impersonal(grammar: Grammar, report: Report) -> bool:
    """`it was reported that`, `she was told that`: said by somebody whom the report does not name."""
    told_to = ("o" in report.frames or grammar.low[report.word] in contents.SAID_OF) and grammar.child(report.word, "xcomp") is not None
    given = "o" in report.frames and grammar.child(report.word, "obj") is not None  # `were promised a wall`
    refused = "n" in report.frames and report.attitude == "denies"  # `the claims are rejected`
    clause = grammar.child(report.word, "ccomp", "csubj") is not None
    return grammar.is_passive(report.word) and (told_to or given or refused or clause)


def _of_noun(grammar: Grammar, word: int) -> Phrase | None:
    """Whose claim it is: `her claim`, `the claim of the guards`, `the guards made the claim`."""
    for c in grammar.below[word]:
        if grammar.parse.deprel[c] == "nmod:poss" and grammar.low[word] not in INTENTIONS:
            return grammar.phrase(c, ACCORDING_SCORE)
    for c in grammar.below[word]:
        if grammar.relation(c) == "nmod" and grammar.has_child(c, "case", BY_WHOM):
            return grammar.phrase(c, ACCORDING_SCORE)
    printed = next((w for w in range(word + 2, min(word + 5, len(grammar.low))) if grammar.low[w] in PRINTED), None)
    if printed is not None and grammar.low[word + 1] in IN_OR_ON:  # `claims in the press that`, `reports in some media that`
        return grammar.phrase(printed, ACCORDING_SCORE)
    head = grammar.heads[word]
    if head >= 0 and grammar.relation(word) == "obj" and grammar.low[head] in LIGHT:
        return grammar.subject(head)
    return None


def _according(grammar: Grammar, sentence: range) -> list[Draft]:
    """`according to S`, `in the words of S`, `with reference to S`, `per S`."""
    found = []
    for word in sentence:
        who = _source_behind(grammar, word, sentence)
        if who is None or grammar.low[word] == "with":
            continue
        draft = _told_by(grammar, word, who, sentence)
        if draft:
            found.append(draft)
    return found


def _source_behind(grammar: Grammar, word: int, sentence: range) -> int | None:
    """The head of the noun phrase behind `according to`, `in the words of`, `with reference to`."""
    low = grammar.low
    behind = low[word : word + 3]
    if low[word] in ("in", "by", "per", "to") and grammar.heads[word] > word and low[grammar.heads[word]] in BODY_OF_VIEW:
        owner = grammar.child(grammar.heads[word], "nmod:poss")
        if owner is not None and owner > word:
            return owner
    if low[word] in ("per", "via"):
        return per(grammar, word, sentence)
    if behind[:2] == ["according", "to"]:
        last = word + 1
    elif low[word] in ("in", "by") and "of" in low[word : word + 4] and BODY_OF_VIEW & set(low[word : word + 3]):
        last = word + low[word : word + 4].index("of")
    elif low[word] == "with" and "reference" in behind and "to" in low[word : word + 4]:
        last = word + low[word : word + 4].index("to")
    else:
        return None
    case = word if low[word] == "according" else last
    who = grammar.heads[case]
    owner = grammar.child(who, "nmod:poss") if low[who] in BODY_OF_VIEW else None
    if owner is not None and owner > last:  # `according to her words`
        return owner
    return who if last < who < sentence.stop and grammar.relation(case) in ("case", "mark") else None


def _told_by(grammar: Grammar, word: int, who: int, sentence: range) -> Draft | None:
    phrase = grammar.phrase(who, ACCORDING_SCORE)
    if phrase is None or grammar.low[who] in NO_SPEAKERS or len(sentence) > LONGEST_SENTENCE:
        return None
    clause = grammar.clause_head(grammar.heads[who]) if grammar.heads[who] >= 0 else None
    closing = grammar.all_below(who)[-1] + 1 >= sentence[-1]  # `The mayor believes they bluff, according to a friend`: all is the friend's
    through = ("advcl", "xcomp", "ccomp") if closing else ("advcl", "xcomp")
    while clause is not None and grammar.low[who] not in ("which", "whom") and grammar.low[word - 1] == "," and grammar.relation(clause) in through:
        clause = grammar.clause_head(grammar.heads[clause])
    tied = set(grammar.all_below(who)) | set(range(word, (who if grammar.parse.deprel[who] != "nmod:poss" else grammar.heads[who]) + 1))
    if clause is None or clause in tied:
        return None
    words = [w for w in grammar.all_below(clause) if w not in tied]
    words = [w for w in words if w > max(tied)] if word == sentence[0] and any(w > max(tied) for w in words) else words
    places = before_the_next_to_speak(grammar, word, grammar.stretches(words, tied))
    places = [place for place in places if len(grammar.words_in(*place)) > 1 or len(places) == 1]
    if not places or sum(len(grammar.words_in(*place)) for place in places) < 3:
        return None
    last = word + 1 if grammar.low[word] == "according" else word
    cue = (grammar.starts[word], grammar.ends[last] if grammar.low[word] in ("according", "per", "via") else max(grammar.starts[who] - 1, grammar.ends[word]))
    draft = Draft("indirect", min(cue[0], places[0][0]), max(phrase.end, places[-1][1]), places, cue, phrase)
    return draft


def _cite(grammar: Grammar, sentence: range, drafts: list[Draft]) -> None:
    """`the paper reported that C, citing two officers`: C is the paper's, and the officers' in its words."""
    for word in sentence:
        citing = grammar.low[word] in ("citing", "quoting") and grammar.relation(word) in ("advcl", "acl")
        referring = grammar.low[word] == "with"
        if not citing and not referring:
            continue
        cited = grammar.child(word, "obj") if citing else _source_behind(grammar, word, sentence)
        phrase = grammar.phrase(cited, ACCORDING_SCORE) if cited is not None else None
        if phrase is None:
            continue
        fit = [d for d in drafts if d.parent is None and d.phrase and d.start < grammar.starts[word]]
        own = grammar.starts[grammar.heads[word]] if citing and grammar.heads[word] >= 0 else -1
        outer = next((d for d in fit if d.cue and d.cue[0] == own), next(iter(fit), None))
        if outer is None and referring and cited is not None:
            told = _told_by(grammar, word, cited, sentence)
            drafts.extend([told] if told else [])
            continue
        if outer is None and cited is not None:
            outer = _split_by_citing(grammar, word, cited)
            drafts.extend([outer] if outer else [])
        if outer is None:
            drafts.extend(_cited(grammar, word, phrase))
        elif outer.phrase != phrase:
            cue = grammar.starts[word], grammar.ends[word]
            inner = Draft("indirect", outer.start, max(outer.end, phrase.end), list(outer.content), cue, phrase, parent=outer.content[0])
            drafts.append(inner)


def _split_by_citing(grammar: Grammar, word: int, cited: int) -> Draft | None:
    """`the paper reported, citing a foreman, that C`, where the parse hangs C on the foreman: the paper's statement."""
    head = grammar.heads[word]
    hung = [c for c in (*grammar.below[cited], *grammar.below[word]) if grammar.relation(c) in ("acl", "ccomp")]
    clause = next((c for c in hung if grammar.has_child(c, "mark", frozenset({"that"}))), None)
    report = verb(grammar, head) if head >= 0 else None
    who = grammar.subject(head) if head >= 0 else None
    if report is None or clause is None or who is None:
        return None
    places = grammar.stretches(grammar.all_below(clause))
    cue = grammar.starts[head], grammar.ends[head]
    return Draft("indirect", who.start, places[-1][1], places, cue, who, report.attitude) if places else None


def _cited(grammar: Grammar, word: int, phrase: Phrase) -> list[Draft]:
    clause = grammar.clause_head(grammar.heads[word])
    tied = set(grammar.all_below(word))
    places = grammar.stretches((w for w in grammar.all_below(clause) if w not in tied), tied)
    if not places:
        return []
    cue = grammar.starts[word], grammar.ends[word]
    return [Draft("indirect", min(cue[0], places[0][0]), max(phrase.end, places[-1][1]), places, cue, phrase)]


def _clashes(draft: Draft, taken: Sequence[Place]) -> bool:
    """Whether its words cross a direct quotation; wholly inside of one they are a statement in a statement."""
    for start, end in taken:
        if draft.content == [(start, end)]:
            return True
        inside = all(start <= a and b <= end for a, b in draft.content) and draft.cue and start <= draft.cue[0] < end
        if not inside and any(a < end and start < b for a, b in draft.content):
            return True
        if not inside and draft.cue and start <= draft.cue[0] < end:
            return True
    return False


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One statement a content: the one with a speaker, the first."""
    kept: list[Draft] = []
    held: set[tuple[bool, tuple[Place, ...]]] = set()
    for draft in sorted(drafts, key=lambda d: d.phrase is None):
        key = draft.attitude == "cannot_verify", tuple(draft.content)
        if draft.parent in draft.content or key not in held:
            kept.append(draft)
            held.add(key)
    return sorted(kept, key=lambda d: d.start)
