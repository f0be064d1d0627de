"""Two passages side by side, the words that differ marked in both."""

import difflib
import re
from collections.abc import Sequence

from headwater.show.html import Html, el, join
from headwater.show.lookup import Lookup
from headwater.text import Span, fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
ALIKE = 0.25  # share of equal tokens below which marking every word says nothing: then only figures are marked

Tokens = Sequence[re.Match[str]]


def differing(one: str, other: str) -> tuple[Html, Html]:
    """Both texts with the words that differ in `<mark>`; case, accents and kinds of quotation marks do not count.

    The texts' blanks are made single. Where the two have little in common only the figures that differ are marked.
    """
    one, other = " ".join(one.split()), " ".join(other.split())
    left, right = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    matcher = difflib.SequenceMatcher(None, [fold(t[0]).content for t in left], [fold(t[0]).content for t in right], autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    ours: list[Tokens] = [left[a:b] for _, a, b, _, _ in codes if _has_words(left[a:b])]
    theirs: list[Tokens] = [right[a:b] for _, _, _, a, b in codes if _has_words(right[a:b])]
    if matcher.ratio() < ALIKE:
        ours, theirs = _figures(ours), _figures(theirs)
    return _marked(one, ours), _marked(other, theirs)


def _has_words(run: Tokens) -> bool:
    return any(token[0][0].isalnum() for token in run)


def _figures(runs: Sequence[Tokens]) -> list[Tokens]:
    return [[token] for run in runs for token in run if token[0].isdigit()]


def _marked(text: str, runs: Sequence[Tokens]) -> Html:
    parts, at = [], 0
    for run in runs:
        if run:
            parts += [join([text[at : run[0].start()]]), el("mark", text[run[0].start() : run[-1].end()])]
            at = run[-1].end()
    return join([*parts, text[at:]])


def beside(a: Span | None, b: Span | None, look: Lookup, *, compare: bool = True) -> Html:
    """The two passages with their sources; one that is not there is said to be not there."""
    texts = ("" if a is None else look.words(a), "" if b is None else look.words(b))
    if compare and a is not None and b is not None:
        if texts[0] and _plain(texts[0]) == _plain(texts[1]):
            return el(
                "div",
                el("p", look.quote(a), class_="said"),
                el("p", look.source(a), " = ", look.source(b), class_="facts"),
                class_="pair same",
            )
        written = differing(*texts)
    else:
        written = (join([" ".join(texts[0].split())]), join([" ".join(texts[1].split())]))
    return el("div", [_passage(words, span, look) for words, span in zip(written, (a, b), strict=True)], class_="pair")


def _plain(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents, blanks and punctuation."""
    return [fold(token[0]).content for token in _TOKEN.finditer(text) if token[0][0].isalnum()]


def _passage(words: Html, span: Span | None, look: Lookup) -> Html:
    if span is None:
        return el("div", el("p", "no words for it here", class_="nothing"), class_="passage")
    language = look.docs[span.doc].language
    link = el("a", words, href=f"#{look.anchor(span)}")
    return el("div", el("q", link, class_="words", lang=language, dir="auto"), look.source(span), class_="passage")


def languages_differ(a: Span, b: Span, look: Lookup) -> bool:
    """Whether two passages are known to be in different languages, so that comparing words says nothing."""
    one, other = look.docs[a.doc].language, look.docs[b.doc].language
    return bool(one and other and one != other)


def against_first(spans: Sequence[Span]) -> list[tuple[Span, Span | None]]:
    """The first span with each of the others; alone where there is no other."""
    return [(spans[0], other) for other in spans[1:]] or [(spans[0], None)]
