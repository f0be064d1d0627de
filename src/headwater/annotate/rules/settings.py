"""What stands around a norm: its instrument, who lays it down, who says so, which verbs govern it."""

from collections.abc import Sequence
from typing import NamedTuple

from headwater import lexicon
from headwater.annotate.events.trees import Tree
from headwater.annotate.rules.asides import Aside, aside
from headwater.annotate.rules.broad import institution
from headwater.annotate.rules.gates import is_given_by
from headwater.annotate.rules.readings import Norm
from headwater.annotate.rules.stages import ORDER, REMEMBERED, Stage
from headwater.annotate.rules.words import listed, noun_kind, step, tool
from headwater.records import Statement

FAMILY = ("bill", "law", "draft")
NEAR = 3  # sentences for which an instrument is carried to a norm told by may or can alone
DECIDING = listed("deciding")
TELLING = listed("settings_telling")
BY_LAW = listed("by_law")
NOTICES = listed("notices")


class Setting(NamedTuple):
    """A norm with its surroundings. `link`: how its instrument is tied to it (direct, sentence, carried, or empty without one)."""

    stage: Stage | None
    link: str
    refused: bool
    by: str | None
    statement: Statement | None
    speaker: str
    outer: tuple[str, ...]
    verbs: tuple[str, ...]
    rests: bool
    aside: Aside | None = None
    near: bool = False  # the instrument was told in the sentence before

    @property
    def reported(self) -> bool:
        """Whether somebody is told to say so."""
        return self.statement is not None or self.aside is not None

    @property
    def attitude(self) -> str:
        """How it is said: asserts, announces, warns ...; empty in the report's own voice."""
        beside = self.aside.attitude if self.aside is not None else ""
        return beside if self.statement is None or beside in ("warns", "threatens") else self.statement.attitude


def setting(tree: Tree, norm: Norm, known: Sequence[Stage], statements: Sequence[Statement]) -> Setting:
    """The surroundings of a norm."""
    by = is_given_by(tree, norm.giver) if norm.giver is not None else None
    outer, verbs = _outer(tree, norm.word)
    stage, link = _stage_of(tree, norm, known)
    held = _holding(tree, norm, statements)
    beside = aside(tree, norm.word)
    verbs += (tree.lemma[beside.verb],) if beside is not None else ()
    voiced = held is not None and held.speaker is not None and held.speaker.span is not None
    speaker = _speaker(tree, held, norm) if beside is None or voiced else _voice(tree, beside)
    return Setting(stage, link, by == "-" or _treaty(tree, norm), by, held, speaker, outer, verbs, _told_by(tree, norm.word), beside, stage is not None and (tree.sentence_of[norm.word] - stage.sentence == 1 or "\n" not in tree.parse.text[tree.starts[stage.word] : tree.starts[norm.word]]))


def _voice(tree: Tree, beside: Aside) -> str:
    """What the subject of a reporting clause is; `it is said in the decree` is the law's voice."""
    if any(tool(tree, below) is not None for below in tree.all_below(beside.verb, "obl", "nmod")) and tree.low[beside.who] == "it":
        return "law"
    words = [word for word in tree.under(beside.who) if beside.first <= word <= beside.last]
    return _kind_of_speaker(tree, words, tree.parse.forms[beside.who])


def _treaty(tree: Tree, norm: Norm) -> bool:
    """`Under the agreement, both sides must ...`."""
    return any((named := tool(tree, word)) is not None and named.instrument is None for word in _sources(tree, norm))


def _sources(tree: Tree, norm: Norm) -> list[int]:
    """The nouns that a norm rests on by its own words: `under the law`, `by law`, `according to the code`, the noun that its clause describes."""
    out = [norm.giver] if norm.giver is not None else []
    beside = aside(tree, norm.word)
    if beside is not None:
        out += [w for w in (beside.who, *tree.all_below(beside.verb, "obl", "nmod")) for w in (w, *tree.all_below(w, "compound")) if tool(tree, w) is not None]
    for word in [norm.word, *tree.chain(norm.word)]:
        rests = [below for below in tree.all_below(word, "obl", "nmod") if _rests(tree, below)]
        out += [inner for below in rests for inner in (below, *tree.all_below(below, "nmod", "flat", "appos", "conj"))]
        if tree.base[word] == "acl":
            out.append(tree.heads[word])
        out += [below for below in tree.all_below(word, "nsubj") if tool(tree, below) is not None]
        out += [w for below in tree.all_below(word, "advcl") if tree.mark(below) in ("if", "once", "should") for w in tree.all_below(below, "nsubj") if tool(tree, w) is not None]
        told = [below for below in tree.all_below(word, "parataxis") if tree.lemma[below] in TELLING]
        out += [inner for below in told for inner in tree.all_below(below, "nsubj", "compound") if tool(tree, inner) is not None]
        if word == norm.content or tree.upos[word] == "NOUN":
            out += [below for below in tree.below[word] if tool(tree, below) is not None and not (norm.strength == "given" and tree.base[below] == "obj")]
    return out


