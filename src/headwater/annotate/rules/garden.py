"""Garden paths: readings of a parse that the form of rules speaks against, mended before rules are looked for.

`Firms that break the embargo face fines` is read as firms that break an "embargo face fine"; rules are full of such clauses.
"""

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.grafts import call, hang, raise_verb, replace, two_subjects
from headwater.annotate.rules.words import listed, tool

FACING = listed("facing")
CAUSING = listed("causing")
DODGING = listed("dodging")
DATES = listed("dates")
TELLING = listed("readings_telling")
NOMINAL = ("NOUN", "PROPN", "PRON", "DET")


def mended(tree: Tree) -> Tree:
    """The tree with predicates that were read as parts of nouns or of clauses set free; changed in place."""
    for word in range(len(tree)):
        _past(tree, word)
        _facing(tree, word)
        _bare(tree, word)
        _reduced(tree, word)
        _won(tree, word)
        _demands(tree, word)
        _omitted(tree, word)
        _whoever(tree, word)
        _caught(tree, word)
        _beside(tree, word)
        _dated(tree, word)
        _which(tree, word)
        _final(tree, word)
        _backward(tree, word)
        _rooted(tree, word)
        _goes_on(tree, word)
        _object_facing(tree, word)
        _met(tree, word)
        _joined(tree, word)
        _found(tree, word)
        two_subjects(tree, word)
    return tree



def _past(tree: Tree, word: int) -> None:
    """`the chief threatened shopkeepers who ...`: a past tense is no adjective."""
    head = tree.heads[word]
    if tree.xpos[word] != "VBD" or tree.rel[word] != "amod" or head < word:
        return
    who = next((below for below in reversed(tree.below[head]) if below < word and tree.rel[below] in ("compound", "nmod", "flat")), None)
    if who is None or who != word - 1:
        return
    leads = [below for below in tree.below[head] if below < who]
    replace(tree, word, head)
    hang(tree, who, word, "nsubj")
    for below in leads:
        hang(tree, below, who, tree.rel[below])



def _facing(tree: Tree, word: int) -> None:
    """`firms that break the embargo face fines`, `those convicted face long terms`."""
    if tree.low[word] not in FACING or (tree.upos[word] == "VERB" and tree.base[word] != "compound"):
        return
    if tree.base[word] == "nmod" and tree.upos[word] == "NOUN":
        _without(tree, word)
        return
    if tree.base[word] != "compound":
        return
    what = _faced(tree, word)
    if what is None:
        return
    who = next((noun for noun in tree.chain(word) if noun < word and any(tree.base[b] == "acl" and b < word for b in tree.below[noun])), None)
    if who is None:
        _led(tree, word, what)
        return
    raise_verb(tree, word, who)
    hang(tree, what, word, "obj")


def _faced(tree: Tree, word: int) -> int | None:
    """What is faced: the noun behind it that hangs in front of it or that it is part of; the whole of a compound."""
    what = tree.heads[word]
    if what < word:
        return next((w for w in range(word + 1, min(len(tree), word + 6)) if tree.upos[w] == "NOUN" and tree.heads[w] < word), None)
    while tree.heads[what] > what:
        what = tree.heads[what]
    return what


def _led(tree: Tree, word: int, what: int) -> None:
    """`those convicted face`: a subject that was read as the first word of the object."""
    who = next((below for below in tree.below[what] if below < word and (tree.low[below] in ("those", "anyone") or tree.xpos[below] == "NNS")), None)
    if who is None or word not in tree.below[what]:
        return
    leads = [below for below in tree.below[what] if below < word and below != who]
    replace(tree, word, what)
    hang(tree, who, word, "nsubj")
    for below in leads:
        hang(tree, below, who, "acl" if below > who else tree.rel[below])


def _bare(tree: Tree, word: int) -> None:
    """`those who refuse forfeit their place`: a bare infinitive hangs on verbs of causing alone."""
    head = tree.heads[word]
    if tree.rel[word] != "xcomp" or tree.xpos[word] not in ("VB", "VBP") or tree.has_to(word) or head < 0 or tree.rel[head] != "acl:relcl":
        return
    if tree.lemma[head] in CAUSING or tree.auxiliaries(word) or tree.upos[word] != "VERB":
        return
    raise_verb(tree, word, tree.heads[head])


