"""Quantities by tables: every comparator by its example, every unit, what counts and what does not."""

import re

import pytest

from headwater import lexicon
from headwater.annotate.quantities import find_quantities
from headwater.annotate.quantities.numerals import number_of
from headwater.annotate.whole import annotate
from headwater.language import parse
from headwater.records import Document, Quantity
from headwater.text import Span


def found(text: str, *, parsed: bool = False) -> list[Quantity]:
    return list(find_quantities(text, doc="d", parse=parse(text, language="en") if parsed else None))


def words(text: str, quantities: list[Quantity]) -> list[str]:
    return [text[one.span.start : one.span.end] for one in quantities]


@pytest.mark.parametrize("row", lexicon.rows("comparators"), ids=lambda row: row[0])
def test_each_comparator_rules_its_example(row: tuple[str, ...]) -> None:
    text = re.sub(r"[\[\]]", "", row[3])
    expected = re.search(r"\[(.*)\]", row[3])
    assert expected is not None
    one = next(it for it in found(text) if it.comparator == row[2])
    assert text[one.span.start : one.span.end] == expected.group(1)


FORMS = [(row[0], form) for row in lexicon.rows("units") for form in row[3].split("|")]


@pytest.mark.parametrize(("unit", "form"), FORMS, ids=[form for _, form in FORMS])
def test_each_unit_is_known(unit: str, form: str) -> None:
    if form in ("stone", "second"):
        pytest.skip("a unit only beside other words")
    written = form.upper() if form in ("c", "f") else form
    joint = "" if len(form) < 3 else "-" if form in ("fold", "time", "yearold") else " "
    assert [one.unit for one in found(f"It came to 3{joint}{written}.")] == [unit]


@pytest.mark.parametrize("row", lexicon.rows("currencies"), ids=lambda row: row[0])
def test_each_currency_is_known(row: tuple[str, ...]) -> None:
    code, signs, forms = row
    for sign in signs.split("|"):
        if not sign.startswith("¥C"):
            assert [one.unit for one in found(f"He paid {sign}300 for it.")] == [code], sign
    for form in forms.split("|"):
        if code != "JPY" or form != "¥":
            assert [one.unit for one in found(f"He paid 300 million {form} for it.")] == [code], form


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("two hundred and fifty thousand people came", 250_000, 250_000, 250_000),
        ("Twenty-one miners came", 21, 21, 21),
        ("two and a half million people came", 2_500_000, 2_500_000, 2_500_000),
        ("a million and a half people came", 1_500_000, 1_500_000, 1_500_000),
        ("half a dozen men came", 6, 6, 6),
        ("1.2m people came", 1_200_000, 1_200_000, 1_200_000),
        ("1 200 000 people came", 1_200_000, 1_200_000, 1_200_000),
        ("1.200.000 people came", 1_200_000, 1_200_000, 1_200_000),
        ("12,00,000 people came", 1_200_000, 1_200_000, 1_200_000),
        ("3½ people came", 3.5, 3.5, 3.5),
        ("2 1/2 people came", 2.5, 2.5, 2.5),
        ("five (5) people came", 5, 5, 5),
        ("several people came", None, 2, None),
        ("a few people came", None, 2, None),
        ("dozens of people came", None, 24, None),
        ("several hundred people came", None, 200, None),
        ("tens of thousands of people came", None, 20_000, None),
        ("hundreds of thousands of people came", None, 200_000, None),
        ("a couple hundred people came", 200, None, None),
        ("a 40- to 60-page text came", None, 40, 60),
        ("they left a month or two later", None, 1, 2),
        ("between 30 and 40 people came", None, 30, 40),
        ("10-15 people came", None, 10, 15),
        ("two or three people came", None, 2, 3),
        ("3 to 5 million people came", None, 3_000_000, 5_000_000),
        ("at least several hundred people came", None, 200, None),
    ],
)
def test_numbers_and_ranges(text: str, value: float | None, low: float | None, high: float | None) -> None:
    (one,) = found(text)
    assert (one.value, one.low, one.high) == (value, low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He got 2 years and 6 months.", [(2.5, "year")]),
        ("She is 5 feet 6 inches tall.", [(5.5, "foot")]),
        ("It took an hour and a half.", [(1.5, "hour")]),
        ("It took half an hour.", [(0.5, "hour")]),
        ("It fell to -12C.", [(-12, "degree Celsius")]),
        ("About one in five agreed.", [(0.2, "share")]),
        ("Two-thirds of them agreed.", [(2 / 3, "share")]),
        ("A third of them agreed.", [(1 / 3, "share")]),
        ("Trade grew tenfold.", [(10, "times")]),
        ("He stays three more years.", [(3, "year")]),
        ("It was 90-plus percent.", [(90, "percent")]),
        ("A magnitude 6.1 earthquake struck.", [(6.1, "magnitude")]),
        ("It cost $3-billion.", [(3e9, "USD")]),
        ("It weighed 12 pounds.", [(12, "pound")]),
        ("It cost 12 pounds.", [(12, "GBP")]),
        ("Orla Finch, 34, left.", [(34, "year")]),
        ("Children under 12 stayed.", [(12, "year")]),
        ("The over-65s stayed.", [(65, "year")]),
        ("A 17-year-old left.", [(17, "year")]),
        ("Stays of five and ten years are rare.", [(5, "year"), (10, "year")]),
        ("It rose from 12 to 15 percent.", [(12, None), (15, "percent")]),
        ("A 30-day truce and a 12-page text.", [(30, "day"), (12, None)]),
    ],
)
def test_units(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(pytest.approx(one.value), one.unit) for one in found(text)] == expected


