"""The face: what it gives for any text, and a few things that it must see."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.language import Parse, children, identify, parse, read_words, russian, sentence_extents, sentence_numbers, subtree, weights
from headwater.language.names import find_names
from headwater.language.parsed import Engine

TEXT = (
    "KAMPALA, Uganda (Nile Wire) — The Court of Appeal freed Amina Okello on Monday, her lawyer said. "
    "“We won’t stop,” Okello told reporters from the Daily Monitor."
)


def check(read: Parse) -> None:
    """Assert what holds of every parse."""
    n = len(read)
    assert [read.text[a:z] for a, z in zip(read.start, read.end, strict=True)] == list(read.forms)
    for column in (read.upos, read.xpos, read.feats, read.lemma, read.deprel):
        assert len(column) == n
    covered = [i for a, z in read.sentences.tolist() for i in range(a, z)]
    assert covered == list(range(n))
    for name in read.names:
        assert 0 <= name.first < name.last <= n
        assert int(read.start[name.first]) <= name.start < name.end == int(read.end[name.last - 1])
        assert 0 <= name.score <= 1
    if read.read_as == "boundaries":
        assert (read.heads == -1).all()
        return
    for a, z in read.sentences.tolist():
        heads = read.heads[a:z]
        assert (heads == -1).sum() == 1
        assert ((heads == -1) | ((heads >= a) & (heads < z))).all()
        root = a + int(np.flatnonzero(heads == -1)[0])
        assert len(subtree(children(read), root)) == z - a


@pytest.mark.parametrize("engine", ["accurate", "fast"])
def test_news(engine: Engine) -> None:
    read = parse(TEXT, engine=engine)
    check(read)
    assert read.language == "en"
    assert read.read_as == "full"
    names = {read.text[n.start : n.end]: n.kind for n in read.names}
    assert names["Amina Okello"] == "person"
    assert names["KAMPALA"] == "place"
    assert names["Daily Monitor"] == "organization"
    freed = read.forms.index("freed")
    assert read.lemma[freed] == "free"
    assert read.upos[freed] == "VERB"
    okello = read.forms.index("Amina")
    assert read.heads[okello] == freed
    assert read.deprel[okello] == "obj"
    assert len(sentence_extents(read)) == 2
    assert sentence_numbers(read).tolist()[-1] == 1


@pytest.mark.parametrize("engine", ["accurate", "fast"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "a",
        "…",
        "😀😀 👩‍👩‍👧",
        "\ud800 lone surrogate",
        "x" * 5_000,
        "a\x00b \ufeff c\u200b",
        "| Country | Dead |\n|---|---|\n| Kenya | 12 |\n| Chad | 4 |",
        "Президент Kenyatta 说了 что-то 👍 in Nairobi, وقال الرئيس",
        "no stop no capital just words that go on and on",
        "(" * 700,
    ],
)
def test_anything_is_read(text: str, engine: Engine) -> None:
    check(parse(text, engine=engine, language="en"))


def test_a_sentence_of_5000_words() -> None:
    text = " ".join(["the minister told the court that nobody had seen the men who"] * 420)
    read = parse(text, language="en")
    assert len(read) == 5_040
    assert len(read.sentences) == 1
    check(read)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_offsets_are_exact_on_any_text(text: str) -> None:
    check(parse(text, engine="fast", language="en"))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Okello", "said", "the", "Court", ".", "“", "”", "😀", "\n", "3,000", "pro-Beijing", "—", "的", "дом", "U.S."]),
        max_size=80,
    )
)
def test_offsets_are_exact_on_word_salad(parts: list[str]) -> None:
    check(parse(" ".join(parts), engine="fast", language="en"))


def test_the_bound_part_of_a_word_is_no_part_of_the_name() -> None:
    text = "pro-Beijing camp"
    forms, starts, ends = ["pro-Beijing", "camp"], np.array([0, 12]), np.array([11, 16])
    (name,) = find_names(text, starts, ends, forms, ["ADJ", "NOUN"], np.array([5, 0]), np.array([0.9, 0.9]))
    assert text[name.start : name.end] == "Beijing"
    assert (name.first, name.last, name.kind) == (0, 1, "place")


def test_the_same_text_reads_the_same_twice() -> None:
    assert parse(TEXT).names == parse(TEXT).names
    assert parse(TEXT).heads.tolist() == parse(TEXT).heads.tolist()


def test_given_words_are_kept() -> None:
    read = read_words("ab cd", [(0, 1), (1, 2), (3, 5)], [(0, 2), (2, 3)])
    assert read.forms == ("a", "b", "cd")
    check(read)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The court ruled on Monday.", "en"),
        ("Суд постановил в понедельник.", "ru"),
        ("Суд ухвалив рішення у понеділок.", "uk"),
        ("El tribunal falló el lunes.", "es"),
        ("12 / 33", "und"),
        ("Kremlin denies", "en"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert identify(text).language == code


def test_other_languages_have_boundaries_alone() -> None:
    read = parse("El tribunal falló el lunes. La ministra no habló.")
    assert (read.language, read.read_as) == ("es", "boundaries")
    assert len(read.sentences) == 2
    check(read)


@pytest.mark.skipif(not russian.AVAILABLE, reason="natasha is not installed (headwater[ru])")
def test_russian() -> None:
    read = parse(
        "Глава Следственного комитета России Александр Бастрыкин заявил в Санкт-Петербурге, что дело закрыто.\n\n«Радио Свобода» сообщило об этом."
    )
    check(read)
    names = {read.text[n.start : n.end]: n.kind for n in read.names}
    assert names["Александр Бастрыкин"] == "person"
    assert names["Радио Свобода"] == "organization"
    assert read.lemma[read.forms.index("заявил")] == "заявить"


@pytest.mark.skipif(not russian.AVAILABLE, reason="natasha is not installed (headwater[ru])")
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Глава", "заявил", ".", "«", "»", "\n", "😀", "Москве", "12", "the", "—", "и", "г."]), max_size=40))
def test_russian_offsets(parts: list[str]) -> None:
    check(parse(" ".join(parts), language="ru"))


def test_a_changed_weight_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(weights, "manifest", lambda: {"files": {"labels.json": "0" * 64}})
    weights.checked.cache_clear()
    with pytest.raises(weights.WeightsBroken, match=r"labels\.json"):
        weights.checked("labels.json")
    with pytest.raises(weights.WeightsBroken, match="gone"):
        weights.checked("gone")
    weights.checked.cache_clear()
