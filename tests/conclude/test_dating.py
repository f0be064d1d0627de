"""Dating a report from its words: a table of texts of our own, properties of the bounds, and what neighbours add."""

import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.timex import find_times
from headwater.conclude.dating import date_by_happenings, date_report, date_reports
from headwater.conclude.dating.told import is_to_come
from headwater.records import Annotations, Derivation, Document, Edge, Event, Happening, Published, Reason
from headwater.text import Span

TABLE = [
    # a stamp in the head is the date; what the text tells of other days does not move it
    ("Dam at Orla gives way\nWednesday 12 May 2010 13.58 BST\nTwo people died on 3 May. Work will start by June 2011.", "2010-05-12", "2010-05-12", "2010-05-12"),
    ("ORLA | Tue Jun 8, 2010 7:33 pm EDT\nThe dam gave way on Monday, officials said.", "2010-06-08", "2010-06-08", "2010-06-08"),
    ("Orla news\nThe mayor resigned.\nPublished at 09.14 on 2 March 2015 by the desk", "2015-03-02", "2015-03-02", "2015-03-02"),
    # comments and corrections are later than the report
    ("The mayor resigned on 1 March 2015.\nThis article was amended on 9 March 2015 to correct a figure.", "2015-03-01", "2015-03-09", None),
    # a happening of public record bounds it below, an office on both sides
    ("Nobody in Orla had heard of the Fukushima disaster, the teacher said.", "2011-03-11", None, None),
    # readers' comments are later; the hours of a running report are no years
    ("The fair closed on 1 March 2015.\nPosted by: ana | March 2, 2015 1:57 AM | Report abuse", "2015-03-01", "2015-03-02", None),
    # the fall of 2001 stands for what happened, not for a day of the year
    ("Since the September 11 attacks the harbour has had a fence.", "2001-09-11", None, None),
]  # fmt: skip


def _date(content: str) -> Published:
    return date_report(content, find_times(content, doc="d", body=[(0, len(content))], language="en"), doc="d")


@pytest.mark.parametrize(("content", "earliest", "latest", "best"), TABLE)
def test_the_words_date_a_report(content: str, earliest: str | None, latest: str | None, best: str | None) -> None:
    found = _date(content)
    assert found.earliest == earliest, found
    if best:
        assert (found.latest, found.best) == (latest, best), found
    elif latest:
        assert found.latest is not None
        assert found.latest <= latest, found
    else:
        assert found.latest is None, found


def test_an_office_bounds_on_both_sides() -> None:
    found = _date("President Barack Obama spoke on Friday, 14 May, of the oil spill in the Gulf of Mexico.")
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest >= "2010-04-20"
    assert found.best == "2010-05-14"
    assert found.latest < "2017-06-01"
    assert {"dated_office", "dated_happening", "dated_weekday"} <= {reason.code for reason in found.because}


@pytest.mark.parametrize("office", ["former President", "ex-President", "then-President", "Vice President"])
def test_who_no_longer_holds_an_office_bounds_nothing(office: str) -> None:
    assert "dated_office" not in {reason.code for reason in _date(f"The {office} Obama visited Orla.").because}


def test_nothing_to_go_by_is_no_date() -> None:
    assert _date("The mayor resigned. The dam stands.") == Published()


def test_the_date_of_a_law_is_not_the_date_of_the_report() -> None:
    assert _date("He was fined under the Water Act of 3 July 1998.").best is None


def test_every_ground_cites_its_words() -> None:
    content = "On Friday, 14 May, the river rose. Since 2009 the town has had no dam. The mayor spoke of the Costa Concordia."
    found = _date(content)
    assert found.basis
    for basis, reason in zip(found.basis, found.because, strict=True):
        assert basis.text == content[reason.spans[0].start : reason.spans[0].end]


def test_a_day_after_the_stamp_is_reported_not_averaged() -> None:
    found = _date("Orla\nWednesday 12 May 2010 13.58 BST\nThe dam gave way on 3 June 2012, the mayor said.")
    assert found.best == "2010-05-12"
    assert [reason.code for reason in found.because] == ["dated_stamp", "dated_against"]


def test_of_two_holders_of_one_seat_the_later_counts() -> None:
    found = _date("President Barack Obama spoke in Orla of what President Bush had left him.")
    assert [reason.values[0][:10] for reason in found.because if reason.code == "dated_office"] in ([], ["2009-01-20"])
    both = {reason.values for reason in _date("President Obama met Chancellor Angela Merkel on 3 May 2011.").because if reason.code == "dated_office"}
    assert len(both) == 2


@pytest.mark.parametrize("words", ["If elected president, Obama will come.", "An adviser under President Clinton spoke.", "The former British prime minister Tony Blair came."])
def test_an_office_not_held_is_no_sign(words: str) -> None:
    assert "dated_office" not in {reason.code for reason in _date(words).because}


