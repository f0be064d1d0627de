import base64
import hashlib
import html.parser
import itertools
import re

import msgspec
import pytest

from headwater.records import Document, Dossier, Member, Published, Reuse, Statement, problem
from headwater.show.dates import bounds, say
from headwater.show.html import el
from headwater.show.page import css_string, dossier_html
from headwater.text import Span
from tests.show.pile import TEXTS, pile

HOSTILE = """</script></style></title><img src=x onerror="alert(1)"> & "quotes' -->

\x00\x07 \u202eright to left <a href="javascript:alert(2)">x</a> ]]>
"""


class Page(html.parser.HTMLParser):
    """Collects elements, ids, links and text of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.elements if name in attrs]


def bare(**changes: object) -> Dossier:
    return msgspec.structs.replace(Dossier(generator=pile().generator), **changes)


def card(number: int, text: str = "A line.\n", **changes: object) -> Document:
    return msgspec.structs.replace(Document(id=f"d{number}", path=f"{number}.txt", sha256=f"{number:064d}", text=text), **changes)


def on(span: Span, doc: str) -> Span:
    return Span(doc, span.start, span.end)


def copies(number: int) -> Dossier:
    """`number` copies of one long report: statements in each, passages between all pairs, claims with a member in each."""
    text = "\n\n".join(TEXTS.values()) * 2
    documents = tuple(card(n, text, outlet=f"Outlet {n}") for n in range(number))
    spans = [Span("", start, start + 110) for start in range(0, 3600, 120)]
    said = tuple(
        Statement(id=f"s{doc.id}.{n}", kind="direct", span=on(s, doc.id), content=(on(s, doc.id),), quoted=(), cue=None, speaker=None, attitude="asserts")
        for doc in documents for n, s in enumerate(spans[:12])
    )  # fmt: skip
    pairs = itertools.combinations(documents, 2)
    reuse = tuple(Reuse(id=f"u{a.id}.{b.id}", a=on(spans[3], a.id), b=on(spans[3], b.id), kind="verbatim", score=1.0) for a, b in pairs)
    links = tuple(
        msgspec.structs.replace(pile().derivations[2], id=f"l{doc.id}", upstream="d0", downstream=doc.id) for doc in documents[1:]
    )
    claims = tuple(
        msgspec.structs.replace(pile().claims[2], id=f"c{n}", members=tuple(Member(statement=None, doc=doc.id, span=on(s, doc.id), stance="asserts") for doc in documents), origins=())
        for n, s in enumerate(spans)
    )  # fmt: skip
    return bare(documents=documents, statements=said, reuse=reuse, derivations=links, claims=claims)


WITHOUT = pile()
CASES = {
    "whole": WITHOUT,
    "empty": bare(),
    "one report": bare(documents=(card(1),)),
    "empty report": bare(documents=(card(1, ""),)),
    "no derivation": msgspec.structs.replace(WITHOUT, derivations=(), drift=()),
    "undated": msgspec.structs.replace(
        WITHOUT, documents=tuple(msgspec.structs.replace(doc, published=Published()) for doc in WITHOUT.documents), events=()
    ),
    "many problems": bare(problems=tuple(problem("read", f"{n}.pdf", "no text") for n in range(300))),
    "hostile": bare(
        documents=(card(1, HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)", authors=(HOSTILE,), language='"><b>'),)
    ),
    "copies": copies(9),
    "in a circle": bare(
        documents=(card(1), card(2)),
        derivations=tuple(
            msgspec.structs.replace(
                WITHOUT.derivations[0], id=f"l{a}", upstream=f"d{a}", downstream=f"d{b}", because=WITHOUT.derivations[1].because[1:]
            )
            for a, b in ((1, 2), (2, 1))
        ),
    ),
}


@pytest.fixture(params=CASES, scope="module")
def page(request: pytest.FixtureRequest) -> Page:
    return Page(dossier_html(CASES[request.param], case="ovrin.case"))


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert inside <= set(ids)


def test_nothing_loads_and_nothing_runs(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert not {"img", "link", "iframe", "object", "embed", "base", "video"} & set(tags)
    assert tags.count("script") == 1
    assert not page.values("src")
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"]
    assert all(re.match(r"#|https?://", link) for link in page.values("href"))


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[:1] == [1]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_all_words_of_all_reports_are_there(dossier: Dossier) -> None:
    shown = re.sub(r"\s+", "", "".join(Page(dossier_html(dossier, case="x")).words))
    for text in TEXTS.values():
        for line in text.splitlines():
            assert re.sub(r"\s+", "", line) in shown


def test_policy_names_the_script(dossier: Dossier) -> None:
    content = dossier_html(dossier, case="x")
    script = re.search(r"<script>(.*?)</script>", content, re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    policies = [attrs["content"] or "" for tag, attrs in Page(content).elements if attrs.get("http-equiv")]
    assert "default-src 'none'" in policies[0]
    assert f"'sha256-{digest}'" in policies[0]


@pytest.mark.parametrize("case", ['a"}</style><script>', "\\", "\n\r", "ä\udc80 x"])
def test_hostile_case_name(case: str) -> None:
    content = dossier_html(bare(), case=case)
    assert content.count("<script") == content.count("</style>") == 1
    assert not re.search(r'["<>\n}]', css_string(case))
    content.encode("utf-8")


def test_same_page_twice(dossier: Dossier) -> None:
    assert dossier_html(dossier, case="x") == dossier_html(dossier, case="x")


def test_two_hundred_reports_stay_small() -> None:
    content = dossier_html(copies(200), case="x")
    assert len(content.encode("utf-8")) < 10_000_000
    assert "19301 further passages" in content


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-12-22", "22 Dec 2022"), ("2023-01", "Jan 2023"), ("2022", "2022"), ("../2023-01-05", "until 5 Jan 2023"), ("2022-02~", "about Feb 2022"),
        ("2022-02-28/..", "from 28 Feb 2022"), ("2022-03/2022-05", "Mar 2022 to May 2022"), (None, "not known"), ("soon", "not known"), ("2022-02-30", "not known"),
    ],
)  # fmt: skip
def test_dates_in_words(edtf: str | None, words: str) -> None:
    assert say(edtf) == words


def test_bounds_reach_over_the_whole_period() -> None:
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert bounds("../2022") == (None, "2022-12-31")
    assert bounds("../..") is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", " https://a.example", "//a.example", "file:///etc/passwd"])
def test_unsafe_links_are_left_out(link: str) -> None:
    assert el("a", "x", href=link) == "<a>x</a>"
