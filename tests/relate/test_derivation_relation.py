"""What joins two reports: copy, rewrite, credit, the same event, nothing; links and page words joined to none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import relate
from headwater.relate.derivation_media import media_named
from headwater.relate.derivation_words import without_links
from tests.relate.pile import COPY, OTHER, OWN, REWRITE, WIRE, read

FERRY = """Паром «Ласточка» сел на мель у мыса Дальний. Пассажиров сняли спасатели, пострадавших нет. Капитан объяснил, что ошибся картой из-за тумана.

🔴 [Подписаться](https://t.me/morskoy) | [Прислать новость](https://t.me/morskoy_bot)"""
TOLD_ANEW = """⚓️ У мыса Дальний паром «Ласточка» **сел на мель**: пассажиров уже сняли спасатели, **пострадавших нет**. Капитан говорит, что ошибся картой из-за тумана.

[— Подписаться](https://t.me/gavan)"""
SHORT = "Паром «Ласточка» застрял на мели возле Дальнего, людей эвакуируют."
TOURS = """Туроператоры открыли продажу зимних путёвок на озеро Белое, цены выросли вдвое.

🔴 [Подписаться](https://t.me/morskoy) | [Прислать новость](https://t.me/morskoy_bot)"""
RATES = "Курсы к вечеру: крона {} за сто, дублон {}, талер {}, серебро {} за унцию."


def side(id: str, text: str, outlet: str) -> relate.Side:
    made, found = read(id, text, outlet=outlet)
    return relate.Side(made, found, relate.profile(made, found))


def joined(a: str, b: str) -> str:
    return relate.relation(side("a", a, "Bay Courier"), side("b", b, "Hill Gazette"))


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        (WIRE, COPY, "copy"),
        (COPY, WIRE, "copy"),
        (WIRE, OTHER, "unrelated"),
        (OWN, OTHER, "unrelated"),
        (FERRY, FERRY.replace("morskoy", "drugoy"), "copy"),
        (FERRY, TOLD_ANEW, "rewrite"),
        (FERRY, TOURS, "unrelated"),
        (RATES.format("4,1", "7,2", "88", "19,5"), RATES.format("4,3", "7,9", "91", "20,1"), "unrelated"),
    ],
)
def test_what_joins_two_reports(a: str, b: str, answer: str) -> None:
    assert joined(a, b) == answer


def test_a_credit_joins_what_the_words_do_not() -> None:
    plain = "Ferry Swallow Runs Aground\n\nThe ferry Swallow ran aground off Far Cape on Monday in thick fog, and rescuers took all 40 passengers off the ferry."
    own = "Ferry Swallow Aground Off Far Cape\n\nForty people were brought ashore in boats on Monday when fog off Far Cape put the Swallow on a bank, {} reported; passengers waited."
    assert joined(plain, own.format("the coast guard")) == "same_event"
    assert joined(plain, own.format("Bay Courier")) == "credit"
    assert joined(plain + " It was first reported by Reuters.", own.format("Reuters")) == "credit"


def test_the_answer_does_not_depend_on_the_order() -> None:
    for a, b in ((WIRE, REWRITE), (FERRY, SHORT), (FERRY, TOLD_ANEW), (OWN, WIRE)):
        assert joined(a, b) == joined(b, a)


def test_media_are_named_in_the_position_of_a_source_alone() -> None:
    assert media_named("Права станут обязательны, — ТАСС. \n\nКроме того, запретят езду.") == {"TASS"}
    assert media_named("Права [станут](https://tass.ru/a/1) обязательны") == {"TASS"}
    assert media_named("HARBOUR (Reuters) - The ferry ran aground.") == {"Reuters"}
    assert media_named("The building of Reuters stands on the square beside the market.") == set()


def test_links_are_no_words() -> None:
    said = without_links(FERRY)
    assert len(said) == len(FERRY)
    assert "Подписаться" not in said
    assert "мыса Дальний" in said
    assert without_links("Он [объяснил](https://a.example/b), почему ушёл с поста.").split() == ["Он", "[объяснил", ",", "почему", "ушёл", "с", "поста."]


@given(st.text(alphabet="ab [](){}@:/\nhtps.t", max_size=80))
def test_offsets_stay(text: str) -> None:
    said = without_links(text)
    assert len(said) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, said, strict=True))
