"""Elements of a page as plain Python calls: whatever is not `Html` is escaped.

A page of hostile reports must be safe by construction. A builder with one escaping place is shorter than
templates, keeps mypy's eye on every argument and needs no dependency, so the core has no template engine.
"""

import re
from collections.abc import Iterable

from headwater.show.dossier import utf8

_VOID = frozenset({"meta", "link", "br", "hr", "input", "img"})
_SAFE_LINK = re.compile(r"(?:#|https?://)", re.IGNORECASE)  # javascript:, data:, file: and all else become plain text
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")  # control characters that HTML does not allow
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


class Html(str):
    """Markup that is already safe; adding plain text to it needs `el` or `escape`."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Attribute = str | int | float | bool | None


def escape(text: str) -> Html:
    """`text` as character data and as attribute value (HTML Living Standard, 13.3)."""
    if isinstance(text, Html):
        return text
    return Html(_FORBIDDEN.sub("\ufffd", utf8(text)).translate(_ESCAPES))


def el(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """An element; `class_` is written class, `data_x` data-x; None and False leave an attribute out, and so
    does a link that is neither http(s) nor inside the page."""
    opening = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag in _VOID:
        return Html(opening)
    return Html(f"{opening}{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Html:
    """Children one after the other, without anything between."""
    return Html("".join(_child(child) for child in children))


def _child(child: Child) -> str:
    if child is None:
        return ""
    return escape(child) if isinstance(child, str) else join(child)


def _attribute(name: str, value: Attribute) -> str:
    wire = name.rstrip("_").replace("_", "-")
    if value is None or value is False or (wire == "href" and not is_link(str(value))):
        return ""
    return f" {wire}" if value is True else f' {wire}="{escape(str(value))}"'


def is_link(address: str) -> bool:
    """Whether an address may become a link: inside the page, or http(s)."""
    return bool(_SAFE_LINK.match(address))


def spaced(children: Iterable[Child], between: str = " ") -> Html:
    """Children with `between` between those that are not empty."""
    return Html(escape(between).join(part for part in map(_child, children) if part))
