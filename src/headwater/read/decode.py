"""Bytes to characters, with a note of how the charset was decided.

Order: byte order mark, UTF-16 without a mark, UTF-8 that is valid although something else is declared, the declared charset,
valid UTF-8, UTF-8 with few broken places, then detection. What no charset reads
is decoded with replacement characters, as the WHATWG Encoding Standard does, and says so.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Literal

import charset_normalizer
import msgspec

from headwater.errors import Unreadable
from headwater.lexicon import mapping, rows

CharsetBy = Literal["bom", "declared", "utf-8", "detected", "replaced"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 100_000  # bytes looked at to detect a charset; more changes nothing and takes seconds
DECLARED_WITHIN = 16_384  # bytes in which a page declares its charset; the standard says 1024, of 971 pages 99 % do within 13 kB
CONTROL_SHARE = 0.01  # of control characters: 990 saved pages have at most 0.0002, random bytes 0.2
FEW_CONTROLS = 3  # a stray one in a line of pasted text makes it no picture
FEW_BROKEN, BROKEN_SHARE = 4, 0.01  # so few broken bytes in plain ASCII are damage rather than another charset ...
ACCENT_SHARE = 0.35  # of high bytes among letters: a line of French or Czech has up to 0.26, of Greek, Russian or Chinese over 0.9
CAPITALS_INSIDE = 0.02  # of all characters: 13,861 Russian posts have at most 0.011, Greek read as Cyrillic 0.08, Arabic 0.16
NEARLY = 0.15  # of small letters: Greek takes a few Cyrillic capitals for small ones; a wrong Cyrillic charset differs by 0.9
CALM = 0.05  # "chaos" of charset-normalizer that still is a text
_BREADTH = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1256", "cp1255", "cp1254", "cp1257", "koi8_r", "koi8_u", "cp866", "iso8859_2")
_BREADTH_REST = ("iso8859_5", "iso8859_7", "cp932", "euc_jp", "gb18030", "cp949", "big5", "cp874")
CANDIDATES = _BREADTH + _BREADTH_REST  # what old news texts come in; the library's full list reads short texts as EBCDIC

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_CAPITAL_INSIDE = re.compile("[α-ωά-ώа-яёђ-џґ][Α-ΩΆ-ΏА-ЯЁЂ-ЏҐ]")
# ... where one is a letter of no word: not beside a letter, and not punctuation of windows-1252
_STRAY = re.compile(rb"(?<![A-Za-z\x80-\xff])[\xc0-\xff]+(?![A-Za-z\x80-\xff])")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x90\x95\x97-\x9f]")  # without line ends, escape, NEL, and the
# places of curly quotes and the dash in windows-1252, which stand in many texts that were once decoded as Latin-1
_PUNCTUATION = frozenset("«»‹›“”„‚‘’–—…•·¿¡€£§°©®™†‡‰½¼¾²³ª º´¨×÷±¬¦№¤\u00a0\u00ad")


class Decoded(msgspec.Struct, frozen=True):
    """The characters of some bytes (byte order mark dropped), the Python codec, and how it was decided."""

    content: str
    charset: str
    by: CharsetBy


def declared_charset(data: bytes) -> str | None:
    """The charset label in an XML declaration or a `<meta>` near the beginning, as written there."""
    head = data[:DECLARED_WITHIN]
    found = _XML.search(head) or _META.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode `data`; `declared` is a charset label from a header, a `<meta>` or an XML declaration.

    Raises Unreadable for what is no text (NUL bytes, many control characters).
    """
    decoded = _by_bom(data) or _by_zeros(data) or _by_label(data, declared) or _by_utf8(data) or _by_guess(data, declared)
    _check_text(decoded)
    return decoded


