"""Time expressions: every row's examples, what the words alone tell, properties, hostile inputs."""

import importlib
import itertools
import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.timex import find_times
from headwater.annotate.timex.grammar import REACH, Fit, Grammar, grammar
from headwater.conclude import resolve_times
from headwater.records import Published, Timex

DAY = Published(earliest="2022-12-22", latest="2022-12-22", best="2022-12-22")  # a Thursday
EXAMPLES = [
    pytest.param(language, example, id=f"{language}: {example}")
    for language in ("en", "ru")
    for row in grammar(language).rows
    for example in row.examples
]
SPAN = re.compile(r"<([^>]*)>")


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_examples_of_the_grammar(language: str, example: str) -> None:
    marked, _, expected = example.rpartition(" = ")
    content = SPAN.sub(r"\1", marked)
    found = resolve_times(find_times(content, doc="d", language=language), published=DAY)
    if expected == "none":
        assert [content[one.span.start : one.span.end] for one in found] == []
        return
    answers = {content[one.span.start : one.span.end]: one for one in found}
    for words, told in zip(SPAN.findall(marked), expected.split(" | "), strict=True):
        assert words in answers
        _check(answers[words], *told.split())


def _check(one: Timex, value: str, interval: str | None = None) -> None:
    assert one.value == value
    assert interval is None or (one.interval or "none") == interval


def test_every_row_that_makes_something_has_an_example() -> None:
    bare = [row.source for language in ("en", "ru") for row in grammar(language).rows if row.meaning != "none" and not row.examples]
    assert bare == []


def found(content: str) -> list[tuple[str, str | None, str | None]]:
    return [(content[one.span.start : one.span.end], one.value, one.interval) for one in find_times(content, doc="d")]


ALONE = [
    ("on March 4, 2021, the gate", [("March 4, 2021", "2021-03-04", "2021-03-04")]),
    ("in March 2021", [("March 2021", "2021-03", "2021-03")]),
    ("on March 4", [("March 4", "XXXX-03-04", None)]),
    ("last Friday", [("last Friday", "XXXX-WXX-5", None)]),
    ("two years ago", [("two years ago", "XXXX", None)]),
    ("on February 30, 2021", []),
    ("it may 4 times", []),
    ("they march 20 miles", []),
    ("Jan Kaval said", []),
    ("she is in her 30s", []),
    ("It met on Thursday, 4 March.", [("Thursday, 4 March", "XXXX-03-04:w4", None)]),
    ("It met from 3 to 4 June.", [("3", "XXXX-06-03", None), ("4 June", "XXXX-06-04", None)]),
    ("It met on 4 Dec. and left.", [("4 Dec", "XXXX-12-04", None)]),
    ("a 45-year-old man", []),
    ("$2000 a year", []),
]