def test_a_happening_told_by_its_day_without_the_year_is_of_the_last_twelve_months() -> None:
    found = _date("The rig Deepwater Horizon exploded on 20 April. Nothing has been heard since.")
    assert found.earliest is not None
    assert found.latest is not None
    assert "2010-04-20" <= found.earliest <= found.latest <= "2011-05-01"


def test_partial_dates_beside_each_other_bound_a_report() -> None:
    content = "The police came to Orla on Sunday, May 5. On Monday the mayor telephoned. The bill is to have its reading on Thursday, May 9."
    card = msgspec.structs.replace(_card("b", Published()), text=content)
    notes = Annotations(doc="b", language="en", read_as="full", times=find_times(content, doc="b", body=[(0, len(content))], language="en"))
    other = _card("a", Published(earliest="2024-04-24", latest="2024-04-24", best="2024-04-24"))
    edge = Edge(kind="story", left="a", right="b", score=0.9, because=(Reason("story_terms", values=("x",)),))
    _, dated = date_reports([other, card], [Annotations(doc="a", language="en", read_as="full"), notes], [], stories=[edge])
    assert (dated.published.earliest, dated.published.latest) == ("2024-05-06", "2024-05-09")
    assert ("dated_story", ("a",)) in {(reason.code, reason.refs) for reason in dated.published.because}


@pytest.mark.parametrize(
    ("words", "to_come"),
    [
        ("The bill will be read on 9 May.", True),
        ("The winner is to be announced on 9 May.", True),
        ("It was due to open on 9 May.", False),
        ("The bill was read on 9 May.", False),
        ("9 May: the fair will open", False),
    ],
)
def test_the_nearest_verb_tells_what_is_to_come(words: str, to_come: bool) -> None:
    (time,) = find_times(words, doc="d", body=[(0, len(words))], language="en")
    assert is_to_come(words, time) == to_come


days = st.dates(min_value=datetime.date(1995, 1, 1), max_value=datetime.date(2029, 12, 31))


@settings(max_examples=40, deadline=None)
@given(days, days)
def test_bounds_are_in_order_and_hold_the_best_day(a: datetime.date, b: datetime.date) -> None:
    found = _date(f"It rained on {a:%-d %B %Y}. The fair was held on {b:%A, %-d %B}, the mayor said.")
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
        assert found.best is None or found.earliest <= found.best <= found.latest


def _card(id: str, published: Published) -> Document:
    return Document(id=id, path=id, sha256=id, text="x", published=published)


def _dated(first: Published, second: Published) -> list[Published]:
    link = Derivation(
        id="l", upstream="a", upstream_name=None, downstream="b", kind="rewrite", coverage=1.0, confidence=1.0, because=(Reason("contained"),)
    )
    none = [Annotations(doc=id, language="en", read_as="full") for id in "ab"]
    return [one.published for one in date_reports([_card("a", first), _card("b", second)], none, [link])]


def test_a_rewrite_is_no_older_than_its_original() -> None:
    original, rewrite = _dated(Published(earliest="2020-05-01", latest="2020-05-01", best="2020-05-01"), Published())
    assert (rewrite.earliest, rewrite.latest) == ("2020-05-01", None)
    assert original.best == "2020-05-01"
    assert rewrite.basis[-1].from_ == "neighbour"


def test_an_original_is_no_later_than_its_rewrite() -> None:
    original, _ = _dated(Published(), Published(earliest="2020-05-01", latest="2020-05-03", best=None))
    assert (original.earliest, original.latest) == (None, "2020-05-03")


def test_contradicting_neighbours_are_told() -> None:
    original, rewrite = _dated(Published(earliest="2021-01-01", latest="2021-02-01"), Published(earliest="2020-05-01", latest="2020-06-01"))
    assert rewrite.latest == "2020-06-01"
    assert rewrite.because[-1].code == "dated_against"
    assert original.because[-1].code == "dated_against"


def test_what_another_report_dates_is_not_told_before() -> None:
    dam, told = (
        Event(id=f"e{doc}", span=Span(doc, 0, 1), what="the dam gave way", who=(), where=None, time=time, status="happened", statement=None, weight=2.0)
        for doc, time in (("a", "2021-03-04"), ("b", None))
    )
    one = Happening(id="h", what="the dam gave way", events=("ea", "eb"), documents=("a", "b"), times=("2021-03-04",), statuses=("happened",))
    day = Published(earliest="2021-03-05", latest="2021-03-05", best="2021-03-05")
    _, found = date_by_happenings([_card("a", day), _card("b", Published())], [dam, told], [one])
    assert found.published.earliest == "2021-03-04"
    assert found.published.because[-1].code == "dated_happening_told"
