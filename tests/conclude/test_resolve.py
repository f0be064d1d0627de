"""Times resolved against a day, against bounds, from the time of speaking, and not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.annotate.timex import find_times
from headwater.conclude import resolve_times
from headwater.periods import easter, interval_of
from headwater.records import Published, Statement, Timex
from headwater.text import Span


def day(written: str) -> Published:
    return Published(earliest=written, latest=written, best=written)


def resolved(content: str, published: Published, statements: tuple[Statement, ...] = ()) -> list[Timex]:
    return list(resolve_times(find_times(content, doc="d"), published=published, statements=statements))


THURSDAY = day("2022-12-22")
TIMES = [
    ("It was shut in the first half of 2022 alone.", "2022-H1", "2022-01/2022-06"),
    ("It will be shut early next month.", "2023-01", "2023-01"),
    ("It was shut last winter.", "2021-WI", "2021-12/2022-02"),
    ("It has been shut since 2019.", "2019", "2019/.."),
    ("It has been shut since last Friday.", "2022-12-16", "2022-12-16/.."),
    ("It must be shut by March 1.", "2023-03-01", "2023-03-01"),
    ("They will have it shut before the summer.", "2023-SU", "2023-06/2023-08"),
    ("If it is not shut by March 1, it floods.", "2023-03-01", "2023-03-01"),
    ("It must be shut before 2025.", "2025", "2025"),
    ("It will be shut until 2025.", "2025", "../2025"),
    ("It will be shut from 2025 on.", "2025", "2025/.."),
    ("It was shut recently.", "PAST_REF", None),
    ("It is shut every Monday.", "XXXX-WXX-1", None),
    ("It was shut for two days.", "P2D", None),
    ("It was shut two days after the flood.", "P2D", None),
    ("It was shut over the past two years.", "P2Y", "2020/2022"),
    ("It was shut in fiscal 2021.", "2021", None),
    ("It was shut on 29 February.", "2020-02-29", "2020-02-29"),
    ("It was shut in the 1990s.", "199", "1990/1999"),
    ("It was shut last week.", "2022-W50", "2022-12-12/2022-12-18"),
    ("It was shut on Saturday, March 5.", "2022-03-05", "2022-03-05"),
    ("It was shut on 03/04/2021.", "2021-XX-XX", "2021"),
    ("It was shut in '89.", "1989", "1989"),
    ("It was shut around Nov. 1.", "2022-11-01", "2022-11-01~"),
    ("It was shut about two years ago.", "2020", "2020~"),
    ("It was shut more than two years ago.", "2020", "../2020"),
    ("He faces up to two years in prison.", "P2Y", None),
    ("It was shut at 10 p.m.", "2022-12-22T22:00", "2022-12-22"),
]


@pytest.mark.parametrize(("content", "value", "interval"), TIMES)
def test_against_a_day(content: str, value: str, interval: str | None) -> None:
    assert [(one.value, one.interval) for one in resolved(content, THURSDAY)] == [(value, interval)]


def test_nothing_is_guessed_where_no_date_is_known() -> None:
    found = resolved("On Friday it was shut; it had opened on March 4, 2021, two years ago and on Saturday, May 7.", Published())
    assert [(one.value, one.interval) for one in found] == [
        ("XXXX-WXX-5", None),
        ("2021-03-04", "2021-03-04"),
        ("XXXX", None),
        ("XXXX-05-07", None),
    ]


BOUNDS = [
    ("last year", "2021-12-20", "2022-01-10", "XXXX", "2020/2021"),
    ("last year", "2022-01-03", "2022-01-10", "2021", "2021"),
    ("on Friday it was shut", "2022-12-22", "2022-12-29", "XXXX-WXX-5", "2022-12-16/2022-12-23"),
    ("on March 4, 2021", "2022-12-22", "2022-12-29", "2021-03-04", "2021-03-04"),
]


@pytest.mark.parametrize(("content", "earliest", "latest", "value", "interval"), BOUNDS)
def test_against_bounds_both_answers_are_held(content: str, earliest: str, latest: str, value: str, interval: str) -> None:
    (one,) = resolved(content, Published(earliest=earliest, latest=latest))
    assert (one.value, one.interval) == (value, interval)


def test_a_better_date_resolves_anew() -> None:
    times = find_times("It was shut yesterday.", doc="d")
    assert [resolve_times(times, published=day(at))[0].interval for at in ("2022-12-22", "2021-05-01")] == ["2022-12-21", "2021-04-30"]


QUOTED = 'On Monday he said: "It was shut yesterday." It was shut yesterday.'


def statement(content: str, said: str | None = None) -> Statement:
    start, end = content.index('"') + 1, content.rindex('"')
    words = Span("d", start, end)
    return Statement(
        id="s1", kind="direct", span=Span("d", 0, end + 1), content=(words,), quoted=(words,), cue=None, speaker=None, attitude="asserts", said=said
    )  # fmt: skip


def test_what_is_quoted_counts_from_the_time_of_speaking() -> None:
    found = resolved(QUOTED, THURSDAY, (statement(QUOTED),))
    assert [one.interval for one in found] == ["2022-12-19", "2022-12-18", "2022-12-21"]
    found = resolved(QUOTED, THURSDAY, (statement(QUOTED, said="2020-02-02"),))
    assert found[1].interval == "2020-02-01"


def test_the_day_after_the_cue_is_the_time_of_speaking() -> None:
    content = '"It was shut yesterday," he said on Monday. On Tuesday it opened.'
    words = Span("d", 1, 22)
    one = Statement(id="s1", kind="direct", span=Span("d", 0, 32), content=(words,), quoted=(words,), cue=None, speaker=None, attitude="asserts")
    times = find_times(content, doc="d")
    found = resolve_times(times, published=THURSDAY, statements=(one,), content=content)
    assert [time.interval for time in found] == ["2022-12-18", "2022-12-19", "2022-12-20"]


def test_a_law_s_date_is_not_the_report_s() -> None:
    content = "Under the Law of 4 March 2019 it was shut. A year later it opened."
    assert [one.value for one in resolved(content, THURSDAY)] == ["2019-03-04", "2023"]
    content = "On 4 March 2019 it was shut. A year later it opened."
    assert [one.value for one in resolved(content, THURSDAY)] == ["2019-03-04", "2020"]


INTERVALS = [
    ("2022", "2022"),
    ("2022-03", "2022-03"),
    ("2022-03-04T10:00", "2022-03-04"),
    ("2022-Q1", "2022-01/2022-03"),
    ("2022-WI", "2022-12/2023-02"),
    ("2022-W52", "2022-12-26/2023-01-01"),
    ("2022-W52-WE", "2022-12-31/2023-01-01"),
    ("18", "1801/1900"),
    ("199", "1990/1999"),
    ("XXXX-03", None),
    ("P3D", None),
    ("PAST_REF", None),
    ("2021-02-30", None),
    ("2021-W60", None),
    ("0000", None),
]


@pytest.mark.parametrize(("value", "interval"), INTERVALS)
def test_interval_of_a_value(value: str, interval: str | None) -> None:
    assert interval_of(value) == interval


@pytest.mark.parametrize(("year", "expected"), [(1961, "04-02"), (2000, "04-23"), (2022, "04-17"), (2038, "04-25")])
def test_easter(year: int, expected: str) -> None:
    assert easter(year).isoformat()[5:] == expected


WORDS = st.sampled_from(
    "last week|next Friday|two years ago|a century later|in March|on 29 February|the day before|this winter|Easter|the '80s|a million years ago|"
    "the past nine thousand years|at midnight|the third quarter|a year earlier|the 11th century|since 2019|New Year's Eve|the last Friday in May".split("|")
)


@given(st.lists(WORDS, max_size=6).map(", ".join), st.dates().map(lambda at: at.isoformat()), st.dates().map(lambda at: at.isoformat()))
def test_never_raises_at_either_end_of_the_calendar(content: str, one: str, other: str) -> None:
    earliest, latest = sorted((one, other))
    times = find_times(content, doc="d")
    for published in (day(one), Published(earliest=earliest, latest=latest), Published(latest=latest), Published()):
        assert [time.id for time in resolve_times(times, published=published)] == [time.id for time in times]


def test_a_part_of_the_day_is_of_the_day_named_right_behind_it() -> None:
    found = resolved("It was shut early in the morning on Tuesday.", THURSDAY)
    assert [(time.value, time.interval) for time in found] == [("2022-12-20TMO", "2022-12-20"), ("2022-12-20", "2022-12-20")]
