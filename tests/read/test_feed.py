"""RSS and Atom: each entry a report, each character back to its place in the feed."""

import pytest

from headwater.errors import Unreadable
from headwater.read.decode import Decoded
from headwater.read.feed import feed_readings
from headwater.records import Reading
from headwater.text import Run, SourceMap, SourceSpan
from tests.forms import rss

ITEM = """<item>
<title>Wells &amp; water: mayor &quot;silent&quot;</title>
<link>/news/7?a=1&amp;b=2</link>
<guid isPermaLink="false">gazette-7</guid>
<pubDate>Tue, 30 Apr 2024 23:30:00 -0400</pubDate>
<dc:creator><![CDATA[Hanne Grau and Tom Orrel]]></dc:creator>
<source url="https://wire.example/rss">Kestrel Wire</source>
<description>Short words.</description>
<content:encoded><![CDATA[<p>The mayor said &#8220;no&#8221;.</p>]]></content:encoded>
</item>"""

ATOM = """<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en"><a:title type="html">Upland &amp;amp; Valley</a:title>
<a:link rel="self" href="https://upland.example/feed"/><a:link href="https://upland.example/"/>
<a:entry><a:id>tag:upland,1</a:id><a:title>One</a:title><a:link rel="enclosure" href="https://upland.example/1.mp3"/>
<a:link href="https://upland.example/1"/><a:published>2024-05-01T01:30:00+02:00</a:published><a:updated>2024-05-03T00:00:00Z</a:updated>
<a:author><a:name>Hanne Grau</a:name></a:author>
<a:source><a:title>Kestrel</a:title><a:link href="https://kestrel.example/"/></a:source>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Seven <em>samples</em> &lt; eight.</p></div></a:content></a:entry>
<a:entry xml:lang="de"><a:id>tag:upland,2</a:id><a:title>Zwei</a:title><a:updated>2024-05-02</a:updated>
<a:summary type="text">Nur 3 &lt; 4 Worte.</a:summary></a:entry>
<a:entry><a:id>tag:upland,3</a:id><a:title>Only a title</a:title></a:entry>
</a:feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old Feed</title><link>https://old.example/</link></channel>
<item rdf:about="https://old.example/1"><title>T</title><link>https://old.example/1</link><description>Words &amp;eacute; here.</description><d:date>2003-02-01</d:date></item>
</rdf:RDF>"""


def readings_of(content: str | bytes) -> list[Reading]:
    text = content if isinstance(content, str) else content.decode()
    return list(feed_readings(Decoded(text, "utf-8", "utf-8")))


def sources(reading: Reading) -> list[str]:
    """The piece of the feed that each character of a reading comes from."""
    way_back = SourceMap(tuple(Run(*run) for run in reading.source_map))
    parts = [way_back.to_source(at, at + 1) for at in range(len(reading.text))]
    return [(reading.parent or "")[a:b] for a, b in parts]


def test_an_item_of_rss() -> None:
    (reading,) = readings_of(rss(ITEM))
    assert reading.text.strip() == "The mayor said “no”."
    assert reading.title == 'Wells & water: mayor "silent"'
    assert (reading.locator, reading.url) == ("gazette-7", "https://gazette.example/news/7?a=1&b=2")
    assert (reading.outlet, reading.language) == ("The Sallow Gazette", "en")
    assert reading.authors == ("Hanne Grau", "Tom Orrel")


def test_the_day_is_the_outlets_own() -> None:
    (reading,) = readings_of(rss(ITEM))
    assert reading.published == "2024-04-30"
    fact = reading.facts[0]
    assert (fact.from_, fact.text) == ("page", "Tue, 30 Apr 2024 23:30:00 -0400")
    assert isinstance(fact.span, SourceSpan)
    assert (reading.parent or "")[fact.span.start : fact.span.end] == fact.text


def test_characters_lead_back_into_the_feed() -> None:
    (reading,) = readings_of(rss(ITEM))
    pieces = dict(zip(reading.text, sources(reading), strict=True))
    assert pieces["“"] == "&#8220;"
    assert pieces["T"] == "T"


def test_twice_escaped_characters_lead_back_too() -> None:
    (reading,) = readings_of(rss("<item><description>&lt;p&gt;Caf&amp;#233; &amp;amp; b&lt;/p&gt;</description></item>"))
    assert reading.text.strip() == "Café & b"
    pieces = dict(zip(reading.text, sources(reading), strict=True))
    assert (pieces["é"], pieces["&"], pieces["C"]) == ("&amp;#233;", "&amp;amp;", "C")


