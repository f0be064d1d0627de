"""Each character of the reading text maps back to the page, whatever the page: properties, mutations, hostile input."""

import html
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.html import body_text, read_html
from headwater.records import Reading
from tests.read.test_html_pages import PAGES

INSERTED = set("\n “”")


def check(reading: Reading, markup: str) -> None:
    """Runs cover the text without gaps; runs of equal length are verbatim; all places lie inside."""
    at = last = 0
    for start, length, source, source_length in reading.source_map:
        assert start == at
        assert length > 0
        assert 0 <= source <= source + source_length <= len(markup)
        assert source >= last, "runs go forward in the page"
        words, origin = reading.text[start : start + length], markup[source : source + source_length]
        if source_length == 0:
            assert set(words) <= INSERTED
        elif length == source_length:
            assert words == origin
        elif words != " ":
            assert html.unescape(origin).replace("\u00ad", "") == words
        at, last = start + length, source + source_length
    assert at == len(reading.text)
    check_places(reading, markup)


def check_places(reading: Reading, markup: str) -> None:
    before = 0
    for block in reading.blocks:
        assert before <= block.start < block.end <= len(reading.text)
        assert (block.role == "furniture") == (block.kind is not None)
        before = block.end
    for place in (*(fact.span for fact in reading.facts), *(hint.span for hint in reading.hints)):
        if place is not None:
            assert 0 <= place.start < place.end <= len(markup)
    if reading.title_span:
        assert 0 <= reading.title_span[0] < reading.title_span[1] <= len(reading.text)
    body_text(reading)


@pytest.mark.parametrize("name", PAGES)
def test_pages_map_back(name: str) -> None:
    check(read_html(PAGES[name].markup, url=PAGES[name].url), PAGES[name].markup)


NAMES = [
    "div",
    "p",
    "b",
    "a",
    "q",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "pre",
    "script",
    "title",
    "h1",
    "br",
    "article",
    "figure",
    "svg",
    "option",
    "time",
    "head",
    "body",
]
WORDS = st.text(alphabet="ab é<>&;\"'=/\n\t\r \u00a0\u00ad\u200b😀-!", max_size=12)
TAGS = st.builds(
    lambda name, end, more: f"<{'/' if end else ''}{name}{more}>",
    st.sampled_from(NAMES),
    st.booleans(),
    st.sampled_from(["", " hidden", " class='comment'", ' href="x"', " a='<'", "/"]),
)
ENTITIES = st.sampled_from(
    [
        "&amp;",
        "&nbsp;",
        "&eacute",
        "&notit;",
        "&#0;",
        "&#x1F600;",
        "&shy;",
        "&#xD800;",
        "&NotEqualTilde;",
        "<!-- x -->",
        "<!--",
        "]]>",
        "<![CDATA[x]]>",
        "<!DOCTYPE html>",
    ]
)
MARKUP = st.lists(st.one_of(WORDS, TAGS, ENTITIES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_any_markup_maps_back(markup: str) -> None:
    check(read_html(markup), markup)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_plain_words_stay(words: str) -> None:
    kept = words.replace("<", "").replace("&", "")
    shown = read_html(kept).text
    unseen = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff\x00")
    assert shown == " ".join(kept.translate(unseen).split())


def _mutated(markup: str, rng: random.Random) -> str:
    """Cut, doubled, moved, or with something strange put in."""
    for _ in range(rng.randint(1, 4)):
        a, b = sorted(rng.randrange(len(markup) + 1) for _ in range(2))
        b = min(b, a + 200)
        change = rng.choice(["cut", "end", "double", "put"])
        if change == "cut":
            markup = markup[:a] + markup[b:]
        elif change == "end":
            markup = markup[:b] or "x"
        elif change == "double":
            markup = markup[:b] + markup[a:]
        else:
            markup = (
                markup[:a]
                + rng.choice(['"', "'", "<", ">", "</", "<!--", "&#", "\x00", "{", "]", "\\", "\ud800", "<script>", "</div>", "\u202e"])
                + markup[a:]
            )
    return markup


@pytest.mark.parametrize("name", PAGES)
def test_mutations_never_fail(name: str) -> None:
    rng = random.Random(f"html {name}")
    for _ in range(60):
        markup = _mutated(PAGES[name].markup, rng)
        check(read_html(markup, url=PAGES[name].url), markup)


SECONDS = 20  # for what takes one or two on a quiet machine; what is quadratic takes hours
HOSTILE = {
    "nested": "<div>x" * 100_000,
    "nested inline": "<b>" * 50_000 + "</i>" * 50_000,
    "ends out of reach": "<i><div>" + "<b>" * 50_000 + "</i>" * 50_000,
    "open tags": "<a " * 100_000,
    "open quotes": "<a b='" * 100_000,
    "open comments": "<!--" * 100_000,
    "open scripts": "<script>" * 100_000,
    "entities": "&notit;&am" * 50_000,
    "blanks": " \n" * 200_000,
    "broken json": '<script type="application/ld+json">' + '"\\' * 50_000,
    "deep json": '<script type="application/ld+json">' + '{"@type":"NewsArticle","author":[' * 30_000,
    "many articles": '<script type="application/ld+json">[' + '{"@type":"NewsArticle","@id":"x","author":{"@id":"x"}},' * 10_000,
    "nested figures": "<figure class=x>" * 50_000 + "<p>words",
    "nested times": "<time>2020-01-01 " * 30_000,
    "dates": "".join(f"<p>{at % 28 + 1}.{at % 12 + 1}.{2000 + at % 20} " for at in range(30_000)),
    "attributes": "<div " + "a=b " * 100_000 + ">x",
    "classes": '<div class="' + "comment-" * 50_000 + '">x',
    "names": '<meta name=author content="' + "and " * 50_000 + '">',
    "digits": "2020-" * 60_000,
    "tables": "<table><tr><td>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_time_in_proportion(name: str) -> None:
    started = time.perf_counter()
    reading = read_html(HOSTILE[name], url="https://a.example/" + "1" * 1000)
    assert time.perf_counter() - started < SECONDS
    assert sum(run[1] for run in reading.source_map) == len(reading.text)


def test_a_page_of_five_megabytes() -> None:
    paragraph = (
        "<p>The council of Orrin met again on the matter of the wells &mdash; and <a href=/x>nothing</a> was decided until late.</p>\n"
    )
    markup = "<html><body><article><h1>The wells of Orrin</h1>" + paragraph * (5_000_000 // len(paragraph))
    started = time.perf_counter()
    reading = read_html(markup)
    assert time.perf_counter() - started < 2 * SECONDS
    assert body_text(reading).count("— and nothing was decided") == markup.count("<p>")
