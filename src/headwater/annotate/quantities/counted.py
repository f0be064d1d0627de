"""What a number is a number of (docs/quantities.md, section 6): by the tree where there is one, else by the form of the words."""

from headwater import lexicon
from headwater.annotate.quantities.measures import Measure
from headwater.annotate.quantities.refuse import CARDINAL_NOUNS
from headwater.annotate.quantities.tree import Tree
from headwater.annotate.quantities.words import DASHES, Words

Counted = tuple[int, int]  # a stretch of the text
MEASURING = {form: row[1] for row in lexicon.rows("number_changes") for form in (row[0], *row[3].split("|"))}
FUNCTION_WORDS = lexicon.entries("stopwords")
STOPS = (".", ";", ":", "(", "—", "–", "--")
ASKING = frozenset(row[0] for row in lexicon.rows("number_ellipsis") if row[1] == "v")
FIGURES = frozenset(row[0] for row in lexicon.rows("number_ellipsis") if row[1] == "n")
REACH = 6  # words behind a number in which a noun without a parse may stand
SKIPPED = frozenset("more of the his her their its our these those all other additional".split())
STATES = frozenset("dead injured wounded missing hurt ill sick alive unaccounted homeless hospitalized hospitalised unhurt".split())
NO_NOUN_BEFORE = frozenset("total age maximum minimum average rate distance pace one all part out because".split())


def counted(words: Words, one: Measure, first: int, last: int, tree: Tree | None) -> Counted | None:
    """Where the words stand for what is counted by the quantity at words `first` to `last`, or None."""
    hyphened = words.past_hyphen(last)
    if one.unit is None and hyphened != last and words.word(hyphened).isalpha():
        return words.start[hyphened], words.end[hyphened]
    return _by_tree(words, one, first, last, tree) if tree is not None else _by_form(words, one, first, last)


def late_noun(words: Words, found: Counted | None, last: int) -> int:
    """The word behind what is counted where that stands right behind the number, else the word behind the number."""
    if found is None or last >= len(words) or found[0] < words.start[last]:
        return last
    at = last
    while at < len(words) and words.end[at] <= found[1]:
        at += 1
    return at


def takes_up(words: Words, one: Measure, first: int, last: int, found: Counted | None, tree: Tree | None) -> bool:
    """Whether a bare number stands for a thing told before: `had asked for four`, `put the figure at five`."""
    if tree is None or one.unit is not None or one.kind not in ("words", "digits", "range"):
        return False
    if found is not None and words.content[found[0] : found[1]].lower() in FIGURES:
        return True
    within = tree.inside(words.start[first], words.end[last - 1])
    top = tree.top(within) if within else None
    if top is None or tree.relation(top) not in ("obj", "obl", "xcomp", "ccomp", "advmod"):
        return False
    head = tree.heads[top]
    bare = found is None or found == (tree.starts[head], tree.ends[head])
    return bare and head >= 0 and head < top and tree.upos[head] == "VERB" and tree.lemma[head] in ASKING


# -- by the tree ------------------------------------------------------------------------------------


def _by_tree(words: Words, one: Measure, first: int, last: int, tree: Tree) -> Counted | None:
    within = tree.inside(words.start[first], words.end[last - 1])
    if not within:
        return _by_form(words, one, first, last)
    after = within.stop
    of = _after_of(tree, after)
    if of is not None:
        return of
    top = tree.top(within)
    noun = _noun_after(tree, one, within, top)
    if noun is not None:
        return tree.phrase(noun, within.stop)
    before = _noun_before(words, one, first, tree)
    if before is not None:
        return before
    if top is None or (one.unit is not None and one.unit.family in ("time", "age", "times")):
        return None
    return _measured(tree, top, within) or (
        _elliptic(words, one, tree, top, within) if one.unit is None or one.unit.name == "share" else None
    )


