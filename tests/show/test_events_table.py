"""The events on the page: by date with status and speaker, undated ones folded, a layer of their own in the reports."""

import re

import msgspec

from headwater.show.page import dossier_html
from headwater.text import Span
from tests.show.pile import EVENTS, pile


def _section() -> str:
    found = re.search(r'<section id="timeline">.*?</section>', dossier_html(pile(), case="x"), re.DOTALL)
    assert found is not None
    return found[0]


def test_dated_events_stand_in_order_of_time() -> None:
    rows = re.findall(r'<tr id="(E\d+)">', _section().partition('class="undated"')[0])
    when = {f"E{number}": event.time for number, event in enumerate(pile().events, 1)}
    days = [str(when[row]).removeprefix("../")[:10] for row in rows]
    assert len(rows) == 4
    assert days == sorted(days)


def test_an_event_without_a_time_is_folded_away_and_told() -> None:
    folded = _section().partition("<details")[2]
    assert "1 event without a time" in folded
    assert "still counting" in folded


def test_every_status_of_the_pile_is_shown() -> None:
    section = _section()
    assert {"told as happened", "alleged", "announced", "proposed", "ongoing"} <= set(re.findall(r"</span>([a-z ]+)</span>", section))


def test_an_event_in_a_statement_names_its_speaker() -> None:
    said = next(statement for statement in pile().statements if statement.speaker and statement.speaker.name)
    spoken = msgspec.structs.replace(EVENTS[0], statement=said.id, who=("keepers",))
    page = dossier_html(msgspec.structs.replace(pile(), events=(spoken,)), case="x")
    assert f"says <bdi>{said.speaker.name if said.speaker else ''}</bdi>" in page
    assert "who: <bdi>keepers</bdi>" in page


def test_events_are_a_layer_of_the_reading_view() -> None:
    page = dossier_html(pile(), case="x")
    assert 'id="layer-ev"' in page
    assert 'id="layer-tm"' in page
    assert re.search(r'class="m [^"]*\bev\b', page)


def test_what_several_reports_tell_of_is_one_row_with_every_time_and_status() -> None:
    docs = [doc.id for doc in pile().documents][:2]
    first = msgspec.structs.replace(EVENTS[0], happening="h1", time="2021-03-04", status="happened", weight=2.0)
    span = Span(next(doc for doc in docs if doc != first.span.doc), 0, 5)
    second = msgspec.structs.replace(first, id="other", span=span, time="2021-03-05", status="alleged")
    page = dossier_html(msgspec.structs.replace(pile(), events=(first, second)), case="x")
    section = page[page.index('<section id="timeline">') :]
    section = section[: section.index("</section>")]
    assert len(re.findall(r"<tr id=", section)) == 1
    assert "or 5 Mar 2021" in section
    assert "2 reports tell of it" in section
    assert {"told as happened", "alleged"} <= set(re.findall(r"</span>([a-z ]+)</span>", section))
    assert section.count('id="E1"') == section.count('id="E2"') == 1
    assert len(re.findall(r'class="point', section)) == 2


def test_a_timeline_of_several_years_is_drawn_closer_year_by_year() -> None:
    times = ("2019-01-04", "2019-03-05", "2021-03-04", "2021-06-01")
    events = tuple(msgspec.structs.replace(EVENTS[0], id=f"e{time}", time=time) for time in times)
    section = dossier_html(msgspec.structs.replace(pile(), events=events), case="x")
    assert "<summary>2019: 2 events</summary>" in section
    assert "<summary>2021: 2 events</summary>" in section
