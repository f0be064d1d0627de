"""Lemmas as edit rules: what the model predicts is a rule, and the rule makes the lemma from the form.

A rule is `l<cut>|<suffix>` (on the form in lower case), `k<cut>|<suffix>` (capitals kept) or `=<lemma>`.
"""

from functools import lru_cache

from headwater.language.weights import read_json

MAX_CUT = 5


def lemma_rule(form: str, lemma: str, *, name: bool) -> str:
    """Return the rule that makes `lemma` of `form`; `name` says that the word is a proper noun and keeps its capitals."""
    for kind in "kl" if name else "lk":
        base = form if kind == "k" else form.lower()
        shared = _shared(base, lemma)
        cut = len(base) - shared
        if (shared and cut <= MAX_CUT) or base == lemma:
            return f"{kind}{cut}|{lemma[shared:]}"
    return f"={lemma}"


def _shared(a: str, b: str) -> int:
    """Return how many letters two words share at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@lru_cache(maxsize=200_000)
def apply_rule(form: str, rule: str) -> str:
    """Return the lemma that the rule makes of the form; a rule that would leave nothing gives the form back."""
    if rule.startswith("="):
        return rule[1:]
    cut, _, suffix = rule[1:].partition("|")
    base = form if rule[0] == "k" else form.lower()
    return base[: len(base) - int(cut)] + suffix or form


def lemmatise(form: str, upos: str, xpos: str, rule: str) -> str:
    """Return the lemma of a form: the one always seen in training for this form and tag, otherwise what the rule makes.

    Where a rule makes no English word of a verb or noun (freed: fre) and a neighbouring rule does, that one is taken.
    """
    seen = known_lemmas().get(f"{form.lower()}\t{xpos}")
    if seen is not None and (upos != "PROPN" or form.islower()):
        return seen
    made = apply_rule(form, rule)
    return _mended(form.lower(), made) if upos in ("VERB", "NOUN") and made not in known_words() else made


@lru_cache(maxsize=50_000)
def _mended(form: str, made: str) -> str:
    """Return the first regular lemma of a form that is an English word; what the rule made where there is none."""
    regular: list[str] = []
    if form.endswith("ed"):
        regular = [form[:-1], form[:-2], _single(form[:-2])]
    elif form.endswith("ing"):
        regular = [form[:-3] + "e", form[:-3], _single(form[:-3])]
    elif form.endswith("ies"):
        regular = [form[:-3] + "y", form[:-1]]
    elif form.endswith("s"):
        regular = [form[:-1], *([form[:-2]] if form.endswith("es") else [])]
    return next((word for word in regular if len(word) > 2 and word in known_words()), made)


def _single(stem: str) -> str:
    """Return a stem with its doubled last letter once (stopp: stop)."""
    return stem[:-1] if stem[-1:] == stem[-2:-1] else stem


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return the whole words of the piece vocabulary: the 20,000 or so commonest of English."""
    found: dict[str, int] = read_json("tokenizer.json")["model"]["vocab"]
    return frozenset(word for word in found if word.isalpha())


@lru_cache(maxsize=1)
def known_lemmas() -> dict[str, str]:
    """Return the lemmas of forms and tags seen in training."""
    found: dict[str, str] = read_json("lemmas.json.gz")
    return found