def _by_bom(data: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            content = _strict(data[len(mark) :], codec)
            if content is not None:
                return Decoded(content, codec, "bom")
            return Decoded(data[len(mark) :].decode(codec, "replace"), codec, "replaced")
    return None


def _by_label(data: bytes, label: str | None) -> Decoded | None:
    """The declared charset, unless the bytes are valid UTF-8 beyond ASCII: pages are saved in UTF-8 with their old label."""
    codec = mapping("charsets").get((label or "").strip().casefold())
    if codec is None or (not data.isascii() and codec != "utf-8" and _strict(data, "utf-8") is not None):
        return None
    if codec.startswith("utf-16") and b"\0" not in data:
        return None  # a page that can be read up to its <meta> is not in UTF-16 (WHATWG HTML, 13.2.3.2)
    content = _strict(data, codec)
    return Decoded(content.removeprefix("\ufeff"), codec, "declared") if content is not None else None


def _by_utf8(data: bytes) -> Decoded | None:
    content = _strict(data, "utf-8")
    return Decoded(content, "utf-8", "utf-8") if content is not None else None


def _by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in text of any European script nearly every other byte is 0 or 4."""
    pairs = len(data[:SAMPLE]) // 2
    for codec, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = data[at:SAMPLE:2]
        if pairs > 3 and len(data) % 2 == 0 and high.count(0) + high.count(4) > 0.9 * pairs:
            content = _strict(data, codec)
            if content is not None:
                return Decoded(content, codec, "detected")
    return None


def _by_guess(data: bytes, label: str | None) -> Decoded:
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    # a run of three bytes that is sound UTF-8 (a curly quote) hardly ever stands in another charset; one of two may
    good = sum(1 if char < "\u0800" else 3 for char in mended if char > "\x7f" and char != "\ufffd")
    if good > bad:  # most of what is not ASCII is sound UTF-8: a few broken places, not another charset
        return Decoded(mended, "utf-8", "replaced")
    if _STRAY.search(data) and bad <= FEW_BROKEN + BROKEN_SHARE * len(data):
        return Decoded(mended, "utf-8", "replaced")
    codec = _detected(data[:SAMPLE])
    content = _strict(data, codec) if codec else None
    if codec and content is not None:
        return Decoded(content, codec, "detected")
    codec = codec or mapping("charsets").get((label or "").strip().casefold(), "cp1252")
    return Decoded(data.decode(codec, "replace"), codec, "replaced")


def _detected(sample: bytes) -> str | None:
    letters = len(re.findall(rb"[A-Za-z]", sample))
    high = len(sample.translate(None, bytes(range(128))))
    latin = high < ACCENT_SHARE * (letters + high)
    return (_by_latin(sample) if latin else _by_case(sample)) or _by_library(sample)


def _by_latin(sample: bytes) -> str | None:
    """The first charset in which all accented letters belong to one language of Latin script."""
    return next((codec for _, codec in _fitting(sample, "alphabets")), None)


def _by_case(sample: bytes) -> str | None:
    """The charset of Cyrillic or Greek in which all letters fit and most are small: in another one capitals and small letters mix or swap."""
    found = [(_small(content), codec) for content, codec in _fitting(sample, "alphabets_beyond") if _even(content)]
    most = max((small for small, _ in found), default=0.0)
    return next((codec for small, codec in found if small >= most - NEARLY), None)


def _even(content: str) -> bool:
    """Whether capitals stand where capitals stand, rarely after a small letter."""
    return len(_CAPITAL_INSIDE.findall(content)) <= CAPITALS_INSIDE * len(content)


def _fitting(sample: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The readings of `sample` in the charsets of a list of alphabets whose letters all belong to the language."""
    for letters, codec, _ in rows(name):
        content = _strict(sample, codec)
        if content is not None and _fits(content, frozenset(letters)):
            yield content, codec


def _small(content: str) -> float:
    letters = [char for char in content if char > "\x7f" and char.isalpha()]
    return sum(char.islower() for char in letters) / max(1, len(letters))


def _fits(content: str, letters: frozenset[str]) -> bool:
    return all(char.casefold() in letters or char in letters or char in _PUNCTUATION for char in set(content) if char > "\x7f")


def _by_library(sample: bytes) -> str | None:
    """What charset-normalizer thinks: calm readings first, then those that look like a language, then the commoner charset."""
    matches = charset_normalizer.from_bytes(sample, cp_isolation=list(CANDIDATES), threshold=0.35)
    ranked = [
        (match.chaos > CALM, -match.coherence, CANDIDATES.index(codec))
        for match in matches
        for codec in match.could_be_from_charset
        if codec in CANDIDATES
    ]
    return CANDIDATES[min(ranked)[2]] if ranked else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _check_text(decoded: Decoded) -> None:
    if "\0" in decoded.content:
        raise Unreadable("is binary, not text: it has NUL bytes")
    controls = len(_CONTROLS.findall(decoded.content))
    replaced = decoded.content.count("\ufffd") if decoded.by == "replaced" else 0
    if controls > max(FEW_CONTROLS, CONTROL_SHARE * len(decoded.content)):
        raise Unreadable(f"is binary, not text: {controls} of its {len(decoded.content)} characters are control characters")
    if replaced > len(decoded.content) / 2:
        raise Unreadable("is binary, not text: no charset reads most of it")
