"""Reports across languages: what words have in common, which report renders which, sentence by sentence."""

import pathlib

import pytest

import headwater
from headwater import relate
from headwater.api import Piece, reuse
from headwater.records import Reuse
from headwater.relate.bilingual import keys
from headwater.relate.translation import translations
from tests.relate.pile import OTHER, WIRE, read

RUSSIAN = """Портовое управление Лунд-Ферри с понедельника не выпускает из порта по меньшей мере 40 рыбаков, рассказали трое из них.

«Нам сказали у ворот, что наши имена в списке и что до 20 марта никто не выйдет в море», — сказал матрос Оррин Вейл.

Начальник порта Эдда Солванг отрицает, что какой-либо список существует. «Мы проверяем документы, как каждую весну», — сказала она по телефону.

Проект постановления, по которому за выход в море без лицензии будет грозить до двух лет тюрьмы, отправили в совет на прошлой неделе, сообщил его секретарь.

Совет Лунд-Ферри соберётся в пятницу; экипажи призвали к забастовке на консервном заводе, пока ворота не откроют.
"""
RUSSIAN_CHOIR = """Детский хор из Сундермарка выиграл в воскресенье областную премию с песней о зиме, сообщил дирижёр.

Вместе с премией хор получил неделю в горах, где будет готовиться к осеннему сезону.
"""
UKRAINIAN_CHOIR = """Дитячий хор із Сундермарка в неділю виграв обласну премію з піснею про зиму, повідомив диригент.

Разом із премією хор отримав тиждень у горах, де готуватиметься до осіннього сезону.
"""


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("войны", "war"),
        ("рассказывали", "story"),
        ("двух", "two"),
        ("40", "40"),
        ("волченкова", "volchenkov"),
        ("солванг", "solvang"),
        ("программу", "programme"),
        ("победители", "winner"),
    ],
)
def test_words_that_render_one_another_share_a_key(russian: str, english: str) -> None:
    assert keys(russian, "ru") & keys(english, "en")


@pytest.mark.parametrize(("russian", "english"), [("война", "bread"), ("40", "41"), ("и", "and"), ("солванг", "tarn")])
def test_other_words_share_none(russian: str, english: str) -> None:
    assert not keys(russian, "ru") & keys(english, "en")


def found(**texts: tuple[str, str]) -> dict[tuple[str, str], tuple[Reuse, ...]]:
    pile = [read_as(id, text, language) for id, (text, language) in texts.items()]
    return translations(pile)


def read_as(id: str, text: str, language: str) -> relate.Profile:
    if language == "en":
        return relate.profile(*read(id, text))
    return relate.plain_profile(id, text, language)


def test_each_report_is_linked_with_its_rendering_alone() -> None:
    pile = found(wire=(WIRE, "en"), choir=(OTHER, "en"), ru=(RUSSIAN, "ru"), ru_choir=(RUSSIAN_CHOIR, "ru"))
    assert set(pile) == {("wire", "ru"), ("choir", "ru_choir")}


def test_a_report_in_ukrainian_is_found_too() -> None:
    assert set(found(wire=(WIRE, "en"), choir=(OTHER, "en"), uk=(UKRAINIAN_CHOIR, "uk"))) == {("choir", "uk")}


def test_without_its_rendering_a_report_is_linked_with_nothing() -> None:
    assert found(wire=(WIRE, "en"), ru_choir=(RUSSIAN_CHOIR, "ru")) == {}
    assert found(ru=(RUSSIAN, "ru"), ru_choir=(RUSSIAN_CHOIR, "ru")) == {}


def test_sentences_are_aligned() -> None:
    (passages,) = found(ru=(RUSSIAN, "ru"), wire=(WIRE, "en")).values()
    pairs = [(RUSSIAN[one.a.start : one.a.end], WIRE[one.b.start : one.b.end]) for one in passages]
    assert all(one.kind == "translation" for one in passages)
    for russian, english in (("40 рыбаков", "40 fishers"), ("Солванг", "Solvang"), ("двух лет", "two years"), ("в пятницу", "on Friday")):
        assert any(russian in a and english in b for a, b in pairs), (russian, pairs)


def test_a_translation_without_dates_or_credits_has_no_direction() -> None:
    (one,) = [one for one in reuse([Piece(id="a", text=WIRE, language="en"), Piece(id="b", text=RUSSIAN, language="ru")]) if one.kind == "translation"]
    assert one.upstream is None
    assert 0 < one.score <= 1


def test_the_older_of_two_renderings_is_upstream() -> None:
    pile = [Piece(id="a", text=WIRE, language="en", published="2021-03-05"), Piece(id="b", text=RUSSIAN, language="ru", published="2021-03-03")]
    assert [one.upstream for one in reuse(pile)] in (["b"], [None])


def test_the_order_of_the_pile_does_not_matter() -> None:
    one = found(ru=(RUSSIAN, "ru"), wire=(WIRE, "en"))["ru", "wire"]
    other = found(wire=(WIRE, "en"), ru=(RUSSIAN, "ru"))["wire", "ru"]
    assert {(p.a.start, p.b.start) for p in one} == {(p.b.start, p.a.start) for p in other}


def test_a_later_rendering_derives_and_is_of_the_same_story(tmp_path: pathlib.Path) -> None:
    (tmp_path / "wire.txt").write_text("Dorne Lantern\nFishers kept in port at Lund Ferry\n3 March 2021\n\n" + WIRE.replace("LUND FERRY (TAV) -- ", ""))
    (tmp_path / "russian.txt").write_text("Рыбаков не выпускают из порта\n5 марта 2021 года\n\n" + RUSSIAN)
    found = headwater.trace([tmp_path])
    names = {one.id: one.path.rsplit("/", 1)[-1] for one in found.documents}
    assert {(names[one.upstream or ""], names[one.downstream], one.kind) for one in found.derivations} == {("wire.txt", "russian.txt", "rewrite")}
    assert [len(one.documents) for one in found.stories] == [2]
