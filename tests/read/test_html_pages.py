"""Invented pages in several layouts and languages, and what must be read from them."""

from typing import NamedTuple

import pytest

from headwater.read.html import body_text, read_html
from headwater.records import Reading


class Page(NamedTuple):
    """A page and what it says."""

    markup: str
    title: str
    published: str | None
    authors: tuple[str, ...]
    outlet: str | None
    language: str | None
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    url: str | None = None


NEWS = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry to Oxmoor stops for the winter | The Tarn Gazette</title>
<link rel="canonical" href="https://www.tarngazette.example/2021/11/04/ferry-oxmoor">
<meta property="og:site_name" content="The Tarn Gazette"><meta property="og:title" content="Ferry to Oxmoor stops for the winter">
<meta name="description" content="The last boat leaves on Sunday &amp; returns in March.">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Gazette"},
{"@type":"NewsArticle","headline":"Ferry to Oxmoor stops for the winter","datePublished":"2021-11-04T08:15:00+00:00","dateModified":"2021-11-06T10:00:00Z",
"author":[{"@type":"Person","name":"Hanna Birk"},{"@type":"Person","name":"Colm O&#39;Dare"}],"isBasedOn":"https://wire.example/77",},]}</script></head>
<body class="article has-sidebar"><header class="site-header"><nav><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav></header>
<main><article><h1>Ferry to Oxmoor stops for the winter</h1><p class="standfirst">The last boat leaves on Sunday, and islanders will wait until March.</p>
<div class="byline">By Hanna Birk and Colm O'Dare, <time datetime="2021-11-04">4 November 2021</time></div>
<figure><img src=x alt=""><figcaption>The ferry in the harbour of Tarn. Photo: L. Ebner</figcaption></figure>
<div class="article-body"><p>The council of Oxmoor said on Thursday that the ferry would not sail between Sunday and the first of March.</p>
<p>&ldquo;We have no money for the repair,&rdquo; said Ada Linn, who speaks for the council. She said the engine was <em>too old</em> to mend.</p>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Bridge to Oxmoor planned</a></ul></aside>
<h2>What the islanders say</h2><p>Some forty families live on Oxmoor all year, most of them from fishing, and they buy what they need on the mainland.</p></div>
<div class="share"><a href="#">Share on Facebook</a></div></article>
<section id="comments"><h2>Comments (2)</h2><div class="comment"><p>I have lived on Oxmoor for thirty years and have never seen such a thing happen before.</p></div></section></main>
<aside class="sidebar"><h3>Most read</h3><p><a href="/b">A goat wins the village race for the second time</a></p></aside>
<footer><p>© 2021 The Tarn Gazette. All rights reserved. No part of this site may be copied without leave.</p></footer></body></html>"""

GERMAN = """<html lang=de><head><title>Brücke bei Wendlau bleibt gesperrt - Wendlauer Bote</title><meta name="author" content="Jutta Sommer">
</head><body><div id="header"><a href="/">Wendlauer Bote</a> <span>Dienstag, 9. Januar 2024</span></div><div id="nav"><a href="/1">Politik</a> <a href="/2">Sport</a></div>
<div id="content"><span class="dachzeile">Verkehr</span><h1>Brücke bei Wendlau bleibt gesperrt</h1>
<p class="datum">Veröffentlicht am 3. M&auml;rz 2023, aktualisiert am 5. März 2023</p>
<p>Die Brücke über die Wend bleibt bis zum Herbst gesperrt, weil die Pfeiler nach dem Hochwasser nicht mehr sicher sind.</p>
<p>Lesen Sie auch: <a href="/x">Hochwasser in Wendlau: Was wir wissen</a></p>
<p>Das teilte der Landkreis am Freitag mit. Wer nach Unterwend will, muss einen Umweg von zwölf Kilometern fahren.</p>
<h3>Kommentare</h3><p>Das ist doch wieder einmal typisch für diesen Landkreis, seit Jahren wird hier nichts gemacht.</p></div>
<div id="footer">Impressum | Datenschutz | Stand: 12.12.2023</div></body></html>"""

RUSSIAN = """<!DOCTYPE html><html lang="ru"><head><title>В Нижнем Логу открыли школу</title></head><body><ul class="menu"><li><a href="/">Главная</a></li></ul>
<div class="news-detail"><h1>В Нижнем Логу открыли школу</h1><div class="date">12 мая 2020</div>
<div class="news-text"><p>Новая школа на триста мест открылась во вторник в посёлке Нижний Лог, сообщила администрация района.</p>
<p>«Дети ждали её шесть лет», — сказала директор Анна Ремез. Старое здание было закрыто после пожара зимой.</p></div>
<div class="tags">Теги: школа, район</div></div><div class="recommend"><a href="/2">Читайте также: мост закрыли на ремонт</a></div></body></html>"""

TABLES = """<HTML><HEAD><TITLE>Lamp factory of Isk to close</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR><TD WIDTH=150><A HREF=1>News</A><BR><A HREF=2>Weather</A><BR>
<A HREF=3>Letters</A><TD><FONT SIZE=5><B>Lamp factory of Isk to close</B></FONT><BR><FONT SIZE=2>Published: March 9, 2004</FONT><P>
The lamp factory of Isk, where four hundred people work, will close at the end of June, its owner said.<BR><BR>
&quot;Nobody buys bulbs any more,&quot; said Peer Dahl, who has led the works since 1989. The union called it a breach of faith.
<P>Workers are to be paid until August. The town wants to buy the halls and turn them into a market.</TABLE><HR><CENTER>Copyright 1999-2004 Isk Press</CENTER></BODY></HTML>"""

BLOG = """<html lang="fr-FR"><body><div class="hfeed site"><div id="content"><article class="post-7 post type-post hentry category-vie comments-open">
<header class="entry-header"><h1 class="entry-title">Le marché de Vaulx change de place</h1><div class="entry-meta">Publié le <time class="entry-date" datetime="2019-06-30T09:00:00+02:00">30 juin 2019</time>
par <a rel="author" href="/a">Odile Marchant</a></div></header><div class="entry-content"><p>Le marché du samedi quitte la place de l'église et s'installe sur les quais, a annoncé la mairie de Vaulx.</p>
<p>Les commerçants craignent de perdre leurs clients les plus âgés, qui ne descendent plus jusqu'à la rivière.</p>
<div class="sharedaddy"><p>Partagez cet article avec vos amis et vos voisins, ils vous en sauront gré.</p></div></div></article>
<div id="secondary" class="widget-area"><div class="widget"><h3>Articles récents</h3><ul><li><a href="/1">Fête des barques</a></ul></div></div></div></div></body></html>"""

MICRODATA = """<html><head><meta http-equiv="content-language" content="es"><meta name="DC.date.issued" content="2018-02-01"><meta property="og:site_name" content="El Faro de Lira">
</head><body><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">La presa de Lira vuelve a llenarse</h1>
<span itemprop="author" itemscope><span itemprop="name">Inés Robledo</span></span> <meta itemprop="datePublished" content="2018-02-01T10:00">
<div itemprop="articleBody"><p>Después de tres años de sequía, la presa de Lira ha superado la mitad de su capacidad, según la confederación.</p>
<p>Los agricultores piden que se levanten las restricciones antes de la primavera, pero el gobierno prefiere esperar.</p></div></div>
<div class="noticias-relacionadas"><p>Los pueblos del valle celebran la llegada de la lluvia con una fiesta en la plaza mayor.</p></div></body></html>"""

UNDATED = """<html><body><h1>About the orchard of Hollin</h1><p>The orchard of Hollin has some two hundred trees, most of them apples, and is open to the public on Sundays.</p>
<p>It was planted by the village school and is now looked after by a club of forty members.</p><div class=footer>Copyright 2012, 2016, 03/04/2016</div></body></html>"""

PAGES = {
    "news": Page(
        NEWS,
        "Ferry to Oxmoor stops for the winter",
        "2021-11-04",
        ("Hanna Birk", "Colm O'Dare"),
        "The Tarn Gazette",
        "en",
        (
            "islanders will wait until March.",
            "would not sail between Sunday",
            "“We have no money for the repair,” said Ada Linn",
            "too old to mend",
            "What the islanders say",
        ),
        (
            "Photo: L. Ebner",
            "Bridge to Oxmoor planned",
            "Share on Facebook",
            "thirty years",
            "goat",
            "All rights reserved",
            "Home",
            "Ferry to Oxmoor stops",
            "By Hanna",
        ),
        "https://www.tarngazette.example/2021/11/04/ferry-oxmoor?ref=x",
    ),
    "german": Page(
        GERMAN,
        "Brücke bei Wendlau bleibt gesperrt",
        "2023-03-03",
        ("Jutta Sommer",),
        "Wendlauer Bote",
        "de",
        ("nach dem Hochwasser nicht mehr sicher sind.", "Umweg von zwölf Kilometern"),
        ("Was wir wissen", "typisch für diesen Landkreis", "Impressum", "Politik", "Veröffentlicht"),
        "https://www.wendlauer-bote.example/verkehr/bruecke.html",
    ),
    "russian": Page(
        RUSSIAN,
        "В Нижнем Логу открыли школу",
        "2020-05-12",
        (),
        None,
        "ru",
        ("сообщила администрация", "«Дети ждали её шесть лет», — сказала"),
        ("Главная", "Теги", "мост"),
    ),
    "tables": Page(
        TABLES,
        "Lamp factory of Isk to close",
        "2004-03-09",
        (),
        None,
        None,
        ("where four hundred people work", '"Nobody buys bulbs any more," said', "Workers are to be paid"),
        ("Weather", "Copyright"),
    ),
    "blog": Page(
        BLOG,
        "Le marché de Vaulx change de place",
        "2019-06-30",
        ("Odile Marchant",),
        None,
        "fr",
        ("s'installe sur les quais", "perdre leurs clients"),
        ("Partagez", "Fête des barques", "Publié"),
    ),
    "microdata": Page(
        MICRODATA,
        "La presa de Lira vuelve a llenarse",
        "2018-02-01",
        ("Inés Robledo",),
        "El Faro de Lira",
        "es",
        ("tres años de sequía", "antes de la primavera"),
        ("fiesta en la plaza",),
    ),
    "undated": Page(
        UNDATED, "About the orchard of Hollin", None, (), None, None, ("two hundred trees", "club of forty members"), ("Copyright",)
    ),
}


def read(name: str) -> Reading:
    """A page of the table as it is read."""
    return read_html(PAGES[name].markup, url=PAGES[name].url)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_itself(name: str) -> None:
    page, reading = PAGES[name], read(name)
    assert (reading.title, reading.published, reading.authors, reading.outlet, reading.language) == (
        page.title,
        page.published,
        page.authors,
        page.outlet,
        page.language,
    )


@pytest.mark.parametrize("name", PAGES)
def test_body(name: str) -> None:
    page, reading = PAGES[name], read(name)
    body = body_text(reading)
    assert [words for words in page.inside if words not in body] == []
    assert [words for words in page.outside if words in body] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_visible_is_cut(name: str) -> None:
    page, reading = PAGES[name], read(name)
    assert [words for words in page.inside if words not in reading.text] == []
    covered = "".join(reading.text[block.start : block.end] for block in reading.blocks)
    assert "".join(covered.split()) == "".join(reading.text.split())
    assert reading.title_span is not None
    assert reading.text[slice(*reading.title_span)] == page.title


def test_furniture_has_its_kind() -> None:
    reading = read("news")
    kinds = {block.kind for block in reading.blocks if block.role == "furniture"}
    assert {"navigation", "caption", "comment_box", "related_link", "byline"} <= kinds


@pytest.mark.parametrize("name", PAGES)
def test_every_fact_points_at_the_page(name: str) -> None:
    page, reading = PAGES[name], read(name)
    for fact in reading.facts:
        if fact.from_ == "page":
            assert fact.span is not None
            assert page.markup[fact.span.start : fact.span.end].strip(), fact
    if reading.published:
        assert reading.published in reading.facts[0].text or page.url


def test_fact_spans_hold_the_values() -> None:
    reading = read("news")
    words = {fact.text: NEWS[fact.span.start : fact.span.end] for fact in reading.facts if fact.span}
    assert words["datePublished: 2021-11-04T08:15:00+00:00"] == "2021-11-04T08:15:00+00:00"
    assert words["author: Colm O'Dare"] == "Colm O&#39;Dare"
    assert words["outlet: The Tarn Gazette"] == "The Tarn Gazette"
    assert (
        words["description: The last boat leaves on Sunday & returns in March."] == "The last boat leaves on Sunday &amp; returns in March."
    )


def test_hints_of_origin() -> None:
    hints = {(hint.kind, hint.value) for hint in read("news").hints}
    assert ("is_based_on", "https://wire.example/77") in hints
    other = read_html('<link rel=canonical href="https://first.example/a"><p>Words.', url="https://copy.example/a").hints
    assert [(hint.kind, hint.value) for hint in other] == [("canonical", "https://first.example/a")]
    same = read_html('<link rel=canonical href="https://www.first.example/a">', url="https://m.first.example/a").hints
    assert same == ()


BODY = "<p>" + "The council met again on the matter of the wells, and nothing was decided until late. " * 3 + "</p>"


@pytest.mark.parametrize(
    ("markup", "url", "day"),
    [
        ('<meta property="article:published_time" content="2020-01-31T22:10:00Z">', None, "2020-01-31"),
        (
            '<meta property="article:modified_time" content="2020-02-02"><meta property="article:published_time" content="2020-01-31">',
            None,
            "2020-01-31",
        ),
        ('<html lang=de><meta property="article:published_time" content="2021-11-04T23:00:00Z">', None, "2021-11-05"),
        ("", "https://x.example/2017/03/09/wells.html", "2017-03-09"),
        ("", "https://x.example/wells-20170309.html", "2017-03-09"),
        ("", "https://x.example/id/4512345678/wells.html", None),
        ('<script>{"datePublished": "2016-05-04"}</script>', None, "2016-05-04"),
        (
            '<meta property="article:published_time" content="2023-11-09T01:09:55+00:00">',
            "https://x.example/2023/11/08/wells",
            "2023-11-08",
        ),
        ('<meta name="date" content="31/12/2019">', None, "2019-12-31"),
        ('<meta name="date" content="nonsense"><meta name="pubdate" content="0000-00-00">', None, None),
    ],
)
def test_dates_of_the_head(markup: str, url: str | None, day: str | None) -> None:
    page = f"{markup}<body><h1>The wells of Orrin and their water</h1>{BODY}"
    assert read_html(page, url=url).published == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted on March 9, 2012 by admin", "2012-03-09"),
        ("9 March 2012", "2012-03-09"),
        ("09.03.2012, 14:20 Uhr", "2012-03-09"),
        ("Veröffentlicht: 9. März 2012 | Aktualisiert: 11. März 2012", "2012-03-09"),
        ("Publicado el 9 de marzo de 2012", "2012-03-09"),
        ("Publié le 1er mars 2012", "2012-03-01"),
        ("9 марта 2012", "2012-03-09"),
        ("Opublikowano 9 marca 2012", "2012-03-09"),
        ("2012年3月9日", "2012-03-09"),
        ("9 Mart 2012", "2012-03-09"),
        ("2012. 3. 9.", "2012-03-09"),
        ("March 2012", None),
        ("Call 09 03 20 12", None),
        ("© 9 March 2012 Orrin Press", None),
    ],
)
def test_dates_beside_the_headline(line: str, day: str | None) -> None:
    page = f"<body><h1>The wells of Orrin and their water</h1><div>{line}</div>{BODY}"
    assert read_html(page).published == day


@pytest.mark.parametrize(
    "aside",
    [
        '<div class="comments"><div class="comment"><span class=date>9 March 2012</span><p>I do not think so at all.</p></div></div>',
        '<div class="related"><a href=x>Other wells</a> <time datetime="2012-03-09">9 March 2012</time></div>',
        "<footer>Copyright 9 March 2012</footer>",
    ],
)
def test_dates_of_others_do_not_count(aside: str) -> None:
    assert read_html(f"<body><h1>The wells of Orrin and their water</h1>{BODY * 4}{aside}").published is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a<b>b </b> c</p>d", "ab c\nd"),
        ("a&amp;b &lt;c&gt; &eacute;&#233;&#xe9; &nosuch; &copy2020", "a&b <c> ééé &nosuch; ©2020"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p>a\n  \t b&nbsp; c", "a b c"),
        ("<pre>\n a  b\n  c\n</pre>d", "a  b\n  c\nd"),
        ("so&shy;ft\u200b", "soft"),
        ("a<script>b<c</script>d<style>e</style>", "ad"),
        ("a<!-- b <p> -->c<!doctype x>d<?php e ?>f", "acdf"),
        ("a <b hidden>b</b><i style='color:red; display : none'>c</i> d<p hidden>e<p>f", "a d\nf"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "a\nb\nc\nd"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc"),
        ("<p>a<p>b</div>c</p></span>d", "a\nbc\nd"),
        ("1 < 2 and 3 > 2 <3", "1 < 2 and 3 > 2 <3"),
        ("<p title=\"a > b\" x='>' y=>z", "z"),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢字"),
        ("He said <q>no, <b>never</b></q>.", "He said “no, never”."),
        ("<q>“no”</q> <q>a <q>b</q>", "“no” “a “b”"),
        ("<textarea>a<b></textarea>c", "a<b>\nc"),
        ("<title>t</title><p>a", "a"),
        ("<head><p>a</head>b", "ab"),
        ("", ""),
        ("<", "<"),
        ("<p", ""),
        ("a<script>never closed", "a"),
    ],
)
def test_text_as_a_browser_shows_it(markup: str, text: str) -> None:
    assert read_html(markup).text == text


def test_a_page_of_nothing_but_links_has_no_body() -> None:
    reading = read_html("<nav>" + "<a href=x>Politics</a> " * 30 + "</nav>")
    assert body_text(reading) == ""
    assert reading.text.startswith("Politics")
