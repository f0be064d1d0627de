"""`dossier.html`: one self-contained file without any network access, complete without JavaScript.

Built with `headwater.show.html` (see there why no template engine). The content security policy forbids
every load; the one inline script is allowed by its hash (CSP Level 3). Layers are switched by style alone;
the script only opens folded parts, lights up all of a passage that a link leads to, and brings the reader back.
"""

import base64
import functools
import hashlib
import importlib.resources
import re
from collections.abc import Sequence

from headwater.records import Dossier
from headwater.show import actors, assertions, discrepancies, events, people, rest, rules, versions
from headwater.show.dossier import utf8
from headwater.show.first import first_screen
from headwater.show.html import Html, el
from headwater.show.lookup import Lookup
from headwater.show.resting import marks

_CONTENTS = (
    ("claims", "Claims"),
    ("discrepancies", "Discrepancies"),
    ("differences", "Changes"),
    ("reuse", "Reuse"),
    ("timeline", "Timeline"),
    ("statements", "Statements"),
    ("rules", "Rules"),
    ("actors", "Actors"),
    ("stories", "Stories"),
    ("versions", "Versions"),
    ("reports", "Reports"),
    ("unread", "Not read"),
    ("made", "How made"),
)

MOST_APART = 400  # passages shared without a derivation that the page shows: about 0.5 MB; dossier.json has all


def dossier_html(dossier: Dossier, *, case: str) -> str:
    """The whole page (HTML Living Standard, UTF-8); `case` is the name shown. Raises EvidenceMissing for words that are not there."""
    look = Lookup(dossier, most_apart=MOST_APART)
    sections = _sections(look, case)
    title = next((story.title for story in dossier.stories if story.title), None) or case
    body = [
        el(
            "a",
            "To the claims" if any(key == "claims" for key, _ in sections) else "To the content",
            href=f"#{sections[0][0]}",
            class_="skip",
        ),
        first_screen(look, case=case),
        _contents([key for key, _ in sections]),
        el("main", [section for _, section in sections]),
        el("script", Html(_asset("page.js"))),
    ]
    page = el("html", _head(f"{title}: Headwater", dossier, case), el("body", body), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _sections(look: Lookup, case: str) -> list[tuple[str, Html]]:
    written = (
        ("claims", assertions.claims(look)),
        ("discrepancies", discrepancies.discrepancies(look)),
        ("differences", assertions.differences(look)),
        ("reuse", assertions.reuse(look)),
        ("timeline", events.when(look)),
        ("statements", people.statements(look)),
        ("rules", rules.rules(look)),
        ("actors", actors.actors(look, case=case)),
        ("stories", rest.stories(look)),
        ("versions", versions.versions(look, case=case)),
        ("reports", rest.reports(look, marks(look))),
        ("unread", rest.unread(look)),
        ("made", rest.made(look, case=case)),
    )
    return [(key, section) for key, section in written if section is not None]


@functools.cache
def _asset(name: str) -> str:
    return (importlib.resources.files(__package__) / name).read_text(encoding="utf-8")


def _head(title: str, dossier: Dossier, case: str) -> Html:
    style = Html(_asset("style.css") + _print_footer(dossier, case))
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy()),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="generator", content=f"Headwater {dossier.generator.version}"),
        el("title", title),
        el("style", style),
    )


def policy() -> str:
    """The content security policy: nothing loads; the inline style is allowed, and the inline script by its SHA-256."""
    digest = base64.b64encode(hashlib.sha256(_asset("page.js").encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _print_footer(dossier: Dossier, case: str) -> str:
    """Case, date and digest at the foot of each printed page."""
    words = f"{case} · {(dossier.generator.created or '')[:10]} · {rest.inputs_digest(dossier)[:16]}"
    return f'@page{{@bottom-left{{content:"{css_string(words)}"}}}}\n'


def css_string(text: str) -> str:
    """`text` inside a CSS string (CSS Syntax 3): all but letters, digits and blanks as code points, so that it ends nothing."""
    return re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):06x}", utf8(text))


def _contents(keys: Sequence[str]) -> Html:
    items = [el("li", el("a", words, href=f"#{key}")) for key, words in _CONTENTS if key in keys]
    return el("nav", el("ul", el("li", el("a", "Top", href="#top")), items), aria_label="Sections", class_="contents")
