"""Countries and what names them: one list, no word twice."""

import pytest

from headwater import lexicon
from headwater.lexicon import countries

MEANT_TWICE = {"Brussels", "Puerto Rico"}  # of rules, the Union and the United States


def test_no_word_of_a_country_stands_in_another_list() -> None:
    listed = [row[0] for row in lexicon.rows("jurisdiction_parts")]
    assert not (set(listed) & set(countries.written())) - MEANT_TWICE
    assert len(listed) == len(set(listed))


def test_no_form_names_two_countries() -> None:
    forms: dict[str, set[str]] = {}
    for row in lexicon.rows("countries"):
        for form in (row[1], *row[2].split("|")):
            forms.setdefault(form, set()).add(row[0])
    assert not {form: codes for form, codes in forms.items() if form != "-" and len(codes) > 1}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kyrgyz Republic", "KG"),
        ("the Republic of the Union of Myanmar", "MM"),
        ("Republic of Malta", "MT"),
        ("Kingdom of Lorava", None),
        ("Samoans", "WS"),
        ("Frenchmen", "FR"),
    ],
)
def test_forms_of_a_country(words: str, code: str | None) -> None:
    assert countries.code(words) == code


def test_cities_have_one_name() -> None:
    assert countries.city("Rangoon") == countries.city("Yangon") == "Yangon"
    assert countries.city("Osk") is None