def _reduced(tree: Tree, word: int) -> None:
    """`riders caught without cover will pay`: what was read as a clause beside is the noun's own."""
    if tree.upos[word] != "VERB" or tree.subject(word) is not None or not tree.auxiliaries(word):
        return
    beside = next((b for b in tree.below[word] if b < word and tree.base[b] in ("advcl", "ccomp") and tree.xpos[b] in ("VBD", "VBN") and not tree.auxiliaries(b)), None)
    if beside is None or (who := tree.subject(beside)) is None or tree.upos[who] not in NOMINAL:
        return
    last = max(tree.under(beside))
    if any(tree.low[at] in (",", ";", ":") for at in range(last, word)):
        return
    for below in [below for below in tree.below[beside] if tree.base[below] in ("mark", "punct") and below < who]:
        hang(tree, below, word, tree.rel[below])
    hang(tree, who, word, "nsubj")
    hang(tree, beside, who, "acl")


def _won(tree: Tree, word: int) -> None:
    """`a fine of 50 million won`: money is no verb."""
    who = tree.subject(word) if tree.low[word] == "won" and tree.upos[word] == "VERB" else None
    if who is None or tree.upos[word - 1] != "NUM" or who >= word - 1:
        return
    head = tree.heads[word]
    hang(tree, who, head, tree.rel[word] if head >= 0 else "root")
    for below in list(tree.below[word]):
        hang(tree, below, who, tree.rel[below])
    hang(tree, word, who, "nmod")
    call(tree, word, "NOUN")


def _without(tree: Tree, word: int) -> None:
    """`drivers without insurance risk up to six months behind bars`: a plural noun, one with a preposition, then a sanction."""
    who, sanctions = tree.heads[word], {row[0] for row in lexicon.rows("penalties") if row[2] == "n"}
    threatened = any(tree.lemma[w] in sanctions for w in range(word + 1, min(len(tree), word + 9)))
    if who < 0 or who > word or tree.xpos[who] != "NNS" or tree.child(word, "case") is None or tree.child(word, "det") is not None or not threatened:
        return
    inner = [below for below in tree.below[word] if below < word]
    if not any(tree.base[below] == "compound" for below in inner):
        return
    noun = next(below for below in reversed(inner) if tree.base[below] == "compound")
    raise_verb(tree, word, who)
    hang(tree, noun, who, "nmod")
    for below in inner:
        if below != noun:
            hang(tree, below, noun, tree.rel[below])
    what = next((w for w in range(word + 1, len(tree)) if tree.heads[w] == word and tree.upos[w] == "NOUN"), None)
    if what is not None:
        hang(tree, what, word, "obj")


def _demands(tree: Tree, word: int) -> None:
    """`the bank demands that customers prove`: a plural before `that` with a clause, behind a noun."""
    clause = tree.child(word, "ccomp")
    who = tree.child(word, "compound")
    if tree.xpos[word] != "NNS" or tree.base[word] != "root" or clause is None or who != word - 1 or tree.mark(clause) != "that":
        return
    leads = [below for below in tree.below[word] if below < who]
    call(tree, word, "VERB")
    hang(tree, who, word, "nsubj")
    for below in leads:
        hang(tree, below, who, tree.rel[below])


def _beside(tree: Tree, word: int) -> None:
    """`...; companies that fail to comply lose their licence`: a clause behind a semicolon is no part of the one before."""
    if tree.upos[word] != "VERB" or tree.base[word] not in ("nsubj", "obj", "obl", "nmod", "appos") or (who := tree.subject(word)) is None:
        return
    first = min(tree.under(word))
    if who < word and first > 0 and (tree.low[first] == ";" or tree.low[first - 1] == ";"):
        hang(tree, word, tree.heads[word], "parataxis")


def _omitted(tree: Tree, word: int) -> None:
    """`shops must display it, and those that do not face fines`: what they do not do is left out."""
    who = tree.heads[word]
    if tree.rel[word] != "acl:relcl" or tree.lemma[word] not in DODGING or tree.low[who] != "those" or tree.base[who] not in ("conj", "obj", "obl", "nmod", "appos"):
        return
    did = [below for below in tree.below[word] if tree.low[below] in ("do", "does", "not", "n't", "that", "who") and below < word]
    verb = next((w for w in tree.chain(who) if tree.upos[w] == "VERB"), None)
    if len(did) < 3 or verb is None:
        return
    hang(tree, word, verb, "conj")
    hang(tree, who, word, "nsubj")
    for below in did:
        hang(tree, below, who, "dep")
    for below in [below for below in tree.below[who] if tree.base[below] in ("cc", "punct")]:
        hang(tree, below, word, tree.rel[below])


