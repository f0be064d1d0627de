"""Whatever the bytes, a reader gives readings or says `Unreadable`: no other exception, no hang, no place outside its text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import Unreadable
from headwater.read import readings
from headwater.records import Reading
from tests.forms import packed, pdf, rss, word

ITEM = '<item><guid>1</guid><pubDate>Tue, 30 Apr 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;w&amp;eacute;&lt;/p&gt;</description><source url="u">n</source></item>'
PAGE = b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>T</title></head><body><article><h1>T</h1><p>Words &amp; more.</p></article></body></html>"
SEEDS = {
    "a.txt": "Plain words, “quoted”.\r\nMore é words.\r".encode(),
    "a.html": PAGE,
    "a.xml": rss(ITEM, ITEM),
    "a.pdf": pdf([["Some words in a line", "and more."], ["Second."]], title="Some words in a title"),
    "a.docx": word(["Some words.", [["a", "b"]]], title="t", heading="h"),
    "a.zip": packed({"a.txt": b"words", "b.xml": rss(ITEM), "c.zip": packed({"d.txt": b"words"})}),
}
SLOWEST = 10.0  # seconds for one small input on a loaded machine; what hangs takes forever
PIECES = [
    b"<",
    b">",
    b"&",
    b"&#x110000;",
    b"&#0;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"\xff",
    b"\0",
    b"\xed\xa0\x80",
    b"<!DOCTYPE x [",
    b"</",
    b"\r\n",
    b"\xe2\x80",
    b"<p " * 50,
]

changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.binary(max_size=8), st.sampled_from(PIECES))), min_size=1, max_size=5
)
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read_all(data: bytes, name: str) -> list[Reading]:
    """The readings that come before the reader ends or complains."""
    out: list[Reading] = []
    sentence = "is read"
    started = time.perf_counter()
    try:
        for reading in readings(data, name):
            out.append(reading)
    except Unreadable as error:
        sentence = str(error)
    assert sentence.isprintable()
    assert time.perf_counter() - started < SLOWEST
    return out


def check(reading: Reading) -> None:
    """All places of a reading lie inside its text or its parent, and JSON can hold it."""
    reading.text.encode("utf-8")
    at = 0
    for start, length, source_start, source_length in reading.source_map:
        assert start == at
        at += length
        assert 0 <= source_start <= source_start + source_length <= len(reading.parent or "")
    assert not reading.source_map or at == len(reading.text)
    assert all(0 <= block.start <= block.end <= len(reading.text) for block in reading.blocks)
    assert list(reading.pages) == sorted(reading.pages)
    assert all(fact.span is None or fact.span.end <= len(reading.parent or "") for fact in reading.facts)


@pytest.mark.parametrize("name", SEEDS)
@relaxed
@given(changed=changes)
def test_changed_inputs(name: str, changed: list[tuple[float, int, bytes]]) -> None:
    data = SEEDS[name]
    for share, gone, put in changed:
        at = int(share * len(data))
        data = data[:at] + put + data[at + gone :]
    for reading in read_all(data, name):
        check(reading)


@pytest.mark.parametrize("name", SEEDS)
@relaxed
@given(data=st.binary(max_size=300))
def test_any_bytes_after_any_beginning(name: str, data: bytes) -> None:
    for beginning in (b"", SEEDS[name][:30]):
        for reading in read_all(beginning + data, name):
            check(reading)


@pytest.mark.parametrize("name", SEEDS)
def test_any_cut(name: str) -> None:
    data = SEEDS[name]
    for end in range(0, len(data), max(1, len(data) // 60)):
        for reading in read_all(data[:end], name):
            check(reading)


@relaxed
@given(st.text(alphabet="<>&;/!-[]\"' =abipx#\n\r", max_size=200))
def test_any_markup(words: str) -> None:
    for head, name in (("<html>", "a.html"), ("<rss><channel><item><description>", "a.xml"), ("", "a")):
        for reading in read_all((head + words).encode(), name):
            check(reading)


REPEATED = [
    b"<",
    b"<a ",
    b"<!--",
    b"&",
    b"&amp;",
    b"<![CDATA[",
    b"<p>",
    b"</p>",
    b"\r",
    b"<a b='",
    b"<?",
    b"]]>",
    b"<item>",
    b"<meta ",
    b"<!DOCTYPE ",
    b"\xd0",
]


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("head", [b"", b"<html>", b"<rss>", b"<rss><channel><item><description>"])
def test_repeated_pieces_do_not_take_forever(head: bytes, piece: bytes) -> None:
    read_all(head + piece * (200_000 // len(piece)), "a")
