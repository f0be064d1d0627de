"""How the charset of an input is decided."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import Unreadable
from headwater.read.decode import declared_charset, decode

FRENCH = "Le préfet a refusé d’ouvrir l’écluse, à Sallow."
RUSSIAN = "Министр заявил: «Воду проверят завтра»."

BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


@pytest.mark.parametrize(("mark", "codec"), BOMS)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, codec: str) -> None:
    found = decode(mark + RUSSIAN.encode(codec), declared="iso-8859-1")
    assert (found.content, found.charset, found.by) == (RUSSIAN, codec, "bom")


DECLARED = [
    ("windows-1251", RUSSIAN, "cp1251", "cp1251"),
    ("KOI8-R", RUSSIAN.replace("«", "").replace("»", ""), "koi8-r", "koi8-r"),
    (" ISO-8859-1 ", FRENCH, "cp1252", "cp1252"),  # the label that everybody uses for windows-1252
    ("shift_jis", "水門は閉じた。", "cp932", "cp932"),
    ("utf8", FRENCH, "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("label", "words", "written", "charset"), DECLARED)
def test_a_declared_charset_is_used(label: str, words: str, written: str, charset: str) -> None:
    found = decode(words.encode(written), declared=label)
    assert (found.content, found.charset, found.by) == (words, charset, "declared")


@pytest.mark.parametrize("label", ["windows-1252", "rot13", "unicode_escape", "utf-7", "no such thing", "", None])
def test_valid_utf8_wins_over_an_old_or_senseless_label(label: str | None) -> None:
    assert decode(RUSSIAN.encode(), declared=label) == decode(RUSSIAN.encode())
    assert decode(RUSSIAN.encode()).by == "utf-8"


SHORT = [
    ("cp1252", "Café"),
    ("cp1252", "He said it’s fine."),
    ("cp1252", "“I saw nothing,” she said — twice."),
    ("cp1252", FRENCH),
    ("cp1252", "Die Behörde hätte die Wähler früher warnen müssen."),
    ("cp1252", "Él dijo: «Mañana será otro día»."),
    ("cp1251", "Привет"),
    ("cp1251", RUSSIAN),
    ("cp1251", "Міністр заявив, що нічого не знає про це рішення."),
    ("koi8_r", "Министр отклонил жалобу на решение суда."),
    ("cp1251", "Вода є"),
    ("koi8_r", "Вода не пришла"),
    ("cp866", "Министр отклонил жалобу на решение суда."),
    ("cp1250", "Premiér řekl, že zákon bude přijat příští týden."),
    ("cp1250", "Rząd odrzucił skargę mieszkańców Łodzi."),
    ("iso8859_2", "Premiér řekl, že zákon bude přijat příští týden."),
    ("cp1254", "Hükümet şikâyeti reddettiğini söyledi."),
    ("cp1253", "Η κυβέρνηση απέρριψε την καταγγελία."),
    ("cp932", "政府は水曜日に新しい法律を発表した。"),
    ("gb18030", "政府周三宣布了一项新法律，禁止发布数据。"),
    ("utf-16-le", "Hello there, minister."),
    ("utf-16-be", RUSSIAN),
]


@pytest.mark.parametrize(("codec", "words"), SHORT)
def test_short_texts_in_old_charsets_are_detected(codec: str, words: str) -> None:
    found = decode(words.encode(codec))
    assert (found.content, found.by) == (words, "detected")


def test_broken_utf8_keeps_everything_else() -> None:
    data = RUSSIAN.encode()
    found = decode(data[:14] + b"\xff" + data[14:])
    assert found.content == RUSSIAN[:7] + "\ufffd" + RUSSIAN[7:]
    assert (found.charset, found.by) == ("utf-8", "replaced")


def test_utf8_cut_off_in_a_character_loses_only_that_character() -> None:
    found = decode(RUSSIAN.encode()[:-2])
    assert found.content == RUSSIAN[:-2] + "\ufffd"
    assert found.by == "replaced"


BINARY = [b"\0\1\2\3" * 50, bytes(range(256)) * 4, b"words and\0words", b"\x01\x02" * 20 + b"words"]


@pytest.mark.parametrize("data", BINARY)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="binary"):
        decode(data)


HEADS = [
    (b'<?xml version="1.0" encoding="windows-1251"?><rss/>', "windows-1251"),
    (b"<html><head><meta charset=koi8-r><title>", "koi8-r"),
    (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
    (b"charset=utf-8 said the man", None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "label"), HEADS)
def test_the_charset_that_a_page_declares(data: bytes, label: str | None) -> None:
    assert declared_charset(data) == label


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_comes_back_as_it_was(words: str) -> None:
    assert decode(b"x" + words.encode()).content == "x" + words


def test_curly_quotes_of_an_older_charset_do_not_make_a_text_binary() -> None:
    text = "\x93We waited,\x94 he said, and the harbour\x92s clerk wrote it down. " * 20
    assert decode(text.encode()).content == text