def _whoever(tree: Tree, word: int) -> None:
    """`warned staff that whoever spoke to them would be dismissed`: a free relative is the subject of what follows."""
    who = tree.subject(word)
    if who is None or tree.low[who] not in ("whoever", "anyone", "anybody") or tree.upos[word] != "VERB" or tree.auxiliaries(word):
        return
    main = tree.heads[word] if tree.base[word] in ("advcl", "ccomp", "csubj") else next((w for w in range(word + 1, min(len(tree), word + 12)) if tree.upos[w] == "VERB" and tree.auxiliaries(w) and tree.base[w] == "ccomp"), None)
    if main is None or main < word or tree.subject(main) is not None or not tree.auxiliaries(main):
        return
    if word in tree.chain(main):
        hang(tree, main, tree.heads[word], tree.rel[word])
    hang(tree, who, main, "nsubj")
    hang(tree, word, who, "acl:relcl")


def _caught(tree: Tree, word: int) -> None:
    """`those caught with more than five grams face lashes`: a participle was read as the predicate."""
    verb = tree.heads[word]
    if tree.low[word] not in FACING or tree.xpos[word] not in ("NN", "VBP", "VB", "VBZ") or tree.base[word] not in ("obl", "obj", "xcomp", "advcl", "nmod") or verb < 0:
        return
    if tree.xpos[verb] not in ("VBD", "VBN") or tree.auxiliaries(verb) or (who := tree.subject(verb)) is None or verb > word:
        return
    own = tree.subject(word)
    for below in [below for below in tree.below[verb] if below > word]:
        hang(tree, below, word, tree.rel[below])
    hang(tree, word, tree.heads[verb], tree.rel[verb])
    call(tree, word, "VERB")
    hang(tree, who, word, "nsubj")
    hang(tree, verb, who, "acl")
    if own is not None:
        hang(tree, own, verb, "obl")


def _dated(tree: Tree, word: int) -> None:
    """`from Monday withdrawals will be limited`: the plural behind a day is the subject of what follows."""
    who = next((b for b in tree.all_below(word, "obl") if b < word and tree.xpos[b] == "NNS"), None)
    if who is None or tree.subject(word) is not None or not tree.auxiliaries(word) or tree.low[who - 1] not in DATES:
        return
    day = who - 1
    if tree.heads[day] != who or tree.base[day] != "compound" or any(tree.low[w] == "," for w in range(who, word)):
        return
    hang(tree, who, word, "nsubj:pass" if tree.child(word, "aux:pass") is not None else "nsubj")
    hang(tree, day, word, "obl")
    for below in tree.all_below(who, "case"):
        hang(tree, below, day, "case")


def _which(tree: Tree, word: int) -> None:
    """`jailed for ten days under the Assembly Act, which forbids filming`: what describes the noun right before the comma."""
    head = tree.heads[word]
    if tree.rel[word] != "acl:relcl" or head < 0 or (who := tree.subject(word)) is None or tree.low[who] not in ("which", "that") or who < 2:
        return
    if tree.low[head] in DATES and (law := next((w for w in range(head, max(-1, head - 9), -1) if tool(tree, w) is not None), None)) is not None:
        hang(tree, word, law, "acl:relcl")  # `a law on Thursday which lets landlords ...`
        return
    if tree.low[who - 1] != ",":
        return
    near = who - 2
    if near != head and tree.upos[near] in ("NOUN", "PROPN") and tool(tree, near) is not None and near not in tree.under(word):
        hang(tree, word, near, "acl:relcl")


def _final(tree: Tree, word: int) -> None:
    """`..., a new clause in the code provides.`: what closes a sentence and says where it stands hangs on its main predicate."""
    who, end = tree.subject(word), int(tree.parse.sentences[tree.sentence_of[word]][1])
    if who is None or tree.lemma[word] not in TELLING or tool(tree, who) is None or any(tree.upos[w] != "PUNCT" for w in range(word + 1, end)):
        return
    first = min(tree.under(who))
    root = next((w for w in tree.chain(word) if tree.heads[w] < 0), None)
    if first and tree.low[first - 1] == "," and root is not None and root < first:
        hang(tree, word, root, "parataxis")


def _backward(tree: Tree, word: int) -> None:
    """`under the Road Act, signed by the president on Tuesday, drivers must rest`: a participle describes the noun before it."""
    head = tree.heads[word]
    if tree.rel[word] != "acl" or head < word or tree.xpos[word] != "VBN" or word < 2 or tree.low[word - 1] != ",":
        return
    noun = next((b for b in tree.all_below(word, "obl", "nsubj", "obj") if b == word - 2 and tree.upos[b] in ("NOUN", "PROPN")), None)
    verb = next((w for w in tree.chain(head) if tree.upos[w] in ("VERB", "ADJ")), None)
    if noun is None or verb is None:
        return
    hang(tree, noun, verb, "obl")
    hang(tree, word, noun, "acl")