@pytest.mark.parametrize(("content", "expected"), ALONE)
def test_what_the_words_alone_tell(content: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [one[:2] for one in found(content)] == [one[:2] for one in expected]


NAMES = [
    ("The Daily Lantern wrote of it.", []),
    ("He works for the Sunday Chronicle and the Weekly Post.", []),
    ("She told the Evening Herald, the Monday Group and Valley Daily nothing.", []),
    ("Friday Mirror readers were not told.", []),
    ("It was on the Today programme and in the Saturday Review.", []),
    ("Daily patrols began.", ["Daily"]),
    ("It was shut on Sunday Governor Lorne said.", ["Sunday"]),
    ("The Sunday market was shut.", ["Sunday"]),
    ("The Tuesday NTU talks failed.", ["Tuesday"]),
    ("Sunday Strike Shuts Port", ["Sunday"]),
]


@pytest.mark.parametrize(("content", "expected"), NAMES)
def test_a_word_of_time_in_a_name_is_no_time(content: str, expected: list[str]) -> None:
    assert [words for words, _, _ in found(content)] == expected


ABOVE = "They will meet again tomorrow.\n"
STAMPS = [
    (ABOVE + "13:20 Police shut the bridge.", "2022-12-22T13:20"),
    (ABOVE + "14:32: Two men were held.", "2022-12-22T14:32"),
    (ABOVE + "[14:32] Two men were held.", "2022-12-22T14:32"),
    (ABOVE + "9.45am \u2013 Two men were held.", "2022-12-22T09:45"),
    (ABOVE + "\n16:10 GMT\nTwo men were held.", "2022-12-22T16:10"),
    (ABOVE + "The doors open at 10:30.", "2022-12-23T10:30"),
    ("Monday 19 December\nA tram left the rails.\n11:00 It was lifted.", "2022-12-19T11:00"),
    ("Monday 19 December\n10:15 A tram left the rails.\n11:00 It was lifted.", "2022-12-19T11:00"),
]


@pytest.mark.parametrize(("content", "value"), STAMPS)
def test_a_time_that_opens_a_line_is_of_the_report_s_day(content: str, value: str) -> None:
    assert resolve_times(find_times(content, doc="d"), published=DAY)[-1].value == value


SIDES = [
    ("The bridge is planned to open before October.", "2023-10"),
    ("The visit, planned for May, was put off.", "2023-05"),
    ("The report is due in March.", "2023-03"),
    ("The hall, due before April, will cost more.", "2023-04"),
    ("To finish the road before June, the council hired crews.", "2023-06"),
    ("The council hired crews to repair the dam by April.", "2023-04"),
    ("A vote is expected before February.", "2023-02"),
    ("They closed it before October.", "2022-10"),
    ("Nurses voted to strike from Monday.", "2022-12-26"),
    ("The two sides agreed to meet in May.", "2023-05"),
    ("The work will be done before the summer.", "2023-SU"),
    ("He was forced to leave in March.", "2022-03"),
]


@pytest.mark.parametrize(("content", "value"), SIDES)
def test_what_is_to_come_lies_ahead(content: str, value: str) -> None:
    assert resolve_times(find_times(content, doc="d"), published=DAY)[-1].value == value


RUSSIAN = [("Налоги вырастут с 1 июля.", "2023-07-01"), ("Выборы назначены на 5 марта, а закон вступит в силу с 1 февраля.", "2023-02-01"), ("Он был в тюрьме с 1 июля.", "2022-07-01")]


@pytest.mark.parametrize(("content", "value"), RUSSIAN)
def test_from_or_since_by_the_tense(content: str, value: str) -> None:
    assert resolve_times(find_times(content, doc="d", language="ru"), published=DAY)[-1].value == value


def test_minutes_stay_where_no_day_is_known() -> None:
    assert resolve_times(find_times("It began at 10:15 p.m.", doc="d"), published=Published())[0].value == "XXXX-XX-XXT22:15"


def one(content: str) -> Timex:
    (only,) = find_times(content, doc="d")
    return only


def test_anchor_offset_and_direction_are_kept() -> None:
    assert (one("He left two years ago.").offset.amount, one("He left two years ago.").anchor) == (-2, "publication")  # type: ignore[union-attr]
    assert one("It closed two days later.").anchor == "previous"
    assert one("within two days of the vote").anchor == "event"
    assert one("in March 2021").anchor == "explicit"
    assert one("The talks will begin on Friday.").direction == "future"
    assert one("The talks began on Friday.").direction == "past"
    assert one("It closed last Friday.").direction == "before"


def test_open_ends_zones_modifiers_and_laws() -> None:
    assert one("He has been held since 2019.").bound == "since"
    assert one("from 2019 on").bound == "since"
    assert one("by Friday").bound == "by"
    assert one("at 5 p.m. EST").zone == "EST"
    assert (one("early next month").modifier, one("more than two years").modifier) == ("START", "MORE_THAN")
    assert one("under the Law of 4 March 2021 on gates").dates_law
    assert one("under the 1993 Act").dates_law
    assert not one("the gate of 2021").dates_law


def test_both_ends_of_a_range_know_each_other() -> None:
    first, second = find_times("from March 2019 to May 2021", doc="d")
    assert (first.pair, second.pair) == (second.id, first.id)
    first, second = find_times("in March 2019 he came and in May 2021 he left", doc="d")
    assert first.pair is second.pair is None


def test_only_the_body_is_read() -> None:
    content = "on Monday. on Tuesday."
    assert [content[t.span.start : t.span.end] for t in find_times(content, doc="d", body=[(11, 22)])] == ["Tuesday"]


def test_a_language_without_a_table_gives_nothing() -> None:
    assert find_times("on 4 March 2021", doc="d", language="de") == ()
    assert find_times("on 4 March 2021", doc="d", language=None) == ()


def test_no_expression_runs_across_paragraphs() -> None:
    assert found("It was shut in March\n\n2021 people came") == found("It was shut in March") + found("2021 people came")


PIECES = st.sampled_from(
    "March 4 , 2021 last Friday next year two weeks ago the first half of nineteen ninety-six '80s 1990s 5 p.m. EST Nov. 9 10:30 99 0000 "
    "every other day early mid - 31st February 29 2100-02-29 9999 third quarter in on by since Easter the day before yesterday \n\n x".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=200), st.sampled_from(["en", "ru"]))
