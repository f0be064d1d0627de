"""Feed XML to elements with their places: expat reads, each piece of text keeps where it stands in the feed.

Nothing is fetched and nothing is expanded: entities of HTML are looked up, others that a feed declares are
refused (so no "billion laughs"), external ones are never opened. Bare ampersands and characters that XML
forbids are mended without changing any length, because many real feeds have them.
"""

import html
import re
import xml.parsers.expat
from html.entities import html5

import msgspec

from headwater.errors import Unreadable
from headwater.read.limits import MAX_PIECES
from headwater.read.runs import Runs, joined

_BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"""<(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_STANDS_FOR_AMPERSAND = "\uf8ff"  # same length in code points; the original character is put back from the feed itself
MAX_ELEMENTS = 500_000  # twice what MAX_ENTRIES entries have; 7 million empty elements took 80 s and 4 GB
DEEPEST = 200  # elements inside one another; real feeds have under 10, inline pages in them under 50
# the prefixes that feeds use by custom, for those that declare none or another one
_NAMESPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
}


class Element:
    """One element: `start` to `end` with its tags, `inner` to `inner_end` without; its own text with the way back."""

    __slots__ = ("attributes", "children", "end", "inner", "inner_end", "name", "runs", "start", "texts")

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.inner = self.inner_end = self.end = start
        self.children: list[Element] = []
        self.texts: list[str] = []
        self.runs: list[tuple[int, int, int, int]] = []

    @property
    def text(self) -> str:
        """The characters directly inside, entities read."""
        return "".join(self.texts)

    def source_runs(self) -> Runs:
        """The map of `text` onto the feed."""
        return joined(self.runs)


class _Enough(Exception):
    """A feed goes on beyond what is read of it; what came before counts."""


class Tree(msgspec.Struct, frozen=True):
    """What could be read of a feed: the root (None when not even that), and why reading ended early, if it did."""

    root: Element | None
    broken: str | None


def tree(content: str) -> Tree:
    """The elements of a decoded feed, as far as it can be read. Raises Unreadable for entities that it declares itself."""
    scan = _Scan(content)
    broken = scan.read()
    return Tree(scan.root, broken)


class _Scan:
    """One pass of expat over one feed."""

    def __init__(self, content: str) -> None:
        self.content = content
        declaration = _DECLARATION.match(content)
        self.skipped = declaration.end() if declaration else len(content) - len(content.lstrip())
        mended = _FORBIDDEN.sub("\ufffd", _mended(content))[self.skipped :]
        self.bytes = mended.encode("utf-8")
        self.byte = 0
        self.char = self.skipped
        self.root: Element | None = None
        self.open: list[Element] = []
        self.prefixes: dict[str, str] = {}
        self.cdata = False
        self.pieces = self.elements = 0
        self.parser = self._parser()

    def _parser(self) -> xml.parsers.expat.XMLParserType:
        parser = xml.parsers.expat.ParserCreate("utf-8")
        parser.UseForeignDTD(True)  # an entity nobody declares is passed over instead of ending the reading
        parser.SetParamEntityParsing(xml.parsers.expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = lambda: setattr(self, "cdata", True)
        parser.EndCdataSectionHandler = lambda: setattr(self, "cdata", False)
        parser.EntityDeclHandler = _refuse
        parser.SkippedEntityHandler = self._entity
        parser.DefaultHandler = self._other  # being set, it also keeps expat from expanding what a feed declares
        return parser

    def read(self) -> str | None:
        """Run the parser; the sentence that says where the feed is broken, or None."""
        try:
            self.parser.Parse(self.bytes, True)
        except _Enough as error:
            return str(error)
        except xml.parsers.expat.ExpatError as error:
            line = self.content.count("\n", 0, self.skipped) + error.lineno
            return f"{xml.parsers.expat.ErrorString(error.code) or 'not well-formed'} in line {line}"
        return None

    def _at(self) -> int:
        """Where the parser stands, in code points of the feed; it only ever goes forward."""
        at = self.parser.CurrentByteIndex
        self.char += len(self.bytes[self.byte : at].decode("utf-8"))
        self.byte = max(at, self.byte)
        return self.char

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) >= DEEPEST:
            raise _Enough(f"nested too deeply: more than {DEEPEST} elements inside one another")
        if self.elements > MAX_ELEMENTS:
            raise _Enough(f"more than {MAX_ELEMENTS} elements")
        self._declare(attributes)
        at = self._at()
        element = Element(self._name(name), {key.casefold(): _attribute(value) for key, value in attributes.items()}, at)
        tag = _TAG.match(self.content, at)
        element.inner = tag.end() if tag else at
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        element = self.open.pop()
        at = self._at()
        element.inner_end = max(at, element.inner)
        tag = _TAG.match(self.content, at) if self.content.startswith("</", at) else None  # an empty element has no end tag
        element.end = tag.end() if tag else element.inner_end

    def _characters(self, words: str) -> None:
        at = self._at()
        if not self.cdata and self.content[at : at + 1] == "&" and words != _STANDS_FOR_AMPERSAND:
            self._add(words, at, self.content.find(";", at) + 1 - at)
        elif words == "\n" and self.content[at : at + 1] == "\r":
            self._add(words, at, 2 if self.content[at + 1 : at + 2] == "\n" else 1)
        else:
            self._add(self.content[at : at + len(words)], at, len(words))

    def _entity(self, name: str, is_parameter: int) -> None:
        at = self._at()
        if not is_parameter and self.open:
            self._add(html5.get(f"{name};", f"&{name};"), at, len(name) + 2)

    def _other(self, words: str) -> None:
        if self.open and words.startswith("&") and words.endswith(";"):
            self._entity(words[1:-1], 0)

    def _add(self, words: str, at: int, source_length: int) -> None:
        if self.open:
            self.pieces += 1
            if self.pieces > MAX_PIECES:
                raise _Enough(f"more than {MAX_PIECES} lines or entities")
            element = self.open[-1]
            start = element.runs[-1][0] + element.runs[-1][1] if element.runs else 0
            element.texts.append(words)
            element.runs.append((start, len(words), at, source_length))

    def _declare(self, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                custom = _NAMESPACES.get(value.strip().casefold())
                self.prefixes[key[6:]] = key[6:] if custom is None else custom

    def _name(self, name: str) -> str:
        """The name with the customary prefix, so that a feed may call its namespaces what it likes."""
        prefix, _, local = name.rpartition(":")
        custom = self.prefixes.get(prefix, prefix)
        return (f"{custom}:{local}" if custom else local).casefold()


def _mended(content: str) -> str:
    """The feed with bare ampersands outside CDATA replaced by a character of the same length."""
    out, at = [], 0
    for section in _CDATA.finditer(content):
        out += [_BARE.sub(_STANDS_FOR_AMPERSAND, content[at : section.start()]), section.group()]
        at = section.end()
    return "".join([*out, _BARE.sub(_STANDS_FOR_AMPERSAND, content[at:])])


def _attribute(value: str) -> str:
    return html.unescape(value.replace(_STANDS_FOR_AMPERSAND, "&"))


def _refuse(name: str, is_parameter: int, value: str | None, *_: object) -> None:
    """Feeds declare `nbsp` and its like, which are known anyway; anything else is a way to blow up a reader."""
    if is_parameter or f"{name};" not in html5 or value is None or len(value) > 16:
        raise Unreadable(f"declares the entity “{name[:40]}” of its own, which is refused")
