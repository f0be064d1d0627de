"""Dating a report from its words: a table of texts of our own, properties of the bounds, and what neighbours add."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.annotate.timex import find_times
from headwater.conclude.dating import date_report, date_reports
from headwater.records import Annotations, Derivation, Document, Published, Reason

TABLE = [
    # a stamp in the head is the date; what the text tells of other days does not move it
    ("Dam at Orla gives way\nWednesday 12 May 2010 13.58 BST\nTwo people died on 3 May. Work will start by June 2011.", "2010-05-12", "2010-05-12", "2010-05-12"),
    ("ORLA | Tue Jun 8, 2010 7:33 pm EDT\nThe dam gave way on Monday, officials said.", "2010-06-08", "2010-06-08", "2010-06-08"),
    ("Orla news\nThe mayor resigned.\nPublished at 09.14 on 2 March 2015 by the desk", "2015-03-02", "2015-03-02", "2015-03-02"),
    # comments and corrections are later than the report
    ("The mayor resigned on 1 March 2015.\nThis article was amended on 9 March 2015 to correct a figure.", "2015-03-01", "2015-03-09", None),
    # a happening of public record bounds it below, an office on both sides
    ("Nobody in Orla had heard of the Fukushima disaster, the teacher said.", "2011-03-11", None, None),
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