def test_a_decade_of_a_life_is_a_range() -> None:
    (one,) = found("a woman in her late 30s")
    assert (one.low, one.high, one.unit, one.comparator) == (30, 39, "year", "about")


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May 2019", "May 12, 2019", "in the 1990s", "at 8 a.m.", "at 14:30", "after 9/11", "the 21st century", "the third man",
        "450 Elm Street", "the 1200 block of Oak Lane", "call 555-0142", "(202) 555-0142", "Route 66", "Flight 370 landed", "Article 58",
        "Section 230 and 231", "a Boeing 737 crashed", "an AR-15 rifle", "a 9mm pistol", "COVID-19", "the G7", "Channel 4 said",
        "World War Two ended", "Phase 3 trials", "a Category 4 storm", "Type 2 diabetes", "School No. 10", "the under-21 team", "won 3-1",
        "a 52-48 vote", "a 40-to-39 edge", "voted 31 to 19", "the Group of Seven met.", "no one came", "one of the men", "One day, he left.", "24/7", "called 911",
        "ground zero", "192.168.0.1", "https://news.example/2019/12/3", "33.919235 -118.333397", "1. Bring the form", "Apollo 11 landed.",
        "the shop opened at nine.", "it began at half past three", "the old one", "the first half", "many people", "7-Eleven", "version 2.1.4",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert words(text, found(text)) == []


@pytest.mark.parametrize("row", lexicon.rows("number_idioms"), ids=lambda row: row[0])
def test_each_idiom_counts_nothing(row: tuple[str, ...]) -> None:
    number = re.search("<(.*)>", row[0])
    assert number is not None
    text = f"they {row[0].replace('<', '').replace('>', '')}"
    assert number.group(1) not in [one.lower() for one in words(text, found(text))]