def test_never_raises_and_spans_are_in_order(content: str, language: str) -> None:
    times = find_times(content, doc="d", language=language)
    places = [(one.span.start, one.span.end) for one in times]
    assert all(0 <= start < end <= len(content) and content[start:end].strip() == content[start:end] for start, end in places)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))
    resolved = resolve_times(times, published=DAY)
    assert [one.id for one in resolved] == [one.id for one in times]


HOSTILE = [
    "the " * 20_000, "two hundred " * 8_000, "1, " * 30_000, "1" * 100_000, "March " * 15_000, "\n \n" * 30_000, "a.m. " * 20_000,
    "the first the end of the " * 4_000, "1,111" * 20_000, "' " * 50_000, "every other " * 8_000, "4-" * 50_000, " " * 100_000, "1:1" * 30_000,
]  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE, ids=lambda text: text[:12])
def test_time_grows_with_length_only(content: str) -> None:
    half, whole = (_seconds(content[: len(content) // share]) for share in (2, 1))
    assert whole < 4 * half + 0.3


def test_no_row_is_longer_than_what_is_kept() -> None:
    widths = importlib.import_module("re._parser")
    assert max(widths.parse(row.body).getwidth()[1] for language in ("en", "ru") for row in grammar(language).rows) < REACH


def test_work_on_hostile_texts_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    fit = Grammar._fit

    def counted(self: Grammar, before: str, run: str) -> Fit | None:
        asked.append(len(run))
        return fit(self, before, run)

    monkeypatch.setattr(Grammar, "_fit", counted)
    words = "the a in of last next 3 12 2019 May Monday week first quarter two hundred and half before 10:30 on to - , . late ago".split()
    choose = random.Random(7).choice
    content = " ".join(choose(words) for _ in range(4_000))
    tokens = len(content.split())
    find_times(content, doc="d")
    assert len(asked) <= tokens
    assert max(asked) <= REACH + 1
    again = len(asked)
    find_times(content, doc="d")
    assert len(asked) == again  # what was asked once is known


@given(st.lists(st.sampled_from("x the a last next 3 12 2019 May Monday week quarter two and half before ago - ,".split()), max_size=12))
def test_what_is_kept_is_what_fits(words: list[str]) -> None:
    rules = grammar("en")
    content = "".join(rules.classes[word] for word in words)
    for at in range(len(content)):
        whole = rules._fit(content[:at][-1:], content[at:])
        assert rules.fitting(content, at) == whole


def _seconds(content: str) -> float:
    start = time.process_time()
    find_times(content, doc="d")
    return time.process_time() - start


@pytest.mark.parametrize(
    ("content", "words", "value"),
    [
        ("The strike is expected to last three weeks.", "three weeks", "P3W"),
        ("The truce would last 48 hours.", "48 hours", "PT48H"),
        ("It did not last two days.", "two days", "P2D"),
    ],
)
def test_to_last_is_a_verb(content: str, words: str, value: str) -> None:
    (found,) = find_times(content, doc="d")
    assert (content[found.span.start : found.span.end], found.value, found.anchor) == (words, value, "explicit")
