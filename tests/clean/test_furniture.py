"""Furniture of plain texts: form, position, repetition; nothing of the report lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.clean import find_furniture, repeated_lines
from headwater.clean.head import find_title, head_date

BODY = (
    "The harbour office of Lund Ferry has closed the eastern gate after a storm tore two boats from the quay, the town council reported on Tuesday.",
    "Nobody was hurt, but the ferry to the islands will not sail before the end of the week, and supplies have begun to run short there.",
    "The council met in the evening and put off a decision on repairs until the insurer has seen the damage with its own eyes.",
)


def page(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


ABOVE = [
    ("navigation", "Skip to content"),
    ("navigation", "Accessibility links"),
    ("appeal", "Support The Lund Post!"),
]
BELOW = [
    ("comment_box", "Add a comment"),
    ("comment_box", "14 comments"),
    ("credit_line", "Written by Edda Vale with reporting by Orrin Tarn"),
    ("credit_line", "Additional reporting by the Kestrel Courier"),
    ("related_link", "READ MORE: Storm Warning For The Northern Coast"),
    ("related_link", "See also: what the harbour master said last year"),
    ("appeal", "If you value our work, please consider a gift. Your support keeps us going."),
    ("appeal", "We are a small newsroom. Donate"),
    ("legal_notice", "© 2021 Lund Post. All rights reserved."),
    ("legal_notice", "This text may be quoted with indication of the source."),
    ("navigation", "Read more"),
    ("navigation", "Back to top"),
    ("other", "TAV/ev/ot"),
    ("other", "Press contact: Edda Vale, press@lund.example"),
]
TITLE = "Storm Closes Harbour Gate In Lund Ferry"


def marked(content: str) -> dict[str, str]:
    return {content[m.span.start : m.span.end]: m.kind for m in find_furniture(content, doc="d", title=find_title(content))}


@pytest.mark.parametrize(("kind", "line"), ABOVE)
def test_furniture_above_the_title(kind: str, line: str) -> None:
    assert marked(page(line, TITLE, *BODY)) == {line: kind}


@pytest.mark.parametrize(("kind", "line"), BELOW)
def test_furniture_below_the_report(kind: str, line: str) -> None:
    assert marked(page(TITLE, *BODY, line)) == {line: kind}


def test_a_caption_printed_twice_inside_the_report() -> None:
    caption = "Edda Vale, the harbour master of Lund Ferry (file photo)"
    assert marked(page(TITLE, BODY[0], caption + "\n" + caption, *BODY[1:])) == {caption: "caption"}


def test_a_caption_in_the_present_tense_under_the_title() -> None:
    caption = "Boats lie at the quay of Lund Ferry."
    assert marked(page(TITLE, caption, *BODY)) == {caption: "caption"}


def test_a_heading_inside_the_report_stays() -> None:
    assert marked(page(TITLE, BODY[0], "What The Insurer Says", *BODY[1:])) == {}


def test_the_newsroom_speaking_of_itself_in_a_quotation_stays() -> None:
    speech = '"We will help you, and you will help us," the mayor said to the crews in the hall on Wednesday evening.'
    assert marked(page(TITLE, *BODY, speech)) == {}


def test_everything_after_the_credit_line_is_furniture() -> None:
    tail = (
        "Written by Edda Vale",
        'The Lund Post has been declared a "foreign agent" by the government.',
        "If you are in the country, please note that you could face fines.",
    )
    assert set(marked(page(TITLE, *BODY, *tail))) == set(tail)


def test_a_line_of_many_reports_is_the_outlets_and_not_the_reports() -> None:
    line = "Lund Post Morning Edition"
    pile = [page(line, f"{TITLE} {n}", *(f"{part} {n}" for part in BODY)) for n in range(4)]
    across = repeated_lines(pile)
    found = find_furniture(pile[0], doc="d", title=find_title(pile[0]), across=across)
    assert [pile[0][m.span.start : m.span.end] for m in found] == [line]


def test_copies_of_a_paragraph_are_no_furniture() -> None:
    pile = [page(f"{TITLE} {n}", *BODY) for n in range(5)]
    assert find_furniture(pile[0], doc="d", title=find_title(pile[0]), across=repeated_lines(pile)) == ()


HEADS = [
    (page(TITLE, *BODY), TITLE, None),
    (page("LUND POST\nThe independent paper of the coast", TITLE, "4 March 2021", *BODY), TITLE, "2021-03-04"),
    (page("Home  News  Sport", TITLE, "By Edda Vale\nThursday, March 4, 2021, 07:40", *BODY), TITLE, "2021-03-04"),
    (page("Lund Post / Coast / 04.03.2021, 09:15", TITLE, *BODY), TITLE, "2021-03-04"),
    (page(TITLE, "LUND FERRY, March 4, 2021 -- " + BODY[0], *BODY[1:]), TITLE, "2021-03-04"),
    (page(*BODY), None, None),
    (page(TITLE, "On March 4, 2021, " + BODY[0], *BODY[1:]), TITLE, None),
]


@pytest.mark.parametrize(("content", "title", "day"), HEADS)
def test_title_and_date_of_a_head(content: str, title: str | None, day: str | None) -> None:
    place = find_title(content)
    assert (content[place[0] : place[1]] if place else None) == title
    dated = head_date(content, doc="d")
    assert dated.best == day
    for basis in dated.basis:
        assert basis.span is not None
        assert content[basis.span.start : basis.span.end] == basis.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*(line for _, line in ABOVE + BELOW), TITLE, *BODY, "", "Yes", "1", "“", "\t"]), max_size=12))
def test_any_pile_of_lines_is_marked_by_whole_lines(parts: list[str]) -> None:
    content = "\n".join(parts)
    found = find_furniture(content, doc="d", title=find_title(content))
    assert all(content[m.span.start : m.span.end] in {part.strip() for part in parts} for m in found)
    assert len({m.span for m in found}) == len(found)


def test_the_last_line_of_a_hard_wrapped_paragraph_is_no_furniture() -> None:
    wrapped = (
        "PORT LUND, May 12 (NPW) -- Two crew members were taken to hospital after\n"
        "a fire broke out on the ferry early on Wednesday, the port office and the\n"
        "harbourmaster said.\n\n"
        "The ferry had left the quay at six with about one hundred passengers, who\n"
        "were brought ashore in boats within the hour and given blankets and soup\n"
        "in the fish hall.\n"
    )
    assert marked(wrapped) == {}


def test_what_is_left_of_a_report_is_never_all_taken_by_its_place() -> None:
    assert marked("It was Monday.") == {}
    assert marked("Lund\n\nWe saw your boats burn tonight, and we are all so very sorry for the crews.") in ({}, {"Lund": "navigation"})


def test_a_lead_that_begins_with_updated_is_a_lead() -> None:
    assert (
        marked(page(TITLE, "Updated: The mayor of Lund Ferry on Sunday tried to clarify what had been said about the gate.", *BODY)) == {}
    )