LABELS = [row for row in lexicon.rows("number_labels") if row[0][0] < "а"]


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row[0])
def test_each_label_takes_its_number(row: tuple[str, ...]) -> None:
    label = row[0] if row[1] == "a" else row[0].capitalize()
    assert found(f"they saw {label} 12 and left") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("More than 300 people fled.", ["people"]),
        ("The 12 heavily armed men in uniform left.", ["heavily armed men"]),
        ("Three of the soldiers left.", ["soldiers"]),
        ("Hundreds of workers walked out; several were arrested.", ["workers", "arrested"]),
        ("Of the 40 passengers, three died.", ["passengers", "passengers"]),
        ("The blast left 12 dead and 30 injured.", ["dead", "injured"]),
        ("A bomb exploded, killing 12.", ["killing"]),
        ("He faces a fine of up to $500.", ["fine"]),
        ("A 30-day ceasefire began.", ["ceasefire"]),
        ("Inflation rose to 9.1 percent.", ["Inflation"]),
        ("The bank cut rates to 5 percent.", ["rates"]),
        ("20 tonnes of grain and 12 percent of voters.", ["grain", "voters"]),
        ("He was jailed for three years.", [None]),
        ("Rescuers counted 12 men and women.", ["men and women"]),
    ],
)
def test_what_is_counted(text: str, counts: list[str | None]) -> None:
    assert [one.counts for one in found(text, parsed=True)] == counts


TAKEN_UP = [
    ("The court gave him two and a half years. The prosecutor had asked for four.", [(2.5, "year", None), (4, "year", None)]),
    ("She was jailed for three years; her brother got six.", [(3, "year", None), (6, "year", None)]),
    ("The judge sentenced one man to nine years and another to seven.", [(9, "year", None), (7, "year", None)]),
    ("They asked for ten trucks and received four.", [(10, None, "trucks"), (4, None, "trucks")]),
    ("Six people died, the mayor said. The army put the figure at five.", [(6, None, "people"), (5, None, "people")]),
    ("The union demanded 12.", [(12, None, None)]),
    ("He was jailed for seven years over bribes worth $1.4 million. They had sought ten.", [(7, "year", None), (1.4e6, "USD", None), (10, "year", None)]),
    ("There were three of them.", [(3, None, None)]),
    ("Officials put the number of wounded at eleven.", [(11, None, "wounded")]),
    ("17:40 Two people are missing.", [(2, None, "people")]),
    ("It burned in the night of 3 to 4 June.", []),
    ("They came at six in the morning, or by nine at night.", []),
    ("The minister, 52, left.", [(52, "year", None)]),
    ("Ten shops burned. Three guards fled, and two were sold.", [(10, None, "shops"), (3, None, "guards"), (2, None, "sold")]),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_a_bare_number_takes_up_what_was_counted_before(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert [(one.value, one.unit, one.counts) for one in found(text, parsed=True) if one.value != 1] == expected


def test_numbers_in_a_title_are_quantities() -> None:
    title = "Flood kills 12 in Orvane"
    text = f"{title}\n\nThe flood came at night, a resident said, and tore down 40 houses."
    document = Document(id="d", path="a.txt", sha256="0" * 64, text=text, language="en", title=title, title_span=Span("d", 0, len(title)))
    assert [one.value for one in annotate(document).quantities] == [12, 40]


def test_without_a_parse_the_next_plural_is_counted() -> None:
    assert [one.counts for one in found("More than 300 local people fled and 12 dead.")] == ["local people", "dead"]


def test_a_quantity_has_its_statement() -> None:
    text = 'The mayor, Orrin Vale, said: "We have lost 40 houses." Rain fell for three days.'
    read = annotate(Document(id="d", path="a.txt", sha256="0" * 64, language="en", text=text))
    said = {text[one.span.start : one.span.end]: one.statement for one in read.quantities}
    assert said == {"40": read.statements[0].id, "three days": None}


def test_russian_forms_go_through_the_same_tables() -> None:
    text = "Более 300 человек ждали пять часов, ему грозит до 15 лет."
    read = [(one.value, one.unit, one.comparator) for one in found(text)]
    assert read == [(300, None, "more_than"), (5, "hour", "exact"), (15, "year", "up_to")]


@pytest.mark.parametrize("digits", ["1,2,3,4,5", "1..2", "9" * 40, "1.2.3"])
def test_malformed_digits_have_no_value(digits: str) -> None:
    assert number_of(digits) is None