def _after_of(tree: Tree, at: int) -> Counted | None:
    """`of the soldiers`, `worth of grain`; None where no "of" stands here or a pronoun follows."""
    if at < len(tree.forms) and tree.forms[at].lower() == "worth":
        at += 1
    if at + 1 >= len(tree.forms) or tree.forms[at].lower() not in ("of",):
        return None
    for word in range(at + 1, min(at + 12, len(tree.forms))):
        if tree.is_noun(word) and not _goes_on(tree, word):
            return tree.phrase(word)
        if tree.forms[word].lower() in STATES and not _before_noun(tree, word):
            return tree.starts[word], tree.ends[word]
        if tree.upos[word] in ("VERB", "AUX", "CCONJ") and tree.relation(word) != "amod":
            return None
        if tree.upos[word] == "PRON" and tree.deprel[word] != "nmod:poss":
            return _named_after(tree, word)
    return None


def _before_noun(tree: Tree, word: int) -> bool:
    """Whether a state belongs to a noun behind it: `of wounded men`, but `the number of wounded`."""
    return tree.relation(word) in ("amod", "compound") and tree.heads[word] > word


def _named_after(tree: Tree, pronoun: int) -> Counted | None:
    """`some 40 of them children`."""
    word = pronoun + 1
    while word < len(tree.forms) and tree.upos[word] in ("ADJ",):
        word += 1
    return tree.phrase(word) if word < len(tree.forms) and tree.upos[word] == "NOUN" else None


def _goes_on(tree: Tree, word: int) -> bool:
    """Whether a noun is the first part of a longer one: `prison staff`, `Ukraine's homes`."""
    after = word + 1
    if after >= len(tree.forms):
        return False
    if tree.forms[after] in ("'s", "’s", "'", "’"):
        return True
    relation = tree.relation(word)
    return (relation in ("compound", "flat", "amod") and tree.heads[word] > word) or (
        tree.upos[after] == "PUNCT" and tree.forms[after] in DASHES
    )


def _noun_after(tree: Tree, one: Measure, within: range, top: int | None) -> int | None:
    """The noun that the number stands before, with nothing but its own words between."""
    if top is None:
        return None
    head = tree.heads[top]
    if head == within.stop and head + 1 < len(tree.forms) and tree.forms[head + 1] in DASHES:
        return _run(tree, within.stop)
    if head >= within.stop and tree.is_noun(head) and head - within.stop < 10 and _only_modifiers(tree, within.stop, head):
        return head
    if one.unit is not None and one.unit.family in ("time", "money", "share", "points", "times") and head < within.stop:
        return None
    return _run(tree, within.stop)


def _only_modifiers(tree: Tree, first: int, last: int) -> bool:
    return all(tree.upos[at] not in ("AUX", "SCONJ", "PRON", "DET") and tree.forms[at] not in STOPS for at in range(first, last)) and all(
        tree.upos[at] != "VERB" or tree.relation(at) in ("amod", "compound") for at in range(first, last)
    )


def _run(tree: Tree, at: int) -> int | None:
    """The last noun of a run of adjectives and nouns."""
    noun = None
    for word in range(at, min(at + 8, len(tree.forms))):
        if tree.is_noun(word):
            noun = word
        elif not (
            tree.upos[word] == "ADJ"
            or (tree.upos[word] == "VERB" and tree.relation(word) == "amod")
            or tree.forms[word] == "-"
            or tree.forms[word - 1] == "-"
        ):
            break
    return noun


def _noun_before(words: Words, one: Measure, first: int, tree: Tree) -> Counted | None:
    """`a fine of $500`, `a death toll of 35`."""
    if words.word(first - 1) != "of" or (one.unit is not None and one.unit.family == "age") or words.word(first - 2) in NO_NOUN_BEFORE:
        return None
    noun = tree.first_at(words.start[first - 2])
    return tree.phrase(noun) if noun < len(tree.forms) and tree.is_noun(noun) else None


