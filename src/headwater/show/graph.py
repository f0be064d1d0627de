"""Who follows whom, as inline SVG: time runs from left to right, one row a report, upstream first.

Rows follow the families depth first and the trunks of later children leave further left, so the main links
of a pile never cross. Width is the share of the downstream report that the reuse explains; dashed is what
is only credited or not sure; reports outside the pile are hollow. Nothing here is confirmed by a person,
so links are drawn as open channels (light inside, firm banks).
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from headwater.records import Derivation
from headwater.show import labels
from headwater.show.dates import say
from headwater.show.html import Child, Html, el, join
from headwater.show.lineage import families, is_shown, own_day
from headwater.show.lookup import Lookup

COLUMN, ROW, TOP, LEFT, LABEL = 110, 46, 34, 18, 240
NAME_WIDTH, TITLE_WIDTH = 7.6, 6.9  # pixels a character at the sizes of style.css, broad letters included
ASIDE = 56  # an upstream outside the pile has no day: it stands beside its first report, between two columns
RADIUS = 6
BROADEST = 11.0  # pixels of a link that explains all of the downstream report
THINNEST = 3.0
LONGEST = 44  # characters of a title beside its node
NARROWEST = 340.0  # pixels, so that the longest head has room
NAME_LONGEST = 34  # characters of an outlet's name


class Node(NamedTuple):
    """One row: a report (`doc`), or an upstream outside the pile (`doc` None)."""

    key: str
    doc: str | None
    x: float
    y: float


class Drawing(NamedTuple):
    """Nodes by key, their links, the columns' heads (x, words), width and height in pixels."""

    nodes: Mapping[str, Node]
    links: Sequence[tuple[str, Derivation]]
    heads: Sequence[tuple[float, str]]
    width: float
    height: float


def drawing(documents: Sequence[str], look: Lookup) -> Drawing:
    """Places the reports `documents` (in their order) and the outside upstreams they name."""
    order = [doc.id for doc in look.lineage.order if doc.id in set(documents)]
    links = [(_key(link), link) for doc in order for link in look.lineage.parents.get(doc, ())]
    links = [(key, link) for key, link in links if link.upstream is None or link.upstream in order]
    rows = _rows(order, links, look)
    columns = _columns(order, links, look)
    first = LEFT + (ASIDE if len(rows) > len(order) else 0)
    steps = {step: first + number * COLUMN for number, step in enumerate(sorted(set(columns.values())))}
    xs = {doc: steps[step] for doc, step in columns.items()}
    for key, link in links:
        xs[key] = xs[key] if link.upstream else min(xs.get(key, LEFT + COLUMN * len(steps)), xs[link.downstream] - ASIDE)
    nodes = {key: _node(key, row, xs[key], order) for row, key in enumerate(rows)}
    width = max(map(_right, nodes.values(), itertools.repeat(look)), default=0)
    return Drawing(nodes, links, _heads(xs, look), max(width, NARROWEST), TOP + len(rows) * ROW)


def _right(node: Node, look: Lookup) -> float:
    """How far right a node's words may reach, in pixels."""
    if node.doc is None:
        return node.x + LABEL
    first, second = _caption_words(node.doc, look)
    return node.x + LEFT + max(NAME_WIDTH * len(first), TITLE_WIDTH * len(second))


def _caption_words(doc: str, look: Lookup) -> tuple[str, str]:
    return f"{shorten(look.outlet(doc), NAME_LONGEST)}  {look.date(doc)}", shorten(look.docs[doc].title or "", LONGEST)


def _key(link: Derivation) -> str:
    return link.upstream or "outside " + (link.upstream_name or "").casefold()


def _node(key: str, row: int, x: float, order: Sequence[str]) -> Node:
    return Node(key, key if key in order else None, x, TOP + row * ROW + ROW / 2)


def _rows(order: Sequence[str], links: Sequence[tuple[str, Derivation]], look: Lookup) -> list[str]:
    """Keys from top to bottom: families, an outside upstream just above the first report it leads to."""
    rows: list[str] = []
    for doc, _ in families(look.lineage.parents, order):
        above = [key for key, link in links if link.downstream == doc and link.upstream is None]
        rows += [key for key in above if key not in rows] + [doc]
    return rows


Step = tuple[str, int]


def _columns(order: Sequence[str], links: Sequence[tuple[str, Derivation]], look: Lookup) -> dict[str, Step]:
    """Each key's column: its day, and within a day how far downstream it stands; never before its upstream's."""
    columns: dict[str, Step] = {}
    for doc in sorted(order, key=lambda doc: look.lineage.depth[doc]):
        above = [columns[link.upstream] for _, link in links if link.downstream == doc and link.upstream in columns]
        own = (look.lineage.days[doc] or "~", 0)  # "~" sorts behind all days
        columns[doc] = max([own, *((day, depth + 1) for day, depth in above)])
    return columns