def test_where_an_aggregator_has_it_from() -> None:
    (reading,) = readings_of(rss(ITEM))
    assert [(hint.kind, hint.value) for hint in reading.hints] == [
        ("feed_source", "Kestrel Wire"),
        ("feed_source", "https://wire.example/rss"),
    ]
    assert all(hint.span and (reading.parent or "")[hint.span.start : hint.span.end] == hint.value for hint in reading.hints)


def test_entries_of_atom_under_any_prefix() -> None:
    first, second, third = readings_of(ATOM)
    assert (first.outlet, first.url, first.locator) == ("Upland & Valley", "https://upland.example/1", "tag:upland,1")
    assert (first.published, first.authors, first.language) == ("2024-05-01", ("Hanne Grau",), "en")
    assert " ".join(first.text.split()) == "Seven samples < eight."
    assert [hint.value for hint in first.hints] == ["Kestrel", "https://kestrel.example/"]
    assert (second.text, second.language, second.published) == ("Nur 3 < 4 Worte.", "de", "2024-05-02")
    assert sources(second)[6] == "&lt;"
    assert (third.text, third.title, third.published) == ("Only a title", "Only a title", None)


def test_rss_1() -> None:
    (reading,) = readings_of(RDF)
    assert (reading.text.strip(), reading.outlet, reading.published) == ("Words é here.", "Old Feed", "2003-02-01")


CARELESS = [
    ("<item><description>Mills & Moor said R&D is\x01 fine</description></item>", "Mills & Moor said R&D is\x01 fine"),
    ("<item><description>Caf&eacute;&nbsp;open</description></item>", "Café\u00a0open"),
    ("<item><description>One <b>bold</b> word</description></item>", "One bold word"),
    ("<item><description>   </description><title>Title alone</title></item>", "Title alone"),
    ("<item><description>Line\r\nline</description></item>", "Line\nline"),
    ("<item><description><![CDATA[3 < 4 & more]]></description></item>", "3 < 4 & more"),
    ("<item><media:group/><undeclared:x>no</undeclared:x><description>fine</description></item>", "fine"),
]


@pytest.mark.parametrize(("item", "text"), CARELESS)
def test_careless_feeds_are_read(item: str, text: str) -> None:
    (reading,) = readings_of(rss(item))
    assert reading.text.strip() == text


def test_an_entry_that_is_one_link_is_no_furniture() -> None:
    (reading,) = readings_of(rss('<item><description>&lt;a href="https://x.example"&gt;Mayor silent&lt;/a&gt;</description></item>'))
    assert (reading.text.strip(), reading.blocks) == ("Mayor silent", ())


def test_entries_with_one_guid_are_two() -> None:
    one, other = readings_of(rss("<item><guid>x</guid><title>A</title></item>", "<item><guid>x</guid><title>B</title></item>"))
    assert (one.locator, other.locator) == ("x", "x#2")


def test_a_broken_feed_gives_what_could_be_read() -> None:
    steps = feed_readings(Decoded(rss(ITEM, ITEM).decode()[:-300], "utf-8", "utf-8"))
    assert next(steps).locator == "gazette-7"
    with pytest.raises(Unreadable, match=r"is a broken feed \(.* in line \d+\): 1 entry was read"):
        next(steps)


DATES = [
    ("Tue, 30 Apr 2024 10:00:00 GMT", "2024-04-30"),
    ("30 Apr 24 10:00 EST", "2024-04-30"),
    ("2024-04-30T23:59:59-11:00", "2024-04-30"),
    ("soon", None),
    ("2024-13-45", None),
    ("", None),
    ("Tue, 99 Foo 99999999999 99:99:99", None),
]


@pytest.mark.parametrize(("written", "day"), DATES)
def test_dates(written: str, day: str | None) -> None:
    (reading,) = readings_of(rss(f"<item><title>T</title><pubDate>{written}</pubDate></item>"))
    assert reading.published == day


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY nbsp SYSTEM "file:///etc/hostname">]>'
REFUSED = [
    (rss(ITEM, head=BOMB), "declares the entity “a” of its own"),
    (rss(ITEM, head=OUTSIDE), "declares the entity “nbsp” of its own"),
    (rss(ITEM, head='<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://no.example/x">%p;]>'), "declares the entity “p”"),
    (rss("<a>" * 3000), "nested too deeply"),
    (rss(), "is a feed without entries"),
    (rss("<item/>"), "has 1 of 1 entries without any words"),
    (b"<rss", "is a broken feed"),
]


@pytest.mark.parametrize(("data", "sentence"), REFUSED)
def test_what_cannot_be_read_is_said(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        readings_of(data)


def test_a_harmless_declaration_is_read() -> None:
    (reading,) = readings_of(rss("<item><description>a&nbsp;b</description></item>", head='<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>'))
    assert reading.text == "a\u00a0b"
    assert sources(reading)[1] == "&nbsp;"
