"""Words that report elsewhere, used in another sense: `dismissed as head coach`, `accused of ordering the raid`, `the law threatens us with jail`."""

from headwater.annotate.grammar import Grammar
from headwater.annotate.speakers import speaking_nouns
from headwater.lexicon import entries

DISMISS = frozenset("dismiss dismisses dismissed dismissing".split())
THREATEN = frozenset("threaten threatens threatened threatening".split())
ACCUSED = frozenset("accuse accuses accused accusing suspected suspect suspects convicted guilty acquitted charged cleared".split())
OF_DOING = frozenset(("of", "with"))
PERSONS = frozenset("he she him her who whom i me we us you".split())
ARTICLES, AS = frozenset(("a", "an")), frozenset(("as",))
THINGS = frozenset(  # what harms without a word
    "law laws bill bills act acts decree decrees rule rules regulation regulations amendment amendments legislation reform reforms drought droughts flood floods flooding "
    "storm storms fire fires wildfire wildfires heat heatwave cold disease diseases epidemic outbreak virus famine hunger shortage shortages crisis war inflation erosion "
    "tide tides wave waves avalanche landslide cuts closure closures prices sanctions tariffs pollution climate change collapse".split()
)
ORDERS = frozenset(("urges", "threatens"))


def is_another(grammar: Grammar, word: int, attitude: str) -> bool:
    """Whether a verb that may report is a name, or used of a deed here: somebody loses a post, is accused of an order, or a thing threatens."""
    low = grammar.low[word]
    if grammar.is_surname(word):
        return True
    return (low in DISMISS and _from_a_post(grammar, word)) or (low in THREATEN and _is_a_thing(grammar, word)) or (attitude in ORDERS and _is_charge(grammar, word))


def _from_a_post(grammar: Grammar, word: int) -> bool:
    """`Vale was dismissed as harbour master`: a person, and a post without `a` (`dismissed as a liar` is a judgement)."""
    who = grammar.child(word, "nsubj:pass") if grammar.is_passive(word) else grammar.child(word, "obj")
    if who is None:
        return False
    low = grammar.low[who]
    person = low in PERSONS or grammar.parse.upos[who] == "PROPN" or low in speaking_nouns() - entries("document_nouns")
    posts = [c for c in grammar.below[word] if grammar.relation(c) == "obl" and c > word and grammar.has_child(c, "case", AS)]
    return person and bool(posts) and not any(grammar.has_child(c, "det", ARTICLES) for c in posts)


def _is_a_thing(grammar: Grammar, word: int) -> bool:
    subject = grammar.child(word, "nsubj")
    if subject is None or grammar.low[subject] not in THINGS:
        return False
    return grammar.parse.upos[subject] != "PROPN" or len(grammar.all_below(subject)) > 1


def _is_charge(grammar: Grammar, word: int) -> bool:
    """`was accused by two boatmen of ordering the raid`: a deed that somebody is charged with."""
    if grammar.parse.xpos[word] != "VBG" or not grammar.has_child(word, "mark", OF_DOING):
        return False
    above = grammar.heads[word]
    return above >= 0 and (grammar.low[above] in ACCUSED or (grammar.heads[above] >= 0 and grammar.low[grammar.heads[above]] in ACCUSED))