def _measured(tree: Tree, top: int, within: range) -> Counted | None:
    """What is, reaches or changes by or to the number."""
    verb = top if tree.child(top, "cop") is not None else tree.heads[top]
    for _ in range(3):  # "by 25 points to 4.75%", "from 24 to 31" may hang on each other
        if verb < 0:
            return None
        if not (
            tree.relation(top) in ("nmod", "obl", "conj") and tree.upos[verb] in ("NOUN", "NUM", "SYM") and tree.child(verb, "cop") is None
        ):
            break
        if words_before(tree, within) not in ("to", "from", "by", "at"):
            break
        top, verb = verb, tree.heads[verb]
    if verb < 0:
        return None
    if tree.upos[verb] == "ADJ" and tree.child(verb, "cop") is None:
        verb = tree.heads[verb]
    kind = _measures(tree, verb, top)
    if kind is None or verb < 0:
        return None
    noun = tree.child(verb, "obj") if kind in "ot" else None
    if kind == "t" and tree.child(verb, "nsubj") is not None and tree.deprel[tree.child(verb, "nsubj") or 0] == "nsubj:pass":
        noun = tree.child(verb, "nsubj")
    noun = tree.subject(verb) if kind != "t" and (noun is None or noun in within) else noun
    if noun is None or noun in within or not tree.is_noun(noun):
        return None
    if tree.lemma[noun] == "number" and (of := _after_of(tree, noun + 1)) is not None:
        return of
    return tree.phrase(noun)


def _measures(tree: Tree, verb: int, top: int) -> str | None:
    """How a verb ties the number to its subject or object; None where it does not."""
    if tree.child(verb, "cop") is not None or (
        tree.upos[verb] in ("VERB", "ADJ") and top == verb - 1 and tree.child(verb, "aux") is not None
    ):
        return "s"
    return MEASURING.get(tree.lemma[verb]) or MEASURING.get(tree.forms[verb].lower())


def words_before(tree: Tree, within: range) -> str:
    """The word before a stretch, in lower case."""
    return tree.forms[within.start - 1].lower() if within.start else ""


def _elliptic(words: Words, one: Measure, tree: Tree, top: int, within: range) -> Counted | None:
    """A number without its noun: the noun it takes up again, or what befell them."""
    again = _of_before(tree, within.start)
    if again is not None:
        return again
    after = within.stop
    if after < len(tree.forms) and (
        tree.forms[after].lower() in STATES or (tree.upos[after] in ("ADJ", "VERB") and tree.relation(after) in ("xcomp", "acl"))
    ):
        return tree.starts[after], tree.ends[after]
    head = tree.heads[top]
    if tree.upos[top] not in ("NUM", "NOUN", "ADJ", "PRON", "SYM"):
        return None
    if head >= 0 and tree.lemma[head] == "be":
        return None
    if head >= 0 and tree.upos[head] in ("VERB", "ADJ") and tree.relation(top) in ("nsubj", "obj", "obl", "xcomp", "dep"):
        return tree.starts[head], tree.ends[head]
    if head >= 0 and tree.is_noun(head) and head < within.start and tree.relation(top) in ("nmod", "conj", "appos", "nummod"):
        return tree.phrase(head)
    return None


def _of_before(tree: Tree, at: int) -> Counted | None:
    """`Of the 40 passengers, three died`: the noun behind an "of" that opens the sentence."""
    for word in range(at - 1, max(-1, at - 12), -1):
        if tree.forms[word] in (".", ";", "!", "?"):
            return None
        if tree.forms[word] == "Of" or (tree.forms[word] == "of" and word and tree.forms[word - 1] in (";", ",")):
            return _after_of(tree, word)
    return None


# -- by form ----------------------------------------------------------------------------------------


def _by_form(words: Words, one: Measure, first: int, last: int) -> Counted | None:
    """The run of words behind the number up to the first plural, or a state ("dead")."""
    at = last
    has_of = words.word(at) == "of" or (words.word(at) == "worth" and words.word(at + 1) == "of")
    if one.unit is not None and not has_of and one.unit.family in ("time", "money", "share", "points", "times"):
        return _singular(words, last) if words.word(last - 2) in DASHES else None
    while words.word(at) in SKIPPED or words.word(at) == "worth":
        at += 1
    start = at
    for place in range(at, min(at + REACH, len(words))):
        word = words.low[place]
        if word in STATES and place == start:
            return words.start[place], words.end[place]
        if not word.isalpha() or (word in FUNCTION_WORDS and word not in CARDINAL_NOUNS):
            break
        if word in CARDINAL_NOUNS or (len(word) > 3 and word.endswith("s") and not word.endswith("ss")):
            return words.start[start], words.end[place]
    return _singular(words, start) if has_of else None


def _singular(words: Words, at: int) -> Counted | None:
    at = words.past_hyphen(at)
    word = words.word(at)
    return (words.start[at], words.end[at]) if word.isalpha() and word not in FUNCTION_WORDS else None
