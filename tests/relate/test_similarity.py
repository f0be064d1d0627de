"""How far two texts report the same, with an encoder and without one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.api import similarity
from headwater.language import sentence_encoder
from headwater.relate.similarity import similarity as compare
from headwater.relate.similarity import told
from tests.relate.pile import COPY, OTHER, OWN, WIRE

RUSSIAN = """В Лунд-Ферри рыбакам запретили выходить в море

Портовое управление Лунд-Ферри 3 марта запретило выходить в море сорока рыбакам, рассказали трое из них. Смотритель порта отрицает, что существует список.
"""
RUSSIAN_AGAIN = """Рыбакам Лунд-Ферри не дают выйти в море

Сорок рыбаков не могут покинуть порт Лунд-Ферри с 3 марта. По их словам, имена внесены в список, но портовое управление это отрицает.
"""
RUSSIAN_OTHER = """Детский хор победил на областном конкурсе

Хор из Сундермарка 12 апреля получил первую премию областного конкурса за песню о зиме, сообщил дирижёр.
"""


@pytest.mark.parametrize("meaning", [True, False])
def test_same_is_more_than_related_is_more_than_unrelated(meaning: bool) -> None:
    same, related, other = (similarity(WIRE, text, meaning=meaning) for text in (COPY, OWN, OTHER))
    assert same > 0.5 > other
    assert same > related > other


def test_reports_in_russian_are_compared_by_their_words() -> None:
    assert similarity(RUSSIAN, RUSSIAN_AGAIN) > 0.5 > similarity(RUSSIAN, RUSSIAN_OTHER)


@pytest.mark.parametrize(
    ("a", "b", "c"),
    [
        ("Quake of 5.1 shakes Tarn", "Tarn shaken by 5.1 quake", "Quake of 6.3 shakes Tarn"),
        ("Ferry sinks off Lund, 12 dead", "12 killed as ferry sinks near Lund", "Ferry sinks off Lund, 40 dead"),
    ],
)
def test_headlines_with_other_figures_are_less_alike(a: str, b: str, c: str) -> None:
    assert similarity(a, b) > similarity(a, c)


def test_other_days_speak_against_one_event() -> None:
    forecast = "Forecast for the coast on {day}\n\nThe weather office of Tarn expects light snow and moderate wind on {day} on the whole coast of Tarn." * 3
    assert similarity(forecast.format(day="March 8"), forecast.format(day="March 8")) == 1.0
    one, other = told(forecast.format(day="March 8")), told(forecast.format(day="March 16"))
    assert one.days == {"8.3"}
    assert other.days == {"16.3"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_scores_are_symmetric_and_between_0_and_1(a: str, b: str) -> None:
    score = compare(a, b)
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(compare(b, a))


def test_a_score_does_not_depend_on_what_was_compared_before() -> None:
    first = similarity(WIRE, OWN)
    similarity(WIRE, OTHER)
    assert similarity(WIRE, OWN) == first


def test_an_encoder_for_english_is_not_asked_about_other_languages() -> None:
    class Loud:
        name = "sentence@test"

        def encode(self, texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
            raise AssertionError(texts)

    assert 0 < compare(RUSSIAN, RUSSIAN_AGAIN, encoder=Loud()) < 1  # type: ignore[arg-type]
    assert sentence_encoder().name.startswith("sentence@")


FORECAST = """Прогноз погоды на {day} ноября

Синоптики обещают в Сундермарке облачную погоду, временами мокрый снег, ветер северный, пять метров в секунду. Ночью до трёх градусов мороза.

Давление будет расти, на дорогах местами гололёд, сообщили в метеобюро города.
"""


def test_forecasts_of_two_days_are_two_events() -> None:
    assert compare(FORECAST.format(day=8), FORECAST.format(day=16)) < 0.5
    assert compare(FORECAST.format(day=8), FORECAST.format(day=8).replace("Синоптики", "Метеорологи")) > 0.8