def _told_by(tree: Tree, word: int) -> bool:
    """Whether a clause says of itself that it is an instrument's: `under the rules`, `according to the charter`, `the act provides`."""
    named = [below for below in tree.under(word) if tree.base[below] in ("obl", "nmod") and _rests(tree, below)]
    named += [inner for below in tree.all_below(word, "parataxis") if tree.lemma[below] in TELLING for inner in tree.all_below(below, "nsubj")]
    return any(tool(tree, inner) is not None for below in named for inner in (below, *tree.all_below(below, "nmod", "flat", "appos")))


def _rests(tree: Tree, word: int) -> bool:
    cases = {tree.low[case] for case in tree.all_below(word, "case")}
    return bool(cases & BY_LAW) or ("on" in cases and tree.low[word] in ("orders", "instructions"))


def _stage_of(tree: Tree, norm: Norm, known: Sequence[Stage]) -> tuple[Stage | None, str]:
    at = {stage.word: stage for stage in known}
    direct = next((at[word] for word in _sources(tree, norm) if word in at), None)
    if direct is not None:
        return direct, "direct"
    here = tree.sentence_of[norm.word]
    same = [stage for stage in known if stage.sentence == here and _is_topic(tree, norm, stage.word)]
    if same:
        return min(same, key=lambda stage: abs(stage.word - norm.word)), "sentence"
    before = [stage for stage in known if 0 < here - stage.sentence <= REMEMBERED and stage.status != "failed" and _is_remembered(tree, stage.word)]
    return (_furthest(before), "carried") if before else (None, "")


def _is_remembered(tree: Tree, word: int) -> bool:
    """Whether the text speaks of the instrument itself: as subject, as what is signed or passed, as what a norm rests on."""
    if tree.base[word] == "nmod" and tree.lemma[tree.heads[word]] in ("signature", "name", "approval", "assent"):
        return True
    if tree.base[word] == "obj":
        return step(tree, tree.heads[word]) is not None
    return tree.base[word] in ("nsubj", "root") or _rests(tree, word) or (tree.base[word] == "nmod" and _rests(tree, tree.heads[word]))


def _furthest(before: Sequence[Stage]) -> Stage:
    """The last one told, in the furthest form of its family (an earlier version of a bill is told after its law)."""
    last = before[-1]
    family = [one for one in before if one.instrument in FAMILY and last.instrument in FAMILY and one.told] or [last]
    return max(family, key=lambda one: (ORDER.index(one.status) if one.status in ORDER else -1, one.word))


def _is_topic(tree: Tree, norm: Norm, word: int) -> bool:
    """Whether the sentence is about the instrument: its subject, what is signed or passed, what the norm rests on; not what is laid down itself."""
    if _rests(tree, word) or (tree.heads[word] >= 0 and tree.base[word] == "nmod" and _rests(tree, tree.heads[word])):
        return True
    below = norm.word in tree.chain(word)
    return not below and tree.base[word] in ("nsubj", "obj", "root", "conj") and tree.upos[tree.heads[word]] in ("VERB", "AUX", "ADJ", "NOUN")