def _heads(xs: Mapping[str, float], look: Lookup) -> list[tuple[float, str]]:
    """Each day over the first column with a report that is dated so itself."""
    first: dict[float, str] = {}
    for doc, x in xs.items():
        day = own_day(look.docs[doc]) if doc in look.docs else None
        if day:
            first[x] = min(day, first.get(x, day))
    if not first:
        return [(LEFT, "no report is dated: order by who follows whom")] if xs else []
    days = sorted(first.items())
    return [(x, say(day)) for at, (x, day) in enumerate(days) if at == 0 or days[at - 1][1] != day]


def graph(documents: Sequence[str], look: Lookup, *, key: str) -> Html:
    """The drawing and, below it, the same as a table. `key` keeps element ids apart."""
    drawn = drawing(documents, look)
    svg = _svg(drawn, look, key)
    frame = el("div", svg, class_="frame", tabindex="0", role="region", aria_label="Who follows whom, drawn")
    return el("figure", frame, _legend(drawn, look), _table(drawn, look, key), class_="graph")


def _svg(drawn: Drawing, look: Lookup, key: str) -> Html:
    described = f"{key}-title {key}-desc"
    parts = [
        el("title", "Who follows whom", id=f"{key}-title"),
        el("desc", _described(drawn, look), id=f"{key}-desc"),
        _axis(drawn),
        [el("a", _link(up, link, drawn), href=f"#{look.row(link.id)}") for up, link in _broad_first(drawn)],
        [_report(node, drawn, look) for node in drawn.nodes.values()],
    ]
    size = f"0 0 {drawn.width:g} {drawn.height:g}"
    return el("svg", parts, viewBox=size, width=f"{drawn.width:g}", height=f"{drawn.height:g}", role="group", aria_labelledby=described)


def _described(drawn: Drawing, look: Lookup) -> str:
    reports = labels.count(sum(node.doc is not None for node in drawn.nodes.values()), "report")
    return f"{reports}, {labels.count(len(drawn.links), 'link')}; the table below has the same content"


def _axis(drawn: Drawing) -> Html:
    lines = [el("line", x1=x, x2=x, y1=TOP - 8, y2=drawn.height - 8, class_="day") for x, _ in drawn.heads]
    return join([lines, [el("text", words, x=x, y=TOP - 16, class_="head") for x, words in drawn.heads]])


def _broad_first(drawn: Drawing) -> list[tuple[str, Derivation]]:
    return sorted(drawn.links, key=lambda pair: -pair[1].coverage)


def breadth(link: Derivation) -> float:
    """How broad a link is drawn, in pixels."""
    return THINNEST + (BROADEST - THINNEST) * min(max(link.coverage, 0.0), 1.0)


def _link(up: str, link: Derivation, drawn: Drawing) -> Html:
    start, end = drawn.nodes[up], drawn.nodes[link.downstream]
    main = _is_main(up, link, drawn)
    trunk = start.x + (_shift(up, link, drawn) if main else 0)
    way = _bend(trunk, start, end) if main else _curve(start, end)
    width = breadth(link)
    sure = is_shown(link)
    tone = link.kind if sure else f"{link.kind} unsure"
    middle = (max(trunk, start.x) + 8 + end.x - 12) / 2
    text = el("text", edge_words(link), x=f"{middle:.1f}", y=f"{end.y - width / 2 - 4:.1f}", class_="share") if main else None
    stream = [
        el("path", d=way, class_="bank", stroke_width=f"{width:.1f}"),
        el("path", d=way, class_="bed", stroke_width=f"{width - 2:.1f}"),
    ]
    tip = end.x - RADIUS - 3
    head = el(
        "path", d=f"M{tip - 7:g},{end.y - width / 2 - 3:.1f}L{tip:g},{end.y:g}L{tip - 7:g},{end.y + width / 2 + 3:.1f}z", class_="tip"
    )
    return el("g", stream if sure else stream[:1], head if main else None, text, class_=f"link {tone}")


def _is_main(up: str, link: Derivation, drawn: Drawing) -> bool:
    return next((key for key, other in drawn.links if other.downstream == link.downstream), None) == up


def _shift(up: str, link: Derivation, drawn: Drawing) -> float:
    """How far from its upstream's middle a trunk leaves: later rows further left, so that trunks do not cross."""
    children = [other.downstream for key, other in drawn.links if key == up and _is_main(key, other, drawn)]
    children.sort(key=lambda doc: drawn.nodes[doc].y)
    step = min(BROADEST + 1, 22 / max(1, len(children)))
    return step * ((len(children) - 1) / 2 - children.index(link.downstream))