def _rooted(tree: Tree, word: int) -> None:
    """`a decree signed on Monday and due to enter into force obliges keepers`: the verb behind a participle is the predicate."""
    head = tree.heads[word]
    if tree.base[word] != "conj" or tree.xpos[word] not in ("VBZ", "VBP") or head < 0 or tree.xpos[head] not in ("VBN", "VBD") or tree.auxiliaries(head) or tree.subject(head) is not None:
        return
    who = tree.subject(word)
    if who is None or who > head or tree.heads[head] >= 0:
        return
    hang(tree, word, -1, "root")
    hang(tree, head, who, "acl")


def _goes_on(tree: Tree, word: int) -> None:
    """`signed a code that forbids marriage and threatens matchmakers`: a present tense goes on with the clause, not with the past."""
    head = tree.heads[word]
    if tree.base[word] != "conj" or tree.xpos[word] not in ("VBZ", "VBP") or head < 0 or tree.xpos[head] != "VBD" or tree.subject(word) is not None:
        return
    inner = next((w for w in range(word - 1, head, -1) if tree.rel[w] == "acl:relcl" and tree.xpos[w] == tree.xpos[word] and head in tree.chain(w)), None)
    if inner is not None:
        hang(tree, word, inner, "conj")


def _object_facing(tree: Tree, word: int) -> None:
    """`newspapers which break the rule risk 15,000 euros`: what is read as one noun is an object and a verb."""
    head = tree.heads[word]
    noun = tree.child(word, "compound")
    if tree.low[word] not in FACING or tree.base[word] != "obj" or head < 0 or tree.rel[head] != "acl:relcl" or noun != word - 1 or tree.heads[head] > head:
        return
    who = tree.heads[head]
    what = next((b for b in tree.below[who] if b > word and tree.upos[b] in ("NOUN", "NUM")), None)
    hang(tree, noun, head, "obj")
    for below in [below for below in tree.below[word] if below < noun]:
        hang(tree, below, noun, tree.rel[below])
    raise_verb(tree, word, who)
    if what is not None:
        hang(tree, what, word, "obj")


def _met(tree: Tree, word: int) -> None:
    """`anyone caught holding a telephone pays 350 marks`: a participle was read as the predicate, the predicate as its complement."""
    verb = tree.heads[word]
    if tree.xpos[word] not in ("VBZ", "VBP") or tree.base[word] != "ccomp" or verb < 0 or tree.xpos[verb] not in ("VBD", "VBN") or tree.auxiliaries(verb):
        return
    who = tree.subject(verb)
    if who is None or who > verb or tree.subject(word) is not None or tree.mark(word) or any(tree.low[w] in (",", ":", '"') for w in range(verb, word)):
        return
    hang(tree, word, tree.heads[verb], tree.rel[verb])
    for below in [below for below in tree.below[verb] if below < who]:
        hang(tree, below, word, tree.rel[below])
    hang(tree, who, word, "nsubj")
    hang(tree, verb, who, "acl")


def _joined(tree: Tree, word: int) -> None:
    """`reviews mergers above 600 million, and companies that do so may be fined`: a joined clause has the noun before its auxiliary as subject."""
    link = tree.child(word, "cc")
    first = min(tree.auxiliaries(word), default=word)
    if tree.base[word] != "conj" or link is None or first == word or tree.subject(word) is not None or tree.upos[word] != "VERB":
        return
    who = next((w for w in range(link + 1, first) if tree.base[w] == "conj" and tree.heads[w] < link and tree.upos[w] in NOMINAL), None)
    if who is not None and max(tree.under(who)) == first - 1:
        hang(tree, who, word, "nsubj:pass" if tree.child(word, "aux:pass") is not None else "nsubj")


def _found(tree: Tree, word: int) -> None:
    """`those found guilty face life imprisonment`: what is read as one noun behind a participle is a verb and its object."""
    if tree.low[word] not in FACING or tree.base[word] != "compound" or (what := _faced(tree, word)) is None:
        return
    verb = tree.heads[what]
    if verb < 0 or tree.xpos[verb] not in ("VBD", "VBN") or tree.auxiliaries(verb) or (who := tree.subject(verb)) is None or who > verb or verb > word:
        return
    hang(tree, word, tree.heads[verb], tree.rel[verb])
    call(tree, word, "VERB")
    hang(tree, what, word, "obj")
    for below in [below for below in tree.below[what] if below < word]:
        hang(tree, below, verb, "xcomp")
    for below in [below for below in tree.below[verb] if below > word]:
        hang(tree, below, word, tree.rel[below])
    hang(tree, who, word, "nsubj")
    hang(tree, verb, who, "acl")