def _outer(tree: Tree, word: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How far the verbs that govern a predicate take it, innermost first, and their lemmas; a noun between them passes its own governors on."""
    told, lemmas, low = [], [], word
    for head in tree.chain(word):
        relation = tree.base[low]
        if relation in ("parataxis", "conj") and tree.upos[head] in ("VERB", "AUX"):
            low = head
            continue
        if tree.lemma[head] == "warning":
            lemmas.append("warn")
        if relation == "acl" and tree.rel[low] == "acl:relcl" and tool(tree, head) is None and noun_kind(tree, head) is None:
            break
        if tree.upos[head] in ("VERB", "AUX", "ADJ"):
            lemmas.append(tree.lemma[head])
            found = step(tree, head) or ("planned" if tree.lemma[head] == "look" and tree.mark(low) in ("at", "into") else None)
            told += [found] if found else []
        low = head
    return tuple(told), tuple(lemmas)


def _holding(tree: Tree, norm: Norm, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the predicate."""
    start, end = tree.starts[norm.word], tree.ends[norm.word]
    holding = [(part.end - part.start, at) for at, one in enumerate(statements) for part in one.content if part.start <= start and end <= part.end]
    return statements[min(holding)[1]] if holding else None


def _speaker(tree: Tree, statement: Statement | None, norm: Norm) -> str:
    """`law`, `s`, `b` ... of the statement around a norm; where none is found, of the verb that decides it."""
    if statement is None:
        return _decider(tree, norm)
    return _speaking(tree, statement)


def _decider(tree: Tree, norm: Norm) -> str:
    """`the commission decided that foreigners will not be able to buy`: the authority whose verb governs the norm."""
    for low, head in zip([norm.word, *tree.chain(norm.word)], tree.chain(norm.word), strict=False):
        if tree.base[low] in ("ccomp", "xcomp") and tree.lemma[head] in DECIDING:
            who = tree.subject(head)
            kind = is_given_by(tree, who) if who is not None else None
            return "body" if kind in ("s", "b") else ""
    return ""


def _speaking(tree: Tree, statement: Statement) -> str:
    """`s`, `b` or `g` for the authority, `body` for an institution that speaks itself that a speaker is, `law` for an instrument that speaks, `one` for anybody else, empty for nobody."""
    if statement.speaker is None or statement.speaker.span is None:
        return "one"
    return _kind_of_speaker(tree, tree.words(statement.speaker.span.start, statement.speaker.span.end), statement.speaker.name or "")


def _kind_of_speaker(tree: Tree, words: Sequence[int], name: str) -> str:
    words = _own(tree, words)
    kinds = [lexicon.mapping("rule_authorities").get(tree.lemma[word].casefold()) for word in words]
    if not any(kinds):
        titled = [below for word in words for below in tree.below[word] if tree.rel[below] in ("nmod:desc", "appos", "compound", "flat") or (tree.rel[below] == "nmod" and tree.upos[word] == "PROPN")]
        titled += [inner for below in titled for inner in tree.all_below(below, "compound", "nmod", "conj") if tree.rel[inner] != "nmod:poss"]
        kinds = [lexicon.mapping("rule_authorities").get(tree.lemma[word].casefold()) for word in titled]
    if any(tool(tree, word) is not None or tree.lemma[word] in NOTICES for word in words):
        return "law"
    if not any(kinds):
        kinds = _known_roles(tree, words, name)
    if any(institution(tree, word) for word in words) and any(kind in ("s", "b") for kind in kinds):
        return "body" if not any(tree.named.get(word) == "person" for word in words) else next(kind for kind in kinds if kind)
    former = any(tree.low[word] in ("former", "ex-", "retired", "relatives", "wife", "residents", "workers", "employees", "staff") for word in words)
    return "one" if former else next((kind for kind in kinds if kind), "one")


def _own(tree: Tree, words: Sequence[int]) -> Sequence[int]:
    """The words of a speaker without those that only say of where or of whom: `inhabitants of the town` are no town."""
    top = tree.top(words)
    if top is not None and tree.upos[top] == "NOUN":
        words = [word for word in words if not any(tree.base[w] == "acl" for w in (word, *tree.chain(word)) if w in words and w != top)] or words
    if top is None or tree.upos[top] != "NOUN" or tree.xpos[top] != "NNS":
        return words
    return [word for word in words if not any(tree.base[w] in ("nmod", "acl") for w in (word, *tree.chain(word)) if w in words and w != top)] or words


def _known_roles(tree: Tree, words: Sequence[int], name: str) -> list[str | None]:
    """What a name is called elsewhere in the text: `Orla Venn, deputy head of the committee`, then `Venn said`."""
    names = {tree.parse.forms[word] for word in words if tree.upos[word] == "PROPN"} | {part for part in name.split() if part[:1].isupper()}
    same = [word for word in range(len(tree)) if tree.parse.forms[word] in names and word not in words]
    heads = {tree.heads[word] if tree.rel[word] == "flat" else word for word in same}
    titles = [tree.heads[head] for head in heads if tree.base[head] == "appos" and tree.upos[tree.heads[head]] == "NOUN"]
    told = titles + [below for head in heads for beside in tree.all_below(head, "appos", "nmod:desc", "compound") for below in tree.under(beside)]
    return [lexicon.mapping("rule_authorities").get(tree.lemma[word].casefold()) for word in told]