def _bend(trunk: float, start: Node, end: Node) -> str:
    down = 1 if end.y > start.y else -1
    turn = min(14.0, abs(end.y - start.y) / 2, abs(end.x - trunk) / 2)
    side = 1 if end.x > trunk else -1
    tip = end.x - side * (RADIUS + 6)
    return f"M{trunk:.1f},{start.y:g}V{end.y - down * turn:.1f}Q{trunk:.1f},{end.y:g} {trunk + side * turn:.1f},{end.y:g}H{tip:.1f}"


def _curve(start: Node, end: Node) -> str:
    middle = (start.x + end.x) / 2
    return f"M{start.x:g},{start.y:g}C{middle:.1f},{start.y:g} {middle:.1f},{end.y - 7:g} {end.x - RADIUS:g},{end.y - 3:g}"


def edge_words(link: Derivation) -> str:
    """`rewrite 58 %`; only the kind where no share is known."""
    share = f" {round(link.coverage * 100)} %" if link.coverage else ""
    return labels.DERIVATIONS[link.kind] + share


def _report(node: Node, drawn: Drawing, look: Lookup) -> Html:
    dot = el("circle", cx=f"{node.x:g}", cy=f"{node.y:g}", r=RADIUS, class_="node" if node.doc else "node outside")
    if node.doc is None:
        name = next(link.upstream_name for key, link in drawn.links if key == node.key)
        return el("g", dot, _caption(node, name or "not known", "not in the pile"))
    doc = look.docs[node.doc]
    text = _caption(node, look.outlet(doc.id), look.date(doc.id), doc.title)
    return el("a", dot, text, href=look.report_link(doc.id))


def _caption(node: Node, name: str, when: str, title: str | None = None) -> Html:
    x = f"{node.x + RADIUS + 7:g}"
    first = el(
        "text",
        el("tspan", shorten(name, NAME_LONGEST), class_="name"),
        f"  {when}",
        x=x,
        y=f"{node.y - 2:g}" if title else f"{node.y + 4:g}",
    )
    second = el("text", shorten(title, LONGEST), x=x, y=f"{node.y + 13:g}", class_="title") if title else None
    return join([first, second])


def shorten(text: str, length: int) -> str:
    """`text` on one line, cut to `length` code points with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _legend(drawn: Drawing, look: Lookup) -> Html | None:
    kinds = sorted({link.kind for _, link in drawn.links}, key=list(labels.DERIVATIONS).index)
    if not kinds:
        return el("figcaption", "No report is known to follow another.")
    keys = [el("span", _sample(kind), labels.DERIVATIONS[kind], class_="key") for kind in kinds]
    undated = (
        "not dated: beside the reports it is linked with; "
        if any(node.doc and own_day(look.docs[node.doc]) is None for node in drawn.nodes.values())
        else ""
    )
    rest = (
        undated + "breadth: share of the report explained; broken line: credited or not sure; hollow: not in the pile; "
        "all suggested, none confirmed by a person"
    )
    return el("figcaption", keys, el("span", rest, class_="key"))


def _sample(kind: str) -> Html:
    line = [el("path", d="M0,6H26", class_="bank", stroke_width=7), el("path", d="M0,6H26", class_="bed", stroke_width=5)]
    drawn = line[:1] if kind == "credit_only" else line
    tone = f"link {kind}" + (" unsure" if kind == "credit_only" else "")
    return el("svg", el("g", drawn, class_=tone), width=26, height=12, viewBox="0 0 26 12", aria_hidden="true")


def _table(drawn: Drawing, look: Lookup, key: str) -> Html | None:
    rows = [_table_row(key, link, look) for key, link in drawn.links]
    if not rows:
        return None
    head = el("thead", el("tr", [el("th", words, scope="col") for words in ("report", "follows", "how", "why")]))
    table = el("table", head, el("tbody", rows), class_="list")
    return el("details", el("summary", "The same as a table, with the reasons"), table, id=f"{key}-merges")


def _table_row(key: str, link: Derivation, look: Lookup) -> Html:
    upstream = look.report(link.upstream) if link.upstream else f"{link.upstream_name or 'not known'} (not in the pile)"
    cells: dict[str, list[Child]] = {
        "report": [look.report(link.downstream), ", ", look.date(link.downstream)],
        "follows": [upstream],
        "how": [edge_words(link), f", confidence {link.confidence:.2f} "],
        "why": [look.reasons(link.because)],
    }
    return el("tr", [el("td", words, data_label=name) for name, words in cells.items()])
